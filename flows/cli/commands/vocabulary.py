"""Commands for maintainers of the lexicon: lexicon discover, pairs, diff."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from flows.cli.commands.lexicon import load
from flows.cli.opening import open_workspace
from flows.cli.options import (
    Corpora,
    FirstDate,
    LanguageName,
    LastDate,
    Limit,
    Minimum,
    OptionalText,
    StoreOption,
    Switch,
    TableOutput,
)
from flows.cli.printing import Listing, check_at_least, check_out, note, note_count, show_rows, working
from flows.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flows.annotation.lexicon import Lexicon
    from flows.cli.printing import Record
    from flows.curation import Impact

_CANDIDATES = {
    "term": "term",
    "occurrences": "times",
    "documents": "documents",
    "earlier": "earlier",
    "log_ratio": "rise",
    "score": "score",
    "date": "date",
    "example": "example",
}
_PAIRS = {
    "long": "name",
    "short": "also",
    "kind": "kind",
    "documents": "documents",
    "lexicon": "in the lexicon",
    "example": "such as",
}
_KNOWN = {(True, True): "both", (True, False): "long", (False, True): "short", (False, False): "neither"}
_IMPACT = {
    "concept": "concept",
    "name": "name",
    "change": "change",
    "details": "what differs",
    "old": "old",
    "new": "new",
    "difference": "difference",
    "outermost": "outermost",
    "years": "by year",
}
_EXAMPLES = {"concept": "concept", "what": "what", "where": "passage", "line": "line"}


def lexicon_discover(
    *,
    from_: FirstDate = "",
    to: LastDate = "",
    against_from: OptionalText = "",
    against_to: OptionalText = "",
    corpus: Corpora = None,
    language: LanguageName = "zh",
    limit: Limit = 50,
    minimum: Minimum = 5,
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
) -> int:
    """Propose terms missing from the lexicon: frequent sequences in annotated passages.

    Parameters
    ----------
    against_from
        First date of a period to compare with: then only what has risen since. Default: all before --from.
    against_to
        Last date of that period, included.
    language
        zh: 2 to 8 Chinese characters; en: 2 to 4 words.
    """
    from flows.annotation.matching import RustCutter, read_stock_words
    from flows.terminology import CANDIDATE_COLUMNS, DiscoveryRequest, Stock, discover_terms

    check_at_least("--limit", limit)
    check_at_least("--minimum", minimum, 2)
    check_out(output.out)
    request = DiscoveryRequest(
        language, corpus or (), from_, to, against_from, against_to, limit=limit, minimum=minimum
    )
    with open_workspace(store) as workspace:
        cut, stock = RustCutter().cut, Stock(read_stock_words())
        with working("counting sequences in the annotated passages"):
            found = discover_terms(workspace.store, workspace.lexicon, cut, stock, request)
    unused = set() if any(row.earlier is not None for row in found) else {"earlier", "log_ratio"}
    names = {key: heading for key, heading in _CANDIDATES.items() if key not in unused}
    shown = [
        {**asdict(row), "example": f"{row.left}[{row.keyword}]{row.right}", "date": row.date or "–"}
        for row in found
    ]
    right = [name for name in names if name not in ("term", "date", "example")]
    listing = Listing("candidates", CANDIDATE_COLUMNS, names, right, spare=("date", "score"))
    code = show_rows(found, listing, output, shown=shown)
    if found and output.format == "table":
        more = "; more with --limit" * (len(found) == limit)
        note(f"{len(found):,} candidates{more}")
    return code


def lexicon_pairs(
    *,
    kind: Literal["abbreviation", "bilingual"] | None = None,
    known: Switch = False,
    limit: Limit = 50,
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
) -> int:
    """List name pairs that documents introduce: candidates for the lexicon.

    An example is 工业和信息化部（以下简称工信部）.

    Parameters
    ----------
    kind
        Only abbreviations, or only pairs of a Chinese and an English name.
    known
        Also pairs of which the lexicon has both names.
    """
    from flows.store import introduced_pairs

    check_out(output.out)
    with open_workspace(store) as workspace:
        lexicon = workspace.lexicon
        pairs = [asdict(pair) for pair in introduced_pairs(workspace.store, kind=kind or "")]
    rows = [{**pair, "lexicon": _find_known(lexicon, pair)} for pair in pairs]
    rows = [row for row in rows if known or row["lexicon"] != "both"]
    columns = ("long", "short", "kind", "documents", "lexicon", "entity", "example")
    listing = Listing("pairs", columns, _PAIRS, right=("documents",), spare=("example", "kind"))
    code = show_rows(rows, listing, output, shown=rows[:limit])
    if rows and output.format == "table":
        note_count(len(rows), "pair", "pairs", limit)
    return code


def _find_known(lexicon: Lexicon, pair: Mapping[str, object]) -> str:
    """Return which names of a pair the lexicon has."""
    has_long, has_short = (lexicon.find(str(pair[name])) is not None for name in ("long", "short"))
    return _KNOWN[has_long, has_short]


def lexicon_diff(
    old: Path,
    new: Path | None = None,
    *,
    limit: Limit = 50,
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
) -> int:
    """Compare two lexicons: concepts that differ, and counts in stored text that change.

    Parameters
    ----------
    old
        Folder of the first lexicon's CSV files.
    new
        Folder of the second's. Default: the lexicon in use.
    limit
        At most this many concepts are shown, those whose counts change most first.
    """
    from flows.annotation.lexicon import load_lexicon
    from flows.curation import IMPACT_COLUMNS, impact_rows
    from flows.output import print_table

    check_out(output.out)
    lexicons = (load_lexicon(old), load_lexicon(new) if new else load())
    impact = _measure(lexicons, store)
    rows = [row.as_dict() for row in impact_rows(impact, *lexicons)[:limit]]
    flat = rows
    if output.format == "csv" or output.out:
        flat = [{**row, "years": _join_years(row), "examples": _join_examples(row)} for row in rows]
    right = ("old", "new", "difference", "outermost")
    listing = Listing("differences", IMPACT_COLUMNS, _IMPACT, right, spare=("outermost", "years", "details"))
    code = show_rows(flat, listing, output, shown=list(map(_show_impact, rows)))
    if output.format == "table" and not output.out:
        if examples := _example_rows(rows):
            print_table(examples, _EXAMPLES, title="examples")
        others = len(impact.movements) - len(impact.changed)
        concerned = f"{impact.concerned:,} of {impact.passages:,} passages are affected"
        note(f"{len(impact.changed):,} concepts differ, {others:,} others change counts; {concerned}")
    return code


def _measure(lexicons: tuple[Lexicon, Lexicon], store: Path | None) -> Impact:
    from flows.curation import Impact, measure_impact
    from flows.output import progress_bar

    if not read_settings(store).store.is_file():
        note("no store: only the concepts are compared")
        return Impact.without_store(*lexicons)
    with open_workspace(store) as workspace, progress_bar() as report:
        return measure_impact(workspace.store, *lexicons, report=report)


def _show_impact(row: Record) -> Record:
    difference = f"{row['difference']:+,}" if row["difference"] else "0"
    outermost = f"{row['old_outermost']:,} → {row['new_outermost']:,}"
    name = row["zh"] or row["en"]
    return {**row, "name": name, "difference": difference, "outermost": outermost, "years": _join_years(row)}


def _example_rows(rows: Sequence[Record]) -> list[Record]:
    return [
        {
            "concept": row["concept"],
            "what": example["what"],
            "where": example["passage_id"],
            "line": _show_line(example),
        }
        for row in rows
        for example in row["examples"]
    ]


def _join_years(row: Record) -> str:
    return ", ".join(f"{year} {number:+}" for year, number in row["years"].items())


def _join_examples(row: Record) -> str:
    examples = row["examples"]
    return " | ".join(f"{one['what']} {one['passage_id']} {_show_line(one)}" for one in examples)


def _show_line(example: Record) -> str:
    return f"{example['left']}[{example['keyword']}]{example['right']}"
