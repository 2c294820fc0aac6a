"""The report as one self-contained page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from contrecoup.model.report import Block, Card, Chart, Figure, Report, Section, Sentence
from contrecoup.render import safe
from contrecoup.render.charts import draw
from contrecoup.render.charts.scale import plain, zone_named
from contrecoup.render.dossier import IN_PLACE, Dossier
from contrecoup.render.labels import Words

MOST_ON_PAGE = 500
"""Above this many cited items the evidence moves to a companion file."""
POINT_SECTIONS = frozenset({"key", "keys", "points", "key-points", "key_points", "keypoints"})
SHORT = 700
SHORT_NAME = 100
FILTERS = ("person", "stance", "day", "status")

Other = tuple[str, str]
Downloads = Sequence[tuple[str, str]]
Edit = Callable[[Sentence | Card], tuple[str, str]]
"""The address at which a block may be decided about, and the words of the link; '' for none."""


def html(report: Report, *, other: Other | None = None, downloads: Downloads = ()) -> bytes:
    """Return the page with all its evidence, whatever its size.

    Args:
        report: what to lay out.
        other: the language and the file name of the same account in another language.
        downloads: labels and file names of what lies beside the page.

    Raises:
        MissingPhrase: the report lacks a label that the page needs.
    """
    return _Page(report, other, downloads).whole()


def html_with_companion(
    report: Report,
    *,
    name: str,
    other: Other | None = None,
    downloads: Downloads = (),
    edit: Edit | None = None,
) -> tuple[bytes, bytes | None]:
    """Return the page and, above 500 cited items, the file that holds its evidence.

    Args:
        report: what to lay out.
        name: the file name of the page; the companion's is ``companion_name(name)``.
        other: the language and the file name of the same account in another language.
        downloads: labels and file names of what lies beside the page.
        edit: makes the desk's copy, whose sentences and cards lead to what may be decided.

    Raises:
        MissingPhrase: the report lacks a label that the page needs.
    """
    if len(report.evidence) <= MOST_ON_PAGE:
        return _Page(report, other, downloads, edit=edit).whole(), None
    page = _Page(report, other, downloads, companion=companion_name(name), edit=edit)
    return page.whole(), page.companion(name)


def embedded(report: Report) -> bytes:
    """Return a part of a report (see :func:`part`) as a page to embed elsewhere.

    Raises:
        MissingPhrase: the report lacks a label that the page needs.
    """
    return _Page(report, None, ()).fragment()


def companion_name(name: str) -> str:
    """Return the file name of a page's evidence: ``report.fr.evidence.html``."""
    return re.sub(
        r"(\.html?)?$", lambda found: ".evidence" + (found.group() or ".html"), name, count=1
    )


