"""Many sightings, one row: which value each column takes."""

from __future__ import annotations

import itertools

import numpy as np
import pyarrow as pa
import pytest

from contrecoup.store import Ledger
from contrecoup.store.runs import Runs


@pytest.fixture
def merged(tmp_path, kit):
    """Merge sightings of several captures, in every order, and return the rows."""
    numbers = itertools.count()

    def merge(*sightings, observations=(), how="file"):
        """Merge ``(hours, post)`` pairs, each in a capture of its own."""
        results = []
        for order in itertools.islice(itertools.permutations(range(len(sightings))), 6):
            folder = tmp_path / str(next(numbers))
            folder.mkdir()
            ledger = Ledger(folder)
            captures = [kit.capture(f"c{n}", hours, how) for n, (hours, _) in enumerate(sightings)]
            for n in order:
                seen = [kit.seen(*o, captures[n]) for o in observations] if n == 0 else []
                ledger.add([sightings[n][1], *seen], captures[n])
            results.append(list(ledger.documents(captures).posts))
        assert all(result == results[0] for result in results)
        return results[0]

    return merge


def test_the_earliest_capture_of_the_same_text_is_cited(merged, kit):
    (row,) = merged((2, kit.post(place="b")), (1, kit.post(place="a")), (3, kit.post(place="c")))
    assert (row.place, row.capture_id) == ("a", kit.capture("c1").capture_id)


def test_the_longest_whole_text_is_cited_where_it_is(merged, kit):
    (row,) = merged(
        (1, kit.post(text="Nous demandons le", truncated=True, place="cut")),
        (2, kit.post(text="Nous demandons le retour", text_source="note_tweet", place="whole")),
        (3, kit.post(text="Nous demandons le retour", truncated=True, place="later")),
    )
    assert (row.text, row.place, row.truncated) == ("Nous demandons le retour", "whole", False)
    assert (row.text_source, row.state, row.versions) == ("note_tweet", "live", ())


def test_a_changed_text_is_an_edit(merged, kit):
    (row,) = merged(
        (1, kit.post(text="oui", hashtags=("a",))), (2, kit.post(text="non", place="new"))
    )
    assert (row.text, row.versions, row.state, row.place) == ("non", ("oui",), "edited", "new")
    assert row.hashtags == (), "lists of another text are not taken"


def test_each_post_is_compared_with_its_own_earlier_texts():
    ids = pa.chunked_array([["a", "a", "b", "b", "c"]])
    texts = pa.chunked_array([["oui", "oui", "non", "oui", "oui"]])
    rows = np.arange(5)
    runs = Runs.of(ids, rows, rows, np.zeros(5, bool))
    assert runs.differ(texts).tolist() == [False, True, False]


def test_earlier_texts_that_one_capture_tells_are_kept(merged, kit):
    (row,) = merged((1, kit.post(text="non", versions=("oui",))))
    assert (row.text, row.versions, row.state) == ("non", ("oui",), "edited")
    (row,) = merged((1, kit.post(text="non", versions=("oui",))), (2, kit.post(text="non")))
    assert (row.text, row.versions, row.state) == ("non", ("oui",), "edited")


def test_a_post_that_came_as_gone_and_was_seen_gone_is_gone(merged, kit):
    gone = kit.post(state="deleted")
    (row,) = merged((1, gone), observations=(("bluesky:1", "deleted", 2),))
    assert row.state == "deleted"


def test_on_x_a_changed_text_has_another_id(merged, kit):
    one = kit.post("x:1", "oui", created_at=kit.at(0))
    two = kit.post("x:2", "non", created_at=kit.at(1), version_of="x:1")
    three = kit.post("x:3", "si", created_at=kit.at(2), version_of="x:1")
    rows = merged((1, three), (2, one), (3, two))
    assert [(r.text, r.versions, r.state) for r in rows] == [
        ("oui", (), "live"),
        ("non", ("oui",), "edited"),
        ("si", ("oui", "non"), "edited"),
    ]


def test_measures_are_the_latest_there_are(merged, kit):
    (row,) = merged(
        (1, kit.post(likes=5, views=9)),
        (2, kit.post(likes=8)),
        (3, kit.post(collected_at=kit.at(-1), likes=1, quotes=0)),
    )
    assert (row.likes, row.views, row.quotes, row.replies) == (8, 9, 0, None)


def test_a_profile_is_that_of_the_earliest_sighting(merged, kit):
    (row,) = merged(
        (1, kit.post(handle="ana")),
        (2, kit.post(handle="ana_roux", display_name="Ana", bio="ingénieure chez Méridien")),
        (3, kit.post(handle="ana3", display_name="Ana Roux", bio="ex-Méridien")),
    )
    assert (row.handle, row.display_name, row.bio) == ("ana", "Ana", "ingénieure chez Méridien")


def test_what_one_capture_lacks_another_fills(merged, kit):
    (row,) = merged(
        (1, kit.post()),
        (2, kit.post(url="https://example.org/1", hashtags=("a", "b"), reply_to="bluesky:9")),
    )
    assert (row.url, row.hashtags, row.reply_to) == (
        "https://example.org/1",
        ("a", "b"),
        "bluesky:9",
    )


def test_the_most_precise_time_is_taken_whole(merged, kit):
    (row,) = merged(
        (1, kit.post(created_at=kit.at(-8), precision="day", created_text="14/03")),
        (2, kit.post(created_at=kit.at(0), precision="second", created_text="08:00:00", zone="Z")),
        (3, kit.post(created_at=kit.at(0.01), precision="second", created_text="later")),
    )
    assert (row.created_at, row.precision, row.zone, row.created_text) == (
        kit.at(0),
        "second",
        "Z",
        "08:00:00",
    )


