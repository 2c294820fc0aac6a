"""One person's data removed on request, while everybody else's stays and the chain verifies.

Whatever holds an item of that person's, or names their account, is replaced by a
working copy without it: the lines of the file itself where a line is an item and the
others' lines can stay as they are; their items as they were read where it is not.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import attrs
import msgspec
from attrs import frozen

from contrecoup.corridor import unpacking
from contrecoup.corridor.needles import Needles
from contrecoup.corridor.wire import dumps
from contrecoup.errors import SettingsError, UnknownPerson
from contrecoup.model.belonging import person_of
from contrecoup.model.documents import Article, Letter
from contrecoup.model.evidence import AccountKey, Capture, Observation
from contrecoup.model.findings import Echo, Wave, each
from contrecoup.model.posts import Post

if TYPE_CHECKING:
    from contrecoup.case import Case
    from contrecoup.corridor.ingest import Ingest
    from contrecoup.store.erase import NewLine

_COPY = "working-copy"
_WIDEST = 1 << 28
"""A packed file is looked into up to so many bytes."""


@frozen(kw_only=True)
class Forgotten:
    """What was removed: items, files that lost some, decisions, published versions.

    ``named`` are files that people keep in the case and that still name the person.
    """

    items: int = 0
    captures: int = 0
    decisions: int = 0
    published: int = 0
    named: tuple[str, ...] = ()


@frozen
class _Person:
    """Who is to be forgotten."""

    key: str
    names: tuple[str, ...]
    accounts: frozenset[str]
    posts: frozenset[str]
    needles: Needles
    everywhere: Needles

    def owns(self, item: object) -> bool:
        """Whether an item is theirs."""
        if isinstance(item, Post):
            return item.account_id in self.accounts or item.post_id in self.posts
        if isinstance(item, Observation):
            return item.target in self.accounts or item.target in self.posts
        return isinstance(item, AccountKey) and item.account_id in self.accounts


def forget(case: Case, ingest: Ingest, person: str, *, basis: str, who: str = "") -> Forgotten:
    """Remove one person's items from a case for good.

    Run again after it was interrupted, it finishes what it had begun.

    Args:
        case: the case.
        ingest: its readings.
        person: a key or name of the roster, an account's id, or a handle.
        basis: why, in words that stay in the log in clear.
        who: who decided it.

    Raises:
        UnknownPerson: nobody in the case is called so.
        SettingsError: the basis is missing, or names the person.
        EvidenceError: the disk is full; run the command again.
    """
    from contrecoup import store
    from contrecoup.findings.context import read_before

    if not basis.strip():
        message = "a removal needs its basis, which stays in the log"
        raise SettingsError(message, next_step="say it with --basis, without naming the person")
    with store.lock(case.folder, "forget"):
        _settled(case)
        finished = case.vault.finish()
        ingest.recover()
        try:
            found = _find(case, person)
        except UnknownPerson:
            case.vault.seal()
            if not finished:
                raise
            tombstone = case.vault.erased[-1]
            return Forgotten(items=tombstone["items"], captures=tombstone["captures"])
        if found.everywhere.hits(f"{basis} {who}"):
            message = "the basis names the person, and it stays in the log in clear"
            raise SettingsError(message, next_step="say why without names")
        done = _removed(case, ingest, found, basis=basis, who=who)
        read_before.clear()
        ingest.recover()
        case.vault.seal()
    return done


def _settled(case: Case) -> None:
    """Be sure that no live capture has bytes that are not in the vault yet."""
    for path in sorted(case.folder.glob("live/*/segment.growing")):
        if path.stat().st_size:
            message = "a live capture was interrupted, and its last bytes are not kept yet"
            step = "run the same contrecoup watch once more, end it, then forget"
            raise SettingsError(message, place=f"live/{path.parent.name}", next_step=step)


# -- who it is -------------------------------------------------------------------


def _find(case: Case, person: str) -> _Person:
    documents = case.documents()
    roster = case.plain_roster
    asked = person.strip().removeprefix("@").casefold()
    owners = {a.person_id for a in roster.accounts if a.handle.casefold() == asked}
    owners |= {
        m.person_id
        for m in case.people.matches
        if m.verdict == "sure" and m.account_id.casefold() == asked
    }
    known = next(
        (
            p
            for p in roster.people
            if asked in {p.person_id.casefold(), p.name.casefold()} or p.person_id in owners
        ),
        None,
    )
    posts = documents.posts.table.select(["post_id", "account_id", "handle"]).to_pylist()
    if known is not None:
        handles = {
            (a.platform, a.handle) for a in roster.accounts if a.person_id == known.person_id
        }
        accounts = {
            m.account_id
            for m in case.people.matches
            if m.person_id == known.person_id or (m.platform, m.handle.casefold()) in handles
        }
        names = (known.person_id, known.name, *known.other_names)
    else:
        handles, names = set(), ()
        accounts = {
            row["account_id"]
            for row in posts
            if asked in {row["account_id"].casefold(), _bare(row["account_id"]).casefold()}
            or asked == row["handle"].casefold()
        }
        accounts |= {o.target for o in documents.observations if o.target.casefold() == asked} - {
            row["post_id"] for row in posts
        }
    if known is None and not accounts:
        message = f"nobody in the case is called {person!r}"
        step = "give a key or name of the roster, an account's id, or a handle"
        raise UnknownPerson(message, next_step=step)
    own = [post for post in documents.posts if post.account_id in accounts]
    ids = {handle for _, handle in handles} | set(_ids(accounts, own))
    ids |= {form for handle in ids for form in _federated(handle)}
    texts = {text for post in own for text in (post.text, *post.versions) if not post.repost_of}
    taken = {" ".join(t.split()).casefold() for t in _others(documents.posts, accounts, own)}
    texts = {text for text in texts if " ".join(text.split()).casefold() not in taken}
    return _Person(
        known.person_id if known else "",
        names,
        frozenset(accounts),
        frozenset(post.post_id for post in own),
        Needles(ids, texts),
        Needles({*ids, *(n for n in names if len(n) > 2)}, texts),
    )


def _ids(accounts: Iterable[str], own: Iterable[Post]) -> Iterator[str]:
    """Yield what names the accounts and the posts: ids, handles, addresses and their last parts."""
    for account in accounts:
        yield from (account, _bare(account))
    for post in own:
        yield from (post.handle, post.post_id, _bare(post.post_id), post.url)
        last = post.post_id.rstrip("/").rpartition("/")[2]
        if len(last) >= 8 and any(c.isdigit() for c in last):
            yield _bare(last)


def _federated(handle: str) -> tuple[str, ...]:
    """Return how pages and posts write a handle that names its server (``ana@mer.example``)."""
    user, at, server = handle.partition("@")
    if not user or not at or "/" in handle or "@" in server:
        return ()
    return f"@{user}", f"{server}/@{user}", f"{server}/users/{user}"


def _bare(own_id: str) -> str:
    """Return a prefixed id without its platform."""
    return own_id.partition(":")[2] or own_id


def _others(posts: Iterable[Post], accounts: set[str], own: list[Post]) -> Iterator[str]:
    """Yield what other people wrote in the same words: it is theirs too."""
    ids = {post.post_id for post in own}
    for post in posts:
        if post.account_id not in accounts and post.repost_of not in ids:
            yield post.text


# -- what goes, and what takes its place --------------------------------------------


def _removed(case: Case, ingest: Ingest, person: _Person, *, basis: str, who: str) -> Forgotten:
    from contrecoup.store.decisions import chained
    from contrecoup.store.erase import Erasure, NewLine

    gone: set[str] = set()
    new: list[NewLine] = []
    items = 0
    for capture in case.vault.captures():
        made = _instead(case, ingest, capture, person)
        if made is not None:
            gone.add(capture.capture_id)
            items += made[0]
            new += made[1]
    lines = set()
    for act in case.vault.acts():
        said = _words(act.fields)
        if act.object in gone:
            lines.add(act.seq)
        elif act.act not in {"capture", "redact", "restore", "erase"} and (
            person.everywhere.hits(f"{act.object} {said}")
        ):
            lines.add(act.seq)
            fields = {k: v for k, v in act.fields.items() if k not in {"tool", "version"}}
            fields |= {"object": act.object} if act.object else {}
            new.append(NewLine(act.act, act.at, _masked(fields, person.everywhere)))
    decisions, dropped = _decisions(case, person)
    files, published = _published(case, person, decisions)
    files |= {"decisions.jsonl": chained(decisions)} if dropped or published else {}
    for path in sorted(case.folder.glob("live/*/*.json")):
        text = path.read_text("utf-8")
        if not path.is_symlink() and person.needles.hits(text):
            name = path.relative_to(case.folder).as_posix()
            files[name] = person.needles.mask(text).encode()
    roster = case.own_file("roster.csv")
    without = _roster(roster, person)
    if without != roster:
        files["roster.csv"] = without
    tombstone = {"items": items, "captures": len(gone), "basis": basis, "who": who}
    case.vault.erase(
        Erasure(
            at=datetime.now(UTC),
            lines=tuple(sorted(lines)),
            new=tuple(new),
            files=files,
            tombstone=tombstone,
        )
    )
    return Forgotten(
        items=items,
        captures=len(gone),
        decisions=dropped,
        published=published,
        named=tuple(_still(case, person)),
    )


def _instead(
    case: Case, ingest: Ingest, capture: Capture, person: _Person
) -> tuple[int, list[NewLine]] | None:
    """Return how many items go and the working copies that replace a capture; None: it stays."""
    from contrecoup.store.erase import NewLine

    with case.vault.open(capture.capture_id) as stream:
        raw = stream.read()
    about = {
        "source": person.everywhere.mask(capture.source),
        "how": capture.how,
        "role": capture.role,
        "captured": capture.captured.at,
    }
    at = datetime.now(UTC)
    if capture.role == "roster":
        without = _roster(raw, person)
        if without == raw:
            return None
        return 1, [NewLine("redact", at, about, without)]
    items = ingest.all_items(capture)
    rows = [i for i in items if isinstance(i, Post | Article | Letter | Observation | AccountKey)]
    own = [row for row in rows if person.owns(row)]
    named = own or any(person.needles.hits(_words(attrs.asdict(row))) for row in rows)
    if not named and not _names(raw, person):
        return None
    others = [row for row in rows if not person.owns(row)]
    made: list[NewLine] = []
    kept = _by_line(ingest, capture, raw, others, person)
    if kept is not None:
        columns = ingest.columns().get(capture.capture_id)
        more: dict[str, Any] = {"format": capture.format} if capture.format else {}
        more |= {"columns": columns} if columns else {}
        made.append(NewLine("redact", at, about | more, kept[0]))
        others = kept[1]
    if others:
        copy = _working_copy(others, person.needles)
        made.append(NewLine("redact", at, about | {"role": "", "format": _COPY}, copy))
    return len(own), made


def _names(raw: bytes, person: _Person) -> bool:
    """Whether a file, packed or not, names the person or says what they wrote."""
    return any(person.needles.hits(text) for text in unpacking.readings(raw, _WIDEST))


def _by_line(
    ingest: Ingest, capture: Capture, raw: bytes, others: list[Any], person: _Person
) -> tuple[bytes, list[Any]] | None:
    """Return a file without the lines that name the person, and the items that went with them.

    Signed frames are taken as lines are, so that what others signed can still be proven.
    None where it is no such file, or where reading it again does not give the same items.
    """
    from contrecoup.sources.bluesky_frames import spelt, split

    framed = split(raw)
    lines = framed or raw.splitlines(keepends=True)
    by_line = b"\x00" not in raw and all(str(row.place).startswith("line ") for row in others)
    if not framed and not by_line:
        return None
    kept = [
        n
        for n, line in enumerate(lines)
        if not person.needles.hits(spelt(line) if framed else line.decode("utf-8", "replace"))
    ]
    header = not framed and not lines[0].lstrip().startswith(b"{") if lines else False
    if not kept or (header and kept[0] != 0):
        return None
    data = b"".join(lines[n] for n in kept)
    left = {_key(row) for row in ingest.all_items(capture, data)}
    stay = [row for row in others if _key(row) in left]
    if not stay or len(left - {""}) != len({_key(row) for row in stay}):
        return None
    return data, [row for row in others if _key(row) not in left]


def _key(row: Any) -> str:
    """Return what makes an item the same after its file lost lines."""
    if not isinstance(row, Post | Article | Letter | Observation | AccountKey):
        return ""
    said = attrs.asdict(row)
    for name in ("place", "capture_id", "article_id", "letter_id"):
        said.pop(name, None)
    return _words(said)


def _working_copy(rows: Iterable[Any], needles: Needles) -> bytes:
    """Return other people's items, one a line, with the person blanked out."""
    kinds = {Post: "post", Article: "article", Letter: "letter", Observation: "observation"}
    lines = [b'{"contrecoup":"working copy 1"}']
    for row in rows:
        values = msgspec.to_builtins(row)
        if needles.hits(_words(values)):
            values = _masked(values, needles)
        for link in ("reply_to", "quote_of", "repost_of", "conversation", "version_of", "url"):
            if isinstance(values.get(link), str) and "[removed" in values[link]:
                values[link] = ""
        values |= {"place": "", "capture_id": ""}
        values |= {name: "" for name in ("article_id", "letter_id") if name in values}
        kind = kinds.get(type(row), "key")
        lines.append(msgspec.json.encode({kind: values}, order="sorted"))
    return b"\n".join(lines) + b"\n"


