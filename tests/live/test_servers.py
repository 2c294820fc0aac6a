"""Live capture from real servers on loopback, and from the recorded session."""

from __future__ import annotations

import json
import threading
import time
from functools import partial

import pytest

from contrecoup.corridor.watching import Choice

from .doubles import Jetstream
from .servers import ROOT, Mastodon, Pds, jetstream_over

SESSION = ROOT.parent / "shared" / "data" / "formats" / "bluesky_loopback_session"


@pytest.fixture(scope="module")
def pds():
    server = Pds()
    yield server
    server.running.end()


@pytest.fixture(scope="module")
def mastodon():
    server = Mastodon()
    yield server
    server.running.end()


class Following:
    """A watch in a thread; it ends with as many kept messages as are expected.

    ``poke`` makes the server say something, until the stream is seen to flow.
    """

    def __init__(self, case, poke=None, **more):
        self.said = []
        self.watched = None
        self._case, self._choice = case, Choice(**({"roster": False, "seconds": 300} | more))
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        self.until(lambda: any("connected" in words for words in self.said))
        while poke and not self._reached() and self._thread.is_alive():
            poke()
            self.until(self._reached, 2)

    def _run(self):
        self.watched = self._case.watch(self._choice, tell=self.said.append)

    def _reached(self):
        return any(json.loads(p.read_bytes())["position"] for p in self._files("reached.json"))

    def _files(self, name):
        return self._case.folder.glob(f"live/*/{name}")

    def holds(self, uri):
        """Wait until a post has come and was put away."""
        key = uri.rsplit("/", 1)[-1].encode()
        self.until(lambda: any(key in p.read_bytes() for p in self._files("segment.growing")))

    def until(self, true, seconds=300):
        end = time.monotonic() + seconds
        while not true() and time.monotonic() < end and self._thread.is_alive():
            time.sleep(0.05)

    def end(self):
        """Return what was watched, once as many messages were kept as were expected."""
        self._thread.join()
        return self.watched


def reaction(pds, names, holds, word):
    """A little of all that happens to posts with a word; return what the network says became of each post.

    An account that ends at once takes what was not yet sent with it, so its post is waited for.
    """
    kept, gone, edited, off, down, out = (pds.account(name) for name in names)
    expected = {pds.post(kept, f"La {word}, telle quelle"): "live"}
    pds.post(kept, "rien à voir")
    uri = pds.post(gone, f"la {word} que je retire")
    pds.delete(gone, uri)
    expected[uri] = "deleted"
    uri = pds.post(edited, f"la {word}, avec une faute")
    pds.post(edited, f"la {word} corrigée", key=uri.split("/")[-1])
    expected[uri] = "edited"
    for who, change, state in (
        (off, pds.deactivate, "deactivated"),
        (down, pds.take_down, "taken-down"),
        (out, pds.delete_account, "account-deleted"),
    ):
        uri = pds.post(who, f"une {word} de {who['handle']}")
        holds(uri)
        change(who)
        expected[uri] = state
    return {f"bluesky:{uri}": state for uri, state in expected.items()}


def states(case):
    return {post.post_id: post.state for post in case.documents().posts}


def test_all_that_happens_on_a_real_server_is_told_apart(case, pds, tmp_path):
    running, url = jetstream_over(pds, tmp_path)
    try:
        given = {"network": "bluesky", "server": url, "words": ("lettre",), "most": 11}
        following = Following(case, pds.poke, **given)
        names = ("anais", "boris", "cyril", "delia", "edgar", "flora")
        expected = reaction(pds, names, following.holds, "lettre")
        watched = following.end()
    finally:
        running.end()
    assert states(case) == expected
    assert watched.gaps == 0
    texts = {post.text for post in case.documents().posts}
    assert "la lettre corrigée" in texts
    assert "la lettre que je retire" in texts


def test_the_signed_firehose_gives_the_same_with_proofs(case, pds):
    following = Following(
        case,
        pds.poke,
        network="bluesky",
        server=pds.frames,
        proof=True,
        words=("missive",),  # the other test's posts may be in the stream
        directory=pds.directory,
        most=11,
    )
    names = ("gilda", "hamid", "irene", "jonas", "karim", "louise")
    expected = reaction(pds, names, following.holds, "missive")
    watched = following.end()
    assert states(case) == expected
    assert (watched.gaps, [f.format for f in watched.files][:1]) == (0, ["bluesky-firehose"])
    standings = {proof.post_id: proof for proof in case.documents().proofs}
    assert set(standings) >= set(expected)
    assert {standings[post_id].standing for post_id in expected} == {"signed"}
    assert [i for i, p in standings.items() if p.gone and p.gone_same] == [
        i for i, state in expected.items() if state == "deleted"
    ]
    assert not case.check().failed


def test_handles_are_resolved(case, pds):
    mia, noe = pds.account("miriam"), pds.account("noemie")
    following = Following(
        case,
        pds.poke,
        network="bluesky",
        server=pds.frames,
        proof=True,
        handles=("miriam.test", "nobody.test"),
        resolver=pds.url,
        most=6,
    )
    pds.post(noe, "de quelqu'un d'autre")
    followed = [f"bluesky:{pds.post(mia, f'de la personne suivie, {n}')}" for n in range(6)]
    following.end()
    held = set(states(case))  # what tells of the account's making may be among the six, too
    assert followed[0] in held
    assert held <= set(followed)
    assert any("nobody.test" in words for words in following.said)


