"""Attributions read off hand-made syntax trees: licence-clean training data for the taggers.

A verb that the lexicon knows, or that GUM marks as the heart of an *attribution* unit, is a cue
where a clause (or, as the lexicon allows, an infinitive or an object) hangs on it; its subject is
the source.  Words in quotation marks that no tree gives to anybody come from the rules.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from contrecoup.findings.press.article import Article, lay_out
from contrecoup.findings.press.attributions import attributions
from contrecoup.findings.press.people import Cast, cast

Spans = list[list[int]]
_FEWEST = 2  # times a word is the heart of one of GUM's attribution units
_TOGETHER = 12  # sentences of a treebank without documents that are read as one text
_HELD = ("aux", "aux:pass", "aux:tense", "advmod", "compound:prt", "neg", "cop")
_SELF = frozenset({"i", "we", "you", "je", "j'", "nous", "vous", "tu", "on"})
_STRIPPED = frozenset(",.;:!?…–—-*(")
ENGLISH = ("gum/train.conllu.gz", "treebanks/en_ewt-train_rebuilt.conllu.gz")
FRENCH = (
    "treebanks/fr_sequoia-train.conllu.gz",
    "treebanks/fr_sequoia-test.conllu.gz",
    "treebanks/fr_sequoia-dev.conllu.gz",
    "treebanks/fr_gsd-dev.conllu.gz",
    "treebanks/fr_gsd-test.conllu.gz",
)


class Word(NamedTuple):
    """One word of a tree; ``head`` is a number in the document, -1 at a root."""

    start: int
    end: int
    form: str
    lemma: str
    part: str
    head: int
    link: str
    unit: str  # name of the discourse relation that begins here, or empty
    tag: str = ""  # part of speech of the language
    notes: str = ""  # last column: entities and what else a treebank marks


class Document(NamedTuple):
    """A text, its words, and the ranges of words that are sentences."""

    text: str
    words: list[Word]
    sentences: list[tuple[int, int]]


def documents(path: Path) -> Iterator[Document]:
    """The documents of a CoNLL-U file; a blank line between paragraphs."""
    whole = _Builder()
    count = 0
    rows: list[list[str]] = []
    fresh = grouped = False
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                grouped = True
                yield from whole.done()
            elif line.startswith("# newpar"):
                fresh = True
            elif line[:1].isdigit():
                rows.append(line.rstrip("\n").split("\t"))
            elif not line.strip() and rows:
                count += 1
                whole.add(rows, apart=fresh or not grouped)
                rows, fresh = [], False
                if not grouped and count % _TOGETHER == 0:
                    yield from whole.done()
    yield from whole.done()


class _Builder:
    """Text and words of one document, sentence by sentence."""

    def __init__(self) -> None:
        self.text = ""
        self.words: list[Word] = []
        self.sentences: list[tuple[int, int]] = []

    def done(self) -> Iterator[Document]:
        """The document so far, if there is one; then empty."""
        if self.words:
            yield Document(self.text, self.words, self.sentences)
        self.text, self.words, self.sentences = "", [], []

    def add(self, rows: list[list[str]], *, apart: bool) -> None:
        """One sentence, ``apart`` where a paragraph begins."""
        if self.text:
            self.text = self.text.rstrip() + ("\n\n" if apart else " ")
        base = len(self.words)
        spans: dict[int, tuple[int, int]] = {}
        for row in rows:
            if "-" in row[0]:
                first, last = (int(v) for v in row[0].split("-"))
                start = len(self.text)
                self._write(row)
                parts = [r[1] for r in rows if r[0].isdigit() and first <= int(r[0]) <= last]
                at = start
                exact = "".join(parts) == row[1]
                for n, part in enumerate(parts):
                    stop = at + len(part) if exact else start + len(row[1])
                    spans[first + n] = (at, stop)
                    at = stop if exact else start
            elif row[0].isdigit() and int(row[0]) not in spans:
                spans[int(row[0])] = (len(self.text), len(self.text) + len(row[1]))
                self._write(row)
        for row in rows:
            if row[0].isdigit():
                found = [v[10:] for v in row[9].split("|") if v.startswith("Discourse=")]
                self.words.append(
                    Word(*spans[int(row[0])], row[1], row[2].lower(), row[3],
                         base + int(row[6]) - 1 if row[6] not in ("0", "_") else -1, row[7],
                         found[0] if found else "", row[4], row[9])
                )  # fmt: skip
        self.sentences.append((base, len(self.words)))

    def _write(self, row: list[str]) -> None:
        self.text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")


def hearts(found: Iterable[Document]) -> set[str]:
    """Lemmas at the heart of the units that GUM joins by *attribution*."""
    counts = Counter[str]()
    for document in found:
        above = {w.head for w in document.words if w.link in ("ccomp", "parataxis")}
        starts = [i for i, w in enumerate(document.words) if w.unit]
        for at, stop in zip(starts, [*starts[1:], len(document.words)], strict=False):
            if document.words[at].unit.startswith("attribution"):
                counts.update(
                    w.lemma
                    for i, w in enumerate(document.words[at:stop], at)
                    if w.part in ("VERB", "ADJ")
                    and not at <= w.head < stop
                    and (i in above or w.link == "parataxis")
                )
    return {lemma for lemma, n in counts.items() if n >= _FEWEST}


class Trees:
    """Attributions of one document."""

    def __init__(self, document: Document, article: Article, known: set[str]) -> None:
        self.words = document.words
        self.text = document.text
        self.article = article
        self.known = known
        self.below: dict[int, list[int]] = {}
        for i, word in enumerate(self.words):
            self.below.setdefault(word.head, []).append(i)

    def all(self) -> Iterator[tuple[set[int], set[int], set[int]]]:
        """Source, cue and content, as numbers of words, outermost first."""
        for i, word in enumerate(self.words):
            if word.part in ("VERB", "ADJ") and (one := self._verb(i)) is not None:
                yield one
            elif word.link == "case" and self._links(i):
                yield from self._according(i)

    def _links(self, i: int) -> bool:
        """*According to*, *selon*, *d'après*."""
        word = self.words[i]
        if self.article.lang == "en":
            return word.lemma == "according" or word.form.lower() == "according"
        behind = self.words[i + 1].lemma if i + 1 < len(self.words) else ""
        return word.lemma == "selon" or (word.lemma == "de" and behind == "après")

    def _verb(self, i: int) -> tuple[set[int], set[int], set[int]] | None:
        word = self.words[i]
        plain = word.form.lower().replace("’", "'")
        options = self.article.lex.cues.get(plain, frozenset())
        if word.part == "VERB" and not options and word.lemma not in self.known:
            return None
        if word.part != "VERB" and word.lemma not in self.known:
            return None
        content = self._content(i, {t for c in options for t in c.takes})
        source = self._source(i)
        if content is None:
            return None
        if {self.words[t].form.lower() for t in source} & _SELF and len(source) == 1:
            return None
        cue = self._cue(i)
        content -= cue | source
        return source, cue, content

    def _content(self, i: int, takes: set[str]) -> set[int] | None:
        word = self.words[i]
        children = self.below.get(i, [])
        clauses = [
            c for c in children if self.words[c].link in ("ccomp", "ccomp:obj", "ccomp:cleft")
        ]
        if not clauses and word.part == "VERB":
            clauses = [c for c in children if self.words[c].link == "parataxis" and c > i
                       and any(self.words[j].form in ':"“«' for j in range(i + 1, c))]  # fmt: skip
        if not clauses and word.link == "parataxis" and word.head >= 0 and self._subject(i):
            return self._tree(word.head) - self._tree(i)
        if not clauses and takes & set("ida"):
            clauses = [c for c in children if self.words[c].link == "xcomp"
                       and self.words[c].part == "VERB"]  # fmt: skip
        if not clauses and takes & set("da"):
            clauses = [c for c in children if self.words[c].link == "obl:arg" and c > i]
        if not clauses and "n" in takes and "w" not in takes:
            clauses = [c for c in children if self.words[c].link == "obj" and c > i
                       and self.words[c].part == "NOUN"]  # fmt: skip
        return set().union(*(self._tree(c) for c in clauses)) if clauses else None

    def _subject(self, i: int) -> list[int]:
        return [c for c in self.below.get(i, []) if self.words[c].link in ("nsubj", "nsubj:caus")]

    def _source(self, i: int) -> set[int]:
        at = i
        for _ in range(6):
            word = self.words[at]
            agents = [c for c in self.below.get(at, []) if self.words[c].link == "obl:agent"]
            own = self._subject(at) or agents
            if own:
                tree = self._tree(own[0])
                return {
                    t for t in tree if self.words[t].link != "case" or self.words[t].head != own[0]
                }
            if any(self.words[c].link.endswith(":pass") and self.words[c].link != "aux:pass"
                   for c in self.below.get(at, [])):  # fmt: skip
                return set()
            if word.link == "acl" and at > 0 and word.form.endswith(("ing", "ant")):
                return {t for t in self._tree(word.head) if t < at and t not in self._tree(at)}
            if word.link not in ("conj", "xcomp", "advcl", "parataxis", "cop") or word.head < 0:
                return set()
            at = word.head
        return set()

    def _cue(self, i: int) -> set[int]:
        out = {i}
        held = {c for c in self.below.get(i, []) if self.words[c].link in _HELD}
        at = i - 1
        while at in held:
            out.add(at)
            at -= 1
        if i + 1 in held and self.words[i + 1].link == "compound:prt":
            out.add(i + 1)
        return out

    def _according(self, i: int) -> Iterator[tuple[set[int], set[int], set[int]]]:
        head = self.words[i].head
        if head < 0 or self.words[head].link.split(":")[0] not in ("obl", "parataxis", "advcl"):
            return
        cue = {i} | {c for c in self.below.get(i, []) if self.words[c].link == "fixed"}
        clause = self.words[head].head
        if clause >= 0:
            phrase = self._tree(head)
            yield phrase - cue, cue, self._tree(clause) - phrase

    def _tree(self, i: int) -> set[int]:
        out, todo = {i}, [i]
        while todo:
            for child in self.below.get(todo.pop(), []):
                if child not in out:
                    out.add(child)
                    todo.append(child)
        return out

    def runs(self, numbers: set[int]) -> Spans:
        """Spans of neighbouring words, without marks at their ends and without those of marks."""
        out: Spans = []
        last = -2
        for i in sorted(numbers):
            if i == last + 1 and out:
                out[-1].append(i)
            else:
                out.append([i])
            last = i
        spans = []
        for run in out:
            while run and self._mark(run[0]):
                run.pop(0)
            while run and self._mark(run[-1]):
                run.pop()
            if run:
                spans.append([self.words[run[0]].start, max(self.words[t].end for t in run)])
        return spans

    def _mark(self, i: int) -> bool:
        return self.words[i].form in _STRIPPED


