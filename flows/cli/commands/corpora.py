"""Commands about corpora: corpus add."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from flows.cli.commands.shared import Many, read_settings
from flows.errors import UsageError

_SHOWN = 8


def corpus_add(
    source: str,
    *,
    id: str = "",
    title: str = "",
    publisher: str = "",
    licence: str = "",
    schedule: str = "",
    timezone: str = "Asia/Shanghai",
    allow_private: Many = None,
    yes: Annotated[bool, Parameter(name=["--yes", "-y"], negative="")] = False,
) -> int:
    """Propose a manifest for a page that lists documents, a feed, a sitemap, a document or a folder.

    Show what it would read, and ask.

    The manifest goes to standard output, what it would read to standard error. Nothing is stored.

    Parameters
    ----------
    source
        An address (https://...) or a file or folder on this machine.
    id
        The corpus's name, a folder under corpora/; default: made from the address.
    schedule
        A cron line such as '0 7 * * 1'; `zhengce serve` reads the source then.
    timezone
        The time zone of the schedule.
    allow_private
        host:port of a server of your own network that may be asked.
    yes
        Write it without asking; needed where nobody can answer.
    """
    from flows.output import messages
    from flows.pipeline import propose_address, propose_folder, write_manifest

    if source.startswith(("http://", "https://")):
        proposal = propose_address(source, id, allow_private or [])
    elif Path(source).exists():
        proposal = propose_folder(Path(source), id)
    else:
        raise UsageError(f"{source!r}: neither an address (https://...) nor a file or folder")
    given = {"title": title, "publisher": publisher, "licence": licence}
    proposal.values = {
        key: value
        for key, value in {**proposal.values, **{k: v for k, v in given.items() if v}}.items()
        if value != ""
    }
    if schedule:
        proposal.values["schedule"] = {"cron": schedule, "timezone": timezone}
    _show(proposal)
    if not proposal.number:
        raise UsageError(f"{source}: nothing found to read; corpora/sources/ shows manifests to start from")
    folder = read_settings().corpora_folder
    if not yes:
        if not sys.stdin.isatty():
            messages.print(
                f"not written: nobody to ask; --yes writes {folder / proposal.id / 'source.yml'}",
                markup=False,
            )
            return 2
        messages.print(f"write {folder / proposal.id / 'source.yml'}? [y/N] ", end="", markup=False)
        if input().strip().lower() not in ("y", "yes", "是"):
            messages.print("not written")
            return 1
    path = write_manifest(folder, proposal)
    messages.print(
        f"written: {path}; look at it, add licence and publisher, then: zhengce ingest {proposal.id}",
        markup=False,
    )
    return 0


def _show(proposal: object) -> None:
    from flows.output import clean, messages, results
    from flows.pipeline import Proposal
    from flows.records import Document

    assert isinstance(proposal, Proposal)
    results.print(
        f"# {proposal.id}/source.yml\n{proposal.as_yaml()}",
        markup=False,
        highlight=False,
        end="",
        soft_wrap=True,
    )
    messages.print(
        f"it would read {proposal.number:,} {'documents' if 'fetch' in proposal.values else 'files'} now:",
        markup=False,
    )
    for title, date, where in proposal.items[:_SHOWN]:
        messages.print(
            f"  {date or 'n.d.'}  {clean(title) or '(no title in the list)'}  {clean(where)}",
            markup=False,
            highlight=False,
        )
    for found in proposal.read[:_SHOWN]:
        if isinstance(found, Document):
            messages.print(
                f"read: {clean(found.title) or '(no title)'} · {found.date or 'n.d.'} · "
                f"{clean(found.publisher) or 'no publisher'} · "
                f"{found.document_number or 'no number'} · {len(found.text):,} characters",
                markup=False,
                highlight=False,
            )
        else:
            messages.print(
                f"rejected: {clean(found.where)}: {clean(found.reason)}", markup=False, style="yellow"
            )
    for note in proposal.notes:
        messages.print(f"note: {clean(note)}", markup=False)
