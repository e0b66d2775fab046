"""Add the share that a figure takes from the one before it: 占3.4%，提高0.9个百分点."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.figures.settling.finishing import Statement
from flows.annotation.figures.settling.neighbours.starts import is_listed
from flows.annotation.figures.statements import Reading, Sentence
from flows.annotation.figures.units import PERCENT, POINTS
from flows.annotation.figures.words import GAP
from flows.records import CHANGES
from flows.text import lazy_pattern

# The second of two figures about one thing: 1.42 million ships last year, accounting for 10 percent of.
_WHEN = (
    r"(?: (?:last|this) year| in (?:19|20)\d\d| (?:over|from|on|than) (?:a year earlier"
    r"|the (?:previous|prior|preceding) year|(?:19|20)\d\d)| year[- ](?:on|over)[- ]year)?"
)
_ACCOUNTING = lazy_pattern(
    rf"{_WHEN},? ?(?:which )?(?:accounting for|account(?:s|ed) for|representing|represent(?:s|ed)|equal to"
    r"|equivalent to|making up)(?: about| around| some| nearly| almost| over| more than)? "
)
_OF_WHOLE = lazy_pattern(
    r" of (?:(?:the|its|our|their) )*((?:[a-z'&-]+ ){0,4}?[a-z'&-]+)"
    r"(?= ?[.,;()]| (?:in|and|for|at|by|as|from)(?![a-z])|$)"
)
_CONTRIBUTES = "贡献"


def share_before(sentence: Sentence, index: int, reading: Reading, statements: Sequence[Statement]) -> str:
    """Return the share that a figure continues, or "".

    Points change the share before them (占3.4%，提高0.9个百分点). In English, "accounting for" makes a figure
    the share of the sum before it (20 billion yuan, accounting for 12 percent of GDP).
    """
    if share := _share_of_sum(sentence, index, reading, statements):
        return share
    if sentence.figures[index].unit == PERCENT and (share := _contributed(reading, statements)):
        return share
    if reading.indicator or not statements or sentence.figures[index].unit != POINTS:
        return ""
    before = statements[-1]
    if index + 1 < len(sentence.figures) and is_listed(sentence, index + 1):
        return ""
    is_share = before.figure is sentence.figures[index - 1] and before.figure.unit == PERCENT
    return before.reading.indicator * is_share


def _contributed(reading: Reading, statements: Sequence[Statement]) -> str:
    """Return the next share of a list of what somebody contributes: 贡献50%以上的税收、60%以上的就业."""
    before = statements[-1] if statements else None
    if before is None or reading.rule != "choose_item" or before.figure.unit != PERCENT:
        return ""
    contributor, contributes, to = before.reading.indicator.rpartition(_CONTRIBUTES)
    is_listed = (
        bool(contributes)
        and not to.startswith(("率", "度", "占"))
        and reading.indicator != contributes
        and "是" not in reading.indicator  # 贡献50%的税收，80%的小微企业是民营企业
    )
    return f"{contributor}{contributes}{reading.indicator}" * is_listed


def _share_of_sum(sentence: Sentence, index: int, reading: Reading, statements: Sequence[Statement]) -> str:
    """Return the name of a share whose part is the sum right before the figure, or ""."""
    figure = sentence.figures[index]
    is_open = not reading.indicator or reading.indicator.startswith("share of")
    if figure.unit != PERCENT or not statements or not is_open:
        return ""
    before = last = statements[-1]
    end = max(last.figure.end, last.figure.noun_end)
    if last.reading.comparator in CHANGES and last.figure.unit == PERCENT and len(statements) > 1:
        before = statements[-2]  # 1.42 million ships, an increase of 38 percent, accounting for
    is_same = before.reading.indicator == last.reading.indicator
    is_sum = last.figure is sentence.figures[index - 1] and before.figure.unit not in (PERCENT, POINTS)
    is_sum = is_sum and is_same
    whole = _OF_WHOLE.match(sentence.text, figure.end, sentence.end)
    if not is_sum or not whole or not _ACCOUNTING.fullmatch(sentence.text, end, figure.start):
        return ""
    return f"{before.reading.indicator}{GAP} (share of {GAP}{whole[1]}{GAP})"
