"""Find the articles named in a draft, each with the title of its law."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from flows.assistants.drafts.references.editions import find_age
from flows.assistants.drafts.references.names import Names
from flows.assistants.drafts.references.reference import ArticlePart, Reference
from flows.references import ENGLISH_NUMBER, INSERTED, NUMERAL, ArticleNumber
from flows.store.passages import RunningPassage
from flows.text import HAN, has_han, lazy_pattern, parse_numeral

# Paragraphs and items of an article, one or several: 第一款、第三款; 第二款第（一）至（三）项.
_OF_PART = rf"第?\s?[（(]?{NUMERAL}[）)]?"
_JOINT = r"\s?(?:、|和|及|以及|[与與]|或者?|至|到|—|–|-)\s?"
_PART = rf"{_OF_PART}(?:{_JOINT}{_OF_PART}){{0,11}}\s?[款项項]"
_EACH_PART = lazy_pattern(rf"(?P<joint>{_JOINT})?(?P<part>{_PART})")
# 第十二、十三条; 第十二至十四条; 第12条、13条.
_ARTICLE = lazy_pattern(
    rf"第\s?(?P<numbers>{NUMERAL}(?:\s?[条條]?{_JOINT}{NUMERAL}(?=[\s条條、和及与與至到—–-])){{0,11}})"
    rf"\s?[条條](?:{INSERTED})?"
    rf"(?P<parts>(?:{_PART}(?:(?:{_JOINT})?{_PART}){{0,11}})?)"
)
_ENGLISH_NUMERAL = r"\d{1,4}(?:-?[A-Z]\b)?"
_ENGLISH_JOINT = r"\s?(?:,(?:\s?(?:and|or|&))?|and|&|to|through|-|–|or)\s?"
_SEVERAL = rf"\d{{1,2}}\)?(?:{_ENGLISH_JOINT}\(?\d{{1,2}}\)?){{0,11}}"
# Translations number items (1) or (i).
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_ITEM = rf"\d{{1,2}}|{'|'.join(_ROMAN)}"
# Article 12(2)(3); Article 12(iv); § 12; Section 12; Article 12, paragraph 2, item 3; Article 12, item 3;
# Paragraph 2 of Article 12.
_ENGLISH_ARTICLE = lazy_pattern(
    rf"(?:\b[Pp]ara(?:graph)?s?\.?\s\(?(?P<before>{_SEVERAL}),?\s(?:of\s)?)?"
    r"(?:\b(?:[Aa]rticles?|[Aa]rts?\.?|[Ss]ections?|[Ss]ecs?\.)\s+|§{1,2}\s?)"
    rf"(?P<numbers>{_ENGLISH_NUMERAL}(?:{_ENGLISH_JOINT}{_ENGLISH_NUMERAL})*)"
    rf"(?:\s?\((?P<paragraph>\d{{1,2}})\))?(?:\s?\((?P<item>{_ITEM})\))?"
    r"(?![\d.]*\d)"
    rf"(?:,?\s[Pp]ara(?:graph)?s?\.?\s\(?(?P<behind>{_SEVERAL}))?"
    rf"(?:,?\s(?:[Ii]tem|[Ss]ubparagraph)\s\(?(?P<worded_item>{_ITEM})\b\)?)?"
)
_ENGLISH_NUMBER = lazy_pattern(ENGLISH_NUMBER)
# Between a title and an article in small letters or with a sign: the Kelp Law (2016), art. 9; Kelp Law (§ 9).
_TO_SMALL = lazy_pattern(r"[\"”’》*_]{0,3}(?:\s?\([^()\n]{1,40}\))?,?\s\(?")
# A section of a law without that section (节) can only be an article; other documents have sections, too.
_SECTION = lazy_pattern(
    rf"第(?P<zh>{NUMERAL})节|section\s(?P<en>\d{{1,2}}|{'|'.join(reversed(_ROMAN))})\b", re.IGNORECASE
)
_OF_LAW = lazy_pattern(
    r"(?:\b(?:Law|Code|Regulations?|Measures|Provisions|Rules)|法典?|条例|办法|规定|细则|规则)$"
)
_CHAPTER_BEFORE = lazy_pattern(r"\bchapter\s[\dIVX]{1,4},?\s$", re.IGNORECASE)
# A part of the article named before: 同条第三款, 该条第（四）项.
_SAME_ARTICLE = lazy_pattern(rf"[同该][条條](?P<parts>{_PART}(?:(?:{_JOINT})?{_PART}){{0,11}})")
# Between the articles of one law: Article 21 and Article 22 of the Kelp Law.
_NEXT_ARTICLE = lazy_pattern(r"(?:,|,?\s(?:and|or|to|through|&))\s(?=[Aa]rt|[Ss]ec|§)")
_MOST_ARTICLES = 12  # of a list
_OF = lazy_pattern(
    r",?\s*(?:of|in|under)\s+(?:the\s+|its\s+|China[’']s\s+|that\s+)?(?:(?:19|20)\d\d\s+)?[\"“*_]?$"
)
# A law named only by its kind before an article: 本条例第五条, 新法第四十七条; after it: of the same law.
_THIS_LAW = lazy_pattern(
    r"(?:(?<![基日])本|[该此旧]|(?<![创革更])新|(?<!草)原|同一|现行|修[订正改][前后]的?)"
    r"(法|条例|办法|规定|细则|规则|决定|准则)》?的?$"
)
_THAT_LAW = lazy_pattern(r"[该此](?:法|条例|办法|规定|细则|规则|决定|准则)》?的?$")
_OF_THIS_LAW = lazy_pattern(
    r",?\s*(?:of|in|under)\s+(?:the|that|this|those|these)\s+(?:same\s+|said\s+)?"
    r"(?P<kind>[Ll]aw|[Cc]ode|[Rr]egulations?|[Mm]easures|[Pp]rovisions|[Rr]ules)\b"
    r"(?!\s+(?:of|on|for)\s+(?:the\s+)?[A-Z])"
)
_LAW = lazy_pattern(r"(?<!办)法典?(?:修正案)?$")
_REMARK = lazy_pattern(r"[（(][^（）()]*[）)]$")
# A law of another state or a region directly before an article: 美国样例改革法第十二条, 基本法第二十三条.
_FOREIGN_LAW = lazy_pattern(
    r"(?:美国|欧盟|日本|韩国|英国|德国|法国|俄罗斯|印度|加拿大|澳大利亚|新加坡|荷兰|意大利|西班牙|巴西|越南)"
    rf"[{HAN}]{{1,20}}(?:法|法案|法典|法令|条例)$|(?:香港|澳门|特别行政区)?基本法$"
)
_LONGEST_NAME = 30
# A law that no title is: Article 9 of the Law of Samples, Article 9 of the GDPR.
_OF_ANOTHER = lazy_pattern(r",?\s+of\s+the\s+(?!(?:Chapter|Part|Section|Annex|Title)\b)[A-Z]")
_FAR = 600  # code points back to the law of an article without a name
_VERY_FAR = 6000  # the same if it is named by its kind, or is the only law so far
_SENTENCE_ENDS = lazy_pattern(r"[。；;\n]|\.\s")
_LINE_START = lazy_pattern(r"(?:^|\n)[^\S\n]*[#*_>]*[^\S\n]*$")


def find_articles(text: str, titles: Sequence[Reference], names: Names) -> list[Reference]:
    """Return the articles named in a draft, by start, each with the title of its law if there is one."""
    starts = [title.start for title in titles]
    found: list[Reference] = []
    for pattern, read_numbers, read_parts in (
        (_ARTICLE, _chinese_numbers, _chinese_parts),
        (_ENGLISH_ARTICLE, _english_numbers, _english_parts),
    ):
        last: Reference | None = None
        for match in pattern.finditer(text):
            law = _law_of(text, match.start(), match.end(), titles, starts, last)
            if not _is_of_a_law(text, match, law):
                continue
            is_apart = law is not None and _is_apart(text, law, match.start())
            age = find_age(text, match.start(), match.end())
            if law and age and not _is_of_edition_beside(text, law, match.start()):
                law, is_apart = names.of_age(law, age), False
            last = Reference(
                "article",
                *match.span(),
                match[0],
                articles=tuple(read_numbers(match)),
                law=law,
                parts=tuple(read_parts(match)),
                is_apart=is_apart,
            )
            found.append(last)
    found += _find_same(text, sorted(found, key=lambda article: article.start))
    return sorted(found, key=lambda article: article.start)


def _is_apart(text: str, law: Reference, start: int) -> bool:
    """Return whether an article is named in another sentence than its law, and not by 该法."""
    is_meant = _THAT_LAW.search(text, max(0, start - 8), start) is not None
    return not is_meant and bool(_SENTENCE_ENDS.search(text, law.end, start))


def _is_of_edition_beside(text: str, law: Reference, start: int) -> bool:
    """Return whether an article directly follows a title with its edition: 2015年修正后的《甲法》第三条."""
    has_edition = bool(law.edition or law.stated_date)
    return has_edition and text[law.end : start].strip("》*_ 的") == ""


def laws_of(articles: Iterable[Reference]) -> Iterator[Reference]:
    """Yield the law of each article at its place: 第五十条规定“…” quotes the law named before."""
    for article in articles:
        law = article.law
        if law is None or not (law.documents or law.alike):
            continue
        if article.is_apart:  # in another sentence, it may be of any edition
            every = (*law.documents, *law.others)
            law = replace(law, documents=every, others=(), stated_date="", edition="")
        yield replace(law, start=article.start, end=article.end, is_claim=False)


def _is_of_a_law(text: str, match: re.Match[str], law: Reference | None) -> bool:
    """Return whether a match is an article of a law, not of the draft itself, a magazine or another state."""
    start = match.start()
    if law is None and _LINE_START.search(text, max(0, start - 40), start):
        return False
    if match[0][0] in "a§sS" and not _is_beside(text, start, match.end(), law):
        return False
    return match[0][0] not in "sS" or _may_be_article(text, start, law)


def _is_beside(text: str, start: int, end: int, law: Reference | None) -> bool:
    """Return whether the law of an article is named after it, or directly before it."""
    if law is None:
        return False
    is_named = law.start > start or _OF_THIS_LAW.match(text, _end_of_list(text, end)) is not None
    return is_named or _TO_SMALL.fullmatch(text, law.end, start) is not None


def _may_be_article(text: str, start: int, law: Reference | None) -> bool:
    """Return whether a section of a law (Section 12 of the Kelp Law) may be one of its articles."""
    if law is None or not (law.documents or law.alike) or not _OF_LAW.search(_REMARK.sub("", law.key)):
        return False
    return _CHAPTER_BEFORE.search(text, max(0, start - 16), start) is None


def last_section(passages: Iterable[RunningPassage]) -> int:
    """Return the greatest number of a section (节) in the chapters of a law, 0 if it has no sections."""
    headings = (_SECTION.match(one.text) for one in passages if one.kind == "heading")
    return max((_section_number(match) for match in headings if match), default=0)


def _section_number(match: re.Match[str]) -> int:
    written = (match["zh"] or match["en"]).lower()
    return _ROMAN.index(written) + 1 if written in _ROMAN else parse_numeral(written) or 0


def _find_same(text: str, articles: Sequence[Reference]) -> Iterator[Reference]:
    """Yield the parts of the last article named before 同条第三款; `articles` are by start."""
    starts = [article.start for article in articles]
    for match in _SAME_ARTICLE.finditer(text):
        place = bisect_right(starts, match.start())
        if place and match.start() - articles[place - 1].end <= _FAR:
            last = articles[place - 1]
            parts = tuple(_chinese_parts(match))
            yield replace(
                last,
                start=match.start(),
                end=match.end(),
                key=match[0],
                articles=last.articles[-1:],
                parts=parts,
            )


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


def _chinese_parts(match: re.Match[str]) -> list[ArticlePart]:
    """Return the parts of 第一款、第二款第（一）、（三）项; of a range, both of its ends."""
    found: list[ArticlePart] = []
    paragraph = 0
    for part in _EACH_PART.finditer(match["parts"]):
        numbers = list(filter(None, map(parse_numeral, re.findall(NUMERAL, part["part"]))))
        if part["part"].endswith("款"):
            found += [ArticlePart(number) for number in numbers]
            paragraph = numbers[-1] if numbers else 0
            continue
        if not part["joint"] and found and not found[-1].item:
            found.pop()  # 第二款第三项 is of the paragraph, not the paragraph and an item
        found += [ArticlePart(paragraph, number) for number in numbers]
    return found


def _english_parts(match: re.Match[str]) -> list[ArticlePart]:
    """Return the part of Article 12(2)(3), those of Article 12, paragraphs 2 and 3, or none."""
    numbers = re.findall(r"\d+", match["before"] or match["behind"] or match["paragraph"] or "")
    found = [ArticlePart(int(number)) for number in numbers]
    if item := match["item"] or match["worded_item"]:
        last = found.pop() if found else ArticlePart(0)
        found.append(last._replace(item=_ROMAN.index(item) + 1 if item in _ROMAN else int(item)))
    return found


def _law_of(
    text: str,
    start: int,
    end: int,
    titles: Sequence[Reference],
    starts: Sequence[int],
    last: Reference | None,
) -> Reference | None:
    """Return the title that an article belongs to: the one after "of the", else the last one before it.

    该条例第五条 and Article 5 of the Regulations belong to the last title of that kind, or to none. If an
    article is named after the last title, it belongs to the law of that article. Article 9 of the GDPR is of
    none of them.
    """
    if foreign := _FOREIGN_LAW.search(text, max(0, start - _LONGEST_NAME), start):
        return Reference("title", *foreign.span(), foreign[0], is_claim=False)
    place = bisect_right(starts, start)
    behind = _end_of_list(text, end)
    if place < len(titles) and _OF.fullmatch(text, behind, titles[place].start):
        return titles[place]
    before = [titles[index] for index in range(place - 1, -1, -1) if start - titles[index].end <= _VERY_FAR]
    near = list(takewhile(lambda title: start - title.end <= _FAR, before))
    if kind := _THIS_LAW.search(text, max(0, start - 8), start):
        return next((title for title in near if _is_of_kind(title.key, kind[1])), None)
    if of_kind := _OF_THIS_LAW.match(text, behind):
        return next((title for title in before if _is_of_kind(title.key, of_kind["kind"].lower())), None)
    if _OF_ANOTHER.match(text, behind):
        return None
    if last and last.law and start - last.end <= _FAR and (not near or near[0].end <= last.start):
        return last.law
    if near:
        return near[0]
    meant = {title.documents for title in before}
    return before[0] if len(meant) == 1 and _OF_LAW.search(_REMARK.sub("", before[0].key)) else None


def _end_of_list(text: str, end: int) -> int:
    """Return the end of the list of English articles whose first one ends at `end`."""
    for _ in range(_MOST_ARTICLES):
        joint = _NEXT_ARTICLE.match(text, end)
        following = _ENGLISH_ARTICLE.match(text, joint.end()) if joint else None
        if following is None:
            break
        end = following.end()
    return end


def _is_of_kind(title: str, kind: str) -> bool:
    """Return whether a title is of a law of this kind (条例); the other language names no kind, or any."""
    name = _REMARK.sub("", title).rstrip("》")
    if not has_han(name):
        return has_han(kind) or kind in name.lower()
    if not has_han(kind):
        return _OF_LAW.search(name) is not None
    return _LAW.search(name) is not None if kind == "法" else name.endswith(kind)
