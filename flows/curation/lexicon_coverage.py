"""Coverage of the lexicon: frequent words without a concept, and concepts found in only one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from flows.annotation.lexicon import Concept, Lexicon
from flows.annotation.matching import RustCutter, read_stock_words
from flows.statistics import two_cell_log_likelihood
from flows.store import Store, all_mentions, all_passages
from flows.terminology import Stock, find_frequent_words

_FAR = 8  # times fewer than expected
_LEAST = 10  # occurrences, both expected and in the other language; fewer may be missing by chance
_LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A gap of the lexicon: `kind` is "no concept" for a frequent word, "far apart" for a rare rendering.

    `word` is what a reader of `language` types, `occurrences` the number found. For a rare rendering,
    `expected` is the number predicted by the `other` language's rendering, given the number of mentions in
    each language. `documents` are known only for words.
    """

    kind: str
    language: str
    word: str
    occurrences: int
    documents: int | None = None
    expected: int | None = None
    concept: str = ""
    other: str = ""
    other_occurrences: int | None = None


COVERAGE_COLUMNS = [column.name for column in fields(Uncovered)]


def check_coverage(store: Store, lexicon: Lexicon, limit: int) -> list[Uncovered]:
    """Return the gaps of the lexicon in annotated text, at most `limit` of each kind and language."""
    cut, stock = RustCutter().cut, Stock(read_stock_words())
    words = [
        Uncovered("no concept", language, found.word, found.occurrences, found.documents)
        for language in _LANGUAGES
        for found in find_frequent_words(store, lexicon, cut, stock, language, limit)
    ]
    languages = {row.passage_id: row.language for row in all_passages(store)}
    mentions = (
        (row.concept, languages.get(row.passage_id, "")) for row in all_mentions(store) if row.concept
    )
    apart = find_far_apart(lexicon.concepts.values(), mentions)
    for language in _LANGUAGES:
        words += [row for row in apart if row.language == language][:limit]
    return words


def find_far_apart(concepts: Iterable[Concept], mentions: Iterable[tuple[str, str]]) -> list[Uncovered]:
    """Return the concepts that one language has far less often than the other, surest first.

    `mentions` are (concept, language of the passage). The languages' shares of all mentions represent their
    amounts of text, which characters and words could not compare.
    """
    counts: dict[str, Counter[str]] = {language: Counter() for language in _LANGUAGES}
    for concept, language in mentions:
        if language in counts:
            counts[language][concept] += 1
    rows = [row for concept in concepts for row in _compare(concept, counts)]
    return [row for _, row in sorted(rows, key=lambda pair: (-pair[0], pair[1].concept))]


def _compare(concept: Concept, counts: dict[str, Counter[str]]) -> Iterator[tuple[float, Uncovered]]:
    """Yield the language in which the concept is too rare, with the strength of the evidence (G²)."""
    totals = {language: counts[language].total() for language in _LANGUAGES}
    if not all(totals.values()):
        return
    for language, other in (_LANGUAGES, _LANGUAGES[::-1]):
        found, more = counts[language][concept.id], counts[other][concept.id]
        expected = more * totals[language] / totals[other]
        if min(more, expected) >= _LEAST and found * _FAR <= expected:
            evidence = two_cell_log_likelihood(found, more, totals[language], totals[other])
            yield (
                evidence,
                Uncovered(
                    "far apart",
                    language,
                    concept.label(language),
                    found,
                    expected=round(expected),
                    concept=concept.id,
                    other=concept.label(other),
                    other_occurrences=more,
                ),
            )
