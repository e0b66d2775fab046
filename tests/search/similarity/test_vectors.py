"""The vectors of passages follow the store: built once per text, resumable, never wrong when out of date."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from flows.corpus.splitting.passages import passages_of
from flows.embedding import SIZE, content_key
from flows.records import Document
from flows.search.similarity import PassageVectors
from flows.store import Store
from flows.store.database import next_change
from flows.store.documents import SourceFile, remove_corpus, write_batch


class WordEncoder:
    """An encoder for tests: texts with the same characters have the same direction."""

    version, size = "words 1", SIZE

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.encoded += texts
        rows = np.zeros((len(texts), SIZE), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for character in text:
                row[ord(character) % SIZE] += 1
            row /= np.linalg.norm(row) or 1
        return rows


def ignore(done: int, total: int) -> None:
    pass


def add(store: Store, corpus: str, *texts: str, key: str = "k") -> None:
    """Store one document with one passage per text."""
    document = Document(corpus, key, "\n\n".join(texts), title="", published="2024-02-03")
    source = SourceFile(corpus, key, content_key("".join(texts)).hex(), "", 1)
    with store.run("test") as run:
        write_batch(store, run.id, source, [(document, list(passages_of(document)))], [], complete=True)


LONG = (
    "加快发展集成电路产业，突破关键核心技术。",
    "保障粮食安全，稳定粮食播种面积和产量。",
    "扩大养老服务供给，发展社区养老。",
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "zhengce.sqlite")


def built(store: Store) -> tuple[PassageVectors, WordEncoder]:
    encoder = WordEncoder()
    vectors = PassageVectors(store, encoder.version)
    vectors.build(encoder, ignore)
    return vectors, encoder


def test_each_text_is_encoded_once(store: Store) -> None:
    add(store, "one", *LONG)
    add(store, "two", LONG[0], "新的一段文字，与别处都不相同。")
    vectors, encoder = built(store)
    assert sorted(encoder.encoded) == sorted({*LONG, "新的一段文字，与别处都不相同。"})
    state = vectors.state()
    assert state is not None
    assert (state.passages, state.waiting) == (5, 0)


def test_only_what_is_new_is_encoded(store: Store) -> None:
    add(store, "one", *LONG)
    built(store)
    add(store, "two", "新的一段文字，与别处都不相同。")
    before = PassageVectors(store, WordEncoder.version).state()
    assert before is not None
    assert before.waiting == 1
    _, encoder = built(store)
    assert encoder.encoded == ["新的一段文字，与别处都不相同。"]


def test_annotated_passages_wait_for_nothing(store: Store) -> None:
    """Annotating counts as a change of a passage, but its text stays the same."""
    add(store, "one", *LONG)
    vectors, _ = built(store)
    with store.transaction() as connection:
        connection.execute("UPDATE passage SET changed = ?", (next_change(store),))
    state = vectors.state()
    assert state is not None
    assert state.waiting == 0
    _, encoder = built(store)
    assert encoder.encoded == []


def test_removed_passages_leave(store: Store) -> None:
    add(store, "one", *LONG)
    add(store, "two", LONG[0])
    built(store)
    remove_corpus(store, "two")
    vectors, encoder = built(store)
    state = vectors.state()
    assert state is not None
    assert (state.passages, encoder.encoded) == (3, [])


def test_short_lines_and_headings_are_not_compared(store: Store) -> None:
    add(store, "one", "# 总体要求和基本原则的说明", "落实", *LONG)
    _, encoder = built(store)
    assert sorted(encoder.encoded) == sorted(LONG)


def test_killed_building_goes_on_with_what_it_wrote(store: Store) -> None:
    add(store, "one", *LONG)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    first = WordEncoder()
    vectors = PassageVectors(store, first.version)
    with pytest.raises(KeyboardInterrupt):
        vectors.build(first, stop)
    assert vectors.state() is None
    second = WordEncoder()
    vectors.build(second, ignore)
    assert (len(first.encoded), second.encoded) == (3, [])
    assert vectors.state() is not None


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 no archive"])
def test_damaged_list_is_built_again(store: Store, damage: bytes) -> None:
    add(store, "one", *LONG)
    built(store)
    for path in (store.path.with_suffix(".vectors") / "passages").glob("*.npz"):
        path.write_bytes(damage)
    assert PassageVectors(store, WordEncoder.version).state() is None
    vectors, encoder = built(store)
    assert vectors.state() is not None
    assert encoder.encoded == []


def test_another_version_is_built_afresh_and_the_old_files_go(store: Store) -> None:
    add(store, "one", *LONG)
    built(store)
    other = WordEncoder()
    vectors = PassageVectors(store, "words 2")
    assert vectors.state() is None
    vectors.build(other, ignore)
    assert len(other.encoded) == 3
    folder = store.path.with_suffix(".vectors") / "passages"
    assert len(list(folder.glob("*.vectors"))) == len(list(folder.glob("*.npz"))) == 1


def test_file_is_tidied_when_most_of_it_is_unused(store: Store) -> None:
    add(store, "one", *(f"第{number}段的文字各不相同，共有许多段。" for number in range(600)))
    add(store, "two", *LONG)
    built(store)
    remove_corpus(store, "one")
    vectors, _ = built(store)
    state = vectors.state()
    assert state is not None
    assert state.passages == 3
    _, encoder = built(store)
    assert encoder.encoded == []
    query = WordEncoder().encode([LONG[1]])[0]
    ((rowid, cosine), *_) = vectors.rank(query, 0.9)
    assert cosine > 0.999
    assert vectors.keys_of([rowid])[rowid] == content_key(LONG[1])


def test_ranking_is_in_order_and_keeps_to_a_choice(store: Store) -> None:
    add(store, "one", *LONG)
    vectors, _ = built(store)
    query = WordEncoder().encode([LONG[2]])[0]
    ranked = vectors.rank(query, -1)
    assert [cosine for _, cosine in ranked] == sorted((cosine for _, cosine in ranked), reverse=True)
    assert len(ranked) == 3
    others = [rowid for rowid, _ in ranked[1:]]
    assert [rowid for rowid, _ in vectors.rank(query, -1, others)] == others
    assert vectors.rank(query, -1, []) == []
