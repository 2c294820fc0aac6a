"""Report → bytes: the only room that knows HTML and SVG.

``write`` picks the writer that a file name's suffix asks for (``FORMATS``).
``hand_over`` writes the findings for other tools.  The words of the page that a report must bring along are listed in ``labels.py``.
"""

from __future__ import annotations

from contrecoup.render.as_html import html
from contrecoup.render.as_json import json
from contrecoup.render.as_markdown import markdown
from contrecoup.render.files import FORMATS, write
from contrecoup.render.hand_over import hand_over
from contrecoup.render.schema import schema

__all__ = [
    "FORMATS",
    "hand_over",
    "html",
    "json",
    "markdown",
    "schema",
    "write",
]
