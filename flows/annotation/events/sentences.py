"""Sentences, their verbs, and the stretch of the sentence that belongs to each verb."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from flows.annotation.events.dates import When
from flows.annotation.events.parties import Party
from flows.annotation.events.rules import Rule, index_verbs, list_verbs
from flows.records import Mention
from flows.text import lazy_pattern

# Where the stretch of one verb may end and that of the next begin.
_BORDER = {
    "en": lazy_pattern(
        r"(?:,(?!(?<=\d,)\d{3}\b)|[;:()])\s?|\s(?:and|while|but|before|after|which|who|when|then)\s"
    ),
    "zh": lazy_pattern(r"[,;:]|并(?!购|网|列)|后(?=[^,。;]{0,6}(?:获|入选|被|上市))"),
}
# A stretch that contains only a date belongs to the verb after it.
_DATE_ONLY = lazy_pattern(r"[\s,;:()]*(?:and|but|then|in|on|by|later|于|在)?[\s,]*")
# After two subjects joined by "and": and Haiwei and Feinlager have merged.
_PLURAL = lazy_pattern(r" (?:have|were|both|each|had been) ")
_PROVINCE = lazy_pattern(r"(?:\s(?:province|city|county|district|state))?,")  # after the name of a place
# After a name: the Driving Institute (CiDi).
_SHORT_NAME = lazy_pattern(r"\([a-z][\w&.-]{1,13}(?: [a-z][\w&.-]{1,13})?\)")


@dataclass(frozen=True, slots=True)
class Verb:
    """A place where the verb of a rule occurs."""

    start: int
    end: int
    rule: Rule
    match: re.Match[str]
    is_present: bool = False

    def last_date_place(self) -> int:
        """Return the last place where a Chinese verb's date may begin: before the object in its pattern."""
        named = (name for name in ("object", "object2") if name in self.match.re.groupindex)
        starts = (self.match.start(name) for name in named if self.match.end(name) == self.end)
        return min((place - 1 for place in starts if place > self.start), default=self.end + 1)


def _nobody() -> Party | None:
    return None


@dataclass(slots=True)
class Sentence:
    """A sentence within its passage; all places are code points of the passage.

    `plain` is the passage in lower case with half-width signs, as long as the passage. `borders` are the
    starts of the stretches, one per verb. `carried` is the date that opened the line of a chronicle, for
    sentences without a date; `silent` is the firm that such a line leaves out. `person` is the subject of a
    short biography. `review` is the period that the headings above review, if they review past work.
    `is_plan` is set if they announce tasks. `date` is the ISO date of the document. `owners` are
    possessive pronouns, with the parties they refer to.
    """

    text: str
    plain: str
    language: str
    start: int
    end: int
    parties: Sequence[Party]
    dates: Sequence[When]
    mentions: Sequence[Mention]
    carried: When | None = None
    silent: Party | None = None
    person: Party | None = None
    review: When | None = None
    is_plan: bool = False
    date: str = ""
    borders: list[int] = field(default_factory=list)
    owners: Sequence[Party] = ()
    issuer: Callable[[], Party | None] = _nobody  # who issued the document, by its title
    raised: Mention | None = None  # what the sentence before says was raised by an issue of shares
    bound: str = ""  # `plain` without the function letters of Chinese words and names (成都, 国家)

    def __post_init__(self) -> None:
        """Move possessive pronouns (its) to `owners`; drop names inside nouns that refer to a party."""
        self.bound = self.bound or self.plain
        if self.language != "en":
            return
        self.owners = [party for party in self.parties if party.is_owner]
        nouns = [party for party in self.parties if party.is_resolved]
        if nouns:
            self.parties = [
                party
                for party in self.parties
                if not party.is_owner and (party.is_resolved or not _is_within(party, nouns))
            ]

    def stretch(self, place: int) -> tuple[int, int]:
        """Return the stretch that contains `place`."""
        edges = [self.start, *self.borders, self.end]
        for first, last in pairwise(edges):
            if first <= place < last:
                return first, last
        return self.start, self.end


def _is_within(party: Party, nouns: Sequence[Party]) -> bool:
    return any(noun.start <= party.start and party.end <= noun.end for noun in nouns)


def find_verbs(plain: str, language: str, start: int, end: int) -> list[Verb]:
    """Return the verbs of all rules in a sentence, ordered by place and then by rule.

    If matches of one pattern overlap, the first is kept.
    """
    found: list[Verb] = []
    ends: dict[int, int] = {}  # by verb number: a pattern as a key would be hashed whole each time
    verbs = list_verbs(language)
    for place, numbers in index_verbs(language).find(plain, start, end):
        for number in numbers:
            rule, pattern, is_present = verbs[number]
            match = pattern.match(plain, place, end) if ends.get(number, 0) <= place else None
            if match and match.end() > place:
                ends[number] = match.end()
                found.append(Verb(*match.span(), rule, match, is_present))
    return found


