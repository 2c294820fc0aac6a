"""After `forget`, nothing of an account of the recorded Bluesky session is left; the rest is proven."""

from __future__ import annotations

import json

import pytest

import contrecoup as cc

from .conftest import ROOT
from .test_forget import found

SESSION = ROOT.parent / "shared" / "data" / "formats" / "bluesky_loopback_session"
pytestmark = pytest.mark.skipif(not SESSION.is_dir(), reason="the samples are not here")


def signed(case: cc.Case) -> int:
    return sum(v.kind == "posts signed by the account" and v.ok for v in case.check().verdicts)


@pytest.mark.parametrize("handle", ["oscar.test", "sven.test"])
def test_nothing_of_an_account_is_left(tmp_path, handle):
    truth = [json.loads(line) for line in (SESSION / "truth.ndjson").read_text().splitlines()]
    did = next(t["did"] for t in truth if t.get("handle") == handle)
    theirs = [t for t in truth if t["did"] == did]
    needles = {t[key] for t in theirs for key in ("uri", "cid", "prev", "text") if t.get(key)}
    needles |= {did, handle, *(t["uri"].rsplit("/", 1)[1] for t in theirs if "uri" in t)}
    case = cc.Case.init(tmp_path / "case", group="Ondelune")
    case.add(*(p for p in sorted(SESSION.iterdir()) if p.name != "README.md"))
    assert {needle for _, needle in found(case.folder, sorted(needles))} >= {did, handle}
    before = signed(case)
    case.forget(f"bluesky:{did}", basis="a request of 3 April 2031")
    assert found(case.folder, sorted(needles)) == []
    again = cc.Case.open(case.folder)
    assert again.check().failed == ()
    assert 0 < signed(again) < before
