"""The screens in French: nothing of the interface is left in English, blanks as French has them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from contrecoup.app.words import WORDS

from .conftest import OWN

THEIRS = {"bdi", "code", "pre", "blockquote", "textarea", "script", "style", "kbd", "option"}
"""What holds other people's words, ids, or the text of a file."""
SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-over")
VOID = {"input", "meta", "link", "br", "img"}
ENGLISH = frozenset(
    """the of and is was were are that this these those not nothing with without from by for to
    has have had been who whom whose which what when where why how there their they them it
    its found said read written added account case file files post posts line lines see give
    write choose evidence findings people unsure reason because later accept reject""".split()  # noqa: SIM905 a list of so many words is read as text
)
FRENCH_TOO = {"post", "posts", "page", "source", "note", "case", "file"}
"""French words, or the names of files, that look English."""


class Said(NamedTuple):
    """What a screen says in words of its own, and whether as an option of a list."""

    words: list[str]
    options: list[str]


class Reader(HTMLParser):
    """Collects the words of a screen that are the interface's."""

    def __init__(self) -> None:
        super().__init__()
        self.said = Said([], [])
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        other = given.get("lang") == "en"
        if not other:
            self.said.words.extend(given[name] for name in SPOKEN if given.get(name))
        if tag not in VOID:
            self._open.append((tag, other))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not data.strip() or any(other for _, other in self._open):
            return
        tags = {tag for tag, _ in self._open}
        if "option" in tags:
            self.said.options.append(data.strip())
        elif not tags & THEIRS:
            self.said.words.append(" ".join(data.split(" ")).strip("\n"))


def own(text: str) -> str:
    """Return a message without ids, and without what Python says of a file that it cannot parse."""
    text = re.sub(r"\bline:\w+(\.fr)?|\w+(,\w+){3,}|\w+_\w+", "", text)
    return text.partition("TOML")[0]


def said_on(text: str) -> Said:
    reader = Reader()
    reader.feed(text)
    return reader.said


@pytest.fixture
def client(opened) -> TestClient:
    return opened("Ana", lang="fr")


def decide(client, **form):
    back = {"back": "/c/case/findings"} | form
    return client.post("/c/case/decide", data=back, headers=OWN)


