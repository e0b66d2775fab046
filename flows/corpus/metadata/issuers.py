"""The issuer of a document, from the record, the table, the signature and the title.

All joint issuers are named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import NamedTuple

from flows.corpus.metadata.dates import REPUBLIC_DAY, parse_date
from flows.text import (
    BETWEEN_PUBLISHERS,
    HAN,
    TELLS_OF_ANOTHER,
    find_own_number,
    has_han,
    lazy_pattern,
    simplify,
)
from flows.text.places import level_of_issuer

# A name with a meaning only inside its body: 办公厅, 科技司.
_INNER = lazy_pattern(rf"^(?:办公[厅室]|秘书处|(?:(?![部委局署院])[{HAN}]){{1,6}}(?:司|处))$")
_WHOLE = lazy_pattern(rf"^(?:国家|中国|中共|国务院|全国|最高|[{HAN}]{{2,3}}[省市县区])")
_BODY_END = lazy_pattern(
    r"(?:部|委|局|署|院|厅|办|社|银行|政府|会|办公[室厅]|中心|法院|检察院|秘书[处局]|总公司|党委|组|司|处"
    r"|公司|大学|事务所|研究所|总队|调查队|协会|学会)$"
)
_GAP = r"[ \u3000\n]*"
_ORDER = lazy_pattern(
    rf"(?:^|[\n\s】])((?:[{HAN}]{{3,20}}[ \u3000\n、]{{1,3}}){{0,6}}[{HAN}]{{3,20}}?)"
    rf"{_GAP}令{_GAP}[（(]?{_GAP}"
    r"第[ \u3000]*([\d一二三四五六七八九十百〇零]{1,6})[ \u3000]*号"
)
_STATE = lazy_pattern(rf"^中华人民共和国(?=[{HAN}]{{2,}}(?:部|委员会|总署|银行)$)")
# Ends like a body but is not one: 加快布局, 相关部门, 社会.
_NO_BODY = lazy_pattern(
    r"(?:布局|格局|全局|大局|结局|开局|社会|机会|大会|全部|内部|之处|好处|举办|承办|各有关.{0,6})$"
    r"|^(?:加快|推进|推动|促进|加强)|(?:相关|有关)(?:部门|单位|机构)"
)
_AND_OTHERS = lazy_pattern(r"等[\d一二三四五六七八九十]*(?:部门|单位|部委)?$")
_PLACE = rf"[{HAN}]{{2,10}}?(?:省|市|自治区|特别行政区|自治州|州|盟|县|旗|区)"
# The head of a government's order, on a line of its own: 示范市人民政府令, 示范市市长令, 第5号 after it.
_ORDER_LINE = lazy_pattern(
    rf"[【（(\s#*]*(?:中华人民共和国)?(?P<body>{_PLACE}人民政府|国务院|(?P<place>{_PLACE})[省市州县区]长)"
    r"\s*令\s*[】）)]*(?:[（(【]?\s*第?\s*[\d〇零一二三四五六七八九十百]{1,6}\s*号\s*[）)】]?)?[\s*]*"
)
_ORDER_NUMBER = lazy_pattern(
    rf"(?P<body>{_PLACE}人民政府|国务院)令|(?P<place>{_PLACE})[省市州县区]长令"
    rf"|[{HAN}]{{1,6}}(?:政)?府令|国令第"
)
_SIGNED_BY_HEAD = lazy_pattern(
    rf"\s*代?(?:[省市州县区盟]长|主席|总理)\s*[:：]?\s*[{HAN}·]{{1,4}}(?:\s?[{HAN}]{{1,3}})?\s*"
)
_IS_PROMULGATED = lazy_pattern("(?:现)?予(?:以)?(?:公布|发布)")
_GOVERNMENT_OFFICE = lazy_pattern(r"^(.*政府|国务院)办公[厅室](?:秘书处)?$")
_ORDER_LINES = 25
# Words that no issuer's name has: in headlines about a document, and before one that is forwarded.
_NO_ISSUER = (
    f"{TELLS_OF_ANOTHER}|聚焦|速览|关于|转发|转载|学习|贯彻|说明|根据|按照|公布|发布|发言人|实施|暂停|恢复"
    "|废止"
)
_OF_HEADLINES = lazy_pattern(f"{TELLS_OF_ANOTHER}|聚焦|速览")  # only before 关于: 关于聚焦企业关切的通知
# Between an issuer and the document of another that it forwards, issues, carries out or replies to.
_OF_ANOTHER = lazy_pattern(
    "批转|转发|印发|废止(?=《)|(?:贯彻|落实)(?=落实|国务院|中共中央|党中央|省委|省政府|[《〈])"
    "|(?<=.)对(?!外)(?=.*部)"
)
# A title that begins with the number of an announcement or order: 样例部 样例署公告2025年第61号 公布…的决定.
NUMBERED_TITLE = lazy_pattern(
    rf"(?P<bodies>(?:(?!{_NO_ISSUER})[{HAN}、 \u3000]){{2,40}}?)(?:公告|通告|令)[ \u3000]?"
    r"[（(〔]?\s?(?:19|20)\d{2}[〕)）]?\s?年?[）)]?\s?第?\s?\d{1,5}\s?号[）)]?(?=$|[\s（(])"
)
# A title that ends with it: 关于…的公告（样例部 样例署公告2025年第10号）.
CLOSING_NUMBER = lazy_pattern(
    rf"^(?!.*(?:解读|转发|转载|问答)).*(?<=[告令定法知])[（(](?P<number>(?P<bodies>[{HAN}、 \u3000]{{2,60}}?)"
    r"(?:公告|通告|令)(?:19|20)\d{2}年第\d{1,5}号)[）)]$"
)
# ... or with its number alone: 样例总局关于…的公告（2025年第10号）.
NUMBER_ALONE = lazy_pattern(
    rf"(?P<body>(?:(?!{_NO_ISSUER})[{HAN}]){{3,24}}?)关于(?!转发|转载).*的(?P<kind>公告|通告)"
    r"[（(](?P<year>(?:19|20)\d{2}年第\d{1,5}号)[）)]$"
)
# MOFCOM Announcement No. 61 of 2025 Announcing …
ENGLISH_NUMBERED_TITLE = lazy_pattern(
    r"(?P<number>(?P<body>(?:[A-Z][\w&'’-]*|of|and|the|,)(?: [A-Z][\w&'’-]*| of| and| the|,){0,12}?) "
    r"(?:Announcement|Order|Decree) No\. ?\d{1,5}(?:,? (?:of )?(?:19|20)\d{2})?)"
    r"(?=$|[:(]|,? (?:on|announcing|concerning|regarding|promulgating|publishing|issuing|relating)\b)",
    re.IGNORECASE,
)
# A letterhead: a body in the first line, and the document that it issues in the next (行政处罚决定书).
_LETTERHEAD = lazy_pattern(rf"[{HAN}（）()·、 \u3000]{{3,60}}")
_ISSUED_KIND = lazy_pattern(
    r"(?:报告|决定书|裁定书|意见书|说明书|公报|纪要|指南|公告|通知|通告|年报|白皮书|规定|方案|计划|规划)"
    r"(?:书|摘要)?(?:[（(][^（）()]{1,24}[）)])?$"
)
_ENGLISH_FIRM = lazy_pattern(
    r"[A-Z][\w&,.’'() -]{2,90}?,? (?:Co\.?,? ?Ltd\.?|Inc\.?|Limited|Corporation|Ltd\.?|LLC|plc|PLC)"
)
_ENGLISH_OFFICE = lazy_pattern(
    r"(?!(?:Before|To|From|For|By|In|At|Under|See|About)\b)"
    r"(?!.*\b(?:Fellow|Director|Professor|Researcher|Analyst|Chair(?:man|woman)?|Minister|Secretary|Head),)"
    r"(?:(?:U\.S\.|[A-Z])[\w’'&-]*,? |of |for |and |the )*(?:Ministry|Department|Bureau|Commission"
    r"|Administration|Agency|Council|Office|Institute|Center|Centre|Committee|Research Service)"
    r"(?:,? (?:[A-Z][\w’'&-]*|of|for|and|the|on))*"
)
_ENGLISH_DOCUMENT = lazy_pattern(
    r"\b(?:Notice|Announcement|Opinions?|Measures|Plan|Outline|Report|Guidelines?|Regulations?|Law"
    r"|Decision|Rules|Circular|Provisions|Order|Statement|Communiqu[eé]|Policy|Strategy"
    r"|Bulletin|Gazette|Speech|Work|Remarks|Testimony)\b"
)
_PRESS_OFFICE = lazy_pattern(
    r"\b(?:Affairs|Communications|Press|Media|Public)$|\bPress Office\b", re.IGNORECASE
)
# Notice of the Sample Ministry on …, Implementing Opinions of the General Office of the Sample Council on …
_OF_BODY = lazy_pattern(
    r"(?:The )?(?:[A-Z][\w-]+ ){0,3}?(?:Notice|Circular|Announcement|Opinions?|Decision|Measures|Provisions"
    r"|Reply|Guidelines?|Rules|Regulations|Interpretations?) (?:Issued )?"
    r"(?:No\.? ?\d+,? )?(?:(?:of|in) \d{4} )?(?:of|by|from) (?:the )?"
    r"(?P<body>[A-Z][^,;:()]{3,120}?) (?:on|in|[Cc]oncerning|[Rr]egarding|[Aa]bout|[Rr]elating) \w"
)
_OFFICIAL_BODY = lazy_pattern(
    r"(?:[A-Z][\w’'&-]*,? |of |for |and |the )*(?:Ministry|Department|Bureau|Commission|Administration"
    r"|Council|Office|Committee|Court|Procuratorate|Government|Bank)(?:,? (?:[A-Z][\w’'&-]*|of|for|and|the))*"
)
_SEVERAL_BODIES = lazy_pattern(r"\b(?:Including|Departments|Ministries|Offices|Other|Session|Meeting)\b")
_HEAD_OF_BODY = lazy_pattern(
    rf"([{HAN}]{{4,24}}(?:局|厅|委员会|部|委))(?:局长|厅长|主任|部长)[ \u3000]+[{HAN}·]{{2,4}}"
)
_LETTERHEAD_LINES = 6
# The masthead of a research house: Sample Securities | Equity Research | Semiconductors.
MASTHEAD = lazy_pattern(r"(?P<body>[A-Z][\w&.,’' -]{2,40}?)(?: [|｜] [A-Z][\w&,’' -]{2,40}){1,4}")
# The first line of a listed firm's report: 公司代码：600000　公司简称：样例股份.
STOCK_CODES = lazy_pattern(r"(?:公司|证券|股票|债券|[AH]股)(?:代码|简称)\s*[:：][^。；]{2,80}")
_ONLY_DATE = lazy_pattern(
    r"[（(]?(?:\d{4}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?|[〇零○一二三四五六七八九]{4}年.{2,8}"
    rf"|{REPUBLIC_DAY}"
    r"|\d{4}[-./]\d{1,2}[-./]\d{1,2}|(?:\d{1,2} )?[A-Z][a-z]{2,8}(?: \d{1,2},?)? \d{4})[）)]?"
)
_CAPITALS = lazy_pattern(r"(?<![(.])\b[A-Z][A-Z'’]+")  # not (EU), U.S.
_SMALL_WORDS = lazy_pattern(r"\b(?:Of|For|And|The|On|Under)\b")
_BETWEEN_BODIES = lazy_pattern(r"[ \u3000\n、]+")
_HEAD = 1_500


@dataclass(frozen=True, slots=True)
class IssuerEvidence:
    """The evidence about a document's issuer in each part of it; each may be "".

    `known` comes from the record or the page. `is_signed` means that the signature has the document's own
    date, `has_number` that the document has a number.
    """

    known: str = ""
    table: str = ""
    signature: str = ""
    title: str = ""
    is_signed: bool = False
    has_number: bool = False


class Issuer(NamedTuple):
    """The issuer and its origin: signature, title, `table in the text`, or "" if it was already known."""

    name: str
    origin: str


def split_issuers(publisher: str) -> list[str]:
    """Return the bodies in a publisher: two for `示范部 样例局`, `示范部、样例局` and `示范部,样例局`.

    An English name is one body.
    """
    whole = publisher.strip()
    if not has_han(publisher):
        return [publisher] if whole else []
    names = [name for name in BETWEEN_PUBLISHERS.split(whole) if name]
    are_bodies = all(_BODY_END.search(simplify(name)) or len(name) > 3 for name in names)
    return names if len(names) > 1 and are_bodies else [whole]


def are_bodies(publisher: str) -> bool:
    """Return whether a Chinese publisher is one or more bodies, by their names: 上海市科学技术委员会."""
    names = split_issuers(simplify(publisher))
    return bool(names) and all(
        3 <= len(name) <= 40 and _BODY_END.search(name) and not _NO_BODY.search(name) for name in names
    )


def settle_issuer(evidence: IssuerEvidence) -> Issuer:
    """Return the issuer by all evidence.

    The known issuer is replaced in three cases. It is only an inner department (科技司). The table or the
    signature names several bodies, and it is one of them. Or another body is more credible: one that signed
    on the document's own date, or one named by the title of a document with a number.
    """
    known = evidence.known
    head = _before_about(evidence.title)
    named = {"table in the text": evidence.table, "signature": evidence.signature, "title": head}
    if known and _is_inner(known):
        for origin in ("signature", "title", "table in the text"):
            if named[origin] and not _is_inner(named[origin]):
                return Issuer(named[origin], origin)
        return Issuer(known, "")
    for origin, value in named.items():
        names = split_issuers(value)
        is_credible = origin != "signature" or all(
            _BODY_END.search(name) or are_english_bodies(name) for name in names
        )
        if value and ((not known and is_credible) or _extends(names, known)):
            return Issuer(" ".join(names), origin)
    return _find_other_body(evidence, head) or Issuer(known, "")


def find_letterhead(lines: Sequence[str]) -> tuple[str, bool]:
    """Return the body that the first lines of a text name as its issuer, and whether it begins the title.

    It begins the title of a document that it issues: a firm's report, a bureau's decision. Otherwise it is on
    a line of its own above the title, or between title and date, or its head signs there: 样例市财政局局长
    甲某.
    """
    lines = [line for line in lines if not STOCK_CODES.fullmatch(line.strip())]
    if len(lines) < 2:
        return "", False
    first = lines[0].strip()
    is_issued = lines[1].startswith("关于") or _ISSUED_KIND.search(lines[1])
    if (_LETTERHEAD.fullmatch(first) and are_bodies(first) and is_issued) or _ENGLISH_FIRM.fullmatch(first):
        return first, True
    offices = [line for line in takewhile(_is_english_office, lines[:-1]) if not _PRESS_OFFICE.search(line)]
    if offices:
        return in_small_letters(offices[-1]), False
    masthead = MASTHEAD.fullmatch(first)
    if masthead and _ONLY_DATE.fullmatch(lines[1].strip()):
        return masthead["body"], False
    lines = lines[: _LETTERHEAD_LINES + 1]
    if len(split_issuers(first)) < 2:
        lines = lines[1:]  # a single body in the first line may be a title
    for line, following in pairwise([*lines, ""]):
        if signed := _HEAD_OF_BODY.fullmatch(line.strip()):
            return signed[1], False
        is_body = are_bodies(line.strip()) or _is_english_office(line)
        if is_body and parse_date(following) and _ONLY_DATE.fullmatch(following.strip()):
            return " ".join(split_issuers(line.strip())), False
    return "", False


def _is_english_office(line: str) -> bool:
    name = in_small_letters(line)
    return bool(_ENGLISH_OFFICE.fullmatch(name)) and not _ENGLISH_DOCUMENT.search(name)


def are_english_bodies(line: str) -> bool:
    """Return whether a line names one or more bodies in English: Supreme People's Court."""
    name = in_small_letters(line)
    are_bodies = bool(_OFFICIAL_BODY.fullmatch(name)) or _is_english_office(name)
    return are_bodies and not _ENGLISH_DOCUMENT.search(name)


