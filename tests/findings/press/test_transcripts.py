"""Interviews printed turn by turn."""

from __future__ import annotations

from contrecoup.findings.press import read

TEXT = (
    "Jane Porter met Joe Pike on the air.\n\n"
    '"PORTER: Why do you leave the boat? You said in May that it was sound.\n\n'
    '"PIKE: I said that it floats. The paper called it “a wreck.”\n\n'
    '"PORTER: Thank you."\n\nThe boat is for sale.\n'
)


def test_each_turn_is_its_speakers() -> None:
    reading = read(TEXT, "en")
    names = {p.id: p.name for p in reading.people}
    turns = [
        (names.get(q.speaker), q.kind, TEXT[q.content[0][0] : q.content[-1][1]])
        for q in reading.quotations
    ]
    assert turns == [
        ("Jane Porter", "direct", "Why do you leave the boat? You said in May that it was sound."),
        ("Joe Pike", "direct", "I said that it floats. The paper called it “a wreck."),
        ("Jane Porter", "direct", "Thank you."),
    ]
    assert {q.rule for q in reading.quotations} == {"transcript"}


def test_one_such_line_is_no_interview() -> None:
    text = "Jane Porter met Joe Pike.\n\nNOTE: The boat is for sale.\n\nThe harbour closed.\n"
    assert all(q.rule != "transcript" for q in read(text, "en").quotations)


def test_a_name_nobody_else_has_is_nobody_known() -> None:
    text = "MOREL : Pourquoi partir ?\n\nREY : Parce que c'est fini.\n\nLe port est vide.\n"
    turns = [q for q in read(text, "fr").quotations if q.rule == "transcript"]
    assert [text[slice(*q.source[0])] for q in turns] == ["MOREL", "REY"]
