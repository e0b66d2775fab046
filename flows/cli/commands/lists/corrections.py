"""Commands on corrections by people: corrections list, undo, export, teach, tag, figure."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from flows.cli.limiting import PAGE_OF_50, limit_rows
from flows.cli.opening import open_workspace
from flows.cli.options import Limit, OptionalText, StoreOption, Switch, TableOutput
from flows.cli.printing import (
    Listing,
    category_names,
    check_folder_of,
    check_limit,
    check_out,
    note_count,
    note_if_none,
    print_line,
    print_path,
    say,
    show_rows,
    show_table,
    write_file,
)
from flows.errors import UsageError, local_message
from flows.records import FigureKind
from flows.text import show_minute

Kind = Literal["mention", "figure", "label", "title", "date", "publisher", "pair"]
Kinds = Annotated[
    list[Kind] | None, Parameter(negative="", help="Only corrections of this kind. Repeatable.")
]
Reason = Annotated[str, Parameter(help="Why, in your words.", show_default=False)]
Start = Annotated[
    int | None,
    Parameter(help="Where the text begins in the passage, counted from 0; for the second of two."),
]
_NAMES = {
    "id": "id",
    "kind": "kind",
    "text": "text",
    "was": "was",
    "becomes": "becomes",
    "reason": "reason",
    "made": "made",
    "passage_id": "passage",
}
_EDITS = {"concept": "concept", "label": "term", "column": "column", "value": "add", "passages": "seen in"}
_CUT = 60  # cells of a text in a table


def corrections_list(
    *,
    kind: Kinds = None,
    limit: Limit = PAGE_OF_50,
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
) -> int:
    """List what people have corrected: tags, figures, labels, titles, dates, publishers and pairs."""
    from flows.output import cut
    from flows.pipeline.corrections import CORRECTION_COLUMNS, list_corrections

    check_limit(limit)
    check_out(output.out)
    with open_workspace(store) as workspace:
        found = list_corrections(workspace.store, tuple(kind or ()))
        names = category_names(workspace)
    limit = limit_rows(limit, output)
    listed = found[:limit]
    shown = [
        {
            **row._asdict(),
            "text": cut(row.text, _CUT),
            "was": _name_labels(row.was, row.kind, names),
            "becomes": _name_labels(row.becomes, row.kind, names) or local_message("cli.no_replacement"),
            "made": show_minute(row.made),
        }
        for row in listed
    ]
    listing = Listing(
        "corrections", CORRECTION_COLUMNS, _NAMES, spare=("made", "was", "reason"), words=("kind",)
    )
    code = show_rows(listed, listing, output, shown=shown)
    if len(found) > len(listed):
        note_count(len(found), "correction", "corrections", limit)
    return code


def _name_labels(value: str, kind: str, names: Mapping[str, str]) -> str:
    """Return the labels of a passage by their names, as the page shows them; anything else as it is."""
    from flows.output import join_list, translate_word

    if kind != "label" or not names:
        return value
    return join_list(names.get(label) or translate_word(label) for label in value.split())


def corrections_undo(identifier: str, *, store: StoreOption = None) -> int:
    """Undo a correction: the value that zhengce read or annotated applies again.

    Parameters
    ----------
    identifier
        Its id, as `zhengce corrections list` shows it.
    """
    from flows.output import cut, translate_word
    from flows.pipeline.corrections import undo_correction

    with open_workspace(store) as workspace:
        undone = undo_correction(workspace.store, identifier, workspace.lexicon)
    say("cli.undone", kind=translate_word(undone.kind), text=cut(undone.text, _CUT))
    return 0


def corrections_export(file: Path, *, kind: Kinds = None, store: StoreOption = None) -> int:
    """Write all corrections to a file, with what its columns mean.

    Parameters
    ----------
    file
        The file; its ending is .csv, .xlsx, .jsonl or .parquet.
    """
    from flows.pipeline.corrections import CORRECTION_COLUMNS, describe_corrections, list_corrections

    check_out(file)
    with open_workspace(store) as workspace:
        found = list_corrections(workspace.store, tuple(kind or ()))
    write_file([row._asdict() for row in found], CORRECTION_COLUMNS, file, describe_corrections())
    note_count(len(found), "correction", "corrections")
    return 0


def corrections_teach(
    *,
    out: Annotated[
        Path | None,
        Parameter(
            name="--out", help="Write the changed rows to this CSV file, for `zhengce lexicon import`."
        ),
    ] = None,
    store: StoreOption = None,
) -> int:
    """Propose edits of the lexicon from corrected tags: contexts that do not count, and new variants.

    A lexicon term that was taken away proposes the longer word or phrase around it for `not_in`; a term that
    was added proposes a variant. Labels teach the classifier: `zhengce label train`.
    """
    from flows.annotation.matching import RustCutter
    from flows.pipeline.corrections import count_untaught, propose_edits, write_patch

    if out:
        if out.suffix.lower() != ".csv":
            raise UsageError("cli.patch_ending", name=out.name)
        check_folder_of(out)
    with open_workspace(store) as workspace:
        edits = propose_edits(workspace.store, workspace.lexicon, RustCutter().cut)
        patch = write_patch(edits, workspace.lexicon)
        untaught = count_untaught(workspace.store, workspace.lexicon, edits)
    note_if_none(edits, "edits")
    if untaught.unknown:
        say("cli.teaches_nothing", number=untaught.unknown)
    if untaught.known:
        say("cli.teaches_nothing_new", number=untaught.known)
    if out and edits:
        out.write_text(patch, encoding="utf-8", newline="\n")
        print_path(out)
        say("cli.import_patch", path=out)
    elif edits:
        rows = [{**edit._asdict(), "passages": ", ".join(edit.passages[:3])} for edit in edits]
        show_table(rows, Listing("edits", list(_EDITS), _EDITS, spare=("passages",)))
    return 0


def corrections_tag(
    passage: str,
    text: str,
    *,
    type_: Annotated[str, Parameter(name="--type", show_default=False)] = "",
    concept: OptionalText = "",
    was: OptionalText = "",
    start: Start = None,
    reason: Reason = "",
    store: StoreOption = None,
) -> int:
    """Correct what a text is tagged as in a passage: as nothing, as another type, or as a concept.

    The correction applies to this text of the document, survives annotation, and changes all counts at once.

    Parameters
    ----------
    passage
        Its id, as search shows it.
    text
        The tagged text exactly as in the passage, or a text that should be tagged.
    type_
        Tag it as this type instead: ORG, PERSON, GPE, TECH, TERM. Without this and --concept it is not
        a mention.
    concept
        Tag it as this concept of the lexicon, by id or name.
    was
        The type or concept that is wrong, where the text is tagged twice.
    """
    from flows.pipeline.corrections import MentionChange, correct_mention

    change = MentionChange(passage, text, type_, concept, start, was, _require_reason(reason))
    with open_workspace(store) as workspace:
        number = correct_mention(workspace.store, workspace.lexicon, change)
    return _report("m", number)


def corrections_figure(
    passage: str,
    text: str,
    *,
    none: Switch = False,
    value: Annotated[float | None, Parameter(help="Its value, a plain number.")] = None,
    unit: Annotated[str | None, Parameter(help="Its unit: %, CNY, people.")] = None,
    kind: Annotated[FigureKind | None, Parameter(help="What it is.")] = None,
    indicator: Annotated[str | None, Parameter(help="What it measures.")] = None,
    deadline: Annotated[str | None, Parameter(help="The year or date by which it holds.")] = None,
    start: Start = None,
    reason: Reason = "",
    store: StoreOption = None,
) -> int:
    """Correct a figure that a passage states, or mark it as not a figure.

    Parameters
    ----------
    passage
        Its id, as `zhengce targets` shows it.
    text
        The value exactly as in the passage: 3%.
    none
        The text is not a figure of an indicator.
    """
    from flows.pipeline.corrections import FigureChange, correct_figure

    change = FigureChange(
        passage, text, start, none, value, unit, kind, indicator, deadline, _require_reason(reason)
    )
    with open_workspace(store) as workspace:
        number = correct_figure(workspace.store, change)
    return _report("f", number)


def _require_reason(reason: str) -> str:
    if not reason.strip():
        raise UsageError("pipeline.no_reason")
    return reason


def _report(letter: str, number: int) -> int:
    if number:
        print_line(f"{letter}{number}")
        say("cli.corrected", identifier=f"{letter}{number}")
    else:
        say("cli.taken_back")
    return 0
