"""Find what a draft refers to: document numbers, titles in 《》 and in English, and articles of laws."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from flows.annotation import find_citations, normalise_title
from flows.assistants.drafts.claims import Draft, Span
from flows.assistants.drafts.naming import Names
from flows.assistants.drafts.quotations import Quotation
from flows.references import is_generic
from flows.text import HAN, find_numbers, find_sentence, fold, has_han, parse_numeral

_NUMERAL = r"[〇零一二三四五六七八九十百千\d]{1,8}"
_ARTICLE = re.compile(
    rf"第\s?({_NUMERAL}(?:、{_NUMERAL})*)\s?条(?:之[一二三四五六七八九十])?"
    rf"(?:第?\s?(?P<paragraph>{_NUMERAL})\s?款)?(?:第?\s?[（(]?(?P<item>{_NUMERAL})[）)]?\s?项)?"
)
_ENGLISH_ARTICLE = re.compile(
    r"\b(?:Articles?|Arts?\.)\s+(\d{1,4}(?:\s?(?:,|and|&|to|-|–|or)\s?\d{1,4})*)"
    r"(?:\s?\((?P<paragraph>\d{1,2})\)(?:\s?\((?P<item>\d{1,2})\))?)?"
    r"(?![\d.]*\d)"
)
_KIND = (
    "Opinions|Measures|Regulations?|Provisions|Notice|Circular|Guidelines?|Decision|Outline|Plan|Strategy"
    "|Catalogue|Rules|Law|Programme|Program|Announcement|Constitution"
)
_CAPITAL = r"[A-Z][\w’'&./-]*"
# Words with capitals in a row, with small words between them.
_RUN = re.compile(rf"{_CAPITAL}(?:\s(?:(?:of|on|for|the|and|to|in|by|against)\s){{0,3}}{_CAPITAL}){{1,16}}")
_ENDS_NAME = re.compile(rf"\b(?:{_KIND}|China|PRC|\d{{4}})\b")
_TRAILING = re.compile(r",?\s*(?:,|\b(?:Articles?|Arts?\.|Chapter|Section|Part|Annex)\b).*$", re.DOTALL)
# What may stand between a title and its number.
_BESIDE = re.compile(
    r"(?:(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?|文件|文|号|印发的?|发布的?|公布的?|以下简称[^）)]{1,20}"
    r"|issued as|document|as|number|no\.|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}"
    r"|[\s《》〈〉“”’\"'*_（）()\[\]【】,，、;；:：])*"
)
_YEAR_OUTSIDE = re.compile(r"(?:19|20)\d\d年?[^《》]{0,12}《([^《》]+)》")  # 2015年《政府工作报告》
# 财政部印发的《…》, the Ministry of Finance issued the ...
_ISSUED_BY = re.compile(
    rf"([{HAN}]{{2,20}}(?:部|委|局|办|院|厅|署|会|政府|中央))(?:\d{{4}}年)?(?:联合)?"
    r"(?:印发|发布|出台|制定|公布|下发)[的了]?《$"
    r"|the ((?:[A-Z]\w+|of|and|the)(?: (?:[A-Z]\w+|of|and|the)){1,8})"
    r" (?:issued|published|released) (?:the|its) [“\"*]?$"
)
# Who issued a bare 《决定》: a plenum or congress of the party, or a body by the end of its name.
_ISSUER = re.compile(
    rf"(?:(?P<party>全会|[一二三四五六七八九十]大|中央)"
    rf"|(?P<body>国务院|[{HAN}]{{2}}(?<![该本全各此其])[部委局办院厅署]))"
    r"(?:审议)?(?:通过|印发|发布|公布|作出|出台)?的?《$"
)
_OF_THE_STATE = re.compile(r"^[^关]*(?:国务院|人民政府|人民代表大会)")
_SHORT_FORM = re.compile(r"[（(](?:以下|下文|下)?(?:统|简)?称[：:]?\s?《([^《》]{1,30})》[）)]")
_OF = re.compile(r"\s*(?:of|in|under)\s+(?:the\s+|its\s+|China[’']s\s+|that\s+)?[\"“*_]?$")
# A law by its kind alone in front of an article: 本条例第五条.
_THIS_LAW = re.compile(r"[本该此](法|条例|办法|规定|细则|规则|决定|准则)》?$")
_LAW = re.compile(r"(?<!办)法典?(?:修正案)?$")
_REMARK = re.compile(r"[（(][^（）()]*[）)]$")
_FAR = 600  # code points back to the law that an article without a name belongs to
# Words in front of an English number that belong to its series (Yang Zheng Ban Fa [2017] No. 31).
_PINYIN_BEFORE = re.compile(
    r"(?<![A-Za-z])(?:(?!(?:The|In|See|Under|Per|By|And|Circular|Document)\b)[A-Z][a-z]{1,5}\s)+$"
)
# Words in front of a quotation that mean the document named before, or another one.
_POINTS_BACK = re.compile(
    r"该|同一|上述|前述|其中|其第|文中|文件还|\bthe same\b|\b(?:the|this|that|its) "
    r"(?:document|text|law|plan|notice|measures|regulations|announcement|outline|report)\b",
    re.IGNORECASE,
)
# Words in front of a quotation that have no subject of their own, so that it is the document named before.
_CONTINUES = re.compile(
    r"[\s“「『‘\"'>*_]*"
    r"(?:(?:同时|此外|另外|而且|并且|并|还|又|也|其|它|文件|全文|开篇|文末|文中|最后|首先|其次|再次)[，,]?)*"
    rf"(?:第{_NUMERAL}[条章节款][，,]?)?(?:进一步|特别|专门|明确)?"
    r"(?:规定|提出|明确|要求|指出|强调|写道?|称|载明|重申|写明|说|即|为)?[：:，,—\s“「『‘\"'>*_]*$"
    r"|[\s“‘\"'>*_]*(?:(?:And|But|Then|Also|Further|Moreover|In addition),?\s)?"
    r"(?:it|its|they|there|article \d+|[\s“‘\"'>*_]*$)",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"有文件|有材料|有人|有关人士|一份|另一|某"
    r"|\b(?:another|others?|some(?:one)?|one (?:text|paper)|a (?:policy )?paper|it has been)\b",
    re.IGNORECASE,
)
_SHORTEST_SERIES = 2  # characters: 国发
_LEAD_IN = re.compile(r"^[^〔]*[见据按由与及在为是以和于从到对](?=[^〔]{2,}〔)")
_LEAST_TITLE, _MOST_TITLE = 3, 28  # words of an English title in quotation marks
_CAPITALS = 0.8  # of its longer words
_WINDOW = 1500  # code points around a place in which its sentence is looked for
_LONGEST_SOURCE = 400  # code points in brackets behind a quotation
_BEFORE_QUOTE = "“「『‘\"'>*_ \t\u3000"
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
    words are quoted. `articles` are the numbers of an article reference, `law` the reference to its law, and
    `paragraph` and `item` what it names of the article, 0 for none.
    `stated_date` is an ISO date that the draft gives beside the title, `stated_issuer` who issued it there.
    """

    kind: Literal["number", "title", "article"]
    start: int
    end: int
    key: str = ""
    documents: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    is_claim: bool = True
    stated_date: str = ""
    stated_issuer: str = ""
    articles: tuple[int, ...] = ()
    law: Reference | None = None
    paragraph: int = 0
    item: int = 0


