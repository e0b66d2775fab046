"""Commands that keep a store in order: corpora, forgetting, corrections, checks and backups."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from flows.cli.asking import check_corpus, confirm
from flows.cli.opening import open_workspace
from flows.cli.options import Quiet, StoreOption, Switch, TableOrJson, TableOutput, TextOrJson
from flows.cli.printing import Listing, print_line, print_message, print_path, say, show_rows
from flows.errors import StoreError, UsageError, format_message, local_message, terminal_locale
from flows.text import show_minute

if TYPE_CHECKING:
    from flows.pipeline import Doomed
    from flows.store import Finding
    from flows.workspace import Workspace

Yes = Annotated[
    bool,
    Parameter(
        name=["--yes", "-y"],
        negative="",
        show_default=False,
        help="Go on without asking; needed where nobody can answer.",
    ),
]
_CORPORA = Listing(
    "corpora",
    ("corpus", "documents", "passages", "first", "last", "read", "rejections"),
    {
        "corpus": "corpus",
        "documents": "documents",
        "passages": "passages",
        "first": "from",
        "last": "to",
        "read": "last read (UTC)",
        "rejections": "rejected",
    },
    right=("documents", "passages", "rejections"),
    spare=("rejections", "read"),
)


def corpus_list(*, output: TableOutput = TableOutput(), store: StoreOption = None) -> int:
    """List the stored corpora: documents, passages, dates, and when each was last read (UTC)."""
    with open_workspace(store) as workspace:
        rows = _describe_corpora(workspace)
    shown = [row | {"read": show_minute(str(row["read"]))} for row in rows]
    return show_rows(rows, _CORPORA, output, shown=shown)


def _describe_corpora(workspace: Workspace) -> list[dict[str, object]]:
    from flows.store import CorpusSize, corpus_documents, corpus_readings, corpus_sizes

    dates, readings = corpus_documents(workspace.store), corpus_readings(workspace.store)
    sizes = corpus_sizes(workspace.store)
    rows: list[dict[str, object]] = []
    for corpus in sorted({*dates, *readings}):
        size, known, reading = sizes.get(corpus, CorpusSize(0, 0)), dates.get(corpus), readings.get(corpus)
        rows.append(
            {
                "corpus": corpus,
                "documents": size.documents,
                "passages": size.passages,
                "first": (known and known.first) or "",
                "last": (known and known.last) or "",
                "read": (reading and (reading.checked or reading.stored)) or "",
                "rejections": (reading and reading.rejections) or 0,
            }
        )
    return rows


def corpus_show(corpus: str, *, format_: TextOrJson = "text", store: StoreOption = None) -> int:
    """Show one corpus: its documents, dates, files, last reading, and what its removal would take.

    Parameters
    ----------
    corpus
        Its id, as `zhengce corpus list` shows it.
    """
    from flows.output import print_json, translate_word
    from flows.pipeline import plan_corpus_removal
    from flows.store import corpus_readings

    with open_workspace(store) as workspace:
        check_corpus(workspace.store, corpus)
        found = next(row for row in _describe_corpora(workspace) if row["corpus"] == corpus)
        reading = corpus_readings(workspace.store).get(corpus)
        doomed = plan_corpus_removal(workspace.store, corpus)
        manifest = _find_manifest(workspace, corpus)
    found |= asdict(doomed.loss) | {"current": found["documents"]}
    found |= {"outcome": (reading and reading.outcome) or "", "problem": (reading and reading.problem) or ""}
    found["manifest"] = str(manifest or "")
    if format_ == "json":
        print_json(found)
        return 0
    print_line(corpus, style="bold")
    known = {name: found[name] or "?" for name in ("first", "last")}
    minute = show_minute(str(found["read"]))
    known["read"] = f"{minute} UTC" * bool(minute) or "?"
    known["manifest"] = found["manifest"] or local_message("cli.none")
    known["outcome"] = translate_word(str(found["outcome"]))
    for name in ("documents", "sizes", "dates", "read", "rejected", "cited", "manifest"):
        print_message(f"cli.corpus_{name}", **{**found, **known})
    return 0


def corpus_rename(corpus: str, name: str, *, store: StoreOption = None, quiet: Quiet = False) -> int:
    """Give a stored corpus another name; ids of documents stay.

    Parameters
    ----------
    corpus
        Its id now.
    name
        Its new id.
    """
    from flows.output import progress_bar
    from flows.pipeline import change_corpus_name, reporting_to

    _check_name(name)
    with open_workspace(store) as workspace:
        check_corpus(workspace.store, corpus)
        with (
            workspace.store.run(f"corpus rename {corpus} {name}"),
            progress_bar(quiet=quiet) as draw,
            reporting_to(draw),
        ):
            change_corpus_name(workspace.store, corpus, name, workspace.lexicon)
        manifest = _find_manifest(workspace, corpus)
    say("cli.renamed", corpus=corpus, name=name)
    if manifest:
        say("cli.rename_manifest", corpus=corpus, name=name, manifest=manifest)
    return 0


def _find_manifest(workspace: Workspace, corpus: str) -> Path | None:
    from flows.corpus import find_manifests

    return find_manifests(workspace.settings.corpora_folder).get(corpus)


def _check_name(name: str) -> None:
    from flows.cli.commands.collect import check_corpus_name

    check_corpus_name(name, "NAME")


def corpus_remove(corpus: str, *, yes: Yes = False, store: StoreOption = None, quiet: Quiet = False) -> int:
    """Remove a corpus from the store, with everything derived from it; shows what will go, and asks.

    Parameters
    ----------
    corpus
        Its id, as `zhengce corpus list` shows it.
    """
    from flows.pipeline import plan_corpus_removal

    with open_workspace(store) as workspace:
        check_corpus(workspace.store, corpus)
        doomed = plan_corpus_removal(workspace.store, corpus)
        name = local_message("cli.corpus_named", corpus=corpus)
        done = _remove(workspace, doomed, name, f"corpus {corpus}", yes=yes, quiet=quiet)
        manifest = _find_manifest(workspace, corpus)
    if done and manifest:
        say("cli.manifest_stays", manifest=manifest)
    return int(not done)


def forget(document: str, *, yes: Yes = False, store: StoreOption = None, quiet: Quiet = False) -> int:
    """Remove one document with its versions and everything derived from it; shows what will go, and asks.

    No run brings the document back from its file while the text, or that file, is the same, not even after
    an update of zhengce; another file may hold it too. What was left out as a duplicate of it is read by the
    next run.

    Parameters
    ----------
    document
        Its id as search shows it (or a passage's, or the beginning of it), or its address.
    """
    from flows.output import no_title
    from flows.pipeline import plan_document_removal, resolve_id
    from flows.store import count_freed, read_document

    with open_workspace(store) as workspace:
        identifier = resolve_id(workspace.store, document)
        found = read_document(workspace.store, identifier)
        assert found
        doomed = plan_document_removal(workspace.store, identifier)
        named = {"identifier": identifier, "corpus": found.corpus}
        date, title = found.date or local_message("cli.undated"), found.title or no_title()
        name = local_message("cli.document_named", date=date, title=title, **named)
        if not _remove(workspace, doomed, name, f"document {identifier}", yes=yes, quiet=quiet):
            return 1
        if freed := count_freed(workspace.store, found.corpus, found.key):
            say("cli.duplicates_freed", number=freed)
        return 0


def _remove(workspace: Workspace, doomed: Doomed, name: str, command: str, *, yes: bool, quiet: bool) -> bool:
    """Report what will be removed, ask, and remove it; return whether it was removed.

    The run is recorded as `command`, which is the same in every language.
    """
    from flows.output import progress_bar
    from flows.pipeline import carry_out, reporting_to
    from flows.store import members_of_documents

    say("cli.will_go", name=name, **asdict(doomed.loss))
    if lists := members_of_documents(workspace.store, doomed.ids):
        say("cli.members_lose", lists=[f"{one.name} ({one.members:,})" for one in lists])
    if not confirm(local_message("cli.remove_it"), yes=yes):
        say("cli.nothing_removed")
        return False
    with (
        workspace.store.run(f"remove {command}") as run,
        progress_bar(quiet=quiet) as draw,
        reporting_to(draw),
    ):
        freed = carry_out(workspace.store, doomed, workspace.lexicon)
        run.counts = {"documents": -doomed.loss.documents, "passages": -doomed.loss.passages}
    say("cli.removed", freed=freed / 1e6)
    return True


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
        Its id as search shows it (or a passage's, or the beginning of it), or its address.
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
    values = {name: value.strip() for name, value in given.items() if value is not None}
    if not values:
        raise UsageError("cli.nothing_to_fix")
    with open_workspace(store) as workspace:
        identifier = resolve_id(workspace.store, document)
        with (
            workspace.store.run(f"fix {identifier}"),
            progress_bar(quiet=quiet) as draw,
            reporting_to(draw),
        ):
            correct_document(workspace.store, identifier, values, workspace.lexicon, reason=reason)
    fields = join_list(translate_word(name, "fields") for name in values)
    say("cli.document_corrected", identifier=identifier, fields=fields)
    if values.keys() & {"title", "published"}:
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
            level = ("cli.finding_note", "cli.finding_fault")[is_fault]
            print_message(level, message=format_message(code, values, terminal_locale()))
        _print_outcome(sum(finding.is_fault for finding in found), path, is_begun=is_begun)
    return int(any(finding.is_fault for finding in found))


def _check_opened(
    workspace: Workspace, draw: Callable[[str, int, int], None], *, recount: bool
) -> list[Finding]:
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
        return [*check_days(workspace.store), *corrections, *check_store(workspace.store, report)]
    except (StoreError, DatabaseFault) as error:
        fault = error if isinstance(error, StoreError) else explain_fault(workspace.settings.store, error)
        if fault.code != "store.damaged":
            raise fault from None
        return [unreadable(fault.values["reason"])]


def _print_outcome(faults: int, path: Path, *, is_begun: bool) -> None:
    """Print how many faults a store, or only the installation, has."""
    outcome = local_message(("cli.no_faults", "cli.faults")[bool(faults)], number=faults)
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

    if file.exists():
        raise UsageError("cli.file_exists", path=file)
    with open_workspace(store) as workspace:
        back_up(workspace.store, file)
        raw = workspace.store.raw_folder
    print_path(file)
    if raw.is_dir():
        say("cli.raw_not_copied", raw=raw, copy=file.with_suffix(".raw"))
    return 0
