"""The kind of a document by the beginning or end of its title. The rules are in `kinds.toml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from flows.text import lazy_pattern, plain_title, read_patterns, simplify, title_in_chinese

KINDS = (
    "law",
    "regulation",
    "plan",
    "opinion",
    "notice",
    "announcement",
    "speech",
    "report",
    "news",
    "commentary",
    "analysis",
)
_TAIL = r"(?:\s*[（(][^（）()]{1,40}[）)])*$"
_QUOTED = lazy_pattern(r"[《〈“][^《》“”]*[》〉”]")
_ISSUING_NEWS = lazy_pattern(r"^[^关《]{2,40}(?:印发|发布|公布|出台)《》(?!的)")
_NUMBERED = lazy_pattern(r"[^《》，。；：？！\d]{2,40}(?:公告|通告|令)\s*[（(〔]?\d{4}")
_FORM = "的(?:通知|公告|通告|决定|命令|令)"
_ISSUED = lazy_pattern(
    rf"(?:印发|发布|公布|转发|下发)[^《》]{{0,12}}?(?:《([^《》]{{2,80}})》|([^《》]{{4,60}}?)){_FORM}"
)
_ISSUED_ENGLISH = lazy_pattern(
    r"^(?:Notice|Circular|Announcement|Decision|Order)\b.*?\b(?:on|for|of|about|concerning|regarding)"
    r" (?:the )?(?:(?:[Ii]ssuing|[Ii]ssuance of|[Pp]rinting and [Dd]istributing|[Pp]romulgating)(?: the)?"
    r"|(?:[Pp]ublishing|[Rr]eleasing|[Ff]orwarding) the) (?P<issued>[A-Z“\"].*)"
)
_ISSUING = lazy_pattern(rf"([^关《》]{{2,40}})(?<![拟将])(?<!同意)印发《([^《》]+)》({_FORM})?")
_NAME_LENGTHS = range(2, 81)  # characters of the name of a document in a title
_FULL_TEXT = lazy_pattern(
    r"(?:条例|意见|办法|规定|方案|规划|计划|纲要|决定|细则|措施|规则|准则|《[^《》]{2,80}》)[。，：]?全文如下"
)
_FULL = lazy_pattern(r"^(?:full text(?:\s*:\s*| of )(?:the )?|(?:\(全文\)|全文:)\s*)", re.IGNORECASE)
_FIRST_ARTICLE = lazy_pattern(r"^第一条[ \u3000]", re.MULTILINE)
_LAST_ARTICLE = lazy_pattern(
    r"^第[^ \u3000]{1,8}条[ \u3000][^\n]*自[^。；，]{1,20}起(?:正式)?(?:施行|实施|执行|试行)", re.MULTILINE
)
_HEAD = 3_000  # characters in which a text is announced
# Who says something, before what: 望海楼：一份不实的报告. Not the number of an order, nor part of a standard.
_SPEAKER = lazy_pattern(
    r"^(?!附|.*政府工作报告|[^：:]*(?:[号稿令]|部分)\s*[：:]|GB)[^：:《》（）()]{2,16}[：:](?!关于)"
)
_NOT_SPOKEN = ("regulation", "report")
_ORDER = lazy_pattern(r"令[（(]?\s*第|令第|令$|主席令|国务院令")


class KindRule(NamedTuple):
    """A kind, the pattern of its titles, and titles of this kind."""

    kind: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


class Issuing(NamedTuple):
    """The parts of a title by which an issuer issues another document: 示范部印发《样例办法》的通知."""

    issuer: str
    issued: str
    form: str  # 的通知, 的决定, ...; "" in news


@cache
def kind_rules() -> tuple[KindRule, ...]:
    """Return the rules in order; the first that matches decides."""
    table = read_patterns(Path(__file__).with_name("kinds.toml"))
    return tuple(_make_rule(**entry) for entry in table["rule"])


def _make_rule(
    kind: str,
    examples: list[str],
    endings: list[str] | None = None,
    parts: list[str] | None = None,
    english: list[str] | None = None,
) -> KindRule:
    patterns = [part.replace("{tail}", _TAIL) for part in parts or ()]
    if endings:
        patterns.append(rf"(?:{'|'.join(endings)}){_TAIL}")
    if english:
        patterns.append(rf"(?i:\b(?:{'|'.join(english)})\b)")
    return KindRule(kind, re.compile("|".join(patterns)), tuple(examples))


def kind_of(title: str) -> str:
    """Return one of KINDS, or "" if the title does not show it.

    A title that issues another document (关于印发《…规划》的通知) is a notice. If a title has its English
    translation next to it, the Chinese part decides.
    """
    title = _FULL.sub("", plain_title(" ".join(title.split())))
    return _kind_of(title_in_chinese(title)) or _kind_of(title)


def _kind_of(title: str) -> str:
    if title.startswith("《") and title.endswith("》") and title.count("《") == 1:
        title = title[1:-1]
    if not title:
        return ""
    bare = _QUOTED.sub("《》", title)
    if _ISSUING_NEWS.search(bare) and not _NUMBERED.match(bare):
        return "news"
    for rule in kind_rules():
        if rule.pattern.search(bare):
            is_spoken = rule.kind in _NOT_SPOKEN and _SPEAKER.match(bare)
            return "" if is_spoken else rule.kind
    if _ORDER.search(bare):
        return "announcement"
    return ""


def kind_issued_in_full(title: str, text: str) -> str:
    """Return the kind of the document that news report as issued and contain in full, or "".

    Such news (…印发《样例条例》) say 全文如下, or have the articles from the first to the one with the date.
    """
    issuing = read_issuing(" ".join(title.split()))
    if issuing is None or issuing.form or len(issuing.issued) not in _NAME_LENGTHS:
        return ""
    first = _FIRST_ARTICLE.search(text)
    plain = simplify(text)
    is_whole = bool(first and _LAST_ARTICLE.search(plain, first.end()))
    return kind_of(issuing.issued) if is_whole or _FULL_TEXT.search(plain, 0, _HEAD) else ""


def read_issuing(title: str) -> Issuing | None:
    """Return the parts of a title that issues another document; None for others, such as 拟印发.

    They are in simplified characters.
    """
    match = _ISSUING.fullmatch(plain_title(title))
    return Issuing(match[1], match[2], match[3] or "") if match else None


def issued_kind(title: str) -> str:
    """Return the kind of the document that a notice or order issues, or ""."""
    plain = plain_title(title)
    if match := _ISSUED.search(plain):
        return kind_of(match[1] or match[2])
    issued = _ISSUED_ENGLISH.match(plain)
    return kind_of(issued["issued"]) if issued else ""
