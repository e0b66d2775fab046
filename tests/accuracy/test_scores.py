"""Scores over small tables whose precision, recall and F1 were worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.accuracy.answers import (
    Answer,
    Answers,
    CitationAnswer,
    EventAnswer,
    FigureAnswer,
    LabelAnswer,
    MentionAnswer,
    adjudicate,
    settle_one,
    share_name,
)
from tests.accuracy.scores import (
    STRATEGIES,
    Score,
    are_dates_equal,
    are_indicators_equal,
    are_units_equal,
    are_values_equal,
    count,
    is_exact,
    kappa,
    score_answers,
)
from tests.accuracy.texts import Place

HERE, THERE = Place("a", 1), Place("a", 2)


def org(start: int, end: int, *, optional: bool = False) -> MentionAnswer:
    return MentionAnswer(start, end, "ORG", optional)


def figure(
    start: int, end: int, value: str = "5", year: str = "2025", indicator: str = "产量"
) -> FigureAnswer:
    return FigureAnswer(start, end, (value,), ("%",), (year,), ("target",), (indicator,))


def event(actor: str, action: str = "listed", date: str = "2020", *, optional: bool = False) -> EventAnswer:
    return EventAnswer((actor,), action, ("",), (date,), ("",), optional)


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ([org(0, 4)], [org(0, 4)], (1, 1, 1, 1)),
        ([org(0, 4)], [org(2, 9)], (1, 1, 1, 1)),  # spans that overlap
        ([org(0, 4)], [org(4, 9)], (0, 1, 0, 1)),  # spans that only touch
        ([org(0, 4)], [MentionAnswer(0, 4, "GPE")], (0, 1, 0, 1)),  # another type
        ([org(0, 4), org(6, 9)], [org(0, 9)], (1, 1, 2, 2)),  # one long answer finds both
        ([org(0, 4)], [], (0, 0, 0, 1)),
        ([], [org(0, 4)], (0, 1, 0, 0)),
        ([org(0, 4, optional=True)], [MentionAnswer(1, 3, "TERM")], (0, 0, 0, 0)),  # an optional span excuses
        ([org(0, 4, optional=True)], [], (0, 0, 0, 0)),
        ([], [org(0, 4, optional=True)], (0, 0, 0, 0)),  # an optional answer is not wrong
        ([org(0, 4)], [org(0, 4, optional=True)], (1, 1, 1, 1)),
        ([LabelAnswer("x")], [LabelAnswer("x"), LabelAnswer("y")], (1, 2, 1, 1)),
        ([event("远衡机器人股份有限公司")], [event("远衡机器人")], (1, 1, 1, 1)),
        ([event("远衡机器人")], [event("远衡机器人", "funded")], (0, 1, 0, 1)),
        ([CitationAnswer(0, 9, ("amending",), ("",))], [CitationAnswer(3, 5, ("",), ("",))], (1, 1, 1, 1)),
    ],
)
def test_one_passage(gold: Sequence[Answer], found: Sequence[Answer], expected: tuple[int, ...]) -> None:
    assert count(gold, found) == expected


def test_exact_spans() -> None:
    assert count([org(0, 4), org(6, 9)], [org(0, 4), org(6, 8)], is_exact) == (1, 2, 1, 2)


def test_rates() -> None:
    score = Score("mentions", "zh", right_found=6, found=8, right_expected=5, expected=10)
    assert (score.precision, score.recall, score.f1, score.n) == (0.75, 0.5, 0.6, 10)
    share = Score("figures: value", "zh", 3, 4)
    assert (share.precision, share.recall, share.f1, share.figure, share.n) == (0.75, None, None, 0.75, 4)
    assert Score("events", "zh", 0, 0, 0, 0).f1 == 0


def test_all_kinds_in_one_table() -> None:
    """Worked out by hand: three names of which two are found beside a wrong one; figures; an event missed."""
    places = frozenset({HERE, THERE})
    gold = Answers(
        places,
        frozenset({HERE}),
        mentions={HERE: [org(0, 2), org(3, 5), MentionAnswer(6, 8, "DATE")]},
        figures={HERE: [figure(0, 2), figure(4, 6)], THERE: [figure(0, 2, year="2023")]},
        events={THERE: [event("甲公司"), event("乙公司")]},
        labels={HERE: [LabelAnswer("tech_leverage"), LabelAnswer("export_control")]},
    )
    found = Answers(
        places,
        places,
        mentions={HERE: [org(0, 2), MentionAnswer(6, 8, "DATE"), org(20, 22)], THERE: [org(0, 9)]},
        figures={HERE: [figure(0, 2), figure(4, 6, value="6")], THERE: [figure(0, 2, year="")]},
        events={THERE: [event("甲公司", date="2020-05")]},
        labels={HERE: [LabelAnswer("tech_leverage")], THERE: [LabelAnswer("whole_of_nation")]},
    )
    texts = {HERE: "到2025年产量", THERE: "产量"}
    scores = {score.kind: score for score in score_answers(gold, found, "zh", texts)}
    shown = {
        kind: (score.right_found, score.found, score.right_expected, score.expected)
        for kind, score in scores.items()
    }
    assert shown["mentions"] == (2, 3, 2, 3)  # the second passage was not read for mentions
    assert shown["mentions: names"] == (1, 2, 1, 2)
    assert shown["mentions: values"] == (1, 1, 1, 1)
    assert shown["figures"] == (3, 3, 3, 3)
    assert shown["figures: value"][:2] == (2, 3)
    assert shown["figures: year"][:2] == (3, 3)  # blank where the passage does not state it
    assert shown["figures: year given"][:2] == (2, 3)
    assert shown["figures: all fields"][:2] == (2, 3)
    assert shown["events"] == (1, 1, 1, 2)
    assert shown["events: date"][:2] == (1, 1)
    assert shown["events: actor known"][:2] == (0, 0)  # no name was found in that passage
    assert shown["strategies"] == (1, 2, 1, 1)
    assert shown["instruments"] == (0, 0, 0, 1)


def test_a_year_that_the_passage_states_must_be_given() -> None:
    gold = Answers(frozenset({HERE}), figures={HERE: [figure(0, 2)]})
    found = Answers(frozenset({HERE}), figures={HERE: [figure(0, 2, year="")]})
    scores = {score.kind: score for score in score_answers(gold, found, "zh", {HERE: "2025年产量"})}
    assert scores["figures: year"].precision == 0


def test_events_whose_actor_is_known() -> None:
    gold = Answers(frozenset({HERE}), events={HERE: [event("甲公司"), event("乙公司"), event("丙公司")]})
    found = Answers(
        frozenset({HERE}), mentions={HERE: [org(0, 3), org(4, 7)]}, events={HERE: [event("甲公司")]}
    )
    scores = {
        score.kind: score for score in score_answers(gold, found, "zh", {HERE: "甲公司、乙公司、丙公司"})
    }
    assert (scores["events: actor known"].right_found, scores["events: actor known"].found) == (1, 2)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (("1300000000000",), ("1.3e+12",), True),
        (("3.8", "-3.8"), ("-3.8",), True),
        (("8-10",), ("8-10",), True),
        (("8-10",), ("8",), False),
        (("33.33",), ("33.3333333",), False),
        (("",), ("",), True),
        (("5",), ("",), False),
    ],
)
def test_values(ours: tuple[str, ...], theirs: tuple[str, ...], *, expected: bool) -> None:
    assert are_values_equal(ours, theirs) is expected


def test_units() -> None:
    assert are_units_equal(("家",), ("enterprises",))  # counted nouns
    assert are_units_equal(("吨",), ("t",))
    assert are_units_equal(("CNY",), ("CNY/person",))
    assert not are_units_equal(("CNY",), ("USD",))
    assert not are_units_equal(("%",), ("pp",))


def test_dates_and_indicators() -> None:
    assert are_dates_equal(("2023-11",), ("2023-11-08",))
    assert not are_dates_equal(("2023",), ("",))
    assert not are_dates_equal(("2023-11",), ("2023-12",))
    assert are_indicators_equal(("研发经费投入强度",), ("全省研发经费投入强度",), "zh")
    assert not are_indicators_equal(("研发经费投入强度",), ("营业收入",), "zh")
    assert are_indicators_equal(("GDP growth",), ("growth of the GDP",), "en")
    assert not are_indicators_equal(("GDP growth",), ("share of exports in the first half",), "en")
    assert share_name(["the “Yuanheng” Robotics"], ["Yuanheng Robotics Ltd"])


def test_kappa() -> None:
    """Four passages, one label: agreed 3 of 4, by chance .5, so kappa is .5; an optional decision is left out."""
    places = [Place("a", number) for number in range(5)]
    yes, maybe = [LabelAnswer("tech_leverage")], [LabelAnswer("tech_leverage", optional=True)]
    first = Answers(frozenset(places), labels={places[0]: yes, places[1]: yes, places[4]: maybe})
    second = Answers(frozenset(places), labels={places[0]: yes})
    assert kappa(first, second, ["tech_leverage"]) == pytest.approx(0.5)
    assert kappa(first, first, STRATEGIES) == 1


def test_adjudication() -> None:
    """What both gave is required, what one gave is optional, what one reader alone read stands."""
    ours, theirs = figure(0, 2, year=""), figure(0, 3, year="2025")
    first = Answers(
        frozenset({HERE, THERE}),
        figures={HERE: [ours, figure(5, 6)], THERE: [figure(0, 2)]},
        labels={HERE: [LabelAnswer("x")]},
    )
    second = Answers(
        frozenset({HERE}), figures={HERE: [theirs, figure(8, 9)]}, labels={HERE: [LabelAnswer("x")]}
    )
    settled = adjudicate(first, second)
    assert [(one.start, one.optional) for one in settled.figures[HERE]] == [(0, False), (5, True), (8, True)]
    assert settled.figures[HERE][0].years == ("", "2025")
    assert settled.figures[THERE] == [figure(0, 2)]
    assert settled.labels[HERE] == [LabelAnswer("x")]
    assert settle_one([], []) == []
