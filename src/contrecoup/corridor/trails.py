"""The trail behind any id: sentence → counts → findings → documents → captures → bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import fields, frozen, has

from contrecoup.corridor.views import WHOLE, Step, Trail
from contrecoup.errors import SettingsError
from contrecoup.model.counts import Count
from contrecoup.model.documents import Article, Documents, Letter
from contrecoup.model.evidence import Citation, Proof, Standing, State
from contrecoup.model.findings import Findings
from contrecoup.model.people import Roster
from contrecoup.model.posts import Post
from contrecoup.model.report import Report, Sentence

STATE_WORDS: dict[State, str] = {
    "live": "online when captured",
    "edited": "edited since it was published",
    "deleted": "deleted by its author",
    "account-deleted": "account deleted",
    "deactivated": "account deactivated",
    "suspended": "account suspended",
    "taken-down": "taken down by the platform",
    "protected": "account protected",
    "withheld": "withheld by the platform",
    "unavailable": "not available when checked",
    "unknown": "not rechecked",
}
_BY_SOMEBODY = "deleted on its server, by its author or a moderator"
"""What can be said of a deletion on Mastodon, whose streams do not tell the two apart."""
STANDING_WORDS: dict[Standing, str] = {
    "signed": "signed by the account, in its repository",
    "no-key": "in the account's repository, whose key is not held",
    "other-words": "the account signed other words",
    "failed": "the proof fails",
}
SHORTEST = 8
"""Least number of digits by which a capture's hash is found."""
LONGEST = 80
"""Letters of a post that stand beside its id."""
MOST_IDS = 500
"""A count lists at most this many ids; the rest are numbered."""


def state_words(state: State, target: str) -> str:
    """Return a state in words, for a post or an account by its id."""
    unsaid = state == "deleted" and target.startswith("mastodon:")
    return _BY_SOMEBODY if unsaid else STATE_WORDS[state]


@frozen
class Known:
    """What a case knows: all that a trail can lead to.

    ``object_of`` gives the path of a capture's object in the case; ``behind`` the id behind a
    number of the published files, or ''.
    """

    documents: Documents
    findings: Findings
    roster: Roster
    object_of: Callable[[str], str] = str
    behind: Callable[[str], str] = lambda _number: ""


