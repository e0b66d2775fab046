"""How a law came about and was amended, as records and brackets under the title say it: 2004年4月30日…公布, 2012年11月9日…第一次修订."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flows.corpus.metadata.dates import parse_date

ACTS = ("passed", "revised", "in_force", "repealed")
_NAMES = ("history", "沿革", "历史沿革", "制定信息")
_DATE = r"(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_ACTS = (
    ("repealed", re.compile(r"(?:废止|失效)[）)]?$")),
    ("in_force", re.compile(r"(?:施行|生效|实施)[）)。]?$")),
    ("revised", re.compile(r"修订|修正|修改")),
    ("passed", re.compile(r"通过|公布|发布|批准|印发")),
)
_BRACKET = re.compile(rf"[（(]\s*({_DATE}[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]")
_STEP = re.compile(rf"{_DATE}.*?(?=[\s　]*{_DATE}|$)", re.DOTALL)
_HEAD = 1_500


def read_history(record: Mapping[str, Any], text: str) -> list[dict[str, str]]:
    """Return the steps of a law, the earliest first: `date` (ISO), `act` (one of ACTS) and `text` as written.

    They stand in a record's field, else in brackets at the top of the text, where at least one step amends or more than one is told.
    """
    given = next((record[name] for name in _NAMES if record.get(name)), None)
    if given is not None:
        steps = [str(entry) for entry in (given if isinstance(given, list) else str(given).splitlines())]
    else:
        brackets = [match[1] for match in _BRACKET.finditer(text[:_HEAD])]
        steps = [step for bracket in brackets[:1] for step in _STEP.findall(bracket)]
        if len(steps) < 2:
            return []
    found = [step for entry in steps if (step := _read_step(entry))]
    return sorted(found, key=lambda step: step["date"])


def _read_step(entry: str) -> dict[str, str] | None:
    entry = " ".join(entry.split())
    match = re.match(rf"\s*({_DATE})", entry)
    date = parse_date(match[1]) if match else ""
    act = next((name for name, pattern in _ACTS if pattern.search(entry)), "")
    return {"date": date, "act": act, "text": entry[:200]} if date and act else None


def last_amended(history: list[dict[str, str]]) -> str:
    """Return the date that a text with this history is of: its last amendment, else when it was passed; "" for none."""
    dates = [step["date"] for step in history if step["act"] in ("passed", "revised")]
    return max(dates, default="")


_ISSUERS = (
    ("全国人民代表大会常务委员会", re.compile(r"全国人民代表大会常务委员会|全国人大常委会")),
    ("全国人民代表大会", re.compile(r"全国人民代表大会第")),
    ("国务院 中央军委", re.compile(r"国务院[、,， ]*(?:中华人民共和国)?中央军(?:委|事委员会)令?")),
    ("国务院", re.compile(r"国务院(?:令|第|发布|公布|常务会议)")),
    ("最高人民法院 最高人民检察院", re.compile(r"最高人民法院.*最高人民检察院")),
    ("最高人民法院", re.compile("最高人民法院")),
    ("最高人民检察院", re.compile("最高人民检察院")),
)


def issuer_of(history: list[dict[str, str]]) -> str:
    """Return the body that passed a law at first, where it is one of those that pass laws, or ""."""
    first = next((step["text"] for step in history if step["act"] == "passed"), "")
    return next((name for name, pattern in _ISSUERS if pattern.search(first)), "")
