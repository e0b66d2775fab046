"""Chinese firms and bodies unknown to lists and models, found by their names' endings or by position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from flows.annotation.events.clauses import Sentence, Verb
from flows.annotation.events.parties import Party
from flows.annotation.events.rules import load_words
from flows.annotation.names import make_entity_id
from flows.records import Mention
from flows.text import HAN, end_of

CLOSED_TYPES = frozenset(("DOC", "DATE", "MONEY", "PERCENT", "QUANTITY", "EVENT"))
NOUNS = frozenset(("TERM", "TECH"))
# With these endings a place alone makes a name: 中国银行 is one, 中国汽车 is not.
_BODIES = re.compile(r"(?:集团|公司|银行|股份|交易所|大学|学院|实验室|研究院|研究所)(?:\([^()]{2,4}\))?$")
_LONGEST_NAME = 20  # code points before a place in which a name is looked for
TO_OBJECT = 40  # code points after a verb in which its object is looked for
# Organs of a state after its name, unless the next word makes them something else.
_STATE_ORGAN = re.compile(
    "(?:联邦)?(?:内阁|议会|国会|众议院|参议院|联邦议院|下议院|上议院|最高法院|宪法法院|宪法委员会|央行"
    "|国防部|外交部|财政部"
    "|商务部|司法部|内政部|能源部|卫生部|总统府|选举委员会|宪法法庭)(?![院庭议员长们大]|代表|副|选举)"
)
_ZONE = re.compile(
    f"(?:(?!市|省|县|区)[{HAN}]{{2}}(?=高新|经开))?"
    "(?:高新技术产业开发区|高新技术开发区|经济技术开发区|高新区|经开区|开发区|工业园区|自由贸易试验区"
    "|自由贸易港|自贸试验区|自贸区|综合保税区|综保区)"
)
_PLANT = re.compile(r"(?:[工分新电老二]厂|总公司|子公司|分公司)$")  # the plant of a firm
# Letters that no name contains, and letters that few names contain.
PARTICLES = (
    "的了在是和与及或被将向对把从到于为由等其该此各每这那有无不未已也都还就才曾以而且并若如则之"
    "着过给让使更最很我你他她它们"
)
FUNCTION = PARTICLES + "个只种些家项次年"
_BINDABLE = frozenset(FUNCTION).difference("的了是被将")
_LETTER = rf"(?![{FUNCTION}]|近日|日前|今日|昨日|同日|当日|同月|月份)[{HAN}A-Za-z·]"
_NO_PART = "停止|完成|成立|入选|出任|担任|接任|接替|就任|当选|投资(?=[约近逾超]?\\d)|重组"
LEADING = re.compile(
    r"(?:(?<=[年月])[底初末中]|[,\s():]|近日|日前|目前|如今|其中|此外|今天|今日|昨天|昨日|同时|随后|此后|至此"
    r"|当天|当日|同年|当年|同月)+"
)
_OFFICE = (
    rf"(?:(?![{FUNCTION}](?!外|房))[{HAN}]|和){{2,18}}"
    r"(?:部|委|委员会|局|署|厅|人民政府|[省市县区]政府|安理会)"
)
_ORGAN = re.compile(
    rf"\s*(?P<name>(?!自(?![治然由贸])|按照|根据|依据|经){_OFFICE}(?:、{_OFFICE}){{0,4}}"
    rf"|(?:党的|中共|中国共产党)?第?[一二三四五六七八九十]+届[{HAN}]{{1,14}}?(?:全会|会议|代表大会))"
    r"(?:等[多数\d一二三四五六七八九十]*个?(?:部门|单位|部委)?)?(?:日前|近日|最新|联合|正式|共同|还|又"
    r"|也|同时|陆续|先后|会议)*"
)
_DATELINE_END = re.compile(r"[电讯]\s*(?:\([^()]{0,30}\)\s*)?")  # 新华社北京7月26日|电(记者某某)
# The publisher of a text, missing from every list: 智联某某发布的《...》.
_PUBLISHER = re.compile(
    rf"(?:[在据从而]|根据|按照|\s)*(?P<name>(?:(?![{FUNCTION}])[{HAN}a-z0-9·]){{3,14}}?)"
    r"(?:日前|近日|今天|昨天|此前|最新|联合|共同|正式|首次|\d{1,4}[年月日]?)*+"
)
_NO_PUBLISHER = re.compile(
    "^(?:最新|新近|联合|正式|日前|随后|国家|有关|相关|上述|新|先后|陆续|相继|对外|公开|网上|中国|研究|集中"
    "|制定|修订|起草|编制|审议|批准|通过|专门|定期|及时|今[年天]|近|本|首|会|当|现场|我|各|同|曾|要|刚|并|随"
    "|央视网|学习|贯彻|自|介绍|解读|宣传)|部门|部委|两地|现场|院士|媒体|月份?$"
    "|(?:[会展网站]上|期间|当天|联合|共同|正式|首次|集中|对外|[上里中时内]|会议|论坛|仪式|大会|活动|决定|分别"
    r"|制定|修订|专门|组织|编制|审议|日前|近日?|今天|昨天|此前|[上下本]个?[月周](?:\d+日?)?)$"
)
_GIVER = re.compile(
    rf"(?P<name>(?:(?![{FUNCTION}](?!外|房))[{HAN}]|和){{2,14}}(?:部|委|局|署|厅|办|政府|银行|分行|财政))"
    r"(?=[\d于向对给将把]|认定|授予|拨付|下达|发放|命名|确定)"
)
# Between the start of a clause and its verb, if its topic is left out.
_LEFT_OUT = re.compile(
    r"(?:[\d年月日底初中]|今年|去年|迅速|及时|立即|牵头|专门|先后|成功|正式|首次|并|还|也|已|又|于|再次"
    r"|同年)*"
)
# The rest of a name cut short: not an adverb, nor a part, post or product of the firm.
_REST = re.compile(
    "(?!全资|高调|联手|独家|战略|火速|闪电|突然|溢价|低价|公开|主动|违规|涉嫌|未经|旗下|控股|总部|董事|创始"
    "|产品|团队|宣布|参与|共同|联合|首[次批]|多次|再次|拟|竞价|协议|要约|现金|斥资|出资|方面|总裁|主席|先后"
    "|率先|去年|今年|日前|近日|因|遭|受|获|随|自(?!动)|从|早|曾|再|就)"
    rf"(?:(?![{FUNCTION}获被收入])[{HAN}]){{1,3}}"
)
_GUESS = re.compile(rf"(?:(?![{FUNCTION}])[{HAN}a-z0-9·]){{2,14}}")
_QUOTED = re.compile(rf"[{HAN}]{{0,6}}“(?P<name>[{HAN}a-z0-9·]{{3,16}})”")
_FEWEST = 3  # letters of a name guessed only from its position
_BEFORE_DATE = re.compile(
    "截[至止]|早[在于]|直[至到]|另外|其中|随后|此后|等到|时间|本次|此次|前期|后期|一期|二期"
)
# Endings of words for groups, or for things that are not bodies: 灾区群众, 在线教育.
_COMMON = re.compile(
    "(?:群众|灾区|灾民|居民|农民|家庭|学生|教师|军人|人员|对象|患者|[农商散客住租业用困贫大]户"
    "|地区|市场|领域|行业|产业|[造务融]业|机构|部门|单位|材料|产品|设备|专业|教育|旅游|金融"
    "|汽车|手机|平台|玻璃|企业家)$"
)
# The party put on a list or given money: 将昊天计算及其11家关联公司|列入, 给予|拓海热控500万元奖励.
_NAME_LETTERS = rf"(?P<name>(?:(?![{PARTICLES}])[{HAN}a-z·]){{3,14}}?)"
_BEFORE_VERB = re.compile(
    rf"[将把对向]{_NAME_LETTERS}(?:(?:及|等|和)其?[^,。;将把对向]{{0,16}}|、[^,。;将把对向]{{2,40}})?"
    r"(?:一并|首次|正式|新|也)*$"
)
# The next name of the list that such a party opens.
_LISTED = re.compile(rf"[、和与及]{_NAME_LETTERS}(?=[、和与及等]|一并|$)")
_FIRM_END = re.compile("(?<=[^该各本家有分子母总大小]{3})(?:集团)?(?:有限)?(?:公司)?$")
_BEHIND_VERB = {
    "funded": re.compile(rf"{_NAME_LETTERS}(?=[约近逾超]?\d[\d.,]*[万亿])"),
    "designated": re.compile(rf"{_NAME_LETTERS}(?=[“为])"),
}


_BOUND = "垚"  # replaces a function letter inside a word; no pattern contains it
_PLACES = frozenset(("lexicon", "rule", "model"))  # sources of places


def bind_letters(plain: str, mentions: Sequence[Mention]) -> str:
    """Return Chinese text with the function letters inside longer words and names replaced.

    >>> 成都、无锡和国家中心城市 -> 成垚、垚锡和国垚中心城市
    """
    letters = list(plain)
    spans = [match.span() for match in load_words("zh").bound.finditer(plain)]
    spans += [(one.start, one.end) for one in mentions if one.type == "GPE" and one.source in _PLACES]
    for start, end in spans:
        for place in range(start, end):
            if letters[place] in _BINDABLE:
                letters[place] = _BOUND
    return "".join(letters)


# Describes the name after it: 总部位于合肥的, 总投资42亿元的.
_DESCRIBING = rf"(?:位于|坐落于?|地处|总部设?在|成立于|创[立建办]于|总?投资|注册资本)[{HAN}\d.,]{{2,14}}的"


@cache
def _names() -> re.Pattern[str]:
    words = load_words("zh")
    return re.compile(
        rf"(?:^|[\s,，;；。:：(（“\"]|(?<=\d)[年月日](?![代度底初末起前后])|{words.leads}|{_DESCRIBING})"
        rf"(?P<name>(?P<body>(?:国家)?(?:(?!{words.leads}|{_NO_PART}){_LETTER}){{2,7}}?)"
        rf"(?:{words.endings}){{1,4}}(?:[(（][{HAN}]{{2,4}}[)）])?(?:有限)?(?:公司)?)"
        rf"(?!(?<=投资)[约近逾超]?\d)(?=[\s,，。;；:：、()（）!！?？”\"\d]|$|{words.followers})",
        re.MULTILINE,
    )


@cache
def _names_before_places() -> re.Pattern[str]:
    words = load_words("zh")
    return re.compile(
        rf"(?:^|[\s,，;；。:：、(（]|(?<=\d)[年月日])"
        rf"(?P<name>(?P<body>(?:(?!{words.leads}|{_NO_PART}){_LETTER}){{2,7}}?)"
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
    kept = [_as_organ(text, party) for party in parties]
    for start, end, first, last in _find_names(text, kept):
        inside = [party for party in kept if party.start < end and start < party.end]
        if not _may_replace(inside, start, end) or _is_noun(text, (start, end, first, last), mentions):
            continue
        body = next((party for party in inside if party.start == start and party.kind == "ORG"), None)
        name = text[start:end]
        entity = body.entity if body and body.is_listed else make_entity_id("ORG", name)
        kept = [party for party in kept if party not in inside]
        kept.append(Party(start, end, name, entity, "ORG", is_listed=bool(body and body.is_listed)))
    return sorted(kept, key=lambda party: party.start)


def _as_organ(text: str, party: Party) -> Party:
    """Return a place extended to the organ of state (日本|内阁) or zone (苏州|高新区) whose name it opens."""
    if party.kind != "GPE" or not party.is_listed:
        return party
    for pattern, kind in ((_STATE_ORGAN, "ORG"), (_ZONE, "GPE")):
        if found := pattern.match(text, party.end):
            name = text[party.start : found.end()]
            return replace(party, end=found.end(), text=name, entity=make_entity_id(kind, name), kind=kind)
    return party


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


def guess_topic(sentence: Sentence, verb: Verb, clause: int) -> Party | None:
    """Return the noun phrase between the start of a clause, or its date, and a verb, as an unlisted party.

    >>> 2021年12月，青云盐湖成功入选国家绿色工厂名单 -> 青云盐湖
    """
    start, end = clause, verb.start
    if verb.rule.strong is None or not verb.rule.strong.search(
        sentence.plain, verb.start, verb.end + TO_OBJECT
    ):
        return None
    dates = [when for when in sentence.dates if clause <= when.start and when.end <= end]
    if dates and _LEFT_OUT.fullmatch(sentence.plain, dates[-1].end, end):
        end = dates[0].start
        if not sentence.plain[clause:end].strip(" ,于在"):
            return None
    elif dates:
        start = dates[-1].end
    if leading := LEADING.match(sentence.plain, start, end):
        start = leading.end()
    if trailing := load_words("zh").adverbs.search(sentence.plain, start, end):
        end = trailing.start()
    if end < verb.start and dates and end <= dates[0].start and not _is_dated_name(sentence, start, end):
        return None
    return _guess_quoted(sentence, start, end) or _guess(sentence, start, end)


def _guess_quoted(sentence: Sentence, start: int, end: int) -> Party | None:
    """Return the quoted name that is a whole topic, apart from a place before it: 杭州“某某遗址”."""
    found = _QUOTED.fullmatch(sentence.plain, start, end)
    if found is None:
        return None
    first, last = found.span("name")
    name = sentence.text[first:last]  # the party ends after its closing mark, where adverbs follow
    return Party(first, last + 1, name, make_entity_id("ORG", name), "ORG", is_listed=False)


def _is_dated_name(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether words before a date may be a name: 昊天计算2023年被列入, but not 截至2021年."""
    if end - start < _FEWEST or _COMMON.search(sentence.plain, start, end):
        return False
    return not _BEFORE_DATE.match(sentence.plain, start, end)


