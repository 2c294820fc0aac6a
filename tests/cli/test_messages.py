"""The command line in two languages: every message has French, and no result depends on it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner, Result

from contrecoup import messages
from contrecoup.cli import main
from contrecoup.cli.terminal import printable
from contrecoup.errors import SettingsError
from contrecoup.messages import Catalogue, language, words
from contrecoup.report.rules import rules

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "src" / "contrecoup" / "sample" / "ondelune-2031"
ARTICLE = SAMPLE / "press" / "01-phare-revocation.html"
CATALOGUE = ROOT / "src" / "contrecoup" / "messages" / "fr.po"
HOLE = re.compile(r"\{\d+\}")
FRENCH = messages.catalogue("fr")


def run(*arguments: object, lang: str) -> Result:
    env = dict.fromkeys(messages.ASKED, "") | {"LANG": f"{lang}_XX.UTF-8"}
    return CliRunner().invoke(main, [str(a) for a in arguments], env=env)


@pytest.fixture(scope="module")
def script(script_of: Callable[[str], ModuleType]) -> ModuleType:
    return script_of("messages")


def test_every_message_has_french_and_the_catalogue_is_in_step(script: ModuleType) -> None:
    known = dict(messages.entries(CATALOGUE.read_text(encoding="utf-8")))
    assert [text for text in script.said() if not known.get(text)] == []
    assert script.written(known) == CATALOGUE.read_text(encoding="utf-8")


def test_a_message_without_french_is_told(script: ModuleType) -> None:
    known = dict(messages.entries(CATALOGUE.read_text(encoding="utf-8")))
    known.pop("check the path")
    assert 'msgid "check the path"\nmsgstr ""' in script.written(known)


def test_tools_for_translators_read_the_same() -> None:
    read = read_po(BytesIO(CATALOGUE.read_bytes()), locale="fr", abort_invalid=True)
    theirs = {str(m.id): str(m.string) for m in read if m.id}
    assert theirs == dict(messages.entries(CATALOGUE.read_text(encoding="utf-8")))
    assert str(read.locale) == "fr"


def test_both_languages_have_the_same_values() -> None:
    for english, french in FRENCH.entries.items():
        assert sorted(HOLE.findall(english)) == sorted(HOLE.findall(french)), english


def test_every_value_of_a_message_is_in_its_french() -> None:
    for english in FRENCH.entries:
        holes = sorted(set(HOLE.findall(english)))
        said = english
        for number, hole in enumerate(holes):
            said = said.replace(hole, f"valeur{number}")
        told = words(said, "fr")
        for number in range(len(holes)):
            assert f"valeur{number}" in told, english


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_CA"}, "fr"),
        ({"LC_ALL": "C", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_MESSAGES": "fr_BE.UTF-8", "LANG": "en_GB.UTF-8"}, "fr"),
        ({"LANGUAGE": "de:fr:en", "LC_ALL": "de_DE"}, "fr"),
        ({"LANGUAGE": "", "LC_ALL": "", "LANG": "br_FR.UTF-8"}, "en"),
        ({"CONTRECOUP_LANG": "fr", "LC_ALL": "en_US.UTF-8"}, "fr"),
        ({"CONTRECOUP_LANG": "en", "LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_language_is_that_of_the_system(environment: dict[str, str], expected: str) -> None:
    assert language(environment) == expected


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("there is no case my-case", "il n’y a pas de dossier my-case"),
        (
            "the file cannot be opened: Is a directory; check the path",
            "le fichier ne peut pas être ouvert\u00a0: c’est un répertoire\u202f; vérifiez le chemin",
        ),
        ("line 8", "ligne 8"),
        ("two of three people", "two of three people"),
        ("somebody's own words", "somebody's own words"),
        ("", ""),
        ("check the path" * 1000, "check the path" * 1000),
    ],
)
def test_messages_with_values(english: str, french: str) -> None:
    assert words(english, "fr") == french
    assert words(english, "en") == english


def test_a_message_that_holds_often_is_looked_up_without_its_number() -> None:
    once = "the text is not UTF-8; it was read as Windows-1252"
    told = FRENCH.words(f"{once} (2 items)")
    assert told == f"{FRENCH.words(once)} (2 éléments)"
    assert "not UTF-8" not in told


def test_a_value_can_come_twice_and_in_another_order() -> None:
    made = Catalogue({"{0} quotes {1} from {0} again": "{1}, cité de {0}"})
    assert made.words("a quotes b from a again") == "b, cité de a"


def test_help_speaks_french_and_names_the_same_options() -> None:
    for name in ("", *main.commands):
        told = {lang: run(*([name] if name else []), "--help", lang=lang) for lang in ("en", "fr")}
        assert told["fr"].exit_code == told["en"].exit_code == 0
        options = {
            lang: re.findall(r"^  (?:-\w, )?(--[\w/-]+)", t.stdout, re.MULTILINE)
            for lang, t in told.items()
        }
        assert options["fr"] == options["en"] != []
        assert "Utilisation\u00a0: " in told["fr"].stdout
        assert "Exemples\u00a0:" in told["fr"].stdout
        assert "Usage" not in told["fr"].stdout


@pytest.mark.parametrize(
    ("arguments", "code", "french"),
    [
        (("chek",), 2, "Il n’y a pas de verbe 'chek'"),
        (("check",), 2, "Il manque l’argument 'CASE'."),
        (("check", "nowhere"), 2, "Que faire\u00a0: vérifiez le chemin, ou créez-en un"),
        (("read",), 2, "rien à lire"),
        (("read", "nowhere.txt"), 4, "ce fichier n’existe pas"),
        (("echoes", "nowhere.csv", "--out", "o"), 4, "le fichier ne peut pas être ouvert"),
        (("echoes", "x", "--out", "o", "--window", "soon"), 2, "prend une durée"),
        (("export", "x", "-o", "y", "--form", "z"), 2, "Valeur refusée pour '--form'"),
        (("init", "c", "--zone", "Nowhere/Such"), 2, "n’est pas un fuseau horaire"),
    ],
)
def test_errors_speak_french_with_the_same_code(
    arguments: tuple[str, ...],
    code: int,
    french: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    english, own = (run(*arguments, lang=lang) for lang in ("en", "fr"))
    assert english.exit_code == own.exit_code == code
    assert english.stdout == own.stdout
    assert french in own.stderr
    assert french not in english.stderr


def test_the_option_goes_before_the_system(tmp_path: Path) -> None:
    assert "Utilisation" in run("--ui", "fr", "--help", lang="en").stdout
    assert "Usage" in run("--ui", "en", "--help", lang="fr").stdout
    assert run("--ui", "de", "--help", lang="en").exit_code == 2
    (tmp_path / "notes.txt").write_text("ours", encoding="utf-8")
    assert "n’est pas un dossier" in run("--ui", "fr", "check", tmp_path, lang="en").stderr
    assert "is not a case" in run("check", tmp_path, lang="en").stderr


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same small case, made in both languages, beside a damaged file."""
    made = {}
    for lang in ("en", "fr"):
        folder = tmp_path_factory.mktemp(lang)
        case = folder / "case"
        assert run("init", case, "--group", "Ondelune", lang=lang).exit_code == 0
        damaged = folder / "posts.jsonl"
        damaged.write_text('{"id": 1}\nnot json\n', encoding="utf-8")
        made[lang] = case
    return made


