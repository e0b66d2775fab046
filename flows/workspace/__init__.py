"""A workspace: settings, store, lexicon, taxonomy and annotator, each opened when first used.

Commands, pages, flows and notebooks use it, and it is the entry point from Python:

    from flows import Workspace

    with Workspace() as workspace:
        workspace.search("自主可控", corpus=["plans"], first="2019")
        workspace.trends(["自主可控", "军民融合"], by="year")

Each part (searching, counting, facts, ...) has its own module.
"""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.workspace.executors import executor_of
    from flows.workspace.workspace import Workspace
else:
    __getattr__ = open_front(__name__)

__all__ = ["Workspace", "executor_of"]
