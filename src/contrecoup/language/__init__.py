"""What is true of text whatever it is for: pure functions from text to spans.

Offsets are Unicode code points into the text that was given.
"""

from contrecoup.language.dates import dates
from contrecoup.language.emojis import emojis
from contrecoup.language.identify import identify
from contrecoup.language.marks import quoted
from contrecoup.language.sentences import sentences
from contrecoup.language.text import normalise, tokens

__all__ = ["dates", "emojis", "identify", "normalise", "quoted", "sentences", "tokens"]
