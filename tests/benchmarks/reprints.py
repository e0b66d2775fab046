"""Near-duplicates of all news items: a first comparison, one with nothing new, one with ten more documents.

Processor time.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flows.pipeline.ingest import ingest_paths
from flows.pipeline.reprints import update_reprints
from flows.store.database import Store
from tests.support import PROJECT


def main() -> None:
    """Ingest the news into a separate store (some minutes), compare, and print the time of each comparison."""
    source = Path(os.environ.get("ZHENGCE_SHARED") or PROJECT.parent / "shared") / "data" / "xinwen_lianbo"
    if not source.is_dir():
        print("shared data not there")
        return
    with (
        tempfile.TemporaryDirectory() as name,
        Store(Path(name) / "news.sqlite") as store,
        store.run("benchmark") as run,
    ):
        documents = ingest_paths(store, run.id, "news", [source]).documents
        (more := Path(name) / "more").mkdir()
        for number in range(10):
            (more / f"{number}.txt").write_text(
                f"关于第{number}项试点的通知\n" + "各单位要落实试点要求。" * 20, encoding="utf-8"
            )
        _print(f"{documents:,} news items", lambda: update_reprints(store))
        _print("nothing new", lambda: update_reprints(store))
        ingest_paths(store, run.id, "more", [more])
        _print("ten new", lambda: update_reprints(store))


def _print(name: str, compare: Callable[[], tuple[int, int]]) -> None:
    began = time.process_time()
    clusters, alike = compare()
    print(f"{name}: {time.process_time() - began:.1f} s, {alike:,} documents in {clusters:,} clusters")


if __name__ == "__main__":
    main()
