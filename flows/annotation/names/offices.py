"""Local offices by form: a known place followed by the name of a department (台州市经济和信息化局)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from flows.annotation.matching import Tagged
from flows.records import Mention
from flows.text import HAN, lazy_pattern, read_patterns

_ENDS = lazy_pattern("[局厅委办会府]")
# The level of an office whose place is left out: 由省经信厅负责.
_LEVEL = lazy_pattern(rf"[省市县区](?:(?<![{HAN}].)|(?<=[由和与及向经报据].))(?![委级直])")


def find_offices(tagged: Tagged, places: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the offices of local governments and zones in a Chinese text: a place and its office.

    `places` are places that the tagger did not find; those that it found are in `tagged`.

    >>> 台州市经济和信息化局、合肥高新区管委会联合发文 -> ORG 台州市经济和信息化局, ORG 合肥高新区管委会
    """
    text = tagged.text
    if tagged.language == "en" or not _ENDS.search(text):
        return
    known = (mention for mention in tagged.mentions if mention.type == "GPE")
    position = 0
    starts: dict[int, int] = {}  # the start of the row of places with a given end: 江苏省泰州市
    for place in sorted((*known, *places), key=lambda one: (one.end, one.start)):
        start = starts[place.end] = min(
            starts.get(place.start, place.start), starts.get(place.end, place.start)
        )
        if start < position:
            continue
        if match := _offices().match(text, place.end):
            position = match.end()
            yield Mention(start, position, text[start:position], "ORG", source="rule")
    taken = set(starts)
    for level in _LEVEL.finditer(text):
        match = _offices().match(text, level.start())
        if match and level.start() not in taken:
            yield Mention(*match.span(), match[0], "ORG", source="rule")


@cache
def _offices() -> re.Pattern[str]:
    """Return the pattern of what follows a place: fields and the kind of office, or a zone's committee.

    The fields are an atomic group: 工业和信息化 can be read in two ways, and n of them in 2^n.
    """
    table = read_patterns(Path(__file__).with_name("offices.toml"))
    fields = "|".join(sorted(table["fields"].split(), key=len, reverse=True))
    zones = "|".join(sorted(table["zones"].split(), key=len, reverse=True))
    level = "(?:[省市区县州]|自治区|自治州|自治县)?"
    return re.compile(
        rf"{level}(?:(?>(?:{fields})(?:[和与]?(?:{fields}))*)"
        r"(?:(?:局|厅)(?![面势限部域点内外级室]|长(?!期))|委员会|委(?![员书副常托派])|办公室"
        r"|办(?=[、，,。；;：:\s和与及等主牵会]|$))"
        rf"|(?:{zones})?(?:管委会|管理委员会))"
    )