class _Page:
    """One rendering: the words, the references and what the templates ask."""

    def __init__(
        self,
        report: Report,
        other: Other | None,
        downloads: Downloads,
        companion: str = "",
        edit: Edit | None = None,
    ) -> None:
        words = Words(report.labels)
        style, script = _file("page.css"), _file("page.js")
        if edit is not None:
            style, script = style + _file("edit.css"), ""
        self._companion = companion
        self._words = words
        self._report = report
        self._values = {
            "apart": safe.apart,
            "away": Markup(" target=_blank rel=noopener") if edit else "",
            "brief_of": lambda text: safe.cut(text, 140, 180)[0],
            "clock": self._clock,
            "copied": self._copied,
            "companion": companion,
            "cut": safe.cut,
            "downloads": tuple(downloads),
            "draw": self._draw,
            "edit_of": edit or _plainly,
            "filters_of": self._filters,
            "grouped": lambda value: plain(value, report.lang),
            "in_place": IN_PLACE,
            "keys": {section.key for section in report.sections},
            "link": safe.link,
            "only_figures": _only_figures,
            "other": other,
            "point_sections": POINT_SECTIONS,
            "policy": _policy(style, script),
            "report": report,
            "runs": _runs,
            "script": Markup(script),  # noqa: S704 - our own file
            "style": Markup(style),  # noqa: S704 - our own file
            "turns": safe.turns,
            "wild": safe.wild,
            "words": words,
        }
        self._page_dossier = Dossier(report, words, quote(companion))

    def whole(self) -> bytes:
        """Render the page."""
        return self._render("page.j2", self._page_dossier)

    def fragment(self) -> bytes:
        """Render the blocks with their evidence, without headline and contents."""
        return self._render("fragment.j2", self._page_dossier)

    def companion(self, page: str) -> bytes:
        """Render the file that holds the evidence of a page rendered before."""
        return self._render("companion.j2", self._page_dossier.at_home(), page=page)

    def _render(self, template: str, dossier: Dossier, **values: object) -> bytes:
        made = _environment().get_template(template)
        text = made.render(self._values, dossier=dossier, **values)
        return (safe.printable(safe.lean(text.replace("&#39;", "'"))).strip() + "\n").encode()

    def _clock(self, at: datetime) -> str:
        return f"{at.astimezone(zone_named(self._report.zone)):%Y-%m-%d %H:%M}"

    def _copied(self, card: Card) -> str:
        """What a card's button copies; what stands on the card is left to the script.

        ``{}`` stands for the quoted words; a text that begins with ``+`` follows
        the words, the speaker, how and when, which the script reads off the card.
        """
        if "{}" in card.copy_text or len(card.quote.text) > SHORT:
            return card.copy_text
        quoted = self._words("quote_open") + card.quote.text + self._words("quote_close")
        said = (card.speaker, card.role, card.how, card.when_local)
        whole = f"{quoted} — {', '.join(filter(None, said))}"
        plain = all(len(one) <= SHORT_NAME and " · " not in one for one in said)
        if plain and card.how and card.when_local and card.copy_text.startswith(whole):
            return "+" + card.copy_text[len(whole) :]
        return card.copy_text.replace(quoted, "{}", 1)

    def _draw(self, chart: Chart) -> Markup:
        return draw(chart, self._report.zone, self._report.lang)

    def _filters(
        self, cards: Iterable[Card]
    ) -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
        """Return the filters that leave a choice: name, words, values with their words."""
        found: dict[str, dict[str, str]] = {}
        for card in cards:
            for key, (value, said) in card.filters.items():
                found.setdefault(key, {}).setdefault(value, said)
        return tuple(
            (
                key,
                self._words(f"filter_{key}"),
                tuple(
                    sorted(choices.items(), key=lambda c: c[0] if key == "day" else c[1].casefold())
                ),
            )
            for key in FILTERS
            if len(choices := found.get(key, {})) > 1
        )


def _plainly(_block: Sentence | Card) -> tuple[str, str]:
    """Return no address: what a reader gets."""
    return "", ""


def _runs(blocks: Iterable[Block]) -> tuple[tuple[str, tuple[Block, ...]], ...]:
    """Return blocks of one kind that follow each other, together."""
    return tuple(
        (kind, tuple(run)) for kind, run in groupby(blocks, key=lambda block: type(block).__name__)
    )


def _only_figures(section: Section) -> bool:
    return bool(section.blocks) and all(isinstance(block, Figure) for block in section.blocks)


@pass_context
def _isolated(context: Context, text: str, lang: str = "", most: int = 420) -> Markup:
    """Outside words where nothing may open: isolated from the line, cut when too long."""
    head, rest = safe.cut(text, most * 2 // 3, most)
    kind = Markup(' class="wild"') if safe.wild(head) else Markup("")
    other = lang and lang != context["report"].lang
    language = Markup(' lang="{}"').format(lang) if other else Markup("")
    inner = escape(head + (" […]" if rest else ""))
    if not (kind or language or safe.turns(head)):
        return inner
    return Markup("<bdi{}{}>{}</bdi>").format(language, kind, inner)


def _slugged(name: str) -> str:
    return re.sub(r"[^a-z0-9-]", "-", name.lower())


def _ided(name: str, kind: str) -> str:
    """Return an id that no other kind of block can have, and that needs no quotes."""
    own = _slugged(name)
    return own if own.startswith(f"{kind}-") else f"{kind}-{own}"


def _pathed(name: str) -> str:
    return "./" + quote(name)


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode()


@lru_cache(maxsize=4)
def _file(name: str) -> str:
    """Return a file of this room, its indentation and comments left out."""
    text = files("contrecoup.render").joinpath(name).read_text("utf-8")
    if name.endswith(".css"):
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        text = re.sub(r"\s*([{};,])\s*", r"\1", text).replace(";}", "}")
        text = re.sub(r"(?<=[\w)]): (?=[^{}]*\})", ":", text)
    return re.sub(r"\n\s*", "\n", text).strip()


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("contrecoup.render"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters["named"] = pass_context(lambda at, text: _isolated(at, text, most=150))
    made.filters["isolated"] = _isolated
    made.filters["pathed"] = _pathed
    made.filters["slugged"] = _slugged
    made.filters["ided"] = _ided
    return made
