"""Chinese firms and bodies that no list or model knows: by what their names end with, and by their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from flows.annotation.events.clauses import Sentence, Verb
from flows.annotation.events.parties import Party
from flows.annotation.events.rules import load_words
from flows.annotation.names import make_entity_id
from flows.records import Mention
from flows.text import HAN, end_of

CLOSED_TYPES = frozenset(("DOC", "DATE", "MONEY", "PERCENT", "QUANTITY", "EVENT"))
_NOUNS = frozenset(("TERM", "TECH"))
# 中国银行 is a name, 中国汽车 is none: with these endings a place alone makes one.
_BODIES = re.compile(r"(?:集团|公司|银行|股份|交易所|大学|学院|实验室|研究院|研究所)(?:\([^()]{2,4}\))?$")
_LONGEST_NAME = 20  # code points before a place in which a name is looked for
TO_OBJECT = 40  # code points behind a verb in which its object is
_PLANT = re.compile(r"(?:[工分新电老二]厂|总公司|子公司|分公司)$")  # the plant of a firm
# Letters that no name holds, and those that few do.
PARTICLES = (
    "的了在是和与及或被将向对把从到于为由等其该此各每这那有无不未已也都还就才曾以而且并若如则之"
    "着过给让使更最很我你他她它们"
)
_FUNCTION = PARTICLES + "个只种些家项次年"
_LETTER = rf"(?![{_FUNCTION}]|近日|日前|今日|昨日|同日|当日|同月|月份)[{HAN}A-Za-z·]"
_NO_PART = "停止|完成|成立|入选|出任|担任|接任|接替|就任|当选|投资(?=[约近逾超]?\\d)|重组"
_NO_START = (
    "通过|建设|设立|举行|召开|全省|全市|各地|多条|多个|祝贺|推进|加快|出席|参观|考察|随着|包括"
    "|助力|切实|实现|解决|祝贺|听取|见证|伴随|抓好|庆祝|迎来|(?:重大|重点|民生)(?:项目|工程)"
)
_WHOLE = rf"(?:国家|(?![{_FUNCTION}]|{_NO_START})[{HAN}a-z0-9·“”]){{2,24}}"
# What the name of a body ends with that was founded.
BODY_HEADS = (
    "(?:局|委员会|研究院|研究所|实验室|中心|法院|交易所|公司|集团|银行|大学|学院|联盟"
    "|协会|学会|研究会|促进会|基金会|商会|基金|新区|保税区|试验区|示范区|实验区|合作区|先行区|开发区"
    "|自治区|自治州|基地|联合会|博物馆|医院|合作社|党支部|党委|出版社|论坛)"
)
# What a body, or a facility, of which the words before a verb are the name, ends with.
_WHOLES = {
    "founded": re.compile(_WHOLE + BODY_HEADS),
    "opened": re.compile(
        rf"{_WHOLE}(?:铁路|高铁|高速|高速公路|公路|机场|大桥|隧道|电站|水电站|核电站|地铁|号线|港"
        r"|枢纽|水利枢纽|交易所|[东南西北]站|火车站|接收站|管道|项目|工程|生产线|产线"
        r"|[一二三四五六七八]期|[一二三四五六]桥"
        rf"|(?:高铁|铁路|地铁)(?:(?!一批|新)[{HAN}]){{1,4}}线|平台|风电场|光伏电站|电厂|变电站|换流站|机组"
        rf"|公园|剧院|先行段|核心区|船闸|运河|码头|总装线|油库|气田|油田|体育场"
        rf"|博物馆|图书馆|医院|产业园|专列|航线"
        rf"|(?<=[{HAN}a-z0-9]{{5}})(?:中心|基地|园区|大厦|大楼))"
    ),
}
_WORK_ON = re.compile("抓好|推进|推动|开展|加快|加强|深化")  # 抓好“红旗党支部”创建: nothing is founded
# Between the name of what was founded or opened and the verb: 在上海揭牌(成立).
_BETWEEN = re.compile(r"(?:(?:在|于)[^,。;的]{2,16}?)?(?:正式|揭牌|挂牌|宣告|宣布|全面|建成|顺利|破土)*$")
# What a body's own centre or institute is called, behind its name.
_PART = re.compile(
    rf"(?:(?![{_FUNCTION}])[{HAN}]){{2,20}}(?:中心|研究所|研究院|实验室|学院|分院|法院|党委|基地)"
)
_ANY_ROUTE = re.compile("(?!.*(?:至|首条)).*(?:航线|专列)|小区.期|.*标志性(?:工程|项目)")  # names no route
_TODAY = re.compile(r"[)\s]*(?:上午|下午|晚)?")  # behind a date that stands after the name
_NOW = re.compile(r"(?:[也已还又]?在)?(?:今天|今日|昨天|昨日|近日|日前)[(\s]*(?:上午|下午|晚)?$")
_ATTRIBUTE = re.compile(r".*(?:的|——|--)")  # 总投资677亿元的盐湖提锂项目
_FREE = re.compile(r"[,。;!?()、\s]|$|建设|运营|发电|运行")  # what follows a verb that ends its clause
_LEADING = re.compile(
    r"(?:(?<=[年月])[底初末中]|[,\s():]|近日|日前|目前|如今|其中|此外|今天|今日|昨天|昨日|同时|随后|此后|至此"
    r"|当天|当日|同年|当年|同月)+"
)
_ORGAN = re.compile(
    rf"\s*(?P<name>(?:(?![{_FUNCTION}](?!外|房))[{HAN}]|和){{2,18}}"
    r"(?:部|委|委员会|局|署|厅|人民政府|[省市县区]政府|安理会))"
    r"(?:等[多数\d一二三四五六七八九十]*个?(?:部门|单位|部委)?)?(?:日前|近日|最新|联合|正式|共同)*"
)
_GIVER = re.compile(
    rf"(?P<name>(?:(?![{_FUNCTION}](?!外|房))[{HAN}]|和){{2,14}}(?:部|委|局|署|厅|办|政府|银行|分行|财政))"
    r"(?=[\d于向对给将把]|认定|授予|拨付|下达|发放|命名|确定)"
)
# Between the start of a clause and its verb, where its topic is left out.
_LEFT_OUT = re.compile(r"(?:[\d年月日底初中]|今年|去年|先后|成功|正式|首次|并|还|也|已|又|于|再次|同年)*")
_GUESS = re.compile(rf"(?:(?![{_FUNCTION}])[{HAN}a-z0-9·]){{2,12}}")


@cache
def _names() -> re.Pattern[str]:
    words = load_words("zh")
    return re.compile(
        rf"(?:^|[\s,，;；。:：(（“\"]|(?<=\d)[年月日](?![代度底初末起前后])|{words.leads})"
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
    """Return `parties` with the names that end as firms' and bodies' do, by start, disjoint.

    A name takes the place of shorter ones inside it (a place, or what a model has cut), and keeps the entity
    of a listed body that it begins with. Words that a list knows as a term, and words that only describe
    (新能源汽车, 民营企业), are no names.
    """
    kept = list(parties)
    for start, end, first, last in _find_names(text, parties):
        inside = [party for party in kept if party.start < end and start < party.end]
        if not _may_replace(inside, start, end) or _is_noun(text, (start, end, first, last), mentions):
            continue
        body = next((party for party in inside if party.start == start and party.kind == "ORG"), None)
        name = text[start:end]
        entity = body.entity if body and body.is_listed else make_entity_id("ORG", name)
        kept = [party for party in kept if party not in inside]
        kept.append(Party(start, end, name, entity, "ORG", is_listed=bool(body and body.is_listed)))
    return sorted(kept, key=lambda party: party.start)


def _may_replace(inside: Sequence[Party], start: int, end: int) -> bool:
    """Return whether a name may take the place of those that it touches: all lie inside, none is a whole."""
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
        if mention.type in _NOUNS and mention.source == "lexicon":
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
    for when in sentence.dates:
        if clause <= when.start and when.end <= end:
            start = when.end
    if leading := _LEADING.match(sentence.plain, start, end):
        start = leading.end()
    words = load_words("zh")
    if trailing := words.adverbs.search(sentence.plain, start, end):
        end = trailing.start()
    if not _GUESS.fullmatch(sentence.plain, start, end):
        return None
    name = sentence.text[start:end]
    if words.classes.match(name) or words.no_names.search(name) or words.hedges.search(name):
        return None
    for mention in sentence.mentions:
        if mention.start < end and start < mention.end and mention.type not in ("GPE", "TECH", "TERM"):
            return None
        if mention.source == "lexicon" and mention.start <= start and end <= mention.end:
            return None
    return Party(start, end, name, make_entity_id("ORG", name), "ORG", is_listed=False)


def guess_person(sentence: Sentence, verb: Verb, clause: int) -> Party | None:
    """Return the person, missing from every list, whose name stands directly before a verb of office.

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


