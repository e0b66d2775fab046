"""Happenings in Chinese: the name that opens the words before the verb is the actor (超级工厂投产)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.events.chinese.doubts import has_happened
from flows.annotation.events.chinese.governing import CIRCUMSTANCE, is_governed
from flows.annotation.events.chinese.topics import clause_start, last_of_chain
from flows.annotation.events.described import find_quoted, name_described
from flows.annotation.events.members import find_wholes
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import Roles, may_act
from flows.annotation.events.rules import load_words
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.events.unlisted import leaves_topic_out
from flows.annotation.events.wholes import guess_whole
from flows.annotation.names import make_entity_id
from flows.text import lazy_pattern

_OPENING = lazy_pattern(r"[了着为是的:、]+")
# Opens a separate clause about the cost of a facility, or the capital of a firm.
_OF_NAME = lazy_pattern(
    r"\s*(?:该?(?:项目|工程|公司|基金))?(?:计划|概算|估算|首期|总|一期|目标)*"
    r"(?:投资|注册资[本金]|规模|资本|募集|募资|金额|总额|出资|资金|斥资|耗资)"
)
_LONGEST = 45  # code points of an object
# Possessive quantifier: a phrase with 在 may contain 在, so n of them in a row would have 2^n readings.
_TAIL = lazy_pattern(
    r"(?>(?:(?:昨天|今天|近日|日前)\([^)]{1,12}\)|实现|全[场段]|全部|集中|今天集中|正式|全面|顺利|成功|全线"
    r"|相继"
    r"|已|已经|启动|开始|就|便|即|贯通"
    r"|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|[底初]|[上中下]旬)?|\d{4}年[底初末中]|本?月?\d{1,2}日"
    r"|宣布|宣告|挂牌|注册"
    r"|今天|日前|近日|昨天|今日"
    r"|建成|封关|整体|破土"
    r"|完成|首次|如期|不久前|同步|同时|陆续|提前|在[^,。;的]{2,14}|于[^,。;的]{2,14})\s?)++$"
)
# Ends a clause that tells of an earlier stage of a facility, before 同年12月投产.
_BEGUN = lazy_pattern(
    r"[于在]?[\d年月日底初末]*(?:正式|全面|顺利|启动)*"
    r"(?:破土动工|破土|开工|动工|开建|奠基|封顶|试产)(?:建设)?$"
)
_BUILT = lazy_pattern(
    "[^,。;的]{2,24}(?:建设|兴建|新建|建造|设立)的[^,。;的]{0,16}"
    "(?:工厂|厂|基地|项目|生产线|产线|园区|装置|电站)"
)
# Parts that have no name without the words before them: 周口港|作业区, 电厂|三期.
_MERE_PART = lazy_pattern(
    "[^,。;的、]{0,2}(?:工程|作业区|港区)|[一二三四五六七八九十]期(?:工程|项目)?|(?:扩建|联网|输变电)工程"
)
# Names of nothing in particular.
_PHASE = lazy_pattern(
    "[一二三四五六七八九十][期标](?:工程|项目)?|(?:扩建|改造|主体|配套|续建|后续)(?:工程|项目)"
)
# Signs that a name continues, or that there are several names: 西门子|能源…基地, 甲|等7条公路.
_CUT = lazy_pattern(
    r"(?:能源|科技|电气|医疗|电子|动力|重工|汽车金融)(?=.{4})"
    r"|.*等(?:一批|重[大点]|标志性|[^,。;]{0,6}(?:项目|工程|设施)|[\d一二两三四五六七八九十多数])"
)
# Endings of the names of facilities before 等一批工程.
_FACILITY = lazy_pattern(
    "(?:中心|[中小大]学|学校|学院|医院|[电车]站|大桥|铁路|高[铁速]|公路|机场|港|隧道|公园|工厂|基地)$"
)
# Before the destination of a line: 青云港至|白沙中欧班列.
_TOWARDS = lazy_pattern(r"(?<![截乃日月年])至(?![今\d])[^,。;]*$")
_JOINT = lazy_pattern('与|被|中的一|之一$|[”"]号')
# Describes a facility, after its name: 青白高铁全长120公里, 青云大桥是省内首座…
_DESCRIBED = lazy_pattern(
    r"(?:线路|项目|工程|大桥)?(?:正线)?(?:全长|总长|总投资|设计|占地|位于|坐落于?|地处|连接|起自|起于"
    r"|[东西南北]起|横跨|穿越|是"
    r"|历时|历经|由[^,。;]{2,20}(?:承建|建设|投资|设计|施工))"
)


def read_happening(sentence: Sentence, verb: Verb) -> Roles | None:
    """Read a verb whose object precedes it (超级工厂投产): the name that opens the words is the actor."""
    first, last = clause_start(sentence, verb.start), verb.start
    if (said := sentence.plain.rfind("宣布", first, last)) >= 0 and said + 2 < last:
        first = said + 2
    first, last = _find_words_before(sentence, verb, first) or (first, last)
    if tail := _TAIL.search(sentence.plain, first, last):
        last = tail.start()
    first = _after_dash(sentence, first, last)
    names = [
        party
        for party in sentence.parties
        if first <= party.start
        and party.end <= last
        and not is_governed(sentence, party, _end_of_owner(sentence, party))
        and not _TOWARDS.search(sentence.plain, first, party.start)
    ]
    names = [party for party in names if may_act(party, verb.rule)]
    whole = guess_whole(sentence, verb, first, last) or name_described(sentence, verb, first, last)
    if whole and _PHASE.fullmatch(whole.text):
        return None
    if whole:
        return Roles(whole, subject=whole)
    if quoted := find_quoted(sentence, verb, last):
        return Roles(quoted[0], subject=quoted[0], further=tuple(quoted[1:]))
    if wholes := find_wholes(sentence, verb, first, last):
        return Roles(wholes[0], subject=wholes[0], further=tuple(wholes[1:]))
    if not names and (far := _find_opening_facility(sentence, verb)):
        return Roles(far, subject=far)
    if not names and _omits_name(sentence, verb, first):
        return Roles(sentence.silent, subject=sentence.silent) if sentence.silent else None
    if not names or not has_happened(sentence, *sentence.stretch(verb.start)):
        return None  # without a sign that it is done, only the whole name of a facility states an event
    return _read_named(sentence, verb, names, last)


def _find_words_before(sentence: Sentence, verb: Verb, clause: int) -> tuple[int, int] | None:
    """Return the words of the clause before that name what was opened, if the verb's own leaves it out.

    >>> 青禾集团的合肥工厂2019年1月|动工,同年12月投产; 青禾集团建设的生产线|,2024年1月投产
    """
    if verb.rule.action != "opened" or clause == sentence.start or sentence.plain[clause - 1] != ",":
        return None
    if not leaves_topic_out(sentence, clause, verb) or clause == verb.start:
        return None
    first, last = clause_start(sentence, clause - 1), clause - 1
    if load_words("zh").hedges.search(sentence.plain, first, last):
        return None
    if begun := _BEGUN.search(sentence.plain, first, last):
        return first, begun.start()
    return (first, last) if _BUILT.fullmatch(sentence.plain, first, last) else None


def _read_named(sentence: Sentence, verb: Verb, names: Sequence[Party], last: int) -> Roles | None:
    """Read what happened to the name that opens the words before a verb; the rest is the object."""
    actor = names[0] if names[0].kind == "ORG" else last_of_chain(names)
    is_list = sentence.plain.startswith(("、", "和", "与", "-", "”"), actor.end)
    if is_list or (verb.rule.object and sentence.plain.startswith("(", actor.end)):
        return None  # 广佛南环、佛莞城际铁路投入运营: it is not known whose names these are
    if verb.rule.object is None:
        # 某公司在苏州成立: only time and place may follow the name.
        is_alone = CIRCUMSTANCE.fullmatch(sentence.plain, actor.end, last)
        return Roles(actor, subject=actor) if is_alone else None
    start = actor.end
    if opening := _OPENING.match(sentence.plain, start, last):
        start = opening.end()
    if not verb.rule.object.search(sentence.plain, actor.start, last) or last - start > _LONGEST:
        return None
    if "、" in sentence.plain[start:last]:
        return None  # 巴斯夫核心装置、华润产线等一批项目投产: it is not known what belongs to whom
    if _JOINT.search(sentence.plain, start, last):
        return None
    if _CUT.match(sentence.plain, start, last):
        is_whole = sentence.plain.startswith("等", start) and _FACILITY.search(actor.text)
        return Roles(actor, subject=actor) if is_whole else None
    if _MERE_PART.fullmatch(sentence.plain, start, last):
        whole = _lengthen(sentence, actor, last)
        return Roles(whole, subject=whole)
    return _roles_of(sentence, actor, start, last)


def _after_dash(sentence: Sentence, first: int, last: int) -> int:
    """Return the start of a name after a dash that follows its description: 首个自贸区——青云自贸区挂牌."""
    dash = sentence.plain.rfind("--", first, last)
    return dash + 2 if dash >= 0 else first


def _find_opening_facility(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the facility that opens a sentence, if the clause of the verb leaves it out.

    >>> 青白高铁全长120公里，今天开通运营 -> 青白高铁
    """
    clause = clause_start(sentence, verb.start)
    if verb.rule.action != "opened" or clause == sentence.start:
        return None
    if not leaves_topic_out(sentence, clause, verb):
        return None
    opener = _DESCRIBED.search(sentence.plain, sentence.start, clause)
    return guess_whole(sentence, verb, sentence.start, opener.start()) if opener else None


