"""What is handed over, opened by the tool that it is for."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import sqlite3
import warnings
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pyarrow.parquet as pq
import pytest
from attrs import evolve
from followthemoney import model
from pyld import jsonld

from contrecoup import demo, render
from contrecoup.case import Case
from contrecoup.errors import SettingsError
from contrecoup.model.documents import Letter
from contrecoup.model.findings import Findings
from contrecoup.model.hand_over import HandOver
from contrecoup.model.people import Organisation, Person, Roster
from contrecoup.render.hand_over.tables import TABLES
from contrecoup.render.safe import printable

from .conftest import Run, taken_by_gephi

NETWORKS = ("echoes", "ties", "interactions", "stances")
ONE_FILE = ("sqlite", "gexf", "graphml", "jsonld", "ftm", "csl", "bibtex")


@pytest.fixture(scope="session")
def handed(built: demo.Built, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every form of the sample case, by form; tables by their folder."""
    folder = tmp_path_factory.mktemp("handed")
    made = {form: folder / f"case.{form}" for form in ONE_FILE}
    for form, path in made.items():
        built.case.export(path, form=form)
    for form in ("csv", "parquet"):
        built.case.export(folder / form, form=form)
        made[form] = folder / form
    return made


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def test_tables_say_the_same_in_csv_parquet_and_sqlite(handed: dict[str, Path]) -> None:
    base = sqlite3.connect(handed["sqlite"])
    for table in TABLES:
        rows = _rows(handed["csv"] / f"{table.name}.csv")
        arrow = pq.read_table(handed["parquet"] / f"{table.name}.parquet")
        stored = base.execute(f'SELECT * FROM "{table.name}"').fetchall()
        names = [column.name for column in table.columns]
        assert arrow.column_names == names
        assert len(rows) == arrow.num_rows == len(stored), table.name
        if rows:
            assert list(rows[0]) == names
    base.close()


def test_every_column_is_in_the_dictionary(handed: dict[str, Path]) -> None:
    told = {(r["table"], r["column"]): r["holds"] for r in _rows(handed["csv"] / "dictionary.csv")}
    assert set(told) == {(t.name, c.name) for t in TABLES for c in t.columns}
    assert all(told.values())
    field = pq.read_schema(handed["parquet"] / "tallies.parquet").field("value")
    assert field.metadata[b"holds"].decode() == told["tallies", "value"]


def test_tables_hold_what_was_found(built: demo.Built, handed: dict[str, Path]) -> None:
    found = built.case.find()
    tallies = _rows(handed["csv"] / "tallies.csv")
    assert [int(row["value"]) for row in tallies] == [t.value for t in found.tallies]
    posts = _rows(handed["csv"] / "echo_posts.csv")
    assert len(posts) == sum(len(echo.post_ids) for echo in found.echoes)
    assert all(row["created_at"].endswith("Z") for row in posts)
    quotations = _rows(handed["csv"] / "quotations.csv")
    assert len(quotations) == sum(len(q.renderings) for q in found.quotations)


@pytest.mark.parametrize("form", [*ONE_FILE, "csv", "parquet"])
def test_no_private_person_is_named(built: demo.Built, handed: dict[str, Path], form: str) -> None:
    roster = built.case.roster
    private = {p.person_id for p in roster.people if not p.public}
    public = {n for p in roster.people if p.public for n in (p.name, *p.other_names)}
    named = {n for p in roster.people if not p.public for n in (p.name, *p.other_names)} - public
    handles = {a.handle for a in roster.accounts if a.person_id in private and len(a.handle) > 5}
    accounts = {m.account_id for m in built.case.find().matches if m.person_id in private}
    files = [handed[form]] if handed[form].is_file() else sorted(handed[form].iterdir())
    whole = b"\n".join(file.read_bytes() for file in files)
    if form == "parquet":
        tables = [pq.read_table(f).to_pylist() for f in files if f.suffix == ".parquet"]
        whole = repr(tables).encode()
    assert private
    assert handles
    for word in (*private, *named, *handles, *accounts):
        assert word.encode() not in whole, (form, word)


def test_the_newsroom_may_have_everything(built: demo.Built, tmp_path: Path) -> None:
    built.case.export(tmp_path / "all", form="csv", names="all")
    people = _rows(tmp_path / "all" / "people.csv")
    assert [row["name"] for row in people] == [p.name for p in built.case.roster.people]
    texts = {row["post_id"]: row["text"] for row in _rows(tmp_path / "all" / "posts.csv")}
    documents = built.case.documents()
    for post_id, text in texts.items():
        held = documents.text_of(post_id)
        assert held is not None
        assert text.lstrip("'").startswith(held[:1].lstrip("'")), post_id


def test_a_researchers_copy_names_nobody(built: demo.Built, tmp_path: Path) -> None:
    built.case.export(tmp_path / "none", form="csv", names="none")
    assert {row["name"] for row in _rows(tmp_path / "none" / "people.csv")} == {""}
    assert {row["handle"] for row in _rows(tmp_path / "none" / "accounts.csv")} == {""}
    assert {row["text"] for row in _rows(tmp_path / "none" / "posts.csv")} == {""}


