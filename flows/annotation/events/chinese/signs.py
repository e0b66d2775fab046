"""What shows that a Chinese clause tells of something done: a date, a word such as 已, or the headings."""

from __future__ import annotations

from flows.annotation.events.clauses import Sentence
from flows.annotation.events.rules import load_words


def has_happened(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether a date, a word or the headings above tell that a stretch is about something done."""
    if sentence.carried or sentence.review:
        return True
    if any(first <= when.start < last or when.start < sentence.start + 4 for when in sentence.dates):
        return True
    return bool(load_words("zh").happened.search(sentence.plain, first, last))
