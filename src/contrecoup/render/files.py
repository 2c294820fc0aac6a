"""Which writer the name of a file asks for, and the files that it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Literal

from contrecoup.errors import SettingsError
from contrecoup.model.report import Report
from contrecoup.render.as_docx import docx
from contrecoup.render.as_html import (
    Downloads,
    Edit,
    Other,
    companion_name,
    embedded,
    html_with_companion,
)
from contrecoup.render.as_markdown import markdown
from contrecoup.render.fragment import part as taken

FORMATS: Mapping[str, Literal["html", "markdown", "json", "docx"]] = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".docx": "docx",
}


def write(
    report: Report,
    name: str,
    *,
    data: Callable[[Report], bytes],
    part: str = "",
    other: Other | None = None,
    downloads: Downloads = (),
    edit: Edit | None = None,
) -> dict[str, bytes]:
    """Return a report in the format that a file's name asks for, by file name.

    Args:
        report: what to lay out.
        name: the file's name; a page of more than 500 cited items has a companion.
        data: what writes the report as JSON.
        part: the id of a part (a section, a card, a chart) to write alone.
        other: the language and the file name of the same account in another language.
        downloads: labels and file names of what lies beside the page.
        edit: makes the desk's copy of a page (see ``html_with_companion``).

    Raises:
        SettingsError: the ending is no format, or the report has no such part.
    """
    form = FORMATS.get(PurePath(name).suffix.lower())
    if form is None:
        message = f"no report in the format {PurePath(name).suffix or '(none)'}"
        raise SettingsError(message, next_step="name the file .html, .md, .docx or .json")
    chosen = taken(report, part) if part else report
    if form == "html" and part:
        return {name: embedded(chosen)}
    if form == "html":
        page, companion = html_with_companion(
            chosen, name=name, other=other, downloads=downloads, edit=edit
        )
        more = {companion_name(name): companion} if companion is not None else {}
        return {name: page, **more}
    writers = {"markdown": markdown, "docx": docx, "json": data}
    return {name: writers[form](chosen)}
