from __future__ import annotations

import io
import json
import re
from datetime import UTC, date, datetime

import attrs
import jsonschema
import pytest

from contrecoup import render
from contrecoup.model.findings import Findings, Stance
from contrecoup.model.report import Card, Part, Report, Wording
from contrecoup.model.settings import Settings
from contrecoup.render import as_docx
from contrecoup.render.as_markdown import escaped
from contrecoup.render.schema import _of as schema_of


def test_json_holds_sentences_citations_counts(ondelune):
    report = ondelune.report()
    data = json.loads(render.json(report, {}))
    sentence = data["sections"][1]["blocks"][2]
    assert sentence["type"] == "sentence"
    assert sentence["text"] == report.sections[1].blocks[2].text
    assert len(sentence["citations"]) == 22
    count = sentence["parts"][0]["count"]
    assert (count["rule"], count["of"], len(count["ids"])) == ("echo:near", 240, 50)
    kinds = {b["type"] for s in data["sections"] for b in s["blocks"]}
    assert kinds == {"figure", "sentence", "chart", "table", "group", "passage", "card"}
    assert data["as_of"] == "2031-03-18T08:00:00Z"
    assert "labels" not in data


def test_json_is_deterministic_and_utf8(ondelune):
    written = render.json(ondelune.report(), {"b": {"z": 1, "a": [None, 1.5, True]}, "a": ()})
    assert written == render.json(
        ondelune.report(), {"a": (), "b": {"a": [None, 1.5, True], "z": 1}}
    )
    assert "Maïwenn".encode() in written
    assert written.endswith(b"}\n")


def test_json_takes_nouns_along(ondelune):
    stance = Stance(
        finding_id="s:1", holder="p", target="q", polarity="for", document_id="x:1", at=None,
        citation=ondelune.cite(9), rule="r", certainty="computed",
    )  # fmt: skip
    data = json.loads(render.json(ondelune.report(), {"findings": Findings(stances=(stance,))}))
    assert data["findings"]["stances"][0]["polarity"] == "for"
    jsonschema.Draft202012Validator(render.schema()).validate(data)


def test_json_refuses_what_it_cannot_say(ondelune):
    report = ondelune.report()
    with pytest.raises(ValueError, match="sections"):
        render.json(report, {"sections": 1})
    with pytest.raises(TypeError, match="complex"):
        render.json(report, {"x": 1j})


def test_json_says_days_sets_and_bare_dates(ondelune):
    extra = {"day": date(2031, 3, 1), "ids": frozenset({"b", "a"}), "s": Settings(start=None)}
    data = json.loads(render.json(ondelune.report(), extra))
    assert (data["day"], data["ids"], data["s"]["zone"]) == ("2031-03-01", ["a", "b"], "UTC")


def test_schema_is_valid_and_bites(ondelune):
    schema = render.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(render.json(ondelune.report(), {}))
    checker = jsonschema.Draft202012Validator(schema)
    checker.validate(data)
    data["sections"][1]["blocks"][0]["certainty"] = "sure"
    assert not checker.is_valid(data)
    assert schema == render.schema()
    assert json.loads(json.dumps(schema)) == schema
    own = {a.name for a in attrs.fields(Report)}
    assert set(schema["required"]) == own - {"labels", "dropped", "lists"}


def test_schema_refuses_unknown_types():
    with pytest.raises(TypeError, match="complex"):
        schema_of(complex, {})


def test_markdown_has_footnotes_for_everything(ondelune):
    report = ondelune.report(size=20, quotes=3)
    text = render.markdown(report).decode()
    assert text == render.markdown(report).decode()
    assert text.startswith("# After Ondelune’s chief executive was dismissed")
    for number in range(1, len(report.evidence) + 1):
        assert text.count(f"\n[^{number}]: ") == 1
    assert "## Key points" in text
    assert "### “Ondelune is its people. Bring Maïwenn back.”" in text
    assert "| Person | From | To | Status |" in text
    assert "(Reworded by Ana, desk)" in text
    assert "- Old wording: Two people held the office." in text
    assert "> **" in text
    assert "Out of: 240 people in the roster" in text
    assert "\n## Evidence" in text


