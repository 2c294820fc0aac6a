from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from eval.gold import moves as gold
from eval.gold import moves_draw
from hypothesis import given
from hypothesis import strategies as st

from contrecoup.findings.press import forms, read
from contrecoup.findings.press import move_words as mw
from contrecoup.model.reading import Move, Reading

FLOORS = tomllib.loads((Path(__file__).parents[3] / "eval" / "floors.toml").read_text())

Told = tuple[str, str | None, str]


def names(reading: Reading) -> dict[str | None, str]:
    return {e.id: e.name for e in (*reading.people, *reading.organisations)}


def told(text: str, lang: str) -> list[Told]:
    reading = read(text, lang)
    return [(m.type, names(reading).get(m.person), m.modality) for m in reading.moves]


def only(text: str, lang: str) -> tuple[Move, dict[str | None, str]]:
    reading = read(text, lang)
    (move,) = reading.moves
    return move, names(reading)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    ("name", "rounds"), [("moves_own", range(1, 12)), ("moves_drawn", range(12, 16))]
)
def test_invented_sentences(name: str, rounds: range, lang: str) -> None:
    figures = gold.figures(r for r in gold.rows() if r["lang"] == lang and r["round"] in rounds)
    for key, floor in FLOORS[name][lang]["at_least"].items():
        assert figures[key] >= floor, key


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Il se pourrait que Marc Vidal quitte Ondelune."),
        ("fr", "Il est possible que Marc Vidal quitte Ondelune."),
        ("fr", "Il semble que Marc Vidal ait quitté Ondelune."),
        ("fr", "Marc Vidal semble avoir quitté Ondelune."),
        ("fr", "Peut-être Marc Vidal a-t-il quitté Ondelune."),
        ("fr", "Marc Vidal pourrait également quitter Ondelune."),
        ("fr", "Marc Vidal est sur le point de quitter Ondelune."),
        ("en", "It is possible that Marc Vidal has left Ondelune."),
        ("en", "Perhaps Marc Vidal has left Ondelune."),
        ("en", "Marc Vidal appears to have left Ondelune."),
        ("en", "Marc Vidal is said to be about to leave Ondelune."),
        ("en", "Marc Vidal could leave Ondelune."),
        ("en", "Marc Vidal may have left Ondelune."),
    ],
)
def test_a_possible_move_has_not_happened(lang: str, text: str) -> None:
    company = {"fr": "L'entreprise Ondelune se tait. ", "en": "The company Ondelune is silent. "}
    assert told(company[lang] + text, lang) == [("leave", "Marc Vidal", "expected")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Il est vrai que Marc Vidal a quitté Ondelune."),
        ("en", "It was on Monday that Marc Vidal left Ondelune."),
        ("en", "Perhaps tired, he slept; Marc Vidal left Ondelune."),
    ],
)
def test_a_move_beside_words_of_possibility_has_happened(lang: str, text: str) -> None:
    company = {"fr": "L'entreprise Ondelune se tait. ", "en": "The company Ondelune is silent. "}
    assert told(company[lang] + text, lang) == [("leave", "Marc Vidal", "done")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Ni Marc Vidal ni Anne Morel n'ont l'intention de quitter le conseil."),
        ("en", "On Monday neither Marc Vidal nor Anne Morel planned to leave the band."),
    ],
)
def test_neither_of_two_leaves(lang: str, text: str) -> None:
    assert told(text, lang) == [
        ("leave", "Marc Vidal", "denied"),
        ("leave", "Anne Morel", "denied"),
    ]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le ministère va limoger Marc Vidal et nommer à sa place Anne Morel."),
        ("en", "The club will sack Marc Vidal and appoint Anne Morel manager."),
    ],
)
def test_two_verbs_share_what_helps_the_first(lang: str, text: str) -> None:
    assert told(text, lang) == [
        ("dismiss", "Marc Vidal", "expected"),
        ("appoint", "Anne Morel", "expected"),
    ]