def _guess(sentence: Sentence, start: int, end: int, body_end: int = 0) -> Party | None:
    """Return words as an unlisted party, or None if they are known or contain what no name contains.

    Only the words up to `body_end`, if it is given, must not be those of a class of firms.
    """
    if not _GUESS.fullmatch(sentence.bound, start, end):
        return None
    name, words = sentence.text[start:end], load_words("zh")
    body = sentence.text[start : body_end or end]
    if words.classes.match(name) or words.no_names.search(body) or words.hedges.search(name):
        return None
    for mention in sentence.mentions:
        is_cut = mention.source == "model" and mention.start == start and mention.end < end
        is_inside = mention.start < end and start < mention.end and not is_cut
        if is_inside and mention.type not in ("GPE", "TECH", "TERM"):
            return None
        if mention.source == "lexicon" and mention.start <= start and end <= mention.end:
            return None
    return Party(start, end, name, make_entity_id("ORG", name), "ORG", is_listed=False)


def guess_receiver(sentence: Sentence, verb: Verb, clause: int) -> Party | None:
    """Return the unlisted party that is put on a list or given money: after 将 or 向, or after the verb.

    >>> 美国商务部将昊天计算及其11家关联公司列入实体清单 -> 昊天计算
    """
    strong = verb.rule.strong
    if strong is None or not strong.search(sentence.plain, verb.start, verb.end + TO_OBJECT):
        return None
    found = _BEFORE_VERB.search(sentence.plain, clause, verb.start)
    if found is None and verb.rule.action in _BEHIND_VERB:
        found = _BEHIND_VERB[verb.rule.action].match(sentence.plain, verb.end, sentence.end)
    if found is None:
        return None
    if sentence.plain.startswith("、", found.end("name")) and not guess_listed(
        sentence, verb, found.end("name")
    ):
        return None  # 波音防务、空间与安全集团
    return _guess_on_list(sentence, verb, *found.span("name"))


