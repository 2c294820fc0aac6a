"""Findings and accounts decided about together in a browser; a screen that comes by itself where it was asked for."""

from __future__ import annotations

import threading
from urllib.parse import quote

import pytest

from contrecoup.app import ahead
from contrecoup.case import Case
from contrecoup.corridor.memory import Memory

from .desks import PATIENCE, focus

pytestmark = pytest.mark.browser


def decided(desk) -> list[tuple[str, str]]:
    return [(d.verb, d.target) for d in Case(desk.folder / "ondelune").decisions]


@pytest.fixture
def alike(desk) -> list[str]:
    """The findings of which the same is asked, most of them."""
    review = Case(desk.folder / "ondelune").review
    rows = max((review.alike(item) for item in review.queue.of_kind("stances")), key=len)
    return [item.target for item in rows]


@pytest.mark.parametrize("how", ["mouse", "keys", "plain"])
def test_findings_of_which_the_same_is_asked(tab, desk, alike, how):
    page = tab(java_script_enabled=how != "plain")
    page.goto(f"{desk.root}/c/ondelune/findings?at={quote(alike[0])}")
    boxes = page.locator("input[name=one]")
    assert boxes.count() == len(alike)
    if how == "keys":
        page.keyboard.press("t")
        assert page.evaluate("document.activeElement.id") == "all-alike"
        page.keyboard.press("Space")
        assert all(box.is_checked() for box in boxes.all())
        boxes.first.uncheck()
        assert not page.locator("#all-alike").is_checked()
        page.locator("#all-alike").check()
        focus(page, "form[action$=together] button[value=accept]")
        page.keyboard.press("Enter")
    else:
        page.click("a[href='#all-alike']")
        page.check("#all-alike")
        page.click("form[action$=together] button[value=accept]")
    page.wait_for_url("**said=accept**")
    assert sorted(decided(desk)) == sorted(("accept", one) for one in alike)
    assert f"{len(alike)} decided together" in page.get_by_role("status").first.inner_text()
    if how == "keys":
        page.keyboard.press("u")
    else:
        page.click("form[action$=together] button[value=undo]")
    page.wait_for_url("**said=undo**")
    assert sorted(decided(desk)[len(alike) :]) == sorted(("undo", one) for one in alike)


def test_some_are_rejected_with_a_reason(tab, desk, alike):
    page = tab()
    page.goto(f"{desk.root}/c/ondelune/findings?at={quote(alike[0])}")
    page.check(f"input[name=one][value='{alike[1]}']")
    page.check(f"input[name=one][value='{alike[2]}']")
    page.click("form[action$=together] button[value=reject]")
    page.get_by_role("alert").wait_for()
    assert page.locator("input[name=one]:checked").count() == 2
    assert decided(desk) == []
    page.fill("textarea[name=why]", "They quote the letter")
    page.click("form[action$=together] button[value=reject]")
    page.wait_for_url("**said=reject**")
    made = Case(desk.folder / "ondelune").decisions
    assert {(d.target, d.why) for d in made} == {
        (one, "They quote the letter") for one in alike[1:3]
    }


@pytest.mark.parametrize("script", [True, False])
def test_accounts_whose_profile_names_the_group(tab, desk, script):
    page = tab(java_script_enabled=script)
    page.goto(f"{desk.root}/c/ondelune/people")
    form = "form[action$=enlist]:has(input[name=all])"
    page.click(f"details:has(> {form}) > summary")
    accounts = [box.get_attribute("value") for box in page.locator(f"{form} input[name=one]").all()]
    assert len(accounts) > 10
    page.check(f"{form} input[name=all]")
    page.fill(f"{form} input[name=why]", "read one by one")
    page.click(f"{form} button[value=outside]")
    page.wait_for_url("**said=outside**")
    assert decided(desk) == [("outside", one) for one in accounts]


@pytest.mark.parametrize("script", [True, False])
def test_a_screen_comes_by_itself_where_its_address_names_a_place(tab, desk, script, monkeypatch):
    gate, plain = threading.Event(), Memory.of

    def of(self, kind, key, work):
        def waits():
            if kind.startswith("report"):
                assert gate.wait(PATIENCE / 1000)
            return work()

        return plain(self, kind, key, waits)

    page = tab(java_script_enabled=script)
    case = Case(desk.folder / "ondelune")
    case.review.accept(case.review.queue[0].target, who="Eve")
    monkeypatch.setattr(Memory, "of", of)
    monkeypatch.setattr(ahead, "SECONDS", 0.3)
    try:
        page.goto(f"{desk.root}/c/ondelune/draft?lang=en#now")
        page.get_by_text("What this screen shows is being worked out").wait_for()
        with page.expect_response("**/draft?lang=en"):  # it asks again, and is still told to wait
            pass
        assert page.locator("iframe").count() == 0
    finally:
        gate.set()
    page.locator("iframe").wait_for()  # nobody reloads it
    assert page.url.partition("#")[0] == f"{desk.root}/c/ondelune/draft?lang=en"
