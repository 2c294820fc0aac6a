"""A form that is refused: its own screen again, what was typed in it, what is wrong beside the field."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from contrecoup.app.refill import refilled

from .conftest import OWN


@pytest.fixture
def client(opened) -> TestClient:
    return opened(lang="fr")


class Form(HTMLParser):
    """The form of a page that holds what is wrong: its fields, and what stands around them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.hidden: dict[str, str] = {}
        self.wrong = self.invalid = self.select = self.area = ""
        self.folded: list[bool] = []
        self.within = self.told = False
        form = next(f for f in re.split(r"(?=<form)", page) if 'id="wrong"' in f)
        self.before = page[: page.index(form)]
        self.feed(form.partition("</form>")[0])

    def handle_starttag(self, tag, attrs):
        said = {k: v or "" for k, v in attrs}
        self.told = said.get("id") == "wrong"
        name = said.get("name", "")
        if said.get("aria-invalid"):
            self.invalid = name
            assert said["aria-describedby"] == "wrong"
            assert "autofocus" in said
        if tag == "input":
            kept = self.hidden if said.get("type") == "hidden" else self.fields
            kept[name] = said.get("value", "")
        self.select = name if tag == "select" else self.select
        self.area = name if tag == "textarea" else ""
        if tag == "option" and "selected" in said:
            self.fields[self.select] = said.get("value", "")

    def handle_endtag(self, tag):
        self.area, self.told = "", False

    def handle_data(self, data):
        if self.told:
            self.wrong += data
        if self.area:
            self.fields[self.area] = data.removeprefix("\n")


def test_what_was_typed_is_kept_on_the_same_screen(client, case):
    item = case.review.queue[0]
    shown = f"/c/case/findings?at={item.target}"
    sent = {"target": item.target, "verb": "reject", "why": "Ironie « fine » & <b>", "shown": shown}
    answer = client.post("/c/case/decide", data=sent | {"seen": "x"}, headers=OWN)
    assert answer.status_code == 409
    assert "<h1>Constats" in answer.text
    form = Form(answer.text)
    assert form.fields["why"] == sent["why"]
    assert "Quelqu’un a décidé entre-temps" in form.wrong
    assert form.hidden["seen"] != "x"
    answer = client.post("/c/case/decide", data=sent, headers=OWN)
    form = Form(answer.text)
    assert (answer.status_code, form.invalid) == (422, "who")
    assert form.fields == {"who": "", "why": sent["why"]}
    assert "<b>" not in form.before + form.wrong
    answer = client.post("/c/case/decide", data=form.hidden | form.fields | {"verb": "reject", "who": "Ève", "why": " "}, headers=OWN)  # fmt: skip
    form = Form(answer.text)
    assert form.invalid == "why"
    assert 'name="who" value="Ève"' in answer.text
    answer = client.post("/c/case/decide", data=form.hidden | {"verb": "reject", "why": "Ironie"}, headers=OWN)  # fmt: skip
    assert answer.status_code == 200
    assert (case.decisions[0].who, case.decisions[0].why) == ("Ève", "Ironie")


