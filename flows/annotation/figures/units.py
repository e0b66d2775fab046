"""Units of figures, with one name for both languages; a Chinese measure word is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from flows.annotation.figures.words import any_of_words, read_table, split_words
from flows.text import has_han, lazy_pattern

PERCENT, PERMILLE, POINTS, TIMES, RANK = "%", "‰", "percentage points", "times", "rank"
TO_ONE = "to 1"  # of a ratio
_BASE_STATIONS = "base stations"
PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Units:
    """The tables of `units.toml`.

    `chinese`, `english` and `currency_signs` map a folded form to its unit, `scales` an English magnitude to
    its value. `counting` are the units that count things (families, items, 家), `times` those of time.
    `stops` end an English noun phrase, but not an "and" in one of `pairs`. `people` matches people counted
    without a measure word.
    """

    chinese: Mapping[str, str]
    english: Mapping[str, str]
    currency_signs: Mapping[str, str]
    scales: Mapping[str, float]
    currencies: frozenset[str]
    times: frozenset[str]
    counting: frozenset[str]
    stops: frozenset[str]
    pairs: frozenset[str]
    firms: tuple[str, ...]
    no_firms: tuple[str, ...]
    businesses: tuple[str, ...]
    homes: tuple[str, ...]
    sums: tuple[str, ...]
    attributes: frozenset[str]
    counted: Mapping[str, str]
    per: Mapping[str, str]
    people: re.Pattern[str]

    def name_counted(self, words: Sequence[str]) -> str:
        """Return the unit for what an English number counts, from its noun phrase (at least one word)."""
        if " ".join(words[-2:]) == _BASE_STATIONS:
            return _BASE_STATIONS
        return self.counted.get(words[-1], words[-1])


@cache
def load_units() -> Units:
    """Read `units.toml`, once."""
    table = read_table("units.toml")
    measure_words = split_words(table["measure_words"])
    return Units(
        chinese=_by_form(table["chinese"]) | {word: word for word in measure_words},
        english=_by_form(table["english"]),
        currency_signs=_by_form(table["currency_signs"]),
        scales=table["scales"],
        currencies=frozenset(split_words(table["currencies"])),
        times=frozenset(split_words(table["times"])),
        counting=frozenset(measure_words) | frozenset(split_words(table["counting_units"])),
        stops=frozenset(split_words(table["stops"])),
        pairs=frozenset(table["pairs"]),
        firms=split_words(table["firms"]),
        no_firms=split_words(table["no_firms"]),
        businesses=split_words(table["businesses"]),
        homes=split_words(table["homes"]),
        sums=split_words(table["sums"]),
        attributes=frozenset(split_words(table["attributes"])),
        counted=_by_form(table["counted"]),
        per=_by_form(table["per"]),
        people=re.compile(
            f"(?>(?:{any_of_words(table['person_modifiers'])}){{0,3}}(?:{any_of_words(table['persons'])}))"
            "(?!家庭|用户|户|次|的)"
        ),
    )


def _by_form(units: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {form: unit for unit, forms in units.items() for form in forms}


_ENTERPRISES, _PATENTS, _HOUSEHOLDS, _USERS = "enterprises", "patents", "households", "users"
_BALES = "bales"  # of 181.44 kg
_YARNS, _NO_YARNS = ("纱", "棉纱产量", "纱产量", "纱线"), ("婚纱", "面纱", "窗纱")
_MEASURES = {_ENTERPRISES: "家", _PATENTS: "件", _USERS: "户", _BALES: "件"}


def chinese_unit(unit: str) -> str:
    """Return a unit in Chinese if it has a Chinese name (CNY/person: 元/人), otherwise unchanged."""
    if unit == TO_ONE:
        return "比1"
    table = load_units()
    if form := _chinese_names().get(unit):
        return form
    number, *rates = unit.split("/")
    back = {ours: form for form, ours in reversed([*table.per.items()]) if has_han(form)}
    return "/".join([_chinese_names().get(number, number), *(back.get(per, per) for per in rates)])


@cache
def _chinese_names() -> dict[str, str]:
    """Return the first Chinese form of each unit, and the measure word of what is counted."""
    forms = reversed([*load_units().chinese.items()])
    return {unit: form for form, unit in forms if has_han(form)} | _MEASURES


def settle_measure(unit: str, context: str) -> str:
    """Return what a Chinese measure word counts: 家 with 企业 enterprises, 件 with 专利 patents.

    户 counts households, or users or businesses if these are named. 块 is yuan next to 收入 and the like,
    件 of 棉纱 are bales.
    """
    units = load_units()
    if unit == _HOUSEHOLDS and not any(word in context for word in units.homes):
        if "用户" in context:
            return _USERS
        is_business = any(word in context for word in (*units.firms, *units.businesses))
        return _ENTERPRISES if is_business else _HOUSEHOLDS
    if unit == "家" and any(word in context for word in units.firms) and not context.endswith(units.no_firms):
        return _ENTERPRISES
    if unit == "块" and any(word in context for word in units.sums):
        return "CNY"
    if unit == "件" and any(word in context for word in _PATENT_WORDS):
        return _PATENTS
    if unit == "件" and context.endswith(_YARNS) and not context.endswith(_NO_YARNS):
        return _BALES
    return unit


_PATENT_WORDS = ("专利", "实用新型", "外观设计")
_SCALES = ("万", "亿")
_MOREPEOPLE = lazy_pattern("[和与及、](?:其他)?")


def cut_people(number: str, unit: str, after: str) -> str:
    """Return the words after a number, cut after the people that it counts without a measure word.

    138万残疾人发放补贴 counts 残疾人.
    """
    if unit != PEOPLE or not number.endswith(_SCALES):
        return after
    people, end = load_units().people.match(after), 0
    while people:
        end = people.end()
        joined = _MOREPEOPLE.match(after, end)
        people = load_units().people.match(after, joined.end()) if joined else None
    return f"{after[:end]}," if end else after


# A rate after a figure: per tonne, a head, 元每分钟. `rate_pattern` adds those of a slash.
_RATE = (
    r" an? (?P<each>(?:metric )?tonn?e?|ton|kilogram|kg|gram|(?:troy )?ounce|barrel|lit(?:er|re)|share"
    r"|hectare|mu|kilowatt[- ]hour|head)(?![a-z-])"
    r"| per (?P<count>\d[\d,]{1,12} |thousand |million )?"
    r"(?:(?!of )[a-z]{2,14} (?=person|people|capita|household|worker))?"
    r"(?P<noun>(?:kilo|mega)?watt[- ]hour"
    r"|(?:square |cubic |metric |troy |[a-z]{2,12}ing )?[a-z]{2,20})(?![a-z-])"
)
# What a sum is paid for; after a count (18万件/套) a slash means "or".
_PIECES = "人次|批次|个|项|台|套|件|次|头|只|株|间"
_SLASH_AND_LETTERS = lazy_pattern(r"/[a-z]{1,8}(?![a-z\d])")
# A second rate: 元/千瓦·年, 元/人/月, yuan/person per year.
_TIME_OF_RATE = (
    r"(?:\s?[/·•.]?\s?(?P<time>年|月|日|天)(?![\u4e00-\u9fff\d])| per (?P<time_en>year|month|day)(?![a-z-]))?"
)


@cache
def _rate_pattern() -> re.Pattern[str]:
    forms = sorted(load_units().per, key=len, reverse=True)
    bases = "|".join(f"{form}(?![a-z\\d])" if form[-1].isascii() else form for form in forms)
    return re.compile(
        rf"(?:\s?/\s?(?P<per>{bases})|(?<=元)/(?P<piece>{_PIECES})"
        rf"|(?<=[元米克升吨次笔条])每(?P<every>千克|公斤|立方米|平方米|分钟|小时|秒)|{_RATE})" + _TIME_OF_RATE
    )


_RATES_AHEAD = lazy_pattern(
    "(?P<rates>(?:每(?:人|户|亩|公顷|平方公里|平方米|公里|立方米|吨|公斤|千克|斤|盎司|桶|升"
    "|股|千瓦时|千瓦|兆瓦时|瓦时|瓦|度|标箱|小时|日|天|月|家|辆|名|位|例))+)"
    "(?:最高|一次性)?(?P<paid>补贴|补助|奖补|奖励|资助|发放|收费|收取|缴纳|缴费|投入)?$"
)


def rate_before(phrase: str) -> tuple[str, str]:
    """Return a phrase without its final rate, and the rate as a unit's ending: 每人每月 is /person/month.

    If the rate is followed by what is paid (每亩补贴), the phrase stays whole.
    """
    match = _RATES_AHEAD.search(phrase)
    if not match:
        return phrase, ""
    names = match["rates"].split("每")[1:]
    rate = "".join(f"/{load_units().per[name]}" for name in names)
    return phrase if match["paid"] else phrase[: match.start()], rate


def rate_after(text: str, position: int) -> str:
    """Return the rate after a figure, as the ending of its unit: /person, /100,000 people; or "".

    `position` is the end of the figure, or of the noun that it counts.
    """
    match = _rate_pattern().match(text, position)
    if not match:
        return ""
    if match["count"]:
        return f"/{match['count']}{match['noun']}"
    written = (
        next(filter(None, match.group("per", "piece", "every", "each", "noun"))),
        match["time"] or match["time_en"],
    )
    return "".join(f"/{load_units().per.get(one, one)}" for one in written if one)


def has_unknown_rate(text: str, unit: str, position: int) -> bool:
    """Return whether a sum or size before `position` is per something without a name here: 0.3元/Ah."""
    if not unit or unit in (PERCENT, PERMILLE, POINTS, TIMES) or unit in load_units().counting:
        return False
    return bool(_SLASH_AND_LETTERS.match(text, position)) and not rate_after(text, position)


def end_of_rate(text: str, position: int) -> int:
    """Return the end of the rate after a figure, or `position` if none follows."""
    match = _rate_pattern().match(text, position)
    return match.end() if match else position
