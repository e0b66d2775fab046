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
_SMALL = (
    "of|on|for|the|and|to|in|by|from|with|into|through|out|up|a|an|concerning|regarding|relating"
    "|under|at|as|s"
)
# "or" inside a title, but not before a second one: the Measures for Pigs or the Law on Cows.
_OR = rf"or(?! (?:the |an? )?(?:[A-Z]\w+ )?(?:{_KIND}|Acts?|Articles?|Orders?|Decrees?)\b)"
# A full stop belongs to a word only inside it and in U.S.; otherwise it ends the sentence, and so the title.
_WORD = (
    r"(?:(?:[A-Z]\.){2,6}|[A-Z](?:[\w’'&/–-]|\.(?=\w)){0,40}+|\(?\d{4}[-–—]\d{2,4}\)?"
    r"|\d+(?:th|st|nd|rd)\b(?:-[\w-]+)?)"
)
_NAME = rf"(?!(?:{_KIND}|Act)\b){_WORD}"
# High - Quality: a compound whose hyphen has spaces, as machines translate it.
_COMPOUND = (
    r"[-–] (?:Quality|Year|Level|Generation|Rural|Led|Tech|Speed|Scale|End|Term|Carbon|Model|Driven|Based"
    r"|Oriented|Value|Efficiency|Depth|Type|Enabled|Powered|Assisted)\b"
)
# What qualifies a document or its subject: (Trial), (V1.0), (2023 - 2025), (2018 Edition).
_BRACKET = (
    r"\((?:\d{4} ?[-–—] ?\d{2,4}|[Vv]?\d{1,2}(?:\.\d{1,2}){1,2}|Trial(?: Implementation)?|Interim|Provisional"
    r"|(?:[A-Z][a-z]+ )?Draft(?: for (?:Public |Soliciting )?(?:Comments?|Opinions))?"
    r"|(?:Public )?Version \d{1,4}|\d{4} (?:Edition|Version|Revision))\)"
)
_QUOTE = r"[“\"][A-Z][^“”\"\n]{2,100}[”\"]"
_BRACKETS_BEHIND = re.compile(rf"(?: {_BRACKET}){{1,2}}")
_ENGLISH_TITLES = (
    re.compile(
        rf"\b(?:(?:{_WORD}|\d{{2}}th) (?:{_COMPOUND} )?)?"
        r"(?:Several |Implementing |Interim |Provisional |Guiding |Implementation |Administrative )?"
        rf"(?:{_KIND}) (?:on|for|to|of|concerning|regarding|[Gg]overning) (?:(?:{_SMALL}) ){{0,3}}{_WORD}"
        rf"(?:,? (?:(?:{_SMALL}|{_OR}) ){{0,4}}{_WORD}| {_COMPOUND}"
        rf"| {_BRACKET}(?= (?:(?:{_SMALL}) ){{1,3}}{_WORD})| (?:(?:{_SMALL}) ){{0,2}}{_QUOTE}){{1,24}}"
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
# What is carried out without being a document: the Five-Sphere Integrated Plan, the National Kelp Strategy.
_COUNTED = re.compile(
    r"(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)-(?!Year)[A-Z]\w+ .*(?:Plan|Strategy)"
)
_STRATEGY = re.compile(r"(?!.*\b(?:Outline|Plan)\b)(?!.*\d{4}).*\bStrategy\b.*")
_CARRIED_OUT = re.compile(
    r"\b(?:implement(?:s|ed|ing|ation of)?|pursu(?:e|es|ed|ing)) (?:the )?$", re.IGNORECASE
)
_AND = re.compile(r"\b(?:and|or)\b")
# Where the next sentence or heading follows without a full stop.
_RUN_ON = re.compile(r" (?:We|They|Chapter|Section|PART|Box|Column)\b")
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
            if _KIND_ALONE.fullmatch(text, start, end) is None and not _is_concept(text, start, end):
                yield start, end


def _is_concept(text: str, start: int, end: int) -> bool:
    """Return whether the name is that of a strategy that is pursued, not of a document.

    >>> implement the National Kelp Strategy, the Five-Sphere Integrated Plan
    """
    if _COUNTED.fullmatch(text, start, end):
        return True
    is_carried_out = _CARRIED_OUT.search(text, max(0, start - 24), start)
    return bool(is_carried_out and _STRATEGY.fullmatch(text, start, end))


def _match_titles(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of possible titles; the next may begin right after the end of one."""
    end = 0
    while match := pattern.search(text, end):
        end = _end_of_title(text, *match.span())
        end = end_of(_BRACKETS_BEHIND.match(text, end), end)
        yield match.start(), end


def _end_of_title(text: str, start: int, end: int) -> int:
    """Return the end of an English title: a comma belongs to it only in a list that ends in "and" or "or".

    It ends before the month of the sentence (the Measures for Pigs in March), before a second title and
    before a sentence that follows without a full stop.

    >>> Provisions on Pigs, Cows and Sheep; but under the Outline of the 14th Plan, R&D spending is to rise
    """
    second = _SECOND.search(text, start, end)
    if second and not _ISSUING_WORD.search(text, start, second.start()):
        end = second.start()
    if run_on := _RUN_ON.search(text, start, end):
        end = run_on.start()
    if month := _MONTH_BEHIND.search(text, start, end):
        end = month.start()
    last = text.rfind(",", start, end)
    return end if last < 0 or _AND.search(text, last, end) else _end_of_title(text, start, last)
