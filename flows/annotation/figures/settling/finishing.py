"""Turn statements into records: the original words, the subject and the period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flows.annotation.figures.moments import Moment, months_from, months_of
from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.settling.footing import lower_score
from flows.annotation.figures.settling.subjects import find_actor, find_inside
from flows.annotation.figures.statements import Kind, Reading, Sentence
from flows.annotation.figures.words import GAP
from flows.records import CHANGES, Mention, Target
from flows.text import HAN, Shadow, has_han, in_one_line, lazy_pattern

_LIST_NUMBER = lazy_pattern(r"^\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+|^[）)：:]+")
# Words that lead to what a value is compared with: more than | the first two phases combined.
_COMPARED = lazy_pattern(r"^(?:(?:more|less|fewer|higher|lower) )?than (?:the )?(?=\w)")
# Whose estimate it is: by one estimate | subsidies totaled.
_ESTIMATE = lazy_pattern(r"^(?:by )?(?:one|some|most|another|official) estimates? (?=[a-z])")
# The rest of a phrase that opens a sentence: (in that) regard, | China's index.
_RESPECT = lazy_pattern(r"^(?:regard|respect|context|sense|case|field|area|way|end), (?=\S)")
# The noun of a change before the level that is reached: a | fall in profit | to 238 million yuan.
_CHANGED = lazy_pattern(
    r"^(?:[a-z-]+ )?(?:fall|drop|decline|decrease|slide|slump|reduction|rise|increase|jump|surge|gain"
    r"|growth|improvement) in (?=[a-z])"
)
# Who saw a measure change: state firms saw their | trade | fall by 1 percent.
_NEW_FIRMS = lazy_pattern("新(?:增|设|培育|认定|引进)[^,，。]{0,8}(?:公司|企业|市场主体|经营主体)$")
_SEEN = lazy_pattern(r"(?P<owner>.+?) (?:saw|sees|(?:has|have|had) seen) (?:its|their|the) (?P<own>[a-z].+)")
# Whose holding a share is: 青禾金融|持股.
_HOLDER = lazy_pattern(
    rf"(?P<owner>(?!合计|累计|共|其|该|双方|各|直接|间接|第|前|最|目前|仍|已)[{HAN}]{{3,14}}?)"
    "(?:直接|间接|合计)?(?:持股|占股)(?:比例)?"
)
# A part of a year at the end of what is measured: exports of ore | in the first seven months.
_PART_OF_YEAR = lazy_pattern(
    r" (?:in|during|over|for) the (?:first|second|third|fourth|final|last) (?:[a-z]+ )?"
    r"(?:months|quarters?|half|half-year)$"
)
# Who says so, or which way it changed, behind what is measured: subsidies, | according to its filings.
_ASIDE_BEHIND = lazy_pattern(r", (?:according to .*|down|up)$")
# Words behind the name: the level | reached, segments | and refines.
_VERB_BEHIND = lazy_pattern(
    r"(?<=[a-z]{3}) (?:reached|and (?:refines|produces|consumes|makes|owns|processes))$"
)
# What somebody must pay: carriers | fined, for late filing; an offence | punishable; penalties | range.
_FINED = lazy_pattern(
    r"^(?:(?!.*\b(?:was|were|been|are|is)\b).* )?(?:fined\b"
    r"|(?:faces?|imposes?|impose|carr(?:y|ies)|attracts?|risks?|levied|imposed) (?:an? )?"
    r"(?P<sum>(?:[a-z]+ )?(?:fines?|penalt(?:y|ies))$))"
)
_PUNISHED = lazy_pattern(r"^(?P<deed>.+) punishable$")
_RANGING = lazy_pattern(r"(?<=fines|lties) range$")
_BOUND_BEHIND = lazy_pattern(r" (?:(?:no|not) (?:lower|less|more|higher|fewer) than|at (?:least|most))$")
# A subject of its own, to which no place before it applies: 日本企业为6%,国内企业为9%.
_OTHER_SCOPE = lazy_pattern("国内|国外|境内|境外|海外|全球|世界|内资|外资|本土(?!化)|其他|其余")
_OWN_COUNTRY = lazy_pattern("^(?:我国|中国)(?=..)")
_TO_LEVEL = (" to ", " from ", " (")
# The rest of a class in a name: cities at the prefecture level | and above.
_AND_ABOVE = lazy_pattern(r" and (?:above|below|over|higher|lower)(?![a-z])")
_CLASS_ENDS = (" level", " size", " scale", " grade", " rank")
# What a country has at one time, the end of a period that the text names.
_STOCK = lazy_pattern("(?:储备|余额|存量|保有量|里程|普及率|覆盖率|比重|占比)$")
_NUMBERED = lazy_pattern(r"\bNos?\.?$")
_NUMBER_BEHIND = lazy_pattern(r"\.? ?\d+(?: of (?:19|20)\d\d(?!\d))?")


class Statement(NamedTuple):
    """The statement of one figure: its reading, with kind and date settled, and its score.

    `months` are the first and last month of the part of the deadline's year that the figure covers.
    """

    figure: Figure
    reading: Reading
    kind: Kind
    moment: Moment | None
    deadline: str
    score: float
    months: tuple[int, int] | None = None


def make_target(
    text: str, shadow: Shadow, sentence: Sentence, statement: Statement, subjects: Sequence[Mention]
) -> Target:
    """Return a statement as a record, with the words of the original text."""
    figure, reading = statement.figure, statement.reading
    start, end = shadow.span(figure.start, figure.end)
    indicator = _clean_indicator(_as_written(text, shadow, sentence, reading.indicator))
    if reading.comparator not in CHANGES and sentence.text.endswith(_TO_LEVEL, sentence.start, figure.start):
        indicator = _CHANGED.sub("", indicator)
    seen = _SEEN.fullmatch(indicator)
    if seen:
        indicator = seen["own"]
    first, _ = shadow.span(sentence.start, figure.end)
    indicator += _rest_of_class(text, indicator, first, start)
    near = [mention for mention in subjects if first <= mention.start < end]
    inside = find_inside(text, indicator, near)
    if not inside and _OTHER_SCOPE.match(indicator):
        near = []
    subject = _with_number(text, first, _as_written(text, shadow, sentence, reading.subject))
    if seen:
        subject = seen["owner"]
    if not subject and (holder := _HOLDER.fullmatch(indicator)):
        subject = holder["owner"]
    if _COMPARED.search(reading.indicator):
        subject = ""  # that of the value which is compared
    if (other := _named_before_bracket(text, start, end, near)) is not None:
        indicator, inside, subject = _OWN_COUNTRY.sub("", indicator), "", other.text
    borders = [shadow.span(place, place + 1)[1] for place in sentence.borders if place < figure.start]
    owner, score = inside or subject, statement.score
    if not owner:
        owner, is_doubtful = find_actor(text, near, [first, *borders], end)
        if is_doubtful and _NEW_FIRMS.match(indicator):
            owner, is_doubtful = "", False  # 样例银行稳健发展，新增上市公司10家: not the bank's
        score = lower_score(score, ["other subject"] * is_doubtful)
    begun, ended = _period_of(sentence, statement)
    return Target(
        start,
        end,
        text[start:end],
        indicator,
        figure.value,
        reading.unit,
        owner,
        figure.value_to,
        reading.comparator,
        statement.deadline,
        _as_written(text, shadow, sentence, reading.baseline),
        statement.kind or "actual",
        begun,
        ended,
        reading.rule,
        score,
        reading.bound,
    )


def _named_before_bracket(text: str, start: int, end: int, near: Sequence[Mention]) -> Mention | None:
    """Return the place whose value is alone in brackets after it (仅次于甲国（12台）), or None."""
    if text[start - 1 : start] not in ("（", "(") or text[end : end + 1] not in ("）", ")"):
        return None
    return next((one for one in near if one.end == start - 1 and one.type == "GPE"), None)


def _clean_indicator(indicator: str) -> str:
    """Return an indicator without list numbers and unpaired brackets: "branch): research spending"."""
    if indicator.count("(") < indicator.count(")"):
        indicator = indicator.rpartition(")")[2] or indicator.replace(")", "")
    elif indicator.count("(") > indicator.count(")"):
        indicator = indicator.rpartition("(")[0] or indicator.replace("(", "")
    indicator = _ESTIMATE.sub("", _COMPARED.sub("", _RESPECT.sub("", indicator)))
    for pattern in (_ASIDE_BEHIND, _PART_OF_YEAR, _BOUND_BEHIND, _VERB_BEHIND):
        indicator = pattern.sub("", indicator)
    indicator = _PUNISHED.sub(
        r"penalty for \g<deed>", _FINED.sub(lambda match: match["sum"] or "fine", _RANGING.sub("", indicator))
    )
    return _LIST_NUMBER.sub("", indicator).strip(" :：,，.") or indicator


def _rest_of_class(text: str, indicator: str, first: int, last: int) -> str:
    """Return the words that end the name of a class in `text[first:last]`, "" if the name has them all."""
    if not indicator.endswith(_CLASS_ENDS):
        return ""
    if rest := _AND_ABOVE.match(text, text.rfind(indicator, first, last) + len(indicator)):
        return rest[0]
    return ""


def _with_number(text: str, start: int, subject: str) -> str:
    """Return a subject that was cut at the number of a document with that number: Announcement No. 90."""
    if not _NUMBERED.search(subject):
        return subject
    place = text.find(subject, start)
    number = _NUMBER_BEHIND.match(text, place + len(subject)) if place >= 0 else None
    return f"{subject}{number[0]}" if number else subject


def _period_of(sentence: Sentence, statement: Statement) -> tuple[str, str]:
    """Return the ends of the period that a figure covers, each "" if the text does not name it."""
    moment, months, year = statement.moment, statement.months, statement.deadline
    if months and len(year) == len("2024"):
        return months_from(year, *months)
    if moment and moment.first:
        is_change = statement.reading.comparator in CHANGES
        if moment.iso and not is_change and _STOCK.search(statement.reading.indicator):
            return "", ""
        return moment.first, moment.iso
    if moment and moment.iso:
        return months_of(sentence.text, moment) or ("", "")
    since = [
        moment
        for moment in sentence.moments
        if moment.role == "base" and moment.first and moment.iso in ("", moment.first)
    ]
    return (since[-1].first, "") if since else ("", "")


def _as_written(text: str, shadow: Shadow, sentence: Sentence, phrase: str) -> str:
    """Return a phrase of the folded sentence as in the text, in one line; a joined phrase part by part."""
    if GAP in phrase:
        parts = phrase.split(GAP)
        spaces = (" " * part.startswith(" ") for part in parts)
        written = (_as_written(text, shadow, sentence, part).lstrip() for part in parts)
        return "".join(f"{space}{one}" for space, one in zip(spaces, written, strict=True))
    place = shadow.text.find(phrase, sentence.start, sentence.end)
    if place < 0 and has_han(phrase):
        return _join_written(text, shadow, sentence, phrase)
    if place < 0 or not phrase:
        return phrase
    start, end = shadow.span(place, place + len(phrase))
    return in_one_line(text[start:end])


def _join_written(text: str, shadow: Shadow, sentence: Sentence, phrase: str) -> str:
    """Return a Chinese phrase as in the text, where words stand inside it: 样例市|2024年|GDP."""
    for cut in range(len(phrase) - 1, 0, -1):
        if shadow.text.find(phrase[:cut], sentence.start, sentence.end) >= 0:
            parts = (phrase[:cut], phrase[cut:])
            return "".join(_as_written(text, shadow, sentence, part) for part in parts)
    return phrase
