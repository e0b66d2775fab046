"""Titles of documents in English text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.annotation.citations.english_edges import (
    FIVE_YEAR_PLAN,
    ISSUING_WORD,
    end_of_title,
    is_solicited,
    start_of_title,
)
from flows.annotation.citations.english_words import BRACKET, COMPOUND, KIND, NAME, OR, SMALL, WORD
from flows.annotation.citations.foreign_laws import find_foreign_laws
from flows.text import MONTH_NAMES, end_of, lazy_pattern, start_of

_QUOTE = r"[“\"][A-Z][^“”\"\n]{2,100}[”\"]"
_REMARK = r"\((?:[A-Z][\w-]*(?: (?=[A-Z]))?){1,4}\)"  # the Active Kelp Ingredient (AKI) Sector
_KIND_FIRST_TITLE = lazy_pattern(
    r"\b(?:Several |Implementing |Interim |Provisional |Guiding |Implementation |Administrative )?"
    rf"(?:{KIND})(?: {BRACKET})? (?:on|for|to(?! Be\b)|of(?! the Sea\b)|concerning|regarding|[Gg]overning)"
    rf" (?:(?:{SMALL}) ){{0,3}}{WORD}"
    rf"(?:,? (?:(?:{SMALL}|{OR}) ){{0,4}}{WORD}| {COMPOUND}"
    rf"| {_REMARK}(?= {WORD})| {BRACKET}(?= (?:(?:{SMALL}) ){{1,3}}{WORD})"
    rf"| (?:(?:{SMALL}) ){{0,2}}{_QUOTE}){{1,24}}"
)
_NO_SUBJECT = "|".join((*MONTH_NAMES, "[A-Z][a-z]+day", "Paper"))  # the Rules on Monday
# A single word says what it is about: the Regulations on Fireworks, China's Kelp Law, the Tax Code.
_SHORT_TITLE = lazy_pattern(
    r"(?<=\b[Tt]he )(?:Regulations|Measures|Provisions|Rules|Law) (?:on|[Gg]overning)"
    rf" (?!(?:{_NO_SUBJECT})\b)[A-Z][a-z]{{4,}}\b"
    r"|(?:(?<=\b[Tt]he )|(?<=\bPRC )|(?<=\bChina[’']s ))"
    r"(?!(?:Common|Roman|Martial|International|Natural|Islamic|Sharia|Public|Private|Murphy|Moore|Rule"
    r"|Present|Iron|Canon|English|Harvard|Yale|Stanford|Oxford|Cambridge"
    r"|Columbia|Local|National|State|Federal|Foreign|First|Second|Third|Existing|Current|European|American"
    r"|Japanese)\b)"
    r"(?:[A-Z][a-z]{3,}(?:-[A-Z][a-z]+)? Law|(?:Civil|Criminal|Commercial|Penal|Labou?r|Tax) Code)\b"
    r"(?! (?:School|Firm|Review|Journal|Professor|Department|Society|Institute|Cent(?:er|re)|Enforcement)\b)"
)
# The provisions that a law has are no document of their own: Provisions of the Sample Law.
_OF_LAW = lazy_pattern(
    r"(?:Provisions|Rules|Measures|Regulations|Guidelines) of (?:the )?(?!Implementation)"
    r"(?=(?:(?! (?:on|for|concerning|regarding|[Gg]overning) ).)*"
    r"\b(?:Law|Act|Code|Measures|Rules|Regulations)$)"
)
_OF_CHINA = r" of (?:the )?(?:[Pp]eople[’']s Republic of China|PRC|China)\b"
_KIND_LAST_TITLE = lazy_pattern(
    rf"(?<=\b[Tt]he ){NAME} Law{_OF_CHINA}"
    rf"|(?:(?<=\b[Tt]he )|\b(?=PRC )){NAME}(?: (?:(?:{SMALL}) ){{0,3}}{NAME}){{1,14}} (?:{KIND})\b"
    rf"(?:{_OF_CHINA})?"
)
# The Constitution and the Basic Law: what comes before is not part of the title.
_BEFORE_ANOTHER = lazy_pattern(r",? and (?:the|its|their) ")
# Ministry of Commerce on Issuing the Interim Provisions on Samples: the issuer is not part of the title.
_ISSUER_ON = lazy_pattern(
    r"(?:[A-Z][\w&’'-]*,? (?:(?:of|and|the|for) ){0,2}){0,12}?"
    r"(?:Ministry|Commission|Administration|Council|Office|Bureau|Department|Committee"
    r"|Technology|Commerce|Finance)"
    rf"(?: (?!(?:{KIND})\b)[A-Z][\w&’'-]*)*"
    r" on (?:(?:Issuing|Printing and Distributing|Promulgating|Releasing) )?(?:the )?"
)
# Words before a title: The Measures, the EU's Regulation.
_BEFORE_TITLE = lazy_pattern(
    r"(?:The |Its |A |An )?"
    r"(?:(?:EU|US|U\.S\.|UK|PRC|China|Japan|Beijing|Washington|Brussels)[’']s |Chinese |PRC )?"
)
# The State Administration for Market Regulation: a body whose name ends like a title.
_BODY = lazy_pattern(
    r".*\b(?:Administration|Department|Bureau|Office|Commission|Committee|Agency|Authority|Council"
    r"|Cent(?:er|re)|Institute|School) (?:of|for|on) .*\b(?:Regulation|Law|Strategy|Guidance)"
)
_KIND_FIRST = lazy_pattern(rf"(?:[A-Z]\w+ )?(?:{KIND})\b")  # Opinions of the Ministry of Finance on ...
_KIND_ALONE = lazy_pattern(
    rf"(?:(?:Interim|Provisional|Several|Implementing|Implementation|Guiding|Draft|Work) )?(?:{KIND})"
)
# A programme is a document only if words show that it was written.
_PROGRAMME = lazy_pattern(r"(?!.*\bFive[- ]Year\b).*\bProgram(?:me)?s?\b(?=$| (?:for|on|of|to)\b)")
_CITING = lazy_pattern(
    r"(?:issu|releas|publish|promulgat|adopt|approv|unveil|formulat|draft)[a-z]* "
    r"(?:(?:its|their|an?|the) )?$"
    r"|(?:according to|set out in|outlined in|stated in|laid down in|text of) (?:the )?$"
)
# What is carried out without being a document: the Five-Sphere Integrated Plan, the National Kelp Strategy.
_COUNTED = lazy_pattern(
    r"(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)-(?!Year)[A-Z]\w+ .*(?:Plan|Strategy)"
)
_STRATEGY = lazy_pattern(r"(?!.*\b(?:Outline|Plan)\b)(?!.*\d{4}).*\bStrategy\b.*")
_CARRIED_OUT = lazy_pattern(
    r"\b(?:implement(?:s|ed|ing|ation of)?|pursu(?:e|es|ed|ing)) (?:the )?$", re.IGNORECASE
)
# The heading in which a title is: Section 2 Intensified Regulation of Kelp Income.
_HEADED = lazy_pattern(
    r"\b(?:Section|SECTION|Chapter|CHAPTER|Part|PART|Box|Column|Table|Figure)"
    r" (?:\d{1,3}|[IVXL]{1,7}|(?:Twenty-)?(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve)"
    r"|\w{3,6}teen|Twenty)[.:]? (?!(?:of|in) )"
    rf"(?:(?:[A-Z][\w’'-]*|{SMALL}|&),? )*$"
)
_HEADING = 160  # code points of a heading read before a title
_LATIN = lazy_pattern("[A-Za-z]")
_QUOTED = lazy_pattern(
    rf"(?:“|(?<![\w.,;:])\"(?=\S))([^“”\"\n]{{6,160}}?\b(?:{KIND})\b[^“”\"\n]{{0,120}}?)[”\"]"
)

_QUOTED_END = lazy_pattern(r"[\s,.;:]+$")  # American commas and full stops come before the closing mark
_PLAIN_WORD = lazy_pattern(
    rf"(?<![\w’'-])(?!(?:{SMALL})\b)[a-z][a-z-]{{3,}}(?= )"
)  # making a good start of the next Plan
_ANY_KIND = lazy_pattern(rf"\b(?:{KIND})\b")
_FIRST_WORDS = lazy_pattern(rf"(?:[\w-]+ ){{0,2}}(?:{KIND})\b", re.IGNORECASE)
_KINDS_ALONE = lazy_pattern(
    rf"(?:(?:Interim|Provisional|Implementing|Internet \+) )?(?:{KIND})(?: and (?:{KIND}))*"
)


def find_english_titles(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans, in code points, of what may be titles of documents in `text`; they may overlap.

    >>> the Measures for Cybersecurity Review, the CHIPS and Science Act, "Opinions on Kelp Farming"
    """
    if not _LATIN.search(text):
        return
    yield from find_foreign_laws(text)
    yield from _find_quoted(text)
    short = (match.span() for match in _SHORT_TITLE.finditer(text))
    for first, end in (*_find_kind_first(text), *_find_kind_last(text), *short):
        start = end_of(_BEFORE_TITLE.match(text, first, end), first)
        start = end_of(ISSUING_WORD.match(text, start, end), start)
        start = end_of(_OF_LAW.match(text, start, end), start)
        if not _KIND_FIRST.match(text, start) and (issuer := _ISSUER_ON.match(text, start, end)):
            start = issuer.end()
        if not _is_other(text, start, end):
            yield start, end