@cache
def _person() -> re.Pattern[str]:
    words = load_words("zh")
    return re.compile(
        rf"(?:\(.{{1,12}}\)|\s|,|[{HAN}]{{2,14}}(?:总经理|董事长|总裁|书记|主任|部长|教授|博士|院士|委员))?"
        rf"(?P<name>(?!祝贺)(?:{words.surnames})(?!某)(?:(?![{_FUNCTION}])[{HAN}]){{1,2}}"
        rf"|[{HAN}]{{2,8}}(?:·[{HAN}]{{1,8}}){{1,3}})"
        r"(?:同志|先生|女士)?(?:已|正式|再次|高票|全票|成功|连续|将|于)*"
    )


def guess_organ(sentence: Sentence, verb: Verb, clause: int) -> Party | None:
    """Return the ministry or the like, missing from every list, that stands between a date and a verb.

    >>> 1994年1月20日农牧渔业部发布的《...》 -> 农牧渔业部
    """
    start = max((when.end for when in sentence.dates if clause <= when.start < verb.start), default=clause)
    if leading := _LEADING.match(sentence.plain, start, verb.start):
        start = leading.end()
    found = _ORGAN.fullmatch(sentence.plain, start, verb.start)
    if found is None:
        return None
    start, end = found.span("name")
    name = sentence.text[start:end]
    return Party(start, end, name, make_entity_id("ORG", name), "ORG", is_listed=False)


