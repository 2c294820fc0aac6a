"""The verb `forget`: one person's data removed on request."""

from __future__ import annotations

import click

from contrecoup.cli.doorway import FAILED, FINE, door, existing
from contrecoup.cli.terminal import say, write


@click.command()
@click.argument("case")
@click.argument("person")
@click.option("--basis", required=True, help="Why: stays in the log, in clear, and names nobody.")
@click.option("--who", default="", help="Who decided it; stays in the log too.")
@door
def forget(case: str, person: str, basis: str, who: str) -> int:
    """Remove one PERSON's data for good; the chain of evidence still verifies.

    PERSON is a key or name of the roster, an account's id, or a handle. Exit 1 if a
    file of your own in the case still names them.
    """
    done = existing(case).forget(person, basis=basis, who=who)
    write(
        f"{done.items} items removed from {done.captures} files; "
        f"{done.decisions} decisions and {done.published} published versions went with them"
    )
    say("replace every copy of the file keys, and write the account again: contrecoup report")
    for name in done.named:
        say(f"this file of yours still names them, edit it: {name}")
    return FAILED if done.named else FINE


VERBS = (forget,)