@pytest.mark.parametrize("network", NETWORKS)
def test_networks_read_back_as_they_were_made(built: demo.Built, network: str) -> None:
    from contrecoup.corridor import handing

    bundle = handing.bundle(built.case)
    xml = render.hand_over(bundle, "gexf", "g.gexf", network=network)["g.gexf"]
    other = render.hand_over(bundle, "graphml", "g.graphml", network=network)["g.graphml"]
    gexf = nx.read_gexf(io.BytesIO(xml))
    graphml = nx.parse_graphml(other.decode())
    assert sorted(gexf.nodes) == sorted(graphml.nodes)
    assert gexf.is_directed() == graphml.is_directed() == (network in {"interactions", "stances"})
    assert gexf.number_of_edges() == graphml.number_of_edges()
    if network == "echoes":
        counts = {e.finding_id: len(e.post_ids) for e in bundle.findings.echoes}
        for finding_id, posts in counts.items():
            assert sum(d["weight"] for _, _, d in gexf.edges(finding_id, data=True)) == posts
    if network in {"echoes", "stances"}:
        assert gexf.number_of_edges() > 10


@pytest.mark.parametrize("network", NETWORKS)
def test_gephi_s_rules_hold(built: demo.Built, network: str) -> None:
    from contrecoup.corridor import handing

    made = render.hand_over(handing.bundle(built.case), "gexf", "g", network=network)["g"]
    assert taken_by_gephi(made) > 0 or network == "ties"  # the sample's window holds none


def test_json_ld_expands_without_losing_a_key(handed: dict[str, Path]) -> None:
    document = json.loads(handed["jsonld"].read_bytes())

    def no_network(url: str, _options: object) -> None:
        raise AssertionError(url)

    jsonld.set_document_loader(no_network)
    expanded = jsonld.expand(document)
    assert len(expanded) == len(document["@graph"])
    by_type: dict[str, list[dict[str, object]]] = {}
    for item, own in zip(expanded, document["@graph"], strict=True):
        assert len(item) == len(own), own
        by_type.setdefault(item["@type"][0], []).append(item)
    quotations = by_type["https://schema.org/Quotation"]
    annotations = by_type["http://www.w3.org/ns/oa#Annotation"]
    assert len(annotations) >= len(quotations) > 50
    known = {item["@id"] for item in expanded}
    for annotation in annotations:
        (body,) = annotation["http://www.w3.org/ns/oa#hasBody"]
        assert body["@id"] in known
    assert jsonld.to_rdf(document, {"format": "application/n-quads"}).count("\n") > 1000


def test_follow_the_money_takes_every_entity(handed: dict[str, Path]) -> None:
    lines = handed["ftm"].read_text(encoding="utf-8").splitlines()
    raw = [json.loads(line) for line in lines]
    ids = {entity["id"] for entity in raw}
    assert len(ids) == len(raw)
    schemata = set()
    for given in raw:
        entity = model.get_proxy(given, cleaned=False)
        entity.schema.validate(given)
        schemata.add(entity.schema.name)
        for name, values in given["properties"].items():
            assert len(entity.get(name)) == len(set(values)), (given, name)
            if entity.schema.properties[name].type.name == "entity":
                assert set(values) <= ids, given
    assert {"Person", "Organization", "UserAccount", "Employment", "Article", "Note"} <= schemata


def test_datasette_opens_the_database(handed: dict[str, Path]) -> None:
    from datasette.app import Datasette

    async def ask() -> list[dict[str, object]]:
        served = Datasette([str(handed["sqlite"])])
        await served.invoke_startup()
        path = "/case/moves.json?_shape=array&_size=max"
        response = await served.client.get(path)
        assert response.status_code == 200
        return list(response.json())

    with ThreadPoolExecutor(1) as pool:  # a browser test may keep a loop in this thread
        rows = pool.submit(lambda: asyncio.run(ask())).result()
    assert len(rows) == len(_rows(handed["csv"] / "moves.csv")) > 5


def test_references_name_every_source(built: demo.Built, handed: dict[str, Path]) -> None:
    documents = built.case.documents()
    items = json.loads(handed["csl"].read_bytes())
    sources = [*documents.articles, *documents.letters]
    assert [item["title"] for item in items] == [one.title for one in sources]


def test_a_citation_processor_writes_a_bibliography(handed: dict[str, Path]) -> None:
    """citeproc-py takes each item and puts its title, outlet, author and year into the style's words."""
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    items = json.loads(handed["csl"].read_bytes())
    with warnings.catch_warnings():  # of its style's schema, not of ours
        warnings.simplefilter("ignore")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        written = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            written.register(Citation([CitationItem(item["id"])]))
        lines = [str(entry) for entry in written.bibliography()]
    assert len(lines) == len(items) > 10
    for item in items:
        told = [item["title"], item.get("container-title", "")]
        told += [author["literal"] for author in item.get("author", ())]
        told += [str(item["issued"]["date-parts"][0][0])]
        assert any(all(_plain(one) in _plain(line) for one in told) for line in lines), item


