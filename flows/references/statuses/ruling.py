"""Documents that lay down rules, and their status on a day by the evidence for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from flows.corpus.metadata import REPUBLIC_DAY, read_issuing
from flows.store.documents import Status, StatusEvent
from flows.text import has_han, lazy_pattern, plain_title, read_patterns, simplify, title_in_chinese
from flows.text.places import level_of_issuer

_DATE = (
    r"(?P<date>(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|"
    rf"{REPUBLIC_DAY}|"
    r"[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日|"
    r"[A-Z][a-z]+ \d{1,2}, (?:19|20)\d{2}|\d{1,2} [A-Z][a-z]+ (?:19|20)\d{2})"
    r"(?:\s*(?:\d{1,2}|[零〇])\s*时(?:\s*\d{1,2}\s*分)?)?"
)
_DAY = _DATE.replace("?P<date>", "?:")
_KINDS = (
    "法|条例|办法|规定|细则|规则|决定|通知|意见|解释|准则|标准|规范|指引|指南|方案|章程|公告|通告|目录|清单"
    "|政策|措施|规划|纲要|计划|要点|规程|制度|导则|预案|令|决议|批复|函"
)
_HOLDS = "(?:施行|实施|生效|试行|执行)"
_ISSUED = "自(?:公布|发布|印发|颁布|下发|签署|签发|发文|通过)之?日"  # 自發布日施行 in Taiwan
_SINCE = f"自(?:{_DAY}|(?:公布|发布|印发|颁布|下发)之?日)起?[^。；，、]{{0,10}}?(?:施行|实施|执行|生效|试行)"
_VALIDITY = "(?:有效期|执行期|实施期|施行期|试行期)[限间]?"
_ENGLISH_KINDS = (
    r"(?:this (?:law|act|ordinance|regulation|decision|notice|circular|announcement|order|decree|plan)"
    r"|these (?:measures|regulations|provisions|rules|opinions|guidelines))"
)
# The placeholders of `patterns.toml`.
_PLACEHOLDERS = {
    "date": _DATE,
    "day": _DAY,
    "since": _SINCE,
    "validity": _VALIDITY,
    "from": (
        "(?:{own}(?!中(?!央|国|华))[^。；第的所前]{0,12}?|{opening}|{published})"
        f"[自从于](?:{_DAY}|(?:公布|发布|印发|颁布|下发)之?日)起?(?:正式|开始)?{_HOLDS}"
    ),
    # Not the end of a word (基本法, 资本办法, 日本政策), nor the basis of something else (参照本办法).
    "own": (
        "(?<![基资成日样版文根脚剧原])(?<!参照)(?<!按照)(?<!依照)(?<!根据)(?<!依据)"
        f"本(?:实施|暂行|管理|指导|行动|工作|发展|专项|若干)?(?:{_KINDS})"
    ),
    "holds": _HOLDS,
    "issued": _ISSUED,
    "opening": (
        r"^(?:第[^\s条]{1,6}条\s*|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*)?"
        rf"(?:{_VALIDITY}[^。；，,]{{1,12}}[，,]\s*)?"
    ),
    "published": (
        r"(?:现(?:予以?)?(?:公布|发布|颁布)[^。；，]{0,60}|现将[^。；]{2,80}?(?:印发|公布|发布)(?:给你们)?)"
        r"[，,]\s*并?"
    ),
    "this": _ENGLISH_KINDS,
    # Not what holds by the document (under this law), nor if it holds.
    "ruled": "(?<!under )(?<!pursuant to )(?<!with )(?<!if )(?<!once )(?<!unless )(?<!by )(?<!when )",
    "decided": "(?!(?:以前|前|之前)?的(?:建议|提议|申请|请求|请示|提案|意见))",
    "lengthens": (
        "^[》”]?(?:{bracket})?(?:[、和及]?《[^《》]{2,60}》(?:{bracket})?){0,20}的?"
        f"{_VALIDITY}(?:[自由]{_DAY})?(?:再|继续)?(?:延长|顺延|延续)"
    ),
    "prolonged": r"(?:is|are|was|were|shall be|will be|has been|have been) (?:hereby |further )?extended",
    # Titles of what lasts beyond the occasion, or has more than one year.
    "once": (
        r"^(?!.*(?:废止|修改|结果|等级|名单|名录|目录|清单|获奖|批复|办法|规定|细则|规则|制度|规范"
        r"|标准(?!的?[制修立])|政策|补贴|补助|奖励|长期|远景|常态|长效|(?<!\d)[两二三四五六七八九十]年"
        r"|(?:19|20)\d{2}\s*年?[^年]*?(?:19|20)\d{2}\s*[年版])).*?"
    ),
    "of_year": (
        r"{planned}(?P<last>(?:19|20)\d{2})\s*年(?![前起]|以[前后来]|之?[前后]|开始|底|末|[版本]|\d"
        "|[^，。；]{0,8}?(?:普查|督[查察]|整改))"
    ),
    "planned": (
        r"(?<![到至从自为\d])(?<!落实)(?<!基于)(?<!针对)(?<!根据)(?<!按照)(?<!对照)"
        "(?<!面向)(?<!迈向)(?<!迎接)"
    ),
    # Announcements of another kind give the results of an occasion.
    "calls": (
        r"[^《》，。；]*?(?:申报|申请|推荐|评选|征集|遴选|招生|招聘|报名)"
        r"(?:[^《》，。；]*?通知|[^《》，。；]{0,12}(?:通告|公告))(?:{bracket})*$"
    ),
    "itself": rf"(?:^|[.;]\s+|\bArticle \d+\.?\s+){_ENGLISH_KINDS}",
    "begins": (
        r"(?:shall |will |is to |are to )?(?:(?:comes?|go(?:es)?) into (?:force|effect)|takes? effect"
        r"|enters? into force|becomes? effective|(?:be|is|are) (?:effective|implemented|enforced))"
    ),
    "bracket": r"\s*[（(【〔][^（()）]*[)）】〕]",
}
_MARKS_OF_HEADLINES = lazy_pattern("[！？：【】]")
_QUOTED = lazy_pattern("《[^《》]*》")
_QUOTATION_MARKS = lazy_pattern("[“”]")
_BRACKETS_BEHIND = lazy_pattern(r"(?:\s*[（(][^（()）]*[)）])+$")
_NOT_EXTENDED = ("citation", "table")  # sources by which a document ends though it was extended
# Kinds of documents that lay down rules.
RULES = ("law", "regulation", "notice", "opinion", "plan", "announcement")
EDITED = ("law", "regulation")  # kinds of documents with editions
# Of the statuses stated up to a day, the first of these applies.
_RANKED: tuple[Status, ...] = ("repealed", "expired", "suspended", "amended", "draft")


def status_at(kind: str, title: str, events: Sequence[StatusEvent], day: str) -> str:
    """Return the status of a document on a day (ISO); "" if it lays down no rules.

    Its official table takes precedence, except over a later repeal. A law as amended is not in force before
    the amendment, although its text has the day of its first edition.
    """
    known = _known_at(events, day)
    if not _is_suspended(known):
        known = [event for event in known if event.status != "suspended"]
    if any(event.source == "amendment" and event.since > day for event in events):
        known = [event for event in known if event.status != "in_force" or event.source == "table"]
    table = [event.status for event in known if event.source == "table"]
    said = {event.status for event in known}
    if table and table[-1] != "in_force" and table[-1] != "not_yet":
        return table[-1]
    if "in_force" in table:
        said -= {"amended"}
    for status in _RANKED:
        if status in said:
            return status
    if "in_force" in said:
        return "in_force"
    if any(event.status in ("in_force", "not_yet") and event.source != "resumption" for event in events):
        return "not_yet"
    return "in_force" if lays_down_rules(kind, title) else ""


def reasons_at(events: Sequence[StatusEvent], status: str, day: str) -> list[StatusEvent]:
    """Return the evidence for a status up to a day, earliest first; [] if it is presumed."""
    if status == "not_yet":
        return [event for event in events if event.since > day and event.status == "in_force"]
    return [event for event in _known_at(events, day) if event.status == status]


def resumed_after(events: Sequence[StatusEvent], status: str, day: str) -> str:
    """Return the day after `day` on which a suspended document holds again, or ""."""
    if status != "suspended":
        return ""
    ends = [event.since for event in events if event.source == "resumption" and event.since > day]
    return min(ends, default="")


def _known_at(events: Sequence[StatusEvent], day: str) -> list[StatusEvent]:
    """Return the events up to a day, without the end in a document's text if another one has extended it."""
    known = [event for event in events if event.since <= day]
    if any(event.status == "in_force" and event.source == "citation" for event in known):
        return [event for event in known if event.status != "expired" or event.source in _NOT_EXTENDED]
    return known


