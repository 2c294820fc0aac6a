"""The account of the sample case, as a reader opens it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

both = pytest.mark.parametrize("lang", ["fr", "en"])


@both
def test_the_page_keeps_its_budget_and_asks_for_nothing(visit, sample, lang):
    page = sample / f"report.{lang}.html"
    assert page.stat().st_size <= 400_000
    with visit(target=page.as_uri()) as seen:
        seen.open_all()
        assert seen.requests == [page.as_uri()]
        assert seen.complaints == []


@both
@pytest.mark.parametrize("width", [320, 390, 1024])
def test_nothing_is_wider_than_the_screen(visit, sample, lang, width):
    with visit(width, target=(sample / f"report.{lang}.html").as_uri()) as seen:
        seen.open_all()
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("lang", "width", "scheme"),
    [  # each two of a language, a width and a scheme together once; the other four are long
        ("en", 1280, "light"),
        ("fr", 1280, "dark"),
        ("fr", 390, "light"),
        ("en", 390, "dark"),
        pytest.param("en", 1280, "dark", marks=pytest.mark.long),
        pytest.param("fr", 1280, "light", marks=pytest.mark.long),
        pytest.param("en", 390, "light", marks=pytest.mark.long),
        pytest.param("fr", 390, "dark", marks=pytest.mark.long),
    ],
)
def test_axe_finds_nothing(visit, sample, axe, lang, width, scheme):
    page = (sample / f"report.{lang}.html").as_uri()
    with visit(width, target=page, color_scheme=scheme) as seen:
        seen.open_all()
        found = seen.violations(axe)
        assert found == [], json.dumps(found, indent=1)


@both
def test_every_card_copies_its_words_with_their_citation(visit, sample, lang):
    report = json.loads((sample / f"report.{lang}.json").read_bytes())
    wanted = [
        block["copy_text"]
        for section in report["sections"]
        for block in section["blocks"]
        if "copy_text" in block
    ]
    assert len(wanted) > 50
    page = (sample / f"report.{lang}.html").as_uri()
    with visit(target=page, permissions=["clipboard-read", "clipboard-write"]) as seen:
        copied = seen.page.evaluate(
            """async () => {
              const said = document.getElementById('said');
              const all = [];
              for (const button of document.querySelectorAll('button.copy')) {
                button.click();
                await new Promise(done => setTimeout(done, 20));
                all.push(await navigator.clipboard.readText());
              }
              return all;
            }"""
        )
    assert copied == wanted


HOSTILE = json.loads(
    (Path(__file__).parents[2] / "eval" / "sample" / "truth.json").read_bytes()
)  # the posts by id, and which of them attack whoever shows them


def hostile_texts() -> list[str]:
    texts = {post["id"]: post["text"] for post in HOSTILE["posts"]}
    return [texts[one] for one in HOSTILE["hostile"]]


def squeezed(text: str) -> str:
    """A text as a reader sees it begin: spaces and what cannot be printed set aside."""
    return re.sub(r"[\s\ufffd\x80-\x9f]+", " ", text)[:110].strip()


@both
@pytest.mark.parametrize("script", [True, False])
def test_hostile_posts_are_inert_text(visit, printed, lang, script):
    page = (printed / f"report.{lang}.html").as_uri()
    with visit(target=page, java_script_enabled=script) as seen:
        whole = squeezed_all(seen.page.locator("#evidence ol.ev").text_content())
        assert len(hostile_texts()) == 9
        for text in hostile_texts():
            assert squeezed(text) in whole
        foreign = "img, base, link, iframe, object, embed, form:not(.filters), ol.ev svg, textarea"
        assert seen.page.locator(foreign).count() == 0
        assert seen.page.locator("script").count() == 1
        assert seen.page.locator("a[href^='javascript:' i], a[href^='data:' i]").count() == 0
        for name in ("onerror", "onload", "onfocus", "onmouseover", "autofocus", "style"):
            assert seen.page.locator(f"[{name}]").count() == 0
        assert seen.requests == [page]
        assert seen.complaints == []


def squeezed_all(text: str) -> str:
    return re.sub(r"[\s\ufffd\x80-\x9f]+", " ", text)


@both
def test_nothing_of_the_hostile_posts_runs_or_is_fetched(visit, printed, lang):
    page = (printed / f"report.{lang}.html").as_uri()
    with visit(target=page) as seen:
        seen.open_all()
        items = seen.page.locator("ol.ev > li", has_text="Test :")
        assert items.count() == 8
        for item in items.all():
            item.scroll_into_view_if_needed()
            item.hover()
            item.click(position={"x": 60, "y": 20})
        seen.page.wait_for_timeout(150)
        assert seen.page.evaluate("window.pwned") is None
        assert seen.page.evaluate("document.querySelectorAll('main').length") == 1
        assert seen.requests == [page]
        assert seen.complaints == []


@both
@pytest.mark.parametrize("width", [320, 1280])
def test_hostile_posts_stay_in_their_place(visit, printed, lang, width):
    """Marks that pile up are clipped, words that turn turn nothing else, long words break."""
    with visit(width, target=(printed / f"report.{lang}.html").as_uri()) as seen:
        boxes = seen.page.evaluate(
            """() => [...document.querySelectorAll('ol.ev > li')]
              .filter(li => li.textContent.includes('Test :'))
              .map(li => { const all = [li, ...li.querySelectorAll('p, b')];
                return all.map(e => [e.scrollWidth - e.clientWidth,
                  getComputedStyle(e.querySelector('.wild') || e).overflow,
                  getComputedStyle(e).direction, e.getBoundingClientRect().right]); })"""
        )
        assert len(boxes) == 8
        for item in boxes:
            for spill, _, direction, right in item:
                assert spill <= 1
                assert direction == "ltr"
                assert right <= width
        wild = (
            "[...document.querySelectorAll('ol.ev .wild')].map(e => getComputedStyle(e).overflow)"
        )
        assert seen.page.evaluate(wild) == ["hidden"]


@both
def test_the_policy_of_the_page_allows_its_own_style_and_script_only(visit, sample, lang):
    with visit(target=(sample / f"report.{lang}.html").as_uri()) as seen:
        policy = seen.page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute(
            "content"
        )
        assert policy is not None
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert rules.pop("default-src") == "'none'"
        assert rules.pop("base-uri") == rules.pop("form-action") == "'none'"
        assert {name: value.count("'sha256-") for name, value in rules.items()} == {
            "style-src": 1,
            "script-src": 1,
        }
        assert "unsafe" not in policy
        assert "http" not in policy


def test_keyboard_alone_reaches_and_opens_everything(visit, sample):
    """Tab and Enter, from the top: whatever was closed is open when Tab leaves the page."""
    with visit(target=(sample / "report.en.html").as_uri()) as seen:
        page = seen.page
        closed = "document.querySelectorAll('details:not([open])').length"
        assert page.evaluate(closed) > 150
        here = (
            "(() => { const a = document.activeElement;"
            " return a.localName === 'summary' && !a.parentElement.open ? 'closed' : a.localName; })()"
        )
        for _ in range(6000):
            page.keyboard.press("Tab")
            kind = page.evaluate(here)
            if kind == "body":
                break
            if kind == "closed":
                page.keyboard.press("Enter")
        assert kind == "body"
        assert page.evaluate(closed) == 0


@both
def test_without_script_every_sentence_and_card_is_there(visit, sample, lang):
    report = json.loads((sample / f"report.{lang}.json").read_bytes())
    with visit(target=(sample / f"report.{lang}.html").as_uri(), java_script_enabled=False) as seen:
        whole = squeezed_all(seen.page.locator("body").text_content())
        assert not seen.page.locator("form.filters").is_visible()
        blocks = [block for section in report["sections"] for block in section["blocks"]]
        lines = [block for block in blocks if "sentence_id" in block]
        cards = [block for block in blocks if "card_id" in block]
        assert len(lines) > 50
        assert len(cards) > 50
        for line in (report["headline"], report["standfirst"], *lines):
            for one in line["parts"]:
                if one["role"] in {"words", "name", "time", "source"}:
                    assert squeezed_all(one["text"]).strip() in whole
        for card in cards:
            assert squeezed_all(card["quote"]["text"])[:200].strip() in whole
        inside = seen.page.locator("#k1 .e .d").first
        assert not inside.is_visible()
        seen.page.locator("#k1 .e > summary").first.click()
        assert inside.is_visible()


@both
def test_filters_announce_how_many_cards_they_leave(visit, sample, lang):
    with visit(390, target=(sample / f"report.{lang}.html").as_uri()) as seen:
        page = seen.page
        output = page.locator("form.filters output")
        assert output.get_attribute("aria-live") == "polite"
        total = page.locator("article.card").count()
        assert str(total) in output.inner_text()
        page.select_option("form.filters select[name=person]", "nolwenn-trevidic")
        left = page.locator("article.card:visible").count()
        assert 0 < left < total
        assert str(left) in output.inner_text()


@both
def test_the_moments_are_a_list_with_their_times(visit, sample, lang):
    with visit(target=(sample / f"report.{lang}.html").as_uri()) as seen:
        moments = seen.page.locator("#hours ol.moments > li")
        assert moments.count() == 15
        assert seen.page.locator("#hours ol.moments > li > b:first-child").count() >= 13


@both
def test_the_printed_page_keeps_the_evidence_that_it_cites(visit, sample, lang):
    with visit(794, target=(sample / f"report.{lang}.html").as_uri()) as seen:
        page = seen.page
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth") <= 794
        items = page.locator("ol.ev > li")
        kept = page.locator("ol.ev > li.k")
        assert 0 < kept.count() < items.count()
        assert kept.last.is_visible()
        assert page.locator("ol.ev > li:not(.k)").first.bounding_box()["height"] <= 1
        numbers = page.evaluate(
            """() => [...document.querySelectorAll('.p')]
              .filter(e => e.checkVisibility() && !e.closest('.ev'))
              .flatMap(e => e.textContent.split(', ').map(run => run.split('–')[0]))"""
        )
        assert len(numbers) > 100
        held = set(page.evaluate("[...document.querySelectorAll('.ev > .k')].map(e => e.id)"))
        assert {f"E{number}" for number in numbers} <= held
        pdf = page.pdf(format="A4", prefer_css_page_size=True)
        assert pdf.startswith(b"%PDF")
        assert pdf.count(b"/Type /Page\n") <= 45


@both
def test_numbers_that_are_links_say_of_what_they_are(visit, sample, lang):
    with visit(target=(sample / f"report.{lang}.html").as_uri()) as seen:
        said = seen.page.locator("#moves table a").first.get_attribute("aria-label")
        assert said is not None
        assert said.startswith("pièce " if lang == "fr" else "evidence ")
        bare = """[...document.querySelectorAll('a')].filter(a => a.checkVisibility() &&
          /^[\\d–]+$/.test(a.textContent) && !a.ariaLabel).length"""
        assert seen.page.evaluate(bare) == 0


@both
def test_somebody_named_finds_where_to_write(visit, sample, lang):
    with visit(target=(sample / f"report.{lang}.html").as_uri()) as seen:
        foot = seen.page.locator("footer").inner_text()
        assert "redaction@recit-ondelune.example" in foot
        assert "CC BY 4.0" in foot
