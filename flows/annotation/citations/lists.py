"""Adjacent names of documents: lists of titles, and numbers and dates next to a title."""

from __future__ import annotations

from collections.abc import Sequence

from flows.text import has_han, lazy_pattern

# What may join the names in a list: 《甲》（2017年）、《乙》.
_JOINED = lazy_pattern(
    r"^[\s》)\]〉、,和与及或以并]*"
    r"(?:第[〇零一二三四五六七八九十百千\d]{1,8}[条款项](?:之[一二三四五六七八九十])?[、和及]?){0,6}"
    r"(?:[(\[][^()]{0,60}[)\]])?[\s、,和与及或以并]*"
    r"(?:(?:以及|the|and|or)\s*){0,2}"
    r"(?:(?:articles?|sections?|paragraphs?|chapters?) \d[\d,()–-]*"
    r"(?: (?:to|and|or) \d[\d()]*)? of (?:the )?)?《?$"
)
# 《甲》(第5号);|(二)|《乙》: items that are a title each
_NUMBER = r"[(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[).、]\s?"
_NEXT_ITEM = lazy_pattern(rf"^[》)\]\s]*(?:[(\[][^()]{{0,60}}[)\]])?[;,]\s?(?:and )?{_NUMBER}(?:the )?《?$")
_ITEM_MARK = lazy_pattern(rf"{_NUMBER}(?:the )?《?$")
_END_OF_ITEM = lazy_pattern(r"[》)\]\s]*(?:[(\[][^()]{0,60}[)\]])?(?:[;,.。]|$)")
# Numbers in the bracket after a title are one list: 《甲》(国务院令第714号、第726号).
_BRACKETED = lazy_pattern(r"^》?\s?\((?:[^()\[\],。;]|\[\d{4}\]){2,60}[、和及与]$")
_COMMA = lazy_pattern(r",")
_AND = lazy_pattern(r"[和与及或]|\b(?:and|or)\b")
_DAY = r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日"
_ISSUING = "发布|公布|印发|颁布|批准|通过|制定|下发|施行|修订|发文"
# 《甲》、1986年12月6日海关总署发布的《乙》同时废止: issuers and dates may come between, but no other verb.
_CONTINUED = lazy_pattern(r"^[\s》)\]〉]*(?:\([^()]{0,80}\))?[^。;《》()]{0,80}《?$")
_OTHER_VERB = lazy_pattern(
    r"根据|依照|依据|按照|制定|规定|贯彻|落实|有效|修[订改正](?!的|,)|予以|适用|不得|应当"
    r"|废止|失效|执行|属于|所称"
    # 《甲》自2029年1月1日起施行，《乙》同时废止
    r"|(?:施行|实施|生效)(?!的|之|[后前时]|以)|(?:公布|发布|印发),《?$"
    r"|[被由]\s?《?$"  # 《甲》被《乙》废止
    # 《甲》施行后，《乙》即行废止; 根据《甲》…，现对《乙》作如下修改
    r"|(?:施行|实施|生效|公布|发布|印发|出台|通过|颁布)(?:之日|之?[后前时]|以[后前来])"
    r"|,[^,]{0,24}(?:现|决定|,)(?:对(?!外)|将|把)[^,]{0,30}$"
    r"|,(?:对|将|把)《?$"  # 《甲》立足…，对《乙》进行了修订
)
# 国务院令第746号公布的《甲》: the number belongs to the title after it.
_NUMBERED = lazy_pattern(r"\s?(?:联合|通知)?(?:公布|发布|印发|颁布|批转|公告)的\s?《")
_BRACKET = lazy_pattern(
    r"[》”\"]?\s?[(（]\s?(?:(?:19|20)\d{2}年(?:\d{1,2}月\d{1,2}日)?)?\s?(?:中华人民共和国)?[^()（）\d]{0,12}$"
)
# 《甲》（2007年国务院令第504号公布，根据国务院令第726号修正）
_HISTORY = lazy_pattern(r"》?\s?[(（](?:[^()（）]|[(（][^()（）]{0,40}[)）]){0,240}[)）]")
_DATE = lazy_pattern(r"((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日")
_BEHIND = lazy_pattern(
    rf"》?\s?[(（][^()（）]{{0,60}}?({_DAY})[^()（）]{{0,40}}(?:{_ISSUING})?[^()（）]{{0,12}}[)）]"
)
# The year alone: 《甲》（2010年发布）, 2010年印发的《甲》.
_YEAR_BEHIND = lazy_pattern(rf"》?\s?[(（]\s?((?:19|20)\d{{2}})年(?:{_ISSUING})[)）]")
_YEAR_AHEAD = lazy_pattern(rf"((?:19|20)\d{{2}})年(?:{_ISSUING})的《?$")
_AHEAD = lazy_pattern(rf"({_DAY})[^。;；《》]{{0,60}}?(?:{_ISSUING})的《?$")
_REACH = 90  # code points read on either side of a name


