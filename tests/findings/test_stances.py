from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrecoup.findings.stance_places import Line
from contrecoup.findings.stances import in_text, stances
from contrecoup.findings.targets import Targets
from contrecoup.model.people import Person, Roster

from .conftest import ROSTER, Make, make_article, make_post

TARGETS = Targets(ROSTER)

CASES: list[tuple[str, list[tuple[str, str]]]] = [
    # support needs words and a name in the same sentence
    ("Je soutiens Nolwenn, sans réserve.", [("for", "nolwenn")]),
    ("I stand with Nolwenn. She answers her own phone.", [("for", "nolwenn")]),
    ("@nolwenn_tvd Merci pour tout.", [("for", "nolwenn")]),
    ("Merci pour tout.", []),
    ("Thanks for the lift home!", []),
    ("💙💙💙 Nolwenn", []),
    # criticism
    ("Le conseil d'administration doit démissionner.", [("against", "role:board")]),
    ("The board must resign, tonight.", [("against", "role:board")]),
    ("Lucien Marchetaud a trahi cette maison.", [("against", "lucien")]),
    ("Marchetaud lied to us.", [("against", "lucien")]),
    ("Le conseil a perdu toute notre confiance.", [("against", "role:board")]),
    ("I no longer have any opinion on the board.", []),
    # denial is not turned into its opposite
    ("Je ne soutiens personne.", []),
    ("I don't support Nolwenn.", []),
    ("The board did not lie. Nobody lied.", []),
    # calls for a resignation, and reproaches
    ("Nous demandons au conseil de démissionner dès ce soir.", [("against", "role:board")]),
    ("We call on the board to resign.", [("against", "role:board")]),
    ("Nous présenterons notre démission au conseil.", []),
    ("Je reproche à Marchetaud son silence.", [("against", "lucien")]),
    # a pronoun stands for the one person named before
    ("Nolwenn venait tous les jours. Je la soutiens.", [("for", "nolwenn")]),
    ("Nolwenn et Marchetaud étaient là. Je la soutiens.", []),
    # two sides of one person in one post cancel out
    ("Je soutiens Nolwenn. Nolwenn doit partir.", []),
    # two targets
    (
        "Je soutiens Nolwenn. Le conseil doit partir.",
        [("for", "nolwenn"), ("against", "role:board")],
    ),
    # confusion and taking no side
    ("Je n'y comprends rien.", [("confused", "")]),
    ("I don't understand what just happened. Does anyone?", [("confused", "")]),
    ("Quelqu'un a une explication ?", [("confused", "")]),
    ("Je ne prends pas parti, je n'ai pas les éléments.", [("neither", "")]),
    ("Je ne prends pas parti. Je suis juste perdue.", [("confused", "")]),
    ("Salt water does not take sides.", []),
    ("I have no idea what the new owners ever built.", []),
    ("Je ne comprends pas. Le conseil doit partir.", [("against", "role:board")]),
    # whose deed it is, and to whom it was done
    ("Marchetaud a menti à Nolwenn.", [("against", "lucien")]),
    ("Lucien Marchetaud betrayed us, and Nolwenn with us.", [("against", "lucien")]),
    ("Les amis de Marchetaud ont menti.", []),
    ("Le président du conseil doit démissionner.", []),
    ("Les membres du conseil ont menti.", [("against", "role:board")]),
    ("La décision du conseil est une honte.", [("against", "role:board")]),
    ("Le renvoi de Nolwenn est une honte.", []),
    ("Nolwenn was betrayed.", []),
    ("We were betrayed by Marchetaud.", [("against", "lucien")]),
    ("What the board did to Nolwenn is unforgivable.", [("against", "role:board")]),
    ("Le conseil a révoqué Nolwenn. Quelle honte.", [("against", "role:board")]),
    ("Nolwenn s'en va. Quelle honte.", []),
    ("They fired Nolwenn. It's a disgrace.", []),
    ("I support the board's critics.", []),
    ("I support firing Marchetaud.", []),
    ("I support the removal of Nolwenn.", []),
    ("I support Nolwenn and Marchetaud.", [("for", "lucien"), ("for", "nolwenn")]),
    ("Marchetaud, who never came, lied to us.", [("against", "lucien")]),
    ("C'est Marchetaud qui a trahi.", [("against", "lucien")]),
    ("Mon chef parle de Nolwenn. La direction a menti.", []),
    # a pronoun, whoever is spoken to, and whoever is pointed at
    ("Nolwenn taught us to listen. I trust her.", [("for", "nolwenn")]),
    ("Nolwenn taught me my job. I trust her judgement of wine.", [("for", "nolwenn")]),
    ("Nolwenn was there. Hélène Dupré spoke. I trust her.", []),
    ("Marchetaud, tu as trahi cette maison.", [("against", "lucien")]),
    ("Come back, Nolwenn.", [("for", "nolwenn")]),
    ("Come back soon.", []),
    ("Boards may change their minds. I trust this one.", [("for", "role:board")]),
    ("The board met. They betrayed us.", [("against", "role:board")]),
    # what is said by others, asked, supposed, or not said
    ("Selon un délégué, Marchetaud a menti.", []),
    ("Anna says that Marchetaud lied.", []),
    ("« Marchetaud doit partir », lit-on sur le mur.", []),
    ('The sign says "the board must resign".', []),
    ("'The board must resign' is what the sign says.", []),
    ("Banderole du jour : le conseil doit démissionner.", []),
    ("Le conseil doit-il démissionner ?", []),
    ("If the board lied, we will know.", []),
    ("I never said that the board must resign.", []),
    ("Je ne dis pas que le conseil a menti.", []),
    ("The paper claims I support Nolwenn.", []),
    ("Nobody thinks that the board lied.", []),
    ("RT @anna_lepors: Le conseil doit démissionner.", []),
    ("> Le conseil doit démissionner.\nIl pleut.", []),
    ("I can hardly say I support Nolwenn.", []),
    # distrust is against; thanks for everything is support, thanks for a link is not
    ("Je n'ai pas confiance en Marchetaud.", [("against", "lucien")]),
    ("I don't trust the board.", [("against", "role:board")]),
    ("Thank you, Nolwenn, for the link.", []),
    ("Merci, Nolwenn, pour ces dix ans.", [("for", "nolwenn")]),
    ("Merci au conseil pour tout.", []),
    # said in jest
    ("Oh sure, I trust the board.", []),
    ("I trust the board 🙄", []),
    # words that only look like it
    ("Marchetaud doit partir à Rome lundi.", []),
    ("Marchetaud doit partir.", [("against", "lucien")]),
    ("Nolwenn must go to Leeds.", []),
    ("Je soutiens ça.", []),
    ("Un conseil : démissionnez de rien.", []),
    ("Le conseil municipal doit démissionner.", []),
    ("I follow Nolwenn on Mastodon.", []),
    ("I am behind Nolwenn in the queue.", []),
    ("I don't understand the new timesheet.", []),
    ("J'ai perdu mes gants.", []),
    ("M. Marchetaud doit démissionner.", [("against", "lucien")]),
    ("Hélène Marchetaud a menti.", []),
    # somebody with a name that two people bear is nobody
    ("Je soutiens Marie Kervella.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:40] or "empty" for c in CASES])
def test_what_a_text_takes_a_side_on(text: str, expected: list[tuple[str, str]]) -> None:
    found = in_text(text, TARGETS)
    assert sorted((one.polarity, one.target) for one in found) == sorted(expected)
    for one in found:
        start, end = one.span
        assert text[start:end].strip() == text[start:end] != ""


def test_only_the_groups_own_words_count(make: Make) -> None:
    context = make(
        (
            make_post(1, "anna_lepors", "Je soutiens Nolwenn."),
            make_post(2, "a_stranger", "Je soutiens Nolwenn."),
            make_post(3, "mk_data", "Je soutiens Nolwenn.", repost_of="x:1"),
            make_post(4, "nolwenn_tvd", "Je soutiens Nolwenn."),
        )
    )
    (stance,) = stances(context)
    assert (stance.holder, stance.target, stance.document_id) == ("anna", "nolwenn", "x:1")
    assert stance.citation.exact == "Je soutiens Nolwenn."
    assert stance.certainty == "observed"


def test_you_is_whoever_the_post_answers(make: Make) -> None:
    context = make(
        (
            make_post(1, "nolwenn_tvd", "Une longue journée."),
            make_post(2, "anna_lepors", "Je te soutiens.", reply_to="x:1"),
            make_post(3, "anna_lepors", "Merci pour tout."),
            make_post(4, "anna_lepors", "Je te soutiens.", reply_to="x:3"),
            make_post(5, "mk_data", "@a_stranger Je te soutiens.", reply_to="x:404"),
        )
    )
    (stance,) = stances(context)
    assert (stance.holder, stance.target, stance.document_id) == ("anna", "nolwenn", "x:2")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@nolwenn_tvd Merci pour tout.", ["nolwenn"]),
        ("@nolwenn_tvd @anna_lepors Merci pour tout.", []),
        ("@nolwenn_tvd has my full support.", ["nolwenn"]),
        ("@unknown Merci pour tout.", []),
    ],
)
def test_handles_at_the_head_say_who_is_spoken_to(text: str, expected: list[str]) -> None:
    assert [one.target for one in in_text(text, TARGETS)] == expected


