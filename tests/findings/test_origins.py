"""Which post a press quotation renders: by author and words, in work that grows with the posts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contrecoup.findings import origins as module
from contrecoup.findings.origins import CANDIDATES, Question, origins
from contrecoup.model.evidence import Citation
from contrecoup.model.findings import Rendering
from contrecoup.model.posts import Post

from .conftest import EVENT, make_post

WORDS = "Le vieux port ne sera jamais vendu à personne, je m'y engage."
ENGLISH = "The old harbour will never be sold to anybody, I give my word."
OWNERS = {"x:id-nolwenn_tvd": "nolwenn", "x:id-anna_lepors": "anna"}


def asked(
    text: str, *authors: tuple[str, str], lang: str = "fr", kind: str = "direct", **more: object
) -> Question:
    citation = Citation(
        capture_id="c", document_id="a", exact=text, start=0, end=len(text), place="line 1"
    )
    rendering = Rendering(citation=citation, text=text, lang=lang, kind=kind)  # type: ignore[arg-type]
    values = {"number": 0, "speaker": "", **more}
    return Question(rendering=rendering, authors=authors, **values)  # type: ignore[arg-type]


NOLWENN = ("person", "nolwenn")


def found(question: Question, *posts: Post) -> str:
    return {n: p.post_id for n, p in origins([question], posts, OWNERS).items()}.get(0, "")


POSTS = (
    make_post(1, "nolwenn_tvd", WORDS),
    make_post(2, "nolwenn_tvd", "Le port est beau ce soir, et le conseil se réunit."),
    make_post(3, "anna_lepors", "Je suis d'accord avec la vente."),
)


@pytest.mark.parametrize(
    ("text", "lang"),
    [(WORDS, "fr"), ("ne sera jamais vendu à personne", "fr"), (ENGLISH, "en"), ("Never will the old harbour be sold", "en")],
)  # fmt: skip
def test_a_persons_words_are_found_in_their_post(text: str, lang: str) -> None:
    assert found(asked(text, NOLWENN, lang=lang), *POSTS) == "x:1"


def test_a_distorted_wording_is_still_joined_to_the_post_it_distorts() -> None:
    text = "The old harbour will be sold, to anybody."
    assert found(asked(text, NOLWENN, lang="en"), *POSTS) == "x:1"
    assert found(asked(text, NOLWENN, lang="en", kind="mixed"), *POSTS) == ""


@pytest.mark.parametrize(
    "author", [("person", "anna"), ("handle", "someone_else"), ("person", "nobody")]
)
def test_words_of_one_are_not_found_with_another(author: tuple[str, str]) -> None:
    assert found(asked(WORDS, author), *POSTS) == ""


def test_a_handle_is_an_author() -> None:
    assert found(asked(WORDS, ("handle", "nolwenn_tvd")), *POSTS) == "x:1"


def test_other_words_reposts_and_crumbs_are_no_source() -> None:
    assert found(asked("La réunion du budget a été longue et pénible.", NOLWENN), *POSTS) == ""
    repost = make_post(4, "nolwenn_tvd", WORDS, repost_of="x:9")
    assert found(asked(WORDS, NOLWENN), repost, make_post(5, "nolwenn_tvd", "Oui !")) == ""


def test_words_without_a_name_are_known_by_themselves() -> None:
    assert found(asked(WORDS), *POSTS) == "x:1"
    assert found(asked("le vieux port ne sera jamais vendu"), *POSTS) == "x:1"


def test_words_without_a_name_are_nobodys_where_that_is_open() -> None:
    stranger = make_post(7, "a_stranger", WORDS)
    assert found(asked(WORDS), stranger) == ""  # nobody of the roster
    assert found(asked(WORDS), *POSTS, make_post(8, "anna_lepors", WORDS)) == ""  # two of them
    assert found(asked("jamais vendu"), *POSTS) == ""  # too few words
    assert found(asked("je ne le sais pas et toi non plus"), *POSTS) == ""
    before = EVENT - timedelta(minutes=1)
    assert found(asked(WORDS, before=before), *POSTS) == ""  # posted after it was printed
    assert found(asked(WORDS, before=EVENT + timedelta(hours=1)), *POSTS) == "x:1"


def test_the_order_of_posts_does_not_matter() -> None:
    twice = (*POSTS, make_post(9, "nolwenn_tvd", WORDS))
    assert found(asked(WORDS, NOLWENN), *twice) == found(asked(WORDS, NOLWENN), *reversed(twice))


def test_a_quotation_is_compared_with_few_posts(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    real = module._likeness

    def counting(question: Question, post: Post) -> float:
        compared.append(post.post_id)
        return real(question, post)

    monkeypatch.setattr(module, "_likeness", counting)
    posts = [make_post(n, "nolwenn_tvd", f"Le port numéro {n} reste ouvert.") for n in range(400)]
    questions = [asked(f"{WORDS} {n}", NOLWENN, number=n) for n in range(30)]
    result = origins(questions, [*posts, *POSTS], OWNERS)
    assert {p.post_id for p in result.values()} == {"x:1"}
    assert len(compared) <= 30 * CANDIDATES