def _is_suspended(known: Sequence[StatusEvent]) -> bool:
    """Return whether the last of the suspensions has not ended."""
    suspended = [event.since for event in known if event.status == "suspended"]
    resumed = [event.since for event in known if event.source == "resumption"]
    return bool(suspended) and max(suspended) >= max(resumed, default="")


def is_of_first_edition(event: StatusEvent, date: str) -> bool:
    """Return whether an event says since when the first edition is in force, and not the one of a date.

    A law as amended in 2022 still says 自2008年8月1日起施行: since when it is in force as amended is unknown.
    """
    return event.status == "in_force" and "" < event.since[: len(date)] < date[: len(event.since)]


def lays_down_rules(kind: str, title: str) -> bool:
    """Return whether a document is of a kind that lays down rules, and not a text about such a document.

    Texts about one are: a headline with its marks (习近平：…), one with quotation marks and not in a form of
    rules (关于“样例+”行动的意见), one with a name in 《》 not introduced by 关于 (示范部发布《样例办法》), or
    one of two parts whose first is not an issuer. Of a title with its English translation, the Chinese part
    counts.
    """
    title = title_in_chinese(plain_title(title).strip())
    if kind not in RULES or _MARKS_OF_HEADLINES.search(title):
        return False
    if search_status("numbered", title):
        return True  # 样例部公告2025年第61号 公布…的决定
    if issuing := read_issuing(title):  # without 的通知: news, or a notice that contains the document
        return not search_status("headline", issuing.issuer)
    if _QUOTATION_MARKS.search(title) and not search_status("quoting", title):
        return False
    unquoted = _QUOTED.sub("《》", title)
    first, _, rest = _BRACKETS_BEHIND.sub("", unquoted).partition(" ")
    if rest and has_han(first) and has_han(rest) and not level_of_issuer(first):
        return False
    if title.startswith("《"):
        return title.rpartition("》")[2].strip()[:1] in ("", "（", "(")
    before = title.partition("《")[0]
    if before != title and "关于" not in before and not before.endswith(("实施", "贯彻", "征求")):
        return False
    return _is_titled_as_rules(title)


