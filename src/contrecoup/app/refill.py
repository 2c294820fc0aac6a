"""A form shown once more: what was typed is in it, and what is wrong stands beside its field."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from html import escape
from html.parser import HTMLParser

from attrs import define, field

NOT_FILLED = frozenset({"hidden", "file", "submit", "image", "reset", "button"})
"""Types of inputs that no person has typed into, or that no page may fill."""
OF_THE_PAGE = frozenset({"seen", "shown", "back", "listed"})
"""Hidden fields that say where and when a form was shown, not what it is about."""
CONTROLS = frozenset({"input", "select", "textarea"})


@define
class _Token:
    """A piece of a page as it was written; of a start tag also what it says."""

    raw: str
    start: str = ""
    end: str = ""
    said: dict[str, str] = field(factory=dict)

    def set(self, **said: str | None) -> None:
        """Set attributes of a start tag; None takes one away."""
        for name, value in said.items():
            self.said.pop(name.replace("_", "-"), None)
            if value is not None:
                self.said[name.replace("_", "-")] = value
        told = "".join(f' {k}="{escape(v)}"' if v else f" {k}" for k, v in self.said.items())
        self.raw = f"<{self.start}{told}>"


class _Tokens(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[_Token] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.found.append(_Token(self.get_starttag_text() or "", start=tag, said=said))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(_Token(f"</{tag}>", end=tag))

    def handle_data(self, data: str) -> None:
        self.found.append(_Token(data))

    def handle_entityref(self, name: str) -> None:
        self.found.append(_Token(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.found.append(_Token(f"&#{name};"))

    def handle_decl(self, decl: str) -> None:
        self.found.append(_Token(f"<!{decl}>"))


def refilled(
    page: str,
    action: str,
    given: Mapping[str, str],
    wrong: str,
    at: str = "",
    asked: str = "",
    boxes: Collection[tuple[str, str]] = (),
) -> str:
    """Return a page whose form of that action holds what was typed, with what is wrong.

    Args:
        page: the page, as our templates write it.
        action: the address that the form was sent to.
        given: its fields as they were sent, the button's too.
        wrong: what is wrong, in words.
        at: the name of the field that it stands beside; of the first one without.
        asked: a field's label: the field ``at`` is put into the form where it has none.
        boxes: names and values of the boxes that were ticked.

    A page without such a form begins with what is wrong, and with what was typed.
    """
    tokens = _Tokens(page).found
    alike = [p for p in _forms(tokens) if _same(tokens[slice(*p)], action, given)]
    if not alike:
        return _above(tokens, given, wrong)
    first, last = max(alike, key=lambda p: sum(_given(t, given) for t in tokens[slice(*p)]))
    for one in _around(tokens[:first]):
        one.set(open="")
    form = _filled(tokens[first:last], given, {*given.items(), *boxes})
    if asked and not any(_control(t) and t.said.get("name") == at for t in form):
        value = escape(given.get(at, ""))
        form.insert(1, _Token(f"<label>{escape(asked)} "))
        typed = {"name": at, "value": value, "required": ""}
        form.insert(2, _Token(f'<input name="{at}" value="{value}">', start="input", said=typed))
        form.insert(3, _Token("</label>", end="label"))
    _tell(form, wrong, at)
    return "".join(t.raw for t in (*tokens[:first], *form, *tokens[last:]))


def _forms(tokens: list[_Token]) -> Iterator[tuple[int, int]]:
    """Yield where each form begins and ends: forms do not hold forms."""
    first = -1
    for n, one in enumerate(tokens):
        if one.start == "form":
            first = n
        elif one.end == "form" and first >= 0:
            yield first, n + 1
            first = -1


def _same(form: list[_Token], action: str, given: Mapping[str, str]) -> bool:
    """Whether a form is the one that was sent: its address, what it is about, its button."""
    if form[0].said.get("action") != action:
        return False
    hidden = [t.said for t in form if t.start == "input" and t.said.get("type") == "hidden"]
    about = {s["name"]: s.get("value", "") for s in hidden if s["name"] not in OF_THE_PAGE}
    if any(given.get(name) != value for name, value in about.items()):
        return False
    buttons = [t.said for t in form if t.start == "button"]
    pressed = [(s.get("name", ""), s.get("value", "")) for s in buttons]
    return not pressed or any(not name or given.get(name) == value for name, value in pressed)


def _control(one: _Token) -> bool:
    return one.start in CONTROLS and one.said.get("type", "") not in {"hidden", "submit"}


def _given(one: _Token, given: Mapping[str, str]) -> bool:
    return _control(one) and one.said.get("name") in given


def _filled(
    form: list[_Token], given: Mapping[str, str], ticked: Collection[tuple[str, str]]
) -> list[_Token]:
    """Return a form with what was typed in its fields."""
    filled: list[_Token] = []
    within, typed = "", ""
    for one in form:
        name = one.said.get("name", "")
        if one.end in {"textarea", "select"}:
            within = ""
        elif within == "textarea":
            continue
        elif one.start == "option" and within == "select":
            one.set(selected="" if one.said.get("value", "") == typed else None)
        filled.append(one)
        if name not in given or one.said.get("type", "") in NOT_FILLED:
            continue
        if one.start in {"textarea", "select"}:
            within, typed = one.start, given[name]
        if one.start == "textarea":
            filled.append(_Token("\n" + escape(typed)))
        elif one.said.get("type") in {"checkbox", "radio"}:
            one.set(checked="" if (name, one.said.get("value", "on")) in ticked else None)
        elif one.start == "input":
            one.set(value=given[name])
    return filled


def _tell(form: list[_Token], wrong: str, at: str) -> None:
    """Say what is wrong behind a field, and lead there."""
    said = _Token(f'<span class="wrong" role="alert" id="wrong">{escape(wrong)}</span>')
    fields = [n for n, one in enumerate(form) if _control(one)]
    named = [n for n in fields if form[n].said.get("name") == at] or fields
    if not named:
        form.insert(1, said)
        return
    place = named[0]
    form[place].set(aria_invalid="true", aria_describedby="wrong", autofocus="")
    end = place
    if form[place].start != "input":
        end = next(n for n, one in enumerate(form) if n > place and one.end == form[place].start)
    opened = sum((t.start == "label") - (t.end == "label") for t in form[:end])
    if opened:
        end = next(n for n, one in enumerate(form) if n > end and one.end == "label")
    form.insert(end + 1, said)


def _around(tokens: list[_Token]) -> list[_Token]:
    """Return the folded parts of the page that are open at its end."""
    held: list[_Token] = []
    for one in tokens:
        if one.start == "details":
            held.append(one)
        elif one.end == "details":
            held.pop()
    return held


def _above(tokens: list[_Token], given: Mapping[str, str], wrong: str) -> str:
    """Return the page with what is wrong, and what was typed, before everything else."""
    kept = [v for k, v in given.items() if v and k in {"value", "why", "note"}]
    said = f'<p class="warn" role="alert" id="wrong">{escape(wrong)}</p>'
    said += "".join(f"<pre>{escape(v)}</pre>" for v in kept)
    place = next((n for n, one in enumerate(tokens) if one.end == "h1"), len(tokens) - 1)
    tokens.insert(place + 1, _Token(said))
    return "".join(t.raw for t in tokens)
