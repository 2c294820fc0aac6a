"""Heads that people write: dates in words, outlets, bylines; letters and their counts."""

from datetime import UTC, datetime

import pytest

from contrecoup.sources.datelines import dateline
from contrecoup.sources.text_heads import text_head

DATELINES = [
    ("16 March 2031", "", (16, 0, 0), "day"),
    ("Sunday 16 March 2031", "", (16, 0, 0), "day"),
    ("March 16, 2031", "", (16, 0, 0), "day"),
    ("Sunday, March 16, 2031 at 8:10 pm", "", (16, 20, 10), "minute"),
    ("16 mars 2031, 8 h 10", "", (16, 8, 10), "minute"),
    ("Dimanche 16 mars 2031 à 8h10", "", (16, 8, 10), "minute"),
    ("Publié le 16 mars 2031 à 20 h", "", (16, 20, 0), "hour"),
    ("Date : 16 mars 2031", "", (16, 0, 0), "day"),
    ("Le 16/03/2031 à 8h10", "", (16, 8, 10), "minute"),
    ("2031-03-16 08:10", "", (16, 8, 10), "minute"),
    (
        "La Tribune de l'Estuaire, 16 mars 2031, 8 h 10",
        "La Tribune de l'Estuaire",
        (16, 8, 10),
        "minute",
    ),
    ("Par Éva Noël, publié le 16 mars 2031 à 8 h 10", "Par Éva Noël", (16, 8, 10), "minute"),
    ("Publié le 16 mars 2031 à 8 h 10, mis à jour le 17 mars 2031", "", (16, 8, 10), "minute"),
    ("Nantes, le 16 mars 2031", "Nantes", (16, 0, 0), "day"),
    ("Version 2, dimanche 16 mars 2031, 20 h", "Version 2", (16, 20, 0), "hour"),
    ("Halifax – 16 March 2031", "Halifax", (16, 0, 0), "day"),
]


@pytest.mark.parametrize(("line", "before", "expected", "precision"), DATELINES)
def test_a_date_alone_on_its_line(line, before, expected, precision):
    found = dateline(line, "UTC")
    assert found is not None
    at = found.published.at
    assert (at.year, at.month) == (2031, 3)
    assert (at.day, at.hour, at.minute) == expected
    assert (found.before, found.published.precision) == (before, precision)


NOT_DATELINES = [
    "The board met on 16 March 2031 and said nothing.",
    "The crash of 16 March 2031",
    "On 16 March 2031, the board met",
    "Depuis le 16 mars 2031, plus rien",
    "16 mars",
    "Sunday",
    "2031",
    "03/04/2031",
    "16 mars 2031, 25 h",
    "",
]


@pytest.mark.parametrize("line", NOT_DATELINES)
def test_a_line_that_says_more(line):
    assert dateline(line, "UTC") is None


BODY = "The board met for nine hours on Friday and said nothing about what it had decided so far."
TEXTS = [
    ("T\nThe Harbour Post\n16 March 2031\nBy Tom Ash\n\n", "The Harbour Post", "Tom Ash", 16),
    ("T\n\n16 March 2031\n\nThe Harbour Post\n\n", "The Harbour Post", "", 16),
    ("T\nTom Ash\n16 March 2031\n\n", "", "", 16),
    ("T\n\nLa Tribune du Port, 16 mars 2031, 8 h 10\n\n", "La Tribune du Port", "", 16),
    ("T\n\nNantes, le 16 mars 2031\n\n", "", "", 16),
    ("T\nPar Éva Noël, publié le 16 mars 2031 à 8 h 10\n\n", "", "Éva Noël", 16),
    (
        "Outlet: Tidewire\nDate: 16 March 2031\nTitle: T\nAuthor: Tom Ash\n\n",
        "Tidewire",
        "Tom Ash",
        16,
    ),
    ("T\nMédia : Tidewire\nDate : 2031-03-16\n\n", "Tidewire", "", 16),
    ("T\n\nCanal Sélignac\n\n", "Canal Sélignac", "", 0),
    ("T\n\nCanal Sélignac\n\n16 mars 2031\n\n", "Canal Sélignac", "", 16),
    ("T\nCanal Sélignac\nPar Tom Ash\n16 mars 2031\n\n", "Canal Sélignac", "Tom Ash", 16),
    ("T\n\n", "", "", 0),
    ("T\n\n" + "A line.\n" * 9 + "16 March 2031\n\n", "", "", 0),
]


@pytest.mark.parametrize(("head", "outlet", "author", "day"), TEXTS)
def test_the_head_of_a_text(head, outlet, author, day, of):
    (article,) = of("Article", head + BODY, "a.txt")
    assert (article.title, article.outlet, article.author) == ("T", outlet, author)
    assert (article.published.at.day if article.published else 0) == day
    assert article.text.startswith("T\n\n")
    assert article.text.endswith(BODY)
    if day:
        assert "2031" not in article.text


