"""Commands that keep a store in order: forgetting, corrections, checks and backups."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from flows.cli.opening import open_workspace
from flows.cli.options import Quiet, StoreOption, Switch, TableOrJson, Yes
from flows.cli.printing import print_line, print_message, print_path, say
from flows.cli.removing import remove_after_asking
from flows.errors import StoreError, UsageError, format_message, local_message, terminal_locale
from flows.records import ReportStage

if TYPE_CHECKING:
    from flows.store import Finding, Store
    from flows.workspace import Workspace


def forget(document: str, *, yes: Yes = False, store: StoreOption = None, quiet: Quiet = False) -> int:
    """Remove one document with its versions and everything derived from it; shows what will go, and asks.

    No run brings the document back from its file while the text, or that file, is the same, not even after
    an update of zhengce; another file may hold it too. What was left out as a duplicate of it is read by the
    next run.

    Parameters
    ----------
    document
        Its id as search shows it (or a passage's, or the beginning of it), its exact title or its address.
    """
    from flows.output import no_title
    from flows.pipeline import plan_document_removal, resolve_id
    from flows.store.documents import count_freed, read_document

    with open_workspace(store) as workspace:
        identifier = resolve_id(workspace.store, document)
        found = read_document(workspace.store, identifier)
        assert found
        plan = plan_document_removal(workspace.store, identifier)
        named = {"identifier": identifier, "corpus": found.corpus}
        date, title = found.date or local_message("cli.undated"), found.title or no_title()
        name = local_message("cli.document_named", date=date, title=title, **named)
        if not remove_after_asking(workspace, plan, name, f"document {identifier}", yes=yes, quiet=quiet):
            return 1
        if freed := count_freed(workspace.store, found.corpus, found.key):
            say("cli.duplicates_freed", number=freed)
        return 0


def fix(
    document: str,
    *,
    title: str | None = None,
    date: str | None = None,
    publisher: str | None = None,
    reason: Annotated[str, Parameter(show_default=False)] = "",
    store: StoreOption = None,
    quiet: Quiet = False,
) -> int:
    """Correct a document's title, date or publisher; kept when it is read again. "" undoes a correction.

    Parameters
    ----------
    document
        Its id as search shows it (or a passage's, or the beginning of it), its exact title or its address.
    title
        Its title.
    date
        Its date of publication: 2021, 2021-03 or 2021-03-12.
    publisher
        Its issuing body.
    reason
        Why, for `zhengce corrections list`.
    """
    from flows.output import join_list, progress_bar, translate_word
    from flows.pipeline import correct_document, reporting_to, resolve_id

    given = {"title": title, "published": date, "publisher": publisher}
    values = {field: value.strip() for field, value in given.items() if value is not None}
    if not values:
        raise UsageError("cli.nothing_to_fix")
    with open_workspace(store) as workspace:
        identifier = resolve_id(workspace.store, document)
        with (
            workspace.store.run(f"fix {identifier}"),
            progress_bar(quiet=quiet) as draw,
            reporting_to(draw),
        ):
            done = correct_document(workspace.store, identifier, values, workspace.lexicon, reason=reason)
    as_before = [field for field in values if field not in (*done.made, *done.undone)]
    for message, fields in (
        ("cli.document_corrected", done.made),
        ("cli.document_restored", done.undone),
        ("cli.nothing_to_restore", as_before),
    ):
        if fields:
            names = [translate_word({"published": "date"}.get(field, field), "fields") for field in fields]
            say(message, identifier=identifier, fields=join_list(names))
    if {"title", "published"} & {*done.made, *done.undone}:
        say("cli.annotate_next")
    return 0


def doctor(
    *,
    sources: Switch = False,
    recount: Switch = False,
    format_: TableOrJson = "table",
    store: StoreOption = None,
    quiet: Quiet = False,
) -> int:
    """Check installation and store: versions, disk, manifests, clock, spans, sums, index, original bytes.

    Before there is a store, the installation alone is checked. Exit code 1 if something is wrong; each fault
    says what to do.

    Parameters
    ----------
    sources
        Also ask the server of each source on the web whether it answers, with one request.
    recount
        First make the counts that trends are read from again, from the annotations.
    """
    from flows.output import print_json, progress_bar
    from flows.pipeline import ask_sources
    from flows.store import Finding

    with open_workspace(store) as workspace, progress_bar(quiet=quiet) as draw:
        path = workspace.settings.store
        found = list(_check_installation(workspace))
        is_begun = store is not None or path.exists()
        if is_begun:
            draw("check the file and the counts", 0, 0)
            found += _check_opened(workspace, draw, recount=recount)
        else:
            found.append(Finding("cli.doctor_no_store", {"path": path}, is_fault=False))
        if sources:
            draw("ask the sources", 0, 0)
            found += ask_sources(workspace.settings.corpora_folder)
    if format_ == "json":
        print_json([_as_json(*finding) for finding in found])
    else:
        for code, values, is_fault in found:
            level = "cli.finding_fault" if is_fault else "cli.finding_note"
            print_message(level, message=format_message(code, values, terminal_locale()))
        _print_outcome(sum(finding.is_fault for finding in found), path, is_begun=is_begun)
    return int(any(finding.is_fault for finding in found))


def _check_opened(workspace: Workspace, draw: ReportStage, *, recount: bool) -> list[Finding]:
    """Return the findings on a store, or the reason why it can't be opened."""
    from flows.pipeline import check_corrections, check_days
    from flows.store import DatabaseFault, check_store, explain_fault, recount_all, unreadable

    def report(done: int, total: int) -> None:
        draw("check original bytes", done, total)

    try:
        if recount:
            recount_all(workspace.store, lambda done, total: draw("count again", done, total))
        corrections = check_corrections(
            workspace.store, lambda: workspace.lexicon.concepts, lambda: workspace.taxonomy.ids
        )
        return [
            *_note_read_only(workspace.store),
            *check_days(workspace.store),
            *corrections,
            *check_store(workspace.store, report),
        ]
    except (StoreError, DatabaseFault) as error:
        fault = error if isinstance(error, StoreError) else explain_fault(workspace.settings.store, error)
        if fault.code != "store.damaged":
            raise fault from None
        return [unreadable(fault.values["reason"])]


def _note_read_only(store: Store) -> Iterator[Finding]:
    """Yield a note on a store whose file or folder can't be written."""
    from flows.store import Finding

    if store.is_read_only and not store.is_on_full_disk:
        yield Finding("cli.store_read_only", {"path": store.path}, is_fault=False)


def _print_outcome(faults: int, path: Path, *, is_begun: bool) -> None:
    """Print how many faults a store, or only the installation, has."""
    outcome = local_message("cli.faults" if faults else "cli.no_faults", number=faults)
    if is_begun:
        outcome = local_message("cli.in_store", path=path, message=outcome)
    print_line(outcome)


def _check_installation(workspace: Workspace) -> Iterator[Finding]:
    from flows.output import font_file
    from flows.pipeline import check_machine, check_manifests, describe_installation

    yield describe_installation(workspace.lexicon.hash[:8], str(workspace.settings.models_folder))
    yield from check_machine(workspace.settings.store, font_file())
    yield from check_manifests(workspace.settings.corpora_folder)


def _as_json(code: str, values: dict[str, object], is_fault: bool) -> dict[str, Any]:
    return {
        "code": code.partition(".")[2],
        "fault": is_fault,
        "message": format_message(code, values),
        "values": {name: _as_plain(value) for name, value in values.items()},
    }


def _as_plain(value: object) -> object:
    """Return a value of a message for JSON; a nested message becomes its text."""
    if isinstance(value, dict):
        return format_message(value["code"], value["values"])
    return value if isinstance(value, int | list) else str(value)


def backup(file: Path, *, store: StoreOption = None) -> int:
    """Copy the store to a file while it may be in use: consistent, and checked.

    The copy has all texts, annotations and labels. The original bytes (the folder .raw beside the store) are
    not in it; the search index is built from it by the first search.

    Parameters
    ----------
    file
        The file to write, which must not exist.
    """
    from flows.store import back_up

    if file.is_dir():
        raise UsageError("cli.backup_is_folder", path=file, example=file / "backup.sqlite")
    if file.exists():
        raise UsageError("cli.file_exists", path=file)
    with open_workspace(store) as workspace:
        back_up(workspace.store, file)
        raw = workspace.store.raw_folder
    print_path(file)
    if raw.is_dir():
        say("cli.raw_not_copied", raw=raw, copy=file.with_suffix(".raw"))
    return 0
