"""Find the articles named in a draft, each with the title of its law."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import takewhile

from flows.assistants.drafts.references.reference import Reference
from flows.references import ENGLISH_NUMBER, INSERTED, NUMERAL, ArticleNumber
from flows.text import has_han, parse_numeral

_ARTICLE = re.compile(
    rf"第\s?(?P<numbers>{NUMERAL}(?:、{NUMERAL})*)\s?条(?:{INSERTED})?"
    rf"(?:第?\s?(?P<paragraph>{NUMERAL})\s?款)?(?:第?\s?[（(]?(?P<item>{NUMERAL})[）)]?\s?项)?"
)
_ENGLISH_NUMERAL = r"\d{1,4}(?:-?[A-Z]\b)?"
_ENGLISH_ARTICLE = re.compile(
    r"\b(?:Articles?|Arts?\.)\s+"
    rf"(?P<numbers>{_ENGLISH_NUMERAL}(?:\s?(?:,|and|&|to|-|–|or)\s?{_ENGLISH_NUMERAL})*)"
    r"(?:\s?\((?P<paragraph>\d{1,2})\)(?:\s?\((?P<item>\d{1,2})\))?)?"
    r"(?![\d.]*\d)"
)
_ENGLISH_NUMBER = re.compile(ENGLISH_NUMBER)
_OF = re.compile(r"\s*(?:of|in|under)\s+(?:the\s+|its\s+|China[’']s\s+|that\s+)?[\"“*_]?$")
# A law named only by its kind before an article: 本条例第五条.
_THIS_LAW = re.compile(r"[本该此](法|条例|办法|规定|细则|规则|决定|准则)》?$")
_LAW = re.compile(r"(?<!办)法典?(?:修正案)?$")
_REMARK = re.compile(r"[（(][^（）()]*[）)]$")
_FAR = 600  # code points back to the law of an article without a name
_LINE_START = re.compile(r"(?:^|\n)[^\S\n]*[#*_>]*[^\S\n]*$")


def find_articles(text: str, titles: Sequence[Reference]) -> list[Reference]:
    """Return the articles named in a draft, by start, each with the title of its law if there is one."""
    starts = [title.start for title in titles]
    found = []
    for pattern, read_numbers in ((_ARTICLE, _chinese_numbers), (_ENGLISH_ARTICLE, _english_numbers)):
        for match in pattern.finditer(text):
            law = _law_of(text, match.start(), match.end(), titles, starts)
            if law is None and _LINE_START.search(text, max(0, match.start() - 40), match.start()):
                continue  # an article of the draft itself
            paragraph, item = (parse_numeral(match[name] or "") or 0 for name in ("paragraph", "item"))
            found.append(
                Reference(
                    "article",
                    *match.span(),
                    match[0],
                    articles=tuple(read_numbers(match)),
                    law=law,
                    paragraph=paragraph,
                    item=item,
                )
            )
    return sorted(found, key=lambda article: article.start)


def _chinese_numbers(match: re.Match[str]) -> Iterator[ArticleNumber]:
    """Yield the numbers of 第三、五条之一, where 之一 belongs to the last."""
    wholes = list(filter(None, map(parse_numeral, re.findall(NUMERAL, match["numbers"]))))
    inserted = parse_numeral(match["inserted"] or "") or 0
    for place, whole in enumerate(wholes, 1):
        yield ArticleNumber(whole, inserted if place == len(wholes) else 0)


def _english_numbers(match: re.Match[str]) -> Iterator[ArticleNumber]:
    """Yield the numbers of Articles 3, 5 and 12-1; for a range (Articles 3-5), both of its ends."""
    for numeral in _ENGLISH_NUMBER.finditer(match["numbers"]):
        if number := ArticleNumber.of_match(numeral):
            yield number
        else:
            yield from (ArticleNumber(int(numeral["whole"])), ArticleNumber(int(numeral["inserted"])))


def _law_of(
    text: str, start: int, end: int, titles: Sequence[Reference], starts: Sequence[int]
) -> Reference | None:
    """Return the title that an article belongs to: the one after "of the", else the last one before it.

    该条例第五条 belongs to the last title of that kind, or to none.
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
    """Return whether a title is of a law of this kind (条例); an English one may be of any kind."""
    name = _REMARK.sub("", title).rstrip("》")
    if not has_han(name):
        return True
    return _LAW.search(name) is not None if kind == "法" else name.endswith(kind)
