"""A watch from a Jetstream double: what is kept, what a break costs, what the log tells."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest
import zstandard

from contrecoup import Case
from contrecoup.errors import PlatformRefused

from .doubles import START, Deaf, account, post


def texts(case):
    return {p.post_id.rsplit("/", 1)[-1]: p.text for p in case.documents().posts}


def lines(case):
    """Every event kept in the vault, in order of capture."""
    found = []
    for capture in case.vault.captures():
        with case.vault.open(capture.capture_id) as stream:
            found += stream.read().decode().splitlines()
    return [json.loads(line) for line in found]


def keys(case):
    return [(e["did"], e.get("commit", {}).get("rev", e["time_us"])) for e in lines(case)]


def gaps(case):
    return case.documents().gaps


def asked():
    """Whether the server was asked: all that :func:`later` waits for by itself."""
    return True


def at(number):
    return datetime.fromtimestamp((START + number * 1_000_000) / 1_000_000, UTC)


def test_only_what_was_asked_for_is_kept_and_the_rest_counted(case, watch, jetstream, later):
    events = [
        post(1, "La Lettre ouverte est en ligne"),
        post(2, "rien à voir"),
        post(3, "lettres au pluriel"),
        post(4, "sans mot", did="did:plc:bo", tags=["Contrecoup"]),
        post(5, "avec #contrecoup dedans", did="did:plc:bo"),
        post(6, "l’été", did="did:plc:cy"),
        post(7, "la lettre, en anglais dit-elle", langs=["en"]),
        post(8, "quelqu'un d'attendu", did="did:plc:dee"),
        post(9, "", operation="delete", rkey="3key000000001"),
        post(10, "", operation="delete", rkey="3key000000002"),
        post(11, "corrigé", operation="update", did="did:plc:bo", rkey="3key000000004"),
        account(12, "did:plc:zoe", "deleted"),
        account(13, "did:plc:bo", "deactivated"),
    ]
    later(asked, jetstream.log.extend, events)
    watched = watch(
        jetstream.url,
        most=7,
        words=("lettre",),
        hashtags=("#contrecoup",),
        languages=("fr",),
        handles=("did:plc:dee",),
    )
    assert (watched.kept, watched.dropped, watched.gaps) == (7, 6, 0)
    held = texts(case)
    assert held == {
        "3key000000001": "La Lettre ouverte est en ligne",
        "3key000000004": "corrigé",
        "3key000000005": "avec #contrecoup dedans",
        "3key000000008": "quelqu'un d'attendu",
    }
    states = {p.post_id.rsplit("/", 1)[-1]: p.state for p in case.documents().posts}
    assert states["3key000000001"] == "deleted"
    assert states["3key000000004"] == "deactivated"
    assert not case.check().failed


def test_a_break_is_joined_without_gap_or_double(case, watch, jetstream):
    jetstream.cut_after = 20
    jetstream.pause = 0.002
    jetstream.log += [post(n, f"lettre {n}") for n in range(40)]
    watch(jetstream.url, most=1, seconds=0.1)  # nothing is asked from before the first connection
    jetstream.asked.clear()
    jetstream.log += [post(n, f"lettre {n}") for n in range(40, 80)]
    case_state = case.folder / "live"
    (folder,) = case_state.iterdir()
    (folder / "reached.json").write_text(json.dumps({"position": START, "at": START}))
    watched = watch(jetstream.url, most=80)
    assert len(jetstream.asked) == 2
    assert (watched.kept, watched.gaps) == (80, 0)
    assert len(set(keys(case))) == len(keys(case)) == 80
    assert len(texts(case)) == 80
    assert gaps(case) == ()


def test_what_the_server_no_longer_keeps_is_a_gap(case, watch, jetstream, later):
    later(asked, jetstream.log.extend, [post(n, f"lettre {n}") for n in range(5)])
    assert watch(jetstream.url, most=5).gaps == 0
    jetstream.log += [post(n, f"lettre {n}") for n in range(5, 4000, 5)]
    jetstream.keeps = START + 3_600_000_000
    watched = watch(jetstream.url, most=80)
    assert watched.gaps == 1
    (gap,) = gaps(case)
    assert (gap.first, gap.last, gap.why) == (at(4), at(3600), "not-running")
    assert any("nothing is held" in words for words in watch.said)
    for lang, words in (("fr", "captation en direct"), ("en", "live capture")):
        said = [s for s in case.report(lang).report.sentences() if s.kind == "limits.interrupted"]
        assert len(said) == 1
        assert words in said[0].text
    assert case.find().coverage.watches[0].kept == 5


@pytest.mark.parametrize(
    ("reason", "why"), [("ConsumerTooSlow", "too-slow"), ("gone", "disconnected")]
)
def test_why_the_server_hung_up_is_told(case, watch, jetstream, later, reason, why):
    def hang_up():
        jetstream.keeps = START + 50_000_000
        jetstream.refuse = reason
        until(lambda: not jetstream.refuse)
        jetstream.log.append(post(60, "lettre 60"))

    later(asked, jetstream.log.extend, [post(n, f"lettre {n}") for n in range(5)])
    later(lambda: jetstream.sent == 5, hang_up)
    watch(jetstream.url, most=6)
    (gap,) = gaps(case)
    assert (gap.first, gap.last, gap.why) == (at(4), at(60), why)


def second(event):
    """The same event on Jetstream's second wire."""
    stamp = datetime.fromtimestamp(event["time_us"] / 1_000_000, UTC).isoformat()
    kind = event["kind"]
    head = {"$type": f"network.bsky.jetstream.subscribeEvents#{kind}", "seq": 7}
    head |= {"did": event["did"], "time": stamp}
    body = event["commit"] if kind == "commit" else {kind: event[kind]}
    return {"$type": "message", "payload": head | body}


