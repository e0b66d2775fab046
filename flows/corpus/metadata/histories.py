"""The passing and amendments of a law, from records and the brackets under its title.

Such a step is 2004年4月30日…公布 or 2012年11月9日…第一次修订.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypedDict

from flows.corpus.metadata.dates import parse_date
from flows.text import lazy_pattern, simplify

ACTS = ("passed", "revised", "in_force", "repealed")
_NAMES = ("history", "沿革", "历史沿革", "制定信息")
_DATE = r"(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_ACTS = (
    ("repealed", lazy_pattern(r"(?:废止|失效)[）)]?$|^repealed\b")),
    ("in_force", lazy_pattern(r"(?:施行|生效|实施)[）)。]?$|^effective\b")),
    ("revised", lazy_pattern(r"修订|修正|修改|\b(?i:amended|revised)\b")),
    ("passed", lazy_pattern(r"通过|公布|发布|批准|印发|\b(?i:adopted|passed|promulgated|issued|approved)\b")),
)
_BRACKET = lazy_pattern(rf"[（(]\s*({_DATE}[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]")
# (Adopted on 15 March 2022 by the Sample Congress; amended on 20 September 2024)
_ENGLISH_DATE = r"(?:\d{1,2} [A-Z][a-z]{2,8},? (?:19|20)\d{2}|[A-Z][a-z]{2,8} \d{1,2}, (?:19|20)\d{2})"
_ENGLISH_BRACKET = lazy_pattern(
    rf"^\(((?:Adopted|Passed|Promulgated|Issued|Approved)\b[^()\n]*{_ENGLISH_DATE}[^()\n]*)\)", re.MULTILINE
)
_ENGLISH_STEP = lazy_pattern(rf"[^;]*?{_ENGLISH_DATE}[^;]*?(?=;|,? and (?:amended|revised)\b|$)")
_STEP = lazy_pattern(rf"{_DATE}.*?(?=[\s　]*{_DATE}|$)", re.DOTALL)
_FIRST_DATE = lazy_pattern(rf"\s*({_DATE})|[^;]*?({_ENGLISH_DATE})")
_HEAD = 1_500
_MAX_STEP = 200
_ISSUERS = (
    ("全国人民代表大会常务委员会", lazy_pattern(r"全国人民代表大会常务委员会|全国人大常委会")),
    ("全国人民代表大会", lazy_pattern(r"全国人民代表大会第")),
    ("国务院 中央军委", lazy_pattern(r"国务院[、,， ]*(?:中华人民共和国)?中央军(?:委|事委员会)令?")),
    ("国务院", lazy_pattern(r"国务院(?:令|第|发布|公布|常务会议)")),
    ("最高人民法院 最高人民检察院", lazy_pattern(r"最高人民法院.*最高人民检察院")),
    ("最高人民法院", lazy_pattern("最高人民法院")),
    ("最高人民检察院", lazy_pattern("最高人民检察院")),
)


class Step(TypedDict):
    """A step of a law, as stored in the metadata: ISO `date`, `act` (one of ACTS), and `text` as written."""

    date: str
    act: str
    text: str


def read_history(record: Mapping[str, object], text: str) -> list[Step]:
    """Return the steps of a law, the earliest first.

    They come from a record's field, or else from the first brackets at the top of the text with at least two
    steps.
    """
    given = next((record[name] for name in _NAMES if record.get(name)), None)
    if isinstance(given, list):
        entries = [str(entry) for entry in given]
    elif given is not None:
        entries = str(given).splitlines()
    else:
        entries = _steps_of_text(text)
    found = [step for entry in entries if (step := _read_step(entry))]
    return sorted(found, key=lambda step: step["date"])


def _steps_of_text(text: str) -> list[str]:
    bracket = _BRACKET.search(text[:_HEAD])
    if bracket is None:
        return _steps_in_english(text)
    steps: list[str] = _STEP.findall(bracket[1])
    return steps if len(steps) > 1 else []


def _steps_in_english(text: str) -> list[str]:
    bracket = _ENGLISH_BRACKET.search(text[:_HEAD])
    if bracket is None:
        return []
    steps = [step.strip(" ;,").removeprefix("and ") for step in _ENGLISH_STEP.findall(bracket[1])]
    return steps if len(steps) > 1 else []


def _read_step(entry: str) -> Step | None:
    entry = " ".join(entry.split())
    match = _FIRST_DATE.match(entry)
    act = next((name for name, pattern in _ACTS if pattern.search(simplify(entry))), "")
    if match is None or not act or not (date := parse_date(match[1] or match[2])):
        return None
    return Step(date=date, act=act, text=entry[:_MAX_STEP])


def last_amended(history: Sequence[Step]) -> str:
    """Return the ISO date of the last amendment, or else of the passing; "" without either."""
    return max((step["date"] for step in history if step["act"] in ("passed", "revised")), default="")


def issuer_of(history: Sequence[Step]) -> str:
    """Return the body that first passed a law, if it is one that passes laws, or ""."""
    first = simplify(next((step["text"] for step in history if step["act"] == "passed"), ""))
    return next((name for name, pattern in _ISSUERS if pattern.search(first)), "")