def test_markdown_colons_are_french_in_french(ondelune):
    english = render.markdown(ondelune.report()).decode()
    french = render.markdown(attrs.evolve(ondelune.report(), lang="fr")).decode()
    how = ondelune.report().labels["definition"]
    assert f"{how}: " in english
    assert f"{how}\u00a0: " in french
    assert f"{how}: " not in french


def test_markdown_leaves_corrections_and_evidence_to_their_sections(ondelune):
    report = ondelune.report(size=3, quotes=0)
    own = tuple(ondelune.sec(key, key.title(), ()) for key in ("corrections", "evidence"))
    text = render.markdown(attrs.evolve(report, sections=own)).decode()
    assert text.count("## Corrections") == text.count("## Evidence") == 1
    assert "Old wording" not in text


def written(ondelune, card: Card, form: str) -> str:
    """Write a report that has nothing but a card."""
    section = ondelune.sec("quotations", "Quotations", (card,))
    report = attrs.evolve(ondelune.report(size=3, quotes=0), sections=(section,))
    if form == "docx":
        docx = pytest.importorskip("docx", reason="python-docx is missing")
        read = docx.Document(io.BytesIO(as_docx.docx(report)))
        return "\n".join(line.text for line in read.paragraphs)
    return getattr(render, form)(report).decode()


@pytest.mark.parametrize("indirect", [True, False])
@pytest.mark.parametrize("form", ["markdown", "html", "docx"])
def test_a_wording_in_indirect_speech_has_no_marks(ondelune, form, indirect):
    wording = Wording(
        quote=Part(role="quote", text="she refused", lang="en"), source="The Post", note="a note",
        indirect=indirect,
    )  # fmt: skip
    text = written(ondelune, attrs.evolve(ondelune.card(40), wordings=(wording,)), form)
    assert ("“she refused”" in text) is not indirect
    assert "she refused" in text
    assert "a note" in text


@pytest.mark.parametrize("lead", ["The Post reported of Anna, in the words of the outlet:", ""])
@pytest.mark.parametrize("form", ["markdown", "html", "docx"])
def test_words_of_an_outlet_stand_behind_their_lead_without_marks(ondelune, form, lead):
    card = attrs.evolve(
        ondelune.card(40), quote=Part(role="quote", text="She said no", lang="en"), lead=lead
    )
    text = written(ondelune, attrs.evolve(card, wordings=()), form)
    assert ("“She said no”" in text) == (not lead)
    assert "She said no" in text
    assert lead in text
    if lead:
        assert text.index(lead) < text.index("She said no")


def test_markdown_outside_words_are_inert(ondelune):
    text = render.markdown(ondelune.report(size=8, quotes=8)).decode()
    assert "<script>" not in text.replace("\\<script\\>", "")
    assert not re.search(r"(?<!\\)\]\(", text)
    assert "![" not in text
    assert "\x00" not in text


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("# a", "\\# a"),
        ("1. a", "1\\. a"),
        ("- a", "\\- a"),
        ("a*b_c", "a\\*b\\_c"),
        ("<b>&amp;", "\\<b\\>\\&amp;"),
        ("R&D & co", "R&D & co"),
        ("a|b", "a\\|b"),
        ("a\nb", "a b"),
        ("plain, 12.5 words!", "plain, 12.5 words!"),
    ],
)
def test_markdown_escapes(text, made):
    assert escaped(text) == made


def test_suffixes():
    assert set(render.FORMATS.values()) == {"html", "markdown", "json", "docx"}
    assert all(callable(getattr(render, name)) for name in render.__all__ if name.islower())
    assert len(render.__all__) <= 7
    assert datetime(2031, 1, 1, tzinfo=UTC)
