"""The keys of a case: one file, apart from the vault, that can lose a key for good.

Each line of the manifest has a key of its own, which also encrypts the object
that the line names.  All come from one seed through a binary tree (Goldreich,
Goldwasser and Micali, "How to construct random functions", 1986): a node's two
children are its HMAC-SHA-256 of 0 and of 1, and a line's key is the leaf of its
number.  To destroy a key, the nodes above the leaf are replaced by their other
children: every other key can still be made, that one by nobody (Boneh and
Waters call it a puncturable function, 2013).  So a copy of the file opens all
that is added later, and the file stays small.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from attrs import frozen

from contrecoup.errors import KeysMissing
from contrecoup.store.disk import READ, Stamp, put, replace_by, stamped, told

KEYS = "keys"
_BYTES = 32
"""Bytes of a key."""
DEPTH = 32
_ABOUT = (
    "The keys of this case: without this file nobody can read vault/. Keep a copy apart from the "
    "case, show it to nobody, and after a contrecoup forget replace every copy by the new file."
)
_PUT_BACK = "put the file keys of this case back into its folder (see docs/evidence.md)"


@frozen
class _File:
    about: str
    version: int
    secret: str
    signing: str
    tree: dict[str, str]


class Keys:
    """The keys of one case, as the file has them now.

    Args:
        folder: the case's folder.
        seed: a text that the keys follow from where there is no file yet; it
            returns the empty text for keys by chance, as every real case has.
    """

    def __init__(self, folder: Path, seed: Callable[[], str] = str) -> None:
        self._path = folder / KEYS
        self._seed = seed
        self._stamp: Stamp | None = None
        self._held: _File | None = None
        self._nodes: dict[str, bytes] = {}
        self._guard = threading.Lock()
        self._forget_path()

    def _forget_path(self) -> None:
        self._last = 0
        self._chain: list[bytes | None] = [self._nodes.get("")]

    # -- the file ---------------------------------------------------------------

    @property
    def held(self) -> bool:
        """Whether there are keys: in the file, or following from the seed."""
        with self._guard:
            return self._load()

    def need(self, *, new: bool) -> None:
        """Be sure that there are keys.

        Args:
            new: make them where there is no file (the vault holds nothing yet).

        Raises:
            KeysMissing: there are none, and ``new`` is false.
        """
        with self._guard:
            if self._load() and (self._stamp is not None or not new):
                return
            if not new:
                message = "the keys of this case are not here: nothing in its vault can be read"
                raise KeysMissing(message, place=KEYS, next_step=_PUT_BACK)
            self._write(self._held or _fresh(self._seed()))

    def _load(self) -> bool:
        """Read the file if it changed; return whether there are keys."""
        with told(KEYS):
            try:
                handle = os.open(self._path, READ)
            except FileNotFoundError:
                if self._held is None or self._stamp is not None:
                    seed = self._seed()
                    self._take(_fresh(seed) if seed else None, None)
                return self._held is not None
            with open(handle, "rb") as stream:  # noqa: PTH123 a descriptor
                stamp = stamped(os.fstat(handle))
                if stamp == self._stamp:
                    return True
                raw = stream.read()
        try:
            self._take(msgspec.json.decode(raw, type=_File), stamp)
        except (msgspec.DecodeError, ValueError) as error:
            message = "this is not a file of keys"
            raise KeysMissing(message, place=KEYS, next_step=_PUT_BACK) from error
        return True

    def _take(self, held: _File | None, stamp: Stamp | None) -> None:
        own = (held.secret, held.signing) if held else ()
        if any(len(bytes.fromhex(key)) != _BYTES for key in own):
            message = "a key has another length"
            raise ValueError(message)
        tree = held.tree if held else {}
        self._nodes = {prefix: bytes.fromhex(node) for prefix, node in tree.items()}
        self._held, self._stamp = held, stamp
        self._forget_path()

    def _write(self, held: _File) -> None:
        pretty = msgspec.json.format(msgspec.json.encode(held), indent=1) + b"\n"
        replace_by(self._path, lambda handle, _: put(handle, pretty), mode=0o600)
        self._held = None
        self._load()

    def _file(self) -> _File:
        if not self._load() or self._held is None:
            message = "the keys of this case are not here"
            raise KeysMissing(message, place=KEYS, next_step=_PUT_BACK)
        return self._held

    # -- keys -------------------------------------------------------------------

    def secret(self, use: str) -> bytes:
        """Return 32 bytes of the case's own for one use (``pseudonyms``).

        Raises:
            KeysMissing: there are no keys.
        """
        with self._guard:
            return _hmac(bytes.fromhex(self._file().secret), use.encode())

    @property
    def signing(self) -> bytes:
        """The 32 bytes of the Ed25519 key that signs the manifest's head.

        Raises:
            KeysMissing: there are no keys.
        """
        with self._guard:
            return bytes.fromhex(self._file().signing)

    def of(self, number: int) -> bytes | None:
        """Return the key of a line of the manifest, or None if it was destroyed.

        Raises:
            KeysMissing: there are no keys.
        """
        with self._guard:
            if self._held is None:
                self._file()
            chain = self._chain
            kept = DEPTH - (number ^ self._last).bit_length()
            del chain[kept + 1 :]
            bits = f"{number:0{DEPTH}b}"
            for depth in range(len(chain), DEPTH + 1):
                node = self._nodes.get(bits[:depth])
                above = chain[-1]
                if node is None and above is not None:
                    node = _hmac(above, bits[depth - 1].encode())
                chain.append(node)
            self._last = number
            return chain[DEPTH]

    def destroy(self, numbers: Iterable[int]) -> None:
        """Destroy the keys of some lines; when this returns, the file lacks them.

        Raises:
            EvidenceError: the disk is full, the case may not be written.
        """
        with self._guard:
            held = self._file()
            nodes = dict(self._nodes)
            for number in numbers:
                bits = f"{number:0{DEPTH}b}"
                top = next((d for d in range(DEPTH + 1) if bits[:d] in nodes), None)
                if top is None:
                    continue
                node = nodes.pop(bits[:top])
                for depth in range(top, DEPTH):
                    other = "10"[int(bits[depth])]
                    nodes[bits[:depth] + other] = _hmac(node, other.encode())
                    node = _hmac(node, bits[depth].encode())
            if nodes != self._nodes:
                tree = {prefix: node.hex() for prefix, node in sorted(nodes.items())}
                self._write(_File(held.about, held.version, held.secret, held.signing, tree))


def _hmac(key: bytes, data: bytes) -> bytes:
    return hmac.digest(key, data, "sha256")


def _fresh(seed: str) -> _File:
    """Return new keys: by chance, or following from a seed that anybody may know."""

    def key(use: str) -> str:
        return hashlib.sha256(f"{use}\x00{seed}".encode()).hexdigest() if seed else _chance()

    return _File(_ABOUT, 1, key("secret"), key("signing"), {"": key("tree")})


def _chance() -> str:
    return os.urandom(32).hex()
