"""Articles in bad shape: each has a clear outcome by `read` and in a case, and bounded work."""

from __future__ import annotations

import html
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from contrecoup import read

from .conftest import Run, rows

pytestmark = pytest.mark.untraced

FRENCH = (
    "Le maire de Vaubrune, Paul Dumarais, a annoncé lundi la fermeture de la piscine. "
    "« Nous n'avons plus le choix », a-t-il déclaré. L'opposition appelle à manifester samedi.\n\n"
)
GERMAN = (
    "Der Bürgermeister von Vaubrune, Paul Dumarais, hat am Montag die Schließung des Bades "
    "angekündigt. „Wir haben keine Wahl“, sagte er. Die Opposition ruft für Samstag zum Protest auf. "
    "Es ist nicht das erste Mal, dass die Stadt bei den Bädern spart und sich dafür rechtfertigt.\n\n"
)
ARABIC = "أعلن رئيس البلدية يوم الاثنين إغلاق المسبح. وقال: «ليس لدينا خيار». ودعت المعارضة إلى الاحتجاج.\n"
MENU = "Accueil\nPolitique\nSport\nCulture\nSe connecter\nNewsletter\nContact\n"
CONSENT = (
    "Nous et nos 212 partenaires utilisons des cookies pour accéder à des informations sur votre "
    "appareil. Vous pouvez accepter ou refuser. Tout accepter. Gérer mes choix.\n"
)