def test_the_second_wire_tells_that_a_cursor_is_too_old(case, watch, jetstream, later):
    def wrapped(event):
        if event is None or "info" in event:
            info = {"$type": "network.bsky.jetstream.subscribeEvents#info"}
            return json.dumps({"$type": "message", "payload": info | event["info"]})
        return json.dumps(second(event))

    jetstream.wrap = wrapped
    later(
        asked, jetstream.log.extend, [post(1, "lettre 1"), account(2, "did:plc:anna", "takendown")]
    )
    watched = watch(jetstream.url, most=2, second=True)
    assert watched.kept == 2
    assert jetstream.asked[0]["path"] == "/xrpc/network.bsky.jetstream.subscribeEvents"
    assert jetstream.asked[0]["collections"] == ["app.bsky.feed.post", "app.bsky.feed.repost"]
    jetstream.keeps = START + 90_000_000
    told = {"info": {"name": "OutdatedCursor"}, "time_us": START + 100_000_000}
    jetstream.log += [told, post(120, "lettre 120")]
    watch(jetstream.url, most=1, second=True)
    (gap,) = gaps(case)
    assert (gap.first, gap.last, gap.why) == (at(2), at(120), "too-old")
    assert {p.state for p in case.documents().posts} == {"taken-down", "live"}


def test_packed_messages_are_unpacked_with_the_dictionary(case, watch, jetstream, later):
    sample = json.dumps(post(1, "une lettre parmi d'autres")).encode()
    samples = [sample.replace(b"000000001", b"%09d" % n) for n in range(200)]
    dictionary = zstandard.train_dictionary(4096, samples)
    packer = zstandard.ZstdCompressor(dict_data=dictionary)
    jetstream.wrap = lambda event: packer.compress(json.dumps(event).encode())
    later(asked, jetstream.log.extend, [post(1, "une lettre"), post(2, "autre chose")])
    watched = watch(jetstream.url, most=1, words=("lettre",), dictionary=dictionary.as_bytes())
    assert watched.kept == 1
    assert jetstream.asked[0]["compress"] == ["true"]
    assert list(texts(case).values()) == ["une lettre"]


def test_accounts_of_the_roster_are_known_by_their_handles(
    case, watch, jetstream, later, monkeypatch
):
    from contrecoup.sources.live import bluesky

    known = {"anna.example": "did:plc:anna"}
    monkeypatch.setattr(bluesky, "resolved", lambda _network, _handles, _server: known)
    (case.folder / "roster.csv").write_text(
        "person,name,bluesky\nanna,Anna Kervella,anna.example\n", encoding="utf-8"
    )
    later(asked, jetstream.log.extend, [post(1, "bonjour"), post(2, "autre", did="did:plc:bo")])
    watched = watch(jetstream.url, most=1, roster=True)
    assert (watched.kept, watched.dropped) == (1, 0)
    assert jetstream.asked[0]["wantedDids"] == ["did:plc:anna"]
    (held,) = case.documents().posts
    assert (held.handle, held.text) == ("anna.example", "bonjour")
    (match,) = case.people.matches
    assert (match.verdict, match.person_id) == ("sure", "anna")


