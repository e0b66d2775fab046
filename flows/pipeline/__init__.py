"""The pipeline: the work behind the flows, without Prefect."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.pipeline.alignment import (
        AlignCounts,
        Aligner,
        PairCounts,
        align_files,
        align_pairs,
        load_aligner,
        propose_new_pairs,
        read_units,
        store_known_pairs,
    )
    from flows.pipeline.analyze import (
        analyze_passages,
        explain_labels,
        read_jsonl_passages,
        read_passages,
    )
    from flows.pipeline.annotate import AnnotateCounts, annotate_store
    from flows.pipeline.blocks import prepare_vectors
    from flows.pipeline.executors import Executor, ExecutorChoice, Processes, open_executor
    from flows.pipeline.files import read_input, show_path
    from flows.pipeline.health import (
        StoredCounts,
        StoreStatus,
        ask_sources,
        check_corrections,
        check_days,
        check_machine,
        check_manifests,
        collect_counts,
        collect_status,
        describe_installation,
        find_missed,
    )
    from flows.pipeline.ingest import (
        choose_executor,
        choose_manifests,
        ingest_corpora,
        ingest_manifest,
        ingest_paths,
        record_failure,
        unread_manifests,
    )
    from flows.pipeline.keeping import (
        RemovalPlan,
        change_corpus_name,
        correct_document,
        plan_corpus_removal,
        plan_document_removal,
        plan_version_removal,
        remove_planned,
    )
    from flows.pipeline.progress import report, reporting_also_to, reporting_to
    from flows.pipeline.propose import Proposal, propose_address, propose_folder, write_manifest
    from flows.pipeline.provenance import (
        VersionChange,
        collect_provenance,
        compare_editions,
        compare_versions,
        resolve_edition,
        resolve_id,
    )
    from flows.pipeline.reading import IngestCounts, check_expectations, read_each
    from flows.pipeline.refresh import (
        Folders,
        annotate_corpora,
        export_store,
        run_saved_searches,
        write_brief,
    )
    from flows.pipeline.reprints import update_reprints
    from flows.pipeline.run_summary import RejectionGroup, RunSummary, as_markdown, summarise, tabulate
    from flows.pipeline.text_changes import TextChange, mark_changes
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "AlignCounts",
    "Aligner",
    "AnnotateCounts",
    "Executor",
    "ExecutorChoice",
    "Folders",
    "IngestCounts",
    "PairCounts",
    "Processes",
    "Proposal",
    "RejectionGroup",
    "RemovalPlan",
    "RunSummary",
    "StoreStatus",
    "StoredCounts",
    "TextChange",
    "VersionChange",
    "align_files",
    "align_pairs",
    "analyze_passages",
    "annotate_corpora",
    "annotate_store",
    "as_markdown",
    "ask_sources",
    "change_corpus_name",
    "check_corrections",
    "check_days",
    "check_expectations",
    "check_machine",
    "check_manifests",
    "choose_executor",
    "choose_manifests",
    "collect_counts",
    "collect_provenance",
    "collect_status",
    "compare_editions",
    "compare_versions",
    "correct_document",
    "describe_installation",
    "explain_labels",
    "export_store",
    "find_missed",
    "ingest_corpora",
    "ingest_manifest",
    "ingest_paths",
    "load_aligner",
    "mark_changes",
    "open_executor",
    "plan_corpus_removal",
    "plan_document_removal",
    "plan_version_removal",
    "prepare_vectors",
    "propose_address",
    "propose_folder",
    "propose_new_pairs",
    "read_each",
    "read_input",
    "read_jsonl_passages",
    "read_passages",
    "read_units",
    "record_failure",
    "remove_planned",
    "report",
    "reporting_also_to",
    "reporting_to",
    "resolve_edition",
    "resolve_id",
    "run_saved_searches",
    "show_path",
    "store_known_pairs",
    "summarise",
    "tabulate",
    "unread_manifests",
    "update_reprints",
    "write_brief",
    "write_manifest",
]
