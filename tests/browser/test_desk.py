"""The local app in a real browser: every screen by keyboard and by mouse, script off, attacked."""

from __future__ import annotations

import http.client
import json
import shutil
import signal
import threading
import time
from contextlib import suppress

import pytest

from contrecoup.case import Case

from .desks import PATIENCE, SAMPLE, decisions, every_screen, focus, served

pytestmark = pytest.mark.browser


def choose(page, sentence) -> None:
    """Click on a sentence, beside the numbers in it, which open what they are."""
    from playwright.sync_api import TimeoutError as TooLate

    for x in (60, 200, 340, 480):
        sentence.click(position={"x": x, "y": 12})
        with suppress(TooLate):
            page.wait_for_url("**line=line**", timeout=20_000)
            return
    pytest.fail("no words of the sentence lead anywhere")


def test_from_files_to_a_published_page_by_mouse(browser, tmp_path):  # noqa: PLR0915 one walk
    folder = tmp_path / "empty"
    folder.mkdir()
    with served(folder) as server:
        context = browser.new_context(locale="en-US")
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        outside: list[str] = []
        page.on("request", lambda r: outside.append(r.url) if server.root not in r.url else None)
        complaints: list[str] = []
        page.on("console", lambda m: complaints.append(m.text))
        page.on("pageerror", lambda e: complaints.append(str(e)))
        page.goto(server.address)
        page.fill("header input[name=who]", "Ana")
        page.click("header form button")
        page.fill("input[name=name]", "ondelune")
        page.click("main form button")
        page.set_input_files("#dir", str(SAMPLE))
        page.click("main form button")
        page.get_by_text("Everything has been read").wait_for()
        assert "searchPosts.json" in page.inner_text("main")
        assert page.locator("section[aria-labelledby=cover] tbody tr").count() >= 4
        page.click("nav >> text=People")
        row = page.locator("section[aria-labelledby=unsure] > ul > li").first
        who = row.locator("a").first.inner_text()
        row.locator("input[name=why]").first.fill("No tie to the group")
        row.locator("button[value=outside]").click()
        page.wait_for_url("**said=outside**")
        assert who in page.locator("section[aria-labelledby=unsure] [role=status]").inner_text()
        left = page.locator("section[aria-labelledby=unsure] > ul").inner_text()
        assert who not in left.split()
        page.click("nav >> text=Findings")
        page.click("button[value=accept]")
        page.wait_for_url("**said=accept**")
        page.locator("input[data-key=r]").fill("Misread")
        page.click("button[value=reject]")
        page.wait_for_url("**said=reject**")
        page.click("nav >> text=Draft")
        account = page.frame_locator("iframe")
        said = account.locator(".points .s").nth(1)
        choose(page, said)
        assert "sentence k2" in page.locator("pre").first.inner_text()
        page.click("summary[data-key=c]")
        page.fill("#words", "Ma phrase, sans rien de cité.")
        page.click("button[value=reword]")
        page.wait_for_url("**said=reword**")
        assert "Ma phrase" in said.inner_text()
        page.click("summary[data-key=m]")
        page.locator("select[name=value]").select_option(index=0)
        page.click("button[value=move]")
        page.wait_for_url("**said=move**")
        assert "Ma phrase" in account.locator(".points .s").first.inner_text()
        page.click("summary[data-key=r]")
        page.click("button[value=drop]")
        page.wait_for_url("**said=drop**")
        assert "Ma phrase" not in account.locator(".points").inner_text()
        page.click("nav >> text=Evidence")
        page.locator("ul.plain a").nth(2).click()
        assert "SHA-256" in page.inner_text("main")
        page.click("nav >> text=Publish")
        page.fill("input[name=note]", "First version")
        page.get_by_text("Publish this version").click()
        page.get_by_role("alert").wait_for()
        assert not (folder / "ondelune" / "published").exists()
        page.get_by_text("Yes, publish all the same").click()
        page.wait_for_url("**said=publish**")
        page.get_by_text("Version 1 ·").first.wait_for()
        made = (folder / "ondelune" / "published" / "v1" / "report.fr.html").read_text("utf-8")
        assert "Version 1" in made
        page.get_by_text("report.fr.html", exact=True).first.click()
        assert page.locator("h1").first.inner_text()
        assert outside == []
        assert complaints == []
        context.close()


