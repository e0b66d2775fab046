"""Errors shown to users, kept as data: a code, its values, and one message per locale.

A code is `room.name`. Its messages are in the room's `errors.toml`, one table per name with a text per
locale:

    [no_corpus]
    en = "--corpus {name}: no such corpus in this store. Known corpora: {known}."
    zh = "--corpus {name}：库中没有这个语料库；现有：{known}。"
    page_en = "No corpus {name!r} in this store. Known corpora: {known}."
    page_zh = "库中没有语料库“{name}”；现有：{known}。"

Texts with `page_` are for the web page, which has no options; without them the page shows the other text. A
message fills its fields by `str.format`; a list or tuple is joined by commas, or by 、 in Chinese. A field
may contain another message, or a list of them, each in the form `{"code": ..., "values": ...}` (see
`ZhengceError.as_value`); it is shown in the same locale. The messages of the modules at the top of the
package (settings, the flows) are in `flows/errors.toml` and their codes start with `flows.`. A room with
messages other than errors has them in its `notices.toml`, in the same form.

English needs a singular and a plural form. The format of a whole number may have both, with # for the number
itself:

    en = "{documents:# document|# documents} stored; {rejected:# was|# were} rejected"
"""

from __future__ import annotations

import errno
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

_PACKAGE = Path(__file__).resolve().parent
_LONGEST_VALUE = 80  # characters of an unknown value that are shown
_LONGEST_PROBLEM = 500  # characters of an error that are kept
_ESCAPED_SPACE = re.compile(r"(?<!\\)\\u3000")
_SEPARATORS = {"en": ", ", "zh": "、"}
# Between messages of which one has a comma itself.
_BETWEEN_CLAUSES = {"en": "; ", "zh": "；"}
_COMMA = re.compile(r", |[，、；]")


@cache
def read_catalogue(room: str) -> Mapping[str, Mapping[str, str]]:
    """Return the messages of a room, errors and notices: for each name, the text per locale.

    Raises OSError if the room has no catalogue.
    """
    folder = _PACKAGE if room == "flows" else _PACKAGE / room
    catalogue: dict[str, dict[str, str]] = tomllib.loads((folder / "errors.toml").read_text(encoding="utf-8"))
    notices = folder / "notices.toml"
    if notices.is_file():
        catalogue |= tomllib.loads(notices.read_text(encoding="utf-8"))
    return catalogue


# The locale of the terminal, set by main and read by what prints there. Data and logs stay English.
_terminal: list[Literal["en", "zh"]] = ["en"]


def choose_terminal_locale(locale: str) -> None:
    """Set the locale, en or zh, in which the command line prints messages, tables and help."""
    _terminal[0] = "zh" if locale == "zh" else "en"


def terminal_locale() -> Literal["en", "zh"]:
    """Return the locale in which the command line prints."""
    return _terminal[0]


def format_message(
    code: str, values: Mapping[str, object], locale: str = "en", *, for_page: bool = False
) -> str:
    """Return the message of a code with its values filled in, in English for an unknown locale.

    Raises KeyError for a code missing from the catalogues, or a value that the message needs and `values`
    lacks.
    """
    room, _, name = code.partition(".")
    texts = read_catalogue(room)[name]
    filled = {key: _show(value, locale) for key, value in values.items()}
    text = texts.get(locale, texts["en"])
    if for_page:
        text = texts.get(f"page_{locale}", text)
    return fill_text(text, filled).rstrip()


def fill_text(text: str, values: Mapping[str, object]) -> str:
    """Return a text with its fields filled in; a number's field may have a singular and a plural form."""
    return text.format(**{name: _counted(value) for name, value in values.items()})


def local_message(code: str, /, **values: object) -> str:
    """Return the message of a code in the terminal's locale."""
    return format_message(code, values, terminal_locale())


class _Count(int):
    """A whole number whose format may have two forms: `{n:# document|# documents}`."""

    def __format__(self, form: str) -> str:
        one, is_choice, many = form.partition("|")
        if not is_choice:
            return super().__format__(form)
        return {1: one}.get(self, many).replace("#", f"{int(self):,}")


class _ShownCount(str):
    """A number already written out, in the same two forms."""

    def __format__(self, form: str) -> str:
        one, is_choice, many = form.partition("|")
        if not is_choice:
            return super().__format__(form)
        return {"1": one}.get(self, many).replace("#", str(self))

    def __repr__(self) -> str:
        """Return the text in quotation marks, with the wide space of Chinese text unchanged."""
        return _ESCAPED_SPACE.sub("\u3000", super().__repr__())


