from __future__ import annotations

import base64
import hashlib
import itertools
import re
from datetime import UTC, datetime
from importlib.resources import files

import attrs
import lxml.html
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from contrecoup import render
from contrecoup.errors import MissingPhrase
from contrecoup.model.counts import Count
from contrecoup.model.evidence import Citation
from contrecoup.model.report import (
    Card,
    Cell,
    EvidenceItem,
    Group,
    Part,
    Passage,
    Report,
    Section,
    Sentence,
    Table,
    Wording,
)
from contrecoup.render import safe
from contrecoup.render.as_html import companion_name, html_with_companion
from contrecoup.render.labels import LABELS
from contrecoup.render.safe import printable


def parse(page: bytes):
    return lxml.html.document_fromstring(page.decode(), parser=lxml.html.HTMLParser(huge_tree=True))


@pytest.fixture(scope="module")
def page(ondelune) -> bytes:
    return render.html(
        ondelune.report(size=200, quotes=30),
        other=("fr", "report.fr.html"),
        downloads=(("JSON", "report 1.json"),),
    )


@pytest.fixture(scope="module")
def tree(page):
    return parse(page)


def test_same_report_same_bytes(ondelune):
    assert render.html(ondelune.report()) == render.html(ondelune.report())


def test_marks_that_go_change_nothing(ondelune, monkeypatch):
    page = render.html(ondelune.report())
    monkeypatch.setattr(safe, "lean", lambda whole: whole)
    quoted = render.html(ondelune.report())
    assert len(quoted) > len(page)
    assert [(e.tag, e.attrib, e.text, e.tail) for e in parse(quoted).iter()] == [
        (e.tag, e.attrib, e.text, e.tail) for e in parse(page).iter()
    ]


def test_budget(page):
    assert len(page) <= 400_000
    assert files("contrecoup.render").joinpath("page.js").stat().st_size <= 10_000


def test_the_desks_copy_leads_from_each_sentence_and_card(ondelune, page):
    told = ondelune.report(size=40, quotes=12)

    def edit(block):
        if isinstance(block, Card):
            return (
                ("", "") if block.card_id.endswith("1") else (f"/card?a=1&b={block.card_id}", "<")
            )
        return f"/line?a=1&b={block.sentence_id}", "look & change"

    content, _ = html_with_companion(told, name="x.html", edit=edit)
    copy = parse(content)
    links = copy.xpath("//a[@class='dk']")
    wanted = {f"/line?a=1&b={s.sentence_id}" for s in told.sentences()}
    assert {a.get("href") for a in links if "/line" in a.get("href")} == wanted
    assert any("/card" in a.get("href") for a in links)
    assert {a.get("target") for a in links} == {"_top"}
    assert {a.get("target") for a in copy.xpath("//a[starts-with(@href, 'http')]")} == {"_blank"}
    digest = hashlib.sha256(copy.xpath("string(//style)").encode()).digest()
    assert base64.b64encode(digest).decode() in copy.xpath("string(//meta[@http-equiv]/@content)")
    assert not copy.xpath("//script")
    assert b"class=dk" not in page


def test_nothing_is_fetched(page, tree):
    assert not tree.xpath("//*[@src or @srcset or @data or @poster or @action or @ping]")
    assert not tree.xpath("//link | //img | //iframe | //object | //embed | //base | //video")
    style = tree.xpath("string(//style)")
    assert "url(" not in style
    assert "@import" not in style
    hrefs = tree.xpath("//a/@href")
    assert all(re.match(r"#|\./|https?://|at://", href) for href in hrefs)
    outside = [a for a in tree.xpath("//a") if re.match("https?|at:", a.get("href"))]
    assert outside
    assert tree.xpath("//meta[@name='referrer']/@content") == ["no-referrer"]
    assert all(a.get("target") is None and a.get("referrerpolicy") is None for a in outside)


def test_no_handler_or_style_attribute(tree):
    names = {
        name for element in tree.iter() if hasattr(element, "attrib") for name in element.attrib
    }
    assert not [name for name in names if name.startswith("on") or name == "style"]


def test_policy_names_exactly_what_the_page_holds(tree):
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert "base-uri 'none'; form-action 'none'" in policy
    for tag in ("style", "script"):
        text = tree.xpath(f"string(//{tag})")
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert len(tree.xpath(f"//{tag}")) == 1