def _plain(text: str) -> str:
    """What is left of a text when a style has set its quotation marks, blanks and capitals."""
    return "".join(c for c in text.casefold() if c.isalnum())


def test_a_reader_of_bibtex_reads_every_field_back(handed: dict[str, Path]) -> None:
    import bibtexparser

    items = json.loads(handed["csl"].read_bytes())
    latex = bibtexparser.middlewares.LatexDecodingMiddleware()
    read = bibtexparser.parse_file(str(handed["bibtex"]), append_middleware=[latex])
    assert read.failed_blocks == []
    assert len(read.entries) == len({entry.key for entry in read.entries}) == len(items)
    for entry, item in zip(read.entries, items, strict=True):
        fields = {name: field.value for name, field in entry.fields_dict.items()}
        assert entry.entry_type == ("article" if "newspaper" in item["type"] else "misc")
        assert _plain(fields["title"]) == _plain(item["title"])
        assert fields.get("journal", "") == item.get("container-title", "")
        assert fields.get("author", "") == "".join(a["literal"] for a in item.get("author", ()))
        assert fields["date"].split("-")[0] == fields["year"]
        assert fields.get("url") == item.get("URL")


def test_hostile_words_stay_inside_their_field() -> None:
    import bibtexparser

    letter = Letter(letter_id="l}{", place="", title=HOSTILE, text="", capture_id="c", lang="fr")
    made = render.hand_over(evolve(_hostile(), letters=(letter,)), "bibtex", "x")["x"].decode()
    read = bibtexparser.parse_string(made)
    assert read.failed_blocks == []
    (entry,) = read.entries
    assert set(entry.fields_dict) == {"title", "language", "note"}


def test_the_same_case_exports_the_same_bytes(built: demo.Built, tmp_path: Path) -> None:
    for form in (*ONE_FILE, "csv", "parquet"):
        files = [built.case.export(tmp_path / n / form / "x", form=form) for n in ("a", "b")]
        one, two = ([f.read_bytes() for f in made] for made in files)
        assert one == two, form


HOSTILE = '=HYPERLINK("http://x.example")\x00\x1b[31m</node><script>\u202e{\\end}'


def _hostile() -> HandOver:
    return HandOver(
        title=HOSTILE,
        group="",
        zone="UTC",
        version="0",
        as_of=datetime(2031, 1, 1, tzinfo=UTC),
        findings=Findings(),
        roster=Roster(
            people=(Person(person_id=HOSTILE, name=HOSTILE, public=True),),
            organisations=(Organisation(organisation_id="o", name=HOSTILE),),
        ),
    )


def test_hostile_words_stay_words() -> None:
    files = render.hand_over(_hostile(), "csv", "x")
    (row,) = csv.DictReader(io.StringIO(files["people.csv"].decode(), newline=""))
    assert row["name"].startswith("'=HYPERLINK")
    assert "\x00" not in row["name"]
    for network in NETWORKS:
        for form in ("gexf", "graphml"):
            ET.fromstring(render.hand_over(_hostile(), form, "x", network=network)["x"])
    json.loads(render.hand_over(_hostile(), "jsonld", "x")["x"])
    (_, person) = render.hand_over(_hostile(), "ftm", "x")["x"].decode().splitlines()
    assert json.loads(person)["properties"]["name"] == [printable(HOSTILE)]


def test_bom_is_for_those_who_ask(built: demo.Built, tmp_path: Path) -> None:
    built.case.export(tmp_path / "with", form="csv", bom=True)
    built.case.export(tmp_path / "without", form="csv")
    assert (tmp_path / "with" / "moves.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert not (tmp_path / "without" / "moves.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"form": "xlsx"}, "xlsx"),
        ({"form": "gexf", "network": "friends"}, "friends"),
        ({"names": "some", "form": "csv"}, "some"),
        ({}, "no form"),
    ],
)
def test_what_there_is_not_is_refused(
    built: demo.Built, tmp_path: Path, options: dict[str, str], word: str
) -> None:
    with pytest.raises(SettingsError, match=word) as refused:
        built.case.export(tmp_path / "case", **options)
    assert refused.value.next_step


def test_the_verb_writes_by_the_name_s_ending(run: Run, built: demo.Built, tmp_path: Path) -> None:
    folder = built.case.folder
    for name in ("sources.bib", "echoes.gexf", "case.sqlite", "case.jsonld", "case.ftm"):
        result = run("export", folder, "-o", tmp_path / name)
        assert result.exit_code == 0, result.stderr
        assert result.stdout.strip() == str(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 100
    told = run("export", folder, "-o", tmp_path / "all.bib", "--names", "all")
    assert "newsroom" in told.stderr
    missing = run("export", tmp_path / "nowhere", "-o", tmp_path / "x.bib")
    assert missing.exit_code == 2
    assert "no case" in missing.stderr
    assert isinstance(Case.open(folder), Case)
