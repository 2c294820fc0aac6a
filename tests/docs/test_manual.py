"""The manual is tested: its examples run; every verb, setting and noun is in it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import attrs
import pytest
from jsonschema import Draft202012Validator

from contrecoup.cli import main
from contrecoup.findings import DETECTORS
from contrecoup.model.settings import Event, Settings

from .conftest import Shell, blocks

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
ELLIPSIS = "..."


def commands(block: str) -> list[tuple[str, list[str]]]:
    """The commands of a console block, each with the output that the manual shows."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def agrees(shown: list[str], printed: list[str]) -> bool:
    """Whether the output is what the manual shows; `...` stands for anything, or any lines."""
    if not shown:
        return not printed
    if shown[0] == ELLIPSIS:
        return any(agrees(shown[1:], printed[n:]) for n in range(len(printed) + 1))
    if not printed:
        return False
    pattern = re.escape(shown[0]).replace(re.escape(ELLIPSIS), ".*")
    return re.fullmatch(pattern, printed[0]) is not None and agrees(shown[1:], printed[1:])


@pytest.mark.parametrize(
    ("shown", "printed", "expected"),
    [
        (["a"], ["a"], True),
        (["a"], ["b"], False),
        (["a", "..."], ["a", "b", "c"], True),
        (["...", "c"], ["a", "b", "c"], True),
        (["a...d", "..."], ["abcd", "e"], True),
        (["a", "...", "z"], ["a", "b"], False),
    ],
)
def test_the_comparison_itself(shown: list[str], printed: list[str], expected: bool) -> None:
    assert agrees(shown, printed) is expected


def test_the_tutorial_runs_as_it_is_printed(
    tmp_path: Path, shell: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    page = DOCS / "tutorial.md"
    ran = 0
    for block in blocks(page, "console"):
        for command, shown in commands(block):
            assert command.startswith("contrecoup ")
            done = shell(command, tmp_path)
            assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
            assert agrees(shown, done.stdout.splitlines()), f"{command}\n{done.stdout[:3000]}"
            ran += 1
    assert ran >= 12
    (script,) = blocks(page, "python")
    exec(compile(script, page.name, "exec"), {})
    assert capsys.readouterr().out
    assert (tmp_path / "reaction.html").stat().st_size > 10_000


def test_the_reference_is_what_the_code_says() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "reference"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr} Next: run scripts/reference"


def test_settings_are_told_by_their_keys() -> None:
    (whole,) = [b for b in blocks(DOCS / "settings.md", "toml") if "[case]" in b]
    read = tomllib.loads(whole)
    told = {
        f"{section}.{key}" for section, keys in read.items() if section != "event" for key in keys
    }
    keys = {a.metadata["key"] for a in attrs.fields(Settings)}
    assert {
        key.partition(".title.")[0] + ".title" if ".title." in key else key for key in keys
    } == {
        *told,
        "[[event]]",
    }
    written = {a.name for a in attrs.fields(Event)} - {"precision"}  # which follows from ``at``
    assert set(read["event"][0]) == written


def schema_of(name: str) -> Draft202012Validator:
    schema = json.loads((DOCS / "schemas" / f"{name}.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_what_is_printed_is_what_the_published_schemas_say(
    newsroom: Path, tmp_path: Path, shell: Shell
) -> None:
    shutil.copytree(newsroom, tmp_path / "room")
    room = tmp_path / "room"
    pair = '{"id": "1", "a": {"text": "Nous restons."}, "b": {"text": "We stay.", "lang": "en"}}'
    (room / "pairs.jsonl").write_text(pair + "\n", encoding="utf-8")
    for name, command in (
        ("read", "contrecoup read article.html article.txt press/*.html"),
        ("same", "contrecoup same --jsonl pairs.jsonl"),
        ("add", "contrecoup add other export press posts.jsonl export.csv --roster roster.csv"),
    ):
        printed = shell(command, room).stdout.splitlines()
        assert printed
        for line in printed:
            schema_of(name).validate(json.loads(line))
    for lang in ("fr", "en"):
        written = json.loads((room / "my-case" / "out" / f"report.{lang}.json").read_bytes())
        schema_of("report").validate(written)


def test_every_verb_detector_setting_and_noun_is_documented() -> None:
    reference = (DOCS / "reference.md").read_text(encoding="utf-8")
    for verb in main.commands:
        assert f"\n### {verb}\n" in reference
    for detector in DETECTORS:
        assert f"`{detector}`" in reference
    settings = (DOCS / "settings.md").read_text(encoding="utf-8")
    written = {"start": "from", "end": "to", "events": "[[event]]"}
    for attribute in attrs.fields(Settings):
        assert written.get(attribute.name, attribute.name) in settings, attribute.name
    house = (DOCS / "how-it-works.md").read_text(encoding="utf-8")
    nouns = (
        "Capture Citation Post Article Letter Person Organisation Account Affiliation Roster "
        "Quotation Echo Tie Wave Stance Move Tally Demand Count Report Section Sentence Unknown "
        "Correction Case"
    )
    for noun in nouns.split():
        assert noun in house, noun


def test_links_between_pages_lead_somewhere() -> None:
    for page in [*ROOT.glob("README*.md"), ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not target.startswith("mailto:"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_page_is_in_the_manual_and_every_link_leads_somewhere() -> None:
    listed = set(re.findall(r"[\w/-]+\.md", (ROOT / "mkdocs.yml").read_text(encoding="utf-8")))
    pages = [*sorted(DOCS.glob("*.md")), *sorted(DOCS.glob("fr/*.md"))]
    assert {page.relative_to(DOCS).as_posix() for page in pages} == listed
    for page in [*pages, ROOT / "README.md", *sorted((DOCS / "decisions").glob("*.md"))]:
        text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#\s]+)", text):
            if not target.startswith(("http://", "https://", "mailto:")):
                assert (page.parent / target).exists(), f"{page.name} links to {target}"
