"""What the commands share: options, settings, the store and the lexicon, opened when needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from flows.settings import Settings

if TYPE_CHECKING:
    from flows.annotation.lexicon import Lexicon
    from flows.store.database import Store

StoreOption = Annotated[
    Path | None, Parameter(name="--store", help="The store file. Default: outputs/zhengce.sqlite, or ZHENGCE_STORE.")
]
Quiet = Annotated[bool, Parameter(name="--quiet", negative="", help="No progress on standard error.")]
Many = Annotated[list[str] | None, Parameter(negative="", help="May be given several times.")]
Term = Annotated[
    list[str] | None,
    Parameter(negative="", help="Passages with this term of the lexicon, by any of its names; several are alternatives."),
]
Strategy = Annotated[
    list[str] | None,
    Parameter(
        negative="",
        help="whole_of_nation, indigenous_champions, foreign_technology, tech_leverage or your own; several are alternatives.",
    ),
]
Instrument = Annotated[
    list[str] | None, Parameter(negative="", help="A policy instrument such as export_control; several are alternatives.")
]
Entity = Annotated[
    list[str] | None,
    Parameter(negative="", help="A body, person, place, programme or technology by name; several are alternatives."),
]
Publisher = Annotated[list[str] | None, Parameter(negative="", help="An issuing body as stored; several are alternatives.")]
Language = Annotated[list[str] | None, Parameter(negative="", help="zh, en, mixed or und; several are alternatives.")]
Expand = Annotated[bool, Parameter(help="Find a lexicon term's renderings in the other language, too.")]
Corpora = Annotated[list[str] | None, Parameter(negative="", help="Only these corpora; may be given several times.")]
FirstDate = Annotated[str, Parameter(name="--from", help="First date: 2021, 2021-03 or 2021-03-12.", show_default=False)]
LastDate = Annotated[str, Parameter(help="Last date, itself included: 2021, 2021-03 or 2021-03-12.", show_default=False)]
TableFormat = Literal["table", "json", "csv"]


def read_settings(store: Path | None = None) -> Settings:
    return Settings().at_store(store)


def open_store(store: Path | None, *, must_exist: bool = True) -> Store:
    from flows.store.database import Store

    return Store(read_settings(store).store, must_exist=must_exist)


def open_lexicon() -> Lexicon:
    from flows.annotation.lexicon import load_lexicon

    return load_lexicon(read_settings().models_folder / "lexicon")


@contextmanager
def index_progress() -> Iterator[Callable[[int, int], None]]:
    """Give what draws the progress of an index that is brought up to date, where that takes a while."""
    from flows.rendering import progress_bar

    with progress_bar() as draw:
        yield lambda done, total: draw("bringing the index up to date", done, total) if total > 20_000 else None
