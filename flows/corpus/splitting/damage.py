"""Measure how much of a text was lost or garbled before it was read."""

from __future__ import annotations

from flows.text import lazy_pattern

# Characters that no real text has: replacement characters, controls, private use. Also UTF-8 or GBK that was
# read in another encoding.
_LOST = lazy_pattern(
    "[\ufffd\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffe\uffff]+"
    "|锟斤拷(?:锟斤拷|锟|斤|拷)*|烫烫烫+|屯屯屯+"
    "|(?:[\u00c2-\u00ef][\u0080-\u00bf]{1,2}){2,}|â€[™œ\u009d˜¦“”]|ï¼[Œš›ˆ‰]|ã€‚"
)
_SHARE, _CHARACTERS = 0.01, 3


def score_damage(text: str) -> float:
    """Return the share of characters that are lost or garbled, 0 to 1."""
    return _count_lost(text) / max(len(text), 1)


def is_damaged(text: str) -> bool:
    """Return whether a passage lost 1 % of its characters, or three: enough to miss a term or figure."""
    lost = _count_lost(text)
    return lost >= _CHARACTERS or (lost > 0 and lost >= _SHARE * len(text))


def _count_lost(text: str) -> int:
    return sum(len(match[0]) for match in _LOST.finditer(text))
