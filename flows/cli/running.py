"""Run the flow `refresh` from the command line: Prefect kept quiet, progress drawn, the result in a table."""

from __future__ import annotations

from typing import Any

from flows.cli.printing import note_absent, note_faults, note_undated, note_unread_manifests, say
from flows.errors import ZhengceError
from flows.output import print_run, progress_bar
from flows.pipeline import AnnotateCounts, IngestCounts, choose_manifests, reporting_to, tabulate
from flows.run_server import RunServer
from flows.settings import Settings
from flows.workspace import Workspace


def run_refresh(settings: Settings, server: RunServer, corpora: list[str], *, quiet: bool = False) -> int:
    """Run the flow `refresh` in this process and print what it did; return the exit code.

    Manifests, lexicon, taxonomy and models are read while the server of Prefect is loading. Raises
    ZhengceError for a mistake in one of them, or if Prefect does not start.
    """
    choose_manifests(settings.corpora_folder, corpora)
    if corpora:  # a run of all corpora ends with the reasons for those that could not be read
        note_unread_manifests(settings.corpora_folder)
    server.announce()
    with Workspace(settings=settings) as workspace:
        _ = workspace.annotator  # the run finds it loaded as long as the workspace exists
    with progress_bar(quiet=quiet) as report, reporting_to(report):
        report("start Prefect", 0, 0)
        state = _run(settings, server, corpora)
    if state.is_failed() or state.is_crashed():
        error = state.result(raise_on_failure=False)
        if isinstance(error, ZhengceError):
            raise error
        say("cli.run_failed", "red", error=repr(error))
        return 1
    outcome = state.result()
    ingested, annotated = IngestCounts(**outcome["ingested"]), AnnotateCounts(**outcome["annotated"])
    print_run(outcome, tabulate(ingested, annotated, outcome["summary"]))
    if annotated.waiting:
        say("cli.left_waiting", "yellow", number=annotated.waiting)
    note_faults(annotated.faults)
    for cut in ingested.cut:
        say(cut.code, **cut.values)
    note_undated(ingested.undated, ingested.unread_dates)
    note_absent(ingested.absent, ingested.gone)
    return 0


def _run(settings: Settings, server: RunServer, corpora: list[str]) -> Any:
    """Return Prefect's state of the finished run."""
    from flows.refresh import refresh

    server.wait()
    try:
        return refresh(
            corpora or None,
            str(settings.store),
            settings.scheduler or None,
            settings.exchange or None,
            return_state=True,
        )
    except RuntimeError as reason:  # raised outside the flow: there was no server to run it
        raise ZhengceError("flows.prefect_not_started", reason=reason) from reason
