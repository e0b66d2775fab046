"""The signatory of a text, and the date.

Covers the block under a document, a notice before the text that it forwards, orders, and texts that have
lost their lines.
"""

from __future__ import annotations

import re
from itertools import takewhile

from flows.corpus.metadata.dates import REPUBLIC_DAY, parse_date
from flows.corpus.metadata.issuers import are_english_bodies
from flows.text import HAN, lazy_pattern

_ZH_NUMERALS = "[一二三四五六七八九十]"
_ZH_DATE = rf"[〇零○一二三四五六七八九]{{4}}年{_ZH_NUMERALS}{{1,2}}月{_ZH_NUMERALS}{{1,3}}日"
_SIGNATURE_DATE = lazy_pattern(
    rf"^[\s\u3000（(]*(?:(?:中国|中國)?[{HAN}]{{2,3}}[，,]\s*)?"
    rf"(?:\d{{4}}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日|{_ZH_DATE}|{REPUBLIC_DAY})"
    r"[\s\u3000）)]*$"
)
_BROKEN_DATE = lazy_pattern(
    r"^[ \t\u3000]*(?:\d\s*){4}年\s*(?:\d\s*){1,2}月\s*(?:\d\s*){1,2}日[ \t\u3000]*(?:\n|$)", re.MULTILINE
)
_BODY = lazy_pattern(
    r"(?:部|委|局|署|院|厅|办|社|银行|政府|会|办公室|中心|法院|检察院|秘书处|总公司|党委|组织|组)\s*$"
)
DOCUMENT_NAME = lazy_pattern(
    r"(?:通知|意见|办法|方案|决定|公告|批复|通报|函|规定|措施|条例|计划|规划|细则|请示|报告|通告|复函|答复"
    r"|纲要|意见书|决定书|说明书|指南|解释)(?:（[^（）]{1,20}）)?$"
)
_DATE = rf"(?:\d{{4}}\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日|{_ZH_DATE}|{REPUBLIC_DAY})"
_IN_FLOW = lazy_pattern(
    rf"(?<=[{HAN}][ \u3000])[ \u3000]*({_DATE})(?=[ \u3000]*$|[ \u3000]+(?!\d{{1,2}}[:：]))",
    re.MULTILINE,
)
_BEFORE = 400  # characters before such a date that contain the bodies, at most about twenty
_NAME = lazy_pattern(rf"(?:\d{{4}}年)?[{HAN}·]+")
_HEAD = lazy_pattern(rf"^([{HAN}]{{2,24}}?)(?:总?[部局院署厅行]长|主任|会长|主席|书记)$")
_BODY_PARTS = lazy_pattern(r".{2,}?(?:部|委员会|委|局|署|院|厅|办公室|办|银行|政府|会)(?!员会|公)")
_REST_OF_NAME = lazy_pattern(r"^(?:委员会|办公[厅室]|秘书[处局])")
_STATE = lazy_pattern(rf"^中华人民共和国(?=[{HAN}]{{2,}}(?:部|委员会|总署|银行)$)")
_ISSUER = lazy_pattern(rf"^[\s\u3000]*[{HAN}·]{{3,30}}(?:[\s\u3000]+[{HAN}·]{{3,30}})*[\s\u3000]*$")
_NOT_AN_ISSUER = lazy_pattern(r"关于|^\s*在|讲话|致辞|讲话稿|演讲")
_ENGLISH_DATE = lazy_pattern(
    r"[\s(]*(?:[A-Z][a-z]+,\s)?(?:[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s\d{4}|\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4})[\s)]*"
)
_SEAL = lazy_pattern(
    r"^(?:Seal of (?:the )?|Issued by:? (?:the )?)|\s*\((?:official )?seal\)$", re.IGNORECASE
)
_LAST_LINES, _FIRST_LINES, _SEARCHED_LINES, _MAX_ISSUERS = 12, 6, 60, 15
_MAX_PERSON, _MAX_BODY = 4, 30


