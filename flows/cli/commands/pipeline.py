"""Commands that fill the store and keep it: run, ingest, annotate, export, status, serve, train."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from flows.cli.commands.shared import Chosen, Quiet, StoreOption, open_store, open_workspace, read_settings
from flows.errors import UsageError


def run(*corpora: str, store: StoreOption = None, quiet: Quiet = False) -> int:
    """Ingest, annotate and export: the main job.

    Parameters
    ----------
    corpora
        Ids of corpora (folders with a source.yml); none: every one.
    """
    from flows.cli.running import run_refresh

    return run_refresh(read_settings(store), list(corpora), quiet=quiet)


def ingest(*sources: str, corpus: str = "", store: StoreOption = None, quiet: Quiet = False) -> int:
    """Read documents into the store: files, folders, .jsonl[.gz], .csv, .zip, or corpora by id.

    Parameters
    ----------
    sources
        Paths, or ids of corpora.
    corpus
        The corpus that bare paths belong to.
    """
    from flows.output import messages, progress_bar
    from flows.pipeline import (
        choose_manifests,
        find_reprints,
        ingest_corpora,
        ingest_paths,
        reporting_to,
        summarise,
    )

    if not sources:
        raise UsageError(
            "name a path or a corpus, such as `zhengce ingest texts/ --corpus mine` "
            "or `zhengce ingest sample`"
        )
    settings = read_settings(store)
    paths = [Path(source) for source in sources] if corpus else []
    manifests = [] if corpus else choose_manifests(settings.corpora_folder, _corpus_names(list(sources)))
    _check_corpus_name(corpus)
    with open_store(store, must_exist=False) as opened, opened.run("ingest " + " ".join(sources)) as run:
        with progress_bar(quiet=quiet) as report, reporting_to(report):
            counts = ingest_corpora(opened, run.id, manifests)
            if paths:
                counts = ingest_paths(opened, run.id, corpus, paths)
            clusters, alike = find_reprints(opened)
        run.counts = {"documents": counts.documents, "rejected": counts.rejected}
        if counts.unmet:
            run.counts["unmet"] = len(counts.unmet)
        summary = summarise(opened, run.id)
    messages.print(
        f"{counts.documents:,} documents, {counts.passages:,} passages stored; "
        f"{counts.unchanged:,} of {counts.files:,} files unchanged; {counts.rejected:,} rejected"
    )
    for group in summary.rejected:
        messages.print(f"  {group.number:,} × {group.reason}", markup=False)
    for unmet in counts.unmet:
        messages.print(f"expectation not met: {unmet}", markup=False, style="red")
    if clusters:
        messages.print(
            f"{alike:,} documents say nearly the same, in {clusters:,} cluster{'s' * (clusters != 1)} "
            "(zhengce reprints)"
        )
    if counts.documents:
        messages.print("next: zhengce annotate")
    nothing_read = counts.documents == 0 and counts.unchanged == 0 and counts.rejected > 0
    return 1 if counts.unmet or nothing_read else 0


def _corpus_names(sources: list[str]) -> list[str]:
    if bare := [source for source in sources if Path(source).exists() and ("/" in source or "." in source)]:
        raise UsageError(f"{bare[0]}: a path needs the corpus it belongs to: --corpus NAME")
    return sources


def _check_corpus_name(corpus: str) -> None:
    import re

    if corpus and not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", corpus):
        raise UsageError(f"--corpus {corpus!r}: lower-case letters, digits, - and _ only, such as my-texts")


def annotate(*, all: bool = False, workers: int = 0, store: StoreOption = None, quiet: Quiet = False) -> int:
    """Tag and classify what lacks current annotations, and bring the search index up to date.

    Parameters
    ----------
    all
        Annotate everything anew.
    workers
        Processes to use; 0: one a core for large stores, else one.
    """
    from flows.output import messages, progress_bar
    from flows.pipeline import Folders, annotate_corpora, reporting_to

    settings = read_settings(store)
    folders = Folders(settings.corpora_folder, settings.models_folder, settings.outputs)
    with (
        open_store(store) as opened,
        opened.run("annotate") as run,
        progress_bar(quiet=quiet) as report,
        reporting_to(report),
    ):
        counts = annotate_corpora(
            opened, run.id, folders, everything=all, workers=workers or settings.workers
        )
        run.counts = {"passages": counts.passages, "mentions": counts.mentions}
    messages.print(
        f"{counts.passages:,} passages annotated, {counts.mentions:,} mentions, "
        f"{counts.labelled:,} passages with a strategy"
        if counts.passages
        else "nothing to annotate: every passage has current annotations"
    )
    if counts.confirmed:
        messages.print(
            f"{counts.confirmed:,} passages that the change of the lexicon does not concern are as they were"
        )
    return 0


def export(
    *kinds: str,
    format: Literal["csv", "xlsx", "jsonl", "parquet", "w3c", "conllu"] | None = None,
    bom: bool = True,
    query: str = "",
    chosen: Chosen = Chosen(),
    package: Annotated[bool, Parameter(negative="")] = False,
    out: Path | None = None,
    store: StoreOption = None,
) -> int:
    """Write passages, mentions, documents, citations, targets or trends to files.

    Each has a NAME.meta.json beside it that says what it is.

    Parameters
    ----------
    kinds
        passages mentions documents citations targets trends; annotations (W3C Web Annotation, JSON-LD lines);
        tokens (CoNLL-U). None: all tables; with a query or filters passages, mentions and documents.
    format
        csv, xlsx, jsonl or parquet; default: csv, w3c for annotations, conllu for tokens.
    bom
        Begin CSV with a byte-order mark, by which Excel knows UTF-8.
    query
        Only passages that `zhengce search` finds with it and with the filters, the mentions in them, their
        documents.
    package
        Write all tables and datapackage.json, a Frictionless data package, into a folder `package`.
    out
        The folder; default: outputs/, or ZHENGCE_OUTPUTS.
    """
    from flows.reports import CHOSEN, KINDS, export_kinds, export_package

    filters = chosen.filters()
    is_chosen = bool(query.strip() or filters)
    if package and (kinds or format or not bom or is_chosen):
        raise UsageError(
            "--package writes every table as CSV: no kinds, --format, --no-bom, --query or filters with it"
        )
    kinds = kinds or (CHOSEN if is_chosen else KINDS)
    with open_workspace(store) as workspace:
        outputs, collection = workspace.settings.outputs, workspace.collection
        if package:
            written = export_package(collection, out or outputs / "package")
        else:
            written = export_kinds(
                collection, kinds, out or outputs, format or "", bom=bom, query=query, filters=filters
            )
    for path in written:
        print(path)  # noqa: T201
    return 0


def status(
    *, rejections: bool = False, format: Literal["table", "json"] = "table", store: StoreOption = None
) -> int:
    """Say what is stored, how fresh and healthy each corpus is, and what failed (times in UTC).

    Parameters
    ----------
    rejections
        List every rejection with its reason.
    """
    from flows.output import print_json, print_status
    from flows.pipeline import collect_status

    with open_store(store) as opened:
        found = collect_status(opened, with_rejections=rejections, corpora=read_settings().corpora_folder)
    (print_json if format == "json" else print_status)(found.as_dict())
    return 0


def serve(*, port: int = 4200, store: StoreOption = None) -> int:
    """Run the schedules of the manifests: start (or use) a Prefect server and work until stopped with Ctrl-C.

    The schedules stay registered and on after it stops; the next `serve` goes on with them.

    Parameters
    ----------
    port
        Where the server listens on this machine; its page shows the runs.
    """
    from flows.deployments import serve_deployments

    return serve_deployments(read_settings(store), port)


def train_strategies(*, report: bool = False) -> int:
    """Train the strategy classifier on models/training/*.jsonl; the new version is used from then on.

    Parameters
    ----------
    report
        Train nothing; measure on held-out folds what masking names costs, what crosses from one language to
        the other, and what fewer passages would give, beside keyword and majority baselines. Takes minutes.
    """
    from flows.curation import compare_trainings
    from flows.curation import train_strategies as train
    from flows.output import messages, print_table

    if report:
        trials = compare_trainings(read_settings().models_folder, messages.print)
        columns = ("strategies", "instruments")
        print_table(
            trials,
            {"trial": "trial", **{name: f"{name} macro-F1" for name in columns}},
            title="held-out",
            right=columns,
        )
        return 0

    target, metrics = train(read_settings().models_folder, messages.print)
    rows = [{"label": label, **scores} for label, scores in metrics["labels"].items()]
    numbers = ("positives", "precision", "recall", "f1", "brier")
    print_table(
        rows,
        {"label": "label", **{name: name for name in numbers}},
        title=f"{target} (cross-validated on the training passages)",
        right=numbers,
    )
    return 0
