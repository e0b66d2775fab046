"""Find the document numbers named in a draft: 国发〔2015〕28号, Yang Zheng Ban Fa [2017] No. 31."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flows.assistants.drafts.references.names import Names
from flows.assistants.drafts.references.reference import Reference
from flows.store.passages import RunningPassage
from flows.text import find_numbers, fold, has_han, lazy_pattern

# Words before an English number that belong to its series (Yang Zheng Ban Fa [2017] No. 31).
_PINYIN_BEFORE = lazy_pattern(
    r"(?<![A-Za-z])(?:(?!(?:The|In|See|Under|Per|By|And|Circular|Document)\b)[A-Z][a-z]{1,5}\s)+$"
)
# The order of a government whose place is known from the text: 省政府令第8号.
_SHORT_ORDER = lazy_pattern("[省市县区州](?:人民)?政府(令第\\d+号)")
HEAD = 3  # the last passage of the head of a text, in which its number may be
_CITES = lazy_pattern(
    r"《|根据|按照|依据|依照|\b(?:according to|pursuant|based on|accordance|under the|cited)\b", re.IGNORECASE
)
_SHORTEST_SERIES = 2  # characters: 国发
_LEAD_IN = lazy_pattern(r"^[^〔]*[见据按由与及在为是以和于从到对](?=[^〔]{2,}〔)")


def find_number_references(text: str, names: Names) -> list[Reference]:
    """Return the document numbers in a draft, by start."""
    shadow = fold(text)
    found = []
    for number in find_numbers(shadow):
        start, end = shadow.span(number.start, number.end)
        key = number.key
        if has_han(text[start:end]):
            key = _cut_lead(key, names)
            start += max(0, len(number.key) - len(key))
        elif before := _PINYIN_BEFORE.search(text, max(0, start - 60), start):
            start = before.start()
        documents = names.by_number(key)
        if key.startswith("〔"):
            documents = names.numbered_as(documents, text[start:end])
            key = " ".join(text[start:end].split())
        found.append(Reference("number", start, end, key, tuple(documents)))
    return found


def states_number(passages: Iterable[RunningPassage], key: str, names: Names) -> bool:
    """Return whether the head of a text states a number as its own, not as that of a document it cites."""
    texts = (one.text for one in passages if not _CITES.search(one.text))
    return any(found.key == key for text in texts for found in find_number_references(text, names))


def is_short_for(key: str, stored: str) -> bool:
    """Return whether a number is a short form of a stored one: 省政府令第8号, 样例省人民政府令第8号."""
    match = _SHORT_ORDER.fullmatch(key)
    return match is not None and stored.endswith(f"{key[0]}人民政府{match[1]}")


def _cut_lead(key: str, names: Names) -> str:
    """Return the key of a number without words that precede its series: 要求见国发〔2015〕28号."""
    series = key.find("〔")
    if names.by_number(key) or series <= _SHORTEST_SERIES:
        return key
    shorter = (key[cut:] for cut in range(1, series - _SHORTEST_SERIES + 1))
    if known := next((one for one in shorter if names.by_number(one)), ""):
        return known
    return _LEAD_IN.sub("", key)
