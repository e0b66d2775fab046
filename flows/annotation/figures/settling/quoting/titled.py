"""Countries that the title of an English release names, as the owners of its national figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from flows.annotation.figures.settling.quoting.owners import names_proper
from flows.annotation.figures.words import read_table, split_words
from flows.records import Mention, Target
from flows.text import has_han, lazy_pattern

# The title of a release on one country: China's exports rise 5 percent, China fixed asset investment up.
_TITLE = lazy_pattern(
    r"(?:Update|Highlights|Economy|Xinhua|Reuters|[A-Z]{2,12})?(?: ?[-:] )?"
    r"(?P<owner>[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
    r"(?:['’]s|(?= (?:fixed|gdp|GDP|exports?|imports?|retail|industrial))) "
)
_CHANGED = lazy_pattern(
    r"(?i)\b(?:up|down|rises?|rose|falls?|fell|grows?|grew|expands?|expanded|increased?s?|decreased?s?|gains?"
    r"|gained|drops?|dropped|climbs?|climbed|jumps?|jumped|slows?|slowed|shrinks?|surges?|narrows?|widens?"
    r"|declines?|contracts?|picks? up|hits?|reaches|tops)\b"
)
_WORD = lazy_pattern(r"[A-Za-z][A-Za-z-]*")
# Words that do not say what is measured: growth rate, total value.
_GENERAL = frozenset(
    ("the", "a", "of", "in", "and", "total", "combined", "overall", "value", "volume", "growth", "rate")
)
_CUT = lazy_pattern(r"(?i)(?:imports?|exports?) and (?:[a-z]+ )?$")  # import and | export value
_REACH = 240


@cache
def _load_words() -> frozenset[str]:
    table = read_table("settling/quoting/generic.toml")
    return frozenset(split_words(table["national_release"]))


@cache
def _owner_of(title: str) -> str:
    """Return the country that the title of a release on one of its measures names, or ""."""
    match = _TITLE.match(title)
    if match is None or _CHANGED.search(title, match.end()) is None:
        return ""
    return match["owner"]


def own_by_title(
    targets: tuple[Target, ...], text: str, mentions: Sequence[Mention], headings: Sequence[str]
) -> tuple[Target, ...]:
    """Return figures of an English release with the country of its title as the owner of national measures.

    The passage names no other place or body before the figure that may have it.

    >>> below "Sampleland's exports up 5 percent in May": Imports rose 3 percent. -> Sampleland
    """
    if not headings:
        return targets
    owner = _owner_of(headings[-1])
    countries = {one.text for one in mentions if one.type == "GPE"} | {owner}
    if not owner or len(countries) > 1:
        return targets
    return tuple(replace(one, subject=owner) if _is_national(one, text) else one for one in targets)


def is_titled(target: Target, headings: Sequence[str]) -> bool:
    """Return whether the owner of a figure is the country that the title of its release names."""
    return bool(headings) and bool(target.subject) and target.subject == _owner_of(headings[-1])


def _is_national(target: Target, text: str) -> bool:
    """Return whether a figure without an owner is a measure that a country has."""
    name = target.indicator
    if target.subject or has_han(name) or target.kind != "actual":
        return False
    words = {word.lower() for word in _WORD.findall(name)}
    if words <= _GENERAL or not words <= _load_words() or names_proper(name.replace("GDP", "gdp")):
        return False
    place = text.rfind(name, max(0, target.start - _REACH), target.start)
    return place >= 0 and _CUT.search(text, max(0, place - _REACH), place) is None
