"""The written training passages: well formed, enough per label, no near-copies, no real sentences."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from flows.annotation.classifier.agreement import cohen_kappa
from flows.annotation.classifier.examples import Example, read_example, read_examples
from flows.annotation.classifier.labelling_queue import likeness
from flows.annotation.classifier.taxonomy import Taxonomy, load_taxonomy
from flows.errors import ConfigurationError
from flows.records import digest
from tests.support import MODELS, shared_data

FILES = sorted(
    path
    for path in (MODELS / "training").glob("*.jsonl")
    if path.name not in ("corrections.jsonl", "second_reading.jsonl")
)
NEAR = 0.5
# A sentence this long is not a set phrase (those of two clauses are shared by all documents of the genre).
LONG = {"zh": 14, "en": 40}
REAL = (
    "key_documents",
    "provincial_reports_2026",
    "xinwen_lianbo",
    "party_news",
    "five_year_plans_en",
    "national_laws",
    "ministry_documents",
)


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return load_taxonomy(MODELS / "taxonomy.toml")


@pytest.fixture(scope="module")
def examples(taxonomy: Taxonomy) -> list[Example]:
    return read_examples(FILES, taxonomy)


def test_enough_of_each(examples: list[Example], taxonomy: Taxonomy) -> None:
    counts = Counter(label for example in examples for label in example.labels)
    assert len(examples) >= 2000
    assert all(counts[label] >= 200 for label in taxonomy.strategies), counts
    assert all(counts[label] >= 50 for label in taxonomy.instruments), counts
    assert sum(not example.labels & set(taxonomy.strategies) for example in examples) >= 700
    languages = Counter(example.language for example in examples)
    assert 0.4 < languages["zh"] / len(examples) < 0.6


def test_second_reading_covers_a_fifth_and_agrees(examples: list[Example], taxonomy: Taxonomy) -> None:
    """`pytest -s` prints Cohen's kappa by label, for two readings of the same passages."""
    given = {digest(example.text): example.labels for example in examples}
    rows = [
        json.loads(line)
        for line in (MODELS / "training" / "second_reading.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    second = {row["passage"]: {*row["labels"], *row["instruments"]} for row in rows}
    assert second.keys() <= given.keys()
    assert len(second) >= len(examples) / 5
    for label in (*taxonomy.strategies, *taxonomy.instruments):
        kappa = cohen_kappa(
            [label in given[passage] for passage in second], [label in said for said in second.values()]
        )
        print(f"{label:32} {kappa:.2f}")
        assert kappa is not None
        assert kappa >= (0.9 if label in taxonomy.strategies else 0.8), label


def test_evidence_is_whole_sentences_and_gives_all_labels(examples: list[Example]) -> None:
    for example in examples:
        if example.evidence:
            assert frozenset().union(*(labels for _, _, labels in example.evidence)) == example.labels
        for start, end, _ in example.evidence:
            assert example.text[start:end] == example.text[start:end].strip()


def shingles(text: str, language: str) -> set[str]:
    joined = " ".join(text.lower().split())
    size = 5 if language == "zh" else 12
    return {joined[place : place + size] for place in range(max(1, len(joined) - size + 1))}


def test_no_near_copies(examples: list[Example]) -> None:
    """Only pairs that share five rare shingles are compared; others cannot be half alike."""
    grams = [shingles(example.text, example.language) for example in examples]
    holders: dict[str, list[int]] = {}
    for place, found in enumerate(grams):
        for gram in found:
            holders.setdefault(gram, []).append(place)
    shared = Counter(
        pair for places in holders.values() if len(places) <= 12 for pair in combinations(places, 2)
    )
    pairs = [pair for pair, number in shared.items() if number >= 5]
    near = [
        (round(alike, 2), examples[one].text[:40], examples[other].text[:40])
        for one, other in pairs
        if (alike := likeness(grams[one], grams[other])) >= NEAR
    ]
    assert not near


def real_texts() -> Iterator[str]:
    for folder in REAL:
        for path in sorted(shared_data(folder).rglob("*")):
            if path.is_file() and path.name.endswith((".jsonl", ".jsonl.gz", ".txt", ".md", ".csv")):
                data = path.read_bytes()
                for line in (
                    (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").splitlines()
                ):
                    is_escaped = ".jsonl" in path.name and "\\u" in line
                    yield json.dumps(json.loads(line), ensure_ascii=False) if is_escaped else line


def squeeze(text: str) -> str:
    return "".join(text.lower().replace("\\n", "").split())


def test_no_sentence_of_a_real_document(examples: list[Example]) -> None:
    import ahocorasick_rs

    cuts = {"zh": r"(?<=[。！？；])", "en": r"(?<=[.;])\s"}
    sentences = {
        squeeze(part)
        for example in examples
        for part in re.split(cuts[example.language], example.text)
        if len(squeeze(part)) >= LONG[example.language]
    }
    known = sorted(sentences)
    automaton = ahocorasick_rs.AhoCorasick(known)
    texts = [squeeze(text) for text in real_texts()]
    assert len(texts) > 1000
    assert not {known[match[0]] for text in texts for match in automaton.find_matches_as_indexes(text)}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("no json", "not a labelled passage"),
        ("[]", "not a labelled passage"),
        ('{"labels": []}', "'text' is missing"),
        ('{"text": "甲"}', "'labels' is missing"),
        ('{"text": " ", "labels": []}', "text is empty"),
        ('{"text": "甲", "labels": "whole_of_nation"}', "labels is not a list"),
        ('{"text": "甲", "labels": ["whole"]}', "unknown label 'whole'. Known labels: whole_of_nation"),
        ('{"text": "甲", "labels": [], "alt": ["whole"]}', "unknown label 'whole'"),
        ('{"text": "甲", "labels": [], "evidence": [[0, 2, []]]}', "evidence outside the text"),
        ('{"text": "甲", "labels": [], "evidence": [[0, Infinity, []]]}', "not a labelled passage"),
        ('{"text": "\\ud800", "labels": []}', "not a labelled passage"),
        ('{"text": "甲", "labels": [], "group": "\\ud800"}', "not a labelled passage"),
    ],
)
def test_broken_lines_are_named(line: str, reason: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(reason)) as raised:
        read_example(line, "file:7", {"whole_of_nation"})
    assert str(raised.value).startswith("file:7: ")
    assert "\n" not in str(raised.value)


def test_alternatives_are_kept(tmp_path: Path, taxonomy: Taxonomy) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text(
        '\n{"text": "甲", "labels": ["whole_of_nation"], "alt": ["tech_leverage"],'
        ' "instruments": ["rd_support"]}\n',
        encoding="utf-8",
    )
    (example,) = read_examples([path], taxonomy)
    assert example.labels == {"whole_of_nation", "rd_support"}
    assert example.ignored == {"tech_leverage"}
    assert example.group.endswith("one.jsonl:2")


def test_no_evaluation_passage_is_among_the_extracts() -> None:
    lines = (MODELS / "training" / "extracts" / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    known = {json.loads(line)["passage"] for line in lines}
    asked = [
        json.loads(line)["text"]
        for line in (shared_data("key_documents").parents[1] / "eval" / "strategies_dev.jsonl")
        .read_text(encoding="utf-8")
        .splitlines()
    ]
    assert asked
    assert not [text for text in asked if digest(text.strip()) in known]


def test_groups_of_extracts_are_no_addresses() -> None:
    lines = (MODELS / "training" / "extracts" / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if "/" in json.loads(line)["group"]]
