"""Citations: the documents that a passage names, by title or number, and its relation to each."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from flows.annotation.citations.bare_laws import find_bare_laws, law_names
from flows.annotation.citations.english_titles import find_english_titles
from flows.annotation.citations.lists import end_of_bracket, find_date, numbers_next, opens_bracket
from flows.annotation.citations.official_texts import find_official, is_time_of_plan, widen_official
from flows.annotation.citations.relations import find_relations
from flows.annotation.citations.repeals import QUOTED_TITLE, RepealedItem, find_repealed
from flows.records import Citation, Mention
from flows.text import HAN, Shadow, end_of, find_numbers, fold, has_han, lazy_pattern, trim_span

# Certificates and forms are also in 《》, but they are not documents to cite.
_FORM = lazy_pattern(
    r"(?:证|证书|执照|表|申请书|通知书|决定书|承诺书|审批书|告知书|意见书|报告书|委托书|回执|合同|协议书?"
    r"|发票|登记簿|(?:通关|报关|申报|检验|结算|签收|登记|备案|货运|运|提|保险)单)$"
)
# The name of a plan may mean its years; then it is not a citation.
_PERIOD = lazy_pattern(r"五[”\"]?(?:时期|期间|以来|末|初)?$|(?:[Pp]eriod|FYP)$")
_ISSUED = lazy_pattern(r"(?:印发|发布|公布|转发)[〈<《](.{3,100})[〉>》]")
# 国务院印发《甲》 may stand above the text of 甲 or above news of it; 关于印发《甲》的通知 contains it.
_NOTICE = lazy_pattern(r"(?:通知|公告|通告|决定|令|函|批复|通报)$")
_IN_FULL = lazy_pattern(r"[全原]文如下")
_LONGEST_NEWS = 2000  # characters
_ISSUED_PLAIN = lazy_pattern(r"关于(?:印发|发布|公布)(.{4,100}?)的(?:通知|公告|决定)$")
_ISSUER = lazy_pattern(rf"[{HAN}、 ]{{2,40}}?(?=关于.{{4,}})")
_BRACKET_OF_NUMBER = lazy_pattern(r"[》”\"]?\s?[(（|]?\s?")  # | separates the cells of a table
# Titles in the quotation marks of Taiwan and Hong Kong, on folded text. The kinds that people also have
# (决定, 意见) need the words of a title before them.
_CORNERED = lazy_pattern(
    r"「((?=[^「」\n]*(?:关于|公告))[^「」《》\n。!?;]{6,80}(?:决定|通知|意见|公告|方案)"
    r"|[^「」《》\n。!?,;]{2,40}(?:条例|办法|细则|法案))」"
)
_DROPPED = lazy_pattern(r"[\s《》〈〉<>“”\"'‘’·,、:()\[\]〔〕.]+")
_PREFIX = lazy_pattern(r"^(?:中华人民共和国|the\s)")
_OF_CHINA = lazy_pattern(r"\s(?:of (?:the )?people's republic of china|of the prc|of china)$")
_STATE_BEHIND = lazy_pattern(r" of (?:the )?(?:people's republic of china|prc)\b")
_EDITION = lazy_pattern(
    r"[(（](?:\d{4}年?)?(?:第[一二三四五六七八九十]次)?(?:修订|修正|最新修正版?|全文|摘要|节选)"
    r"(?:版|本)?[)）]$"
    r"|[(（]\d{4}年?(?:修订|修正)?(?:版|本)?[)）]$"
    r"|\s*\((?:19|20)\d{2} (?:amendment|revision|edition|version)\)$"
    r"|\s*\((?:amended|revised)(?: in)? (?:19|20)\d{2}\)$"
    r"|\((?:(?:excerpts?|abridged|full text|(?:unofficial |english )?translation)(?:, |(?=\))))+\)$"
)
_PERIOD_ALONE = lazy_pattern(r"(?:the )?[\w-]+ (?:five[- ]year plan|fyp) period", re.IGNORECASE)
_PERIOD_AFTER = lazy_pattern(r"[”\"》]?(?:时期|期间|期末|\s?period\b)")
# What makes the name of a law that of its rules: 标准化法实施条例.
_CARRIED_OUT = lazy_pattern(
    r"(?<=[法例])(?:实施(?:条例|细则|办法|规定|规则)|施行(?:细则|条例|办法)|修正案|司法解释)"
)
# The licence box of a collection such as Wikisource is about the copy, not about the text.
_LICENCE = lazy_pattern(
    r"本(?:作品|文件|页面|模板).{0,24}(?:来自|属于|公有领域|著作权|版权|使用)|公有领域|版权失效"
    r"|不适用于(?:该法|著作权法)|(?:this (?:work|document)|it) is in the public domain|public domain in the",
    re.IGNORECASE,
)
_LICENCE_WORDS = ("本作品", "本文件", "本页面", "本模板", "公有领域", "版权失效", "不适用于", "ublic domain")
# 《样例办法》(以下简称《办法》): this defines the short form and does not cite a document again.
_DEFINED = lazy_pattern(r"(?:简称|统称|下称|合称)(?:为|作)?:?\s*[“\"]?$")
# ... the Measures for Kelp Farms (the “Kelp Measures”), the Patent Cooperation Treaty (PCT)
_SHORT_FORM = lazy_pattern(
    r"[^.;。;()]{0,60}\((?:(?:the|or|also|collectively|together|jointly|hereinafter|hereafter|referred|known"
    r"|called|abbreviated|to|as|below),? )*[“\"‘']"
)
_SAME_IN_BRACKETS = lazy_pattern(r"[”\"]?\s?\((?:[Cc]hinese: |the )?[“\"]?")
_AMENDED = lazy_pattern(r"[^,，、;；()（）]{0,12}修[正订改]")
_NEXT_TITLE = lazy_pattern(r"》\s?[、和]?\s?《")
_SHORTEST_TITLE, _SHORTEST_NAME = 2, 3


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of a document in the text: its span in the shadow, and what identifies the document."""

    start: int
    end: int
    title: str = ""
    number: str = ""
    concept: str = ""