def guess_listed(sentence: Sentence, verb: Verb, place: int) -> tuple[Party, ...]:
    """Return the unlisted parties of a list from `place`, the end of its first name, to the verb."""
    found: list[Party] = []
    while listed := _LISTED.match(sentence.plain, place, verb.start):
        party = _guess_on_list(sentence, verb, *listed.span("name"))
        if party is None:
            break
        found.append(party)
        place = listed.end()
    return tuple(found)


def _guess_on_list(sentence: Sentence, verb: Verb, start: int, end: int) -> Party | None:
    """Return words as a party that somebody lists or gives money; on a blacklist it may end like any firm."""
    name = sentence.plain[start:end]
    if _COMMON.search(name):
        return None
    if verb.rule.action == "sanctioned" and (ending := _FIRM_END.search(name)):
        return _guess(sentence, start, end, start + ending.start())
    return _guess(sentence, start, end)


def complete_topic(sentence: Sentence, verb: Verb, topic: Party, clause: int) -> Party:
    """Return a topic, with the rest of its name if a model cut it short.

    >>> 2021年5月，晶合|集成被罚款 -> 晶合集成
    """
    if topic.is_listed or topic.is_resolved or verb.rule.strong is None or topic.start < clause:
        return topic
    words, end = load_words("zh"), verb.start
    dates = [when for when in sentence.dates if topic.end < when.start and when.end <= end]
    if dates and _LEFT_OUT.fullmatch(sentence.plain, dates[-1].end, end):
        end = dates[0].start  # 晶合|集成2021年5月被罚款
    if trailing := words.adverbs.search(sentence.plain, topic.end, end):
        end = trailing.start()
    name = sentence.text[topic.start : end]
    if not _REST.fullmatch(sentence.bound, topic.end, end) or words.no_names.search(name):
        return topic
    behind = (one for one in sentence.mentions if topic.end < one.end and one.start < end)
    if any(mention.source != "pattern" and mention.type != "TECH" for mention in behind):
        return topic  # a pattern may take a whole clause for a name; a technology may end one (海辰|储能)
    return Party(topic.start, end, name, make_entity_id("ORG", name), "ORG", is_listed=False)


