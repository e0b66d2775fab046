"""Frequent single words of a store without a lexicon concept, in one language."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from flows.annotation.lexicon import Lexicon, inflect
from flows.store import Store
from flows.store.passages import PassageFilter
from flows.terminology.candidates import Lines, read_lines
from flows.terminology.word_edges import Cut, Stock, is_subject_word
from flows.text import lazy_pattern

_HAN_WORD = lazy_pattern(r"[\u4e00-\u9fff]{2,}")
_LATIN_WORD = lazy_pattern(r"[a-z][a-z'&]{2,}")


@dataclass(frozen=True, slots=True)
class FrequentWord:
    """A word of one language, with its occurrences outside known terms and the documents that contain it."""

    word: str
    language: str
    occurrences: int
    documents: int


def find_frequent_words(
    store: Store, lexicon: Lexicon, cut: Cut, stock: Stock, language: str, limit: int
) -> list[FrequentWord]:
    """Return the most frequent words without a concept, in annotated passages; repeated passages count once.

    Chinese words are nouns and verbal nouns according to `cut` and `stock` (补贴, 出口); English words are
    counted with their plurals and spellings. Occurrences inside mentions do not count.
    """
    lines = read_lines(store, language, {}, PassageFilter())
    occurrences: Counter[str] = Counter()
    documents: dict[str, set[int]] = defaultdict(set)
    for document, word in _words(lines, cut):
        occurrences[word] += 1
        documents[word].add(document)
    kept: list[FrequentWord] = []
    for word, count in _join_forms(occurrences, documents, language):
        if len(kept) == limit:
            break
        if is_subject_word(word, language, stock) and lexicon.look_up(word) is None:
            kept.append(FrequentWord(word, language, count, len(documents[word])))
    return kept


def _words(lines: Lines, cut: Cut) -> Iterator[tuple[int, str]]:
    for document, text in zip(lines.documents, lines.texts, strict=True):
        words = text.split() if lines.language == "en" else cut(text)
        wanted = _LATIN_WORD if lines.language == "en" else _HAN_WORD
        yield from ((document, word) for word in words if wanted.fullmatch(word))


def _join_forms(
    occurrences: Counter[str], documents: dict[str, set[int]], language: str
) -> list[tuple[str, int]]:
    """Return words with their counts, most frequent first; forms of an English word count as one."""
    if language == "en":
        for word, _ in occurrences.most_common():
            for form in inflect(word) - {word}:
                if occurrences[word] and occurrences.get(form):
                    occurrences[word] += occurrences.pop(form)
                    documents[word] |= documents.pop(form)
    return sorted(occurrences.items(), key=lambda pair: (-pair[1], pair[0]))
