"""What the signed frames and repositories of a case prove of its Bluesky posts.

Keys come from the DID documents in the case.  A post that came in another form
(an API's answer, Jetstream) is proven too, where a frame or a repository in the
case holds a signed record with the same words.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from attrs import evolve, frozen

from contrecoup.corridor.views import Verdict
from contrecoup.errors import EvidenceError, SourceError
from contrecoup.model.evidence import AccountKey, Proof, Standing, Vouched
from contrecoup.model.posts import Post, Posts
from contrecoup.proof import prove
from contrecoup.proof.commits import Shown
from contrecoup.sources import Input, read
from contrecoup.sources.bluesky_car import BLUESKY_CAR, BlueskyCar
from contrecoup.sources.bluesky_frames import FIREHOSE, Firehose
from contrecoup.sources.bluesky_records import POST, REPOST, prefixed
from contrecoup.sources.did_documents import DID_DOCUMENTS
from contrecoup.sources.working_copy import WORKING_COPY

T = TypeVar("T")

_SIGNED: dict[str, Firehose | BlueskyCar] = {
    reader.name: reader for reader in (FIREHOSE, BLUESKY_CAR)
}
_KEYS = frozenset({DID_DOCUMENTS.name, WORKING_COPY.name})
FORMATS = _KEYS | _SIGNED.keys()
"""Formats that proofs are made from."""
SIGNED = "posts signed by the account"
REMOVED = "removals signed by the account"
SAME = "removed records that are those held"
OUR_WORD = "posts taken on our word"
FOLLOWED = "keys that the account's own log names"
DIRECTORY = "keys on the directory's word"
_KEPT = (f"/{POST}/", f"/{REPOST}/")
_OTHER = "the account signed other words than those held: they are taken on our word"


@frozen
class _Seen:
    """A proof of one record, without its bytes, and the capture that it is in."""

    shown: Shown
    words: int
    capture_id: str


def keys_of(inputs: Iterable[Input]) -> dict[str, dict[str, bool]]:
    """Return the keys that DID documents name, as did:key, by account (a DID).

    A key is true where the account's own signed log names it.
    """
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for source in inputs:
        for item in _readable(read(source)):
            if isinstance(item, AccountKey):
                keys = found[item.account_id.removeprefix(prefixed("-")[:-1])]
                keys[item.key] = keys.get(item.key, False) or item.followed
    return found


def proven(inputs: Iterable[tuple[str, Input]], posts: Posts) -> tuple[Proof, ...]:
    """Return what is proven of each post that a frame or a repository tells of.

    Args:
        inputs: captures with their format, those of other formats left out.
        posts: the case's.

    Returns:
        proofs in order of post id; posts of which no frame is held have none.
    """
    listed = [(form, source) for form, source in inputs if form in FORMATS]
    named = keys_of(source for form, source in listed if form in _KEYS)
    keys = {did: tuple(found) for did, found in named.items()}
    seen: dict[str, list[_Seen]] = defaultdict(list)
    for form, source in listed:
        if form in _SIGNED:
            for shown in _readable(_shown(_SIGNED[form], source, keys)):
                light = Shown(**{n: getattr(shown, n) for n in _LIGHT})
                found = _Seen(light, hash(shown.words), source.capture_id)
                seen[prefixed(shown.uri)].append(found)
    made = (_proof(post_id, posts.get(post_id), seen[post_id]) for post_id in sorted(seen))
    return tuple(evolve(p, followed=named.get(_did(p), {}).get(p.key, False)) for p in made)


def _did(proof: Proof) -> str:
    """Return the account that a proof's post is of."""
    return proof.post_id.removeprefix("bluesky:at://").partition("/")[0]


_LIGHT = ("uri", "place", "rev", "key", "cid", "prev", "gone", "fault")


def _readable(items: Iterable[T]) -> Iterator[T]:
    """Yield items until the capture turns out altered, which the vault's verdict names."""
    with contextlib.suppress(EvidenceError, SourceError):
        yield from items


def _shown(
    reader: Firehose | BlueskyCar, source: Input, keys: Mapping[str, tuple[str, ...]]
) -> Iterator[Shown]:
    for told in reader.tells(source):
        if any(kept in f"/{change.path}" for change in told.changes for kept in _KEPT):
            for shown in prove(told, keys):
                if any(kept in shown.uri for kept in _KEPT):
                    yield shown


def _proof(post_id: str, post: Post | None, seen: list[_Seen]) -> Proof:
    """Return what all proofs of one post come to."""
    faults = [s for s in seen if s.shown.fault]
    there = [s for s in seen if not s.shown.gone and not s.shown.fault]
    gone = [s for s in seen if s.shown.gone and not s.shown.fault]
    held = [s for s in there if post is not None and s.words == hash(post.text)]
    last = max(held or there, key=lambda s: s.shown.rev, default=None)
    removed = max(gone, key=lambda s: s.shown.rev, default=None)
    if removed is not None and last is not None and removed.shown.rev <= last.shown.rev:
        removed = None
    main = (faults or ([last] if last else []) or gone)[0]
    reason = main.shown.fault
    standing: Standing = "signed"
    if faults:
        standing = "failed"
    elif last is None or not last.shown.key:
        standing = "no-key"
    elif not held and post is not None:
        standing, reason = "other-words", _OTHER
    return Proof(
        post_id=post_id,
        standing=standing,
        capture_id=main.capture_id,
        place=main.shown.place,
        rev=main.shown.rev,
        key=main.shown.key,
        cid=main.shown.cid,
        gone=removed is not None and bool(removed.shown.key),
        gone_same=removed is not None and any(s.shown.cid == removed.shown.prev for s in there),
        gone_capture_id=removed.capture_id if removed else "",
        gone_place=removed.shown.place if removed else "",
        reason=reason,
    )


def verdicts(proofs: Iterable[Proof], posts: Posts) -> Iterator[Verdict]:
    """Yield a verdict for each post that is proven or not; one for those without any proof."""
    by_id = {proof.post_id: proof for proof in proofs}
    told = [by_id[row] for (row,) in posts.values(by_id, "post_id")]
    if bare := len(posts) - len(told):
        yield Verdict(OUR_WORD, "", ok=True, times=bare)
    for proof in told:
        if proof.standing not in {"signed", "failed"}:
            yield Verdict(OUR_WORD, proof.post_id, ok=True, message=proof.reason)
    for post_id, proof in by_id.items():
        address = post_id.removeprefix("bluesky:")
        if proof.standing in {"signed", "failed"}:
            message = ""
            if proof.reason:
                message = f"{address} ({proof.place}): {proof.reason}"
            yield Verdict(SIGNED, address, ok=not proof.reason, message=message)
        if proof.gone:
            yield Verdict(REMOVED, address, ok=True)
        if proof.gone_same:
            yield Verdict(SAME, address, ok=True)
    used = {(_did(p), p.key): p.followed for p in by_id.values() if p.standing == "signed"}
    for (did, key), followed in sorted(used.items()):
        yield Verdict(FOLLOWED if followed else DIRECTORY, did, ok=True, message=key)


def vouched(proofs: Iterable[Proof]) -> tuple[Vouched, ...]:
    """Return what proofs let a report say of posts."""
    return tuple(Vouched(one.post_id, one.standing) for one in proofs)
