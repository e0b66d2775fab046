"""The period that a report declares once, in its first lines or by a definition, for all its figures."""

from __future__ import annotations

from flows.annotation.figures.moments import MONTH
from flows.annotation.figures.numbers import fold_figures
from flows.text import lazy_pattern, parse_numeral

_HEAD, _TOP = 1500, 400  # code points searched for a definition, and for the end of the period covered
_HAN_YEAR = r"(?:19|20)\d\d|二[〇零○]{1}[〇零○一二三四五六七八九]{2}"
_OTHERS = r"(?!\s?(?:年度?)?\s?(?:[、,和及与至到—–-]|and |or |to )\s?(?:19|20|二)[\d〇零○])"
_ENDED = lazy_pattern(
    rf"截[至止](?:于)?(?P<han>{_HAN_YEAR})年(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})月"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})日止[^,。;]{0,6}(?:年度|年|个月|季度|期间)"
    r"|(?<![a-z])(?:year|quarter|half|half-year|months|weeks|period) (?:then )?end(?:ed|ing) "
    rf"(?:on )?(?:(?:\d{{1,2}} )?{MONTH}\.?(?: \d{{1,2}})?,? )(?P<year>20\d\d)(?!\d){_OTHERS}"
)
_DEFINED = lazy_pattern(
    rf"报告期(?:内)?[”\"]?(?:系|是)?指(?:公司)?(?P<han>{_HAN_YEAR})年(?:度|全年|1月1日至(?P=han)年\d+月\d+日"
    rf"|1月1日至\d+月\d+日|\d-\d月|上半年){_OTHERS}"
    rf"|(?P<year>20\d\d)(?!\d)[^.;]{{0,24}}\([^()]{{0,24}}\b(?:reporting|review|current) (?:period|year)\b"
)
_SEVERAL = lazy_pattern(
    r"(?<![a-z])years end(?:ed|ing) |报告期[^。]{0,4}指[^。;]{0,12}(?:最近|近|过去)?[两二三]年"
)


def find_reported(text: str) -> str:
    """Return the year that the figures of a report cover, by its first lines or a definition, or "".

    >>> for the year ended 31 December 2023 (the "Reporting Period") -> 2023
    >>> 截至2023年12月31日止年度 -> 2023
    >>> 报告期指2021年、2022年及2023年 -> none: several years
    """
    head = fold_figures(text[:_HEAD]).text.replace("\n", " ")
    if _SEVERAL.search(head):
        return ""
    found = list(_DEFINED.finditer(head))
    found = found or list(_ENDED.finditer(head, 0, _TOP))
    years = {parse_numeral(match["han"] or match["year"]) or 0 for match in found}
    if len(years) == 1:
        return str(years.pop())
    return ""
