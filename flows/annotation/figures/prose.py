"""Figures of running text, read sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from flows.annotation.figures import statements_en
from flows.annotation.figures.dating import (
    UNDATED,
    Dated,
    Frame,
    Years,
    date_figure,
    find_frame,
    foresees,
    month_in,
    names_time,
)
from flows.annotation.figures.moments import Moment, months_of
from flows.annotation.figures.numbers import fold_figures
from flows.annotation.figures.parsed import TreeReader
from flows.annotation.figures.sentences import (
    Reader,
    dominant_language,
    drop_grants,
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
    date_of,
    distribute,
    drop_supposed,
    due_year,
    find_doubts,
    follow_amount,
    is_carried,
    is_class,
    is_due,
    is_of_grant,
    is_of_result,
    is_superseded,
    join_indicators,
    kind_around,
    kind_before,
    label_of,
    list_starts,
    lower_undated,
    make_target,
    may_go_on,
    name_before,
    name_ellipsis,
    name_pointers,
    opens_with_result,
    precedes_goal,
    rate_of_start,
    reject_alternatives,
    revive_counts,
    revive_listed,
    settle_compared,
    share_before,
    share_measure,
    unit_of_start,
    year_inside,
)
from flows.annotation.figures.statements import Kind, Reading, Sentence
from flows.annotation.figures.units import PERCENT, PERMILLE, POINTS, TIMES, rate_after
from flows.annotation.figures.worded import blank_footnotes
from flows.annotation.parsing import Parser
from flows.records import Mention, Target

_NAMED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|[一二][九〇零○][一二三四五六七八九〇零○]{2}年")
# A text of Taiwan, by its years; 民国时期 and 民国25年 occur elsewhere too.
_OF_TAIWAN = re.compile(r"中华民国|民国(?:9\d|1[01]\d)年")
# A speaker and a verb of saying, with nothing that is measured: I would say 40 percent is realistic. The end
# of a firm's name, and the value of a year of comparison: half the 2021 volume.
_NO_INDICATOR = re.compile(
    r"(?:i|we|you|they|he|she)(?:['’]d| would| might| could)? (?:say|guess|estimate|think|bet|expect|believe)"
    r"|(?:co|ltd|inc|corp|llc|plc|gmbh)\.?(?:,? (?:co|ltd|inc|corp|llc|plc)\.?)*"
    r"|(?:19|20)\d\d(?:'s|’s)? (?:level|volume|total|figure|amount|value|number|average)s?"
)
# What a firm has had since it was founded: the year of a report does not apply to it.
_STANDING = re.compile(
    r"注册资[本金]|註冊資[本金]|(?i:(?<![a-z])(?:registered|authori[sz]ed) (?:share )?capital)"
)
# The beginning of a year, in which something may have been done: 2024年春节期间.
_FIRST_DAYS = re.compile("[^,;。]{0,4}(?:春节|元旦|春运|假期|寒假|开年|伊始|首[批月日]|年初)")
_FIRST_MONTHS = 3  # of a year, in which no text reports results for the whole of it
# The doubt per source of a year that is not in the clause of its figure.
_YEAR_DOUBTS = {"told": "worded year", "carried": "carried year", "supposed": "supposed year"}
# What still is so has not the year that the sentences before are about: 回报率仍有9%.
_OF_WHOLE = "占"  # of what the text does not say
_STILL_SO = re.compile("(?:仍[然旧]?|依然|依旧)[^,;。\\d]{0,4}$")
_SUBJECTS = frozenset(("ORG", "GPE", "PROGRAMME", "TECH"))
_RATIOS = frozenset((PERCENT, POINTS, TIMES, PERMILLE))  # 3% per year is a rate already


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known about a text besides its words.

    `section` is the kind that the headings above the passage set for a figure whose clause does not show it,
    and `due` the year that they set for such figures. `columns` are the column heads if the text is one row
    of a table whose head is elsewhere. `year` is the document's, 0 if unknown. `parser` parses English
    sentences; without it the word-based readers decide alone. `years` are the years that headings, title and
    date set for figures whose passage names none. `is_news` is set if the document is news. `currency` is
    that of a document from Taiwan, Hong Kong or Macao, otherwise "".
    """

    section: Kind = ""
    columns: tuple[str, ...] = ()
    due: str = ""
    year: int = 0
    parser: Parser | None = None
    years: Years = Years()
    is_news: bool = False
    currency: str = ""


