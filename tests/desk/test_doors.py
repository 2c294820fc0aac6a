"""Every action of the app is also a verb and a Python call: what stands here, and nothing else."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

from contrecoup.app import application
from contrecoup.case import Case
from contrecoup.cli import main
from contrecoup.corridor.people import People
from contrecoup.corridor.review import Review
from contrecoup.model.decisions import Verb

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "desk.md"
CASE = "/c/{case}"
SHOWN = {
    f"{CASE}/": ("add", "Case.outcomes"),
    f"{CASE}/inbox": ("add", "Case.outcomes"),
    f"{CASE}/columns": ("reread --columns", "Case.reread"),
    f"{CASE}/people": ("people", "People.matches"),
    f"{CASE}/findings": ("review", "Review.queue"),
    f"{CASE}/check": ("review --sample", "Review.sample"),
    f"{CASE}/draft": ("report", "Case.report"),
    f"{CASE}/page.{{lang}}": ("report", "Case.report"),
    f"{CASE}/report.{{lang}}.evidence.html": ("report", "Case.report"),
    f"{CASE}/evidence": ("show", "Case.show"),
    f"{CASE}/publish": ("publish --checklist", "Case.checklist"),
    f"{CASE}/v{{version:int}}/{{name}}": ("publish", "Case.publications"),
    f"{CASE}/settings": ("settings", "Case.settings"),
}
"""Screens: the verb and the call that show the same."""
DONE = {
    "/": ("init", "Case.init"),
    f"{CASE}/add": ("add --letter --roster", "Case.add"),
    f"{CASE}/columns": ("reread --columns", "Case.reread"),
    f"{CASE}/together": (
        "review --alike --accept --reject --undo-step",
        "Review.alike Review.together Review.step",
    ),
    f"{CASE}/merge": ("review --merge", "Review.merge"),
    f"{CASE}/settle": ("review --settle", "Review.settle"),
    f"{CASE}/enlist": ("people --enlist --name --source --role --public", "People.enlist"),
    f"{CASE}/refresh": ("refresh", "Case.refresh"),
    f"{CASE}/verify": ("check", "Case.check"),
    f"{CASE}/publish": ("publish --note --without-recheck", "Case.publish"),
    f"{CASE}/settings": ("settings --set --load", "Case.change_settings Case.write_settings"),
}
"""Forms, but for :data:`DECIDED`: the verb with its options, and the call, that do the same."""
DECIDED = {
    "accept": ("review --accept", "Review.accept"),
    "reject": ("review --reject", "Review.reject"),
    "change": ("review --change --set", "Review.change"),
    "later": ("review --later", "Review.later"),
    "undo": ("review --undo", "Review.undo"),
    "drop": ("review --drop", "Review.drop"),
    "move": ("review --move", "Review.move"),
    "reword": ("review --reword", "Review.reword"),
    "policy": ("review --policy", "Review.policy"),
    "judge": ("review --judge", "Review.judge"),
    "assign": ("people --assign", "People.assign"),
    "outside": ("people --outside", "People.outside"),
    "merge": ("review --same", "Case.decide"),
    "split": ("review --split", "Case.decide"),
    "rename": ("review --rename", "Review.rename"),
    "affiliate": ("review --affiliate --set", "Review.affiliate"),
    "unaffiliate": ("review --affiliate", "Review.affiliate"),
    "settle": ("review --settle", "Review.settle"),
}
"""The verbs of the form that decides."""
WITHOUT = {("GET", "/"), ("POST", "/you"), ("GET", "/app.css"), ("GET", "/app.js")}
"""The list of cases is the folder's own; who decides is an option of each verb."""
NOUNS = {"Case": Case, "Review": Review, "People": People}


def routes(folder: Path) -> set[tuple[str, str]]:
    app = application(folder, token="T", port=8017).app
    return {(method, one.path) for one in app.routes for method in one.methods - {"HEAD"}}


def test_each_route_has_its_verb_and_call(tmp_path):
    known = {("GET", path) for path in SHOWN} | {("POST", path) for path in DONE}
    assert routes(tmp_path) == known | WITHOUT | {("POST", f"{CASE}/decide")}


def test_each_form_that_decides_has_its_verb_and_call():
    pages = [p.read_text("utf-8") for p in (files("contrecoup.app") / "templates").iterdir()]
    asked = {verb for page in pages for verb in re.findall(r'name="verb" value="([^"]+)"', page)}
    assert "{" not in "".join(asked)
    assert asked <= DECIDED.keys()
    assert {*get_args(Verb)} - {"publish"} == DECIDED.keys() - {"unaffiliate"}


@pytest.mark.parametrize("door", [SHOWN, DONE, DECIDED])
def test_the_verbs_and_calls_are_there_and_the_manual_names_them(door):
    manual = MANUAL.read_text("utf-8").partition("## Ten minutes")[0]
    for action, (typed, called) in door.items():
        verb, *options = typed.split()
        known = {name for one in main.commands[verb].params for name in one.opts}
        assert known >= set(options), action
        assert re.search(rf"`{verb}\b", manual), (action, verb)
        for option in options:
            assert f"{option}`" in manual or f"{option} " in manual, (action, option)
        for one in called.split():
            noun, _, name = one.partition(".")
            assert hasattr(NOUNS[noun], name), (action, one)
            assert f".{name}" in manual, (action, one)
