"""Predicates of what Chinese figures count, by parts of speech: 冷藏车|装着水果, 旅客列车|奔驰在铁路线上."""

from __future__ import annotations

from functools import cache

import rjieba

from flows.text import lazy_pattern

# What may follow the verb of a predicate: an aspect particle, or a preposition of place.
_ASPECT, _PLACE = frozenset(("着", "了", "过")), frozenset(("在", "于", "向", "往", "到"))
# Verbs of motion with their direction: 驶往欧洲, 涌入景区.
_DIRECTION = lazy_pattern("[^投输引收注融列流播演横纵倾改推促增先突支嵌][往入进出到向]")
# Prepositions and adverbs between the noun and its verb: 手办|从湖南发往各地, 企业|全面展示了产品.
_BEFORE_VERB = frozenset("从被在由把将给随沿经")
_MANNER = lazy_pattern("(?:全面|全部|集体|无缝|分门别类)+$")
_MAYBE = lazy_pattern("[着了过在于往到向入进出]")
_NOUN = "n"
_SHORTEST = 2  # characters of a noun


@cache
def _tagger() -> rjieba.Jieba:
    return rjieba.Jieba()


def start_of_predicate(item: str) -> int:
    """Return where the predicate of a counted noun begins, or the length of `item` if it has none.

    A verb counts that follows a noun and is followed by 着, 了 or 过, by a place, or says where to. Within an
    attribute (奋战在一线的故事) it is no predicate.

    >>> 塔吊矗立在工地上 -> 2
    """
    if not _MAYBE.search(item):
        return len(item)
    place, before, lead = 0, "", 0
    tagged = _tagger().tag(item, False)
    for index, (word, tag) in enumerate(tagged):
        following = (*tagged[index + 1 : index + 2], ("", ""))[0]
        is_behind = place >= _SHORTEST and (bool(lead) or before.startswith(_NOUN))
        if tag == "v" and is_behind and "的" not in item[place:] and _opens_predicate(word, *following):
            return len(_MANNER.sub("", item[: lead or place]))
        if word in _BEFORE_VERB and is_behind:
            lead = lead or place
        place, before = place + len(word), tag
    return len(item)


def _opens_predicate(verb: str, following: str, tag: str) -> bool:
    if following in _ASPECT or following in _PLACE:
        return True
    return _DIRECTION.fullmatch(verb) is not None and tag.startswith((_NOUN, "s"))
