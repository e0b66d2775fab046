"""Commands for corpora: propose a manifest; list, show, rename and remove what is stored."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from flows.cli.asking import ask, check_corpus, check_corpus_name
from flows.cli.opening import open_workspace
from flows.cli.options import OptionalText, Quiet, StoreOption, TableOutput, TextOrJson, Yes
from flows.cli.printing import Listing, note, print_line, print_message, say, show_rows
from flows.cli.removing import remove_after_asking
from flows.errors import UsageError, local_message, terminal_locale
from flows.settings import read_settings
from flows.text import show_minute

if TYPE_CHECKING:
    from flows.pipeline import Proposal
    from flows.workspace import Workspace

_SHOWN = 8  # documents listed in a proposal
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


def corpus_add(
    source: str,
    *,
    name: Annotated[str, Parameter(name=["--id"], show_default=False)] = "",
    title: OptionalText = "",
    publisher: OptionalText = "",
    licence: OptionalText = "",
    schedule: OptionalText = "",
    timezone: str = "Asia/Shanghai",
    allow_private: Annotated[list[str] | None, Parameter(negative="")] = None,
    yes: Annotated[bool, Parameter(name=["--yes", "-y"], negative="", show_default=False)] = False,
) -> int:
    """Propose a manifest for a web page, feed, sitemap, document or folder, and ask before writing it.

    The manifest goes to standard output, a sample of its documents to standard error. None is stored.

    Parameters
    ----------
    source
        An address (https://...), or a file or folder on this machine.
    name
        The corpus's id, a folder under corpora/. Default: made from the address.
    title
        Title of the corpus.
    publisher
        Publisher of its documents.
    licence
        Licence of its documents.
    schedule
        A cron line such as '0 7 * * 1'; `zhengce serve` reads the source then.
    timezone
        The time zone of the schedule.
    allow_private
        host:port of a server in your own network that may be fetched from. Repeatable.
    yes
        Write it without asking, as a script must.
    """
    from flows.pipeline import write_manifest

    times = _read_schedule(schedule, timezone)
    proposal = _propose(source, name, allow_private or [])
    given = {"title": title, "publisher": publisher, "licence": licence}
    values = proposal.values | {key: value for key, value in given.items() if value}
    proposal.values = {key: value for key, value in values.items() if value != ""}
    proposal.values |= times
    _show_proposal(proposal)
    if not proposal.number:
        raise UsageError("cli.nothing_to_read", source=source)
    folder = read_settings().corpora_folder
    path = folder / proposal.id / "source.yml"
    if not yes:
        if not sys.stdin.isatty():
            say("cli.not_written_unasked", path=path)
            return 2
        if not ask(local_message("cli.write_it", path=path)):
            say("cli.not_written")
            return 1
    written = write_manifest(folder, proposal)
    say("cli.manifest_written", path=written, corpus=proposal.id)
    return 0


def _read_schedule(cron: str, timezone: str) -> dict[str, object]:
    """Return the schedule of a manifest, if any. Raises UsageError for an invalid schedule."""
    from flows.corpus import check_schedule

    if not cron:
        return {}
    check_schedule(cron, timezone)
    return {"schedule": {"cron": cron, "timezone": timezone}}


def _propose(source: str, name: str, allow_private: list[str]) -> Proposal:
    from flows.corpus.fetching import is_host_and_port
    from flows.pipeline import propose_address, propose_folder

    if name:
        check_corpus_name(name, "--id")
    for entry in allow_private:
        if not is_host_and_port(entry):
            raise UsageError("cli.bad_host_port", entry=entry)
    if source.startswith(("http://", "https://")):
        return propose_address(source, name, allow_private)
    if source and Path(source).exists():
        return propose_folder(Path(source), name)
    raise UsageError("cli.no_source", source=source)


def _show_proposal(proposal: Proposal) -> None:
    from flows.output import results

    heading = f"# {proposal.id}/source.yml\n{proposal.as_yaml()}"
    results.print(heading, markup=False, highlight=False, end="", soft_wrap=True)
    kind = "documents" if "fetch" in proposal.values else "files"
    say(f"cli.would_read_{kind}", number=proposal.number)
    for title, date, where in proposal.items[:_SHOWN]:
        named = title or local_message("cli.no_title_in_list")
        note(f"  {date or local_message('cli.undated')}  {named}  {where}")
    if (more := proposal.number - len(proposal.items[:_SHOWN])) > 0:
        note(local_message("cli.more_proposed", number=more))
    for found in proposal.read[:_SHOWN]:
        _show_reading(found)
    for text in proposal.notes:
        say("cli.proposal_note", text=text)


def _show_reading(found: Any) -> None:
    """Print the result of reading a document, or why it was rejected."""
    from flows.output import no_title
    from flows.records import Document

    if not isinstance(found, Document):
        reason = found.message(terminal_locale())
        say("cli.proposal_rejected", "yellow", place=found.where, reason=reason)
        return
    parts = (
        found.title or no_title(),
        found.date or local_message("cli.undated"),
        found.publisher or local_message("cli.no_publisher"),
        found.document_number or local_message("cli.no_number"),
        local_message("cli.characters", number=len(found.text)),
    )
    say("cli.proposal_read", parts=" · ".join(parts))


def corpus_fields(file: Path) -> int:
    """Propose the `fields:` of a manifest for a CSV, JSONL or JSON file.

    YAML goes to standard output, with the filled records and an example value of each field. Nothing is
    stored.

    Parameters
    ----------
    file
        A file of records, also packed with gzip.
    """
    from flows.corpus.readers import Place, propose_fields

    try:
        data = file.read_bytes()
    except OSError:
        raise UsageError("cli.no_source", source=file) from None
    mapping = propose_fields(data, Place("", str(file), str(file), file.name))
    if not mapping.records:
        raise UsageError("cli.no_records", source=file)
    sys.stdout.write(mapping.as_yaml())
    return 0


def corpus_list(*, output: TableOutput = TableOutput(), store: StoreOption = None) -> int:
    """List the stored corpora: documents, passages, dates, and when each was last read (UTC)."""
    with open_workspace(store) as workspace:
        rows = _describe_corpora(workspace)
    shown = [row | {"read": show_minute(str(row["read"]))} for row in rows]
    return show_rows(rows, _CORPORA, output, shown=shown)


def _describe_corpora(workspace: Workspace) -> list[dict[str, object]]:
    from flows.store.documents import CorpusSize, corpus_documents, corpus_readings, corpus_sizes

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
    from flows.store.documents import corpus_readings

    with open_workspace(store) as workspace:
        check_corpus(workspace.store, corpus)
        found = next(row for row in _describe_corpora(workspace) if row["corpus"] == corpus)
        reading = corpus_readings(workspace.store).get(corpus)
        plan = plan_corpus_removal(workspace.store, corpus)
        manifest = _find_manifest(workspace, corpus)
    found |= asdict(plan.loss) | {"current": found["documents"]}
    found |= {"outcome": (reading and reading.outcome) or "", "problem": (reading and reading.problem) or ""}
    found["manifest"] = str(manifest or "")
    if format_ == "json":
        print_json(found)
        return 0
    print_line(corpus, style="bold")
    known = {name: found[name] or "?" for name in ("first", "last")}
    minute = show_minute(str(found["read"]))
    known["read"] = f"{minute} UTC" if minute else "?"
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

    check_corpus_name(name, "NAME")
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
        plan = plan_corpus_removal(workspace.store, corpus)
        name = local_message("cli.corpus_named", corpus=corpus)
        done = remove_after_asking(workspace, plan, name, f"corpus {corpus}", yes=yes, quiet=quiet)
        manifest = _find_manifest(workspace, corpus)
    if done and manifest:
        say("cli.manifest_stays", manifest=manifest)
    return int(not done)
