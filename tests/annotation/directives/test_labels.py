"""Grades of sentences labelled by readers: F1 per grade, and the agreement of two readers.

`labels.csv` has, per sentence, its record in the shared data and the start of its SHA-256, never its text.
A record is CORPUS:FILE:LINE. docs/directives.md says how the sentences were drawn. In `clauses.csv` a sentence
has a grade for each of its clauses: 0330. `fresh.csv` has sentences that one reader labelled on 2026-11-30.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from flows.annotation.directives import find_directives
from tests.support import shared_data

FOLDERS = {
    "key": "key_documents",
    "laws": "national_laws",
    "ministry": "ministry_documents",
    "ai": "ai_policies",
    "reports": "work_reports",
    "prov": "provincial_reports_2026",
    "party": "party_news",
    "news": "xinwen_lianbo",
    "fyp": "five_year_plans_en",
    "articles": "articles",
    "shanghai": "shanghai_documents/md",
    "xi": "xi_speeches",
}
_ZH = re.compile(r"[^。！？\n]+[。！？]?")
_EN = re.compile(r'(?<=[.!?])["”’]?\s+(?=[A-Z“"])|\n+')


class Label(NamedTuple):
    """A labelled sentence."""

    language: str
    set: str
    record: str
    sha256: str
    first: str
    second: str


def labels(name: str = "labels.csv") -> list[Label]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as lines:
        return [Label(**row) for row in csv.DictReader(lines)]


def texts_of(name: str, lines: set[int]) -> Iterator[tuple[int, str]]:
    """Yield the texts of these lines of a file of the shared data."""
    corpus, _, file = name.partition(":")
    path = shared_data("parallel" if corpus.endswith(".tsv") else FOLDERS[corpus], file or corpus)
    opener = gzip.open if path.suffix == ".gz" else Path.open
    if path.suffix in (".txt", ".md"):
        yield 0, path.read_text(encoding="utf-8")
        return
    with opener(path, "rt", encoding="utf-8") as content:
        for number, line in enumerate(content):
            if number in lines:
                yield number, line if path.suffix == ".tsv" else json.loads(line)["text"]


def sentences_of(language: str, text: str, *, is_table: bool) -> Iterator[str]:
    if is_table:
        yield from (
            sentence
            for cell in text.strip().split("\t")
            for sentence in sentences_of(language, cell, is_table=False)
        )
    elif language == "zh":
        yield from (match.group().strip().strip("\u3000 ") for match in _ZH.finditer(text))
    else:
        yield from (re.sub(r"\s+", " ", part).strip() for part in _EN.split(text))


@cache
def found_sentences(file: str = "labels.csv") -> dict[str, str]:
    """Return the labelled sentences by the beginning of their SHA-256."""
    wanted: dict[str, set[int]] = defaultdict(set)
    languages: dict[str, str] = {}
    known = {label.sha256 for label in labels(file)}
    for label in labels(file):
        name, _, line = label.record.rpartition(":")
        wanted[name].add(int(line))
        languages[name] = label.language
    found = {}
    for name, lines in wanted.items():
        for _, text in texts_of(name, lines):
            for sentence in sentences_of(languages[name], text, is_table=name.endswith(".tsv")):
                digest = hashlib.sha256(sentence.encode()).hexdigest()[:20]
                if digest in known:
                    found[digest] = sentence
    return found


def f1(pairs: list[tuple[int, int]], grade: int) -> float:
    """Return the F1 of a grade over pairs of (labelled, read)."""
    right = sum(labelled == read == grade for labelled, read in pairs)
    return 2 * right / sum((labelled == grade) + (read == grade) for labelled, read in pairs)


def kappa(pairs: list[tuple[int, int]], *, is_weighted: bool = False) -> float:
    """Return Cohen's kappa of two readers, with linear weights if requested."""

    def weight(one: int, other: int) -> float:
        return abs(one - other) / 5 if is_weighted else float(one != other)

    first, second = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    expected = sum(first[a] * second[b] * weight(a, b) for a in first for b in second) / len(pairs) ** 2
    return 1 - sum(weight(*pair) for pair in pairs) / len(pairs) / expected