class _Walk:
    """Collects the steps of one trail."""

    def __init__(self, known: Known) -> None:
        findings = known.findings
        self.documents = known.documents
        self.roster = known.roster
        self.findings = {
            f.finding_id: f
            for a in fields(Findings)
            if isinstance(group := getattr(findings, a.name), tuple)
            for f in group
            if hasattr(f, "finding_id")
        }
        self.names = {p.person_id: p.name for p in self.roster.people}
        self.names |= {o.organisation_id: o.name for o in self.roster.organisations}
        self.names |= {a.article_id: a.outlet or a.title for a in self.documents.articles}
        self.names |= {x.letter_id: x.title for x in self.documents.letters}
        self.names |= {
            m.account_id: f"@{m.handle}" if m.handle else m.display_name for m in findings.matches
        }
        self.captures = {c.capture_id: c for c in self.documents.captures}
        self.object_of = known.object_of
        self.lists: Mapping[str, tuple[str, ...]] = {}
        self.steps: list[Step] = []

    def add(self, depth: int, kind: str, target: str, text: str = "") -> None:
        self.steps.append(Step(depth=depth, kind=kind, target=target, text=text))

    def named(self, depth: int, kind: str, target: str) -> None:
        """Add an id, and what a person calls it."""
        by = self.called(target)
        post = self.documents.posts.get(target) if by else None
        words = " ".join(post.text.split())[:LONGEST] if post is not None else ""
        self.add(depth, kind, target, f"{by}: {words}" if words else by)

    def called(self, target: str) -> str:
        """Return who or what an id is: a name, a handle, an outlet or a title; '' for no such id."""
        if target in self.names:
            return self.names[target]
        post = self.documents.posts.get(target)
        return f"@{post.handle}" if post is not None else ""

    def sentence(self, sentence: Sentence) -> None:
        self.add(0, "sentence", sentence.sentence_id, sentence.text)
        self.add(1, "certainty", sentence.certainty, sentence.certainty_words)
        for count in sentence.counts:
            self.count(1, count)
        for finding_id in sentence.findings:
            if finding_id in self.findings:
                self.finding(1, finding_id)
        for citation in sentence.citations:
            self.citation(1, citation)

    def count(self, depth: int, count: Count) -> None:
        of = f" of {count.of} ({count.of_label})" if count.of is not None else ""
        self.add(depth, "count", f"{count.value}", f"{count.unit}{of}; rule {count.rule}")
        if count.published_by:
            self.named(depth + 1, "published by", count.published_by)
        ids = self.lists.get(count.whole, count.ids)
        for counted in ids[:MOST_IDS]:
            self.named(depth + 1, "counted", counted)
        if len(ids) > MOST_IDS:
            self.add(depth + 1, "counted", f"and {len(ids) - MOST_IDS} more")
        if count.whole:
            self.add(depth + 1, "counted", count.whole, WHOLE)

    def finding(self, depth: int, finding_id: str) -> None:
        finding = self.findings[finding_id]
        name = type(finding).__name__.lower()
        self.add(depth, name, finding_id, f"rule {getattr(finding, 'rule', '')}")
        for attribute in fields(type(finding)):
            value = getattr(finding, attribute.name)
            told = attribute.name == "rule" or value in ("", finding_id)
            if isinstance(value, str | int | float) and not told:
                self.named(depth + 1, attribute.name, str(value))
        posts = getattr(finding, "post_ids", ())
        for post_id in posts[:MOST_IDS]:
            self.named(depth + 1, "post", post_id)
        for citation in _citations(finding):
            self.citation(depth + 1, citation)

    def citation(self, depth: int, citation: Citation) -> None:
        by = self.called(citation.document_id)
        said = f"“{citation.exact}”"
        self.add(depth, "cites", citation.document_id, f"{by}: {said}" if by else said)
        place = f"characters {citation.start} to {citation.end}"
        self.add(depth + 1, "at", citation.place or "document", place)
        self.capture(depth + 1, citation.capture_id)

    def capture(self, depth: int, capture_id: str) -> None:
        capture = self.captures.get(capture_id)
        if capture is None:
            self.add(depth, "capture", capture_id, "not in the vault")
            return
        when = capture.captured.at.isoformat()
        text = f"{capture.source}, {capture.size} bytes, captured {when}"
        self.add(depth, "capture", capture_id, text)
        if capture.redacted:
            self.add(depth + 1, "redacted", capture_id, "a working copy: items were removed")
        text = "zstd, then AES-256-GCM; the name is the SHA-256 of the encrypted bytes"
        self.add(depth + 1, "bytes", self.object_of(capture_id), text)

    def post(self, post: Post) -> None:
        self.add(0, "post", post.post_id, post.text)
        self.add(1, "state", post.state, state_words(post.state, post.post_id))
        self.add(1, "author", post.account_id, f"@{post.handle} ({post.display_name})")
        printed = f"as printed: {post.created_text}" if post.created_text else ""
        self.add(1, "published", post.created_at.isoformat(), printed)
        if post.url:
            self.add(1, "address", post.url)
        for kind in ("reply_to", "quote_of", "repost_of", "version_of"):
            if value := getattr(post, kind):
                self.add(1, kind.replace("_", " "), value)
        for text in post.versions:
            self.add(1, "earlier text", "", text)
        for seen in self.documents.observations:
            if seen.target in (post.post_id, post.account_id):
                words = state_words(seen.state, seen.target)
                words += f" ({seen.reason})" if seen.reason else ""
                self.add(1, "observed", seen.at.at.isoformat(), f"{words}, {seen.place}")
        for proof in self.documents.proofs:
            if proof.post_id == post.post_id:
                self.proof(proof)
        self.add(1, "read at", post.place, f"from {post.text_source} by {post.tool}")
        self.capture(1, post.capture_id)

    def proof(self, proof: Proof) -> None:
        where = f"{proof.place} of capture {proof.capture_id[:SHORTEST]}"
        words = f"{STANDING_WORDS[proof.standing]}, revision {proof.rev}, {where}"
        self.add(1, "proof", proof.cid, f"{words}: {proof.reason}" if proof.reason else words)
        if proof.key and proof.standing == "signed":
            self.add(2, "key", proof.key)
        if proof.gone:
            same = "" if proof.gone_same else "; which of its versions was removed is not known"
            where = f"{proof.gone_place} of capture {proof.gone_capture_id[:SHORTEST]}"
            self.add(2, "removed", where, f"a later signed commit lacks the post{same}")

    def document(self, document: Article | Letter) -> None:
        if isinstance(document, Article):
            self.add(0, "article", document.article_id, document.title)
            self.add(1, "outlet", document.outlet, document.author)
            for other in self.documents.articles:
                if document.article_id in other.versions:
                    self.versions(document, other)
        else:
            self.add(0, "letter", document.letter_id, document.title)
        if document.published is not None:
            published = document.published
            self.add(1, "published", published.at.isoformat(), published.printed)
        if document.url:
            self.add(1, "address", document.url)
        self.add(1, "text", document.lang, document.text)
        self.capture(1, document.capture_id)

    def versions(self, document: Article, stands: Article) -> None:
        """Name the other versions of an article, and which of them stands."""
        for number, other in enumerate(stands.versions, 1):
            if other != document.article_id:
                kind = "version that stands" if other == stands.article_id else "other version"
                self.add(1, kind, other, f"version {number} of {len(stands.versions)}")

    def person(self, person_id: str) -> bool:
        person = next((p for p in self.roster.people if p.person_id == person_id), None)
        if person is None:
            return False
        self.add(0, "person", person_id, person.name)
        for a in self.roster.affiliations:
            if a.person_id == person_id:
                span = f"{a.first or '…'} to {a.last or '…'}"
                self.add(1, "affiliation", a.organisation_id, f"{a.role}, {span}, {a.source}")
        for account in self.roster.accounts:
            if account.person_id == person_id:
                self.add(1, "account", account.platform, account.handle)
        return True