NO_SETTING = Setting()


class _Named(NamedTuple):
    """What the next figure of a sentence may continue: an indicator, what an amount is of, and their figure.

    `last` is the figure that named the indicator, None if none did.
    """

    indicator: str = ""
    amount: str = ""
    last: int | None = None


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
    for start, end in split_text(text, shadow):
        chosen = language
        if language not in ("zh", "en"):
            chosen = dominant_language(shadow.text, start, end)
        if not may_state(shadow.text[start:end], chosen) or looks_like_table(shadow.text, start, end):
            continue
        if chosen != spoken:
            frame, spoken = Frame("", ""), chosen  # the year of a sentence in the other language
        reader = load_reader(chosen)
        reported_year = int(setting.years.actual or 0)
        sentence = read_sentence(
            shadow.text, start, end, reader, setting.year, reported_year, is_republic=is_republic
        )
        if setting.section == "actual":
            drop_grants(sentence)
        if reader.is_english:
            kept = (figure for figure in sentence.figures if not precedes_title(text, shadow, figure))
            sentence.figures = list(kept)
        now = carry(sentence, carried)
        context = Carried(carried.kind or now.kind, now.moment)
        statements = _read_statements(
            sentence, reader, context, setting, trees if reader.is_english else None, frame
        )
        frame = find_frame(sentence, frame, {item.deadline[:4] for item in statements}, setting.years)
        carried = now
        if statements and not carried.kind:
            carried = Carried(statements[0].kind, carried.moment)
        stated = drop_supposed(sentence, statements, is_english=reader.is_english)
        made = [make_target(text, shadow, sentence, statement, subjects) for statement in stated]
        found += name_pointers(text, made, found[-1:])
    if _NAMED_YEAR.search(shadow.text):
        return tuple(lower_undated(target) for target in found)
    return tuple(found)


