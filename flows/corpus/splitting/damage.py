"""How much of a text was lost or garbled on its way here."""

from __future__ import annotations

import re

# Characters that no text has: replacement characters, controls, private use; and UTF-8 or GBK read as something else.
_LOST = re.compile(
    "[\ufffd\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffe\uffff]+|锟斤拷(?:锟斤拷|锟|斤|拷)*|烫烫烫+|屯屯屯+"
    "|(?:[\u00c2-\u00ef][\u0080-\u00bf]{1,2}){2,}|â€[™œ\u009d˜¦“”]|ï¼[Œš›ˆ‰]|ã€‚"
)
_SHARE, _CHARACTERS = 0.01, 3


def score_damage(text: str) -> float:
    """Return the share of characters that are lost or garbled, 0 to 1."""
    return sum(len(match[0]) for match in _LOST.finditer(text)) / max(len(text), 1)


def is_damaged(text: str) -> bool:
    """Return whether a passage lost one character in a hundred, or three: enough to miss a term or a figure in it."""
    lost = sum(len(match[0]) for match in _LOST.finditer(text))
    return lost >= _CHARACTERS or (lost >= _SHARE * max(len(text), 1) > 0 and lost > 0)
