"""What chance alone would make, and what stands out of it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from conftest_echoes import rows_of, table
from hypothesis import given, settings
from hypothesis import strategies as st

from contrecoup.findings.echoes import echoes
from contrecoup.findings.echoes.chance import (
    ByHour,
    ByShift,
    Rates,
    _pairs_by_block,
    every_act,
    p_values,
    q_values,
)
from contrecoup.findings.echoes.expected import pairs_by_block
from contrecoup.findings.echoes.frame import Acts
from contrecoup.findings.echoes.sweep import _timeline
from contrecoup.findings.echoes.ties import find_ties

HOUR = 3_600_000_000


def test_expected_weight_is_the_mean_over_permutations() -> None:
    chosen = np.random.default_rng(1)
    size = 60
    times = np.sort(chosen.integers(0, 2 * HOUR, size))
    objects, accounts = chosen.integers(0, 3, size), chosen.integers(0, 5, size)
    posts = np.arange(size)
    acts = Acts(posts, objects, None, posts)
    window = HOUR // 4
    ties = find_ties(acts, times, accounts, window=window, min_ties=1)[0].whole()
    hours = ByHour.of(every_act(acts, times, accounts), window)
    mean = hours.expected(ties.a, ties.b)
    total = np.zeros((5, 5))
    runs = 4000
    order = np.argsort(times // HOUR, kind="stable")
    close = np.abs(times[:, None] - times[None, :]) <= window
    meet = np.triu(close & (objects[:, None] == objects[None, :]), 1)
    one, two = np.nonzero(meet)
    for _ in range(runs):
        shuffled = np.empty_like(accounts)
        shuffled[order] = accounts[np.lexsort((chosen.random(size), times // HOUR))]
        a, b = shuffled[one], shuffled[two]
        np.add.at(total, (np.minimum(a, b), np.maximum(a, b)), a != b)
    assert mean == pytest.approx(total[ties.a, ties.b] / runs, rel=0.1)
    assert hours.expected(ties.a, ties.b, compiled=True) == pytest.approx(mean)


def test_expected_weight_is_the_mean_over_shifts(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = np.random.default_rng(5)
    size = 80
    times = np.sort(chosen.integers(0, 20 * HOUR, size))
    objects, accounts = chosen.integers(0, 3, size), chosen.integers(0, 6, size)
    posts = np.arange(size)
    window = HOUR
    acts = Acts(posts, objects, None, posts)
    line = every_act(acts, times, accounts)
    a, b = np.triu_indices(6, 1)
    mean = ByShift.of(line, window).expected(a, b)
    total = np.zeros((6, 6))
    runs = 3000
    for _ in range(runs):
        moved = times + chosen.integers(-6 * HOUR, 6 * HOUR + 1, 6)[accounts]
        meet = np.abs(moved[:, None] - moved[None, :]) <= window
        meet &= objects[:, None] == objects[None, :]
        one, two = np.nonzero(np.triu(meet, 1))
        np.add.at(
            total,
            (np.minimum(accounts[one], accounts[two]), np.maximum(accounts[one], accounts[two])),
            1,
        )
    assert mean == pytest.approx(total[a, b] / runs, rel=0.15, abs=0.05)
    shifts = ByShift.of(line, window)
    assert shifts.expected(a, b, compiled=True) == pytest.approx(mean, abs=1e-12)
    module = import_module("contrecoup.findings.echoes.chance")
    monkeypatch.setattr(module, "MOST_COMPARED", 20)
    rough = shifts.expected(a, b)
    assert rough != pytest.approx(mean, abs=1e-12)
    assert shifts.expected(a, b, compiled=True) == pytest.approx(rough, abs=1e-12)


def test_p_and_q_values() -> None:
    p = p_values(np.array([1, 3, 1]), np.array([0.5, 0.5, 0.0]))
    assert p[0] == pytest.approx(1 - np.exp(-0.5))
    assert p[1] == pytest.approx(1 - np.exp(-0.5) * (1 + 0.5 + 0.125))
    assert p[2] < 1e-200
    assert q_values(np.array([0.001, 0.5, 0.002]), 10).tolist() == pytest.approx([0.01, 1.0, 0.01])
    assert len(q_values(np.array([]), 0)) == 0
    p = np.array([0.3, 0.001, 0.3, 0.02])
    assert Rates.of(p, 9)(p).tolist() == q_values(p, 9).tolist()


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 30)), min_size=1, max_size=40))
def test_pairs_by_block_are_the_same_by_compiled_code(acts: list[tuple[int, int]]) -> None:
    objects, times = np.array(sorted(acts)).T
    line = _timeline(objects, times, objects, np.arange(len(acts)))
    for window, width in ((0, 1), (5, 7), (40, 10)):
        block = times // width
        plain = _pairs_by_block(line, block, window, 32)
        compiled = pairs_by_block(line.times, line.starts, block, window, 32)
        assert [part.tolist() for part in compiled] == [part.tolist() for part in plain]


def test_two_who_always_act_together_stand_out() -> None:
    rows = [
        {"account_id": a, "created_at": 7200 * n + d, "object_id": f"o{n}"}
        for n in range(12)
        for a, d in (("u", 0), ("v", 5), (f"x{n}", 9), (f"y{n}", 4000))
    ]
    rows += [
        {"account_id": f"z{i % 40}", "created_at": i * 60, "object_id": f"p{i}"}
        for i in range(1400)
    ]
    found = echoes(table(rows), by=("object",), min_ties=1)
    tie = max(rows_of(found.ties), key=lambda row: row["weight"])
    assert (tie["account_a"], tie["account_b"], tie["objects"]) == ("u", "v", 12)
    assert tie["expected"] < 1
    assert tie["q_value"] < 1e-6
    assert tie["rarity"] == pytest.approx(12 / np.log2(4), rel=0.3)
    level = found.summary["chance"]["object"]["levels"][2]
    assert (level["objects"], level["observed"], level["above_chance"]) == (3, 1, True)


def test_runs_repeat(data: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    read = pq.read_table(data / "russian_reposts.parquet")
    one = echoes(read, by=("object",), min_ties=1).summary["chance"]["object"]
    assert one == echoes(read, by=("object",), min_ties=1).summary["chance"]["object"]
    first, _, third, *_ = one["levels"]
    assert (first["observed"], first["above_chance"]) == (6206, False)
    assert (third["observed"], third["above_chance"]) == (3, True)
    assert third["expected_who"] < 1