def test_all_of_a_list_that_a_noun_governs() -> None:
    text = "Le collectif réclame le départ du directeur, Marc Vidal, du maire, Paul Serre, et de Anne Morel."
    people = ["Marc Vidal", "Paul Serre", "Anne Morel"]
    assert told(text, "fr") == [("leave", name, "demanded") for name in people]


def test_the_draw_of_a_round_can_be_repeated() -> None:
    cells = list(moves_draw.drawn(12, "fr"))
    assert cells == list(moves_draw.drawn(12, "fr")) != list(moves_draw.drawn(12, "en"))
    assert len(cells) == 30
    assert cells[0] == ("inversion or cleft", "join", "done")


FRENCH = [
    ("Le conseil a révoqué, vendredi 14 mars, sa directrice.", ("dismiss", None, "done")),
    ("Anne Morel a été, après trois tours de scrutin, élue présidente.", ("appoint", "Anne Morel", "done")),
    ("Anne Morel, adjointe depuis mai, a quitté le conseil.", ("leave", "Anne Morel", "done")),
    ("Le ministère a nommé lundi Anne Morel.", ("appoint", "Anne Morel", "done")),
    ("Le poste est revenu à Anne Morel.", ("appoint", "Anne Morel", "done")),
    ("Marc Vidal sera, a fait savoir le club, réintégré mardi.", ("return", "Marc Vidal", "announced")),
    ("À la tête du comité a été élue Anne Morel.", ("appoint", "Anne Morel", "done")),
    ("Un an après avoir quitté la banque, Marc Vidal publie un livre.", ("leave", "Marc Vidal", "background")),
    ("Selon une source, Marc Vidal songerait à quitter le groupe.", ("leave", "Marc Vidal", "reported")),
    ("Le conseil a écarté Marc Vidal de la commission.", ("dismiss", "Marc Vidal", "done")),
    ("Anne Morel a jeté un froid puis a remis, lundi, sa démission.", ("resign", "Anne Morel", "done")),
    ("La direction du port est confiée à Anne Morel.", ("appoint", "Anne Morel", "done")),
    ("La mise à pied d'Anne Morel date de lundi.", ("dismiss", "Anne Morel", "done")),
    ("La prise de fonctions de Marc Vidal aura lieu mardi.", ("appoint", "Marc Vidal", "expected")),
    ("La succession de Marc Vidal par Anne Morel est attendue en mai.", ("succeed", "Anne Morel", "expected")),
    ("La succession de Marc Vidal par Anne Morel n'est pas d'actualité.", ("succeed", "Anne Morel", "denied")),
    ("Le comité souhaite faire revenir Marc Vidal au poste d'entraîneur.", ("return", "Marc Vidal", "expected")),
    ("Jean Val a accepté l'intérim.", ("interim", "Jean Val", "announced")),
    ("Marc Vidal s'est vu confier la direction du port.", ("appoint", "Marc Vidal", "done")),
    ("Marc Vidal est chargé d'assurer l'intérim.", ("interim", "Marc Vidal", "done")),
    ("Marc Vidal dirigera par intérim le port.", ("interim", "Marc Vidal", "expected")),
    ("Le préfet appelle Anne Morel à démissionner.", ("resign", "Anne Morel", "demanded")),
    ("Anne Morel n'a pas démissionné.", ("resign", "Anne Morel", "denied")),
    ("Anne Morel ne démissionnera jamais.", ("resign", "Anne Morel", "denied")),
    ("Anne Morel menace de démissionner.", ("resign", "Anne Morel", "expected")),
    ("Anne Morel aurait été évincée.", ("dismiss", "Anne Morel", "reported")),
    ("La rumeur d'un départ d'Anne Morel enfle.", ("leave", "Anne Morel", "reported")),
    ("Anne Morel, dont le départ a été confirmé hier, se tait.", ("leave", "Anne Morel", "announced")),
    ("Anne Morel avait été limogée en 2014.", ("dismiss", "Anne Morel", "background")),
    ("Anne Morel est la nouvelle directrice du port.", ("appoint", "Anne Morel", "done")),
    ("Le directeur, Marc Vidal, limogé lundi, porte plainte.", ("dismiss", "Marc Vidal", "done")),
    ("Marc Vidal est sur le départ.", ("leave", "Marc Vidal", "expected")),
    ("Marc Vidal a confirmé qu'il restait au conseil.", ("leave", "Marc Vidal", "denied")),
    ("La démission de Marc Vidal a été réclamée par les élus.", ("resign", "Marc Vidal", "demanded")),
    ("Le conseil a porté à sa tête le biologiste Marc Vidal.", ("appoint", "Marc Vidal", "done")),
    ("Le maire n'a pas l'intention de limoger Marc Vidal.", ("dismiss", "Marc Vidal", "denied")),
    ("Marc Vidal doit partir avant lundi.", ("leave", "Marc Vidal", "demanded")),
    ("Marc Vidal a décliné la présidence du port.", ("appoint", "Marc Vidal", "denied")),
    ("Anne Morel a été élue bâtonnière mardi.", ("appoint", "Anne Morel", "done")),
    ("La nomination d'Anne Morel à la tête du port a été confirmée.", ("appoint", "Anne Morel", "done")),
    ("Contrainte de démissionner, Anne Morel saisit la justice.", ("resign", "Anne Morel", "done")),
    ("Anne Morel sera la prochaine directrice du port.", ("appoint", "Anne Morel", "expected")),
    ("Le port a vendu deux grues sans renvoyer Anne Morel.", ("dismiss", "Anne Morel", "denied")),
    ("Le club annonce l'arrivée de l'entraîneur argentin Marc Vidal.", ("appoint", "Marc Vidal", "announced")),
    ("Le port débauche chez son rival Nacre Systems l'ingénieur Marc Vidal.", ("join", "Marc Vidal", "done")),
    ("Le préfet s'est débarrassé de Marc Vidal.", ("dismiss", "Marc Vidal", "done")),
]  # fmt: skip
ENGLISH = [
    (
        "The trustees will on Monday put Jane Porter in temporary charge.",
        ("interim", "Jane Porter", "expected"),
    ),
    (
        "Jane Porter was on Friday, after a hearing, dismissed by the club.",
        ("dismiss", "Jane Porter", "done"),
    ),
    (
        "Members demand that Jane Porter, the treasurer since May, be removed.",
        ("dismiss", "Jane Porter", "demanded"),
    ),
    ("Jane Porter has neither quit nor been sacked.", ("dismiss", "Jane Porter", "denied")),
    (
        "Denying that she was about to quit the cabinet, Jane Porter smiled.",
        ("leave", "Jane Porter", "denied"),
    ),
    (
        "Announcing his resignation in a letter, Tom Hardwick thanked the staff.",
        ("resign", "Tom Hardwick", "announced"),
    ),
    (
        "Tom Hardwick is said to have rejoined the Tin Lanterns.",
        ("return", "Tom Hardwick", "reported"),
    ),
    ("Tom Hardwick is filling in as captain.", ("interim", "Tom Hardwick", "done")),
    ("Tom Hardwick turned down the deanship.", ("appoint", "Tom Hardwick", "denied")),
    ("Tom Hardwick got his old job back.", ("return", "Tom Hardwick", "done")),
    ("The abbot was replaced by his nephew, Tom Hardwick.", ("appoint", "Tom Hardwick", "done")),
    ("Tom Hardwick was made dean.", ("appoint", "Tom Hardwick", "done")),
    ("The board fired its chief executive on Friday.", ("dismiss", None, "done")),
    (
        "The choir mourned the sacking of ratcatcher Zorbin Quellish.",
        ("dismiss", "Zorbin Quellish", "done"),
    ),
    ("Jane Porter was shown the door.", ("dismiss", "Jane Porter", "done")),
    ("Jane Porter lost her job on Friday.", ("dismiss", "Jane Porter", "done")),
    ("The council put Jane Porter in charge.", ("appoint", "Jane Porter", "done")),
    ("Jane Porter took over as director.", ("appoint", "Jane Porter", "done")),
    ("Jane Porter should resign.", ("resign", "Jane Porter", "demanded")),
    ("They urged Jane Porter to step down.", ("resign", "Jane Porter", "demanded")),
    ("Jane Porter will not resign.", ("resign", "Jane Porter", "denied")),
    ("Jane Porter's resignation was announced on Monday.", ("resign", "Jane Porter", "announced")),
    ("Jane Porter has decided to stay.", ("leave", "Jane Porter", "denied")),
    ("Jane Porter is to be replaced by Carl Lund.", ("appoint", "Carl Lund", "expected")),
    ("The firm said Jane Porter had resigned.", ("resign", "Jane Porter", "done")),
    ("Jane Porter reportedly left the company.", ("leave", "Jane Porter", "reported")),
    ("Forced to resign, Jane Porter went abroad.", ("resign", "Jane Porter", "done")),
    ("Taking over from him is Jane Porter, a former pilot.", ("appoint", "Jane Porter", "done")),
    ("Her successor is Jane Porter.", ("succeed", "Jane Porter", "done")),
    ("Jane Porter is out as editor.", ("dismiss", "Jane Porter", "done")),
    ("Doctors want Jane Porter gone.", ("leave", "Jane Porter", "demanded")),
    ("Jane Porter was handed the reins of the port.", ("appoint", "Jane Porter", "done")),
    ("The senate confirmed Jane Porter as director.", ("appoint", "Jane Porter", "done")),
    ("Jane Porter turned down the presidency.", ("appoint", "Jane Porter", "denied")),
    ("Jane Porter has no plans to leave.", ("leave", "Jane Porter", "denied")),
    ("Jane Porter has ruled out resigning.", ("resign", "Jane Porter", "denied")),
    ("Jane Porter, under investigation, has been sacked.", ("dismiss", "Jane Porter", "done")),
    ("Lawmakers pushed for Jane Porter to be replaced.", ("dismiss", "Jane Porter", "demanded")),
    ("Unless Jane Porter goes by Monday, crews will strike.", ("leave", "Jane Porter", "demanded")),
    ("Jane Porter will be the next dean of the college.", ("appoint", "Jane Porter", "expected")),
    (
        "Reportedly fired over the phone, Carl Lund has hired a lawyer.",
        ("dismiss", "Carl Lund", "reported"),
    ),
    ("Carl Lund, soon to be fired, was not at work.", ("dismiss", "Carl Lund", "expected")),
    ("He will be sacked in May.", ("dismiss", None, "expected")),
    (
        "Jane Porter, the newly appointed curator of maps, cut the ribbon.",
        ("appoint", "Jane Porter", "done"),
    ),
    (
        "The succession of Carl Lund by Jane Porter went smoothly.",
        ("succeed", "Jane Porter", "done"),
    ),
    ("The post of treasurer has gone to Jane Porter.", ("appoint", "Jane Porter", "done")),
    ("The club has yet to sack Carl Lund.", ("dismiss", "Carl Lund", "denied")),
    (
        "The mayor has resolved to dismiss his aide, Carl Lund.",
        ("dismiss", "Carl Lund", "announced"),
    ),
    ("Carl Lund hasn't resigned.", ("resign", "Carl Lund", "denied")),
    ("Jane Porter won't be appointed director.", ("appoint", "Jane Porter", "denied")),
    (
        "When Jane Porter joins the archive in June, it will reopen.",
        ("join", "Jane Porter", "expected"),
    ),
]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [("fr", *row) for row in FRENCH] + [("en", *row) for row in ENGLISH],
)
def test_a_move_and_how_far_it_is(lang: str, text: str, wanted: Told) -> None:
    assert told(text, lang) == [wanted]


