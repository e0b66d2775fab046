"""Commands that bring documents into the store and prepare them for search: ingest, annotate."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from flows.cli.asking import check_corpus_name
from flows.cli.opening import open_workspace
from flows.cli.options import WHOLE, ExchangeOption, OptionalText, Quiet, SchedulerOption, StoreOption
from flows.cli.printing import (
    check_at_least,
    note_absent,
    note_faults,
    note_undated,
    note_unread_manifests,
    say,
)
from flows.errors import UsageError, terminal_locale
from flows.settings import read_settings

if TYPE_CHECKING:
    from flows.corpus import Manifest
    from flows.pipeline import AnnotateCounts, Executor, IngestCounts
    from flows.store import Store
    from flows.store.documents import ClusterCounts


def ingest(
    *sources: str,
    corpus: OptionalText = "",
    workers: Annotated[int | None, WHOLE] = None,
    scheduler: SchedulerOption = "",
    exchange: ExchangeOption = "",
    store: StoreOption = None,
    quiet: Quiet = False,
) -> int:
    """Read documents into the store: files, folders, archives, or corpora by id.

    Parameters
    ----------
    sources
        Paths (texts, PDF, HTML, Word, .jsonl[.gz], .csv, .zip ...), s3://BUCKET/FOLDER (or gs://,
        az://), or ids of corpora.
    corpus
        The corpus that paths belong to.
    workers
        Number of processes. Default: one per core for more than two megabytes, else one.
    """
    from flows.output import progress_bar
    from flows.pipeline import (
        ingest_corpora,
        open_executor,
        reporting_to,
        show_path,
        summarise,
        update_reprints,
    )
    from flows.workspace import executor_of

    if not sources:
        raise UsageError("cli.no_sources")
    _check_workers(workers, scheduler)
    corpora = read_settings(store).corpora_folder
    manifests = _choose_manifests(sources, corpus, corpora)
    note_unread_manifests(corpora)
    with (
        open_workspace(store, must_exist=False) as workspace,
        workspace.store.run(show_path("ingest " + " ".join(sources))) as run,
    ):
        names = [manifest.id for manifest in manifests]
        choice = executor_of(
            workspace.settings, scheduler=scheduler, exchange=exchange, workers=workers or 0, names=names
        )
        opened = open_executor(choice, workspace.store)
        with progress_bar(quiet=quiet) as report, reporting_to(report), opened as executor:
            if corpus:
                counts = _read_sources(workspace.store, run.id, corpus, sources, executor)
            else:
                counts = ingest_corpora(workspace.store, run.id, manifests, executor=executor)
            found = update_reprints(workspace.store)
        run.counts = _numbers(counts)
        groups = summarise(workspace.store, run.id).rejected
        reasons = [(group.number, group.message(terminal_locale())) for group in groups]
    _print_counts(counts, reasons, found)
    is_known = counts.documents or counts.unchanged or counts.not_asked or counts.forgotten
    is_nothing_read = not is_known and counts.rejected > 0
    return int(bool(counts.failed or counts.unmet) or is_nothing_read)


def _read_sources(
    store: Store, run_id: str, corpus: str, sources: Sequence[str], executor: Executor
) -> IngestCounts:
    """Read paths, and addresses of object stores, into a corpus."""
    from flows.corpus import scheme_of
    from flows.pipeline import ingest_paths

    addresses = [source for source in sources if scheme_of(source)]
    paths = [Path(source) for source in sources if not scheme_of(source)]
    return ingest_paths(store, run_id, corpus, paths, addresses=addresses, executor=executor)


def _choose_manifests(sources: tuple[str, ...], corpus: str, folder: Path) -> list[Manifest]:
    """Return the manifests of corpora by id; none if paths are read into a corpus.

    Raises UsageError for paths without a corpus, and for a missing path: no store is created for it.
    """
    from flows.pipeline import choose_manifests

    if not corpus:
        _check_no_paths(sources)
        try:
            return choose_manifests(folder, list(sources))
        except UsageError as error:
            if error.code == "pipeline.unknown_corpus" and Path(str(error.values["name"])).exists():
                raise UsageError("cli.folder_or_corpus", **error.values) from None
            raise
    check_corpus_name(corpus)
    for source in sources:
        _check_source(source)
    return []


def _check_source(source: str) -> None:
    """Raise UsageError for anything but an existing path or an address of an object store."""
    from flows.corpus import SCHEMES, scheme_of

    scheme = scheme_of(source)
    if scheme and scheme not in SCHEMES:
        raise UsageError("cli.not_read_from", source=source)
    if not scheme and not (source and Path(source).exists()):
        raise UsageError("pipeline.missing_path", path=source or "''")


def _numbers(counts: IngestCounts) -> dict[str, int]:
    """Return the counts recorded with a run."""
    unmet = {"unmet": len(counts.unmet)} if counts.unmet else {}
    return {"documents": counts.documents, "rejected": counts.rejected, **unmet}


def _check_workers(workers: int | None, scheduler: str) -> None:
    if workers is not None:
        check_at_least("--workers", workers)
    if workers and scheduler:
        raise UsageError("cli.scheduler_or_workers")


def _check_no_paths(sources: tuple[str, ...]) -> None:
    """Raise UsageError if a source is a path, which needs a corpus, or a path that does not exist."""
    from flows.corpus import scheme_of

    for source in sources:
        if scheme_of(source):
            raise UsageError("cli.path_needs_corpus", source=source)
        if "/" in source and not Path(source).exists():
            raise UsageError("cli.no_such_path", source=source)
        if Path(source).exists() and ("/" in source or "." in source):
            raise UsageError("cli.path_needs_corpus", source=source)


def _print_counts(counts: IngestCounts, reasons: list[tuple[int, str]], found: ClusterCounts) -> None:
    stored = ("documents", "passages", "unchanged", "files", "rejected")
    say("cli.stored", **{name: getattr(counts, name) for name in stored})
    if counts.still_rejected:
        say("cli.still_rejected", number=counts.still_rejected)
    if counts.reread:
        say("cli.reread", number=counts.reread)
    if counts.not_asked:
        say("cli.not_asked", number=counts.not_asked)
    if counts.forgotten:
        say("cli.left_out_forgotten", number=counts.forgotten)
    for change in (*counts.moved, *counts.cut):
        say(change.code, **change.values)
    for number, reason in reasons:
        say("cli.rejected_for", number=number, reason=reason)
    note_undated(counts.undated, counts.unread_dates)
    note_absent(counts.absent, counts.gone)
    if counts.asked_again:
        say("cli.asked_again", asked=counts.asked_again)
    if counts.vanished or counts.back:
        say("cli.source_changes", vanished=counts.vanished, back=counts.back)
    for failed in counts.failed:
        say("cli.not_read", "red", message=failed.message(terminal_locale()))
    for unmet in counts.unmet:
        say("cli.expectation_not_met", "red", message=unmet.message(terminal_locale()))
    if found.clusters:
        say("cli.near_duplicates", documents=found.documents, clusters=found.clusters)
    if counts.documents:
        say("cli.next_annotate")


def annotate(
    *,
    all_: Annotated[bool, Parameter(name="--all", negative="", show_default=False)] = False,
    workers: Annotated[int | None, WHOLE] = None,
    names: Literal["sure", "full"] = "full",
    scheduler: SchedulerOption = "",
    exchange: ExchangeOption = "",
    store: StoreOption = None,
    quiet: Quiet = False,
) -> int:
    """Tag and classify new passages, and update the search index.

    Parameters
    ----------
    all_
        Annotate every passage again.
    workers
        Number of processes. Default: one per core for large stores, else one.
    names
        sure: only the surest names of people, bodies and places. A corpus's own choice
        takes precedence.
    """
    from flows.output import progress_bar
    from flows.pipeline import Folders, annotate_corpora, check_corrections, reporting_to
    from flows.workspace import executor_of

    _check_workers(workers, scheduler)
    note_unread_manifests(read_settings(store).corpora_folder)
    with (
        open_workspace(store) as workspace,
        workspace.store.run("annotate") as run,
        progress_bar(quiet=quiet) as report,
        reporting_to(report),
    ):
        settings = workspace.settings
        folders = Folders(settings.corpora_folder, settings.models_folder, settings.outputs)
        choice = executor_of(settings, scheduler=scheduler, exchange=exchange, workers=workers or 0)
        counts = annotate_corpora(
            workspace.store, run.id, folders, everything=all_, choice=choice, names=names
        )
        run.counts = {
            "passages": counts.passages,
            "mentions": counts.mentions,
            **counts.number_of_faults(),
        }
        stray = list(
            check_corrections(
                workspace.store, lambda: workspace.lexicon.concepts, lambda: workspace.taxonomy.ids
            )
        )
    _report_annotated(counts)
    for finding in stray:
        say(finding.code, "yellow", **finding.values)
    return 0


def _report_annotated(counts: AnnotateCounts) -> None:
    if counts.passages:
        sizes = {"mentions": counts.mentions, "labelled": counts.labelled}
        say("cli.annotated", passages=counts.passages, **sizes)
    else:
        say("cli.nothing_to_annotate")
    if counts.confirmed:
        say("cli.kept_passages", number=counts.confirmed)
    if counts.waiting:
        say("cli.left_waiting", "yellow", number=counts.waiting)
    note_faults(counts.faults)
