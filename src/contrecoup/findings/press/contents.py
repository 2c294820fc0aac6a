"""Where the words begin behind a verb of saying."""

from __future__ import annotations

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.contents_en import english
from contrecoup.findings.press.contents_fr import french
from contrecoup.findings.press.openings import Opening, aside, skip_days
from contrecoup.findings.press.verb_groups import CueFound

__all__ = ["Opening", "aside", "opening", "skip_days"]


def opening(article: Article, cue: CueFound, stop: int) -> Opening | None:
    """What the verb takes and where it begins, or None where it says nothing here."""
    return english(article, cue, stop) if article.lex.lang == "en" else french(article, cue, stop)
