"""Which language a text is in, by script: policy corpora hold Chinese, English and both in one line."""

from __future__ import annotations

import re

from flows.records import Language
from flows.text.folding import HAN

_HAN_RUN = re.compile(f"[{HAN}]+")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]+")


def detect_language(text: str) -> Language:
    """Return zh, en, mixed, or und (neither Han characters nor Latin words).

    An English word weighs as much as two Han characters (about what a translation gives); a language with less than
    15 % of the weight is a quotation, not a second language, so 'A股' stays Chinese and 'A&C (自主可控)' English.
    """
    han = sum(len(run) for run in _HAN_RUN.findall(text))
    latin = 2 * len(_LATIN_WORD.findall(text))
    if not han and not latin:
        return "und"
    share = han / (han + latin)
    return "zh" if share > 0.85 else "en" if share < 0.15 else "mixed"