def page(text: str) -> str:
    body = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    return f'<!doctype html><html lang="fr"><head><title>Titre</title></head><body>{body}</body></html>'


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(page(text) if name.endswith("html") else text, encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
@pytest.mark.parametrize(
    ("text", "lang", "says"), [(GERMAN, "de", "German"), (ARABIC * 2, "ar", "Arabic")]
)
def test_a_third_language_is_said_and_read(
    tmp_path: Path, run: Run, name: str, text: str, lang: str, says: str
) -> None:
    path = written(tmp_path, name, text)
    result = run("read", path)
    assert result.exit_code == 0
    assert says in result.stderr
    (reading,) = rows(result)
    assert reading["lang"] == lang
    (row,) = rows(run("add", tmp_path / "case", path))
    assert any(says in n["reason"] for n in row["notices"])
    assert run("find", tmp_path / "case").exit_code in (0, 3)


def test_in_a_pipe_the_third_language_is_said_by_id(run: Run) -> None:
    line = json.dumps({"id": "fremd", "text": GERMAN})
    result = run("read", "--jsonl", "-", stdin=line + "\n")
    assert result.exit_code == 0
    assert result.stderr.startswith("fremd: it seems to be in German")


def test_our_languages_are_not_remarked_on(tmp_path: Path, run: Run) -> None:
    assert run("read", written(tmp_path, "a.txt", FRENCH)).stderr == ""


def test_a_page_that_declares_another_language_is_read_in_its_own(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "a.html"
    path.write_text(page(FRENCH * 2).replace('lang="fr"', 'lang="en"'), encoding="utf-8")
    (reading,) = rows(run("read", path))
    assert reading["lang"] == "fr"
    (row,) = rows(run("add", tmp_path / "case", path))
    assert any("'en'" in n["reason"] for n in row["notices"])


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
@pytest.mark.parametrize(("text", "says"), [(MENU, "menu"), (CONSENT, "wall")])
def test_a_menu_or_a_wall_is_no_article(
    tmp_path: Path, run: Run, name: str, text: str, says: str
) -> None:
    path = written(tmp_path, name, text)
    result = run("read", path)
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr.count("\n") == 1
    assert says in result.stderr
    added = run("add", tmp_path / "case", path)
    assert added.exit_code == 4
    assert says in rows(added)[0]["unreadable"][0]["reason"]


LONG = (
    "Die Brücke von Aldenhausen bleibt bis zum Sommer gesperrt, und der Verkehr wird umgeleitet. "
    * 54_000
)
NESTED = "Il dit " + "« “ " * 1_000 + "assez" + " ” »" * 1_000 + " a-t-il dit.\n"
STRANGE = {
    "unclosed": FRENCH + "Le directeur a dit : « " + "nous ne céderons jamais et nous irons. " * 200,
    "nested": FRENCH + NESTED,
    "never closed": FRENCH + "« a " * 2_000,
    "right to left": "Le maire \u202bرئيس\u202c a dit : \u2067«لا»\u2069 « oui \u202e», hier.\n" * 30 + FRENCH,
    "zero": FRENCH + "Le maire\0 a dit « oui\0 ».\0",
    "surrogate": FRENCH + "Le maire \ufffd a dit « oui ».",
}  # fmt: skip


@pytest.mark.parametrize("form", ["a.txt", "a.html"])
@pytest.mark.parametrize("name", STRANGE)
def test_strange_text_is_read(tmp_path: Path, run: Run, name: str, form: str) -> None:
    path = written(tmp_path, form, STRANGE[name])
    result = run("read", path)
    assert result.exit_code == 0, result.output
    (reading,) = rows(result)
    if form == "a.txt":
        assert reading["text"] == STRANGE[name]
    assert reading["lang"] == "fr"
    assert any("Paul Dumarais" in p["name"] for p in reading["people"])
    size = len(reading["text"])
    for quotation in reading["quotations"]:
        assert all(0 <= a < b <= size for a, b in quotation["content"])
    assert run("add", tmp_path / "case", path).exit_code == 0
    assert run("find", tmp_path / "case").exit_code == 0


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_text_in_another_encoding_keeps_its_letters(
    tmp_path: Path, run: Run, encoding: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(FRENCH.encode(encoding))
    (reading,) = rows(run("read", path))
    assert reading["text"] == FRENCH


def test_a_file_of_zeros_is_no_text(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\0" * 1_000)
    result = run("read", path)
    assert result.exit_code == 4
    assert "not text" in result.stderr


def calls(work: Callable[[], object]) -> int:
    """How many calls something makes: work, not time."""
    count = 0

    def seen(_frame: FrameType, event: str, _arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    ("piece", "lang", "times"),
    [
        (FRENCH, "fr", 40),
        ("« nous ne céderons jamais ", "fr", 40),
        ("Il dit « “ ", "fr", 40),
        ("Le maire \u202bرئيس\u202c, ", "fr", 40),
        ("affirme ", "fr", 300),
        ("a dit que ", "fr", 300),
        ("démission de Paul Aubry, ", "fr", 40),
        ("says ", "en", 300),
        ("resigned, Ann Cole said. ", "en", 40),
        ("Menu\n", "en", 300),
    ],
)
def test_work_grows_with_the_length(piece: str, lang: str, times: int) -> None:
    read(piece, lang)  # tables are read once
    small = calls(lambda: read(piece * times, lang))
    large = calls(lambda: read(piece * times * 4, lang))
    assert large <= 5 * small


def test_five_megabytes_in_a_third_language_are_read(tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, "long.txt", LONG)
    assert path.stat().st_size > 5_000_000
    result = run("read", path)
    assert result.exit_code == 0, result.output
    (reading,) = rows(result)
    assert reading["lang"] == "de"
    assert reading["text"] == LONG
    assert "German" in result.stderr


def test_a_thousand_equal_quotations_are_joined_in_bounded_work(tmp_path: Path, run: Run) -> None:
    counts = []
    for number in (150, 600):
        case = tmp_path / f"case{number}"
        run("add", case, written(tmp_path, f"{number}.txt", FRENCH * number))
        counts.append(calls(lambda: run("find", case)))  # noqa: B023 called at once
    assert counts[1] <= 5 * counts[0]


@pytest.mark.parametrize("zone", ["CET-99", "UTC+99", "Nowhere/Land", ""])
def test_an_impossible_time_zone_hides_no_article(tmp_path: Path, zone: str) -> None:
    path = written(tmp_path, "a.html", FRENCH * 2)
    done = subprocess.run(
        [sys.executable, "-m", "contrecoup", "read", str(path)],
        env={**os.environ, "TZ": zone},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["quotations"]


def test_reading_a_text_loads_nothing_heavy(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", FRENCH)
    script = (
        "import sys\nfrom contrecoup.cli import main\n"
        "try: main(['read', sys.argv[1]])\nexcept SystemExit: pass\n"
        "print(sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    heavy = (
        "trafilatura",
        "htmldate",
        "py3langid",
        "lxml",
        "duckdb",
        "scipy",
        "numba",
        "jinja2",
        "babel",
    )
    assert done.stdout
    assert [name for name in heavy if f"'{name}'" in done.stderr] == []


WALL = (
    "Nous et nos partenaires utilisons des cookies pour stocker des données personnelles. Vous pouvez"
    " accepter ou refuser. Tout accepter. Continuer sans accepter. Politique de confidentialité."
)
MENU = "Accueil\nPolitique\nMonde\nSports\nCulture\nMétéo\nContact\nSe connecter"


@pytest.mark.parametrize(("text", "says"), [(WALL, "(a wall)"), (MENU, "(a menu)")])
def test_in_a_pipe_a_wall_or_a_menu_is_refused_by_id(run: Run, text: str, says: str) -> None:
    lines = [json.dumps({"id": "bad", "text": text}), json.dumps({"id": "good", "text": FRENCH})]
    result = run("read", "--jsonl", "-", stdin="\n".join(lines) + "\n")
    assert result.exit_code == 4
    assert [row["id"] for row in rows(result)] == ["good"]
    assert result.stderr.startswith("bad: line 1: ")
    assert says in result.stderr


@pytest.mark.parametrize("verb", [("add", "CASE", "-"), ("read", "-"), ("read", "--jsonl", "-")])
@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero on this system")
def test_a_device_that_never_ends_is_no_input(tmp_path: Path, verb: tuple[str, ...]) -> None:
    words = [str(tmp_path / "case") if w == "CASE" else w for w in verb]
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(
            [sys.executable, "-m", "contrecoup", *words],
            stdin=endless, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 4
    assert "may never end" in done.stdout + done.stderr