def _counted(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return _Count(value)
    return _ShownCount(value) if isinstance(value, str) else value


def _show(value: object, locale: str) -> object:
    if isinstance(value, Mapping):
        return format_message(value["code"], value["values"], locale)
    if isinstance(value, list | tuple):
        texts = [str(_show(one, locale)) for one in value]
        has_clauses = any(isinstance(one, Mapping) for one in value) and any(map(_COMMA.search, texts))
        separators = _BETWEEN_CLAUSES if has_clauses else _SEPARATORS
        return separators.get(locale, separators["en"]).join(texts)
    return value


_REASONS = {
    errno.ENOENT: "no_such_file",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EROFS: "read_only",
    errno.EISDIR: "is_folder",
    errno.ENOTDIR: "not_folder",
    errno.ENOSPC: "disk_full",
    errno.EADDRINUSE: "address_in_use",
    errno.ENAMETOOLONG: "name_too_long",
}


def reason_of(error: OSError | UnicodeDecodeError) -> object:
    """Return why a file or address can't be used, as a value of a message, or in the system's words."""
    if isinstance(error, UnicodeDecodeError):
        return {"code": "flows.not_utf8", "values": {}}
    if name := _REASONS.get(error.errno or 0):
        return {"code": f"flows.{name}", "values": {}}
    return error.strerror or str(error)


class ZhengceError(Exception):
    """Base of all errors that the command line prints as one line, ending with exit code 1.

    `code` names the message, `values` fill it. `str(error)` is the English message, `message("zh")` the
    Chinese one.
    """

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def message(self, locale: str = "en", *, for_page: bool = False) -> str:
        """Return the message in a locale, `en` or `zh`, as the terminal or the web page shows it."""
        if " " in self.code or "." not in self.code:
            return self.code
        return format_message(self.code, self.values, locale, for_page=for_page)

    def as_value(self) -> dict[str, object]:
        """Return the error in the form that other messages take as a value."""
        return {"code": self.code, "values": self.values}

    def __str__(self) -> str:
        return self.message()

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, (type(self), self.code, self.values)


def describe_error(error: BaseException) -> dict[str, object]:
    """Return an error as a value of a message, in plain JSON values; one line in either locale.

    Errors of other libraries have the name of their class, and their own words.
    """
    if isinstance(error, ZhengceError) and error.message() != error.code:
        plain: dict[str, object] = json.loads(json.dumps(error.as_value(), default=str))
        return plain
    words = " ".join(str(error).split())[:_LONGEST_PROBLEM]
    problem = words if isinstance(error, ZhengceError) else f"{type(error).__name__}: {words}"
    return {"code": "flows.broke_off", "values": {"problem": problem.removesuffix(": ")}}


def _restore(kind: type[ZhengceError], code: str, values: Mapping[str, object]) -> ZhengceError:
    return kind(code, **values)


class ConfigurationError(ZhengceError):
    """A manifest, lexicon, taxonomy or setting is wrong; names file, line, value and the allowed choices."""


class UsageError(ZhengceError):
    """The command was called in a way that can't work; exit code 2."""


def unknown_value(name: str, value: object, known: Iterable[str], *, column: int = 0) -> UsageError:
    """Return the error for a value of `name` that is not one of the known ones; all doors word it alike.

    With a `column`, it is the place of the value in a query.
    """
    text = str(value)
    shown = text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"
    choices = [*known]
    code = "flows.unknown_value" if choices else "flows.no_such_value"
    return UsageError(f"{code}_at" if column else code, name=name, value=shown, column=column, known=choices)


def explain_choice(problem: Mapping[str, Any]) -> str:
    """Return what is wrong with a value as pydantic says, in English; "" unless it has known values."""
    if problem["type"] not in ("literal_error", "enum"):
        return ""
    found = re.findall(r"'([^']*)'|(\d+)", str(problem["ctx"]["expected"]))
    known = ["".join(one) for one in found]
    names = [str(part) for part in problem["loc"] if part not in ("query", "path", "body")]
    if names[1:] and names[-1].isdecimal():  # a list has its values at their places
        names.pop()
    error = unknown_value(".".join(names), problem["input"], filter(None, known))
    return error.message("en", for_page=True)


class QueryError(UsageError):
    """A search query can't be understood.

    Its message names the column, counted from 1, and what was expected there.
    """


class StoreError(ZhengceError):
    """The store can't be opened, is of a newer version, or is locked by another run."""