def guess_person(sentence: Sentence, verb: Verb, clause: int) -> Party | None:
    """Return the unlisted person whose name directly precedes a verb, such as one of office.

    >>> 2022年，李鸣远出任青禾董事长 -> 李鸣远
    """
    start, last = clause, verb.start
    for when in sentence.dates:
        if when.end == verb.start:
            last = when.start  # 李鸣远2016年起任
        elif clause <= when.start and when.end <= verb.start:
            start = when.end
    found = _person().fullmatch(sentence.plain, start, last)
    if found is None:
        return None
    start, end = found.span("name")
    name = sentence.text[start:end]
    return Party(start, end, name, make_entity_id("PERSON", name), "PERSON", is_listed=False)


def guess_titled(sentence: Sentence, verb: Verb, clause: int) -> Party | None:
    """Return the unlisted person whose name and title precede a verb and its date.

    >>> 李鸣远院士2016年获国际气象组织奖 -> 李鸣远
    """
    found = _titled().match(sentence.plain, clause, verb.start)
    if found is None:
        return None
    rest = [when for when in sentence.dates if when.start == found.end()]
    if (rest[0].end if rest else found.end()) != verb.start:
        return None
    start, end = found.span("name")
    name = sentence.text[start:end]
    return Party(start, end, name, make_entity_id("PERSON", name), "PERSON", is_listed=False)


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?P<name>(?:{load_words('zh').surnames})(?:(?![{FUNCTION}])[{HAN}]){{1,2}})"
        r"(?:院士|教授|研究员|同志|先生|女士|博士)(?:于|在|又|还|再次|荣)*"
    )


