"""Correct a mention or figure of a stored passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from flows.annotation.lexicon import Lexicon
from flows.annotation.names import link_mention
from flows.errors import UsageError, unknown_value
from flows.records import MENTION_TYPES, Mention
from flows.references import KINDS
from flows.search import read_date
from flows.store import Store
from flows.store.corrected import FactCorrection, FigureRow, MentionRow, add_correction
from flows.store.documents import find_one, read_document
from flows.store.passages import AnnotatedPassage, StoredFigure, StoredMention, find_passages

_SOURCE = "corrected"
_SHOWN = 12
_LONGEST_REASON = 1000


@dataclass(frozen=True, slots=True)
class MentionChange:
    """A person's correction of a mention in a passage.

    `text` is the mention as it occurs there. `start`, in code points of the passage, selects an occurrence,
    None for the first. It becomes a mention of the `concept` (id or name), else of the `type`; with neither,
    the mention is removed. `was` is the type or concept of the mention meant, if several have this span.
    """

    passage_id: str
    text: str
    type: str = ""
    concept: str = ""
    start: int | None = None
    was: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A person's correction of a figure in a passage: new values of some fields, or its removal.

    `text` is the value as it occurs there, `start` selects an occurrence. None leaves a field unchanged.
    """

    passage_id: str
    text: str
    start: int | None = None
    is_none: bool = False
    value: float | None = None
    unit: str | None = None
    kind: str | None = None
    indicator: str | None = None
    deadline: str | None = None
    reason: str = ""


def find_passage(store: Store, passage_id: str) -> AnnotatedPassage:
    """Return a passage of a current document by its id. Raises UsageError if there is none."""
    name, _, position = passage_id.rpartition("-")
    document = read_document(store, find_one(store, name) or "") if position.isdecimal() else None
    public = f"{document.id}-{position}" if document else ""
    found = find_passages(store, [public]).get(public) if public else None
    if document is None or found is None:
        raise UsageError("pipeline.no_such_passage", name=passage_id)
    if document.superseded_by:
        raise UsageError("pipeline.not_current", document=document.id, current=document.superseded_by)
    return found


def correct_mention(store: Store, lexicon: Lexicon, change: MentionChange) -> int:
    """Store and apply a correction of a mention; return its number.

    The number is 0 if the change undoes an earlier correction. If nothing is tagged at the text, a mention is
    added. Raises UsageError for an unknown passage, type or concept, for text that is not in the passage, and
    if there is nothing to correct.
    """
    passage = find_passage(store, change.passage_id)
    start, end = _find_span(passage, change.text, change.start)
    there = [one for one in passage.mentions if (one.start, one.end) == (start, end)]
    if change.was:
        there = [one for one in there if change.was in (one.type, one.concept)]
        if not there:
            raise UsageError("pipeline.no_such_mention", text=change.text, was=change.was)
    was = there[0] if there else None
    becomes = _read_mention(lexicon, change, (start, end, passage.text[start:end]))
    if was is None and becomes is None:
        raise UsageError("pipeline.nothing_tagged", text=change.text)
    if was and becomes and (was.type, was.concept) == (becomes.type, becomes.concept):
        raise UsageError("pipeline.nothing_changed", text=change.text)
    correction = FactCorrection(
        "mention",
        start,
        end,
        passage.text[start:end],
        _mention_row(was) if was else None,
        becomes,
        change.reason.strip()[:_LONGEST_REASON],
    )
    return add_correction(store, passage.id, correction)


def _find_span(passage: AnnotatedPassage, text: str, start: int | None) -> tuple[int, int]:
    """Return the span of a text in a passage. Raises UsageError if the text does not occur there."""
    place = passage.text.find(text) if start is None else start
    if not text.strip() or place < 0 or passage.text[place : place + len(text)] != text:
        raise UsageError("pipeline.not_in_passage", text=text, passage=passage.passage_id)
    return place, place + len(text)


def _read_mention(lexicon: Lexicon, change: MentionChange, span: tuple[int, int, str]) -> MentionRow | None:
    """Return the mention that a change asks for, or None. Raises UsageError for anything unknown."""
    concept = lexicon.look_up(change.concept) if change.concept else None
    if change.concept and concept is None:
        raise UsageError("pipeline.no_such_concept", name=change.concept)
    kind = concept.type if concept else change.type.strip().upper()
    if not kind:
        return None
    if kind not in MENTION_TYPES and concept is None:
        raise UsageError("pipeline.no_such_type", name=change.type, known=MENTION_TYPES)
    start, end, text = span
    made = link_mention(Mention(start, end, text, kind, concept.id if concept else "", _SOURCE))
    return MentionRow(start, end, text, kind, made.concept, made.entity or None, _SOURCE, 1.0, 0)


def _mention_row(one: StoredMention) -> MentionRow:
    return MentionRow(*astuple(one))._replace(nested=int(one.nested))


def correct_figure(store: Store, change: FigureChange) -> int:
    """Store and apply a correction of a figure; return its number.

    The number is 0 if the change undoes an earlier correction. Raises UsageError for an unknown passage, an
    invalid kind or date, if no figure is read at the text, and if nothing is changed.
    """
    passage = find_passage(store, change.passage_id)
    was = _find_figure(passage.targets, change)
    becomes = None if change.is_none else _change(was, change)
    if becomes == was:
        raise UsageError("pipeline.nothing_changed", text=change.text)
    reason = change.reason.strip()[:_LONGEST_REASON]
    correction = FactCorrection("figure", was.start, was.end, was.surface, was, becomes, reason)
    return add_correction(store, passage.id, correction)


def _find_figure(figures: Sequence[StoredFigure], change: FigureChange) -> FigureRow:
    for one in figures:
        if one.text == change.text and change.start in (None, one.start):
            return FigureRow(*astuple(one))
    known = [one.text for one in figures[:_SHOWN]] or ["none"]
    raise UsageError("pipeline.no_such_figure", text=change.text, known=known)


def _change(was: FigureRow, change: FigureChange) -> FigureRow:
    """Return a figure with the changed values. Raises UsageError for an invalid kind or date."""
    if change.kind is not None and change.kind not in KINDS:
        raise unknown_value("kind", change.kind, KINDS)
    given = {
        "value": change.value,
        "unit": change.unit,
        "kind": change.kind,
        "indicator": change.indicator,
        "deadline": (read_date(change.deadline, "--deadline") or "") if change.deadline is not None else None,
    }
    values = {name: value for name, value in given.items() if value is not None}
    changed = was._replace(**values)  # type: ignore[arg-type]
    if changed == was:
        return was
    return changed._replace(rule=_SOURCE, score=1.0)
