"""What a person reads of times and values, what a case may be called, the commonest settings as a form."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest
from attrs import fields
from click.testing import CliRunner
from starlette.testclient import TestClient

from contrecoup.app.times import local, timed
from contrecoup.cli import main
from contrecoup.corridor import setting
from contrecoup.errors import SettingsError
from contrecoup.model.settings import Settings
from contrecoup.sources.settings_lines import with_settings

from .conftest import OWN

SAMPLE = Path("src/contrecoup/sample/ondelune-2031/case.toml")


@pytest.fixture
def client(opened) -> TestClient:
    return opened("Ana", lang="fr")


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/Paris", "2031-03-14 18:05 CET"),
        ("America/Sao_Paulo", "2031-03-14 14:05 UTC-03"),
        ("UTC", "2031-03-14 17:05 UTC"),
        ("Asia/Kolkata", "2031-03-14 22:35 IST"),
    ],
)
def test_times_are_those_of_the_case(zone, said):
    at = datetime(2031, 3, 14, 17, 5, tzinfo=UTC)
    assert local(at, zone) == said
    text = "<x> 2031-03-14T17:05:00+00:00 as printed 2031-03-14T17:05:00Z"
    told = timed(text, zone, 1)
    assert told.startswith("&lt;x&gt; <time datetime=")
    assert f'title="2031-03-14 17:05:00 UTC">{said}</time> as printed 2031-03-14T17:05:00Z' in told


def test_screens_tell_times_in_the_cases_zone(client, case):
    post = next(iter(case.documents().posts))
    for address in (f"evidence?id={post.post_id}", "evidence", "inbox", "publish"):
        page = client.get(f"/c/case/{address}").text
        shown = re.sub(r"<time[^>]*>", "", page.partition("Forme brute")[0])
        assert not re.search(r"\d\d:\d\d(:\d\d)? UTC", shown), address
        assert not re.search(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", shown), address
    assert " CET</time>" in page or " CET</time>" in client.get("/c/case/inbox").text


def test_trails_in_french_have_no_codes(client, case):
    line = next(s for s in case.report("fr").sentences if s.sentence_id == "k1")
    page = unescape(client.get(f"/c/case/draft?lang=fr&line={line.key}").text)
    assert "signatures sur 240 (effectif)" in page
    for code in ("certitude observed", "(staff)", "Demandé à 240", ": post ;", "several-outlets"):
        assert code not in page, code
    assert "règle « un nombre publié par une source » (tally:letter)" in page
    assert "règle tally" not in page
    document = line.citations[0].document_id
    title = next(x.title for x in case.documents().letters if x.letter_id == document)
    assert f"cite {document}: {title}: “" in page
    english = unescape(client.get(f"/c/case/draft?lang=fr&line={line.key}&ui=en").text)
    assert "rule “a number that a source published” (tally:letter)" in english
    client.get("/?ui=fr")
    move = next(i for i in case.review.queue if i.kind == "moves")
    page = unescape(client.get(f"/c/case/evidence?id={move.target}").text)
    for code in ("person_name", "modality", "status ", "replaces"):
        assert code not in page, code
    post = next(p for p in case.documents().posts if p.platform == "x")
    page = unescape(client.get(f"/c/case/evidence?id={post.post_id}").text)
    assert f"<h2><bdi>Publication de @{post.handle}</bdi></h2>" in page
    assert "lu à ligne " in page
    assert "du champ" in page or " par twarc" in page


def test_trails_say_who_and_what_an_id_is(case):
    counted = [
        (step.target, step.text)
        for sentence in case.report("en").sentences
        for step in case.show(sentence.sentence_id, lang="en").steps
        if step.kind == "counted"
    ]
    posts = case.documents().posts
    handles = {m.account_id: f"@{m.handle}" for m in case.people.matches}
    people = {p.person_id: p.name for p in case.roster.people}
    said = dict(counted)
    assert len(said.keys() & handles.keys()) > 20
    assert len(said.keys() & people.keys()) > 20
    for target, text in said.items():
        post = posts.get(target)
        if post is not None:
            words = " ".join(post.text.split())[:80]
            assert text == (f"@{post.handle}: {words}" if words else f"@{post.handle}")
        elif target in handles or target in people:
            assert text == handles.get(target, people.get(target))
    own = case.show("k1", lang="en").said(str)
    assert "rule tally:letter" in own  # without a language, codes


def test_what_matters_is_filtered_and_the_place_is_kept(client, case):
    queue = case.review.queue
    counts = {
        "key": sum(i.weight >= 3 for i in queue),
        "used": sum(i.weight > 0 for i in queue),
        "doubtful": sum(i.doubt >= 0.4 for i in queue),
        "waiting": len(queue),
    }
    assert 0 < counts["key"] < counts["used"] < len(queue)
    assert 0 < counts["doubtful"] < len(queue)
    for what, n in counts.items():
        page = client.get(f"/c/case/findings?what={what}").text
        assert f"{n} sur {n}" in page
        assert f'<option value="{what}" selected>' in page
    page = client.get(f"/c/case/findings?what=key&kind={queue[0].kind}").text
    first = re.search(r'name="target" value="([^"]+)"', page)[1]
    back = unescape(re.search(r'name="back" value="([^"]+)"[^>]*>[^§]*?value="accept"', page)[1])
    assert "what=key" in back
    assert "#now" in page
    form = {"target": first, "verb": "accept", "back": "/c/case/findings?done=x#now"}
    answer = client.post("/c/case/decide", data=form, headers=OWN, follow_redirects=False)
    assert answer.headers["location"] == "/c/case/findings?done=x&said=accept#now"
    assert page.count("(obligatoire)") >= page.count('name="why" data-key="r" required')


def test_the_cases_first_language_comes_first(client, case):
    case.publish(who="Ana")
    page = client.get("/c/case/publish?said=publish").text
    found = re.findall(r"/c/case/v1/(report\.\w\w\.html)", page)
    assert found[:2] == ["report.fr.html", "report.en.html"]
    assert ">français</a>" in page
    files = re.findall(r"/c/case/v1/([\w.]+)\"", page.partition('id="versions"')[2])
    assert [f.split(".")[1] for f in files][:2] == ["fr", "fr"]


@pytest.mark.parametrize(
    "name", ["Affaire Ondelune, mars 2031", "a#b%c", "Été & (hiver) !", "[x] {y} ~z", "日本 – 1er"]
)
def test_a_case_may_be_called_what_a_folder_may(client, case, name):
    page = client.get("/").text
    pattern = unescape(re.search(r'pattern="([^"]+)"', page)[1])
    assert re.fullmatch(pattern, name)
    made = client.post("/", data={"name": name, "group": "G"}, headers=OWN)
    assert made.status_code == 200
    assert f"<h1>Arrivées · <bdi>{name.replace('&', '&amp;')}</bdi>" in made.text
    assert (case.folder.parent / name / "case.toml").is_file()
    base = re.search(r'href="(/c/[^"]+)/settings"', made.text)[1]
    answer = client.post(f"{base}/settings", data={"text": "[case"}, headers=OWN)
    assert answer.status_code == 422
    assert 'id="wrong"' in answer.text
    assert client.get(f"{base}/findings").status_code == 200


def test_a_name_that_is_refused_says_which_characters(client):
    page = client.get("/").text
    pattern = unescape(re.search(r'pattern="([^"]+)"', page)[1])
    for name in ("a/b", "a:b", ".a", "a.", "a\\b", 'a"b', "é" * 120):
        assert len(name) > 100 or not re.fullmatch(pattern, name)
        refused = client.post("/", data={"name": name}, headers=OWN)
        assert refused.status_code == 422
        assert "tous les caractères sauf les barres (/, \\, |)" in unescape(refused.text)


def test_settings_are_changed_in_a_form_and_the_rest_of_the_file_stays(client, case):
    before = case.own_file("case.toml").decode()
    page = client.get("/c/case/settings").text
    assert 'value="2031-03-14T13:00"' in page
    sent = setting.told(case.settings) | {"case.title.fr": "L’affaire « Ondelune »", "case.zone": "America/Halifax", "publication.contact": ""}  # fmt: skip
    sent |= {"case.languages": "fr", "publication.recheck": "3", "case.to": "2031-03-19T08:30", "case.group_names": "Onde; Lune "}  # fmt: skip
    answer = client.post("/c/case/settings", data=sent, headers=OWN)
    assert answer.status_code == 200
    held = case.settings
    assert held.title == {"fr": "L’affaire « Ondelune »", "en": "Ondelune, March 2031"}
    assert (held.zone, held.contact, held.languages, held.recheck) == (
        "America/Halifax",
        "",
        ("fr",),
        3,
    )
    assert held.group_names == ("Onde", "Lune")
    assert held.end == datetime(2031, 3, 19, 11, 30, tzinfo=UTC)
    assert held.start == datetime(2031, 3, 14, 12, 0, tzinfo=UTC)
    after = case.own_file("case.toml").decode()
    kept = [line for line in before.split("\n") if line.startswith(("#", "[[", "at =", "seed"))]
    assert [line for line in after.split("\n") if line in kept] == kept
    for field, wrong in WRONG.items():
        answer = client.post("/c/case/settings", data={field: wrong}, headers=OWN)
        assert answer.status_code == 422
        assert re.search(rf'name="{field}"[^>]*aria-invalid', answer.text), field
    assert case.own_file("case.toml").decode() == after
    case.change_settings(setting.told(held))
    assert case.own_file("case.toml").decode() == after


WRONG = {
    "case.zone": "Europe/Rennes",
    "case.from": "hier",
    "case.languages": "fr,de",
    "publication.recheck": "x",
    "publication.unavailable": "all",
}
"""Values that are none."""


@pytest.mark.parametrize(
    ("key", "text", "held"),
    [
        ("thresholds.window", "5m", 300.0),
        ("thresholds.threshold", "0.75", 0.75),
        ("thresholds.min_people", "4", 4),
        ("publication.retain_until", "2033-12-31", date(2033, 12, 31)),
        ("case.to", "2031-03-19T08:30+01:00", datetime(2031, 3, 19, 7, 30, tzinfo=UTC)),
        ("case.group_names", "Onde; Lune, SA", ("Onde", "Lune, SA")),
        ("evidence.timestamps", "https://tsa.example", "https://tsa.example"),
    ],
)
def test_the_verb_and_the_call_set_every_key(case, key, text, held):
    def now() -> object:
        found = {a.metadata["key"]: getattr(case.settings, a.name) for a in fields(Settings)}
        return found[key]

    def run(*words: str) -> list[dict[str, str]]:
        done = CliRunner().invoke(main, ["settings", str(case.folder), *words])
        assert done.exit_code == 0, done.output
        return [json.loads(line) for line in done.stdout.splitlines()]

    before, own = now(), case.own_file("case.toml").decode()
    shown = {row["setting"]: row["value"] for row in run()}
    assert shown == setting.told(case.settings)
    rows = run("--set", f"{key}={text}")
    assert now() == held
    changed = {row["setting"] for row in rows if row["value"] != shown[row["setting"]]}
    assert changed == {key}
    again = {row["setting"]: row["value"] for row in rows}
    case.change_settings(again)
    assert now() == held
    case.change_settings({key: shown[key]})
    assert now() == before
    kept = [line for line in own.splitlines() if line.startswith("#")]
    assert [
        line for line in case.own_file("case.toml").decode().splitlines() if line in kept
    ] == kept
    assert case.settings.events


def test_the_verb_refuses_what_is_no_setting_and_takes_a_file(case, tmp_path):
    own = case.own_file("case.toml")

    def run(*words: object):
        return CliRunner().invoke(main, ["settings", str(case.folder), *map(str, words)])

    for key, text in WRONG.items():
        done = run("--set", f"{key}={text}")
        assert (done.exit_code, repr(key) in done.stderr) == (2, True), done.output
        with pytest.raises(SettingsError) as refused:
            case.change_settings({key: text})
        assert refused.value.field == key
    done = run("--set", "case.zonne=UTC")
    assert done.exit_code == 2
    assert "did you mean 'case.zone'" in done.stderr
    assert "see contrecoup settings CASE" in run("--set", "x=UTC").stderr
    assert "KEY=VALUE" in run("--set", "case.zone").stderr
    assert case.own_file("case.toml") == own
    other = tmp_path / "other.toml"
    other.write_text("[case]\nzone = 'UTC'\n", encoding="utf-8")
    assert run("--load", other).exit_code == 0
    assert case.own_file("case.toml") == other.read_bytes()
    other.write_text("[case", encoding="utf-8")
    assert run("--load", other).exit_code == 2
    assert run("--load", tmp_path / "none.toml").exit_code == 2
    assert case.settings.zone == "UTC"


def test_settings_that_cannot_be_read_are_set_right_in_the_app(client, case):
    good = case.own_file("case.toml").decode()
    (case.folder / "case.toml").write_text(good.replace("[case]", "[case]\ncolour = 1"), "utf-8")
    page = client.get("/c/case/settings").text
    assert "colour" in re.search(r'role="alert">([^<]+)<', page)[1]
    assert 'name="case.zone"' not in page
    assert client.post("/c/case/settings", data={"text": good}, headers=OWN).status_code == 200
    assert 'name="case.zone"' in client.get("/c/case/settings").text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[case]\ntitle = 'Un'\n",
        SAMPLE.read_text("utf-8"),
        "[publication]\ncontact = 'x'\n[case]\n",
    ],
)
def test_lines_are_put_where_they_belong(text):
    said = {"case.title.fr": 'A "b" \\ é', "publication.contact": "c", "case.zone": None}
    made = tomllib.loads(with_settings(text, said))
    assert made["case"]["title"]["fr"] == 'A "b" \\ é'
    assert made["publication"]["contact"] == "c"
    assert "zone" not in made["case"]
    title = tomllib.loads(text).get("case", {}).get("title")
    assert made["case"]["title"].get("en") == (title if isinstance(title, str) else (title or {}).get("en"))  # fmt: skip


@pytest.mark.parametrize("text", ["case = {zone = 'UTC'}\n", "[case]\nlanguages = [\n'fr',\n]\n"])
def test_a_setting_that_has_no_line_is_left_to_the_person(text):
    with pytest.raises(SettingsError, match="on a line of its own"):
        with_settings(text, {"case.languages": ["en"]})
