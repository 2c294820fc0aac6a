"""What may be asked, and how much an answer may become: no public address, no small bomb."""

from __future__ import annotations

import ipaddress
import zlib

from contrecoup.errors import PlatformRefused

_EMBEDDED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96"))
"""IPv6 networks whose last 32 bits are an IPv4 address."""


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet, also behind its IPv6 disguises."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        teredo = ip.teredo
        if inner is None and teredo is not None:
            inner = teredo[1]
        if inner is None and any(ip in network for network in _EMBEDDED):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def unpacked(data: bytes, coding: str, limit: int) -> bytes:
    """Return an answer's content without its packing.

    Raises:
        PlatformRefused: it unpacks to more than ``limit`` bytes, or is damaged.
    """
    kind = coding.strip().lower()
    if kind in {"", "identity"}:
        return data
    if kind not in {"gzip", "x-gzip", "deflate"}:
        message = f"the answer is packed in a way that was not asked for ({kind[:20]})"
        raise PlatformRefused(message, next_step="save the page in a browser and add the file")
    maker = zlib.decompressobj(zlib.MAX_WBITS | 32 if "gzip" in kind else zlib.MAX_WBITS)
    try:
        found = maker.decompress(data, limit + 1)
        if len(found) > limit:
            message = f"the answer unpacks to more than {limit >> 20} MB"
            raise PlatformRefused(message, next_step="look at the address: no article is so large")
        return found + maker.flush()
    except zlib.error as error:
        message = "the answer's packing is damaged"
        raise PlatformRefused(message, next_step="try again later") from error
