"""Find the titles named in a draft: in 《》, in italics, and names of stored documents in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.annotation import find_citations
from flows.assistants.drafts.claims import Draft
from flows.assistants.drafts.in_force import find_stated_start
from flows.assistants.drafts.references.english_laws import is_foreign
from flows.assistants.drafts.references.meanings import resolve_titles
from flows.assistants.drafts.references.names import Names
from flows.assistants.drafts.references.reference import SOURCE_LABEL, TITLE_KINDS, Reference
from flows.references import NUMERAL
from flows.text import HAN, Cover, end_of, has_han, lazy_pattern, start_of

_CAPITAL = r"[A-Z][\w’'&./-]*"
# Consecutive capitalised words, with small words between them.
_RUN = lazy_pattern(rf"{_CAPITAL}(?:\s(?:(?:of|on|for|the|and|to|in|by|against)\s){{0,3}}{_CAPITAL}){{1,16}}")
_ENDS_NAME = lazy_pattern(rf"\b(?:{TITLE_KINDS}|China|PRC|\d{{4}})\b")
_BEGINS_NAME = lazy_pattern(TITLE_KINDS)  # Regulations on Rare Earth Administration
_OWNER = lazy_pattern(rf"({_CAPITAL}?(?:\s{_CAPITAL}?){{0,5}})[’']s\s")  # the State Council's
_SPEAKS_BEFORE = lazy_pattern(r"\b(?:said|says|stated|states|according to) (?:the )?$")
_SPEAKS = lazy_pattern(r" (?:said|says|stated|states)\b")
_TRAILING = lazy_pattern(
    r",?\s*(?:,|\b(?:[Aa]rticles?|[Aa]rts?\.|Chapter|Section|Part|Annex)\b).*$", re.DOTALL
)
# In italics around a title: *Source: Kelp Law, Article 3*.
_SOURCE = lazy_pattern(rf"{SOURCE_LABEL}\s*", re.IGNORECASE)
_ARTICLE_IN_ITALICS = lazy_pattern(r",?\s(?:[Aa]rticles?|[Aa]rts?\.|[Ss]ections?|§)\s?\d")
# A law without marks before its edition and an article: 反垄断法（2007年）第十二条.
_WITH_EDITION = lazy_pattern(
    rf"(?P<name>[{HAN}]{{2,30}}(?:法典?|条例))(?=[（(](?:19|20)\d\d年[^（）()]{{0,12}}[）)]第{NUMERAL}条)"
)
_YEAR_OUTSIDE = lazy_pattern(r"(?:19|20)\d\d年?[^《》]{0,12}《([^《》]+)》")  # 2015年《政府工作报告》
# The law of an article: Article 12 of the Sample Law. Its name may be one word.
_LAW_OF_ARTICLE = lazy_pattern(
    r"\b(?:[Aa]rticles?|[Aa]rts?\.)\s(?:[\d(),\s&–-]|and|or|to|[A-Z]\b|paragraphs?|items?){1,40}?"
    r"\b(?:of|in|under)\s(?:the\s|China[’']s\s)?(?:(?:19|20)\d\d\s)?[“\"*_]?"
    rf"(?P<law>(?:{_CAPITAL}\s(?:(?:of|on|for|the|and|to|in|by|against)\s){{0,3}}){{1,9}}?"
    r"(?:Law|Code|Act|Regulations?|Measures|Rules|Provisions))\b"
)
# A short name in brackets behind an English title: (the "Kelp Rules"), (hereinafter “KL”), (KL).
_INTRODUCED = lazy_pattern(
    r"[”\"’'*_]{0,2}\s?(?:\([^()\"“”]{1,60}\)\s?)?\((?:[^()\"“”]{0,60}?\s)??"
    r"(?:(?:[\"“‘](?P<name>[A-Z][^\"“”‘’()]{1,60})[\"”’])|(?P<initials>[A-Z][A-Za-z&]{0,6}[A-Z]))"
    r"[,;]?[^()\"“”]{0,30}\)"
)
# Initials of bodies, states and plans, which no title introduces as its short name.
_NO_SHORT_NAME = frozenset(("PRC", "NPC", "NPCSC", "CPC", "CCP", "FYP", "US", "UK", "EU", "UN"))
_NAMES_A_LAW = lazy_pattern(r"\b(?:Law|Code|Act)\b")
_KIND_ALONE = lazy_pattern(rf"(?:{TITLE_KINDS})s?")
# A paper named by its title without the subtitle: the Kelp at Rest paper.
_PAPER = lazy_pattern(
    r"(?<![\w’'-])(?:[\w’'-]{1,40}[^\S\n]){2,8}"
    r"(?=(?:paper|brief|report|study|article|commentary|essay|analysis)\b)"
)
_LEAST_TITLE, _MOST_TITLE = 3, 28  # words of an English title in quotation marks
_CAPITALS = 0.8  # least share of its longer words


def find_titles(draft: Draft, names: Names) -> list[Reference]:
    """Return the titles named in a draft, by start and disjoint, each with the documents that it means."""
    text = draft.text
    found = [*_find_cited(text, names), *_find_italics(draft, names), *_find_english_names(text, names)]
    found += _find_papers(text, names)
    found += [*_find_laws_of_articles(text, names), *_find_with_edition(text, names)]
    for start, end in names.find_in(text):
        is_claim = not has_han(text[start:end]) or text[start - 1 : start] == "《"
        found.append(Reference("title", start, _close_bracket(text, start, end), is_claim=is_claim))
    found.sort(key=lambda title: (not _is_marked(text, title), title.start - title.end, title.start))
    kept: list[Reference] = []
    taken = Cover(len(text))
    for title in found:
        if not taken.overlaps(title.start, title.end):
            kept.append(title)
            taken.add(title.start, title.end)
    kept.sort(key=lambda title: title.start)
    short = _find_short_names(text, kept)
    named = Cover(len(text), short)
    kept = [*short, *(title for title in kept if not named.overlaps(title.start, title.end))]
    kept.sort(key=lambda title: title.start)
    return list(resolve_titles(text, kept, names))


def _find_short_names(text: str, titles: Sequence[Reference]) -> list[Reference]:
    """Return the places of short names that a draft introduces in brackets behind English titles.

    The last title that introduces a name has it.
    """
    meant: dict[str, str] = {}
    for title in titles:
        introduced = _INTRODUCED.match(text, title.end)
        name = introduced and (introduced["name"] or introduced["initials"])
        whole = title.key or text[title.start : title.end]
        if introduced and name and (introduced["name"] or _are_initials(name, whole)):
            meant[name] = " ".join(whole.split())
    found = []
    known = Cover(len(text), [title for title in titles if title.is_claim])
    for name, whole in meant.items():
        lead = r"(?<=\b[Tt]he )" if _KIND_ALONE.fullmatch(name) else r"(?<!\w)"
        pattern = rf"{lead}{re.escape(name)}(?!\w)(?!\s(?:of|on|for)\s(?:the\s)?[A-Z])"
        for place in re.finditer(pattern, text):
            if not known.overlaps(*place.span()):
                found.append(Reference("title", *place.span(), whole, is_claim=False, is_short_name=True))
    return found


def _are_initials(letters: str, title: str) -> bool:
    """Return whether letters are initials of words of a title, in order: KL of the Kelp Law."""
    if letters in _NO_SHORT_NAME:
        return False
    initials = iter(re.findall(r"(?<![A-Za-z])[A-Za-z]", title))
    return all(letter.upper() in map(str.upper, initials) for letter in letters if letter != "&")


def _is_marked(text: str, title: Reference) -> bool:
    return text[title.start - 1 : title.start] == "《"


def _strip_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without an unpaired title mark at one end."""
    inner = text[start:end]
    if inner[0] == "《" and "》" not in inner:
        return start + 1, end
    if inner[-1] == "》" and "《" not in inner:
        return start, end - 1
    return start, end


