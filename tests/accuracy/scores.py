"""Scores of answers against gold: precision, recall and F1 per kind, and the share of right fields.

All functions are symmetric in their treatment of optional answers, so that the agreement of two readers is computed
by the same code as the accuracy of zhengce.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.accuracy.answers import (
    Alternatives,
    Answer,
    Answers,
    FigureAnswer,
    MentionAnswer,
    One,
    Placed,
    fold_name,
    is_same,
    share_name,
)
from tests.accuracy.texts import Place

NAMES = frozenset({"ORG", "PERSON", "GPE", "PROGRAMME", "DOC", "EVENT"})
VALUES = frozenset({"MONEY", "PERCENT", "DATE", "QUANTITY"})
TERMS = frozenset({"TERM", "TECH"})
STRATEGIES = ("whole_of_nation", "indigenous_champions", "foreign_technology", "tech_leverage")
MEASURES = frozenset({"CNY", "USD", "EUR", "%", "pp", "times", "kWh", "km", "t", "ha", "h", "mu", "℃"})
_SPELLINGS = {"percentage points": "pp", "吨": "t", "亩": "mu", "小时": "h", "hours": "h", "公里": "km"}
_LEAST_OVERLAP = 0.5  # Dice coefficient from which two indicators count as the same


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one kind in one language.

    `found` answers were given, `right_found` of them are right; `expected` are in the gold, `right_expected`
    of them were found. Of a share (of fields, of counts) there is only `found`, and `expected` is None.
    """

    kind: str
    language: str
    right_found: int
    found: int
    right_expected: int = 0
    expected: int | None = None

    @property
    def n(self) -> int:
        """The size of the sample: what the gold has, or what a share is of."""
        return self.found if self.expected is None else self.expected

    @property
    def precision(self) -> float:
        """The share of the answers that are right."""
        return self.right_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float | None:
        """The share of the gold that was found."""
        if self.expected is None:
            return None
        return self.right_expected / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        recall = self.recall
        if recall is None:
            return None
        total = self.precision + recall
        return 2 * self.precision * recall / total if total else 0.0

    @property
    def figure(self) -> float:
        """What is recorded and compared: F1, or the share."""
        f1 = self.f1
        return self.precision if f1 is None else f1


def score_answers(gold: Answers, found: Answers, language: str, texts: Mapping[Place, str]) -> list[Score]:
    """Return the scores of every kind over the passages given, which are of one language."""
    wanted = sorted(texts)
    marked = [place for place in wanted if place in gold.marked]
    return [
        _count_all("mentions", language, gold.mentions, found.mentions, marked),
        *(
            _count_all(f"mentions: {name}", language, *_only(types, gold, found), marked)
            for name, types in (("names", NAMES), ("values", VALUES), ("terms", TERMS))
        ),
        _count_all("mentions: exact span", language, gold.mentions, found.mentions, marked, is_exact),
        _count_sure_mentions(language, gold, found, marked),
        _count_all("figures", language, gold.figures, found.figures, wanted),
        *_share_figure_fields(language, gold, found, texts),
        _share_sure_figures(language, gold, found, texts),
        _count_all("events", language, gold.events, found.events, wanted),
        *_share_event_fields(language, gold, found, wanted),
        _share_known_actors(language, gold, found, texts),
        _count_all("citations", language, gold.citations, found.citations, wanted),
        *_share_citation_fields(language, gold, found, wanted),
        *_count_labels(language, gold, found, wanted),
    ]


def _count_labels(language: str, gold: Answers, found: Answers, places: Sequence[Place]) -> Iterator[Score]:
    for name, is_wanted in (("strategies", True), ("instruments", False)):
        ours, theirs = (
            {
                place: [answer for answer in answers if (answer.label in STRATEGIES) == is_wanted]
                for place, answers in side.labels.items()
            }
            for side in (gold, found)
        )
        yield _count_all(name, language, ours, theirs, places)


def _count_sure_mentions(language: str, gold: Answers, found: Answers, places: Sequence[Place]) -> Score:
    sure = {place: [answer for answer in found.mentions.get(place, ()) if answer.is_sure] for place in places}
    counted = _count_all("", language, gold.mentions, sure, places)
    return Score("mentions: sure", language, counted.right_found, counted.found)


def _share_sure_figures(language: str, gold: Answers, found: Answers, texts: Mapping[Place, str]) -> Score:
    """Count the sure figures that are right in all fields; those that meet an optional figure are left out."""
    right = given = 0
    for place, text in texts.items():
        wanted = gold.figures.get(place, ())
        for answer in found.figures.get(place, ()):
            twin = next((one for one in wanted if is_same(one, answer)), None)
            if answer.is_sure and not (twin and twin.optional):
                given += 1
                right += twin is not None and all(_compare_figures(twin, answer, language, text).values())
    return Score("figures: sure, all fields", language, right, given)


