"""Find the beginning and the end of a document's title in English text."""

from __future__ import annotations

import calendar
import re

from flows.annotation.citations.english_words import BRACKET, COMPOUND, KIND, NAME, SMALL, WORD
from flows.text import end_of, lazy_pattern

_ISSUING = (
    "Issuing|Printing|Distributing|Promulgating|Releasing|Forwarding|Publishing|Announcing|Soliciting|Seeking"
)
ISSUING_WORD = lazy_pattern(rf"\b(?:{_ISSUING}) (?:the )?")
# Capitalised words that a title does not begin with: those of a sentence, and the verbs of headlines.
_NO_FIRST = lazy_pattern(
    r"(?:In|On|At|By|For|From|With|Under|After|Before|Since|When|While|As|And|But|Or|The|An?|This|That|These"
    r"|Those|Its|Their|Our|His|Her|Any|Each|Every|All|No|Some|Such|Both|Other|According|Pursuant|Based|Per"
    r"|See|Also|However|Recently|Meanwhile|Then|We|They|It|Has|Have|Had|Is|Are|Was|Were|Will|Includ\w+"
    r"|(?:Re|A)?[Ii]ssu(?:es?|ed)|Implement(?:s|ed)?|Improve[sd]?|(?:Promulgat|Releas|Unveil|Announc|Introduc"
    r"|Revis|Updat|Approv|Propos|Enact|Amend|Adopt|Draft|Publish|Pass|Launch|Tighten|Strengthen|Formulat)"
    r"(?:e?s|ed))"
)
_GERUND = lazy_pattern(
    r"(?!(?:Guid|Implement(?=ing (?:Measures|Rules|Regulations|Opinions|Plan))|Plann|Manufactur|Shipp"
    r"|Shipbuild|Hous|Bank|Financ|Advertis|Farm|Train|Engineer|Account|Comput|Min|Fish|Build|Process|Learn"
    r"|Test|Pric|Market|Broadcast|Publish|Breed|Packag|Licens|List|Bidd|Trad|Consult|Lend|Rat|Driv|Park"
    r"|Beij|Chongq|Nanj|Operat|Monitor|Report|Work|Stand|Lead|Develop|Emerg|Liv|Ag|Exist)ing\b)"
    r"[A-Z][\w-]*ing\b"
)
_RUN = lazy_pattern(rf"(?<![\w’'-])(?:(?:{WORD}|\d{{2}}th) (?:{COMPOUND} )?)+$")
_WIDE_RUN = lazy_pattern(
    rf"(?:^|(?<=\n)|(?<=\b[Tt]he )|(?<=[“\"]))(?:(?:{WORD}|\d{{2}}th|{SMALL}) (?:{COMPOUND} )?)+$",
    re.MULTILINE,
)
_RUN_WORD = lazy_pattern(r"\S+ ")
# The words before a run of capitals that show that its beginning is further left: Ministry of, Pigs and.
_JOINED = lazy_pattern(r"(?:^|[^\w’'-])[A-Z][\w’'-]*,? (?:of|and|for|&)(?: the)? $")
_NEAR, _FAR = 120, 200  # code points read before a kind of document
# Headlines in which measures, policies or regulation are what is done.
_DONE = lazy_pattern(
    r"(?:[\w-]+ ){0,3}?(?:(?:Measures|Policies|Regulations?|Plan|Rules|Decisions?) to\b"
    r"|(?:Regulation|Guidance|Interpretation|Notification|Resolution) (?:of|for|on)\b)"
)
_DOING = lazy_pattern(
    rf"\b(?!(?:{_ISSUING}|(?:Issu|Releas|Publish|Unveil|Promulgat|Adopt|Approv|Pass|Revis|Amend)\w+)\b)"
    r"[A-Z][\w-]*(?:ing|[^s]s|ed) $"
)
_HAVING = lazy_pattern(r"\b(?:Has|Have|Had|Needs?) (?:an?|no|the) $")  # Smith Has a Plan for
# The national plan alone is read as an official text.
_FIVE_YEAR = r"(?:[A-Z]\w*[’']s )?(?:\d+(?:th|st|nd|rd) |[A-Z][a-z]+(?:th|st|nd|rd) )?Five-[Yy]ear "
FIVE_YEAR_PLAN = lazy_pattern(rf"{_FIVE_YEAR}Plan")
_FIVE_YEAR_RUN = lazy_pattern(_FIVE_YEAR)
_SOLICITED = lazy_pattern(r"\b(?:Soliciting|Seeking|Solicitation of|Collecting|Inviting) (?:Public )?$")

