"""The findings as Arrow tables, column by column as INTERFACE §2 has them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from contrecoup.findings.echoes import normal
from contrecoup.findings.echoes.characters import HEART, emoji_class
from contrecoup.findings.echoes.frame import Acts, Frame, Ints
from contrecoup.findings.echoes.messages import HOW, IDENTICAL, KINDS, NEAR, Messages
from contrecoup.findings.echoes.spool import Ties
from contrecoup.findings.echoes.variants import Variants
from contrecoup.findings.echoes.waves import Wave
from contrecoup.findings.echoes.wordings import Wordings

INSTANT = pa.timestamp("us", tz="UTC")
TEXT = pa.large_string()
_LINK = r"(^|[^a-z0-9_])https?://[^\x00-\x20\x7f\"<>]+"
_NOT_PLAIN = r"[#@&]|://|www\."  # hashtags, mentions, entities, other links
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
VARIANTS = pa.schema(
    [
        ("echo_id", TEXT),
        ("variant", pa.int64()),
        ("text", TEXT),
        ("posts", pa.int64()),
        ("people", pa.int64()),
        ("first_post", TEXT),
        ("first_at", INSTANT),
        ("parent", pa.int64()),
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
        ("expected_when", pa.float64()),
        ("p_value", pa.float64()),
        ("q_value", pa.float64()),
        ("rarity", pa.float64()),
    ]
)
HOT = pa.schema(
    [
        ("by", TEXT),
        ("object", TEXT),
        ("posts", pa.int64()),
        ("people", pa.int64()),
        ("pairs", pa.int64()),
        ("first_post", TEXT),
        ("first_at", INSTANT),
        ("last_at", INSTANT),
        ("listed", pa.bool_()),
    ]
)
GROUPS = pa.schema(
    [
        ("by", TEXT),
        ("method", TEXT),
        ("group", pa.int64()),
        ("people", pa.int64()),
        ("accounts", pa.large_list(TEXT)),
        ("ties", pa.int64()),
        ("weight", pa.int64()),
        ("density", pa.float64()),
        ("random_ties", pa.float64()),
        ("random_most", pa.int64()),
        ("runs", pa.int64()),
        ("p_value", pa.float64()),
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
        ("name_en", TEXT),
        ("name_fr", TEXT),
        ("variants", pa.large_list(TEXT)),
    ]
)

SCHEMAS: Final = {
    "ties": TIES,
    "echoes": ECHOES,
    "members": MEMBERS,
    "variants": VARIANTS,
    "groups": GROUPS,
    "waves": WAVES,
    "hot": HOT,
}
"""Tables by name, in the order in which they are written."""


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


def echo_ids(messages: Messages, wordings: Wordings, texts: Any) -> Any:
    """Ids of echoes: of their kind and the normal form of their commonest wording."""
    bare = wordings.drops_tags[messages.text].tolist() if len(wordings) else []
    plain = plain_forms(texts)
    said = plain.cast(pa.large_binary()).to_pylist()
    for place in np.flatnonzero(plain.is_null().to_numpy(zero_copy_only=False)).tolist():
        read = normal.read(texts[place].as_py())
        form = read.normal if bare[place] else " ".join(map(str, read.layer("mentions") or ()))
        said[place] = form.encode("utf-8", "surrogatepass")
    heads = [f"{kind}\n".encode() for kind in KINDS]
    ids = [
        f"echo:{hashlib.sha256(heads[kind] + form).hexdigest()[:12]}"
        for kind, form in zip(messages.kind.tolist(), said, strict=True)
    ]
    return pa.array(ids, type=TEXT)


def plain_forms(texts: Any) -> Any:
    """Normal forms of texts that hold ASCII words and links alone, all at once; else null."""
    lower = pc.ascii_lower(texts)
    linked = pc.match_substring(lower, "://")
    bare = pc.replace_substring_regex(lower, _LINK, "\\1 ")
    forms = pc.ascii_trim(pc.replace_substring_regex(bare, "[^a-z0-9_]+", " "), " ")
    several = pc.match_substring(forms, " ")  # links go where two words remain
    plain = pc.and_(
        pc.and_(pc.string_is_ascii(texts), pc.invert(pc.match_substring_regex(bare, _NOT_PLAIN))),
        pc.or_(pc.invert(linked), several),
    )
    return pc.if_else(plain, forms, pa.scalar(None, TEXT))


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
    ids = echo_ids(messages, wordings, texts)
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


def variants_table(frame: Frame, wordings: Wordings, found: Variants, echo_ids: Any) -> Any:
    """The tree of wordings of each echo that has several."""
    root = found.parent < 0
    return pa.Table.from_arrays(
        [
            pick(echo_ids, found.echo),
            pa.array(found.place),
            pick(wordings.texts, found.text),
            pa.array(found.posts),
            pa.array(found.people),
            pick(frame.ids, found.first),
            instants(frame.times[found.first]),
            pa.array(found.parent, mask=root),
            pa.array(found.similarity, mask=root),
            pc.if_else(pa.array(root), pa.scalar(None, TEXT), named(HOW, found.how)),
        ],
        schema=VARIANTS,
    )


def ties_batch(by: str, frame: Frame, ties: Ties, rates: Callable[[Any], Any] | None) -> Any:
    """Rows of ties of one kind; the significance columns are empty where chance was not asked."""
    starts = ties.starts
    beside: dict[str, Any] = {}
    if rates is not None:
        beside = {"expected": ties.expected, "expected_when": ties.expected_when}
        beside |= {"p_value": ties.p, "q_value": rates(ties.p)}
    columns = {
        "by": pa.repeat(pa.scalar(by, TEXT), ties.number),
        "account_a": pick(frame.account_ids, ties.a),
        "account_b": pick(frame.account_ids, ties.b),
        "weight": pa.array(ties.weight.astype(np.int64)),
        "objects": pa.array(ties.objects.astype(np.int64)),
        "first_at": instants(frame.times[ties.posts[starts[:-1]]]),
        "last_at": instants(frame.times[ties.posts[starts[1:] - 1]]),
        "posts": pa.LargeListArray.from_arrays(pa.array(starts), pick(frame.ids, ties.posts)),
        "rarity": pa.array(ties.rarity),
        **{name: pa.array(values) for name, values in beside.items()},
    }
    arrays = [columns.get(field.name, pa.nulls(ties.number, field.type)) for field in TIES]
    return pa.RecordBatch.from_arrays(arrays, schema=TIES)


def waves_table(found: list[tuple[str, Wave]], frame: Frame, variants: Acts) -> Any:
    """The table of waves: a row a bucket, with its wave's record beside it.

    Args:
        found: waves, each with what it is of.
        frame: the posts.
        variants: emoji as they stand, by post.
    """
    lengths = np.array([len(wave.buckets) for _, wave in found], dtype=np.int64)
    of = pa.array(np.repeat(np.arange(len(found)), lengths))
    cells = np.array([cell for _, wave in found for cell in wave.buckets], dtype=np.int64)
    start, posts, people, level = cells.reshape(-1, 4).T
    ends = np.concatenate([[0], np.cumsum(posts)]).astype(np.int64)
    rows = np.concatenate([[], *(wave.rows for _, wave in found)])  # in order of time
    what = [name for name, _ in found]
    names = [emoji_names(name) for name in what]

    def each(field: str, values: list[Any]) -> Any:
        kind = WAVES.field(field).type
        made = pa.array(values, type=pa.int64() if kind == INSTANT else kind)
        return made.take(of).cast(kind)

    columns = {
        "what": each("what", what),
        "bucket_start": instants(start),
        "posts": pa.array(np.ascontiguousarray(posts)),
        "people": pa.array(np.ascontiguousarray(people)),
        "burst_level": pa.array(np.ascontiguousarray(level)),
        "wave_id": each("wave_id", [finding_id("wave", n, str(w.onset)) for n, w in found]),
        "half_life": each("half_life", [wave.half_life / 1e6 for _, wave in found]),
        "wave_posts": each("wave_posts", [wave.posts for _, wave in found]),
        "wave_people": each("wave_people", [wave.people for _, wave in found]),
        "post_ids": pa.LargeListArray.from_arrays(pa.array(ends), pick(frame.ids, rows)),
        "name_en": each("name_en", [english for english, _ in names]),
        "name_fr": each("name_fr", [french for _, french in names]),
        "variants": each("variants", [_variants(n, w.rows, variants) for n, w in found]),
    }
    for field in ("baseline", "onset", "peak", "end"):
        columns[field] = each(field, [getattr(wave, field) for _, wave in found])
    return pa.Table.from_arrays([columns[field.name] for field in WAVES], schema=WAVES)


def emoji_names(what: str) -> tuple[str | None, str | None]:
    """What an emoji is called in English and French; the class of hearts has a name of its own."""
    kind, _, which = what.partition(":")
    if kind != "emoji":
        return None, None
    if which == chr(HEART):
        return "hearts of any colour", "cœurs de toutes les couleurs"
    import emoji

    emoji.config.load_language("fr")
    data = emoji.EMOJI_DATA.get(which) or emoji.EMOJI_DATA.get(which + "\ufe0f") or {}
    english, french = (data.get(lang, "").strip(":").replace("_", " ") for lang in ("en", "fr"))
    return english or None, french or None


def _variants(what: str, rows: Ints, variants: Acts) -> list[str]:
    """Emoji of a class as they stand in some posts, those in most posts first."""
    kind, _, which = what.partition(":")
    if kind != "emoji":
        return []
    inside = np.zeros(int(max(rows.max(initial=-1), variants.posts.max(initial=-1))) + 1, np.bool_)
    inside[rows] = True
    often = np.bincount(variants.codes[inside[variants.posts]], minlength=len(variants.values))
    names = variants.values.to_pylist()
    own = [n for n in np.flatnonzero(often).tolist() if _class(names[n]) == which]
    return [names[n] for n in sorted(own, key=lambda n: (-int(often[n]), names[n]))]


def _class(name: str) -> str:
    return chr(emoji_class(ord(name))) if len(name) == 1 else name