def test_results_do_not_depend_on_the_language(cases: dict[str, Path]) -> None:
    def told(lang: str, *arguments: object) -> tuple[int, str]:
        done = run(*arguments, lang=lang)
        return done.exit_code, done.stdout.replace(str(cases[lang].parent), "")

    for rest in (
        ("add", "{case}", ARTICLE, "--roster", SAMPLE / "roster.csv"),
        ("add", "{case}", "{folder}/posts.jsonl"),
        ("people", "{case}"),
        ("people", "{case}", "--format", "csv"),
        ("find", "{case}", "moves"),
        ("find", "{case}", "--format", "csv"),
        ("check", "{case}"),
        ("check", "{case}", "--format", "csv"),
    ):
        both = []
        for lang, case in cases.items():
            given = [
                str(a).replace("{case}", str(case)).replace("{folder}", str(case.parent))
                for a in rest
            ]
            both.append(told(lang, *given))
        english, french = both
        assert english[0] == french[0]
        assert english[1].strip() or rest[0] == "people"
        if rest[0] == "add":
            keep = [
                {k: v for k, v in json.loads(line).items() if k != "capture_id"}
                for line in english[1].splitlines()
            ]
            own = [
                {k: v for k, v in json.loads(line).items() if k != "capture_id"}
                for line in french[1].splitlines()
            ]
            assert keep == own
        else:
            assert re.sub(r"[0-9a-f]{8,}", "", english[1]) == re.sub(r"[0-9a-f]{8,}", "", french[1])


