"""Tables of ``echoes`` beside their Parquet: as CSV, and the dictionary of their columns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from contrecoup.corridor.wire import comma_separated, flat, plain

HOLDS = {
    "echoes": """
        echo_id: made of the kind and the normal form of the commonest wording
        kind: identical, near, slogan (a short message inside longer posts), emoji
        text: the commonest wording
        posts: how many posts carry it
        people: how many accounts posted them
        first_post: the earliest post found
        first_at: when that was posted
        last_at: when the latest was posted
        rule: how they became the same
        layer: the last layer of normalising that was needed
    """,
    "members": """
        echo_id: the message
        post_id: a post that carries it
        account_id: whose post
        created_at: when it was posted
        similarity: word-set Jaccard with the commonest wording, 0 to 1
        layer: the last layer of normalising that this post needed
    """,
    "variants": """
        echo_id: the message
        variant: the wording's number; the earliest is 0
        text: the wording
        posts: how many posts have it
        people: how many accounts posted them
        first_post: the earliest post that has it
        first_at: when that was posted
        parent: the nearest wording before it, by number; empty for the first
        similarity: word-set Jaccard with that one, 0 to 1
        layer: the last layer of normalising that was needed
    """,
    "ties": """
        by: what was the same: text, near, link, hashtag, repost, reply, emoji, object
        account_a: the first of the pair, in order of text
        account_b: the second
        weight: pairs of posts within the window
        objects: how many different objects they shared
        first_at: the earliest post of such a pair
        last_at: the latest
        posts: the posts that made it
        expected: the weight that chance gives by who: accounts permuted within each hour
        expected_when: the weight that chance gives by when: each timeline shifted as a whole
        p_value: how rare so many shared objects are, under the null that expects more
        q_value: the false-discovery rate over all pairs (Benjamini and Hochberg)
        rarity: the objects weighted by how few share them
    """,
    "hot": """
        by: what was the same
        object: what very many posts share
        posts: how many posts
        people: how many accounts
        pairs: pairs of posts within the window
        first_post: the earliest post found
        first_at: when that was posted
        last_at: when the latest was posted
        listed: whether its pairs stand in ties too
    """,
    "groups": """
        by: what was the same
        method: component (whatever hangs together) or community (Leiden)
        group: the group's number
        people: how many accounts
        accounts: which accounts
        ties: how many ties among them survive chance
        weight: the sum of their weights
        density: the share of possible ties that there are, 0 to 1
        random_ties: the mean number of ties in random groups as large and as active
        random_most: the most ties among the random groups that were drawn
        runs: how many random groups were drawn
        p_value: how rare so many ties are among random groups
    """,
    "waves": """
        what: an emoji's class, a hashtag, or a message's id
        bucket_start: where this bucket of time begins
        posts: posts in it
        people: accounts in it
        baseline: posts a bucket over the whole time
        burst_level: Kleinberg's level in this bucket; 0 is no burst
        wave_id: made of what and when
        onset: when the wave begins
        peak: when its fullest bucket begins
        end: when it ends
        half_life: seconds until half of its posts were posted
        wave_posts: posts in the whole wave
        wave_people: accounts in the whole wave
        post_ids: the posts of the wave
        name_en: what the emoji is called in English
        name_fr: what the emoji is called in French
        variants: which emoji were posted, those in most posts first
    """,
}
"""What each column holds, by table."""


def columns() -> Iterator[tuple[str, str, str]]:
    """Yield each column: table, name, what it holds."""
    for table, text in HOLDS.items():
        for line in text.strip().splitlines():
            name, _, holds = line.strip().partition(": ")
            yield table, name, holds


def dictionary(folder: Path) -> None:
    """Write dictionary.csv: what each column of each table in a folder holds.

    Raises:
        EvidenceError: the disk is full, the folder may not be written.
    """
    from contrecoup.store.disk import replace

    rows = [("table", "column", "holds"), *columns()]
    replace(folder / "dictionary.csv", (comma_separated(rows) + "\n").encode())


def lengths(folder: Path) -> dict[str, int]:
    """Return how many rows each Parquet table of a folder has."""
    import pyarrow.parquet as pq

    return {
        table: pq.read_metadata(folder / f"{table}.parquet").num_rows
        for table in ("echoes", "ties", "groups", "waves")
    }


def write(folder: Path, *, bom: bool = False) -> None:
    """Write each Parquet table of a folder as CSV beside it, batch by batch.

    Times are ISO 8601 in UTC, a list is JSON, and no cell is a formula to a spreadsheet.

    Args:
        folder: the folder of tables.
        bom: begin each file with a byte-order mark, which Excel needs.

    Raises:
        EvidenceError: the disk is full, the folder may not be written.
    """
    import pyarrow.parquet as pq

    from contrecoup.store.disk import clear, put, replace_by

    clear(folder)
    for table in HOLDS:
        with pq.ParquetFile(folder / f"{table}.parquet") as held:

            def fill(handle: int, _: Path, held: pq.ParquetFile = held) -> None:
                names = comma_separated([held.schema_arrow.names]) + "\n"
                put(handle, names.encode("utf-8-sig" if bom else "utf-8"))
                for batch in held.iter_batches():
                    rows = [_cells(row) for row in batch.to_pylist()]
                    put(handle, (comma_separated(rows) + "\n" if rows else "").encode())

            replace_by(folder / f"{table}.csv", fill)


def _cells(row: dict[str, Any]) -> list[Any]:
    return list(flat(plain(row)).values())
