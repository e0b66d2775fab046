"""The aligner of stored documents: sentences of both sides as spans of their passages."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.alignment import DocumentAligner
from flows.annotation.lexicon import Lexicon
from flows.pipeline import align_pairs, load_aligner
from flows.store import Store
from flows.store.translations import AlignedPassage, passages_to_align, read_alignment, read_pairs
from tests.pipeline.alignment.texts import store_records
from tests.store.translations.test_pairs import DECLARED
from tests.support import MODELS


@pytest.fixture(scope="module")
def aligner(tmp_path_factory: pytest.TempPathFactory, lexicon: Lexicon) -> DocumentAligner:
    return load_aligner(MODELS, lexicon, tmp_path_factory.mktemp("vectors"))


def test_sentences_are_linked_as_spans_of_their_passages(
    tmp_path: Path, aligner: DocumentAligner, small_lexicon: Lexicon
) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        store_records(store, tmp_path, DECLARED, small_lexicon)
        assert align_pairs(store, lambda: aligner).pairs == 1
        (pair,) = read_pairs(store)
        assert pair.aligned_with == aligner.version
        texts = {
            passage.id: passage.text
            for document in (pair.zh_document_id, pair.en_document_id)
            for passage in passages_to_align(store, document)
        }
        found = [
            tuple(
                " ".join(texts[span.passage_id][span.start : span.end] for span in side)
                for side in (link.zh, link.en)
            )
            for link in read_alignment(store, pair.id)
            if link.is_aligned
        ]
        assert (
            "到2025年，投入增长12.5%，达到3200亿元。",
            "By 2025 investment will grow by 12.5 percent to 320 billion yuan.",
        ) in found


def test_every_sentence_is_in_one_link(aligner: DocumentAligner) -> None:
    zh = [
        AlignedPassage("z-0", "paragraph", "第一句。第二句！ 第三句？"),
        AlignedPassage("z-1", "paragraph", "　"),
    ]
    en = [AlignedPassage("e-0", "paragraph", "The first sentence. The second one!")]
    links = aligner.align(zh, en)
    assert sorted(span for link in links for span in link.zh) == [
        ("z-0", 0, 4),
        ("z-0", 4, 8),
        ("z-0", 9, 13),
    ]
    assert sorted(span for link in links for span in link.en) == [("e-0", 0, 19), ("e-0", 20, 35)]
    assert all(link.parts or not link.is_aligned for link in links)


@pytest.mark.parametrize("empty", ["zh", "en"])
def test_a_side_without_text_has_no_links(empty: str, aligner: DocumentAligner) -> None:
    passage = [AlignedPassage("x-0", "paragraph", "One sentence.")]
    sides = ([], passage) if empty == "zh" else (passage, [])
    assert [link.is_aligned for link in aligner.align(*sides)] == [False]
