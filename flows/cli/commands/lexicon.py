"""Commands about the lexicon: check, list, show, add, export, import, stats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from flows.cli.commands.shared import StoreOption, TableFormat, open_lexicon, open_store, read_settings
from flows.errors import UsageError

if TYPE_CHECKING:
    from flows.annotation.matching import Finding

_GAPS_SHOWN = 10
_SUMMARIES = {
    "hidden surface": "surfaces contain a surface of another concept, which becomes a nested mention there",
    "broken stock word": (
        "words of jieba's dictionary have a term inside that leaves a single character of them"
    ),
    "never met": "concepts never occur in the store",
    "strict and loose apart": "concepts have plain occurrences that are no mention",
}


def _lexicon_folder() -> Path:
    return read_settings().models_folder / "lexicon"


def lexicon_check(
    folder: Path | None = None,
    *,
    format: Literal["table", "json"] = "table",
    verbose: Annotated[bool, Parameter(negative="")] = False,
    store: StoreOption = None,
) -> int:
    """Check the lexicon's files; exit code 1 if there is an error.

    Where there is none: which surfaces hide others and which of jieba's words terms break; and, where there
    is a store, what never occurs in it and where plain occurrences are no mentions.

    Parameters
    ----------
    folder
        Another folder of CSV files than the one in use.
    format
        table sums notes up; json has them all.
    verbose
        Show each note, not only their number.
    """
    from flows.curation import check_lexicon
    from flows.output import messages, print_json, print_table

    opened = open_store(store) if store or read_settings().store.is_file() else None
    number, findings = check_lexicon(folder or _lexicon_folder(), opened)
    if format == "json":
        print_json(
            [
                {
                    "level": finding.level,
                    "kind": finding.kind,
                    "place": finding.place,
                    "message": finding.message,
                    **finding.details,
                }
                for finding in findings
            ]
        )
    elif rows := list(_finding_rows(findings, verbose)):
        print_table(rows, {"level": "level", "place": "place", "message": "message"})
    counts = {
        level: sum(finding.level == level for finding in findings) for level in ("error", "warning", "info")
    }
    messages.print(
        f"{number:,} concepts, {counts['error']} errors, {counts['warning']} warnings, "
        f"{counts['info']:,} notes"
    )
    return 1 if counts["error"] else 0


def _finding_rows(findings: Iterable[Finding], verbose: bool) -> Iterable[dict[str, str]]:
    """Yield table rows: notes summed up unless `verbose`, but for the widest gaps, with examples below."""
    pending: dict[str, list[Finding]] = {kind: [] for kind in _SUMMARIES}
    for finding in findings:
        if finding.kind in pending:
            pending[finding.kind].append(finding)
        else:
            yield {"level": finding.level, "place": finding.place, "message": finding.message}
    for kind, notes in pending.items():
        if notes and not verbose:
            yield {
                "level": "info",
                "place": "",
                "message": f"{len(notes):,} {_SUMMARIES[kind]} (--verbose shows each)",
            }
        for note in notes if verbose else notes[:_GAPS_SHOWN] if kind == "strict and loose apart" else []:
            yield {"level": note.level, "place": note.place, "message": note.message}
            for line in note.details.get("examples", ()):
                shown = " ".join(f"{line['left']}[{line['keyword']}]{line['right']}".split())
                yield {
                    "level": "",
                    "place": "",
                    "message": f"  …{shown}…  {line['passage_id']}:{line['start']}",
                }


def lexicon_list(text: str = "", *, type: str = "", format: TableFormat = "table") -> int:
    """List concepts, or those that have TEXT in an id or surface."""
    from flows.annotation.lexicon import CONCEPT_TYPES
    from flows.output import print_csv, print_json, print_table
    from flows.text import fold_label

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
        for concept in open_lexicon().concepts.values()
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


def lexicon_show(name: str) -> int:
    """Show one concept, by id or any surface in either language."""
    from dataclasses import asdict

    from flows.output import print_table

    concept = open_lexicon().find(name)
    if concept is None:
        raise UsageError(f"{name!r}: no such concept; `zhengce lexicon list {name}` looks for similar ones")
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
    """A row as the command line gives it; several values in one option are joined by |.

    Parameters
    ----------
    id
        Lower-case words joined by hyphens.
    type
        TERM, PROGRAMME, ORG, TECH, GPE, PERSON, EVENT or DOC.
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
        English forms matched only in these very capitals.
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
    zh: str = ""
    en: str = ""
    zh_variants: str = ""
    en_variants: str = ""
    zh_abbreviations: str = ""
    en_abbreviations: str = ""
    not_in: str = ""
    broader: str = ""
    strategy: str = ""
    valid_from: str = ""
    valid_to: str = ""
    source: str = ""
    wikidata: str = ""


