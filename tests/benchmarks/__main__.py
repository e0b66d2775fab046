"""`make bench`: every benchmark, one after another, in one process."""

from __future__ import annotations

from tests.benchmarks import (
    assistants,
    bands,
    counts,
    exactness,
    matching,
    reprints,
    search,
    segmentation,
    speed,
)

for benchmark in (matching, segmentation, speed, search, exactness, counts, bands, reprints, assistants):
    print(f"\n== {(benchmark.__doc__ or '').splitlines()[0]}")
    benchmark.main()
