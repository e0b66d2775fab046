"""Directives in Chinese: clause by clause, words of duty first, then the verb that opens a clause."""

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
    text_of,
    verb_grades,
)

_CLAUSE = re.compile(r"(?:[^,:。;!?\n]|(?<=\d)[:,](?=\d))+")
_LEAD = re.compile(
    r"[\s\"“”‘’《》—―\-·●■◆*#>(]*(?:第[一二三四五六七八九十百千零\d]+[条章节款]\s*"
    r"|\(?[一二三四五六七八九十\d]+[.、)．](?!\d)\s*|[一二三四五六七八九十]+是(?=[^一]))?[\s\"“”—―\-·]*"
)
_ARTICLE = re.compile(r"\s*第[一二三四五六七八九十百千零\d]+条")
_HEADING = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]+[编章节]|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|[\d.]+[.、 ])[^。;:]{0,60}$"
)
_LINK = "(?:请(?:各[^,]{1,12}?|你们)?(?:结合实际|认真|按要求)?)?(?:[^,]{0,12}(?:会议|全会|通知|意见|习近平)(?:要求|强调|指出|提出|部署))?(?:并且|并|同时|还|也|以及|另外|此外|今后|从而|进而|来)?"
_TIME = r"(?:到|在|自|从)?(?:20\d\d年(?:前|底前|底|起|内)?|“[^”,]{2,6}”(?:期间|时期)?|[今明]年|未来[^,]{1,4}年|年内|当前)"
_MEANS = (
    r"(?:在[^,]{1,24}?(?:方面|领域|基础上|过程中|中|上|内|期间|前|后|下)"
    r"|以[^,]{1,20}?(?:为[^,]{1,6}?(?:点|导|向|手|目标|心|体|托|机|础|线|引|题|本|力|撑|领|径)|方式|形式|名义)"
    r"|(?:按|按照|根据)[^,]{1,16}?(?:比例|要求|规定|标准|程序|精神|部署)"
    r"|(?:对|把|将|向|与|同|从|通过|依托|面向)[^,]{1,24}?)"
)


class _Head(NamedTuple):
    """The verb of an instruction: its cue with adverbs, the subject before it, and its grade."""

    cue: Span
    subject: Span
    grade: int
    is_strict: bool


def read_sentence(sentence: Sentence) -> Iterator[Found]:
    """Yield the directives of a sentence, one per clause, in order."""
    plain, start, end = sentence.plain, sentence.start, sentence.end
    if plain[start:end].rstrip("”\"' \n").endswith("?"):
        return
    if not sentence.has_end and _HEADING.match(plain, start, end):
        return
    last = _own_words(plain, start, end)
    is_report = _is_report(plain[start:end]) or _reasons().search(plain, start, end) is not None
    is_statement = False
    is_article = _ARTICLE.match(plain, start, end) is not None
    previous = 0
    for clause in _CLAUSE.finditer(plain, start, end):
        first, stop = clause.span()
        if first >= last:
            return
        if plain[first - 1] == ";":
            is_statement, previous = False, 0
        found = _read_duty(plain, first, stop)
        if found is not None and is_report and "负责" in found.rule:
            found = None
        if found is None and not is_report:
            head = _read_head(plain, first, stop, is_article=is_article)
            if head is None:
                frame = is_article or _is_frame(plain, first, stop, previous)
                is_statement = is_statement or not frame
            elif not (is_statement and head.subject == NOWHERE) and not _is_result(plain, head, previous):
                found = _of_head(plain, head, stop)
        if found is not None:
            previous = found.grade
            yield found


@cache
def _speech() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(text_of("zh", "speech", "verbs")),
        re.compile(text_of("zh", "speech", "others")),
        re.compile(text_of("zh", "speech", "officials")),
        re.compile(text_of("zh", "speech", "embedded")),
    )


def _own_words(plain: str, start: int, end: int) -> int:
    """Return where the words of somebody else begin in a sentence; its end where there are none."""
    verbs, others, officials, embedded = _speech()
    for match in verbs.finditer(plain, start, end):
        if others.match(match.group()):
            return match.start()
        if match.group()[:2] in ("要求", "强调", "指出", "提出", "明确", "指示"):
            continue
        near = max(start, match.start() - 30)
        if not officials.search(plain, near, match.start()) or "纷纷" in plain[near : match.start()]:
            return match.start()
    if inner := embedded.search(plain, start, end):
        return inner.start()
    return end


@cache
def _report() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    names = ("clause", "sentence", "target")
    clause, sentence, target = (re.compile(text_of("zh", "report", name)) for name in names)
    return clause, sentence, target


@cache
def _reasons() -> re.Pattern[str]:
    return re.compile(text_of("zh", "reasons", "pattern"))


def _is_report(text: str) -> bool:
    clause, sentence, target = _report()
    if sentence.search(text) and not target.search(text):
        return True
    return clause.search(text) is not None


# Words of duty ----------------------------------------------------------------------------------------------