def test_an_outlet_above_its_title(of):
    words = "Canal Sélignac\nLa directrice du vieux port quitte ses fonctions\n16 mars 2031\n\n"
    (article,) = of("Article", words + BODY, "a.txt")
    assert article.outlet == "Canal Sélignac"
    assert article.title == "La directrice du vieux port quitte ses fonctions"
    assert article.text == f"{article.title}\n\n{BODY}"


TITLE = "La directrice du vieux port quitte ses fonctions"
FIRST = [
    ("The Harbour Post", BODY, True),
    ("Canal Sélignac", BODY, True),
    ("La Tribune du Port", BODY, True),
    ("L'Estran", f"{BODY}\n\nShe told L'Estran that she would stay.", True),
    ("L'Estran", BODY, False),
    ("Nacre", BODY, False),
    ("Le journal ferme", BODY, False),
    ("Harbour news for sailors", BODY, False),
]


@pytest.mark.parametrize(("line", "body", "outlet"), FIRST)
@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_an_outlet_on_the_first_line_without_a_date(line, body, outlet, blank, of):
    text = f"{line}{blank}{TITLE}\n\n{body}"
    (article,) = of("Article", text, "a.txt")
    told = any("write Outlet: before it" in n.reason for n in of("Notice", text, "a.txt"))
    if outlet:
        assert (article.outlet, article.title) == (line, TITLE)
        assert article.text == f"{TITLE}\n\n{body}"
        assert not told
    else:
        assert (article.outlet, article.title) == ("", line)
        assert told is line.istitle() or line == "L'Estran"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"Nacre\n{TITLE}\n16 mars 2031\n\n{BODY}", True),
        (f"Outlet: Nacre\n{TITLE}\n16 mars 2031\n\n{BODY}", False),
        (f"{TITLE}\n\n{BODY}", False),
        (f"Tom Ash\n\n{BODY}", False),
        (f"Nacre\n\nLe conseil se tait.\n\n{BODY}", False),
    ],
)
def test_a_first_line_that_may_be_the_outlet_is_told(text, told, of):
    notices = [n.reason for n in of("Notice", text, "a.txt")]
    assert any("write Outlet: before it" in reason for reason in notices) is told


@pytest.mark.parametrize(
    "line",
    [
        *("Tom Ash", "La directrice quitte le port", "Le conseil parle."),
        *("La Rochelle", "Les Écologistes divisés", "Le Havre"),
    ],
)
def test_a_second_line_that_is_no_outlet(line, of):
    (article,) = of("Article", f"T\n\n{line}\n\n{BODY}", "a.txt")
    assert article.outlet == ""
    assert line in article.text


PAGES = [
    ("T | Le Phare", "<h1>T</h1><p>Le Phare, 16 mars 2031, 8 h 10</p>", "Le Phare", (16, 8, 10)),
    ("T – Le Phare", "<h1>T</h1><p>16 mars 2031</p>", "Le Phare", (16, 0, 0)),
    ("T | Tidewire", "<h1>T</h1><p>Sunday 16 March 2031</p>", "Tidewire", (16, 0, 0)),
    ("T | The Post", "<p>16 March 2031</p>", "The Post", None),
    ("T", "<h1>T</h1><p>By Tom Ash, 16 March 2031</p>", "", (16, 0, 0)),
]


@pytest.mark.parametrize(("title", "top", "outlet", "expected"), PAGES)
def test_the_head_of_a_page(title, top, outlet, expected, of):
    body = f"<html><head><title>{title}</title></head><body>{top}<p>{BODY}</p><p>{BODY} B.</p></body></html>"
    (article,) = of("Article", body)
    assert (article.title, article.outlet) == ("T", outlet)
    if expected:
        at = article.published.at
        assert (at.day, at.hour, at.minute) == expected


def test_what_a_page_declares_comes_before_its_head(of):
    head = '<title>T | Le Phare</title><meta property="og:site_name" content="L\'Estran">'
    head += '<meta property="article:published_time" content="2031-03-14T10:00:00Z">'
    body = (
        f"<html><head>{head}</head><body><h1>T</h1><p>16 mars 2031</p><p>{BODY}</p></body></html>"
    )
    (article,) = of("Article", body)
    assert (article.outlet, article.published.at.day) == ("L'Estran", 14)


NAMES = ("Éva Noël", "Tom Ash")
COUNTS = [
    "et 104 autres salariés",
    "et 1 204 autres",
    "ainsi que 104 autres signataires",
    "and 104 others",
    "and 104 other employees",
    "- and 104 more",
    "+ 104 autres",
    "104 autres salariés",
    "et une centaine d'autres",
    "et cent quatre autres salariés",
    "Total : 106 signatures",
]