QUIET = [
    ("fr", "L'élève Anne Morel a été renvoyée en finale."),
    ("fr", "La compagnie a renvoyé Anne Morel devant les juges."),
    ("en", "Her appointment with the dentist was cancelled."),
    ("en", "Her departure gate was changed twice."),
    ("en", "Jane Porter filled in a form."),
    ("fr", "Le cortège rejoint la mairie."),
    ("fr", "Anne Morel prend la tête de la course."),
    ("fr", "Anne Morel devient mère."),
    ("fr", "Le bateau, nommé Étoile, quitte le port."),
    ("fr", "Anne Morel entre dans le conflit."),
    ("fr", "Le départ de Paris est fixé à midi."),
    ("fr", "La demande d'annulation de la révocation de Marc Vidal est rejetée."),
    ("fr", "Ceux voulant quitter le parti sont rares."),
    ("en", "Jane Porter left the room."),
    ("en", "Jane Porter must go to Lyon."),
    ("en", "The court overturned the dismissal of Jane Porter."),
    ("en", "Jane Porter turned the presidency into a stage."),
    ("fr", "Marc Vidal doit partir pour Lyon."),
    ("fr", "Marc Vidal, élu écologiste à Nacre, s'indigne."),
    ("fr", "Marc Vidal ne passerait pas la barre des 20 %."),
    ("en", "Officers located Jane Porter and told her to leave."),
    ("fr", "Le président a signé le contrat sans Anne Morel."),
    ("en", "Jane Porter dismissed the claims of the board."),
    ("en", "Carl Lund dismissed Jane Porter's claims."),
    ("en", "Jane Porter took over the debt."),
    ("en", "Jane Porter leaned too far left to win."),
    ("en", "Jane Porter joined hands with Carl Lund."),
    ("en", "She was dismissed for a duck."),
    ("en", "Jane Porter accepted a role in a film."),
    ("en", "Jane Porter left the party early."),
    ("en", "The job went badly to start with."),
    ("en", "The succession of the seasons by name is a game."),
    ("en", "The succession by Carl Lund is slow."),
    ("fr", "La mise à pied est annulée."),
    ("fr", "Anne Morel, newly called the boss, sings."),
]


