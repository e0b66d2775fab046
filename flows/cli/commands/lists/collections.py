"""Collections of documents and passages: collection list, show, add, remove, note, move, export ..."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from flows.cli.commands.lists.members import (
    NoteOption,
    ShownOption,
    StdinOption,
    note_users,
    read_ids,
    remove_members,
    show_members,
)
from flows.cli.opening import open_workspace
from flows.cli.options import (
    WHOLE,
    LanguageName,
    OptionalText,
    StoreOption,
    TableOutput,
    choose_labels,
)
from flows.cli.printing import (
    Listing,
    check_at_least,
    check_folder_of,
    check_out,
    print_path,
    say,
    show_rows,
)
from flows.errors import UsageError, local_message
from flows.records import RecordStyle, TextStyle
from flows.text import show_minute

_COLLECTIONS = {
    "name": "name",
    "title": "title",
    "members": "members",
    "query": "query",
    "created": "made (UTC)",
}


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
    name: str, *, limit: ShownOption = None, output: TableOutput = TableOutput(), store: StoreOption = None
) -> int:
    """Show the members of a collection in their order, and what has become of them.

    Parameters
    ----------
    name
        Its name, as `zhengce collection list` shows it.
    """
    return show_members("collection", name, limit, output, store)


def collection_add(
    name: str,
    *ids: str,
    query: OptionalText = "",
    title: OptionalText = "",
    about: OptionalText = "",
    note_: NoteOption = "",
    stdin: StdinOption = False,
    store: StoreOption = None,
) -> int:
    """Add documents and passages to a collection, or make a collection of a query.

    A collection that does not exist is created. One made of a query contains what the query finds each time.

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

    wanted = [*ids, *read_ids(stdin=stdin)]
    if wanted and query:
        raise UsageError("cli.query_or_members")
    with open_workspace(store) as workspace:
        desk = workspace.desk
        added = desk.add(name, wanted, note=note_) if wanted else 0  # an unknown id leaves all as it was
        if find_collection(workspace.store, name) is None:
            desk.create(name, title=title, note=about, query=query)
        elif title or about or query:
            desk.describe(name, title=title or None, note=about or None, query=query or None)
        if not wanted:
            found = desk.page(name, limit=1)[1]
            say("cli.passages_now" if query else "cli.members_now", name=name, number=found)
            return 0
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
    return remove_members("collection", name, members, store)


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
        users = workspace.desk.users(name)
        number = workspace.desk.drop(name)
    say("cli.collection_deleted", name=name, number=number)
    note_users(*users)
    return 0


def collection_export(
    name: str,
    *,
    format_: Annotated[Literal["md", "html", "docx", "json", RecordStyle], Parameter(name="--format")] = "md",
    style: TextStyle = "gbt7714",
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
    from flows.reports.collections import create_shared

    text = file.read_bytes().decode("utf-8-sig", "replace")
    with open_workspace(store) as workspace:
        received = create_shared(workspace.desk, text, name=name)
    sizes = {"members": received.members, "found": received.found}
    say("cli.collection_received", name=received.name, **sizes)
    return 0