def test_each_form_tells_beside_its_own_field(client, case):
    client.post("/you", data={"who": "Ana", "back": "/"}, headers=OWN)
    person = case.roster.people[0].person_id
    move = next(i for i in case.review.queue if i.kind == "moves")
    line = next(s for s in case.report("fr").sentences if s.findings)
    at_person, at_move = f"/c/case/people?person={person}", f"/c/case/findings?at={move.target}"
    at_line = f"/c/case/draft?lang=fr&line={line.key}"
    place = {"target": person, "verb": "affiliate", "why": "Lu", "organisation": "La Marée", "role": "pilote"}  # fmt: skip
    rests = {"target": move.target, "verb": "change", "why": "Lu", "a.citations": "x:1 jamais dit"}
    words = {"target": line.key, "lang": "fr", "verb": "reword", "value": "On a dit « jamais lu »."}
    for path, shown, sent, field in [
        ("decide", at_person, place, "source"),
        ("decide", at_person, place | {"source": "Lettre", "from": "2031-04-02", "to": "2031-04-01"}, "to"),
        ("decide", at_move, rests, "a.citations"),
        ("decide", at_move, {"target": move.target, "verb": "change", "why": "Lu", "a.person": "nobody"}, "a.person"),
        ("decide", at_line, words, "value"),
        ("settings", "/c/case/settings", {"text": "[case]\nzone = 3\n"}, "text"),
        ("settings", "/c/case/settings", {"roster": "couleur\nrouge\n"}, "roster"),
        ("merge", "/c/case/findings", {"x": "y"}, "other"),
        ("add", "/c/case/inbox", {"links": "pas un lien", "role": "letter"}, "files"),
    ]:  # fmt: skip
        answer = client.post(f"/c/case/{path}", data={"shown": shown} | sent, headers=OWN)
        assert answer.status_code == 422, (path, sent)
        form = Form(answer.text)
        assert form.invalid == field, (path, sent)
        for name, value in sent.items():
            if name in form.fields and name != field:
                assert form.fields[name].strip() == value.strip(), (path, name)
        folded = form.before.split("<details")
        assert all(one.startswith(" open") or "</details>" in one for one in folded[1:]), path
        assert '<a href="/c/case/inbox">Retour' not in answer.text
    assert case.decisions == ()


def test_a_new_case_that_is_refused_keeps_what_was_typed(client):
    sent = {"name": "a/b", "group": "Ondelune", "zone": "Europe/Rennes", "first": "en"}
    form = Form(client.post("/", data=sent, headers=OWN).text)
    assert (form.invalid, form.fields) == ("name", sent)
    form = Form(client.post("/", data=sent | {"name": "Juste"}, headers=OWN).text)
    assert (form.invalid, form.fields["group"]) == ("zone", "Ondelune")
    assert "Europe/Paris, America/Halifax" in form.wrong
    form = Form(
        client.post("/", data=sent | {"name": "Juste", "zone": "halifax"}, headers=OWN).text
    )
    assert "écrivez le nom d’un fuseau, par exemple America/Halifax," in form.wrong
    form = Form(client.post("/", data={"name": "case"}, headers=OWN).text)
    assert form.invalid == "name"


def test_where_no_form_fits_the_words_are_not_lost(client, case):
    sent = {"target": "line:000000000000", "lang": "fr", "verb": "reword", "value": "Mes mots <i>"}
    shown = {"shown": "/c/case/draft?lang=fr", "who": "Ana"}
    answer = client.post("/c/case/decide", data=sent | shown, headers=OWN)
    assert answer.status_code == 422
    assert "<pre>Mes mots &lt;i&gt;</pre>" in answer.text
    for away in ("//evil.example/", "/c/other/findings", "https://evil.example/", "/nowhere"):
        answer = client.post("/c/case/decide", data=sent | shown | {"shown": away}, headers=OWN)
        assert "<h1>Constats" in answer.text
        assert "evil" not in answer.text
    assert client.post("/c/none/decide", data=sent, headers=OWN).status_code == 422


def test_boxes_and_choices_are_set_as_they_were():
    page = (
        '<main><h1>x</h1><form action="/a"><input type="checkbox" name="b" value="1">'
        '<input type="radio" name="r" value="1" checked><input type="radio" name="r" value="2">'
        '<select name="s"><option value="1" selected>un</option><option value="2">deux</option>'
        '</select><button name="v" value="go">&eacute;&#33;</button></form></main>'
    )
    made = refilled(page, "/a", {"b": "1", "r": "2", "s": "2", "v": "go"}, "non")
    assert 'value="1" checked' in made.partition('type="radio"')[0]
    assert '<input type="radio" name="r" value="2" checked>' in made
    assert '<option value="1">un' in made
    assert '<option value="2" selected>deux' in made
    assert "&eacute;&#33;" in made
    other = refilled(page, "/a", {"v": "stop"}, "non")
    assert other.startswith('<main><h1>x</h1><p class="warn"')
