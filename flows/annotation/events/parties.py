"""Parties of events: named firms, bodies, persons and places, and the words that stand for one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flows.annotation.events.rules import choose_language, load_words
from flows.annotation.names import make_entity_id
from flows.records import Mention

_TYPES = frozenset(("ORG", "PERSON", "GPE", "PROGRAMME"))
_TRUSTED = frozenset(("lexicon", "rule"))  # sources whose types are no guesses
_WITHIN_NAMES = frozenset(("TERM", "TECH"))  # Haiwei Semiconductors
_WORD = r"[A-Z][\w&-]*(?:[’'](?!s\b)\w+)?(?:\.(?=[A-Z,]))?"
# Names that no list holds: words in capitals, with what joins them (Bank of China, Haiwei Co., Ltd.).
_CAPITALS = re.compile(
    rf"(?<![\w’'-]){_WORD}(?:(?:\s(?:of|for|and|de)\s(?:the\s)?|\s|,\s(?=Ltd|Inc|LLC)|\s&\s){_WORD}){{0,7}}"
)
_POSSESSIVE = re.compile(r"[’']s?$")
_SHARES_OF = re.compile(r"(?:Shares|Stock) of (?:the )?")
_GIVEN_TO = re.compile(
    r"\b(?:put|added|placed|gave|granted|lent|awarded|fined|named|bought|acquired|included)\s$"
)
_CONTRACTED = re.compile(r"[’']")
_LEADING = re.compile(r"^(?P<word>[A-Z][\w’'-]*)\s")
_CHINESE_SUFFIX = re.compile(r"(?:集团|公司|股份|有限公司|有限责任公司|股份有限公司){1,3}")


@dataclass(frozen=True, slots=True)
class Party:
    """A name in a text, in code points, with its entity; `is_resolved` marks a pronoun that stands for it."""

    start: int
    end: int
    text: str
    entity: str
    kind: str
    is_resolved: bool = False
    is_listed: bool = True  # False: found by a model or by its capitals, so that its kind is a guess


def find_parties(text: str, language: str, mentions: Sequence[Mention]) -> list[Party]:
    """Return the named parties of a passage, by start, disjoint.

    English names that nothing tags are found by their capitals; one that only lengthens a mention's name
    (Haiwei Semiconductors Co., Ltd.) keeps the mention's entity.
    """
    named = [mention for mention in mentions if mention.type in _TYPES and not mention.nested]
    if language == "en":
        return _join_capitals(text, named, mentions)
    return [_lengthen(text, _as_party(mention)) for mention in named]


def find_pronouns(plain: str, language: str, parties: Sequence[Party], subject: str) -> list[Party]:
    """Return the words that stand for a party named before them, or else for `subject`.

    `subject` is the body that the headings above the passage name, or "". "The company" stands for the last
    firm, "the bank" for the last bank, "he" for the last person, "it" for the first body of the last sentence
    that names one.
    """
    found: list[Party] = []
    earlier: list[Party] = []
    position = 0
    for match in load_words(language).pronouns.finditer(plain):
        while position < len(parties) and parties[position].end <= match.start():
            earlier.append(parties[position])
            position += 1
        if position < len(parties) and parties[position].start < match.end():
            continue
        last = _find_antecedent(plain, match, earlier, language) or _from_heading(subject)
        if last is not None:
            found.append(replace(last, start=match.start(), end=match.end(), is_resolved=True))
            earlier.append(found[-1])
    return found


def find_silent(language: str, parties: Sequence[Party], place: int, subject: str) -> Party | None:
    """Return the firm that a line of a chronicle leaves out: `subject`, else the first one before `place`."""
    organs = load_words(language).organs
    firms = (
        party
        for party in parties
        if party.kind == "ORG" and party.end <= place and not organs.search(party.text.lower())
    )
    found = _from_heading(subject) or next(firms, None)
    return replace(found, start=0, end=0, is_resolved=True) if found else None


def _find_antecedent(
    plain: str, found: re.Match[str], earlier: Sequence[Party], language: str
) -> Party | None:
    """Return the party that a pronoun stands for among those before it, by start; None for none.

    "The ministry put it on a list": whoever acts is not "it".
    """
    pronoun, place = found[0], found.start()
    if pronoun in ("he", "she"):
        return next((party for party in reversed(earlier) if party.kind == "PERSON"), None)
    if pronoun == "it" and _GIVEN_TO.search(plain, max(0, place - 12), place):
        start = max(plain.rfind(mark, 0, place) for mark in (". ", "; "))
        earlier = [party for party in earlier if party.end <= start + 1]
    if pronoun in ("it", "they", "其"):
        return _first_of_sentence(plain, earlier)
    organs = load_words(language).organs
    word = pronoun.rpartition(" ")[2]
    is_organ = language == "en" and bool(organs.fullmatch(word))
    for party in reversed(earlier):
        name = party.text.lower()
        if party.kind == "ORG" and ((word in name) if is_organ else not organs.search(name)):
            return party
    return None


def _first_of_sentence(plain: str, earlier: Sequence[Party]) -> Party | None:
    """Return the first body in the sentence of the last one."""
    first: Party | None = None
    stop = 0
    for party in reversed(earlier):
        if party.kind != "ORG":
            continue
        if first is None:
            stop = max(plain.rfind(mark, 0, party.start) for mark in (". ", "。", "; "))
        elif party.start < stop:
            break
        first = party
    return first


def _from_heading(subject: str) -> Party | None:
    return Party(0, 0, subject, make_entity_id("ORG", subject), "ORG") if subject else None


def find_subject(text: str, language: str, mentions: Sequence[Mention]) -> str:
    """Return the first firm that a heading or title names, as written there, or ""."""
    language = choose_language(text, language)
    organs = load_words(language).organs
    bodies = (party.text for party in find_parties(text, language, mentions) if party.kind == "ORG")
    return next((name for name in bodies if not organs.search(name.lower())), "")


def _as_party(mention: Mention) -> Party:
    name = _POSSESSIVE.sub("", mention.text)
    end, is_listed, kind = mention.start + len(name), mention.source in _TRUSTED, mention.type
    if kind != "ORG" and not is_listed and load_words("en").firms.fullmatch(name.lower().split(" ")[-1]):
        return Party(mention.start, end, name, make_entity_id("ORG", name), "ORG", is_listed=False)
    entity = mention.entity or mention.concept or make_entity_id(kind, name)
    return Party(mention.start, end, name, entity, kind, is_listed=is_listed)


def _lengthen(text: str, party: Party) -> Party:
    """Return a Chinese party with the 公司 or 集团 that follows its name."""
    match = _CHINESE_SUFFIX.match(text, party.end) if party.kind == "ORG" else None
    if not match:
        return party
    return replace(party, end=match.end(), text=text[party.start : match.end()])


def _join_capitals(text: str, named: Sequence[Mention], mentions: Sequence[Mention]) -> list[Party]:
    """Join tagged names with words in capitals; of two that overlap, the longer stays."""
    others = [mention for mention in mentions if mention.type not in _TYPES]
    found = [_as_party(mention) for mention in named]
    for start, end in _capitals(text):
        inside = [party for party in found if party.start < end and start < party.end]
        if any(party.start < start or end < party.end for party in inside):
            continue
        if _is_other(start, end, others):
            continue
        if inside and end - start - sum(party.end - party.start for party in inside) < 2:
            continue
        found = [party for party in found if party not in inside]
        found.append(_name_capitals(text[start:end], start, inside))
    return sorted(found, key=lambda party: party.start)


def _is_other(start: int, end: int, others: Sequence[Mention]) -> bool:
    """Return whether words in capitals are a title, date, sum or term, and not a name that holds one."""
    inside = [mention for mention in others if mention.start < end and start < mention.end]
    if any(
        mention.type not in _WITHIN_NAMES or mention.start < start or end < mention.end for mention in inside
    ):
        return True
    return any(mention.end - mention.start > end - start - 3 for mention in inside)


def _name_capitals(name: str, start: int, inside: Sequence[Party]) -> Party:
    first = next((party for party in inside if party.start == start and party.kind == "ORG"), None)
    entity = first.entity if first else make_entity_id("ORG", name)
    return Party(start, start + len(name), name, entity, "ORG", is_listed=bool(inside))


def _capitals(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of words in capitals, without words that only open a sentence."""
    openers = load_words("en").openers
    for match in _CAPITALS.finditer(text):
        start, name = match.start(), match[0]
        while (leading := _LEADING.match(name)) and leading["word"] in openers:
            start, name = start + leading.end(), name[leading.end() :]
        if shares := _SHARES_OF.match(name):
            start, name = start + shares.end(), name[shares.end() :]
        name = _POSSESSIVE.sub("", name)
        if len(name) > 1 and name[0].isupper() and not _is_opener(text, start, name, openers):
            yield start, start + len(name)


def _is_opener(text: str, start: int, name: str, openers: frozenset[str]) -> bool:
    """Return whether a word in capitals may have them only because it opens a sentence (Recently, I've)."""
    if _CONTRACTED.split(name)[0] in openers:
        return True
    if " " in name or sum(char.isupper() for char in name) > 1 or text.count(name) > 1:
        return False
    return start < 2 or text[start - 2] in ".!?。；;：:“"
