"""Counts within a collection equal those of a store that contains only its members."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.annotation.annotator import Annotator
from flows.annotation.lexicon import Lexicon
from flows.annotation.matching import RustCutter
from flows.corpus.splitting import passages_of
from flows.errors import UsageError
from flows.pipeline.annotate import annotate_store
from flows.records import Document, Passage
from flows.references import DocumentChoice, open_part
from flows.search import Collection
from flows.store import Store, all_documents, all_mentions, all_passages
from flows.store.desk import add_items, create_collection, find_source
from flows.store.documents import (
    DocumentRequest,
    SourceFile,
    find_one,
    list_documents,
    read_text,
    write_batch,
)
from flows.store.series import count_waiting
from flows.trends import KeynessRequest, Side, find_keyness
from tests.builders import collocates, concordance, count_frame, search
from tests.support import MODELS

PARAGRAPHS = (
    "各单位要坚持自主可控，推进关键核心技术攻关。",
    "支持芯片研发，加强出口管制。",
    "芯片应当自主可控，到2025年自给率达到70%。",
    "教育部负责本通知的解释工作。",
)
SHAPES = st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=4), min_size=1, max_size=4)


def write(
    store: Store, annotator: Annotator, shapes: Sequence[Sequence[int]], keep: Callable[[int, Passage], bool]
) -> None:
    """Store one document per shape with those of its passages that are selected, and annotate them."""
    with store.run("test") as run:
        for number, shape in enumerate(shapes):
            text = "\n\n".join(f"{PARAGRAPHS[one]}（{place}）" for place, one in enumerate(shape))
            document = Document(
                f"c{number % 2}",
                f"k{number}",
                text,
                title=f"样例通知{number}",
                published=f"20{18 + number}-05-15",
                language="zh",
            )
            passages = [one for one in passages_of(document) if keep(number, one)]
            if passages:
                source = SourceFile(document.corpus, document.key, f"{number}", "", 1)
                write_batch(store, run.id, source, [(document, passages)], [], complete=True)
        annotate_store(store, run.id, annotator, MODELS)


def answers(store: Store, lexicon: Lexicon) -> list[object]:
    """Return the answers of all rooms about a store, without row ids."""
    found = [
        search(store, lexicon, query, limit=50) for query in ("自主可控", "芯片 OR 教育部", "kind:notice")
    ]
    chosen = Collection(store, lexicon)
    keyness = []
    if len({row.corpus for row in all_passages(store)}) == 2:
        keyness = find_keyness(chosen, KeynessRequest(Side(corpus=("c0",)), minimum=1))
    frames = [
        count_frame(store, lexicon, ["自主可控", "出口管制", "query:芯片"], **options)
        for options in ({}, {"group": "corpus"}, {"group": "language", "by": "month"}, {"group": "strategy"})
    ]
    return [
        [(one.total, sorted((hit.passage_id, hit.text) for hit in one.hits), one.facets) for one in found],
        concordance(store, lexicon, "自主可控"),
        collocates(store, lexicon, "芯片", RustCutter().cut, minimum=1),
        keyness,
        [frame.to_csv() for frame in frames],
        [row._replace(first_seen="") for row in all_documents(store)],
        list(all_passages(store)),
        list(all_mentions(store)),
        list_documents(store, DocumentRequest()),
        [read_text(store, row.document_id) for row in all_documents(store)],
        count_waiting(store),
    ]


@settings(max_examples=8)
@given(SHAPES, st.data())
def test_a_collection_counts_as_a_store_of_its_members(
    annotator: Annotator, shapes: list[list[int]], data: st.DataObject
) -> None:
    lexicon = annotator.tagger.lexicon
    whole = data.draw(st.sets(st.integers(0, len(shapes) - 1)), "whole documents")
    single = data.draw(
        st.sets(st.tuples(st.integers(0, len(shapes) - 1), st.integers(0, 4)), min_size=1), "passages"
    )

    def is_member(number: int, passage: Passage) -> bool:
        return number in whole or (number, passage.position) in single

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "whole.sqlite")
        with Store(path) as store:
            write(store, annotator, shapes, lambda *_: True)
            names = {number: find_one(store, f"k{number}") or "" for number in range(len(shapes))}
            items = [find_source(store, names[number]) for number in sorted(whole)]
            items += [find_source(store, names[number], position) for number, position in sorted(single)]
            create_collection(store, "所选", "")
            add_items(store, "collection", "所选", [item for item in items if item])
        with Store(Path(folder, "members.sqlite")) as members:
            write(members, annotator, shapes, is_member)
            expected = answers(members, lexicon)
        with open_part(Store(path), DocumentChoice(collection=("所选",))) as part:
            assert answers(part, lexicon) == expected


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Path:
    path = tmp_path_factory.mktemp("kept") / "zhengce.sqlite"
    with Store(path) as store:
        write(store, annotator, [(0, 1), (2, 3), (1,)], lambda *_: True)
        first, second = (find_one(store, key) or "" for key in ("k0", "k1"))
        for name, query in (("by hand", ""), ("chips", "芯片"), ("both", "collection:chips 自主可控")):
            create_collection(store, name, "", query=query)
        create_collection(store, "loop", "", query="collection:loop OR 芯片")
        kept = [find_source(store, first), find_source(store, second, 1)]
        add_items(store, "collection", "by hand", [one for one in kept if one])
        add_items(store, "tag", "重点", [one for one in kept[1:] if one])
    return path


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"collection": ("by hand",)}, {("k0", 0), ("k0", 1), ("k0", 2), ("k1", 1)}),
        ({"tag": ("重点",)}, {("k1", 1)}),
        ({"collection": ("chips",)}, {("k0", 2), ("k1", 1), ("k2", 1)}),
        ({"collection": ("both",)}, {("k1", 1)}),
        ({"collection": ("by hand", "chips")}, {("k0", 0), ("k0", 1), ("k0", 2), ("k1", 1), ("k2", 1)}),
        ({"collection": ("chips",), "tag": ("重点",)}, {("k1", 1)}),
        ({"collection": ("by hand",), "as_of": "2018-12-31"}, {("k0", 0), ("k0", 1), ("k0", 2)}),
        ({"collection": ("chips",), "as_of": "2019-12-31"}, {("k0", 2), ("k1", 1)}),
        ({"collection": ("chips",), "as_of": "2017-12-31"}, set()),
    ],
)
def test_what_is_chosen(
    written: Path, annotator: Annotator, choice: dict[str, Any], expected: set[tuple[str, int]]
) -> None:
    lexicon = annotator.tagger.lexicon
    with open_part(Store(written), DocumentChoice(**choice), lambda: lexicon) as part:
        keys = {row.document_id: row.key for row in all_documents(part)}
        found = {
            (keys[row.document_id], int(row.passage_id.rpartition("-")[2])) for row in all_passages(part)
        }
    assert found == expected


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("collection:chips", 3),
        ('collection:"by hand"', 4),
        ('collection:"by hand" -collection:chips', 2),
        ("tag:重点", 1),
        ("collection:both", 1),
        ("标签 OR tag:重点", 1),
    ],
)
def test_fields_of_the_query_language(written: Path, annotator: Annotator, query: str, total: int) -> None:
    with Store(written) as store:
        assert search(store, annotator.tagger.lexicon, query).total == total


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "collection:none",
            "column 1: collection 'none': no such value; known values: both, by hand, chips, loop",
        ),
        ("芯片 tag:x", "column 4: tag 'x': no such value; known values: 重点"),
        ("collection:loop", "leads back to itself"),
    ],
)
def test_names_that_are_none(written: Path, annotator: Annotator, query: str, message: str) -> None:
    with Store(written) as store, pytest.raises(UsageError, match=message):
        search(store, annotator.tagger.lexicon, query)