@cache
def _person() -> re.Pattern[str]:
    words = load_words("zh")
    return re.compile(
        rf"(?:\(.{{1,12}}\)|\s|,|(?:[^,。;]{{0,20}}(?=宣布))?宣布|[{HAN}]{{2,14}}(?:总经理|董事长|总裁"
        rf"|书记|主任|部长|教授|博士|院士|委员))?"
        rf"(?P<name>(?<=宣布)(?!自己|其|该|中国)(?:(?![{FUNCTION}])[{HAN}]){{2,6}}"
        rf"|(?!祝贺)(?:{words.surnames})(?!某)(?:(?![{FUNCTION}])[{HAN}]){{1,2}}"
        rf"|[{HAN}]{{2,8}}(?:·[{HAN}]{{1,8}}){{1,3}})"
        r"(?:同志|先生|女士)?(?:已|正式|再次|高票|全票|成功|连续|将|于)*"
    )


def guess_organ(sentence: Sentence, verb: Verb, clause: int) -> Party | None:
    """Return the unlisted ministry or similar organ between a date, or the start of a clause, and a verb.

    >>> 1994年1月20日农牧渔业部发布的《...》 -> 农牧渔业部
    """
    start = max((when.end for when in sentence.dates if clause <= when.start < verb.start), default=clause)
    for pattern in (LEADING, _DATELINE_END):
        if leading := pattern.match(sentence.plain, start, verb.start):
            start = leading.end()
    found = _ORGAN.fullmatch(sentence.bound, start, verb.start)
    if found is None:
        return None
    start, end = found.span("name")
    name = sentence.text[start:end]
    return Party(start, end, name, make_entity_id("ORG", name), "ORG", is_listed=False)


