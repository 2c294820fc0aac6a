"""The head of an article saved as text: outlet, date and author, each on a line near the top."""

from __future__ import annotations

import re

from attrs import define

from contrecoup.model.times import Moment
from contrecoup.sources.datelines import dateline, like_outlet, names_press
from contrecoup.sources.moments import parse_time

_NEAR = 8
"""Lines that are not empty, in which a head is looked for."""
_SHORT = 4
"""Words of an outlet's name, at most, where nothing else on its line says that it is one."""
_LONG = 25
"""Words of a title, fewer than these."""
_JOINS = frozenset(
    ["le", "la", "les", "l", "de", "du", "des", "d", "the", "of", "and", "et", "&", "-"]
)
_LABELS = re.compile(
    r"(?P<title>title|titre)|(?P<outlet>outlet|source|média|media|journal|newspaper)"
    r"|(?P<date>date(?: de publication)?|published|publié(?: le)?)"
    r"|(?P<author>author|auteur|autrice|by|par)|(?P<url>url|link|lien|adresse)",
    re.IGNORECASE,
)
_SAYS = (
    r"(?:\b(?:confi|déclar|di[st]|expliqu|indiqu|affirm|précis|assur|racont|répond)\w*(?:[-\s]\w+){0,2}"
    r"\s+(?:à|auprès de)|\bau micro de|\btold)"
)
"""What stands before the name of the outlet to which something is said."""
_BYLINE = re.compile(r"(?:By|Par|BY|PAR)\s+([^\W\d_][^,;:!?]{2,60})")


@define
class TextHead:
    """What a text's first lines say, and the lines that are left."""

    title: str = ""
    outlet: str = ""
    author: str = ""
    url: str = ""
    published: Moment | None = None
    assumed: bool = False
    body: str = ""


def text_head(words: str, zone: str) -> TextHead | None:
    """Return the head of a cleaned text, None where its first lines give no date or outlet."""
    lines = words.split("\n")
    near = [i for i, line in enumerate(lines) if line.strip()][:_NEAR]
    head = TextHead()
    used: set[int] = set()
    dated = -1
    for i in near:
        line = lines[i].strip()
        if _labelled(line, head, zone) or (head.title and _signed(line, head)):
            used.add(i)
        elif head.published is None and (head.title or used) and (d := dateline(line, zone)):
            head.published, head.assumed, dated = d.published, d.assumed, i
            used.add(i)
            _before(d.before, head, place=d.place)
        elif not head.title:
            head.title = line.lstrip("#").strip()
            used.add(i)
        elif len(line.split()) > 14:
            break
    if head.published is None and not (head.outlet or _under_title(lines, near, head, used)):
        _outlet_alone(lines, near, head, used)
        if not head.outlet:
            return None
    _outlet_first(lines, near, head, used)
    if not head.outlet and dated >= 0:
        at = near.index(dated)
        beside = [i for i in near[max(0, at - 2) : at + 2] if i not in used]
        body = "\n".join(lines[near[at] + 1 :])
        named = next((i for i in beside if like_outlet(lines[i]) or _told(lines[i], body)), None)
        if named is not None:
            head.outlet = lines[named].strip()
            used.add(named)
    kept = "\n".join(line for i, line in enumerate(lines) if i not in used)
    head.body = re.sub(r"\n{3,}", "\n\n", kept).strip("\n")
    return head


def _told(line: str, body: str) -> bool:
    """Whether a short line is a name to which somebody in the article says something."""
    name = line.strip()
    if not name[:1].isupper() or len(name.split()) > 5 or name[-1] in ".!?:;,":
        return False
    said = rf"{_SAYS}\s+(?:l['’])?{re.escape(name)}(?!\w)"
    return re.search(said, body) is not None