_AND = lazy_pattern(r"\b(?:and|or)\b")
# Where the next sentence or heading follows without a full stop.
_RUN_ON = lazy_pattern(
    r" (?:We|They|Chapter|Section|PART|Box|Column)\b"
    r"|(?<=Republic of China) (?!(?:On|For|Of|To|Concerning|Regarding|Relating|Governing|Against)\b)(?=[A-Z])"
)
# A second title: the Law of the People's Republic of China and the Regulations on Kelp.
_KIND_OF = (
    r"(?:(?:Interim|Provisional|Implementing|Implementation|Administrative|Several"
    rf"|(?:\d+|[A-Z][a-z]+)(?:th|st|nd|rd) Five-[Yy]ear) )?(?:{KIND})"
    r" (?:on|of|for|concerning|regarding|[Gg]overning)\b"
)
_SECOND = lazy_pattern(
    r",? (?:and|or) (?:the )?(?=(?:Articles?|Sections?|Chapters?|Paragraphs?|Annex|Appendix|Items?)(?: \d|$))"
    rf"|,? (?:and|or|as well as) the (?={_KIND_OF})|, (?:and |or )?(?:the )?(?={_KIND_OF}|PRC )"
    rf"|, (?:and |or )?(?:the )?(?=(?:{NAME} ){{1,8}}(?:Law|Act)\b(?! on| of| for))"
)
# Laws inside a title: the Notice on Implementing the Sample Law and the Other Law.
_INNER = lazy_pattern(
    rf"\b(?:{_ISSUING}|Implement\w+|Carrying|Amend\w+|Revis\w+|Repeal\w*|Appl\w+|Interpret\w+|Inspect\w+)\b"
)
_MONTH_BEHIND = lazy_pattern(
    r" (?:in|on|by|from|since) (?:(?:early|late|mid)[- ])?"
    rf"(?:{'|'.join(calendar.month_name[1:])})\b"
)
_DONE_BEHIND = lazy_pattern(
    r" (?:(?:Is|Are|Was|Were|Officially) )?(?:Issued|Released|Published|Announced|Unveiled|Promulgated"
    r"|Adopted|Approved|Revised|Amended)$"
)
_BRACKETS_BEHIND = lazy_pattern(rf"(?: {BRACKET}){{1,2}}")
# Digital Kelp 2021, Budget Plan 2019-2025
_YEARS_BEHIND = lazy_pattern(
    r" (?:19|20)\d\d(?:[-–—](?:20)?\d\d)?\b(?![-–—/,.%]?\d| \d| (?:and|to|yuan|or)\b)"
)
_SINGLE_QUOTE = "’"


def start_of_title(text: str, kind: int, limit: int) -> int | None:
    """Return the start of the title whose kind of document is at `kind`, or None if there is no title.

    The capitalised words before the kind belong to it. `limit` is the end of the title before.

    >>> the Kelp Farm Renewal Action Plan for, Sampleland Revises Catalogue of, the Ministry of Kelp Notice on
    """
    run = _RUN.search(text, max(limit, kind - _NEAR), kind)
    start = kind
    if run and _FIVE_YEAR_RUN.fullmatch(run[0]):
        return None
    if run:
        is_barred, start = _skip_barred(text, run.start(), kind)
        if not is_barred and _JOINED.search(text, max(0, start - 30), start):
            wide = _WIDE_RUN.search(text, max(limit, kind - _FAR), kind)
            if not wide or _skip_barred(text, wide.start(), kind)[0] or " on " in wide[0]:
                return None
            start = wide.start()
    before = text[max(0, start - 30) : start]
    is_done = _DONE.match(text, start) and _DOING.search(before)
    return None if is_done or _HAVING.search(before) else start


def _skip_barred(text: str, start: int, end: int) -> tuple[bool, int]:
    """Return whether words of a run cannot be in a title, and where those after the last of them begin."""
    is_barred = False
    for word in _RUN_WORD.finditer(text, start, end):
        if _NO_FIRST.fullmatch(word[0].rstrip()) or _GERUND.match(text, word.start()):
            is_barred, start = True, word.end()
    return is_barred, start


def is_solicited(text: str, start: int) -> bool:
    """Return whether the opinions named here are those asked for: Notice on Soliciting Opinions on."""
    return text.startswith("Opinion", start) and bool(_SOLICITED.search(text, max(0, start - 40), start))


def end_of_title(text: str, start: int, end: int) -> int:
    """Return the end of an English title: a comma belongs to it only in a list that ends in "and" or "or".

    It ends before the month of the sentence (the Measures for Pigs in March), before a second title and
    before a sentence that follows without a full stop. Its years and edition belong to it.

    >>> Provisions on Pigs, Cows and Sheep; but under the Outline of the 14th Plan, R&D spending is to rise
    """
    end = _without_next(text, start, end)
    end = end_of(_YEARS_BEHIND.match(text, end), end)
    end = end_of(_BRACKETS_BEHIND.match(text, end), end)
    is_marked = text[end - 1] == _SINGLE_QUOTE and "‘" not in text[start:end]
    return end - 1 if is_marked and text[start - 1 : start] == "‘" else end


def _without_next(text: str, start: int, end: int) -> int:
    """Return the end of a title without the titles, sentences and words that follow it."""
    second = _SECOND.search(text, start, end)
    if second and not _INNER.search(text, start, second.start()):
        end = second.start()
    for pattern in (_RUN_ON, _MONTH_BEHIND, _DONE_BEHIND):
        if found := pattern.search(text, start, end):
            end = found.start()
    last = text.rfind(",", start, end)
    return end if last < 0 or _AND.search(text, last, end) else _without_next(text, start, last)