def _roles_of(sentence: Sentence, actor: Party, start: int, last: int) -> Roles:
    """Return an actor with the words after it as object, unless they are a date (青禾工厂2021年底投产)."""
    if any(when.start <= start and last <= when.end for when in sentence.dates):
        return Roles(actor, subject=actor)
    return Roles(actor, sentence.text[start:last], start, last, "", None, actor)


def _omits_name(sentence: Sentence, verb: Verb, first: int) -> bool:
    """Return whether a line of a chronicle leaves out the name of what was founded: 2003年成立."""
    return (
        sentence.silent is not None
        and verb.rule.object is None
        and verb.rule.action == "founded"
        and leaves_topic_out(sentence, first, verb)
    )


def _lengthen(sentence: Sentence, actor: Party, end: int) -> Party:
    """Return a name extended to `end`."""
    name = sentence.text[actor.start : end]
    return replace(actor, end=end, text=name, entity=make_entity_id("ORG", name), kind="ORG", is_listed=False)


def owns_sum(sentence: Sentence, verb: Verb, place: int) -> bool:
    """Return whether a sum belongs to what opened or was founded: in its clause, or after 总投资 in another.

    >>> 青云地铁通车，全年交通投资达到845亿元 -> False
    """
    if verb.rule.frame != "happened" and verb.rule.action != "founded":
        return True
    clause = clause_start(sentence, place)
    return clause == clause_start(sentence, verb.start) or _OF_NAME.match(sentence.plain, clause) is not None


def _end_of_owner(sentence: Sentence, party: Party) -> int:
    """Return the end of a name that precedes a thing it owns (青禾的工厂, 青禾首条产线), else -1."""
    if party.kind == "ORG" and sentence.plain.startswith(("的", "首", "第"), party.end):
        return party.end
    return -1
