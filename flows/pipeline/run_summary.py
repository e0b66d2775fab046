"""Summarise a run: rejections by reason, new documents, and the table of counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from flows.errors import format_message
from flows.pipeline.reading import IngestCounts
from flows.store import DocumentOfRun, Store, count_rows, documents_of_run
from flows.store.documents import count_clusters, read_rejections
from flows.store.sightings import count_vanished
from flows.store.translations import PairFilter, count_pairs
from flows.text import escape_markdown

if TYPE_CHECKING:
    from flows.pipeline.annotate import AnnotateCounts

_LISTED = 100
_PLACES = 5
# Reasons that name a document or place. They are counted together, under a message without values.
_GENERAL = {
    "corpus.duplicate": "corpus.duplicates",
    "corpus.duplicate_gone": "corpus.duplicates_gone",
    "corpus.unknown_encoding": "corpus.unknown_encodings",
}


@dataclass(slots=True)
class RejectionGroup:
    """The rejections of a run with the same reason. `places` has the first of them."""

    code: str
    reason: str
    number: int = 0
    places: list[str] = field(default_factory=list)
    values: Mapping[str, object] = field(default_factory=dict)

    def message(self, locale: str = "en") -> str:
        """Return the reason in a locale, en or zh; reasons in older stores have only English text."""
        if locale == "en" or not self.code:
            return self.reason
        if general := _GENERAL.get(self.code):
            return format_message(general, {}, locale)
        return format_message(self.code, self.values, locale)


@dataclass(frozen=True, slots=True)
class RunSummary:
    """The store after a run, the reasons for rejections (most frequent first), and the new documents.

    `stored` has counts by name, as returned by `count_rows`, with `clusters` of near-duplicates and their
    documents (`alike`), `pairs` of documents in two languages that are in use, and documents that have
    `vanished` from their source.
    """

    stored: dict[str, int]
    rejected: Sequence[RejectionGroup]
    changes: Sequence[DocumentOfRun]


class CountRow(NamedTuple):
    """A row of the table of counts: what is counted, the count of this run, and that of the store."""

    name: str
    this_run: str
    stored: str


def summarise(store: Store, run_id: str) -> RunSummary:
    """Return the summary of a run."""
    clusters, alike = count_clusters(store)
    changes = documents_of_run(store, run_id, limit=_LISTED)
    pairs = count_pairs(store, PairFilter(("used", "confirmed")))
    vanished = sum(row.documents for row in count_vanished(store))
    stored = {**count_rows(store), "clusters": clusters, "alike": alike, "pairs": pairs, "vanished": vanished}
    return RunSummary(stored, group_rejections(store, run_id), changes)


def group_rejections(store: Store, run_id: str) -> list[RejectionGroup]:
    """Return the rejections of a run by code and message, most frequent first, else by message.

    The places of a group are in the order of corpora and keys, whenever each was read.
    """
    groups: dict[tuple[str, str], RejectionGroup] = {}
    for row in sorted(read_rejections(store, run_id=run_id), key=lambda row: (row.corpus, row.place)):
        code, reason = row.code, row.reason
        if general := _GENERAL.get(code):
            reason = format_message(general, {})
        group = groups.setdefault((code, reason), RejectionGroup(code, reason, values=row.values))
        group.number += 1
        if len(group.places) < _PLACES:
            group.places.append(row.place)
    return sorted(groups.values(), key=lambda group: (-group.number, group.reason))


def as_markdown(
    ingested: IngestCounts, annotated: AnnotateCounts, written: Iterable[object], summary: RunSummary
) -> str:
    """Return the counts, rejections, new documents and files of a run as Markdown."""
    lines = ["| | this run | stored |", "|---|---:|---:|"]
    lines += [f"| {' | '.join(row)} |" for row in tabulate(ingested, annotated, summary)]
    lines += [
        "",
        *(f"- not read: {escape_markdown(reason.message())}" for reason in ingested.failed),
        *(f"- expectation not met: {escape_markdown(reason.message())}" for reason in ingested.unmet),
    ]
    if summary.rejected:
        lines += ["", "Rejected in this run:", "", *map(_rejection_line, summary.rejected)]
    for heading, is_version in (("New:", False), ("New versions:", True)):
        if chosen := [entry for entry in summary.changes if entry.is_version is is_version]:
            lines += ["", heading, "", *map(_document_line, chosen)]
    lines += ["", "Written:", "", *(f"- `{path}`" for path in written)]
    return "\n".join(lines)


def _rejection_line(group: RejectionGroup) -> str:
    line = f"- {group.number} × {escape_markdown(group.reason)}"
    if group.places:
        line += ": " + ", ".join(map(escape_markdown, group.places))
    if group.number > len(group.places):
        line += " …"
    return line


def _document_line(entry: DocumentOfRun) -> str:
    return f"- {entry.date or 'n.d.'} {escape_markdown(entry.title)} ({entry.corpus}, {entry.id})"


def tabulate(ingested: IngestCounts, annotated: AnnotateCounts, summary: RunSummary) -> Iterator[CountRow]:
    """Yield the rows of the table of counts; rarer ones only if they are not zero."""
    stored = summary.stored
    yield CountRow("files", f"{ingested.files:,}", "")
    yield CountRow("unchanged", f"{ingested.unchanged:,}", "")
    if ingested.reread:
        yield CountRow("read again", f"{ingested.reread:,}", "")
    if ingested.not_asked:
        yield CountRow("not asked", f"{ingested.not_asked:,}", "")
    yield CountRow("new versions", f"{ingested.superseded:,}", "")
    yield CountRow("documents in them", f"{ingested.documents:,}", f"{stored['documents']:,}")
    yield CountRow("near-duplicates", "", f"{stored['alike']:,}")
    if stored["alike"]:
        yield CountRow("clusters of them", "", f"{stored['clusters']:,}")
    if stored["pairs"]:
        yield CountRow("pairs of translations", "", f"{stored['pairs']:,}")
    yield from _tabulate_vanished(ingested, stored["vanished"])
    yield CountRow("passages", f"{ingested.passages:,}", f"{stored['passages']:,}")
    yield CountRow("annotated", f"{annotated.passages:,}", f"{stored['annotated']:,}")
    yield CountRow("mentions", f"{annotated.mentions:,}", f"{stored['mentions']:,}")
    yield CountRow("with a strategy", f"{annotated.labelled:,}", f"{stored['labelled']:,}")
    if annotated.faults:
        yield CountRow("terms alone, after an error", f"{len(annotated.faults):,}", "")
    yield CountRow("rejected", f"{ingested.rejected:,}", f"{stored['rejections']:,}")


def _tabulate_vanished(ingested: IngestCounts, stored: int) -> Iterator[CountRow]:
    if ingested.asked_again:
        yield CountRow("asked again", f"{ingested.asked_again:,}", "")
    if ingested.vanished or stored:
        yield CountRow("vanished from the source", f"{ingested.vanished:,}", f"{stored:,}")
    if ingested.back:
        yield CountRow("back at the source", f"{ingested.back:,}", "")
