"""The articles: bodies written by hand with their truth marked in them, and the two letters.

In `press/NN.txt`, `[[q1 speaker kind day marks|words]]` is a quotation (a second fragment is
`[[q1|words]]`), `{{s|words}}` is machine-reworded, and lines after the second `---` are facts.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from eval.sample.cast import Person

HERE = Path(__file__).parent
Json = dict[str, Any]
TOKEN = re.compile(r"\[\[([^|\]]+)\||\{\{s\||\]\]|\}\}")
TIGHT = ("lepharedeliroise.example", "lefilmarin.example")
MONTHS = {"fr": "mars", "en": "March"}


@dataclass
class Article:
    """One article: what is printed, and what is true of it."""

    head: dict[str, str]
    paragraphs: list[str]
    quotations: dict[str, Json] = field(default_factory=dict)
    spun: list[str] = field(default_factory=list)
    facts: list[list[str]] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Where it lies in the case folder."""
        return "press/" + self.head["file"]

    @property
    def url(self) -> str:
        """Its invented address."""
        day = self.head["published"][:10].replace("-", "/")
        return f"https://{self.head['domain']}/{day}/{self.head['file'].split('.')[0][3:]}"


def typeset(text: str, head: dict[str, str]) -> str:
    """A house's typography: curly apostrophes, and no-break spaces where the house uses them."""
    if head["lang"] == "fr" or head["domain"] == "tidewire.example":
        text = text.replace("'", "’")
    if head["domain"] in TIGHT:
        text = text.replace("« ", "«\u00a0").replace(" »", "\u00a0»")
        text = re.sub(r" (?=[:;?!])", "\u00a0", text)
    if head["domain"] == "tidewire.example":
        text = re.sub(r'(^|[\s(])"', "\\1“", text).replace('"', "”")
    return text


def _plain(text: str, article: Article) -> str:
    """Take the marks out of a paragraph and keep what they say."""
    out: list[str] = []
    open_marks: list[tuple[str, int]] = []
    at = size = 0
    for token in TOKEN.finditer(text):
        piece = text[at : token.start()]
        out.append(piece)
        size += len(piece)
        at = token.end()
        if token[0] in ("]]", "}}"):
            name, start = open_marks.pop()
            words = "".join(out)[start:]
            if name == "s":
                article.spun.append(words)
            else:
                _quotation(article, name, words)
        else:
            open_marks.append((token[1] or "s", size))
    if open_marks:
        raise LookupError(text)
    out.append(text[at:])
    return "".join(out)


def _quotation(article: Article, mark: str, words: str) -> None:
    name, *rest = mark.split()
    if rest:
        speaker, kind, day, *marks = rest
        found = dict(m.partition("=")[::2] for m in marks)
        article.quotations[name] = {
            "id": f"{article.head['file'][:2]}-{name}",
            "speaker": None if speaker == "null" else speaker,
            "kind": kind,
            "said": f"2031-03-{day}",
            "content": [],
            "post": found.get("post"),
            "translated": "translated" in found,
            "distorted": "distorted" in found,
        }
    article.quotations[name]["content"].append(words)


def articles() -> list[Article]:
    """All the articles, in order."""
    found = []
    for path in sorted((HERE / "press").glob("*.txt")):
        top, body, tail = path.read_text(encoding="utf-8").split("\n---\n")
        head = dict(line.split(": ", 1) for line in top.splitlines())
        article = Article(head, [])
        head["title"] = typeset(head["title"], head)
        for paragraph in body.strip().split("\n\n"):
            article.paragraphs.append(_plain(typeset(paragraph, head), article))
        text = "\n\n".join(article.paragraphs)
        for line in tail.strip().splitlines():
            cells = [typeset(c.strip(), head) for c in line.removeprefix("! ").split(" | ")]
            span = cells[-1]
            if span not in text:
                raise LookupError(path, span)
            article.facts.append(cells)
        found.append(article)
    return found


def _shown_day(article: Article) -> str:
    at = datetime.fromisoformat(article.head["published"])
    month = MONTHS[article.head["lang"]]
    if article.head["lang"] == "fr":
        return f"{at.day} {month} {at.year} à {at:%H} h {at:%M}"
    return f"{month} {at.day}, {at.year}, {at:%H:%M}"


