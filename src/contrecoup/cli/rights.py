"""The verb `forget`: one person's data removed on request."""

from __future__ import annotations

import click

from contrecoup.cli.doorway import FAILED, FINE, door, existing
from contrecoup.cli.terminal import complain, say, words, write
from contrecoup.cli.verb import verb


@verb(
    ('my-case camille-roussel --basis "request of 3 May" --who "Desk"', "a person of the roster"),
    ('my-case x:2244994945 --basis "request of 3 May" --who "Desk"', "an account"),
)
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
        words(
            f"{done.items} items removed from {done.captures} files; "
            f"{done.decisions} decisions and {done.published} published versions went with them"
        )
    )
    say("replace every copy of the file keys, and write the account again: contrecoup report")
    for name in done.named:
        complain(f"this file of yours still names them, edit it: {name}")
    return FAILED if done.named else FINE