def _under_title(lines: list[str], near: list[int], head: TextHead, used: set[int]) -> bool:
    """Take the second line for the outlet, where it stands alone and is named as one; whether it does."""
    at = near[1] if len(near) > 2 and near[0] in used and near[1] not in used else -1
    alone = at > 0 and not (lines[at - 1].strip() or lines[at + 1].strip())
    if not alone or not names_press(lines[at]) or len(lines[at].split()) > _SHORT:
        return False
    head.outlet = lines[at].strip()
    used.add(at)
    return True


def _outlet_first(lines: list[str], near: list[int], head: TextHead, used: set[int]) -> None:
    """Where the outlet stands above the title, give each its name."""
    at = near[1] if len(near) > 2 and near[1] not in used else -1
    if head.outlet or at < 0 or not names_press(head.title):
        return
    line = lines[at].strip()
    if len(head.title.split()) <= _SHORT < len(line.split()) < _LONG and not like_outlet(line):
        head.outlet, head.title = head.title, line.lstrip("#").strip()
        used.add(at)


def _outlet_alone(lines: list[str], near: list[int], head: TextHead, used: set[int]) -> None:
    """Where no date helps, take the first line for the outlet if it is named as one, above a title."""
    if len(near) < 3 or used != {near[0]}:
        return
    line = lines[near[1]].strip().lstrip("#").strip()
    body = "\n".join(lines[near[2] :])
    named = names_press(head.title) or _told(head.title, body)
    if named and a_proper_name(head.title) and like_title(line):
        head.outlet, head.title = head.title, line
        used.add(near[1])


def doubtful(title: str, body: str) -> bool:
    """Whether the first line of a text may be its outlet: a short name, above what reads as a title."""
    return a_proper_name(title) and like_title(body.lstrip("\n").split("\n", 1)[0])


def a_proper_name(line: str) -> bool:
    """Whether a few words are written as a name: capitals, but for what joins them."""
    words = line.split()
    joined = [
        word[:1].isupper()
        or word[:1].isdigit()
        or before.lower() in _JOINS
        or word.lower() in _JOINS
        for before, word in zip(["", *words], words, strict=False)
    ]
    return len(line) > 2 and len(words) <= _SHORT and all(joined) and line[-1] not in '.!?:;,»”"'


def like_title(line: str) -> bool:
    """Whether a line reads as a title: not a name, not a sentence with its stop."""
    plain = line.strip()
    words = len(plain.split())
    return _SHORT < words < _LONG and plain[-1] not in ".:;,…" and not like_outlet(plain)


def _signed(line: str, head: TextHead) -> bool:
    """Take a line with the author's name or the address alone; whether it is one."""
    byline = _BYLINE.fullmatch(line)
    if byline and not head.author and not line.endswith("."):
        head.author = byline[1].strip()
    elif line.startswith(("http://", "https://")) and " " not in line and not head.url:
        head.url = line
    else:
        return False
    return True


def _before(words: str, head: TextHead, *, place: bool) -> None:
    """Take what stands before a date for the outlet or the author, where it looks like one."""
    byline = _BYLINE.fullmatch(words)
    if byline:
        head.author = head.author or byline[1].strip()
    elif not place and not head.outlet and like_outlet(words):
        head.outlet = words


def _labelled(line: str, head: TextHead, zone: str) -> bool:
    """Take a line such as ``Date: 16 March 2031``; whether it is one."""
    label, colon, value = line.partition(":")
    value = value.strip()
    kind = _LABELS.fullmatch(label.strip("*_# \u202f\xa0"))
    if not colon or kind is None or not value or len(value) > (60 if kind["outlet"] else 200):
        return False
    name = str(kind.lastgroup)
    if name == "date":
        said = parse_time(value, zone)
        found = dateline(value, zone)
        if head.published is not None or not (said or found):
            return False
        if said:
            head.published, head.assumed = said
        elif found:
            head.published, head.assumed = found.published, found.assumed
        return True
    if getattr(head, name):
        return False
    setattr(head, name, value)
    return True