def _is_titled_as_rules(title: str) -> bool:
    """Return whether a Chinese title ends like a title of rules and does not begin like a headline.

    English titles belong to rules unless they are those of lists and the like.
    """
    if not has_han(title):
        return not search_status("listing", title)
    return bool(search_status("ruling", title)) and not search_status("headline", title.partition("关于")[0])


def search_status(name: str, text: str) -> re.Match[str] | None:
    """Return the first match of a pattern in a clause or title, in simplified characters, or None."""
    return _patterns()[name].search(simplify(text))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns of titles and clauses by name; groups of alternatives end with a number."""
    table = read_patterns(Path(__file__).with_name("patterns.toml"))
    return {name: _compile(given) for name, given in table.items()}


def _compile(given: Sequence[str]) -> re.Pattern[str]:
    """Return one pattern of alternatives; flags and named groups of each apply only to it."""
    parts = []
    for number, pattern in enumerate(given):
        flag = "i" if pattern.startswith("(?i)") else ""
        body = pattern.removeprefix("(?i)")
        for name, meaning in _PLACEHOLDERS.items():
            body = body.replace(f"{{{name}}}", meaning)
        body = re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{number}>", body)
        parts.append(f"(?{flag}:{body})")
    return re.compile("|".join(parts), re.MULTILINE)
