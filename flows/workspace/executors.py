"""The choice of the executor that reads and annotates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flows.settings import Settings, find_models

if TYPE_CHECKING:
    from flows.pipeline import ExecutorChoice


def executor_of(
    settings: Settings,
    *,
    scheduler: str = "",
    exchange: str = "",
    workers: int = 0,
    names: Sequence[str] = (),
) -> ExecutorChoice:
    """Return the choice of executor: by these arguments, else by the settings, else by the manifests.

    `names` are the corpora whose manifests count; none means all. Raises ConfigurationError if these name
    several.
    """
    from flows.pipeline import ExecutorChoice, choose_executor

    exchange = exchange or settings.exchange
    if workers:
        return ExecutorChoice(workers=workers)
    chosen = ExecutorChoice(scheduler or settings.scheduler, exchange, settings.workers, find_models)
    return choose_executor(chosen, settings.corpora_folder, names)
