"""The command that checks a draft's claims about documents: verify."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from flows.cli.opening import open_workspace
from flows.cli.options import Corpora, FileOrInput, OptionalText, StoreOption, Switch
from flows.cli.printing import (
    Listing,
    check_folder_of,
    check_out,
    note,
    note_if_none,
    print_line,
    print_path,
    show_table,
    write_file,
)
from flows.errors import UsageError, local_message, terminal_locale
from flows.text import in_one_line

if TYPE_CHECKING:
    from flows.assistants.drafts import Claim, Draft

_Format = Literal["table", "json", "csv", "html", "docx"]
# The format of a file, by its ending; a CSV file is one of several kinds of tables.
_TABLES: dict[str, _Format] = dict.fromkeys((".csv", ".xlsx", ".jsonl", ".parquet"), "csv")
_ENDINGS: dict[str, _Format] = {**_TABLES, ".json": "json", ".html": "html", ".htm": "html", ".docx": "docx"}
_DOUBTFUL = 3  # the exit code of --strict
_CUT = 80  # cells of a claim and of a note in a table
_LISTING = Listing(
    "claims",
    ("verdict", "kind", "text", "title", "note"),
    {"verdict": "verdict", "kind": "kind", "text": "in the draft", "title": "document", "note": "note"},
    spare=("kind",),
)


def verify(
    draft: FileOrInput,
    *,
    format_: Annotated[
        _Format,
        Parameter(
            name="--format",
            help="A table for people, JSON or CSV for programs, or a copy of the draft: a page with marks, "
            "or a DOCX with comments.",
        ),
    ] = "table",
    out: Annotated[
        Path | None,
        Parameter(
            name="--out",
            help="Write the result to this file, not to standard output; its ending is .csv, .xlsx, .jsonl, "
            ".parquet, .json, .html or .docx.",
        ),
    ] = None,
    as_of: OptionalText = "",
    corpus: Corpora = None,
    figures: bool = True,
    strict: Switch = False,
    store: StoreOption = None,
) -> int:
    """Check the quotations, document numbers, titles, articles and figures of a draft against the store.

    Each claim is found (as it is, written differently, with differences, in parts, in another document, in
    translation), not found in this store, or not checked. The store may lack a document that exists: nothing
    is called true or false.

    Parameters
    ----------
    draft
        A file (.txt, .md, .docx, .html, .pdf), or - for text on standard input.
    as_of
        The date of the draft, such as 2021-03-12: notes say what was in force then. Default: today.
    figures
        Look up figures beside a named indicator or document.
    strict
        End with exit code 3 where anything is found with differences, found elsewhere, or not found.
    """
    from flows.assistants.drafts import DOUBTFUL, read_draft
    from flows.pipeline import read_input

    if out:
        format_ = _choose_format(format_, out)
        check_folder_of(out)
    data = read_input(draft)
    name = "-" if draft == "-" else Path(draft).name
    read = read_draft(data, name)
    with open_workspace(store) as workspace:
        claims = workspace.check_draft(read, as_of=as_of, corpora=corpus or (), figures=figures)
    if format_ == "docx":
        _write_docx(data, read, claims, out)
    else:
        _write_text(read, claims, format_, out)
    _note_rest(read, claims, as_of)
    doubtful = sum(claim.verdict in DOUBTFUL for claim in claims)
    return _DOUBTFUL if strict and doubtful else 0


def _choose_format(format_: _Format, out: Path) -> _Format:
    """Return the format of a file by its ending. Raises UsageError if it is unknown or not the one typed."""
    known = _ENDINGS.get(out.suffix.lower())
    if format_ == "table" and known is None:
        raise UsageError("reports.table_ending", name=out.name, endings=tuple(_ENDINGS))
    if format_ == "csv":
        check_out(out)
    if format_ != "table" and known not in (None, format_):
        raise UsageError("cli.claims_format", name=out.name, format=format_)
    return known or format_


def _write_text(draft: Draft, claims: Sequence[Claim], format_: str, out: Path | None) -> None:
    from flows.assistants.drafts import ClaimRow, annotate_html, claim_rows
    from flows.output import print_csv, print_json

    if format_ == "html":
        page = annotate_html(draft, claims, terminal_locale())
        if out:
            out.write_text(page, encoding="utf-8")
            print_path(out)
        else:
            print_line(page)
        return
    rows = [row._asdict() for row in claim_rows(claims)]
    if format_ == "csv":
        if out:
            write_file(rows, ClaimRow._fields, out)
        else:
            print_csv(rows, ClaimRow._fields)
        return
    if format_ == "json":
        if out:
            import json

            out.write_text(f"{json.dumps(rows, ensure_ascii=False, indent=2)}\n", encoding="utf-8")
            print_path(out)
        else:
            print_json(rows)
        return
    note_if_none(rows, "claims")
    if rows:
        _show_claims(claims)


def _note_rest(draft: Draft, claims: Sequence[Claim], as_of: str) -> None:
    """Note how many numbers were not compared, and that the draft has a date if no day was given."""
    from flows.assistants.drafts import count_uncompared, describe_draft_date, describe_uncompared

    locale = terminal_locale()
    about = describe_uncompared(count_uncompared(draft, claims), locale)
    dated = describe_draft_date(draft, as_of, locale)
    for line in filter(None, (about, dated)):
        note(line)


def _show_claims(claims: Sequence[Claim]) -> None:
    from collections import Counter

    from flows.assistants.drafts import VERDICTS, claim_rows, word_of

    shown = []
    locale = terminal_locale()
    joint = {"zh": "；"}.get(locale, "; ")  # a verdict may contain a comma
    for row in claim_rows(claims, locale):
        remark = joint.join(filter(None, (row.difference, row.note)))
        shown.append(
            {
                "verdict": word_of(row.verdict, locale),
                "kind": word_of(row.kind, locale),
                "text": _cut(row.text),
                "title": _cut(f"{row.date[:4]} {row.title}".strip()),
                "note": remark,
            }
        )
    show_table(shown, _LISTING)
    counts = Counter(claim.verdict for claim in claims)
    found = [(word_of(name, locale), counts[name]) for name in VERDICTS if counts[name]]
    note(joint.join(local_message("cli.verdicts", word=word, number=number) for word, number in found))


def _cut(text: str) -> str:
    from flows.output import cut

    return cut(in_one_line(text), _CUT)


def _write_docx(data: bytes, draft: Draft, claims: Sequence[Claim], out: Path | None) -> None:
    from flows.assistants.drafts import comment_docx

    if out is None and sys.stdout.isatty():
        raise UsageError("cli.docx_needs_file")
    content = comment_docx(data, draft, claims, terminal_locale())
    if out:
        out.write_bytes(content)
        print_path(out)
    else:
        sys.stdout.buffer.write(content)