def test_a_server_restarted_without_its_log_is_a_gap(case):
    first = Pds()
    try:
        following = Following(case, network="bluesky", server=first.frames, proof=True, most=8)
        author = first.account("miriam")
        before = {first.post(author, f"avant le redémarrage, {n}") for n in range(5)}
        watched = following.end()
    finally:
        first.running.end()
    assert watched.gaps == 0
    again = Pds(first.port)
    try:
        after = {again.post(again.account("noemie"), "après le redémarrage")}
        following = Following(case, network="bluesky", server=again.frames, proof=True, most=4)
        following.until(lambda: any("nothing is held" in words for words in following.said))
        following.end()
    finally:
        again.running.end()
    assert set(states(case)) == {f"bluesky:{uri}" for uri in before | after}
    (gap,) = case.documents().gaps
    assert (gap.why, gap.first) == ("restarted", watched.last_at)
    said = [s for s in case.report("en").report.sentences() if s.kind == "limits.interrupted"]
    assert "begun its log anew" in said[0].text


def test_the_recorded_session_is_reproduced(case, jetstream):
    file = SESSION / "jetstream.ndjson"
    if not file.is_file():
        pytest.skip(f"the samples are not here: {file}")
    events = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    following = Following(case, network="bluesky", server=jetstream.url, most=18)
    following.until(lambda: jetstream.asked)
    jetstream.log += events
    following.end()
    assert posts_only(case) == truth()


def test_the_recorded_frames_are_reproduced(case, later):
    raw = (SESSION / "frames.bin").read_bytes() if SESSION.is_dir() else pytest.skip("no samples")
    frames, at = [], 0
    while at < len(raw):
        size = int.from_bytes(raw[at : at + 4], "little")
        frames.append(raw[at + 4 : at + 4 + size])
        at += 4 + size
    server = Jetstream()
    server.wrap = lambda event: event["frame"]
    try:
        following = Following(case, network="bluesky", server=server.url, proof=True, most=18)
        following.until(lambda: server.asked)
        server.log += [{"time_us": n, "frame": frame} for n, frame in enumerate(frames, 1)]
        watched = following.end()
    finally:
        server.end()
    assert watched.gaps == 0
    assert posts_only(case) == truth()


def truth():
    """What the session's own record says of each post, as far as its streams carried it.

    A deletion of which neither stream tells (the account was deleted before the server
    sent it) can be known by the account's end alone.
    """
    lines = (SESSION / "truth.ndjson").read_text(encoding="utf-8").splitlines()
    sent = (SESSION / "jetstream.ndjson").read_text(encoding="utf-8").splitlines()
    commits = [e for e in map(json.loads, sent) if e["kind"] == "commit"]
    told = {e["commit"]["rkey"] for e in commits if e["commit"]["operation"] == "delete"}
    names = {"deactivated": "deactivated", "takendown": "taken-down", "deleted": "account-deleted"}
    found = {}
    for row in map(json.loads, lines):
        if row["op"] == "account":
            for uri, state in found.items():
                if f"{row['did']}/" in uri and state != "deleted":
                    found[uri] = names[row["status"]]
        elif row["op"] != "delete" or row["uri"].rsplit("/", 1)[-1] in told:
            done = {"create": "live", "update": "edited", "delete": "deleted"}
            found[f"bluesky:{row['uri']}"] = done[row["op"]]
    return found


def posts_only(case):
    return {post_id: s for post_id, s in states(case).items() if "/app.bsky.feed.post/" in post_id}


def test_mastodon_posts_edits_and_deletions(case, mastodon):
    given = {"network": "mastodon", "server": mastodon.url, "token": "mock_token"}
    poke = partial(mastodon.post, "rien")
    following = Following(case, poke, **given, words=("lettre",), most=5)
    kept = mastodon.post("Une lettre ouverte")
    mastodon.post("autre chose")
    edited = mastodon.post("une lettre avec une faute")
    mastodon.edit(edited["id"], "une lettre corrigée")
    gone = mastodon.post("une lettre que je retire")
    mastodon.delete(gone["id"])
    following.end()
    expected = {kept["uri"]: "live", edited["uri"]: "edited", gone["uri"]: "deleted"}
    assert states(case) == {f"mastodon:{uri}": state for uri, state in expected.items()}
    # what was posted meanwhile is asked for; a deletion in a later run still finds its post
    meanwhile = mastodon.post("une lettre pendant la pause")
    # the edited one again, the one of the pause, the deletion
    following = Following(case, **given, words=("lettre",), most=3)
    following.until(lambda: any("timeline gave" in words for words in following.said))
    mastodon.delete(kept["id"])
    watched = following.end()
    assert states(case)[f"mastodon:{kept['uri']}"] == "deleted"
    assert states(case)[f"mastodon:{meanwhile['uri']}"] == "live"
    assert watched.gaps == 0
    assert case.documents().gaps == ()
    (filled,) = [act for act in case.vault.acts() if act.act == "filled"]
    assert filled.fields["from"] < filled.fields["to"]
    deleted = [o for o in case.documents().observations if o.state == "deleted"]
    assert {o.target for o in deleted} == {f"mastodon:{gone['uri']}", f"mastodon:{kept['uri']}"}
