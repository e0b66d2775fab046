"""Directives in English: words of duty, plans with "will", and instructions that open a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import NamedTuple

from flows.annotation.directives.clauses import NOWHERE, RULES, FoundDirective, Sentence, Span
from flows.annotation.directives.tables import (
    any_of,
    list_of,
    pattern_of,
    read_adverbs,
    read_duties,
    read_verbs,
    text_of,
    verb_grades,
)
from flows.text import end_of, lazy_pattern, start_of

# Marks between clauses, but not those inside a number or a time: 100,000, 10:30.
_MARK = r",(?!(?<=\d,)\d{3}(?!\d))|;|:(?!(?<=\d:)\d{2})"
_STOP = lazy_pattern(rf"{_MARK}|[()]")
_OBJECT_END = lazy_pattern(rf"{_MARK}|\.(?=\s|$)|$")
# Between a word of duty and its verb: shall, together with other departments, publish.
_ASIDE = lazy_pattern(
    r"\s*, (?:together|jointly|in|where|when|if|upon|within|on|before|after|pursuant|as|through|by)\b"
    r"[^,;:.]{2,120}, "
)
_BULLET = lazy_pattern(r"[§•■]\s*")
_LINK = lazy_pattern(r"(?:and|but|or|while|that|then) ")
_INFINITIVE = lazy_pattern(r"\bto (?:[a-z]+ly )?[a-z]+")
_CLOSING = "\"'”) \n"
_LONGEST_SUBJECT = 90  # characters of an addressee
_EARLIER_DUTY = lazy_pattern(r"\s(?:should|shall|must|will|may|can)\b(?=.*\b(?:and|but|or)$)", re.DOTALL)
_SPEAKER = lazy_pattern(
    r".*\b(?:said|says?|argue[sd]?|insist(?:s|ed)?|believe[sd]?|warn(?:s|ed)?"
    r"|stress(?:es|ed)?|note[sd]?|added)(?: that)?\s",
    re.DOTALL,
)
_HEADED = lazy_pattern(r"(?:section|chapter|part)\s+[\divx]+\b")
_NEAR = 110  # characters before "will" in which its subject must occur
_pattern = partial(pattern_of, "en")


class _Phrase(NamedTuple):
    """A verb after an auxiliary: its start and end, its grade, and whether it is in the passive."""

    start: int
    end: int
    grade: int
    is_passive: bool


def read_sentence(sentence: Sentence) -> Iterator[FoundDirective]:
    """Yield the directives of a sentence, in order."""
    plain, start, end = sentence.plain, sentence.start, sentence.end
    if plain[start:end].rstrip(_CLOSING).endswith("?"):
        return
    matches = list(_auxiliaries().finditer(plain, start, end))
    if _is_speech(plain, start, end):
        return
    found: list[FoundDirective] = []
    for match in matches:
        if not found or match.start() >= found[-1].cue.end:
            found += _read_auxiliary(plain, match, start, end)
    if found or sentence.is_review:
        yield from found
    else:
        yield from _read_instructions(plain, start, end)


@cache
def _auxiliaries() -> re.Pattern[str]:
    duties = "|".join(
        f"(?P<duty{place}>{rule.pattern.pattern})" for place, rule in enumerate(read_duties("en"))
    )
    state = text_of("en", "subjects", "state")
    # For speed, search only at words that begin with one of these letters.
    return re.compile(rf"(?<![a-z0-9])(?=[abcimnorstuhw])(?:{duties}|(?P<will>will\b)|(?P<state>{state}))")


def _is_speech(plain: str, start: int, end: int) -> bool:
    """Return whether the speaker is somebody other than an organ or leader."""
    if not _pattern("speech", "verbs").search(plain, start, end):
        return False
    return not _pattern("speech", "officials").search(plain, start, end)


def _read_auxiliary(plain: str, match: re.Match[str], start: int, end: int) -> list[FoundDirective]:
    """Return the directives of an auxiliary: that of its verb, and those of verbs joined to it."""
    if match["state"]:
        return _read_state(plain, match, start, end)
    if _pattern("traps", "before").search(plain, max(start, match.start() - 30), match.start()):
        return []
    if match["will"]:
        return _read_will(plain, match, start, end)
    if _is_attribute(plain, match, start):
        return []
    rule = next(rule for place, rule in enumerate(read_duties("en")) if match[f"duty{place}"])
    if rule.before and rule.before.search(plain, max(start, match.start() - 80), match.start()):
        return []
    first = match.start()
    while not plain[first].isalpha():
        first += 1
    addressee = NOWHERE if rule.name == "prohibited" else _subject(plain, start, first)
    is_strict = rule.grade == 4 and _strict().match(plain, match.end()) is not None
    grade = 5 if is_strict else rule.grade
    place = end_of(_ASIDE.match(plain, match.end(), end), match.end())
    found = FoundDirective(Span(first, match.end()), grade, addressee, _object(plain, place, end), rule.name)
    joined = _joined(plain, place, end, is_passive=False)
    return [
        found,
        *(
            one._replace(grade=5 if one.rule == RULES[5] else rule.grade, addressee=addressee, rule=rule.name)
            for one in joined
        ),
    ]


def _is_attribute(plain: str, match: re.Match[str], start: int) -> bool:
    """Return whether an auxiliary is in a relative clause: goods whose export is prohibited."""
    first = match.start()
    while not plain[first].isalpha():
        first += 1
    near = max(start, first - _LONGEST_SUBJECT)
    if _pattern("traps", "relative").search(plain, near, first):
        return True
    has_that = _pattern("traps", "that").search(plain, near, first) is not None
    return has_that and _pattern("traps", "no_object").match(plain, match.end()) is not None


@cache
def _strict() -> re.Pattern[str]:
    return re.compile(rf" (?:be |also )?(?:{any_of(list_of('en', 'strict', 'words'))})\b")


# Plans ------------------------------------------------------------------------------------------------------


def _read_will(plain: str, match: re.Match[str], start: int, end: int) -> list[FoundDirective]:
    """Return the directives of a plan: what we or a body of state will do, or what will be done."""
    place = match.start()
    phrase = _read_light_verb(plain, match, start, end) or _phrase(plain, match.end(), end)
    if phrase is None:
        return []
    near = max(start, place - _NEAR)
    if _pattern("traps", "persons").search(plain, near, place):
        return []
    if not phrase.is_passive and not _pattern("subjects", "planners").search(plain, near, place):
        return []
    found = _with_joined(plain, Span(place, phrase.end), phrase, end)
    if phrase.is_passive:
        found[0] = found[0]._replace(object=_passive_subject(plain, start, place))
    return found


def _read_light_verb(plain: str, match: re.Match[str], start: int, end: int) -> _Phrase | None:
    """Return a trial or encouragement expressed by a light verb: carry out trials, give support to."""
    place = match.end()
    stop = _STOP.search(plain, place, min(end, place + 90))
    last = start_of(stop, min(end, place + 90))
    trial = _pattern("light", "explore").search(plain, max(start, place - 40), last)
    helped = _pattern("light", "encourage").search(plain, place, min(last, place + 50))
    given = trial or helped
    if given is None:
        return None
    phrase = _phrase(plain, place, end)
    if phrase is not None and (phrase.grade != 3 or plain.find(" and ", phrase.end, given.start()) >= 0):
        return None  # build platforms and carry out trials: the trial is the second thing
    is_passive = plain.startswith((" be ", " also be "), place)
    return _Phrase(place + 1, max(given.end(), place), 1 if trial else 2, is_passive)


def _with_joined(plain: str, cue: Span, phrase: _Phrase, end: int) -> list[FoundDirective]:
    addressee = (
        _encouraged_party(plain, phrase.end, end) if phrase.grade == 2 and not phrase.is_passive else NOWHERE
    )
    first = FoundDirective(cue, phrase.grade, addressee, _object(plain, phrase.end, end), RULES[phrase.grade])
    return [first, *_joined(plain, phrase.end, end, is_passive=phrase.is_passive, grade=phrase.grade)]


@cache
def _participles() -> Mapping[str, int]:
    """Return the grade of each participle of the verbs."""
    return {row.participle or _regular(row.verb): row.grade for row in read_verbs("en")}


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}ed"


@cache
def _adverb() -> str:
    strict = any_of(list_of("en", "strict", "words"))
    return rf"(?:(?P<strict>{strict})|{any_of(read_adverbs('en'))}|[a-z-]+ly(?: and [a-z-]+ly)?)"


@cache
def _verb_phrase() -> re.Pattern[str]:
    strict = any_of(list_of("en", "strict", "words"))
    base, done = any_of(verb_grades("en")), any_of(_participles())
    return re.compile(
        rf"\s+(?:{_adverb()}\s+)*(?:not\s+)?"
        rf"(?:be\s+(?:(?P<strict2>{strict})\s+|[a-z]+ly\s+|also\s+|further\s+)*"
        rf"(?:made\s+(?:[a-z]+\s+)?to\s+(?:[a-z]+ly\s+)?(?P<effort>{base})|(?P<done>{done}))"
        rf"|(?P<base>{base}))\b(?!-)"
    )


def _phrase(plain: str, place: int, end: int) -> _Phrase | None:
    """Return the verb phrase after an auxiliary."""
    match = _verb_phrase().match(plain, place, end)
    if match is None:
        return None
    verb = match["base"] or match["effort"]
    grade = verb_grades("en")[verb] if verb else _participles()[match["done"]]
    if (match["strict"] or match["strict2"]) and grade >= 3:
        grade = 5
    return _Phrase(match.start() + 1, match.end(), grade, match["base"] is None)


@cache
def _joint() -> re.Pattern[str]:
    base, done = any_of(verb_grades("en")), any_of(_participles())
    return re.compile(
        rf"(?P<mark>[,;](?: and| as well as)?|\band) (?P<cue>(?:{_adverb()} )*"
        rf"(?:(?P<base>{base})|(?P<done>{done}))\b)(?!-)"
    )


def _joined(
    plain: str, place: int, end: int, *, is_passive: bool, grade: int = 0
) -> Iterator[FoundDirective]:
    """Yield the directives of verbs that commas or "and" join to the one before."""
    stop = _auxiliaries().search(plain, place, end)
    last = start_of(stop, end)
    previous = place
    for match in _joint().finditer(plain, place, last):
        verb = match["base"]
        if (verb is None) != is_passive or _is_noun(plain, match):
            continue
        between = plain[previous : match.start()]
        if (grade == 2 or match["mark"] == "and") and _INFINITIVE.search(between):
            continue
        if grade == 1 and match["mark"] == "and" and not between.strip():
            continue  # study and improve: one thing
        found = verb_grades("en")[verb] if verb else _participles()[match["done"]]
        cue = Span(*match.span("cue"))
        if match["strict"] and found >= 3:
            found = 5
        elif _pattern("light", "explore").match(plain, cue.start, last):
            found = 1
        yield FoundDirective(cue, found, NOWHERE, _object(plain, match.end(), last), RULES[found])
        previous = match.end()


@cache
def _noun_words() -> frozenset[str]:
    return frozenset(list_of("en", "nouns", "words"))


def _is_noun(plain: str, match: re.Match[str]) -> bool:
    """Return whether a joined word is a noun: research and design, pilot and trial."""
    if (match["base"] or "") not in _noun_words():
        return False
    return _pattern("nouns", "after").match(plain, match.end()) is not None


# Instructions and statutes ----------------------------------------------------------------------------------


def _read_instructions(plain: str, start: int, end: int) -> Iterator[FoundDirective]:
    """Yield the directives of a sentence, and of bullets in it, that open with a verb."""
    opening = _pattern("instructions", "opening").match(plain, start, end)
    bullets = list(_BULLET.finditer(plain, start, end))
    for place in dict.fromkeys((end_of(opening, start), *(mark.end() for mark in bullets))):
        if match := _instruction().match(plain, place, end):
            if match["base"] in _noun_words() and _pattern("nouns", "statement").match(
                plain, match.end(), end
            ):
                continue
            grade = verb_grades("en")[match["base"]]
            if match["strict"] and grade >= 3:
                grade = 5
            phrase = _Phrase(match.start(), match.end(), grade, is_passive=False)
            stop = next((mark.start() for mark in bullets if mark.start() > place), end)
            yield from _with_joined(plain, Span(*match.span()), phrase, stop)


@cache
def _instruction() -> re.Pattern[str]:
    strict, base = any_of(list_of("en", "strict", "words")), any_of(verb_grades("en"))
    return re.compile(
        rf"(?:(?:(?P<strict>{strict})|[a-z]+ly|further|better) )*(?P<base>{base})"
        f"{text_of('en', 'instructions', 'object')}"
    )


def _read_state(plain: str, match: re.Match[str], start: int, end: int) -> list[FoundDirective]:
    """Return the directive of a statute: the State encourages ..."""
    if _is_attribute(plain, match, start):
        return []
    word = match["verb"]
    verb = next((one for one in (word[:-1], word[:-2], f"{word[:-3]}y") if one in verb_grades("en")), "")
    if not verb:
        return []
    phrase = _Phrase(match.start("verb"), match.end(), verb_grades("en")[verb], is_passive=False)
    return _with_joined(plain, Span(*match.span("verb")), phrase, end)[:1]


# Addressees and objects -------------------------------------------------------------------------------------


def _after_stop(plain: str, start: int, place: int) -> int:
    """Return the position of the first letter or digit after the last comma before a place."""
    first = start
    for mark in _STOP.finditer(plain, start, place):
        first = mark.end()
    while first < place and not plain[first].isalnum():
        first += 1
    linked = _LINK.match(plain, first, place)
    return end_of(linked, first)


def _subject(plain: str, start: int, place: int) -> Span:
    """Return the words before a word of duty, from the last comma; nothing for a pronoun or a long phrase."""
    first, last = _after_stop(plain, start, place), place
    while last > first and not plain[last - 1].isalnum():
        last -= 1
    if speaker := _SPEAKER.match(plain, first, last):
        first = speaker.end()  # The minister said that firms should
    if shared := _EARLIER_DUTY.search(plain, first, last):
        last = shared.start()  # Firms should report and must not dump: also firms
    words = plain[first:last]
    if _HEADED.match(words):
        return NOWHERE  # a heading that has run into its sentence
    if not words or len(words) > _LONGEST_SUBJECT or _pattern("addressees", "pronouns").search(words):
        return NOWHERE
    return Span(first, last) if _pattern("addressees", "bodies").search(words) else NOWHERE


def _encouraged_party(plain: str, place: int, end: int) -> Span:
    """Return whom an encouragement is directed at: firms in "encourage firms to hire"."""
    match = _pattern("addressees", "helped").match(plain, place, end)
    if match is None or not _pattern("addressees", "bodies").search(match["who"]):
        return NOWHERE
    if match["who"].endswith((" so as", " in order")):
        return NOWHERE  # encourage mergers of firms so as to reduce costs
    return Span(*match.span("who"))


def _passive_subject(plain: str, start: int, place: int) -> Span:
    """Return the subject of a passive: the words before its auxiliary, from the last comma."""
    first = _after_stop(plain, start, place)
    last = place
    while last > first and plain[last - 1].isspace():
        last -= 1
    return Span(first, last) if first < last else NOWHERE


def _object(plain: str, place: int, end: int) -> Span:
    """Return what must be done or left undone: the words up to the next comma, without blanks."""
    stop = _OBJECT_END.search(plain, place, end)
    last = start_of(stop, end)
    while place < last and plain[place].isspace():
        place += 1
    while last > place and plain[last - 1] in ' \n."”':
        last -= 1
    return Span(place, last) if place < last else NOWHERE
