"""Echoes that give one message in two languages: joined by the same-statement judgement."""

from __future__ import annotations

from collections.abc import Sequence

from contrecoup.findings.press.sameness import compare, same
from contrecoup.findings.press.wordings import prepare
from contrecoup.language import identify
from contrecoup.model.findings import Echo
from contrecoup.model.reading import Wording

MANY = 5
"""Accounts from which an echo is compared with echoes in other languages."""
MOST = 60
"""Echoes that are compared, those of most accounts: every pair is judged by itself."""
WHOLE = 0.5
"""Share of either message that the other must hold; a slogan in a longer text is not it."""
RULE = "translated:same-statement"


def translations(echoes: Sequence[Echo]) -> tuple[tuple[Echo, ...], ...]:
    """Return the echoes that say the same in two languages, together; most accounts first.

    Each is judged against the first of its group, so that no chain of likenesses joins two
    messages.  An echo is in one group at most.
    """
    ranked = sorted(
        (e for e in echoes if e.kind != "emoji" and len(e.account_ids) >= MANY),
        key=lambda e: (-len(e.account_ids), e.first_at, e.finding_id),
    )[:MOST]
    left = [(echo, _language(echo)) for echo in ranked]
    groups = []
    while left:
        (first, lang), *others = left
        same_words = [
            echo
            for echo, other in others
            if other != lang and _one_message(first, lang, echo, other)
        ]
        if same_words:
            groups.append((first, *same_words))
        taken = {echo.finding_id for echo in same_words}
        left = [row for row in others if row[0].finding_id not in taken]
    return tuple(groups)


def _language(echo: Echo) -> str:
    lang = echo.lang.split("-", maxsplit=1)[0]
    return lang if lang not in {"", "und"} else identify(echo.text)


def _one_message(a: Echo, a_lang: str, b: Echo, b_lang: str) -> bool:
    """Whether two messages are wholly the same statement, each in its language."""
    one, two = Wording(text=a.text, lang=a_lang), Wording(text=b.text, lang=b_lang)
    found = compare(prepare(a.text, a_lang), prepare(b.text, b_lang))
    return min(found.inner, found.outer) >= WHOLE and same(one, two).same
