"""Spans of a text: inside a stretch, overlapping it, and the characters that they cover."""

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from flows.text import Cover, Sweep, within


class Span(NamedTuple):
    start: int
    end: int


LENGTH = 40
SPANS = st.lists(
    st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 9)).map(
        lambda pair: Span(pair[0], min(LENGTH, sum(pair)))
    ),
    max_size=12,
)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def test_spans_inside_a_stretch_touch_its_borders_at_most() -> None:
    spans = [Span(0, 2), Span(2, 5), Span(4, 9), Span(5, 6)]
    assert within(spans, 2, 6) == [Span(2, 5), Span(5, 6)]


def test_a_stretch_that_only_touches_a_span_is_not_covered() -> None:
    cover = Cover(9, [Span(2, 4)])
    cover.add(6, 7)
    assert [cover.overlaps(*stretch) for stretch in [(0, 2), (0, 3), (4, 6), (3, 9), (7, 9)]] == [
        False,
        True,
        False,
        True,
        False,
    ]


@given(SPANS, SPANS)
def test_covered_stretches_are_those_that_overlap_a_span(spans: list[Span], stretches: list[Span]) -> None:
    cover = Cover(LENGTH, spans)
    for stretch in stretches:
        assert cover.overlaps(*stretch) == any(_overlap(stretch, span) for span in spans)


@given(SPANS, SPANS)
def test_a_sweep_finds_the_spans_that_overlap(spans: list[Span], stretches: list[Span]) -> None:
    sweep = Sweep(spans)
    for stretch in sorted(stretches):
        found = sweep.overlapping(*stretch)
        assert sorted(found) == sorted(span for span in spans if _overlap(stretch, span))