def in_small_letters(line: str) -> str:
    """Return a line in capitals with the usual case of names: European Commission."""
    line = line.strip()
    if not line.isupper():
        return line
    return _SMALL_WORDS.sub(
        lambda match: match[0].lower(), _CAPITALS.sub(lambda match: match[0].capitalize(), line)
    )


def find_body_in_title(title: str) -> str:
    """Return the public body that an English title names as its author, or "".

    >>> find_body_in_title("Notice of the State Council on Pilot Zones")
    'State Council'
    """
    match = _OF_BODY.match(title)
    if find_own_number(title):
        match = ENGLISH_NUMBERED_TITLE.match(title) or match
    body = match["body"] if match else ""
    if body.isupper():
        return body  # MOFCOM
    is_body = _OFFICIAL_BODY.fullmatch(body) and not _SEVERAL_BODIES.search(body)
    return body if is_body and level_of_issuer(body) else ""


def _extends(names: list[str], known: str) -> bool:
    """Return whether these are more bodies than the known ones, and include the first of those."""
    own = split_issuers(known)
    if not own or len(names) < 2:
        return False
    return len(names) > len(own) and any(_is_same(own[0], name) for name in names)


def _find_other_body(evidence: IssuerEvidence, head: str) -> Issuer | None:
    """Return a more credible body than the known one, or None."""
    known, signature = evidence.known, evidence.signature
    if not has_han(known) or evidence.table:
        return None
    is_body = bool(signature) and bool(_BODY_END.search(signature))
    if evidence.is_signed and is_body and not _overlap(known, signature):
        return Issuer(signature, "signature")
    if evidence.has_number and head and not _overlap(known, head) and known not in evidence.title:
        return Issuer(head, "title")
    return None


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one


