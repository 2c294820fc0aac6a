"""The verb `export`: a case's findings for the tools that people already use."""

from __future__ import annotations

from pathlib import Path

import click

from contrecoup.cli.doorway import FINE, door, existing
from contrecoup.cli.terminal import Steps, say, write
from contrecoup.cli.verb import verb

FORMS = ("csv", "parquet", "sqlite", "gexf", "graphml", "jsonld", "ftm", "csl", "bibtex", "wacz")


@verb(
    ("my-case -o tables --form csv", "every table, and a dictionary"),
    ("my-case -o my-case.sqlite", "for Datasette"),
    ("my-case -o echoes.gexf", "for Gephi"),
    ("my-case -o case.jsonld", "schema.org, Web Annotation"),
    ("my-case -o case.ftm", "FollowTheMoney"),
    ("my-case -o sources.bib", "for Zotero"),
    ("my-case -o my-case.wacz", "for web-archive viewers"),
    ("my-case -o ids.txt --ids-only", "what others may fetch again"),
)
@click.argument("case")
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="File to write; a folder for the tables of csv and parquet.",
)
@click.option("--form", type=click.Choice(FORMS), help="The form, if the name does not say it.")
@click.option(
    "--names",
    type=click.Choice(["public", "none", "all"]),
    default="public",
    show_default=True,
    help="Whose names it holds; the others are numbers. all: for the newsroom alone.",
)
@click.option(
    "--network",
    type=click.Choice(["echoes", "ties", "interactions", "stances"]),
    default="echoes",
    show_default=True,
    help="Which network, in GEXF and GraphML.",
)
@click.option("--ids-only", is_flag=True, help="The ids of posts alone, one a line, for sharing.")
@click.option("--bom", is_flag=True, help="In CSV, a byte-order mark for Excel.")
@door
def export(
    case: str,
    out: Path,
    form: str | None,
    names: str,
    network: str,
    ids_only: bool,  # noqa: FBT001 click passes flags so
    bom: bool,  # noqa: FBT001 click passes flags so
) -> int:
    """Write tables, networks, linked data or references for other tools."""
    opened = existing(case)
    with Steps() as steps:
        steps.step("write")
        files = opened.export(
            out, form="ids" if ids_only else form or "", names=names, network=network, bom=bom
        )
    for file in files:
        write(str(file))
    if names == "all":
        say("these files hold the names and words of private people: keep them in the newsroom")
    return FINE