def row(document: Document, lang: str, known: set[str], number: int) -> dict[str, Any]:
    """A document in the shape of PolNeAR's."""
    article = lay_out(document.text, lang, None, None)
    trees = Trees(document, article, known)
    found = cast(article)
    taken = [False] * (len(document.text) + 1)
    out: list[dict[str, Any]] = []

    def keep(source: Spans, cue: Spans, content: Spans) -> None:
        name = f"{number}.{len(out)}"
        out.append({"id": name, "source": source, "cue": cue, "content": content})
        for start, end in (*source, *cue, *content):
            taken[start:end] = [True] * (end - start)

    marks = [(q.start, q.end) for q in article.quotes]
    for source, cue, content in trees.all():
        where = trees.runs(cue)
        said = [_whole(span, where[0], marks) for span in trees.runs(content)] if where else []
        said = [s for n, s in enumerate(said) if s not in said[:n] and not any(taken[s[0] : s[1]])]
        if not said or any(any(taken[a:b]) for a, b in where):
            continue
        named = [
            _name(article, found, s) for s in trees.runs(source)[:1] if not any(taken[s[0] : s[1]])
        ]
        named = [s for s in named if not any(a < s[1] and s[0] < b for a, b in said)]
        keep(named, where, said)
    for draft in attributions(article, found):
        pieces = [list(article.span(*r)) for r in draft.content if r[0] < r[1]]
        if not pieces or any(any(taken[a:b]) for a, b in pieces):
            continue
        if draft.source is not None and article.low(draft.source) in _SELF and not draft.quotes:
            continue
        said_by: Spans = []
        if draft.source is not None:
            at = found.start_at.get(draft.source)
            end = draft.source + 1 if at is None else found.phrases[at].behind
            said_by = [list(article.span(draft.source, end))]
        word = [list(article.span(*draft.cue))] if draft.cue else []
        keep([s for s in said_by if not any(taken[s[0]:s[1]])],
             [s for s in word if not any(taken[s[0]:s[1]])], pieces)  # fmt: skip
    return {"text": document.text, "title": None, "lang": lang, "attributions": out}


