"""Articles as pages and as texts, letters, web archives."""

import gzip
import io
import json
import zipfile
from datetime import UTC, datetime

import pytest

from contrecoup.errors import Unreadable
from contrecoup.sources import detect

LONG = "The board met for nine hours on Friday and said nothing about what it had decided."


def page(body, head="", lang="en"):
    return f'<!DOCTYPE html><html lang="{lang}"><head><title>T</title>{head}</head><body>{body}</body></html>'


def ld(**facts):
    node = {"@type": "NewsArticle", **facts}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


FACTS = ld(
    headline="Board dismisses founder",
    datePublished="2031-03-14T19:05:00+01:00",
    dateModified="2031-03-14T20:00:00+01:00",
    author=[{"name": "Ada L."}, {"name": "Bob"}],
    publisher={"name": "The Ledger"},
    inLanguage="en-GB",
)


def test_json_ld_comes_first(of):
    body = f"<article><h1>Board dismisses founder</h1><p>{LONG}</p><p>{LONG} Twice.</p></article>"
    (article,) = of("Article", page(body, FACTS))
    assert article.title == "Board dismisses founder"
    assert article.outlet == "The Ledger"
    assert article.author == "Ada L., Bob"
    assert article.lang == "en"
    assert article.published.at == datetime(2031, 3, 14, 18, 5, tzinfo=UTC)
    assert article.published.zone == "+01:00"
    assert article.modified.at.hour == 19
    assert article.text == f"Board dismisses founder\n\n{LONG}\n\n{LONG} Twice."
    assert article.article_id == f"article:{article.capture_id[:12]}"


def test_the_same_page_gives_the_same_text(of):
    body = f"<article><h1>A</h1><p>{LONG}</p><p>{LONG} Twice.</p></article>"
    assert of("Article", page(body)) == of("Article", page(body))


HEADS = [
    ('<meta property="og:title" content="From og">', "title", "From og"),
    ('<meta property="og:site_name" content="Le Phare">', "outlet", "Le Phare"),
    ('<link rel="canonical" href="https://www.e.example/a">', "url", "https://www.e.example/a"),
    ('<link rel="canonical" href="https://www.e.example/a">', "outlet", "e.example"),
    ('<meta name="author" content="Ada">', "author", "Ada"),
    ('<script type="application/ld+json">{broken</script>', "title", "Heading"),
    ("", "title", "Heading"),
    ("", "lang", "en"),
]


@pytest.mark.parametrize(("head", "column", "value"), HEADS)
def test_what_a_page_declares(head, column, value, of):
    (article,) = of(
        "Article", page(f"<article><h1>Heading</h1><p>{LONG}</p><p>{LONG} B.</p></article>", head)
    )
    assert getattr(article, column) == value


EMBEDS = [
    (
        '<blockquote class="twitter-tweet"><p lang="en">I am sorry.<br>Truly.</p>&mdash; Ada L. (@ada) <a href="https://twitter.com/ada/status/1?ref_src=x">November 20, 2023</a></blockquote>',
        " https://twitter.com/ada/status/1",
    ),
    (
        '<blockquote class="bluesky-embed" data-bluesky-uri="at://x"><p>I am sorry.<br>Truly.</p>&mdash; Ada L. (<a href="https://bsky.app/profile/ada">@ada</a>) <a href="https://bsky.app">November 20, 2023</a></blockquote>',
        "",
    ),
    (
        "<blockquote><p>I am sorry.<br>Truly.</p><p>— Ada L. (@ada) November 20, 2023</p></blockquote>",
        "",
    ),
]


@pytest.mark.parametrize(("embed", "link"), EMBEDS)
def test_an_embedded_post_is_its_own_paragraph(embed, link, of):
    body = f"<article><h1>H</h1><p>{LONG}</p>{embed}<p>{LONG} After.</p></article>"
    (article,) = of("Article", page(body))
    assert article.text == (
        f"H\n\n{LONG}\n\nI am sorry.\nTruly.\n— Ada L. (@ada) November 20, 2023{link}\n\n{LONG} After."
    )


def test_hard_spaces_stay(of):
    words = "«\u00a0Je m’en vais\u00a0», a-t-elle dit vendredi soir devant la grille fermée\u202f; puis plus rien."
    (article,) = of(
        "Article", page(f"<article><h1>H</h1><p>{words}</p><p>{words} Encore.</p></article>")
    )
    assert words in article.text


def test_a_consent_wall_is_a_problem(items):
    found = items(page("<div>Accept cookies?</div>"))
    assert type(found[0]).__name__ == "Problem"
    assert "consent" in found[0].reason


