"""Exported alignments: each sentence once, each text at its stated place, whatever the links are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.alignment.pairing import ExportedLink, choose_pairs, export_links
from flows.annotation.lexicon import Lexicon
from flows.output import annotate_links, pair_bitexts, tmx_lines
from flows.store import Store
from flows.store.translations import LinkedSpan, SentencePair, passages_to_align, read_pairs, save_alignment
from flows.text import split_sentences
from tests.builders import documents_with_text
from tests.pipeline.alignment.texts import store_records

ZH = "样例市计划\n\n一是稀土优先。二是另有一句<附>！\n\n三是再有一句。四是最后一句。"
EN = "Sample City Plan\n\nRare earths come first. Another one & more!\n\nOne again. Two again. The last one."
RECORDS = [
    {"id": "1", "title": "样例市计划", "text": ZH},
    {"id": "1-en", "title": "Sample City Plan", "text": EN, "translation_of": "1"},
]


class Cut(NamedTuple):
    """How many sentences of each side the next link takes, and whether it is certain."""

    zh: int
    en: int
    holds: bool


def make_links(zh: Sequence[LinkedSpan], en: Sequence[LinkedSpan], cuts: Sequence[Cut]) -> list[SentencePair]:
    """Return links that contain every sentence of both sides once, in order."""
    links, first, second = [], 0, 0
    for cut in [*cuts, Cut(len(zh), len(en), holds=False)]:
        sides = tuple(zh[first : first + cut.zh]), tuple(en[second : second + cut.en])
        first, second = first + cut.zh, second + cut.en
        if any(sides):
            links.append(SentencePair(*sides, 0.5, is_aligned=cut.holds and all(sides)))
    return links


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("pair")
    store = Store(folder / "s.sqlite")
    store_records(store, folder, RECORDS, Lexicon([]))
    return store


@settings(max_examples=40, deadline=None)
@given(cuts=st.lists(st.builds(Cut, st.integers(0, 3), st.integers(0, 3), st.booleans()), max_size=6))
def test_every_sentence_goes_out_once_and_where_it_says(store: Store, cuts: list[Cut]) -> None:
    (pair,) = read_pairs(store)
    documents = (pair.zh_document_id, pair.en_document_id)
    passages = [passages_to_align(store, document) for document in documents]
    zh, en = (
        [LinkedSpan(one.id, *span) for one in side for span in split_sentences(one.text)] for side in passages
    )
    links = make_links(zh, en, cuts)
    save_alignment(store, pair.id, links, "v", (0.5, 0.5))
    texts = {one.id: one.text for side in passages for one in side}
    rows = list(export_links(store, choose_pairs(store)))
    assert [span for row in rows for span in row.zh] == zh
    assert [span for row in rows for span in row.en] == en
    assert [row.position for row in rows] == list(range(len(rows)))
    for row in rows:
        assert "".join(texts[one.passage_id][one.start : one.end] for one in row.zh) == row.zh_text
        assert " ".join(texts[one.passage_id][one.start : one.end] for one in row.en) == row.en_text
        assert (row.alignment == "linked") == bool(row.zh and row.en) == (row.score is not None)
    linked = [row for row in rows if row.alignment == "linked"]
    units = ElementTree.fromstring("\n".join(tmx_lines(pair_bitexts(rows)))).findall("body/tu")
    assert [tuple(one.findtext("seg") for one in unit.findall("tuv")) for unit in units] == [
        (row.zh_text, row.en_text) for row in linked
    ]
    check_annotations(store, rows, linked)


def check_annotations(store: Store, rows: Sequence[ExportedLink], linked: Sequence[ExportedLink]) -> None:
    """Check that each target is at its stated place, and that a link's targets contain its sentences."""
    found = list(annotate_links(store, rows))
    assert len(found) == len(linked)
    whole = documents_with_text(store)
    for entry, row in zip(found, linked, strict=True):
        exact = ""
        for target in entry["target"]:  # type: ignore[attr-defined]
            _, _, _, document, part = target["source"]["id"].split(":")
            position, quote = target["selector"]
            text = whole[document][part][position["start"] : position["end"]]
            assert text == quote["exact"]
            exact += text
        own = row.zh_text + row.en_text
        assert "".join(exact.split()) == "".join(own.split())
