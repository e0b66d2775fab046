"""Open a workspace for a command, with progress if its index takes a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from flows.errors import UsageError

if TYPE_CHECKING:
    from flows.references import DocumentChoice
    from flows.workspace import Workspace

_LARGE = 20_000  # passages above which progress is shown


@contextmanager
def open_workspace(
    store: Path | None = None,
    *,
    must_exist: bool = True,
    lake: str | None = None,
    documents: DocumentChoice | None = None,
) -> Iterator[Workspace]:
    """Yield the workspace of a store or lake, with progress if much must be upgraded or indexed.

    `documents` chooses the part of the store that is read. Raises UsageError if both a store and a lake are
    named, and for a choice that a lake can't make.
    """
    if store and lake:
        raise UsageError("cli.store_or_lake")
    from flows.output import progress_bar  # rich takes 0.1 s to import
    from flows.workspace import Workspace

    with progress_bar() as draw:

        def report(stage: str, done: int, total: int) -> None:
            if total > _LARGE:
                draw(stage, done, total)

        with Workspace(
            store, must_exist=must_exist, lake=lake, documents=documents, reads_full_disk=True, report=report
        ) as workspace:
            yield workspace
