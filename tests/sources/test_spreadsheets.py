"""What spreadsheets write: days first or months first, French headers, a person's own map."""

from datetime import UTC, datetime

import pytest

from contrecoup.errors import SettingsError, SourceError
from contrecoup.sources.column_names import guess
from contrecoup.sources.entries import Refused, Remarks
from contrecoup.sources.moments import any_time, moment, order_of

ORDERS = [
    (["14/03/2031 18:05"], False, "day"),
    (["03/04/2031", "14/03/2031"], False, "day"),
    (["03/14/2031"], True, "month"),
    (["03/04/2031 06:05 PM"], False, "month"),
    (["03/04/2031 6:05 p.m."], True, "month"),
    (["03.04.2031"], False, "day"),
    (["03/04/2031"], True, "day"),
    (["03/04/2031"], False, ""),
    (["32/04/2031"], False, ""),
    (["14/03/2031", "15/03/2031", "03/16/2031"], False, "day"),
    (["2031-03-14", None, 12, ""], True, ""),
]


@pytest.mark.parametrize(("values", "french", "order"), ORDERS)
def test_which_comes_first(values, french, order):
    found, told = order_of(values, french=french)
    assert found == order
    assert bool(told) == any(isinstance(v, str) and v[2:3] in "/." and v[2:3] for v in values)


TIMES = [
    ("14/03/2031 18:05", "day", (14, 18, 5, 0), "minute"),
    ("14/03/2031 18:05:09", "day", (14, 18, 5, 9), "second"),
    ("14.03.2031", "day", (14, 0, 0, 0), "day"),
    ("14-3-2031, 8:05", "day", (14, 8, 5, 0), "minute"),
    ("14/03/2031 à 18h05", "day", (14, 18, 5, 0), "minute"),
    ("3/14/2031 6:05 PM", "month", (14, 18, 5, 0), "minute"),
    ("3/14/2031 12:05:00 AM", "month", (14, 0, 5, 0), "second"),
    ("14/03/2031 18:05 UTC", "day", (14, 18, 5, 0), "minute"),
    ("2031/03/14 18:05", "", (14, 18, 5, 0), "minute"),
    ("14 mars 2031 à 18h05", "", (14, 18, 5, 0), "minute"),
    ("vendredi 14 mars 2031, 18:05:09", "", (14, 18, 5, 9), "second"),
    ("1er mars 2031", "", (1, 0, 0, 0), "day"),
    ("14 Mars 2031 18 h", "", (14, 18, 0, 0), "minute"),
    ("Friday, 14th March 2031 at 18:05", "", (14, 18, 5, 0), "minute"),
]
NOT = [
    ("14/03/2031", ""),
    ("14/03/2031", "month"),
    ("14/03-2031", "day"),
    ("14/03/31", "day"),
    ("31/02/2031", "day"),
    ("3/14/2031 13:05 PM", "month"),
    ("14 mardi 2031", ""),
    ("31 février 2031", ""),
    ("14 mars 2031 18:", ""),
    ("14 mars 31", ""),
]


@pytest.mark.parametrize(
    ("printed", "month"),
    [("3 févr. 2031", 2), ("3 août 2031", 8), ("3 décembre 2031", 12), ("3 Aug 2031", 8)],
)
def test_months_in_words(printed, month):
    found = any_time(printed, "UTC")
    assert found is not None
    assert (found[0].at.month, found[0].at.day) == (month, 3)


def test_a_year_of_two_digits_is_told():
    with pytest.raises(Refused, match="has a year of two digits; write it with four"):
        moment("14/03/31 08:55", "UTC", Remarks(), "row 2")


@pytest.mark.parametrize(("printed", "order", "expected", "precision"), TIMES)
def test_times_of_spreadsheets(printed, order, expected, precision):
    found = any_time(printed, "UTC", order)
    assert found is not None
    at = found[0].at
    assert (at.day, at.hour, at.minute, at.second) == expected
    assert (at.year, at.month, found[0].precision) == (2031, 3, precision)


@pytest.mark.parametrize(("printed", "order"), NOT)
def test_what_is_no_time(printed, order):
    assert any_time(printed, "UTC", order) is None


FRENCH = "Date;Auteur;Compte;Texte;Lien;J\u2019aime;Partages;R\u00e9ponses;Vues\n"


def row(date, n=1):
    return f"{date};\u00c9va No\u00ebl;@eva_noel;Bonjour {n};https://r.example/{n};1 204;3;2;7\n"


def test_a_french_spreadsheet(items):
    text = FRENCH + row("14/03/2031 18:05") + row("03/04/2031 09:00", 2)
    found = items("\ufeff" + text, zone="Europe/Paris")
    posts = [i for i in found if type(i).__name__ == "Post"]
    told = [i.reason for i in found if type(i).__name__ == "Notice"]
    assert [p.created_at for p in posts] == [
        datetime(2031, 3, 14, 17, 5, tzinfo=UTC),
        datetime(2031, 4, 3, 7, tzinfo=UTC),
    ]
    first = posts[0]
    assert (first.handle, first.display_name) == ("eva_noel", "\u00c9va No\u00ebl")
    assert (first.likes, first.reposts, first.replies, first.views) == (1204, 3, 2, 7)
    assert any("day first" in reason for reason in told)
    assert any("platform==x" in reason for reason in told)


def test_a_later_contradiction_is_a_problem_of_its_row(items, counted):
    text = FRENCH + "".join(row("14/03/2031", n) for n in range(3200)) + row("03/25/2031", 9)
    found = items(text)
    assert counted(found)["Post"] == 3200
    (problem,) = [i for i in found if type(i).__name__ == "Problem"]
    assert problem.place == "line 3202"
    assert "contradicts the column" in problem.reason


