"""Names of series: terms as typed, with concepts, categories and groups in the page's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flows.annotation.lexicon import Lexicon
from flows.records import Locale
from flows.text import has_han
from flows.trends import Row
from flows.web.messages import Names, messages_in

_BETWEEN = " · "  # between a term and its group
_WITH_CONCEPT: Mapping[Locale, str] = {"en": "{typed} ({name})", "zh": "{typed}（{name}）"}
_NO_GROUP, _OTHER = "(none)", "other"
_CATEGORIES = ("strategy", "instrument")
_NAMED_GROUPS = ("language", "strategy")
_NAMED_STATES = ("province", "level", "kind")
_ENTITY = "entity"


@dataclass(frozen=True, slots=True)
class SeriesNames:
    """The names of a page's series; `group` is the grouping, or ""."""

    lexicon: Lexicon
    name_of: Names
    locale: Locale
    group: str = ""

    def of(self, names: Iterable[str]) -> Mapping[str, str]:
        """Return the shown name of each series; those that would become equal keep their own."""
        shown = {name: self._name(name) for name in dict.fromkeys(names)}
        times = Counter(shown.values())
        return {name: name if times[value] > 1 else value for name, value in shown.items()}

    def term(self, typed: str) -> str:
        """Return a term as typed, followed by its concept if that has another name on the page.

        Categories and ids of concepts are shown only by their names.
        """
        prefix, _, value = typed.partition(":")
        if prefix in _CATEGORIES and value:
            return self.name_of(value)
        if prefix == _ENTITY and value:
            return value
        concept = self.lexicon.look_up(typed)
        if concept is None:
            return typed
        name = {"en": concept.en, "zh": concept.zh}[self.locale]
        if typed == concept.id and name:
            return name
        if not name or has_han(typed) == (self.locale == "zh"):
            return typed
        return _WITH_CONCEPT[self.locale].format(typed=typed, name=name)

    def of_group(self, value: str) -> str:
        """Return the name of a group: publishers and corpora unchanged, others by their names."""
        if value == _NO_GROUP:
            return messages_in(self.locale)["not_stated"]
        if value == _OTHER and self.group == "strategy":
            return messages_in(self.locale)["other_label"]
        if self.group in _NAMED_GROUPS:
            return self.name_of(value)
        if self.group in _NAMED_STATES:
            return self.name_of(f"{self.group}:{value}")
        return value

    def _name(self, name: str) -> str:
        if not self.group:
            return self.term(name)
        term, _, value = name.rpartition(_BETWEEN)
        return f"{self.term(term)}{_BETWEEN}{self.of_group(value)}"


def name_rows(rows: Iterable[Row], names: Mapping[str, str]) -> list[Row]:
    """Return the rows with the shown names of their series; `asked` keeps the term counted."""
    return [{**row, "series": names[str(row["series"])], "asked": row["series"]} for row in rows]