def _masked(value: Any, needles: Needles) -> Any:
    if isinstance(value, str):
        return needles.mask(value) if needles.hits(value) else value
    if isinstance(value, Mapping):
        return {needles.mask(str(k)): _masked(v, needles) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(item, needles) for item in value]
    return value


def _words(value: Any) -> str:
    return json.dumps(value, default=str, ensure_ascii=False, sort_keys=True)


# -- what people keep ----------------------------------------------------------------


def _decisions(case: Case, person: _Person) -> tuple[list[Any], int]:
    """Return the decisions that stay, and how many go: those that are about the person."""
    solely = {
        finding.finding_id
        for _, finding in each(case.find().findings)
        if not isinstance(finding, Echo | Wave) and person.needles.hits(dumps(finding))
    }
    known = case.decisions
    stay = [
        one
        for one in known
        if one.target not in solely
        and person.key not in {one.target, one.value, person_of(one.target)} - {""}
        and not person.everywhere.hits(_words(msgspec.to_builtins(one)))
    ]
    return stay, len(known) - len(stay)


def _published(
    case: Case, person: _Person, decisions: list[Any]
) -> tuple[dict[str, bytes | None], int]:
    """Return the files of published versions that name the person; their decisions go too."""
    files: dict[str, bytes | None] = {}
    versions = set()
    root = case.folder / "published"
    for path in sorted(root.rglob("*")) if root.is_dir() and not root.is_symlink() else ():
        if path.is_file() and _names(path.read_bytes(), person):
            versions.add(path.relative_to(root).parts[0].removesuffix(".json"))
    for version in versions:
        for path in sorted([root / f"{version}.json", *(root / version).rglob("*")]):
            if path.is_file():
                files[path.relative_to(case.folder).as_posix()] = None
    decisions[:] = [d for d in decisions if not (d.verb == "publish" and d.target in versions)]
    return files, len(versions)