@pytest.mark.parametrize(("lang", "text"), QUIET)
def test_what_only_looks_like_a_move(lang: str, text: str) -> None:
    assert told(text, lang) == []


def test_who_is_replaced_where_and_as_what() -> None:
    move, name = only("Anne Morel a été nommée directrice en remplacement de Marc Vidal.", "fr")
    assert (name[move.replaces], move.role) == ("Marc Vidal", "directrice")
    move, name = only("Anne Morel, ingénieure, rejoint Nacre Systems.", "fr")
    assert name[move.organisation] == "Nacre Systems"
    assert move.role is None
    move, name = only("Jane Porter succeeds Carl Lund as director.", "en")
    assert (name[move.replaces], move.role) == ("Carl Lund", "director")


@pytest.mark.parametrize(
    ("lang", "text", "role", "organisation"),
    [
        ("fr", "Marie Roc quitte la direction de la rédaction.", "direction de la rédaction", None),
        ("fr", "Anne Rey devient directrice par intérim.", "directrice par intérim", None),
        ("fr", "Anne Rey a quitté la présidence de Google.", "présidence de Google", "Google"),
        ("fr", "Le conseil a confié la direction du musée à Paul Dent.", "direction du musée", None),
        ("fr", "Elle renonce à la présidence du jury.", "présidence du jury", None),
        ("fr", "Jean Val prend la direction par intérim de la rédaction.", "direction par intérim", "rédaction"),
        ("fr", "Anne Rey abandonne la présidence de la fondation.", "présidence de la fondation", None),
        ("en", "Anna Reed gave up the chairmanship of the trust.", "chairmanship", None),
        ("en", "Paul Dent left the chairmanship of the trust.", "chairmanship", None),
        ("en", "Paul Dent handed the chair of the board to Mary Brown.", "chair of the board", None),
        ("en", "Anna Reed stepped down as chair of the board of Google.", "chair of the board of Google", "Google"),
    ],
)  # fmt: skip
def test_the_post_left_or_taken(lang: str, text: str, role: str, organisation: str | None) -> None:
    reading = read(text, lang)
    named = {o.id: o.name for o in reading.organisations}
    move = reading.moves[0]
    assert (move.role, named.get(move.organisation or "")) == (role, organisation)


