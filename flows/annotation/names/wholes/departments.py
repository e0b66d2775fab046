"""Departments and branches directly after the name of their body: 财政部经济建设司."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from flows.annotation.matching import Tagged
from flows.annotation.names.wholes.bodies import read_words
from flows.records import Mention
from flows.text import HAN, lazy_pattern

_KINDS = {
    "ministries": "部委会局署院室",
    "banks": "行",
    "regulators": "局",
    "universities": "学院",
}
_ENDS = lazy_pattern("司|分行|支行|总部|分局|管理局|监管局|系")


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """Return the pattern of what follows a body of a kind and belongs to its name."""
    words = read_words()["departments"]
    free = rf"(?!{words['never']})[{HAN}]"
    return re.compile(rf"(?!{words['not_first']})(?:{free}){{2,12}}?(?:{words[kind]})")


def find_departments(tagged: Tagged) -> Iterator[Mention]:
    """Yield the departments of listed bodies in a Chinese text; their entity is the body.

    >>> 财政部经济建设司 -> ORG, 中国人民银行苏州市分行 -> ORG
    """
    text = tagged.text
    if tagged.language == "en" or not _ENDS.search(text):
        return
    for mention in tagged.mentions:
        if mention.type != "ORG" or not mention.concept:
            continue
        for kind, ends in _KINDS.items():
            if mention.text[-1] not in ends:
                continue
            if match := _pattern(kind).match(text, mention.end):
                whole = text[mention.start : match.end()]
                entity = mention.concept  # a department acts for its body
                yield replace(mention, end=match.end(), text=whole, concept="", source="rule", entity=entity)
                break
