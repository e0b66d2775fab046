"""What was missed and what was wrong, one line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.accuracy.answers import Answer, Answers, CitationAnswer, FigureAnswer, MentionAnswer, is_same
from tests.accuracy.measure import AccuracySet
from tests.accuracy.scores import count

KINDS = ("mentions", "figures", "events", "citations", "labels")


def show_errors(chosen: AccuracySet, found: Answers, kind: str) -> Iterator[str]:
    """Yield one line per required answer that was not found, and per wrong one."""
    for document in chosen.documents:
        for place, text in zip(document.places(), document.passages, strict=True):
            if kind == "mentions" and place not in chosen.gold.marked:
                continue
            gold, given = (getattr(side, kind).get(place, ()) for side in (chosen.gold, found))
            for word, answer in _errors(gold, given):
                yield f"{word:6} {place.document}:{place.passage}  {describe(answer, text)}"


def _errors(gold: Sequence[Answer], given: Sequence[Answer]) -> Iterator[tuple[str, Answer]]:
    for answer in gold:
        if not answer.optional and not any(is_same(answer, other) for other in given):
            yield "missed", answer
    for answer in given:
        right, counted, *_ = count(gold, [answer])
        if counted and not right:
            yield "wrong", answer


def describe(answer: Answer, text: str) -> str:
    """Return an answer in words."""
    if isinstance(answer, MentionAnswer):
        return f"{answer.type} {text[answer.start : answer.end]}"
    if isinstance(answer, FigureAnswer):
        fields = (answer.kinds, answer.years, answer.indicators)
        return f"{text[answer.start : answer.end]} {' '.join('/'.join(field) for field in fields)}"
    if isinstance(answer, CitationAnswer):
        return f"{'/'.join(answer.relations)} {text[answer.start : answer.end]}"
    return " ".join(str(getattr(answer, name)) for name in answer.__slots__)
