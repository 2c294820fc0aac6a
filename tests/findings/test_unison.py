from __future__ import annotations

import random
from datetime import timedelta

from contrecoup.findings import find
from contrecoup.findings.coverage import coverage, earlier, removals
from contrecoup.findings.unison import echoes, ties, waves
from contrecoup.model.documents import Documents
from contrecoup.model.evidence import Observation
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
