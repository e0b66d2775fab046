"""Instructions in Chinese without a word of duty: the verb that opens a clause, and its subject."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import NamedTuple

from flows.annotation.directives.clauses import NOWHERE, Span
from flows.annotation.directives.tables import any_of, list_of, pattern_of, read_adverbs, text_of, verb_grades
from flows.text import compile_alternatives, end_of, lazy_pattern

# A clause with this ending says when something holds; 课时 and 及时 do not.
_WHEN = lazy_pattern("(?<![及按同实准定适临小随战平届暂课工学历一何顿费耗省过超限延农])时(?:候)?[ \\n]*$")
# A clause with this ending says what comes first; 背后 and 今后 do not.
_AFTERWARDS = lazy_pattern("(?<![背落前今最幕先售产战善事此])后[ \\n]*$")
_NUMERALS = frozenset("第一二三四五六七八九十")
_AND = lazy_pattern("和(?![谐平美睦解])|及(?!时)")
_IN_BRACKETS = lazy_pattern(r"\([^()]*\)")
_NEEDS = ("需要", "需求")  # 面向设备升级需要: an apparent verb after 面向 is a noun
# A verb right after 对 describes whom the rest is about: 对已实施改造的渔港,予以补助.
_DESCRIBED_BY = lazy_pattern(
    "对于$|对(?:于)?(?:向|被|需要?|已经?|曾|未|尚未|新|拟"
    "|首次|成功|率先|主动|积极|自愿|按期|按时|及时|提前|直接)+$"
)
_pattern = partial(pattern_of, "zh")


class Head(NamedTuple):
    """The verb of an instruction: its cue with adverbs, its subject, and its grade."""

    cue: Span
    subject: Span
    verb: str
    grade: int
    is_strict: bool


def says_when(plain: str, start: int, end: int) -> bool:
    """Return whether a clause says when something holds."""
    return plain.find("时", start, end) >= 0 and _WHEN.search(plain, start, end) is not None


def _says_after_what(plain: str, start: int, end: int) -> bool:
    """Return whether a clause says after what something holds: 完成审核后,…; not 鼓励渔民在取证后,…."""
    if plain.find("后", max(start, end - 3), end) < 0 or plain.startswith("鼓励", start):
        return False
    return _AFTERWARDS.search(plain, start, end) is not None


@cache
def strict_head() -> re.Pattern[str]:
    """Return the pattern of words that make the words after them strict: 坚决, 严格."""
    adverbs = any_of(read_adverbs("zh"))
    return re.compile(f"(?:{adverbs})*(?:{any_of(list_of('zh', 'strict', 'words'))})(?!的|要求)")


@cache
def _head_pattern() -> re.Pattern[str]:
    """Return the pattern of a clause up to its verb; after 把 and the like, no verb that is also a noun."""
    part = partial(text_of, "zh", "parts")
    grades = verb_grades("zh")
    strict = list_of("zh", "strict", "words")
    verbs = any_of(grades)
    sure = any_of(set(grades) - set(list_of("zh", "nouns", "ambiguous")))
    softer = any_of(verb for verb, grade in grades.items() if grade == 2)
    adverbs = f"(?!统筹发展和)(?:{any_of(read_adverbs('zh'))}|{any_of(strict)})(?!的|要求)(?:、|和|地)?"
    modifiers = f"(?:{adverbs}|{part('manner')})*"
    bare = "|".join(f"(?<={word})" for word in (*strict, "严格规范", "大力"))
    doubled = "|".join(f"(?<={verb})" for verb in ("鼓励", "支持", "引导", "扶持", "帮助", "倡导", "提倡"))
    joined = f"(?:(?:和|、|与|{doubled})(?:{softer})(?!力度|政策|作用))*"
    return re.compile(
        f"{part('link')}(?:{part('time')})?(?:将(?:会)?)?"
        f"(?:(?P<cue>{modifiers}(?:(?!{part('no_verb')})(?P<verb>{verbs}){joined}|(?:{bare})(?=[一-鿿“])))"
        f"|(?:{modifiers}{part('means')})(?<!、)(?P<cue2>{modifiers}(?P<verb2>{sure}){joined})"
        f"(?![、的类等()]|中的|[以之]后|期间|过程|阶段|力(?![争促求推挺避度量]))|{part('placed')})"
    )


@cache
def _joined_verb() -> re.Pattern[str]:
    """Return the pattern of a second verb after the first: 加强和|改进 监管; not 统筹发展和安全."""
    adverbs, verbs = any_of(read_adverbs("zh")), any_of(verb_grades("zh"))
    return re.compile(f"(?:和|或)(?:{adverbs}|组织(?=实施|开展))?(?:{verbs})(?=[^,。;:的、和])")


@cache
def subjects() -> re.Pattern[str]:
    """Return the pattern of subjects of a plain instruction: bodies of state, and those who will act."""
    part = partial(text_of, "zh", "parts")
    always, planned = (text_of("zh", "subjects", name) for name in ("always", "planned"))
    return re.compile(f"{part('link')}(?:{part('time')})?(?P<subject>{always}|{planned})")


def read_head(plain: str, start: int, end: int, *, is_article: bool) -> Head | None:
    """Return the verb that opens a clause, or that follows a subject which may be instructed."""
    first = skip_lead(plain, start, end)
    if says_when(plain, start, end) or _says_after_what(plain, first, end):
        return None
    match = _head_pattern().match(plain, first, end)
    subject = NOWHERE
    if match is None:
        given = subjects().match(plain, first, end)
        if given is not None:
            subject = Span(*given.span("subject"))
        elif is_article:
            subject = span_of(_pattern("subjects", "articles").match(plain, first, end)) or NOWHERE
        if subject == NOWHERE:
            return None
        match = _head_pattern().match(plain, subject.end, end)
    if match is None:
        return None
    which = next(name for name in ("", "2", "3") if match[f"cue{name}"])
    cue = Span(*match.span(f"cue{which}"))
    if cue.end >= end or _is_noun(plain, cue, end):
        return None
    if which and _names_topic(plain, first, cue, end):
        return None
    if plain.find("可以由", start, cue.start) >= 0 or plain.endswith("可以", start, cue.start):
        return None  # 可以由主管部门组织…, 对首次申请的可以简化…: a permission
    if which and (plain[cue.end] == "的" or plain.startswith(_NEEDS, end - 2)):
        return None
    is_strict = strict_head().match(plain, cue.start, cue.end) is not None
    verb = match[f"verb{which}"] or ""
    grade = verb_grades("zh").get(verb, 5)
    if grade == 2 and _pattern("parts", "joined_duty").match(plain, cue.end, end):
        grade = 3
    if is_strict and grade >= 3:
        grade = 5
    elif verb in list_of("zh", "parts", "light_verbs"):
        grade = 1 if _pattern("parts", "trial").match(plain, cue.end, end) else grade
    joined = _joined_verb().match(plain, cue.end, end)
    if which and joined is None and _AND.match(plain, cue.end):
        return None  # 聚焦城市更新和河道整治: the apparent verb is part of what is looked at
    cue = Span(cue.start, end_of(joined, cue.end))
    return Head(cue, subject, verb, grade, is_strict)


def _names_topic(plain: str, start: int, verb: Span, end: int) -> bool:
    """Return whether an apparent verb describes whom the rest is about: 对推进整治、成效明显的市(州),…."""
    last = plain.rfind("的", verb.end, end) + 1
    if not last:
        return False
    if _DESCRIBED_BY.search(plain, start, verb.start):
        return True
    words = _IN_BRACKETS.sub("", plain[last:end])
    is_topic = plain.startswith("对", start) and plain.startswith(",", end)
    return is_topic and _pattern("addressees", "ending").search(words) is not None


def _is_noun(plain: str, cue: Span, end: int) -> bool:
    """Return whether an apparent verb is a noun or opens a title: 实施方案, 支持力度较大, 《开放条约》."""
    if plain[cue.start - 1 : cue.start] == "《":
        return True
    if plain.endswith(tuple(list_of("zh", "parts", "causatives")), cue.start, cue.end):
        ending = None  # 推动项目加快落地: the verb is what somebody must bring about
    else:
        ending = _pattern("nouns", "ending").search(plain, cue.end, end)
    return (
        ending is not None
        or _pattern("nouns", "after").match(plain, cue.end, end) is not None
        or _pattern("nouns", "compounds").match(plain, cue.start) is not None
        or _pattern("nouns", "named").match(plain, cue.start, end) is not None
        or _pattern("nouns", "valued").match(plain, cue.start, end) is not None
    )


@cache
def any_verb() -> re.Pattern[str]:
    """Return the pattern of verbs of any kind."""
    return compile_alternatives(f"{text_of('zh', 'frames', 'verbs')}|{any_of(verb_grades('zh'))}")


@cache
def opening_verb() -> re.Pattern[str]:
    """Return a pattern of verbs that open what is asked, not a party: 鼓励搭建…平台, but 鼓励试点单位…."""
    nouns = {*list_of("zh", "nouns", "ambiguous"), "试点"}
    return re.compile(f"(?!联合国)(?:{any_of(verb for verb in verb_grades('zh') if verb not in nouns)})")


@cache
def adverb() -> re.Pattern[str]:
    """Return the pattern of adverbs that may open an instruction."""
    return re.compile(any_of(read_adverbs("zh")))


def span_of(match: re.Match[str] | None) -> Span | None:
    """Return the span of a match, or None without one."""
    return Span(*match.span()) if match else None


def skip_lead(plain: str, start: int, end: int) -> int:
    """Return the first position after quotation marks, dashes and numbers."""
    if "\u3400" <= plain[start] <= "\u9fff" and plain[start] not in _NUMERALS:
        return start
    lead = _pattern("parts", "lead").match(plain, start, end)
    return end_of(lead, start)