def _citations(finding: Any) -> Iterator[Citation]:
    for attribute in fields(type(finding)):
        value = getattr(finding, attribute.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Citation):
                yield item
            elif has(type(item)):
                yield from _citations(item)


def trail(target: str, known: Known, report: Callable[[], Report]) -> Trail:
    """Return the trail behind an id.

    Args:
        target: a sentence (``k2``), finding, post (``x:1726…``; ``at://`` bare
            or prefixed), article, letter, person, account, a capture's hash or
            its first eight digits, or the number of a person, account or post
            in a published file (``post-17``).
        known: what the case holds, and what was found in it.
        report: writes the account; asked only for a sentence.

    Raises:
        SettingsError: nothing has that id.
    """
    walk = _Walk(known)
    if not _walked(walk, target, known.documents):
        own = known.behind(target)
        if own:
            walk.add(0, "published as", target, own)
            _walked(walk, own, known.documents)
        elif (sentence := _sentence(target, report)) is not None:
            walk.lists = report().lists
            walk.sentence(sentence)
        else:
            message = f"nothing in the case has the id {target!r}"
            step = "give a sentence (k2), a finding, a post (x:…), a document, a person, a capture"
            raise SettingsError(message, next_step=step)
    return Trail(tuple(walk.steps))


def _walked(walk: _Walk, target: str, documents: Documents) -> bool:
    """Walk from a finding, post, document, capture, person or account; whether one has the id."""
    post = documents.posts.get(target) or documents.posts.get(f"bluesky:{target}")
    by_id = {d.article_id: d for d in (*documents.superseded, *documents.articles)} | {
        d.letter_id: d for d in documents.letters
    }
    captures = [c for c in walk.captures if len(target) >= SHORTEST and c.startswith(target)]
    if target in walk.findings:
        walk.finding(0, target)
    elif post is not None:
        walk.post(post)
    elif target in by_id:
        walk.document(by_id[target])
    elif captures:
        for capture_id in captures:
            walk.capture(0, capture_id)
    else:
        return walk.person(target) or _account(walk, target)
    return True


def _sentence(target: str, report: Callable[[], Report]) -> Sentence | None:
    if not target.isalnum() or len(target) > SHORTEST:
        return None
    return next((s for s in report().sentences() if s.sentence_id == target), None)


def _account(walk: _Walk, account_id: str) -> bool:
    posts = [post for post in walk.documents.posts if post.account_id == account_id]
    if not posts:
        return False
    walk.add(0, "account", account_id, f"@{posts[0].handle} ({posts[0].display_name})")
    for seen in walk.documents.observations:
        if seen.target == account_id:
            walk.add(1, "observed", seen.at.at.isoformat(), state_words(seen.state, seen.target))
    for post in posts[:MOST_IDS]:
        walk.add(1, "post", post.post_id, post.text)
        walk.add(2, "published", post.created_at.isoformat())
        if post.repost_of:
            walk.add(2, "repost of", post.repost_of)
    return True
