"""Amounts of bytes as people write them."""

from __future__ import annotations

import re

from contrecoup.errors import SettingsError

_SIZE = re.compile(r"\s*(\d{1,15}(?:\.\d{1,6})?)\s*(B|[KMGT](?:i?B)?)?\s*", re.IGNORECASE)
_POWERS = " KMGT"


def size(text: str, place: str) -> int:
    """Return the bytes of ``4GiB``, ``512M`` (both of 1,024), ``2GB`` (of 1,000) or a plain number.

    Args:
        text: the amount.
        place: the setting that takes it, for the error.

    Raises:
        SettingsError: it is no amount, or none at all.
    """
    match = _SIZE.fullmatch(text)
    unit = (match[2] or "").upper() if match else ""
    base = 1000 if len(unit) == 2 else 1024
    found = int(float(match[1]) * base ** _POWERS.index(unit.strip("IB") or " ")) if match else 0
    if not found:
        message = f"{text!r} is no amount of bytes"
        raise SettingsError(message, place=place, next_step="write 4GiB or 512M")
    return found
