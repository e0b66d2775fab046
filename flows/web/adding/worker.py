"""The process that reads, annotates or removes for the page, which keeps answering meanwhile.

The task is one JSON object on standard input. Progress and the outcome are JSON objects, one per line, on
standard output.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from flows import workspace as room  # executors are imported only by tasks that read
from flows.errors import ZhengceError
from flows.pipeline import (
    plan_corpus_removal,
    plan_document_removal,
    plan_version_removal,
    remove_planned,
    reporting_to,
)
from flows.records import Reason
from flows.store import documents_of_run
from flows.store.documents import document_versions
from flows.workspace import Workspace

if TYPE_CHECKING:  # what reads and annotates is imported for tasks that do: removing takes half the time
    from flows.pipeline import Executor, IngestCounts, RejectionGroup

_LISTED = 100_000  # documents of a run that are removed together


def main() -> int:
    """Carry out the task on standard input; return the exit code."""
    task = json.load(sys.stdin)
    try:
        with Workspace(task["store"], must_exist=False) as workspace, reporting_to(_report):
            _send(outcome=_TASKS[task["kind"]](workspace, task))
    except ZhengceError as error:
        _send(error={"en": error.message("en", for_page=True), "zh": error.message("zh", for_page=True)})
        return 1
    return 0


def _send(**message: object) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _report(stage: str, done: int, total: int) -> None:
    _send(stage=stage, done=done, total=total)


def _read_files(workspace: Workspace, task: Mapping[str, str]) -> dict[str, object]:
    """Read the files of a folder into a corpus; documents are identified by their file names."""
    from flows.pipeline import ingest_paths

    folder = Path(task["folder"])
    return _ingest(
        workspace,
        f"page: add files to {task['corpus']}",
        lambda run, executor: ingest_paths(
            workspace.store, run, task["corpus"], [folder], root=folder, executor=executor
        ),
    )


def _read_source(workspace: Workspace, task: Mapping[str, str]) -> dict[str, object]:
    """Read the source of a manifest."""
    from flows.pipeline import choose_manifests, ingest_corpora

    manifests = choose_manifests(workspace.settings.corpora_folder, [task["corpus"]])
    return _ingest(
        workspace,
        f"page: add source {task['corpus']}",
        lambda run, executor: ingest_corpora(workspace.store, run, manifests, executor=executor),
    )


def _ingest(
    workspace: Workspace, title: str, read: Callable[[str, Executor], IngestCounts]
) -> dict[str, object]:
    """Read and annotate; return the numbers stored, with the reasons for rejections in both languages."""
    from flows.pipeline import Folders, annotate_corpora, open_executor, summarise, update_reprints

    settings, store = workspace.settings, workspace.store
    with store.run(title) as run:
        with open_executor(room.executor_of(settings), store) as executor:
            counts = read(run.id, executor)
        update_reprints(store)
        folders = Folders(settings.corpora_folder, settings.models_folder, settings.outputs)
        annotated = annotate_corpora(store, run.id, folders, choice=room.executor_of(settings))
        run.counts = counts.numbers() | {"annotated": annotated.passages, **annotated.number_of_faults()}
    rejected = [[group.number, _in_both(group), group.places] for group in summarise(store, run.id).rejected]
    return {
        "run": run.id,
        "documents": counts.documents,
        "passages": counts.passages,
        "unchanged": counts.unchanged + counts.not_asked,
        "rejected": counts.rejected,
        "reasons": rejected,
        "unmet": [_in_both(reason) for reason in counts.unmet],
    }


def _in_both(reason: RejectionGroup | Reason) -> dict[str, str]:
    return {locale: reason.message(locale) for locale in ("en", "zh")}


def _take_back(workspace: Workspace, task: Mapping[str, str]) -> dict[str, object]:
    """Remove the documents that a run added, except those that replaced an older version."""
    store = workspace.store
    added = documents_of_run(store, task["run"], limit=_LISTED)
    alone = [row for row in added if len(document_versions(store, row.id)) == 1]
    with store.run(f"page: take back {task['run']}") as run:
        for corpus in sorted({row.corpus for row in alone}):
            ids = tuple(row.id for row in alone if row.corpus == corpus)
            plan = plan_version_removal(store, corpus, ids)
            remove_planned(store, plan, workspace.lexicon, _step)
            run.counts = {"documents": plan.loss.documents, "passages": plan.loss.passages}
    return {"removed": len(alone), "kept": len(added) - len(alone)}


def _remove(workspace: Workspace, task: Mapping[str, str]) -> dict[str, object]:
    """Remove a corpus, or a document with its versions."""
    store = workspace.store
    plan = (
        plan_document_removal(store, task["document"])
        if task.get("document")
        else plan_corpus_removal(store, task["corpus"])
    )
    with store.run(f"page: remove {task.get('document') or task['corpus']}"):
        remove_planned(store, plan, workspace.lexicon, _step)
    return {"removed": len(plan.ids), "kept": 0}


def _step(done: int, total: int) -> None:
    _report("index", done, total)


_TASKS = {"files": _read_files, "source": _read_source, "take back": _take_back, "remove": _remove}

if __name__ == "__main__":
    sys.exit(main())