def _close_bracket(text: str, start: int, end: int) -> int:
    """Return the end of a title, including the bracket that closes one inside it."""
    inner = text[start:end]
    is_open = inner.count("(") + inner.count("（") > inner.count(")") + inner.count("）")
    return end + 1 if is_open and text[end : end + 1] in (")", "）") else end


def _find_cited(text: str, names: Names) -> Iterator[Reference]:
    """Yield the titles found by the reader of citations, paragraph by paragraph."""
    for paragraph in re.finditer(r"[^\n]+(?:\n(?![^\S\n]*\n)[^\n]+)*", text):
        offset = paragraph.start()
        for cited in find_citations(paragraph[0]):
            if not cited.title:
                continue
            start, end = _strip_marks(text, offset + cited.start, offset + cited.end)
            is_chinese = has_han(cited.text)
            if inner := _YEAR_OUTSIDE.fullmatch(cited.text):
                first, last = inner.span(1)
                yield Reference(
                    "title", offset + cited.start + first, offset + cited.start + last, cited.text
                )
                continue
            is_marked = text[start - 1 : start] == "《"
            if not is_chinese:
                end -= len(cited.text) - len(_TRAILING.sub("", cited.text))
                start += _measure_owner(text[start:end], names)
            if end > start:
                is_claim = is_marked or not is_chinese
                dated = cited.date
                if dated and dated == find_stated_start(text, start, end):
                    dated = ""  # （2021年9月1日起施行）: the day is not that of the text
                yield Reference("title", start, end, is_claim=is_claim, stated_date=dated)


