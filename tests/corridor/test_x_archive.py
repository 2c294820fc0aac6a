"""X's archive, unpacked into a folder: long texts and the author stand in other files."""

import json
import shutil

import pytest

from contrecoup.case import Case

from .conftest import ROOT

ARCHIVE = ROOT.parent / "shared" / "data" / "formats" / "x_archive"
pytestmark = pytest.mark.skipif(not ARCHIVE.is_dir(), reason="the samples are not here")
NOTES = 14


def long(case):
    return [p for p in case.documents().posts if p.text_source == "note-tweet"]


def test_every_long_text_is_joined(tmp_path):
    case = Case.open(tmp_path / "case")
    outcome = case.add(ARCHIVE)
    assert outcome.unreadable == 0
    assert len(long(case)) == NOTES
    assert not [p for p in long(case) if p.truncated]


@pytest.mark.parametrize("order", [("tweets.js", "note-tweet.js"), ("note-tweet.js", "tweets.js")])
def test_in_any_order_and_rebuilt(order, tmp_path):
    case = Case.open(tmp_path / "case")
    for name in order:
        case.add(ARCHIVE / name)
    posts = list(case.documents().posts)
    assert len(long(case)) == NOTES
    case.reread()
    assert list(Case.open(case.folder).documents().posts) == posts


def test_files_of_another_folder_are_another_archive(tmp_path):
    for folder, name in (("a", "tweets.js"), ("b", "note-tweet.js")):
        (tmp_path / folder).mkdir()
        shutil.copy(ARCHIVE / name, tmp_path / folder / name)
    case = Case.open(tmp_path / "case")
    case.add(tmp_path / "a", tmp_path / "b")
    assert long(case) == []


def test_the_author_stands_beside(tmp_path):
    shutil.copytree(ARCHIVE, tmp_path / "data")
    account = {"accountId": "2244", "username": "ada", "accountDisplayName": "Ada"}
    text = "window.YTD.account.part0 = " + json.dumps([{"account": account}])
    (tmp_path / "data" / "account.js").write_text(text, encoding="utf-8")
    (tmp_path / "data" / "profile.js").write_text("nothing of the kind", encoding="utf-8")
    case = Case.open(tmp_path / "case")
    case.add(tmp_path / "data")
    assert {p.account_id for p in case.documents().posts} == {"x:2244"}
    assert {p.handle for p in case.documents().posts} == {"ada"}
