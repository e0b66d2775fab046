"""Titles of documents in English text."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from flows.annotation.citations.foreign_laws import find_foreign_laws
from flows.text import end_of, start_of

_KIND = (
    "Opinions?|Measures|Regulations?|Provisions|Notice|Notification|Circular|Guidelines|Guidance|Decisions?"
    "|Outline|Plan|Strategy|Catalogue|Catalog|Rules|Law|Policies|Programme|Program|Action Plan|Interpretation"
    "|Blueprint|White Paper|Resolutions?"
)
_SMALL = "of|on|for|the|and|to|in|by|from|with|into|a|an|concerning|regarding|relating|under|at|as|s"
# "or" inside a title, but not before a second one: the Measures for Pigs or the Law on Cows.
_OR = rf"or(?! (?:the |an? )?(?:[A-Z]\w+ )?(?:{_KIND}|Acts?|Articles?|Orders?|Decrees?)\b)"
# A full stop belongs to a word only inside it and in U.S.; otherwise it ends the sentence, and so the title.
_WORD = (
    r"(?:(?:[A-Z]\.){2,6}|[A-Z](?:[\w’'&/–-]|\.(?=\w)){0,40}+|\(?\d{4}[-–—]\d{2,4}\)?"
    r"|\d+(?:th|st|nd|rd)\b(?:-[\w-]+)?)"
)
_NAME = rf"(?!(?:{_KIND}|Act)\b){_WORD}"
_ENGLISH_TITLES = (
    re.compile(
        rf"\b(?:(?:{_WORD}|\d{{2}}th) )?"
        r"(?:Several |Implementing |Interim |Provisional |Guiding |Implementation |Administrative )?"
        rf"(?:{_KIND}) (?:on|for|to|of|concerning|regarding|[Gg]overning) (?:(?:{_SMALL}) ){{0,3}}{_WORD}"
        rf"(?:,? (?:(?:{_SMALL}|{_OR}) ){{0,4}}{_WORD}){{1,24}}"
    ),
    re.compile(
        rf"(?<=\b[Tt]he ){_NAME}(?: (?:(?:{_SMALL}) ){{0,3}}{_NAME}){{1,14}} (?:{_KIND})\b"
        r"(?: of the People[’']s Republic of China)?(?: \(\d{4}[-–—]\d{2,4}\))?"
    ),
)
# Ministry of Commerce on Issuing the Interim Provisions on Samples: the issuer is not part of the title.
_ISSUER_ON = re.compile(
    r"(?:[A-Z][\w&’'-]*,? (?:(?:of|and|the|for) ){0,2}){0,12}?"
    r"(?:Ministry|Commission|Administration|Council|Office|Bureau|Department|Committee"
    r"|Technology|Commerce|Finance)"
    r"(?: [A-Z][\w&’'-]*)* on (?:(?:Issuing|Printing and Distributing|Promulgating|Releasing) )?(?:the )?"
)
_ISSUING_WORD = re.compile(r"(?:Issuing|Distributing|Promulgating|Releasing|Forwarding|Soliciting) (?:the )?")
# Words before a title: The Measures, the EU's Regulation.
_BEFORE_TITLE = re.compile(
    r"(?:The |Its |A |An )?(?:(?:EU|US|U\.S\.|UK|China|Beijing|Washington|Brussels)[’']s )?"
)
# The State Administration for Market Regulation: a body whose name ends like a title.
_BODY = re.compile(
    r".*\b(?:Administration|Department|Bureau|Office|Commission|Committee|Agency|Authority|Council"
    r"|Cent(?:er|re)|Institute|School) (?:of|for|on) .*\b(?:Regulation|Law|Strategy|Guidance)"
)
_KIND_FIRST = re.compile(rf"(?:[A-Z]\w+ )?(?:{_KIND})\b")  # Opinions of the Ministry of Finance on ...
_KIND_ALONE = re.compile(rf"(?:(?:Interim|Provisional|Several|Implementing) )?(?:{_KIND})")
# A programme is a document only if words show that it was written.
_PROGRAMME = re.compile(r"(?!.*\bFive[- ]Year\b).*\bProgram(?:me)?s?\b(?=$| (?:for|on|of|to)\b)")
_CITING = re.compile(
    r"(?:issu|releas|publish|promulgat|adopt|approv|unveil|formulat|draft)[a-z]* "
    r"(?:(?:its|their|an?|the) )?$"
    r"|(?:according to|set out in|outlined in|stated in|laid down in|text of) (?:the )?$"
)
_AND = re.compile(r"\b(?:and|or)\b")
# A second title: the Law of the People's Republic of China and the Regulations on Kelp.
_SECOND = re.compile(
    r",? (?:and|or|as well as) the "
    rf"(?=(?:(?:Interim|Provisional|Implementing|Implementation|Administrative) )?(?:{_KIND})"
    r" (?:on|of|for|concerning|regarding|[Gg]overning)\b)"
)
_MONTH_BEHIND = re.compile(
    r" (?:in|on|by|from|since) (?:(?:early|late|mid)[- ])?"
    rf"(?:{'|'.join(calendar.month_name[1:])})\b"
)
_LATIN = re.compile("[A-Za-z]")
_QUOTED = re.compile(rf"[“\"]([^“”\"\n]{{6,160}}?\b(?:{_KIND})\b[^“”\"\n]{{0,120}}?)[”\"]")

_QUOTED_END = re.compile(r"[\s,.;:]+$")  # American commas and full stops come before the closing mark


def find_english_titles(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans, in code points, of what may be titles of documents in `text`; they may overlap.

    >>> the Measures for Cybersecurity Review, the CHIPS and Science Act, "Opinions on Kelp Farming"
    """
    if not _LATIN.search(text):
        return
    yield from find_foreign_laws(text)
    for match in _QUOTED.finditer(text):
        marks = _QUOTED_END.search(text, *match.span(1))
        yield match.start(1), start_of(marks, match.end(1))
    for pattern in _ENGLISH_TITLES:
        for first, end in _match_titles(pattern, text):
            start = end_of(_BEFORE_TITLE.match(text, first, end), first)
            if lead := _ISSUING_WORD.match(text, start, end):
                start = lead.end()
            if not _KIND_FIRST.match(text, start) and (issuer := _ISSUER_ON.match(text, start, end)):
                start = issuer.end()
            if _PROGRAMME.match(text[start:end]) and not _CITING.search(text, max(0, start - 40), start):
                continue  # under the National Key R&D Program
            if _BODY.fullmatch(text, start, end) and not _KIND_FIRST.match(text, start):
                continue
            if _KIND_ALONE.fullmatch(text, start, end) is None:
                yield start, end


def _match_titles(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of possible titles; the next may begin right after the end of one."""
    end = 0
    while match := pattern.search(text, end):
        end = _end_of_title(text, *match.span())
        yield match.start(), end


def _end_of_title(text: str, start: int, end: int) -> int:
    """Return the end of an English title: a comma belongs to it only in a list that ends in "and" or "or".

    It ends before the month of the sentence (the Measures for Pigs in March) and before a second title.

    >>> Provisions on Pigs, Cows and Sheep; but under the Outline of the 14th Plan, R&D spending is to rise
    """
    second = _SECOND.search(text, start, end)
    if second and not _ISSUING_WORD.search(text, start, second.start()):
        end = second.start()
    if month := _MONTH_BEHIND.search(text, start, end):
        end = month.start()
    last = text.rfind(",", start, end)
    return end if last < 0 or _AND.search(text, last, end) else _end_of_title(text, start, last)
