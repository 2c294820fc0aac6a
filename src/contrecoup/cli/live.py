"""The verbs that ask the network: watch and refresh."""

from __future__ import annotations

import os
import re
import signal
import threading
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Self

import click

from contrecoup.cli.doorway import (
    FINE,
    NOTHING,
    REFUSED,
    UNREADABLE,
    door,
    existing,
    formats,
    print_outcomes,
    refuse,
)
from contrecoup.cli.terminal import say
from contrecoup.cli.verb import verb

if TYPE_CHECKING:
    from contrecoup.corridor.watching import Watched

TOKEN = "CONTRECOUP_MASTODON_TOKEN"  # noqa: S105 the variable's name
_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


class _Stop:
    """The first Ctrl-C ends a watch after the message at hand; the second ends it at once."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    def __enter__(self) -> Self:
        self._before = {s: signal.signal(s, self._ask) for s in (signal.SIGINT, signal.SIGTERM)}
        return self

    def __exit__(self, *exc: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        if self._asked.is_set():
            raise KeyboardInterrupt
        self._asked.set()

    def __call__(self) -> bool:
        return self._asked.is_set()


def seconds(text: str | None) -> float | None:
    """Return the seconds of a duration such as ``90s``, ``30m``, ``12h``, ``2d``."""
    if text is None:
        return None
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhd]?)", text.strip())
    if match is None:
        refuse(f"a duration is 90s, 30m, 12h or 2d, not {text!r}")
    return float(match[1]) * _UNITS[match[2] or "s"]


def _parts(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


@verb(
    (
        "my-case bluesky --word Ondelune --hashtag equipage",
        "what matches, and the accounts of the roster",
    ),
    ("my-case bluesky --proof --for 2h", "with the accounts' signatures, for two hours"),
    ("my-case mastodon --server https://phare.example --hashtag equipage", "one server"),
)
@click.argument("case")
@click.argument("network", type=click.Choice(["bluesky", "mastodon"]))
@click.option("--word", "words", multiple=True, help="A word or phrase; may be repeated.")
@click.option("--hashtag", "hashtags", multiple=True, help="A hashtag; may be repeated.")
@click.option("--handle", "handles", multiple=True, help="An account; may be repeated.")
@click.option("--lang", "languages", multiple=True, help="Languages that posts claim: fr,en.")
@click.option("--roster/--no-roster", default=True, show_default=True, help="Its accounts too.")
@click.option("--server", default="", help="The server, if not the usual one.")
@click.option("--proof", is_flag=True, help="Bluesky: the signed firehose, which can be proven.")
@click.option("--wire", type=click.Choice(["v1", "v2"]), default="v1", help="Jetstream's version.")
@click.option("--packed", is_flag=True, help="Jetstream v2: packed messages.")
@click.option(
    "--dictionary",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Jetstream: the zstd dictionary of packed messages.",
)
@click.option("--local", is_flag=True, help="Mastodon: only posts of the server's own accounts.")
@click.option("--resolver", default="", help="Bluesky: who knows handles, if not the usual one.")
@click.option("--directory", default="", help="Bluesky: keep accounts' documents from there.")
@click.option("--for", "duration", default=None, help="End after 90s, 30m, 12h, 2d.")
@click.option("--max", "most", type=click.IntRange(1), help="End after so many kept messages.")
@click.option("--every", default="10m", show_default=True, help="Keep a segment this often.")
@formats()
@door
def watch(
    case: str,
    network: str,
    words: tuple[str, ...],
    hashtags: tuple[str, ...],
    handles: tuple[str, ...],
    languages: tuple[str, ...],
    wire: str,
    dictionary: Path | None,
    directory: str,
    duration: str | None,
    every: str,
    form: str,
    **more: Any,
) -> int:
    """Follow a live network into a case; Ctrl-C ends it, and nothing is lost.

    What matches a word, a hashtag or an account (the roster's too) is kept as it
    came; with none of them, everything is. A Mastodon server that wants a token
    finds it in the variable CONTRECOUP_MASTODON_TOKEN.
    """
    from contrecoup.corridor.watching import Choice

    opened = existing(case)
    tags = _parts(hashtags)
    if more["proof"] and not directory:
        directory = "https://plc.directory"
    alone = len(tags) == 1 and not (words or handles or languages or more["roster"])
    choice = Choice(
        network=network,
        words=words,
        hashtags=tags,
        handles=_parts(handles),
        languages=_parts(languages),
        second=wire == "v2",
        dictionary=dictionary.read_bytes() if dictionary else b"",
        directory=directory if directory != "none" else "",
        token=os.environ.get(TOKEN, ""),
        tag=tags[0].lstrip("#") if alone and network == "mastodon" else "",
        seconds=seconds(duration),
        every=seconds(every) or 600.0,
        **more,
    )
    with _Stop() as stop:
        watched = opened.watch(choice, stop=stop, tell=say)
    print_outcomes(watched.files, form)
    _say(watched)
    return UNREADABLE if any(file.unreadable for file in watched.files) else FINE


def _say(watched: Watched) -> None:
    span = ""
    if watched.first_at and watched.last_at:
        span = f", {watched.first_at:%F %T} to {watched.last_at:%F %T} UTC"
    say(f"kept {watched.kept}, left out {watched.dropped}, {watched.gaps} gaps{span}")


@verb(
    ("my-case", "what the account cites"),
    ("my-case --all --no-articles", "every post that is held"),
    ("my-case mastodon:https://phare.example/users/croussel/statuses/1", "one post"),
)
@click.argument("case")
@click.argument("ids", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All posts held, not only those cited.")
@click.option("--articles/--no-articles", default=True, show_default=True, help="Articles too.")
@click.option("--appview", default="", help="Bluesky: who is asked first; none: nobody.")
@click.option("--directory", default="", help="Bluesky: who knows accounts' servers.")
@click.option("--allow-private", is_flag=True, help="Also ask servers of your own network.")
@click.option("--delay", default=0.5, show_default=True, type=click.FloatRange(0), help="Seconds.")
@formats()
@door
def refresh(case: str, allow_private: bool, delay: float, form: str, **given: Any) -> int:  # noqa: FBT001 click passes flags so
    """Ask again about the posts and articles that the account cites, or about those of IDS.

    What is no longer returned is recorded as not available, with the time and the
    answer; a platform's event alone says that its author deleted it.
    """
    from contrecoup.corridor import fetching
    from contrecoup.corridor.refreshing import Question

    opened = existing(case)
    using = fetching.fetcher(private=allow_private)
    using.delay = delay
    refreshed = opened.refresh(Question(**given), using=using, tell=say)
    print_outcomes(refreshed.files, form)
    say(f"asked about {refreshed.posts} posts and {refreshed.articles} articles")
    for platform, number in refreshed.not_asked.items():
        say(f"{number} posts of {platform} were not asked about: it answers nobody without a key")
    if not refreshed.posts and not refreshed.articles:
        return NOTHING
    return REFUSED if any(file.refused for file in refreshed.files) else FINE