def _read_statements(
    sentence: Sentence,
    reader: Reader,
    carried: Carried,
    setting: Setting,
    trees: TreeReader | None,
    frame: Frame,
) -> list[Statement]:
    """Return what the figures of a sentence state; a figure without an indicator takes the one before."""
    readings, moments = _take_readings(sentence, reader, trees)
    if reader.is_english and carried.moment and not (setting.section or is_carried(sentence) or not trees):
        carried = carried._replace(moment=None)
    statements: list[Statement] = []
    shared = distribute(sentence, readings)
    is_report = _reports_past(sentence, reader, setting)
    usual = "actual" if is_report else _usual_kind(readings, is_english=reader.is_english)
    named: dict[int, _Named] = {}
    for index, reading in readings.items():
        outside = _outside_asides(sentence, index, statements)
        before = _named_before(sentence, index, named, reading)
        if not (reader.is_english or index in shared or may_go_on(sentence, reading, before.last, index)):
            continue
        indicator, named[index] = _name_figure(sentence, index, reading, outside, before)
        if reader.is_english and (full := name_ellipsis(sentence, index, readings, before.indicator)):
            indicator = full
            named[index] = named[index]._replace(indicator=full)
        if reading.is_baseline:
            continue
        indicator = share_before(sentence, index, reading, outside) or indicator
        if (
            indicator == _OF_WHOLE
            or not any(map(str.isalpha, indicator))
            or _NO_INDICATOR.fullmatch(indicator.lower())
        ):
            continue
        moment = _moment_of(sentence, index, moments, reader)
        is_result = not reader.is_english and opens_with_result(sentence, index, reading, outside, moment)
        if not reader.is_english and (
            is_result
            or is_of_grant(sentence, index, moment)
            or is_of_result(sentence, index, reading.kind, moment, outside, setting.year)
        ):
            moment = None
        last = kind_before(sentence, index, reading, outside)
        around = _look_around(reading, carried.kind, usual, moment, setting.year, is_report=is_report)
        around = around._replace(is_begun=not is_report and _has_just_begun(sentence, moment, setting.years))
        kind = reading.kind or last or setting.section or kind_around(sentence, index, reading, around)
        if is_result:
            kind = setting.section or "actual"
        if moment is None and kind == "target":
            moment = _moment_carried(sentence, index, carried.moment, readings, reader)
        given = shared.get(index, Shared("", "", ""))
        moment, deadline = _date_in_list(given, moment)
        is_past = _is_over(deadline, setting.year) or precedes_goal(sentence, index, moment)
        if kind == "target" and not (reading.kind or setting.section) and is_past:
            kind = "actual"
        if not deadline and kind == setting.section:
            deadline = due_year(sentence, index, setting.due)
        read = replace(
            reading,
            indicator=given.indicator or indicator,
            subject=given.subject or reading.subject,
            unit=_settle_unit(sentence, index, reading, indicator),
        )
        dated = UNDATED
        if not deadline:
            dated = _date_figure(sentence, index, replace(read, kind=kind), moment, frame, setting, reader)
        is_sure = bool(reading.kind or setting.section or (setting.year and is_due(moment, setting.year)))
        doubts = _find_doubts(sentence, index, reading, read, is_english=reader.is_english, is_known=is_sure)
        score = choose_score(reading.rule, doubts + _doubts_of_year(dated, setting.years, is_known=is_sure))
        read = complete_name(sentence, index, read, reading.indicator, is_english=reader.is_english)
        figure, year = sentence.figures[index], deadline or month_in(dated)
        statements.append(Statement(figure, read, kind, moment, year, score, dated.months))
    return settle_compared(sentence, add_starts(sentence, readings, statements, is_english=reader.is_english))


def _named_before(sentence: Sentence, index: int, named: Mapping[int, _Named], reading: Reading) -> _Named:
    """Return what figure `index` may continue, without what only an aside before it names.

    A figure that only points to one before it (这一数字) continues one with its unit.

    >>> 地区生产总值增长6%(其中工业增加值增长7%),高于全国1个百分点 -> 地区生产总值
    >>> 产值18亿元,利润率3%;去年,这一数字是28亿元 -> 产值
    """
    figures, place = sentence.figures, sentence.figures[index].start
    for number in reversed([*named]):
        units = {figures[number].unit, figures[index].unit}
        is_meant = not reading.is_pointer or len(units) == 1 or "" in units
        if is_meant and not sentence.is_aside(figures[number].start, place):
            return named[number]
    return _Named()


def _outside_asides(sentence: Sentence, index: int, statements: list[Statement]) -> list[Statement]:
    """Return the statements before figure `index` without those of asides before it."""
    if not sentence.asides:
        return statements
    place = sentence.figures[index].start
    return [one for one in statements if not sentence.is_aside(one.figure.start, place)]


def _name_figure(
    sentence: Sentence, index: int, reading: Reading, outside: list[Statement], before: _Named
) -> tuple[str, _Named]:
    """Return the indicator of a figure, and what the figures after it may continue."""
    indicator = _join_name(sentence, index, reading, outside, before.indicator)
    indicator, amount = follow_amount(reading, indicator, before.amount)
    if reading.is_baseline:
        return indicator, _Named(indicator, amount, before.last)
    if indicator and not indicator.startswith(before.indicator or "占"):
        return indicator, _Named(indicator, amount, index)
    return indicator, before._replace(amount=amount)


def _join_name(
    sentence: Sentence, index: int, reading: Reading, statements: list[Statement], before: str
) -> str:
    """Return the name of a figure with what it takes from `before`, the name that it may continue."""
    own = share_measure(sentence, index, reading, statements) or reading.indicator
    return join_indicators(name_before(before, sentence.figures[index].unit), own)


