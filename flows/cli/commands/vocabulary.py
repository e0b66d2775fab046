"""Commands for maintainers of the lexicon: lexicon check, discover, pairs."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from flows.cli.commands.lexicon import lexicon_folder
from flows.cli.limiting import PAGE_OF_50, limit_rows
from flows.cli.opening import open_workspace
from flows.cli.options import (
    Corpora,
    FirstDate,
    Format,
    LanguageName,
    LastDate,
    Limit,
    Minimum,
    OptionalText,
    StoreOption,
    Switch,
    TableOutput,
)
from flows.cli.printing import (
    Listing,
    check_at_least,
    check_limit,
    check_out,
    note_count,
    note_if_cut,
    say,
    show_rows,
    working,
)
from flows.errors import local_message, terminal_locale
from flows.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from flows.annotation.lexicon import Lexicon
    from flows.annotation.matching import Finding

_GAPS_SHOWN = 10
_SUMMARIES = {
    "hidden surface": "cli.hidden_surfaces",
    "broken stock word": "cli.broken_words",
    "never met": "cli.never_met",
    "strict and loose apart": "cli.strict_and_loose",
}
_FINDINGS = {"level": "level", "place": "place", "message": "message"}
_FINDING_COLUMNS = ("level", "kind", "place", "message")
_RENDERINGS = {
    "kind": "what",
    "concept": "concept",
    "rendering": "rendering",
    "used": "used",
    "sentences": "sentences",
    "place": "place",
}
_COVERAGE = {
    "kind": "gap",
    "language": "in",
    "word": "word",
    "occurrences": "found",
    "documents": "docs",
    "promised": "expected",
    "rendering": "other rendering",
}
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


def lexicon_check(
    folder: Path | None = None,
    *,
    coverage: Switch = False,
    renderings: Switch = False,
    limit: Limit = 15,
    format_: Format = "table",
    verbose: Switch = False,
    store: StoreOption = None,
) -> int:
    """Check the lexicon's files; exit code 1 if there is an error.

    Without errors it also reports which surfaces hide others and which words of jieba's dictionary terms
    break; and, where there is a store, what never occurs in it and where plain occurrences are not mentions.

    With --coverage it reports what readers of the store would type in vain, in either language: "no concept"
    rows are frequent words that belong to no concept; "far apart" rows are concepts whose rendering occurs
    eight times less often than expected from the other language's. Expected: the other language's count,
    scaled by the number of mentions per language.

    With --renderings it compares the names of both languages with aligned translations: "missing" rows are
    renderings that translations use and the lexicon lacks, "never used" rows are names that no translation
    uses.

    Parameters
    ----------
    folder
        A folder of CSV files to check instead of the one in use.
    coverage
        Report words without a concept and renderings that are too rare, instead of the rest.
    renderings
        Report where the renderings differ from those of aligned translations, instead of the rest.
    limit
        With --coverage: rows of each kind and language. With --renderings: rows of each kind.
    verbose
        List each note, not only their number.
    """
    from flows.curation import check_lexicon

    place = folder or lexicon_folder()
    if coverage:
        return _show_coverage(place, limit, TableOutput(format_), store)
    if renderings:
        return _show_renderings(place, limit, TableOutput(format_), store)
    if store or read_settings().store.is_file():
        with open_workspace(store) as workspace, working("checking the lexicon against the store"):
            number, findings = check_lexicon(place, workspace.store)
    else:
        number, findings = check_lexicon(place, None)
    _print_findings(findings, format_, verbose=verbose)
    errors, warnings, notes = (
        sum(finding.level == level for finding in findings) for level in ("error", "warning", "info")
    )
    say("cli.checked", concepts=number, errors=errors, warnings=warnings, notes=notes)
    return int(errors > 0)


def _print_findings(findings: Sequence[Finding], format_: Format, *, verbose: bool) -> None:
    from flows.output import print_csv, print_json, print_table

    if format_ == "json":
        print_json([_as_json(finding) for finding in findings])
    elif format_ == "csv":
        print_csv([_as_json(finding) for finding in findings], _FINDING_COLUMNS)
    elif rows := list(_finding_rows(findings, verbose)):
        print_table(rows, _FINDINGS, what="findings")


def _show_coverage(folder: Path, limit: int, output: TableOutput, store: Path | None) -> int:
    from flows.annotation.lexicon import load_lexicon
    from flows.curation import COVERAGE_COLUMNS, check_coverage

    check_limit(limit)
    lexicon = load_lexicon(folder)
    with open_workspace(store) as workspace, working("counting words and renderings in the store"):
        found = check_coverage(workspace.store, lexicon, limit)
    shown = [
        {
            **asdict(row),
            "promised": "" if row.expected is None else f"{row.expected:,}",
            "rendering": row.other and f"{row.other} {row.other_occurrences:,}",
        }
        for row in found
    ]
    right = ("occurrences", "documents", "promised")
    listing = Listing("gaps", COVERAGE_COLUMNS, _COVERAGE, right, words=("kind", "language"))
    return show_rows(found, listing, output, shown=shown)


def _show_renderings(folder: Path, limit: int, output: TableOutput, store: Path | None) -> int:
    from flows.annotation.lexicon import load_lexicon
    from flows.curation import RenderingFinding, check_renderings

    check_limit(limit)
    lexicon = load_lexicon(folder)
    with open_workspace(store) as workspace, working("comparing the lexicon with aligned translations"):
        found = check_renderings(workspace.store, lexicon)
    kinds = dict.fromkeys(row.kind for row in found)
    kept = [row for kind in kinds for row in [row for row in found if row.kind == kind][:limit]]
    listing = Listing("findings", RenderingFinding._fields, _RENDERINGS, ("sentences", "used"), ("place",))
    listing = replace(listing, words=("kind",))
    code = show_rows(kept, listing, output)
    if len(found) > len(kept):
        note_count(len(found), "finding", "findings", limit)
    return code


def _as_json(finding: Finding) -> dict[str, Any]:
    plain = {name: getattr(finding, name) for name in _FINDING_COLUMNS}
    return {**plain, **finding.details}


def _finding_rows(findings: Iterable[Finding], verbose: bool) -> Iterator[dict[str, str]]:
    """Yield table rows; notes are summarised unless `verbose`, except the widest gaps with their examples."""
    from flows.output import translate_word

    pending: dict[str, list[Finding]] = {kind: [] for kind in _SUMMARIES}
    for finding in findings:
        if finding.kind in pending:
            pending[finding.kind].append(finding)
        else:
            yield _finding_row(finding)
    for kind, found in pending.items():
        shown = found
        if found and not verbose:
            message = local_message(_SUMMARIES[kind], number=len(found))
            yield {"level": translate_word("info"), "place": "", "message": message}
            shown = found[:_GAPS_SHOWN] if kind == "strict and loose apart" else []
        for finding in shown:
            yield _finding_row(finding)
            yield from map(_example_row, finding.details.get("examples", ()))


def _finding_row(finding: Finding) -> dict[str, str]:
    from flows.output import translate_word

    message = finding.message_in(terminal_locale())
    return {"level": translate_word(finding.level), "place": finding.place, "message": message}


def _example_row(line: dict[str, Any]) -> dict[str, str]:
    shown = " ".join(f"{line['left']}[{line['keyword']}]{line['right']}".split())
    return {"level": "", "place": "", "message": f"  …{shown}…  {line['passage_id']}:{line['start']}"}


def lexicon_discover(
    *,
    from_: FirstDate = "",
    to: LastDate = "",
    against_from: OptionalText = "",
    against_to: OptionalText = "",
    corpus: Corpora = None,
    language: LanguageName = "zh",
    limit: Limit = PAGE_OF_50,
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

    check_limit(limit)
    check_at_least("--minimum", minimum, 2)
    check_out(output.out)
    limit = limit_rows(limit, output)
    request = DiscoveryRequest(
        language, corpus or (), from_, to, against_from, against_to, limit=limit + 1, minimum=minimum
    )
    with open_workspace(store) as workspace:
        cut, stock = RustCutter().cut, Stock(read_stock_words())
        with working("counting sequences in the annotated passages"):
            found = discover_terms(workspace.store, workspace.lexicon, cut, stock, request)
    rows = found[:limit]
    unused = set() if any(row.earlier is not None for row in found) else {"earlier", "log_ratio"}
    names = {key: heading for key, heading in _CANDIDATES.items() if key not in unused}
    shown = [
        {**asdict(row), "example": f"{row.left}[{row.keyword}]{row.right}", "date": row.date or "–"}
        for row in rows
    ]
    right = [name for name in names if name not in ("term", "date", "example")]
    listing = Listing("candidates", CANDIDATE_COLUMNS, names, right, spare=("date", "score"))
    code = show_rows(rows, listing, output, shown=shown)
    note_if_cut(found, limit, listing.what)
    if 0 < len(found) <= limit and output.format == "table":
        say("cli.candidates", number=len(found))
    return code


def lexicon_pairs(
    *,
    kind: Literal["abbreviation", "bilingual"] | None = None,
    known: Switch = False,
    limit: Limit = PAGE_OF_50,
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
    from flows.store.facts import introduced_pairs

    check_out(output.out)
    check_limit(limit)
    with open_workspace(store) as workspace:
        lexicon = workspace.lexicon
        pairs = [asdict(pair) for pair in introduced_pairs(workspace.store, kind=kind or "")]
    rows = [{**pair, "lexicon": _find_known(lexicon, pair)} for pair in pairs]
    rows = [row for row in rows if known or row["lexicon"] != "both"]
    columns = ("long", "short", "kind", "documents", "lexicon", "entity", "example")
    listing = Listing("pairs", columns, _PAIRS, right=("documents",), spare=("example", "kind"))
    listing = replace(listing, words=("kind", "lexicon"), noun="name pairs")
    limit = limit_rows(limit, output)
    code = show_rows(rows[:limit], listing, output)
    if len(rows) > limit or (rows and output.format == "table"):
        note_count(len(rows), "pair", "pairs", limit, noun="name pairs")
    return code


def _find_known(lexicon: Lexicon, pair: Mapping[str, object]) -> str:
    """Return which names of a pair are in the lexicon."""
    has_long, has_short = (lexicon.find(str(pair[name])) is not None for name in ("long", "short"))
    return _KNOWN[has_long, has_short]
