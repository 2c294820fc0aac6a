"""Each screen of the app: its main path by mouse, by keyboard alone and without script; in two tabs."""

from __future__ import annotations

import shutil
from urllib.parse import quote

import pytest

from contrecoup.case import Case
from contrecoup.corridor import fetching
from contrecoup.errors import PlatformRefused
from contrecoup.sources.live.fetch import Fetcher

from .desks import SAMPLE, decisions, every_screen, focus

pytestmark = pytest.mark.browser
HANDS = pytest.mark.parametrize(
    "how", ["mouse", "keys", pytest.param("plain", marks=pytest.mark.long)]
)
"""With a mouse, with nothing but the keyboard, with a mouse and no script (test_desk.py has some of it)."""


class Hand:
    """Somebody at a page, with a mouse or with nothing but the keyboard."""

    def __init__(self, page, how: str) -> None:
        self.page = page
        self.mouse = how != "keys"

    def reach(self, selector: str) -> None:
        """Bring the focus to the first element that matches."""
        if self.mouse:
            self.page.locator(selector).first.click()
        else:
            focus(self.page, selector)

    def press(self, selector: str, said: str = "") -> None:
        """Press a button, open what opens, follow a link; wait for what the app says of it."""
        self.reach(selector)
        if not self.mouse:
            self.page.keyboard.press("Enter")
        if said:
            self.page.wait_for_url(f"**said={said}**")

    def write(self, selector: str, text: str) -> None:
        """Write into a field, in the place of what stands there."""
        self.reach(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def tick(self, selector: str) -> None:
        """Tick a box."""
        self.reach(selector)
        if not self.mouse:
            self.page.keyboard.press("Space")

    def choose(self, selector: str, label: str) -> None:
        """Choose in a list; the list that opens is the system's, and no test can click on it."""
        if self.mouse:
            self.page.locator(selector).select_option(label=label)
        else:
            focus(self.page, selector)
            self.page.keyboard.type(label)


@pytest.fixture
def hand(tab, how) -> Hand:
    return Hand(tab(java_script_enabled=how != "plain"), how)


def at(desk, path: str) -> str:
    return f"{desk.root}/c/ondelune/{path}"


@HANDS
def test_cases_inbox_and_columns(hand, desk):
    page = hand.page
    page.goto(f"{desk.root}/")
    hand.write("input[name=name]", "autre")
    hand.press("main form button")
    page.wait_for_url("**/c/autre/inbox")
    if not hand.mouse:
        focus(page, "#files")  # the window in which files are chosen is the system's
    page.set_input_files("#files", str(SAMPLE / "x" / "compliance.jsonl"))
    hand.press("main form button")
    page.get_by_role("rowheader", name="compliance.jsonl").first.wait_for()
    while not page.get_by_text("Everything has been read").count():
        page.goto(f"{desk.root}/c/autre/inbox")
    assert [o.input for o in Case(desk.folder / "autre").outcomes()] == ["compliance.jsonl"]
    page.goto(at(desk, "inbox"))
    hand.press("table a.button[href*=columns]")
    page.wait_for_url("**/columns?id=**")
    page.goto(at(desk, next(one for one in every_screen(desk) if one.startswith("columns"))))
    for column, theirs in (("text", "Truc"), ("created_at", "Quand"), ("display_name", "Machin")):
        hand.choose(f"select[name='o.{column}']", theirs)
    hand.press("main form.fields button", "columns")
    (row,) = [o for o in Case(desk.folder / "ondelune").outcomes() if o.input == "semaine.csv"]
    assert row.read == 1


@HANDS
def test_people(hand, desk):
    page = hand.page
    page.goto(at(desk, "people"))
    unsure = "section[aria-labelledby=unsure]"
    hand.write(f"{unsure} form.line input[name=why]", "No tie")
    hand.press(f"{unsure} form.line button[value=outside]", "outside")
    hand.press(f"{unsure} > ul > li details summary")
    hand.write(f"{unsure} li details[open] input[name=name]", "Ada Kerloc'h")
    hand.write(f"{unsure} li details[open] input[name=source]", "Her profile")
    hand.press(f"{unsure} li details[open] button", "enlist")
    hand.press("ul.roster a")
    page.wait_for_url("**person=**")
    own = "section[aria-labelledby=person] > details"
    hand.press(f"{own} > summary")
    for name, text in (("organisation", "Varde"), ("source", "Her letter"), ("why", "Read")):
        hand.write(f"{own}[open] input[name={name}]", text)
    hand.press(f"{own}[open] button[value=affiliate]", "affiliate")
    assert "Varde" in page.inner_text("section[aria-labelledby=person]")
    assert [verb for verb, _ in decisions(desk)] == ["outside", "assign", "affiliate"]


@HANDS
def test_findings_hand_check_and_two_people(hand, desk, cases, tmp_path):
    page = hand.page
    page.goto(at(desk, "findings"))
    hand.press("button[value=accept]", "accept")
    hand.write("input[data-key=r]", "Misread")
    hand.press("button[value=reject]", "reject")
    hand.press("button[value=undo]", "undo")
    page.goto(at(desk, "findings?kind=stances"))
    hand.press("summary[data-key=c]")
    hand.choose("details[open] select[name='a.polarity']", "against")
    hand.write("details[open] input[name=why]", "Irony")
    hand.press("details[open] button[value=change]", "change")
    hand.press("a[href$=check]")
    page.wait_for_url("**/check")
    hand.press("button[value=right]", "judge")
    page.goto(at(desk, "findings"))
    shutil.copytree(cases / "ondelune", tmp_path / "theirs")
    theirs = Case(tmp_path / "theirs")
    theirs.review.later(theirs.review.queue[-1].target, who="Eve")
    page.set_input_files("input[name=other]", str(theirs.folder / "decisions.jsonl"))
    hand.press("form[action$=merge] button")
    page.get_by_role("status").get_by_text("Taken over: 1").wait_for()
    made = [verb for verb, _ in decisions(desk)]
    assert made == ["accept", "reject", "undo", "change", "judge", "later"]


@HANDS
def test_draft_and_evidence(hand, desk):
    page = hand.page
    page.goto(at(desk, "draft?lang=en"))
    hand.press("summary[data-key=g]")
    hand.press("details[open] ol.lines ~ ol.lines a")
    page.wait_for_url("**line=line**")
    assert "certainty" in page.locator("pre").first.inner_text()
    hand.press("summary[data-key=c]")
    hand.write("#words", "In words of mine.")
    hand.press("button[value=reword]", "reword")
    hand.press("summary[data-key=m]")
    hand.press("button[value=move]", "move")
    hand.press("summary[data-key=r]")
    hand.press("button[value=drop]", "drop")
    hand.press("button[value=undo]", "undo")
    page.goto(at(desk, "draft?lang=en"))
    hand.press("a[href$='page.en']")
    page.wait_for_url("**/page.en")
    assert "In words of mine." in page.inner_text("main")
    page.goto(at(desk, "evidence"))
    hand.press("main ul.plain a")
    page.wait_for_url("**evidence?id=**")
    assert "SHA-256" in page.inner_text("main")
    hand.write("input[name=q]", "x:2694987396897835672")
    hand.press("main form[method=get] button")
    page.wait_for_url("**q=x**")
    assert "What is proven of its words" in page.inner_text("main")
    page.goto(at(desk, "evidence"))
    hand.press("form[action$=verify] button")
    page.get_by_role("heading", name="What was checked").wait_for()
    assert [verb for verb, _ in decisions(desk)] == ["reword", "move", "drop", "undo"]


class Nobody:
    """A network that answers nobody."""

    def get(self, url, _headers=(), _limits=None):
        message = "the network is unreachable"
        raise PlatformRefused(message, place=url)


@HANDS
def test_publish(hand, desk, monkeypatch):
    monkeypatch.setattr(fetching, "fetcher", lambda *, private: Fetcher(Nobody(), delay=0.0))
    monkeypatch.setattr("contrecoup.app.intake.PAUSE", 0.0)
    page = hand.page
    page.goto(at(desk, "publish"))
    point = "details:has(input[value=right-of-reply])"
    hand.press(f"{point} > summary")
    hand.tick(f"{point} li:last-child input[type=checkbox]")  # the first stands in two places
    hand.write(f"{point} input[name=why]", "Asked on 3 May, no answer")
    hand.press(f"{point} form button:not([name])", "settle")
    hand.press("section[aria-labelledby=removed] summary")
    hand.write("section[aria-labelledby=removed] input[name=why]", "Public interest")
    hand.press("section[aria-labelledby=removed] button[value=policy]", "policy")
    hand.press("form[action$=refresh] button")
    page.wait_for_url("**/publish#check")
    end = page.get_by_text("Everything has been read")
    while not end.count():
        page.goto(at(desk, "publish"))
    assert "the network is unreachable" in page.inner_text("section[aria-labelledby=job]")
    hand.write("input[name=note]", "First version")
    hand.press("section[aria-labelledby=go] button")
    page.get_by_role("alert").wait_for()
    assert [verb for verb, _ in decisions(desk)] == ["settle", "policy"]
    hand.press("main form button", "publish")
    hand.press("a.button[href*='v1/report.fr.html']")
    page.wait_for_url("**/v1/report.fr.html")
    assert page.locator("h1").first.inner_text()
    assert [verb for verb, _ in decisions(desk)] == ["settle", "policy", "publish"]


@HANDS
def test_settings(hand, desk):
    page = hand.page
    page.goto(at(desk, "settings"))
    hand.write("input[name='case.title.en']", "Another title")
    hand.choose("select[name='publication.unavailable']", "publish their words")
    hand.press("form.fields button", "saved")
    hand.write("#roster", "colour")
    hand.press("form:has(#roster) button")
    page.locator("#wrong").wait_for()
    assert page.input_value("#roster") == "colour"
    held = Case(desk.folder / "ondelune")
    assert held.settings.title["en"] == "Another title"
    assert len(held.roster.people) > 50


def fill(page, fields: dict[str, str], button: str) -> None:
    """Fill in a form and send it."""
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    for selector, text in fields.items():
        field = page.locator(selector).first
        if field.evaluate("e => e.localName") == "select":
            field.select_option(label=text)
        else:
            field.fill(text)
    page.locator(button).first.click()


TOLD = "document.querySelector('#wrong') || location.search.includes('said=twice')"


def test_what_one_tab_wrote_the_other_is_told_before_it_writes(tab, desk):
    case = Case(desk.folder / "ondelune")
    key = case.report("en").sentences[3].key
    unsure, person = "section[aria-labelledby=unsure] ", "section[aria-labelledby=person] "
    removed = "section[aria-labelledby=removed] "
    renamed = f"{person}form:has(button[value=rename]) input[name=value]"
    columns = next(one for one in every_screen(desk) if one.startswith("columns"))
    rows = [
        ("people", {f"{unsure}form.line input[name=why]": "{}"}, f"{unsure}form.line button[value=outside]"),
        (f"people?person={case.roster.people[0].person_id}", {renamed: "{}"}, "button[value=rename]"),
        (f"draft?lang=en&line={quote(key)}", {"#words": "{}"}, "button[value=reword]"),
        ("publish", {f"{removed}input[name=why]": "{}"}, f"{removed}button[value=policy]"),
        ("settings", {"input[name='case.title.en']": "{}"}, "form.fields button"),
        ("settings", {"#roster": "name\n{}"}, "form:has(#roster) button"),
        (columns, {"select[name='o.text']": "{}", "select[name='o.created_at']": "Quand", "select[name='o.display_name']": "Machin"}, "form.fields button"),
    ]  # fmt: skip
    one = tab()
    two = one.context.new_page()
    for path, fields, button in rows:
        words = ("Truc", "Machin") if path == columns else ("One", "Two")
        for page in (one, two):
            page.goto(at(desk, path))
            page.evaluate(
                "document.querySelectorAll('#removed ~ ul details').forEach(d => { d.open = true; })"
            )
        fill(one, {k: v.format(words[0]) for k, v in fields.items()}, button)
        one.wait_for_url("**said=**")
        before = [(desk.folder / "ondelune" / n).read_bytes() for n in ("case.toml", "roster.csv", "decisions.jsonl")]  # fmt: skip
        fill(two, {k: v.format(words[1]) for k, v in fields.items()}, button)
        two.wait_for_function(TOLD)
        if "said=twice" not in two.url:  # the same was decided already
            assert "meanwhile" in two.locator("#wrong").inner_text(), path
        after = [(desk.folder / "ondelune" / n).read_bytes() for n in ("case.toml", "roster.csv", "decisions.jsonl")]  # fmt: skip
        assert after == before, path


def test_two_tabs_judge_and_publish_once(tab, desk):
    one = tab()
    two = one.context.new_page()
    for page in (one, two):
        page.goto(at(desk, "check?kind=stances"))
    one.click("button[value=right]")
    one.wait_for_url("**said=judge**")
    two.click("button[value=wrong]")
    two.get_by_text("Somebody decided meanwhile").wait_for()
    for page in (one, two):
        page.goto(at(desk, "publish"))
        page.fill("input[name=note]", "One" if page is one else "Two")
    one.click("section[aria-labelledby=go] button")
    one.get_by_text("Yes, publish all the same").click()
    one.wait_for_url("**said=publish**")
    two.click("section[aria-labelledby=go] button")
    two.get_by_text("Yes, publish all the same").click()
    two.get_by_text("changed meanwhile").wait_for()
    assert [verb for verb, _ in decisions(desk)] == ["judge", "publish"]
    assert two.input_value("input[name=note]") == "Two"
