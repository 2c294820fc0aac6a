"""From a case to other tools: which findings and documents, under whose names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from attrs import evolve

from contrecoup import __version__
from contrecoup.corridor import archives, networks, writing
from contrecoup.errors import SettingsError
from contrecoup.model.findings import Findings
from contrecoup.model.hand_over import HandOver

if TYPE_CHECKING:
    from contrecoup.case import Case
    from contrecoup.corridor.views import Found

Names = Literal["public", "none", "all"]
"""Whose names an export holds: people who may be named, nobody, or everybody."""
NAMES: tuple[Names, ...] = get_args(Names)
FORM_OF = {
    ".csv": "csv",
    ".parquet": "parquet",
    **networks.FORMS,
    ".sqlite": "sqlite",
    ".db": "sqlite",
    ".jsonld": "jsonld",
    ".ftm": "ftm",
    ".ijson": "ftm",
    ".bib": "bibtex",
    ".csl": "csl",
    ".wacz": "wacz",
}


def bundle(case: Case, *, names: Names = "public", found: Found | None = None) -> HandOver:
    """Return what an export writes.

    Args:
        case: the case.
        names: ``public``: private people, their accounts and posts are numbers, as in
            everything published; ``none``: so is everybody (for researchers); ``all``: the case's
            own ids, names and words, for the newsroom alone.
        found: findings made before.
    """
    from contrecoup import report

    findings = (found or case.find()).findings
    documents, roster, settings = case.documents(), case.roster, case.settings
    group = next((o.organisation_id for o in roster.organisations if o.name == settings.group), "")
    wanted = _rests_on(findings)
    sure = {m.account_id for m in findings.matches if m.verdict == "sure"}
    made = HandOver(
        title=settings.title.get(settings.languages[0], "") or settings.group,
        group=group,
        zone=settings.zone,
        version=__version__,
        as_of=writing.as_of(case.vault.captures(), case.decisions),
        findings=findings,
        roster=roster,
        posts=tuple(
            post for post in documents.posts if post.post_id in wanted or post.account_id in sure
        ),
        articles=documents.articles,
        letters=documents.letters,
    )
    if names == "all":
        return made
    if names == "none":
        nobody = tuple(evolve(person, public=False) for person in roster.people)
        roster = evolve(roster, people=nobody)
        made = evolve(made, roster=roster)
    secret = case.vault.secret("pseudonyms")
    publish = report.publishable(findings, documents, roster, settings, case.decisions, secret)
    return publish(made)


def _rests_on(findings: Findings) -> set[str]:
    """Return the posts that a finding rests on."""
    ids = {post for e in findings.echoes for post in e.post_ids}
    ids |= {post for w in findings.waves for post in w.post_ids}
    ids |= {post for t in findings.ties for post in t.post_ids}
    ids |= {q.post_id for q in findings.quotations} | {r.post_id for r in findings.removals}
    ids |= {s.document_id for s in findings.stances} | {e.post_id for e in findings.earlier}
    return ids | {c.document_id for m in findings.moves for c in m.citations}


def export(
    case: Case,
    path: Path,
    *,
    form: str = "",
    names: str = "public",
    network: str = "echoes",
    bom: bool = False,
) -> tuple[Path, ...]:
    """Write a case's findings for another tool and return the files written.

    Args:
        case: the case.
        path: the file; for tables (``csv``, ``parquet``) the folder, made if absent.
        form: the form, where the path's ending does not say it.
        names: whose names the files hold (see :func:`bundle`).
        network: for ``gexf`` and ``graphml``: echoes, ties, interactions or stances.
        bom: for ``csv``: a byte-order mark in front of each file, which Excel needs.

    Raises:
        SettingsError: the form, the network or ``names`` is none that there is.
    """
    from contrecoup import render
    from contrecoup.store.disk import put_down

    chosen = form or FORM_OF.get(path.suffix.lower(), "")
    whose = next((known for known in NAMES if known == names), None)
    if whose is None:
        message = f"names are {names!r}"
        raise SettingsError(message, next_step=f"choose among {', '.join(NAMES)}")
    if not chosen:
        message = f"no form follows from the name {path.name!r}"
        step = f"end the name in {', '.join(FORM_OF)}, or say the form"
        raise SettingsError(message, next_step=step)
    if chosen in {"ids", "wacz"}:
        path.parent.mkdir(parents=True, exist_ok=True)
        if chosen == "ids":
            put_down(path, archives.ids(case))
        else:
            archives.archive(case, bundle(case, names=whose), whose, path)
        return (path,)
    made = render.hand_over(bundle(case, names=whose), chosen, path.name, network=network, bom=bom)
    folder = path if chosen in {"csv", "parquet"} else path.parent
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in made.items():
        put_down(folder / name, content)
        written.append(folder / name)
    return tuple(written)
