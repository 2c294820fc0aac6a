from __future__ import annotations

import random
from datetime import timedelta

import pytest
from attrs import evolve

from contrecoup.findings import find
from contrecoup.findings.coverage import coverage, earlier, removals
from contrecoup.findings.unison import echoes, ties, waves
from contrecoup.model.documents import Documents
from contrecoup.model.evidence import Observation
from contrecoup.model.people import Account, Affiliation, Person
from contrecoup.model.posts import Post, Posts
from contrecoup.model.times import Moment

from .conftest import EVENT, ROSTER, SETTINGS, Make, make_post

SLOGAN = "On ne change pas de cap sans l'équipage"


def chorus() -> tuple[Post, ...]:
    return (
        make_post(1, "anna_lepors", SLOGAN + "."),
        make_post(2, "mk_data", SLOGAN.upper() + " !"),
        make_post(3, "welder", SLOGAN, bio="Soudeuse chez Ondelune"),
        make_post(4, "a_stranger", f"« {SLOGAN} » 💙"),
        make_post(5, "another", "repost", repost_of="x:1"),
        make_post(6, "third", "Bonjour à toutes et à tous, il fait beau."),
    )


def test_an_echo_tells_the_group_the_declared_and_the_others_apart(make: Make) -> None:
    (echo,) = echoes(make(chorus()))
    assert echo.post_ids == ("x:1", "x:2", "x:3", "x:4")
    assert echo.people == ("anna", "marie-data")
    assert echo.group_accounts == ("x:id-anna_lepors", "x:id-mk_data")
    assert echo.declared_accounts == ("x:id-welder",)
    assert echo.other_accounts == ("x:id-a_stranger",)
    assert (echo.first_post, echo.first_at) == ("x:1", EVENT + timedelta(minutes=1))
    assert len(echo.variants) == 4
    assert echo.rule.startswith("identical")


ENGLISH = "No new course without the crew"


def two_languages(english: str = ENGLISH, accounts: int = 5) -> tuple[Post, ...]:
    """A slogan by six accounts in French, by five in English; one account posts both."""
    fr = [make_post(n, f"fr{n}", SLOGAN) for n in range(1, 7)]
    en = [make_post(20 + n, f"en{n}", english, lang="en") for n in range(1, accounts)]
    return (*fr, make_post(20, "fr1", english, lang="en"), *en)


def test_one_message_in_two_languages_is_an_echo_of_its_own(make: Make) -> None:
    both, fr, en = echoes(make(two_languages()))
    assert both.kind == "translated"
    assert (fr.lang, en.lang, both.lang) == ("fr", "en", "fr")
    assert both.parts == (fr.finding_id, en.finding_id)
    assert both.rule == "translated:same-statement"
    assert set(both.post_ids) == {*fr.post_ids, *en.post_ids}
    assert (len(fr.account_ids), len(en.account_ids), len(both.account_ids)) == (6, 5, 10)
    assert (both.first_post, both.first_at) == ("x:1", EVENT + timedelta(minutes=1))
    assert both.last_at == en.last_at
    assert echoes(make(tuple(reversed(two_languages())))) == (both, fr, en)


def test_messages_of_few_or_with_other_words_are_not_joined_across_languages(make: Make) -> None:
    few = echoes(make(two_languages(accounts=4)))
    opposite = echoes(make(two_languages("We can change course without the crew")))
    longer = echoes(
        make(two_languages(f"{ENGLISH}, and the yard has to publish its accounts by Monday noon"))
    )
    other = echoes(make(two_languages("The harbour belongs to those who work in it")))
    for found in (few, opposite, longer, other):
        assert len(found) == 2
        assert "translated" not in {e.kind for e in found}


def test_each_language_keeps_its_own_earliest_post_among_the_quotations(make: Make) -> None:
    posts = (
        *(make_post(n, f"fr{n}", SLOGAN) for n in range(2, 8)),
        make_post(1, "nolwenn_tvd", f"{SLOGAN} Je soutiens Anna Le Pors."),
        make_post(20, "anna_lepors", "Je soutiens Nolwenn Trévidic."),
        *(make_post(20 + n, f"en{n}", ENGLISH, lang="en") for n in range(1, 6)),
    )
    context = make(posts)
    found = find(context.documents, ROSTER, SETTINGS)
    assert {e.kind for e in found.echoes} >= {"translated"}
    assert "x:20" in {q.post_id for q in found.quotations}


def test_a_post_is_never_an_echo_of_itself(make: Make) -> None:
    alone = tuple(make_post(n, "anna_lepors", SLOGAN) for n in range(1, 6))
    assert echoes(make(alone)) == ()


