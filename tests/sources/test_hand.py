"""The roster and the settings: read, and refused with the line."""

from datetime import UTC, date, datetime

import pytest

from contrecoup.errors import SettingsError
from contrecoup.sources import read_roster, read_settings

HEADER = "person,name,other_names,organisation,role,team,from,to,x,bluesky,mastodon,source,public\n"


def roster(*lines, header=HEADER):
    return read_roster((header + "\n".join(lines)).encode(), "roster.csv")


def test_a_person_with_two_affiliations():
    found = roster(
        "ada,Ada L.,Ada Lovelace;A. L.,Acme,engineer,core,2020-01-05,2021-02,@Ada;ada2,ada.test,,https://a/,yes",
        "ada,Ada L.,,Acme,head,core,2021,,ada,,https://m.example/@Ada,,",
        "",
        "bob,Bob,,,,,,,,,,,",
    )
    ada, bob = found.people
    assert (ada.other_names, ada.public) == (("Ada Lovelace", "A. L."), True)
    assert (bob.person_id, bob.public) == ("bob", False)
    assert [(a.platform, a.handle) for a in found.accounts] == [
        ("x", "ada"),
        ("x", "ada2"),
        ("bluesky", "ada.test"),
        ("mastodon", "ada@m.example"),
    ]
    first, second = found.affiliations
    assert (first.first, first.last) == (date(2020, 1, 5), date(2021, 2, 28))
    assert (second.first, second.last) == (date(2021, 1, 1), None)
    assert [o.organisation_id for o in found.organisations] == ["acme"]


def test_a_first_name_may_stand_in_a_column_of_its_own():
    found = roster(
        "Agnès;Morvan;directrice;oui",
        ";Collectif;;",
        header="Prénom;Nom;Poste;Peut être cité\n",
    )
    assert [(p.person_id, p.name, p.public) for p in found.people] == [
        ("agnes-morvan", "Agnès Morvan", True),
        ("collectif", "Collectif", False),
    ]
    with pytest.raises(SettingsError, match="no column 'name'"):
        roster("Agnès", header="Prénom\n")