def _name(article: Article, found: Cast, span: list[int]) -> list[int]:
    """The name alone of a French source, as the hand-made French articles have it."""
    if article.lang == "fr":
        for phrase in found.phrases:
            if phrase.name and phrase.kind == "person":
                start, end = article.span(*phrase.name)
                if span[0] <= start and end <= span[1]:
                    return [start, end]
    return span


def _whole(span: list[int], cue: list[int], marks: list[tuple[int, int]]) -> list[int]:
    """A content in marks with its marks, unless the cue stands between them too."""
    start, end = span
    for a, b in marks:
        if (
            a < end
            and start < b
            and not a <= cue[0] < b
            and 2 * (min(b, end) - max(a, start)) >= min(end - start, b - a)
        ):
            start, end = min(start, a), max(end, b)
    return [start, end]


def rows(press: Path, lang: str) -> list[dict[str, Any]]:
    """All training rows of a language's treebanks."""
    known = hearts(documents(press / ENGLISH[0])) if lang == "en" else set()
    names = ENGLISH if lang == "en" else FRENCH
    found = (d for name in names for d in documents(press / name))
    return [row(d, lang, known, n) for n, d in enumerate(found)]


if __name__ == "__main__":
    import sys

    press_ = Path(sys.argv[1])
    print(sorted(hearts(documents(press_ / ENGLISH[0]))))
    for r in rows(press_, sys.argv[2])[: int(sys.argv[3])]:
        for a in r["attributions"]:
            print({k: [r["text"][s:e][:80] for s, e in a[k]] for k in ("source", "cue", "content")})