def test_damaged_messages_are_kept_for_the_reader_to_tell(case, watch, jetstream, later):
    jetstream.wrap = lambda e: json.dumps(e) if e["did"] != "did:plc:odd" else '{"did": oh'
    later(
        asked, jetstream.log.extend, [post(1, "a"), post(2, "b", did="did:plc:odd"), post(3, "c")]
    )
    watched = watch(jetstream.url, most=3)
    (outcome,) = watched.files
    assert (outcome.read, len(outcome.unreadable)) == (2, 1)


def test_a_server_that_is_not_there_is_given_up(watch, jetstream, monkeypatch):
    monkeypatch.setattr("contrecoup.sources.live.stream._PATIENCE", (0,))
    jetstream.end()
    with pytest.raises(PlatformRefused) as refused:
        watch(jetstream.url)
    assert refused.value.place == jetstream.url


def run_watch(folder, server, *more):
    command = [sys.executable, "-m", "contrecoup", "watch", str(folder), "bluesky"]
    command += ["--server", server, "--no-roster", "--every", "1s", *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def until(true, seconds=180):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "what was waited for has not come"
        time.sleep(0.01)


@pytest.mark.slow
@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 9))]
)
def test_killed_at_any_instant_it_goes_on_without_gap_or_double(case, jetstream, seed):
    """By progress (so many messages sent) and by the clock, from its start to its sealings."""
    dice, total = random.Random(seed), 3000
    jetstream.pause, jetstream.gate = 0.001, 0
    feed = [post(n, f"lettre {n}", at=START + n * 20_000) for n in range(1, total)]
    for cycle in range(6):
        asked_before, sent = len(jetstream.asked), jetstream.sent
        running = run_watch(case.folder, jetstream.url)
        if cycle == 0 or dice.random() < 0.7:
            until(lambda n=asked_before: len(jetstream.asked) > n)
            jetstream.log += feed if cycle == 0 else []
            jetstream.gate = sent + 1 + dice.randrange(600)
            until(lambda: jetstream.sent >= jetstream.gate)
        time.sleep(dice.uniform(0, 2.5))
        running.send_signal(signal.SIGKILL)
        running.communicate()
        assert running.returncode == -signal.SIGKILL, "it ended before it was killed"
    asked_before, jetstream.gate = len(jetstream.asked), None
    running = run_watch(case.folder, jetstream.url)
    until(lambda: len(jetstream.asked) > asked_before)

    def reached():
        (path,) = case.folder.glob("live/*/reached.json")
        return json.loads(path.read_bytes())["at"] >= feed[-1]["time_us"]

    until(reached)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=180)
    assert running.returncode == 0, err
    again = Case.open(case.folder)
    held = list(texts(again).values())
    assert sorted(held) == sorted(f"lettre {n}" for n in range(1, total))
    assert len(keys(again)) == len(set(keys(again))) == total - 1
    assert gaps(again) == ()
    assert not again.check().failed
    assert "stopped" not in err
    assert all(json.loads(line)["format"] == "jetstream" for line in out.splitlines())


def test_a_message_that_a_killed_process_did_not_finish_is_asked_for_again(
    case, watch, jetstream, later
):
    later(asked, jetstream.log.extend, [post(n, f"lettre {n}") for n in range(4)])
    watch(jetstream.url, most=4)
    (folder,) = (case.folder / "live").iterdir()
    fourth, fifth = (json.dumps(post(n, f"lettre {n}")) + "\n" for n in (4, 5))
    jetstream.log += [post(n, f"lettre {n}") for n in (4, 5, 6)]
    (folder / "segment.growing").write_text(fourth + fifth[:100])
    watched = watch(jetstream.url, most=2)
    assert (watched.kept, watched.gaps) == (2, 0)
    assert sorted(texts(case).values()) == [f"lettre {n}" for n in range(7)]
    assert len(keys(case)) == len(set(keys(case))) == 7


def test_a_stream_that_falls_silent_is_opened_again_and_the_lag_is_told(
    case, watch, jetstream, later, monkeypatch
):
    monkeypatch.setattr("contrecoup.sources.live.bluesky.SILENCE", 2.5)
    monkeypatch.setattr("contrecoup.sources.live.stream._PATIENCE", (0.1,))
    past = int(time.time() * 1_000_000) - 1_000_000_000
    later(asked, jetstream.log.append, post(1, "lettre 1", at=past))
    again = post(2, "lettre 2", at=past + 1)

    def lagging():
        lags = [words.rsplit(", ", 1)[1] for words in watch.said if words.endswith("s behind")]
        return any(1000 <= float(lag.split()[0]) < 1500 for lag in lags)

    later(lambda: lagging() and len(jetstream.asked) > 1, jetstream.log.append, again)
    watched = watch(jetstream.url, most=2)
    assert (watched.kept, watched.gaps) == (2, 0)
    assert len(jetstream.asked) >= 2
    assert "cursor" in jetstream.asked[-1]
    assert any("silent" in words for words in watch.said)
    assert lagging(), watch.said
    assert sorted(texts(case).values()) == ["lettre 1", "lettre 2"]


