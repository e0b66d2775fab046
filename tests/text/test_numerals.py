"""Chinese numerals."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.text import HAN_DIGITS, HAN_SCALES, ends_ordinal, parse_decimal, parse_numeral


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("七", 7),
        ("〇", 0),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十一", 31),
        ("一百零六", 106),
        ("七百零六", 706),
        ("七〇六", 706),
        ("两千", 2000),
        ("一万二千", 12_000),
        ("一百二十万", 1_200_000),
        ("三亿五千万", 350_000_000),
        ("三万亿", 3_000_000_000_000),
        ("六万万", 600_000_000),
        ("五千二百三十万万", 523_000_000_000),
        ("一万五千万", 150_000_000),
        ("三千六百四十万万", 364_000_000_000),
        ("一万万七千万", 170_000_000),
        ("十三万万二千万", 1_320_000_000),
        ("四万万五千万", 450_000_000),
        ("两万亿五千亿", 2_500_000_000_000),
        ("一万亿零五百亿", 1_050_000_000_000),
        ("一万零五百亿", 1_050_000_000_000),
        ("两亿零三十万", 200_300_000),
        ("三千零十六", 3016),
        ("三千零十六万", 30_160_000),
        ("一千零六万", 10_060_000),
        ("二〇二五", 2025),
        ("二○二五", 2025),
        ("一九七八", 1978),
        ("706", 706),
        ("0043", 43),
    ],
)
def test_whole_numbers(numeral: str, value: int) -> None:
    assert parse_numeral(numeral) == value


@pytest.mark.parametrize("text", ["", "第七", "七 百", "７", "-7", "1.5", "三点五", "A"])
def test_other_texts_are_no_whole_numbers(text: str) -> None:
    assert parse_numeral(text) is None


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("三点五", 3.5), ("二十点零五", 20.05), ("零点七", 0.7), ("七", 7.0), ("三点", 3.0)],
)
def test_decimals(numeral: str, value: float) -> None:
    assert parse_decimal(numeral) == value


@pytest.mark.parametrize("text", ["", "点", "点五", "三点十", "三点五点六", "三公", "x"])
def test_other_texts_are_no_decimals(text: str) -> None:
    assert math.isnan(parse_decimal(text))


@given(st.text(alphabet=[*HAN_DIGITS, *HAN_SCALES], min_size=1, max_size=12))
def test_every_run_of_numerals_has_a_value(text: str) -> None:
    value = parse_numeral(text)
    assert value is not None
    assert value >= 0


DIGITS = "零一二三四五六七八九"


def write_han(number: int) -> str:
    """Write a positive number below 10^12 as a Chinese numeral, such as 一千零五 or 二十万."""
    parts: list[str] = []
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, scale)
        if section:
            gap = "零" if parts and section < 1000 else ""
            parts.append(gap + write_section(section) + name)
    return "".join(parts)


def write_section(section: int) -> str:
    written, has_gap = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, section = divmod(section, scale)
        if digit:
            written += ("零" if has_gap and written else "") + DIGITS[digit] + name
            has_gap = False
        else:
            has_gap = True
    return written


def write_rest(number: int, least: int) -> str:
    """Write what follows a larger part, with 零 if it has no digit at the place below that part."""
    return ("零" if number < least else "") + write_han(number) if number else ""


def ways_of_writing(number: int) -> list[str]:
    """Return a positive number below 10^16 as numerals of several manners: 一亿七千万, 一万万七千万, 一万七千万."""
    ways = []
    high, low = divmod(number, 10**8)
    if high:
        ways.append(f"{write_han(high)}亿{write_rest(low, 10**7)}")
        trillions, hundreds = divmod(high, 10**4)
        if trillions and hundreds:
            rest = f"{write_rest(hundreds, 1000)}亿{write_rest(low, 10**7)}"
            ways.append(f"{write_section(trillions)}万亿{rest}")
        if not trillions:
            ways.append(f"{write_section(high)}万万{write_rest(low, 10**7)}")
    else:
        ways.append(write_han(number))
    myriads, units = divmod(number, 10**4)
    if 0 < myriads < 10**8:
        ways.append(f"{write_han(myriads)}万{write_rest(units, 1000)}")
    return ways


@given(
    st.one_of(
        st.integers(1, 10**16 - 1),
        st.integers(1, 10**12 - 1),
        st.builds(lambda digits, zeros: digits * 10**zeros, st.integers(1, 9999), st.integers(4, 11)),
    )
)
def test_numerals_of_every_manner_come_back(number: int) -> None:
    assert {way: parse_numeral(way) for way in ways_of_writing(number)} == dict.fromkeys(
        ways_of_writing(number), number
    )


@pytest.mark.parametrize(
    ("before", "rest", "is_ordinal"),
    [
        ("第", "3项任务", True),
        ("省委十二届", "十一次全会作出部署", True),
        ("市十六届人大常委会", "12次会议审议", True),
        ("第十四届全国人民代表大会常务委员会", "十二次会议", True),
        ("省委先后召开", "十四次全会", False),
        ("连续举办八届", "12个国家参展", False),
        ("全年开展", "十二次会议", False),
    ],
)
def test_numbers_of_sessions_are_ordinals(before: str, rest: str, is_ordinal: bool) -> None:
    assert ends_ordinal(before + rest, len(before)) == is_ordinal
