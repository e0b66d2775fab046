"""Commands on what people keep: collection list, show, add, remove ..., tag ..., and the search history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from flows.cli.opening import open_workspace
from flows.cli.options import (
    WHOLE,
    LanguageName,
    Limit,
    OptionalText,
    StoreOption,
    Switch,
    TableOutput,
    choose_labels,
)
from flows.cli.printing import (
    Listing,
    check_at_least,
    check_folder_of,
    check_out,
    note_count,
    print_line,
    print_message,
    print_path,
    say,
    show_rows,
)
from flows.errors import UsageError, local_message
from flows.text import show_minute

if TYPE_CHECKING:
    from flows.reports.collections import Member
    from flows.store.desk import ListName

_SHOWN_TEXT = 70  # cells of a passage in a table
_FIXED, _LEAST_ROOM = 37, 36  # cells of number, state, date and gaps, and at least for what is cut
_SHARES = {"title": 0.38, "text": 0.38, "note": 0.24}  # of what a terminal has left
_COLLECTIONS = {
    "name": "name",
    "title": "title",
    "members": "members",
    "query": "query",
    "created": "made (UTC)",
}
_TAGS = {"name": "tag", "documents": "documents", "passages": "passages"}
_MEMBERS = {
    "number": "no.",
    "id": "id",
    "state": "state",
    "date": "date",
    "title": "title",
    "text": "text",
    "note": "note",
}
_HISTORY = {
    "made": "when (UTC)",
    "command": "command",
    "query": "query",
    "options": "options",
    "total": "found",
}
_Note = Annotated[str, Parameter(name="--note", help="A note on each of them.", show_default=False)]
_Stdin = Annotated[
    bool,
    Parameter(
        name="--stdin",
        negative="",
        show_default=False,
        help="Also read ids from standard input, one per line.",
    ),
]
_Shown = Annotated[
    int | None, WHOLE, Parameter(name="--limit", help="At most this many are shown. Default: all.")
]


def collection_list(*, output: TableOutput = TableOutput(), store: StoreOption = None) -> int:
    """List the collections."""
    check_out(output.out)
    with open_workspace(store) as workspace:
        rows = workspace.desk.collections()
    shown = [
        {
            **row._asdict(),
            "created": show_minute(row.created),
            "members": local_message("cli.by_query") if row.query else row.members,
        }
        for row in rows
    ]
    listing = Listing("collections", list(type(rows[0])._fields) if rows else [], _COLLECTIONS, ("members",))
    return show_rows(rows, listing, output, shown=shown)


def collection_show(
    name: str, *, limit: _Shown = None, output: TableOutput = TableOutput(), store: StoreOption = None
) -> int:
    """Show the members of a collection in their order, and what has become of them.

    Parameters
    ----------
    name
        Its name, as `zhengce collection list` shows it.
    """
    return _show_members("collection", name, limit, output, store)


def collection_add(
    name: str,
    *ids: str,
    query: OptionalText = "",
    title: OptionalText = "",
    about: OptionalText = "",
    note_: _Note = "",
    stdin: _Stdin = False,
    store: StoreOption = None,
) -> int:
    """Add documents and passages to a collection, or make a collection of a query.

    The collection is made where there is none. Of a query it holds what this finds whenever it is used.

    Parameters
    ----------
    name
        Letters and digits of any script, blanks, and . - _ & +; in a query it is collection:NAME.
    ids
        Ids of documents or passages, as search shows them.
    query
        The passages that this query finds, as in `zhengce search`, in place of members.
    title
        The title of the collection, for lists and exports.
    about
        A text on the collection as a whole.
    """
    from flows.store.desk import find_collection

    wanted = [*ids, *_read_ids(stdin=stdin)]
    if wanted and query:
        raise UsageError("cli.query_or_members")
    with open_workspace(store) as workspace:
        desk = workspace.desk
        if find_collection(workspace.store, name) is None:
            desk.create(name, title=title, note=about, query=query)
        elif title or about or query:
            desk.describe(name, title=title or None, note=about or None, query=query or None)
        if not wanted:
            found = desk.page(name, limit=1)[1]
            say(("cli.members_now", "cli.passages_now")[bool(query)], name=name, number=found)
            return 0
        added = desk.add(name, wanted, note=note_)
    say("cli.members_added", added=added, others=len(wanted) - added)
    return 0


def collection_remove(name: str, *members: str, store: StoreOption = None) -> int:
    """Remove members from a collection; the documents stay stored.

    Parameters
    ----------
    name
        The collection.
    members
        Ids, or numbers as `zhengce collection show` lists them.
    """
    return _remove_members("collection", name, members, store)


def collection_note(name: str, member: str, text: str, *, store: StoreOption = None) -> int:
    """Write a note on a member of a collection; an empty one removes it.

    Parameters
    ----------
    name
        The collection.
    member
        Its id, or its number as `zhengce collection show` lists it.
    text
        The note, in quotation marks.
    """
    with open_workspace(store) as workspace:
        workspace.desk.note(name, member, text)
    return 0


def collection_move(
    name: str, member: str, place: Annotated[int, WHOLE], *, store: StoreOption = None
) -> int:
    """Move a member of a collection to another place in its order.

    Parameters
    ----------
    name
        The collection.
    member
        Its id, or its number as `zhengce collection show` lists it.
    place
        Its new number, from 1.
    """
    check_at_least("place", place)
    with open_workspace(store) as workspace:
        workspace.desk.move(name, member, place)
    return 0


def collection_drop(name: str, *, store: StoreOption = None) -> int:
    """Delete a collection with its notes; the documents stay stored.

    Parameters
    ----------
    name
        The collection.
    """
    with open_workspace(store) as workspace:
        number = workspace.desk.drop(name)
    say("cli.collection_deleted", name=name, number=number)
    return 0


def collection_export(
    name: str,
    *,
    format_: Annotated[
        Literal["md", "html", "docx", "json", "bibtex", "ris", "csl-json"], Parameter(name="--format")
    ] = "md",
    style: Literal["gbt7714", "chicago", "apa"] = "gbt7714",
    labels: LanguageName | None = None,
    out: Annotated[Path | None, Parameter(name="--out")] = None,
    store: StoreOption = None,
) -> int:
    """Write a collection with numbered footnotes and a bibliography, or share it as JSON.

    Parameters
    ----------
    name
        The collection.
    format_
        md, html or docx (Word): texts, notes and references; bibtex, ris or csl-json: the documents for a
        reference manager; json: the collection itself, which `zhengce collection import` reads.
    style
        Of footnotes and bibliography (see `zhengce cite`).
    labels
        Language of the headings. Default: en; zh with ZHENGCE_LANG=zh.
    out
        The file to write. Default: standard output; outputs/collection.docx for docx.
    """
    from flows.reports.collections import write_collection

    if out:
        check_folder_of(out)
    with open_workspace(store) as workspace:
        data = write_collection(
            workspace.desk,
            workspace.collection,
            name,
            format_,
            style=style,
            locale=choose_labels(labels, is_drawn=True),
        )
        path = out
        if format_ == "docx" and not path:
            path = workspace.settings.outputs / "collection.docx"
            path.parent.mkdir(parents=True, exist_ok=True)
    if path:
        path.write_bytes(data)
        print_path(path)
    else:
        print(data.decode(), end="")  # noqa: T201
    return 0


def collection_import(file: Path, *, name: OptionalText = "", store: StoreOption = None) -> int:
    """Read a collection that `zhengce collection export --format json` wrote, from another store.

    Members are found by title and text, wherever the documents are here.

    Parameters
    ----------
    file
        The file of JSON.
    name
        Another name for the collection here.
    """
    from flows.reports.collections import read_shared

    text = file.read_bytes().decode("utf-8-sig", "replace")
    with open_workspace(store) as workspace:
        received = read_shared(workspace.desk, text, name=name)
    sizes = {"members": received.members, "found": received.found}
    say("cli.collection_received", name=received.name, **sizes)
    return 0


def tag_list(*, output: TableOutput = TableOutput(), store: StoreOption = None) -> int:
    """List the tags."""
    check_out(output.out)
    with open_workspace(store) as workspace:
        rows = workspace.desk.tags()
    return show_rows(rows, Listing("tags", list(_TAGS), _TAGS, ("documents", "passages")), output)


def tag_show(
    name: str, *, limit: _Shown = None, output: TableOutput = TableOutput(), store: StoreOption = None
) -> int:
    """Show the documents and passages that have a tag.

    Parameters
    ----------
    name
        The tag.
    """
    return _show_members("tag", name, limit, output, store)


def tag_add(name: str, *ids: str, note_: _Note = "", stdin: _Stdin = False, store: StoreOption = None) -> int:
    """Tag documents and passages.

    Parameters
    ----------
    name
        Letters and digits of any script, blanks, and . - _ & +; in a query it is tag:NAME.
    ids
        Ids of documents or passages, as search shows them.
    """
    wanted = [*ids, *_read_ids(stdin=stdin)]
    if not wanted:
        raise UsageError("cli.nothing_to_tag")
    with open_workspace(store) as workspace:
        added = workspace.desk.add(name, wanted, kind="tag", note=note_)
    say("cli.tagged", added=added, others=len(wanted) - added)
    return 0


def tag_remove(name: str, *members: str, store: StoreOption = None) -> int:
    """Take a tag from documents and passages.

    Parameters
    ----------
    name
        The tag.
    members
        Ids, or numbers as `zhengce tag show` lists them.
    """
    return _remove_members("tag", name, members, store)


def tag_drop(name: str, *, store: StoreOption = None) -> int:
    """Delete a tag wherever it is.

    Parameters
    ----------
    name
        The tag.
    """
    with open_workspace(store) as workspace:
        number = workspace.desk.drop(name, kind="tag")
    say("cli.tag_deleted", name=name, number=number)
    return 0


def history(
    *,
    limit: Limit = 30,
    clear: Switch = False,
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
) -> int:
    """List the searches made in this store, the newest first.

    They are kept in a file of yours, .zhengce/history.jsonl, never in the store, and sent nowhere.
    ZHENGCE_HISTORY=off keeps none.

    Parameters
    ----------
    clear
        Delete the history of all stores.
    """
    from flows.settings import read_settings
    from flows.store.desk import HistoryEntry, clear_history, read_history

    check_at_least("--limit", limit)
    check_out(output.out)
    settings = read_settings(store)
    if clear:
        say("cli.history_cleared", number=clear_history(settings.state))
        return 0
    if not settings.history:
        say("cli.history_off")
    rows = read_history(settings.state, settings.store, limit)
    shown = [
        {**row._asdict(), "made": show_minute(row.made), "total": "" if row.total < 0 else f"{row.total:,}"}
        for row in rows
    ]
    listing = Listing(
        "searches", list(HistoryEntry._fields), _HISTORY, ("total",), ("options",), ("command",)
    )
    return show_rows(rows, listing, output, shown=shown)


def _show_members(
    kind: ListName, name: str, limit: int | None, output: TableOutput, store: Path | None
) -> int:
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
    """Return the rows of a table: one line each, cut to the terminal where there is one."""
    from flows.output import cut, results

    widths = {"title": _SHOWN_TEXT, "text": _SHOWN_TEXT, "note": _SHOWN_TEXT}
    if results.is_terminal:
        taken = max((len(row.id) for row in rows), default=0) + _FIXED
        room = max(_LEAST_ROOM, results.width - taken)
        widths = {name: int(room * share) for name, share in _SHARES.items()}
    shown = []
    for row in rows:
        record = {**row._asdict(), "text": row.text or row.former}
        lines = {name: cut(" ".join(str(record[name]).split()), width) for name, width in widths.items()}
        shown.append({**record, **lines})
    return shown


def _note_states(rows: Sequence[Member]) -> None:
    """Say what has become of members since they were added."""
    for state in ("moved", "changed", "gone"):
        if number := sum(row.state == state for row in rows):
            say(f"cli.members_{state}", number=number)


def _remove_members(kind: ListName, name: str, members: Sequence[str], store: Path | None) -> int:
    if not members:
        raise UsageError("cli.no_members", kind=kind, name=name)
    with open_workspace(store) as workspace:
        number = workspace.desk.remove(name, members, kind=kind)
    say("cli.members_removed", number=number)
    return 0


def _read_ids(*, stdin: bool) -> Iterator[str]:
    """Yield the ids on the lines of standard input, where it is to be read."""
    import sys

    if stdin:
        yield from filter(None, (line.strip() for line in sys.stdin))
