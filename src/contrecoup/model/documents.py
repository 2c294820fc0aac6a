"""Articles and letters: what a capture of text says."""

from __future__ import annotations

from attrs import frozen

from contrecoup.model.evidence import Capture, Gap, Observation, Proof, Watch
from contrecoup.model.posts import Posts
from contrecoup.model.times import Moment


@frozen(kw_only=True)
class Article:
    """A press article.

    ``article_id`` is ``article:`` and 12 hexadecimal digits of its capture.
    ``text`` is the article's own words with the title first; offsets elsewhere
    are code points into it.  ``author`` is the byline as printed.  ``versions`` are the ids
    of all that is held of it, oldest first, where that is more than this.
    """

    article_id: str
    capture_id: str
    place: str
    outlet: str
    title: str
    text: str
    url: str = ""
    author: str = ""
    lang: str = ""
    published: Moment | None = None
    modified: Moment | None = None
    versions: tuple[str, ...] = ()

    @property
    def first_id(self) -> str:
        """The id of its first version: what people decided of that holds for this one."""
        return self.versions[0] if self.versions else self.article_id


@frozen(kw_only=True)
class Letter:
    """One version of an open letter.

    ``letter_id`` is ``letter:`` and 12 hexadecimal digits of its capture;
    ``signatories`` are names as printed under it.
    """

    letter_id: str
    capture_id: str
    place: str
    title: str
    text: str
    url: str = ""
    lang: str = ""
    published: Moment | None = None
    signatories: tuple[str, ...] = ()


@frozen(kw_only=True)
class Documents:
    """Everything a case holds, read: what detectors look at.

    ``posts`` has one row a post id, sorted by time then id; ``observations``
    are sorted by time; captures by id; ``proofs`` by post id, for posts alone of
    which a signed frame or repository is held; ``gaps`` are times of which a live capture
    holds nothing, ``watches`` those during which a network was followed, in order; ``removed`` is how many items
    were removed on request; ``superseded`` are articles of which another version is among ``articles``.
    """

    posts: Posts
    articles: tuple[Article, ...] = ()
    letters: tuple[Letter, ...] = ()
    observations: tuple[Observation, ...] = ()
    captures: tuple[Capture, ...] = ()
    proofs: tuple[Proof, ...] = ()
    gaps: tuple[Gap, ...] = ()
    watches: tuple[Watch, ...] = ()
    removed: int = 0
    superseded: tuple[Article, ...] = ()

    def text_of(self, document_id: str) -> str | None:
        """Return the text of a post, an article or a letter, or None."""
        for article in (*self.articles, *self.superseded):
            if article.article_id == document_id:
                return article.text
        for letter in self.letters:
            if letter.letter_id == document_id:
                return letter.text
        post = self.posts.get(document_id)
        return None if post is None else post.text