def test_by_keyboard_alone(tab, desk):  # noqa: PLR0915 one walk
    page = tab()
    root = f"{desk.root}/c/ondelune"
    page.goto(f"{root}/findings")
    first = page.locator("#item").inner_text()
    page.keyboard.press("j")
    page.wait_for_url("**at=**")
    assert page.locator("#item").inner_text() != first
    page.keyboard.press("k")
    page.wait_for_function("t => document.querySelector('#item').innerText === t", arg=first)
    page.keyboard.press("a")
    page.wait_for_url("**said=accept**")
    page.keyboard.press("u")
    page.wait_for_url("**said=undo**")
    page.keyboard.press("r")
    page.keyboard.type("al")
    page.keyboard.press("Enter")
    page.wait_for_url("**said=reject**")
    page.keyboard.press("l")
    page.wait_for_url("**said=later**")
    page.goto(f"{root}/findings?kind=stances")
    page.keyboard.press("c")
    page.keyboard.press("ArrowDown")
    focus(page, "details[open] input[name=why]")
    page.keyboard.type("Irony")
    page.keyboard.press("Enter")
    page.wait_for_url("**said=change**")
    page.goto(f"{root}/check?kind=stances")
    page.keyboard.press("1")
    page.wait_for_url("**said=judge**")
    page.goto(f"{root}/draft")
    focus(page, "iframe")
    account = page.frames[1]
    for _ in range(40):
        page.keyboard.press("Tab")
        if account.evaluate("document.activeElement.matches('#k1 a.dk')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**line=line**")
    chosen = page.locator("#line").inner_text()
    page.keyboard.press("j")
    page.wait_for_function("t => document.querySelector('#line').innerText !== t", arg=chosen)
    page.wait_for_load_state()  # a key that comes before the script is lost
    page.keyboard.press("c")
    page.keyboard.press("Control+A")
    page.keyboard.type("Ma phrase.")
    focus(page, "button[value=reword]")
    page.keyboard.press("Enter")
    page.wait_for_url("**said=reword**")
    page.keyboard.press("m")
    focus(page, "button[value=move]")
    page.keyboard.press("Enter")
    page.wait_for_url("**said=move**")
    page.keyboard.press("r")
    page.keyboard.type("Off topic")
    page.keyboard.press("Enter")
    page.wait_for_url("**said=drop**")
    page.goto(f"{root}/people")
    focus(page, "section[aria-labelledby=unsure] form.line input[name=why]")
    page.keyboard.type("Vu")
    focus(page, "section[aria-labelledby=unsure] form.line button[value=outside]")
    page.keyboard.press("Enter")
    page.wait_for_url("**said=outside**")
    focus(page, "ul.roster a")
    page.keyboard.press("Enter")
    page.wait_for_url("**person=**")
    focus(page, "input[name=value]:not([type=hidden])")
    page.keyboard.type(" Juste")
    page.keyboard.press("Enter")
    page.wait_for_url("**said=rename**")
    page.goto(f"{root}/evidence")
    focus(page, "ul.plain a")
    page.keyboard.press("Enter")
    page.wait_for_url("**evidence?id=**")
    page.goto(f"{root}/inbox")
    focus(page, "#links")
    page.keyboard.type("nothing here")
    focus(page, "main form button")
    page.keyboard.press("Enter")
    page.get_by_text("nothing to add").wait_for()
    page.goto(f"{root}/publish")
    focus(page, "input[name=note]")
    page.keyboard.type("By hand")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    focus(page, "main form button")
    page.keyboard.press("Enter")
    page.wait_for_url("**said=publish**")
    verbs = [verb for verb, _ in decisions(desk)]
    assert verbs == [
        "accept", "undo", "reject", "later", "change", "judge", "reword", "move", "drop",
        "outside", "rename", "publish",
    ]  # fmt: skip


def test_two_tabs_decide_once(tab, desk):
    one = tab()
    two = one.context.new_page()
    address = f"{desk.root}/c/ondelune/findings"
    one.goto(address)
    two.goto(address)
    one.keyboard.press("a")
    one.wait_for_url("**said=accept**")
    two.locator("input[data-key=r]").fill("No")
    two.click("button[value=reject]")
    two.get_by_text("Somebody decided meanwhile").wait_for()
    assert [verb for verb, _ in decisions(desk)] == ["accept"]
    three = one.context.new_page()
    three.goto(address + "?at=" + decisions(desk)[0][1])
    three.click("button[value=accept]")
    three.wait_for_url("**said=twice**")
    assert len(decisions(desk)) == 1