def test_every_link_within_the_page_leads_somewhere(tree):
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for href in tree.xpath("//a/@href"):
        if href.startswith("#"):
            assert href[1:] in ids


def test_landmarks_headings_language(tree):
    assert tree.get("lang") == "en"
    for landmark in ("header", "nav", "main", "footer"):
        assert len(tree.xpath(f"//{landmark}")) == 1
    levels = [int(h.tag[1]) for h in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert all(label in tree.xpath("//@id") for label in tree.xpath("//*/@aria-labelledby"))


def test_other_language_and_downloads(tree):
    other = tree.xpath("//header//a")[0]
    assert (other.get("href"), other.get("hreflang"), other.get("lang")) == (
        "./report.fr.html",
        "fr",
        "fr",
    )
    assert tree.xpath("//header//a[@download]/@href") == ["./report%201.json"]


def test_sentences_open_their_evidence(ondelune, tree):
    report = ondelune.report(size=200, quotes=30)
    for sentence in report.sentences():
        element = tree.xpath(f"//*[@id='{sentence.sentence_id}']")[0]
        if sentence is not report.headline and sentence.citations:
            assert element.xpath(".//details[@class='e']/summary")
        for part in sentence.parts:
            if part.role in {"words", "name"}:
                assert part.text in element.text_content()
        if sentence.certainty_words and sentence is not report.headline:
            assert sentence.certainty_words in element.text_content()


def test_numbers_open_their_definition(ondelune, tree):
    text = tree.xpath("string(//*[@id='k4']//details[@class='n'][1]/div)")
    assert "The number that the source prints." in text
    assert "240 people in the roster" in text
    assert "1 The Harbour Post" in text
    assert tree.xpath("//*[@id='k4']//details[@class='n'][1]//a/@href") == ["#E1"]
    long = tree.xpath("//*[@id='k5']//details[@class='n'][1]//dd[@class='rows']")[0]
    assert long.xpath("./a")[-1].text == "all 137"
    rows = tree.xpath(f"//*[@id='{long.xpath('./a')[-1].get('href')[1:]}']")[0]
    assert rows.text_content() == "14–150"
    assert rows.xpath("./a/@href") == ["#E14"]


def test_evidence_shows_three_times_status_hash(ondelune, tree):
    item = ondelune.item(15)
    number = 1 + [i.document_id for i in ondelune.report(size=200).evidence].index(item.document_id)
    element = tree.xpath(f"//li[@id='E{number}']")[0]
    text = element.text_content()
    for said in (
        item.text,
        item.author,
        item.published,
        item.printed_at,
        item.captured,
        item.checked,
    ):
        assert said in text
    for said in (item.status, item.capture_id[:12], item.place, item.document_id):
        assert said in text
    capture, original = element.xpath(".//a/@href")
    assert original == item.url
    assert tree.xpath(f"string(//*[@id='{capture[1:]}'])") == f"{item.capture_id} {item.captured}"


def test_a_document_is_told_whole_where_it_is_first_shown_and_briefly_later(ondelune, tree):
    item = ondelune.item(9)
    shown = tree.xpath("//details[@class='e']//li[a[1]/@href='#E13']")
    assert len(shown) > 2
    first, *others = shown
    for words in (item.captured, item.published, item.status):
        assert words in first.text_content()
    assert first.xpath(".//a/@href") == ["#E13", item.url]
    for later in others:
        assert item.published in later.text_content()
        assert item.captured not in later.text_content()
        assert later.xpath(".//a/@href") == ["#E13"]


def test_a_card_that_shows_its_only_source_links_to_it(ondelune):
    report = ondelune.report(size=40)

    def alone(block):
        if not isinstance(block, Card):
            return block
        whole = attrs.evolve(block.citations[0], exact=block.quote.text, prefix="", suffix="")
        return attrs.evolve(block, citations=(whole,), wordings=())

    sections = tuple(attrs.evolve(s, blocks=tuple(map(alone, s.blocks))) for s in report.sections)
    tree = parse(render.html(attrs.evolve(report, sections=sections)))
    cards = tree.xpath("//article")
    assert cards
    for card, block in zip(cards, _cards(report), strict=True):
        (evidence,) = card.xpath(".//div[@class='e']")
        (number,) = evidence.xpath("./a/@href")
        item = report.evidence[int(number[2:]) - 1]
        assert item.document_id == block.citations[0].document_id


def _cards(report):
    return [block for s in report.sections for block in s.blocks if isinstance(block, Card)]


def test_ids_of_posts_without_an_address_are_not_shown(ondelune):
    report = ondelune.report(size=12, quotes=0)
    bare = tuple(attrs.evolve(i, url="") for i in report.evidence)
    text = parse(render.html(attrs.evolve(report, evidence=bare))).xpath(
        "string(//ol[@class='ev'])"
    )
    assert ondelune.post_id(9) not in text
    assert report.evidence[0].document_id in text


def test_withheld_text_appears_nowhere(ondelune):
    secret = ondelune.post_text(9)
    report = ondelune.report(size=10, quotes=0)
    items = tuple(
        attrs.evolve(i, masked=True, text="") if i.document_id == ondelune.post_id(9) else i
        for i in report.evidence
    )
    said = attrs.evolve(report.standfirst, parts=(ondelune.words("Nothing."),))
    section = Section(key="key", title="Key", blocks=(said,))
    masked = attrs.evolve(
        report, evidence=items, sections=(section,), headline=said, standfirst=said
    )
    for written in (render.html(masked), render.markdown(masked), render.json(masked, {})):
        assert secret[:20].encode() not in written
    assert LABELS["masked"].encode() in render.html(masked)


def test_cards_carry_filters_and_copy(tree):
    form = tree.xpath("//form")[0]
    assert form.get("hidden") is not None
    assert [s.get("name") for s in form.xpath(".//select")] == ["person", "stance", "status"]
    assert form.xpath(".//output[@role='status'][@aria-live='polite']")
    card = tree.xpath("//article[@id='card-c9']")[0]
    assert card.get("data-person") == "p9"
    assert card.get("data-copy").startswith("{} — Jone Etxeberria")
    assert tree.xpath("//article[@id='card-c12']//em[@class='dif']")


def test_few_cards_have_no_filters(ondelune):
    assert b"<form" not in render.html(ondelune.report(quotes=3))


def test_tables_have_heads(tree):
    for table in tree.xpath("//table"):
        assert table.xpath("./caption")
        assert table.xpath(".//th[@scope='col']")
        assert table.xpath(".//th[@scope='row']")


def test_a_cell_opens_its_documents(tree):
    cell = tree.xpath("//table[@id='table-stances']//td/details")[1]
    assert len(cell.xpath("./ul/li/a")) == 18


def test_charts_are_images_with_words_and_a_table(tree):
    charts = tree.xpath("//figure")
    assert len(charts) == 5
    for figure in charts:
        for svg in figure.xpath("./svg"):
            assert svg.get("role") == "img"
            assert svg.xpath("./title/text()")
            assert svg.xpath("./desc/text()")
        assert figure.xpath("./details//table")


def test_missing_words_are_named(ondelune):
    report = ondelune.report()
    labels = {key: value for key, value in report.labels.items() if key != "as_table"}
    with pytest.raises(MissingPhrase, match="as_table"):
        render.html(attrs.evolve(report, labels=labels))


def test_every_label_is_asked(ondelune):
    templates = files("contrecoup.render").joinpath("templates")
    asked = "".join(f.read_text("utf-8") for f in templates.iterdir())
    asked += files("contrecoup.render").joinpath("as_html.py").read_text("utf-8")
    for key in LABELS:
        family = key.split("_")[0] + "_{" if key.startswith("filter_") else key
        assert f'"{key}"' in asked or family in asked


def test_corrections_and_evidence_have_sections_of_their_own_only_once(ondelune):
    report = ondelune.report(size=10, quotes=0)
    assert render.html(report).count(b"id=corrections ") == 1
    own = tuple(Section(key=key, title=key, blocks=()) for key in ("corrections", "evidence"))
    page = parse(render.html(attrs.evolve(report, sections=own)))
    assert len(page.xpath("//section[@id='corrections']")) == 1
    assert len(page.xpath("//section[@id='evidence']//ol[@class='ev']/li[@id]")) == len(
        report.evidence
    )


def test_above_five_hundred_items_the_evidence_moves(ondelune):
    big = ondelune.report(size=6000, quotes=40)
    page, companion = html_with_companion(big, name="report.en.html")
    assert companion is not None
    assert len(page) < 400_000
    tree, rest = parse(page), parse(companion)
    there = set(rest.xpath("//@id"))
    leading = [h for h in tree.xpath("//a/@href") if h.startswith("report.en.evidence.html#")]
    assert leading
    assert {h.split("#")[1] for h in leading} <= there
    assert all(h[1:] in there for h in rest.xpath("//a/@href") if h.startswith("#"))
    small, nothing = html_with_companion(ondelune.report(), name="x.html")
    assert nothing is None
    assert small == render.html(ondelune.report())


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("a.html", "a.evidence.html"),
        ("a.fr.htm", "a.fr.evidence.htm"),
        ("a", "a.evidence.html"),
    ],
)
def test_companion_name(name, other):
    assert companion_name(name) == other