def _read_duty(plain: str, start: int, end: int) -> Found | None:
    """Return the directive of a clause with a word of duty."""
    if plain[start:end].rstrip().endswith("的") and plain[end : end + 1] in (",", ";", "。"):
        return None  # a condition, or a case in a list
    for rule in read_duties("zh"):
        for match in rule.pattern.finditer(plain, start, end):
            if rule.before and rule.before.search(plain, max(start, match.start() - 14), match.start()):
                continue
            cue = Span(*match.span())
            if _is_noun_phrase(plain, cue, end):
                continue
            grade = rule.grade
            if grade == 4 and _strict_head().match(plain, cue.end, end):
                grade = 5
            addressee = _addressee_before(plain, start, cue.start)
            if rule.name == "由…负责":
                addressee = _party_at(plain, cue.end, end) or addressee
            return Found(cue, grade, addressee, _trimmed(plain, cue.end, end), rule.name)
    return _read_condition(plain, start, end)


def _read_condition(plain: str, start: int, end: int) -> Found | None:
    """Return the directive of a clause that opens with 有条件的地方 and has no word of duty."""
    lead = _LEAD.match(plain, start, end)
    match = _conditional().match(plain, lead.end() if lead else start, end + 12)
    if match is None:
        return None
    stop = max(_clause_end(plain, match.end()), match.end())
    return Found(Span(*match.span()), 1, NOWHERE, _trimmed(plain, match.end(), stop), "有条件的")


@cache
def _conditional() -> re.Pattern[str]:
    return re.compile(text_of("zh", "conditional", "pattern"))


def _clause_end(plain: str, place: int) -> int:
    match = _CLAUSE.match(plain, place)
    return match.end() if match else place


_MODIFIER = re.compile(r"[^,。;:]{0,18}?的(?!话)(?=[一-鿿])[^,。;:的]{1,8}(?=$|[、,。;:是])")
_LISTED = re.compile(r"(?:材料|事项|条件|内容|情形|义务|职责|资料|费用|税款|要求|程序|手续|标准)")


def _is_noun_phrase(plain: str, cue: Span, end: int) -> bool:
    """Return whether a word of duty is inside a noun phrase: 应当提交的材料."""
    match = _MODIFIER.match(plain, cue.end, end)
    return (
        match is not None
        and _LISTED.search(match.group()[-9:]) is not None
        and match.end() < end + 1
        and (match.end() - cue.end <= 14)
    )


@cache
def _strict_head() -> re.Pattern[str]:
    adverbs = any_of(read_adverbs("zh"))
    return re.compile(f"(?:{adverbs})*(?:{any_of(list_of('zh', 'strict', 'words'))})(?!的|要求)")


@cache
def _articles() -> re.Pattern[str]:
    return re.compile(text_of("zh", "subjects", "articles") + "$")


_BAD_SUBJECT = re.compile(r"(?:[的是了]|[^,]{25})")


def _addressee_before(plain: str, start: int, end: int) -> Span:
    """Return who is addressed: the words before a word of duty where they end in a body or person."""
    first = _LEAD.match(plain, start, end).end()  # type: ignore[union-attr]
    words = plain[first:end].rstrip()
    words = re.sub(r"(?:都|也|还|均|就|又|既|更|只|依法|当然|同时|并|可以)+$", "", words)
    if not words or not _BODY.search(words):
        return NOWHERE
    place = max((words.rfind(mark) for mark in "的和"), default=-1)
    if words.startswith(("对", "在", "以", "因", "为", "经", "按", "依", "当", "如", "凡")):
        return NOWHERE
    if place >= 0 and len(words) > 24:
        return NOWHERE
    return Span(first, first + len(words))


_BODY = re.compile(
    r"(?:部门|政府|机关|单位|机构|企业|公司|委员会|法院|检察院|学校|高校|组织|协会|个人|人员|人|者|员|方|各地|地区|省|市|县|区"
    r"|银行|部|委|局|厅|院|社|党委|支部|干部|党员|我们|双方|所|站|店|户|商|师|生|国家|平台|行业|园区|军队|部队|全党|全国|各级)$"
)


def _party_at(plain: str, start: int, end: int) -> Span:
    match = _BODY_FIRST.match(plain, start, end)
    return Span(*match.span()) if match else NOWHERE


_BODY_FIRST = re.compile(
    r"[^,。;:]{0,40}?(?:部门|政府|机关|机构|委员会|法院|检察院|单位|部|委|局|厅|院|办公室|人)(?=负责|会同|依法|按|责令|给予|处|吊销|暂扣|规定|制定|另行|划定|确定|决定|批准|审批|组织|承担|报|公布|没收|追究|解释|办理|管理|监督|统筹|依照|对)"
)


# Instructions without a word of duty ------------------------------------------------------------------------


