"""Sentences cut into one stretch per verb, with the dates, sums and names in each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from flows.annotation.events.dates import When
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import Roles
from flows.annotation.events.rules import Rule, index_verbs, list_verbs
from flows.annotation.figures import parse_figure
from flows.records import Mention

_BORDER = {
    "en": re.compile(r"[,;:()]\s?|\s(?:and|while|but|before|after|which|who|when|then)\s"),
    "zh": re.compile(r"[,;:]|并(?!购|网|列)|后(?=[^,。;]{0,6}(?:获|入选|被|上市))"),
}
# A stretch that contains only a date belongs to the verb after it.
_DATE_ONLY = re.compile(r"[\s,;:()]*(?:and|but|then|in|on|by|later|于|在)?[\s,]*")
# After a date that does not date the event: 编制1956至1967年的规划, 发布,自3月1日起施行.
_NOT_WHEN = re.compile("的|起?(?:正式)?(?:实施|施行|生效)")
_BORN = re.compile(r"\b[Bb]orn (?:in |on )?$")
# Before such a date: export controls that took effect on 1 December 2023, a plan that runs until 2025.
_NOT_WHEN_BEFORE = re.compile(
    r"\b(?:(?:took|takes?|taking|entered|enters?|came|comes?|coming|into|in)\s(?:effect|force)"
    r"|effective|expir\w+|valid|due|runs?|lasts?)"
    r"(?:\s(?:on|in|from|as of|since|until|till|through|by))?\s(?:the\s)?$"
    r"|\b(?:until|till|through)\s(?:the\s)?$"
)
_BEFORE_DATE = 34  # code points before a date in which these words are looked for
_ERA = re.compile(r"世纪|年代|\b\d{2}(?:\d{2})?s\b|\bcentury\b")
# A time counted from a date: that date belongs to another event, not to this one.
_LATER = re.compile(
    r"\b(?:years?|months?|weeks?|days?) (?:later|afterwards|earlier|before)\b"
    r"|\b(?:later|subsequently|afterwards|eventually) $"
    r"|(?:[\d一二两三四五六七八九十数几多半][年天周月]|个[多半]?月|星期)"
    r"(?:之后|以后|后(?![期来续])|之前|以前)"
)
# Between a date in a relative clause and the name that the clause describes.
_RELATIVE = re.compile(r"(?!召开|举[行办]|\)?出版)[^,。;:的上中时下在于]{1,14}的[^,。;:的上中时下]{0,16}")
# Names that include a year.
_DATED_NAME = re.compile("年?(?:北京|巴黎|东京)?(?:[冬夏]季?奥|冬?残奥|奥运|世博|亚运|世界杯)")
# Actions that take a sum of money.
WITH_SUMS = frozenset(
    ("listed", "funded", "invested", "acquired", "merged", "opened", "founded", "sanctioned")
)
_RAISED = re.compile(
    r"rais(?:ed|ing)|for|worth|of|totall?ing|capital|at"
    r"|募集|募资|融资|金额|总额|投资|资本|规模|以|作价|价格|斥资|出资|耗资|花(?:费|(?=[约近逾超]?\d))"
)
_DEAL = re.compile(r"\s(?:[\w-]+\s)?(?:acquisition|takeover|purchase|deal|buyout|offering|ipo|round)\b")
_PER_SHARE = re.compile(r"\s(?:per\s|(?:a|each)\s(?:share|unit|piece)\b|apiece\b)")
# Between a date and a verb, or before a date: the date belongs to something else.
_CLAUSE_BEHIND = re.compile(r"\b(?:after|before|once|when|because)\s")
# Between a verb and a date: the first to win control since China said that it would ease its rules in 2017.
_SINCE_THEN = re.compile(r"\bsince\s[a-z][^,.;]{2,60}\s(?:said|was|were|had|has|began|[a-z]+ed)\s")
_AND_BEHIND = re.compile(r"(?:,?\sand|,)\s(?:\w+ly\s)?")
_SAID_THEN = re.compile(
    r"\b(?:said|says|announced|reported|admitted|confirmed|disclosed|revealed)(?:\s(?:in|on))?\s?$"
)
_PLURAL = re.compile(r" (?:have|were|both|each) ")
_SHORT_NAME = re.compile(r"\([a-z][\w&.-]{1,13}\)")
_WHEN = re.compile(r",?\s?when\s")
_TO_SUM = 24  # code points from the words about a listing to the sum that it raised
# The sums of these need no word of _RAISED; a firm that was founded or listed has sales as well.
_ONE_SUM = frozenset(("funded", "invested", "sanctioned"))


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


def _joins_subjects(sentence: Sentence, border: int) -> bool:
    """Return whether "and" joins two subjects of a plural verb: and Haiwei and Feinlager have merged."""
    if not any(party.end == border for party in sentence.parties):
        return False
    other = next((party for party in sentence.parties if party.start == border + len(" and ")), None)
    return other is not None and bool(_PLURAL.match(sentence.plain, other.end))


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
            and not _encloses_aside(sentence, place)
        ]
        while len(borders) > 1 and (
            _closes_name(sentence, borders[-1], end) or _joins_subjects(sentence, borders[-1])
        ):
            borders.pop()
    while len(borders) > 1:
        within = [when for when in sentence.dates if borders[-2] <= when.start and when.end <= borders[-1]]
        if not within:
            break
        rest = sentence.plain[borders[-2] : within[0].start] + sentence.plain[within[-1].end : borders[-1]]
        if not _DATE_ONLY.fullmatch(rest):
            break
        borders.pop()
    return borders[-1] if borders else 0


def choose_date(sentence: Sentence, verb: Verb, roles: Roles) -> tuple[When | None, bool]:
    """Return the date of a verb, and whether it was carried over from outside the verb's clause.

    The nearest date in the verb's own stretch is used. A date in another verb's stretch does not count, but
    one that opens the sentence holds for all its verbs, unless the stretch names a decade or century. A
    date that is part of the object (印发2021年行业标准制修订计划) does not count either: the date carried
    from the line or headline then applies, or the period of a review.
    """
    actor = roles.actor
    if verb.rule.object_is_party and (bracketed := _date_after_object(sentence, roles)):
        return bracketed, False
    first, last = sentence.stretch(verb.start)
    own = [when for when in sentence.dates if first <= when.start and when.end <= last]
    own = [when for when in own if not _ERA.search(sentence.plain, when.end, verb.start)]
    if roles.others:  # bought Feinlager (2019) and Nordlager: 2019 is that of Feinlager alone
        own = [when for when in own if not _is_in_brackets(sentence, when)]
    own = [when for when in own if verb.start < when.start < verb.end or not _is_birth(sentence, when)]
    if verb.rule.action == "issued":  # the Plan for Civil Courts (2015-2020): its own years
        own = [when for when in own if not when.last.isdigit()]
    if sentence.language == "en":
        own = [when for when in own if not _dates_validity(sentence, when)]
        own = _without_other_clauses(sentence, own, verb)
        own = [when for when in own if not _is_span_in_brackets(sentence, when)]
        own = [when for when in own if not _SINCE_THEN.search(sentence.plain, verb.end, when.start)]
    if sentence.language == "zh":  # dates come before the verb: 将2025年增长预期 dates nothing
        own = [
            when
            for when in own
            if when.start <= verb.last_date_place() or sentence.plain.startswith("(", when.start - 1)
            if verb.start < when.start < verb.end or not _NOT_WHEN.match(sentence.plain, when.end)
            if not _is_of_actor(sentence, when, actor, verb)
        ]
        own = _without_names(sentence, own)
    if own:
        return min(own, key=lambda when: _distance(when, verb)), False
    if sentence.language == "en" and (earlier := _date_before_when(sentence, first)):
        return earlier, False
    if "is_adjunct" in verb.rule.traits and len(sentence.dates) == 1:
        return sentence.dates[0], False
    if _ERA.search(sentence.plain, first, last) or _LATER.search(sentence.plain, first, verb.start):
        return None, False
    opening = [when for when in sentence.dates if sentence.start <= when.start < sentence.start + 12]
    opening = [when for when in opening if not _is_birth(sentence, when)]
    if opening and opening[0].end <= verb.start and not _is_of_actor(sentence, opening[0], actor, verb):
        is_later = _LATER.search(sentence.plain, opening[0].end, verb.start)
        return (None, False) if is_later else (opening[0], True)
    if any(not _is_in_object(sentence, when, roles) for when in sentence.dates):
        return None, False
    if sentence.carried:
        return sentence.carried, True
    if sentence.review and sentence.review.first:
        return sentence.review, True
    return None, False


def _is_span_in_brackets(sentence: Sentence, when: When) -> bool:
    """Return whether two years in brackets are those of a life or a plan: Liu Haiwen (1945-2017) founded."""
    return bool(when.last) and _is_in_brackets(sentence, when)


def _is_in_brackets(sentence: Sentence, when: When) -> bool:
    return sentence.plain[when.start - 1 : when.start] + sentence.plain[when.end : when.end + 1] == "()"


def _date_before_when(sentence: Sentence, first: int) -> When | None:
    """Return the date directly before "when": it became known in 2017, when it bought Feinlager."""
    if not _WHEN.match(sentence.plain, first):
        return None
    return next((when for when in sentence.dates if first - 1 <= when.end <= first), None)


def _date_after_object(sentence: Sentence, roles: Roles) -> When | None:
    """Return the date in brackets after an object: absorbed Feinlager (2019) and Nordlager (2020)."""
    place = roles.object_end
    if not place or not sentence.plain.startswith(" (", place):
        return None
    return next((when for when in sentence.dates if when.start <= place + 2 < when.end), None)


def _is_birth(sentence: Sentence, when: When) -> bool:
    return bool(_BORN.search(sentence.plain, max(0, when.start - 12), when.start))


def _dates_validity(sentence: Sentence, when: When) -> bool:
    """Return whether an English date is the start or end of something's validity."""
    before = max(sentence.start, when.start - _BEFORE_DATE)
    return bool(_NOT_WHEN_BEFORE.search(sentence.plain, before, when.start))


