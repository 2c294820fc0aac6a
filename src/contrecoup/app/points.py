"""What is still to look at before publishing: each thing in words, where it is settled, who settled it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from attrs import frozen

from contrecoup.app.room import Asked
from contrecoup.corridor.settling import CODES
from contrecoup.language.lookalike import marked
from contrecoup.model.decisions import Decision

MOST_SHOWN = 200
"""Things of one point that are shown at once."""
LONGEST = 160


@frozen(kw_only=True)
class Thing:
    """One thing to look at: who it is about, what it says, where it is settled.

    ``target`` has several ids, with blanks between them, where one sentence stands in several places;
    ``lang`` is the language of its words where the account has it; ``words`` of many letters end
    at a blank with an ellipsis, and ``whole`` has them all.
    """

    target: str
    who: str
    words: str
    href: str
    lang: str = ""
    whole: str = ""
    settled: Decision | None = None

    @property
    def rest(self) -> bool:
        """Whether there are more words than those that are shown at once."""
        return self.whole != self.words


@frozen(kw_only=True)
class Point:
    """A line of the checklist: how many are left, the first of them, and those that are settled."""

    code: str
    left: int
    things: tuple[Thing, ...]
    settled: tuple[Thing, ...]

    @property
    def by_note(self) -> bool:
        """Whether a note settles it here."""
        return self.code in CODES


def points(at: Asked) -> tuple[Point, ...]:
    """Return the checklist of a case in the words of the interface."""
    say = _Saying(at)
    return tuple(
        Point(
            code=row.code,
            left=len(groups),
            things=tuple(say.thing(row.code, i) for i in groups[:MOST_SHOWN]),
            settled=tuple(say.thing(row.code, (i,), one) for i, one in row.settled.items()),
        )
        for row in at.case.checklist()
        for groups in [say.once(row.targets)]
    )


def _short(words: str) -> str:
    """Return words that are not long as they are, others to a blank, with an ellipsis."""
    if len(words) <= LONGEST:
        return words
    return words[: LONGEST - 1].rsplit(None, 1)[0] + "…"


class _Saying:
    """Puts ids into words: findings, accounts, posts, sentences."""

    def __init__(self, at: Asked) -> None:
        self._at = at
        case = at.case
        self._names = at.names
        self._matches = {m.account_id: m for m in case.people.matches}
        known = case.settings.languages
        self._lang = next((one for one in known if one == at.lang), known[0])
        report = case.report(self._lang).report
        self._lines = {s.key: s for s in report.sentences()}
        quoted = case.review.queue.of_kind("quotations")
        self._quotation = {post: item.target for item in quoted for post in item.posts}

    def once(self, targets: Iterable[str]) -> list[tuple[str, ...]]:
        """Return ids in groups: those of sentences in the same words, about the same, together."""
        groups: dict[Any, list[str]] = {}
        for one in targets:
            line = self._lines.get(one)
            alike = one if line is None else (line.kind, line.text, *sorted(line.findings))
            groups.setdefault(alike, []).append(one)
        return [tuple(group) for group in groups.values()]

    def thing(self, code: str, targets: tuple[str, ...], settled: Decision | None = None) -> Thing:
        target = targets[0]
        who, words, href = self._said(code, target)
        return Thing(
            target=" ".join(targets),
            lang=self._lang if target in self._lines else "",
            who=who,
            words=_short(words),
            whole=words,
            href=self._at.base + href,
            settled=settled,
        )

    def _said(self, code: str, target: str) -> tuple[str, str, str]:
        at, case, here = self._at, self._at.case, quote(target, safe="")
        if code == "lost":
            lost = next((o.decision for o in case.review.lost if o.decision.target == target), None)
            return (lost.who, lost.about or target, "/findings#lost") if lost else ("", target, "/")
        item = case.review.queue.get(target)
        if item is not None:
            return "", at.line(item), f"/findings?at={here}"
        line = self._lines.get(target)
        if line is not None:
            href = f"/draft?lang={self._lang}&line={here}"
            return self._named(line.findings), line.text, href
        if target in self._matches:
            return self._account(target), "", f"/people?account={here}#account"
        post = case.documents().posts.get(target)
        if post is None:
            return "", target, f"/evidence?id={here}"
        finding = self._quotation.get(target, "") if code == "private" else ""
        href = f"/findings?at={quote(finding, safe='')}" if finding else f"/evidence?id={here}"
        return self._account(post.account_id), post.text, href

    def _account(self, account_id: str) -> str:
        """Return who holds an account, by name and handle."""
        match = self._matches.get(account_id)
        if match is None:
            return account_id
        name = self._names.get(match.person_id, "") or match.display_name
        return f"{name} {marked(match.handle, self._at.words['lookalike'])}".strip()

    def _named(self, findings: Iterable[str]) -> str:
        """Return whom the stances behind a sentence are toward."""
        queue = self._at.case.review.queue
        items: list[Any] = [queue.get(one) for one in findings]
        targets = dict.fromkeys(getattr(i.finding, "target", "") for i in items if i is not None)
        return ", ".join(self._names.get(key, key) for key in targets if key)
