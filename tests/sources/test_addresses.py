"""Names are no handles; whose a post is may stand in its address."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contrecoup.model.times import Moment
from contrecoup.sources import read
from contrecoup.sources.addresses import Address, address_of, is_own

from .conftest import make_input

ADDRESSES = [
    ("https://x.com/Eva_Noel/status/1900000000000000001", ("x", "Eva_Noel", "1900000000000000001")),
    ("https://www.twitter.com/eva/statuses/20?s=20", ("x", "eva", "20")),
    ("https://mobile.twitter.com/eva/status/20/photo/1", ("x", "eva", "20")),
    ("https://x.com/i/web/status/20", ("x", "", "20")),
    ("https://x.com/i/status/20", ("x", "", "20")),
    ("https://x.com/eva", ("x", "eva", "")),
    ("https://x.com/search?q=eva", None),
    ("https://bsky.app/profile/eva.example/post/3n2yjwzaefk22", ("bluesky", "eva.example", "3n2yjwzaefk22")),
    ("https://bsky.app/profile/did:plc:abc/post/3k", ("bluesky", "did:plc:abc", "3k")),
    ("https://bsky.app/profile/eva.example", ("bluesky", "eva.example", "")),
    ("https://mer.example/@eva/116000000000000001", ("mastodon", "eva@mer.example", "116000000000000001")),
    ("https://mer.example/@eva@ile.example/19", ("mastodon", "eva@ile.example", "19")),
    ("https://mer.example/users/eva/statuses/19", ("mastodon", "eva@mer.example", "19")),
    ("https://press.example/a", None),
    ("https://www.facebook.com/@eva/19", None),
    ("https://bsky.app/search", None),
    ("https://[broken", None),
    ("x.com/eva/status/20", None),
    (None, None),
]  # fmt: skip


@pytest.mark.parametrize(("url", "expected"), ADDRESSES)
def test_what_an_address_says(url, expected):
    found = address_of(url)
    assert (found and (found.network, found.who, found.post)) == expected


def test_an_address_may_hold_its_post_s_time():
    at = datetime(2031, 3, 14, 18, 5, 9, tzinfo=UTC)
    made = Address("mastodon", "eva@mer.example", str(int(at.timestamp() * 1000) << 16))
    assert made.at == at
    assert Address("mastodon", "eva@mer.example", "19").at is None
    assert Address("bluesky", "eva.example", "3n2yjwzaefk22").at.year == 2026
    assert Address("x", "eva", "20").at is None
    for off, zone, fits in [(0, "", True), (90, "Z", True), (7200, "Z", False), (7200, "", True),
                            (7500, "", False), (20 * 3600, "", False)]:  # fmt: skip
        assert made.fits(Moment(at + timedelta(seconds=off), "second", zone)) is fits, off
    assert Address("x", "eva", "20").fits(Moment(at))


def x_id(written):
    """Return an id of X of that minute."""
    at = datetime.fromisoformat(written).replace(tzinfo=UTC)
    return (int(at.timestamp() * 1000) - 1288834974657) << 22


PEOPLE = [("Éva Noël", "eva_noel"), ("Hugo Le Bris", "hlebris"), ("Inès", "ines_k")]
DAYS = ["2031-03-14 18:05", "2031-03-14 18:07", "2031-03-14 19:00"]


def rows(addresses):
    return [
        {"Auteur": name, "Date": day, "Texte": f"Bonjour {day}", "Lien": address}
        for (name, _), day, address in zip(PEOPLE, DAYS, addresses, strict=True)
    ]


NETWORKS = [
    (
        "x",
        [f"https://x.com/{h}/status/{x_id(day)}" for (_, h), day in zip(PEOPLE, DAYS, strict=True)],
        ["x:@eva_noel", "x:@hlebris", "x:@ines_k"],
    ),
    (
        "mastodon",
        [f"https://mer.example/@{h}/19{n}" for n, (_, h) in enumerate(PEOPLE)],
        ["mastodon:@eva_noel@mer.example", "mastodon:@hlebris@mer.example", "mastodon:@ines_k@mer.example"],
    ),
    (
        "bluesky",
        [f"https://bsky.app/profile/{h.replace('_', '-')}.example/post/3k{n}" for n, (_, h) in enumerate(PEOPLE)],
        ["bluesky:@eva-noel.example", "bluesky:@hlebris.example", "bluesky:@ines-k.example"],
    ),
    (
        "bluesky",
        [f"https://bsky.app/profile/did:plc:{h}/post/3k{n}" for n, (_, h) in enumerate(PEOPLE)],
        ["bluesky:did:plc:eva_noel", "bluesky:did:plc:hlebris", "bluesky:did:plc:ines_k"],
    ),
]  # fmt: skip


def written(table, kind):
    if kind == "json":
        return json.dumps(table)
    lines = [";".join(table[0]), *(";".join(row.values()) for row in table)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("kind", ["csv", "json"])
@pytest.mark.parametrize(("network", "addresses", "accounts"), NETWORKS)
def test_names_beside_addresses(kind, network, addresses, accounts, items):
    found = items(written(rows(addresses), kind))
    posts = [i for i in found if type(i).__name__ == "Post"]
    told = [i.reason for i in found if type(i).__name__ == "Notice"]
    assert [p.account_id for p in posts] == accounts
    assert [p.display_name for p in posts] == [name for name, _ in PEOPLE]
    assert {p.platform for p in posts} == {network}
    assert [p.url for p in posts] == addresses
    assert any("Auteur → display_name" in t and "Lien → handle" in t for t in told)
    assert any("taken from the post's address in the column Lien" in t for t in told)
    if network == "x":
        assert [p.post_id for p in posts] == [f"x:{u.rsplit('/', 1)[1]}" for u in addresses]


def test_names_without_addresses_are_names(items):
    table = [{k: v for k, v in row.items() if k != "Lien"} for row in rows([""] * 3)]
    found = items(written(table, "csv"))
    posts = [i for i in found if type(i).__name__ == "Post"]
    assert [(p.handle, p.display_name) for p in posts] == [("", name) for name, _ in PEOPLE]
    assert "Auteur → display_name" in found[0].reason


SHARED = [
    [f"https://x.com/gazette/status/{x_id(day) - (n << 42)}" for n, day in enumerate(DAYS)],
    ["https://press.example/a", "https://press.example/b", ""],
]


@pytest.mark.parametrize("addresses", SHARED)
def test_what_people_share_is_not_theirs(addresses, of):
    """One account beside three names, or addresses of no network."""
    posts = of("Post", written(rows(addresses), "csv"))
    assert [p.display_name for p in posts] == [name for name, _ in PEOPLE]
    assert {p.handle for p in posts} == {""}
    assert not any(p.post_id.endswith(a.rsplit("/", 1)[1]) for p in posts for a in addresses if a)


def test_one_row_that_shares_an_older_post_is_told_from_the_others(of):
    table = rows(NETWORKS[0][1])
    old = x_id("2031-02-01 07:00")
    table[2]["Lien"] = f"https://x.com/gazette/status/{old}"
    posts = of("Post", written(table, "csv"))
    assert [p.handle for p in posts] == ["eva_noel", "hlebris", ""]
    assert posts[2].display_name == "Inès"
    assert str(old) not in posts[2].post_id


def test_a_person_s_map_wins(of):
    columns = {"handle": "Auteur", "url": "Lien"}
    posts = of("Post", written(rows(NETWORKS[0][1]), "csv"), columns=columns)
    assert [p.handle for p in posts] == [name for name, _ in PEOPLE]


def test_a_column_of_accounts_addresses_may_be_mapped(of):
    table = [
        row | {"Profil": f"https://x.com/{h}/"}
        for row, (_, h) in zip(rows([""] * 3), PEOPLE, strict=True)
    ]
    posts = of("Post", written(table, "csv"), columns={"handle": "Profil"})
    assert [p.handle for p in posts] == [h for _, h in PEOPLE]
    table[0]["Profil"] = "https://press.example/eva"
    posts = of("Post", written(table, "csv"), columns={"handle": "Profil"})
    assert (posts[0].handle, posts[0].display_name) == ("", "Éva Noël")


def test_handles_without_spaces_stay_handles(of):
    table = rows(NETWORKS[0][1])
    for row, (_, handle) in zip(table, PEOPLE, strict=True):
        row["Auteur"] = handle
    posts = of("Post", written(table, "csv"))
    assert [(p.handle, p.display_name) for p in posts] == [(h, "") for _, h in PEOPLE]


@pytest.mark.parametrize(
    ("handle", "url", "own"),
    [
        ("eva", "https://bsky.app/profile/eva.example/post/3k", True),
        ("eva", "https://bsky.app/profile/gazette.example/post/3k", False),
        ("eva", "https://bsky.app/profile/did:plc:x/post/3k", True),
        ("eva@mer.example", "https://mer.example/@eva@ile.example/19", False),
        ("eva", "https://www.facebook.com/eva/posts/19", True),
        ("eva", "https://bsky.app/search", False),
    ],
)
def test_whose_address(handle, url, own):
    assert is_own(url, handle) is own


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from([a for a, _ in ADDRESSES if a] + ["[deleted]", "oui", "404", "2031-03-14 18:05"]),
    st.sampled_from(["https://x.com/a/status/" + "9" * 400, "https://bsky.app/profile//post/", "http://@:/"]),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.lists(st.text(max_size=3), max_size=2),
)  # fmt: skip
COLUMNS = ("Auteur", "Lien", "Statut", "Supprimé", "Compte", "id", "Date", "Texte", "Plateforme")


@settings(max_examples=120, deadline=None)
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, CELLS)), min_size=1, max_size=4))
def test_any_cells_have_an_outcome(table):
    data = json.dumps([row | {"Date": "2031-03-14T18:05:00Z"} for row in table])
    found = list(read(make_input(data, format="table-json")))
    for number in range(1, len(table) + 1):
        here = [i for i in found if getattr(i, "place", "") == f"item {number}"]
        assert any(type(i).__name__ != "Notice" for i in here), number
        assert not any("unexpected shape" in getattr(i, "reason", "") for i in here), here
