"""Counts and hits of strings against a plain scan of the texts: the two must never differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.search import SearchRequest, search_passages
from flows.workspace import Workspace
from tests.accuracy.answers import Answers
from tests.accuracy.scores import Score
from tests.accuracy.texts import LANGUAGES, AccuracyDocument

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_WORDS = re.compile(r"\b[a-z]+(?: [a-z]+)?\b", re.IGNORECASE)
_QUOTES_AND_DIGITS = re.compile(r"[“”\"‘’'\d]")
_EVERY = {"zh": 40, "en": 8}  # of the strings of the texts, besides the surfaces that readers marked
_LONGEST = 4


def score_counts(workspace: Workspace, documents: Sequence[AccuracyDocument], gold: Answers) -> list[Score]:
    """Return the shares of strings whose occurrences, and whose hits, are those of a plain scan."""
    scores = []
    for language in LANGUAGES:
        own = [document for document in documents if document.language == language]
        texts = [text for document in documents for text in (document.title, *document.passages)]
        strings = sorted({*_marked(own, gold), *_drawn(own, language)})
        counted = _count(workspace, strings)
        found = [_find(workspace, string) for string in strings]
        scans = [scan(string, texts) for string in strings]
        exact = sum(counted[string] == scanned[0] for string, scanned in zip(strings, scans, strict=True))
        hits = sum(total == scanned[1] for total, scanned in zip(found, scans, strict=True))
        scores.append(Score("counts of strings", language, exact, len(strings)))
        scores.append(Score("hits of strings", language, hits, len(strings)))
    return scores


def scan(string: str, texts: Sequence[str]) -> tuple[int, int]:
    """Return how often a string occurs, and in how many texts.

    Letters are whole words in any case, and a hyphen is a blank, as the manual says; Chinese characters are
    found anywhere.
    """
    pattern = re.escape(_fold(string))
    if string[0].isascii():
        pattern = rf"(?<![^\W\u4e00-\u9fff]){pattern}"
    if string[-1].isascii():
        pattern = rf"{pattern}(?![^\W\u4e00-\u9fff])"
    found = [len(re.findall(pattern, _fold(text))) for text in texts]
    return sum(found), sum(map(bool, found))


def _fold(text: str) -> str:
    return text.casefold().replace("-", " ")


def _marked(documents: Sequence[AccuracyDocument], gold: Answers) -> Iterator[str]:
    """Yield the surfaces that readers marked, but for numbers and quotation marks."""
    for document in documents:
        for place, text in zip(document.places(), document.passages, strict=True):
            for mention in gold.mentions.get(place, ()):
                surface = text[mention.start : mention.end]
                if len(surface) > 1 and not _QUOTES_AND_DIGITS.search(surface):
                    yield surface


def _drawn(documents: Sequence[AccuracyDocument], language: str) -> list[str]:
    """Return some of the Chinese strings of two to four characters, or of the English words and pairs of words."""
    passages = [text for document in documents for text in document.passages]
    if language == "zh":
        runs = [run for text in passages for run in _HAN.findall(text)]
        sizes = range(2, _LONGEST + 1)
        strings = {run[at : at + size] for run in runs for size in sizes for at in range(len(run) - size + 1)}
    else:
        strings = {words for text in passages for words in _WORDS.findall(text)}
    return sorted(strings)[:: _EVERY[language]]


def _count(workspace: Workspace, strings: Sequence[str]) -> dict[str, int]:
    frame = workspace.batch([f'"{string}"' for string in strings], by="year")
    counted = frame.groupby("query")["occurrences"].sum()
    return {string: int(counted.get(f'"{string}"', 0)) for string in strings}


def _find(workspace: Workspace, string: str) -> int:
    return search_passages(workspace.collection, SearchRequest(f'"{string}"', limit=1)).total
