"""Run the main flow from the command line: Prefect made quiet, progress drawn, the result told in a table."""

from __future__ import annotations

from typing import Any

from flows.errors import ZhengceError
from flows.settings import Settings, prepare_prefect


def run_refresh(settings: Settings, corpora: list[str], *, quiet: bool = False) -> int:
    """Run the flow `refresh` in this process and print what it did; returns the exit code.

    Manifests, lexicon and taxonomy are checked before Prefect starts (about ten seconds), so that a mistake in one is
    told at once.
    """
    from flows.annotation.classifier import load_taxonomy
    from flows.annotation.lexicon import load_lexicon
    from flows.output import messages, print_run, progress_bar
    from flows.pipeline import AnnotateCounts, IngestCounts, choose_manifests, reporting_to, tabulate

    choose_manifests(settings.corpora_folder, corpora)
    load_lexicon(settings.models_folder / "lexicon")
    load_taxonomy(settings.models_folder / "taxonomy.toml")
    prepare_prefect(settings, log_level="CRITICAL")  # what fails is told below, in one line
    with progress_bar(quiet=quiet) as report, reporting_to(report):
        report("start Prefect", 0, 0)
        from flows.refresh import refresh

        try:
            state: Any = refresh(corpora or None, str(settings.store), return_state=True)
        except RuntimeError as reason:  # raised outside the flow: there was no server to run it
            raise ZhengceError(
                f"Prefect did not start: {reason} Try again when the machine is less busy."
            ) from reason
    if state.is_failed() or state.is_crashed():
        error = state.result(raise_on_failure=False)
        if isinstance(error, ZhengceError):
            raise error
        messages.print(f"the run failed: {error!r}; what was stored stays stored", markup=False, style="red")
        return 1
    outcome = state.result()
    ingested, annotated = IngestCounts(**outcome["ingested"]), AnnotateCounts(**outcome["annotated"])
    print_run(outcome, tabulate(ingested, annotated, outcome["summary"]))
    return 0
