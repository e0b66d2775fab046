"""Lists of cases, rights, contents and papers: their items ask nothing of anybody."""

from __future__ import annotations

import re

from flows.annotation.directives.clauses import Span
from flows.text import end_of, lazy_pattern

# The mark of an item, by kind: (一), (a), 1., 1), ①.
_MARKS = (
    r"\([一二三四五六七八九十百〇零\d]{1,4}\)",
    r"\([a-z]{1,4}\)",
    r"\d{1,3}[.、](?!\d)",
    r"\d{1,3}\)",
    "[①-⑳]",
)
_MARK = "|".join(f"(?P<kind{number}>{mark})" for number, mark in enumerate(_MARKS))
_FIRST_ITEM = lazy_pattern(rf":\s{{0,4}}(?:{_MARK})")
_NEXT_ITEMS = tuple(lazy_pattern(rf"\s{{0,12}}{mark}") for mark in _MARKS)
_BORDER = lazy_pattern(r"[。\n]+|(?<=[a-z)])\.\s+")
# What a list is of: 下列情形之一的, 下列条件的企业, 以下申报材料.
_CASES = (
    "情形|情况|行为|条件|权利|权力|专有权|权益|材料|资料|文件|证件|内容|事项|信息|数据|种类|类型|类别"
    "|范围|领域|项目|物品|单位|人员|机构|费用|原因|因素|依据|特征|指标"
)
_ENGLISH_CASES = (
    "acts?|conduct|practices|circumstances|situations|cases|conditions|criteria|rights|documents|materials"
    "|information|particulars|items|matters|contents?|types|kinds|categories|persons|entities|data|grounds"
    "|reasons|factors"
)
_ANNOUNCES = lazy_pattern(r"下列|以下|如下|下述|\bthe following\b")
_OF_CASES = lazy_pattern(
    rf"[^,。:;\n]{{0,20}}?(?:(?:情形|情况|行为|条件)(?:之一)?的|之一的|(?:{_CASES})(?:之一)?者?(?=[,:]))"
    rf"|(?: (?!(?:in|on|of|for|to|under|by)\b)[a-z-]+){{0,3}}? (?:{_ENGLISH_CASES})\b[^:;\n]*:"
)
# 注意下列事项: the items say what is to be done.
_TO_DO = lazy_pattern("(?:注意|做好|做到|落实|抓好|完成|遵守|遵循|执行)(?:的|了)?$")
# 征集方向包括: without 下列.
_CONSISTS = lazy_pattern(rf"(?:方向|对象|事实|等级|{_CASES})(?:应当?|主要)?(?:包括|分为)(?=:)")
_REACH = 160  # code points of a lead before the colon
_LONGEST = 20_000  # code points of a list


def find_listed(plain: str, *, is_listed: bool = False) -> list[Span]:
    """Return the stretches of a folded text that are items of lists of cases, rights or contents, in order.

    有下列情形之一的,不予登记:(一)提供虚假材料;(二)… begins one after its colon. It goes on as long as each
    sentence or line begins with a mark of the same kind. Lists of duties, tasks and measures are left out
    (履行下列职责:), since their items say what is to be done. `is_listed` means that the text begins with an
    item of such a list.
    """
    found: list[Span] = []
    if is_listed and (first := re.match(rf"\s*(?:{_MARK})", plain)):
        found.append(Span(0, _end_of_items(plain, 0, _NEXT_ITEMS[_kind_of(first)])))
    for match in _FIRST_ITEM.finditer(plain):
        start = match.start() + 1
        if (not found or start >= found[-1].end) and _announces_cases(plain, match.start()):
            found.append(Span(start, _end_of_items(plain, start, _NEXT_ITEMS[_kind_of(match)])))
    return found


def _kind_of(mark: re.Match[str]) -> int:
    return next(number for number in range(len(_MARKS)) if mark[f"kind{number}"])


def _announces_cases(plain: str, colon: int) -> bool:
    """Return whether the sentence before a colon announces cases: by its last 下列, or by 包括 at its end."""
    first = max(0, colon - _REACH)
    first = max((border.end() for border in _BORDER.finditer(plain, first, colon)), default=first)
    announced = list(_ANNOUNCES.finditer(plain, first, colon))
    if announced:
        last = announced[-1]
        is_of_cases = _OF_CASES.match(plain, last.end(), colon + 1) is not None
        return is_of_cases and not _TO_DO.search(plain[max(first, last.start() - 4) : last.start()])
    return _CONSISTS.search(plain, first, colon + 1) is not None


def _end_of_items(plain: str, start: int, item: re.Pattern[str]) -> int:
    """Return where a sentence or line begins without the mark of an item, after those with one."""
    limit = min(len(plain), start + _LONGEST)
    first = end_of(item.match(plain, start), start)
    for border in _BORDER.finditer(plain, first, limit):
        if not item.match(plain, border.end()):
            return border.end()
    return limit