def find_order(text: str) -> tuple[str, str]:
    """Return the bodies and the number of an order at the top of a text; ("", "") without one.

    `示范局 样例部 令 第5号` gives ("示范局 样例部", "示范局、样例部令第5号").
    """
    match = _ORDER.search(text[:_HEAD])
    if not match:
        return "", ""
    names = [_STATE.sub("", name) for name in _BETWEEN_BODIES.split(match[1]) if name]
    while names and not _BODY_END.search(names[0]):
        names.pop(0)
    if not names or not all(_BODY_END.search(name) for name in names):
        return "", ""
    return " ".join(names), f"{'、'.join(names)}令第{match[2]}号"


def settle_order(known: str, number: str, title: str, text: str, *, is_official: bool) -> str:
    """Return the issuer of a document that is a government's order, or else the known issuer.

    示范市人民政府令第5号, 示范市市长令 and a text that a mayor signs to promulgate it are the government's.
    Its office (示范市人民政府办公厅), which publishes them, is not their issuer. Nor is another body on whose
    site they are, unless the official table names it (`is_official`). A notice of the office about an order
    is the office's.
    """
    office = _GOVERNMENT_OFFICE.match(known)
    if "办公" in _before_about(title) or re.search("(?:通知|通报|函|解读)$", title):
        return known
    government, is_order = _government_of_order(number, text)
    if not is_order:
        return known
    if office:
        return (
            government if government.endswith(office[1].removeprefix("市").removeprefix("省")) else office[1]
        )
    is_of_government = are_bodies(known) and known.endswith("政府")
    if government and not is_of_government and not is_official and known not in ("国务院", government):
        return government
    return known


