"""Commands on the bilingual lexicon: lexicon check, list, show, add, export, import, stats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from flows.cli.opening import open_workspace
from flows.cli.options import Format, Limit, OptionalText, StoreOption, Switch, TableOutput
from flows.cli.printing import (
    Listing,
    check_at_least,
    check_folder_of,
    note,
    print_line,
    show_rows,
    working,
)
from flows.errors import UsageError
from flows.settings import read_settings

if TYPE_CHECKING:
    from flows.annotation.lexicon import Lexicon
    from flows.annotation.matching import Finding

_GAPS_SHOWN = 10
_SUMMARIES = {
    "hidden surface": "surfaces contain a surface of another concept, which becomes a nested mention there",
    "broken stock word": "words of jieba's dictionary contain a term that leaves a single character of them",
    "never met": "concepts never occur in the store",
    "strict and loose apart": "concepts have plain occurrences that are not mentions",
}
_FINDINGS = {"level": "level", "place": "place", "message": "message"}
_FINDING_COLUMNS = ("level", "kind", "place", "message")
_COVERAGE = {
    "kind": "gap",
    "language": "in",
    "word": "word",
    "occurrences": "found",
    "documents": "docs",
    "promised": "expected",
    "rendering": "other rendering",
}
_CONCEPTS = Listing(
    "concepts",
    ("id", "type", "zh", "en", "forms"),
    {name: name for name in ("id", "type", "zh", "en", "forms")},
    spare=("forms", "en"),
)
_SEVERAL = ("zh_variants", "en_variants", "zh_abbreviations", "en_abbreviations", "not_in")


def lexicon_folder() -> Path:
    """Return the folder of the lexicon in use."""
    return read_settings().models_folder / "lexicon"


def load() -> Lexicon:
    """Return the lexicon in use."""
    from flows.workspace import Workspace

    return Workspace().lexicon


def lexicon_check(
    folder: Path | None = None,
    *,
    coverage: Switch = False,
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

    Parameters
    ----------
    folder
        A folder of CSV files to check instead of the one in use.
    coverage
        Report words without a concept and renderings that are too rare, instead of the rest.
    limit
        With --coverage: rows of each kind and language.
    verbose
        List each note, not only their number.
    """
    from flows.curation import check_lexicon
    from flows.output import print_csv, print_json, print_table

    place = folder or lexicon_folder()
    if coverage:
        return _show_coverage(place, limit, TableOutput(format_), store)
    if store or read_settings().store.is_file():
        with open_workspace(store) as workspace, working("checking the lexicon against the store"):
            number, findings = check_lexicon(place, workspace.store)
    else:
        number, findings = check_lexicon(place, None)
    if format_ == "json":
        print_json([_as_json(finding) for finding in findings])
    elif format_ == "csv":
        print_csv([_as_json(finding) for finding in findings], _FINDING_COLUMNS)
    elif rows := list(_finding_rows(findings, verbose)):
        print_table(rows, _FINDINGS)
    errors, warnings, notes = (
        sum(finding.level == level for finding in findings) for level in ("error", "warning", "info")
    )
    note(f"{number:,} concepts, {errors} errors, {warnings} warnings, {notes:,} notes")
    return int(errors > 0)


def _show_coverage(folder: Path, limit: int, output: TableOutput, store: Path | None) -> int:
    from flows.annotation.lexicon import load_lexicon
    from flows.curation import COVERAGE_COLUMNS, check_coverage

    check_at_least("--limit", limit)
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
    listing = Listing("gaps", COVERAGE_COLUMNS, _COVERAGE, ("occurrences", "documents", "promised"))
    return show_rows(found, listing, output, shown=shown)


def _as_json(finding: Finding) -> dict[str, Any]:
    plain = {name: getattr(finding, name) for name in _FINDING_COLUMNS}
    return {**plain, **finding.details}


def _finding_rows(findings: Iterable[Finding], verbose: bool) -> Iterator[dict[str, str]]:
    """Yield table rows; notes are summed up unless `verbose`, except the widest gaps with their examples."""
    pending: dict[str, list[Finding]] = {kind: [] for kind in _SUMMARIES}
    for finding in findings:
        if finding.kind in pending:
            pending[finding.kind].append(finding)
        else:
            yield _finding_row(finding)
    for kind, found in pending.items():
        shown = found
        if found and not verbose:
            message = f"{len(found):,} {_SUMMARIES[kind]} (--verbose lists each)"
            yield {"level": "info", "place": "", "message": message}
            shown = found[:_GAPS_SHOWN] if kind == "strict and loose apart" else []
        for finding in shown:
            yield _finding_row(finding)
            yield from map(_example_row, finding.details.get("examples", ()))


def _finding_row(finding: Finding) -> dict[str, str]:
    return {"level": finding.level, "place": finding.place, "message": finding.message}


def _example_row(line: dict[str, Any]) -> dict[str, str]:
    shown = " ".join(f"{line['left']}[{line['keyword']}]{line['right']}".split())
    return {"level": "", "place": "", "message": f"  …{shown}…  {line['passage_id']}:{line['start']}"}


