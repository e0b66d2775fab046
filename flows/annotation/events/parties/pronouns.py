"""Words that refer to a party named before them: 该公司, 其, the company, its."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.events.parties.english_pronouns import find_english_antecedent, names_firm
from flows.annotation.events.parties.heading import from_heading
from flows.annotation.events.parties.party import Party
from flows.annotation.events.rules import load_words
from flows.text import lazy_pattern

_FAR = 200  # names before a pronoun that it may refer to
# Defines a name: 某某股份有限公司(以下简称“公司”).
_CALLED = lazy_pattern(
    r"\((?:以下|下)[简统]?称(?:为|:)?(?:[“\"]?[^()“”\"]{2,16}[”\"]?(?:或者?|、|及|和))*"
    r"[“\"]?(?:本)?公司[”\"]?\)"
)
_GOVERNED = lazy_pattern("[由向从对被与和给为获得]")  # before a name that the sentence is not about
# A clause up to a name that is only the object of its verb: 收购了德国|青禾.
_OBJECT = lazy_pattern(
    "(?:收购|并购|入股|参股|增资|注资|认购|受让|投资|控股|买下|成立|设立|组建|创办|创立|合资|合并|重组|兼并"
    "|起诉|采购|持有|出售|转让|是|包括|(?<![例比譬假])如)了?[^,。;:、的]{0,6}$"
)
# Others named in passing: 客户包括甲、乙; 对手为丙; 创始人曾任职于丁.
_OTHERS = lazy_pattern(
    "(?:客户|用户|供应商|投资方|投资人|投资者|投资机构|股东|对手|伙伴)"
    "[^,。;]{0,4}(?:包括|有|为|是|涵盖)[^,。;]*$"
    "|(?:任职|就职|供职|效力|毕业)于[^,。;]*$"
)
_DESCRIBED = lazy_pattern(
    "(?:主要|最大|直接){0,2}(?:竞争)?(?:客户|供应商|股东|对手)[为是有]"
)  # taken into the name
# Before a name that its clause is about: dates, adverbs and what the firm is.
_TOPIC_LEAD = lazy_pattern(
    r"(?:[\d\s年月日底初末中上下半(《“:—·-]|[今去同当]年|近[日年]来?|日前|目前|如今|当[天日]|此前|随后|此后"
    r"|后来|同时|其中"
    r"|此外|另外|例如|比如|自|早在|我[到在]|据悉|记者(?:获悉|了解到)|昨[日天]|今[日天]|【[^】]*】"
    r"|[一二三四五六七八九十]、)*"
    r"(?:[^,。;:的]{0,16}(?:企业|公司|厂商|制造商|子公司|旗下|运营商|平台|品牌)的?)?"
)
# After a name that its clause is not about: 华为的订单, 华为等企业, 华为、中兴, 华为介绍.
_NO_TOPIC = lazy_pattern(
    r"的(?!前身|总部|[^,。;]{0,4}(?:客户|股东|供应商|创始人|董事长|总经理|负责人|投资人)[是为])|等(?!离子)"
    r"|、|和|与[^,。;]{1,12}(?:等|的)|及(?=其|[^时])|[^,。;]{0,4}(?:介绍|表示|透露|指出|认为|[说称])(?=[,:])"
    r"|是(?:其|公司|我们|该|他|她)|给[了他她我公]|手机|供应商|客户|概念|系|之后|一样|那样|这样|方面|们|员工"
    r"|离职|出身|背景"
)
_SAID = lazy_pattern(r"(?:[说称]|表示|介绍|认为|指出|透露|坦言|回忆)[,:]\s?[“\"]?$")
_LEGAL_FORM = lazy_pattern("有限(?:责任)?公司|股份公司$")
_TO_OTHERS = 80  # code points before a name in which such words are looked for
_CLAUSE = 24  # code points before a name in which such a verb is looked for
_CLAUSE_SIGNS = ",。;:、"
# After the name of an investor or a customer: what it does to 公司, which is therefore another firm.
_ACTS_ON_FIRM = lazy_pattern(
    "[^。;]{0,40}?(?:[向对给将]公司|(?:认购|收购|入股|参股|增持|持有|受让|投资|认定|授予)了?公司)"
)
# An investor whose object is a firm by name: which of them 公司 is, the text leaves open.
_INVESTS = lazy_pattern("[^。;]{0,30}?(?:增资|注资|投资(?!设立|成立|建|兴建|新建)|认购|入股|参股)")
# A buyer of a firm: which of the two 公司 is, the text leaves open, unless it was about one of them before.
_BUYS = lazy_pattern(
    "[^,。;]{0,16}?(?:,?(?:以|斥资|出资)[^,。;]{1,16})?(?:收购|并购|买下|兼并|控股|吞并|购买|受让|全资控股)"
)
_TAKES_OVER = lazy_pattern("(?P<start>[^,。;]{0,8}?(?:完成|实现)了?对)[^,。;]{2,24}的?(?:收购|并购|控股)")
_BEFORE_OBJECT = lazy_pattern("[向对给将购股定予]")  # before 公司 as the object of a verb
_BARE = ("公司", "企业", "集团")
_SHORTEST_PLACE = 3  # code points of a place missing from every list: not 穷村
_PLACES = frozenset(("该省", "该市", "该县", "该区", "该州", "该镇", "该村"))
# Endings of the names that a Chinese noun with 该 refers to: 该校 to a university.
_KINDS = {
    "该校": ("大学", "学院", "学校", "中学"),
    "该院": ("研究院", "科学院", "医院", "学院", "设计院"),
    "该所": ("研究所", "交易所", "所"),
    "该行": ("银行",),
    "该中心": ("中心",),
}


def find_pronouns(plain: str, language: str, parties: Sequence[Party], subject: str) -> list[Party]:
    """Return the words that refer to a party named before them, or else to `subject`.

    `subject` is the body named by the headings above the passage, or "". "The company" and "it" refer to the
    body that the sentences are about, "the bank" to such a bank, "he" to the last person, 公司 to the firm
    that the sentences are about, 该公司 to the last firm and 该校 to the last university.
    """
    found: list[Party] = []
    earlier: list[Party] = []
    position = 0
    is_open = False  # whether a word for the firm came before that refers to nothing known
    defined = _find_defined(plain, parties)
    for match in load_words(language).pronouns.finditer(plain):
        while position < len(parties) and parties[position].end <= match.start():
            earlier.append(parties[position])
            position += 1
        if position < len(parties) and _is_of_name(match, parties[position], language):
            continue
        if language == "en":
            last = find_english_antecedent(plain, match, earlier[-_FAR:], subject, is_open=is_open)
            is_open = is_open or (last is None and names_firm(match[0]))
        elif defined and defined.end <= match.start() and "公司" in match[0]:
            last = defined
        elif match[0] in _BARE:
            last = _find_firm_of_text(plain, match, earlier[-_FAR:], subject, is_open=is_open)
            is_open = is_open or last is None
        else:
            last = _find_chinese_antecedent(plain, match, earlier[-_FAR:]) or from_heading(subject)
        if last is not None:
            is_owner = match[0] in ("its", "our")
            found.append(
                replace(last, start=match.start(), end=match.end(), is_resolved=True, is_owner=is_owner)
            )
            if not is_owner:
                earlier.append(found[-1])
    return found


def find_silent(
    plain: str, language: str, parties: Sequence[Party], place: int, subject: str
) -> Party | None:
    """Return the firm that a line of a chronicle leaves out: `subject`, else the first one before `place`.

    Names mentioned in passing do not count: 获得青禾基金领投的融资.
    """
    organs = load_words(language).organs
    firms = (
        party
        for party in parties
        if party.kind == "ORG" and party.end <= place and not organs.search(party.text.lower())
        if language == "en" or not _is_passing(plain, party)
    )
    found = from_heading(subject) or next(firms, None)
    return replace(found, start=0, end=0, is_resolved=True) if found else None


def _find_defined(plain: str, parties: Sequence[Party]) -> Party | None:
    """Return the firm that a report defines as "the company": 某某股份有限公司(以下简称“公司”)."""
    called = _CALLED.search(plain)
    if called is None:
        return None
    return next((party for party in parties if party.end == called.start()), None)


def _is_of_name(pronoun: re.Match[str], party: Party, language: str) -> bool:
    """Return whether a name overlaps a pronoun, or follows it in apposition: the robot maker Haiwei.

    A place before "-based" only says where a firm is from: the Suzhou-based maker.
    """
    if language == "zh":
        return party.start < pronoun.end()
    if party.start < pronoun.end():
        return party.kind != "GPE" or not pronoun.string.startswith("-based", party.end)
    return party.start == pronoun.end() + 1 and " " in pronoun[0]


def _find_chinese_antecedent(plain: str, found: re.Match[str], earlier: Sequence[Party]) -> Party | None:
    """Return which of the parties before it, ordered by start, a Chinese pronoun refers to, or None."""
    if found[0] == "其":
        return _first_of_sentence(plain, earlier)
    if found[0] in _PLACES:
        named = (one for one in reversed(earlier) if one.kind == "GPE" and one.text.endswith(found[0][-1]))
        return next((one for one in named if one.is_listed or len(one.text) >= _SHORTEST_PLACE), None)
    if kind := _KINDS.get(found[0]):
        kinds = (party for party in reversed(earlier) if party.kind == "ORG" and party.text.endswith(kind))
        return next(kinds, None)
    organs = load_words("zh").organs
    bodies = [party for party in earlier if party.kind == "ORG" and not organs.search(party.text.lower())]
    free = (party for party in reversed(bodies) if not _GOVERNED.match(plain, party.start - 1))
    return next(free, bodies[-1] if bodies else None)


def _find_firm_of_text(
    plain: str, found: re.Match[str], earlier: Sequence[Party], subject: str, *, is_open: bool
) -> Party | None:
    """Return the firm that 公司 refers to: the last one that a sentence is about, else that of the headings.

    >>> 青禾成立于2012年。某基金向公司增资。2024年，公司收购北澜。公司被列入清单 -> always 青禾
    """
    organs = load_words("zh").organs
    firms = [party for party in earlier if party.kind == "ORG" and not organs.search(party.text.lower())]
    heading = from_heading(subject)
    if found.start() and _BEFORE_OBJECT.match(plain, found.start() - 1):  # 向公司增资: not who does it
        start = _sentence_start(plain, found.start())
        firms = [party for party in firms if party.end <= start]
    traded: set[str] = set()  # the buyers and the firms that they bought
    for party in reversed(firms):
        if _is_passing(plain, party) or _ACTS_ON_FIRM.match(plain, party.end):
            continue
        if not (party.is_resolved or _opens_clause(plain, party)):
            continue
        is_investor = not party.is_resolved and _INVESTS.match(plain, party.end)
        if is_investor and any(_is_passing(plain, one) for one in firms if one.start > party.start):
            return heading
        if bought := _bought_by(plain, party, firms):
            traded |= {party.entity, bought.entity}
            continue
        if traded and party.entity not in traded:
            return heading
        return party
    if traded:
        return heading
    if heading or is_open or len({party.entity for party in firms}) != 1:
        return heading
    return next((party for party in firms if _is_introduced(plain, party)), None)


def _opens_clause(plain: str, party: Party) -> bool:
    """Return whether a clause is about a Chinese name, and does not mention it in passing.

    >>> 2019年，海微光学在... -> yes; 华为的订单, 华为等企业, 成为华为供应商后 -> no
    """
    first = max(0, party.start - _TO_OTHERS)
    start = max(first, *(plain.rfind(sign, first, party.start) + 1 for sign in ",。;:!?\n"))
    if _SAID.search(plain, max(0, start - 8), start) or _NO_TOPIC.match(plain, party.end):
        return False
    return _TOPIC_LEAD.fullmatch(plain, start, party.start) is not None


def _is_introduced(plain: str, party: Party) -> bool:
    """Return whether the only firm of a text may be its subject: named in full, and not as another's firm."""
    return bool(_LEGAL_FORM.search(party.text)) and not _names_other(plain, party)


