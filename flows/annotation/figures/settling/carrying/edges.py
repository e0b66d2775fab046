"""Function words and times at the edges of a Chinese name: 不过|产值, 出口额|目前."""

from __future__ import annotations

from flows.annotation.figures.settling.carrying.vocabulary import read_pattern

_BEFORE = read_pattern("edges", "before")
_BEHIND = read_pattern("edges", "behind")
_LEAST = 2


def strip_edges(name: str) -> str:
    """Return a name without function words and times at its edges, if enough is left of it.

    >>> strip_edges("不过产值"), strip_edges("我国进口额目前"), strip_edges("目前")
    ('产值', '我国进口额', '目前')
    """
    own = name
    if match := _BEFORE.match(own):
        own = own[match.end() :]
    own = _BEHIND.sub("", own)
    if len(own) >= _LEAST:
        return own
    return name