def cut_sentence(sentence: Sentence, verbs: Iterable[Verb]) -> None:
    """Set the borders between verbs: at the last comma or conjunction, moved before a date on its own."""
    sentence.borders = []
    previous = None
    for verb in verbs:
        if previous is not None and verb.start >= previous.end:
            start = _names_end(sentence, previous.end) if previous.rule.frame == "noun" else previous.end
            place = _last_border(sentence, start, verb.start)
            if place and place not in sentence.borders:
                sentence.borders.append(place)
        if previous is None or verb.end > previous.end:
            previous = verb
    sentence.borders.sort()


def _closes_name(sentence: Sentence, border: int, end: int) -> bool:
    """Return whether a comma only closes a person's name and is no border: its founder, Zhou Ming, became."""
    if sentence.plain[border:end].strip(" ,"):
        return False
    return any(party.end == border and party.kind == "PERSON" for party in sentence.parties)


def _encloses_aside(sentence: Sentence, place: int) -> bool:
    """Return whether a bracket encloses only a sum or a short name.

    Examples: the Driving Institute (CiDi) has; a 1.2 billion yuan ($188 million) round.
    """
    if sentence.plain[place] not in "()":
        return False
    opening = place if sentence.plain[place] == "(" else sentence.plain.rfind("(", sentence.start, place)
    is_named = any(party.end == opening - 1 for party in sentence.parties)
    if is_named and _SHORT_NAME.match(sentence.plain, opening):
        return True
    edges = (place + 1, place)
    return any(one.type == "MONEY" and (one.start in edges or one.end in edges) for one in sentence.mentions)


def _encloses_province(sentence: Sentence, place: int) -> bool:
    """Return whether a comma encloses a place that says where another is: in Ningde, Fujian province, has."""
    if sentence.plain[place] != ",":
        return False
    for party in sentence.parties:
        if party.kind != "GPE" or not sentence.plain.endswith(", ", sentence.start, party.start):
            continue
        closing = _PROVINCE.match(sentence.plain, party.end)
        if closing and place in (party.start - len(", "), closing.end() - 1):
            return True
    return False


def _joins_subjects(sentence: Sentence, border: int) -> bool:
    """Return whether "and" joins two subjects of a plural verb: and Haiwei and Feinlager have merged."""
    if not any(party.end == border for party in sentence.parties):
        return False
    other = next((party for party in sentence.parties if party.start == border + len(" and ")), None)
    return other is not None and bool(_PLURAL.match(sentence.plain, other.end))


def _lists_subject(sentence: Sentence, border: int, following: int) -> bool:
    """Return whether a comma joins a subject to the next one of a list: A|, B and C have merged."""
    is_behind = any(party.end == border for party in sentence.parties)
    return is_behind and any(
        party.start == border + len(", ") and party.end == following for party in sentence.parties
    )


def _names_end(sentence: Sentence, place: int) -> int:
    """Return the end of two names joined by "and" after a noun: the merger of Haiwei and Feinlager."""
    near = [party for party in sentence.parties if party.start >= place]
    for one, other in pairwise(near[:3]):
        if sentence.plain[one.end : other.start] == " and ":
            return other.end
    return place


def _last_border(sentence: Sentence, start: int, end: int) -> int:
    """Return the last border in a gap, moved before a stretch that contains only a date; 0 if none."""
    borders = [match.start() for match in _BORDER[sentence.language].finditer(sentence.plain, start, end)]
    if sentence.language == "en":  # Haiwei Tools (Suzhou) Co., Ltd.
        borders = [
            place
            for place in borders
            if not any(one.start < place < one.end for one in sentence.parties)
            and not any(when.start < place < when.end for when in sentence.dates)
            and not _encloses_aside(sentence, place)
            and not _encloses_province(sentence, place)
            and not (place == start and sentence.plain[start - 1].isdigit())  # announced on 5 May, a round
        ]
        while len(borders) > 1 and (
            _closes_name(sentence, borders[-1], end) or _joins_subjects(sentence, borders[-1])
        ):
            border = borders.pop()
            while borders and _lists_subject(sentence, borders[-1], border):
                border = borders.pop()
    while len(borders) > 1:
        within = [when for when in sentence.dates if borders[-2] <= when.start and when.end <= borders[-1]]
        if not within:
            break
        rest = sentence.plain[borders[-2] : within[0].start] + sentence.plain[within[-1].end : borders[-1]]
        if not _DATE_ONLY.fullmatch(rest):
            break
        borders.pop()
    return borders[-1] if borders else 0
