"""What was wanted and what was measured, as one table: a row a target, met or not."""

from __future__ import annotations

from attrs import frozen

BEGIN, END = "<!-- measured: bench/echoes.py --page -->", "<!-- measured -->"


@frozen
class Goal:
    """One target and what a run measured.

    Attributes:
        what: what was measured.
        value: how much; None where it could not be run.
        wanted: the target.
        unit: what both count.
        least: the target is the least (else the most) that is wanted.
        note: why it could not be run, or what else to know.
    """

    what: str
    value: float | None
    wanted: float
    unit: str
    least: bool = False
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether it was reached."""
        if self.value is None:
            return False
        return self.value >= self.wanted if self.least else self.value <= self.wanted

    def row(self) -> str:
        """A row of a table in Markdown."""
        sign = "≥" if self.least else "≤"
        wanted = f"{sign} {_number(self.wanted)} {self.unit}".rstrip()
        if self.value is None:
            return f"| {self.what} | not run: {self.note} | {wanted} | | |"
        share = self.value / self.wanted if self.wanted else 0.0
        found = f"{_number(self.value)} {self.unit}".rstrip()
        found += f" ({self.note})" if self.note else ""
        said = "met" if self.met else "**not met**"
        return f"| {self.what} | {found} | {wanted} | {share:.2f} | {said} |"


def table(goals: list[Goal]) -> str:
    """All targets as one table in Markdown."""
    head = "| what | measured | wanted | measured / wanted | |\n|---|---|---|---|---|"
    met = sum(goal.met for goal in goals)
    rows = [goal.row() for goal in goals]
    return "\n".join([head, *rows, "", f"{met} of {len(goals)} met"])


def put_into(page: str, goals: list[Goal]) -> str:
    """Return a page with the table between its two marks replaced."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        message = f"the page has no {BEGIN} … {END}"
        raise ValueError(message)
    return f"{before}{begin}\n\n{table(goals)}\n\n{end}{after}"


def _number(value: float) -> str:
    if float(value).is_integer():
        return f"{int(value):,}"
    return f"{value:.4f}" if 0.9 <= value < 1 else f"{value:.2f}"