def small(text: str) -> Report:
    """A report with outside words in every place that takes them."""
    citation = Citation("0" * 64, text or "d", text, 0, 1, text, text, text)
    other = Citation("0" * 64, "not held", text, 0, 1, text, text, text)
    count = Count(value=1, unit="post", rule=text, ids=(text,), of=3, of_label=text)
    quote = Part(role="quote", text=text, lang=text, citation=citation)
    parts = (
        Part(role="words", text=text),
        quote,
        Part(role="name", text=text, ref=text),
        Part(role="count", text=text, count=count),
        Part(role="count", text=text, count=attrs.evolve(count, ids=(), published_by="nobody")),
        Part(role="time", text=text, lang=text),
    )

    def say(key: str) -> Sentence:
        return Sentence(
            sentence_id=key, kind="x", parts=parts, citations=(citation, other), certainty_words=text, reworded_by=text or "x"
        )  # fmt: skip

    wording = Wording(quote=quote, source=text, note=text or "n", differences=((0, 1),))
    card = Card(
        card_id="c", speaker=text, role=text or "r", quote=quote, how=text, when_local="x", when_utc="x", status="x",
        certainty="x", copy_text=text or "c", citations=(citation,), wordings=(wording,) * 3,
        filters={"person": (text, text), "status": (text, text)},
    )  # fmt: skip
    table = Table(
        table_id="t",
        caption=text,
        columns=(text,),
        rows=((Cell(parts=parts),), (Cell(parts=parts, documents=(text, "z")),)),
    )
    passage = Passage(passage_id="p", title=text, text=text, lang=text, citation=citation)
    group = Group(group_id="g", title=parts, blocks=(say("k3"), card, table, passage))
    evidence = EvidenceItem(
        document_id=text or "d", kind="post", author=text or "a", title=text or "t", text=text or "t", lang=text, url="",
        published="x", printed_at=text or "x", captured="x", checked="x", state="live", status="x",
        capture_id="0" * 64, place=text or "p", quality=text or "q",
    )  # fmt: skip
    labels = dict(LABELS) | {f"name:{text}": text}
    return Report(
        lang="en", title=text, masthead=(text,), headline=say("k1"), standfirst=say("k2"),
        sections=(Section(key="s", title=text, blocks=(group,)),), evidence=(evidence,), labels=labels,
        as_of=datetime(2031, 1, 1, tzinfo=UTC), zone="UTC", version=text, footer=(text,),
    )  # fmt: skip


def shape(page: bytes) -> list[tuple[str, ...]]:
    """Tags and attributes, without those that words may bring along or leave out."""
    optional = {"class", "dir", "lang"}
    return [
        (element.tag, *sorted(set(element.attrib) - optional))
        for element in parse(page).iter()
        if isinstance(element.tag, str) and element.tag != "bdi"
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=60))
@example("<script>alert(1)</script>")
@example("</style></script></title></textarea>-->")
@example("\" onclick='x' `")
@example("{{ 7 * 7 }}{% raw %}&lt;b&amp;")
@example("\x00\u202e\ud800\r\n]]>")
def test_no_words_become_markup(text):
    page = render.html(small(text))
    assert shape(page) == shape(render.html(small("x")))
    if text.strip() and not set(text) & set("\r\n\t\f"):
        authors = parse(page).xpath("//ol[@class='ev']//b")
        assert authors[0].text_content() == printable(text)
