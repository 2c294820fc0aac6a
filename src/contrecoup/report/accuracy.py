"""How often a detector was right on items that people checked by hand."""

from __future__ import annotations

from attrs import frozen

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
