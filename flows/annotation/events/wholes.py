"""Names of bodies and facilities that were founded or opened: all the words before a Chinese verb."""

from __future__ import annotations

import re
from functools import cache

from flows.annotation.events.parties import Party, unlisted_party
from flows.annotation.events.rules import load_facilities, load_words
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.events.unlisted import CLOSED_TYPES, FUNCTION, LEADING, NOUNS
from flows.records import Mention
from flows.text import HAN, lazy_pattern

_NO_START = (
    "会议决定"
    "|通过|建设|设立|举行|召开|全省|全市|各地|多条|多个|祝贺|推进|加快|出席|参观|考察|随着|包括|获评|入选"
    "|获批|跻身|荣获|成为|完成|助力|切实|实现|解决|祝贺|听取|见证|伴随|抓好|庆祝|迎来"
    "|(?:重大|重点|民生)(?:项目|工程)"
)
_LETTER = (
    rf"(?:项目|(?<=[{HAN}])\([{HAN}]{{2,4}}\)(?=[{HAN}])|(?![{FUNCTION}]|{_NO_START})[{HAN}a-z0-9·±“”\-])"
)
# Endings of the names of bodies that were founded.
BODY_HEADS = (
    "(?:局|委员会|研究院|研究所|实验室|中心|法院|交易所|公司|集团|银行|大学|学院|联盟"
    "|协会|学会|研究会|促进会|基金会|商会|基金|新区|保税区|试验区|示范区|实验区|合作区|先行区|开发区"
    "|自治区|自治州|基地|联合会|博物馆|医院|合作社|党支部|党委|出版社|论坛|工作室|书院|总部|自贸区"
    "|植物园|动物园"
    "|管委会|法庭|片区|联合体|理事会|指挥部|共同体|公署|智库|通讯社|分会|分馆|分院|记者站|产业园|科技园"
    "|集聚区"
    "|社区|(?:服务|救援|突击|志愿|支|总)队|(?:艺术|合唱|乐|剧)团"
    "|孵化器|加速器|(?:服务|创新|交易|合作|共享|交流|转化|投资|融资)平台"
    "|农商行|法务区|代表处|办事处|(?:国家|遗址)公园|[^中]总站)"
)
_WORK_ON = lazy_pattern("抓好|推进|推动|开展|加快|加强|深化")  # 抓好“红旗党支部”创建: nothing is founded
# Between the name of what was founded or opened and the verb: 在上海揭牌(成立).
_BETWEEN = lazy_pattern(
    r"(?:历[时经]|经过?(?!济|开))[^,。;的]{2,16}$"
    r"|(?:正式|[也还又已])*(?:(?:在|于)[^,。;的]{1,16}?)?(?:正式|启动|揭牌|挂牌|宣告|宣布|全[面线段]"
    r"|建成|顺利|破土|同[时步]|相继|陆续|如期|提前|交付"
    r"|不久前|刚刚|今起|首次|贯通|封关|整体)*$"
)
# Another name, in brackets after the first: 青云超级计算中心(简称青云超算), 青云促进会(QPA).
_GLOSS = lazy_pattern(r"\([^()]{1,30}\)$")
# The name of a body's own centre or institute, after that of the body.
_PART = lazy_pattern(
    rf"-?(?:(?![{FUNCTION}])[{HAN}]){{2,20}}(?:中心|研究所|研究院|实验室|学院|分院|法院|党委|基地)"
    rf"|[{HAN}]{{2,6}}[分支]行|[新分]馆|剧场|[{HAN}]{{0,6}}[院校]区|新址|(?:门户"
    rf"|官方)?网站(?:[{HAN}]{{1,3}}版)?|\d+号机组|[一二三四五六]期(?:项目|工程)?"
)
_ANY_ROUTE = lazy_pattern(
    "(?!.*(?:至|首条)).*(?:航线|专列)|.*系列.*|小区.期|.*标志性(?:工程|项目)|(?:铁海联运|国际|中欧|中亚|货运"
    "|直达)*班列"
    r"|.*[两几多数][余多]?[条座项处幢].*|.*(?:顶层|制度|体系).*工程|\d号机组|.*\d[余多]?[个条座处项幢]"
    r"(?:(?!\d).)*"
)  # names no route
_TODAY = lazy_pattern(r"[)\s]*(?:上午|下午|晚)?")  # after a date that follows the name
_NOW = lazy_pattern(r"(?:[也已还又]?在)?(?:今天|今日|昨天|昨日|近日|日前)[(\s]*(?:上午|下午|晚)?$")
_ALL = frozenset(("lexicon", "rule", "model", "pattern"))  # sources of mentions
_DATELINE = lazy_pattern(r".*\d日(?:电|讯)\s*(?:\([^()]{0,30}\)\s*)?")  # 新华社武汉12月11日电(记者某某)
_ATTRIBUTE = lazy_pattern(r".*(?:的|--|-一|一一)")  # 总投资677亿元的盐湖提锂项目
# 青云首条过江隧道|白沙长江隧道
_EPITHET = lazy_pattern(
    rf".*(?:首|第[一二三])[条座个项]{_LETTER}{{0,8}}?"
    rf"(?:隧道|高铁|铁路|高速公路|大桥|机场|水库|电站)(?=[{HAN}]{{4}})"
)
_KIND = lazy_pattern("(?:国家|[省市县])级")  # opens a kind of facility, which is not a name: 省级专科医院
_BUILT = lazy_pattern("新建|改扩建|续建")  # before the name of what was built
# 7号线一期南段, but not the bare 9号线 of 地铁7号和9号线
_METRO = r"[a-z]?\d{1,2}号线(?:[一二三四五六]期(?:[东南西北中]段)?|[东南西北中首]段|首期)"
_SEVERAL = lazy_pattern(r"[\d一二两三四五六七八九十多几数][余多]?[个条座家项处]“?$")  # 10个“二线口岸”
# What follows a verb that ends its clause.
_FREE = lazy_pattern(r"[,。;!?()、\s]|$|建设|运营|发电|运行|开放|贯通|通气|通水|使用")


