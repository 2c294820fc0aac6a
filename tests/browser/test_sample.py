"""The account of the sample case, as a reader opens it."""

from __future__ import annotations

import json

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


@both
@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
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