def test_a_stance_that_the_press_reports_names_its_outlet(make: Make) -> None:
    text = (
        "Ondelune divisée\n\n"
        "Anna Le Pors, ingénieure, a critiqué le conseil d'administration dans un message."
    )
    found = [s for s in stances(make(articles=(make_article(2, text),))) if s.holder == "anna"]
    assert all(s.certainty == "one-outlet" for s in found)
    assert all(s.target in {"role:board", "ondelune"} for s in found)


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Je soutiens la marine nationale.", []),
        ("Merci à la rose des vents.", []),
        ("Je soutiens Marine.", ["m"]),
        ("Je soutiens marine le bras.", ["m"]),
        ("Je soutiens LE BRAS !", ["m"]),
    ],
)
def test_a_common_word_is_no_name(text: str, holders: list[str]) -> None:
    people = (Person(person_id="m", name="Marine Le Bras"), Person(person_id="r", name="Rose Pin"))
    assert [f.target for f in in_text(text, Targets(Roster(people=people)))] == holders


def test_a_sentence_that_names_thousands_is_read_at_once() -> None:
    found = in_text("je soutiens Nolwenn et " * 20_000, TARGETS)
    assert [(one.polarity, one.target) for one in found] == [("for", "nolwenn")]


@pytest.mark.parametrize(
    "part",
    [
        "je soutiens Nolwenn et ", "ment ", "le le ", "Marchetaud ", "Nolwenn, ", "« ", '" ', "'a ",
        "\n> ", "....x", "si ", "que ", "I will ", "thank you a ", "owes me a ", "est tres ", "@a ",
        "quelle honte ", "Jean ", "je demande a a ", "not ", "A. ", "RT @a ", "😀", "the board s ",
    ],
)  # fmt: skip
def test_work_grows_with_the_text_and_not_with_its_square(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted: the words that are looked at around a cue, in a text and in one four times as long."""
    looked = 0
    word = Line.word

    def counted(line: Line, at: int) -> str:
        nonlocal looked
        looked += 1
        return word(line, at)

    monkeypatch.setattr(Line, "word", counted)
    totals = []
    for times in (100, 400):
        looked = 0
        in_text(part * times, TARGETS)
        totals.append(looked)
    assert totals[1] <= 5 * totals[0] + 100


@given(st.text(alphabet=" .,!?'\"«»“”‘’\n>@§£¤éàI'mJe soutiensNolwenncoseil", max_size=80))
def test_any_text_is_read(text: str) -> None:
    for one in in_text(text, TARGETS):
        start, end = one.span
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
