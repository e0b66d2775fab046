"""The form of names: forms that no name has, and headings."""

from __future__ import annotations

import re
from collections.abc import Container

from flows.annotation.names.judging.common_words import is_abstract_noun, is_common_word
from flows.annotation.names.judging.tables import load_tables
from flows.text import HAN, has_han, lazy_pattern

_WORD = lazy_pattern(r"[^\W\d_]+")
_PART_OF_TEXT = lazy_pattern(r"\b(?:Chapter|Section|Keywords|Box \d+)\b|\bKey words\b")
_SMALL_WORDS = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "s", "the", "to", "with")
)
_ENDS_IN_VERB = lazy_pattern(
    r" (?:will|would|shall|should|can|could|must|is|are|was|were|has|have|had|does|did|says|said)$",
    re.IGNORECASE,
)
# Kinds of bodies that are places as well.
_FACILITIES = ("Airport", "Church", "Court", "Hotel", "Museum", "Station", "Theater", "Theatre")
_HAN_NAME = lazy_pattern(f"[{HAN}·•]+")
# A code (SA202205002), or several words run together.
_NO_WORD = lazy_pattern(r"[A-Z]{1,6}\d{4,}|[A-Za-z]{26,}")
_COUNTED = lazy_pattern("[一二三四五六七八九十两几多各全本该][市县区省州镇乡村]")  # 九市一区
_FIRST_CHARACTER = lazy_pattern(rf"[{HAN}A-Za-z0-9À-ɏ]")
_LAST_CHARACTER = lazy_pattern(rf"[{HAN}A-Za-z0-9À-ɏ.)）”\"'’]$")


def looks_like_name(surface: str, kind: str) -> bool:
    """Return whether `surface` has the form of a name of its type.

    No name contains a line break, begins with a sign, or ends with a sign other than a bracket, quotation
    mark or full stop. No name is a kind of place (直辖市), a country's adjective (Chinese), a row of short
    forms of countries (中日韩), a country as a party to talks (巴方), a post (常委), a group of people
    (同胞), a single Latin letter (the Q. of a question), a code, or one word of more than 25 Latin letters.
    No body or place ends in an auxiliary verb ("Beijing will"), and no body in a thing (Sample Tourism
    Belt). A person's name has no digits. A Chinese name has two characters or more, except for short forms
    of places; an English one has a capital.
    """
    if "\n" in surface or not _FIRST_CHARACTER.match(surface) or not _LAST_CHARACTER.search(surface):
        return False
    if _NO_WORD.fullmatch(surface):
        return False
    if surface in load_tables().things or _is_no_place(surface, kind) or _names_people(surface, kind):
        return False
    if kind != "PERSON" and _ENDS_IN_VERB.search(surface):
        return False
    if kind == "PERSON" and any(char.isdigit() for char in surface):
        return False
    if kind == "ORG" and _is_thing(surface):
        return False
    if _HAN_NAME.fullmatch(surface):
        return len(surface) > 1 or kind == "GPE"
    return len(surface.rstrip(".")) > 1 and (has_han(surface) or any(char.isupper() for char in surface))


def settle_kind(surface: str, guessed: str) -> str:
    """Return the type of a name: that of the table, of its last word, or ORG for a "place" that is a body.

    >>> ORG for Sample States Senate; Sample North Station may stay a place; EVENT for Sample Film Festival
    >>> GPE for the person or body Sample Mountains, or the body Sample National Park
    """
    tables = load_tables()
    if listed := tables.kinds.get(surface):
        return listed
    before, _, last = surface.rpartition(" ")
    if guessed in ("ORG", "PERSON") and before and tables.bodies.isdisjoint(before.lower().split()):
        two = f"{before.rpartition(' ')[2]} {last}"
        ending = tables.endings.get(last) or tables.endings.get(two, guessed)
        return ending if guessed == "ORG" or ending == "GPE" else guessed
    is_body = bool(before) and last.lower() in tables.bodies and last not in _FACILITIES
    return "ORG" if guessed == "GPE" and is_body else guessed


