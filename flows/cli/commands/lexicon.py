"""Commands on the bilingual lexicon: lexicon list, show, add, export, import, stats, diff."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from flows.cli.opening import open_workspace
from flows.cli.options import WHOLE, Limit, OptionalText, StoreOption, Switch, TableOutput
from flows.cli.printing import (
    Listing,
    check_folder_of,
    check_limit,
    check_out,
    note_count,
    print_message,
    say,
    show_rows,
)
from flows.errors import UsageError, local_message, terminal_locale
from flows.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.annotation.lexicon import Lexicon
    from flows.cli.printing import Record
    from flows.curation import Impact

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


def lexicon_list(
    text: OptionalText = "",
    *,
    kind: Annotated[str, Parameter(name="--type", show_default=False)] = "",
    limit: Annotated[int | None, WHOLE, Parameter(help="At most this many are shown. Default: all.")] = None,
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

    check_limit(limit)
    check_out(output.out)
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
    code = show_rows(rows[:limit], _CONCEPTS, output)
    if limit is not None and len(rows) > limit:
        note_count(len(rows), "concept", "concepts", limit)
    return code


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
    print_message("cli.concept_added", place=added.places[row.id.strip()])
    return _warn(added.warnings)


def _warn(warnings: Iterable[Any]) -> int:
    for warning in warnings:
        message = warning.message_in(terminal_locale())
        say("cli.lexicon_warning", place=warning.place, message=message)
    return 0


def lexicon_export(file: Path) -> int:
    """Write the lexicon as SKOS (Turtle or RDF/XML), for thesaurus tools.

    Parameters
    ----------
    file
        The file to write, such as lexicon.ttl; RDF/XML if it ends in .rdf, .owl or .xml.
    """
    from flows.curation import export_lexicon

    check_folder_of(file)
    number = export_lexicon(lexicon_folder(), file)
    print_message("cli.concepts_written", number=number, path=file)
    return 0


def lexicon_import(
    file: Path,
    *,
    out: Annotated[
        Path | None,
        Parameter(help="The folder of CSV files to write to; made if missing. Default: the lexicon in use."),
    ] = None,
) -> int:
    """Import concepts from SKOS (Turtle or RDF/XML) or CSV: rows are replaced by id or added.

    None is removed. Names in a language that SKOS has no label in stay as they are.

    Parameters
    ----------
    file
        The file to read, as `zhengce lexicon export` or `zhengce corrections teach` writes it.
    """
    from flows.curation import import_lexicon

    merged = import_lexicon(file, out or lexicon_folder())
    counts = {name: len(getattr(merged, name)) for name in ("added", "changed", "unchanged")}
    files = list(merged.files) or local_message("cli.nothing")
    print_message("cli.concepts_imported", files=files, **counts)
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
    listing = Listing("concepts", names, STATISTICS_COLUMNS, right=names[1:], words=names[:1])
    code = show_rows(rows, listing, output)
    if write:
        say("cli.file_written", path=write_statistics(lexicon_folder()))
    return code


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

    check_limit(limit)
    check_out(output.out)
    lexicons = (load_lexicon(old), load_lexicon(new) if new else load())
    impact = _measure(lexicons, store)
    found = impact_rows(impact, *lexicons)
    rows = [row.as_dict() for row in found[:limit]]
    flat = rows
    if output.format == "csv" or output.out:
        flat = [{**row, "years": _join_years(row), "examples": _join_examples(row)} for row in rows]
    right = ("old", "new", "difference", "outermost")
    spare = ("outermost", "years", "details")
    listing = Listing("differences", IMPACT_COLUMNS, _IMPACT, right, spare, words=("change",))
    code = show_rows(flat, listing, output, shown=list(map(_show_impact, rows)))
    if len(found) > limit:
        note_count(len(found), "concept", "concepts", limit)
    if output.format == "table" and not output.out:
        if examples := _example_rows(rows):
            print_table(examples, _EXAMPLES, title="examples")
        others = len(impact.movements) - len(impact.changed)
        sizes = {"concerned": impact.concerned, "passages": impact.passages}
        say("cli.lexicons_differ", changed=len(impact.changed), others=others, **sizes)
    return code


def _measure(lexicons: tuple[Lexicon, Lexicon], store: Path | None) -> Impact:
    from flows.curation import Impact, measure_impact
    from flows.output import progress_bar

    if not read_settings(store).store.is_file():
        say("cli.no_store_to_count")
        return Impact.without_store(*lexicons)
    with open_workspace(store) as workspace, progress_bar() as report:
        return measure_impact(workspace.store, *lexicons, report=report)


def _show_impact(row: Record) -> Record:
    difference = f"{row['difference']:+,}" if row["difference"] else "0"
    outermost = f"{row['old_outermost']:,} → {row['new_outermost']:,}"
    name = row["zh"] or row["en"]
    return {**row, "name": name, "difference": difference, "outermost": outermost, "years": _join_years(row)}


def _example_rows(rows: Sequence[Record]) -> list[Record]:
    from flows.output import translate_word

    return [
        {
            "concept": row["concept"],
            "what": translate_word(example["what"], "change"),
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