def _measure_owner(title: str, names: Names) -> int:
    """Return the length of the body's name at the start of a title, if only the title without it is known.

    The State Council's Export Control Law is that law. A city's plan is another one than the state's.
    """
    owner = _OWNER.match(title)
    if owner is None or not names.is_body(owner[1]) or names.by_title(title):
        return 0
    return owner.end() if names.by_title(title[owner.end() :]) else 0


def _find_italics(draft: Draft, names: Names) -> Iterator[Reference]:
    for first, last in draft.names:
        lead, article = (
            _SOURCE.match(draft.text, first, last),
            _ARTICLE_IN_ITALICS.search(draft.text, first, last),
        )
        start, end = end_of(lead, first), start_of(article, last)
        name = " ".join(draft.text[start:end].split())
        if is_title_like(name) or (len(name.split()) > 1 and names.by_title(name)):
            yield Reference("title", start, end)


def _find_english_names(text: str, names: Names) -> Iterator[Reference]:
    """Yield the English names of stored documents among capitalised words.

    A name without a word such as Plan counts only as a speaker: said the Kelp Brief.
    """
    for run in _RUN.finditer(text):
        words = [
            (run.start() + word.start(), run.start() + word.end()) for word in re.finditer(r"\S+", run[0])
        ]
        ends = [run.start() + match.end() for match in _ENDS_NAME.finditer(run[0])]
        spans = [(start, end) for start, _ in words for end in reversed(ends) if start < end]
        for start, end in words:
            owner = _OWNER.fullmatch(text, run.start(), start)
            if _BEGINS_NAME.fullmatch(text, start, end) and (owner is None or names.is_body(owner[1])):
                spans.append((start, run.end()))
        if _SPEAKS_BEFORE.search(text, max(0, run.start() - 24), run.start()) or _SPEAKS.match(
            text, run.end()
        ):
            spans.append((run.start(), run.start() + len(run[0].rstrip("."))))
        spans = [span for span in spans if not _is_of_another_state(text, run.start(), *span)]
        known = (span for span in spans if names.by_title(" ".join(text[slice(*span)].split())))
        if span := next(known, None):
            yield Reference("title", *span)


def _is_of_another_state(text: str, first: int, start: int, end: int) -> bool:
    """Return whether a law's name, in words from `first` on, has another state before it: German Law."""
    if not _NAMES_A_LAW.search(text, start, end):
        return False
    return any(map(is_foreign, text[first:start].split()))


def _find_papers(text: str, names: Names) -> Iterator[Reference]:
    """Yield the titles without subtitle that are followed by a word such as paper; they are not claims."""
    for match in _PAPER.finditer(text):
        words = list(re.finditer(r"\S+", match[0]))
        capital = (word for word in words[:-1] if word[0][0].isupper())
        for first in capital:
            start, end = match.start() + first.start(), match.end() - 1
            if whole := names.with_subtitle(text[start:end]):
                yield Reference("title", start, end, whole, is_claim=False)
                break


def _find_laws_of_articles(text: str, names: Names) -> Iterator[Reference]:
    """Yield the English names of laws after the number of an article; unknown ones are not claims."""
    for match in _LAW_OF_ARTICLE.finditer(text):
        is_known = bool(names.by_title(" ".join(match["law"].split())))
        yield Reference("title", *match.span("law"), is_claim=is_known)


def _find_with_edition(text: str, names: Names) -> Iterator[Reference]:
    """Yield the names of stored laws that have no marks, but their edition and an article behind them."""
    for match in _WITH_EDITION.finditer(text):
        starts = range(match.start(), match.end() - 1)
        known = (start for start in starts if names.by_title(text[start : match.end()]))
        if (start := next(known, None)) is not None:
            yield Reference("title", start, match.end(), is_claim=False)


def is_title_like(text: str) -> bool:
    """Return whether an English text in quotation marks is written like a title: Measures for the ..."""
    words = text.split()
    if not _LEAST_TITLE <= len(words) <= _MOST_TITLE or has_han(text) or text[-1] in ".!?;":
        return False
    long_words = [word for word in words if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long_words)
    return capitals >= _CAPITALS * len(long_words) and re.search(rf"\b(?:{TITLE_KINDS})\b", text) is not None
