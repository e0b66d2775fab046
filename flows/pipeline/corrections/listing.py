"""List every correction by people (tags, figures, labels, document fields, pairs), and undo one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.pipeline.keeping import correct_document
from flows.records import digest
from flows.store import Store, read_corrections, remove_answer
from flows.store.corrected import (
    FigureRow,
    MentionRow,
    PlacedCorrection,
    list_fact_corrections,
    original_labels,
    remove_correction,
)
from flows.store.documents import list_field_corrections
from flows.store.passages import fetch_passages
from flows.store.translations import DecidedPair, forget_decision, list_decisions
from flows.text import in_one_line, lazy_pattern

CorrectionKind = Literal["mention", "figure", "label", "title", "date", "publisher", "pair"]
CORRECTION_KINDS: tuple[CorrectionKind, ...] = (
    "mention",
    "figure",
    "label",
    "title",
    "date",
    "publisher",
    "pair",
)
_FIELDS: Mapping[str, CorrectionKind] = {"title": "title", "published": "date", "publisher": "publisher"}
_AROUND = 30  # code points of context on each side
_PART_OF_WORD = lazy_pattern(r"(?<= )[!-~]{1,30}$")


class ListedCorrection(NamedTuple):
    """A correction as listed; see `describe_corrections` for the fields."""

    id: str
    kind: CorrectionKind
    text: str
    was: str
    becomes: str
    reason: str
    made: str
    title: str
    date: str
    document_id: str
    passage_id: str
    context: str


CORRECTION_COLUMNS = list(ListedCorrection._fields)


@cache
def describe_corrections() -> Mapping[str, str]:
    """Return the meaning of each field of a correction."""
    text = Path(__file__).with_name("columns.toml").read_text(encoding="utf-8")
    columns: dict[str, str] = tomllib.loads(text)
    return columns


def list_corrections(store: Store, kinds: tuple[str, ...] = ()) -> list[ListedCorrection]:
    """Return people's corrections, of all kinds or some, newest first.

    Raises UsageError for an unknown kind.
    """
    if unknown := set(kinds) - set(CORRECTION_KINDS):
        raise UsageError("pipeline.no_correction_kind", kind=min(unknown), known=CORRECTION_KINDS)
    found = [*_list_facts(store), *_list_labels(store), *_list_fields(store), *_list_pairs(store)]
    chosen = [one for one in found if not kinds or one.kind in kinds]
    return sorted(chosen, key=lambda one: (one.made, one.id), reverse=True)


def _list_facts(store: Store) -> Iterator[ListedCorrection]:
    for placed in list_fact_corrections(store):
        one = placed.correction
        yield ListedCorrection(
            f"{one.subject[0]}{one.id}",
            one.subject,
            one.surface,
            describe_fact(one.was),
            describe_fact(one.becomes),
            one.reason,
            one.made,
            placed.title,
            placed.date,
            placed.document_id,
            placed.passage_id,
            _cut(placed),
        )


def _cut(placed: PlacedCorrection) -> str:
    start, end = placed.correction.start, placed.correction.end
    left, right = max(0, start - _AROUND), end + _AROUND
    text = in_one_line(placed.text[left:right])
    lead = "…" if left > 0 else ""
    rest = "…" if right < len(placed.text) else ""
    return f"{lead}{text}{rest}"


def describe_fact(fact: MentionRow | FigureRow | None) -> str:
    """Return a mention as its type and concept, a figure as its statement; "" for None."""
    match fact:
        case MentionRow():
            return " ".join(filter(None, (fact.type, fact.concept)))
        case FigureRow():
            value = f"{fact.value:,.15g} {fact.unit}".strip()
            parts = (fact.kind, fact.indicator, fact.comparator, fact.bound, value, fact.deadline)
            return " ".join(filter(None, parts))
    return ""


def _list_labels(store: Store) -> Iterator[ListedCorrection]:
    answers = read_corrections(store)
    rows = [one.passage_id for one in answers if one.passage_id]
    passages = {passage.rowid: passage for passage in fetch_passages(store, rows)}
    originals = original_labels(store, rows)
    for one in answers:
        passage = passages.get(one.passage_id or 0)
        yield ListedCorrection(
            one.id,
            "label",
            begin_text(one.text),
            _describe_labels(originals.get(one.passage_id or 0)),
            _describe_labels([*one.labels, *one.instruments]),
            one.note,
            one.made,
            passage.title if passage else "",
            passage.date if passage else "",
            passage.document_id if passage else "",
            passage.passage_id if passage else "",
            one.reader,
        )


def begin_text(text: str, limit: int = 2 * _AROUND) -> str:
    """Return at most `limit` code points of a text in one line, ending in … if cut, with whole English words.

    The … is not counted.
    """
    line = in_one_line(text)
    if len(line) <= limit:
        return line
    return f"{_PART_OF_WORD.sub('', line[: limit + 1])[:limit].rstrip()}…"


def _describe_labels(labels: Sequence[str] | None) -> str:
    """Return labels in one line: `other` if there are none, "" if unknown."""
    if labels is None:
        return ""
    return " ".join(labels) or "other"


def _list_fields(store: Store) -> Iterator[ListedCorrection]:
    for one in list_field_corrections(store):
        yield ListedCorrection(
            _field_id(one.document_id, one.field),
            _FIELDS[one.field],
            one.original,
            one.original,
            one.value,
            one.reason,
            one.made,
            one.document_title,
            one.document_date,
            one.document_id,
            "",
            "",
        )


def _field_id(document_id: str, field: str) -> str:
    return f"d{digest(document_id, field)[:8]}"


def _list_pairs(store: Store) -> Iterator[ListedCorrection]:
    for one in list_decisions(store):
        yield ListedCorrection(
            _pair_id(one),
            "pair",
            one.title,
            one.known_by,
            one.decision,
            "",
            one.made,
            one.title,
            "",
            one.zh_document_id,
            "",
            "",
        )


def _pair_id(pair: DecidedPair) -> str:
    return f"p{pair.id[:8]}"


def undo_correction(store: Store, name: str, lexicon: Lexicon) -> ListedCorrection:
    """Undo a correction, named by its id in the list; return it as listed.

    Raises UsageError if there is none with this id, StoreError if a run is reading the document's corpus.
    """
    found = next((one for one in list_corrections(store) if one.id == name), None)
    if found is None:
        raise UsageError("pipeline.no_such_correction", name=name)
    match found.kind:
        case "mention" | "figure":
            remove_correction(store, int(name[1:]))
        case "label":
            answers = (one for one in read_corrections(store) if one.id == name)
            remove_answer(store, next(answers))
        case "pair":
            forget_decision(store, next(one for one in list_decisions(store) if _pair_id(one) == name))
        case _:
            field = next(field for field, kind in _FIELDS.items() if kind == found.kind)
            correct_document(store, found.document_id, {field: ""}, lexicon)
    return found
