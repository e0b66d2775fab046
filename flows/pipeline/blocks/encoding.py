"""Encoding as work for an executor: batches of texts in, vectors out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from flows.embedding import SIZE, Encoder, encoder_version, load_encoder
from flows.pipeline.blocks.records import plain_values, split_by_row
from flows.pipeline.blocks.versions import code_version
from flows.pipeline.executors import ExecutorChoice, Work, open_executor
from flows.pipeline.progress import report
from flows.search.similarity import Built, build_vectors
from flows.store import Store

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

_BATCH = 512  # texts per batch, as cut in the search room
_LEAST_FOR_WORKERS = 4_000  # texts


@dataclass(frozen=True, slots=True)
class EncodingRecipe:
    """The settings of a worker that encodes texts: the version of the encoder."""

    parts: tuple[tuple[str, str], ...]
    name: str = "encode"

    @property
    def version(self) -> Mapping[str, str]:
        """The required parts of a worker's encoder."""
        return dict(self.parts)

    def load(
        self,
        models: Path,  # noqa: ARG002 - the encoder brings its weights
    ) -> tuple[Callable[[list[str]], npt.NDArray[np.float32]], Mapping[str, str]]:
        """Return the encoder of this process, and its version."""
        if encoder_version() is None:
            return _encode_nothing, _parts("not installed")
        encoder = load_encoder()
        return encoder.encode, _parts(encoder.version)

    def forget(self) -> None:
        """Keep the encoder: its weights do not change while a process runs."""

    def pack(self, items: Sequence[list[str]]) -> pa.Table:
        """Return batches of texts as a table, one row per batch."""
        import pyarrow as pa

        return pa.table({"texts": pa.array(items, pa.list_(pa.string()))})

    def unpack(self, table: pa.Table) -> Iterator[list[str]]:
        """Yield the batches of a table."""
        column = table["texts"].combine_chunks()
        yield from map(list, split_by_row(plain_values(column.values), column))

    def pack_result(self, item: list[str], result: npt.NDArray[np.float32]) -> pa.Table:
        """Return the vectors of a batch as a table of one row."""
        import pyarrow as pa

        values = pa.array(result.reshape(-1), pa.float32())
        offsets = pa.array([0, SIZE * len(item)], pa.int32())
        return pa.table({"vectors": pa.ListArray.from_arrays(offsets, values)})

    def unpack_results(
        self,
        results: pa.Table,
        items: pa.Table,  # noqa: ARG002 - vectors do not need their texts
    ) -> Iterator[npt.NDArray[np.float32]]:
        """Yield the vectors of each batch of a block."""
        column = results["vectors"].combine_chunks()
        values = column.values.to_numpy()
        ends = column.offsets.to_numpy()
        for first, end in pairwise(ends):
            yield values[first:end].reshape(-1, SIZE)


def prepare_vectors(store: Store, choice: ExecutorChoice) -> Built:
    """Bring the vectors of a store's passages up to date, on the executor of a choice; reports progress.

    Raises UsageError with installation advice if the encoder is missing.
    """
    work = _encoding_work(load_encoder())
    with open_executor(choice, store) as executor:
        return build_vectors(store, partial(report, "encode"), partial(executor.run, work))


def _encoding_work(encoder: Encoder) -> Work[list[str], npt.NDArray[np.float32]]:
    recipe = EncodingRecipe(tuple(_parts(encoder.version).items()))
    return Work(recipe, encoder.encode, Path(), _BATCH, _LEAST_FOR_WORKERS)


def _parts(version: str) -> dict[str, str]:
    return {"encoder": version, **code_version("embedding")}


def _encode_nothing(texts: list[str]) -> npt.NDArray[np.float32]:
    raise AssertionError(texts)  # its version was refused before this