def guess_giver(sentence: Sentence, verb: Verb, clause: int) -> Party | None:
    """Return the office, missing from every list, that opens a clause in which something is given.

    >>> 市财政局2021年向青禾拨付资金326万元 -> 市财政局
    """
    start = max((when.end for when in sentence.dates if clause <= when.start < verb.start), default=clause)
    for place in (start, clause):
        leading = _LEADING.match(sentence.plain, place, verb.start)
        found = _GIVER.match(sentence.plain, end_of(leading, place), verb.end)
        if found:
            first, last = found.span("name")
            name = sentence.text[first:last]
            return Party(first, last, name, make_entity_id("ORG", name), "ORG", is_listed=False)
    return None


def guess_far_topic(sentence: Sentence, verb: Verb, clause: int) -> Party | None:
    """Return the name that opens a sentence, where the clause of the verb leaves it out.

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
    found = _far_topic().match(sentence.plain, sentence.start, clause)
    if found is None:
        return None
    start, end = found.span("name")
    name = sentence.text[start:end]
    words = load_words("zh")
    if words.classes.match(name) or words.no_names.search(name) or words.hedges.search(name):
        return None
    return Party(start, end, name, make_entity_id("ORG", name), "ORG", is_listed=False)


def leaves_topic_out(sentence: Sentence, clause: int, verb: Verb) -> bool:
    """Return whether nothing but dates and adverbs stands between the start of a clause and its verb."""
    return _LEFT_OUT.fullmatch(sentence.plain, clause, verb.start) is not None


@cache
def _far_topic() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?P<name>(?:(?![{_FUNCTION}])[{HAN}a-z0-9·]){{2,12}}?)"
        r"(?:位于|坐落|地处|始建|曾是|是(?=[^,。;]{2})|占地|建于|成立于|创建于|创办于)"
    )


def guess_whole(sentence: Sentence, verb: Verb, first: int, last: int) -> Party | None:
    """Return all the words before a verb as a party, where they name a body or facility that was opened.

    >>> 昨天，北京金融法院正式成立 -> 北京金融法院
    >>> 总投资9亿元的青云盐湖项目今天（5月6日）在格尔木投产 -> 青云盐湖项目
    """
    pattern = _WHOLES.get(verb.rule.action)
    if pattern is None or not (verb.rule.frame == "did" or _FREE.match(sentence.plain, verb.end)):
        return None
    first, last = _trim_whole(sentence, first, last)
    if not pattern.fullmatch(sentence.plain, first, last):
        return None
    name = sentence.text[first:last]
    words = load_words("zh")
    if _ANY_ROUTE.fullmatch(name):
        return None
    if words.classes.match(name) or any(
        (party.start <= first and last <= party.end and (party.start, party.end) != (first, last))
        or _is_only_named(sentence, party, first, last)
        or party.start < first < party.end
        for party in sentence.parties
    ):
        return None
    if is_known_noun(sentence, first, last):
        return None
    return Party(first, last, name, make_entity_id("ORG", name), "ORG", is_listed=False)


def is_known_noun(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether words are a term or technology, or hold a title, date or figure."""
    return any(
        (mention.type in _NOUNS and mention.start <= first and last <= mention.end)
        or mention.type in CLOSED_TYPES
        for mention in sentence.mentions
        if mention.start < last and first < mention.end
    )


def _is_only_named(sentence: Sentence, party: Party, first: int, last: int) -> bool:
    """Return whether words begin with a body, but what follows is no part of it (公安部…查控中心 is one)."""
    if party.kind != "ORG" or not party.start <= first < party.end < last:
        return False
    return not _PART.fullmatch(sentence.plain, party.end, last)


def _trim_whole(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Return the span of a name between its dates and attributes and the words before its verb."""
    plain = sentence.plain
    if between := _BETWEEN.search(plain, first, last):
        last = between.start()
    for when in sentence.dates:
        if first <= when.start and when.end <= last:
            if _TODAY.fullmatch(plain, when.end, last):
                last = when.start - plain.endswith("于", first, when.start)
            else:
                first = when.end
    if now := _NOW.search(plain, first, last):
        last = now.start()
    if attribute := _ATTRIBUTE.match(plain, first, last):
        first = attribute.end()
    if leading := _LEADING.match(plain, first, last):
        first = leading.end()
    while last > first and plain[last - 1].isspace():
        last -= 1
    opened = plain.rfind("“", first, last) if plain.startswith("”", last - 1) else -1
    if opened >= 0 and not _WORK_ON.search(plain, first, opened):
        return opened + 1, last - 1
    return first, last