class _Media(NamedTuple):
    """Patterns that distinguish newspapers, journals and programmes from documents, by title or context."""

    documents: re.Pattern[str]
    titles: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _media() -> _Media:
    lists = tomllib.loads(Path(__file__).with_name("media.toml").read_text(encoding="utf-8"))["media"]
    table = {name: "|".join(words) for name, words in lists.items()}
    return _Media(
        re.compile(rf"(?:{table['documents']})(?:\([^()]*\))?$"),
        re.compile(rf"(?:{table['titles']})$|^(?:{table['names']})$"),
        re.compile(rf"(?:{table['before']})《?$"),
        re.compile(rf"》?(?:[、和]?《[^《》\n]{{1,40}}》){{0,10}}(?:{table['after']})"),
    )


def _is_medium(text: str, start: int, end: int, *, is_listed: bool) -> bool:
    """Return whether the title `text[start:end]` is that of a newspaper, a journal, a programme or a film.

    `is_listed` says whether it follows such a title in a list.
    """
    media = _media()
    title = text[start:end]
    if media.titles.search(title):
        return True
    if media.documents.search(title):
        return False
    is_named = media.before.search(text, max(0, start - 12), start) or media.after.match(text, end)
    return is_listed or bool(is_named)


def normalise_title(title: str) -> str:
    """Return the form of a title that is used to compare citations with stored documents.

    It is folded, without punctuation, spaces, 中华人民共和国 and the name of an edition.
    """
    folded = _EDITION.sub("", fold(title).text.strip().strip("《》"))
    return _DROPPED.sub("", _OF_CHINA.sub("", _PREFIX.sub("", folded)))


def document_titles(title: str, read: Callable[[], str] | None = None) -> list[str]:
    """Return the normalised titles under which a document can be cited: its own, and those derived from it.

    国务院关于印发《X》的通知 is cited as itself, as 关于印发《X》的通知 and as X. 国务院印发《X》 is
    cited as X, too, unless `read` returns a text that is only news of X.
    """
    names = [normalise_title(title)]
    folded = fold(title).text
    issued = _ISSUED.search(folded)
    if issued and not _NOTICE.search(folded) and read and _is_news(read()):
        issued = None
    if issued := issued or _ISSUED_PLAIN.search(folded):
        names.append(normalise_title(issued[1]))
    if issuer := _ISSUER.match(folded):
        names.append(normalise_title(folded[issuer.end() :]))
    return [name for name in dict.fromkeys(names) if len(name) >= _SHORTEST_NAME or name in law_names()]