def as_html(article: Article, related: list[Article]) -> str:
    """A news page with its furniture: navigation, related articles, footer."""
    head = article.head
    fr = head["lang"] == "fr"

    def esc(text: str) -> str:
        return html.escape(text, quote=False)

    body = []
    for paragraph in article.paragraphs:
        if paragraph.startswith("> "):
            words, by = (line.removeprefix("> ") for line in paragraph.split("\n"))
            body.append(
                f'<blockquote class="social-post"><p>{esc(words)}</p>{esc(by)}</blockquote>'
            )
        else:
            body.append(f"<p>{esc(paragraph)}</p>")
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": head["title"],
        "datePublished": head["published"],
        "dateModified": head["published"],
        "inLanguage": head["lang"],
        "articleSection": head["section"],
        "author": [{"@type": "Person", "name": head["author"]}],
        "publisher": {"@type": "NewsMediaOrganization", "name": head["outlet"]},
        "mainEntityOfPage": article.url,
    }
    if head["author"] == "Rédaction":
        data["author"] = [{"@type": "Organization", "name": head["outlet"]}]
    home = f"https://{head['domain']}/"
    names = ("Une", "Mer", "Économie", "Sport") if fr else ("Home", "Harbour", "Business", "Sports")
    nav = "".join(f'<li><a href="{home}">{n}</a></li>' for n in names)
    more = "".join(f'<li><a href="{a.url}">{esc(a.head["title"])}</a></li>' for a in related)
    also = "À lire aussi" if fr else "Read more"
    legal = "Tous droits réservés" if fr else "All rights reserved"
    subscribe = "S’abonner à la lettre du soir" if fr else "Get our evening newsletter"
    by = f"{'Par' if fr else 'By'} {esc(head['author'])}"
    aside = f"<aside><h2>{also}</h2><ul>{more}</ul></aside>\n" if more else ""
    ld = json.dumps(data, ensure_ascii=False, indent=1)
    return (
        f'<!DOCTYPE html>\n<html lang="{head["lang"]}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{esc(head['title'])} | {esc(head['outlet'])}</title>\n"
        f'<link rel="canonical" href="{article.url}">\n'
        f'<meta property="og:site_name" content="{html.escape(head["outlet"])}">\n'
        f'<meta property="og:title" content="{html.escape(head["title"])}">\n'
        f'<script type="application/ld+json">\n{ld}\n</script>\n</head>\n<body>\n'
        f'<header><a href="{home}">{esc(head["outlet"])}</a><nav><ul>{nav}</ul></nav></header>\n'
        f"<main>\n<article>\n<h1>{esc(head['title'])}</h1>\n"
        f'<p class="byline">{by}, '
        f'<time datetime="{head["published"]}">{_shown_day(article)}</time></p>\n'
        '<div class="article-body">\n' + "\n".join(body) + "\n</div>\n</article>\n"
        f"{aside}</main>\n<footer><p>{subscribe}</p><p>© 2031 {esc(head['outlet'])}. "
        f"{legal}.</p></footer>\n</body>\n</html>\n"
    )


def as_text(article: Article) -> str:
    """The convention of eval/sample/README.md: title, outlet and time, body."""
    head = article.head
    zone = head["published"][19:]
    when = head["published"][:16].replace("T", " ") + zone
    markdown = head["file"].endswith(".md")
    body = "\n\n".join(article.paragraphs)
    if not markdown:
        body = body.replace("\n\n> ", "\n\n").replace("\n> ", "\n\n")
    title = f"# {head['title']}" if markdown else head["title"]
    return f"{title}\n\n{head['outlet']} — {when}\n\n{body}\n"


def files(found: list[Article]) -> dict[str, str]:
    """Path in the case folder → what is in it."""
    made = {}
    for article in found:
        same = [a for a in found if a.head["outlet"] == article.head["outlet"]]
        earlier = [a for a in same if a.head["published"] < article.head["published"]]
        is_page = article.path.endswith(".html")
        made[article.path] = as_html(article, earlier) if is_page else as_text(article)
    return made


SIGNED_LATER = (
    "thi-lan-pasquier",
    "jules-quintric",
    "teodor-albu",
    "etienne-vauquelin",
    "gaspard-lozach",
    "louis-gourmelon",
    "noemie-thepaut",
    "owen-trask",
    "camille-roussel-planeurs",
    "hamish-boyle",
)
NEVER_SIGNED = (
    "ines-abgrall",
    "mathieu-kerjean",
    "siobhan-delaney",
    "sana-belkacem",
    "gwenael-postic",
)
NOT_STAFF = ("Direction", "Conseil", "Communication", "Finance", "Legal")


def signatories(people: list[Person], version: int) -> list[Person]:
    """The rostered people whose names the letter publishes."""
    named = []
    for person in people:
        if person.kind != "roster" or "silent" in person.flags or person.key in NEVER_SIGNED:
            continue
        team = person.affiliations[0].team.split()[0]
        if team in NOT_STAFF and person.key != "noemie-thepaut":
            continue
        if version == 1 and person.key in SIGNED_LATER:
            continue
        named.append(person)
    return named


def letter(people: list[Person], version: int) -> str:
    """One version of the letter, with its published names."""
    page = (HERE / f"letter.v{version}.html").read_text(encoding="utf-8")
    rows = [
        f"<li>{html.escape(p.name)}, {html.escape(p.affiliations[0].role)}</li>"
        for p in signatories(people, version)
    ]
    return page.replace("{signatories}", "\n".join(rows))