def find_signature(text: str) -> tuple[str, str]:
    """Return the issuer and the ISO date of the signature of a document; "" for what is missing.

    The date is on a line of its own, among the last twelve lines or, in brackets under the title, among the
    first six. The issuer is in the lines before it; an English date needs one. In a Chinese text without
    lines, the date is between spaces, after bodies, or after heads of bodies with their names, that follow
    the end of a sentence. Chinese bodies are joined by spaces, English ones by commas.
    """
    lines = [line for line in _BROKEN_DATE.sub(_join_date, text).splitlines() if line.strip()]
    for index in range(len(lines) - 1, max(-1, len(lines) - 1 - _LAST_LINES), -1):
        if _SIGNATURE_DATE.match(lines[index]):
            return _issuers_before(lines, index), parse_date(lines[index])
        if _ENGLISH_DATE.fullmatch(lines[index]) and (bodies := _english_bodies_before(lines, index)):
            return ", ".join(bodies), parse_date(lines[index].strip(" ()"))
    for index, line in enumerate(lines[:_SEARCHED_LINES]):
        is_signed = index > 0 and _is_issuer(lines[index - 1])  # a notice signed before the text it forwards
        if _SIGNATURE_DATE.match(line) and (index < _FIRST_LINES or is_signed):
            return _issuers_before(lines, index) if is_signed else "", parse_date(line)
    return _find_in_flow(text)


def _find_in_flow(text: str) -> tuple[str, str]:
    """Return the issuer and date of the first signature in a text without lines; ("", "") without one."""
    for match in _IN_FLOW.finditer(text):
        words = text[max(0, match.start() - _BEFORE) : match.start()].rpartition("\n")[2].split()
        if (dated := parse_date(match[1])) and (bodies := _bodies_at_end(words)):
            return " ".join(bodies), dated
    return "", ""


def _bodies_at_end(words: list[str]) -> list[str]:
    """Return the bodies at the end of the words, in order.

    They are written `示范部 样例局` or `示范部部长 甲某 样例局局长 乙某`.
    """
    words = _join_spaced(words)
    found: list[str] = []
    at = len(words) - 1
    while at >= 0:
        word = words[at]
        if at and len(word) <= _MAX_PERSON and (head := _HEAD.match(words[at - 1])):
            found.insert(0, head[1])
            at -= 2
        elif len(word) <= _MAX_BODY and _NAME.fullmatch(word) and _BODY.search(word):
            found.insert(0, word)
            at -= 1
        else:
            break
    if found and at >= 0 and _REST_OF_NAME.match(found[0]) and _NAME.fullmatch(words[at]):
        found[0] = words[at] + found[0]  # a name broken in two
    if found and len(found[0]) < 3:
        return []
    return [_STATE.sub("", name) for name in found]


def _join_spaced(words: list[str]) -> list[str]:
    """Join names written with spaces between characters (`财 政 部`), and split them where one ends."""
    joined: list[str] = []
    run = ""
    for word in [*words, ""]:
        if len(word) == 1 and _NAME.fullmatch(word):
            run += word
            continue
        if run:
            joined += _BODY_PARTS.findall(run) if _BODY.search(run) else [run]
            run = ""
        if word:
            joined.append(word)
    return joined


def _join_date(match: re.Match[str]) -> str:
    return re.sub(r"\s", "", match[0]) + "\n"


def _issuers_before(lines: list[str], index: int) -> str:
    """Return the bodies in the lines above a date, in order, joined by a space.

    Those above the last one must have names of bodies.
    """
    found: list[str] = []
    for line in reversed(lines[max(0, index - _MAX_ISSUERS) : index]):
        if not _is_issuer(line) or (found and not _BODY.search(line)):
            break
        found.insert(0, " ".join(line.split()))
    return " ".join(found)


def _english_bodies_before(lines: list[str], index: int) -> list[str]:
    """Return the lines above a date that name English bodies, in order."""
    above = (_SEAL.sub("", line.strip()) for line in reversed(lines[max(0, index - _MAX_ISSUERS) : index]))
    return list(takewhile(are_english_bodies, above))[::-1]


def _is_issuer(line: str) -> bool:
    """Return whether a line before a date names a body, rather than a title or a speech."""
    bare = line.strip()
    if not _ISSUER.match(line) or _NOT_AN_ISSUER.search(line) or DOCUMENT_NAME.search(bare):
        return False
    return len(bare) > 3 or bool(_BODY.search(line))
