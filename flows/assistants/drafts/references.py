"""Find what a draft refers to: document numbers, titles in 《》 and in English, and articles of laws."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from flows.annotation import find_citations, normalise_title
from flows.assistants.drafts.claims import Draft, Span
from flows.assistants.drafts.naming import Names
from flows.assistants.drafts.quotations import Quotation
from flows.references import is_generic
from flows.text import find_numbers, find_sentence, fold, has_han, parse_numeral

_NUMERAL = r"[〇零一二三四五六七八九十百千\d]{1,8}"
_ARTICLE = re.compile(
    rf"第\s?({_NUMERAL}(?:、{_NUMERAL})*)\s?条(?:之[一二三四五六七八九十])?"
    rf"(?:第?\s?{_NUMERAL}\s?款)?(?:第?\s?[（(]?{_NUMERAL}[）)]?\s?项)?"
)
_ENGLISH_ARTICLE = re.compile(
    r"\b(?:Articles?|Arts?\.)\s+(\d{1,4}(?:\s?(?:,|and|&|to|-|–|or)\s?\d{1,4})*)(?:\s?\(\d{1,2}\))*(?![\d.]*\d)"
)
_KIND = (
    "Opinions|Measures|Regulations?|Provisions|Notice|Circular|Guidelines?|Decision|Outline|Plan|Strategy"
    "|Catalogue|Rules|Law|Programme|Program|Announcement|Constitution"
)
_CAPITAL = r"[A-Z][\w’'&./-]*"
# Words with capitals in a row, with small words between them.
_RUN = re.compile(rf"{_CAPITAL}(?:\s(?:(?:of|on|for|the|and|to|in|by|against)\s){{0,3}}{_CAPITAL}){{1,16}}")
_ENDS_NAME = re.compile(rf"(?:{_KIND}|China|PRC|\d{{4}})$")
_TRAILING = re.compile(r",?\s*(?:,|\b(?:Articles?|Arts?\.|Chapter|Section|Part|Annex)\b).*$", re.DOTALL)
# What may stand between a title and its number.
_BESIDE = re.compile(
    r"(?:(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?|文件|文|号|印发的?|发布的?|公布的?|以下简称[^）)]{1,20}"
    r"|issued as|document|as|number|no\.|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}"
    r"|[\s《》〈〉“”’\"'*_（）()\[\]【】,，、;；:：])*"
)
_SHORT_FORM = re.compile(r"[（(](?:以下|下文|下)?(?:统|简)?称[：:]?\s?《([^《》]{1,30})》[）)]")
_OF = re.compile(r"\s*(?:of|in|under)\s+(?:the\s+|its\s+|China[’']s\s+|that\s+)?[\"“*_]?$")
_FAR = 600  # code points back to the law that an article without a name belongs to
_WINDOW = 1500  # code points around a place in which its sentence is looked for
_BRACKETS = {"（": "）", "(": ")", "[": "]", "【": "】"}
_SOURCE_BEHIND = re.compile(
    r"[”’」』\"'*_。．.，,；;！？!?\s>]*?([（(\[【]|——|—|--|, according to|出自|见于|载于|语出"
    r"|,? ?(?:says|said|states|stated|reads)\b)"
)
_LINE_START = re.compile(r"(?:^|\n)[^\S\n]*[#*_>]*[^\S\n]*$")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in code points of the draft.

    `key` is a number's key or the title as written; `documents` have this name, and where none has, `alike`
    are those of a similar title. `is_claim` is False for a name that only tells whose
    words are quoted. `articles` are the numbers of an article reference, `law` the reference to its law.
    `stated_date` is an ISO date that the draft gives beside the title.
    """

    kind: Literal["number", "title", "article"]
    start: int
    end: int
    key: str = ""
    documents: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    is_claim: bool = True
    stated_date: str = ""
    articles: tuple[int, ...] = ()
    law: Reference | None = None


