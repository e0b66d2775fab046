"""Titles that name no document by themselves (《办法》), and the document of a text that one means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_DRAFT = "草案"
_TITLE = re.compile(r"《([^《》\n]{2,100})》")
_REMARKS = re.compile(r"(?:[（(][^（）()]*[）)])+$")


@cache
def generic_titles() -> frozenset[str]:
    """Return the titles that name no document by themselves: 《办法》, 《实施细则》."""
    lines = Path(__file__).with_name("generic_titles.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(title for line in lines if not line.startswith("#") for title in line.split())


def is_generic(title: str) -> bool:
    """Return whether a normalised title names no document by itself, nor does it as a draft."""
    return title.removesuffix(_DRAFT) in generic_titles()


def find_meant(text: str, title: str) -> Iterator[tuple[str, str]]:
    """Yield (whole, short) for each generic title in 《》 that can mean one document alone.

    That is the only title of the text, or in its `title`, that ends in the same words: beside
    《样例管理办法》 a 《办法》 is that. With two such titles it may be either, and is none.
    """
    named = dict.fromkeys(match[1] for part in (title, text) for match in _TITLE.finditer(part))
    for short in named:
        if not is_generic(_REMARKS.sub("", short)):
            continue
        ending = _REMARKS.sub("", short)
        whole = {one for one in named if one != short and _bare(one).endswith(ending) and not _is_short(one)}
        if len({_bare(one) for one in whole}) == 1:
            yield min(whole, key=len), short


def _bare(title: str) -> str:
    return _REMARKS.sub("", title)


def _is_short(title: str) -> bool:
    return is_generic(_bare(title))
