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
    """A kind of work in a form to send: small, hashable and picklable.

    Items and results are sent as Arrow tables, several of them in one block.
    """

    @property
    def name(self) -> str:
        """The name of the work in keys of blocks."""

    @property
    def version(self) -> Mapping[str, str]:
        """The required parts of a worker: the same parts yield the same results."""

    def load(self, models: Path) -> tuple[Callable[[Item], Result], Mapping[str, str]]:
        """Return the function that does the work with a folder's models, and its version there."""

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
    """Work on many items: `do` does it here, `recipe` is for other processes.

    `models` is the folder that local processes load from. An item has at most `item_size` passages or texts.
    Fewer than `least_for_workers` passages or texts are processed here, unless a number of workers is
    requested: a second process takes 0.3 s to fork and warm up. `prepare` loads what `do` loads when first
    needed; it is called before this process forks, so that forked ones share it.
    """

    recipe: Recipe[Item, Result]
    do: Callable[[Item], Result]
    models: Path
    item_size: int
    least_for_workers: int
    prepare: Callable[[], None] = lambda: None


class Executor(Protocol):
    """A place where work is done. Results come in the order of the items, few of them in progress at once."""

    def run(
        self, work: Work[Item, Result], items: Iterable[tuple[Tag, Item]], total: int
    ) -> Iterator[tuple[Tag, Result]]:
        """Yield (tag, result) of each (tag, item). A tag stays in this process.

        `total` is the number of passages or texts in all items.
        """
