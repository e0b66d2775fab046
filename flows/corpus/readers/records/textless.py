"""Records without text: a table of figures as one document, or the reason for a refusal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.corpus.metadata import Record, is_empty, meaning_of
from flows.records import Reason

_NAMED_FIELDS = 12  # shown in the reason for a file without texts
_MAX_TABLE_ROWS = 2_000  # maximum for a CSV file that is read as one table
_LIKE_TEXT = 40  # average characters from which a field may be the text; names and titles have fewer


@dataclass(slots=True)
class Textless:
    """Records without text: their lines, the first of the records, and the total characters of each field."""

    lines: list[int] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    lengths: Counter[str] = field(default_factory=Counter)

    def add(self, number: int, record: Record) -> None:
        """Add the record of a line."""
        self.lines.append(number)
        if len(self.records) < _MAX_TABLE_ROWS:
            self.records.append(record)
        self.lengths.update({name: _text_length(name, value) for name, value in record.items()})

    def explain(self) -> Reason:
        """Return why a file has no documents, with the field that is most likely the text."""
        if not self.lengths:
            return Reason("corpus.empty_records")
        names = list(self.lengths)[:_NAMED_FIELDS]
        longest = max(self.lengths, key=lambda name: self.lengths[name])
        average = self.lengths[longest] / len(self.lines)
        if average < _LIKE_TEXT:
            return Reason("corpus.no_text_field", {"fields": names})
        return Reason("corpus.likely_text_field", {"fields": names, "longest": longest, "average": average})


def write_table(records: Sequence[Record]) -> str:
    """Return records as the lines of a table, `| cell | cell |`, with a head and a line of dashes."""
    names = list(records[0])
    rows = [names, ["---"] * len(names), *([record.get(name, "") for name in names] for record in records)]
    return "\n".join(f"| {' | '.join(_as_cell(value) for value in row)} |" for row in rows)


def _as_cell(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")


def _text_length(name: str, value: object) -> int:
    """Return the length of a field; 0 for an address or a field of another meaning, which is not the text."""
    if not isinstance(value, str) or is_empty(value) or value.startswith("http") or meaning_of(name):
        return 0
    return len(value)


def is_table(reason: Reason, textless: Textless) -> bool:
    """Return whether the records are rows of a table of figures, as statistical offices publish them.

    Rows with titles and document numbers or addresses are a list of documents.
    """
    if reason.code != "corpus.no_text_field" or len(textless.lines) > len(textless.records):
        return False
    first = textless.records[0]
    meanings = {meaning_of(name) for name in first}
    if "title" in meanings and meanings & {"document_number", "url"}:
        return False
    figures = {name for name, value in first.items() if any(char.isdecimal() for char in str(value))}
    heads = [name for name in first if name not in figures and str(first[name]).strip()]
    return bool(figures and heads) and len(first) > 1
