"""The notebook of the manual runs, and every noun shows itself in it."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import contrecoup as cc
from contrecoup import notebook
from contrecoup.model.evidence import Citation
from contrecoup.model.findings import Tally
from contrecoup.model.times import Moment

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "docs" / "notebooks").glob("*.ipynb"))


def tally(outlet: str = "Le Fil Marin") -> Tally:
    return Tally(
        finding_id="tally:1",
        what="signatories",
        value=214,
        qualifier="nearly",
        of=240,
        at=Moment(datetime(2031, 3, 16, tzinfo=UTC)),
        outlet=outlet,
        document_id="article:1",
        citation=Citation("c", "article:1", "près de 214", 0, 11),
        rule="tally:signed-by",
    )


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_the_notebook_runs_and_shows_its_nouns(path: Path, tmp_path: Path) -> None:
    read = nbformat.read(path, as_version=4)
    assert all(not cell.get("outputs") for cell in read.cells), "outputs are not committed"
    resources = {"metadata": {"path": str(tmp_path)}}
    done = NotebookClient(read, timeout=240, kernel_name="python3", resources=resources).execute()
    shown = [
        output["data"]
        for cell in done.cells
        for output in cell.get("outputs", [])
        if output.output_type == "execute_result"
    ]
    html = [data["text/html"] for data in shown if "text/html" in data]
    assert any("× Echo" in one for one in html)
    assert any("<caption>Sentence</caption>" in one for one in html)
    assert any("<pre>" in one and "capture" in one for one in html)
    assert any("<caption>Quotation</caption>" in one for one in html)
    assert any("['echoes.gexf']" in data["text/plain"] for data in shown)


def test_a_noun_shows_what_it_holds_and_escapes_it() -> None:
    html = notebook.noun_html(tally('<img src=x onerror="alert(1)">\x1b[31m'))
    assert "<caption>Tally</caption>" in html
    assert "214" in html
    assert "<img" not in html
    assert "&lt;img" in html
    assert "\x1b" not in html
    assert "repeats" not in html, "what is empty is left out"


def test_shelves_show_their_first_rows_and_count_the_rest() -> None:
    notebook.show_nouns()
    shelf = cc.Shelf([tally() for _ in range(50)])
    html = shelf._repr_html_()
    assert "50 × Tally, the first 20 shown" in html
    assert html.count("<tr>") == 21
    assert "0 × nothing" in cc.Shelf([])._repr_html_()
    assert tally()._repr_html_() == notebook.noun_html(tally())


def test_long_and_deep_values_stay_short() -> None:
    assert len(notebook.noun_html(tally("x" * 100_000))) < 2_000


def test_nouns_pickle_and_threads_read() -> None:
    assert pickle.loads(pickle.dumps(tally())) == tally()
    texts = [f"« Le cap {n} ne change pas », a dit Nolwenn Trévidic." for n in range(8)]
    alone = [cc.read(text, lang="fr") for text in texts]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: cc.read(text, lang="fr"), texts))
    assert together == alone
    assert pickle.loads(pickle.dumps(alone)) == alone


def test_nothing_is_shown_where_no_notebook_runs() -> None:
    assert not notebook.in_notebook()