def test_the_company_is_the_one_the_article_is_about() -> None:
    text = "Nacre Systems va mal. Les salariés de Nacre Systems attendent. Anne Morel a quitté l'entreprise."
    move, name = only(text, "fr")
    assert name[move.organisation] == "Nacre Systems"


def test_one_move_told_in_three_sentences_is_one() -> None:
    text = (
        "Anne Morel a été limogée vendredi par Nacre Systems. Le limogeage d'Anne Morel surprend. "
        "Depuis le limogeage d'Anne Morel, la directrice, les équipes se taisent."
    )
    move, _ = only(text, "fr")
    assert [text[s:e].split(".", maxsplit=1)[0] for s, e in move.mentions] == [
        "Anne Morel a été limogée vendredi par Nacre Systems",
        "Le limogeage d'Anne Morel surprend",
        "Depuis le limogeage d'Anne Morel, la directrice, les équipes se taisent",
    ]
    assert move.span == move.mentions[0]


def test_a_demanded_return_is_not_the_return() -> None:
    text = "Les élus demandent le retour de Marc Vidal au conseil. Marc Vidal revient au conseil."
    assert told(text, "fr") == [
        ("return", "Marc Vidal", "demanded"),
        ("return", "Marc Vidal", "done"),
    ]


def test_a_list_behind_a_colon_moves() -> None:
    text = "Trois élus ont démissionné : Émile Roy, Anne Morel et Marc Vidal."
    assert [row[1] for row in told(text, "fr")] == ["Émile Roy", "Anne Morel", "Marc Vidal"]


