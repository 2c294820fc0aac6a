"""The near pairs of word sets in Polars: the prefix-filter join as relations, exact too."""

from __future__ import annotations

from typing import Any

import polars as pl


def pairs(sets: Any, flat: Any, threshold: float) -> Any:
    """Pairs of sets (a < b) that reach the threshold.

    Args:
        sets: the set of each word, ascending.
        flat: the words, as codes, none twice in a set.
        threshold: least Jaccard similarity.
    """
    words = pl.LazyFrame({"set": sets, "word": flat})
    often = words.group_by("word").agg(pl.len().alias("often"))
    size = words.group_by("set").agg(pl.len().alias("size"))
    ranked = words.join(often, on="word").join(size, on="set").collect().lazy()
    place = pl.struct("often", "word").rank("ordinal").over("set")
    least = (pl.col("size") * threshold - 1e-9).ceil()
    first = ranked.filter(place <= pl.col("size") - least + 1).select("set", "word", "size")
    met = (
        first.join(first, on="word", suffix="_b")
        .filter(pl.col("set") < pl.col("set_b"))
        .filter(
            pl.min_horizontal("size", "size_b")
            >= threshold * pl.max_horizontal("size", "size_b") - 1e-9
        )
        .select("set", "set_b", "size", "size_b")
        .unique()
    )
    both = met.join(words, on="set").join(
        words, left_on=["set_b", "word"], right_on=["set", "word"]
    )
    shared = both.group_by("set", "set_b", "size", "size_b").agg(pl.len().alias("shared"))
    union = pl.col("size") + pl.col("size_b") - pl.col("shared")
    near = shared.filter(pl.col("shared") / union >= threshold)
    return near.select("set", "set_b").collect()
