"""Work: what is done with each item, in this process, in forked workers, or on another machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    import pyarrow as pa

Tag = TypeVar("Tag")
Item = TypeVar("Item")
Result = TypeVar("Result")


class Recipe(Protocol[Item, Result]):
    """A kind of work as it travels: small, hashable, and picklable.

    Items and results travel as Arrow tables, several of them as one block.
    """

    @property
    def name(self) -> str:
        """The name of the work in keys of blocks."""

    @property
    def version(self) -> Mapping[str, str]:
        """What a worker must have, by part: the same parts give the same results."""

    def load(self, models: Path) -> tuple[Callable[[Item], Result], Mapping[str, str]]:
        """Return what does the work with the models of a folder, and the version that it has there."""

    def forget(self) -> None:
        """Forget what was loaded, because it may have changed on disk."""

    def pack(self, items: Sequence[Item]) -> pa.Table:
        """Return items as a table."""

    def unpack(self, table: pa.Table) -> Iterator[Item]:
        """Yield the items of a table, in order."""

    def pack_result(self, item: Item, result: Result) -> pa.Table:
        """Return the result of an item as a table."""

    def unpack_results(self, results: pa.Table, items: pa.Table) -> Iterator[Result]:
        """Yield the results of a block's items, in order."""


@dataclass(frozen=True, slots=True)
class Work(Generic[Item, Result]):
    """Work on many items: `do` does it here, `recipe` tells another process how to.

    `models` is the folder that a process of this machine loads from. An item holds at most `item_size`
    passages or texts. Fewer than `worth_workers` of them are done in this process, unless workers are wanted
    by number: a second process costs 0.3 s to fork and warm up.
    """

    recipe: Recipe[Item, Result]
    do: Callable[[Item], Result]
    models: Path
    item_size: int
    worth_workers: int


class Executor(Protocol):
    """Where work is done. Results come in the order of the items, with few items under way at once."""

    def run(
        self, work: Work[Item, Result], items: Iterable[tuple[Tag, Item]], total: int
    ) -> Iterator[tuple[Tag, Result]]:
        """Yield (tag, result) of each (tag, item). A tag stays in this process.

        `total` is how many passages or texts all items hold together.
        """
