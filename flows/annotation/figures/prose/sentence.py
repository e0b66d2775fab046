"""Read the figures of one sentence of prose: the name, kind, date and score of each, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from flows.annotation.figures import statements_en
from flows.annotation.figures.dating import (
    UNDATED,
    Dated,
    Frame,
    foresees,
    month_in,
    months_in_list,
    part_after,
)
from flows.annotation.figures.moments import Moment
from flows.annotation.figures.parsed import TreeReader
from flows.annotation.figures.prose.dating import (
    date_in_list,
    doubts_of_year,
    find_year,
    has_just_begun,
    is_carried_total,
    is_early,
    is_no_deadline,
    is_of_another,
    is_over,
    is_past,
    loses_month,
    moment_carried,
    moment_of,
)
from flows.annotation.figures.prose.naming import (
    Named,
    name_figure,
    named_before,
    names_nothing,
    names_owner,
    outside_asides,
    settle_english,
    take_measure,
)
from flows.annotation.figures.prose.setting import Setting
from flows.annotation.figures.sentences import Reader
from flows.annotation.figures.settling import (
    Around,
    Carried,
    Shared,
    Statement,
    add_starts,
    choose_score,
    complete_name,
    distribute,
    due_year,
    find_doubts,
    is_carried,
    is_class,
    is_due,
    is_estimated,
    kind_around,
    kind_before,
    list_starts,
    may_go_on,
    name_restricted,
    opens_with_result,
    precedes_goal,
    rate_of_start,
    reject_alternatives,
    revive_counts,
    revive_listed,
    settle_compared,
    share_verbs,
    turns_to_another,
    unit_of_start,
)
from flows.annotation.figures.statements import PENALTY, Kind, Reading, Sentence
from flows.annotation.figures.units import PERCENT, PERMILLE, POINTS, TIMES, rate_after
from flows.text import lazy_pattern

# What a place has, which is hardly a goal.
_SIZE_OF_PLACE = lazy_pattern("(?:面积|人口|全长|总长|海拔)$")
_RATIOS = frozenset((PERCENT, POINTS, TIMES, PERMILLE))  # 3% per year is a rate already
_NOT_SHARED = Shared("", "", "")


class Context(NamedTuple):
    """The circumstances of a sentence: how it is read, and what its text and the sentences before it set.

    `setting` is what is known about the text, `frame` the year and `carried` the kind and date that the
    sentences before set; `before` are the statements of the one right before.
    """

    reader: Reader
    setting: Setting
    frame: Frame
    carried: Carried
    before: Sequence[Statement] = ()


class _Moment(NamedTuple):
    """The moment of a figure, None without one, and whether the figure is a result given before its goal."""

    moment: Moment | None
    is_result: bool


class _Timed(NamedTuple):
    """The kind of a figure with its moment and its date; a date without a moment comes from list or heading.

    `year` is what a figure without such a date has from its sentence or those before. `has_lost_month` is set
    if it is known only that the figure is of some month of that year.
    """

    kind: Kind
    moment: Moment | None
    date: str
    year: Dated = UNDATED
    has_lost_month: bool = False


def read_statements(sentence: Sentence, context: Context, trees: TreeReader | None) -> list[Statement]:
    """Return what the figures of a sentence state; `trees` parses English ones, if there is a parser."""
    is_english = context.reader.is_english
    trees = trees if is_english else None
    readings, moments = _take_readings(sentence, context.reader, trees)
    if is_english:
        readings = settle_english(sentence, readings)
    if is_english and not (context.setting.section or is_carried(sentence) or not trees):
        context = context._replace(carried=context.carried._replace(moment=None))
    statements = _SentenceReader(sentence, context, readings, moments).read()
    return settle_compared(sentence, add_starts(sentence, readings, statements, is_english=is_english))


@dataclass(slots=True)
class _SentenceReader:
    """Reads the figures of a sentence in order; a later one may continue what `named` and `statements` hold.

    `readings` are what the words (and the tree) show of each figure, `moments` the moments that the tree
    gives. `shared` is what the members of a list have from it, `usual` the kind that most figures have.
    """

    sentence: Sentence
    context: Context
    readings: dict[int, Reading]
    moments: Mapping[int, Moment | None]
    shared: dict[int, Shared] = field(init=False)
    is_report: bool = field(init=False)
    usual: Kind = field(init=False)
    statements: list[Statement] = field(init=False, default_factory=list)
    named: dict[int, Named] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.shared = distribute(self.sentence, self.readings)
        self.is_report = _reports_past(self.sentence, self.context)
        usual = _usual_kind(self.readings, is_english=self.context.reader.is_english)
        self.usual = "actual" if self.is_report else usual

    def read(self) -> list[Statement]:
        """Return what the figures state, in order."""
        for index in self.readings:
            if statement := self._read_figure(index):
                self.statements.append(statement)
        return self.statements

    def _read_figure(self, index: int) -> Statement | None:
        """Return what a figure states, None if it states nothing by itself."""
        outside = outside_asides(self.sentence, index, self.statements)
        indicator = self._name(index, outside)
        if indicator is None:
            return None
        timed = self._time(index, outside)
        reading, given = self.readings[index], self.shared.get(index, _NOT_SHARED)
        settled = replace(
            reading,
            indicator=given.indicator or indicator,
            subject=given.subject or reading.subject,
            unit=_settle_unit(self.sentence, index, reading, indicator),
            kind=timed.kind,
        )
        return self._make_statement(index, settled, timed)

    def _name(self, index: int, outside: list[Statement]) -> str | None:
        """Return the indicator of a figure, None if the figure has none or is only a base of comparison."""
        sentence, is_english = self.sentence, self.context.reader.is_english
        reading = self.readings[index]
        if not (is_english or index in self.shared):
            reading = take_measure(sentence, index, self.readings, outside, self.context.before)
        before = named_before(sentence, index, self.named, reading)
        may_be_named = is_english or index in self.shared or may_go_on(sentence, reading, before.last, index)
        if not may_be_named:
            return None
        indicator, self.named[index] = name_figure(
            sentence, index, self.readings, outside, before, is_english=is_english
        )
        is_owner = is_english and not self.statements and names_owner(sentence, index, indicator)
        if reading.is_baseline or is_owner or names_nothing(indicator):
            return None
        return indicator if is_english else name_restricted(sentence, index, indicator, outside)

    def _time(self, index: int, outside: list[Statement]) -> _Timed:
        """Return the kind and date of a figure; each may decide the other."""
        sentence, setting, reader = self.sentence, self.context.setting, self.context.reader
        reading = self.readings[index]
        moment, is_result = self._find_moment(index, outside)
        kind = self._find_kind(index, outside, moment)
        if is_result:
            kind = setting.section or "actual"
        if moment is None and kind == "target":
            moment = moment_carried(sentence, index, self.context.carried.moment, self.readings, reader)
        moment, date = date_in_list(self.shared.get(index, _NOT_SHARED), moment)
        if kind == "target" and not reader.is_english and is_no_deadline(sentence, index, moment):
            moment, date = None, ""
        is_earlier = is_over(date, setting.year) or precedes_goal(sentence, index, moment)
        if kind == "target" and not (reading.kind or setting.section) and is_earlier:
            kind = "actual"
        if not date and kind == setting.section:
            date = due_year(sentence, index, setting.due)
        return _Timed(kind, moment, date)

    def _find_moment(self, index: int, outside: list[Statement]) -> _Moment:
        """Return the moment that the words or the tree give a figure, unless it belongs to another item."""
        sentence, reading, reader = self.sentence, self.readings[index], self.context.reader
        moment = moment_of(sentence, index, self.moments, reader)
        if not reader.is_english and opens_with_result(sentence, index, reading, outside, moment):
            return _Moment(None, is_result=True)
        if is_of_another(sentence, index, reading, outside, moment, self.context.setting, reader):
            moment = None
        return _Moment(moment, is_result=False)

    def _find_kind(self, index: int, outside: list[Statement], moment: Moment | None) -> Kind:
        """Return the kind of a figure by its clause, the figure before, the headings or its surroundings."""
        sentence, reading = self.sentence, self.readings[index]
        is_reviewed = self.context.setting.section == "actual" and not self.context.reader.is_english
        if reading.kind == "target" and is_reviewed and is_estimated(sentence, index):
            return "actual"
        return (
            reading.kind
            or kind_before(sentence, index, reading, outside)
            or self.context.setting.section
            or kind_around(sentence, index, reading, self._look_around(index, reading, moment))
        )

    def _look_around(self, index: int, reading: Reading, moment: Moment | None) -> Around:
        """Return what is known around a figure, by its date and the other figures.

        A statement is actual, whatever the others of its sentence and those before it are.
        """
        setting = self.context.setting
        around = Around(
            self.context.carried.kind,
            self.usual,
            is_due(moment, setting.year),
            is_past(moment, setting.year),
            "actual" if self.is_report else "target",
            not self.is_report and has_just_begun(self.sentence, moment, setting.years),
        )
        if reading.is_statement:
            return around._replace(carried="", usual="actual")
        if self.context.reader.is_english or any(one.kind == "target" for one in self.statements):
            return around
        if around.carried == "target" and turns_to_another(self.sentence, index, reading):
            return around._replace(carried="")
        return around

    def _make_statement(self, index: int, settled: Reading, timed: _Timed) -> Statement:
        """Return what a figure states, with its score, and with its year if its clause does not name one.

        `settled` is the reading with the name, unit and kind that its surroundings give it.
        """
        sentence, reading = self.sentence, self.readings[index]
        timed = self._add_year(index, settled, timed)
        doubts = self._find_doubts(index, settled, timed)
        read = complete_name(
            sentence,
            index,
            replace(settled, kind=reading.kind),
            reading.indicator,
            is_english=self.context.reader.is_english,
        )
        return Statement(
            sentence.figures[index],
            read,
            settled.kind,
            timed.moment,
            timed.date or month_in(timed.year),
            choose_score(reading.rule, doubts),
            timed.year.months,
        )

    def _add_year(self, index: int, settled: Reading, timed: _Timed) -> _Timed:
        """Return the date of a figure with the year and months that its sentence or those before give it."""
        sentence, (reader, setting, frame, *_) = self.sentence, self.context
        _, moment, date, _, _ = timed
        is_of_section = settled.kind == setting.section and not self.readings[index].is_respective
        year = UNDATED if reader.is_english else part_after(sentence, index, moment)
        date = "" if year.year else date
        if not (date or year.year):
            year = find_year(sentence, index, settled, moment, frame, setting, reader)
        elif is_of_section and not (moment and moment.iso):
            named = find_year(sentence, index, settled, moment, frame, setting, reader)
            if named.months and named.year == date == setting.due:
                year, date = UNDATED._replace(months=named.months), month_in(named)
        listed = None if reader.is_english else months_in_list(sentence, index)
        if listed and (whole := (date or year.year)[:4]):
            moment, date, year = None, "", year._replace(year=whole, months=listed[0])
        has_lost_month = loses_month(year, frame) or listed == (None,)
        return _Timed(settled.kind, moment, date, year, has_lost_month=has_lost_month)

    def _find_doubts(self, index: int, settled: Reading, timed: _Timed) -> list[str]:
        """Return what makes a statement less sure, as names of `doubts` in `scores.toml`."""
        sentence, (reader, setting, *_) = self.sentence, self.context
        reading, moment = self.readings[index], timed.moment
        is_sure = bool(reading.kind or setting.section or (setting.year and is_due(moment, setting.year)))
        doubts = find_doubts(
            sentence,
            sentence.figures[index],
            replace(settled, kind=reading.kind, indicator=reading.indicator),
            settled.indicator,
            is_english=reader.is_english,
            is_known=is_sure,
        )
        is_kind_stated = reading.kind or setting.section or reader.is_english
        if not is_kind_stated and _is_goal_of_another(sentence, reading, settled, moment):
            doubts.append("carried goal")
        if is_carried_total(sentence, index, timed.year):
            doubts.append("carried total")
        if timed.has_lost_month:
            doubts.append("lost month")
        if settled.kind == "target" and is_over(timed.date or timed.year.year, setting.year):
            doubts.append("early")  # 以2024年为基数,产量要增长5%
        is_plain_result = settled.kind == "actual" and not setting.section
        if is_plain_result and is_early(sentence, index, moment, setting.years):
            doubts.append("early")
        return doubts + doubts_of_year(timed.year, setting.years, is_known=is_sure)


def _take_readings(
    sentence: Sentence, reader: Reader, trees: TreeReader | None
) -> tuple[dict[int, Reading], dict[int, Moment | None]]:
    """Return what each figure of a sentence states, and the moments that its tree gives some of them."""
    readings = {
        index: reading
        for index in range(len(sentence.figures))
        if (reading := reader.read_figure(sentence, index))
        if reader.is_english or reading.rule == PENALTY or not is_class(sentence, sentence.figures[index])
    }
    revive_listed(sentence, readings)
    if reader.is_english:
        readings = list_starts(sentence, readings)
    else:
        reject_alternatives(sentence, readings)
        revive_counts(sentence, readings)
        share_verbs(sentence, readings)
    if trees is not None:
        return trees.refine(sentence, readings)
    return {index: reading for index, reading in readings.items() if not reading.is_rejected}, {}


def _reports_past(sentence: Sentence, context: Context) -> bool:
    """Return whether a Chinese sentence is news of what has happened, not of what is to come."""
    if context.reader.is_english or not context.setting.is_news:
        return False
    return not foresees(sentence.text[sentence.start : sentence.end])


def _usual_kind(readings: Mapping[int, Reading], *, is_english: bool) -> Kind:
    """Return the default kind of most figures of a sentence; in English, only those with an indicator."""
    own = [reading for reading in readings.values() if reading.indicator or not is_english]
    demands = sum(reading.default == "target" for reading in own)
    if 2 * demands >= max(len(own), 1):
        return "target"
    return "actual"


def _is_goal_of_another(
    sentence: Sentence, reading: Reading, settled: Reading, moment: Moment | None
) -> bool:
    """Return whether a figure is a goal only because those before it are.

    >>> 到2030年,污染下降10%。流域面积12万平方公里。
    """
    if settled.kind != "target" or (
        moment is not None and moment.role == "by" and moment in sentence.moments
    ):
        return False
    return reading.default != "target" or _SIZE_OF_PLACE.search(settled.indicator) is not None


def _settle_unit(sentence: Sentence, index: int, reading: Reading, indicator: str) -> str:
    figure = sentence.figures[index]
    unit = reading.unit or figure.unit or statements_en.count_unit(indicator)
    unit = unit or unit_of_start(sentence, index)
    if not unit or unit in _RATIOS:
        return unit
    own = rate_after(sentence.text, max(figure.end, figure.noun_end))
    return f"{unit}{own or rate_of_start(sentence, index)}"
