"""Passages similar to a passage, a document or a text."""

from __future__ import annotations

from dataclasses import asdict

from flows.cli.opening import open_workspace
from flows.cli.options import (
    ExchangeOption,
    FilterOptions,
    Limit,
    Quiet,
    SchedulerOption,
    StoreOption,
    Switch,
    TableOutput,
)
from flows.cli.printing import check_limit, check_out, note_more, say, write_file
from flows.errors import UsageError


def similar(
    *target: str,
    chosen: FilterOptions = FilterOptions(),
    limit: Limit = 10,
    build: Switch = False,
    scheduler: SchedulerOption = "",
    exchange: ExchangeOption = "",
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
    quiet: Quiet = False,
) -> int:
    """Show passages similar to a passage, a document or a text, in either language.

    Similar by the vectors of a multilingual sentence encoder: a ranking with a limit, not a count. Filters
    choose what is ranked; the passage asked about may be outside them. --build prepares the stored passages
    once, and what is new later; it can be stopped and continued. Near-copies are folded into one. In a
    query of `zhengce search`, like:PASSAGE_ID and ~"free text" do the same.

    Parameters
    ----------
    target
        The id of a passage or document, as search shows it, or a text of your own.
    build
        Prepare the passages that are not compared yet, in one process per core; without a target, do only
        this.
    """
    from flows.output import messages, print_csv, print_json, print_similar, progress_bar
    from flows.search.similarity import SimilarPassage, SimilarRequest, find_similar

    check_limit(limit)
    check_out(output.out)
    documents = chosen.documents()
    if build and documents:
        raise UsageError("cli.as_of_alone", option="--build")
    with open_workspace(store, documents=documents) as workspace:
        if build:
            from flows.pipeline import prepare_vectors, reporting_to
            from flows.workspace import executor_of

            choice = executor_of(workspace.settings, scheduler=scheduler, exchange=exchange)
            with progress_bar(quiet=quiet) as draw, reporting_to(draw):
                built = prepare_vectors(workspace.store, choice)
            say("cli.texts_encoded", encoded=built.encoded, passages=built.passages)
            if not target:
                return 0
        found = find_similar(workspace.collection, SimilarRequest(" ".join(target), chosen.filters(), limit))
    rows = [asdict(hit) for hit in found.hits]
    columns = tuple(SimilarPassage.__match_args__)
    if output.out:
        write_file(rows, columns, output.out)
    elif output.format == "json":
        print_json(asdict(found))
    elif output.format == "csv":
        print_csv(rows, columns)
    else:
        print_similar(found, messages)
    if found.is_cut and not output.is_for_people:
        note_more("similar passages", limit)
    return 0
