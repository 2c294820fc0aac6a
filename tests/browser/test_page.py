from __future__ import annotations

import json

import pytest

from contrecoup.render.as_html import html_with_companion

pytestmark = pytest.mark.browser

OVERLAPS = """
() => [...document.querySelectorAll('svg')].filter(s => s.getClientRects().length).flatMap(svg => {
  const boxes = [...svg.querySelectorAll('text')]
    .filter(t => getComputedStyle(t).display !== 'none')
    .map(t => [t.textContent, t.getBoundingClientRect()]);
  const whole = svg.getBoundingClientRect();
  const found = [];
  boxes.forEach(([a, p], i) => {
    if (p.left < whole.left - 2 || p.right > whole.right + 2) found.push(`outside: ${a}`);
    boxes.slice(i + 1).forEach(([b, q]) => {
      const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
      const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
      if (wide > 1 && high > 3) found.push(`${a} / ${b}`);
    });
  });
  return found;
})
"""


def test_nothing_leaves_and_nothing_is_complained_of(visit, address):
    with visit() as seen:
        seen.open_all()
        seen.page.wait_for_timeout(150)
        assert seen.requests == [address]
        assert seen.complaints == []
        assert seen.page.evaluate("window.pwned") is None


def test_policy_stops_what_is_injected(visit):
    with visit() as seen:
        seen.page.evaluate(
            """() => {
              const script = document.createElement('script');
              script.textContent = 'window.pwned = 1';
              document.body.append(script);
              const div = document.createElement('div');
              div.innerHTML = `<img src="https://tracker.invalid/x.gif" onerror="window.pwned = 2">
                <a id="bad" href="javascript:window.pwned=3">x</a><b id="st" style="color:red">x</b>`;
              document.body.append(div);
              document.getElementById('bad').click();
            }"""
        )
        seen.page.wait_for_timeout(150)
        assert seen.page.evaluate("window.pwned") is None
        assert (
            seen.page.evaluate("getComputedStyle(document.getElementById('st')).color")
            != "rgb(255, 0, 0)"
        )
        assert any("Content Security Policy" in said for said in seen.complaints)


def test_without_script_all_is_there(visit, ondelune):
    report = ondelune.report(size=40, quotes=12)
    with visit(java_script_enabled=False) as seen:
        page = seen.page
        whole = page.locator("body").text_content()
        for sentence in report.sentences():
            for part in sentence.parts:
                if part.role in {"words", "name"}:
                    assert part.text in whole
        for item in report.evidence:
            assert item.capture_id in whole
            assert item.status in whole
        assert not page.locator("form.filters").is_visible()
        assert page.locator("button.copy").count() == 0
        inside = page.locator("#k4 .e .d").first
        assert not inside.is_visible()
        page.locator("#k4 .e > summary").first.click()
        assert inside.is_visible()
        assert ondelune.item(9).author in inside.inner_text()


def test_evidence_opens_under_its_sentence_and_a_number_under_its_line(visit):
    with visit() as seen:
        page = seen.page
        page.locator("#k4 .n > summary").first.click()
        box = page.locator("#k4 .n > .d").first.bounding_box()
        line = page.locator("#k4 .n > summary").first.bounding_box()
        text = page.locator("#k4").bounding_box()
        assert box["y"] >= line["y"] + line["height"] - 6
        assert box["width"] > 0.9 * (text["width"] - 50)
        page.locator("#k4 .e > summary").last.click()
        box = page.locator("#k4 .e > .d").last.bounding_box()
        line = page.locator("#k4 .e > summary").last.bounding_box()
        after = page.locator("#k5").bounding_box()
        assert line["y"] + line["height"] - 6 <= box["y"] < after["y"]


def test_keyboard_reaches_and_opens_everything(visit):
    with visit() as seen:
        page = seen.page
        reached = page.evaluate("document.querySelectorAll('details').length")
        for _ in range(20 * reached):
            page.keyboard.press("Tab")
            kind = page.evaluate(
                "(() => { const a = document.activeElement;"
                " return a.localName === 'summary' && !a.parentElement.open ? 'closed' : a.localName; })()"
            )
            if kind == "body":
                break
            if kind == "closed":
                page.keyboard.press("Enter")
        else:
            pytest.fail("Tab never left the page")
        closed = "[...document.querySelectorAll('details:not([open])')].map(d => d.outerHTML.slice(0, 200))"
        assert page.evaluate(closed) == []


def test_focus_is_seen(visit):
    with visit() as seen:
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement.className") == "skip"
        seen.page.keyboard.press("Tab")
        assert (
            seen.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        )


