"""Bytes to documents: one file for each platform or format, found by content.

``detect`` names the format of an :class:`Input`, ``read`` yields what it
holds, ``opened`` opens a file of the user's, ``load_posts`` makes a table of many files for the echo detectors,
``read_roster`` and ``read_settings`` read what people write by hand.
"""

from contrecoup.sources.hand import read_roster, read_settings
from contrecoup.sources.inputs import Input, opened
from contrecoup.sources.load import load_posts
from contrecoup.sources.registry import detect, read

__all__ = [
    "Input",
    "detect",
    "load_posts",
    "opened",
    "read",
    "read_roster",
    "read_settings",
]
