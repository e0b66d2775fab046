"""Corrections of the facts of one passage: dismissed, retyped and added facts, and those that replace them."""

from __future__ import annotations

import pytest

from flows.store.corrected import (
    FactCorrection,
    FigureRow,
    MentionRow,
    correct_figures,
    correct_mentions,
)


def tag(start: int, end: int, kind: str = "ORG", concept: str = "", nested: int = 0) -> MentionRow:
    return MentionRow(start, end, "x" * (end - start), kind, concept, concept or None, "lexicon", 1.0, nested)


def corrects(was: MentionRow | None, becomes: MentionRow | None) -> FactCorrection:
    row = was or becomes
    assert row
    return FactCorrection("mention", row.start, row.end, row.surface, was, becomes)


OUTER, INNER, DEEPER, AFTER = tag(0, 9), tag(0, 4, "GPE", "sample", 1), tag(0, 2, "TERM", "s", 1), tag(12, 14)


@pytest.mark.parametrize(
    ("corrections", "expected", "lost"),
    [
        ([], [OUTER, INNER, DEEPER, AFTER], []),
        # The largest nested mention replaces the removed one; mentions inside it stay nested.
        ([corrects(OUTER, None)], [INNER._replace(nested=0), DEEPER, AFTER], []),
        ([corrects(INNER, None)], [OUTER, DEEPER, AFTER], ["sample"]),
        (
            [corrects(AFTER, AFTER._replace(type="PERSON"))],
            [OUTER, INNER, DEEPER, AFTER._replace(type="PERSON")],
            [],
        ),
        (
            [corrects(None, tag(10, 11, "TERM", "new"))],
            [OUTER, INNER, DEEPER, tag(10, 11, "TERM", "new"), AFTER],
            [],
        ),
        (
            [corrects(None, tag(5, 7, "TERM", "new"))],
            [OUTER, INNER, DEEPER, tag(5, 7, "TERM", "new", 1), AFTER],
            [],
        ),
        # Facts that no longer exist are not corrected.
        ([corrects(AFTER._replace(type="PERSON"), None)], [OUTER, INNER, DEEPER, AFTER], []),
        ([corrects(tag(12, 15), None)], [OUTER, INNER, DEEPER, AFTER], []),
    ],
)
def test_mentions(corrections: list[FactCorrection], expected: list[MentionRow], lost: list[str]) -> None:
    found, gone = correct_mentions([OUTER, INNER, DEEPER, AFTER], corrections)
    assert found == sorted(expected)
    assert gone == lost


def figure(start: int = 0, value: float = 3.0, indicator: str = "赤字率", kind: str = "target") -> FigureRow:
    return FigureRow(
        start,
        start + 2,
        f"{value:.0f}%",
        "",
        indicator,
        value,
        None,
        "%",
        "=",
        "",
        "",
        kind,
        "",
        "",
        "r",
        0.9,
    )


@pytest.mark.parametrize(
    ("was", "becomes", "expected"),
    [
        (figure(), None, [figure(8)]),
        (figure(), figure(kind="actual"), [figure(kind="actual"), figure(8)]),
        (figure(value=4), None, [figure(), figure(8)]),  # the dismissed figure is not the one read now
        (figure(value=4), figure(value=5), [figure(value=5), figure(8)]),  # a right value is unchanged
        (figure(20), figure(20, 5), [figure(), figure(8)]),  # no figure is read there any more
        (None, figure(20, 5), [figure(), figure(8), figure(20, 5)]),
    ],
)
def test_figures(was: FigureRow | None, becomes: FigureRow | None, expected: list[FigureRow]) -> None:
    row = was or becomes
    assert row
    correction = FactCorrection("figure", row.start, row.end, row.surface, was, becomes)
    assert correct_figures([figure(), figure(8)], [correction]) == expected


def test_a_corrected_figure_has_the_sign_that_is_read_now_unless_it_was_corrected() -> None:
    read = figure()._replace(comparator="+", bound=">=")
    was, becomes = figure(indicator="产值"), figure(indicator="工业产值")  # stored before figures had bounds
    correction = FactCorrection("figure", was.start, was.end, was.surface, was, becomes)
    (found,) = correct_figures([read], [correction])
    assert (found.indicator, found.comparator, found.bound) == ("工业产值", "+", ">=")
    own = becomes._replace(comparator="<=")
    (found,) = correct_figures([read], [FactCorrection("figure", 0, 2, was.surface, was, own)])
    assert (found.comparator, found.bound) == ("<=", "")