@cache
def _head_pattern() -> re.Pattern[str]:
    adverbs = any_of(read_adverbs("zh"))
    strict = any_of(list_of("zh", "strict", "words"))
    verbs = any_of(verb_grades("zh"))
    softer = any_of(verb for verb, grade in verb_grades("zh").items() if grade == 2)
    subject = text_of("zh", "subjects", "always")
    planned = text_of("zh", "subjects", "planned")
    sure = any_of(set(verb_grades("zh")) - set(list_of("zh", "nouns", "ambiguous")))
    modifiers = f"(?:(?:{adverbs}|{strict})(?!的|要求)(?:、|和|地)?)*"
    bare = "|".join(f"(?<={word})" for word in (*list_of("zh", "strict", "words"), "严格规范", "大力"))
    joined = f"(?:(?:和|、|与)?(?:{softer})(?!力度|政策|作用))*"
    return re.compile(
        f"{_LINK}(?:{_TIME})?(?P<subject>(?!{modifiers}(?:{verbs}))(?:{subject}|{planned}))?(?:将(?:会)?)?"
        f"(?:(?P<cue>{modifiers}(?:(?P<verb>{verbs}){joined}|(?:{bare})(?=[一-鿿“])))"
        f"|(?:{modifiers}{_MEANS})(?P<cue2>{modifiers}(?P<verb2>{sure}){joined}))"
    )


@cache
def _article_subject() -> re.Pattern[str]:
    return re.compile(text_of("zh", "subjects", "articles"))


@cache
def _nouns() -> re.Pattern[str]:
    return re.compile(text_of("zh", "nouns", "after"))


@cache
def _compounds() -> re.Pattern[str]:
    return re.compile(text_of("zh", "nouns", "compounds"))


@cache
def _noun_ending() -> re.Pattern[str]:
    return re.compile(text_of("zh", "nouns", "ending"))


def _read_head(plain: str, start: int, end: int, *, is_article: bool) -> _Head | None:
    """Return the verb that opens a clause, or the one behind a subject that may be told to do something."""
    lead = _LEAD.match(plain, start, end)
    first = lead.end() if lead else start
    match = _head_pattern().match(plain, first, end)
    subject = NOWHERE
    if match is None and is_article and (given := _article_subject().match(plain, first, end)):
        match = _head_pattern().match(plain, given.end(), end)
        subject = Span(*given.span())
    if match is None or match.end() >= end or _nouns().match(plain, match.end(), end):
        return None
    cue_start = match.start("cue") if match.group("cue") else match.start("cue2")
    if _noun_ending().search(plain, match.end(), end) or _compounds().match(plain, cue_start):
        return None
    if match.group("subject"):
        subject = Span(*match.span("subject"))
    cue = Span(*match.span("cue" if match.group("cue") else "cue2"))
    verb = match.group("verb") or match.group("verb2") or ""
    is_strict = _strict_head().match(plain, cue.start, cue.end) is not None
    return _Head(cue, subject, _grade(plain, verb, match.end(), end, is_strict=is_strict), is_strict)


_LIGHT = re.compile(r"[^,。;:]{0,24}?(?:试点|试验|先行先试)(?:工作|建设|示范)?$")


def _grade(plain: str, verb: str, place: int, end: int, *, is_strict: bool) -> int:
    grade = verb_grades("zh").get(verb, 5)
    if is_strict and grade >= 3:
        return 5
    if verb in ("开展", "启动", "组织", "实施", "进行") and _LIGHT.match(plain, place, end):
        return 1
    return grade


@cache
def _frames() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(text_of("zh", "frames", "opening")),
        re.compile(text_of("zh", "frames", "ending") + "$"),
    )


@cache
def _any_verb() -> re.Pattern[str]:
    return re.compile(f"{text_of('zh', 'frames', 'verbs')}|{any_of(verb_grades('zh'))}")


def _is_frame(plain: str, start: int, end: int, previous: int) -> bool:
    """Return whether a clause without a verb of its own gives only time, place, means or aim."""
    opening, ending = _frames()
    lead = _LEAD.match(plain, start, end)
    first = lead.end() if lead else start
    words = plain[first:end].rstrip('”" ')
    if len(words) <= 4 or previous or plain[end : end + 1] == ":" or not _any_verb().search(words):
        return True
    verbs, *_ = _speech()
    if verbs.search(plain, start, end + 1):
        return True
    return opening.match(words) is not None or ending.search(words) is not None


@cache
def _results(previous: int) -> re.Pattern[str]:
    return re.compile(text_of("zh", "results", "after_trial" if previous == 1 else "pattern"))


def _is_result(plain: str, head: _Head, previous: int) -> bool:
    """Return whether a clause behind an encouragement or trial says what comes of it."""
    if previous not in (1, 2) or head.grade != 3:
        return False
    return _results(previous).match(plain, head.cue.start) is not None


@cache
def _parties() -> re.Pattern[str]:
    return re.compile(text_of("zh", "parties", "pattern"))


def _of_head(plain: str, head: _Head, end: int) -> Found:
    addressee = head.subject
    if head.grade == 2:
        given = _parties().match(plain, head.cue.end, end)
        addressee = Span(*given.span()) if given else NOWHERE
    rule = "strict" if head.is_strict else ("", "explore", "encourage", "promote", "", "strict")[head.grade]
    return Found(head.cue, head.grade, addressee, _trimmed(plain, head.cue.end, end), rule)


def _trimmed(plain: str, start: int, end: int) -> Span:
    while start < end and plain[start] in ' “”"':
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else NOWHERE
