"""Reading the press: who said what, when, who moved, what was signed and demanded.

Pure: text in, nouns with offsets out.  Rules and word tables; no model, no network.
"""

from contrecoup.findings.press.first_person import SaidMove, said_moves
from contrecoup.findings.press.letters import others
from contrecoup.findings.press.reader import read
from contrecoup.findings.press.sameness import same

__all__ = ["SaidMove", "others", "read", "said_moves", "same"]