def test_a_table_is_told_in_french(cases: dict[str, Path]) -> None:
    done = run("check", cases["fr"], "--format", "table", lang="fr")
    assert "tient" in done.stdout
    assert "mots cités" in done.stdout or "chaîne" in done.stdout
    added = run(
        "add", cases["fr"], cases["fr"].parent / "posts.jsonl", "--format", "table", lang="fr"
    )
    assert added.exit_code == 4
    assert "illisible: aucun lecteur ne connaît cette forme" in added.stderr


def test_what_people_wrote_is_shown_as_they_wrote_it(tmp_path: Path) -> None:
    case = tmp_path / "case"
    run("init", case, lang="fr")
    posts = tmp_path / "posts.csv"
    posts.write_text(
        "post_id,account_id,created_at,text\n1,9,2031-03-14T10:00:00Z,check the path\n", "utf-8"
    )
    run("add", case, posts, "--columns", "platform==x", lang="fr")
    done = run("show", case, "x:1", lang="fr")
    assert done.exit_code == 0, done.stderr
    assert "publication x:1: check the path" in done.stdout
    assert "état live: en ligne au moment de la capture" in done.stdout


def test_quiet_and_verbose(cases: dict[str, Path], tmp_path: Path) -> None:
    new = tmp_path / "new"
    said = run("init", new, lang="en")
    assert "Next: fill in" in said.stderr
    quiet = run("init", tmp_path / "other", "--quiet", lang="en")
    assert (quiet.exit_code, quiet.stderr) == (0, "")
    assert quiet.stdout.strip().endswith("other")
    assert "there is no case" in run("check", "nowhere", "-q", lang="en").stderr
    steps = run("find", cases["en"], "--verbose", lang="en")
    assert re.search(r"^\w.*: \d+\.\d s$", steps.stderr, re.MULTILINE)
    assert run("find", cases["en"], lang="en").stderr == ""
    for name in main.commands:
        told = run(name, "--help", lang="en").stdout
        assert "-q, --quiet" in told
        assert "-v, --verbose" in told


def test_errors_keep_their_english_for_programs() -> None:
    error = SettingsError("there is no case x", next_step="check the path")
    assert str(error) == "there is no case x [S100]. Next: check the path"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (
            "rule 6: a loaded verb: 'slammed' (No loaded verbs.)",
            "règle 6\u00a0: un verbe qui juge\u00a0: 'slammed' (Pas de verbes qui jugent.)",
        ),
        (
            "rule 1: no citation and no count (No sentence without evidence.)",
            "règle 1\u00a0: ni citation ni décompte (Pas de phrase sans preuve.)",
        ),
        (
            "rule 17: the numbers that differ on 3 May do not stand side by side (Corrections are listed.)",
            "règle 17\u00a0: les nombres qui diffèrent le 3 May ne sont pas côte à côte (Les corrections sont énumérées.)",
        ),
    ],
)
def test_what_breaks_an_editorial_rule_is_told_in_french(wrong: str, told: str) -> None:
    assert words(wrong, "fr") == told


def test_every_editorial_rule_has_french() -> None:
    for rule in rules():
        assert words(rule.title, "fr") != rule.title


def test_french_blanks_reach_a_terminal() -> None:
    french = "scellé\u00a0: signé\u202f; «\u202fici\u202f»"
    assert printable(french, terminal=True) == french
    assert printable("\x1b[31m\u202e", terminal=True) == "\\x1b[31m\\x202e"