@cache
def _wholes(action: str) -> re.Pattern[str] | None:
    """Return the pattern of names of bodies founded or facilities opened, or None for other actions."""
    if action == "founded":
        return re.compile(f"{_LETTER}{{2,24}}{BODY_HEADS}")
    if action != "opened":
        return None
    heads = {least: words for least, words in load_facilities().items() if least.isdigit()}
    lines = f"{_LETTER}{{2,24}}{load_facilities()['line']}"
    return re.compile("|".join([lines, _METRO, *(f"{_LETTER}{{{key},24}}(?:{heads[key]})" for key in heads)]))


@cache
def _facility() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(load_facilities()[key] for key in ('2', '3', '5'))})$")


def is_facility(plain: str) -> bool:
    """Return whether words end like the name of a facility."""
    return _facility().search(plain) is not None


def guess_whole(sentence: Sentence, verb: Verb, first: int, last: int) -> Party | None:
    """Return all the words before a verb as a party, if they name a body founded or a facility opened.

    >>> 昨天，北京金融法院正式成立 -> 北京金融法院
    >>> 总投资9亿元的青云盐湖项目今天（5月6日）在格尔木投产 -> 青云盐湖项目
    """
    pattern = _wholes(verb.rule.action)
    if pattern is None or not (verb.rule.frame in ("did", "built") or _FREE.match(sentence.plain, verb.end)):
        return None
    first, last = trim_whole(sentence, first, last)
    if not pattern.fullmatch(sentence.bound, first, last) or _SEVERAL.search(
        sentence.plain, sentence.start, first
    ):
        return None
    name = sentence.text[first:last]
    words = load_words("zh")
    if _ANY_ROUTE.fullmatch(name) or _KIND.match(name):
        return None
    if name.endswith("主体工程") and verb.match[0].endswith("完工"):
        return None  # the rest is still to be built
    if words.classes.match(name) or any(
        (party.start <= first and last <= party.end and (party.start, party.end) != (first, last))
        or _is_only_named(sentence, party, first, last)
        or party.start < first < party.end
        for party in sentence.parties
    ):
        return None
    if is_known_noun(sentence, first, last):
        return None
    return unlisted_party(sentence.text, first, last)


def is_known_noun(sentence: Sentence, first: int, last: int, sources: frozenset[str] = _ALL) -> bool:
    """Return whether words are a term or technology of `sources`, or contain a title, date or figure."""
    return any(
        (
            mention.type in NOUNS
            and mention.source in sources
            and mention.start <= first
            and last <= mention.end
        )
        or (mention.type in CLOSED_TYPES and not _is_part(mention, first, last))
        for mention in sentence.mentions
        if mention.start < last and first < mention.end
    )


def _is_part(mention: Mention, first: int, last: int) -> bool:
    """Return whether a size or fair is only part of a name: 青云200万千瓦光伏项目, 进博会参展商联盟."""
    start = first + (mention.type == "QUANTITY")  # 120万吨钾肥项目 is not a name
    return mention.type in ("QUANTITY", "EVENT") and start <= mention.start and mention.end + 2 <= last


def _is_only_named(sentence: Sentence, party: Party, first: int, last: int) -> bool:
    """Return whether words begin with a body but do not continue its name (公安部…查控中心 does)."""
    if party.kind != "ORG" or not party.start <= first < party.end < last:
        return False
    return not _PART.fullmatch(sentence.plain, party.end, last)


def trim_whole(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Return the span of a name between its dates and attributes and the words before its verb."""
    plain = sentence.plain
    for pattern in (_BETWEEN, _GLOSS):
        if between := pattern.search(plain, first, last):
            last = between.start()
    for when in sentence.dates:
        if first <= when.start and when.end <= last:
            if _TODAY.fullmatch(plain, when.end, last):
                last = when.start - plain.endswith("于", first, when.start)
            else:
                first = when.end
    if now := _NOW.search(plain, first, last):
        last = now.start()
    for pattern in (_DATELINE, _ATTRIBUTE, _EPITHET):
        if attribute := pattern.match(sentence.bound, first, last):
            first = attribute.end()
    if leading := LEADING.match(plain, first, last):
        first = leading.end()
    if plain.startswith("随着", first) and any(when.start <= sentence.start + 2 for when in sentence.dates):
        first += len("随着")  # 今天,随着青白高铁开通, ...
    if built := _BUILT.match(plain, first, last):
        first = built.end()
    while last > first and plain[last - 1].isspace():
        last -= 1
    opened = plain.rfind("“", first, last) if plain.startswith("”", last - 1) else -1
    if opened >= 0 and not _WORK_ON.search(plain, first, opened):
        return opened + 1, last - 1
    return first, last
