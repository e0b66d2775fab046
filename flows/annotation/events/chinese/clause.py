"""Chinese clauses: whether one states that something happened, and which reader finds its roles."""

from __future__ import annotations

import re

from flows.annotation.events.chinese.blacklists import (
    find_blacklisted,
    find_mark,
    is_listing,
    opens_decision,
)
from flows.annotation.events.chinese.deeds import is_own_issue, read_deed, read_undergone
from flows.annotation.events.chinese.doubts import (
    has_happened,
    is_article,
    is_dealt_out,
    is_doubtful,
    is_foretold,
    is_in_rules,
)
from flows.annotation.events.chinese.founding import read_built, read_founded_before
from flows.annotation.events.chinese.gifts import read_gift
from flows.annotation.events.chinese.governing import is_governed
from flows.annotation.events.chinese.happenings import read_happening
from flows.annotation.events.chinese.people import read_congratulation
from flows.annotation.events.chinese.topics import OWN_ISSUE, clause_start
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import Roles
from flows.annotation.events.rules import load_words
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.events.unlisted import guess_receiver
from flows.text import end_of, lazy_pattern

# 以青岛入选试点为契机: only the occasion of something else.
_OCCASION = lazy_pattern("以[^,。;]{2,60}?为(?:契机|目标|导向|依据|标准|抓手|条件|前提)")
# 预计到2027年,某大桥建成通车
_EXPECTED = lazy_pattern("(?:预计|有望|力争|计划|规划)(?:于|到|在)?[^,。;]{0,8}[年月底],[^。;]*$")
_WEIGHED = lazy_pattern("(?:考虑|讨论|研究|威胁|酝酿|可能|或|正)(?:是否|要|会)?将$")
# Before what somebody is only allowed to do: 获准在北岭设立公司.
_PERMITTED = lazy_pattern("(?:获准|(?:获批|获得?许可|被允许|被批准)(?=[在赴到于]|$))[^,。;]{0,20}$")
_PERMITS = frozenset(("granted_access", "designated", "issued"))
_INCLUDING = lazy_pattern("包括|包含")  # 将|包括青禾公司在内的18家企业列入
_DECIDES = lazy_pattern(r"(?:\([^()]{1,16}\))?(?:(?:今[天日]|日前|近日|\d{1,2}日)?(?:决定|宣布))?将$")
_CASE = lazy_pattern("如(?!下|今|期)|若(?!干)|一旦|凡|倘|违反|拒不|可能|拟|[的者],$")
_ABOUT = lazy_pattern("关于[^,。;]*$")
_KIND_OF_DOCUMENT = lazy_pattern(
    "[^,。;]{0,60}的(?:决定|决议|通知|意见|公告|通报|批复|函|办法|方案|说明|议案|报告|公约|协定)"
)
_ANNOUNCED = lazy_pattern("[^,。;]{2,24}清单的(?:公告|通告)$|[^,。;]{2,24}名单的(?:公告|通告)$")
_LINE_OF_ISSUE = lazy_pattern(r"关于(?:印发|发布|公布)[^,。;]{4,60}的(?:通知|公告|通告)\s*")
_CONTEXT = 150  # code points before a sentence in which a list may be named
# After a verb: words that undo it (收购…失败, 上市申请被否, …的说法不实), or make it a question.
_UNDONE = lazy_pattern(
    r"的?申请|在即|在望|无望|遥遥无期"
    r"|[^,。;]{0,40}(?:(?:失败|未果|被否决?|告吹|遇阻|受阻|搁浅|流产|泡汤|落空|破裂|[被遭]到?[^,。;]{0,16}?"
    r"(?:叫停|阻止|反对|拒绝|否决|驳回))(?:$|[,。;!?”])"
    r"|[^,。;]{0,40},(?:但|却|随后|后|最终|结果)?(?:该?交易|此举|此案)?(?:最终|又)?[被遭]到?[^,。;]{0,16}?"
    r"(?:叫停|阻止|否决|驳回)(?:$|[,。;!?”])"
    r"|[^,。;后了以来时]{0,24}的(?:可能性?|几率|概率|风险|说法|传闻|传言|谣言|猜测|威胁|提议|动议)"
    r"|(?:吗|么|与否)\s?(?:$|[?。”])|,?(?:系|属|纯属|实为)(?:谣言|谣传|误传)|的?(?:说法|传闻|传言|谣言))"
)
# 法院撤销某局对青禾公司罚款的决定, 驳回青禾公司对某局罚款的起诉: what they are about is no news, or undone.
_STRIKES = lazy_pattern("(?:驳回|撤销|撤回|推翻|废止|中止|暂停执行|暂缓执行)了?(?!$)[^,。;]*$")
_STRUCK = lazy_pattern(
    "[^,。;]{0,40}的(?:[^,。;的]{0,4}(?:决定|命令|裁定|裁决|判决|处罚|禁令|措施)书?|起诉|诉讼|诉讼?请求"
    "|上诉|申诉|申请|复议|异议|请求)"
)
_LATER_STRUCK = lazy_pattern(
    "[^,。;]{0,40}[,;](?:但|不过|然而|后来?|随后|此后|目前)?[该这此](?:项|一)?"
    "(?:行政)?(?:处罚|罚款|决定|禁令|命令|裁定|裁决|判决|措施)"
    "{1,2}书?[^,。;]{0,8}?被[^,。;]{0,16}?(?:撤销|推翻|取消|废止|撤回)"
)
_NAMES_RULES = lazy_pattern("(?:严格|认真|全面)*(?:按照?|根据|依照|依据|落实|执行|贯彻)")
_ISSUES = lazy_pattern(r"印发|出台|颁布|公布|发布|下发|推出(?=[^,。;《》]{0,16}\d+[多余]?条)")


