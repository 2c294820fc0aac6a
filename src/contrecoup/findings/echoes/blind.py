"""Where chance could not be judged, and what a run should say of itself.

Accounts are exchanged within the hour (*who*): where one group makes most of what an hour
holds, exchanging its members changes nothing, and all that they did together passes for
chance.  The same happens where everybody shares one thing at once.  These two cannot be told
apart from inside the data; that the question is open can be said.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from attrs import define, field

from contrecoup.findings.echoes.chance import p_values
from contrecoup.findings.echoes.frame import Frame, Ints
from contrecoup.findings.echoes.settings import Settings
from contrecoup.findings.echoes.spool import Ties

MOST: Final = 0.5
"""Accounts that make more than this share of all acts leave *who* nobody to exchange them with."""


@define
class Blind:
    """Counts ties that *when* holds for more than chance, and *who* does not.

    Only pairs that share two objects and more count, at ``fdr`` over all pairs (Bonferroni's
    bound, which asks no sorting).

    Attributes:
        acts: how many acts each account has.
        tests: pairs of accounts that could have been tied.
        fdr: the rate asked for.
        ties: how many such ties there are.
        held: which accounts they tie.
    """

    acts: Ints
    tests: int
    fdr: float
    ties: int = 0
    held: Any = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Begin with no account."""
        self.held = np.zeros(len(self.acts), dtype=np.bool_)

    def see(self, block: Ties, most: float) -> None:
        """Look at ties; those whose p-value is at most ``most`` survive both nulls."""
        open_ = np.flatnonzero(
            (block.p > most) & (block.objects > 1) & (block.expected > block.expected_when)
        )
        p = p_values(block.objects[open_], block.expected_when[open_])
        open_ = open_[p * self.tests <= self.fdr]
        self.ties += len(open_)
        self.held[block.a[open_]] = True
        self.held[block.b[open_]] = True

    def told(self) -> dict[str, Any]:
        """Return what the summary says of it; nothing where *who* had others to exchange."""
        share = float(self.acts[self.held].sum() / max(int(self.acts.sum()), 1))
        if not self.ties or share <= MOST:
            return {}
        accounts = int(self.held.sum())
        return {"blind": {"ties": self.ties, "accounts": accounts, "acts": round(share, 3)}}


def warnings(frame: Frame, settings: Settings, chance: dict[str, Any]) -> list[str]:
    """Return what a person should know of a run, a sentence and its next step each.

    Args:
        frame: the posts.
        settings: what was asked.
        chance: what each kind of tie says of chance.
    """
    told = []
    objects = frame.acts.get("object_id")
    if "object" in settings.by and (objects is None or not len(objects)):
        told.append(
            "no post has an object_id, so there are no ties by object; "
            "map the column that holds it with --columns object_id=NAME, or leave --by out"
        )
    if settings.ties_as != "exact" and settings.chance:
        told.append(
            f"ties as {settings.ties_as} counts them stand beside no chance: expected, p_value "
            "and q_value are empty; leave --ties-as out to have them"
        )
    for by, found in chance.items():
        if blind := found.get("blind"):
            told.append(
                f"ties by {by}: {blind['ties']} pairs did the same far oftener than shifted in time, "
                f"but their {blind['accounts']} accounts made {round(100 * blind['acts'])}% of "
                "all acts, so "
                "accounts cannot be exchanged to test it and they count as chance; "
                "add posts of the same hours by others"
            )
    return told