def test_a_server_that_answers_no_ping_is_left_and_asked_again(case, watch, monkeypatch):
    monkeypatch.setattr("contrecoup.sources.live.network.PING", 0.3)
    monkeypatch.setattr("contrecoup.sources.live.network.PONG", 0.3)
    monkeypatch.setattr("contrecoup.sources.live.stream._PATIENCE", (0.1,))
    server = Deaf([post(1, "lettre 1"), post(2, "lettre 2")])
    try:
        watched = watch(server.url, most=2)
    finally:
        server.end()
    assert (watched.kept, watched.gaps) == (2, 0)
    assert [number for number, _ in server.pings][:1] == [1], "no ping went out"
    first, *more = server.asked
    assert more
    assert all(one == {**first, "cursor": [str(START - 4_000_000)]} for one in more)
    assert any("silent" in words and "ping" in words for words in watch.said), watch.said
    assert sorted(texts(case).values()) == ["lettre 1", "lettre 2"]


def spooled(messages):
    return b"".join(len(m).to_bytes(4, "little") + m for m in messages)


def test_what_comes_is_on_the_disk_before_anybody_looks_at_it(
    case, watch, jetstream, later, monkeypatch
):
    from contrecoup.sources.live import bluesky

    looked, early = bluesky.Jetstream.look, []

    def look(source, raw, wanted, held):
        (spool,) = case.folder.glob("live/*/spool.growing")
        if len(raw).to_bytes(4, "little") + raw not in spool.read_bytes():
            early.append(raw)
        (reached,) = case.folder.glob("live/*/reached.json")
        if json.loads(reached.read_bytes())["at"] >= json.loads(raw)["time_us"]:
            early.append(raw)
        return looked(source, raw, wanted, held)

    monkeypatch.setattr(bluesky.Jetstream, "look", look)
    monkeypatch.setattr("contrecoup.corridor.watching.CHECKPOINT", 0.0)
    jetstream.pause = 0.001
    later(asked, jetstream.log.extend, [post(n, f"lettre {n % 2}") for n in range(400)])
    watched = watch(jetstream.url, most=200, words=("lettre 1",))
    assert watched.kept == 200
    assert early == []
    (spool,) = case.folder.glob("live/*/spool.growing")
    assert spool.read_bytes() == b""


def test_what_a_killed_process_had_not_looked_at_is_kept_though_the_server_lost_it(
    case, watch, jetstream, later
):
    later(asked, jetstream.log.extend, [post(n, f"lettre {n}") for n in range(4)])
    watch(jetstream.url, most=4, words=("lettre",))
    (folder,) = (case.folder / "live").iterdir()
    came = [json.dumps(post(n, f"lettre {n}")).encode() for n in (3, 4, 5)]
    came.insert(2, json.dumps(post(50, "autre chose", at=START + 4_500_000)).encode())
    (folder / "segment.growing").write_bytes(came[1] + b"\n")
    (folder / "spool.growing").write_bytes(spooled(came) + spooled([b"x" * 50])[:20])
    jetstream.keeps = START + 6_000_000
    jetstream.log += [post(n, f"lettre {n}") for n in (6, 7)]
    watched = watch(jetstream.url, most=3, words=("lettre",))
    assert watched.kept == 3
    assert sorted(texts(case).values()) == [f"lettre {n}" for n in range(8)]
    assert len(keys(case)) == len(set(keys(case))) == 8
    assert (folder / "spool.growing").read_bytes() == b""
    assert not case.check().failed


def test_two_watches_of_one_stream_do_not_run_at_once(case, jetstream):
    first = run_watch(case.folder, jetstream.url)
    until(lambda: jetstream.asked)
    second_ = run_watch(case.folder, jetstream.url)
    _, err = second_.communicate(timeout=180)
    assert second_.returncode != 0
    assert "is writing" in err
    os.kill(first.pid, signal.SIGTERM)
    _, err = first.communicate(timeout=180)
    assert first.returncode == 0, err