def read_roles(sentence: Sentence, verb: Verb, previous: Party | None) -> Roles | None:
    """Return the roles of a verb, or None if it states no event; `previous` is the last verb's subject."""
    first, last = sentence.stretch(verb.start)
    clause = clause_start(sentence, verb.start)
    if _is_hedged(sentence, clause, verb) or _is_in_title(sentence, clause, verb):
        return None
    if _UNDONE.match(sentence.plain, verb.end, sentence.end) or _is_struck_down(sentence, clause, verb):
        return None
    needs_no_sign = "needs_no_sign" in verb.rule.traits
    if is_article(sentence) or (needs_no_sign and (is_foretold(sentence, verb) or is_in_rules(sentence))):
        return None
    if verb.rule.frame != "congratulated" and not (
        (needs_no_sign and not sentence.is_plan)
        or has_happened(sentence, first, last)
        or _is_plain_issue(sentence, clause, verb)
        or is_own_issue(sentence, verb)
        or _is_decision(sentence, clause, verb)
    ):
        return None
    if not _is_about(sentence, verb, sentence.plain[first:last]):
        return None
    if any(
        match.start() < verb.start < match.end()
        for match in _OCCASION.finditer(sentence.plain, sentence.start, sentence.end)
    ):
        return None
    roles = _read_frame(sentence, verb, previous, last)
    if roles and needs_no_sign and is_doubtful(sentence, verb, roles):
        return None
    if roles and verb.rule.frame in ("passive", "received") and is_dealt_out(sentence, verb, roles):
        return None
    return roles


def _is_struck_down(sentence: Sentence, clause: int, verb: Verb) -> bool:
    """Return whether a decision or a suit about a deed is struck down: 撤销某局对青禾公司罚款的决定.

    A sanction with a date of its own took place, even if it was revoked later.
    """
    if _STRIKES.search(sentence.plain, clause, verb.start) and _STRUCK.match(
        sentence.plain, verb.end, sentence.end
    ):
        return True
    if verb.rule.action != "sanctioned" or any(when.start < verb.start for when in sentence.dates):
        return False
    return _LATER_STRUCK.match(sentence.plain, verb.end, sentence.end) is not None


def _is_about(sentence: Sentence, verb: Verb, stretch: str) -> bool:
    """Return whether the words around a verb, and those before its sentence, fit its rule."""
    rule = verb.rule
    if rule.excluded.search(stretch) or (rule.needs and not rule.needs.search(stretch)):
        return False
    before = max(0, sentence.start - _CONTEXT)
    return rule.context is None or bool(rule.context.search(sentence.plain, before, sentence.end))


def _read_frame(sentence: Sentence, verb: Verb, previous: Party | None, last: int) -> Roles | None:
    """Return the roles of a verb, read as the frame of its rule requires."""
    if verb.rule.frame == "congratulated":
        return read_congratulation(sentence, verb, last)
    if verb.rule.frame == "gave":
        return read_gift(sentence, verb, previous, last)
    if verb.rule.frame == "undergone":
        return read_undergone(sentence, verb, previous)
    if verb.rule.frame == "happened":
        return read_happening(sentence, verb)
    if verb.rule.frame == "built":
        return read_built(sentence, verb)
    if verb.rule.frame == "begun":
        return read_founded_before(sentence, verb)
    return read_deed(sentence, verb, previous, last)


