"""Directives in Chinese: clause by clause, words of duty first, then the verb that opens a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from operator import itemgetter
from typing import NamedTuple

from flows.annotation.directives.addressees_zh import (
    addressee_after_by,
    addressee_before,
    addressee_of_grounds,
    addressee_of_subject,
    encouraged,
)
from flows.annotation.directives.clauses import NOWHERE, RULES, FoundDirective, Sentence, Span, trim
from flows.annotation.directives.following_zh import NOTHING, RIGHT, Previous, continues, previous_of
from flows.annotation.directives.heads_zh import (
    Head,
    adverb,
    any_verb,
    opening_verb,
    read_head,
    says_when,
    skip_lead,
    span_of,
    strict_head,
    subjects,
)
from flows.annotation.directives.settings_zh import after_issue, read_setting
from flows.annotation.directives.tables import (
    DutyRule,
    list_of,
    pattern_of,
    read_duties,
    verb_grades,
)
from flows.text import compile_alternatives, end_of, lazy_pattern

_CLAUSE = lazy_pattern(r"(?:[^,:。;!?\n]|(?<=\d)[:,](?=\d))+")
_CLOSING = "”\"' \n"
_SHORTEST = 5  # characters of a clause that can be a statement of its own
_LONGEST_LINK = 3  # characters before the verb of an encouragement: 同时, 特别是
_ALLOWED = frozenset(("责令", "不得"))  # 可以责令停产,禁止销售: what an authority may do
# Words of duty that also occur in reports.
_NO_REPORT = frozenset(("负责", "由…负责", "补贴", "予以支持", "严格", "照…执行", "名额"))
_FREE = frozenset(("鼓励", "允许"))  # verbs that state no fact after a duty: 由乡镇负责维护,鼓励社会参与
_ASKS = frozenset(("要", "应当"))  # words of duty after which plain verbs are asked as well
# Words of duty that may follow an encouragement and belong to it.
_OF_PARTIES = frozenset(("负责", "由…负责", "补贴", "予以支持", "照…执行"))
# 推进改革,应当坚持...: the clause before only names a task; the demand follows.
_ASKED_OF = lazy_pattern(",(?:都|也|均|就|还)?(?:应当|必须|须(?!知)|应(?![对用急邀届运]|.尽))")
# Whom the next clauses are about: 对可以另行收费的产品,加快受理申请.
_TOPIC = lazy_pattern("对(?:于)?[^,:。;]{2,60}的[^,:。;的]{1,16}")
# The aims of a decision, which ask for nothing: 为加强监管,完善服务,市政府决定:...
_AIMS = lazy_pattern("[ \\n]*为[^。;:]*,[^,。;:的]{0,40}?决定(?=[^,。;:]{0,3}[,:])")
# The first part of a condition: 企业建立合规制度,且运行良好的,可以….
_CONDITION_GOES_ON = lazy_pattern(",(?:并?且|或者)(?!对|向|由)[^,。;:]{2,40}的(?=[,;])")
# 利用卫星图像,可以核对面积: the means of what may be done.
_MEANS = frozenset(("利用", "运用", "采用", "使用", "应用"))
_UNDERWAY = lazy_pattern("中(?=遇|如|若|出现|发现|存在)|期间|过程中?")  # 执行|中遇到问题,请反映
_MAY = lazy_pattern(",(?:就|也|还|都)?(?:可以|能够|能)")
_STATED = lazy_pattern("《?[^《》]{2,40}》(?:还|也)?(?:提出|明确|要求)")  # 《办法》明确自愿原则,鼓励…
_UNTIL = lazy_pattern(",再?到")  # 从制定方案,到建立台账
_GIVES = lazy_pattern(",(?:给予|予以|按|每|一次性)")  # 对首次承担项目的渔企,给予补贴
_SECOND_VERB = lazy_pattern(
    "、(?:促使|保护|督促|推动|促进|教育|组织|规范|保障|激励|动员|帮助|扶持)"
)  # 引导、|促使企业
_pattern = partial(pattern_of, "zh")


def read_sentence(sentence: Sentence) -> Iterator[FoundDirective]:
    """Yield the directives of a sentence, one per clause, in order."""
    plain, start, end = sentence.plain, sentence.start, sentence.end
    if end - start < _SHORTEST or _is_heading(sentence):
        return
    duties = _find_duties(plain, start, end)
    is_article = _pattern("parts", "article").match(plain, start, end) is not None
    clauses = _with_verbs(plain, after_issue(plain, start, end), end, duties, is_article=is_article)
    if not clauses:
        return
    setting = read_setting(sentence)
    if (setting.is_report or sentence.is_review) and not (duties or plain.find("条件的", start, end) >= 0):
        return  # a verb alone reports
    is_statement, previous = False, NOTHING
    rules: set[str] = set()  # of the words of duty so far; what follows one is not a report
    reached = end_of(_AIMS.match(plain, start, end), start)
    for first, stop in clauses:
        if first >= setting.last:
            return
        if first < reached:
            continue  # 有条件的地方,可以...: already read with the clause before it
        if (first > start and plain[first - 1] == ";") or plain[first] == "请":
            is_statement, previous = False, NOTHING
        own = [duty for duty in duties if first <= duty.start < stop] if duties else duties
        if _states(plain, stop, end, has_duty=bool(own)):
            is_statement = True
            continue
        found, head = _read_clause(plain, Span(first, stop), own, end, is_article=is_article)
        if previous == RIGHT and found and found.cue.start == first and found.rule in _ALLOWED:
            continue  # 可以责令停产,禁止销售
        if found is None and head is None:
            is_free = is_article or previous.grade or _ASKED_OF.match(plain, stop, end)
            is_statement = is_statement or not (is_free or _is_open(plain, first, stop))
            if not previous.grade:
                previous = _go_on(previous, plain, first, stop)
            continue
        is_reported = setting.is_report or (sentence.is_review and not rules)
        if head is not None and not is_reported and not _only_names(plain, head, first, stop, end):
            is_free = not is_statement or _is_freed(head, rules)
            if is_free:
                found, previous = _read_verb(plain, Span(first, stop), head, previous)
        if found is None or ((setting.is_report or sentence.is_review) and found.rule in _NO_REPORT):
            continue
        rules.update([found.rule] if head is None else [])
        previous = previous_of(plain, found)
        reached = found.cue.end
        yield found


def _read_verb(
    plain: str, clause: Span, head: Head, previous: Previous
) -> tuple[FoundDirective | None, Previous]:
    """Return the directive of a clause with a verb, or none if it continues the clause before it."""
    if continues(plain, clause.start, clause.end, head, previous):
        return None, previous._replace(is_open=False)
    return _of_head(plain, head, clause.end), previous


def _is_freed(head: Head, rules: set[str]) -> bool:
    """Return whether a verb instructs despite a statement before it: by its subject, or after a duty."""
    return head.subject != NOWHERE or not _ASKS.isdisjoint(rules) or (bool(rules) and head.verb in _FREE)


def _is_heading(sentence: Sentence) -> bool:
    if sentence.has_end:
        return False
    return _pattern("parts", "heading").match(sentence.plain, sentence.start, sentence.end) is not None


def _with_verbs(plain: str, start: int, end: int, duties: Sequence[_Duty], *, is_article: bool) -> list[Span]:
    """Return the clauses of a sentence up to the last that may be a directive; most sentences have none."""
    clauses = [Span(*clause.span()) for clause in _CLAUSE.finditer(plain, start, end)]
    last_duty = max((duty.start for duty in duties), default=-1)
    while clauses:
        first, stop = clauses[-1]
        if last_duty >= first or plain.find("条件的", first, stop) >= 0:
            break
        if read_head(plain, first, stop, is_article=is_article) is not None:
            break
        clauses.pop()
    return clauses


def _read_clause(
    plain: str, clause: Span, duties: Sequence[_Duty], limit: int, *, is_article: bool
) -> tuple[FoundDirective | None, Head | None]:
    """Return the directive of a clause with a word of duty, or else the verb that opens the clause."""
    found = _read_duty(plain, clause.start, clause.end, duties, limit)
    if found is not None and found.rule not in _OF_PARTIES:
        return found, None
    head = read_head(plain, clause.start, clause.end, is_article=is_article)
    if found is None or (head is not None and _encourages(plain, head, found, clause.start)):
        return None, head
    return found, None


def _encourages(plain: str, head: Head, found: FoundDirective, start: int) -> bool:
    """Return whether the word of duty only says what somebody is encouraged to do: 鼓励地方予以补贴."""
    opening = head.subject.end if head.subject != NOWHERE else skip_lead(plain, start, found.cue.start)
    is_first = head.cue.end <= found.cue.start and head.cue.start - opening <= _LONGEST_LINK
    return is_first and verb_grades("zh").get(head.verb) == 2 and plain[found.cue.start - 1] not in "并且"


def _only_names(plain: str, head: Head, start: int, stop: int, end: int) -> bool:
    """Return whether a clause only names what a duty is of, a condition, a case, means, or a beginning."""
    if _UNDERWAY.match(plain, head.cue.end, stop):
        return True
    if head.verb in _MEANS and _MAY.match(plain, stop, end):
        return True
    if plain.startswith("从", start) and _UNTIL.match(plain, stop, end):
        return True
    has_noun = plain.find("的", head.cue.end, stop) >= 0
    if has_noun and head.grade == 2 and plain.startswith((",可以", ",可由"), stop):
        return True
    if has_noun and plain.startswith("对", start) and _GIVES.match(plain, stop, end):
        return True
    return (_ASKED_OF.match(plain, stop, end) or _CONDITION_GOES_ON.match(plain, stop, end)) is not None


def _states(plain: str, start: int, end: int, *, has_duty: bool) -> bool:
    """Return whether a clause is the subject of a statement: 推动转型,提升质量,是战略选择.

    A clause with a word of duty is none if a new subject follows it: 要把握准则,这既是目标,也是方向.
    """
    for key in ("predicate",) if has_duty else ("predicate", "effect"):
        match = _pattern("reasons", key).search(plain, start, end)
        if match is None or plain.find(";", start, match.start()) >= 0:
            continue
        if not has_duty or plain.find(",这", start, match.start()) < 0:
            return True
    return False


def _go_on(previous: Previous, plain: str, start: int, end: int) -> Previous:
    """Return the state before the next clause: a right, even if this clause only names its means."""
    is_topic = _TOPIC.fullmatch(plain, skip_lead(plain, start, end), end)
    if _is_right(plain, start, end) and not is_topic:
        return RIGHT
    return previous if _is_frame(plain, start, end) else NOTHING


# Words of duty ----------------------------------------------------------------------------------------------


class _Duty(NamedTuple):
    """A place where a word of duty occurs."""

    start: int
    end: int
    rule: DutyRule


@cache
def _any_duty() -> re.Pattern[str]:
    rules = enumerate(read_duties("zh"))
    return compile_alternatives("|".join(f"(?P<rule{place}>{rule.pattern.pattern})" for place, rule in rules))


def _find_duties(plain: str, start: int, end: int) -> list[_Duty]:
    """Return the words of duty of a sentence, the strictest rule first."""
    found = []
    for match in _any_duty().finditer(plain, start, end):
        place = int(str(match.lastgroup).removeprefix("rule"))
        rule = read_duties("zh")[place]
        first = match.start()
        if not (rule.before and rule.before.search(plain, max(start, first - 14), first)):
            found.append((place, _Duty(first, match.end(), rule)))
    return [duty for _, duty in sorted(found, key=itemgetter(0))] if len(found) > 1 else [d for _, d in found]


def _read_duty(
    plain: str, start: int, end: int, duties: Sequence[_Duty], limit: int
) -> FoundDirective | None:
    """Return the directive of a clause with a word of duty, or of one that opens with 有条件的地方."""
    if plain.endswith(("有条件的", "具备条件的"), start, end):
        return _read_condition(plain, start, end, limit)
    is_case = plain.endswith("的", start, end) and not plain.endswith(("目的", "标的"), start, end)
    if (is_case and plain[end : end + 1] in (",", ";", "。")) or says_when(plain, start, end):
        return None  # a condition, or a case in a list
    is_rest = bool(duties) and _pattern("parts", "rest").match(plain, skip_lead(plain, start, end), end)
    for duty in duties:
        rule = duty.rule
        if is_rest and plain.find("的", duty.end, end) >= 0:
            continue  # 其他应当报告的事项
        if _may_qualify(plain, duty) and _pattern("parts", "documents").match(plain, duty.end, end):
            continue
        grade = rule.grade
        is_strict = plain.endswith(tuple(list_of("zh", "strict", "words")), start, duty.start)
        if grade == 4 and (is_strict or strict_head().match(plain, duty.end, end)):
            grade = 5
        if rule.name == "由…负责":
            addressee = addressee_after_by(plain, duty.end, end)
        else:
            addressee = addressee_before(plain, start, duty.start)
            addressee = addressee if addressee != NOWHERE else addressee_of_grounds(plain, start, duty.start)
        cue, asked = Span(duty.start, duty.end), _asked(plain, duty.end, end)
        return FoundDirective(cue, grade, addressee, asked, rule.name)
    if plain.find("条件的", start, end) < 0:
        return None
    return _read_condition(plain, start, end, limit)


def _may_qualify(plain: str, duty: _Duty) -> bool:
    """Return whether a word of duty may modify a noun after it (应当提交的材料); 要 and 不得 do not."""
    return duty.rule.name != "要" and not plain.startswith(("不得", "严禁"), duty.start)


def _asked(plain: str, start: int, end: int) -> Span:
    """Return what is asked: the rest of a clause.

    If that only gives time, place or means, the next clause is added.
    """
    found = trim(plain, start, end)
    if plain[end : end + 1] == "," and _pattern("frames", "opening").match(plain, found.start, end):
        rest = _CLAUSE.match(plain, end + 1)
        return Span(found.start, rest.end()) if rest and plain[rest.end() - 1] != "的" else found
    return found


def _read_condition(plain: str, start: int, end: int, limit: int) -> FoundDirective | None:
    place = skip_lead(plain, start, end)
    match = _pattern("conditional", "pattern").match(plain, place, min(end + 48, limit))
    if match is None:
        return None
    rest = _CLAUSE.match(plain, match.end())
    return FoundDirective(
        Span(*match.span()), 1, NOWHERE, trim(plain, match.end(), end_of(rest, 0)), "有条件的"
    )


def _is_open(plain: str, start: int, end: int) -> bool:
    """Return whether a clause without a directive leaves the next clauses free to be instructions.

    A clause that opens with an adverb is an instruction with an unknown verb. A clause that is only the name
    of a body (建设领导小组,推进改革) states nothing.
    """
    first = skip_lead(plain, start, end)
    return (
        _is_frame(plain, start, end)
        or subjects().match(plain, start, end) is not None
        or adverb().match(plain, first, end) is not None
        or _pattern("nouns", "named").fullmatch(plain, first, end) is not None
    )


def _is_frame(plain: str, start: int, end: int) -> bool:
    """Return whether a clause only gives a topic, time, place, means or aim, and states nothing."""
    words = plain[skip_lead(plain, start, end) : end].rstrip(_CLOSING)
    return (
        len(words) < _SHORTEST
        or plain[end : end + 1] == ":"
        or (plain.startswith(",“", end) and plain.endswith("规定", start, end))
        or _STATED.match(words) is not None
        or _pattern("frames", "opening").match(words) is not None
        or _pattern("frames", "ending").search(words) is not None
        or _pattern("speech", "verbs").search(plain, start, end + 1) is not None
        or not any_verb().search(words)
    )


def _is_right(plain: str, start: int, end: int) -> bool:
    return _pattern("parts", "right").search(plain, start, end) is not None


def _of_head(plain: str, head: Head, end: int) -> FoundDirective:
    addressee = addressee_of_subject(plain, head.subject)
    if head.grade == 2:
        place = end_of(_SECOND_VERB.match(plain, head.cue.end, end), head.cue.end)
        is_party = not opening_verb().match(plain, place)
        addressee = (span_of(encouraged().match(plain, place, end)) if is_party else None) or NOWHERE
    rule = RULES[5] if head.is_strict else RULES[head.grade]
    return FoundDirective(head.cue, head.grade, addressee, trim(plain, head.cue.end, end), rule)