def test_nothing_decides(items, counted):
    found = items("id,user,date,text\n1,ada,03/04/2031,x\n")
    assert counted(found)["Problem"] == 1
    assert all("2031-03-14 18:05" in i.reason for i in found if type(i).__name__ == "Problem")


@pytest.mark.parametrize("kind", ["json", "parquet"])
def test_the_same_in_other_tables(kind, of):
    import io
    import json

    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [{"id": "1", "user": "ada", "date": "14/03/2031 18:05", "text": "x"}]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out)
    (post,) = of("Post", json.dumps(rows) if kind == "json" else out.getvalue())
    assert post.created_at == datetime(2031, 3, 14, 18, 5, tzinfo=UTC)


GUESSES = [
    (["Auteur", "Compte"], [], {"handle": "Compte", "display_name": "Auteur"}),
    (["author", "handle"], [], {"handle": "handle", "display_name": "author"}),
    (["Auteur"], [], {"handle": "Auteur"}),
    (["Auteur", "Profil"], [{"Profil": "@eva"}], {"handle": "Profil", "display_name": "Auteur"}),
    (["Auteur", "Mentions"], [{"Mentions": "@eva"}], {"handle": "Auteur"}),
    (
        ["Auteur", "En r\u00e9ponse \u00e0"],
        [{"En r\u00e9ponse \u00e0": "@eva"}],
        {"handle": "Auteur"},
    ),
    (
        ["Nom d\u2019utilisateur", "Nom"],
        [],
        {"handle": "Nom d\u2019utilisateur", "display_name": "Nom"},
    ),
    (
        ["content_id", "timestamp_share", "account_id"],
        [],
        {"post_id": "content_id", "created_at": "timestamp_share", "account_id": "account_id"},
    ),
    (["User_Name", "Tweet ID"], [], {"handle": "User_Name", "post_id": "Tweet ID"}),
    (["Mentions J'aime", "Vues"], [], {"likes": "Mentions J'aime", "views": "Vues"}),
]


@pytest.mark.parametrize(("names", "sample", "expected"), GUESSES)
def test_guesses(names, sample, expected):
    found = guess(names, None, sample)
    assert {k: found.get(k) for k in expected} == expected


WRONG = [({"txt": "Texte"}, "'txt'"), ({"text": "Texet"}, "'Texet'")]


@pytest.mark.parametrize(("columns", "named"), WRONG)
def test_a_map_that_does_not_fit(columns, named, items):
    """It is wrong use, and yet an outcome of the file: a case stays whole."""
    with pytest.raises(SettingsError) as raised:
        items(FRENCH + row("14/03/2031"), columns=columns)
    assert named in raised.value.message
    assert "created_at" in raised.value.next_step
    assert "Compte" in raised.value.next_step
    assert "platform==x" in raised.value.next_step
    assert isinstance(raised.value, SourceError)


SHARED = [
    ("Zoé", "14/03/2031 18:05", "J'ai signé", "https://lettre.example/texte"),
    ("Hugo", "14/03/2031 18:05", "Moi aussi", "https://lettre.example/texte"),
    ("Hugo", "14/03/2031 19:00", "Encore", "https://x.com/gazette/status/1900000000000000001"),
    ("Inès", "14/03/2031 19:05", "Lisez", "https://x.com/gazette/status/1900000000000000001"),
    ("Inès", "14/03/2031 19:06", "Ici", ""),
]


@pytest.mark.parametrize("kind", ["csv", "json", "parquet"])
@pytest.mark.parametrize("rows", [SHARED, SHARED[:1] + SHARED[2:]])
def test_a_link_that_people_share_is_not_where_their_posts_are(kind, rows, of):
    import io
    import json

    import pyarrow as pa
    import pyarrow.parquet as pq

    names = ("Compte", "Date", "Texte", "Lien")
    table = [dict(zip(names, cells, strict=True)) for cells in rows]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(table), out)
    written = {
        "csv": "\n".join(map(";".join, [names, *rows])),
        "json": json.dumps(table),
        "parquet": out.getvalue(),
    }
    posts = of("Post", written[kind])
    assert [p.text for p in posts] == [text for _, _, text, _ in rows]
    assert len({p.post_id for p in posts}) == len(rows)
    assert [p.links for p in posts] == [(link,) if link else () for *_, link in rows]
    assert {p.url for p in posts} == {""}


@pytest.mark.parametrize(
    ("handle", "url", "own"),
    [
        ("@eva", "https://x.com/Eva/status/19", True),
        ("@eva", "https://x.com/i/status/19", True),
        ("@eva", "https://x.com/gazette/status/19", False),
        ("@eva", "https://x.com/eva", False),
        ("@eva", "https://press.example/a", False),
        ("@eva@mastodon.example", "https://mastodon.example/@eva/19", True),
        ("@eva@mastodon.example", "https://mastodon.example/users/eva/statuses/19", True),
        ("@eva@mastodon.example", "https://mastodon.example/@ada/19", False),
        ("@eva", "https://bsky.app/profile/eva/post/3k", True),
        ("@eva", "at://did:plc:x/app.bsky.feed.post/3k", True),
        ("@eva", "https://[broken", False),
    ],
)
def test_whose_address(handle, url, own, of):
    (post,) = of("Post", f"handle,date,text,url\n{handle},2031-03-14 18:05,x,{url}\n")
    assert post.post_id.partition(":")[2].startswith("row:") is not own


def test_no_address_is_made_up(of):
    (post,) = of("Post", "handle,date,text\n@eva,2031-03-14 18:05,x\n", columns={"platform": "=x"})
    assert (post.platform, post.url) == ("x", "")
