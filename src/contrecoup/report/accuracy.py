"""How often a detector was right on items that people checked by hand."""

from __future__ import annotations

import math

from attrs import evolve, frozen

from contrecoup.model.counts import Count

LEAST_DENOMINATOR = 30
"""The least denominator of a percentage (rule 15)."""


@frozen(kw_only=True)
class Accuracy:
    """A detector, how many of its items were checked by hand, how many were right.

    ``source`` names where the checks are written down.
    """

    detector: str
    right: int
    checked: int
    source: str

    @property
    def count(self) -> Count:
        """The items found right, of those checked."""
        return Count(
            value=self.right,
            unit="item",
            rule="accuracy",
            of=self.checked,
            of_label="checked",
            published_by=self.source,
        )

    def bounds(self) -> tuple[Count, Count] | None:
        """Return, in percent, between what the share lies 95 times in 100; None for too few.

        Wilson's score interval (E. B. Wilson, Journal of the American Statistical Association
        22, 1927), rounded outwards.
        """
        if self.checked < LEAST_DENOMINATOR:
            return None
        low, high = wilson(self.right, self.checked)
        return (
            evolve(self.count, value=math.floor(100 * low), unit="percent"),
            evolve(self.count, value=math.ceil(100 * high), unit="percent"),
        )


def wilson(right: int, checked: int, z: float = 1.959963984540054) -> tuple[float, float]:
    """Return the bounds of Wilson's interval for a share, from 0 to 1."""
    if not checked:
        return 0.0, 1.0
    part = right / checked
    spread = z * math.sqrt(part * (1 - part) / checked + z * z / (4 * checked * checked))
    middle, scale = part + z * z / (2 * checked), 1 + z * z / checked
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def share(count: Count) -> Count | None:
    """Return a Count as a percentage, None where the denominator is too small to say one."""
    if count.of is None or count.of < LEAST_DENOMINATOR:
        return None
    value = round(100 * count.value / count.of)
    if value in {0, 100} and count.value not in {0, count.of}:
        return None
    return Count(
        value=value,
        unit="percent",
        rule=count.rule,
        ids=count.ids,
        of=count.of,
        of_label=count.of_label,
        published_by=count.published_by,
    )
