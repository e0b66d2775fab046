"""Executors: the single interface by which work reaches this process, forked workers, or a Dask cluster."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.pipeline.executors.choosing import ExecutorChoice, open_executor
    from flows.pipeline.executors.cluster import Cluster
    from flows.pipeline.executors.processes import Processes, run_in_processes
    from flows.pipeline.executors.work import Executor, Work
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "Cluster",
    "Executor",
    "ExecutorChoice",
    "Processes",
    "Work",
    "open_executor",
    "run_in_processes",
]
