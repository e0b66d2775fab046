"""Propose a mapping of the fields of a table or list to ours, with examples of their values."""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from flows.corpus.metadata import guess_meaning, is_empty, meaning_of
from flows.corpus.readers.records.reading import iterate_records
from flows.corpus.readers.shared import Options, Place

_MAX_EXAMPLE = 60
_LIKE_TEXT = 200  # average number of characters from which a field may be the text


@dataclass(slots=True)
class FieldReport:
    """A field of the records: how many fill it, its first value, its characters, its possible meanings."""

    name: str
    filled: int = 0
    example: str = ""
    characters: int = 0
    meanings: set[str] = field(default_factory=set)

    def add(self, value: object) -> None:
        """Count the value of one record."""
        if is_empty(value):
            return
        self.filled += 1
        self.characters += len(value) if isinstance(value, str) else 0
        self.example = self.example or " ".join(str(value).split())[:_MAX_EXAMPLE]
        self.meanings.add(meaning_of(self.name) or guess_meaning(self.name, value))


@dataclass(frozen=True, slots=True)
class FieldMapping:
    """The fields of a file in order, and the proposed mapping, theirs to ours."""

    records: int
    reports: list[FieldReport]
    mapping: dict[str, str]

    def as_yaml(self) -> str:
        """Return the section `fields:` of a manifest, with counts and examples in comments."""
        lines = [f"# {self.records:,} records", "fields:" if self.mapping else "fields: {}"]
        for report in self.reports:
            if ours := self.mapping.get(report.name):
                entry = yaml.safe_dump({report.name: ours}, allow_unicode=True, width=10_000).strip()
                lines.append(f"  {entry}  # {self._describe(report)}")
        kept = [report for report in self.reports if report.name not in self.mapping]
        if kept:
            lines.append("# kept as metadata of the document:")
        lines += [f"#   {' '.join(report.name.split())}: {self._describe(report)}" for report in kept]
        return "\n".join(lines) + "\n"

    def _describe(self, report: FieldReport) -> str:
        example = f", such as {report.example}" if report.example else ""
        return f"filled in {report.filled:,} of {self.records:,}{example}"


def propose_fields(data: bytes, place: Place) -> FieldMapping:
    """Return the mapping of a CSV, JSONL or JSON file.

    If several fields have one meaning, the one filled most often is proposed. If no field has a known name
    for the text, the longest one is proposed if it is long enough.
    """
    reports: dict[str, FieldReport] = {}
    records = 0
    for record in iterate_records(data, place, Options()):
        records += 1
        for name, value in record.items():
            reports.setdefault(str(name), FieldReport(str(name))).add(value)
    best: dict[str, FieldReport] = {}
    for report in reports.values():
        ours = next(iter(report.meanings), "") if len(report.meanings) == 1 else ""
        if ours and (ours not in best or report.filled > best[ours].filled):
            best[ours] = report
    longest = max(reports.values(), key=lambda report: report.characters, default=None)
    is_unnamed = longest is not None and not longest.meanings - {""} and "text" not in best
    if longest and is_unnamed and longest.characters >= _LIKE_TEXT * max(longest.filled, 1):
        best["text"] = longest
    return FieldMapping(records, list(reports.values()), {report.name: ours for ours, report in best.items()})
