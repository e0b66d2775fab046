"""The words of a part of a store: its index, narrowed to the passages of the chosen versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from types import MappingProxyType
from typing import Any

import tantivy

from flows.store.database import IS_UNCOUNTED
from flows.store.fulltext import FullText, Query, ValueCounts, date_number, span_days
from flows.store.part.reading import StorePart

_ROWS = (
    "SELECT p.id FROM ({}) x CROSS JOIN passage p ON p.document_id = x.id "
    f"WHERE NOT {IS_UNCOUNTED} ORDER BY p.id"
)
_CHOSEN = "SELECT id FROM temp.chosen"


class PartText(FullText):
    """The index of a store, answering for a part of it."""

    def __init__(self, part: StorePart) -> None:
        super().__init__(part.whole)
        self._part = part

    @property
    def queried_store(self) -> StorePart:
        """The part."""
        return self._part

    def searched(self) -> Any:
        """Return a query for the passages of the chosen versions."""
        return self._chosen

    def restrict(self, parts: Sequence[Any]) -> tuple[list[Any], list[Any]]:
        """Return what passages must match to match all of `parts` and be in the chosen versions."""
        return [self.searched(), *parts], []

    def with_values(self, name: str, values: Sequence[str]) -> Any:
        """Return a query for passages whose field has one of `values`; statuses are those of the day."""
        if name != "status" or not self._part.day:
            return super().with_values(name, values)
        return self.among(self._rows(f"{_CHOSEN} WHERE status IN ({_list(values)})"))

    def has_value(self, name: str, value: str) -> bool:
        """Return whether a passage of the store, or of the part on its day, has a value of a field.

        A value in the store that the part lacks counts zero; it is not a mistake.
        """
        is_stored = self._searcher().doc_freq(name, value) > 0
        return is_stored or self.has_match(self.with_values(name, [value]))

    def has_words(self, forms: Sequence[str]) -> bool:
        """Return whether a passage of the store has one of the folded texts; the part may lack it."""
        return self.count(self.any_of([self.form(form) for form in forms])) > 0

    def count_values(
        self, query: Any, fields: Sequence[str], most: Mapping[str, int] = MappingProxyType({})
    ) -> ValueCounts:
        """Count the matches by the values of fields, as `FullText.count_values` does."""
        if "status" not in fields or not self._part.day:
            return super().count_values(query, fields, most)
        found = super().count_values(query, [name for name in fields if name != "status"], most)
        statuses = self._part.column("SELECT DISTINCT status FROM temp.chosen WHERE status != ''")
        counts = {
            one: self.count(self.all_of([query, self.with_values("status", [one])])) for one in statuses
        }
        known = dict(sorted(((one, number) for one, number in counts.items() if number), key=itemgetter(1)))
        return ValueCounts(
            {**found.values, "status": dict(reversed(known.items()))}, {**found.left_out, "status": 0}
        )

    @cached_property
    def _chosen(self) -> Any:
        if self._part.passages is not None:
            return self.among(self._rows(_CHOSEN))
        alike = self._documents_alike()
        left_out = self._count(f"SELECT id FROM ({alike}) EXCEPT {_CHOSEN}")
        added = self._count(f"{_CHOSEN} EXCEPT SELECT id FROM ({alike})")
        if self._count(_CHOSEN) <= left_out + added:
            return self.among(self._rows(_CHOSEN))
        excluded = self.among(self._rows(f"SELECT id FROM ({alike}) EXCEPT {_CHOSEN}"))
        included = self.among(self._rows(f"{_CHOSEN} EXCEPT SELECT id FROM ({alike})"))
        required = [(tantivy.Occur.Must, query) for query in [super().searched(), *self._hinted()]]
        matching = Query.boolean_query([*required, (tantivy.Occur.MustNot, excluded)])
        either = [(tantivy.Occur.Should, matching), (tantivy.Occur.Should, included)]
        return Query.const_score_query(Query.boolean_query(either), 0.0)

    def _hinted(self) -> list[Any]:
        hints = self._part.hints
        fields = [self.with_values(name, values) for name, values in hints.fields.items()]
        return [*fields, *([self.between(hints.dates)] if hints.dates else [])]

    def _documents_alike(self) -> str:
        """Return the query for the current documents that the hints select, as the index does."""
        hints, connection = self._part.hints, self._part.connection
        connection.create_function("date_number", 1, date_number, deterministic=True)
        conditions = ["superseded_by IS NULL"]
        if hints.dates:
            low, high, cut = span_days(hints.dates)
            conditions.append(f"date_number(date) BETWEEN {low} AND {high}")
            conditions.append(f"date_number(date) NOT IN ({', '.join(map(str, cut))})")
        for name, values in hints.fields.items():
            column = {"document_kind": "kind"}.get(name, name)
            known = f"SELECT document_id FROM main.document_state WHERE {column} IN ({_list(values)})"
            conditions.append(f"id IN ({known})")
        return f"SELECT id FROM main.document WHERE {' AND '.join(conditions)}"

    def _count(self, documents: str) -> int:
        return int(self._part.value(f"SELECT count(*) FROM ({documents})"))

    def _rows(self, documents: str) -> list[int]:
        return self._part.column(_ROWS.format(documents))


def _list(values: Sequence[str]) -> str:
    """Return texts as an SQL list."""
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)
