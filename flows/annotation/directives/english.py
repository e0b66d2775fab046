"""Directives in English: words of duty, plans with "will", and instructions that open a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from flows.annotation.directives.clauses import NOWHERE, Found, Sentence, Span
from flows.annotation.directives.tables import (
    any_of,
    list_of,
    read_adverbs,
    read_duties,
    read_verbs,
    text_of,
    verb_grades,
)

_DOUBLED = re.compile(r"(?:[^aeiou]|qu)[aeiou][bdgmnprt]$")
_STOP = re.compile(r"[,;:()]")
_OPENING = re.compile(r"[\s\"“”'*§•·\-–—]*(?:\(?\d{1,3}[.)]\s*)?[\s\"“”§•]*")
_BULLET = re.compile(r"[§•■]\s*")


class _Phrase(NamedTuple):
    """A verb behind an auxiliary: where it begins and ends, its grade, and whether it is in the passive."""

    start: int
    end: int
    grade: int
    is_passive: bool
    is_strict: bool


def read_sentence(sentence: Sentence) -> Iterator[Found]:
    """Yield the directives of a sentence, in order."""
    plain, start, end = sentence.plain, sentence.start, sentence.end
    if plain[start:end].rstrip("\"'”) \n").endswith("?") or _is_speech(plain, start, end):
        return
    found: list[Found] = []
    for match in _auxiliaries().finditer(plain, start, end):
        if found and match.start() < found[-1].cue.end:
            continue
        found += _read_auxiliary(plain, match, start, end)
    if not found:
        found += _read_instruction(plain, start, end)
    yield from found


@cache
def _auxiliaries() -> re.Pattern[str]:
    duties = "|".join(f"(?P<duty{place}>{rule.pattern.pattern})" for place, rule in enumerate(_duties()))
    return re.compile(f"{duties}|(?P<will>\\bwill\\b)|(?P<state>{text_of('en', 'subjects', 'state')})")


@cache
def _duties():  # type: ignore[no-untyped-def]
    return read_duties("en")


@cache
def _speech() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(text_of("en", "speech", "verbs")), re.compile(text_of("en", "speech", "officials"))


def _is_speech(plain: str, start: int, end: int) -> bool:
    verbs, officials = _speech()
    if not verbs.search(plain, start, end):
        return False
    return not officials.search(plain, start, end)


def _read_auxiliary(plain: str, match: re.Match[str], start: int, end: int) -> list[Found]:
    """Return the directives of an auxiliary: of its verb, and of those joined to it."""
    if match.group("state"):
        return _read_state(plain, match, end)
    if match.group("will"):
        return _read_will(plain, match, start, end)
    rule = next(rule for place, rule in enumerate(_duties()) if match.group(f"duty{place}"))
    if _is_trapped(plain, start, match.start()):
        return []
    if rule.before and rule.before.search(plain, max(start, match.start() - 80), match.start()):
        return []
    cue = Span(*match.span())
    while cue.start < cue.end and not plain[cue.start].isalpha():
        cue = Span(cue.start + 1, cue.end)
    addressee = NOWHERE if rule.name == "prohibited" else _subject(plain, start, cue.start)
    grade = rule.grade
    if grade == 4 and _strict().match(plain, cue.end):
        grade = 5
    first = Found(cue, grade, addressee, _object(plain, cue.end, end), rule.name)
    rest = [
        one._replace(grade=max(grade, 5 if one.rule == "strict" else 0), addressee=addressee, rule=rule.name)
        for one in _joined(plain, cue.end, end, is_passive=False)
    ]
    return [first, *rest]


@cache
def _strict() -> re.Pattern[str]:
    return re.compile(rf" (?:be |also )?(?:{any_of(list_of('en', 'strict', 'words'))})\b")


@cache
def _traps() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(text_of("en", "traps", "before")),
        re.compile(text_of("en", "traps", "persons")),
        re.compile(text_of("en", "subjects", "planners")),
    )


def _is_trapped(plain: str, start: int, place: int) -> bool:
    before, _, _ = _traps()
    return before.search(plain, max(start, place - 30), place) is not None


# Plans ------------------------------------------------------------------------------------------------------


def _read_will(plain: str, match: re.Match[str], start: int, end: int) -> list[Found]:
    place = match.start()
    if _is_trapped(plain, start, place):
        return []
    phrase = _phrase(plain, match.end(), end)
    if light := _light(plain, start, match.end(), end):
        grade, stop = light
        is_passive = plain.startswith((" be ", " also be "), match.end())
        if phrase is None or phrase.grade == 3:
            phrase = _Phrase(match.end() + 1, stop, grade, is_passive, is_strict=False)
    if phrase is None:
        return []
    _, persons, planners = _traps()
    near = max(start, place - 110)
    if not phrase.is_passive and not planners.search(plain, near, place):
        return []
    if persons.search(plain, near, place):
        return []
    found = _with_joined(plain, Span(place, phrase.end), phrase, end)
    if phrase.is_passive:
        found[0] = found[0]._replace(object=_theme(plain, start, place))
    return found


def _theme(plain: str, start: int, place: int) -> Span:
    """Return what is in the passive: the words before its auxiliary, from the last comma."""
    first = start
    for mark in _STOP.finditer(plain, start, place):
        first = mark.end()
    while first < place and not plain[first].isalnum():
        first += 1
    return Span(first, place - 1) if first < place - 1 else NOWHERE


def _with_joined(plain: str, cue: Span, phrase: _Phrase, end: int) -> list[Found]:
    addressee = _helped(plain, phrase.end, end) if phrase.grade == 2 and not phrase.is_passive else NOWHERE
    first = Found(cue, phrase.grade, addressee, _object(plain, phrase.end, end), _rule(phrase))
    return [first, *_joined(plain, phrase.end, end, is_passive=phrase.is_passive, grade=phrase.grade)]


def _rule(phrase: _Phrase) -> str:
    return ("", "explore", "encourage", "promote", "", "strict")[phrase.grade]


@cache
def _lights() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(text_of("en", "light", "explore")), re.compile(text_of("en", "light", "encourage"))


def _light(plain: str, start: int, place: int, end: int) -> tuple[int, int] | None:
    """Return grade and end of a trial or encouragement said with a light verb near an auxiliary."""
    explore, encourage = _lights()
    last = min(end, place + 90)
    stop = _STOP.search(plain, place, last)
    last = stop.start() if stop else last
    if match := explore.search(plain, max(start, place - 40), last):
        return 1, max(place, match.end())
    if match := encourage.search(plain, place, min(last, place + 50)):
        return 2, match.end()
    return None


@cache
def _verb_phrase() -> re.Pattern[str]:
    adverbs = any_of(read_adverbs("en"))
    strict = any_of(list_of("en", "strict", "words"))
    adverb = rf"(?:(?P<strict>{strict})|{adverbs}|[a-z-]+ly(?: and [a-z-]+ly)?)"
    base = any_of(verb_grades("en"))
    return re.compile(
        rf"\s+(?:{adverb}\s+)*(?:not\s+)?(?:be\s+(?:(?P<strict2>{strict})\s+|[a-z]+ly\s+|also\s+|further\s+)*"
        rf"(?:made\s+(?:[a-z]+\s+)?to\s+(?:[a-z]+ly\s+)?(?P<effort>{base})|(?P<done>{any_of(_participles())}))"
        rf"|(?P<base>{base}))\b(?!-)"
    )


@cache
def _participles() -> dict[str, int]:
    return {_participle(row.verb): row.grade for row in read_verbs("en")}


@cache
def _irregular() -> dict[str, str]:
    import csv
    from pathlib import Path

    with Path(__file__).with_name("verbs_en.csv").open(encoding="utf-8", newline="") as lines:
        return {row["verb"]: row["participle"] for row in csv.DictReader(lines) if row["participle"]}


def _participle(verb: str) -> str:
    if verb in _irregular():
        return _irregular()[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}ed"


def _phrase(plain: str, place: int, end: int) -> _Phrase | None:
    """Return the verb phrase behind an auxiliary or a conjunction."""
    match = _verb_phrase().match(plain, place, end)
    if match is None:
        return None
    verb = match.group("base") or match.group("effort")
    grade = verb_grades("en")[verb] if verb else _participles()[match.group("done")]
    is_strict = bool(match.group("strict") or match.group("strict2"))
    if is_strict and grade >= 3:
        grade = 5
    is_passive = match.group("base") is None
    return _Phrase(match.start() + 1, match.end(), grade, is_passive, is_strict)


@cache
def _joint() -> re.Pattern[str]:
    adverbs = any_of(read_adverbs("en"))
    strict = any_of(list_of("en", "strict", "words"))
    base = any_of(verb_grades("en"))
    done = any_of(_participles())
    return re.compile(
        rf"(?P<mark>[,;](?: and| as well as)?|\band) (?P<cue>(?:(?:(?P<strict>{strict})|{adverbs}|[a-z-]+ly)(?: and [a-z]+ly)? )*"
        rf"(?:(?P<base>{base})|(?P<done>{done}))\b)(?!-)"
    )


_INFINITIVE = re.compile(r"\b(?:to|in|by|of|for|on|that|which|so) [a-z]+")
_TO = re.compile(r"\bto (?:[a-z]+ly )?[a-z]+")


def _joined(plain: str, place: int, end: int, *, is_passive: bool, grade: int = 0) -> Iterator[Found]:
    """Yield the directives of verbs that commas or "and" join to the one before."""
    stop = _auxiliaries().search(plain, place, end)
    last = stop.start() if stop else end
    previous = place
    for match in _joint().finditer(plain, place, last):
        verb = match.group("base")
        if (verb is None) != is_passive:
            continue
        between = plain[previous : match.start()]
        if match.group("mark") == "and" and _TO.search(between):
            continue
        if grade == 2 and _TO.search(between):
            continue
        if _is_noun(plain, match):
            continue
        if grade == 1 and match.group("mark") == "and" and not between.strip():
            continue  # study and improve: one thing
        found = verb_grades("en")[verb] if verb else _participles()[match.group("done")]
        if match.group("strict") and found >= 3:
            found = 5
        phrase = _Phrase(match.start("cue"), match.end(), found, is_passive, bool(match.group("strict")))
        yield Found(
            Span(*match.span("cue")), found, NOWHERE, _object(plain, match.end(), last), _rule(phrase)
        )
        previous = match.end()


_AFTER_NOUN = re.compile(r"\s*(?:[,.;:]|and\b|of\b|in\b|for\b|$)|s\b")
_TAKES_NOTHING = frozenset(
    (
        "change",
        "form",
        "support",
        "research",
        "trial",
        "test",
        "study",
        "pilot",
        "control",
        "use",
        "supply",
        "plan",
        "design",
        "share",
        "help",
        "aid",
        "guide",
        "issue",
        "transfer",
        "finance",
        "lead",
        "reform",
        "treat",
        "open",
        "better",
        "secure",
        "experiment with",
    )
)


def _is_noun(plain: str, match: re.Match[str]) -> bool:
    """Return whether a joined word is a noun: research and design, pilot and trial."""
    return (match.group("base") or "") in _TAKES_NOTHING and bool(
        _AFTER_NOUN.match(plain, match.end()) or plain[match.end() : match.end() + 1] == ""
    )


# Instructions and statutes ----------------------------------------------------------------------------------


def _read_instruction(plain: str, start: int, end: int) -> Iterator[Found]:
    """Yield the directive of a sentence or bullet that opens with its verb."""
    opening = _OPENING.match(plain, start, end)
    places = [
        opening.end() if opening else start,
        *(mark.end() for mark in _BULLET.finditer(plain, start, end)),
    ]
    for place in dict.fromkeys(places):
        if match := _instruction().match(plain, place, end):
            yield from _read_opening(plain, match, end)


def _read_opening(plain: str, match: re.Match[str], end: int) -> Iterator[Found]:
    bullet = _BULLET.search(plain, match.end(), end)
    end = bullet.start() if bullet else end
    grade = verb_grades("en")[match.group("base")]
    if match.group("strict") and grade >= 3:
        grade = 5
    phrase = _Phrase(
        match.start(), match.end(), grade, is_passive=False, is_strict=bool(match.group("strict"))
    )
    yield from _with_joined(plain, Span(*match.span()), phrase, end)


@cache
def _instruction() -> re.Pattern[str]:
    strict = any_of(list_of("en", "strict", "words"))
    return re.compile(
        rf"(?:(?:(?P<strict>{strict})|[a-z]+ly|further|better) )*(?P<base>{any_of(verb_grades('en'))})"
        r"(?= (?:the|a|an|our|its|their|all|more|new|better|efforts|[a-z-]+ing\b|[a-z-]+(?: [a-z-]+)* (?:of|in|for|to|and)))"
    )


def _read_state(plain: str, match: re.Match[str], end: int) -> list[Found]:
    word = match.group("verb")
    verb = next((v for v in (word[:-1], word[:-2], f"{word[:-3]}y") if v in verb_grades("en")), "")
    if not verb:
        return []
    grade = verb_grades("en")[verb]
    phrase = _Phrase(match.start("verb"), match.end(), grade, is_passive=False, is_strict=False)
    helped = _helped(plain, match.end(), end) if grade == 2 else NOWHERE
    return [Found(Span(*match.span("verb")), grade, helped, _object(plain, match.end(), end), _rule(phrase))]


# Addressees and objects -------------------------------------------------------------------------------------

_PRONOUN = re.compile(r"(?:we|i|you|he|she|it|they|this|that|these|those|there|one|all of us|us)$")
_HEAD_WORDS = re.compile(r"(?:section|chapter|article|part)\s+[\dxvil]+\s.*?(?=\bwe\b)", re.DOTALL)


def _subject(plain: str, start: int, place: int) -> Span:
    """Return the words before a word of duty, from the last comma; nothing for a pronoun or a long phrase."""
    first = start
    for mark in _STOP.finditer(plain, start, place):
        first = mark.end()
    first = max(
        first, plain.rfind(" and we ", start, place) + 5 if " and we " in plain[start:place] else first
    )
    while first < place and not plain[first].isalnum():
        first += 1
    last = place
    while last > first and not plain[last - 1].isalnum():
        last -= 1
    words = plain[first:last]
    if not words or len(words) > 90 or _PRONOUN.search(words) or not _BODY.search(words):
        return NOWHERE
    return Span(first, last)


_BODY = re.compile(
    r"\b(?:governments?|departments?|ministr(?:y|ies)|commissions?|councils?|state|party|authorities|authority|agenc(?:y|ies)"
    r"|enterprises?|compan(?:y|ies)|firms?|operators?|carriers?|importers?|exporters?|schools?|universit(?:y|ies)|institutes?|banks?"
    r"|cities|megacities|provinces?|localities|regions?|counties|municipalities|towns?|organizations?|institutions?|bod(?:y|ies)|organs?|courts?"
    r"|officials?|cadres?|members?|persons?|people|citizens|employers?|workers?|minors?|applicants?|providers?|producers?|manufacturers?"
    r"|country|china|bureaus?|offices?|committees?|platforms?|units?|parties|associations?|hospitals?|farmers?|owners?|holders?|users?|investors?)\b"
)
_HELPED = re.compile(r"\s+(?P<who>(?:[\w'-]+ ){0,7}?[\w'-]+?)(?= to [a-z]+| in [a-z]+ing\b)")


def _helped(plain: str, place: int, end: int) -> Span:
    """Return whom an encouragement is directed at: firms in "encourage firms to hire"."""
    match = _HELPED.match(plain, place, end)
    if match is None or not _BODY.search(match.group("who")):
        return NOWHERE
    return Span(*match.span("who"))


def _object(plain: str, place: int, end: int) -> Span:
    """Return what is to be done or left: the words up to the next comma, without blanks."""
    stop = re.compile(r"[,;:]|\.(?=\s|$)|$").search(plain, place, end)
    last = stop.start() if stop else end
    while place < last and plain[place].isspace():
        place += 1
    while last > place and plain[last - 1] in ' \n."”':
        last -= 1
    return Span(place, last) if place < last else NOWHERE