def _is_in_title(sentence: Sentence, clause: int, verb: Verb) -> bool:
    """Return whether a verb is part of the subject of a decision: 全国人大常委会关于授权…取得…的决定."""
    if verb.rule.action == "issued" or not _ABOUT.search(sentence.plain, clause, verb.start):
        return False
    if is_listing(verb) and _ANNOUNCED.match(sentence.plain, verb.end, sentence.end):
        return False  # 关于将某公司列入不可靠实体清单的公告
    return bool(_KIND_OF_DOCUMENT.match(sentence.plain, verb.end, sentence.end))


def _is_hedged(sentence: Sentence, clause: int, verb: Verb) -> bool:
    """Return whether the words before a verb make it a plan, demand or denial; 将 before a name does not."""
    if "needs_no_sign" in verb.rule.traits and _EXPECTED.search(sentence.plain, sentence.start, verb.start):
        return True
    if verb.rule.action not in _PERMITS and _PERMITTED.search(sentence.plain, clause, verb.start):
        return True
    for match in load_words("zh").hedges.finditer(sentence.plain, clause, verb.start):
        if _is_in_name(sentence, match) or (match[0] == "依法" and verb.rule.action == "sanctioned"):
            continue
        if sentence.plain.rfind("《", clause, match.start()) > sentence.plain.rfind(
            "》", clause, match.start()
        ):
            continue  # 《渔业标准化方案》由某部印发
        if match[0] == "批准" and verb.rule.action == "issued":
            continue  # 国务院批准发布
        if _NAMES_RULES.match(sentence.plain, match.end()) and sentence.plain.startswith("的《", verb.end):
            continue  # 要按照样例部去年印发的《办法》执行
        if not (match[0] == "将" and verb.rule.frame == "gave" and _marks(sentence, verb, match.end())):
            return True
    return False


def _marks(sentence: Sentence, verb: Verb, place: int) -> bool:
    """Return whether a receiver begins at `place`, after 将: 将青禾公司列入, not 将列入."""
    if _WEIGHED.search(sentence.plain, sentence.start, place):
        return False  # 考虑将青禾公司列入
    mark = place
    place = end_of(_INCLUDING.match(sentence.plain, place), place)
    if any(party.start == place for party in sentence.parties):
        return True
    receiver = guess_receiver(sentence, verb, mark - 1)
    if receiver is None:
        receiver = next(iter(find_blacklisted(sentence, verb)), None)
    return receiver is not None and receiver.start == place


def _is_decision(sentence: Sentence, clause: int, verb: Verb) -> bool:
    """Return whether an organ puts a named party on a list: 商务部将青禾公司列入不可靠实体清单."""
    place = find_mark(sentence, verb) + 1
    if (verb.rule.action, verb.rule.frame) != ("sanctioned", "gave") or place == 0:
        return False
    if any(party.start == place and party.is_resolved for party in sentence.parties):
        return False  # 商务部将该公司列入
    if _CASE.search(sentence.plain, sentence.start, clause):
        return False  # 如有违反,商务部将某公司列入
    if opens_decision(sentence, place - 1):
        return True
    before = _DECIDES.search(sentence.plain, clause, place)
    organs = load_words("zh").organs
    return before is not None and any(
        party.end == before.start() and party.kind == "ORG" and organs.search(party.text.lower())
        for party in sentence.parties
    )


def _is_in_name(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether a word is inside a body's name (中国国际贸易促进委员会) and does not end it.

    The name of a programme may end with it: 国家重点研发计划.
    """
    return any(
        party.start <= match.start()
        and match.end() <= party.end - (party.kind == "ORG")
        and (party.kind == "ORG" or (party.kind == "PROGRAMME" and party.is_listed))
        for party in sentence.parties
    )


def _is_plain_issue(sentence: Sentence, clause: int, verb: Verb) -> bool:
    """Return whether a clause only states that a body issued a document: 国务院印发《意见》."""
    if verb.rule.action != "issued" or not _ISSUES.match(sentence.plain, verb.start):
        return False
    end = verb.start
    if _LINE_OF_ISSUE.fullmatch(sentence.plain, verb.start - 2, sentence.end):
        end -= 2  # X关于印发Y的通知
    return any(
        clause <= party.start
        and party.kind in ("ORG", "GPE")  # 上海出台20条举措
        and OWN_ISSUE.fullmatch(sentence.plain, party.end, end)
        and (sentence.plain[party.start - 1] in "、和与及" or not is_governed(sentence, party, verb.start))
        for party in sentence.parties
    )
