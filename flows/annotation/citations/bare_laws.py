"""National laws cited by name and article without 《》: 刑法第二百二十五条."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from flows.text import lazy_pattern

_ARTICLE = lazy_pattern(r"(?:法|法典|通则|总则)(?=第[〇零一二三四五六七八九十百千\d]{1,8}条)")
_STATE = "中华人民共和国"
# What may precede a name: nothing that the name could be the end of.
_BORDER = lazy_pattern(
    r"(?:^|[^\u4e00-\u9fff]|[和与及或的在原新对为由将按依以是据从即至有见如该因受用经条后于]"
    r"|[依参按]照|根据|违反|依据|现行|符合|触犯|遵守|规定|属于|构成|我国)$"
)


@cache
def law_names() -> frozenset[str]:
    """Return the short names of national laws: 刑法, 反垄断法."""
    lines = Path(__file__).with_name("law_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


@cache
def _longest() -> int:
    return max(map(len, law_names()))


def find_bare_laws(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of names of laws directly before an article's number in folded text."""
    if "法" not in text and "则" not in text:
        return
    for match in _ARTICLE.finditer(text):
        end = match.end()
        first = max(0, end - _longest())
        start = next((place for place in range(first, end - 1) if text[place:end] in law_names()), end)
        if text.endswith(_STATE, 0, start):
            start -= len(_STATE)
        if start < end and _BORDER.search(text, max(0, start - 4), start):
            yield start, end
