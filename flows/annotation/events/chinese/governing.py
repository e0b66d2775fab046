"""Names that cannot be a topic: after a preposition, in a title, or part of a longer name."""

from __future__ import annotations

from flows.annotation.events.parties import Party
from flows.annotation.events.rules import load_words
from flows.annotation.events.sentences import Sentence
from flows.text import lazy_pattern

# 新华社北京6月1日电: the source of the report.
_DATELINE = lazy_pattern(r"(?:新华社|新华网|中新社|中新网|人民网|本报)[^,。;]{0,12}?\d日(?:电|讯)")
_BYLINE = lazy_pattern(r"(?:[电讯报]\s*|^)\((?:记者|通讯员)?[^()]{0,16}$")  # 中新网1月2日电(某某 某某)
_WIRE = lazy_pattern(r"[^,。;]{0,12}?\d日(?:电|讯)")  # 晨报12月10日讯
_GOVERNED_LIST = lazy_pattern("[在于对向与由以][^,。;]{1,16}、$")
# 华为的, 亚洲第一, 世界最大: the name only qualifies what follows.
NOT_BEHIND = ("的", "第", "最", "首", "各", "至", "到", "与", "级", "籍", "产", "跨")
# What may follow a place that acts: 浙江省出台, 苏州市人民政府, but not 浙江企业 or 浙江省委书记.
_PLACE_ACTS = lazy_pattern(
    r"(?:人民)?政府|[省市区县]?委(?!书记|员|副|托)|[省市区县州]|[,、(\d和]|日前|近日|今[天年日]|昨[天日]"
    r"|自(?!治)|刚刚|近期|此前|最近|目前|为(?=[^,。;]{4,40},)"
    r"|先后|正式|成功|率先|相继|专门|再次|再度|陆续|随后|统一|还|也|已|于|在|被|获|成立(?=[,。]|$)|入选"
    r"|入围|跻身|荣获|成为|当选|将|对"
    r"|出台|印发|发布|制定|公布|颁布|宣布|实施|采取|"
    r"恢复|追加|重启|退出|设立|组建|批准|批复|任命|否决|禁止|加征|把|要求|出资|发起|联合|共同|会同|推出|$"
)
_SESSION = lazy_pattern(
    r"(?:第[\d一二三四五六七八九十]+届)?第[\d一二三四五六七八九十]+次(?:全体)?会议(?!并|期间|时|[上]?发表)"
)
_JOINTLY = lazy_pattern("[^,。;:](?:联合|共同|携手)$")  # 甲与某办公室联合|发布
# 证监会发布的 "..." only says who issued it, 某办公室举行的发布会上 where something was said; 在国立首尔大学
# only says where.
_OF_WHAT_IT_ISSUED = lazy_pattern(
    "(?:发布|印发|出台|制定|公布|提出|颁布|签署|批准|主办|举办|举行|召开|(?:联合|独家)?[领参跟]投)的"
)
_REPORTED = lazy_pattern("(?:记者)?(?:报道|消息)")  # 据新华社报道
_NUMBERED = lazy_pattern(r"\d+(?![\d年月日号]|\s)")  # 解放军71426部队
_AT = lazy_pattern("[在于赴]$")
# 出席第七十届|联合国大会: the name is part of what somebody attends.
_ATTENDED = lazy_pattern(
    r"(?:出席|参加|列席|访问|考察|视察|参观)了?(?:第[\d一二三四五六七八九十百]+[届次])?$"
)
# 被称为“中国版英伟达”的青禾公司: the name in the nickname only compares.
_NICKNAME = lazy_pattern('(?:称为|称作|誉为|喻为|视为|号称|人称|绰号|素有|有着?)[“"][^“”"]{0,10}$')
_ATTENDING = 12  # code points before a name in which such a verb is looked for
_IN_PLACE = lazy_pattern("[在赴][^,。;《》]{0,7}$")
# 北京2022年冬奥会: the place is part of the name.
_DATED_NAME = lazy_pattern(r"(?:19|20)\d\d年?(?:[冬夏]季?奥|冬?残奥|奥运|世博|亚运)")
# 国务院总理李克强 acts, not 国务院.
POST = lazy_pattern(
    r"(?:总理|主席|总书记|球星|球员|教练|创始人|候选人|记者|教授|学者|研究员|员工"
    r"|副主席|部长|副部长|书记|委员(?!会)|发言人|负责人|院长|行长|主任|总裁|董事长|总经理"
    r"|司长|局长|会长|专家|代表(?!团|处|大会))"
)
# Time and place, which may come between a name and a verb that is only about it.
CIRCUMSTANCE = lazy_pattern(
    r"(?:\((?:[^()]{1,12}|[a-z][^()]{1,40}|以?下[简统]?称[^()]{1,40})\))?(?:[依根按经由][^,。;]{2,26})?"
    r"(?:(?:[,(]|于|在|[\d年月日]|今天|日前|近日).{0,14})?"
)


