"""Amounts of bytes, as people write them, mean one thing everywhere."""

from __future__ import annotations

import pytest

from contrecoup.errors import SettingsError
from contrecoup.model.sizes import size


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2GiB", 2 << 30),
        ("512M", 512 << 20),
        ("1.5 GiB", 3 << 29),
        ("2GB", 2_000_000_000),
        ("700 kb", 700_000),
        ("4096", 4096),
        ("10B", 10),
        ("1t", 1 << 40),
    ],
)
def test_an_amount(text: str, expected: int) -> None:
    assert size(text, "--memory") == expected


@pytest.mark.parametrize("text", ["", "0", "0GiB", "-1", "4 GiBs", "GiB", "1e9", "4PiB"])
def test_what_is_no_amount_is_refused_where_it_stands(text: str) -> None:
    with pytest.raises(SettingsError, match="no amount of bytes") as refused:
        size(text, "--largest")
    assert refused.value.place == "--largest"
    assert refused.value.next_step
