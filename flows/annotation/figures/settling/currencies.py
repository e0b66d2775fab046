"""Sums of Taiwan, Hong Kong and Macao, where a bare 元 is not renminbi and "$" not the US dollar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from flows.records import Target
from flows.text import has_han, lazy_pattern

_NAMED = lazy_pattern("新?[台臺][幣币]|NT\\$|NTD|TWD")
# Bodies of Taiwan in traditional characters; 工研院 and 經濟部 only as whole names.
_BODIES = lazy_pattern(
    "(?<![法府國京])(?:行政院(?!校)|立法院|監察院|國科會|國發會|數位發展部|金管會|衛福部|中科管理局)"
    "|(?:(?<![\u4e00-\u9fff])|(?<=[由與和及對向據])|(?<=[台臺]灣))(?:經濟部|工研院|竹科)"
)
_TRADITIONAL = lazy_pattern("[億萬國會處發資產業與經濟對間門關開過這個為臺灣幣]")
_SIMPLIFIED = lazy_pattern("[亿万国会处发资产业与经济对间门关开过这个为湾币]")
_ISLAND = lazy_pattern("[台臺]灣")
# If another yuan or dollar is named, a bare 元 may be that one; texts about the mainland use its own.
_OTHERS = lazy_pattern("人民[幣币]|RMB|CNY|港[元幣币]|澳門元|澳门元")
_ELSEWHERE = lazy_pattern("大陸|陸[企資]|中資|中國(?!信託|石油|鋼鐵|醫藥)|內地|香港|澳門|國民政府")
_END = lazy_pattern("[。！？!?；;\n]")
# 2兆8,943億元: only sums of Taiwan are written like this.
_TRILLIONS = lazy_pattern("兆[\\d,.]*[億亿]元")
_BARE, _DOLLAR = "元", "$"
# Years of the Republic since the 1970s: 民國一百零九年, 109年5月, 108會計年度.
_ROC_YEAR = (
    "民國(?:[6-9]\\d|1[0-2]\\d|[六七八九]十[一二三四五六七八九]?|一百[一二三四五六七八九十零○〇]*)年"
    "|(?<![\\d.期刑])1[01]\\d(?:年(?:1[0-2]|0?[1-9])月(?!以)|會計年度|年度(?=預算|施政|總預算|中央政府))"
)
# Words that show that a document is from one of these places: its government, people and currency.
_PLACES = {
    "HKD": lazy_pattern(
        r"本港|香港特區政府|香港特別行政區政府|財政司司長|港[元幣]|HK\$|\bHKSAR\b"
        r"|Hong Kong (?:SAR|Government)|立法會財務委員會|\bLegCo\b"
        r"|Finance Committee of the Legislative Council"
    ),
    "MOP": lazy_pattern("澳門元|澳門特別行政區政府|澳門特區政府|葡幣|\\bMOP\\b|Macao SAR Government"),
    "TWD": lazy_pattern(f"{_NAMED.pattern}|{_BODIES.pattern}|{_ROC_YEAR}"),
}
# Taxes that only Hong Kong has: its documents in simplified characters.
_TAXES = lazy_pattern("薪俸[稅税]|利得[稅税]|[課课][稅税]年度|差[餉饷]")
_SPECIAL_REGIONS = ("HKD", "MOP")
_REGION = lazy_pattern("(?<!香港)(?<!澳門)特區政府")  # that of the region which the document names in full
_OWN = {"HKD": lazy_pattern("港[元幣币]|HK\\$"), "MOP": lazy_pattern("澳[門门]元")}
_LEAST_NAMED = 2


def find_currency(text: str) -> str:
    """Return the currency of a bare 元 or "$" in a document: HKD, MOP or TWD, or "" for that of the unit.

    The document names the government or currency of one of these places at least twice, and more often than
    those of the others. Years of the Republic (民國一百零九年) count for Taiwan, 特區政府 for the region that
    the document names in full. If it is Chinese, it is in traditional characters, or names taxes that only
    Hong Kong has.
    """
    if has_han(text) and not _is_traditional(text):
        is_of_region = len(set(_TAXES.findall(text))) >= _LEAST_NAMED and not _OTHERS.search(text)
        return "HKD" * is_of_region
    counts = {name: len(pattern.findall(text)) for name, pattern in _PLACES.items()}
    region = max(_SPECIAL_REGIONS, key=lambda name: counts[name])
    if min(counts[name] for name in _SPECIAL_REGIONS) < counts[region]:
        counts[region] += len(_REGION.findall(text))
    first, second, *_ = sorted(counts.values(), reverse=True)
    if first < _LEAST_NAMED or first == second:
        return ""
    return max(counts, key=lambda name: counts[name])


def settle_yuan(
    text: str, targets: Iterable[Target], currency: str = "", heads: str = ""
) -> tuple[Target, ...]:
    """Return the figures, with a bare 元 as Taiwan dollars if the text shows that it means them.

    It does in texts in traditional characters about a body of Taiwan, after 新臺幣 in such texts, and in sums
    written with 兆 and 億, unless the text names renminbi, Hong Kong dollars or the mainland. `currency` is
    that of the document (`find_currency`): it applies to a bare 元 or "$" unless the text names another one.
    `heads` are the column heads of the text's tables.
    """
    found = tuple(targets)
    text = f"{text}\n{heads}".rstrip("\n")
    if currency not in _OWN and _is_of_hong_kong(text):
        currency = "HKD"
    if currency in _OWN:
        return _in_currency(text, found, currency)
    if _BARE not in text or _OTHERS.search(text):
        return found
    is_of_taiwan = currency == "TWD"
    is_islands = (is_of_taiwan or _is_traditional(text)) and not _ELSEWHERE.search(text)
    named = _NAMED.search(text) if is_islands else None
    first = named.start() if named and _ISLAND.search(text) else len(text)
    if is_islands and (is_of_taiwan or _BODIES.search(text)):
        first = 0
    return tuple(
        _in_taiwan_dollars(target)
        if target.start >= first
        or _TRILLIONS.search(target.text)
        or (is_islands and _is_named_before(text, target.start))
        else target
        for target in found
    )


def _is_of_hong_kong(text: str) -> bool:
    """Return whether a passage in traditional characters is about the government of Hong Kong alone."""
    if not (_is_traditional(text) and _PLACES["HKD"].search(text)) or _OTHERS.search(text):
        return False
    return not (_PLACES["TWD"].search(text) or _PLACES["MOP"].search(text))


def _in_currency(text: str, targets: Iterable[Target], currency: str) -> tuple[Target, ...]:
    """Return the figures of a text from Hong Kong or Macao; 元 is unchanged if another yuan is named."""
    others = _OTHERS.sub(lambda match: "" if _OWN[currency].fullmatch(match[0]) else match[0], text)
    is_other = _OTHERS.search(others) is not None
    return tuple(
        replace(target, unit="/".join([currency, *target.unit.split("/")[1:]]))
        if (_is_bare(target) and target.unit.startswith("CNY") and not is_other)
        or (target.text.startswith(_DOLLAR) and target.unit.startswith("USD"))
        else target
        for target in targets
    )


def _is_bare(target: Target) -> bool:
    """Return whether a sum has a bare 元, or is a number whose unit is in the head of its column."""
    if target.rule == "table" and not any(map(str.isalpha, target.text)):
        return True
    return target.text.endswith(_BARE)


def _is_traditional(text: str) -> bool:
    return len(_TRADITIONAL.findall(text)) > len(_SIMPLIFIED.findall(text))


def _is_named_before(text: str, place: int) -> bool:
    """Return whether the same sentence names 新臺幣 before a place."""
    return any(not _END.search(text, named.end(), place) for named in _NAMED.finditer(text, 0, place))


def _in_taiwan_dollars(target: Target) -> Target:
    currency, *rates = target.unit.split("/")
    if currency != "CNY" or not _is_bare(target):
        return target
    return replace(target, unit="/".join(["TWD", *rates]))
