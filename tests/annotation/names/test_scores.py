"""Spans are scored exactly, read from IOB2 with their offsets, and turned into labels and back without loss."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.annotator import Annotator
from flows.annotation.matching.tagging import Tagger
from flows.annotation.names.data import (
    UNCERTAIN,
    Sentence,
    annotate_by_lexicon,
    correct_by_lexicon,
    read_iob2,
    read_teacher,
    swap_names,
)
from flows.annotation.names.decoding import (
    ENTITY_LABELS,
    Span,
    align_spans,
    decode_spans,
    label_tokens,
    name_labels,
    to_probabilities,
)
from flows.annotation.names.scores import Scores, score_spans
from flows.annotation.names.training import measure_model
from flows.errors import UsageError
from tests.support import shared_data

# Scores ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gold", "found", "kind", "expected"),
    [
        ([[(0, 2, "GPE")]], [[(0, 2, "GPE")]], "GPE", (1, 1, 1)),
        ([[(0, 2, "GPE")]], [[(0, 3, "GPE")]], "GPE", (0, 1, 1)),  # a border off
        ([[(0, 2, "GPE")]], [[(0, 2, "ORG")]], "GPE", (0, 0, 1)),  # another type
        ([[(0, 2, "GPE")]], [[(0, 2, "ORG")]], "ORG", (0, 1, 0)),
        ([[(0, 2, "GPE")]], [[(0, 2, "ORG")]], "all", (0, 1, 1)),
        ([[(0, 2, "GPE")], []], [[], [(0, 2, "GPE")]], "all", (0, 1, 1)),  # right span, wrong text
        ([[(0, 2, "GPE")]], [[(0, 2, "GPE"), (0, 2, "GPE"), (4, 5, "DATE")]], "all", (1, 1, 1)),
        ([[]], [[]], "all", (0, 0, 0)),
    ],
)
def test_counts(
    gold: list[list[Span]], found: list[list[Span]], kind: str, expected: tuple[int, int, int]
) -> None:
    assert score_spans(gold, found)[kind] == Scores(*expected)


def test_rates() -> None:
    scores = Scores(right=3, found=4, expected=6)
    assert (scores.precision, scores.recall, scores.f1) == (0.75, 0.5, 0.6)
    assert Scores(0, 0, 0).as_row() == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "spans": 0}


def test_numbers_of_texts_must_agree() -> None:
    with pytest.raises(ValueError, match="shorter"):
        score_spans([[], []], [[]])


# Labels ---------------------------------------------------------------------------------------------------------------


@st.composite
def disjoint_spans(draw: st.DrawFn) -> tuple[int, list[Span]]:
    borders = sorted(draw(st.sets(st.integers(0, 20), max_size=10)))
    pairs = list(zip(borders[::2], borders[1::2], strict=False))
    return 21, [(start, end, draw(st.sampled_from(ENTITY_LABELS))) for start, end in pairs]


@given(disjoint_spans())
def test_spans_come_back_from_their_labels(case: tuple[int, list[Span]]) -> None:
    count, spans = case
    columns = [name_labels().index(label) for label in label_tokens(count, spans)]
    scores = np.full((count, len(name_labels())), -6.0)
    scores[range(count), columns] = 6.0
    found = list(decode_spans(to_probabilities(scores, range(len(name_labels())))))
    assert [span[:3] for span in found] == spans
    assert all(0.9 < span[3] <= 1 for span in found)


@given(st.integers(0, 2**32 - 1), st.integers(1, 15))
def test_any_scores_give_disjoint_spans(seed: int, count: int) -> None:
    scores = np.random.default_rng(seed).normal(0, 3, (count, len(name_labels())))
    position = 0
    for first, last, kind, score in decode_spans(to_probabilities(scores, range(len(name_labels())))):
        assert position <= first < last <= count
        assert kind in ENTITY_LABELS
        assert 0 < score <= 1
        position = last


def test_other_labels_count_as_outside() -> None:
    labels = [*name_labels(), "word-n", "word-v"]
    scores = np.zeros((1, len(labels)))
    scores[0, labels.index("word-n")] = 5
    probabilities = to_probabilities(scores, [labels.index(label) for label in name_labels()])
    assert probabilities.shape == (1, len(name_labels()))
    assert probabilities.sum() == pytest.approx(1)
    assert probabilities[0, 0] > 0.9


def test_spans_inside_a_token_are_left_out() -> None:
    assert align_spans([(0, 2), (2, 3), (4, 6)], [(0, 3, "ORG"), (4, 5, "GPE")]) == [(0, 2, "ORG")]


# Sentences ------------------------------------------------------------------------------------------------------------


def test_iob2_gives_offsets_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "x.iob2"
    path.write_text(
        "# sent_id = 1\n# text = Ana Paz left Oslo.\n1\tAna\tB-PER\t-\t-\n2\tPaz\tI-PER\t-\t-\n3\tleft\tO\t-\t-\n4\tOslo\tB-LOC\t-\t-\n"
        "5\t.\tO\t-\t-\n\n# text = 三亚海口\n1\t三亚\tB-LOC\n2\t海口\tB-LOC\n\n# text = 无\n1\t无\tB-OTH\n",
        encoding="utf-8",
    )
    first, second, third = read_iob2(path)
    assert (first.text, first.spans) == ("Ana Paz left Oslo.", ((0, 7, "PERSON"), (13, 17, "GPE")))
    assert second.spans == ((0, 2, "GPE"), (2, 4, "GPE"))
    assert third.spans == ()


@pytest.mark.parametrize("row", ["1 Ana B-PER", "1\tAna\tPER", "1\tEva\tB-PER"])
def test_wrong_iob2_names_the_line(tmp_path: Path, row: str) -> None:
    path = tmp_path / "x.iob2"
    path.write_text(f"# text = Ana left\n{row}\n\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"x\.iob2:\d"):
        read_iob2(path)


def test_teacher_gives_names_and_words(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(
        '{"text": "李雷去海口", "spans": [[0, 2, "PER"], [2, 3, "v"], [3, 5, "LOC", 0.9]]}\n',
        encoding="utf-8",
    )
    assert list(read_teacher(path)) == [
        Sentence("李雷去海口", ((0, 2, "PERSON"), (3, 5, "GPE")), ((2, 3, "v"),))
    ]
    path.write_text('{"text": "李雷去海口"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"t\.jsonl:1"):
        list(read_teacher(path))


def test_lexicon_corrects_a_teacher(small_tagger: Tagger) -> None:
    text = "高等教育部的李雷"
    sentence = Sentence(text, ((2, 5, "ORG"), (6, 8, "PERSON")))
    assert correct_by_lexicon(sentence, small_tagger.tag(text)).spans == ((0, 5, "ORG"), (6, 8, "PERSON"))


def test_lexicon_teaches_what_it_knows(small_tagger: Tagger) -> None:
    chinese = annotate_by_lexicon(small_tagger.tag("教育部发布通知"))
    assert (chinese.spans, chinese.is_partial) == (((0, 3, "ORG"),), True)
    english = annotate_by_lexicon(small_tagger.tag("The Ministry of Education praised Harbin"), {"the"})
    assert english.spans == ((4, 25, "ORG"),)
    assert ((34, 40, UNCERTAIN) in english.words, (0, 3, UNCERTAIN) in english.words) == (True, False)


@given(st.integers(0, 1000))
def test_swapped_names_keep_their_offsets(seed: int) -> None:
    sentence = Sentence(
        "Ana Paz met OLGA in Oslo, near harbin.", ((0, 7, "PERSON"), (20, 24, "GPE"), (31, 37, "GPE"))
    )
    names = {"PERSON": ["Bo Li", "Cy Jones", "Max"], "GPE": ["Bergen", "Ulan Bator"]}
    swapped = swap_names(sentence, names, Random(seed), share=1)
    assert [kind for _, _, kind in swapped.spans] == ["PERSON", "GPE", "GPE"]
    surfaces = [swapped.text[start:end] for start, end, _ in swapped.spans]
    assert surfaces[0] in names["PERSON"]
    assert surfaces[1] in names["GPE"]
    assert surfaces[2] == "harbin"


# Measured on gold ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "floor"),
    [
        (("UNER_Chinese-GSDSIMP", "zh_gsdsimp-ud-test.iob2"), 0.65),
        (("UNER_English-PUD", "en_pud-ud-test.iob2"), 0.5),
    ],
)
def test_names_found_in_gold(
    annotator: Annotator, tagger: Tagger, path: tuple[str, str], floor: float
) -> None:
    sentences = read_iob2(shared_data("ner", *path))
    known = measure_model(None, sentences, tagger, with_known=True)["all"].f1
    together = measure_model(annotator.entities, sentences, tagger, with_known=True)["all"].f1
    assert together > max(floor, known)
