"""Findings to sentences, through editorial rules and one phrasebook per language.

``write`` makes the account of a case in one language, ``check`` runs every
editorial rule on every generated line, ``rules`` lists them, ``publishable``
takes private people out of what leaves with it, and ``pseudonyms`` tells inside
the case who was taken out.
"""

from contrecoup.report.account import write
from contrecoup.report.accuracy import Accuracy
from contrecoup.report.publish import pseudonyms, publishable
from contrecoup.report.rules import EditorialRule, check, rules

__all__ = ["Accuracy", "EditorialRule", "check", "pseudonyms", "publishable", "rules", "write"]
