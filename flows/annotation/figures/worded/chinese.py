"""Figures in Chinese words that the readers of numerals skip: 四分之一, 排名第二, 第三大, 数百亿元, 过半."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.units import PERCENT, RANK, load_units
from flows.text import HAN_SCALES, compile_alternatives, lazy_pattern, parse_numeral

_PAUSE = lazy_pattern("[,;。!?\n]")
_DIGITS = "一二三四五六七八九十"
_SCALES = "十百千万亿"


@cache
def _pattern() -> re.Pattern[str]:
    forms = load_units().chinese.keys() - {"个人"}  # 数百个人工鱼礁; 个 may precede any unit
    unit = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    return compile_alternatives(
        rf"(?P<whole>[{_DIGITS}]{{1,2}})分之(?P<part>[{_DIGITS}]{{1,2}})(?![点{_DIGITS}])"
        r"|(?:占|超|近|达|过|约|达到|超过)(?:了|全[国省市球]|总[数量额])?的?"
        r"(?P<half>半数|一?半)(?![年月天小导岛径壁山坡亿万])"
        r"|(?<![十那])(?P<whole_half>一半)(?=以上|左右|[,。;、]|的(?!时)|$)"
        rf"|(?:近|约|超|超过|逾|过)(?P<tenths>[{_DIGITS}])成(?![功为立果本员])"
        r"|(?:(?<!安)排名?|位居|位列|名列|居|(?<![上下])列|位次)(?:(?!末)[^,。;、\d第]{0,8})"
        rf"(?P<rank>第[{_DIGITS}]{{1,3}}+|第\d{{1,3}}+)(?:位|名)?"
        r"(?![批次届期章条款步轮阶季产代方梯颗艘个项者人审至])"
        r"|(?:世界|全球|全国|亚洲|国内|全省)"
        rf"(?P<bare>第[{_DIGITS}]{{1,2}}|第\d{{1,2}})(?:位|名)?(?=[,。;、]|$|大)"
        r"|(?<=培育|打造|建成|形成|引育|选树|.、)(?P<round>[百千])(?P<round_unit>[项个家种])"
        r"(?!争|教|姓|万|讲坛|乐|湖|峒)"
        r"|(?P<few>数|几|(?<![元倍%个人万亿]以)上|(?<![形建完达生组构养促落造制集合办做变])成|近)"
        rf"(?P<scale>[{_SCALES}]{{1,3}})(?:个(?!家|人[工所信]|项目|部门))?(?P<unit>{unit})"
        r"|(?:突破|超过?|迈[上过]|跨[上过]|跃上|登上)了?(?P<bare_scale>[百千万]亿)(?P<bare_unit>元)"
        r"(?!级|、?[百千万]亿|[县市区镇]|企业|产业|园区|[^,;。、\d]{0,6}(?:的|\d))"
    )


def find_worded_chinese(text: str, start: int, end: int) -> list[Figure]:
    """Return the figures in words of folded `text[start:end]`, in order."""
    return list(_find(text, start, end))


def _find(text: str, start: int, end: int) -> Iterator[Figure]:
    last_round = end  # where the last round number ends: 培育百家小巨人企业、千家中小企业
    for match in _pattern().finditer(text, start, end):
        if match["whole"]:
            whole, part = parse_numeral(match["whole"]) or 0, parse_numeral(match["part"]) or 0
            if 0 < part < whole:
                yield Figure(*match.span(), round(100 * part / whole, 2), PERCENT, is_worded=True)
        elif match["half"] or match["whole_half"]:
            name = "half" if match["half"] else "whole_half"
            is_over = text.startswith(("过半", "超半"), match.start(name) - 1)
            start = match.start(name) - is_over
            yield Figure(start, match.end(name), 50.0, PERCENT, is_more=is_over, is_worded=True)
        elif match["tenths"]:
            value = 10.0 * (parse_numeral(match["tenths"]) or 0)
            yield Figure(match.start("tenths"), match.end(), value, PERCENT, is_worded=True)
        elif match["round"]:
            is_listed = text[match.start() - 1] == "、"
            if is_listed and (match.start() < last_round or _PAUSE.search(text, last_round, match.start())):
                continue
            last_round = match.end()
            unit = load_units().chinese[match["round_unit"]]
            yield Figure(*match.span(), float(_size(match["round"])), unit, is_scaled=True, is_worded=True)
        elif match["few"]:
            value = float(_size(match["scale"]))
            is_least = match["few"] in "上成近"
            is_near = match["few"] == "近"
            if is_near and len(match["scale"]) == 1 and match["scale"] in "十":
                continue  # 近十年
            yield Figure(
                match.start("scale") if is_near else match.start(),
                match.end(),
                value,
                load_units().chinese[match["unit"]],
                None if is_least else value * 10,
                is_more=is_least and not is_near,
                is_scaled=True,
                is_worded=True,
            )
        elif match["bare_scale"]:  # 突破万亿元
            start, unit = match.start("bare_scale"), load_units().chinese[match["bare_unit"]]
            value = float(_size(match["bare_scale"]))
            yield Figure(start, match.end(), value, unit, is_scaled=True, is_worded=True)
        else:
            name = "rank" if match["rank"] else "bare"
            place = parse_numeral(match[name].removeprefix("第"))
            if place:
                yield Figure(*match.span(name), float(place), RANK, is_worded=True)


def _size(scale: str) -> int:
    size = 1
    for char in scale:
        size *= HAN_SCALES[char]
    return size
