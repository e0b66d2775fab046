"""Signs that a Chinese clause is about something done: a date, a word such as 已, or the headings."""

from __future__ import annotations

import re

from flows.annotation.events.rules import load_words
from flows.annotation.events.sentences import Sentence

# Words that say when, even if the document has no date to complete them: 19日, 去年12月.
_TELLS_WHEN = re.compile(
    r"[去今]年(?!以来|要|将|计划)|上个?[月周]|[前当]天|(?<![\d年])(?:1[0-2]|[1-9])月(?!份?[以底])"
    r"|(?<![\d月])(?:[12]\d|3[01]|[1-9])[日号](?![程常均本报线楼机])|周[一二三四五六日](?!报|刊|边)"
)


def has_happened(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether a date, a word or the headings above show that a stretch is about something done."""
    if sentence.carried or sentence.review:
        return True
    if any(first <= when.start < last or when.start < sentence.start + 4 for when in sentence.dates):
        return True
    return bool(load_words("zh").happened.search(sentence.plain, first, last)) or tells_when(
        sentence, first, last
    )


def tells_when(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether a stretch has a day or month whose year is unknown, as the document has no date."""
    return not sentence.date and _TELLS_WHEN.search(sentence.plain, first, last) is not None