def test_platforms_never_meet(merged, kit):
    rows = merged((1, kit.post("x:1", "a")), (2, kit.post("mastodon:1", "b")))
    assert [r.post_id for r in rows] == ["mastodon:1", "x:1"]


DELETED = ("bluesky:1", "deleted", 5)


@pytest.mark.parametrize(
    ("collected", "how", "observations", "state"),
    [
        (None, "file", [DELETED], "deleted"),
        (9, "file", [DELETED], "live"),
        (3, "file", [DELETED], "deleted"),
        (None, "watch", [DELETED], "live"),
        (None, "file", [DELETED, ("bluesky:1", "unavailable", 7)], "deleted"),
        (None, "file", [("bluesky:1", "unavailable", 7)], "unavailable"),
        (None, "file", [("bluesky:ana", "suspended", 7)], "suspended"),
        (None, "file", [("bluesky:ana", "suspended", -7)], "live"),
        (9, "file", [("bluesky:ana", "suspended", 7)], "live"),
        (None, "file", [("bluesky:ana", "deactivated", 7), ("bluesky:ana", "live", 8)], "live"),
        (None, "file", [("bluesky:ana", "account-deleted", 7), DELETED], "deleted"),
        (None, "file", [("bluesky:ben", "suspended", 7), ("bluesky:2", "deleted", 7)], "live"),
    ],
)
def test_states_from_observations(merged, kit, collected, how, observations, state):
    when = None if collected is None else kit.at(collected)
    (row,) = merged(
        (10, kit.post(collected_at=when)),
        observations=observations,
        how=how,
    )
    assert row.state == state


@pytest.mark.parametrize(
    ("collected", "observations", "checked"),
    [
        (None, [], None),
        (3, [], None),
        (None, [("bluesky:1", "live", 15)], 15),
        (None, [("bluesky:1", "live", 15), ("bluesky:1", "live", 12)], 15),
        (None, [("bluesky:1", "live", 5)], None),
        (None, [("bluesky:2", "live", 15)], None),
    ],
)
def test_an_observation_says_when_a_post_was_looked_at_again(
    merged, kit, collected, observations, checked
):
    when = None if collected is None else kit.at(collected)
    (row,) = merged((10, kit.post(collected_at=when)), observations=observations)
    assert row.checked_at == (None if checked is None else kit.at(checked))


def test_a_later_capture_says_when_a_post_was_looked_at_again(merged, kit):
    later = kit.post(collected_at=kit.at(9))
    seen = [("bluesky:1", "live", 7)]
    (row,) = merged((1, kit.post()), (10, later), observations=seen)
    assert row.checked_at == kit.at(9)


def test_an_account_with_the_number_of_a_post(merged, kit):
    rows = merged(
        (1, kit.post("x:7", "a", account_id="x:8")),
        (2, kit.post("x:8", "b", account_id="x:7")),
        observations=[("x:7", "suspended", 5), ("x:8", "deleted", 5)],
    )
    assert {r.post_id: r.state for r in rows} == {"x:7": "live", "x:8": "deleted"}


def test_a_state_that_the_capture_shows(merged, kit):
    (row,) = merged((1, kit.post(state="deleted")), (2, kit.post(text="autre")))
    assert (row.state, row.versions) == ("deleted", ("bonjour",))


def test_versions_that_the_capture_tells(merged, kit):
    (row,) = merged(
        (1, kit.post(text="trois", versions=("un", "deux"))), (2, kit.post(text="deux"))
    )
    assert (row.text, row.versions, row.state) == ("trois", ("un", "deux"), "edited")


def test_two_ids_with_one_hash_stay_two_posts(merged, kit, monkeypatch):
    import numpy as np

    from contrecoup.store import runs

    monkeypatch.setattr(runs, "MANY", 0)
    rows = merged((1, kit.post("x:1", "a")), (2, kit.post("x:2", "b")), (3, kit.post("x:1", "a")))
    assert [r.text for r in rows] == ["a", "b"]
    monkeypatch.setattr(runs, "hashes_of", lambda ids: np.zeros(len(ids), np.uint64))
    rows = merged((1, kit.post("x:1", "a")), (2, kit.post("x:2", "b")))
    assert [r.text for r in rows] == ["a", "b"]


@pytest.mark.parametrize("piece", [1, 2, 3, 7])
def test_many_changed_posts_are_merged_in_pieces(tmp_path, kit, monkeypatch, piece):
    from contrecoup.store import runs

    monkeypatch.setattr(runs, "_PIECE", piece)
    monkeypatch.setattr(runs, "_SLICE", piece)
    ledger, captures = Ledger(tmp_path), [kit.capture(f"c{n}", n) for n in range(2)]
    for n, capture in enumerate(captures):
        ledger.add([kit.post(f"bluesky:{k}", f"{k}, {n}") for k in range(7)], capture)
    assert [(r.text, r.versions, r.state) for r in ledger.documents(captures).posts] == [
        (f"{n}, 1", (f"{n}, 0",), "edited") for n in range(7)
    ]


def test_ids_are_numbered_once_where_no_two_have_one_hash(tmp_path, kit, monkeypatch):
    from contrecoup.store import runs

    asked = []
    monkeypatch.setattr(runs, "MANY", 0)
    monkeypatch.setattr(runs, "codes_of", lambda ids: asked.append(len(ids)))
    ids = pa.chunked_array([[f"x:{n % 5}" for n in range(15)]])
    numbers = np.arange(15)
    found = runs.Runs.of(ids, numbers, numbers, numbers >= 0)
    assert (len(found), asked) == (5, [])
    assert sorted(found.rows[found.starts].tolist()) == [0, 1, 2, 3, 4]
