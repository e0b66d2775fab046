"""Bodies, places and events whose names are split by brackets, conjunctions or an academy's short name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from flows.annotation.matching import Tagged
from flows.records import Mention
from flows.text import HAN, lazy_pattern, read_patterns

_NOT = f"(?![的在了是对向将以从让为等由])[{HAN}]"  # a character that the rules below may skip
_PARTY = lazy_pattern(r"中央(?:和国家|国家|直属)机关(?:工委|工作委员会)")
_ACADEMY = lazy_pattern(r".*(?:科学院|中科院|社科院)$")


@cache
def read_words() -> Mapping[str, Mapping[str, str]]:
    """Return the table in `words.toml`."""
    return read_patterns(Path(__file__).with_name("words.toml"))


@cache
def _bracketed() -> re.Pattern[str]:
    kinds = "|".join(f"(?P<{kind}>{ends})" for kind, ends in read_words()["bracketed"].items())
    free = f"(?!{read_words()['acts']['bracketed']})"
    return re.compile(
        rf"中国[（(](?:{free}[{HAN}]){{2,8}}[）)](?:{free}(?:{_NOT}|[“”])){{0,14}}?(?:{kinds})"
        rf"(?P<part>(?!各)[{HAN}]{{2,8}}?片区)?"
    )


@cache
def _institute() -> re.Pattern[str]:
    words = read_words()["academies"]
    return re.compile(
        rf"(?![与和及等院])(?!{words['people']})(?:(?!和|院士){_NOT}){{2,14}}?(?:{words['institutes']})"
    )


@cache
def _association() -> re.Pattern[str]:
    words = read_words()["associations"]
    inner = rf"(?!{words['ends']}|{words['verbs']}|中国|中华|全国|国际)(?![与和及]){_NOT}"
    no_body = "".join(f"(?<!{ending})" for ending in words["bodies"].split("|"))
    return re.compile(rf"中国(?:{inner}){{2,8}}{no_body}[与和及](?:{inner}){{2,10}}?(?:{words['ends']})")


def find_wholes(tagged: Tagged) -> Iterator[Mention]:
    """Yield the names in a Chinese text that are longer than their parts suggest.

    >>> 中国（山东）自由贸易试验区 -> GPE, 中国（温州）国际园林博览会 -> EVENT
    >>> 中科院高能物理所 -> ORG
    >>> 中国物流与采购联合会 -> ORG
    >>> 中央和国家机关工委 -> ORG
    """
    text = tagged.text
    if tagged.language == "en":
        return
    if "机关工" in text:
        yield from (_make(text, *match.span(), "ORG") for match in _PARTY.finditer(text))
    if "中国" in text:
        yield from _find_chinese_bodies(tagged)
    if "院" in text:
        yield from _find_institutes(tagged)


def _find_chinese_bodies(tagged: Tagged) -> Iterator[Mention]:
    text = tagged.text
    for match in _bracketed().finditer(text):
        kind = next(name for name in read_words()["bracketed"] if match[name])
        end = match.end() if kind == "GPE" or not match["part"] else match.start("part")
        yield _make(text, match.start(), end, kind)
    known = {one.start for one in tagged.mentions if one.type in ("ORG", "GPE")}
    for match in _association().finditer(text):
        parts = (start for start in range(match.start() + 3, match.end()) if text[start - 1] in "与和及")
        if known.isdisjoint(parts):
            yield _make(text, *match.span(), "ORG")


def _find_institutes(tagged: Tagged) -> Iterator[Mention]:
    """Yield the institutes after an academy's name; one that the lexicon lists needs no longer name."""
    text = tagged.text
    listed = {one.end for one in tagged.mentions if one.type == "ORG" and one.concept}
    for mention in tagged.mentions:
        if mention.type != "ORG" or not mention.concept or not _ACADEMY.match(mention.text):
            continue
        match = _institute().match(text, mention.end)
        if match and match.end() not in listed:
            yield _make(text, mention.start, match.end(), "ORG")


def _make(text: str, start: int, end: int, kind: str) -> Mention:
    return Mention(start, end, text[start:end], kind, source="rule")
