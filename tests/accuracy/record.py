"""The figures that were recorded, and whether measured ones have fallen below them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.accuracy.scores import Score
from tests.accuracy.texts import FOLDER

FIGURES = FOLDER / "figures.toml"
SECTIONS = ("figures", "agreement", "public")
_EXACT = ("counts of strings", "hits of strings", "quotations: invented")
_LEAST_MARGIN, _CASES = 0.02, 2


class Name(NamedTuple):
    """What identifies a figure."""

    kind: str
    language: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """A figure as it was recorded: a share, or an F1 with its precision and recall."""

    kind: str
    language: str
    n: int
    figure: float
    precision: float
    recall: float | None
    margin: float


class Verdict(NamedTuple):
    """A measured score beside what was recorded: same, rose, fell, new, or gone where it is not measured."""

    name: Name
    score: Score | None
    recorded: Recorded | None
    word: str

    @property
    def is_bad(self) -> bool:
        """Whether it fails the run."""
        return self.word in ("fell", "gone")


def find_margin(score: Score) -> float:
    """Return how far a figure may fall: two cases of its sample, and .02 at least.

    Counts and the verdicts on invented quotations may not fall at all.
    """
    if score.kind in _EXACT or not score.n:
        return 0.0
    return round(min(1.0, max(_LEAST_MARGIN, _CASES / score.n)), 3)


def compare(scores: Iterable[Score], recorded: Mapping[Name, Recorded]) -> list[Verdict]:
    """Return a verdict per figure measured, in order, then one per figure that is no longer measured."""
    verdicts, left = [], dict(recorded)
    for score in scores:
        name = Name(score.kind, score.language)
        before = left.pop(name, None)
        verdicts.append(Verdict(name, score, before, _judge(score, before)))
    return [*verdicts, *(Verdict(name, None, before, "gone") for name, before in left.items())]


def _judge(score: Score, before: Recorded | None) -> str:
    if before is None:
        return "new"
    change = round(score.figure, 3) - before.figure
    if change < -before.margin - 1e-9:
        return "fell"
    return "rose" if change > before.margin + 1e-9 else "same"


def read_figures(path: Path = FIGURES, section: str = "figures") -> dict[Name, Recorded]:
    """Return the recorded figures of a section; none where the file is not there."""
    if not path.exists():
        return {}
    rows = tomllib.loads(path.read_text(encoding="utf-8")).get(section, [])
    return {
        Name(row["kind"], row["language"]): Recorded(
            row["kind"],
            row["language"],
            row["n"],
            row["figure"],
            row["precision"],
            row.get("recall"),
            row["margin"],
        )
        for row in rows
    }


def read_dates(path: Path = FIGURES) -> dict[str, str]:
    """Return the day on which each section was recorded."""
    if not path.exists():
        return {}
    dates: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8")).get("recorded", {})
    return dates


def write_figures(scores: Mapping[str, Sequence[Score]], day: str, path: Path = FIGURES) -> None:
    """Record the scores of the sections given, with the day; other sections stay as they are."""
    kept = {section: list(read_figures(path, section).values()) for section in SECTIONS}
    dates = read_dates(path)
    for section, measured in scores.items():
        kept[section] = [_record(score) for score in measured]
        dates[section] = day
    lines = [
        "# Written by `python -m tests.accuracy --write`; docs/accuracy.md explains each kind.",
        "[recorded]",
    ]
    lines += [f'{section} = "{dates[section]}"' for section in SECTIONS if section in dates]
    for section in SECTIONS:
        for row in kept[section]:
            lines += ["", f"[[{section}]]", *_lines_of(row)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _record(score: Score) -> Recorded:
    recall = None if score.recall is None else round(score.recall, 3)
    return Recorded(
        score.kind,
        score.language,
        score.n,
        round(score.figure, 3),
        round(score.precision, 3),
        recall,
        find_margin(score),
    )


def _lines_of(row: Recorded) -> list[str]:
    lines = [f'kind = "{row.kind}"', f'language = "{row.language}"', f"n = {row.n}"]
    lines += [f"figure = {row.figure}", f"precision = {row.precision}"]
    if row.recall is not None:
        lines.append(f"recall = {row.recall}")
    return [*lines, f"margin = {row.margin}"]