def _only(
    types: frozenset[str], *sides: Answers
) -> tuple[dict[Place, list[MentionAnswer]], dict[Place, list[MentionAnswer]]]:
    """Return the mentions of these types; optional ones stay, since they excuse any type."""
    ours, theirs = (
        {
            place: [answer for answer in answers if answer.type in types or answer.optional]
            for place, answers in side.mentions.items()
        }
        for side in sides
    )
    return ours, theirs


def is_exact(one: Answer, other: Answer) -> bool:
    """Return whether two mentions have one type and the same borders."""
    if not isinstance(one, MentionAnswer) or not isinstance(other, MentionAnswer):
        return False
    return (one.start, one.end, one.type) == (other.start, other.end, other.type)


def _excuses(optional: Answer, answer: Answer) -> bool:
    """Return whether an optional answer makes another one count neither way."""
    if isinstance(optional, MentionAnswer) and isinstance(answer, MentionAnswer):
        return optional.start < answer.end and answer.start < optional.end
    return is_same(optional, answer)


def count(
    gold: Sequence[Answer], found: Sequence[Answer], same: Callable[[Answer, Answer], bool] = is_same
) -> tuple[int, int, int, int]:
    """Return right and all answers found, found and all answers expected, of one passage.

    An answer that matches nothing required counts as wrong, unless it is optional itself or meets an optional
    one.
    """
    required = [answer for answer in gold if not answer.optional]
    excusing = [answer for answer in gold if answer.optional]
    right = given = 0
    for answer in found:
        if any(same(wanted, answer) for wanted in required):
            right, given = right + 1, given + 1
        elif not answer.optional and not any(_excuses(other, answer) for other in excusing):
            given += 1
    met = sum(any(same(wanted, answer) for answer in found) for wanted in required)
    return right, given, met, len(required)


def _count_all(
    kind: str,
    language: str,
    gold: Placed,
    found: Placed,
    places: Sequence[Place],
    same: Callable[[Answer, Answer], bool] = is_same,
) -> Score:
    totals = [0, 0, 0, 0]
    for place in places:
        counted = count(gold.get(place, ()), found.get(place, ()), same)
        totals = [total + number for total, number in zip(totals, counted, strict=True)]
    return Score(kind, language, *totals)


def _matched(gold: Placed[One], found: Placed[One], places: Sequence[Place]) -> list[tuple[One, One]]:
    """Return each required answer with the answer found for it, where there is one."""
    return [
        (wanted, answer)
        for place in places
        for wanted in gold.get(place, ())
        if not wanted.optional
        for answer in [next((one for one in found.get(place, ()) if is_same(wanted, one)), None)]
        if answer is not None
    ]


def _compare_figures(ours: FigureAnswer, theirs: FigureAnswer, language: str, text: str) -> dict[str, bool]:
    """Return which fields are right. A year may be blank where the passage does not state it."""
    is_blank = theirs.years == ("",) and not any(year and year[:4] in text for year in ours.years)
    return {
        "value": are_values_equal(ours.values, theirs.values),
        "unit": are_units_equal(ours.units, theirs.units),
        "year": is_blank or shares(ours.years, theirs.years),
        "kind": shares(ours.kinds, theirs.kinds),
        "indicator": are_indicators_equal(ours.indicators, theirs.indicators, language),
    }


def _share_figure_fields(
    language: str, gold: Answers, found: Answers, texts: Mapping[Place, str]
) -> Iterator[Score]:
    compared, given, dated = [], 0, 0
    for place in sorted(texts):
        for ours, theirs in _matched(gold.figures, found.figures, [place]):
            compared.append(_compare_figures(ours, theirs, language, texts[place]))
            if all(ours.years):
                dated += 1
                given += shares(ours.years, theirs.years)
    for name in ("value", "unit", "year", "kind", "indicator"):
        yield Score(f"figures: {name}", language, sum(one[name] for one in compared), len(compared))
    yield Score("figures: all fields", language, sum(all(one.values()) for one in compared), len(compared))
    yield Score("figures: year given", language, given, dated)