@pytest.mark.parametrize("line", COUNTS)
@pytest.mark.parametrize("form", ["text", "list", "lines"])
def test_a_count_is_no_name(line, form, of):
    text = f"Lettre\n\nNantes, le 15 mars 2031\n\nNous demandons.\n\nSignataires :\nÉva Noël, élue\nTom Ash\n{line}"
    if form == "list":
        names = "".join(f"<li>{n}</li>" for n in (*NAMES, line))
        text = f"<html><body><h1>Lettre</h1><p>Nantes, le 15 mars 2031</p><h2>Signataires</h2><ul>{names}</ul></body></html>"
    if form == "lines":
        text = f"<html><body><h1>Lettre</h1><p>Nantes, le 15 mars 2031</p><p>Signataires :<br>Éva Noël<br>Tom Ash<br>{line}</p></body></html>"
    (letter,) = of("Letter", text, role="letter")
    assert letter.signatories == NAMES
    assert line.lstrip("-+ ") in letter.text
    assert letter.published.at == datetime(2031, 3, 15, tzinfo=UTC)


KEPT = ["Anne Autre", "Et Cetera", "Moore Other", "Éva Autret, 2e étage"]


@pytest.mark.parametrize("name", KEPT)
def test_a_name_that_resembles_a_count(name, of):
    text = f"Lettre\n\nNous demandons.\n\nSignataires :\nTom Ash\n{name}"
    (letter,) = of("Letter", text, role="letter")
    assert letter.signatories == ("Tom Ash", name.split(",")[0])


def test_names_in_one_line_and_a_count(of):
    text = "Letter\n\n15 March 2031\n\nWe ask.\n\nSigned:\nÉva Noël, Tom Ash, Jo Ray, Al May and 104 others"
    (letter,) = of("Letter", text, role="letter")
    assert letter.signatories == ("Éva Noël", "Tom Ash", "Jo Ray", "Al May")
    assert "and 104 others" in letter.text


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Éva Noël, Tom Ash et 12 collègues", "et 12 collègues"),
        ("Éva Noël, Tom Ash and 12 of their colleagues", "and 12 of their colleagues"),
    ],
)
def test_two_names_in_one_line_and_their_colleagues(line, rest, of):
    text = f"Letter\n\n15 March 2031\n\nWe ask.\n\nSigned:\n{line}"
    (letter,) = of("Letter", text, role="letter")
    assert letter.signatories == ("Éva Noël", "Tom Ash")
    assert rest in letter.text


VERSIONS = [
    ("Nantes, le 15 mars 2031", (15, 0), "day"),
    ("15 March 2031", (15, 0), "day"),
    ("Version 2, dimanche 16 mars 2031, 20 h", (16, 19), "hour"),
    ("Nantes, le 15 mars 2031\n\nVersion 2, dimanche 16 mars 2031, 20 h", (16, 19), "hour"),
]


@pytest.mark.parametrize(("lines", "expected", "precision"), VERSIONS)
def test_when_a_letter_was_written(lines, expected, precision, items):
    zone = "Europe/Paris" if precision == "hour" else "UTC"
    found = items(f"Lettre\n\n{lines}\n\nNous demandons.", role="letter", zone=zone)
    letter = found[0]
    assert (letter.published.at.day, letter.published.at.hour) == expected
    assert letter.published.precision == precision
    assert lines in letter.text
    assert any("no zone" in n.reason for n in found[1:]) == (precision == "hour")


@pytest.mark.parametrize(
    ("line", "said", "outlet"),
    [
        ("Canal Sorvigny", "a-t-il dit.", "Canal Sorvigny"),
        ("Le Sillage", "a-t-elle confié au Sillage.", "Le Sillage"),
        ("Sillage 29", "a-t-elle déclaré à Sillage 29.", "Sillage 29"),
        ("Harbour Nine", "she told Harbour Nine.", "Harbour Nine"),
        ("Odile Cassegrain", "a-t-elle dit.", ""),
        ("Ancienne salle, nouveaux murs", "a-t-elle dit à la presse.", ""),
        ("Brest", "avant de partir pour Brest.", ""),
        ("Paris", "as she flew to Paris with friends.", ""),
        ("Alice Martin", "la présidence revient à Alice Martin.", ""),
    ],
)
def test_an_outlet_alone_on_the_line_above_the_date(line: str, said: str, outlet: str) -> None:
    text = (
        f"Maëlle Orvault retrouve la scène\n\n{line}\nLundi 17 mars 2031 – 20h15\n\n"
        f"« Je ne regrette rien », {said}"
    )
    head = text_head(text, "Europe/Paris")
    assert head is not None
    assert head.outlet == outlet
    assert head.title == "Maëlle Orvault retrouve la scène"
    assert head.body.startswith(line) is (not outlet)
