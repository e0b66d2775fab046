"""Removals: what will go is shown, and removed if the user agrees."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from flows.cli.asking import confirm
from flows.cli.printing import say
from flows.errors import local_message

if TYPE_CHECKING:
    from flows.pipeline import RemovalPlan
    from flows.workspace import Workspace


def remove_after_asking(
    workspace: Workspace, plan: RemovalPlan, name: str, command: str, *, yes: bool, quiet: bool
) -> bool:
    """Report what will be removed, ask, and remove it; return whether it was removed.

    The run is recorded as `command`, which is the same in every language.
    """
    from flows.output import progress_bar
    from flows.pipeline import remove_planned, reporting_to
    from flows.store.documents import members_of_documents

    say("cli.will_go", name=name, **asdict(plan.loss))
    if lists := members_of_documents(workspace.store, plan.ids):
        say("cli.members_lose", lists=[f"{one.name} ({one.members:,})" for one in lists])
    if not confirm(local_message("cli.remove_it"), yes=yes):
        say("cli.nothing_removed")
        return False
    with (
        workspace.store.run(f"remove {command}") as run,
        progress_bar(quiet=quiet) as draw,
        reporting_to(draw),
    ):
        freed = remove_planned(workspace.store, plan, workspace.lexicon)
        run.counts = {"documents": -plan.loss.documents, "passages": -plan.loss.passages}
    say("cli.removed", freed=freed / 1e6)
    return True