def find_titles(draft: Draft, names: Names) -> list[Reference]:
    """Return the titles that a draft names, by start and disjoint, each with the documents that it means."""
    text = draft.text
    found = [*_find_cited(text), *_find_italics(draft, names), *_find_english_names(text, names)]
    for start, end in names.find_in(text):
        is_claim = not has_han(text[start:end]) or text[start - 1 : start] == "《"
        found.append(Reference("title", start, _close_bracket(text, start, end), is_claim=is_claim))
    found.sort(key=lambda title: (not _is_marked(text, title), title.start - title.end, title.start))
    kept: list[Reference] = []
    for title in found:
        if not any(title.start < other.end and other.start < title.end for other in kept):
            kept.append(title)
    kept.sort(key=lambda title: title.start)
    return list(_resolve(text, kept, names))


def _is_marked(text: str, title: Reference) -> bool:
    return text[title.start - 1 : title.start] == "《"


def _strip_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without a mark of titles at one end alone."""
    inner = text[start:end]
    return start + (inner[0] == "《" and "》" not in inner), end - (inner[-1] == "》" and "《" not in inner)


def _close_bracket(text: str, start: int, end: int) -> int:
    """Return the end of a title with the bracket that closes one inside it."""
    inner = text[start:end]
    is_open = inner.count("(") + inner.count("（") > inner.count(")") + inner.count("）")
    return end + 1 if is_open and text[end : end + 1] in (")", "）") else end


def _find_cited(text: str) -> Iterator[Reference]:
    """Yield the titles that the reader of citations finds, paragraph by paragraph."""
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
            if end > start:
                is_claim = is_marked or not is_chinese
                yield Reference("title", start, end, is_claim=is_claim, stated_date=cited.date)


def _find_italics(draft: Draft, names: Names) -> Iterator[Reference]:
    for start, end in draft.names:
        name = " ".join(draft.text[start:end].split())
        if is_title_like(name) or (len(name.split()) > 1 and names.by_title(name)):
            yield Reference("title", start, end)


def _find_english_names(text: str, names: Names) -> Iterator[Reference]:
    """Yield the English names of stored documents among words with capitals."""
    for run in _RUN.finditer(text):
        words = [
            (run.start() + word.start(), run.start() + word.end()) for word in re.finditer(r"\S+", run[0])
        ]
        ends = [run.start() + match.end() for match in _ENDS_NAME.finditer(run[0])]
        spans = ((start, end) for start, _ in words for end in reversed(ends) if start < end)
        known = (span for span in spans if names.by_title(" ".join(text[slice(*span)].split())))
        if span := next(known, None):
            yield Reference("title", *span)


def _resolve(text: str, titles: Sequence[Reference], names: Names) -> Iterator[Reference]:
    """Yield titles with their meaning; a short form introduced in the draft means its full title."""
    short: dict[str, Reference] = {}
    introduced = {match.start(1): match[1] for match in _SHORT_FORM.finditer(text)}
    before = _Earlier(names)
    for title in titles:
        name = title.key or " ".join(text[title.start : title.end].split())
        key = normalise_title(name)
        if title.start in introduced and before.titles:
            short[key] = before.titles[-1]
        if key in short:
            meant = short[key]
            yield replace(title, key=meant.key, documents=meant.documents)
            continue
        resolved = _look_up(text, title, name, names)
        if not resolved.documents and is_generic(key):
            issuer = _ISSUER.search(text, max(0, title.start - 30), title.start)
            yield replace(resolved, documents=before.find(key, issuer))
            continue
        before.titles.append(resolved)
        yield resolved


class _Earlier:
    """The titles that a draft names before a bare one (《决定》), and which of them it means.

    Each title is compared once per bare title and issuer.
    """

    def __init__(self, names: Names) -> None:
        self.titles: list[Reference] = []
        self._names = names
        self._names_of: dict[int, list[str]] = {}
        self._found: dict[tuple[str, str | None], tuple[int, tuple[str, ...]]] = {}

    def find(self, generic: str, issuer: re.Match[str] | None) -> tuple[str, ...]:
        """Return the documents of the last title that a bare one may mean, () for none."""
        key = (generic, issuer and (issuer["body"] or ""))
        compared, documents = self._found.get(key, (0, ()))
        for index in range(len(self.titles) - 1, compared - 1, -1):
            if _may_mean(generic, issuer, self._name(index)):
                documents = self.titles[index].documents
                break
        self._found[key] = len(self.titles), documents
        return documents

    def _name(self, index: int) -> list[str]:
        """Return a title as written, and the titles and publishers of the documents that it means."""
        if index not in self._names_of:
            title = self.titles[index]
            rows = self._names.titled(title.documents or title.alike)
            self._names_of[index] = [
                title.key,
                *(name for row in rows for name in (row.title, row.publisher)),
            ]
        return self._names_of[index]


def _may_mean(generic: str, issuer: re.Match[str] | None, named: Sequence[str]) -> bool:
    """Return whether a bare title (《决定》) may mean a document named before.

    The document must be of that kind. An issuer in front (国务院《决定》) must be its own; a plenum of the
    party issues no document of the state.
    """
    if not any(generic in normalise_title(name) for name in named):
        return False
    if issuer is None:
        return True
    if issuer["party"]:
        return not any(_OF_THE_STATE.search(name) for name in named)
    return any(issuer["body"] in name for name in named)


def _look_up(text: str, title: Reference, name: str, names: Names) -> Reference:
    documents = names.by_title(name) or names.without_remark(name)
    similar = None if documents or not title.is_claim else names.similar(name)
    alike = similar.documents if similar else ()
    issuer = _ISSUED_BY.search(text, max(0, title.start - 60), title.start)
    return replace(
        title,
        key=name,
        documents=tuple(documents),
        alike=tuple(alike),
        stated_issuer=(issuer[1] or issuer[2]) if issuer else "",
    )


def title_at(text: str, start: int, end: int, names: Names) -> Reference:
    """Return `text[start:end]` as a title, with the documents that it means."""
    return _look_up(text, Reference("title", start, end), " ".join(text[start:end].split()), names)


def is_title_like(text: str) -> bool:
    """Return whether an English text in quotation marks is written as a title: Measures for the ..."""
    words = text.split()
    if not _LEAST_TITLE <= len(words) <= _MOST_TITLE or has_han(text) or text[-1] in ".!?;":
        return False
    long_words = [word for word in words if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long_words)
    return capitals >= _CAPITALS * len(long_words) and re.search(rf"\b(?:{_KIND})\b", text) is not None


def find_number_references(text: str, names: Names) -> list[Reference]:
    """Return the document numbers of a draft, by start."""
    shadow = fold(text)
    found = []
    for number in find_numbers(shadow):
        start, end = shadow.span(number.start, number.end)
        key = number.key
        if has_han(text[start:end]):
            key = _cut_lead(key, names)
            start += max(0, len(number.key) - len(key))
        elif before := _PINYIN_BEFORE.search(text, max(0, start - 60), start):
            start = before.start()
        documents = names.by_number(key)
        if key.startswith("〔"):
            documents = names.numbered_as(documents, text[start:end])
            key = " ".join(text[start:end].split())
        found.append(Reference("number", start, end, key, tuple(documents)))
    return found


def _cut_lead(key: str, names: Names) -> str:
    """Return the key of a number without words that lead to its series: 要求见国发〔2015〕28号."""
    series = key.find("〔")
    if names.by_number(key) or series <= _SHORTEST_SERIES:
        return key
    shorter = (key[cut:] for cut in range(1, series - _SHORTEST_SERIES + 1))
    if known := next((one for one in shorter if names.by_number(one)), ""):
        return known
    return _LEAD_IN.sub("", key)


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
            paragraph, item = (parse_numeral(match[name] or "") or 0 for name in ("paragraph", "item"))
            found.append(
                Reference(
                    "article",
                    *match.span(),
                    match[0],
                    articles=numbers,
                    law=law,
                    paragraph=paragraph,
                    item=item,
                )
            )
    return sorted(found, key=lambda article: article.start)


def _law_of(
    text: str, start: int, end: int, titles: Sequence[Reference], starts: Sequence[int]
) -> Reference | None:
    """Return the title that an article belongs to: behind "of the", else the last one before it.

    该条例第五条 belongs to the last title of that kind, and to none where there is none.
    """
    place = bisect_right(starts, start)
    if place < len(titles) and _OF.fullmatch(text, end, titles[place].start):
        return titles[place]
    before = (titles[index] for index in range(place - 1, -1, -1))
    near = takewhile(lambda title: start - title.end <= _FAR, before)
    if kind := _THIS_LAW.search(text, max(0, start - 8), start):
        return next((title for title in near if _is_of_kind(title.key, kind[1])), None)
    return next(near, None)


def _is_of_kind(title: str, kind: str) -> bool:
    """Return whether a title is that of a law of a kind (条例); an English one may be of any."""
    name = _REMARK.sub("", title).rstrip("》")
    if not has_han(name):
        return True
    return _LAW.search(name) is not None if kind == "法" else name.endswith(kind)


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
    # A title may end with a question mark, which is no end of the sentence that names it.
    first = min((one.start for one in known if one.start < first <= one.end + 2), default=first)
    before = max((span.end for span in others if span.end <= quotation.start), default=0)
    places = [
        _source_behind(text, quotation, others),
        (max(first, before), quotation.start),
        (first, quotation.start),
    ]
    lead = text[max(first, before) : quotation.start]
    previous = _start_before(text, first)
    is_same_paragraph = "\n\n" not in text[previous:first].rstrip("> ")
    if not _ANOTHER.search(lead) and (points_back(lead) or (is_same_paragraph and _CONTINUES.match(lead))):
        places += [(max(previous, before), first), (previous, first)]
    for start, end in places:
        found = [entry for entry in known if start <= entry.start and entry.end <= end]
        if found:
            return found
    return []


def points_back(lead: str) -> bool:
    """Return whether words mean the document that was named before them."""
    return _POINTS_BACK.search(lead) is not None


def _source_behind(text: str, quotation: Quotation, others: Sequence[Span]) -> tuple[int, int]:
    """Return the span right behind a quotation that names its source; empty where nothing does."""
    lead = _SOURCE_BEHIND.match(text, quotation.end)
    if lead is None:
        return quotation.end, quotation.end
    after = min((span.start for span in others if span.start >= quotation.end), default=len(text))
    if lead[1] in _BRACKETS:
        limit = _find_bracket(text, lead.end(), lead[1])
    else:
        limit = find_sentence_near(text, lead.end(), lead.end() + 1)[1]
    return quotation.end, max(quotation.end, min(limit, after))


def _find_bracket(text: str, place: int, opening: str) -> int:
    """Return where the bracket that was opened before `place` closes; `place` where it does not."""
    depth = 1
    for position in range(place, min(len(text), place + _LONGEST_SOURCE)):
        depth += (text[position] == opening) - (text[position] == _BRACKETS[opening])
        if not depth:
            return position
    return place


def _sentence_start(text: str, quotation: Quotation) -> int:
    """Return where the sentence that holds a quotation begins; a block has that before its colon."""
    start = quotation.start
    while start > 0 and (
        text[start - 1] in _BEFORE_QUOTE or (quotation.is_block and text[start - 1].isspace())
    ):
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
