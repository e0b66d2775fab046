"""Organs of other states: 英国国家统计局 and Spain's Ministry of Education are not China's.

The lexicon lists the organs of China under names that any state's organs may have. If such a name follows
that of another state, the two are one name without a concept.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from flows.annotation.lexicon import Lexicon
from flows.records import Mention
from flows.text import has_han, lazy_pattern

# Names that an organ of any state may have; one that names its state (中国外交部) is China's.
_HAN_ORGAN = lazy_pattern(
    r"(?!.*(?:中国|中华|中共|国际|欧))(?:(?:国家|全国|中央|最高|国务院|党中央).*"
    r"|.*(?:部|署|局|委|委员会|监会|(?:国务|法|检察|行政学|军事科学)院|最高法|最高检|电网"
    r"|(?:农业|进出口|建设|工商|人民|中央)银行))"
)
_LATIN_ORGAN = lazy_pattern(
    r"(?:Ministry of |State Council$|National (?:Bureau|Energy|Health|People)|Supreme People"
    r"|State Administration|General Administration)"
)
# Bodies that Hong Kong, Macao and Taiwan have deputies or offices in, but none of their own.
_OF_ALL_CHINA = lazy_pattern("(?:国家|全国|中央|国务院|党中央|解放军)|.*(?:港澳|台湾|党)")
_LINK = lazy_pattern(r"(?:联邦|共和国|王国)$")
_AND = lazy_pattern(r"(?:[和与及、]|以及)$")
# Joint actions of two parties: the second ministry is China's.
_TOGETHER = lazy_pattern("[^，。；！？与同和跟对向]{0,8}(?:签署|签订|签约|会谈|会晤|磋商|谈判|交换意见)")
_NUMBER = lazy_pattern(r"[\d一二三四五六七八九十]\s*$")  # 12日
_POSSESSIVE = lazy_pattern(r"(?:['’]s?)? $")
_OF = lazy_pattern(r" of (?:the )?(?:[A-Z]\w+ of )?(?:the )?")
# The Federal Ministry of Finance is none of China's.
_FEDERAL = lazy_pattern(r"\b(?:Federal|Royal|Union|Imperial) $")
# What makes a ministry's name longer than that of China's: Ministry of Education and Research.
_MORE_FIELDS = lazy_pattern(
    r"(?:, (?:[A-Z][a-z]+,? )*|,? )and "
    r"(?:Research|Sciences?|Sports?|Youth|Training|Employment|Culture|Tourism|Industr(?:y|ies)|Trade"
    r"|Innovation|Technology|Energy|Environment|Planning|Development|Labou?r|Food|Fisheries|Forestry|Climate"
    r"|Higher Education|Vocational Training|Economic Affairs)"
    r"(?! (?:and |[A-Z][a-z]+ )*(?:compan|firm|official|minist|expert|group|association|polic|Minist))"
)
_LONGEST_LINK = 3
_LONGEST_LEAD = 100  # letters between a country and the second of its ministries
_NO_ORGAN = "(?![门队署分落级长])"


class _Words(NamedTuple):
    """The words of `foreign.toml`, with the patterns compiled from them."""

    countries: frozenset[str]
    regions: frozenset[str]
    clear: frozenset[str]
    letters: frozenset[str]
    adjective: re.Pattern[str]
    only_in_china: frozenset[str]
    carried: re.Pattern[str]
    ministry: re.Pattern[str]


@cache
def _words() -> _Words:
    table = tomllib.loads(Path(__file__).with_name("foreign.toml").read_text(encoding="utf-8"))
    adjectives = "|".join(table["adjectives"].split())
    fields = "|".join(sorted(table["ministries"].split(), key=len, reverse=True))
    return _Words(
        frozenset(table["countries"].split()),
        frozenset(table["regions"].split()),
        frozenset(table["clear_letters"]),
        frozenset(table["clear_letters"] + table["letters"]),
        re.compile(rf"\b(?:{adjectives}) $"),
        frozenset(table["only_in_china"].split()),
        re.compile(r" (?:Ministry|Ministries) [^.;:]{2,80}?,? and (?:the )?$"),
        re.compile(rf"(?>(?:{fields})(?:[和与及](?:{fields}))?)部{_NO_ORGAN}"),
    )


class ForeignOrgans:
    """A lexicon's states and organs, and the reading of mentions with them."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = _words()
        self.abroad: set[str] = set()
        self.regions: set[str] = set()
        self.own: set[str] = set()  # organs of other states, which keep their concepts
        for concept in lexicon.tagged:
            surfaces = concept.zh_surfaces
            if concept.type == "GPE" and not words.countries.isdisjoint(surfaces):
                self.abroad.add(concept.id)
            elif concept.type == "GPE" and not words.regions.isdisjoint(surfaces):
                self.regions.add(concept.id)
            elif concept.type == "ORG" and any(_begins_with_country(surface) for surface in surfaces):
                self.own.add(concept.id)

    def join(
        self, text: str, tokens: Sequence[tuple[int, int]], mentions: Sequence[Mention]
    ) -> tuple[Mention, ...]:
        """Return the mentions, with an organ and the other state before it as one body without a concept.

        >>> 英国国家统计局公布数据 -> ORG 英国国家统计局 without concept, GPE 英国
        >>> 叙外交部发表声明 -> ORG 叙外交部 without concept
        >>> 国家统计局公布数据 -> ORG 国家统计局 (China's)
        """
        organs = [one for one in mentions if one.type == "ORG" and one.concept]
        places = [one for one in mentions if one.concept in self.abroad or one.concept in self.regions]
        if not organs and not places:
            return tuple(mentions)
        found = list(_Reading(self, text, tokens, places, organs).find())
        if not found:
            return tuple(mentions)
        joined = _without_crossing(found, mentions)
        taken = {position for one in joined for position in range(one.start, one.end)}
        kept = [
            one for one in mentions if one.type != "ORG" or one.start not in taken or one.end - 1 not in taken
        ]
        return tuple(sorted([*kept, *joined], key=lambda one: (one.start, -one.end)))


