"""Chinese names that end like those of firms and bodies: 绿的谐波|集团."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from flows.annotation.events.parties import Party
from flows.annotation.events.rules import load_words
from flows.annotation.events.unlisted.letters import FUNCTION
from flows.annotation.names import make_entity_id
from flows.records import Mention
from flows.text import HAN, lazy_pattern

# Types of mentions that are never part of a name, and those of nouns.
CLOSED_TYPES = frozenset(("DOC", "DATE", "MONEY", "PERCENT", "QUANTITY", "EVENT"))
NOUNS = frozenset(("TERM", "TECH"))
# With these endings a place alone makes a name: 中国银行 is one, 中国汽车 is not.
_BODIES = lazy_pattern(r"(?:集团|公司|银行|股份|交易所|大学|学院|实验室|研究院|研究所)(?:\([^()]{2,4}\))?$")
_LONGEST_NAME = 20  # code points before a place in which a name is looked for
# Organs of a state after its name, unless the next word makes them something else.
_STATE_ORGAN = lazy_pattern(
    "(?:联邦)?(?:内阁|议会|国会|众议院|参议院|联邦议院|下议院|上议院|最高法院|宪法法院|宪法委员会|央行"
    "|国防部|外交部|财政部"
    "|商务部|司法部|内政部|能源部|卫生部|总统府|选举委员会|宪法法庭)(?![院庭议员长们大]|代表|副|选举)"
)
_ZONE = lazy_pattern(
    f"(?:(?!市|省|县|区)[{HAN}]{{2}}(?=高新|经开))?"
    "(?:高新技术产业开发区|高新技术开发区|经济技术开发区|高新区|经开区|开发区|工业园区|自由贸易试验区"
    "|自由贸易港|自贸试验区|自贸区|综合保税区|综保区)"
)
_OFFICE = lazy_pattern("办公[厅室]|综合司")  # issues documents in its own name
# 中央 as a body that does something: not 中央财政, 中央企业, 党中央.
_CENTRE = lazy_pattern(
    f"中央(?<![{HAN}]中央)(?=(?:于[\\d年月日]{{4,11}}|近日|日前|已|还|又|正式|决定|先后|专门|相继){{0,2}}"
    "(?:成立|设立|组建|印发|出台|批准|发布|颁布))"
)
_PLANT = lazy_pattern(r"(?:[工分新电老二]厂|总公司|子公司|分公司)$")  # the plant of a firm
# What a firm is, before its name: 园区企业|青禾科技.
_KIND_BEFORE = lazy_pattern(f"[{HAN}]{{1,6}}(?:企业|公司|厂商|机构|品牌)")
_LETTER = rf"(?![{FUNCTION}]|近日|日前|今日|昨日|同日|当日|同月|月份)[{HAN}A-Za-z·]"
_NO_PART = "停止|欢迎|完成|成立|入选|出任|担任|接任|接替|就任|当选|投资(?=[约近逾超]?\\d)|重组"
# Verbs that open a clause: what follows is their object, not part of a name.
_NO_START = (
    "包括|包含|鼓励|欢迎|支持(?!单位)|引导|要求|允许|禁止|组建|筹建|组织|打造|培育|扶持|推动|推进|促使|帮助"
    "|督促|依托|整合|叫停|阻止|否决|反对|批准|同意|拒绝|放弃|终止"
    "|主营|兼营|专营|经营|从事|专注|深耕|聚焦|主攻|主打|涉足|研制|生产(?!建设)|销售|代理"
)
# Describes the name after it: 总部位于合肥的, 总投资42亿元的.
_DESCRIBING = rf"(?:位于|坐落于?|地处|总部设?在|成立于|创[立建办]于|总?投资|注册资本)[{HAN}\d.,]{{2,14}}的"


@cache
def _names() -> re.Pattern[str]:
    words = load_words("zh")
    return re.compile(
        rf"(?:^|[\s,，;；。:：(（“\"]|(?<=\d)[年月日](?![代度底初末起前后])|{words.leads}|{_DESCRIBING})"
        rf"(?P<name>(?P<body>(?!{_NO_START})(?:国家)?(?:(?!{words.leads}|{_NO_PART}){_LETTER}){{2,7}}?)"
        rf"(?:{words.endings}){{1,4}}(?:[(（][{HAN}]{{2,4}}[)）])?(?:有限)?(?:公司)?)"
        rf"(?!(?<=投资)[约近逾超]?\d)(?=[\s,，。;；:：、()（）!！?？”\"\d]|$|{words.followers})",
        re.MULTILINE,
    )


@cache
def _names_before_places() -> re.Pattern[str]:
    words = load_words("zh")
    return re.compile(
        rf"(?:^|[\s,，;；。:：、(（]|(?<=\d)[年月日])"
        rf"(?P<name>(?P<body>(?!{_NO_START})(?:(?!{words.leads}|{_NO_PART}){_LETTER}){{2,7}}?)"
        rf"(?:{words.endings}){{1,4}})$"
    )


def _find_names(text: str, parties: Sequence[Party]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the spans of names and of their bodies: those before certain words, and those before a place."""
    for match in _names().finditer(text):
        yield *match.span("name"), *match.span("body")
    for party in parties:
        first = max(0, party.start - _LONGEST_NAME)
        before = _names_before_places().search(text[first : party.start]) if party.kind == "GPE" else None
        if before:
            name, body = before.span("name"), before.span("body")
            yield first + name[0], first + name[1], first + body[0], first + body[1]