def _government_of_order(number: str, text: str) -> tuple[str, bool]:
    """Return the government whose order this is ("" if it is not named), and whether it is an order."""
    if match := _ORDER_NUMBER.match(number):
        return match["body"] or (f"{match['place']}人民政府" if match["place"] else ""), True
    lines = [line for line in text[:_HEAD].splitlines() if line.strip()][:_ORDER_LINES]
    for line in lines:
        if match := _ORDER_LINE.fullmatch(line):
            return f"{match['place']}人民政府" if match["place"] else match["body"], True
    ends = [*lines, *text[-_HEAD:].splitlines()[-_ORDER_LINES:]]
    is_signed = any(_SIGNED_BY_HEAD.fullmatch(line) for line in ends)
    return "", is_signed and bool(_IS_PROMULGATED.search(text[:_HEAD]))


def _is_inner(name: str) -> bool:
    return bool(_INNER.match(name)) and not _WHOLE.match(name)


def _is_same(one: str, other: str) -> bool:
    return _STATE.sub("", one) == _STATE.sub("", other)


def _before_about(title: str) -> str:
    """Return the bodies that a title names before 关于, or in its number at either end, or "".

    Who forwards or carries out another's document is named first: 样例省政府办公厅转发示范厅关于…的通知. A
    title within the title (某人签署命令公布《示范部关于…的决定》) is one that a headline tells of, unless a
    notice issues it.
    """
    numbered = NUMBERED_TITLE.match(title) or (title.startswith("关于") and CLOSING_NUMBER.search(title))
    if not (numbered or "关于" in title):
        return ""
    before = title.partition("关于")[0]
    if "《" in before and not numbered and not title.endswith("的通知"):
        return ""
    issuer = _OF_ANOTHER.split(before, maxsplit=1)[0]
    head = numbered["bodies"] if numbered else _AND_OTHERS.sub("", issuer.strip())
    names = [name for name in BETWEEN_PUBLISHERS.split(head) if head and not _OF_HEADLINES.search(head)]
    if not all(len(name) >= 3 and _BODY_END.search(name) for name in names):
        return ""
    return " ".join(names)