def _is_no_place(surface: str, kind: str) -> bool:
    words = load_tables()
    if surface in words.kinds_of_places or surface.startswith(("直辖市", "自治区")):
        return True
    if len(surface) == 2 and surface[1] == "方" and surface[0] in words.more_countries:
        return True
    if kind == "ORG" and len(surface) == 2 and surface[0] == "中" and surface[1] in words.more_countries:
        return True
    if kind != "GPE":
        return False
    if _COUNTED.fullmatch(surface):
        return True
    return surface in words.adjectives or (len(surface) > 1 and words.countries.issuperset(surface))


def _is_thing(surface: str) -> bool:
    """Return whether the last word of an English name of several words is that of a thing, not of a body."""
    before, _, last = surface.rpartition(" ")
    tables = load_tables()
    return bool(before) and last in tables.no_bodies and tables.bodies.isdisjoint(before.lower().split())


def _names_people(surface: str, kind: str) -> bool:
    endings = {"ORG": load_tables().posts}
    return surface.endswith(endings.get(kind, load_tables().people))


def is_heading(surface: str) -> bool:
    """Return whether words look like an English heading rather than the name of a body.

    They do if all are common words and none names a kind of body (Stronger Industrial Foundations), or if one
    names a part of a text (Chapter).
    """
    words = _WORD.findall(surface.lower())
    if _PART_OF_TEXT.search(surface):
        return True
    if len(words) < 2 or has_han(surface) or not load_tables().bodies.isdisjoint(words):
        return False
    return all(_is_ordinary(word) for word in words)


def _is_ordinary(word: str) -> bool:
    singular = re.sub(r"(?<=[hsx])es$|(?<!s)s$", "", word)
    if word.endswith("ies"):
        singular = f"{word[:-3]}y"
    return is_common_word(word) or is_common_word(singular) or word in _SMALL_WORDS or is_abstract_noun(word)


# A heading of a plan: its number, and capitalised words up to a name.
_HEADED = lazy_pattern(
    r"(?:^|[\s.])(?:0\d|(?:Section|Chapter|Box) \d{1,3}[:.]?) (?:(?:[A-Z][\w’'-]*|of|the|and|in|for|to),? )*$"
)
# What a plain name goes on from: Sample Arts and |Crafts Museum|, “Green Kelp” |Innovation Center|.
_AND_BEFORE = lazy_pattern(r"\b([A-Z][\w’'-]+),? (?:and|&) $")
_CAPITAL_BEFORE = lazy_pattern(
    r"\b(?!(?:The|An?|In|At|For|By|Under|From|And|But|On|With|To|Of|As|Its|Their|This|That)\b)"
    r"[A-Z][\w’-]*(?<!’s) $|[”\"] $"
)
_NEAR = 80


def is_cut(text: str, start: int, end: int, kind: str, known_ends: Container[int] = ()) -> bool:
    """Return whether an English body in a text is only a part of a name, or of a heading.

    After a known name, which ends at one of `known_ends`, "and" joins two names.

    >>> Sample-|Other Cooperation Area|, Sample Arts and |Crafts Museum|, 05 |Low-Altitude Flights|
    """
    if kind != "ORG" or has_han(text[start:end]):
        return False
    if text[start - 1 : start] in ("-", "–") and text[max(0, start - 2)].isalpha():
        return True
    if text[end : end + 1] in ("-", "–") and text[end + 1 : end + 2].isupper():
        return True
    if " " not in text[start:end]:
        return False
    bodies = load_tables().bodies
    words = _WORD.findall(text[start:end].lower())
    if bodies.isdisjoint(words) and _HEADED.search(text, max(0, start - _NEAR), start):
        return True
    if not all(word in bodies or _is_ordinary(word) for word in words):
        return False
    if _CAPITAL_BEFORE.search(text, max(0, start - _NEAR), start) and start - 1 not in known_ends:
        return True
    joined = _AND_BEFORE.search(text, max(0, start - _NEAR), start)
    return bool(joined and joined[1].lower() not in bodies and joined.end(1) not in known_ends)


_RUN_TOGETHER = lazy_pattern(r"[a-z]{24,}")


def is_damaged(text: str) -> bool:
    """Return whether words of an English text are run together in two places.

    Capitals and neighbours then mean little.
    """
    first = _RUN_TOGETHER.search(text)
    return bool(first and _RUN_TOGETHER.search(text, first.end()))
