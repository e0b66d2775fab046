"""Chinese bodies that were founded, named after the verb: 组建了硅光创新联盟, 1877年成立的青禾大学."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from flows.annotation.events.chinese.objects import words_from
from flows.annotation.events.members import find_wholes
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import Roles
from flows.annotation.events.rules import load_words
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.events.wholes import BODY_HEADS, guess_whole, is_known_noun
from flows.annotation.names import make_entity_id
from flows.text import HAN, lazy_pattern, start_of

# Words that make the verb a plan, anywhere before it in the sentence.
_PLANNED = lazy_pattern(
    "将|拟|计划|希望|建议|力争|有望|准备|预计|打算|提议|呼吁|(?<!的)要求|鼓励|支持|应当|可以|必须|争取"
    "|要(?!求)|强调|指出|提出|认为|表示|如果|若"
)
# 一批专项基金, 各类中心, 相关机构: no body in particular.
_INDEFINITE = lazy_pattern(
    r"(?:[一二两三四五六七八九十百几数多]+[余多]?|\d+[余多]?(?![\d.]*[亿万]*元)|若干|各)[个家支只所批类种级]?"
    "|相关|有关|专门|相应|[这该其此本]|新的|独立|类似|众多"
)
_ATTRIBUTE = lazy_pattern(r".*(?:的|--|—|(?:首|第[一二三])[个家支只所批])")
# Bodies that every office and school has: 安全生产委员会, 疫情防控中心.
_GENERIC = lazy_pattern(
    "(?:领导|工作|筹备|协调|监督|管理|评审|专家|指导|考核|安全|防控|应急|指挥|组织|调查|党|团|工会|评估|咨询"
    "|服务|培训|活动|志愿)"
    "[^,。;]{0,4}(?:委员会|中心|办公室|基地|党支部|党委)$"
)
_NAME = lazy_pattern(
    rf"(?:“[{HAN}a-z]{{1,8}}”)?(?:(?![的了在是与被将向对从由并等])[{HAN}a-z0-9·\-]){{2,24}}{BODY_HEADS}"
)
_SHORTEST = 6
_GLOSS = lazy_pattern(r"\([^()\d]{1,30}\)$")
_TO_VERB = lazy_pattern(r"[^,;()]{0,8}")  # between a date and the verb of 1877年在东京成立的
_BEHIND = lazy_pattern(
    rf"[\s“\"]*(?P<name>(?:(?![的了在是和与及由等向对将把被从则])[{HAN}a-z0-9·]){{2,20}}?{BODY_HEADS})"
    r"(?!有限|股份|公司|集团|[学院部系所的])"
)
# Words in the clause of the verb that show that it was done.
_ADVERBS = lazy_pattern(r"\s*(?:先后|率先|首次|正式|成功|顺利|挂牌|新|全面|陆续|相继|重组|合并|牵头|联合)*")
_CLAUSE_END = lazy_pattern("[,。;:!?(]|\\n")
_UNIFORM = lazy_pattern("统一的|[最唯][大一高长]|以[^,。;]{1,20}为")
_ROUTE = lazy_pattern(".*至.*(?<!段)")  # 青云至白沙等公路: no name of a road
_KIND_HEADS = lazy_pattern("(?:中心|基地|园区|平台|实验室|综合体|小学|中学|医院|公园)$")
_DESCRIBED = lazy_pattern("了?(?:[^,。;“]{0,16}(?:首[个家支只所批]|第[一二三])|(?:国家|[省市县])级)")
_DONE = lazy_pattern(r"已|先后|率先|首次|正式|成功|新$|[年月日]")


def read_founding(sentence: Sentence, verb: Verb, last: int) -> Roles | None:
    """Read a verb without a founder, whose object is the new body: the body is the actor."""
    if "makes_body" not in verb.rule.traits or _PLANNED.search(sentence.plain, sentence.start, verb.start):
        return None
    if sentence.plain.startswith("的", verb.end) or not _is_done(sentence, verb):
        return None
    start, end = words_from(sentence, verb.end, last)
    if body := _name_body(sentence, start, end):
        return Roles(body, subject=body)
    return _roles_of(_name_bodies(sentence, start, end))


def read_built(sentence: Sentence, verb: Verb) -> Roles | None:
    """Read a verb that opens a clause of a review, before the facilities that were built.

    >>> 建成青云机场、白沙高铁等重大工程 -> 青云机场, 白沙高铁
    """
    if not sentence.review or not _opens_clause(sentence, verb):
        return None
    end = start_of(_CLAUSE_END.search(sentence.plain, verb.end, sentence.end), sentence.end)
    if _DESCRIBED.match(sentence.plain, verb.end, end) or _UNIFORM.search(sentence.plain, verb.end, end):
        return None
    if whole := guess_whole(sentence, verb, verb.end, end):
        found = [whole]
    else:
        found = find_wholes(sentence, verb, verb.end, end)
    found = [one for one in found if not _is_kind(sentence, one)]
    return _roles_of(found)


def _roles_of(actors: Sequence[Party]) -> Roles | None:
    """Return the roles of an event whose actors are also what was founded or built, None without one."""
    if not actors:
        return None
    return Roles(actors[0], subject=actors[0], further=tuple(actors[1:]))


def _is_kind(sentence: Sentence, facility: Party) -> bool:
    """Return whether a facility may be one of a kind, or is only a route.

    >>> 文旅数据中心 names no place or firm -> True
    """
    if _ROUTE.fullmatch(facility.text):
        return True
    if not _KIND_HEADS.search(facility.text):
        return False
    first, last = facility.start, facility.end
    return not any(
        first <= party.start and party.end <= last and (party.start, party.end) != (first, last)
        for party in sentence.parties
    )


def read_founded_before(sentence: Sentence, verb: Verb) -> Roles | None:
    """Read a date and 成立的 before the name of the body founded then, or 的成立 after date and name."""
    if not verb.match[0].endswith("的"):
        return _read_noun(sentence, verb)
    if not any(
        verb.start < when.start < verb.end or _TO_VERB.fullmatch(sentence.plain, when.end, verb.start)
        for when in sentence.dates
    ):
        return None
    body = next(
        (party for party in sentence.parties if party.start == verb.end and party.kind == "ORG"), None
    )
    found = _BEHIND.match(sentence.plain, verb.end, sentence.end)
    if found and (body is None or _continues(body, found)):
        body = _make_party(sentence, *found.span("name"))
    return Roles(body) if body else None


def _continues(body: Party, found: re.Match[str]) -> bool:
    """Return whether a name is only the start of what was founded: 1996年成立的中科院|青禾实验室."""
    return body.start == found.start("name") and body.end < found.end("name")


def _read_noun(sentence: Sentence, verb: Verb) -> Roles | None:
    """Read a name between a date and a noun: 1998年青禾研究院的成立, 自2019年青禾研究院成立以来."""
    gloss = _GLOSS.search(sentence.plain, sentence.start, verb.start)  # 某大学(后改名…)的成立
    end = gloss.start() if gloss else verb.start
    named = (party for party in sentence.parties if party.end == end and party.kind == "ORG")
    body = next(named, None)
    if body is None or not any(0 <= body.start - when.end <= 1 for when in sentence.dates):
        return None
    return Roles(replace(body, is_listed=True))


def _is_done(sentence: Sentence, verb: Verb) -> bool:
    """Return whether a verb's founding was done: by 了, a word, a date, or a heading that reviews past work.

    Below such a heading the verb opens its clause, and the body is not only described: 成立全国首个数据中心.
    """
    if sentence.review and _opens_clause(sentence, verb):
        return not _DESCRIBED.match(sentence.plain, verb.end, sentence.end)
    if "了" in sentence.plain[verb.start : verb.end + 1]:
        return True
    clause = max(sentence.plain.rfind(mark, sentence.start, verb.start) for mark in ",;:“、") + 1
    if _DONE.search(sentence.plain, max(clause, sentence.start), verb.start):
        return True
    opens = any(when.start <= sentence.start + 1 and when.end <= verb.start for when in sentence.dates)
    return opens and not re.search("[:“]", sentence.plain[sentence.start : verb.start])


def _opens_clause(sentence: Sentence, verb: Verb) -> bool:
    """Return whether nothing but adverbs comes before a verb in its clause."""
    clause = max(sentence.plain.rfind(mark, sentence.start, verb.start) for mark in ",;:。\n") + 1
    return _ADVERBS.fullmatch(sentence.plain, max(clause, sentence.start), verb.start) is not None


def _name_body(sentence: Sentence, start: int, end: int) -> Party | None:
    """Return the body that an object names, without its description; None if it is not a single body."""
    plain = sentence.plain
    if _INDEFINITE.match(plain, start, end):
        return None
    if attribute := _ATTRIBUTE.match(plain, start, end):
        start = attribute.end()
    if plain.startswith(("“", '"'), start) and not _NAME.fullmatch(sentence.bound, start, end):
        closed = min(
            (place for mark in '”"' if (place := plain.find(mark, start + 1, end + 1)) > 0), default=-1
        )
        if closed < 0:
            return None
        start, end = start + 1, closed
    if end - start < _SHORTEST or _INDEFINITE.match(plain, start, end) or _GENERIC.search(plain, start, end):
        return None
    if not _NAME.fullmatch(sentence.bound, start, end) or is_known_noun(sentence, start, end):
        return None
    return _make_party(sentence, start, end)


def _name_bodies(sentence: Sentence, start: int, end: int) -> list[Party]:
    """Return the bodies of a list; empty if any member is not a body by name.

    >>> 组建了青云数据集团、白沙港务集团 -> 青云数据集团, 白沙港务集团
    """
    if "、" not in sentence.plain[start:end]:
        return []
    edges = [start - 1, *(place for place in range(start, end) if sentence.plain[place] == "、"), end]
    bodies = [_name_body(sentence, first + 1, last) for first, last in pairwise(edges)]
    found = [body for body in bodies if body]
    if len(found) < len(bodies):
        return []
    return found


def _make_party(sentence: Sentence, start: int, end: int) -> Party | None:
    """Return the party at a span, or None for a class; it was founded, so its kind is certain."""
    for party in sentence.parties:
        if (party.start, party.end) == (start, end):
            return replace(party, is_listed=True)
    name = sentence.text[start:end]
    if load_words("zh").classes.match(name):
        return None
    return Party(start, end, name, make_entity_id("ORG", name), "ORG")
