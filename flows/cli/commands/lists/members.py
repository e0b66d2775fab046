"""Members of collections and tags: options of their commands, and how to show and remove them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from flows.cli.opening import open_workspace
from flows.cli.options import WHOLE, TableOutput
from flows.cli.printing import Listing, check_out, note_count, print_line, print_message, say, show_rows
from flows.errors import UsageError
from flows.text import in_one_line

if TYPE_CHECKING:
    from flows.reports.collections import Member
    from flows.store.desk import ListName

_SHOWN_TEXT = 70  # cells of a passage in a table
_FIXED, _LEAST_ROOM = 37, 36  # cells of number, state, date and gaps, and the least for columns that are cut
_SHARES = {"title": 0.38, "text": 0.38, "note": 0.24}  # of the remaining width of a terminal
_MEMBERS = {
    "number": "no.",
    "id": "id",
    "state": "state",
    "date": "date",
    "title": "title",
    "text": "text",
    "note": "note",
}
NoteOption = Annotated[str, Parameter(name="--note", help="A note on each of them.", show_default=False)]
StdinOption = Annotated[
    bool,
    Parameter(
        name="--stdin",
        negative="",
        show_default=False,
        help="Also read ids from standard input, one per line.",
    ),
]
ShownOption = Annotated[
    int | None, WHOLE, Parameter(name="--limit", help="At most this many are shown. Default: all.")
]


def show_members(
    kind: ListName, name: str, limit: int | None, output: TableOutput, store: Path | None
) -> int:
    """Print the members of a collection or tag, and what has become of them; return the exit code."""
    from flows.reports.collections import Member

    check_out(output.out)
    with open_workspace(store) as workspace:
        if kind == "collection" and output.format == "table" and not output.out:
            found = workspace.desk.find(name)
            print_line(found.title, style="bold")
            if found.note:
                print_line(found.note)
            if found.query:
                print_message("cli.collection_query", query=found.query)
        rows, total = workspace.desk.page(name, kind=kind, limit=limit)
    shown = _shorten(rows)
    listing = Listing("members", list(Member._fields), _MEMBERS, ("number",), ("note", "text"), ("state",))
    code = show_rows(rows, listing, output, shown=shown)
    if total > len(rows):
        note_count(total, "member", "members", len(rows))
    _note_states(rows)
    return code


def _shorten(rows: Sequence[Member]) -> list[dict[str, object]]:
    """Return the rows of a table, one line each, cut to the terminal if there is one."""
    from flows.output import cut, results

    widths = {"title": _SHOWN_TEXT, "text": _SHOWN_TEXT, "note": _SHOWN_TEXT}
    if results.is_terminal:
        taken = max((len(row.id) for row in rows), default=0) + _FIXED
        room = max(_LEAST_ROOM, results.width - taken)
        widths = {name: int(room * share) for name, share in _SHARES.items()}
    shown = []
    for row in rows:
        record = {**row._asdict(), "text": row.text or row.former}
        lines = {name: cut(in_one_line(str(record[name])), width) for name, width in widths.items()}
        shown.append({**record, **lines})
    return shown


def _note_states(rows: Sequence[Member]) -> None:
    """Report what has become of members since they were added."""
    for state in ("moved", "changed", "gone"):
        if number := sum(row.state == state for row in rows):
            say(f"cli.members_{state}", number=number)


def remove_members(kind: ListName, name: str, members: Sequence[str], store: Path | None) -> int:
    """Remove members from a collection or tag; return the exit code.

    Raises UsageError if none is named.
    """
    if not members:
        raise UsageError("cli.no_members", kind=kind, name=name)
    with open_workspace(store) as workspace:
        desk = workspace.desk
        users = desk.users(name, kind=kind)
        number = desk.remove(name, members, kind=kind)
        is_gone = kind == "tag" and name not in [tag.name for tag in desk.tags()]
    say("cli.members_removed", number=number)
    if is_gone:
        note_users(*users)
    return 0


def note_users(searches: Sequence[str], collections: Sequence[str]) -> None:
    """Report which saved searches and collections name a deleted list."""
    names = {"searches": list(searches), "collections": list(collections)}
    if searches and collections:
        say("cli.list_still_used", "yellow", **names)
    elif searches:
        say("cli.list_still_searched", "yellow", **names)
    elif collections:
        say("cli.list_still_collected", "yellow", **names)


def read_ids(*, stdin: bool) -> Iterator[str]:
    """Yield the ids on the lines of standard input, if it is to be read."""
    import sys

    if stdin:
        yield from filter(None, (line.strip() for line in sys.stdin))
