"""Findings to sentences, through editorial rules and one phrasebook per language.

``write`` makes the account of a case in one language, ``check`` runs every
editorial rule on every generated line, ``rules`` lists them.
"""

from contrecoup.report.account import write
from contrecoup.report.accuracy import Accuracy
from contrecoup.report.rules import EditorialRule, check, rules

__all__ = ["Accuracy", "EditorialRule", "check", "rules", "write"]