def test_a_paywall_is_told(of):
    head = ld(headline="H", isAccessibleForFree=False, datePublished="2031-03-14")
    (notice,) = of("Notice", page(f"<article><p>{LONG}</p><p>{LONG} B.</p></article>", head))
    assert "free" in notice.reason


def test_encodings_of_pages(of):
    body = page(f"<article><h1>Été à l’œuvre</h1><p>{LONG}</p><p>{LONG} B.</p></article>")
    for data in (
        body.encode("utf-8-sig"),
        body.encode("utf-16"),
        body.encode("cp1252"),
        body.replace("<title>", '<meta charset="windows-1252"><title>').encode("cp1252"),
        gzip.compress(body.encode()),
    ):
        (article,) = of("Article", data)
        assert article.title == "Été à l’œuvre"


TEXTS = [
    (
        "Title\n\nL'Estran — 2031-03-17 12:10+01:00\n\nBody.",
        ("Title", "L'Estran", "Title\n\nBody."),
    ),
    (
        "# Title\n\nL'Estran — 2031-03-17 12:10+01:00\n\nBody.\n\n\n\nMore.  \n",
        ("Title", "L'Estran", "Title\n\nBody.\n\nMore."),
    ),
    (
        "Title\r\n\r\nTidewire - 2031-03-15T21:30:00Z\r\n\r\nBody.",
        ("Title", "Tidewire", "Title\n\nBody."),
    ),
    ("Title\n\nBody without a date line.", ("Title", "", "Title\n\nBody without a date line.")),
    (
        "T\n\nO — Ada — 2031-03-17\n\n> He said.\n> — Bob (@bob) 17 mars 2031",
        ("T", "O", "T\n\nHe said.\n— Bob (@bob) 17 mars 2031"),
    ),
]


@pytest.mark.parametrize(("words", "expected"), TEXTS)
def test_texts(words, expected, of):
    (article,) = of("Article", words, "a.txt")
    assert (article.title, article.outlet, article.text) == expected


def test_the_time_of_a_text(items, of):
    (article,) = of("Article", TEXTS[0][0])
    assert article.published.at == datetime(2031, 3, 17, 11, 10, tzinfo=UTC)
    assert (article.published.precision, article.published.zone) == ("minute", "+01:00")
    found = items("T\n\nO — 2031-03-17 12:10\n\nB", zone="Europe/Paris")
    assert found[0].published.at.hour == 11
    assert "no zone" in found[1].reason
    (notice,) = of("Notice", "T\n\nO — Ada, 17 mars\n\nB")
    assert "no date" in notice.reason


def test_the_seed_article(of):
    from .conftest import FORMATS

    seed = FORMATS.parent / "press" / "seed_article.txt"
    if not seed.is_file():
        pytest.skip("the press data is not here")
    (article,) = of("Article", seed.read_bytes(), "seed_article.txt")
    assert article.title.startswith("Les employés d'OpenAI")
    assert article.text.startswith(article.title + "\n\n  • Les employés")
    assert article.published is None


LETTER = """<html lang="fr"><head><link rel="canonical" href="https://l.example/">
<meta property="article:published_time" content="2031-03-15T23:00:00+01:00"></head><body>
<nav><ul><li>Accueil</li></ul></nav>
<main><h1>Lettre</h1><p>Nous demandons :</p><ol><li>les motifs ;</li></ol>
<h2>Signataires</h2><ul><li>Ada Lovelace, ingénieure</li><li>Bob Martin</li><li>Bob Martin, cook</li></ul></main>
</body></html>"""


def test_a_letter(of):
    (letter,) = of("Letter", LETTER, role="letter")
    assert letter.signatories == ("Ada Lovelace", "Bob Martin", "Bob Martin")
    assert letter.text == "Lettre\n\nNous demandons :\n\nles motifs ;\n\nSignataires"
    assert (letter.url, letter.lang) == ("https://l.example/", "fr")
    assert letter.published.at.hour == 22
    assert letter.letter_id == f"letter:{letter.capture_id[:12]}"


def test_a_later_version_of_a_letter_has_its_own_time(of):
    later = '<meta property="article:modified_time" content="2031-03-17T22:00:00+01:00"></head>'
    (letter,) = of("Letter", LETTER.replace("</head>", later), role="letter")
    assert letter.published.at.day == 17


LETTERS = [
    (
        "Letter\n\n2031-03-15\n\nWe ask.\n\nSigned:\n\n- Ada L.\n- Bob Martin, crew",
        ("Ada L.", "Bob Martin"),
    ),
    (
        "Letter\n\nWe ask.\n\nSignatories\nAda\n2. Bob\n\nPS. This goes on, as sentences do at the end.",
        ("Ada", "Bob"),
    ),
    ("Letter\n\nWe ask.", ()),
    ("Letter\n\nWe signed nothing of the sort, she said, and went back to work that day.", ()),
]