def lexicon_list(
    text: OptionalText = "",
    *,
    kind: Annotated[str, Parameter(name="--type", show_default=False)] = "",
    output: TableOutput = TableOutput(),
) -> int:
    """List concepts, all or those with a text in their id or a surface.

    Parameters
    ----------
    text
        Part of an id or of a surface.
    kind
        TERM, PROGRAMME, ORG, TECH, GPE, PERSON, EVENT, DOC or WORD.
    """
    from flows.annotation.lexicon import CONCEPT_TYPES
    from flows.text import fold_label

    if kind and kind.upper() not in CONCEPT_TYPES:
        raise UsageError("cli.no_concept_type", type=kind, known=CONCEPT_TYPES)
    wanted = fold_label(text)
    rows = [
        {
            "id": concept.id,
            "type": concept.type,
            "zh": concept.zh,
            "en": concept.en,
            "forms": " | ".join(concept.surfaces[1:]),
        }
        for concept in load().concepts.values()
        if (not kind or concept.type == kind.upper())
        and any(wanted in fold_label(form) for form in (concept.id, *concept.surfaces))
    ]
    return show_rows(rows, _CONCEPTS, output)


def lexicon_show(name: str) -> int:
    """Show one concept, by its id or any surface in either language.

    Parameters
    ----------
    name
        Its id, or any of its surfaces.
    """
    from flows.output import print_table

    concept = load().find(name)
    if concept is None:
        raise UsageError("cli.no_concept", name=name)
    rows = [
        {"field": key, "value": " | ".join(value) if isinstance(value, tuple) else value}
        for key, value in asdict(concept).items()
        if value
    ]
    print_table(rows, {"field": "field", "value": "value"})
    return 0


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row as the command line gives it; several values of one option are joined by |.

    Parameters
    ----------
    id
        Lower-case words joined by hyphens.
    type
        TERM, PROGRAMME, ORG, TECH, GPE, PERSON, EVENT, DOC or WORD.
    zh
        Chinese label, simplified.
    en
        English label.
    zh_variants
        Other Chinese forms.
    en_variants
        Other English forms, in any case and number.
    zh_abbreviations
        Chinese short forms.
    en_abbreviations
        English forms matched only in exactly these capitals.
    not_in
        Contexts that contain a form without meaning the concept.
    broader
        Id of a wider concept.
    strategy
        A strategy of the taxonomy that the term points to.
    valid_from
        First year or ISO date.
    valid_to
        Last year or ISO date.
    source
        Where the rendering comes from.
    wikidata
        Q number.
    """

    id: str
    type: str
    zh: OptionalText = ""
    en: OptionalText = ""
    zh_variants: OptionalText = ""
    en_variants: OptionalText = ""
    zh_abbreviations: OptionalText = ""
    en_abbreviations: OptionalText = ""
    not_in: OptionalText = ""
    broader: OptionalText = ""
    strategy: OptionalText = ""
    valid_from: OptionalText = ""
    valid_to: OptionalText = ""
    source: OptionalText = ""
    wikidata: OptionalText = ""


def lexicon_add(*, row: Row, file: OptionalText = "") -> int:
    """Add a concept, if the whole lexicon then passes the check.

    Parameters
    ----------
    file
        The CSV file, such as terms.csv. Default: the file of the type.
    """
    from flows.annotation.lexicon import Concept
    from flows.curation import add_concept

    values: dict[str, Any] = {name: getattr(row, name).strip() for name in Row.__dataclass_fields__}
    for name in _SEVERAL:
        values[name] = tuple(part.strip() for part in values[name].split("|") if part.strip())
    values["type"] = values["type"].upper()
    if not values["zh"] and not values["en"]:
        raise UsageError("cli.no_label")
    added = add_concept(lexicon_folder(), Concept(**values), file)
    print_line(f"added {added.places[row.id.strip()]}; `zhengce annotate` finds it in what is stored")
    return _warn(added.warnings)


def _warn(warnings: Iterable[Any]) -> int:
    for warning in warnings:
        note(f"warning: {warning.place}: {warning.message}")
    return 0


def lexicon_export(file: Path) -> int:
    """Write the lexicon as SKOS (Turtle), for thesaurus tools.

    Parameters
    ----------
    file
        The file to write, such as lexicon.ttl.
    """
    from flows.curation import export_lexicon

    check_folder_of(file)
    number = export_lexicon(lexicon_folder(), file)
    print_line(f"{number:,} concepts written to {file}")
    return 0


def lexicon_import(
    file: Path,
    *,
    out: Annotated[
        Path | None,
        Parameter(help="The folder of CSV files to write to; made if missing. Default: the lexicon in use."),
    ] = None,
) -> int:
    """Import concepts from SKOS (Turtle): rows are replaced by id or added.

    None is removed.

    Parameters
    ----------
    file
        The file to read, as `zhengce lexicon export` writes it.
    """
    from flows.curation import import_lexicon

    merged = import_lexicon(file, out or lexicon_folder())
    counts = (
        f"{len(merged.added):,} added, {len(merged.changed):,} changed, {len(merged.unchanged):,} unchanged"
    )
    print_line(f"{counts}; written: {', '.join(merged.files) or 'nothing'}")
    return _warn(merged.warnings)


def lexicon_stats(*, write: Switch = False, output: TableOutput = TableOutput()) -> int:
    """Count concepts by type: languages, forms, dates, strategies, negative contexts.

    Parameters
    ----------
    write
        Also put the table into models/README.md.
    """
    from flows.curation import STATISTICS_COLUMNS, count_lexicon, write_statistics

    rows = [row.as_dict() for row in count_lexicon(load().concepts.values())]
    names = list(STATISTICS_COLUMNS)
    listing = Listing("concepts", names, STATISTICS_COLUMNS, right=names[1:])
    code = show_rows(rows, listing, output)
    if write:
        note(f"written: {write_statistics(lexicon_folder())}")
    return code