def _is_in_object(sentence: Sentence, when: When, roles: Roles) -> bool:
    """Return whether a date is part of a Chinese object. In English objects, dates mostly date the event."""
    if sentence.language != "zh":
        return False
    return roles.object_start <= when.start and when.end <= roles.object_end


def _is_of_actor(sentence: Sentence, when: When, actor: Party, verb: Verb) -> bool:
    """Return whether a date belongs to a clause that describes the actor: 今年3月逝世的某球星获得一等奖."""
    if not when.end <= actor.start < verb.start:
        return False
    return bool(_RELATIVE.fullmatch(sentence.plain, when.end, actor.start))


def _without_other_clauses(sentence: Sentence, dates: list[When], verb: Verb) -> list[When]:
    """Return English dates without those of other clauses, if a date follows the verb.

    >>> it appealed in 2021 after it was fined in 2020; it said in 2021 that it opened a plant in 2019
    >>> it filed in 2022 and began trading on the STAR Market in 2023
    """
    if not any(verb.end <= when.start for when in dates):
        return dates
    return [
        when
        for when in dates
        if verb.end <= when.start
        or not (
            _CLAUSE_BEHIND.search(sentence.plain, when.end, verb.start)
            or _AND_BEHIND.fullmatch(sentence.plain, when.end, verb.start)
            or _SAID_THEN.search(sentence.plain, max(sentence.start, when.start - _BEFORE_DATE), when.start)
        )
    ]