def test_without_script(tab, desk):
    page = tab(java_script_enabled=False)
    page.goto(f"{desk.root}/c/ondelune/findings")
    page.click("button[value=accept]")
    page.wait_for_url("**said=accept**")
    page.click("button[value=undo]")
    page.wait_for_url("**said=undo**")
    page.goto(f"{desk.root}/c/ondelune/draft")
    page.frame_locator("iframe").locator("#k1 a.dk").click()
    page.wait_for_url("**line=line**")
    assert "sentence k1" in page.locator("pre").first.inner_text()
    page.goto(f"{desk.root}/c/ondelune/inbox")
    page.set_input_files("#files", str(SAMPLE / "press" / "05-estran-lettre.txt"))
    page.click("main form button")
    finished = page.get_by_text("Everything has been read")
    finished.or_(page.get_by_role("link", name="Reload")).first.wait_for()
    end = time.monotonic() + PATIENCE / 1000
    while not finished.count():  # where no script looks again, a person does
        assert time.monotonic() < end
        page.get_by_role("link", name="Reload").wait_for()
        page.goto(f"{desk.root}/c/ondelune/inbox")
    assert [verb for verb, _ in decisions(desk)] == ["accept", "undo"]


@pytest.mark.parametrize("script", [True, False])
def test_a_refused_form_keeps_what_was_typed(tab, desk, axe, script):
    from .conftest import VIOLATIONS

    page = tab(java_script_enabled=script)
    root = f"{desk.root}/c/ondelune"
    page.goto(f"{root}/people")
    row = page.locator("section[aria-labelledby=unsure] > ul > li").first
    row.locator("summary").click()
    row.locator("input[name=name]").fill("Ève Le Goff")
    row.locator("input[name=role]").fill("pilote")
    row.locator("form[action$=enlist] input[name=source]").fill(" ")
    row.locator("form[action$=enlist] button").click()
    told = page.locator("#wrong")
    told.wait_for()
    assert page.locator("h1").inner_text().startswith("People")
    assert "needs a source" in told.inner_text()
    assert page.locator("details[open] input[name=role]").input_value() == "pilote"
    if script:
        page.wait_for_function("document.activeElement.name === 'source'")
        page.evaluate(axe)
        assert page.evaluate(VIOLATIONS) == []
    page.locator("[aria-invalid]").fill("Her profile")
    page.locator("details[open] form[action$=enlist] button").click()
    page.wait_for_url("**said=enlist#unsure")
    assert "Ève Le Goff" in page.locator("section[aria-labelledby=roster]").inner_text()
    page.goto(f"{root}/publish")
    page.locator("summary", has_text="right of reply").click()
    form = page.locator("form[action$=settle]").last
    form.locator("input[type=checkbox]").last.check()  # the first stands in two places
    form.locator("input[name=why]").fill("Asked on 3 May, no answer")
    form.locator("button").first.click()
    page.wait_for_url("**said=settle#open-right-of-reply")
    assert [verb for verb, _ in decisions(desk)] == ["assign", "settle"]


HOSTILE = (
    '"><script>window.pwned=1</script><img src=x onerror="window.pwned=2">'
    "<svg onload=window.pwned=3>{{7*7}}{% raw %}\u202e\u2066 javascript:window.pwned=4 "
    "<iframe src='https://tracker.invalid/'></iframe>"
)


LOOKS = {
    "en": [(1280, "light"), (390, "dark")],
    "fr": [(390, "light"), (1280, "dark")],
}
"""Each screen in each language, at each width, in each scheme, and each of these looks once."""


STEPS = {
    "anyway": "section[aria-labelledby=go] button",
    "merged": "form[action$=merge] button",
    "verified": "form[action$=verify] button",
}
"""Screens that a form leads to, by its button."""