def test_only_the_name_is_needed():
    found = roster("Éva Noël", "Éva Noël", header="name\n")
    assert [p.person_id for p in found.people] == ["eva-noel"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_what_spreadsheets_write(encoding):
    text = "name;role;organisation\r\nÉva;tête;Acme\r\n"
    found = read_roster(text.encode(encoding), "roster.csv")
    assert found.people[0].name == "Éva"
    assert found.affiliations[0].role == "tête"


DAYS = [
    ("name;from;to", "A;01/02/2024;14/03/2031", date(2024, 2, 1), date(2031, 3, 14)),
    ("name;from;to", "A;2/1/2024;3/14/2031", date(2024, 2, 1), date(2031, 3, 14)),
    ("Nom;Début;Fin", "A;01/02/2024;03/04/2031", date(2024, 2, 1), date(2031, 4, 3)),
    ("nom;de;à", "A;01.02.2024;", date(2024, 2, 1), None),
    ("name;from;to;public", "A;01-02-2024;;oui", date(2024, 2, 1), None),
    ("name;from;to", "A;2024/02/01;2031-03", date(2024, 2, 1), date(2031, 3, 31)),
]


@pytest.mark.parametrize(("header", "line", "first", "last"), DAYS)
def test_the_days_of_spreadsheets(header, line, first, last):
    found = roster(line + (";" * (header.count(";") - line.count(";"))), header=header + ";role\n")
    assert not found.affiliations
    found = roster(line + ";head", header=header + ";role\n")
    assert (found.affiliations[0].first, found.affiliations[0].last) == (first, last)


def test_a_french_header():
    found = roster(
        "Éva Noël;A. Noël;Acmé;tête;cœur;01/02/2024;14/03/2031;eva;https://a/;oui",
        header="Nom;Autres noms;Organisation;Rôle;Équipe;De;À;Twitter;Source;Public\n",
    )
    assert (found.people[0].other_names, found.people[0].public) == (("A. Noël",), True)
    (one,) = found.affiliations
    assert (one.role, one.team, one.first, one.last, one.source) == (
        "tête",
        "cœur",
        date(2024, 2, 1),
        date(2031, 3, 14),
        "https://a/",
    )
    assert found.accounts[0].platform == "x"


WRONG = [
    ("", "empty", "roster.csv"),
    ("nmae,role\nA,b\n", "'nmae'", "line 1"),
    ("name,nom\nA,b\n", "twice", "line 1"),
    ("name,from\nA,03/04/2031\n", "told apart", "line 2"),
    ("name,from\nA,13/04/2031\nB,04/13/2031\n", "day first", "line 3"),
    ("name,from\nA,32/04/2031\n", "is not a day", "line 2"),
    ("person,role\nA,b\n", "no column 'name'", "line 1"),
    ("name,name\nA,b\n", "twice", "line 1"),
    ("name,from\nA,soon\n", "'soon'", "line 2"),
    ("name,from\nA,2031-02-30\n", "2031-02-30", "line 2"),
    ("name,organisation,from,to\nA,Acme,2031-02-03,2030-01-01\n", "before", "line 2"),
    ("name,public\nA,maybe\n", "'maybe'", "line 2"),
    ("name,role\nA,b\n,c\n", "without a name", "line 3"),
    ("name,role\nA,b,c\n", "3 cells", "line 2"),
    ("person,name\na,A\na,B\n", "two names", "line 3"),
    ("person,name,x\na,A,one\nb,B,ONE\n", "two owners", "line 3"),
]


@pytest.mark.parametrize(("text", "message", "place"), WRONG)
def test_a_wrong_roster(text, message, place):
    with pytest.raises(SettingsError) as raised:
        read_roster(text.encode(), "roster.csv")
    assert message in raised.value.message
    assert place in raised.value.place
    assert raised.value.next_step


TOML = """
[case]
title.en = "Acme"
title.fr = "Acmé"
group = "Acme"
zone = "Europe/Paris"
languages = ["fr"]
from = 2031-03-14T12:00:00Z
to = 2031-03-18

[[event]]
at = 2031-03-14T16:30:00+01:00
kind = "dismissal"
name.en = "Out"
name.fr = "Dehors"

[thresholds]
window = "2m"
threshold = 0.7
min_people = 4

[publication]
unavailable = "verbatim"
reason = "public office"
"""


def test_settings():
    found = read_settings(TOML.encode(), "case.toml")
    assert found.title == {"en": "Acme", "fr": "Acmé"}
    assert (found.window, found.threshold, found.min_people, found.min_ties) == (120, 0.7, 4, 2)
    assert found.start == datetime(2031, 3, 14, 12, tzinfo=UTC)
    assert found.end == datetime(2031, 3, 18, tzinfo=UTC)
    assert found.events[0].at == datetime(2031, 3, 14, 15, 30, tzinfo=UTC)
    assert found.events[0].name["fr"] == "Dehors"
    assert (found.unavailable, found.unavailable_reason) == ("verbatim", "public office")


def test_no_settings_are_the_defaults():
    assert read_settings(b"", "case.toml").window == 60


WRONG_SETTINGS = [
    ('tilte = "x"', "tilte", "line 1"),
    ("[thresholds]\n\nwindwo = 3", "windwo", "line 3"),
    ("title = ", "TOML", "case.toml"),
    ('\nzone = "Mars/Olympus"', "zone", "line 2"),
    ('languages = ["de"]', "languages", "line 1"),
    ("languages = []", "languages", "line 1"),
    ("threshold = 1.5", "threshold", "line 1"),
    ("threshold = true", "threshold", "line 1"),
    ("min_people = 0", "min_people", "line 1"),
    ('window = "soon"', "window", "line 1"),
    ("window = -1", "window", "line 1"),
    ("start = 2031-01-01T10:00:00", "zone", "line 1"),
    ('start = "yesterday"', "start", "line 1"),
    ('unavailable = "all"', "unavailable", "line 1"),
    ('title = {de = "x"}', "title", "line 1"),
    ("title = 3", "title", "line 1"),
    ('[[event]]\nkind = "x"', "event", "line 1"),
    ('[[event]]\nat = 2031-01-01T10:00:00Z\nwhen = "x"', "event", "line 1"),
]


@pytest.mark.parametrize(("text", "message", "place"), WRONG_SETTINGS)
def test_wrong_settings(text, message, place):
    with pytest.raises(SettingsError) as raised:
        read_settings(text.encode(), "case.toml")
    assert message in raised.value.message
    assert place in raised.value.place
    assert raised.value.next_step


@pytest.mark.parametrize("header", ["compte", "Pseudo", "handle"])
def test_accounts_of_no_network(header):
    with pytest.raises(SettingsError) as caught:
        read_roster(f"nom;fonction;{header}\nÉva Noël;pilote;@eva\n".encode(), "personnel.csv")
    assert caught.value.place == "personnel.csv, line 1"
    assert "which network" in caught.value.message
    assert caught.value.next_step.startswith("call it x, bluesky or mastodon")


@pytest.mark.parametrize("organisation", ["Ondelune", ""])
def test_an_organisations_own_line_is_of_nobody_of_its_people(organisation):
    lines = f"name,organisation,role,x\nAnna Le Pors,Ondelune,engineer,anna\nOndelune,{organisation},,ondelune\n"
    roster = read_roster(lines.encode(), "roster.csv")
    (person, itself) = roster.people
    assert (person.public, itself.person_id, itself.public) == (False, "ondelune", True)
    assert [a.person_id for a in roster.affiliations] == ["anna-le-pors"]
    assert [a.person_id for a in roster.accounts] == ["anna-le-pors", "ondelune"]


@pytest.mark.parametrize(
    ("zone", "at", "wanted", "precision"),
    [
        ("Europe/Paris", "2031-03-14", datetime(2031, 3, 13, 23, tzinfo=UTC), "day"),
        ("America/Halifax", "2031-03-14", datetime(2031, 3, 14, 3, tzinfo=UTC), "day"),
        ("Europe/Paris", "2031-03-14T16:30:00Z", datetime(2031, 3, 14, 16, 30, tzinfo=UTC), "minute"),
    ],
)  # fmt: skip
def test_an_event_of_a_day_begins_with_it_in_the_zone(zone, at, wanted, precision):
    text = f'[[event]]\nat = {at}\nname = "Dehors"\n\n[case]\nzone = "{zone}"\n'
    (event,) = read_settings(text.encode(), "case.toml").events
    assert (event.at, event.precision) == (wanted, precision)
