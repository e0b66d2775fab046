"""Figures of running text, read sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from flows.annotation.figures import statements_en
from flows.annotation.figures.dating import (
    UNDATED,
    Frame,
    find_frame,
    foresees,
    month_in,
    months_in_list,
    part_after,
)
from flows.annotation.figures.moments import Moment
from flows.annotation.figures.numbers import fold_figures
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
    only_months,
)
from flows.annotation.figures.prose.naming import (
    Named,
    name_figure,
    named_before,
    names_nothing,
    names_owner,
    outside_asides,
    settle_english,
)
from flows.annotation.figures.prose.setting import Setting
from flows.annotation.figures.sentences import (
    Reader,
    Written,
    dominant_language,
    drop_grants,
    find_written,
    load_reader,
    looks_like_table,
    may_state,
    precedes_title,
    read_sentence,
    split_text,
)
from flows.annotation.figures.settling import (
    Around,
    Carried,
    Shared,
    Statement,
    add_starts,
    carry,
    choose_score,
    complete_name,
    distribute,
    drop_supposed,
    due_year,
    find_doubts,
    is_carried,
    is_class,
    is_due,
    kind_around,
    kind_before,
    list_starts,
    lower_undated,
    make_target,
    may_go_on,
    name_pointers,
    opens_with_result,
    precedes_goal,
    rate_of_start,
    reject_alternatives,
    revive_counts,
    revive_listed,
    settle_compared,
    share_verbs,
    unit_of_start,
)
from flows.annotation.figures.statements import Kind, Reading, Sentence
from flows.annotation.figures.units import PERCENT, PERMILLE, POINTS, TIMES, rate_after
from flows.annotation.figures.worded import blank_footnotes
from flows.records import Mention, Target
from flows.text import Shadow

_NAMED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|[一二][九〇零○][一二三四五六七八九〇零○]{2}年")
# A text of Taiwan, by its years; 民国时期 and 民国25年 occur elsewhere too.
_OF_TAIWAN = re.compile(r"中华民国|民国(?:9\d|1[01]\d)年")
# What a place has, which is hardly a goal.
_SIZE_OF_PLACE = re.compile("(?:面积|人口|全长|总长|海拔)$")
_SUBJECTS = frozenset(("ORG", "GPE", "PROGRAMME", "TECH"))
_RATIOS = frozenset((PERCENT, POINTS, TIMES, PERMILLE))  # 3% per year is a rate already


class _Context(NamedTuple):
    """How a sentence is read, what is known about its text, and the year that the sentences before it set."""

    reader: Reader
    setting: Setting
    frame: Frame


def read_prose(text: str, language: str, mentions: Sequence[Mention], setting: Setting) -> tuple[Target, ...]:
    """Return the figures of running text, sentence by sentence."""
    text = blank_footnotes(text, language)
    shadow = fold_figures(text)
    found: list[Target] = []
    trees = TreeReader(setting.parser, text, shadow, setting.section) if setting.parser else None
    carried, frame, spoken = Carried("", None), Frame("", ""), ""
    is_republic = setting.currency == "TWD" or bool(_OF_TAIWAN.search(shadow.text))
    named = (mention for mention in mentions if mention.type in _SUBJECTS)
    subjects = sorted(named, key=lambda mention: mention.start)
    reported_year, month = int(setting.years.actual or 0), setting.years.month
    for written in _find_sentences(text, shadow, language):
        reader = written.reader
        if reader.language != spoken:
            frame, spoken = Frame("", ""), reader.language  # the year of a sentence in the other language
        sentence = read_sentence(
            shadow.text, written, setting.year, reported_year, month=month, is_republic=is_republic
        )
        if setting.section == "actual":
            drop_grants(sentence)
        if reader.is_english:
            kept = (figure for figure in sentence.figures if not precedes_title(text, shadow, figure))
            sentence.figures = list(kept)
        now = carry(sentence, carried)
        ahead = Carried(carried.kind or now.kind, now.moment)
        statements = _read_statements(
            sentence, _Context(reader, setting, frame), ahead, trees if reader.is_english else None
        )
        frame = find_frame(sentence, frame, {item.deadline[:4] for item in statements}, setting.years)
        carried = now
        if statements and not carried.kind:
            carried = Carried(statements[0].kind, carried.moment)
        stated = drop_supposed(sentence, statements, is_english=reader.is_english)
        made = [make_target(text, shadow, sentence, statement, subjects) for statement in stated]
        if reader.is_english and made:
            frame = frame._replace(near_months=only_months(made))
        found += name_pointers(text, made, found[-1:])
    if _NAMED_YEAR.search(shadow.text):
        return tuple(lower_undated(target) for target in found)
    return tuple(found)


def _find_sentences(text: str, shadow: Shadow, language: str) -> list[Written]:
    """Return the sentences up to the last that has a figure: those before it set its year and kind."""
    found: list[Written] = []
    for start, end in split_text(text, shadow):
        chosen = language
        if language not in ("zh", "en"):
            chosen = dominant_language(shadow.text, start, end)
        if may_state(shadow.text[start:end], chosen) and not looks_like_table(shadow.text, start, end):
            found.append(find_written(shadow.text, start, end, load_reader(chosen)))
    while found and not found[-1].figures:
        found.pop()
    return found


def _read_statements(
    sentence: Sentence, context: _Context, carried: Carried, trees: TreeReader | None
) -> list[Statement]:
    """Return what the figures of a sentence state; a figure without an indicator takes the one before."""
    reader, setting, _ = context
    readings, moments = _take_readings(sentence, reader, trees)
    if reader.is_english:
        readings = settle_english(sentence, readings)
    if reader.is_english and carried.moment and not (setting.section or is_carried(sentence) or not trees):
        carried = carried._replace(moment=None)
    statements: list[Statement] = []
    shared = distribute(sentence, readings)
    is_report = _reports_past(sentence, reader, setting)
    usual = "actual" if is_report else _usual_kind(readings, is_english=reader.is_english)
    named: dict[int, Named] = {}
    for index, reading in readings.items():
        outside = outside_asides(sentence, index, statements)
        before = named_before(sentence, index, named, reading)
        if not (reader.is_english or index in shared or may_go_on(sentence, reading, before.last, index)):
            continue
        indicator, named[index] = name_figure(
            sentence, index, readings, outside, before, is_english=reader.is_english
        )
        is_owner = reader.is_english and not statements and names_owner(sentence, index, indicator)
        if reading.is_baseline or is_owner or names_nothing(indicator):
            continue
        moment = moment_of(sentence, index, moments, reader)
        is_result = not reader.is_english and opens_with_result(sentence, index, reading, outside, moment)
        if is_result or is_of_another(sentence, index, reading, outside, moment, setting, reader):
            moment = None
        last = kind_before(sentence, index, reading, outside)
        around = _look_around(sentence, reading, carried.kind, usual, moment, setting, is_report=is_report)
        kind = reading.kind or last or setting.section or kind_around(sentence, index, reading, around)
        if is_result:
            kind = setting.section or "actual"
        if moment is None and kind == "target":
            moment = moment_carried(sentence, index, carried.moment, readings, reader)
        given = shared.get(index, Shared("", "", ""))
        moment, deadline = date_in_list(given, moment)
        if kind == "target" and not reader.is_english and is_no_deadline(sentence, index, moment):
            moment, deadline = None, ""
        is_earlier = is_over(deadline, setting.year) or precedes_goal(sentence, index, moment)
        if kind == "target" and not (reading.kind or setting.section) and is_earlier:
            kind = "actual"
        if not deadline and kind == setting.section:
            deadline = due_year(sentence, index, setting.due)
        settled = replace(
            reading,
            indicator=given.indicator or indicator,
            subject=given.subject or reading.subject,
            unit=_settle_unit(sentence, index, reading, indicator),
            kind=kind,
        )
        statements.append(_make_statement(sentence, index, reading, settled, moment, deadline, context))
    return settle_compared(sentence, add_starts(sentence, readings, statements, is_english=reader.is_english))


def _make_statement(
    sentence: Sentence,
    index: int,
    reading: Reading,
    settled: Reading,
    moment: Moment | None,
    deadline: str,
    context: _Context,
) -> Statement:
    """Return what a figure states, with its score, and with its year if its clause does not name one.

    `settled` is the reading with the name, unit and kind that its surroundings give it.
    """
    reader, setting, frame = context
    dated = UNDATED if reader.is_english else part_after(sentence, index, moment)
    deadline = "" if dated.year else deadline
    if not (deadline or dated.year):
        dated = find_year(sentence, index, settled, moment, frame, setting, reader)
    elif not (moment and moment.iso) and settled.kind == setting.section and not reading.is_respective:
        told = find_year(sentence, index, settled, moment, frame, setting, reader)
        if told.months and told.year == deadline == setting.due:
            dated, deadline = UNDATED._replace(months=told.months), month_in(told)
    listed = None if reader.is_english else months_in_list(sentence, index)
    if listed and (year := (deadline or dated.year)[:4]):
        moment, deadline, dated = None, "", dated._replace(year=year, months=listed[0])
    is_sure = bool(reading.kind or setting.section or (setting.year and is_due(moment, setting.year)))
    read = replace(settled, kind=reading.kind)
    doubts = _find_doubts(sentence, index, reading, read, is_english=reader.is_english, is_known=is_sure)
    if not (reading.kind or setting.section or reader.is_english) and _is_goal_of_another(
        sentence, reading, settled, moment
    ):
        doubts.append("carried goal")
    if is_carried_total(sentence, index, dated):
        doubts.append("carried total")
    if loses_month(dated, frame) or listed == (None,):
        doubts.append("lost month")
    if settled.kind == "target" and is_over(deadline or dated.year, setting.year):
        doubts.append("early")  # 以2024年为基数,产量要增长5%
    if settled.kind == "actual" and not setting.section and is_early(sentence, index, moment, setting.years):
        doubts.append("early")
    score = choose_score(reading.rule, doubts + doubts_of_year(dated, setting.years, is_known=is_sure))
    read = complete_name(sentence, index, read, reading.indicator, is_english=reader.is_english)
    figure, year = sentence.figures[index], deadline or month_in(dated)
    return Statement(figure, read, settled.kind, moment, year, score, dated.months)


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


def _look_around(
    sentence: Sentence,
    reading: Reading,
    carried: Kind,
    usual: Kind,
    moment: Moment | None,
    setting: Setting,
    *,
    is_report: bool,
) -> Around:
    """Return what is known around a figure, by its date and the other figures.

    A statement is actual, whatever the others of its sentence and those before it are.
    """
    year = setting.year
    around = Around(
        carried,
        usual,
        is_due(moment, year),
        is_past(moment, year),
        "actual" if is_report else "target",
        not is_report and has_just_begun(sentence, moment, setting.years),
    )
    if reading.is_statement:
        return around._replace(carried="", usual="actual")
    return around


def _reports_past(sentence: Sentence, reader: Reader, setting: Setting) -> bool:
    """Return whether a Chinese sentence is news of what has happened, not of what is to come."""
    if reader.is_english or not setting.is_news:
        return False
    return not foresees(sentence.text[sentence.start : sentence.end])


def _usual_kind(readings: Mapping[int, Reading], *, is_english: bool) -> Kind:
    """Return the default kind of most figures of a sentence; in English, only those with an indicator."""
    own = [reading for reading in readings.values() if reading.indicator or not is_english]
    demands = sum(reading.default == "target" for reading in own)
    if 2 * demands >= max(len(own), 1):
        return "target"
    return "actual"


def _take_readings(
    sentence: Sentence, reader: Reader, trees: TreeReader | None
) -> tuple[dict[int, Reading], dict[int, Moment | None]]:
    """Return what each figure of a sentence states, and the moments that its tree gives some of them."""
    readings = {
        index: reading
        for index in range(len(sentence.figures))
        if (reading := reader.read_figure(sentence, index))
        if reader.is_english or not is_class(sentence, sentence.figures[index])
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


def _find_doubts(
    sentence: Sentence, index: int, reading: Reading, read: Reading, *, is_english: bool, is_known: bool
) -> list[str]:
    """Return what makes a reading less sure; `read` is the reading as settled by its list and unit."""
    return find_doubts(
        sentence,
        sentence.figures[index],
        replace(read, indicator=reading.indicator),
        read.indicator,
        is_english=is_english,
        is_known=is_known,
    )


def _settle_unit(sentence: Sentence, index: int, reading: Reading, indicator: str) -> str:
    figure = sentence.figures[index]
    unit = reading.unit or figure.unit or statements_en.count_unit(indicator)
    unit = unit or unit_of_start(sentence, index)
    if not unit or unit in _RATIOS:
        return unit
    own = rate_after(sentence.text, max(figure.end, figure.noun_end))
    return f"{unit}{own or rate_of_start(sentence, index)}"
