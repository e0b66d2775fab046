"""Directives in Chinese: clause by clause, words of duty first, then the verb that opens a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

from flows.annotation.directives.clauses import NOWHERE, RULES, Found, Sentence, Span, trim
from flows.annotation.directives.tables import (
    any_of,
    list_of,
    pattern_of,
    read_adverbs,
    read_duties,
    text_of,
    verb_grades,
)

_CLAUSE = re.compile(r"(?:[^,:。;!?\n]|(?<=\d)[:,](?=\d))+")
_CLOSING = "”\"' \n"
_SHORTEST = 5  # characters of a clause that says something of its own
_NEAR = 30  # characters before a verb of saying in which its speaker is named
_LONGEST_LIST = 24  # characters of an addressee with 的 or 和 in it
_pattern = partial(pattern_of, "zh")


class _Head(NamedTuple):
    """The verb of an instruction: its cue with adverbs, the subject before it, and its grade."""

    cue: Span
    subject: Span
    grade: int
    is_strict: bool


def read_sentence(sentence: Sentence) -> Iterator[Found]:
    """Yield the directives of a sentence, one per clause, in order."""
    plain, start, end = sentence.plain, sentence.start, sentence.end
    if plain[start:end].rstrip(_CLOSING).endswith("?"):
        return
    if not sentence.has_end and _pattern("parts", "heading").match(plain, start, end):
        return
    last = _own_words(plain, start, end)
    is_report = _is_report(plain[start:end])
    is_article = _pattern("parts", "article").match(plain, start, end) is not None
    is_statement, previous = False, 0
    for clause in _CLAUSE.finditer(plain, start, end):
        first, stop = clause.span()
        if first >= last:
            return
        if first > start and plain[first - 1] == ";":
            is_statement, previous = False, 0
        found = _read_duty(plain, first, stop, is_report=is_report)
        if found is None and not is_report:
            head = _read_head(plain, first, stop, is_article=is_article)
            if head is None:
                is_statement |= not (is_article or previous or _is_frame(plain, first, stop))
            elif not (is_statement and head.subject == NOWHERE) and not _is_result(plain, head, previous):
                found = _of_head(plain, head, stop)
        if found is not None:
            previous = found.grade
            yield found


def _own_words(plain: str, start: int, end: int) -> int:
    """Return where the words of somebody else begin in a sentence; its end where there are none."""
    demanding, officials = _pattern("speech", "demanding"), _pattern("speech", "officials")
    others, others_said = _pattern("speech", "others"), _pattern("speech", "others_said")
    for match in _pattern("speech", "verbs").finditer(plain, start, end):
        if others.match(match.group()):
            return match.start()
        if demanding.match(match.group()):
            continue
        near = max(start, match.start() - _NEAR)
        is_official = officials.search(plain, near, match.start()) is not None
        if not is_official or others_said.search(plain, near, match.start()):
            return match.start()
    inner = _pattern("speech", "embedded").search(plain, start, end)
    return inner.start() if inner else end


def _is_report(text: str) -> bool:
    """Return whether a sentence reports what has been done, or reasons about what is."""
    if _pattern("reasons", "pattern").search(text) or _pattern("report", "clause").search(text):
        return True
    is_counted = _pattern("report", "sentence").search(text) is not None
    return is_counted and not _pattern("report", "target").search(text)


# Words of duty ----------------------------------------------------------------------------------------------


def _read_duty(plain: str, start: int, end: int, *, is_report: bool) -> Found | None:
    """Return the directive of a clause with a word of duty, or one that opens with 有条件的地方."""
    if plain[start:end].rstrip().endswith("的") and plain[end : end + 1] in (",", ";", "。"):
        return None  # a condition, or a case in a list
    for rule in read_duties("zh"):
        if is_report and "负责" in rule.name:
            continue
        for match in rule.pattern.finditer(plain, start, end):
            if rule.before and rule.before.search(plain, max(start, match.start() - 14), match.start()):
                continue
            if _pattern("parts", "documents").match(plain, match.end(), end):
                continue
            cue = Span(*match.span())
            grade = rule.grade
            if grade == 4 and _strict_head().match(plain, cue.end, end):
                grade = 5
            addressee = _addressee_before(plain, start, cue.start)
            if rule.name == "由…负责":
                addressee = _span(_pattern("addressees", "acting").match(plain, cue.end, end)) or addressee
            return Found(cue, grade, addressee, trim(plain, cue.end, end), rule.name)
    return _read_condition(plain, start, end)


def _read_condition(plain: str, start: int, end: int) -> Found | None:
    place = _skip_lead(plain, start, end)
    match = _pattern("conditional", "pattern").match(plain, place, end + 12)
    if match is None:
        return None
    rest = _CLAUSE.match(plain, match.end())
    return Found(
        Span(*match.span()), 1, NOWHERE, trim(plain, match.end(), rest.end() if rest else 0), "有条件的"
    )


def _span(match: re.Match[str] | None) -> Span | None:
    return Span(*match.span()) if match else None


def _skip_lead(plain: str, start: int, end: int) -> int:
    """Return the first place behind quotation marks, dashes and numbers."""
    lead = _pattern("parts", "lead").match(plain, start, end)
    return lead.end() if lead else start


def _addressee_before(plain: str, start: int, end: int) -> Span:
    """Return who is addressed: the words before a word of duty where they end in a body or person."""
    first = _skip_lead(plain, start, end)
    words = _pattern("addressees", "between").sub("", plain[first:end].rstrip())
    if not _pattern("addressees", "ending").search(words) or _pattern("addressees", "none").match(words):
        return NOWHERE
    if len(words) > _LONGEST_LIST and ("的" in words or "和" in words):
        return NOWHERE
    return Span(first, first + len(words))


# Instructions without a word of duty ------------------------------------------------------------------------


@cache
def _strict_head() -> re.Pattern[str]:
    adverbs = any_of(read_adverbs("zh"))
    return re.compile(f"(?:{adverbs})*(?:{any_of(list_of('zh', 'strict', 'words'))})(?!的|要求)")


@cache
def _head_pattern() -> re.Pattern[str]:
    """Return the pattern of a clause up to its verb; behind 把 and the like only verbs that are no nouns."""
    part = partial(text_of, "zh", "parts")
    grades = verb_grades("zh")
    strict = list_of("zh", "strict", "words")
    verbs = any_of(grades)
    sure = any_of(set(grades) - set(list_of("zh", "nouns", "ambiguous")))
    softer = any_of(verb for verb, grade in grades.items() if grade == 2)
    modifiers = f"(?:(?:{any_of(read_adverbs('zh'))}|{any_of(strict)})(?!的|要求)(?:、|和|地)?)*"
    bare = "|".join(f"(?<={word})" for word in (*strict, "严格规范", "大力"))
    joined = f"(?:(?:和|、|与)?(?:{softer})(?!力度|政策|作用))*"
    subjects = f"{text_of('zh', 'subjects', 'always')}|{text_of('zh', 'subjects', 'planned')}"
    return re.compile(
        f"{part('link')}(?:{part('time')})?"
        f"(?P<subject>(?!{modifiers}(?:{verbs}))(?:{subjects}))?(?:将(?:会)?)?"
        f"(?:(?P<cue>{modifiers}(?:(?P<verb>{verbs}){joined}|(?:{bare})(?=[一-鿿“])))"
        f"|(?:{modifiers}{part('means')})(?P<cue2>{modifiers}(?P<verb2>{sure}){joined}))"
    )


def _read_head(plain: str, start: int, end: int, *, is_article: bool) -> _Head | None:
    """Return the verb that opens a clause, or the one behind a subject that may be told to do something."""
    first = _skip_lead(plain, start, end)
    match = _head_pattern().match(plain, first, end)
    subject = NOWHERE
    if match is None and is_article:
        subject = _span(_pattern("subjects", "articles").match(plain, first, end)) or NOWHERE
        match = _head_pattern().match(plain, subject.end, end) if subject != NOWHERE else None
    if match is None:
        return None
    which = "" if match["cue"] else "2"
    cue = Span(*match.span(f"cue{which}"))
    if cue.end >= end or _is_noun(plain, cue, end):
        return None
    if match["subject"]:
        subject = Span(*match.span("subject"))
    is_strict = _strict_head().match(plain, cue.start, cue.end) is not None
    grade = verb_grades("zh").get(match[f"verb{which}"] or "", 5)
    if is_strict and grade >= 3:
        grade = 5
    elif match[f"verb{which}"] in list_of("zh", "parts", "light_verbs"):
        grade = 1 if _pattern("parts", "trial").match(plain, cue.end, end) else grade
    return _Head(cue, subject, grade, is_strict)


def _is_noun(plain: str, cue: Span, end: int) -> bool:
    """Return whether what looks like a verb is a noun: 实施方案, 支持力度较大, 服务平台."""
    return (
        _pattern("nouns", "after").match(plain, cue.end, end) is not None
        or _pattern("nouns", "ending").search(plain, cue.end, end) is not None
        or _pattern("nouns", "compounds").match(plain, cue.start) is not None
    )


@cache
def _any_verb() -> re.Pattern[str]:
    return re.compile(f"{text_of('zh', 'frames', 'verbs')}|{any_of(verb_grades('zh'))}")


def _is_frame(plain: str, start: int, end: int) -> bool:
    """Return whether a clause gives only a topic, time, place, means or aim, and states nothing."""
    words = plain[_skip_lead(plain, start, end) : end].rstrip(_CLOSING)
    if len(words) < _SHORTEST or plain[end : end + 1] == ":" or not _any_verb().search(words):
        return True
    if _pattern("speech", "verbs").search(plain, start, end + 1):
        return True
    opens = _pattern("frames", "opening").match(words) is not None
    return opens or _pattern("frames", "ending").search(words) is not None


def _is_result(plain: str, head: _Head, previous: int) -> bool:
    """Return whether a clause behind an encouragement or trial says what comes of it."""
    if previous not in (1, 2) or head.grade != 3:
        return False
    key = "after_trial" if previous == 1 else "pattern"
    return _pattern("results", key).match(plain, head.cue.start) is not None


def _of_head(plain: str, head: _Head, end: int) -> Found:
    addressee = head.subject
    if head.grade == 2:
        addressee = _span(_pattern("parties", "pattern").match(plain, head.cue.end, end)) or NOWHERE
    rule = RULES[5] if head.is_strict else RULES[head.grade]
    return Found(head.cue, head.grade, addressee, trim(plain, head.cue.end, end), rule)
