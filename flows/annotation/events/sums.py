"""The sum of money of an event."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.events.sentences import Sentence
from flows.annotation.figures import parse_figure
from flows.records import Mention
from flows.text import lazy_pattern, within

# Actions that take a sum of money.
_WITH_SUMS = frozenset(
    ("listed", "funded", "invested", "acquired", "merged", "opened", "founded", "sanctioned")
)
# Before a sum that was raised or paid, and after it.
_RAISED = lazy_pattern(
    r"rais(?:ed|ing)|for|worth|of|totall?ing|capital|at"
    r"|募集|募资|融资|金额|总额|投资|资本|规模|以|作价|价格|斥资|出资|耗资|花(?:费|(?=[约近逾超]?\d))"
)
_DEAL = lazy_pattern(r"\s(?:[\w-]+\s)?(?:acquisition|takeover|purchase|deal|buyout|offering|ipo|round)\b")
_SHARE_OF = lazy_pattern(r"的?\d[\d.]*%")  # 销售额4557亿元4%的罚款: not the fine
_VALUED = lazy_pattern(r"\b(?:valu(?:ed|es|ing|ation)|worth)\b[^,.;]{0,60}$|估值[^,。;]{0,12}$")
_PER_SHARE = lazy_pattern(r"\s(?:per\s|(?:a|each)\s(?:share|unit|piece)\b|apiece\b)")
_FROM = lazy_pattern(r"(?:\bfrom(?: \w+)? ?|[由从]原?来?的?[约近]?)$")
_TO_SUM = 24  # code points from the words about a listing to the sum that it raised
_LEAST_PROCEEDS = 10_000  # a smaller sum is the price of a share: began trading at HK$235
# Before the sum of an issue of shares, in a sentence about it.
_PROCEEDS = lazy_pattern("募集资金(?:总额|总量)?(?:合计|共计)?(?:约?为|达到?|约|人民币)*$")
_ISSUE = lazy_pattern("公开发行|发行[^,。;]{0,12}股")
# The sums of these need no word of _RAISED; a firm that was founded or listed has sales as well.
_ONE_SUM = frozenset(("funded", "invested", "sanctioned"))


def find_proceeds(plain: str, mentions: Sequence[Mention], place: int) -> Mention | None:
    """Return the sum that the Chinese sentence before `place` says an issue of shares raised.

    >>> 首次公开发行4,500万股，募集资金总额12亿元。|公司股票于同年在科创板上市 -> 12亿元
    """
    start = plain.rfind("。", 0, max(0, place - 1)) + 1
    if not _ISSUE.search(plain, start, place):
        return None
    sums = (one for one in within(mentions, start, place) if one.type == "MONEY")
    return next((one for one in sums if _PROCEEDS.search(plain, start, one.start)), None)


def find_sum(sentence: Sentence, first: int, last: int, action: str) -> tuple[float | None, str, int, int]:
    """Return value, unit, start and end of the sum in a stretch, preferably one marked as raised or paid.

    A listing may have that of the sentence before, without a place. Without a sum, or for an action that
    takes none, the result is None, "", 0, 0.
    """
    value, unit, start, end = _find_own_sum(sentence, first, last, action)
    if not unit and action == "listed" and sentence.raised:
        figure = parse_figure(sentence.raised.text, sentence.language)
        if figure:
            return figure.value, figure.unit, 0, 0
    return value, unit, start, end


def _find_own_sum(
    sentence: Sentence, first: int, last: int, action: str
) -> tuple[float | None, str, int, int]:
    if action not in _WITH_SUMS:
        return None, "", 0, 0
    sums = [
        mention
        for mention in sentence.mentions
        if mention.type == "MONEY" and first <= mention.start and mention.end <= last
    ]
    sums = [
        one
        for one in sums
        if not (_PER_SHARE.match(sentence.plain, one.end) or _SHARE_OF.match(sentence.plain, one.end))
    ]
    sums = [one for one in sums if not sentence.plain.endswith(("每股", "每份"), first, one.start)]
    if action == "listed":  # listed on ChiNext and raised 640 million
        sums += [
            mention
            for mention in sentence.mentions
            if mention.type == "MONEY"
            and last <= mention.start < last + _TO_SUM
            and mention.end <= sentence.end
        ]
    if len(sums) > 1:  # secured $820 million, valuing it at $5 billion
        sums = [one for one in sums if not _VALUED.search(sentence.plain, first, one.start)] or sums
    if len(sums) > 1:  # raised its capital from 22 to 28 billion yuan: the new sum
        sums = [
            one for one in sums if not _FROM.search(sentence.plain, max(first, one.start - 14), one.start)
        ]
    raised = [
        one
        for one in sums
        if _RAISED.search(sentence.plain, max(first, one.start - 14), one.start)
        or _DEAL.match(sentence.plain, one.end)
    ]
    if action not in _ONE_SUM and not raised:
        return None, "", 0, 0
    chosen = next(iter(raised or sums), None)
    if chosen is None:
        return None, "", 0, 0
    figure = parse_figure(chosen.text, sentence.language)
    if figure is None or (action == "listed" and figure.value < _LEAST_PROCEEDS):
        return None, "", 0, 0
    return figure.value, figure.unit, chosen.start, chosen.end