@pytest.mark.parametrize(("words", "names"), LETTERS)
def test_letters_as_text(words, names, of):
    (letter,) = of("Letter", words, role="letter")
    assert letter.signatories == names


def warc(*records):
    """Write WARC records by hand, each packed by itself."""
    out = b""
    for number, (address, status, kind, body) in enumerate(records):
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2031-03-14T20:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Target-URI: {address}\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        out += gzip.compress(head.encode() + http + b"\r\n\r\n")
    return out


ARTICLE = page(f"<article><h1>H</h1><p>{LONG}</p><p>{LONG} B.</p></article>", FACTS).encode()


def test_a_web_archive_with_two_articles(items, counted):
    data = warc(
        ("https://a.example/1", "200 OK", "text/html; charset=utf-8", ARTICLE),
        ("https://a.example/2", "200 OK", "text/html", ARTICLE),
        ("https://a.example/3", "404 Not Found", "text/html", b"gone"),
        ("https://a.example/x.png", "200 OK", "image/png", b"\x89PNG"),
    )
    found = items(data)
    assert counted(found) == {"Article": 2, "Skipped:HTTP 404": 1, "Skipped:not a page": 1}
    assert found[0].article_id != found[1].article_id
    assert found[0].url == "https://a.example/1"


def test_a_wacz(items, give):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr(
            "archive/a.warc.gz", warc(("https://a.example/1", "200 OK", "text/html", ARTICLE))
        )
    data = out.getvalue()
    assert detect(give(data)) == "wacz"
    assert items(data)[0].place == "archive/a.warc.gz, record 1"


def test_a_damaged_archive(items):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", "{}")
    with pytest.raises(Unreadable):
        items(out.getvalue())
    with pytest.raises(Unreadable):
        items(out.getvalue()[:40], format="wacz")


def test_the_archive_of_an_account(sample, items, counted):
    """All long texts are joined; messages are counted, and nothing of them is read."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("tweets.js", "note-tweet.js", "deleted-tweets.js"):
            archive.writestr(f"data/{name}", sample(f"x_archive/{name}"))
        owner = [{"account": {"accountId": "77", "username": "ada", "accountDisplayName": "Ada"}}]
        archive.writestr("data/account.js", "window.YTD.account.part0 = " + json.dumps(owner))
        secret = ' = [{"text": "SECRET"}, {"text": "SECRET"}]'
        for name in ("direct_messages", "direct_messages_group"):
            file = f"data/{name.replace('_', '-')}.js"
            archive.writestr(file, f"window.YTD.{name}.part0{secret}")
        archive.writestr("data/ip-audit.js", f"window.YTD.ip_audit.part0{secret}")
    found = items(out.getvalue())
    posts = [i for i in found if type(i).__name__ == "Post"]
    told = {"Post": 61, "Observation:deleted": 8, "Skipped:private": 4, "Notice": 1}
    assert counted(found) == told
    assert sum(p.text_source == "note-tweet" for p in posts) == 14
    assert {p.handle for p in posts} == {"ada"}
    assert sum(p.state == "deleted" for p in posts) == 8
    assert "SECRET" not in repr(found)


def test_other_files_of_that_archive_are_private(items, counted):
    found = items('window.YTD.direct_messages.part0 = [{"dmConversation": {"text": "SECRET"}}]')
    assert counted(found) == {"Skipped:private": 1}


def test_an_irregular_archive_is_told_and_nothing_is_printed(items, capsys):
    data = gzip.decompress(warc(("https://a.example/1", "200 OK", "text/html", ARTICLE)))
    found = items(
        data.replace(b"\r\n\r\n", b"\r\n\r\n", 1)[:-4] + b"junk after the record\r\n" + data
    )
    assert type(found[0]).__name__ == "Article"
    assert capsys.readouterr().err == ""


def test_archives_in_streams_that_cannot_seek(give):
    from contrecoup.sources import Input, read

    from .conftest import CAPTURED

    class OneWay(io.BytesIO):
        def seekable(self):
            return False

        def seek(self, *_):
            msg = "not seekable"
            raise OSError(msg)

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr(
            "archive/a.warc.gz", warc(("https://a.example/1", "200 OK", "text/html", ARTICLE))
        )
    data = out.getvalue()
    source = Input(name="a", capture_id="0" * 64, captured_at=CAPTURED, open=lambda: OneWay(data))
    assert [type(i).__name__ for i in read(source)] == ["Article"]
