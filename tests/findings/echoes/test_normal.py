"""When two wordings are the same, and at which layer."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contrecoup.findings.echoes import LAYERS, read_wording
from contrecoup.findings.echoes.normal import link_key, tag_key

SLOGAN = "OpenAI is nothing without its people"


def layer_of(one: str, two: str) -> str | None:
    """Shallowest layer at which two texts are the same."""
    if one == two:
        return "exact"
    a, b = read_wording(one), read_wording(two)
    if a.key is None or b.key is None:
        return None
    if a.form == b.form:
        return "form"
    return next((layer for layer in LAYERS[2:] if a.layer(layer) == b.layer(layer)), None)


@pytest.mark.parametrize(
    ("one", "two", "layer"),
    [
        (SLOGAN, SLOGAN, "exact"),
        (SLOGAN, SLOGAN.upper(), "form"),
        (SLOGAN, f"  {SLOGAN}\n", "form"),
        (SLOGAN, "OpenAI is\u00a0nothing  without its people", "form"),
        (SLOGAN, "Open\u00adAI is nothing without its people", "form"),
        (SLOGAN, "ＯｐｅｎＡＩ is nothing without its people", "form"),
        (SLOGAN, "𝗢𝗽𝗲𝗻𝗔𝗜 is nothing without its people", "form"),
        ("l'équipe est là", unicodedata.normalize("NFD", "l'équipe est là"), "form"),
        ("Việt Nam vô địch", unicodedata.normalize("NFD", "Việt Nam vô địch"), "form"),
        ("❤️", "❤", "form"),
        ("👍🏽 bravo", "👍 bravo", "form"),
        ("STRASSE offen", "straße offen", "form"),
        (SLOGAN, f"“{SLOGAN}”", "punctuation"),
        (SLOGAN, f"{SLOGAN}.", "punctuation"),
        (SLOGAN, f"{SLOGAN}…", "punctuation"),
        ("l'équipe est là", "l’équipe est là", "punctuation"),
        ("I love OpenAI", "I love #OpenAI", "punctuation"),
        ("salt & pepper stay here", "salt &amp; pepper stay here", "punctuation"),
        (SLOGAN, f"{SLOGAN} ❤️❤️", "emoji"),
        ("Merci 💙", "merci ❤️", "emoji"),
        (SLOGAN, f"{SLOGAN} https://t.co/a1", "links"),
        (f"{SLOGAN} https://t.co/b2", f"{SLOGAN} 💙 https://t.co/a1", "links"),
        (f"www.example.org/x {SLOGAN}", SLOGAN, "links"),
        (SLOGAN, f"@sama @gdb {SLOGAN}", "mentions"),
        (SLOGAN, f"RT @sama: {SLOGAN}", "mentions"),
        (SLOGAN, f"@sam.bsky.social {SLOGAN}", "mentions"),
        (SLOGAN, f"@me@mastodon.social: {SLOGAN}", "mentions"),
        (SLOGAN, f"#xkqz {SLOGAN} #azuus", "hashtags"),
        (SLOGAN, f"#xkqz “{SLOGAN}” 💙 @sama https://t.co/1", "hashtags"),
        ("I love #OpenAI and all of it", "I love OpenAI and all of it", "punctuation"),
        ("#OpenAI is nothing without its people", SLOGAN, "punctuation"),
        ("I love #OpenAI and all of it", "#x I love #OpenAI and all of it #y", "hashtags"),
        ("💙", "❤️ ❤️❤️", "emoji"),
        ("💙", "🧡🖤🤍", "emoji"),
        ("❤️‍🔥", "💔", None),
        ("❤️", "🔥", None),
        ("", "", "exact"),
        ("", " ", None),
        ("https://t.co/a", "https://t.co/b", None),
        ("@sama", "@gdb", None),
        ("I love #OpenAI", "I love #pizza", None),
        ("Merci @sama", "Merci @gdb", None),
        ("Merci https://t.co/a", "Merci https://t.co/b", None),
        ("PARTY at START", "pay at sta", None),
        ("résumé of it all", "resume of it all", None),
        ("man bites dog today", "dog bites man today", None),
        ("C# is fine for me", "C is fine for me", "punctuation"),
        ("mail me@example.org now please", "mail now please", None),
        ("We are #1 in all of it", "We are 1 in all of it", "punctuation"),
        ("サンフランシスコ", "サンフランシスコ！", "punctuation"),
        ("ｻﾝﾌﾗﾝｼｽｺ", "サンフランシスコ", "form"),
        ("🏳️‍🌈 today", "🏳️ today", "emoji"),
        ("🇫🇷", "🇺🇦", None),
    ],
)
def test_layer(one: str, two: str, layer: str | None) -> None:
    assert layer_of(one, two) == layer
    assert layer_of(two, one) == layer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("สวัสดี", ("สวั", "วัส", "สดี")),
        ("東京都", ("東京", "京都")),
        ("東", ("東",)),
        ("がぎぐ", ("か\u3099き\u3099", "き\u3099く\u3099")),
        ("GPT東京都v2", ("gpt", "東京", "京都", "v2")),
        ("한국 사람", tuple(unicodedata.normalize("NFKD", w) for w in ("한국", "사람"))),
        ("l´amour snake_case", ("l", "amour", "snake_case")),
        ("#a #b c d e f", ("c", "d", "e", "f")),
        ("#a #b c d e", ("a", "b", "c", "d", "e")),
        ("#a b c #d e f #g", ("b", "c", "d", "e", "f")),
        ("#東京 行く", ("東京", "行く")),
        ("https://x.org/été東京", ("東京",)),
    ],
)
def test_words(text: str, words: tuple[str, ...]) -> None:
    assert read_wording(text).words == words


@pytest.mark.parametrize(
    ("text", "emoji"),
    [
        ("❤️ 🧡", ("❤", "🧡")),
        ("👩🏽‍🚀", ("👩", "🚀")),
        ("🤷‍♀️", ("🤷",)),
        ("❤️‍🔥❤️‍🩹", ("❤", "❤")),
        ("🏳️‍🌈", ("🏳", "🌈")),
        ("🇫🇷🇺🇦🇫", ("🇫🇷", "🇺🇦", "🇫")),
        ("1️⃣ ©®™", ()),
    ],
)
def test_emoji(text: str, emoji: tuple[str, ...]) -> None:
    assert read_wording(text).emoji == emoji


@pytest.mark.parametrize(
    ("link", "key"),
    [
        ("https://www.Example.org/A/?utm_source=x&b=1#top", "example.org/A?b=1"),
        ("http://example.org", "example.org"),
        ("www.example.org/", "example.org"),
        ("https://t.co/AbC.", "t.co/AbC"),
        ("https://t.co/Ab…", ""),
        ("", ""),
        ("  ", ""),
        ("https://x.com/i?s=20&fbclid=1", "x.com/i?s=20"),
        ("http://[bad", "[bad"),
        ("https://example.org?utm_campaign=a&x", "example.org?x"),
    ],
)
def test_link_key(link: str, key: str) -> None:
    assert link_key(link) == key


@pytest.mark.parametrize(
    ("tag", "key"), [("#Été", "e\u0301te\u0301"), ("＃ab", "ab"), ("#", ""), (" A b", "ab")]
)
def test_tag_key(tag: str, key: str) -> None:
    assert tag_key(tag) == key


PIECES = st.sampled_from(
    [
        *("a", "B", "é", "e\u0301", "#", "@", "&", ";", "https://", "www.", ".", " ", "\n", "1"),
        *("❤️", "💙", "\u200d", "👩", "♀", "🇫", "東", "京", "ก", "ั", "が", "RT @x: ", "amp"),
        *("_", "…", "<", "ﷺ"),
    ]
)
TEXTS = st.lists(PIECES | st.characters(codec="utf-8"), max_size=24).map("".join)


@given(TEXTS)
def test_composed_and_decomposed_are_the_same(text: str) -> None:
    one = read_wording(unicodedata.normalize("NFC", text))
    two = read_wording(unicodedata.normalize("NFD", text))
    assert one.form == two.form
    assert one.key == two.key


@given(TEXTS, TEXTS)
def test_layers_only_get_coarser(one: str, two: str) -> None:
    a, b = read_wording(one), read_wording(two)
    same = a.form == b.form
    for layer in LAYERS[2:-1]:  # a hashtag at an end goes, the same word without # stays
        now = a.layer(layer) == b.layer(layer)
        assert now or not same, layer
        same = now


ASCII = st.lists(
    st.sampled_from(
        [*'ab1_#@&;./<>" \n\x7f-', "www.", "http://", "https://", "RT @", "amp", "@a.b", "HTTP:"]
    ),
    max_size=16,
).map("".join)


@given(ASCII)
def test_the_short_way_for_ascii_is_the_same(text: str) -> None:
    from contrecoup.findings.echoes import normal

    long_way = normal._units(text, *normal._folded(text))
    assert normal._ascii_units(text) == long_way


@settings(deadline=None)
@given(st.lists(ASCII | TEXTS, max_size=8))
def test_plain_forms_are_normal_forms(texts: list[str]) -> None:
    import pyarrow as pa

    from contrecoup.findings.echoes.tables import plain_forms

    found = plain_forms(pa.array(texts, pa.large_string())).to_pylist()
    for text, form in zip(texts, found, strict=True):
        assert form is None or form == read_wording(text).normal
    assert plain_forms(pa.array(["A quiet  text!"])).to_pylist() == ["a quiet text"]