@pytest.mark.parametrize("width", [320, 390, 1024])
def test_no_sideways_scroll(visit, width):
    with visit(width) as seen:
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
        seen.open_all()
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 390, 700, 1024, 1440])
def test_words_of_charts_do_not_touch_and_can_be_read(visit, width):
    with visit(width) as seen:
        assert seen.page.evaluate(OVERLAPS) == []
        small = "[...document.querySelectorAll('svg text')].map(t => parseFloat(getComputedStyle(t).fontSize))"
        assert min(seen.page.evaluate(small)) >= 12
        shown = "[...document.querySelectorAll('#chart-hours > svg')].map(s => getComputedStyle(s).display)"
        assert seen.page.evaluate(shown) == (
            ["none", "block"] if width < 640 else ["block", "none"]
        )


def test_filters_announce_their_count(visit):
    with visit() as seen:
        page = seen.page
        output = page.locator("form.filters output")
        assert output.inner_text() == "12 of 12 quotations shown"
        page.select_option("select[name=stance]", "for")
        assert output.inner_text() == "4 of 12 quotations shown"
        assert page.locator("article.card:visible").count() == 4
        page.select_option("select[name=person]", "p9")
        assert output.inner_text() == "1 of 12 quotations shown"
        page.locator("form.filters button").click()
        page.wait_for_function(
            "() => document.querySelectorAll('article.card[hidden]').length === 0"
        )
        assert output.inner_text() == "12 of 12 quotations shown"


def test_copy_with_citation(visit):
    with visit(permissions=["clipboard-read", "clipboard-write"]) as seen:
        seen.page.locator("#card-c9 button.copy").click()
        seen.page.wait_for_function(
            "() => document.getElementById('said').textContent === 'Copied'"
        )
        copied = seen.page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("“Ondelune is its people.")


def test_a_link_to_closed_rows_opens_them(visit, ondelune):
    with visit() as seen:
        seen.page.locator("#k5 .n > summary").first.click()
        seen.page.locator("#k5 .rows a", has_text="all").first.click()
        seen.page.wait_for_function("() => document.getElementById('rows-1').checkVisibility()")


def test_a_link_to_a_document_leads_to_its_evidence(visit, address, ondelune):
    with visit(target=f"{address}#{ondelune.post_id(12)}") as seen:
        place = "document.querySelector('.ev #E16').getBoundingClientRect().top"
        seen.page.wait_for_function(f"() => {place} > -10 && {place} < 400")


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
)
def test_axe_finds_nothing(visit, axe, width, scheme):
    with visit(width, color_scheme=scheme) as seen:
        seen.open_all()
        found = seen.violations(axe)
        assert found == [], json.dumps(found, indent=1)


def test_print_is_light_and_complete(visit, ondelune):
    with visit(color_scheme="dark") as seen:
        page = seen.page
        page.emulate_media(media="print")
        assert (
            page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        )
        assert not page.locator("form.filters").is_visible()
        assert page.locator("#k4 .p").is_visible()
        after = "getComputedStyle(document.querySelector('.ev a[href^=http]'), '::after').content"
        assert "https://" in page.evaluate(after)
        assert page.locator("ol.ev > li.k").last.is_visible()
        for item in page.locator("ol.ev > li:not(.k)").all():
            assert not item.is_visible(), "evidence that no sentence cites is not printed"


def test_six_thousand_items_stay_small_and_have_a_companion(visit, ondelune, tmp_path):
    page, companion = html_with_companion(ondelune.report(size=6000, quotes=150), name="a.html")
    assert companion is not None
    assert len(page) < 2_000_000
    (tmp_path / "a.html").write_bytes(page)
    (tmp_path / "a.evidence.html").write_bytes(companion)
    with visit(target=(tmp_path / "a.html").as_uri()) as seen:
        seen.page.locator("#evidence a").click()
        seen.page.wait_for_url("**/a.evidence.html")
        assert seen.page.locator("ol.ev > li").count() == 6003


@pytest.mark.parametrize("width", [390, 800, 900, 1024, 1152, 1280])
def test_filters_stand_apart(visit, width):
    with visit(width) as seen:
        boxes = seen.page.evaluate(
            """() => [...document.querySelectorAll(".filters select, .filters button")]
              .map(e => e.getBoundingClientRect()).map(b => [b.left, b.top, b.right, b.bottom])"""
        )
        assert len(boxes) > 2
        for i, (left, top, right, bottom) in enumerate(boxes):
            assert right <= width
            for low, high, far, deep in boxes[i + 1 :]:
                assert right <= low or far <= left or bottom <= high or deep <= top


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_sign_that_opens_stays_beside_a_word(visit, width):
    with visit(width) as seen:
        alone = seen.page.evaluate(
            """() => [...document.querySelectorAll(".e > summary")]
              .filter(s => s.getClientRects().length)
              .filter(s => {
                const sign = s.querySelector(".c");
                return !sign || !sign.textContent.trim() || sign.getClientRects().length !== 1;
              }).map(s => s.textContent)"""
        )
        assert alone == []
