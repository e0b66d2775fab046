"""Names by list and by form beside the lexicon: the prefectures and counties of China, national teams."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from flows.annotation.matching import Tagged
from flows.records import Mention

# A full name (海淀区) is a place wherever it occurs; a shorter one only between borders of words.
_FULL_NAME = re.compile(r"..+(?:[县市区旗州盟]|地区|林区|特区)$")
# 中国队, 巴西国家队, 中国女排: the team of a country is a body, not the country.
_TEAM = re.compile(
    r"(?:国家)?(?:[男女]子?)?(?:足球|篮球|排球|乒乓球|羽毛球|网球|手球|水球|冰球|冰壶"
    r"|曲棍球|橄榄球|游泳|跳水|体操|射击|举重|击剑|田径|短道速滑|花样滑冰|代表)?(?:国家)?队"
    r"(?!伍|员|列|友|形|长|医)|国?[男女][足篮排乒](?!球)"
)


@cache
def _divisions() -> AhoCorasick:
    """Return the finder of the names in `divisions.txt`."""
    lines = Path(__file__).with_name("divisions.txt").read_text(encoding="utf-8").splitlines()
    names = tuple(word for line in lines if not line.startswith("#") for word in line.split())
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)


def find_places(tagged: Tagged) -> Iterator[Mention]:
    """Yield the divisions of China that a Chinese text names.

    >>> 余杭区和昆山都去过 -> GPE 余杭区, GPE 昆山
    """
    if tagged.language == "en":
        return
    text, finder = tagged.text, _divisions()
    found = finder.find_matches_as_indexes(text)
    if not found:
        return
    starts, ends = {start for start, _ in tagged.tokens}, {end for _, end in tagged.tokens}
    for _, start, end in found:
        if _FULL_NAME.match(text[start:end]) or (start in starts and end in ends):
            yield Mention(start, end, text[start:end], "GPE", source="rule")


def find_teams(tagged: Tagged) -> Iterator[Mention]:
    """Yield national teams: a known place and what follows it.

    >>> 中国女排战胜巴西队 -> ORG 中国女排, ORG 巴西队
    """
    if tagged.language == "en" or not ("队" in tagged.text or "女" in tagged.text or "男" in tagged.text):
        return
    for mention in tagged.mentions:
        if mention.type == "GPE" and (match := _TEAM.match(tagged.text, mention.end)):
            yield Mention(
                mention.start,
                match.end(),
                tagged.text[mention.start : match.end()],
                "ORG",
                source="rule",
            )


def add_listed(tagged: Tagged, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the names that a model found, with the listed places and the teams that overlap none of them.

    A team takes the place of what the model found in it (中国 of 中国队).
    """
    teams = list(find_teams(tagged))
    kept = [mention for mention in found if not _overlaps(mention, teams)]
    places = [place for place in find_places(tagged) if not _overlaps(place, [*kept, *teams])]
    return tuple(sorted([*kept, *teams, *places], key=lambda mention: mention.start))


def _overlaps(mention: Mention, others: Iterable[Mention]) -> bool:
    return any(other.start < mention.end and mention.start < other.end for other in others)
