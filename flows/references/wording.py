"""Values of figures as people write them: 2.8 trillion CNY, 2.8万亿元, +100%."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

from flows.annotation.figures import chinese_unit
from flows.errors import format_message
from flows.records import Locale
from flows.references.figures import Figure
from flows.references.stated import StatedFigure
from flows.text import has_han, lazy_pattern

_SIGNS = {
    "=": "",
    "~": "≈ ",
    ">=": "≥ ",
    ">": "> ",
    "<=": "≤ ",
    "<": "< ",
    "range": "",
    "+": "+",
    "-": "−",
    "x": "× ",
}
# The amount of a change with its bound, and its direction in words: up 9% or more.
_BOUNDED: dict[Locale, Mapping[str, str]] = {
    "en": {"~": "about {}", ">=": "{} or more", ">": "over {}", "<=": "{} or less", "<": "less than {}"},
    "zh": {"~": "约{}", ">=": "{}以上", ">": "超过{}", "<=": "{}以内", "<": "不到{}"},
}
_DIRECTIONS: dict[Locale, Mapping[str, str]] = {
    "en": {"+": "up {}", "-": "down {}"},
    "zh": {"+": "增长{}", "-": "下降{}"},
}
_MAGNITUDES: dict[Locale, tuple[tuple[float, str], ...]] = {
    "en": ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")),
    "zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
}
# Chinese measure words that say more than the fact that things are counted.
_MEASURES = {
    "种": "kinds",
    "例": "cases",
    "对": "pairs",
    "套": "sets",
    "台套": "sets",
    "台(套)": "sets",
    "次": "occasions",
    "架次": "sorties",
    "重量箱": "weight cases",
    "担": "dan",
    "公担": "quintals",
}
_THINGS = "items"
_OF_AGE = "岁"  # in Chinese, years of age and years of a duration have different units
_AGES = lazy_pattern(
    r"(?!.*(?:年限|\byears of))(?:.*?(?:年龄|寿命|岁|\b(?:ages?|aged|life expectancy|longevity)\b))",
    re.IGNORECASE,
)
_TIMES, _RANK = "times", "rank"
_MORE = ("多", "余", "几", "数", "上万", "上千", "上百")  # 2万多家
_NUMBER = lazy_pattern(r"\d[\d,.]*")
_BARE = lazy_pattern(r"[\d\s,.，~～至–—-]+")


def show_value(figure: Figure, locale: Locale = "en") -> str:
    """Return comparator, value, unit and bound of a figure as people write them; exports have plain numbers.

    A growth by a multiple (增长1倍) is +100% in English.
    """
    direction = _direction_of(figure, locale) if figure.bound else None
    amount = _show_amount(figure, locale, "" if direction else _SIGNS[figure.comparator])
    bounded = _BOUNDED[locale].get(figure.bound, "{}").format(amount)
    return direction.format(bounded) if direction else bounded


def show_bare(figure: Figure, locale: Locale | None = None) -> str:
    """Return the value of a figure whose text has only a number, the unit being in the head of a table.

    "" for other figures, whose text says it all. Without a locale, it is that of the figure's context.
    """
    if not figure.unit or not _BARE.fullmatch(figure.value_text):
        return ""
    return show_value(figure, locale or ("zh" if has_han(figure.context) else "en"))


class SignedFigure(Protocol):
    """A figure's indicator and the signs that the surrounding words give it."""

    @property
    def indicator(self) -> str:
        """The measured quantity."""

    @property
    def comparator(self) -> str:
        """The sign of a level or change; see `describe_figures`."""

    @property
    def bound(self) -> str:
        """The bound of a change's amount."""


class WrittenFigure(SignedFigure, Protocol):
    """A figure as written in its text."""

    @property
    def surface(self) -> str:
        """The number and unit as written."""


def show_written(figure: WrittenFigure, locale: Locale = "en") -> str:
    """Return a figure as written, with the sign and bound from the words of its text: +48%, −18%, ≥ 80%.

    A range of change has its direction in words: down 8%至10%. A multiple (翻番, 1.6倍) has no sign, nor does
    a level whose wording already says that it is exceeded (2万多家).
    """
    return _sign(figure, figure.surface, locale)


def show_signed(figure: Figure, locale: Locale | None = None) -> str:
    """Return a listed figure as written, like `show_written`; without a locale, in that of its context."""
    return _sign(figure, figure.value_text, locale or ("zh" if has_han(figure.context) else "en"))


