"""Tables of scores, 80 columns wide at most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tests.accuracy.record import Recorded, Verdict
from tests.accuracy.scores import Score

_HEAD = "kind                      lang     n  precis recall    F1 recorded margin"
_WORDS = {"same": "", "rose": "rose", "fell": "FELL", "new": "new", "gone": "GONE"}


def format_verdicts(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield the lines of the table, and one line that sums it up."""
    yield _HEAD
    for verdict in verdicts:
        score, before = verdict.score, verdict.recorded
        measured = _format_score(score) if score else " " * 29
        recorded = f"{before.figure:8.3f} {before.margin:6.3f}" if before else " " * 15
        yield f"{verdict.name.kind:25} {verdict.name.language:5}{measured} {recorded} {_WORDS[verdict.word]}".rstrip()
    bad = [verdict for verdict in verdicts if verdict.is_bad]
    yield ""
    if bad:
        yield f"{len(bad)} of {len(verdicts)} figures fell by more than their margin, or are gone"
    else:
        yield f"{len(verdicts)} figures, none below what was recorded by more than its margin"


def format_recorded(rows: Iterable[Recorded], *, with_margin: bool = True) -> Iterator[str]:
    """Yield the lines of a table of recorded figures."""
    yield _HEAD.partition(" recorded")[0] + with_margin * "  margin"
    for row in rows:
        f1 = row.figure if row.recall is not None else None
        measured = _format_numbers(row.n, row.precision, row.recall, f1)
        margin = with_margin * f" {row.margin:7.3f}"
        yield f"{row.kind:25} {row.language:5}{measured}{margin}".rstrip()


def _format_score(score: Score) -> str:
    return _format_numbers(score.n, score.precision, score.recall, score.f1)


def _format_numbers(n: int, precision: float, recall: float | None, f1: float | None) -> str:
    shown = (f"{value:6.3f}" if value is not None else "      " for value in (recall, f1))
    return f"{n:6} {precision:7.3f} {' '.join(shown)}"


def format_agreement(scores: Iterable[Score], kappas: Mapping[str, float]) -> Iterator[str]:
    """Yield the lines of the table of the two readers' agreement."""
    yield _HEAD.partition(" recorded")[0]
    for score in scores:
        yield f"{score.kind:25} {score.language:5}{_format_score(score)}".rstrip()
    yield ""
    for name, value in kappas.items():
        yield f"Cohen's kappa of {name}, both languages: {value:.3f}"
