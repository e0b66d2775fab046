"""`zhengce`: the command line. Thin: options in, operations called, results printed. Heavy imports wait until needed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import App, CycloptsError, Parameter

from flows import __version__
from flows.errors import UsageError, ZhengceError
from flows.settings import Settings

if TYPE_CHECKING:
    from flows.annotation.lexicon import Lexicon
    from flows.store.database import Store

app = App(
    name="zhengce",
    version=__version__,
    help="""Mine bilingual Chinese/English policy texts: ingest them on a schedule, search tagged passages, export term trends.

    Start with `zhengce run`, which ingests, annotates and exports every corpus, then `zhengce search 自主可控`.
    """,
    result_action="return_value",
)
lexicon_app = App(name="lexicon", help="Look at the bilingual lexicon and check it.")
train_app = App(name="train", help="Train the models anew from models/training/.")
app.command(lexicon_app)
app.command(train_app)

StoreOption = Annotated[
    Path | None, Parameter(name="--store", help="The store file. Default: outputs/zhengce.sqlite, or ZHENGCE_STORE.")
]
Quiet = Annotated[bool, Parameter(name="--quiet", negative="", help="No progress on standard error.")]
Many = Annotated[list[str] | None, Parameter(negative="", help="May be given several times.")]
TableFormat = Literal["table", "json", "csv"]


def _settings(store: Path | None = None) -> Settings:
    return Settings().at_store(store)


def _open(store: Path | None, *, must_exist: bool = True) -> Store:
    from flows.store.database import Store

    return Store(_settings(store).store, must_exist=must_exist)


def _lexicon() -> Lexicon:
    from flows.annotation.lexicon import load_lexicon

    return load_lexicon(_settings().models_folder / "lexicon")


@app.command
def run(*corpora: str, store: StoreOption = None, quiet: Quiet = False) -> int:
    """Ingest, annotate and export: the main job.

    Parameters
    ----------
    corpora
        Ids of corpora (folders with a source.yml); none: every one.
    """
    from flows.running import run_refresh

    return run_refresh(_settings(store), list(corpora), quiet=quiet)


@app.command
def ingest(*sources: str, corpus: str = "", store: StoreOption = None, quiet: Quiet = False) -> int:
    """Read documents into the store: files, folders, .jsonl[.gz], .csv, .zip, or corpora by id.

    Parameters
    ----------
    sources
        Paths, or ids of corpora.
    corpus
        The corpus that bare paths belong to.
    """
    from flows.operations.ingest import IngestCounts, ingest_manifest, ingest_paths
    from flows.operations.refresh import choose_manifests, summarise
    from flows.rendering import messages, progress_bar

    if not sources:
        raise UsageError("name a path or a corpus, such as `zhengce ingest texts/ --corpus mine` or `zhengce ingest sample`")
    settings = _settings(store)
    paths = [Path(source) for source in sources] if corpus else []
    manifests = [] if corpus else choose_manifests(settings.corpora_folder, _corpus_names(list(sources)))
    _check_corpus_name(corpus)
    counts = IngestCounts()
    with _open(store, must_exist=False) as opened, opened.run("ingest " + " ".join(sources)) as run:
        with progress_bar(quiet=quiet) as report:
            for manifest in manifests:
                counts.merge(ingest_manifest(opened, run.id, manifest, lambda _, done, total: report("ingest", done, total)))
            if paths:
                counts.merge(
                    ingest_paths(opened, run.id, corpus, paths, None, lambda _, done, total: report("ingest", done, total))
                )
        run.counts = {"documents": counts.documents, "rejected": counts.rejected}
        summary = summarise(opened, run.id)
    messages.print(
        f"{counts.documents:,} documents, {counts.passages:,} passages stored; {counts.unchanged:,} of {counts.files:,} files unchanged; {counts.rejected:,} rejected"
    )
    for reason, number in summary["reasons"].items():
        messages.print(f"  {number:,} × {reason}", markup=False)
    for unmet in counts.unmet:
        messages.print(f"expectation not met: {unmet}", markup=False, style="red")
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


@app.command
def annotate(*, all: bool = False, workers: int = 0, store: StoreOption = None, quiet: Quiet = False) -> int:
    """Tag and classify what lacks current annotations, and bring the search index up to date.

    Parameters
    ----------
    all
        Annotate everything anew.
    workers
        Processes to use; 0: one a core for large stores, else one.
    """
    from flows.annotation.annotator import load_annotator
    from flows.operations.annotate import annotate_store
    from flows.rendering import messages, progress_bar

    settings = _settings(store)
    with _open(store) as opened:
        annotator = load_annotator(settings.models_folder)
        with opened.run("annotate") as run, progress_bar(quiet=quiet) as report:
            counts = annotate_store(
                opened,
                run.id,
                annotator,
                settings.models_folder,
                everything=all,
                workers=workers or settings.workers,
                report=report,
            )
            run.counts = {"passages": counts.passages, "mentions": counts.mentions}
    messages.print(
        f"{counts.passages:,} passages annotated, {counts.mentions:,} mentions, {counts.labelled:,} passages with a strategy"
        if counts.passages else "nothing to annotate: every passage has current annotations"
    )  # fmt: skip
    return 0


@app.command
def analyze(
    path: str = "-",
    *,
    input_format: Literal["text", "jsonl"] = "text",
    format: Literal["jsonl", "table", "html"] = "table",
) -> int:
    """Annotate a text without storing it.

    Parameters
    ----------
    path
        A file of any known format, or - for standard input.
    input_format
        `jsonl`: each line {"id": ..., "text": ...} is one passage, kept whole under its own id.
    """
    from flows.annotation.annotator import load_annotator
    from flows.operations import analyze as work
    from flows.rendering import print_analysis, print_jsonl, write_analysis_page

    data = work.read_input(path)
    name = "standard input" if path == "-" else path
    given = (
        work.read_jsonl_passages(data.decode("utf-8-sig", "replace"), name)
        if input_format == "jsonl"
        else work.read_passages(data, name)
    )
    found = work.analyze(load_annotator(_settings().models_folder), given)
    {"jsonl": print_jsonl, "table": print_analysis, "html": write_analysis_page}[format](found)
    return 0


def _filters(options: dict[str, Any]) -> Any:
    from flows.analysis.search import Filters

    given: dict[str, Any] = {name: value if isinstance(value, str) else tuple(value or ()) for name, value in options.items()}
    return Filters(**given)


@app.command
def search(
    query: str = "",
    *,
    term: Many = None,
    strategy: Many = None,
    instrument: Many = None,
    entity: Many = None,
    corpus: Many = None,
    publisher: Many = None,
    language: Many = None,
    from_: Annotated[str, Parameter(name="--from")] = "",
    to: str = "",
    limit: int = 10,
    sort: Literal["relevance", "date"] = "relevance",
    expand: bool = True,
    format: TableFormat = "table",
    store: StoreOption = None,
) -> int:
    """Search tagged passages: exact in Chinese of any length, whole words in English, both languages for a lexicon term.

    Parameters
    ----------
    query
        Words (all must occur), "phrases", or a term such as 新型举国体制; empty with filters.
    term
        Passages with this lexicon concept, by any of its names.
    strategy
        whole_of_nation, indigenous_champions, foreign_technology, tech_leverage, or your own.
    from_
        First date: 2021, 2021-03 or 2021-03-12.
    to
        Last date.
    expand
        Find a lexicon term's renderings in the other language, too.
    """
    from flows.analysis.search import search_passages
    from flows.rendering import messages, print_csv, print_hits, print_json

    filters = _filters({"term": term, "strategy": strategy, "instrument": instrument, "entity": entity, "corpus": corpus, "publisher": publisher,
                        "language": language, "first": from_, "last": to})  # fmt: skip
    with _open(store) as opened:
        found = search_passages(opened, _lexicon(), query, filters, limit=limit, by_date=sort == "date", expand=expand)
    if format == "json":
        print_json(
            {
                "query": found.query,
                "expansions": found.expansions,
                "total": found.total,
                "hits": found.hits,
                "facets": found.facets,
            }
        )
    elif format == "csv":
        columns = [
            "passage_id",
            "document_id",
            "title",
            "date",
            "publisher",
            "corpus",
            "language",
            "text",
            "labels",
            "instruments",
            "score",
        ]
        print_csv(
            [{**hit, "labels": "|".join(hit["labels"]), "instruments": "|".join(hit["instruments"])} for hit in found.hits],
            columns,
        )
    else:
        print_hits(found, messages)
    return 0


@app.command
def concordance(
    query: str,
    *,
    corpus: Many = None,
    publisher: Many = None,
    language: Many = None,
    from_: Annotated[str, Parameter(name="--from")] = "",
    to: str = "",
    width: int = 20,
    sort: Literal["left", "right", "date"] = "date",
    expand: bool = True,
    format: TableFormat = "table",
    store: StoreOption = None,
) -> int:
    """Show every occurrence with what stands left and right of it.

    Parameters
    ----------
    width
        Chinese characters on each side; half as many words in English.
    """
    from flows.analysis.concordance import concordance as find
    from flows.rendering import messages, print_concordance, print_csv, print_json

    if width < 1:
        raise UsageError(f"--width {width}: must be 1 or more")
    filters = _filters({"corpus": corpus, "publisher": publisher, "language": language, "first": from_, "last": to})
    with _open(store) as opened:
        rows = find(opened, _lexicon(), query, filters, width=width, sort=sort, expand=expand)
    columns = [
        "date",
        "corpus",
        "title",
        "left",
        "keyword",
        "right",
        "passage_id",
        "start",
        "end",
        "language",
        "labels",
    ]
    if format == "json":
        print_json(rows)
    elif format == "csv":
        print_csv(rows, columns)
    else:
        print_concordance(rows, messages)
    return 0


@app.command
def trends(
    *terms: str,
    by: Literal["year", "quarter", "month"] = "year",
    group: Literal["publisher", "corpus", "language", "strategy"] | None = None,
    format: Literal["table", "csv", "json"] = "table",
    plot: Path | None = None,
    store: StoreOption = None,
) -> int:
    """Count terms over time, both languages of a lexicon term in one series, zeros included.

    Parameters
    ----------
    terms
        Lexicon terms in any form (自主可控, "indigenous innovation"), or any other words.
    plot
        Also draw a chart: FILE.svg, .png or .html.
    """
    from flows.analysis.charts import FORMATS, plot_trends
    from flows.analysis.trends import COLUMNS, term_trends
    from flows.rendering import messages, print_csv, print_json, print_trends

    if plot and plot.suffix.lower() not in FORMATS:
        raise UsageError(f"--plot {plot}: the ending must be one of {', '.join(FORMATS)}")
    with _open(store) as opened:
        frame = term_trends(opened, _lexicon(), terms, by=by, group=group)
    rows: list[dict[str, Any]] = frame.astype(object).where(frame.notna(), None).to_dict("records")  # type: ignore[assignment]
    if format == "json":
        print_json(rows)
    elif format == "csv":
        print_csv(rows, COLUMNS)
    else:
        print_trends(rows)
    if plot and rows:
        messages.print(
            f"chart: {plot_trends(frame, plot, caption=f'per million tokens · by publication date · by {by}')}",
            markup=False,
        )
    return 0


@app.command
def export(
    *kinds: str,
    format: Literal["csv", "xlsx", "jsonl", "parquet"] = "csv",
    out: Path | None = None,
    store: StoreOption = None,
) -> int:
    """Write passages, mentions, documents or trends to files.

    Parameters
    ----------
    kinds
        passages mentions documents trends; none: all.
    out
        The folder; default: outputs/, or ZHENGCE_OUTPUTS.
    """
    from flows.operations.export import KINDS, export_kinds

    folder = out or _settings().outputs
    with _open(store) as opened:
        for path in export_kinds(opened, _lexicon(), kinds or KINDS, folder, format):
            print(path)  # noqa: T201
    return 0


@app.command
def status(*, rejections: bool = False, format: Literal["table", "json"] = "table", store: StoreOption = None) -> int:
    """Say what is stored, when it was last read, and what failed.

    Parameters
    ----------
    rejections
        List every rejection with its reason.
    """
    from flows.operations.status import collect_status
    from flows.rendering import print_json, print_status

    with _open(store) as opened:
        found = collect_status(opened, with_rejections=rejections)
    (print_json if format == "json" else print_status)(found)
    return 0


@app.command
def serve(*, port: int = 4200, store: StoreOption = None) -> int:
    """Run the schedules of the manifests: start (or use) a Prefect server and work until stopped with Ctrl-C.

    The schedules stay registered and on after it stops; the next `serve` goes on with them.

    Parameters
    ----------
    port
        Where the server listens on this machine; its page shows the runs.
    """
    from flows.deployments import serve_schedules

    return serve_schedules(_settings(store), port)


@train_app.command(name="strategies")
def train_strategies() -> int:
    """Train the strategy classifier on models/training/*.jsonl; the new version is used from then on."""
    from flows.operations.train import train_strategies as train
    from flows.rendering import messages, print_table

    target, metrics = train(_settings().models_folder, messages.print)
    rows = [{"label": label, **scores} for label, scores in metrics["labels"].items()]
    numbers = ("positives", "precision", "recall", "f1", "brier")
    print_table(
        rows,
        {"label": "label", **{name: name for name in numbers}},
        title=f"{target} (cross-validated on the training passages)",
        right=numbers,
    )
    return 0


@lexicon_app.command(name="check")
def lexicon_check(folder: Path | None = None, *, format: Literal["table", "json"] = "table") -> int:
    """Check the lexicon's files; exit code 1 if there is an error.

    Parameters
    ----------
    folder
        Another folder of CSV files than the one in use.
    """
    from flows.annotation.lexicon import check_concepts, read_lexicon
    from flows.rendering import messages, print_json, print_table

    concepts, problems = read_lexicon(folder or _settings().models_folder / "lexicon")
    problems += check_concepts(concepts)
    rows = [{"level": problem.level, "place": problem.place, "message": problem.message} for problem in problems]
    errors = sum(problem.level == "error" for problem in problems)
    if format == "json":
        print_json(rows)
    elif rows:
        print_table(rows, {"level": "level", "place": "place", "message": "message"})
    messages.print(f"{len(concepts):,} concepts, {errors} errors, {len(rows) - errors} warnings")
    return 1 if errors else 0


@lexicon_app.command(name="list")
def lexicon_list(text: str = "", *, type: str = "", format: TableFormat = "table") -> int:
    """List concepts, or those that have TEXT in an id or surface."""
    from flows.annotation.lexicon import CONCEPT_TYPES
    from flows.folding import fold_label
    from flows.rendering import print_csv, print_json, print_table

    if type and type.upper() not in CONCEPT_TYPES:
        raise UsageError(f"--type {type!r}: known are {' '.join(CONCEPT_TYPES)}")
    wanted = fold_label(text)
    rows = [
        {
            "id": concept.id,
            "type": concept.type,
            "zh": concept.zh,
            "en": concept.en,
            "forms": " | ".join(concept.surfaces[1:]),
        }
        for concept in _lexicon().concepts.values()
        if (not type or concept.type == type.upper())
        and any(wanted in fold_label(form) for form in (concept.id, *concept.surfaces))
    ]
    columns = {name: name for name in ("id", "type", "zh", "en", "forms")}
    if format == "json":
        print_json(rows)
    elif format == "csv":
        print_csv(rows, list(columns))
    else:
        print_table(rows, columns)
    return 0 if rows else 1


@lexicon_app.command(name="show")
def lexicon_show(name: str) -> int:
    """Show one concept, by id or any surface in either language."""
    from dataclasses import asdict

    from flows.rendering import print_table

    concept = _lexicon().find(name)
    if concept is None:
        raise UsageError(f"{name!r}: no such concept; `zhengce lexicon list {name}` looks for similar ones")
    rows = [
        {"field": key, "value": " | ".join(value) if isinstance(value, tuple) else value}
        for key, value in asdict(concept).items()
        if value
    ]
    print_table(rows, {"field": "field", "value": "value"})
    return 0


def main() -> None:
    """Run the command line: exit code 0 done, 1 failed, 2 wrong usage; every expected error is one line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = app(exit_on_error=False)
    except CycloptsError:
        code = 2
    except ZhengceError as error:
        sys.stderr.write(f"zhengce: {error}\n")
        code = 2 if isinstance(error, UsageError) else 1
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    except KeyboardInterrupt:
        sys.stderr.write("zhengce: stopped; what was stored stays stored, run it again to go on\n")
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
