"""The pipeline: the work of the flows, without Prefect."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.pipeline.analyze import (
        analyze_passages,
        explain_labels,
        read_input,
        read_jsonl_passages,
        read_passages,
    )
    from flows.pipeline.annotate import annotate_store
    from flows.pipeline.ingest import ingest_manifest, ingest_paths
    from flows.pipeline.progress import report, reporting_to
    from flows.pipeline.propose import Proposal, propose_address, propose_folder, write_manifest
    from flows.pipeline.provenance import (
        collect_provenance,
        compare_editions,
        compare_versions,
        mark_changes,
        resolve_id,
    )
    from flows.pipeline.reading import IngestCounts
    from flows.pipeline.reprints import find_reprints
    from flows.pipeline.run_summary import as_markdown, count_rows
    from flows.pipeline.runs import choose_manifests, summarise, without_entities
    from flows.pipeline.status import collect_counts, collect_status, find_missed
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "IngestCounts",
    "Proposal",
    "analyze_passages",
    "annotate_store",
    "as_markdown",
    "choose_manifests",
    "collect_counts",
    "collect_provenance",
    "collect_status",
    "compare_editions",
    "compare_versions",
    "count_rows",
    "explain_labels",
    "find_missed",
    "find_reprints",
    "ingest_manifest",
    "ingest_paths",
    "mark_changes",
    "propose_address",
    "propose_folder",
    "read_input",
    "read_jsonl_passages",
    "read_passages",
    "report",
    "reporting_to",
    "resolve_id",
    "summarise",
    "without_entities",
    "write_manifest",
]
