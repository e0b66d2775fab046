"""Titles that identify no document by themselves (《办法》), and the document that such a title means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from flows.text import lazy_pattern

_DRAFT = "草案"
_TITLE = lazy_pattern(r"《([^《》\n]{2,100})》")
_NUMBERED = lazy_pattern(r"[（(][一二三四五六七八九十\d]+[）)]$")  # 解释（二）
_REMARKS = lazy_pattern(r"(?:[（(][^（）()]*[）)])+$")


@cache
def generic_titles() -> frozenset[str]:
    """Return the titles that identify no document by themselves: 《办法》, 《实施细则》."""
    lines = Path(__file__).with_name("generic_titles.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(title for line in lines if not line.startswith("#") for title in line.split())


def is_generic(title: str) -> bool:
    """Return whether a normalised title, or the title of its draft, identifies no document by itself."""
    return title.removesuffix(_DRAFT) in generic_titles()


def find_meant(text: str, title: str) -> Iterator[tuple[str, str]]:
    """Yield (whole, short) for each generic title in 《》 that can mean only one document.

    That document's title is the only one in the text or in `title` with the same ending: after
    《样例管理办法》, a 《办法》 means that one. If there are two such titles, or if the words before the
    short title name its owner (四中全会《决定》), it means neither.
    """
    whole_text = f"{title}\n{text}"
    first = {match[1]: match.start() for match in reversed(list(_TITLE.finditer(whole_text)))}
    for short, place in first.items():
        ending = _bare(short)
        if not is_generic(ending) or _NUMBERED.search(short) or _owned(short).search(whole_text):
            continue
        others = ((one, _bare(one)) for one in first if one != short)
        named = {one: bare for one, bare in others if bare.endswith(ending) and not is_generic(bare)}
        if len(set(named.values())) == 1 and min(first[one] for one in named) < place:
            yield min(named, key=len), short


def _owned(short: str) -> re.Pattern[str]:
    """Return a pattern of a short title after words that name its owner: 全会《决定》, 国务院《意见》."""
    owner = "全会|会议|大会|中央|[省市州县区部委局厅院]|[一二三四五六七八九十]中"
    return re.compile(rf"(?:{owner})《{re.escape(short)}》")


def _bare(title: str) -> str:
    return _REMARKS.sub("", title)