def test_waves_keep_the_posts_that_made_them(make: Make) -> None:
    calm = [make_post(60 * n, f"quiet{n}", f"Journée numéro {n} en mer.") for n in range(1, 60)]
    burst = [make_post(600 + n, f"heart{n}", "💙") for n in range(40)]
    found = [w for w in waves(make((*calm, *burst))) if w.kind == "emoji"]
    assert found
    assert set(found[0].post_ids) == {p.post_id for p in burst}
    assert found[0].onset <= EVENT + timedelta(minutes=600) < found[0].end
    assert sum(b.posts for b in found[0].buckets) == 40


def hearts(sent: int, heard: int) -> tuple[Post, ...]:
    """The first so many of a group's people post a heart, the others something else."""
    words = ["💙", "Courage 💙", "❤️", "Bravo 💚", "💙💙", "💙", "💙", "💙"]
    rows = [make_post(60 * n, f"p{n}", words[n] if n < sent else "Bonjour.") for n in range(heard)]
    return (*rows, make_post(999, "a_stranger", "💙"), make_post(998, "p7", "💙", repost_of="x:0"))


@pytest.mark.parametrize(
    ("sent", "heard", "told"), [(5, 8, True), (4, 8, True), (3, 8, False), (2, 3, False)]
)
def test_a_heart_that_half_of_a_small_group_posted(sent: int, heard: int, told: bool) -> None:
    roster = evolve(
        ROSTER,
        people=tuple(Person(person_id=f"p{n}", name=f"Anne Roc{n}") for n in range(8)),
        accounts=tuple(Account(platform="x", handle=f"p{n}", person_id=f"p{n}") for n in range(8)),
        affiliations=tuple(
            Affiliation(person_id=f"p{n}", organisation_id="ondelune") for n in range(8)
        ),
    )
    documents = Documents(posts=Posts.of(hearts(sent, heard)))
    found = find(documents, roster, SETTINGS, only=("waves",)).waves
    assert [(w.what, w.people, w.rule) for w in found] == (
        [("💙", tuple(f"p{n}" for n in range(sent)), "wave:shared")] if told else []
    )
    assert all(sum(b.posts for b in w.buckets) == len(w.post_ids) for w in found)


def test_ties_count_what_two_accounts_did_together(make: Make) -> None:
    posts = []
    for n in range(3):
        words = f"Phrase commune numéro {n} que deux comptes publient."
        posts += [make_post(100 * n, "left", words), make_post(100 * n + 1, "right", words)]
    context = make(tuple(p for p in posts if not p.repost_of))
    (tie,) = [t for t in ties(context) if t.by == "text"]
    assert (tie.account_a, tie.account_b, tie.weight) == ("x:id-left", "x:id-right", 3)
    assert len(tie.post_ids) == 6


def test_what_is_gone_is_dated_by_its_first_observation(make: Make) -> None:
    def seen(hours: int, state: str) -> Observation:
        at = Moment(EVENT + timedelta(hours=hours))
        return Observation("x:1", state, at, "d" * 64, f"line {hours}")  # type: ignore[arg-type]

    gone = make_post(1, "anna_lepors", "Un mot de trop.", state="deleted")
    context = make(
        (gone, make_post(2, "mk_data", "Je reste là.")),
        observations=(seen(3, "deleted"), seen(9, "unavailable"), seen(12, "deleted")),
    )
    (removal,) = removals(context)
    assert (removal.post_id, removal.state) == ("x:1", "deleted")
    assert removal.at == EVENT + timedelta(hours=3)
    assert removal.place == "line 3"


def test_who_was_earlier_is_minutes_after_the_event_and_no_rank(make: Make) -> None:
    context = make(
        (
            make_post(-30, "anna_lepors", "Avant, déjà."),
            make_post(12, "anna_lepors", "Après."),
            make_post(5, "mk_data", "repost", repost_of="x:1"),
            make_post(40, "mk_data", "Mes mots."),
            make_post(1, "a_stranger", "Vite."),
        )
    )
    assert [(e.person, e.minutes) for e in earlier(context)] == [("anna", 12), ("marie-data", 40)]


def test_coverage_says_who_was_not_found(make: Make) -> None:
    covered = coverage(
        make(
            (
                make_post(1, "anna_lepors", "Mes mots."),
                make_post(2, "mk_data", "repost", repost_of="x:1"),
                make_post(3, "far", "Hola a todas las personas.", lang="es"),
            )
        )
    )
    assert covered.found == ("anna", "marie-data")
    assert covered.reposts_only == ("marie-data",)
    assert covered.silent == ("lucien", "marie-legal", "nolwenn", "silent")
    assert covered.unread_languages == (("es", 1),)
    assert (covered.posts, covered.group_posts) == (3, 2)


def test_findings_do_not_depend_on_the_order_of_rows() -> None:
    posts = list(chorus())
    expected = None
    for seed in range(4):
        random.Random(seed).shuffle(posts)
        found = find(Documents(posts=Posts.of(posts)), ROSTER, SETTINGS, only=("echoes", "ties"))
        expected = expected or found
        assert found == expected