def _look_around(
    reading: Reading, carried: Kind, usual: Kind, moment: Moment | None, year: int, *, is_report: bool
) -> Around:
    """Return what is known around a figure, by its date and the other figures.

    A statement is actual, whatever the others of its sentence and those before it are.
    """
    around = Around(
        carried, usual, is_due(moment, year), _is_past(moment, year), "actual" if is_report else "target"
    )
    if reading.is_statement:
        return around._replace(carried="", usual="actual")
    return around


def _has_just_begun(sentence: Sentence, moment: Moment | None, years: Years) -> bool:
    """Return whether a moment is the whole year of the document, which had begun when it was written."""
    if moment is None or moment.iso != str(years.year) or months_of(sentence.text, moment):
        return False
    if _FIRST_DAYS.match(sentence.text, moment.end):
        return False
    return 0 < years.month <= _FIRST_MONTHS


def _moment_carried(
    sentence: Sentence,
    index: int,
    moment: Moment | None,
    readings: Mapping[int, Reading],
    reader: Reader,
) -> Moment | None:
    """Return the moment carried to a target without one, None if it is that of another goal.

    全年突破1800亿元,到2027年达到3000亿元: the first goal is due this year. Nor is it due in 2027 if the
    second goal is of the same indicator.
    """
    if moment is None or moment not in sentence.moments:
        return moment
    if reader.is_english:
        if sentence.is_of_goal(index, moment):
            return None
        return moment
    behind = [number for number, figure in enumerate(sentence.figures) if figure.start > moment.end]
    if moment.start <= sentence.figures[index].start or not behind:
        return moment
    following = readings.get(behind[0])
    goes_on = following is not None and not following.indicator and not following.is_baseline
    if goes_on or names_time(sentence, index):
        return None
    return moment


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


def _moment_of(
    sentence: Sentence, index: int, moments: Mapping[int, Moment | None], reader: Reader
) -> Moment | None:
    """Return the date of a figure by the tree, or else by the words; None if another time has begun since."""
    moment = label_of(sentence, index)
    if moment is None:
        moment = moments.get(index)
    if moment is None and index not in moments:
        moment = date_of(sentence, index, is_english=reader.is_english)
    if is_superseded(sentence, index, moment):
        return None
    return moment


def _date_in_list(given: Shared, moment: Moment | None) -> tuple[Moment | None, str]:
    """Return the moment and date of a figure; in a list it has its own, not the whole of 2021年至2023年."""
    if given.deadline:
        return None, given.deadline
    return moment, moment.iso if moment else ""


def _is_past(moment: Moment | None, year: int) -> bool:
    return moment is not None and moment.role == "by" and not is_due(moment, year)


def _is_over(deadline: str, year: int) -> bool:
    return 0 < int(deadline[:4] or 0) < year


def _date_figure(
    sentence: Sentence,
    index: int,
    read: Reading,
    moment: Moment | None,
    frame: Frame,
    setting: Setting,
    reader: Reader,
) -> Dated:
    """Return the year of a figure whose clause and section name none."""
    if reader.is_english and read.kind != "target" and (year := year_inside(read.indicator)):
        return Dated(year, "")
    if not reader.is_english and _STILL_SO.search(
        sentence.text, sentence.start, sentence.figures[index].start
    ):
        frame = frame._replace(year="")
    is_planned = reader.is_english and read.kind == "target"
    dated = date_figure(
        sentence,
        index,
        read.kind or "actual",
        moment,
        frame,
        setting.years,
        is_english=reader.is_english,
        in_tasks=setting.section == "target" or is_planned,
    )
    is_standing = dated.source == "carried" and _STANDING.search(read.indicator)
    if is_standing:
        return UNDATED
    return dated


def _doubts_of_year(dated: Dated, years: Years, *, is_known: bool) -> list[str]:
    if not is_known and years.is_supposed:
        return ["mixed report"]
    if dated.source:
        return [_YEAR_DOUBTS[dated.source]]
    return []


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
