"""Report → bytes: the only room that knows HTML and SVG.

``write`` picks the writer that a file name's suffix asks for (``FORMATS``).
The words of the page that a report must bring along are listed in ``labels.py``.
"""

from __future__ import annotations

from contrecoup.render.as_docx import docx
from contrecoup.render.as_html import html
from contrecoup.render.as_json import json
from contrecoup.render.as_markdown import markdown
from contrecoup.render.files import FORMATS, write
from contrecoup.render.schema import schema

__all__ = [
    "FORMATS",
    "docx",
    "html",
    "json",
    "markdown",
    "schema",
    "write",
]