def add_unlisted(text: str, parties: Sequence[Party], mentions: Sequence[Mention]) -> list[Party]:
    """Return `parties` plus the names that end like those of firms and bodies, disjoint, ordered by start.

    A name replaces shorter ones inside it (a place, or a name that a model cut short). It keeps the entity of
    a listed body that it begins with. Known terms and words that only describe (新能源汽车, 民营企业) are
    not names.
    """
    kept = [_with_office(text, _as_organ(text, party)) for party in parties]
    for start, end, first, last in _find_names(text, kept):
        inside = [party for party in kept if party.start < end and start < party.end]
        if not _may_replace(inside, start, end) or _is_noun(text, (start, end, first, last), mentions):
            continue
        if any(party.end == end and _KIND_BEFORE.fullmatch(text, start, party.start) for party in inside):
            continue
        body = next((party for party in inside if party.start == start and party.kind == "ORG"), None)
        name = text[start:end]
        entity = body.entity if body and body.is_listed else make_entity_id("ORG", name)
        kept = [party for party in kept if party not in inside]
        kept.append(Party(start, end, name, entity, "ORG", is_listed=bool(body and body.is_listed)))
    kept += [_make_centre(text, found.start()) for found in _CENTRE.finditer(text)]
    return sorted(kept, key=lambda party: party.start)


def _make_centre(text: str, start: int) -> Party:
    """Return the centre of party and state as a body: 中央|于2018年成立了领导小组."""
    name = text[start : start + len("中央")]
    return Party(start, start + len(name), name, make_entity_id("ORG", name), "ORG")


def _as_organ(text: str, party: Party) -> Party:
    """Return a place extended to the organ of state (日本|内阁) or zone (苏州|高新区) whose name it opens."""
    if party.kind != "GPE" or not party.is_listed:
        return party
    for pattern, kind in ((_STATE_ORGAN, "ORG"), (_ZONE, "GPE")):
        if found := pattern.match(text, party.end):
            name = text[party.start : found.end()]
            return replace(party, end=found.end(), text=name, entity=make_entity_id(kind, name), kind=kind)
    return party


def _with_office(text: str, party: Party) -> Party:
    """Return an organ of state with the office that follows its name: 工业和信息化部|办公厅."""
    if party.kind != "ORG" or not load_words("zh").organs.search(party.text):
        return party
    found = _OFFICE.match(text, party.end)
    return replace(party, end=found.end(), text=text[party.start : found.end()]) if found else party


def _may_replace(inside: Sequence[Party], start: int, end: int) -> bool:
    """Return whether a name may replace those that it overlaps: all are inside it, and none fills it."""
    for party in inside:
        if party.start < start or end < party.end or party.end - party.start == end - start:
            return False
        if party.is_listed and party.start != start and party.kind != "GPE":
            return False
    return True


def _is_noun(text: str, span: tuple[int, int, int, int], mentions: Sequence[Mention]) -> bool:
    """Return whether words are a known term, or a class of things: 新能源汽车, 高端装备, 中国科技."""
    start, end, first, last = span
    name = text[start:end]
    if load_words("zh").classes.match(name) or _PLANT.search(name):
        return True
    for mention in mentions:
        if mention.start >= end or mention.end <= start:
            continue
        if mention.type in CLOSED_TYPES:
            return True
        if mention.type in NOUNS and mention.source == "lexicon":
            if mention.start <= start and end <= mention.end:
                return True
            if mention.start <= first and last <= mention.end:
                return not _BODIES.search(name)
        is_place = mention.type == "GPE" and mention.source == "lexicon"
        if is_place and mention.start <= first and last <= mention.end:
            return not _BODIES.search(name)
    return False
