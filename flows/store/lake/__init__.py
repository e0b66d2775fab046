"""Lakes: a store's passages and facts as partitioned Parquet, queried with DuckDB."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.store.lake.reading import Lake, LakeChoice
    from flows.store.lake.tables import LakeColumn, LakeTable, describe_lake, lake_tables
    from flows.store.lake.words import open_index
    from flows.store.lake.writing import LakeCounts, export_lake
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "Lake",
    "LakeChoice",
    "LakeColumn",
    "LakeCounts",
    "LakeTable",
    "describe_lake",
    "export_lake",
    "lake_tables",
    "open_index",
]
