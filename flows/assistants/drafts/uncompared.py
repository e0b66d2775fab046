"""Count the numbers of a draft that no claim covers, so that an author knows what was not compared.

Dates, numbers of lists, articles and notes, and names such as 5G and G20 are not numbers to compare.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.assistants.drafts.claims import Claim, Draft, Note, Span, describe_note
from flows.text import MONTH_NAMES, lazy_pattern

_HAN_DIGITS = "零〇一二三四五六七八九十百千两"
_NUMBER = lazy_pattern(
    r"(?<![A-Za-z\d.,_])(?<![A-Za-z]-)(?:RMB|USD|US\$|HK\$)?\d+(?:[,，]\d{3})*(?:\.\d+)?"
    r"(?![A-Z](?![A-Za-z]))"
    rf"|[百千]分之[{_HAN_DIGITS}]+(?:点[{_HAN_DIGITS}]+)?"
    rf"|[{_HAN_DIGITS}]+(?:点[{_HAN_DIGITS}]+)?[万亿倍]"
    rf"(?=[{_HAN_DIGITS}万亿余多元人吨户家件公美立千斤以左]|[，。；、])"
)
_MONTHS = "|".join(MONTH_NAMES)
_NOT_COMPARED = lazy_pattern(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)"
    r"|(?<!\d)(?:19|20)\d\d(?:\s?(?:年|[-–—~～至]\s?(?:19|20)?\d\d(?!\d))|(?![\d.,]*\d))(?:年(?:代|度)?)?"
    r"|\d{1,2}\s?(?:月(?:份)?|日|时(?![效速])|:\d\d)"
    rf"|\b(?:{_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})\b"
    r"|\b\d+(?:st|nd|rd|th)\b|第\s?\d+"
    r"|\b(?:Articles?|Arts?\.|Sections?|Chapters?|No\.|Nos\.|pp?\.|Table|Figure)\s?\d+(?:\(\d+\))*"
    r"|[\[［]\d+[\]］]|《[^《》\n]{1,120}》|https?://\S+"
    r"|^[^\S\n]*[#>*-]*[^\S\n]*[（(]?\d{1,2}(?:\.\d{1,2})*[）).、．](?!\d)",
    re.MULTILINE | re.IGNORECASE,
)


def count_uncompared(draft: Draft, claims: Sequence[Claim]) -> int:
    """Return how many numbers of a draft are in no claim that was looked up."""
    taken = [Span(claim.start, claim.end) for claim in claims if claim.verdict != "unchecked"]
    taken += [Span(*match.span()) for match in _NOT_COMPARED.finditer(draft.text)]
    taken.sort()
    count = place = 0
    reach = -1  # the end of the spans that begin before a number
    for match in _NUMBER.finditer(draft.text):
        while place < len(taken) and taken[place].start < match.end():
            reach = max(reach, taken[place].end)
            place += 1
        if reach <= match.start():
            count += 1
    return count


def describe_uncompared(number: int, locale: str = "en") -> str:
    """Return how many numbers were not compared, in words, `en` or `zh`; "" for none."""
    return describe_note(Note("not_compared", {"number": number}), locale) if number else ""