def test_lists_move_together() -> None:
    french = (
        "Nacre Systems a annoncé l'arrivée de deux figures du port : sa directrice Anne Morel et "
        "Marc Vidal. Paul Rey, ingénieur, les rejoindra en mai."
    )
    reading = read(french, "fr")
    joined = [(names(reading)[m.person], names(reading)[m.organisation]) for m in reading.moves]
    assert joined == [(who, "Nacre Systems") for who in ("Anne Morel", "Marc Vidal", "Paul Rey")]
    english = "Three engineers, including Jane Porter and Carl Lund, quit on Monday."
    assert told(english, "en") == [("leave", n, "done") for n in ("Jane Porter", "Carl Lund")]


def test_english_verbs_that_reworded_french_lets_in() -> None:
    assert told("Marc Vidal pourrait be a part of le concurrent.", "fr") == [
        ("join", "Marc Vidal", "expected")
    ]


def test_forms_of_verbs() -> None:
    french = dict(forms.french("succéder"))
    assert french["succède"] == french["succédera"] == "fin"
    assert french["succédé"] == "part"
    assert {"renverra", "renvoie"} <= dict(forms.french("renvoyer")).keys()
    assert {"démet", "démis", "démettra"} <= dict(forms.french("démettre")).keys()
    english = dict(forms.english("step"))
    assert (english["stepped"], english["stepping"]) == ("part", "ger")
    assert dict(forms.english("leave"))["left"] == "part"
    assert ("left", "fin") in set(forms.english("leave"))


@given(st.sampled_from(["fr", "en"]), st.data())
def test_every_verb_of_the_tables_has_its_forms(lang: str, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(sorted(mw.verbs(lang))))
    assert all(form in ("fin", "part", "ger", "inf") for _, form in mw.verbs(lang)[word])
    assert word == word.lower()


@pytest.mark.parametrize(
    "unit",
    [
        "Le ministre Paul Rey, qui a quitté la société, a rejoint l'entreprise, sa démission. ",
        "et X démissionne ",
        "qui a quitté, ",
        "de la démission de ",
        "Paul Rey et Anne Morel et ",
    ],
)
def test_long_texts_are_read(unit: str) -> None:
    text = unit * 600
    for move in read(text, "fr").moves:
        assert all(0 <= s < e <= len(text) for s, e in move.mentions)
