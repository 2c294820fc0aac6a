"""Whole words and whole texts are found, however a file writes them, and nothing else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contrecoup.corridor.needles import REMOVED, Needles

TEXT = "The lamps & the “quay” went dark 💙 before\nthe vote."
NOVA = Needles(
    ["nova.quill", "@nova", "_odd_", "did:plc:abc123", "1726", " ", "x"], [TEXT, "short"]
)


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("@Nova.Quill said", True),
        ("https://x.com/nova.quill/status/9", True),
        ('{"h":"nova.quill"}', True),
        ("at://did:plc:abc123/app", True),
        ("see nova.quill.", True),
        ("nova.quillery", False),
        ("ask @nova, please", True),
        ("@novae", False),
        ("@nova@quay.example", False),
        ("nova", False),
        ("by _odd_ again", True),
        ("ana.nova.quill", False),
        ("nova.quill.example", False),
        ("17261", False),
        ("id 1726", True),
        ("short", False),
        (TEXT, True),
        (TEXT.replace("\n", "   "), True),
        (json.dumps({"t": TEXT}), True),
        (json.dumps({"t": TEXT}, ensure_ascii=False), True),
        (TEXT.replace("&", "&amp;").replace("\n", "<br>"), True),
        ("The lamps & the “quay” went dark", False),
        ("", False),
    ],
)
def test_what_is_found(text, hit):
    assert NOVA.hits(text) is hit


def test_what_is_blanked_out():
    assert NOVA.mask("ask @nova.quill, id 1726") == f"ask @{REMOVED}, id {REMOVED}"
    assert NOVA.mask(f"they wrote: {TEXT} And left.") == f"they wrote: {REMOVED} And left."
    assert NOVA.mask("nothing here") == "nothing here"


@settings(deadline=None)
@given(before=st.text(), after=st.text())
def test_what_is_blanked_out_is_found_no_more(before, after):
    text = f"{before} @nova.quill {TEXT} {after}"
    masked = NOVA.mask(text)
    assert REMOVED in masked
    assert not NOVA.hits(masked)
