"""Fill a page's form with the values of an address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from markupsafe import Markup

from flows.text import lazy_pattern

_HEADING = lazy_pattern(r"<h1\b.*?</h1>", re.DOTALL)
_FORM = lazy_pattern(r'<form\b[^>]*\baction="([^"]*)"[^>]*>.*?</form>', re.DOTALL)
_SEARCH_BOX, _BY_POST = 'class="find"', 'method="post"'
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form with values, the values for which it has no field, and the heading of its page."""

    form: Markup
    others: list[tuple[str, str]]
    heading: Markup = Markup()


def fill_form(page: str, path: str, values: Pairs, method: str = "POST") -> FilledForm | None:
    """Return the form of a page that leads to `path`, with these values in its fields, or None.

    A request by GET came from no form that is sent by POST, such as one that deletes.
    The page is our own, so its form is well-formed and its attributes are quoted.
    """
    forms = [match[0] for match in _FORM.finditer(page) if match[1] == path and _SEARCH_BOX not in match[0]]
    if method == "GET":
        forms = [form for form in forms if _BY_POST not in form]
    filled = [found for form in forms if (found := _fill(form, values))]
    if not filled:
        return None
    # Of several forms, it is the one with fields for most of what was typed.
    form = min(filled, key=lambda one: len(one.others))
    heading = _HEADING.search(page)
    if heading is None:
        return form
    return replace(form, heading=Markup(heading[0]))


def _fill(form: str, values: Pairs) -> FilledForm | None:
    """Return a form with values; None if its hidden fields show that another form sent them."""
    filler = _Filler(values)
    filler.feed(form)
    filler.close()
    if not filler.is_sender:
        return None
    return FilledForm(Markup("".join(filler.parts)), filler.left)


class _Filler(HTMLParser):
    """Copies a form, filling in the fields by name and opening folded parts."""

    def __init__(self, values: Pairs) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self.left = list(values)  # what is in no field yet
        self.is_sender = True
        self._chosen: list[str] = []  # of the select that is being read
        self._is_in_select = False
        self._is_skipping = False

    def _given(self, name: str) -> list[str]:
        return [value for key, value in self.left if key == name]

    def _take(self, name: str, values: Sequence[str]) -> None:
        """Note that values are in a field."""
        for value in values:
            self.left.remove((name, value))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        typed = self._given(name) if name else []
        match tag:
            case "input" if given.get("type") == "checkbox":
                typed = [value for value in typed if value == (given.get("value") or "on")]
                given = _mark(given, "checked", bool(typed))
            case "input" if given.get("type") == "hidden":
                self.is_sender = self.is_sender and [given.get("value")] == typed
            case "input" if name:
                typed = typed[:1]
                given["value"] = "".join(typed)
            case "select":
                typed = typed if "multiple" in given else typed[:1]
                self._chosen, self._is_in_select = list(typed), bool(typed)
            case "option" if self._is_in_select:  # else the page's own choice stays
                given = _mark(given, "selected", (given.get("value") or "") in self._chosen)
                self._chosen = [value for value in self._chosen if value != given.get("value")]
            case "textarea":
                typed = typed[:1]
            case "details":
                given = _mark(given, "open", True)
            case _:
                pass
        self._take(name, typed)
        self.parts.append(_write_tag(tag, given))
        if tag == "textarea":
            self.parts.append(str(Markup.escape("".join(typed))))
            self._is_skipping = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._is_skipping = False
        if tag == "select":
            # What the list does not offer stays chosen, so that it can be seen and changed.
            option = Markup('<option value="{0}" selected>{0}</option>')
            self.parts += [str(option.format(value)) for value in self._chosen]
            self._chosen, self._is_in_select = [], False
        self.parts.append(f"</{tag}>")

    def _copy(self, text: str) -> None:
        if not self._is_skipping:
            self.parts.append(text)

    def handle_data(self, data: str) -> None:
        self._copy(data)

    def handle_entityref(self, name: str) -> None:
        self._copy(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._copy(f"&#{name};")


def _mark(given: dict[str, str | None], name: str, is_marked: bool) -> dict[str, str | None]:
    """Return the attributes with or without a valueless one."""
    rest = {key: value for key, value in given.items() if key != name}
    return {**rest, name: None} if is_marked else rest


def _write_tag(tag: str, given: dict[str, str | None]) -> str:
    words = [key if value is None else f'{key}="{Markup.escape(value)}"' for key, value in given.items()]
    return f"<{' '.join([tag, *words])}>"
