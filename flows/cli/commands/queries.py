"""Commands that ask: search, concordance, trends, analyze."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from cyclopts import Parameter

from flows.cli.commands.shared import Chosen, Expand, StoreOption, TableFormat, open_workspace, read_settings
from flows.errors import UsageError

_CSV_COLUMNS = (
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
)


def search(
    query: str = "",
    *,
    chosen: Chosen = Chosen(),
    limit: int = 10,
    sort: Literal["relevance", "recent", "date"] = "relevance",
    expand: Expand = True,
    facet: Annotated[list[Literal["term", "entity", "programme"]] | None, Parameter(negative="")] = None,
    fold: Annotated[bool, Parameter(negative="")] = False,
    format: TableFormat = "table",
    store: StoreOption = None,
) -> int:
    """Search tagged passages in both languages.

    Exact in Chinese of any length, whole words in English, both languages for a lexicon term.

    Parameters
    ----------
    query
        Words (all must occur), "phrases", or a term such as 新型举国体制; empty with filters.
    limit
        Hits shown; counts are of all.
    sort
        By relevance (BM25), relevance halved for every five years of age, or date, newest first.
    facet
        Count these besides strategy, instrument, language, publisher, corpus and year.
    fold
        Of documents that `zhengce reprints` knows as reprints of each other, only the earliest.
    """
    from dataclasses import asdict

    from flows.output import messages, print_csv, print_hits, print_json
    from flows.search import FACET_NAMES, SearchRequest, search_passages

    if limit < 1:
        raise UsageError(f"--limit {limit}: must be 1 or more")
    request = SearchRequest(
        query,
        chosen.filters(),
        limit=limit,
        order=sort,
        facets=(*FACET_NAMES, *(facet or ())),
        expand=expand,
        fold=fold,
    )
    with open_workspace(store) as workspace:
        found = search_passages(workspace.collection, request)
    if format == "json":
        print_json({name: value for name, value in asdict(found).items() if name != "concepts"})
    elif format == "csv":
        rows = (asdict(hit) for hit in found.hits)
        lists = ("labels", "instruments")
        print_csv([{**row, **{name: "|".join(row[name]) for name in lists}} for row in rows], _CSV_COLUMNS)
    else:
        print_hits(found, messages)
    return 0


def concordance(
    query: str,
    *,
    chosen: Chosen = Chosen(),
    width: int = 20,
    sort: Literal["left", "right", "date"] = "date",
    expand: Expand = True,
    format: TableFormat = "table",
    store: StoreOption = None,
) -> int:
    """Show every occurrence with what stands left and right of it.

    Parameters
    ----------
    query
        As for `zhengce search`.
    width
        Chinese characters on each side; half as many words in English. A narrow terminal cuts the outer ends.
    sort
        By the words left or right of it, the nearest first, or by date.
    """
    from flows.output import messages, print_concordance, print_csv, print_json
    from flows.search import ConcordanceRequest, Line, find_lines

    if width < 1:
        raise UsageError(f"--width {width}: must be 1 or more")
    request = ConcordanceRequest(query, chosen.filters(), width=width, sort=sort, expand=expand)
    with open_workspace(store) as workspace:
        lines = find_lines(workspace.collection, request)
    rows = [line._asdict() for line in lines]
    if format == "json":
        print_json(rows)
    elif format == "csv":
        print_csv(rows, Line._fields)
    else:
        print_concordance(lines, messages)
    return 0


def analyze(
    path: Annotated[str, Parameter(allow_leading_hyphen=True)] = "-",
    *,
    input_format: Literal["text", "jsonl"] = "text",
    format: Literal["jsonl", "table", "html"] = "table",
    explain: bool = False,
) -> int:
    """Annotate a text without storing it.

    Parameters
    ----------
    path
        A file of any known format, or - for standard input.
    input_format
        `jsonl`: each line {"id": ..., "text": ...} is one passage, kept whole under its own id.
    explain
        For each label, the words and concepts that spoke for and against it, with their weights.
    """
    from flows.annotation import load_annotator
    from flows.output import print_analysis, print_jsonl, write_analysis_page
    from flows.pipeline import analyze_passages, read_input, read_jsonl_passages, read_passages

    data = read_input(path)
    name = "standard input" if path == "-" else path
    given = (
        read_jsonl_passages(data.decode("utf-8-sig", "replace"), name)
        if input_format == "jsonl"
        else list(read_passages(data, name))  # what is no text is said before any model is loaded
    )
    found = analyze_passages(load_annotator(read_settings().models_folder), given, with_reasons=explain)
    if explain and format == "table":
        for passage in found:
            print_analysis([passage])
            _print_reasons(passage)
    else:
        {"jsonl": print_jsonl, "table": print_analysis, "html": write_analysis_page}[format](found)
    return 0


def _print_reasons(passage: dict[str, Any]) -> None:
    from flows.output import print_table

    for item in passage["explanation"]:
        rows = [
            {
                "weight": f"{reason['weight']:+.2f}",
                "feature": reason["feature"],
                "kind": reason["kind"],
                "where": ", ".join(f"{start}–{end}" for start, end in reason["spans"][:3]),
            }
            for reason in (*item["for"], *item["against"])
        ]
        title = (
            f"{item['label']} {item['probability']:.2f} (threshold {item['threshold']:.2f}, "
            f"without any word {item['base']:+.2f})"
        )
        print_table(
            rows,
            {name: name for name in ("weight", "feature", "kind", "where")},
            title=title,
            right=("weight",),
        )