def _sign(figure: SignedFigure, surface: str, locale: Locale) -> str:
    says_more = any(word in surface for word in _MORE)
    bound = "" if says_more else figure.bound
    is_range = len(_NUMBER.findall(surface)) > 1
    direction = _direction_of(figure, locale) if bound or is_range else None
    if direction:
        return direction.format(_BOUNDED[locale].get(bound, "{}").format(surface))
    is_change = figure.comparator in _DIRECTIONS[locale]
    is_said = figure.comparator == "x" or (says_more and not is_change)
    return surface if is_said else f"{_SIGNS[figure.comparator]}{surface}"


def _direction_of(figure: SignedFigure, locale: Locale) -> str | None:
    """Return the words for the direction of a change; None for a level."""
    direction = _DIRECTIONS[locale].get(figure.comparator)
    if direction and figure.indicator.endswith(direction.removesuffix("{}")):
        return "{}"  # 年均增长：约10%
    return direction


def _show_amount(figure: Figure, locale: Locale, sign: str) -> str:
    """Return sign, value and unit of a figure."""
    value, high, unit = figure.value, figure.value_to, figure.unit
    if unit == _TIMES and figure.comparator in ("+", "-") and locale == "en":
        value, high, unit = 100 * value, high and 100 * high, "%"
    elif unit == _TIMES and figure.comparator == "x":
        sign, unit = {"en": (sign, ""), "zh": ("", unit)}[locale]
    scale, word = _choose_magnitude(max(abs(value), abs(high or 0)), locale)
    numbers = [f"{number / scale:,.10g}" for number in (value, high) if number is not None]
    shown = f"{sign}{'–'.join(numbers)}{word}"
    if unit == _RANK:
        return {"en": f"rank {shown}", "zh": f"第{shown}位"}[locale]
    if locale == "en":
        joint = "" if unit[:1] == "%" else " "
        return f"{shown}{joint}{show_unit(unit)}".rstrip()
    unit = show_unit(unit, "zh")
    if unit == _OF_AGE and not _AGES.match(figure.indicator):
        unit = "年"
    if len(unit) > 3 and unit.isascii():
        return f"{shown} {unit}"  # an English word: 5 enterprises
    return f"{shown}{unit}"


def show_unit(unit: str, locale: Locale = "en") -> str:
    """Return a unit for people: people is 人 in Chinese; a measure word (颗, 件) is items in English.

    Data keep the unit unchanged.
    """
    if locale == "zh":
        return chinese_unit(unit)
    number, slash, per = unit.partition("/")
    if has_han(per):
        per = _english(per).removesuffix("s")
    return f"{_english(number)}{slash}{per}"


def _english(unit: str) -> str:
    if not has_han(unit):
        return unit
    return _MEASURES.get(unit, _THINGS)


def describe_figure(stated: StatedFigure, locale: Locale = "en") -> list[str]:
    """Return the statement, the date of its document, then kind, year, subject and number of passages."""
    figure = stated.figure

    def say(name: str, **values: object) -> str:
        return format_message(f"references.figure_{name}", values, locale)

    year = figure.deadline or figure.period_end
    if figure.period_start and figure.period_end:
        year = f"{figure.period_start}–{figure.period_end}"
    details = [
        say("statement", indicator=figure.indicator, value=show_value(figure, locale)),
        figure.date or say("no_date"),
        say(f"{figure.kind}_for", year=year) if year else say(figure.kind),
    ]
    if figure.subject not in figure.indicator:  # otherwise the indicator already names it
        details.append(say("subject", subject=figure.subject))
    if stated.passages > 1:
        details.append(say("passages", passages=stated.passages, documents=stated.documents))
    return details


def show_amount(value: float, unit: str, locale: str = "en") -> str:
    """Return a sum with its unit for people: 1.06 billion CNY, 10.6亿元."""
    chosen: Locale = "zh" if locale == "zh" else "en"
    scale, word = _choose_magnitude(abs(value), chosen)
    number = f"{value / scale:,.10g}{word}"
    joint = " " if chosen == "en" else ""
    return f"{number}{joint}{show_unit(unit, chosen)}"


def _choose_magnitude(value: float, locale: Locale) -> tuple[float, str]:
    return next((entry for entry in _MAGNITUDES[locale] if value >= entry[0]), (1.0, ""))
