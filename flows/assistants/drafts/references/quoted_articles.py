"""Pair the articles named in a draft with the quotations that they introduce or follow."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from flows.assistants.drafts.claims import Claim, Note
from flows.assistants.drafts.letters import read_letters
from flows.assistants.drafts.references.reference import SOURCE_LABEL, Reference
from flows.references import NUMERAL, ArticleNumber
from flows.text import lazy_pattern

_PARTED = lazy_pattern(r"[。;；\n]|\.\s")  # the end of an article's sentence before a quotation
_JOINED = lazy_pattern(
    r"\s*(?P<word>和|、|及|以及|与|或|至|到|,|&|–|-|(?:, )?\b(?:and|or|to|through)\b)\s*"
    r"(?:《[^《》\n]{1,60}》\s*)?"
)
_RANGES = ("至", "到", "–", "-", "to", "through")
# Articles 3 to 5; 第三至五条.
_RANGE_INSIDE = lazy_pattern(
    rf"\d\s?(?:to|through|-|–)\s?\d|{NUMERAL}\s?[条條]?\s?(?:至|到|—|–|-)\s?{NUMERAL}"
)
# After a quotation, or in the line below a block: a bracket, a dash or 来源： before the article.
_BEHIND = lazy_pattern(
    r"[”’」』\"'。．.]*(?:\s?|\s*\n[\s>]{0,8})(?:(?P<bracket>[（(\[])|[—―]+|--|(?<=[\s>])–"
    rf"|[*_]{{0,2}}{SOURCE_LABEL})"
    r"(?!\s*(?:另见|参见|并见|与|和|cf\b|see also\b))"
    r"(?:[^（(）)\[\]。\n“”]|[（(][^（()）\n]{1,60}[）)]){0,160}",
    re.IGNORECASE,
)
_LONGEST_LEAD = 240  # code points from a quotation to the article after it
_CLOSED = lazy_pattern(r"\s*(?:之?规定)?\s*[*_]{0,2}(?:[）)\]，,。；;.\n]|of\b|$)")

# A number in a short quotation: 三十, 10万, twice.
_COUNT = (
    r"(?:[\d〇零一二两三四五六七八九十百千万亿半][\d,.〇零一二两三四五六七八九十百千万亿半]{0,15}"
    r"|\b(?:once|twice|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half)\b)"
)
_EACH_COUNT = lazy_pattern(_COUNT, re.IGNORECASE)
_LEAST_BESIDE = 2  # letters beside the numbers of a short quotation
_SHORT_TEXT = 60  # code points


class Pair(NamedTuple):
    """Articles named together (第三条和第四条), and the quotation next to them."""

    articles: tuple[Reference, ...]
    quote: Claim
    is_range: bool

    def has(self, number: ArticleNumber) -> bool:
        """Return whether an article is one of these, or in their range."""
        numbers = [one for article in self.articles for one in article.articles]
        if self.is_range and numbers:
            return min(numbers) <= number <= max(numbers)
        return number in numbers


class Misplaced(NamedTuple):
    """A quotation, and the article that has its words instead of the ones named near it.

    `edition` is the date of another edition in which an article named near it has the words, or "".
    """

    quote: Claim
    article: ArticleNumber
    edition: str = ""

    @property
    def note(self) -> Note:
        """Say where the words are."""
        if self.edition:
            return Note("article_of_edition", {"article": self.article, "date": self.edition})
        return Note("quoted_in_article", {"article": self.article})


def move_quote(quote: Claim, misplaced: Misplaced | None) -> Claim:
    """Return a quotation as found in another article, or unchanged if it is not."""
    if misplaced is None or quote.verdict == "near":
        return quote
    verdict = quote.verdict if misplaced.edition else "misattributed"
    finding = replace(quote.finding, verdict=verdict, notes=(misplaced.note, *quote.finding.notes))
    return replace(quote, finding=finding)


def is_short_with_count(quote: Claim) -> bool:
    """Return whether a quotation is too short to be looked for in whole documents, and has a number."""
    codes = [note.code for note in quote.finding.notes]
    if codes != ["too_short"] or len(quote.text) > _SHORT_TEXT or not _EACH_COUNT.search(quote.text):
        return False
    return len(read_letters(_EACH_COUNT.sub("", quote.text)).key) >= _LEAST_BESIDE


def find_with_count(quoted: str, text: str) -> tuple[str, bool] | None:
    """Return the words of a text that are those of a short quotation but for its numbers, if it has them.

    The second value says whether the numbers are the same, too.
    """
    if place := read_letters(text).find(read_letters(quoted).key):
        return text[slice(*place)], True
    between = [r"\s+".join(map(re.escape, part.split(" "))) for part in _EACH_COUNT.split(quoted.strip())]
    found = re.search(_COUNT.join(between), text, re.IGNORECASE)
    return (found[0], False) if found else None


def pair_articles(text: str, articles: Sequence[Reference], quotes: Sequence[Claim]) -> list[Pair]:
    """Return the quotations that articles introduce, or that articles follow in brackets.

    Both are sorted by start. Articles in brackets count only if no article introduces the quotation.
    """
    groups = list(_group(text, articles))
    limits = [*(group[0].start for group in groups), len(text)][1:]
    found: dict[int, Pair] = {}
    behind = []
    for group, limit in zip(groups, limits, strict=True):
        before = _quotation_before(text, group, quotes)
        if before:
            behind.append((group, before))
        elif quote := _quotation_after(text, group, quotes, limit):
            found[quote.start] = Pair(group, quote, _is_range(text, group))
    for group, quote in behind:
        if _CLOSED.match(text, group[-1].end):
            found.setdefault(quote.start, Pair(group, quote, _is_range(text, group)))
    return list(found.values())


def _group(text: str, articles: Sequence[Reference]) -> Iterator[tuple[Reference, ...]]:
    """Yield articles in groups: 第三条和第四条, Article 3 and Article 4."""
    group: list[Reference] = []
    for article in articles:
        if group and not _JOINED.fullmatch(text, group[-1].end, article.start):
            yield tuple(group)
            group = []
        group.append(article)
    if group:
        yield tuple(group)


def _is_range(text: str, group: Sequence[Reference]) -> bool:
    """Return whether the articles of a group are the ends of a range: 第三条至第五条, Articles 3 to 5."""
    joints = [_JOINED.match(text, article.end) for article in group[:-1]]
    return any(joint and joint["word"] in _RANGES for joint in joints) or any(
        len(article.articles) > 1 and _RANGE_INSIDE.search(article.key) for article in group
    )


def _quotation_after(
    text: str, group: Sequence[Reference], quotes: Sequence[Claim], limit: int
) -> Claim | None:
    """Return the quotation that a group introduces: the next one, in its sentence and before `limit`."""
    place = bisect_left(quotes, group[-1].end, key=lambda quote: quote.start)
    if place == len(quotes) or quotes[place].start > limit:
        return None
    is_parted = _PARTED.search(text, group[-1].end, quotes[place].start)
    return None if is_parted else quotes[place]


def _quotation_before(text: str, group: Sequence[Reference], quotes: Sequence[Claim]) -> Claim | None:
    """Return the quotation that a group follows, in brackets or as its source after a dash."""
    start, end = group[0].start, group[-1].end
    place = bisect_right(quotes, start, key=lambda quote: quote.end)
    quote = quotes[place - 1] if place else None
    if quote is None or start - quote.end > _LONGEST_LEAD:
        return None
    lead = _BEHIND.fullmatch(text, quote.end, start)
    return quote if lead and (lead["bracket"] or _CLOSED.match(text, end)) else None