def _share_event_fields(language: str, gold: Answers, found: Answers, places: Sequence[Place]) -> list[Score]:
    matched = _matched(gold.events, found.events, places)
    dates = [are_dates_equal(ours.dates, theirs.dates) for ours, theirs in matched]
    sums = [are_values_equal(ours.sums, theirs.sums) for ours, theirs in matched if any(ours.sums)]
    return [
        Score("events: date", language, sum(dates), len(dates)),
        Score("events: sum", language, sum(sums), len(sums)),
    ]


def _share_known_actors(language: str, gold: Answers, found: Answers, texts: Mapping[Place, str]) -> Score:
    """Count the events found among those whose actor is a name that was found in the passage."""
    met = []
    for place, text in texts.items():
        mentions = [one for one in found.mentions.get(place, ()) if one.type in NAMES]
        names = [text[one.start : one.end] for one in mentions]
        met += [
            any(is_same(wanted, answer) for answer in found.events.get(place, ()))
            for wanted in gold.events.get(place, ())
            if not wanted.optional and share_name(wanted.actors, names)
        ]
    return Score("events: actor known", language, sum(met), len(met))


def _share_citation_fields(
    language: str, gold: Answers, found: Answers, places: Sequence[Place]
) -> list[Score]:
    matched = _matched(gold.citations, found.citations, places)
    relations = [shares(ours.relations, theirs.relations) for ours, theirs in matched]
    return [Score("citations: relation", language, sum(relations), len(relations))]


def shares(ours: Alternatives, theirs: Alternatives) -> bool:
    """Return whether two fields have an alternative in common."""
    return not set(ours).isdisjoint(theirs)


def are_values_equal(ours: Alternatives, theirs: Alternatives) -> bool:
    """Return whether two fields have a number, or a range, in common."""
    return any(_numbers(one) == _numbers(other) for one in ours for other in theirs)


def _numbers(text: str) -> tuple[str, ...]:
    """Return the numbers of "3", "-3" or "8-10", to nine digits."""
    first, dash, last = text[1:].partition("-")
    parts = [text[:1] + first, *([last] if dash else [])]
    return tuple(f"{float(part):.9g}" if part else "" for part in parts)


def are_units_equal(ours: Alternatives, theirs: Alternatives) -> bool:
    """Return whether two units are the same measure, or both are counted nouns."""
    return not {_measure(unit) for unit in ours}.isdisjoint(_measure(unit) for unit in theirs)


def _measure(unit: str) -> str:
    """Return the measure of a unit, without what it is per; "" for a counted noun."""
    measure = _SPELLINGS.get(unit, unit).partition("/")[0]
    return measure if measure in MEASURES else ""


def are_dates_equal(ours: Alternatives, theirs: Alternatives) -> bool:
    """Return whether a date is the same, or one of the two is the month or year of the other."""
    return any(
        one == other or bool(one and other and (one.startswith(other) or other.startswith(one)))
        for one in ours
        for other in theirs
    )


def are_indicators_equal(ours: Alternatives, theirs: Alternatives, language: str) -> bool:
    """Return whether two indicators share half of their characters (Chinese) or words, by Dice's coefficient."""
    return any(_dice(one, other, language) >= _LEAST_OVERLAP for one in ours for other in theirs)


_SMALL_WORDS = frozenset(["the", "a", "an", "of", "in", "for", "to", "by", "per", "on", "and", "its", "at"])


def _dice(one: str, other: str, language: str) -> float:
    left, right = (_units(text, language) for text in (one, other))
    total = len(left) + len(right)
    return 2 * len(left & right) / total if total else 0.0


def _units(text: str, language: str) -> set[str]:
    if language == "zh":
        return set(fold_name(text))
    words = "".join(character if character.isalnum() else " " for character in text.casefold()).split()
    return {word.removesuffix("s") for word in words if word not in _SMALL_WORDS}


def kappa(first: Answers, second: Answers, labels: Sequence[str]) -> float:
    """Return Cohen's kappa of yes-or-no decisions, one per passage that both read and label.

    Decisions that either reader calls optional are left out.
    """
    table = {(one, other): 0 for one in (True, False) for other in (True, False)}
    for place in first.places & second.places:
        sides = [{answer.label: answer for answer in one.labels.get(place, ())} for one in (first, second)]
        for label in labels:
            given = [side.get(label) for side in sides]
            if not any(answer and answer.optional for answer in given):
                table[given[0] is not None, given[1] is not None] += 1
    total = sum(table.values())
    if not total:
        return 0.0
    agreed = (table[True, True] + table[False, False]) / total
    yes = [table[True, True] + table[True, False], table[True, True] + table[False, True]]
    by_chance = (yes[0] * yes[1] + (total - yes[0]) * (total - yes[1])) / total**2
    return 1.0 if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)