def screens(client, case):
    """Yield every screen in French, each in the states in which it says something else."""
    queue = case.review.queue
    first = {kind: next(i for i in queue if i.kind == kind) for kind in {i.kind for i in queue}}
    person = next(p.person_id for p in case.roster.people if p.public)
    table = case.folder.parent / "semaine.csv"
    table.write_text("Truc;Machin;Quand\nBonjour;Ana;2031-03-15\n", encoding="utf-8")
    case.add(table, base=table.parent)
    fine = case.folder.parent / "bien.csv"
    fine.write_text(
        "texte;date;auteur\nBonjour;2031-03-15 10:00;Ana\n;hier;Ben\n", encoding="utf-8"
    )
    (capture,) = {f.capture_id for f in case.add(fine, base=fine.parent).files}
    get, base = client.get, "/c/case/"
    yield "cases", get("/")
    yield "inbox", get(base + "inbox")
    yield "columns", get(f"{base}columns?id={capture}")
    yield "people", get(base + "people")
    yield "person", get(f"{base}people?person={person}")
    for kind, item in first.items():
        yield kind, get(f"{base}findings?at={quote(item.target)}")
        yield f"check {kind}", get(f"{base}check?kind={kind}")
    yield "nothing", get(base + "findings?q=zzzz")
    line = quote(case.report("fr").sentences[2].key)
    yield "draft", get(base + "draft")
    yield "line", get(f"{base}draft?line={line}")
    yield "captures", get(base + "evidence")
    yield "capture", get(f"{base}evidence?id={capture}")
    removed = next(o.withheld[0] for o in case.checklist() if o.code == "removed")
    post = next(p.post_id for p in case.documents().posts if p.platform == "bluesky")
    for one in (removed, post, case.documents().articles[0].article_id):
        yield one, get(f"{base}evidence?id={quote(one)}")
    yield "publish", get(base + "publish")
    yield "sure", client.post(base + "publish", data={"back": base + "publish"}, headers=OWN)
    yield "settings", get(base + "settings")
    stance = first["stances"]
    for verb, more in (("accept", {}), ("later", {}), ("undo", {}), ("reject", {"why": "Ironie"})):
        yield verb, decide(client, target=stance.target, verb=verb, **more)
    yield "decided", get(f"{base}findings?at={quote(stance.target)}")
    yield "meanwhile", decide(client, target=stance.target, verb="accept", seen="else")
    yield (
        "renamed",
        decide(
            client, target=person, verb="rename", value="Nom", back=f"{base}people?person={person}"
        ),
    )
    for wrong in (
        {"target": stance.target, "verb": "reject"},
        {"target": "nobody", "verb": "accept"},
        {"target": person, "verb": "merge", "value": "nobody", "why": "x"},
        {"target": first["moves"].target, "verb": "change", "why": "x", "a.citations": "z bla"},
        {"target": first["moves"].target, "verb": "change", "why": "x", "a.day": "mars"},
        {"target": "k1", "verb": "reword", "lang": "fr", "value": "Ils disent « jamais dit »."},
    ):
        yield f"refused {wrong}", decide(client, **wrong)
    yield "no case", get("/c/nowhere/inbox")
    yield "no version", get(base + "v9/report.fr.html")
    yield "bad settings", client.post(base + "settings", data={"text": "[case\n"}, headers=OWN)
    yield (
        "bad roster",
        client.post(base + "settings", data={"roster": "colour\nred\n"}, headers=OWN),
    )
    yield "no name", client.post("/", data={"name": "../up"}, headers=OWN)
    yield "nothing", client.post(base + "add", data={"links": ""}, headers=OWN)
    yield "no file", client.post(base + "merge", data={"x": "y"}, headers=OWN)
    other = case.folder / "decisions.jsonl"
    with other.open("rb") as stream:
        yield (
            "merged",
            client.post(base + "merge", files={"other": ("d.jsonl", stream)}, headers=OWN),
        )


def test_no_english_is_left_on_the_french_screens(client, case):
    english = {
        word for key, word in WORDS["en"].items()
        if word != WORDS["fr"][key] and len(word) > 2 and word not in WORDS["fr"].values()
    }  # fmt: skip
    found: dict[str, list[str]] = {}
    seen = 0
    for name, answer in screens(client, case):
        assert answer.status_code in {200, 409, 422}, (name, answer.text[:500])
        assert '<html lang="fr">' in answer.text
        words, options = said_on(answer.text)
        if 'role="alert"' in answer.text:
            alert = answer.text.partition('role="alert">')[2].partition("</p>")[0]
            words.append(re.sub(r"<[^>]+>", " ", alert))
        seen += len(words)
        bad = [
            text
            for text in words
            if set(re.findall(r"[^\W\d_]+", own(text).lower())) & (ENGLISH - FRENCH_TOO)
        ]
        bad += [text for text in (*words, *options) if text.strip() in english]
        if bad:
            found[name] = bad
    assert seen > 1000
    assert found == {}, "\n".join(
        f"{name}: {text}" for name, row in found.items() for text in row[:6]
    )


def test_signs_stand_as_each_language_sets_them(client, case):
    for key, word in WORDS["fr"].items():
        assert not re.search(
            r"[ \w)»][;!?»]|«(?!\u202f)|[^\u00a0]:(?!//)|'", word.replace("\u202f»", "")
        ) or re.search(r"\u202f[;!?»]|\u00a0:", word), (key, word)
        assert "'" not in word, key
    for key, word in WORDS["en"].items():
        assert not re.search(r"\s[:;!?]|[«»]", word), key
    for path in ("publish", "findings", "people", "inbox"):
        text = client.get(f"/c/case/{path}?ui=en").text
        words, _ = said_on(text)
        assert [w for w in words if re.search(r"\w\s[:;!?](\s|$)", w)] == []
        words, _ = said_on(client.get(f"/c/case/{path}?ui=fr").text)
        assert [w for w in words if re.search(r"[\w)] ?[:;!?](\s|$)", w)] == []
