"""Health: of the store and its corpora (status), and of the installation (doctor)."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.pipeline.health.checkup import (
        ask_sources,
        check_clock,
        check_corrections,
        check_days,
        check_machine,
        check_manifests,
        describe_installation,
    )
    from flows.pipeline.health.status import (
        StoredCounts,
        StoreStatus,
        collect_counts,
        collect_status,
        find_missed,
        judge_health,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "StoreStatus",
    "StoredCounts",
    "ask_sources",
    "check_clock",
    "check_corrections",
    "check_days",
    "check_machine",
    "check_manifests",
    "collect_counts",
    "collect_status",
    "describe_installation",
    "find_missed",
    "judge_health",
]