def is_behind(sentence: Sentence, party: Party) -> bool:
    """Return whether a preposition, or a verb that takes it as its object, directly precedes a name."""
    before = sentence.plain[max(sentence.start, party.start - 3) : party.start]
    return load_words("zh").prepositions.search(before) is not None


def is_governed(sentence: Sentence, party: Party, verb: int = -1) -> bool:
    """Return whether a name can't be a topic: after a preposition, in a title, or part of a longer name.

    A member of a list is governed if the member before it is (在发改委、水利部指导下). A name that ends at
    `verb` does not qualify the words after it (海思的产品未通过).
    """
    plain = sentence.plain
    behind = plain[party.end : party.end + 1]
    if party.kind == "ORG" and POST.match(plain, party.end):
        return True
    if party.kind == "PERSON" and plain.startswith(("夫人", "之子", "之女"), party.end):
        return True
    if party.kind == "GPE" and not _PLACE_ACTS.match(plain, party.end):
        return True
    if plain.rfind("《", sentence.start, party.start) > plain.rfind("》", sentence.start, party.start):
        return True
    if (
        _BYLINE.search(plain, sentence.start, party.start)
        or _DATELINE.match(plain, party.start)
        or _WIRE.match(plain, party.end)
        or _NUMBERED.match(plain, party.end)
        or _REPORTED.match(plain, party.end)
        or _OF_WHAT_IT_ISSUED.match(plain, party.end)
        or _DATED_NAME.match(plain, party.end)
        or _NICKNAME.search(plain, sentence.start, party.start)
        or _is_in_place(sentence, party)
        or _is_attended(sentence, party)
    ):
        return True
    is_joined = behind == "与" and (
        any(other.start == party.end + 1 for other in sentence.parties)
        or (verb > party.end and _JOINTLY.search(plain, party.end, verb) is not None)
    )
    is_session = (
        behind == "第"
        and _SESSION.match(plain, party.end) is not None
        and not plain.endswith(("出席", "参加"), sentence.start, party.start)
    )
    if behind in NOT_BEHIND and not (is_joined or is_session) and party.end != verb:
        return True
    if plain.endswith("、", sentence.start, party.start):
        earlier = [other for other in sentence.parties if other.end == party.start - 1]
        if not earlier:
            return bool(_GOVERNED_LIST.search(plain, sentence.start, party.start))
        return is_governed(sentence, earlier[0])
    return is_behind(sentence, party) or _is_of_place(sentence, party)


def _is_of_place(sentence: Sentence, party: Party) -> bool:
    """Return whether a place before a body is where something happens: 联交所 in 在香港联交所上市."""
    return any(
        other.end == party.start and other.kind == "GPE" and _AT.search(sentence.plain, 0, other.start)
        for other in sentence.parties
    )


def _is_attended(sentence: Sentence, party: Party) -> bool:
    """Return whether a name opens what somebody attends: 联合国 in 出席第七十届联合国大会."""
    return bool(_ATTENDED.search(sentence.plain, max(sentence.start, party.start - _ATTENDING), party.start))


def _is_in_place(sentence: Sentence, party: Party) -> bool:
    """Return whether a place is only where something happens: 韩国 and 首尔 in 在韩国国立首尔大学发表."""
    if party.kind != "GPE":
        return False
    return bool(_IN_PLACE.search(sentence.plain, max(sentence.start, party.start - 8), party.start))
