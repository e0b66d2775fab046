"""Who issued a document: what a record, a table, the signature and the title say, put together; joint issuers all named."""

from __future__ import annotations

import re

_SEPARATORS = re.compile(r"[\s\u3000]*[,，;；、/][\s\u3000]*|[\s\u3000]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# A name that only means something inside the body it belongs to.
_INNER = re.compile(r"^(?:办公[厅室]|秘书处|(?:(?![部委局署院])[\u4e00-\u9fff]){1,6}(?:司|处))$")
_WHOLE = re.compile(r"^(?:国家|中国|中共|国务院|全国|最高|[\u4e00-\u9fff]{2,3}[省市县区])")
_BODY_END = re.compile(
    r"(?:部|委|局|署|院|厅|办|社|银行|政府|会|办公[室厅]|中心|法院|检察院|秘书[处局]|总公司|党委|组|司|处)$"
)
_ORDER = re.compile(
    r"(?:^|[\n\s】])((?:[\u4e00-\u9fff]{3,20}[ \u3000\n、]{1,3}){0,6}[\u4e00-\u9fff]{3,20}?)[ \u3000\n]*令[ \u3000\n]*[（(]?[ \u3000\n]*第[ \u3000]*([\d一二三四五六七八九十百〇零]{1,6})[ \u3000]*号"
)
_STATE = re.compile(r"^中华人民共和国(?=[\u4e00-\u9fff]{2,}(?:部|委员会|总署|银行)$)")


def split_issuers(publisher: str) -> list[str]:
    """Return the bodies that a publisher names: `示范部 样例局`, `示范部、样例局` and `示范部,样例局` are two. An English name is one."""
    if not _HAN.search(publisher):
        return [publisher] if publisher.strip() else []
    names = [name for name in _SEPARATORS.split(publisher.strip()) if name]
    return (
        names
        if len(names) > 1 and all(_BODY_END.search(name) or len(name) > 3 for name in names)
        else [publisher.strip()]
    )


def settle_issuer(
    known: str, table: str, signature: str, title: str, *, is_signed: bool = False, has_number: bool = False
) -> tuple[str, str]:
    """Return the issuer and where it came from: "" for what is known already, else table, signature or title.

    What is known gives way where it is nothing but an inner department (科技司), where the table or the signature names several
    bodies of which it is one, and to another body: one whose signature bears the document's own date (`is_signed`), or
    one that the title of a document with a number names.
    """
    head = _before_about(title)
    if known and _is_inner(known):
        for said, origin in ((signature, "signature"), (head, "title"), (table, "table in the text")):
            if said and not _is_inner(said):
                return said, origin
        return known, ""
    for said, origin in ((table, "table in the text"), (signature, "signature"), (head, "title")):
        names = split_issuers(said)
        if not known and said and (origin != "signature" or all(_BODY_END.search(name) for name in names)):
            return " ".join(names), origin
        named = split_issuers(known)
        if len(names) > 1 and len(names) > len(named) and any(_is_same(named[0], name) for name in names):
            return " ".join(names), origin
    if known and _HAN.search(known) and not table:
        if is_signed and signature and _BODY_END.search(signature) and not _overlap(known, signature):
            return signature, "signature"
        if has_number and head and not _overlap(known, head) and known not in title:
            return head, "title"
    return known, ""


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one


def find_order(text: str) -> tuple[str, str]:
    """Return (bodies, number) of an order at the top of a text, `示范局 样例部 令 第5号`: ("示范局 样例部", "示范局、样例部令第5号")."""
    match = _ORDER.search(text[:1_500])
    if not match:
        return "", ""
    names = [_STATE.sub("", name) for name in re.split(r"[ \u3000\n、]+", match[1]) if name]
    while names and not _BODY_END.search(names[0]):
        names.pop(0)
    if not names or not all(_BODY_END.search(name) for name in names):
        return "", ""
    return " ".join(names), f"{'、'.join(names)}令第{match[2]}号"


def _is_inner(name: str) -> bool:
    return bool(_INNER.match(name)) and not _WHOLE.match(name)


def _is_same(one: str, other: str) -> bool:
    return _STATE.sub("", one) == _STATE.sub("", other)


def _before_about(title: str) -> str:
    """Return the bodies that a title names before 关于."""
    if "关于" not in title:
        return ""
    head = re.sub(r"等[\d一二三四五六七八九十]*(?:部门|单位|部委)?$", "", title.partition("关于")[0].strip())
    names = _SEPARATORS.split(head) if head else []
    return (
        " ".join(names) if names and all(len(name) >= 3 and _BODY_END.search(name) for name in names) else ""
    )