def find_titles(draft: Draft, names: Names) -> list[Reference]:
    """Return the titles that a draft names, by start and disjoint, each with the documents that it means."""
    text = draft.text
    found = [*_find_cited(text), *_find_italics(draft, names), *_find_english_names(text, names)]
    for part in names.find_in(text):
        is_claim = not has_han(text[part.start : part.end]) or text[part.start - 1 : part.start] in "《〈"
        found.append(Reference("title", part.start, part.end, is_claim=is_claim))
    found.sort(key=lambda title: (not _is_marked(text, title), title.start, -title.end))
    kept: list[Reference] = []
    for title in found:
        if not any(title.start < other.end and other.start < title.end for other in kept):
            kept.append(title)
    kept.sort(key=lambda title: title.start)
    return list(_resolve(text, kept, names))


def _is_marked(text: str, title: Reference) -> bool:
    return text[title.start - 1 : title.start] == "《"


def _find_cited(text: str) -> Iterator[Reference]:
    """Yield the titles that the reader of citations finds, paragraph by paragraph."""
    for paragraph in re.finditer(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*", text):
        offset = paragraph.start()
        for cited in find_citations(paragraph[0]):
            if not cited.title:
                continue
            start, end = offset + cited.start, offset + cited.end
            is_chinese = has_han(cited.text)
            is_marked = text[start - 1 : start] == "《"
            if not is_chinese:
                end -= len(cited.text) - len(_TRAILING.sub("", cited.text))
            if end > start:
                is_claim = is_marked or not is_chinese
                yield Reference("title", start, end, is_claim=is_claim, stated_date=cited.date)


def _find_italics(draft: Draft, names: Names) -> Iterator[Reference]:
    for start, end in draft.names:
        if len(draft.text[start:end].split()) > 1 and names.by_title(draft.text[start:end]):
            yield Reference("title", start, end)


def _find_english_names(text: str, names: Names) -> Iterator[Reference]:
    """Yield the English names of stored documents among words with capitals."""
    for run in _RUN.finditer(text):
        words = [
            (run.start() + word.start(), run.start() + word.end()) for word in re.finditer(r"\S+", run[0])
        ]
        ends = [end for _, end in words if _ENDS_NAME.search(text, run.start(), end)]
        spans = ((start, end) for start, _ in words for end in reversed(ends) if start < end)
        known = (span for span in spans if names.by_title(" ".join(text[slice(*span)].split())))
        if span := next(known, None):
            yield Reference("title", *span)


def _resolve(text: str, titles: Sequence[Reference], names: Names) -> Iterator[Reference]:
    """Yield titles with what they mean; a short form that the draft introduces means what it stands for."""
    short: dict[str, Reference] = {}
    introduced = {match.start(1): match[1] for match in _SHORT_FORM.finditer(text)}
    before: Reference | None = None
    for title in titles:
        name = " ".join(text[title.start : title.end].split())
        key = normalise_title(name)
        if title.start in introduced and before:
            short[key] = before
        if key in short:
            meant = short[key]
            yield replace(title, key=meant.key, documents=meant.documents)
            continue
        documents = names.by_title(name) or names.without_remark(name)
        similar = None if documents or not title.is_claim else names.similar(name)
        alike = similar.documents if similar else ()
        resolved = replace(title, key=name, documents=tuple(documents), alike=tuple(alike))
        if not resolved.documents and is_generic(key):
            yield replace(resolved, documents=before.documents if before else ())
            continue
        before = resolved
        yield resolved


def find_number_references(text: str, names: Names) -> list[Reference]:
    """Return the document numbers of a draft, by start."""
    shadow = fold(text)
    found = []
    for number in find_numbers(shadow):
        start, end = shadow.span(number.start, number.end)
        documents = tuple(names.by_number(number.key))
        found.append(Reference("number", start, end, number.key, documents))
    return found


def find_articles(text: str, titles: Sequence[Reference]) -> list[Reference]:
    """Return the articles that a draft names, by start, each with the title of its law where there is one."""
    starts = [title.start for title in titles]
    found = []
    for pattern in (_ARTICLE, _ENGLISH_ARTICLE):
        for match in pattern.finditer(text):
            law = _law_of(text, match.start(), match.end(), titles, starts)
            if law is None and _LINE_START.search(text, max(0, match.start() - 40), match.start()):
                continue  # an article of the draft itself
            numbers = tuple(filter(None, map(parse_numeral, re.findall(_NUMERAL, match[1]))))
            found.append(Reference("article", *match.span(), match[0], articles=numbers, law=law))
    return sorted(found, key=lambda article: article.start)


def _law_of(
    text: str, start: int, end: int, titles: Sequence[Reference], starts: Sequence[int]
) -> Reference | None:
    """Return the title that an article belongs to: behind "of the", else the last one before it."""
    place = bisect_right(starts, start)
    if place < len(titles) and _OF.fullmatch(text, end, titles[place].start):
        return titles[place]
    before = titles[place - 1] if place else None
    if before is None or start - before.end > _FAR:
        return None
    return before


def are_beside(text: str, one: Reference, other: Reference) -> bool:
    """Return whether a title and a number (or the reverse) stand beside each other."""
    first, second = sorted((one, other), key=lambda reference: reference.start)
    gap = text[first.end : second.start]
    return len(gap) <= 60 and _BESIDE.fullmatch(gap) is not None


def named_beside(
    text: str, quotation: Quotation, others: Sequence[Span], references: Sequence[Reference]
) -> list[Reference]:
    """Return the titles and numbers that say whose words a quotation has, none where nothing is named.

    They are looked for in brackets right behind the quotation, between the quotation before and this one, in
    the sentence so far, and in the sentence before. `others` are the other quotations' spans.
    """
    known = [reference for reference in references if reference.kind != "article"]
    first = _sentence_start(text, quotation)
    before = max((span.end for span in others if span.end <= quotation.start), default=0)
    previous = _start_before(text, first)
    for start, end in (
        _source_behind(text, quotation, others),
        (max(first, before), quotation.start),
        (first, quotation.start),
        (max(previous, before), first),
        (previous, first),
    ):
        found = [entry for entry in known if start <= entry.start and entry.end <= end]
        if found:
            return found
    return []


def _source_behind(text: str, quotation: Quotation, others: Sequence[Span]) -> tuple[int, int]:
    """Return the span right behind a quotation that names its source; empty where nothing does."""
    lead = _SOURCE_BEHIND.match(text, quotation.end)
    if lead is None:
        return quotation.end, quotation.end
    after = min((span.start for span in others if span.start >= quotation.end), default=len(text))
    if lead[1] in _BRACKETS:
        closing = text.find(_BRACKETS[lead[1]], lead.end())
        limit = closing if closing >= 0 else lead.end()
    else:
        limit = find_sentence_near(text, lead.end(), lead.end() + 1)[1]
    return quotation.end, max(quotation.end, min(limit, after))


def _sentence_start(text: str, quotation: Quotation) -> int:
    """Return where the sentence that holds a quotation begins; a block has that before its colon."""
    start = quotation.start
    while start > 0 and (text[start - 1] in "“「『‘\"'>*_" or text[start - 1].isspace()):
        start -= 1
    if quotation.is_block:
        return find_sentence_near(text, max(0, start - 1), start)[0]
    return find_sentence_near(text, start, start + 1)[0]


def _start_before(text: str, first: int) -> int:
    """Return where the sentence before `first` begins, in the same paragraph or the one before."""
    place = first
    while place > 0 and text[place - 1].isspace():
        place -= 1
    return find_sentence_near(text, place - 1, place)[0] if place else 0


def find_sentence_near(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence that holds `text[start:end]`, within 1,500 code points around it."""
    left = max(0, start - _WINDOW)
    first, last = find_sentence(
        text[left : end + _WINDOW], start - left, end - left, at_semicolons=False, at_lines=False
    )
    return left + first, left + last