# Random Chinese sentences contain few trials and encouragements, so sets with more of them count as well.
@pytest.mark.parametrize(
    ("language", "names", "least"),
    [("zh", ("unseen", "unseen-trials", "unseen-encouragements"), 0.81), ("en", ("held-out",), 0.85)],
)
def test_grades_of_sentences_that_no_rule_was_made_from(
    language: str, names: tuple[str, ...], least: float
) -> None:
    chosen = [label for label in labels() if label.language == language and label.set in names]
    sentences = found_sentences()
    assert all(label.sha256 in sentences for label in chosen)
    pairs = [
        (
            int(label.first),
            max((one.grade for one in find_directives(sentences[label.sha256], language)), default=0),
        )
        for label in chosen
    ]
    scores = {grade: round(f1(pairs, grade), 2) for grade in range(6)}
    assert min(scores[grade] for grade in range(6)) >= least, scores
    assert sum(labelled == read for labelled, read in pairs) / len(pairs) >= 0.86


# Half of these have words of encouragement or trials, and some are fragments; see docs/directives.md.
def test_grades_of_fresh_sentences_kept_aside() -> None:
    chosen = [label for label in labels("fresh.csv") if label.set == "kept-aside"]
    sentences = found_sentences("fresh.csv")
    pairs = [
        (
            int(label.first),
            max((one.grade for one in find_directives(sentences[label.sha256], "zh")), default=0),
        )
        for label in chosen
    ]
    scores = {grade: round(f1(pairs, grade), 2) for grade in range(6)}
    assert len(pairs) == 240
    assert scores[2] >= 0.71 and min(scores[grade] for grade in (0, 1)) >= 0.82, scores
    assert min(scores[grade] for grade in (3, 4, 5)) >= 0.87, scores


@pytest.mark.parametrize(("language", "number"), [("zh", 1540), ("en", 250)])
def test_two_readers_agree(language: str, number: int) -> None:
    pairs = [
        (int(label.first), int(label.second))
        for label in labels()
        if label.language == language and label.second
    ]
    assert len(pairs) == number
    assert kappa(pairs) > 0.95
    assert kappa(pairs, is_weighted=True) > 0.96


_CLAUSE = re.compile("[^，；：。！？,;:]+[，；：。！？,;:]*")


def read_clauses(sentence: str) -> str:
    """Return the grade of each clause of a Chinese sentence: that of the strictest directive beginning there."""
    clauses = [match for match in _CLAUSE.finditer(sentence) if re.search(r"\w", match.group())]
    found = find_directives(sentence, "zh")
    return "".join(
        str(max((one.grade for one in found if clause.start() <= one.start < clause.end()), default=0))
        for clause in clauses
    )


def test_grades_of_clauses_that_hardly_any_rule_was_made_from() -> None:
    """Series count these. Trials are few and often missed; see docs/directives.md."""
    chosen = [label for label in labels("clauses.csv") if label.set == "unseen"]
    sentences = found_sentences("clauses.csv")
    pairs = [
        (int(labelled), int(found))
        for label in chosen
        for labelled, found in zip(label.first, read_clauses(sentences[label.sha256]), strict=True)
    ]
    scores = {grade: round(f1(pairs, grade), 2) for grade in range(6)}
    assert len(pairs) == 877
    assert scores[1] >= 0.73 and scores[3] >= 0.83, scores
    assert min(scores[grade] for grade in (0, 2, 4, 5)) >= 0.89, scores


def test_two_readers_of_clauses_agree() -> None:
    pairs = [
        (int(first), int(second))
        for label in labels("clauses.csv")
        for first, second in zip(label.first, label.second, strict=True)
    ]
    assert len(pairs) == 1647
    assert kappa(pairs) > 0.97
