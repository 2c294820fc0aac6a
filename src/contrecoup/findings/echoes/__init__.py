"""Who said the same, together: echoes, ties and waves of many posts at once.

``echoes(frame)`` is the way in; the other names are its parts that callers need
on their own: how a text is normalised, what a run gives back, and ``Live`` for
posts that come one by one.
"""

from __future__ import annotations

from contrecoup.findings.echoes.engine import Echoes, echoes
from contrecoup.findings.echoes.live import Live
from contrecoup.findings.echoes.normal import LAYERS, Wording
from contrecoup.findings.echoes.normal import read as read_wording

__all__ = ["LAYERS", "Echoes", "Live", "Wording", "echoes", "read_wording"]
