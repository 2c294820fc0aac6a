"""The tables of a case, declared once: CSV, Parquet, SQLite and the dictionary follow.

Ids are prefixed text, times are instants in UTC, and a list is a list (JSON text
where a format has no lists).  A table has a row for what its first line says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import frozen

from contrecoup.model.hand_over import HandOver
from contrecoup.render.hand_over import rows
from contrecoup.render.hand_over.rows import Row


@frozen
class Column:
    """One column: its name, its kind and what it holds.

    Kinds: ``text``, ``texts`` (a list), ``time`` (an instant), ``day``, ``number`` (whole),
    ``share`` (0 to 1), ``flag``.
    """

    name: str
    kind: str
    doc: str


@frozen
class TableOf:
    """One table: what a row is, its columns, and its rows of a case."""

    name: str
    doc: str
    columns: tuple[Column, ...]
    rows: Callable[[HandOver], Iterable[Row]]


_CITED = (
    Column("document_id", "text", "the post, article or letter that it is read from"),
    Column("capture_id", "text", "the preserved bytes that hold the document"),
    Column("exact", "text", "the document's own words; empty where they are withheld"),
    Column("start", "number", "where they begin, in code points of the document's text"),
    Column("end", "number", "where they end"),
)
_HOW = (
    Column("rule", "text", "the rule or model that found it"),
    Column(
        "certainty",
        "text",
        "observed, one-outlet, several-outlets, computed or absence of evidence",
    ),
)
_ID = Column("finding_id", "text", "made of its content: stays the same over new runs")


def _columns(*texts: str) -> tuple[Column, ...]:
    """Return columns from lines ``name kind what it holds``."""
    return tuple(Column(*text.split(" ", 2)) for text in texts)


TABLES: tuple[TableOf, ...] = (
    TableOf(
        "people",
        "a row a person of the roster",
        _columns(
            "person_id text the roster's key, or a number that holds in this case alone",
            "name text as the roster has it; empty for private people",
            "other_names texts other names",
            "public flag may be named",
            "accounts texts accounts that are surely theirs",
        ),
        rows.people,
    ),
    TableOf(
        "affiliations",
        "a row where and when a person belonged",
        _columns(
            "person_id text whose",
            "organisation_id text where, by key",
            "organisation text where, by name",
            "role text in which role",
            "team text in which team",
            "first_day day from this day on; empty where open",
            "last_day day to this day, included; empty where open",
            "source text who says so",
        ),
        rows.affiliations,
    ),
    TableOf(
        "accounts",
        "a row an account that posted, with what is known of its owner",
        _columns(
            "account_id text prefixed platform id",
            "platform text x, bluesky, mastodon …",
            "handle text without @; empty for private people",
            "display_name text as shown; empty for private people",
            "verdict text sure, unsure or outside",
            "person_id text whose it surely is",
            "candidates texts whose it may be",
            "reason text why",
        ),
        rows.accounts,
    ),
    TableOf(
        "posts",
        "a row a post of the group, or that a finding rests on",
        _columns(
            "post_id text prefixed platform id",
            "platform text x, bluesky, mastodon …",
            "account_id text its author's account",
            "person_id text whose account it surely is",
            "handle text at that time",
            "created_at time when published (on Bluesky as its author's app claims)",
            "precision text second, minute, hour or day",
            "text text the longest text held; empty where withheld",
            "lang text as the platform claims",
            "url text public address",
            "reply_to text the post replied to",
            "quote_of text the post quoted",
            "repost_of text the post reposted unchanged",
            "state text live, edited, deleted … as last seen",
            "echoes texts the messages in unison that it carries",
            "capture_id text the preserved bytes",
            "place text where in them",
        ),
        rows.posts,
    ),
    TableOf(
        "quotations",
        "a row a wording in one document; wordings of one utterance share finding_id",
        (
            _ID,
            *_columns(
                "rendering number 0 is the original where it is held, else the earliest published",
                "text text the words, pieces joined by […]; empty where withheld",
                "lang text the wording's language",
                "kind text direct, mixed, indirect, block or post",
                "outlet text who published it; empty for the person's own post",
                "difference text from the original: same, cut, reworded, translated, departs",
                "hedged flag its document is reworded or translated by a machine",
                "speaker text person or organisation, by key",
                "speaker_name text as the document names them",
                "speaker_kind text person, organisation, group or anonymous",
                "own flag the person's own post",
                "post_id text the post, where it is held",
                "medium text post, letter, interview …",
                "said_at time when, where known to the hour",
                "said_first_day day when, in days",
                "said_last_day day to",
                "state text of the post: live, deleted …",
                "confidence share that words and speaker are right",
            ),
            *_CITED,
            *_HOW,
        ),
        rows.quotations,
    ),
    TableOf(
        "echoes",
        "a row a message that several posts carry",
        (
            _ID,
            *_columns(
                "kind text identical, near, slogan, emoji or translated",
                "text text the commonest wording",
                "lang text its language",
                "layer text the layer of normalising at which posts became the same",
                "posts number how many posts",
                "accounts number how many accounts",
                "group_people number how many people of the group, by sure accounts",
                "first_post text the earliest post found",
                "first_at time when",
                "last_at time the latest",
                "parts texts for a message in two languages: the messages it joins",
            ),
            *_HOW,
        ),
        rows.echoes,
    ),
    TableOf(
        "echo_posts",
        "a row a post of an echo",
        (
            _ID,
            *_columns(
                "post_id text the post",
                "account_id text its author's account",
                "created_at time when published",
            ),
        ),
        rows.echo_posts,
    ),
    TableOf(
        "waves",
        "a row a span of time of a wave",
        (
            _ID,
            *_columns(
                "kind text emoji, slogan or hashtag",
                "what text of what",
                "onset time when it began",
                "peak time its fullest span",
                "ended time when it ended",
                "bucket_start time this span's start",
                "bucket_seconds number how long a span is",
                "posts number posts in this span",
                "accounts number accounts in this span",
                "burst_level number Kleinberg's level: 0 none",
            ),
            *_HOW,
        ),
        rows.waves,
    ),
    TableOf(
        "ties",
        "a row a pair of accounts that did the same within the window",
        _columns(
            "by text what was the same",
            "account_a text one account, first in order of text",
            "account_b text the other",
            "weight number pairs of posts",
            "first_at time the first of them",
            "last_at time the last",
            "posts texts the posts that made it",
        ),
        rows.ties,
    ),
    TableOf(
        "moves",
        "a row a change of post or employer, as documents tell it",
        (
            _ID,
            *_columns(
                "type text appoint, succeed, interim, dismiss, resign, leave, join or return",
                "person text who, by key",
                "person_name text who, as printed",
                "organisation text where, by key",
                "organisation_name text where, as printed",
                "role text as printed",
                "replaces text whom",
                "modality text done, announced, expected, demanded, denied, reported, background",
                "status text announced, reported, done, reversed, demanded or denied",
                "first_day day when",
                "last_day day to",
                "first_reported time the earliest document",
                "reversed_by text the move that undid it",
                "outlets texts who told it, in order; empty for the person's own post",
                "documents texts the documents, in the same order",
                "exact texts their words, in the same order",
                "confidence share that it is right",
            ),
            *_HOW,
        ),
        rows.moves,
    ),
    TableOf(
        "tallies",
        "a row a count that somebody published",
        (
            _ID,
            *_columns(
                "what text signatories or staff",
                "value number the number",
                "qualifier text the source's own: nearly, more than …",
                "of number out of how many, where it says",
                "published_at time when",
                "outlet text by whom",
                "repeats text the tally that it takes over",
                "credited text whom it names for it",
            ),
            *_CITED,
            *_HOW,
        ),
        rows.tallies,
    ),
    TableOf(
        "demands",
        "a row a demand in one document, in its own words",
        (
            _ID,
            *_columns(
                "what text what is asked",
                "by text by whom",
                "of text of whom",
                "condition text on what condition",
                "threat text with what threat",
                "lang text the document's language",
                "outlet text who published it",
            ),
            *_CITED,
            *_HOW,
        ),
        rows.demands,
    ),
    TableOf(
        "stances",
        "a row words for or against somebody",
        (
            _ID,
            *_columns(
                "holder text whose words: a person or an account",
                "target text toward whom, by key",
                "polarity text for, against, neither or confused",
                "at time when",
                "confidence share that it is right",
            ),
            *_CITED,
            *_HOW,
        ),
        rows.stances,
    ),
    TableOf(
        "removals",
        "a row a post or account that is no longer as it was",
        (
            _ID,
            *_columns(
                "post_id text the post; empty where it is an account",
                "account_id text the account",
                "state text what was seen; unavailable does not mean deleted",
                "at time when that was seen",
                "seen_at time when it was last seen before",
                "reason text as the platform gives it",
                "capture_id text the preserved bytes that show it",
                "place text where in them",
            ),
            *_HOW,
        ),
        rows.removals,
    ),
    TableOf(
        "earlier",
        "a row a person of the group with a first post after the event",
        _columns(
            "person_id text who",
            "post_id text the earliest post found",
            "at time when",
            "minutes number after the event",
        ),
        rows.earlier,
    ),
    TableOf(
        "sources",
        "a row an article or a version of the letter",
        _columns(
            "document_id text its id",
            "kind text article or letter",
            "outlet text who published it",
            "title text its title",
            "author text the byline as printed",
            "lang text its language",
            "url text its address",
            "published_at time when",
            "quality text clean, suspect or reworded",
            "reasons texts why",
            "capture_id text the preserved bytes",
            "versions texts of an article, the ids of all its versions that are held, where there are more",
        ),
        rows.sources,
    ),
)
"""Every table, in the order in which a reader meets them."""