def _without_names(sentence: Sentence, dates: list[When]) -> list[When]:
    """Return dates without years that are part of a name (2022年冬奥会), if another date is known."""
    others = [when for when in dates if not _DATED_NAME.match(sentence.plain, when.end)]
    if others or any(when.start > dates[-1].end for when in sentence.dates if dates):
        return others
    return dates


def _distance(when: When, verb: Verb) -> int:
    return verb.start - when.end if when.end <= verb.start else when.start - verb.end


def find_sum(sentence: Sentence, first: int, last: int, action: str) -> tuple[float | None, str, int, int]:
    """Return value, unit, start and end of the sum in a stretch, preferably one marked as raised or paid."""
    sums = [
        mention
        for mention in sentence.mentions
        if mention.type == "MONEY" and first <= mention.start and mention.end <= last
    ]
    sums = [one for one in sums if not _PER_SHARE.match(sentence.plain, one.end)]
    sums = [one for one in sums if not sentence.plain.endswith(("每股", "每份"), first, one.start)]
    if action == "listed":  # listed on ChiNext and raised 640 million
        sums += [
            mention
            for mention in sentence.mentions
            if mention.type == "MONEY"
            and last <= mention.start < last + _TO_SUM
            and mention.end <= sentence.end
        ]
    raised = [
        one
        for one in sums
        if _RAISED.search(sentence.plain, max(first, one.start - 14), one.start)
        or _DEAL.match(sentence.plain, one.end)
    ]
    if action not in _ONE_SUM and not raised:
        return None, "", 0, 0
    chosen = next(iter(raised or sums), None)
    if chosen is None:
        return None, "", 0, 0
    figure = parse_figure(chosen.text, sentence.language)
    if figure is None:
        return None, "", 0, 0
    return figure.value, figure.unit, chosen.start, chosen.end