def _is_news(text: str) -> bool:
    return len(text) < _LONGEST_NEWS and not _IN_FULL.search(text)


def find_citations(
    text: str, mentions: Sequence[Mention] = (), repealed: Sequence[RepealedItem] = ()
) -> tuple[Citation, ...]:
    """Return the documents that `text` names, by start; `mentions` provide the lexicon's DOC concepts.

    `repealed` are the items of a list of repealed documents, which may begin before `text`.

    A number or a date in brackets directly after a title belongs to it. If names form a list, one relation
    holds for all: that of the words after the last (《甲》、《乙》同时废止), or else that of the first.
    """
    if any(word in text for word in _LICENCE_WORDS) and _LICENCE.search(text):
        return ()
    shadow = fold(text)
    items = [item for item in repealed or find_repealed(text) if item.start < len(text)]
    every = chain(_find_names(text, shadow, mentions), _name_items(text, shadow, items))
    named = _without_short_forms(shadow.text, _disjoint(every))
    names = list(_attach_numbers(shadow.text, named))
    found: list[Citation] = []
    for name, relation in zip(names, find_relations(shadow.text, names), strict=True):
        start, end = trim_span(text, *shadow.span(name.start, name.end))
        is_item = any(item.start <= start and end <= item.end for item in items)
        found.append(
            Citation(
                start,
                end,
                text[start:end],
                "repealing" if is_item else relation,
                name.title,
                name.number,
                name.concept,
                find_date(shadow.text, name.start, name.end),
            )
        )
    return tuple(found)


def _name_items(text: str, shadow: Shadow, items: Sequence[RepealedItem]) -> Iterator[_Name]:
    """Yield the titles of a list's items that have no 《》."""
    places = _shadow_places(shadow)
    for start, end, is_quoted in items:
        if not is_quoted and end <= len(text):
            yield _Name(places(start), places(end - 1) + 1, normalise_title(text[start:end]))


def _find_names(text: str, shadow: Shadow, mentions: Sequence[Mention]) -> Iterator[_Name]:
    concepts = {
        (mention.start, mention.end): mention.concept
        for mention in mentions
        if mention.type == "DOC" and mention.concept and not _PERIOD.search(mention.text)
    }
    bodies = {
        (mention.start, mention.end) for mention in mentions if mention.type == "ORG" and mention.concept
    }
    places = _shadow_places(shadow)
    for (start, end), concept in concepts.items():
        first, last = places(start), places(end - 1) + 1
        if shadow.text[first] == "《" and shadow.text[last - 1] == "》":
            first, last = first + 1, last - 1
        if carried := _CARRIED_OUT.match(shadow.text, last):
            yield _Name(first, carried.end(), normalise_title(shadow.text[first : carried.end()]))
        elif not _PERIOD_AFTER.match(shadow.text, last) and not is_time_of_plan(shadow.text, first, last):
            last = end_of(_STATE_BEHIND.match(shadow.text, last), last)
            yield _Name(first, last, normalise_title(shadow.text[first:last]), "", concept)
    for official in find_official(shadow.text):
        span = widen_official(text, *shadow.span(*official))
        if span is None:
            continue
        first, last = places(span[0]), places(span[1] - 1) + 1
        concept = concepts.get(shadow.span(first, last), "")
        yield _Name(first, last, normalise_title(shadow.text[first:last]), "", concept)
    yield from _find_quoted(text, shadow, concepts, bodies)
    for match in _CORNERED.finditer(shadow.text):
        concept = concepts.get(shadow.span(*match.span(1)), "")
        yield _Name(*match.span(1), normalise_title(match[1]), "", concept)
    for start, end in find_bare_laws(shadow.text):
        yield _Name(start, end, normalise_title(shadow.text[start:end]))
    for number in find_numbers(shadow):
        yield _Name(number.start, number.end, number=number.key)
    for start, end in find_english_titles(text):
        first, last = places(start), places(end - 1) + 1
        is_period = _PERIOD_AFTER.match(shadow.text, last) or _PERIOD_ALONE.fullmatch(text, start, end)
        if not is_period:
            yield _Name(first, last, normalise_title(text[start:end]))


