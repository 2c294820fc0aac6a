"""The findings as Arrow tables, column by column as INTERFACE §2 has them."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from contrecoup.findings.echoes import normal
from contrecoup.findings.echoes.frame import Frame, Ints
from contrecoup.findings.echoes.messages import HOW, IDENTICAL, KINDS, NEAR, Messages
from contrecoup.findings.echoes.ties import Ties
from contrecoup.findings.echoes.waves import Wave
from contrecoup.findings.echoes.wordings import Wordings

INSTANT = pa.timestamp("us", tz="UTC")
TEXT = pa.large_string()
ECHOES = pa.schema(
    [
        ("echo_id", TEXT),
        ("kind", TEXT),
        ("text", TEXT),
        ("posts", pa.int64()),
        ("people", pa.int64()),
        ("first_post", TEXT),
        ("first_at", INSTANT),
        ("last_at", INSTANT),
        ("rule", TEXT),
        ("layer", TEXT),
    ]
)
MEMBERS = pa.schema(
    [
        ("echo_id", TEXT),
        ("post_id", TEXT),
        ("account_id", TEXT),
        ("created_at", INSTANT),
        ("similarity", pa.float64()),
        ("layer", TEXT),
    ]
)
TIES = pa.schema(
    [
        ("by", TEXT),
        ("account_a", TEXT),
        ("account_b", TEXT),
        ("weight", pa.int64()),
        ("objects", pa.int64()),
        ("first_at", INSTANT),
        ("last_at", INSTANT),
        ("posts", pa.large_list(TEXT)),
        ("expected", pa.float64()),
        ("p_value", pa.float64()),
        ("q_value", pa.float64()),
        ("rarity", pa.float64()),
    ]
)
WAVES = pa.schema(
    [
        ("what", TEXT),
        ("bucket_start", INSTANT),
        ("posts", pa.int64()),
        ("people", pa.int64()),
        ("baseline", pa.float64()),
        ("burst_level", pa.int64()),
        ("wave_id", TEXT),
        ("onset", INSTANT),
        ("peak", INSTANT),
        ("end", INSTANT),
        ("half_life", pa.float64()),
        ("wave_posts", pa.int64()),
        ("wave_people", pa.int64()),
        ("post_ids", pa.large_list(TEXT)),
    ]
)


def finding_id(kind: str, *parts: str) -> str:
    """Id made of content, so that people's decisions survive a new run."""
    digest = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass"))
    return f"{kind}:{digest.hexdigest()[:12]}"


def instants(values: Ints) -> Any:
    """Microseconds as instants."""
    return pa.array(np.ascontiguousarray(values, dtype=np.int64)).cast(INSTANT)


def pick(values: Any, rows: Ints) -> Any:
    """Some of the values, as large strings."""
    return values.take(pa.array(np.ascontiguousarray(rows, dtype=np.int64))).cast(TEXT)


def named(names: tuple[str, ...], codes: Ints) -> Any:
    """Codes as words."""
    return pick(pa.array(names, type=TEXT), codes)


def echo_ids(messages: Messages, wordings: Wordings, texts: list[str]) -> list[str]:
    """Ids of echoes: of their kind and the normal form of their commonest wording."""
    ids = []
    bare = wordings.drops_tags[messages.text].tolist() if len(wordings) else []
    for kind, text, drops in zip(messages.kind.tolist(), texts, bare, strict=True):
        read = normal.read(text)
        form = read.normal if drops else " ".join(map(str, read.layer("mentions") or ()))
        ids.append(finding_id("echo", KINDS[kind], form))
    return ids


def rules(messages: Messages, threshold: float) -> list[str]:
    """Rule of each echo, as a code."""
    found = []
    for kind, layer in zip(messages.kind.tolist(), messages.layer.tolist(), strict=True):
        if kind == IDENTICAL:
            found.append(f"identical:{HOW[layer]}")
        elif kind == NEAR:
            found.append(f"near:jaccard>={threshold:g}")
        else:
            found.append("slogan:contains" if KINDS[kind] == "slogan" else "emoji:class")
    return found


def echoes_table(
    frame: Frame, wordings: Wordings, messages: Messages, threshold: float
) -> tuple[Any, Any]:
    """The tables of echoes and of their members."""
    texts = pick(wordings.texts, messages.text)
    ids = pa.array(echo_ids(messages, wordings, texts.to_pylist()), type=TEXT)
    starts, runs = messages.starts[:-1], np.diff(messages.starts)
    last = messages.member[messages.starts[1:] - 1] if len(messages) else messages.member
    first = messages.member[starts]
    echoes = pa.Table.from_arrays(
        [
            ids,
            named(KINDS, messages.kind),
            texts,
            pa.array(runs),
            pa.array(messages.people),
            pick(frame.ids, first),
            instants(frame.times[first]),
            instants(frame.times[last]),
            pa.array(rules(messages, threshold), type=TEXT),
            named(HOW, messages.layer),
        ],
        schema=ECHOES,
    )
    post = messages.member
    members = pa.Table.from_arrays(
        [
            pick(ids, np.repeat(np.arange(len(runs)), runs)),
            pick(frame.ids, post),
            pick(frame.account_ids, frame.accounts[post]),
            instants(frame.times[post]),
            pa.array(messages.similarity),
            named(HOW, messages.how),
        ],
        schema=MEMBERS,
    )
    return echoes, members


def ties_table(
    by: str, frame: Frame, ties: Ties, chance: dict[str, NDArray[np.float64]] | None = None
) -> Any:
    """The table of ties of one kind."""
    chance = chance or {}
    blank = pa.nulls(len(ties), pa.float64())
    posts = pa.LargeListArray.from_arrays(pa.array(ties.starts), pick(frame.ids, ties.posts))
    columns = [
        pa.array([by] * len(ties), type=TEXT),
        pick(frame.account_ids, ties.a),
        pick(frame.account_ids, ties.b),
        pa.array(ties.weight),
        pa.array(ties.objects),
        instants(ties.first),
        instants(ties.last),
        posts,
        *(
            pa.array(chance[name]) if name in chance else blank
            for name in ("expected", "p_value", "q_value", "rarity")
        ),
    ]
    return pa.Table.from_arrays(columns, schema=TIES)


def waves_table(found: list[tuple[str, Wave]], frame: Frame) -> Any:
    """The table of waves: a row a bucket, with its wave's record beside it."""
    columns: dict[str, list[Any]] = {name: [] for name in WAVES.names}
    for what, wave in found:
        wave_id = finding_id("wave", what, str(wave.onset))
        times = frame.times[wave.rows]
        width = (wave.end - wave.onset) // len(wave.buckets)
        for start, posts, people, level in wave.buckets:
            rows = wave.rows[(times >= start) & (times < start + width)]
            row = (
                *(what, start, posts, people, wave.baseline, level, wave_id, wave.onset),
                *(wave.peak, wave.end, wave.half_life / 1e6, wave.posts, wave.people),
                pick(frame.ids, rows).to_pylist(),
            )
            for name, value in zip(WAVES.names, row, strict=True):
                columns[name].append(value)
    arrays = []
    for field in WAVES:
        values = pa.array(
            columns[field.name], type=pa.int64() if field.type == INSTANT else field.type
        )
        arrays.append(values.cast(field.type))
    return pa.Table.from_arrays(arrays, schema=WAVES)
