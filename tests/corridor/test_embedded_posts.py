"""A page that embeds a post gives it as a quotation of its author, with day, handle and address."""

from __future__ import annotations

from pathlib import Path

import pytest

from contrecoup.corridor.pipes import read_files

ASIDE = "La direction de Nacre n'a pas répondu aux questions posées depuis vendredi soir, malgré nos relances."
X = (
    '<blockquote class="twitter-tweet" data-lang="fr"><p lang="fr" dir="ltr">Je rends les clés ce soir.<br>'
    'Merci à tous. <a href="https://t.co/Zz9">pic.twitter.com/Zz9</a></p>&mdash; Inès Garrec (@igarrec) '
    '<a href="https://twitter.com/igarrec/status/1779?ref_src=twsrc%5Etfw">March 15, 2031</a></blockquote>'
    '<script async src="https://platform.example/widgets.js"></script>'
)
BLUESKY = (
    '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:abc/app.bsky.feed.post/3kx"><p lang="fr">'
    "Je rends les clés ce soir.<br>Merci à tous.<br><br>"
    '<a href="https://bsky.app/profile/did:plc:abc/post/3kx?ref_src=embed">[image or embed]</a></p>&mdash; Inès Garrec '
    '(<a href="https://bsky.app/profile/did:plc:abc?ref_src=embed">@ines-garrec.example.social</a>) '
    '<a href="https://bsky.app/profile/did:plc:abc/post/3kx?ref_src=embed">March 15, 2031 at 6:14 PM</a></blockquote>'
)
MASTODON = (
    '<blockquote class="mastodon-embed" data-embed-url="https://social.example/@igarrec/1144/embed">'
    "<p>Je rends les clés ce soir.<br>Merci à tous.</p>&mdash; Inès Garrec (@igarrec@social.example) "
    '<a href="https://social.example/@igarrec/1144">15 mars 2031</a></blockquote>'
)
SHOWN = [
    ("x", X, "@igarrec", "https://twitter.com/igarrec/status/1779"),
    ("bluesky", BLUESKY, "@ines-garrec.example.social", "https://bsky.app/profile/did:plc:abc/post/3kx"),
    ("mastodon", MASTODON, "@igarrec@social.example", "https://social.example/@igarrec/1144"),
]  # fmt: skip


def reading(folder: Path, embed: str, before: str = ASIDE):
    page = folder / "page.html"
    page.write_text(
        f'<!DOCTYPE html><html lang="fr"><head><title>T</title></head><body><article><h1>Nacre vacille</h1>'
        f"<p>{before}</p>{embed}<p>{ASIDE} Une réunion est prévue.</p></article></body></html>",
        "utf-8",
    )
    (answer,) = read_files([page])
    assert answer.reading is not None
    return answer.reading


@pytest.mark.parametrize(("site", "embed", "handle", "link"), SHOWN)
def test_a_post_is_quoted_with_handle_day_and_address(site, embed, handle, link, tmp_path) -> None:
    found = reading(tmp_path, embed)
    (one,) = found.quotations
    said = " ".join(found.text[a:b] for a, b in one.content)
    assert " ".join(said.split()) == "Je rends les clés ce soir. Merci à tous."
    (author,) = [p for p in found.people if p.id == one.speaker]
    assert (author.name, author.handle) == ("Inès Garrec", handle)
    assert (one.kind, one.medium, one.link) == ("block", site, link)
    assert (one.said.from_, one.said.to) == ("2031-03-15", "2031-03-15")


@pytest.mark.parametrize(("site", "embed", "handle", "link"), SHOWN)
def test_the_author_is_the_person_named_in_the_article(site, embed, handle, link, tmp_path) -> None:
    before = f"Inès Garrec, ingénieure chez Nacre, quitte l'entreprise. {ASIDE}"
    found = reading(tmp_path, embed, before)
    (author,) = [p for p in found.people if p.handle]
    assert (author.name, author.handle) == ("Inès Garrec", handle)
    assert len(author.mentions) >= 2
    assert [r.text for r in author.roles] == ["ingénieure chez Nacre"]


EMPTY = [
    '<iframe src="https://social.example/@igarrec/1144/embed" class="mastodon-embed" width="400"></iframe>',
    '<blockquote class="mastodon-embed"><a href="https://social.example/@igarrec/1144"><div>Post by @igarrec@social.example</div><div>View on Mastodon</div></a></blockquote>',
]


@pytest.mark.parametrize("embed", EMPTY)
def test_a_post_without_its_words_is_no_quotation(embed, tmp_path) -> None:
    found = reading(tmp_path, embed)
    assert found.quotations == ()
    assert "— @igarrec@social.example https://social.example/@igarrec/1144" in found.text
    assert "View on" not in found.text


def test_an_organisation_signs_its_post(tmp_path) -> None:
    embed = X.replace("Inès Garrec", "Ligue de Nacre")
    before = f"La Ligue de Nacre a réagi. {ASIDE}"
    found = reading(tmp_path, embed, before)
    (one,) = found.quotations
    assert one.speaker_kind == "organisation"
    assert one.speaker in {o.id for o in found.organisations}