def lexicon_add(*, row: Row, file: str = "") -> int:
    """Add a concept to the lexicon, at its sorted place, if the whole lexicon then passes the check.

    Parameters
    ----------
    file
        The CSV file, such as terms.csv. Default: the file of the type.
    """
    from flows.annotation.lexicon import Concept
    from flows.curation import add_concept
    from flows.output import results

    values: dict[str, Any] = {name: getattr(row, name).strip() for name in Row.__dataclass_fields__}
    for name in ("zh_variants", "en_variants", "zh_abbreviations", "en_abbreviations", "not_in"):
        values[name] = tuple(part.strip() for part in values[name].split("|") if part.strip())
    values["type"] = values["type"].upper()
    if not values["zh"] and not values["en"]:
        raise UsageError("a concept needs --zh or --en, better both")
    added = add_concept(_lexicon_folder(), Concept(**values), file)
    results.print(
        f"added {added.places[row.id.strip()]}; `zhengce annotate` finds it in what is stored", markup=False
    )
    return _warn(added.warnings)


def _warn(warnings: Iterable[Any]) -> int:
    from flows.output import messages

    for warning in warnings:
        messages.print(f"warning: {warning.place}: {warning.message}", markup=False)
    return 0


def lexicon_export(file: Path) -> int:
    """Write the lexicon as SKOS (Turtle), for thesaurus tools.

    Parameters
    ----------
    file
        The file to write, such as lexicon.ttl.
    """
    from flows.curation import export_lexicon
    from flows.output import results

    number = export_lexicon(_lexicon_folder(), file)
    results.print(f"{number:,} concepts written to {file}", markup=False)
    return 0


def lexicon_import(file: Path, *, out: Path | None = None) -> int:
    """Take concepts in from a SKOS file (Turtle): rows are replaced by id or added, none is removed.

    Parameters
    ----------
    file
        The file to read, as `zhengce lexicon export` writes it.
    out
        Another folder of CSV files than the lexicon in use; made where missing.
    """
    from flows.curation import import_lexicon
    from flows.output import results

    merged = import_lexicon(file, out or _lexicon_folder())
    counts = (
        f"{len(merged.added):,} added, {len(merged.changed):,} changed, "
        f"{len(merged.unchanged):,} as they were"
    )
    results.print(f"{counts}; written: {', '.join(merged.files) or 'nothing'}", markup=False)
    return _warn(merged.warnings)


def lexicon_stats(
    *, format: TableFormat = "table", write: Annotated[bool, Parameter(negative="")] = False
) -> int:
    """Count the lexicon: concepts by type, languages, forms, dates, strategies, negative contexts.

    Parameters
    ----------
    write
        Also put the table into models/README.md.
    """
    from flows.curation import STATISTICS_COLUMNS, count_lexicon, write_statistics
    from flows.output import messages, print_csv, print_json, print_table

    rows = [row.as_dict() for row in count_lexicon(open_lexicon().concepts.values())]
    if format == "json":
        print_json(rows)
    elif format == "csv":
        print_csv(rows, list(STATISTICS_COLUMNS))
    else:
        print_table(rows, STATISTICS_COLUMNS, right=list(STATISTICS_COLUMNS)[1:])
    if write:
        messages.print(f"written: {write_statistics(_lexicon_folder())}", markup=False)
    return 0
