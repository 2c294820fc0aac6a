"""Which encoding a text is in, by its bytes alone."""

from __future__ import annotations

import codecs

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(head: bytes) -> str:
    """Return the encoding of a text by its first bytes: BOM, NUL pattern, UTF-8."""
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    sample = head[:4096]
    if len(sample) >= 4 and sample.count(0) * 3 >= len(sample):
        if sample[1::2].count(0) > 0.6 * len(sample[1::2]):
            return "utf-16-le"
        if sample[::2].count(0) > 0.6 * len(sample[::2]):
            return "utf-16-be"
    return "utf-8"


def to_text(data: bytes) -> tuple[str, str]:
    """Decode bytes of a whole text; return it with the encoding used.

    What is not valid UTF-8 is read as Windows-1252.
    """
    encoding = encoding_of(data)
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        if encoding.startswith("utf-8"):
            return data.decode("cp1252", "replace"), "cp1252"
        return data.decode(encoding, "replace"), encoding
