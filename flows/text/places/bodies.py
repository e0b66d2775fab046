"""The province of a body, by its name."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from flows.text.folding import fold
from flows.text.patterns import lazy_pattern
from flows.text.places.levels import level_of_issuer
from flows.text.places.provinces import list_provinces, read_province

# Before the place in the name of a local body: 中共广东省委, 中国（上海）自由贸易试验区.
_BEFORE = r"(?:中共(?!中央)|中国共产党(?!中央)|政协|中国人民政治协商会议|中国[（(])?"
# After a short name: places elsewhere that begin alike, 海南藏族自治州 and 河南县 of Qinghai.
_ELSEWHERE = r"(?!藏族|蒙古族|[州县区])"
# A university, newspaper or stock exchange with the short name of a province is not a body of it.
_BODY = r"(?:政府|人大|政协|党委|[省市区]委|委员会|委|厅|局|办|办公室|法院|检察院|兵团)"
_ENGLISH_RANK = (
    r"(?:provinc(?:e|ial)|municipal(?:ity)?|(?:\w+ )?autonomous region|sar|special administrative region)"
)
_ENGLISH_BODY = r"(?:government|committee|congress|commission|department|bureau|office|administration)"
_CENTRAL = lazy_pattern(r"\bcentral\b", re.IGNORECASE)
_SEVERAL = 20_000  # publishers whose province is cached


@lru_cache(maxsize=_SEVERAL)
def province_of(publisher: str | None, stated: str | None = "") -> str:
    """Return the full name of the province of a document, or "" if it has none or none is known.

    A publisher whose name begins with that of a province decides: 山东省青岛市人民政府, 广西科技厅. A body of
    the central government has no province. For any other publisher, the province stated by the source is
    used. If several publishers are joined in one name, the first decides.
    """
    name = fold((publisher or "").strip("《》“” ")).text
    if found := _province_in(name):
        return found
    if level_of_issuer(name) == "central":
        return ""
    return read_province(stated or "")


def _province_in(name: str) -> str:
    if not name.isascii():
        found = _chinese().match(name)
    elif level_of_issuer(name) == "central" or _CENTRAL.search(name):
        return ""
    else:
        found = _english().search(name)
    return next((read_province(form) for form in found.groups() if form), "") if found else ""


@cache
def _chinese() -> re.Pattern[str]:
    full = "|".join(one.name for one in list_provinces())
    short = "|".join(one.short for one in list_provinces())
    return re.compile(
        rf"{_BEFORE}({full})|中国[（(]({short})市?[）)]|({short})$|"
        rf"{_BEFORE}({short}){_ELSEWHERE}[^\s,，、;；]*{_BODY}(?![^\s,，、;；])"
    )


@cache
def _english() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for one in list_provinces() for name in one.english_names)
    return re.compile(
        rf"^({names})$|\b({names}) {_ENGLISH_RANK}\b|\bchina \(({names})\)"
        rf"|\b{_ENGLISH_BODY} of (?:the )?({names})\b",
        re.IGNORECASE,
    )
