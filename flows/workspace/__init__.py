"""A workspace: settings, store, lexicon, taxonomy and annotator, each opened when first used.

It is what commands, pages, flows and notebooks work with, and the front door from Python:

    from flows import Workspace

    with Workspace() as workspace:
        workspace.search("自主可控", corpus=["plans"], first="2019")
        workspace.trends(["自主可控", "军民融合"], by="year")

Each part of it (searching, counting, facts, ...) has a module of its own.
"""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.workspace.executors import executor_of
    from flows.workspace.workspace import Workspace
else:
    __getattr__ = open_front(__name__)

__all__ = ["Workspace", "executor_of"]
