"""Recorded figures: what counts as a fall, and the exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.accuracy import __main__ as command
from tests.accuracy.answers import Answers
from tests.accuracy.measure import AccuracySet
from tests.accuracy.record import (
    Name,
    Recorded,
    compare,
    find_margin,
    read_dates,
    read_figures,
    write_figures,
)
from tests.accuracy.scores import Score
from tests.accuracy.table import format_recorded, format_verdicts


def share(right: int, of: int, kind: str = "figures: value") -> Score:
    return Score(kind, "zh", right, of)


def recorded(figure: float, margin: float = 0.02) -> dict[Name, Recorded]:
    row = Recorded("figures: value", "zh", 100, figure, figure, None, margin)
    return {Name(row.kind, row.language): row}


@pytest.mark.parametrize(
    ("right", "word"), [(90, "same"), (88, "same"), (87, "fell"), (92, "same"), (93, "rose")]
)
def test_a_fall_is_more_than_the_margin(right: int, word: str) -> None:
    [verdict] = compare([share(right, 100)], recorded(0.9))
    assert verdict.word == word
    assert verdict.is_bad is (word == "fell")


def test_new_and_gone_figures() -> None:
    verdicts = compare([share(1, 2, "events")], recorded(0.9))
    assert [(verdict.name.kind, verdict.word, verdict.is_bad) for verdict in verdicts] == [
        ("events", "new", False),
        ("figures: value", "gone", True),
    ]


@pytest.mark.parametrize(
    ("score", "margin"),
    [
        (share(900, 1000), 0.02),
        (share(90, 100), 0.02),
        (share(8, 10), 0.2),  # two cases
        (share(1000, 1000, "counts of strings"), 0.0),
        (share(0, 0), 0.0),
    ],
)
def test_margins(score: Score, margin: float) -> None:
    assert find_margin(score) == margin


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "figures.toml"
    events = Score("events", "zh", 6, 8, 5, 10)
    write_figures({"figures": [share(90, 100), events]}, "2030-01-02", path)
    write_figures({"public": [share(1, 2, "names")]}, "2030-02-03", path)
    assert read_dates(path) == {"figures": "2030-01-02", "public": "2030-02-03"}
    assert list(read_figures(path).values()) == [
        Recorded("figures: value", "zh", 100, 0.9, 0.9, None, 0.02),
        Recorded("events", "zh", 10, 0.6, 0.75, 0.5, 0.2),
    ]
    assert list(read_figures(path, "public")) == [Name("names", "zh")]
    assert all(verdict.word == "same" for verdict in compare([share(90, 100), events], read_figures(path)))


def test_tables_fit_a_terminal() -> None:
    scores = [Score("figures: sure, all fields", "zh-en", 100_000, 100_000, 1, 123_456), share(1, 2)]
    verdicts = compare(scores, recorded(0.9))
    assert max(map(len, format_verdicts(verdicts))) <= 80
    assert max(map(len, format_recorded(recorded(0.9).values()))) <= 80


@pytest.mark.parametrize(("right", "code", "said"), [(90, 0, "none below"), (80, 1, "1 of 1 figures fell")])
def test_the_exit_code_says_that_a_figure_fell(
    right: int, code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nothing = AccuracySet([], Answers(), Answers(), Answers())
    monkeypatch.setattr(command, "read_set", lambda: nothing)
    monkeypatch.setattr(command, "measure", lambda chosen: ([share(right, 100)], chosen.gold))
    monkeypatch.setattr(command, "read_figures", lambda: recorded(0.9))
    assert command.main([]) == code
    assert said in capsys.readouterr().out