def _bought_by(plain: str, party: Party, firms: Sequence[Party]) -> Party | None:
    """Return the firm that a firm by name buys in its own clause, or None."""
    if party.is_resolved:
        return None
    taken = _TAKES_OVER.match(plain, party.end)
    if taken and (whole := next((one for one in firms if one.start == taken.end("start")), None)):
        return whole
    buys = _BUYS.match(plain, party.end)
    if buys is None:
        return None
    stop = plain.find("。", buys.end())
    behind = (one for one in firms if buys.end() <= one.start and (stop < 0 or one.end <= stop))
    return next((one for one in behind if _is_object(plain, one)), None)


def _is_passing(plain: str, party: Party) -> bool:
    """Return whether a Chinese name follows a preposition, or a verb of which it is the object."""
    return bool(_GOVERNED.match(plain, party.start - 1)) or _names_other(plain, party)


def _names_other(plain: str, party: Party) -> bool:
    """Return whether a Chinese name is an object, or a customer, investor, rival or earlier employer."""
    is_other = _OTHERS.search(plain, max(0, party.start - _TO_OTHERS), party.start) is not None
    is_described = _DESCRIBED.match(plain, party.start, party.end) is not None
    return is_other or is_described or _is_object(plain, party)


def _is_object(plain: str, party: Party) -> bool:
    first = max(0, party.start - _CLAUSE)
    first = max(first, *(plain.rfind(sign, first, party.start) + 1 for sign in _CLAUSE_SIGNS))
    return bool(_OBJECT.search(plain, first, party.start))


def _sentence_start(plain: str, place: int) -> int:
    return max(plain.rfind(sign, 0, place) + 1 for sign in "。;!?")


def _first_of_sentence(plain: str, earlier: Sequence[Party]) -> Party | None:
    """Return the first body in the sentence of the last one."""
    first: Party | None = None
    stop = 0
    for party in reversed(earlier):
        if party.kind != "ORG":
            continue
        if first is None:
            stop = max(plain.rfind(mark, 0, party.start) for mark in (". ", "。", "; "))
        elif party.start < stop:
            break
        first = party
    return first
