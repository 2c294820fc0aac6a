"""Check a whole case: its stores, then the words and numbers of its last report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from contrecoup.corridor import checks, publishing, writing
from contrecoup.corridor.views import Checked, Verdict
from contrecoup.errors import ContrecoupError

if TYPE_CHECKING:
    from contrecoup.case import Case


def check(case: Case) -> Checked:
    """Verify hashes, chain, quoted words and the numbers of the last report."""
    from contrecoup.corridor import proofs

    with suppress(ContrecoupError):
        case.documents()  # finishes what a killed run left
    verdicts = [*case.verify_stores(), *_retained(case)]
    if any(v.kind == "chain" and not v.ok for v in verdicts):
        return Checked(tuple(verdicts))
    verdicts += publishing.verify(case)
    documents = case.documents()
    reread: dict[str, checks.Texts] = {}

    def texts(capture_id: str) -> checks.Texts:
        if capture_id not in reread:
            reread[capture_id] = case.texts(capture_id)
        return reread[capture_id]

    found = case.find()
    for lang in case.settings.languages:
        path = case.folder / "out" / f"report.{lang}.json"
        if path.is_file():
            name = path.name
            try:
                written = json.loads(path.read_bytes())
            except (ValueError, RecursionError) as error:
                verdicts.append(Verdict("report readable", name, ok=False, message=str(error)))
                continue
            verdicts += checks.quoted(written, texts, name)
            report = case.report(lang, found=found).report
            again = json.loads(writing.rendered(case, report, found.findings, name)[name])
            verdicts += checks.recounted(written, again, name)
    verdicts += proofs.verdicts(case.prove(documents), documents.posts)
    return Checked(tuple(verdicts))


def _retained(case: Case) -> Iterator[Verdict]:
    """Yield whether the case may still be kept, where case.toml says how long."""
    last = case.settings.retain_until
    if last is not None:
        over = datetime.now(UTC).date() > last
        message = f"the case was to be kept until {last}: delete it, or say a later day"
        yield Verdict("kept no longer than planned", "case.toml", not over, message if over else "")
