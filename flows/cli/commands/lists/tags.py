"""Tags of documents and passages: tag list, show, add, remove, drop."""

from __future__ import annotations

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
from flows.cli.options import StoreOption, TableOutput
from flows.cli.printing import Listing, check_out, say, show_rows
from flows.errors import UsageError

_TAGS = {"name": "tag", "documents": "documents", "passages": "passages"}


def tag_list(*, output: TableOutput = TableOutput(), store: StoreOption = None) -> int:
    """List the tags."""
    check_out(output.out)
    with open_workspace(store) as workspace:
        rows = workspace.desk.tags()
    return show_rows(rows, Listing("tags", list(_TAGS), _TAGS, ("documents", "passages")), output)


def tag_show(
    name: str, *, limit: ShownOption = None, output: TableOutput = TableOutput(), store: StoreOption = None
) -> int:
    """Show the documents and passages that have a tag.

    Parameters
    ----------
    name
        The tag.
    """
    return show_members("tag", name, limit, output, store)


def tag_add(
    name: str, *ids: str, note_: NoteOption = "", stdin: StdinOption = False, store: StoreOption = None
) -> int:
    """Tag documents and passages.

    Parameters
    ----------
    name
        Letters and digits of any script, blanks, and . - _ & +; in a query it is tag:NAME.
    ids
        Ids of documents or passages, as search shows them.
    """
    wanted = [*ids, *read_ids(stdin=stdin)]
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
    return remove_members("tag", name, members, store)


def tag_drop(name: str, *, store: StoreOption = None) -> int:
    """Delete a tag wherever it is.

    Parameters
    ----------
    name
        The tag.
    """
    with open_workspace(store) as workspace:
        users = workspace.desk.users(name, kind="tag")
        number = workspace.desk.drop(name, kind="tag")
    say("cli.tag_deleted", name=name, number=number)
    note_users(*users)
    return 0