@pytest.mark.parametrize("lang", ["en", pytest.param("fr", marks=pytest.mark.long)])
def test_axe_finds_nothing(browser, desk, axe, lang, tmp_path):
    from .conftest import VIOLATIONS

    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    blank = "<!doctype html><html lang=en><title>x</title><main><h1>x</h1></main>"
    context.route("**/page.*", lambda route: route.fulfill(body=blank))
    page = context.new_page()
    page.goto(desk.address)
    page.goto(f"{desk.root}/?ui={lang}")
    found = {}
    shutil.copytree(desk.folder / "ondelune", tmp_path / "theirs")
    for folder, who in ((tmp_path / "theirs", HOSTILE), (desk.folder / "ondelune", "Ana")):
        case = Case(folder)
        target = min(i.target for i in case.review.queue)
        case.review.reject(target, who=who, why=who)
        case.review.later(target, who=who)
    theirs = str(tmp_path / "theirs" / "decisions.jsonl")
    everywhere = [one for one in every_screen(desk) if one != "people"]  # a person's has it all
    steps = ("publish: anyway", "findings: merged", "evidence: verified")
    for screen in ("", *(f"c/ondelune/{one}" for one in (*everywhere, *steps)), "c/none/inbox"):
        page.goto(f"{desk.root}/{screen.partition(': ')[0]}")
        if ": " in screen:  # what a form leads to
            page.set_input_files("input[name=other]", theirs) if "merged" in screen else None
            page.click(STEPS[screen.partition(": ")[2]])
            page.wait_for_load_state()
        assert page.get_attribute("html", "lang") == lang
        assert page.evaluate("window.pwned") is None, screen
        if screen.endswith("evidence"):
            page.locator("ul.plain a").nth(3).click()
            page.wait_for_load_state()
        if screen.endswith("draft"):
            page.keyboard.press("j")
            page.wait_for_url("**line=**")
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        page.evaluate(axe)
        for width, scheme in LOOKS[lang]:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, screen
            if violations := page.evaluate(VIOLATIONS):
                found[screen, width, scheme] = violations
    context.close()
    assert found == {}, found


ONLY_WHAT_IS_ADDED = """
() => {
  const kept = [...document.querySelectorAll('.lead, .points')];
  for (const one of [...document.body.querySelectorAll('*')]) {
    if (!kept.some((k) => k.contains(one) || one.contains(k))) one.remove();
  }
}
"""
"""Leaves the parts of the page that have the desk's links: axe looks at all that there is."""


