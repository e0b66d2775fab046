"""Acts of other countries and of the European Union, as English texts cite them."""

from __future__ import annotations

from collections.abc import Iterator

from flows.text import lazy_pattern

_SMALL = "and|of|for"
_NO_FIRST = "Act|The|This|That|An?|Under|In|On|By|If|And|Of|For|See|Section|Article|Title|Part|Congress"
_NAME = rf"(?!(?:{_NO_FIRST})\b)[A-Z][\w’'&-]*"
_ACT = lazy_pattern(
    rf"\b{_NAME}(?:,? (?:(?:{_SMALL}) ){{0,1}}{_NAME}){{0,9}} (?:Act|Ordinance)\b(?! of (?:War|God|the))"
    r"(?: of \d{4}\b)?"
)
_NO_ACT = lazy_pattern(
    r"^(?:First|Second|Third|Final|Balancing)? ?Act$|^(?:Said|Same|Present|Principal|New|Last) "
)
_NUMBERED = lazy_pattern(
    r"\b(?:Executive Order|E\.O\.) (?:No\. ?)?1\d{4}\b"
    r"|\b(?:(?:Commission |Council )?(?:Implementing |Delegated )?(?:Regulation|Directive|Decision))"
    r" (?:\((?:EU|EC|EEC)\) (?:No )?\d{2,4}/\d{2,4}|\d{2,4}/\d{2,4}/(?:EU|EC|EEC))"
    r"|\b(?:COM|SWD|JOIN)\(20\d\d\) ?\d{1,4}\b"
)
_RULE = lazy_pattern(
    r"\b(?:final |interim |proposed )*(?:rule|order|notice|memorandum)(?:,? (?:entitled|titled|called))?,? "
    r"[“\"]([^“”\"\n]{12,200}?)[,.]?[”\"]"
)


def find_foreign_laws(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of acts, orders and regulations that an English text names.

    >>> the CHIPS and Science Act of 2022, Executive Order 14105, Regulation (EU) 2019/452, COM(2023) 160
    >>> the interim final rule "Sample Controls on Sample Items"
    """
    if "Act" in text or "Ordinance" in text:
        for match in _ACT.finditer(text):
            if not _NO_ACT.search(match[0]):
                yield match.span()
    for match in _NUMBERED.finditer(text):
        yield match.span()
    for match in _RULE.finditer(text):
        yield match.span(1)
