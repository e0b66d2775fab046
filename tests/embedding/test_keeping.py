"""Vectors stored by content: encoded once, unchanged afterwards, safe if several processes write."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from flows.embedding import VectorFile, cached, content_key, vector_path


class CountingEncoder:
    """An encoder whose vectors are random but depend only on the text; it counts what it encodes."""

    def __init__(self, version: str = "counting 1", size: int = 64) -> None:
        self.version, self.size, self.encoded = version, size, 0

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.encoded += len(texts)
        rows = np.zeros((len(texts), self.size), dtype=np.float32)
        for place, text in enumerate(texts):
            if text:
                seed = int.from_bytes(content_key(text)[:8], "big")
                rows[place] = np.random.default_rng(seed).normal(size=self.size)
                rows[place] /= np.linalg.norm(rows[place])
        return rows


def test_a_text_is_encoded_once(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    first = cached(encoder, tmp_path).encode(["甲", "乙", "甲", ""])
    again = cached(encoder, tmp_path).encode(["", "乙", "甲"])
    assert encoder.encoded == 3
    assert np.array_equal(first[[3, 1, 0]], again)
    assert np.array_equal(first[0], first[2])
    assert np.abs(first - encoder.encode(["甲", "乙", "甲", ""])).max() < 0.005
    assert np.allclose(np.linalg.norm(first, axis=1), [1, 1, 1, 0], atol=1e-6)


def test_no_texts(tmp_path: Path) -> None:
    assert cached(CountingEncoder(), tmp_path / "new").encode([]).shape == (0, 64)


def test_another_version_has_its_own_vectors(tmp_path: Path) -> None:
    cached(CountingEncoder(), tmp_path).encode(["甲"])
    other = CountingEncoder("counting 2")
    cached(other, tmp_path).encode(["甲"])
    assert other.encoded == 1
    assert len(list(tmp_path.glob("*.vectors"))) == 2


def test_half_a_record_of_a_killed_writer_is_cut_off(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    first = cached(encoder, tmp_path).encode(["甲", "乙"])
    path = next(tmp_path.glob("*.vectors"))
    path.write_bytes(path.read_bytes()[:-7])
    again = cached(encoder, tmp_path).encode(["甲", "乙"])
    assert encoder.encoded == 3
    assert np.array_equal(first, again)


def test_comparison_gives_the_cosine_with_each_record(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    texts = [f"文{number}" for number in range(50)]
    cached(encoder, tmp_path).encode(texts)
    rows = encoder.encode(texts)
    file = VectorFile(vector_path(tmp_path, encoder.version), encoder.size)
    assert np.abs(file.compare(rows[7]) - rows @ rows[7]).max() < 0.01
    assert file.compare(rows[7]).argmax() == 7


def _write(folder: Path, number: int) -> None:
    encoder = cached(CountingEncoder(), folder)
    for start in range(0, 100, 10):
        encoder.encode([f"文{(start + step + 30 * number) % 150}" for step in range(10)])


def test_several_processes_may_write(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_write, args=(tmp_path, number)) for number in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    encoder = CountingEncoder()
    rows = cached(encoder, tmp_path).encode([f"文{number}" for number in range(150)])
    assert encoder.encoded == 0
    assert len(VectorFile(vector_path(tmp_path, encoder.version), encoder.size)) == 150
    assert np.abs(rows - encoder.encode([f"文{number}" for number in range(150)])).max() < 0.01
