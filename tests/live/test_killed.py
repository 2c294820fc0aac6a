"""Real commands killed (SIGKILL) at instants drawn by a seed: nothing acknowledged is lost."""

from __future__ import annotations

import base64
import json
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

from contrecoup import Case

FILES, POSTS = 12, 30


def row(file, number, who):
    return {
        "platform": "x",
        "post_id": str(1000 * file + number),
        "account_id": f"id-{who}",
        "handle": who,
        "created_at": f"2031-03-14T10:{number:02d}:00Z",
        "text": f"the harbour is closed, says notice {file} of {number} by {who}",
    }


def begin(*command):
    given = [sys.executable, "-m", "contrecoup", *map(str, command)]
    return subprocess.Popen(given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def killed_once(running, changed, pause):
    """Kill a command a moment after something changed on the disk; return whether it was alive."""
    until = time.monotonic() + 60
    while running.poll() is None and not changed() and time.monotonic() < until:
        time.sleep(0.001)
    time.sleep(pause)
    alive = running.poll() is None
    running.send_signal(signal.SIGKILL)
    running.communicate()
    return alive


@pytest.mark.slow
def test_an_add_killed_again_and_again_ends_with_everything_once(tmp_path):
    dice = random.Random(2031)
    files = tmp_path / "in"
    files.mkdir()
    for file in range(FILES):
        rows = [row(file, n, f"crew{n % 5}") for n in range(POSTS)]
        lines = "".join(json.dumps(r) + "\n" for r in rows)
        (files / f"{file:02d}.jsonl").write_text(lines, encoding="utf-8")
    case = Case.init(tmp_path / "case")
    manifest = case.folder / "vault" / "manifest.jsonl"
    killed = 0
    for _ in range(3):
        before = manifest.stat().st_size if manifest.exists() else 0
        held = {c.capture_id for c in Case.open(case.folder).vault.captures()}
        killed += killed_once(
            begin("add", case.folder, files),
            lambda b=before: manifest.exists() and manifest.stat().st_size > b,
            dice.uniform(0, 0.08),
        )
        again = Case.open(case.folder)
        assert held <= {c.capture_id for c in again.vault.captures()}
        wrong = {v.kind for v in again.vault.verify() if not v.ok}
        assert wrong <= {"extra", "torn"}
    assert killed, "no command was killed in the middle"
    out, err = (running := begin("add", case.folder, files)).communicate()
    assert running.returncode == 0, err
    told = [json.loads(line) for line in out.splitlines()]
    assert [t["read"] + t["duplicate"] for t in told] == [POSTS] * FILES
    again = Case.open(case.folder)
    assert len(again.vault.captures()) == FILES
    posts = {p.post_id: p.text for p in again.documents().posts}
    assert posts == {
        f"x:{1000 * f + n}": row(f, n, f"crew{n % 5}")["text"]
        for f in range(FILES)
        for n in range(POSTS)
    }
    assert not again.check().failed


@pytest.mark.slow
def test_a_forget_killed_in_the_middle_is_finished_by_the_next_one(tmp_path):
    dice = random.Random(2032)
    base = Case.init(tmp_path / "base")
    for file in range(4):
        rows = [row(file, n, "nova.quill" if n % 3 == 0 else f"crew{n % 3}") for n in range(POSTS)]
        path = tmp_path / f"{file}.jsonl"
        path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        base.add(path)
    others = {p.post_id: p.text for p in base.documents().posts if p.handle != "nova.quill"}
    needles = [b"nova.quill", b"id-nova", base64.b64encode(b"nova.quill").rstrip(b"=")]
    killed = 0
    for turn in range(3):
        folder = tmp_path / f"case-{turn}"
        shutil.copytree(base.folder, folder)
        objects = len(list((folder / "vault").rglob("*.enc")))
        command = ("forget", folder, "nova.quill", "--basis", "a request of 3 April 2031")
        killed += killed_once(
            begin(*command),
            lambda f=folder, n=objects: (
                (f / ".forget").exists() or len(list((f / "vault").rglob("*.enc"))) != n
            ),
            dice.uniform(0, 0.05),
        )
        opened = {p.post_id: p.text for p in Case.open(folder).documents().posts}
        assert others.items() <= opened.items()
        _, err = (running := begin(*command)).communicate()
        gone = running.returncode == 2 and "nobody" in err  # the killed one had done all of it
        assert running.returncode == 0 or gone, err
        case = Case.open(folder)
        assert {p.post_id: p.text for p in case.documents().posts} == others
        assert not case.check().failed
        for path in folder.rglob("*"):
            if path.is_file():
                raw = path.read_bytes()
                assert not [n for n in needles if n in raw], path
    assert killed, "no command was killed in the middle"
