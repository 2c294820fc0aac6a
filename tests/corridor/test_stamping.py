"""Each run signs the manifest's head; an authority on loopback (openssl) dates it."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import contrecoup as cc
from contrecoup import store
from contrecoup.corridor import stamping
from contrecoup.errors import SettingsError
from contrecoup.sources.live.network import Wire

SEALS = "vault/seals.jsonl"
CONFIG = """
[req]
distinguished_name = dn
prompt = no
[dn]
CN = {name}
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[leaf]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping


[one]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
"""


class Authority:
    """A time-stamping authority: its certificates, and a server that may misbehave."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mood = "good"
        (folder / "serial").write_text("01\n")
        for name in ("ca", "tsa"):
            (folder / f"{name}.cnf").write_text(CONFIG.format(name=name, folder=folder))
        self.run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out",
                 "ca.pem", "-days", "3650", "-config", "ca.cnf", "-extensions", "ca")  # fmt: skip
        self.run("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.csr",
                 "-config", "tsa.cnf")  # fmt: skip
        self.run("x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial",
                 "2", "-days", "3650", "-extfile", "tsa.cnf", "-extensions", "leaf", "-out", "tsa.pem")  # fmt: skip

    def run(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)

    def answer(self, asked: bytes) -> bytes:
        (self.folder / "asked.tsq").write_bytes(asked)
        self.run("ts", "-reply", "-queryfile", "asked.tsq", "-config", "tsa.cnf", "-section", "one",
                 "-out", "answer.tsr")  # fmt: skip
        return (self.folder / "answer.tsr").read_bytes()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    if shutil.which("openssl") is None:
        pytest.skip("no openssl here")
    made = Authority(tmp_path_factory.mktemp("tsa"))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            good = self.headers["Content-Type"] == "application/timestamp-query"
            answer = made.answer(body) if good and made.mood == "good" else b"rubbish"
            self.send_response(500 if made.mood == "ill" else 200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: Any) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    made.address = f"http://127.0.0.1:{server.server_port}/"  # type: ignore[attr-defined]
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def case(tmp_path: Path) -> cc.Case:
    made = cc.Case.init(tmp_path / "case", languages=["en"])
    (tmp_path / "a.md").write_text(
        "# Lamps out\n\nThe lamps at the quay went out on Friday night.\n"
    )
    made.add(tmp_path / "a.md")
    return made


def seals(case: cc.Case) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (case.folder / SEALS).read_text().splitlines()]


def verdicts(case: cc.Case) -> dict[str, tuple[int, int]]:
    return cc.Case.open(case.folder).check().counts()


def test_a_run_that_adds_something_is_sealed_once(case: cc.Case, tmp_path: Path) -> None:
    case.add(tmp_path / "a.md")
    (only,) = seals(case)
    assert (only["act"], only["lines"], only["head"]) == ("seal", 1, case.vault.head)
    (tmp_path / "b.md").write_text("# More\n\nThe lamps at the quay came back on Saturday night.\n")
    case.add(tmp_path / "b.md")
    assert [seal["lines"] for seal in seals(case)] == [1, 2]
    assert verdicts(case)["sealed: signed at the end of a run"] == (2, 0)
    assert "existed by a time that is proven" not in verdicts(case)


def test_lines_cut_from_the_end_are_missed(case: cc.Case, tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("# More\n\nThe lamps at the quay came back on Saturday night.\n")
    case.add(tmp_path / "b.md")
    path = case.folder / "vault" / "manifest.jsonl"
    gone = json.loads(path.read_bytes().splitlines()[1])["object"]
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    next((case.folder / "vault" / "objects").rglob(f"{gone}.enc")).unlink()
    failed = [v for v in store.Vault(case.folder).verify() if not v.ok]
    assert [v.target for v in failed] == [f"{SEALS} line 2"]
    assert "cut" in failed[0].message


@pytest.mark.parametrize("key", ["lines", "head", "key", "signature", "at"])
def test_a_seal_that_was_altered_is_named(case: cc.Case, key: str) -> None:
    from contrecoup.store.log import chain

    (seal,) = seals(case)
    forged = {k: v for k, v in seal.items() if k not in {"seq", "prev", "sum"}}
    forged[key] = 2 if key == "lines" else "00" * 32
    (case.folder / SEALS).write_bytes(chain([forged]))
    failed = [v for v in store.Vault(case.folder).verify() if not v.ok]
    assert [v.target for v in failed] == [f"{SEALS} line 1"]


def test_a_broken_file_of_seals_is_told(case: cc.Case) -> None:
    with (case.folder / SEALS).open("ab") as stream:
        stream.write(b"{}\n")
    failed = [v for v in store.Vault(case.folder).verify() if not v.ok]
    assert [(v.kind, v.target) for v in failed] == [("chain", SEALS)]


def set_up(case: cc.Case, authority: Any, root: str = "ca.pem") -> None:
    shutil.copy(authority.folder / root, case.folder / "root.pem")
    path = case.folder / "case.toml"
    said = f'\n[evidence]\ntimestamps = "{authority.address}"\ntimestamps_root = "root.pem"\n'
    path.write_text(path.read_text() + said)


def test_an_authority_dates_what_was_sealed(case: cc.Case, authority: Any) -> None:
    set_up(case, authority)
    with store.lock(case.folder):
        assert stamping.seal(case, Wire(private=True))
        assert stamping.seal(case, Wire(private=True)), "once is enough"
    assert [line["act"] for line in seals(case)] == ["seal", "seal", "stamp"]
    found = verdicts(case)
    assert found["time stamps of seals"] == (1, 0)
    assert found["existed by a time that is proven"] == (1, 0)
    (article,) = case.documents().articles
    (vouched,) = cc.Case.open(case.folder).existed()
    assert (vouched.document_id, vouched.ground) == (article.article_id, "existed")
    assert vouched.at is not None
    assert vouched.at.at >= case.vault.captures()[0].captured.at.replace(microsecond=0)


def test_a_stamp_of_another_authority_does_not_hold(
    case: cc.Case, authority: Any, tmp_path: Path
) -> None:
    set_up(case, authority)
    with store.lock(case.folder):
        stamping.seal(case, Wire(private=True))
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(Authority(other).folder / "ca.pem", case.folder / "root.pem")
    found = verdicts(case)
    assert found["time stamps of seals"] == (0, 1)
    assert "existed by a time that is proven" not in found
    (case.folder / "case.toml").write_text(
        (case.folder / "case.toml").read_text().replace('timestamps_root = "root.pem"', "")
    )
    assert verdicts(case)["time stamps that nothing here can verify"] == (1, 0)


@pytest.mark.parametrize("mood", ["ill", "mad", "away"])
def test_without_an_answer_a_seal_stays_undated(case: cc.Case, authority: Any, mood: str) -> None:
    set_up(case, authority)
    authority.mood = mood
    try:
        with store.lock(case.folder):
            assert not stamping.seal(case, Wire(private=mood != "away"))
    finally:
        authority.mood = "good"
    assert [line["act"] for line in seals(case)] == ["seal", "seal"]
    assert verdicts(case)["sealed: signed at the end of a run"] == (2, 0)


def test_a_root_that_is_not_there_is_named(case: cc.Case, authority: Any) -> None:
    set_up(case, authority)
    (case.folder / "root.pem").unlink()
    with pytest.raises(SettingsError, match="timestamps_root"):
        case.check()
