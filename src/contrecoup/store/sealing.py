"""Encryption of what the vault holds: a line's contents, an object's bytes.

AES-256-GCM throughout, under keys that are used for one line or one object only.

A line's contents are encrypted with a nonce that follows from them, so that
writing a line again after a crash never meets its nonce with other contents.

An object is a short head with a salt, then its zstd bytes in chunks of 1 MiB,
each encrypted and authenticated for itself; the nonce is the chunk's number and
whether it is the last, so that no chunk can be cut, moved or left out (Hoang,
Reyhanitabar, Rogaway and Vizár, "Online authenticated-encryption and its
nonce-reuse misuse-resistance", 2015: STREAM).
"""

from __future__ import annotations

import binascii
import hmac
import io
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, cast

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

HEAD = b"contrecoup object 1\n"
SALT = 16
CHUNK = 1 << 20
_TAG = 16
_NONCE = 12


def _derived(leaf: bytes, use: bytes) -> bytes:
    return hmac.digest(leaf, use, "sha256")


# -- lines ----------------------------------------------------------------------


def close_line(leaf: bytes, contents: Any) -> str:
    """Return the contents of a line of the manifest, encrypted, as text."""
    plain = msgspec.json.encode(contents)
    nonce = _derived(leaf, b"nonce" + plain)[:_NONCE]
    closed = nonce + AESGCM(_derived(leaf, b"line")).encrypt(nonce, plain, None)
    return binascii.b2a_base64(closed, newline=False).decode()


def open_line(leaf: bytes, closed: str) -> dict[str, Any] | None:
    """Return what :func:`close_line` was given, or None if this is not its key."""
    try:
        raw = binascii.a2b_base64(closed)
        plain = AESGCM(_derived(leaf, b"line")).decrypt(raw[:_NONCE], raw[_NONCE:], None)
        return msgspec.json.decode(plain, type=dict[str, Any])
    except (InvalidTag, ValueError):
        return None


# -- objects --------------------------------------------------------------------


def salt_of(leaf: bytes, digest: bytes) -> bytes:
    """Return the salt of an object whose plain bytes are known."""
    return _derived(leaf, b"salt" + digest)[:SALT]


def _cipher(leaf: bytes, salt: bytes) -> AESGCM:
    return AESGCM(_derived(leaf, b"object" + salt))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(_NONCE - 1, "big") + bytes([last])


def closed_pieces(leaf: bytes, salt: bytes, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield an object's bytes as they are stored, from its compressed bytes."""
    cipher = _cipher(leaf, salt)
    yield HEAD + salt
    waiting = bytearray()
    number = 0
    for piece in pieces:
        waiting += piece
        while len(waiting) > CHUNK:
            yield cipher.encrypt(_nonce(number, last=False), bytes(waiting[:CHUNK]), None)
            del waiting[:CHUNK]
            number += 1
    yield cipher.encrypt(_nonce(number, last=True), bytes(waiting), None)


def opened(stored: BinaryIO, leaf: bytes) -> BinaryIO:
    """Return the compressed bytes of an object, decrypted as they are read.

    Opening and reading raise :class:`cryptography.exceptions.InvalidTag` where a
    byte differs from what was stored, and at an object that is cut.
    """
    return cast("BinaryIO", _Opened(stored, leaf))


class _Opened(io.RawIOBase):
    def __init__(self, stored: BinaryIO, leaf: bytes) -> None:
        super().__init__()
        self._stored = stored
        head = stored.read(len(HEAD) + SALT)
        if not head.startswith(HEAD) or len(head) < len(HEAD) + SALT:
            raise InvalidTag
        self._cipher = _cipher(leaf, head[len(HEAD) :])
        self._next = stored.read(CHUNK + _TAG)
        self._number = 0
        self._rest = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer)).cast("B")
        while not self._rest and not self._ended:
            self._rest = self._chunk()
        count = min(len(view), len(self._rest))
        view[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def _chunk(self) -> bytes:
        chunk, self._next = self._next, self._stored.read(CHUNK + _TAG)
        self._ended = not self._next
        plain = self._cipher.decrypt(_nonce(self._number, last=self._ended), chunk, None)
        self._number += 1
        return plain
