"""Opening a workspace for a command, with progress where its index takes a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.workspace import Workspace

_LARGE = 20_000  # passages that take long enough to show progress


@contextmanager
def open_workspace(store: Path | None = None, *, must_exist: bool = True) -> Iterator[Workspace]:
    """Yield the workspace of a store, with progress where it is upgraded or much is to be indexed."""
    from flows.output import progress_bar  # rich takes 0.1 s
    from flows.workspace import Workspace

    with progress_bar() as draw:

        def report(stage: str, done: int, total: int) -> None:
            if total > _LARGE:
                draw(stage, done, total)

        with Workspace(store, must_exist=must_exist, report=report) as workspace:
            yield workspace