def guess_publisher(sentence: Sentence, verb: Verb, clause: int) -> Party | None:
    """Return the unlisted publisher between the start of a clause, or its date, and a verb before a title.

    >>> 智联某某发布的《求职指南》显示 -> 智联某某
    """
    is_of_title = sentence.plain.startswith(("《", "的《"), verb.end)
    if not is_of_title or verb.match[0].startswith("推出"):
        return None  # 某频道推出《...》: a programme
    start = max((when.end for when in sentence.dates if clause <= when.start < verb.start), default=clause)
    for place in (clause, start):
        leading = LEADING.match(sentence.plain, place, verb.start)
        found = _PUBLISHER.fullmatch(sentence.bound, end_of(leading, place), verb.start)
        if found and not _NO_PUBLISHER.search(found["name"]):
            return _guess(sentence, *found.span("name"))
    return None


def guess_giver(sentence: Sentence, verb: Verb, clause: int) -> Party | None:
    """Return the unlisted office that opens a clause in which something is given.

    >>> 市财政局2021年向青禾拨付资金326万元 -> 市财政局
    """
    start = max((when.end for when in sentence.dates if clause <= when.start < verb.start), default=clause)
    for place in (start, clause):
        leading = LEADING.match(sentence.plain, place, verb.start)
        found = _GIVER.match(sentence.bound, end_of(leading, place), verb.end)
        if found:
            first, last = found.span("name")
            name = sentence.text[first:last]
            return Party(first, last, name, make_entity_id("ORG", name), "ORG", is_listed=False)
    return None


def guess_far_topic(sentence: Sentence, verb: Verb, clause: int) -> Party | None:
    """Return the name that opens a sentence, if the clause of the verb leaves it out.

    >>> 青云古城位于城北，1980年被列入世界遗产名录 -> 青云古城
    """
    strong = verb.rule.strong
    if (
        not strong
        or not strong.pattern
        or not strong.search(sentence.plain, verb.start, verb.end + TO_OBJECT)
    ):
        return None
    if clause == sentence.start or not leaves_topic_out(sentence, clause, verb):
        return None
    found = _distant_topic().match(sentence.bound, sentence.start, clause)
    if found is None:
        return None
    start, end = found.span("name")
    name = sentence.text[start:end]
    words = load_words("zh")
    if words.classes.match(name) or words.no_names.search(name) or words.hedges.search(name):
        return None
    return Party(start, end, name, make_entity_id("ORG", name), "ORG", is_listed=False)


def leaves_topic_out(sentence: Sentence, clause: int, verb: Verb) -> bool:
    """Return whether only dates and adverbs come between the start of a clause and its verb."""
    return _LEFT_OUT.fullmatch(sentence.plain, clause, verb.start) is not None


@cache
def _distant_topic() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?P<name>(?:(?![{FUNCTION}])[{HAN}a-z0-9·]){{2,12}}?)"
        r"(?:位于|坐落|地处|始建|曾是|是(?=[^,。;]{2})|占地|建于|成立于|创建于|创办于)"
    )
