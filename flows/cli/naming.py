"""Documents by the names that people type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.cli.printing import say

if TYPE_CHECKING:
    from flows.workspace import Workspace


def choose_document(workspace: Workspace, name: str, day: str = "") -> str:
    """Return the id of the document that a name means, of several editions the newest, or that of a day.

    A message lists the other editions. Raises UsageError for no document, and for several that are no
    editions of one.
    """
    from flows.pipeline import resolve_edition
    from flows.store.documents import describe_ids

    chosen, others = resolve_edition(workspace.store, name, workspace.lexicon, day)
    if others:
        shown, *rest = describe_ids(workspace.store, [chosen, *others])
        say("cli.newest_edition", name=name, number=len(others) + 1, document=shown, others=rest)
    return chosen
