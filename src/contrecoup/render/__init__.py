"""Report → bytes: the only room that knows HTML and SVG.

``FORMATS`` says which writer a file name's suffix asks for.  The words of the
page that a report must bring along are listed in ``labels.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from contrecoup.render.as_html import companion_name, html, html_with_companion
from contrecoup.render.as_json import json
from contrecoup.render.as_markdown import markdown
from contrecoup.render.schema import schema

FORMATS: Mapping[str, Literal["html", "markdown", "json"]] = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
}

__all__ = [
    "FORMATS",
    "companion_name",
    "html",
    "html_with_companion",
    "json",
    "markdown",
    "schema",
]
