"""The end of a run: the manifest's head is signed and, if an authority is set, dated."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from contrecoup.errors import PlatformRefused, SettingsError
from contrecoup.model.evidence import Vouched
from contrecoup.model.times import Moment

if TYPE_CHECKING:
    from contrecoup.case import Case
    from contrecoup.sources.live.network import Network


def seal(case: Case, network: Network | None = None) -> bool:
    """Sign the head, and ask the authority of case.toml to date it; the caller holds the lock.

    Args:
        case: the case.
        network: the way out, if not the network itself.

    Returns:
        whether the last seal is dated.  Without an answer it stays undated, and the next run,
        whose seal covers all lines before it, asks again.

    Raises:
        SettingsError: an authority is set and the extra ``timestamps`` is not installed.
    """
    case.vault.seal()
    authority = case.settings.timestamps
    message = case.vault.undated()
    if not authority or not message:
        return not message
    from contrecoup.sources.live.network import Wire
    from contrecoup.store import stamps

    asked = stamps.asked(message)
    try:
        way = network or Wire()
        answer = way.get(authority, (("Content-Type", stamps.CONTENT),), body=asked)
    except PlatformRefused:
        return False
    if answer.status != 200 or not stamps.granted(answer.body):
        return False
    case.vault.date(answer.body, authority, datetime.now(UTC))
    return True


def existed(case: Case) -> tuple[Vouched, ...]:
    """Return by when the bytes of each document are proven to have existed, where they are.

    Raises:
        SettingsError: case.toml names root certificates that are not there.
    """
    times = case.vault.dated(roots(case))
    if not times:
        return ()
    documents = case.documents()
    table = documents.posts.table.select(["post_id", "capture_id"]).to_pylist()
    held = [(row["post_id"], row["capture_id"]) for row in table]
    articles = (*documents.articles, *documents.superseded)
    held += [(article.article_id, article.capture_id) for article in articles]
    held += [(letter.letter_id, letter.capture_id) for letter in documents.letters]
    return tuple(
        Vouched(document_id, "existed", Moment(times[capture_id]))
        for document_id, capture_id in held
        if capture_id in times
    )


def roots(case: Case) -> bytes:
    """Return the root certificates of the authority, as case.toml names their file.

    Raises:
        SettingsError: there is no such file.
    """
    name = case.settings.timestamps_root
    if not name:
        return b""
    try:
        return (case.folder / name).read_bytes()
    except OSError as error:
        message = f"timestamps_root: {error.strerror}"
        step = "put the authority's root certificate there, in PEM"
        raise SettingsError(message, place=name, next_step=step) from error
