"""Ids made of content, so that people's decisions survive a new run."""

from __future__ import annotations

import hashlib
import unicodedata


def content_id(prefix: str, *parts: str | int | None) -> str:
    """Return ``prefix:`` and 12 hexadecimal digits of the SHA-256 of parts.

    Parts are joined with a unit separator; None and the empty text are told
    apart.
    """
    joined = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    digest = hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}:{digest[:12]}"


def slug(name: str) -> str:
    """Return a name as an id part: ASCII letters and digits joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return "-".join(words) or content_id("n", name).replace(":", "-")
