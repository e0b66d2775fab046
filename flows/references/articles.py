"""Articles of laws: find them by number, follow them through editions, and list who cites them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz import fuzz

from flows.references.article_numbers import (
    CHINESE_ARTICLE,
    ENGLISH_NUMBER,
    NUMERAL,
    ArticleNumber,
    read_article_number,
)
from flows.references.citations import Resolver, find_editions
from flows.store import Store
from flows.store.documents import (
    NamedDocument,
    document_editions,
    document_names,
    document_versions,
    find_repeated,
    read_document,
)
from flows.store.facts import StoredCitation, stored_citations
from flows.store.passages import RunningPassage, find_passages, running_passages
from flows.text import fold_unspaced, lazy_pattern, parse_numeral

_CHINESE = lazy_pattern(rf"^[\s#*]*{CHINESE_ARTICLE}(?!第)")
_ENGLISH = lazy_pattern(rf"^[\s#*]*Article\s+{ENGLISH_NUMBER}")
# Where an article may begin within a passage, as in pages without line breaks: ……日志。 第十条 用户…….
_RUN_ON = lazy_pattern(rf"\s(?=第\s?{NUMERAL}\s?[条條](?:之{NUMERAL})?[\s\u3000]|Article\s\d{{1,4}}\s[A-Z])")
_BEFORE_RUN_ON = lazy_pattern(
    rf"(?:[。；！？.;!?]|第{NUMERAL}[章节]\s\S{{2,30}}|Chapter\s[IVX\d]+\s[^.;]{{2,60}})$"
)
_LONGEST_HEADING = 80
# A line with only the number of an article, or with its heading in 【】.
_NUMBER_LINE = lazy_pattern(
    rf"[\s#*]*(?:第\s?{NUMERAL}\s?[条條](?:之{NUMERAL})?|Article\s+\d{{1,4}}(?:-?[A-Z\d]{{1,2}})?)"
    r"[\s*.．:：]*(?:【[^】]*】[\s*]*)?"
)
_ITEM_LINE = lazy_pattern(rf"\s*[（(]\s?{NUMERAL}\s?[）)]|\s*\d{{1,2}}[.．、]")
# An item begins a line, or follows the mark that ends what is before it.
_ITEM = lazy_pattern(rf"(?:^|(?<=[。；;：:\s]))[（(]\s?({NUMERAL})\s?[）)]", re.MULTILINE)
_CITED_AFTER = (
    lazy_pattern(rf"^》?\s*(?:[（(][^（）()]*[）)])?\s*{CHINESE_ARTICLE}"),
    lazy_pattern(rf"^,?\s*Article\s+{ENGLISH_NUMBER}"),
)
# Article 21 and Articles 22, 23 to 25 of the Kelp Law; each article with what joins it to the next.
_ENGLISH_JOINT = r",? (?:and|or|to) |, "
_ONE = r"\d{1,4}(?:-\d{1,2}|-?[A-Z])?(?!\w)(?:\([^()]*\))*"
_REST = rf"(?:(?:{_ENGLISH_JOINT})(?:Articles?\s+)?{_ONE}){{0,11}}"
_CITED_BEFORE = lazy_pattern(rf"\bArticles?\s+{_ONE}{_REST} of (?:the )?$")
_EACH_BEFORE = lazy_pattern(
    rf"(?P<joint>{_ENGLISH_JOINT})?(?:Articles?\s+)?(?<![(\d]){ENGLISH_NUMBER}(?:\([^()]*\))*"
)
# An article that follows a document may belong to another: under the Pig Law, Article 3 of the Kelp Law.
_OF_ANOTHER = lazy_pattern(rf"{_REST},? of the (?=[A-Z])")
# 、第十五条 after 第三条第二款第（一）项.
_CITED_NEXT = lazy_pattern(
    rf"(?:[、和]?第{NUMERAL}款)*(?:[、和]?第?[（(]?{NUMERAL}[）)]?[项項])*(?:的?[规規]定)?"
    rf"(?P<joint>、|,|，|和|[与與]|及|以及|或者?|至)\s?{CHINESE_ARTICLE}"
)
ALIKE = 60  # out of 100: from this on, articles of two editions are the same
# So are two articles, each the most similar to the other, from this on: about nine in ten of 50 such pairs
# that we read in 14 amended laws.
_REWRITTEN = 45
_WITHIN = 0.85
_IN_PLACE = lazy_pattern(r"修正案|修改(?:和废止)?部分(?:法律|行政法规)|等.{1,4}[部件](?:法律|行政法规)")
_LONGEST_NUMBER = 30  # code points of the number of an article
_AFTER = 160  # code points after a citation in which its articles are named


class Article(NamedTuple):
    """An article: its number, the position of its first passage, and its whole text."""

    number: ArticleNumber
    position: int
    text: str


class Paragraph(NamedTuple):
    """A paragraph (款) of an article: its text including its items, and the numbers of the items (项)."""

    text: str
    items: tuple[int, ...]


class ArticleEdition(NamedTuple):
    """An article in one edition or version; `number` may differ, since amended laws are renumbered.

    `number` is None if the article is gone, and `inserted` is 1 for 第十二条之一 (`number` 12), else 0.
    `change` is first, same, changed, new or gone; `before` is the text of the previous edition, or "".
    """

    document_id: str
    date: str
    number: int | None
    inserted: int
    passage_id: str
    change: str
    text: str
    before: str


class ArticleCitation(NamedTuple):
    """A passage that cites an article."""

    passage_id: str
    title: str
    date: str
    relation: str
    text: str


def read_article_address(name: str) -> tuple[str, ArticleNumber | None]:
    """Return document and number of `ID#第12条之一`, `ID#12-1` or `ID#Article 12`; the number may be None."""
    document, _, article = name.strip().rpartition("#")
    number = read_article_number(article)
    return (document, number) if document and number else (name, None)


def split_articles(passages: Sequence[RunningPassage]) -> Mapping[ArticleNumber, Article]:
    """Return the articles by number; of a repeated number, the first."""
    found: dict[ArticleNumber, Article] = {}
    number: ArticleNumber | None = None
    for passage in passages:
        text, *rest = _split_run_on(passage.text, number)
        if match := _CHINESE.match(text) or _ENGLISH.match(text):
            number = ArticleNumber.of_match(match)
            if number in found:
                number = None
            if number is not None:
                found[number] = Article(number, passage.position, text)
        elif number is not None and passage.kind != "heading":
            found[number] = found[number]._replace(text=f"{found[number].text}\n{text}")
        else:
            number = None
        for text in rest:
            number = _number_of(text)
            assert number
            found.setdefault(number, Article(number, passage.position, text))
    return found


def _number_of(text: str) -> ArticleNumber | None:
    """Return the number of the article with which a text begins."""
    match = _CHINESE.match(text) or _ENGLISH.match(text)
    return ArticleNumber.of_match(match) if match else None


def _split_run_on(text: str, number: ArticleNumber | None) -> list[str]:
    """Return a passage cut where the next article begins within it; `number` is that of the last article.

    An article begins after a sentence or the heading of a chapter, and its number is the next one; the first
    one may follow a title.
    """
    last = _number_of(text) or number
    cuts = [0]
    for match in _RUN_ON.finditer(text):
        begins = _number_of(text[match.end() : match.end() + _LONGEST_NUMBER])
        is_first = last is None and begins == (1, 0)
        is_next = last is not None and begins in ((last.whole + 1, 0), (last.whole, last.inserted + 1))
        lead = text[max(0, match.start() - _LONGEST_HEADING) : match.start()]
        if is_first or (is_next and _BEFORE_RUN_ON.search(lead)):
            cuts.append(match.end())
            last = begins
    # A cut is behind the blank between two articles.
    return [text[first : end - 1] for first, end in pairwise([*cuts, len(text) + 1])]


def split_paragraphs(article: Article) -> list[Paragraph]:
    """Return the paragraphs of an article: its lines, each with the items that follow it.

    A first line with only the number is not a paragraph.
    """
    found: list[Paragraph] = []
    lines = list(filter(str.strip, article.text.split("\n")))
    has_heading = len(lines) > 1 and _NUMBER_LINE.fullmatch(lines[0])
    for line in lines[1:] if has_heading else lines:
        if found and _ITEM_LINE.match(line):
            found[-1] = found[-1]._replace(text=f"{found[-1].text}\n{line}")
        else:
            found.append(Paragraph(line, ()))
    return [one._replace(items=_items_of(one.text)) for one in found]


def _items_of(text: str) -> tuple[int, ...]:
    """Return the numbers of the items in a paragraph, each once: （三）, (3)."""
    numbers = (parse_numeral(match[1]) for match in _ITEM.finditer(text))
    return tuple(dict.fromkeys(number for number in numbers if number is not None))


def read_articles(store: Store, document_id: str) -> Mapping[ArticleNumber, Article]:
    """Return the articles of a document by number."""
    return split_articles(running_passages(store, document_id))


def article_history(store: Store, document_id: str, number: ArticleNumber) -> list[ArticleEdition]:
    """Return an article through the versions and editions of its document, earliest first.

    In each other edition, the article is the one with the most similar text, if any is similar enough; else
    it is new or gone there. Raises KeyError if the document has no such article.
    """
    articles = read_articles(store, document_id)
    own = articles[number]
    dated = _dated_texts(store, document_id)
    place = [one for one, _ in dated].index(document_id)
    chosen: dict[str, Article | None] = {document_id: own}
    for rest in (dated[:place][::-1], dated[place + 1 :]):
        last, beside = own, articles
        for other, _ in rest:
            there = read_articles(store, other)
            if found := _same_article(last, beside, there):
                last, beside = found, there
            chosen[other] = found
    return list(_compare([(one, date, chosen[one]) for one, date in dated]))


def _dated_texts(store: Store, document_id: str) -> list[tuple[str, str]]:
    """Return (id, date) of the editions and versions of a document, earliest first."""
    document = read_document(store, document_id)
    assert document
    found = {edition.id: edition.date for edition in document_editions(store, document_id)}
    for version in document_versions(store, document_id):
        found.setdefault(version.id, version.date or version.first_seen[:10])
    found.setdefault(document_id, document.written or document.published or document.first_seen[:10])
    order = {version.id: place for place, version in enumerate(document_versions(store, document_id))}
    return sorted(found.items(), key=lambda one: (one[1], order.get(one[0], 0), one[0]))


def _same_article(
    article: Article, beside: Mapping[ArticleNumber, Article], others: Mapping[ArticleNumber, Article]
) -> Article | None:
    """Return the article of another edition that this one of an edition `beside` became; None if none did.

    An amendment may rewrite most of an article. Then it is the same if each is the most similar to the other.
    """
    score, found = _most_like(article, others)
    if score >= ALIKE or found is None:
        return found
    if score >= _REWRITTEN and _most_like(found, beside)[1] == article:
        return found
    return None


def _most_like(article: Article, others: Mapping[ArticleNumber, Article]) -> tuple[float, Article | None]:
    """Return the most similar article, of equals the nearest in number, and its similarity."""
    scored = (
        (similarity(article.text, other.text), *_nearness(article.number, other.number), other)
        for other in others.values()
    )
    best = max(scored, key=itemgetter(0, 1, 2), default=None)
    if best is None:
        return 0.0, None
    return best[0], best[3]


def _nearness(one: ArticleNumber, other: ArticleNumber) -> tuple[int, int]:
    return -abs(one.whole - other.whole), -abs(one.inserted - other.inserted)


def similarity(one: str, other: str) -> float:
    """Return the similarity of two articles (0 to 100), ignoring their numbers; `ALIKE` is enough.

    If one contains the other almost whole, with additions, that counts slightly less.
    """
    here, there = drop_article_number(one), drop_article_number(other)
    return max(fuzz.ratio(here, there), _WITHIN * fuzz.partial_ratio(here, there))


def drop_article_number(text: str) -> str:
    """Return a text folded, without white space and the number of the article that it begins with."""
    body = _ENGLISH.sub("", _CHINESE.sub("", text, count=1), count=1)
    return fold_unspaced(body)


def _compare(texts: Sequence[tuple[str, str, Article | None]]) -> Iterator[ArticleEdition]:
    before: Article | None = None
    is_first = True
    for document, date, article in texts:
        if article is None:
            if before is not None:
                yield ArticleEdition(document, date, None, 0, "", "gone", "", before.text)
            before = None
            continue
        if before is None:
            change = "first" if is_first else "new"
        else:
            change = (
                "same" if drop_article_number(before.text) == drop_article_number(article.text) else "changed"
            )
        is_first = False
        yield ArticleEdition(
            document,
            date,
            *article.number,
            f"{document}-{article.position}",
            change,
            article.text,
            before.text if before else "",
        )
        before = article


def article_citations(store: Store, document_id: str, number: ArticleNumber) -> list[ArticleCitation]:
    """Return the passages of other documents that cite an article of this one, its editions and copies.

    A text that is stored several times counts once.

    A passage names the article by its number in the edition of its time. Passages older than every stored
    edition are left out, unless the law was only amended since in ways that leave its numbers as they are.
    The number must follow the name of the document (《样例法》第十二条), possibly in a list
    (第三条、第十二条) or range of articles (第三条至第十五条), or in English precede it.
    """
    editions = find_editions(store, document_id)
    names = [row for row in document_names(store) if row.document_id in editions]
    wanted = {row.name for row in names}
    resolver = Resolver(names)
    candidates = [
        one
        for one in stored_citations(store)
        if one.document_id not in editions and wanted & {one.title, one.number, one.concept}
    ]
    repeated = find_repeated(store.beside, {one.document_id: one.date for one in candidates})
    candidates = [one for one in candidates if one.document_id not in repeated]
    texts = find_passages(store, sorted({one.passage_id for one in candidates}))
    numbers = _numbers_by_edition(store, document_id, number)
    found: list[ArticleCitation] = []
    for one in candidates:
        text, cited = texts[one.passage_id].text, resolver.find(one)
        if cited is None or (one.date and one.date < cited.date and _is_renumbered(store, cited, one.date)):
            continue
        then = numbers.get(cited.document_id, number)
        if then is not None and _cites(text, one, then):
            found.append(ArticleCitation(one.passage_id, one.citing, one.date, one.relation, text))
    return list(dict.fromkeys(found))


def _numbers_by_edition(
    store: Store, document_id: str, number: ArticleNumber
) -> Mapping[str, ArticleNumber | None]:
    """Return the number of an article in each edition and version by id; None where it is not."""
    if number not in read_articles(store, document_id):
        return {}
    found: dict[str, ArticleNumber | None] = {one: None for one, _ in _dated_texts(store, document_id)}
    for one in article_history(store, document_id, number):
        if one.number is not None:
            found[one.document_id] = ArticleNumber(one.number, one.inserted)
    return found


def _is_renumbered(store: Store, document: NamedDocument, since: str) -> bool:
    """Return whether a law may have other article numbers than it had on a day, by its history.

    修正案 and decisions on several laws change articles in their places; other decisions may renumber them.
    """
    stored = read_document(store, document.document_id)
    derived = stored.metadata.get("derived") if stored else None
    history = derived.get("history") if isinstance(derived, dict) else None
    steps = [step for step in history or () if step["date"] > since and step["act"] == "revised"]
    return not steps or not all(_IN_PLACE.search(step["text"]) for step in steps)


def _cites(text: str, citation: StoredCitation, number: ArticleNumber) -> bool:
    """Return whether a citation names an article: after the document, in a list there, or before it."""
    behind = text[citation.end : citation.end + _AFTER]
    match = next(filter(None, (cited.match(behind) for cited in _CITED_AFTER)), None)
    if match is None or _OF_ANOTHER.match(behind, match.end()):
        ahead = _CITED_BEFORE.search(text[max(0, citation.start - _AFTER) : citation.start])
        return ahead is not None and _names(_EACH_BEFORE.finditer(ahead[0]), number)
    return _names(_each_behind(match, behind), number)


def _each_behind(match: re.Match[str], behind: str) -> Iterator[re.Match[str]]:
    """Yield the articles of the list after a document, the first of which is given."""
    following: re.Match[str] | None = match
    while following:
        yield following
        following = _CITED_NEXT.match(behind, following.end())


def _names(articles: Iterable[re.Match[str]], number: ArticleNumber) -> bool:
    """Return whether a list names an article, alone or within a range: 第三条至第六条, Articles 3 to 6."""
    before = None
    for match in articles:
        given = ArticleNumber.of_match(match)
        if given == number:
            return True
        is_range = (match.groupdict().get("joint") or "").strip() in ("至", "to")
        if is_range and before and given and before < number < given:
            return True
        before = given
    return False