class _Reading:
    """The places and organs of one text, and which of its organs are those of other states."""

    def __init__(
        self,
        known: ForeignOrgans,
        text: str,
        tokens: Sequence[tuple[int, int]],
        places: Sequence[Mention],
        organs: Sequence[Mention],
    ) -> None:
        self.known = known
        self.text = text
        self.tokens = tokens
        self.places = places
        self.by_end = {place.end: place for place in places}
        self.by_start = {place.start: place for place in places}
        self.initials = {place.text[0] for place in places if place.concept in known.abroad}
        self.organs = organs
        self.ends = {one.end for one in organs if one.concept in known.own}  # of other states' organs

    def find(self) -> Iterator[Mention]:
        """Yield the joined names in order."""
        spans = [*self._find_ministries()]
        self.ends.update(end for _, end in spans)
        for organ in self.organs:
            if organ.concept in self.known.own:
                continue
            read = self._read_chinese if has_han(organ.text) else self._read_english
            if span := read(organ):
                self.ends.add(span[1])
                spans.append(span)
        for start, end in sorted(set(spans)):
            yield Mention(start, end, self.text[start:end], "ORG", source="rule")

    def _find_ministries(self) -> Iterator[tuple[int, int]]:
        """Yield countries followed by a ministry that the lexicon may not list: 埃及国防部."""
        listed = {one.start for one in self.organs}
        for place in self.places:
            if place.start in listed or place.concept not in self.known.abroad:
                continue
            if match := _words().ministry.match(self.text, place.end):
                yield place.start, match.end()

    def _read_chinese(self, organ: Mention) -> tuple[int, int] | None:
        if not _HAN_ORGAN.match(organ.text):
            return None
        before = self.text[max(0, organ.start - _LONGEST_LINK) : organ.start]
        if organ.text.endswith("部") and (joint := _AND.search(before)):
            end = organ.start - len(joint[0])
            if end in self.ends:  # 俄罗斯外交部和国防部
                return None if self._is_partner(organ, end) else (organ.start, organ.end)
        link = _LINK.search(before)
        end = organ.start - len(link[0]) if link else organ.start
        if place := self.by_end.get(end):
            is_abroad = place.concept in self.known.abroad
            return (place.start, organ.end) if is_abroad or not _OF_ALL_CHINA.match(organ.text) else None
        if end and self._is_short_form(end - 1):
            return end - 1, organ.end
        return None

    def _is_partner(self, organ: Mention, end: int) -> bool:
        """Return whether a ministry is China's although another state's, which ends at `end`, precedes it.

        >>> 哈萨克斯坦农业部与农业农村部; 越南工贸部与商务部签署备忘录; 俄罗斯外交部和外交部
        """
        if organ.text in _words().only_in_china or self.text.endswith(organ.text, 0, end):
            return True
        return self.text[end] != "、" and bool(_TOGETHER.match(self.text, organ.end))

    def _is_short_form(self, position: int) -> bool:
        """Return whether one character names a state: a separate word, clear or explained in the text."""
        letter = self.text[position]
        if letter not in _words().letters or not self._begins_word(position):
            return False
        if letter == "日" and _NUMBER.search(self.text[max(0, position - 2) : position]):
            return False
        return letter in _words().clear or letter in self.initials

    def _begins_word(self, position: int) -> bool:
        index = bisect_left(self.tokens, (position, 0))
        return index < len(self.tokens) and self.tokens[index][0] == position

    def _read_english(self, organ: Mention) -> tuple[int, int] | None:
        if not _LATIN_ORGAN.match(organ.text):
            return None
        text, start, end = self.text, organ.start, organ.end
        if organ.text.startswith("Ministry") and (more := _MORE_FIELDS.match(text, end)):
            end = more.end()
        after = _OF.match(text, end)
        if after and (place := self.by_start.get(after.end())):
            return start, place.end
        before = text[max(0, start - _LONGEST_LEAD) : start]
        if federal := _FEDERAL.search(before):
            start -= len(federal[0])
            before = before[: federal.start()]
        if found := _words().adjective.search(before):
            return start - len(found[0]), end
        if (start, end) != (organ.start, organ.end):
            return start, end
        if (found := _POSSESSIVE.search(before)) and (place := self.by_end.get(start - len(found[0]))):
            return place.start, organ.end
        if (found := _words().carried.search(before)) and self._follows_country(start - len(found[0])):
            return start, organ.end
        return None

    def _follows_country(self, position: int) -> bool:
        """Return whether a country, its possessive or its adjective ends at a position."""
        before = self.text[max(0, position - _LONGEST_LEAD) : position]
        bare = before.removesuffix("s").rstrip("'’")
        at_end = position - len(before) + len(bare)
        return (
            position in self.by_end or at_end in self.by_end or bool(_words().adjective.search(f"{before} "))
        )


def _begins_with_country(surface: str) -> bool:
    words = _words()
    return surface.startswith("美") or any(surface[:length] in words.countries for length in range(2, 6))


def _without_crossing(found: Iterable[Mention], mentions: Iterable[Mention]) -> list[Mention]:
    """Return the names whose borders are not crossed by another mention."""
    first: dict[int, int] = {}  # the leftmost start of the mentions that end at a position
    last: dict[int, int] = {}
    for one in mentions:
        first[one.end] = min(one.start, first.get(one.end, one.start))
        last[one.start] = max(one.end, last.get(one.start, one.end))
    return [
        one
        for one in found
        if not any(
            first.get(position, position) < one.start or last.get(position, position) > one.end
            for position in range(one.start + 1, one.end)
        )
    ]