def test_axe_finds_nothing_in_what_the_desks_copy_adds(tab, desk, axe):
    page = tab(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 900})

    def open_to_script(route):
        """Take the sandbox off for axe, whose promises never end where no script may run."""
        answer = route.fetch()
        assert "sandbox" in answer.headers["content-security-policy"]
        kept = {k: v for k, v in answer.headers.items() if k != "content-security-policy"}
        route.fulfill(response=answer, headers=kept)

    page.route("**/page.en?edit=1", open_to_script)
    page.goto(f"{desk.root}/c/ondelune/page.en?edit=1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.evaluate(ONLY_WHAT_IS_ADDED)
    assert page.locator("a.dk").count() >= 5
    page.evaluate(axe)
    part = "axe.run({include: [['.lead'], ['.points']]}).then(r => r.violations.map(v => v.id))"
    assert page.evaluate(part) == []


def test_a_hostile_post_is_inert_on_every_screen(tab, desk):
    case = Case(desk.folder / "ondelune")
    match = next(m for m in case.people.matches if m.verdict == "sure" and m.platform == "x")
    row = {
        "post_id": "x:666", "account_id": match.account_id, "created_at": "2031-03-15T10:00:00Z",
        "text": HOSTILE + " I support Nolwenn Trévidic.", "platform": "x",
        "handle": match.handle, "display_name": HOSTILE, "bio": "Ondelune " + HOSTILE,
    }  # fmt: skip
    other = row | {
        "post_id": "x:667",
        "account_id": "x:evil",
        "handle": "evil<b>",
        "reply_to": "x:666",
    }
    bad = desk.folder / "<img src=x onerror=window.pwned=5>.jsonl"
    bad.write_text(json.dumps(row) + "\n" + json.dumps(other) + "\n", encoding="utf-8")
    assert case.add(bad).read == 2
    page = tab()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.on("dialog", lambda d: pytest.fail("a dialog opened"))
    shown = 0
    page.goto(f"{desk.root}/c/ondelune/findings?kind=stances")
    page.goto(f"{desk.root}/c/ondelune/evidence?id=x%3A666")
    for path in (
        *every_screen(desk), "evidence?id=x%3A666", "evidence?id=x%3A667", "findings?kind=quotations",
        "findings?kind=removals", "page.fr", "page.fr?edit=1", "people?person=" + match.person_id,
        "people?q=" + HOSTILE, "findings?q=window", "evidence?id=x%3Aevil", "draft?line=" + HOSTILE, "findings?kind=" + HOSTILE,
        "evidence?id=" + HOSTILE, "findings?at=" + HOSTILE, "check?kind=" + HOSTILE,
    ):  # fmt: skip
        answer = page.goto(f"{desk.root}/c/ondelune/{path}")
        assert answer.status in {200, 422}, path
        shown += "window.pwned" in page.content()
        for frame in page.frames:
            assert frame.evaluate("window.pwned") is None, path
    assert shown >= 3
    assert [url for url in asked if not url.startswith(desk.root)] == []
    page.goto(f"{desk.root}/c/ondelune/findings?said=accept")
    page.evaluate(
        """() => { const s = document.createElement('script'); s.textContent = 'window.pwned = 9';
        document.body.append(s); const i = new Image(); i.src = 'https://tracker.invalid/x'; }"""
    )
    assert page.evaluate("window.pwned") is None


def test_foreign_hosts_origins_and_strangers_are_refused(desk):
    path = "/c/ondelune/settings"
    assert desk.ask("GET", path)[0] == 200
    assert desk.ask("GET", path, Host="evil.example")[0] == 421
    assert desk.ask("GET", path, Host=f"evil.example:{desk.port}")[0] == 421
    assert desk.ask("GET", path, Cookie="")[0] == 403
    assert desk.ask("GET", path, Cookie=f"contrecoup-{desk.port}=guess")[0] == 403
    assert desk.ask("GET", path, Cookie="a b=;;")[0] == 403
    assert desk.ask("GET", path, Origin="http://evil.example")[0] == 403
    assert desk.ask("GET", path, Sec_Fetch_Site="cross-site")[0] == 403
    assert desk.ask("GET", "/?token=guess", Cookie="")[0] == 403
    body = "target=v1&verb=accept&who=Eve"
    own = f"http://127.0.0.1:{desk.port}"
    for origin in ("", "null", "http://evil.example", f"http://localhost:{desk.port}", own + "0"):
        assert desk.ask("POST", "/c/ondelune/decide", body, Origin=origin)[0] == 403, origin
    assert desk.ask("POST", "/c/ondelune/decide", body, Origin=own)[0] == 422
    status, headers, _ = desk.ask("GET", f"/?token={desk.token}", Cookie="")
    assert status == 303
    assert "HttpOnly" in headers["set-cookie"]
    assert "SameSite=strict" in headers["set-cookie"]
    status, headers, _ = desk.ask("GET", path)
    assert "default-src 'none'" in headers["content-security-policy"]
    for bad in (
        "/c/..%2f..%2fetc/settings",
        "/c/nobody/settings",
        "/c/ondelune/v1/..%2fpublished.json",
    ):
        assert desk.ask("GET", bad)[0] in {404, 422}
    back = "target=x&verb=accept&who=Eve&back=//evil.example/"
    assert "evil" not in desk.ask("POST", "/you", back, Origin=own)[1].get("location", "")
    assert decisions(desk) == []


def test_a_killed_server_loses_nothing_and_doubles_nothing(process, cases):
    targets = [i.target for i in Case(cases / "ondelune").review.queue[:12]]
    told: list[str] = []

    def press() -> None:
        own = f"http://127.0.0.1:{process.port}"
        for target in targets:
            body = f"target={target}&verb=accept&who=Ana&back=/"
            try:
                status, headers, _ = process.ask("POST", "/c/ondelune/decide", body, Origin=own)
            except (OSError, http.client.HTTPException):
                return
            if status == 303 and headers["location"].endswith("said=accept"):
                told.append(target)

    hand = threading.Thread(target=press)
    hand.start()
    end = time.monotonic() + 100
    while len(told) < 3 and time.monotonic() < end:
        time.sleep(0.01)
    process.process.send_signal(signal.SIGKILL)
    hand.join()
    case = Case(process.folder / "ondelune")
    kept = [d.target for d in case.decisions]
    assert set(told) <= set(kept)
    assert len(set(kept)) == len(kept)
    assert len(kept) <= len(told) + 1
    assert [v for v in case.verify_stores() if not v.ok and v.kind == "chain"] == []
    with served(process.folder) as again:
        own = again.root
        for target in targets:
            body = f"target={target}&verb=accept&who=Ana&back=/"
            assert again.ask("POST", "/c/ondelune/decide", body, Origin=own)[0] == 303
    final = [d.target for d in Case(process.folder / "ondelune").decisions]
    assert sorted(final) == sorted(targets)
