"""Seals: the manifest's head, signed at the end of each run, and dated by an authority.

``vault/seals.jsonl`` is a chained log beside the manifest.  A seal signs how many
lines the manifest has and the SHA-256 of the last (Ed25519, RFC 8032), so lines
that are cut from its end are missed; and what people keep beside the vault (see
:mod:`contrecoup.store.beside`).  A time stamp (RFC 3161) is another's word
that a seal existed at a time.
"""

from __future__ import annotations

import binascii
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from contrecoup.errors import ContrecoupError, EvidenceError
from contrecoup.store.beside import Beside
from contrecoup.store.keys import Keys
from contrecoup.store.log import Log
from contrecoup.store.stamps import stamped
from contrecoup.store.verify import Verdict

SEALS = "vault/seals.jsonl"
SEALED = "sealed: signed at the end of a run"
DATED = "time stamps of seals"
UNVERIFIED = "time stamps that nothing here can verify"
_REWRITTEN = "the manifest is another one than what was signed: it was rewritten or cut"


class Seals:
    """The seals of one case.

    Args:
        folder: the case's folder.
        keys: the case's.
    """

    def __init__(self, folder: Path, keys: Keys) -> None:
        self._log = Log(folder, SEALS)
        self._keys = keys
        self._beside = Beside(folder, keys)
        self.proven: list[tuple[int, datetime]] = []
        """How many lines a verified time stamp covers, and its time, as of the last verification."""

    def add(self, manifest: Log) -> None:
        """Sign the manifest's head and what is beside, unless that is signed already.

        The seal's own time is that of the last line: a claim, like all of this computer's times.

        Raises:
            EvidenceError: the disk is full, the case may not be written.
        """
        lines = manifest.lines()
        count = len(lines)
        if not count:
            return
        last = self._last()
        before = _beside(last)
        beside = self._beside.now(before, erased=_erased(lines, last))
        if (last.get("lines"), last.get("head"), before) == (count, manifest.head, beside):
            return
        own = Ed25519PrivateKey.from_private_bytes(self._keys.signing)
        key = own.public_key().public_bytes_raw().hex()
        said: dict[str, Any] = {"at": str(lines[-1]["at"]), "lines": count, "head": manifest.head}
        said |= {"key": key, "beside": beside}
        self._log.append({"act": "seal", **said, "signature": own.sign(_signed(said)).hex()})

    def _last(self) -> Mapping[str, Any]:
        every = reversed(self._log.lines())
        return next((line for line in every if line.get("act") == "seal"), {})

    @property
    def stamped(self) -> bool:
        """Whether there is any time stamp, good or not."""
        return any(line.get("act") == "stamp" for line in self._log.lines())

    def undated(self) -> bytes:
        """Return what an authority is to date: the last seal's signature; empty if it is dated."""
        last = self._last()
        dated = {str(line.get("of")) for line in self._log.lines() if line.get("act") == "stamp"}
        return b"" if str(last.get("seq")) in dated else str(last.get("signature", "")).encode()

    def date(self, token: bytes, authority: str, at: datetime) -> None:
        """Keep an authority's answer for the last seal.

        Raises:
            EvidenceError: the disk is full, the case may not be written.
        """
        text = binascii.b2a_base64(token, newline=False).decode()
        said = {"at": at, "of": self._last()["seq"], "authority": authority, "token": text}
        self._log.append({"act": "stamp", **said})

    def beside(self, manifest: Sequence[Mapping[str, Any]]) -> Iterator[Verdict]:
        """Yield a verdict on what is beside, where the last seal signs it.

        Args:
            manifest: the manifest's lines; what was erased since changed it rightly.
        """
        with suppress(EvidenceError):
            last = self._last()
            if "beside" in last and not _erased(manifest, last):
                yield from self._beside.verify(_beside(last))

    def verify(self, heads: Sequence[str], roots: bytes = b"") -> Iterator[Verdict]:
        """Yield a verdict on each seal and each time stamp.

        Args:
            heads: the SHA-256 of each line of the manifest.
            roots: the authority's root certificates (PEM); without them, stamps are told of
                and not verified.
        """
        try:
            lines = self._log.lines()
            own = self._own()
        except EvidenceError as error:
            yield Verdict("chain", error.place or SEALS, ok=False, message=error.message)
            return
        seals: dict[str, Mapping[str, Any]] = {}
        self.proven = []
        for line in lines:
            name = f"{SEALS} line {line['seq']}"
            if line.get("act") == "seal":
                wrong = _wrong(line, heads, own)
                seals[str(line["seq"])] = {} if wrong else line
                yield Verdict(SEALED, name, ok=not wrong, message=wrong)
            elif line.get("act") == "stamp":
                yield self._stamp(line, seals.get(str(line.get("of")), {}), roots, name)

    def _stamp(
        self, line: Mapping[str, Any], seal: Mapping[str, Any], roots: bytes, name: str
    ) -> Verdict:
        authority = line.get("authority", "")
        if not seal:
            return Verdict(DATED, name, ok=False, message="it dates no seal that holds")
        if not roots:
            message = f"by {authority}: case.toml names no timestamps_root"
            return Verdict(UNVERIFIED, name, ok=True, message=message)
        try:
            token = binascii.a2b_base64(str(line.get("token")))
            at = stamped(token, str(seal["signature"]).encode(), roots)
        except (ContrecoupError, ValueError) as error:
            return Verdict(DATED, name, ok=False, message=str(error))
        self.proven.append((seal["lines"], at))
        return Verdict(DATED, name, ok=True, message=f"{at.isoformat()} by {authority}")

    def _own(self) -> str:
        """Return the public key of the case, or '' where its keys are not here."""
        if not self._keys.held:
            return ""
        own = Ed25519PrivateKey.from_private_bytes(self._keys.signing)
        return own.public_key().public_bytes_raw().hex()


def _signed(said: Mapping[str, Any]) -> bytes:
    words = [str(said[key]) for key in ("at", "lines", "head", "key")]
    if "beside" not in said:
        return "\n".join(["contrecoup seal 1", *words, ""]).encode()
    words += [f"{name} {what}" for name, what in sorted(said["beside"].items())]
    return "\n".join(["contrecoup seal 2", *words, ""]).encode()


def _beside(seal: Mapping[str, Any]) -> dict[str, str]:
    """Return what a seal signs of the files beside the vault, whoever wrote its line."""
    held = seal.get("beside")
    return {name: str(said) for name, said in held.items()} if isinstance(held, Mapping) else {}


def _erased(manifest: Sequence[Mapping[str, Any]], seal: Mapping[str, Any]) -> bool:
    """Whether something was erased on request after a seal."""
    covered = seal.get("lines", 0)
    rest = manifest[covered:] if isinstance(covered, int) else manifest
    return any(line.get("act") == "erase" for line in rest)


def _wrong(line: Mapping[str, Any], heads: Sequence[str], own: str) -> str:
    """Return what is wrong with a seal, or nothing."""
    count = line.get("lines")
    if (
        not isinstance(count, int)
        or not 0 < count <= len(heads)
        or heads[count - 1] != line.get("head")
    ):
        return _REWRITTEN
    if own and line.get("key") != own:
        return "it was signed with a key that is not this case's"
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(str(line["key"])))
        key.verify(bytes.fromhex(str(line["signature"])), _signed(line))
    except (InvalidSignature, ValueError, KeyError, AttributeError):
        return "its signature is not good"
    return ""