def _find_quoted(
    text: str, shadow: Shadow, concepts: Mapping[tuple[int, int], str], bodies: Collection[tuple[int, int]]
) -> Iterator[_Name]:
    """Yield the titles in 《》, without those of media, forms and bodies, and without definitions.

    What follows a medium in a list is one, too: 电影《甲》《乙》.
    """
    medium = -1
    for match in QUOTED_TITLE.finditer(shadow.text):
        title = normalise_title(match[1])
        start, end = match.span(1)
        is_listed = medium >= 0 and _NEXT_TITLE.fullmatch(shadow.text, medium, start)
        if _is_medium(shadow.text, start, end, is_listed=bool(is_listed)):
            medium = end
            continue
        if _DEFINED.search(shadow.text, max(0, match.start() - 12), match.start()):
            continue
        span = trim_span(text, *shadow.span(start, end))
        if len(title) >= _SHORTEST_TITLE and not _FORM.search(match[1]) and span not in bodies:
            yield _Name(start, end, title, "", concepts.get(span, ""))


def _shadow_places(shadow: Shadow) -> Callable[[int], int]:
    """Return a function from positions in the original to positions in the shadow."""
    offsets = shadow.offsets
    if offsets is None:
        return lambda place: place
    return lambda place: min(bisect_left(offsets, place), len(offsets) - 1)


def _disjoint(names: Iterator[_Name]) -> Iterator[_Name]:
    """Yield names leftmost longest; of two with the same span, the one with a concept."""
    position = 0
    for name in sorted(names, key=lambda name: (name.start, -name.end, not name.concept)):
        if name.start >= position:
            yield name
            position = name.end


def _without_short_forms(text: str, names: Iterator[_Name]) -> Iterator[_Name]:
    """Yield names without those in brackets that only give a short form of the name before them."""
    before: _Name | None = None
    for name in names:
        between = text[before.end : name.start] if before and name.title else ""
        is_same = before and name.concept and before.concept == name.concept
        is_short = not has_han(text[name.start : name.end]) and _SHORT_FORM.fullmatch(between)
        if is_short or (is_same and _SAME_IN_BRACKETS.fullmatch(between)):
            continue
        yield name
        before = name


def _attach_numbers(text: str, names: Iterator[_Name]) -> Iterator[_Name]:
    """Join each title with the number in brackets after it, or with the number that it was issued under.

    Numbers of decisions that amended it, in these brackets, are left out.
    """
    before: _Name | None = None
    closed = 0  # the end of the bracket after the title before
    for name in names:
        if before and _is_numbered_by(text, before, name):
            before = replace(name, number=before.number)
            closed = end_of_bracket(text, name.end)
            continue
        if before and _numbers_title(text, before, name):
            before = replace(before, number=name.number)
            continue
        if before and before.title and not name.title and _amends_title(text, name, closed):
            continue
        if before:
            yield before
        before, closed = name, end_of_bracket(text, name.end)
    if before:
        yield before


def _amends_title(text: str, number: _Name, closed: int) -> bool:
    """Return whether a number in the bracket after a title is that of what amended it: 根据第8号令修正."""
    return number.end < closed and _AMENDED.match(text, number.end, closed) is not None


def _is_numbered_by(text: str, number: _Name, title: _Name) -> bool:
    is_pair = number.number and not number.title and title.title and not title.number
    return bool(is_pair) and numbers_next(text[number.end : title.start])


def _numbers_title(text: str, title: _Name, number: _Name) -> bool:
    if title.number or not number.number:
        return False
    between = text[title.end : number.start]
    return _BRACKET_OF_NUMBER.fullmatch(between) is not None or opens_bracket(between)
