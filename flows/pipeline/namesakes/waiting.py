"""Results waiting for the end of their file, kept on disk: a file may have gigabytes of changed records."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import TemporaryFile
from types import TracebackType
from typing import NamedTuple

from flows.pipeline.blocks import Finished, read_result, write_result
from flows.records import Document


class Waiting(NamedTuple):
    """A waiting record: its number, its key by order, and the fields that distinguish it."""

    number: int
    key: str
    title: str
    date: str
    content_hash: str
    content_id: str


class WaitingRoom:
    """The waiting records, by the id that they share; their texts are on disk."""

    def __init__(self) -> None:
        self.families: dict[str, list[Waiting]] = {}
        self._file = TemporaryFile("w+", encoding="ascii", prefix="zhengce-")  # noqa: SIM115 - closed on exit
        self._places: list[int] = []

    def __enter__(self) -> WaitingRoom:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, result: Finished) -> None:
        """Keep a document with its passages until the end of the file."""
        document = result[0]
        self._file.seek(0, 2)
        number = len(self._places)
        self._places.append(self._file.tell())
        self._file.write(write_result(result) + "\n")
        contents = document.content_hash, document.content_id
        waiting = Waiting(number, document.key, document.title, document.date, *contents)
        self.families.setdefault(document.family, []).append(waiting)

    def read(self, number: int) -> Document:
        """Return a waiting document."""
        self._file.seek(self._places[number])
        return read_result(self._file.readline())[0]

    def leave(self) -> Iterator[Finished]:
        """Yield everything waiting, in order."""
        for place in self._places:
            self._file.seek(place)
            yield read_result(self._file.readline())
