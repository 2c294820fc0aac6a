"""What people decided about findings, accounts and sentences."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from attrs import frozen

Verb = Literal["accept", "reject", "merge", "rename", "assign", "outside", "reword", "undo"]


@frozen(kw_only=True)
class Decision:
    """One decision: who, about what, when, why.

    ``target`` is a finding, account or sentence id; ``value`` what the verb
    needs (``assign``: a person id; ``reword``: the new words).
    """

    verb: Verb
    target: str
    value: str
    why: str
    who: str
    at: datetime
