"""People in Chinese: those who are congratulated on an office, and those whom a short biography describes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.events.chinese.objects import words_from
from flows.annotation.events.chinese.topics import clause_start
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import Roles, has_object
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.events.unlisted import leaves_topic_out
from flows.annotation.names import make_entity_id
from flows.text import HAN, end_of, has_han, lazy_pattern, start_of

# Words between a person and the verb of a congratulation: 莫迪总理再次当选, but not 莫迪之子当选.
_IN_HONOUR = lazy_pattern(r"(?:总统|总理|首相|主席|总书记|书记|议长|国王|秘书长|总干事|阁下|同志|先生|女士)*")
_FOREIGN_PERSON = lazy_pattern(rf"[{HAN}]{{1,12}}(?:·[{HAN}]{{1,8}}){{1,3}}")
_NO_PERSON = lazy_pattern("[、的和与及之]|领导|率领|获胜|赢得|[党军队派盟]$")
# A status that a place gains, the words before it, and the words that say what was gained.
_GAINED = lazy_pattern("获批|入选|获评|成功列入|晋升|创成")
_ADVERBS = lazy_pattern(r"\s*(?:成功|正式|首次|率先|整体)*")
_OWN = lazy_pattern(r"\s*我[省市区县州]")
_STATUS = lazy_pattern("试点|示范|试验区|先行区|先导区|枢纽|节点|(?:技术|创新|科学|研究)中心|基地|森林城市")
_END = lazy_pattern("[,。;!?]|\\n")
_COUNTED = lazy_pattern(
    r"[\d一二两三四五六七八九十多几]+[余多]?[个家项条处所人座件批只](?<!第[一二三四五六七八九十]批)"
    "|案例|典型|企业|奖"
)
_SECOND_HEADLINE = lazy_pattern(rf"(?<=[{HAN}])\s+(?=[{HAN}])")  # 祝贺甲当选总统 乙向甲致贺电
# Persons of a body, who don't act for it: 三位前青禾|工程师.
_STAFF = lazy_pattern(
    "的?(?:[前原]|资深|高级)?(?:工程师|高管|员工|科学家|研究员|技术人员|骨干|老将|校友|毕业生)"
)


def read_congratulation(sentence: Sentence, verb: Verb, last: int) -> Roles | None:
    """Read 致电某人,祝贺他当选主席: the person congratulated took the office on an earlier day."""
    first, end = verb.match.span("actor")
    names = [party for party in sentence.parties if first <= party.start and party.end <= end]
    persons = [party for party in names if party.kind == "PERSON"]
    person = persons[-1] if persons else None
    if len(persons) > 1 and _FOREIGN_PERSON.fullmatch(sentence.plain, first, end):
        persons, names, person = [], [], None  # 卡瑟姆若|马尔特·托卡耶夫: one name, cut in two
    if len(persons) > 1 or (person and not _IN_HONOUR.fullmatch(sentence.plain, person.end, end)):
        return None
    if person is None:
        text = sentence.text[first:end]
        if names or _NO_PERSON.search(text):
            return None
        person = Party(first, end, text, make_entity_id("PERSON", text), "PERSON")
    start, end = words_from(sentence, verb.end, last)
    end = start_of(_SECOND_HEADLINE.search(sentence.plain, start, end), end)
    if not has_object(verb.rule, sentence.plain[start:end]):
        return None
    # Nothing is guessed: whoever is congratulated on an office has it.
    return Roles(replace(person, is_listed=True), sentence.text[start:end], start, end)


# Words of the opening of a biography, and words that open only other texts about a person.
_POSTS = lazy_pattern(
    "研究员|教授|院士|主任|书记|主席|[局司厅部院所会校处]长|总裁|董事长|总经理|委员|博士|工程师|理事|秘书长"
)
_TELLS = lazy_pattern(
    "说|表示|指出|强调|介绍|认为|会见|出席|主持|讲话|考察|调研|率|签署|发表|致|向|对|与|当选|今天|近日|日前"
)


def find_life(plain: str, parties: Sequence[Party]) -> Party | None:
    """Return the subject of a passage that is a short biography: it opens with a name and posts.

    >>> 李鸣远青禾研究院研究员,博士生导师。于1999年获... -> 李鸣远
    """
    first = parties[0] if parties else None
    if first is None or first.kind != "PERSON" or plain[: first.start].strip() or not has_han(first.text):
        return None
    opening = plain[first.end :].partition("。")[0]
    if not _POSTS.search(opening) or _TELLS.search(opening):
        return None
    return replace(first, is_resolved=True, is_listed=False)


def topic_of_life(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the person of a biography for a clause that names nobody: 2005年获国家科技进步奖."""
    clause = clause_start(sentence, verb.start)
    if sentence.person is None or "life_tells" not in verb.rule.traits:
        return None
    if not leaves_topic_out(sentence, clause, verb) and verb.start > clause:
        return None
    return replace(sentence.person, start=0, end=0)


def find_reporter(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the place whose government reports, for a designation that opens a sentence of its review.

    >>> 获批国家云计算先导区。, in the report of 青云省 -> 青云省; not 入选国家示范企业12家
    """
    if verb.rule.action != "designated" or not sentence.review or not _GAINED.match(verb.match[0]):
        return None
    reporter = sentence.issuer()
    if reporter is None or reporter.kind != "GPE":
        return None
    clause = clause_start(sentence, verb.start)
    opening = _OWN.match(sentence.plain, clause, verb.start)
    start = clause if opening else sentence.start
    if not _ADVERBS.fullmatch(sentence.plain, end_of(opening, start), verb.start):
        return None
    end = start_of(_END.search(sentence.plain, verb.end, sentence.end), sentence.end)
    if _COUNTED.search(sentence.plain, verb.end, end) or not _STATUS.search(sentence.plain, verb.end, end):
        return None
    return reporter


def names_staff(sentence: Sentence, body: Party) -> bool:
    """Return whether a body only says whose staff somebody is: 由三位前青禾|工程师创办."""
    return body.kind == "ORG" and _STAFF.match(sentence.plain, body.end) is not None