def _find_quoted(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of titles in quotation marks.

    >>> "Opinions on further kelp farming", but not "making a good start of the next Plan"
    """
    for match in _QUOTED.finditer(text):
        start = match.start(1)
        end = start_of(_QUOTED_END.search(text, *match.span(1)), match.end(1))
        kind = _ANY_KIND.search(text, start, end)
        is_slogan = _PLAIN_WORD.search(text, start, start_of(kind, end)) and not _FIRST_WORDS.match(match[1])
        is_alone = _KINDS_ALONE.fullmatch(text, start, end) or FIVE_YEAR_PLAN.fullmatch(text, start, end)
        if not is_slogan and not is_alone:
            yield start, end


def _find_kind_first(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of possible titles in which the subject follows: Interim Measures for Kelp Farms."""
    end = 0
    while match := _KIND_FIRST_TITLE.search(text, end):
        if is_solicited(text, match.start()):
            end = match.start() + 1
            continue
        start = start_of_title(text, match.start(), end)
        end = end_of_title(text, *match.span())
        if start is not None:
            yield start, end


def _find_kind_last(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of possible titles that end in the kind of document: the Kelp Trade Law."""
    end = 0
    while match := _KIND_LAST_TITLE.search(text, end):
        start = match.start()
        end = end_of_title(text, start, match.end())
        for pattern in (_BEFORE_ANOTHER, ISSUING_WORD):
            for found in pattern.finditer(text, start, end):
                start = found.end()
        yield start, end


def _is_other(text: str, start: int, end: int) -> bool:
    """Return whether a name is not that of a document: a kind alone, a body, a programme, a heading."""
    if _PROGRAMME.match(text[start:end]) and not _CITING.search(text, max(0, start - 40), start):
        return True  # under the National Key R&D Program
    if _BODY.fullmatch(text, start, end) and not _KIND_FIRST.match(text, start):
        return True
    if _HEADED.search(text, max(0, start - _HEADING), start):
        return True
    if FIVE_YEAR_PLAN.fullmatch(text, start, end):
        return True  # read as an official text
    return _KIND_ALONE.fullmatch(text, start, end) is not None or _is_concept(text, start, end)


def _is_concept(text: str, start: int, end: int) -> bool:
    """Return whether the name is that of a strategy that is pursued, not of a document.

    >>> implement the National Kelp Strategy, the Five-Sphere Integrated Plan
    """
    if _COUNTED.fullmatch(text, start, end):
        return True
    is_carried_out = _CARRIED_OUT.search(text, max(0, start - 24), start)
    return bool(is_carried_out and _STRATEGY.fullmatch(text, start, end))