def are_listed(between: str) -> bool:
    """Return whether the words between two names make them members of one list."""
    return bool(_JOINED.match(between) or _BRACKETED.match(between))


def are_items(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Return whether two names, given by their spans, are items of a numbered list and nothing else.

    >>> 废止下列文件:(一)《甲》;(二)《乙》。
    """
    is_marked = _ITEM_MARK.search(text, max(0, first[0] - 12), first[0])
    is_next = _NEXT_ITEM.match(text[first[1] : second[0]])
    return bool(is_marked and is_next and _END_OF_ITEM.match(text, second[1]))


def may_be_closed_together(between: str) -> bool:
    """Return whether the words after the later of two names may also apply to the earlier one."""
    if are_listed(between):
        return True
    return has_han(between) and bool(_CONTINUED.match(between)) and not _OTHER_VERB.search(between)


def end_of_basis(joints: Sequence[str]) -> int:
    """Return the number of documents at the start of a list that are the basis for the rest of it.

    `joints` are the words between its members. The basis ends with a comma: 根据《甲》，《乙》同时废止. If
    an "and" comes before a comma, it belongs to the basis: under the A Law, the B Law and the C Law, the D
    Rules are repealed. Returns 0 without a comma: the basis is the whole list.
    """
    commas = [place for place, joint in enumerate(joints) if _COMMA.search(joint)]
    joined = next((place for place, joint in enumerate(joints) if _AND.search(joint)), len(joints))
    later = [place for place in commas if place > joined]
    return next(iter(later or commas), -1) + 1


def numbers_next(between: str) -> bool:
    """Return whether a number belongs to the title after these words: 令第746号公布的《甲》."""
    return bool(_NUMBERED.fullmatch(between))


def opens_bracket(between: str) -> bool:
    """Return whether a number after these words is in the bracket directly after a title.

    The bracket may begin with the date: 《甲》（2021年7月27日国务院令第746号公布）.
    """
    return bool(_BRACKET.fullmatch(between))


def end_of_bracket(text: str, start: int) -> int:
    """Return the end of the bracket that opens right after the title ending at `start`, or `start`."""
    match = _HISTORY.match(text, start)
    return match.end() if match else start


def find_date(text: str, start: int, end: int) -> str:
    """Return the ISO date (or year) next to the name `text[start:end]` of folded text, or "".

    The date is in the bracket after the name, or before the name: 1992年5月11日国务院发布的《甲》.
    """
    behind = _BEHIND.match(text, end, end + _REACH)
    ahead = _AHEAD.search(text, max(0, start - _REACH), start)
    found = _DATE.match(behind[1]) if behind else ahead and _DATE.match(ahead[1])
    if not found:
        year = _YEAR_BEHIND.match(text, end, end + _REACH) or _YEAR_AHEAD.search(
            text, max(0, start - _REACH), start
        )
        return year[1] if year else ""
    whole, month, day = (int(part) for part in found.groups())
    is_date = 1 <= month <= 12 and 1 <= day <= 31
    return f"{whole}-{month:02}-{day:02}" if is_date else ""
