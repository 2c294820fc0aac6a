"""What each form does: one act, then back to the screen that it came from."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import unicodedata
from functools import partial
from pathlib import Path
from urllib.parse import quote

from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from contrecoup.app import intake, screens
from contrecoup.app.forms import text as _text
from contrecoup.app.room import LONGEST_NAME, NAME, Asked, Wrong, remember, seen, stamp
from contrecoup.case import Case
from contrecoup.corridor import changing, desk, setting
from contrecoup.corridor.together import waits
from contrecoup.model.belonging import KEYS
from contrecoup.model.decisions import Decision, standing


def _back(at: Asked, form: FormData, said: str = "", done: str = "", then: str = "") -> Response:
    """Go back to the screen that the form names; only to one of our own.

    Args:
        at: the request.
        form: what was sent.
        said: what was done, for the screen to tell.
        done: what it was done about, which the screen offers to take back.
        then: what the screen goes on with, if not with what the form says.
    """
    where = _text(form, "back") or f"/c/{quote(at.name)}/"
    if not re.fullmatch(r"/(?!/)[^\\\x00-\x1f]*", where):
        where = "/"
    where, mark, place = where.partition("#")
    if then:
        where = re.sub(r"(?<=[?&]at=)[^&]*", quote(then, safe=""), where)
    if done:
        where += ("&" if "?" in where else "?") + "done=" + quote(done, safe="")
    if said:
        where += ("&" if "?" in where else "?") + "said=" + quote(said)
    answer = RedirectResponse(where + mark + place, 303)
    if who := _text(form, "who")[:80]:
        remember(answer, who)
    return answer


def you(at: Asked, form: FormData) -> Response:
    """Remember who decides, in this browser."""
    return _back(at, form)


def make(at: Asked, form: FormData) -> Response:
    """Make a case: an empty one, or the sample."""
    name = unicodedata.normalize("NFC", _text(form, "name"))
    if at.room.alone or not re.fullmatch(NAME, name) or len(name.encode()) > LONGEST_NAME:
        at.refuse("no_name", "no_name_step", repr(name), field="name")
    langs = ("fr", "en") if _text(form, "first") != "en" else ("en", "fr")
    Case.init(
        at.room.place(name),
        group=_text(form, "group"),
        languages=langs,
        zone=_text(form, "zone") or "Europe/Paris",
    )
    return RedirectResponse(f"/c/{quote(name)}/inbox", 303)


def settings(at: Asked, form: FormData) -> Response:
    """Write the settings or the roster, if they are such; or some settings by their fields."""
    case = at.case
    said = {key: _text(form, key) for key in form if "." in key}
    if said and not said.items() <= setting.told(case.settings).items():
        _unchanged(at, form, stamp(case.own_file("case.toml")))
        case.change_settings(said)
    for name, file, write in (
        ("text", "case.toml", case.write_settings),
        ("roster", "roster.csv", partial(desk.set_roster, case)),
    ):
        given, now = form.get(name), case.own_file(file)
        if isinstance(given, str) and (text := given.replace("\r\n", "\n")).encode() != now:
            _unchanged(at, form, stamp(now))
            write(text)
    return _back(at, form, "saved")


def _unchanged(at: Asked, form: FormData, now: str) -> None:
    """Refuse a form that was filled in while what it is about was changed elsewhere.

    Args:
        at: the request.
        form: what was sent, with the mark of what the person had before their eyes.
        now: the mark of what is there now.
    """
    mark = _text(form, "seen")
    if mark and mark != now:
        w = at.words
        raise Wrong(w["changed_meanwhile"], next_step=w["changed_step"], status=409)


def decide(at: Asked, form: FormData) -> Response:
    """Decide: once, by somebody, about what the person had before their eyes."""
    case, target, verb = at.case, _text(form, "target"), _text(form, "verb")
    value, who = _text(form, "value"), _text(form, "who") or at.who
    if verb == "change":
        given = {k.removeprefix("a."): _text(form, k) for k in form if k.startswith("a.")}
        value = changing.said(case.review.item(target).finding, given, case.settings.zone)
        if not value:
            at.refuse("nothing_differs", "nothing_differs_step")
    if verb == "affiliate":
        said = {key: said for key in KEYS if (said := _text(form, key))}
        value = json.dumps(said, ensure_ascii=False, sort_keys=True)
    if verb == "unaffiliate":
        verb, value = "affiliate", ""
    if verb == "split":
        value = f"{_text(form, 'source')} {value}"
    marked = f"{target}.{_text(form, 'lang')}" if verb == "reword" else target
    mark = _text(form, "seen")
    held = standing(case.decisions).get(marked, ())
    if verb != "undo" and held and (held[-1].verb, held[-1].value) == (verb, value):
        return _back(at, form, "twice")
    if mark and mark != seen(case.decisions, marked):
        raise _meanwhile(at, held)
    for _ in range(len(held) if verb == "undo" and _text(form, "all") else 1):
        case.decide(verb, marked, value=value, why=_text(form, "why"), who=who)
    return _back(at, form, verb)


def together(at: Asked, form: FormData) -> Response:
    """Decide the same about the findings that are ticked; or take back what one step decided."""
    case, verb, why = at.case, _text(form, "verb"), _text(form, "why")
    who, target = _text(form, "who") or at.who, _text(form, "target")
    if verb == "undo":
        chosen = case.review.step(target)
        if _text(form, "seen") != seen(case.decisions, target):
            raise _meanwhile(at, standing(case.decisions).get(target, ()))
        if standing(case.decisions)[target][-1].verb == "assign":
            case.people.delist(*chosen, who=who)
            return _back(at, form, verb)
    else:
        chosen = _ticked(at, form)
        held = standing(case.decisions)
        for one in chosen:
            stack = held.get(one, ())
            if stack and stack[-1].verb not in {"later", verb}:
                raise _meanwhile(at, stack)
    case.review.together(verb, *chosen, who=who, why=why)
    return _back(at, form, verb, "" if verb == "undo" else chosen[0], _left(at, form, chosen))


def _left(at: Asked, form: FormData, chosen: tuple[str, ...]) -> str:
    """Return the first of those listed that was not ticked and that the draft rests on, or ''."""
    items = [at.case.review.queue.get(str(one)) for one in form.getlist("listed")]
    left = (i for i in items if i and i.weight and waits(i) and i.target not in chosen)
    return next((i.target for i in left), "")


def _ticked(at: Asked, form: FormData) -> tuple[str, ...]:
    """Return what is ticked in a list; all that is shown where its box for all is.

    Raises:
        Wrong: nothing is.
    """
    listed = form.getlist("listed" if _text(form, "all") else "one")
    chosen = tuple(one for one in listed if isinstance(one, str))
    if not chosen:
        at.refuse("nothing_ticked", "nothing_ticked_step", field="one")
    return chosen


def _meanwhile(at: Asked, held: tuple[Decision, ...]) -> Wrong:
    """Return what to say where somebody decided while a form was filled in."""
    w = at.words
    rows = [
        f"{w['d_' + one.verb]} {one.value} ({one.who}{w['colon'] + ' ' + one.why if one.why else ''})"
        for one in held
    ]
    said = f"{w['semicolon']} ".join(rows) or w["nothing"]
    return Wrong(f"{w['meanwhile']}. {w['meanwhile_how']} {said}", status=409)


def enlist(at: Asked, form: FormData) -> Response:
    """Add a person of the group whom the roster lacks, with an account; or all that are ticked."""
    if _text(form, "as"):
        return _declared(at, form)
    given = {name: _text(form, name) for name in ("name", "source", "role", "team", "why")}
    who, account = _text(form, "who") or at.who, _text(form, "target")
    public, declared = (bool(_text(form, name)) for name in ("public", "declared"))
    at.case.people.enlist(account, public=public, declared=declared, who=who, **given)
    return _back(at, form, "enlist")


def _declared(at: Asked, form: FormData) -> Response:
    """Say of accounts that are ticked that they are of the group, or that they are not."""
    ticked = _ticked(at, form)
    people, who, why = at.case.people, _text(form, "who") or at.who, _text(form, "why")
    if _text(form, "as") == "outside":
        at.case.review.together("outside", *ticked, why=why, who=who)
        return _back(at, form, "outside", ticked[0])
    source = f"{at.words['profile_of']} {{}}"
    people.enlist_declared(*ticked, source=source, why=why, who=who)
    return _back(at, form, "enlist", ticked[0])


def settle(at: Asked, form: FormData) -> Response:
    """Settle a point of the checklist for those that are ticked, or for all that are shown."""
    if _text(form, "code") == "right-of-reply" and _text(form, "all"):
        at.refuse("nothing_ticked", "nothing_ticked_step", field="one")  # one answer for each
    ticked = _ticked(at, form)
    items = [i for one in ticked for i in (one.split() if one.startswith("line:") else [one])]
    who, why = _text(form, "who") or at.who, _text(form, "why")
    at.case.review.settle(_text(form, "code"), *items, who=who, why=why)
    return _back(at, form, "settle")


def add(at: Asked, form: FormData) -> Response:
    """Take files and links in; a job reads them one by one."""
    intake.take(at, form)
    return _back(at, form)


def refresh(at: Asked, form: FormData) -> Response:
    """Ask the networks again about one thing, or about all that the account cites; a job does it."""
    wanted = _text(form, "id")
    name = _text(form, "called") or wanted or at.words["all_cited"]
    intake.ask(at, name, (wanted,) if wanted else ())
    return _back(at, form)


def verify(at: Asked, _form: FormData) -> Response:
    """Check hashes, chain, quoted words, numbers and published files."""
    return at.page("verified", checked=at.case.check())


def columns(at: Asked, form: FormData) -> Response:
    """Say which column of a table is what; the file is read again."""
    capture = _text(form, "capture")
    held = desk.columns(at.case, capture)
    chosen = {ours: _text(form, f"o.{ours}") for ours in screens.COLUMNS}
    given = held.told | {ours: theirs for ours, theirs in chosen.items() if theirs}
    kept = {k: v for k, v in given.items() if k not in chosen or chosen[k]}
    if kept != held.told:
        _unchanged(at, form, stamp(held.told))
        desk.map_columns(at.case, held, kept)
        intake.reread(at, capture)
    return _back(at, form, "columns")


def merge(at: Asked, form: FormData) -> Response:
    """Take over another person's decisions; show what the two contradict."""
    given = form.get("other")
    if not isinstance(given, UploadFile) or not given.filename:
        at.refuse("no_file", "no_file_step", field="other")
    with tempfile.TemporaryDirectory(prefix="contrecoup-") as folder:
        path = Path(folder) / "decisions.jsonl"
        with path.open("wb") as out:
            shutil.copyfileobj(given.file, out)
        result = at.case.review.merge(path)
    return at.page("merged", result=result)


def publish(at: Asked, form: FormData) -> Response:
    """Publish a version; asked once more where something is still open."""
    who, note, case = _text(form, "who") or at.who, _text(form, "note"), at.case
    left = [row for row in case.checklist() if row.targets]
    if left and not _text(form, "anyway"):
        kept = {name: _text(form, name) for name in ("note", "without_recheck")}
        return at.page("anyway", rows=left, kept=kept, mark=_text(form, "seen"))
    why, before = _text(form, "without_recheck"), case.publications
    if before and (before[-1].who, before[-1].note) != (who, note):  # not a lost answer
        _unchanged(at, form, stamp(len(before)))
    case.publish(who=who, note=note, without_recheck=why)
    return _back(at, form, "publish")