def _roster(raw: bytes, person: _Person) -> bytes:
    """Return a roster without the person's rows; all other bytes stay."""
    from contrecoup import sources

    text = raw.decode("utf-8-sig", "replace")
    wanted = {name.casefold() for name in person.names}
    kept: list[str] = []
    record = ""
    for line in text.splitlines(keepends=True):
        record += line
        if record.count('"') % 2:
            continue
        delimiter = ";" if record.count(";") > record.count(",") else ","
        cells = {c.strip().casefold() for c in next(csv.reader([record], delimiter=delimiter), [])}
        if not kept or not (cells & wanted or person.needles.hits(record)):
            kept.append(record)
        record = ""
    kept.append(record)
    without = "".join(kept)
    if without == text:
        return raw
    before, left = (
        {p.person_id for p in sources.read_roster(held.encode(), "roster.csv").people}
        for held in (text, without)
    )
    if left != before - {person.key}:
        message = "the person's rows could not be told from others'"
        raise SettingsError(
            message, place="roster.csv", next_step="delete them by hand, then again"
        )
    return without.encode()


def _still(case: Case, person: _Person) -> Iterator[str]:
    """Yield the files of a person's own in the case that still name who was forgotten."""
    for path in sorted(case.folder.rglob("*")):
        name = path.relative_to(case.folder).as_posix()
        ours = name.startswith(("vault/", ".")) or name in {"keys", "roster.csv", "decisions.jsonl"}
        plain = path.is_file() and not path.is_symlink() and not ours
        if plain and _names(path.read_bytes(), person):
            yield name
