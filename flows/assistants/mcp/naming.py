"""Documents by number or title, as texts and people name them."""

from __future__ import annotations

from flows.errors import UsageError
from flows.store import Store
from flows.store.documents import DocumentFilter, DocumentRequest, document_names, list_documents
from flows.text import parse_number

_READ, _SHOWN = 100, 5  # documents looked at, and those listed in an error


def find_named(store: Store, name: str) -> str:
    """Return the id of the latest document with this number or title, or ""; words of one title are enough.

    Raises UsageError if documents with different titles have the words.
    """
    from flows.annotation import normalise_title

    number, title = parse_number(name), normalise_title(name)
    known = [one for one in (number, title) if one]
    rows = document_names(store, known) if known else []
    for kind, value in (("number", number), ("title", title)):
        found = [row.document_id for row in rows if value and (row.kind, row.name) == (kind, value)]
        if found:
            return found[-1]
    return _find_titled(store, name)


def _find_titled(store: Store, words: str) -> str:
    listed = list_documents(store, DocumentRequest(DocumentFilter(title=words), limit=_READ))
    titles = list(dict.fromkeys(one.title for one in listed.documents))
    if len(titles) > 1:
        shown = [f"{one.id} {one.title}" for one in listed.documents][:_SHOWN]
        raise UsageError("assistants.several_titles", name=words, number=listed.total, titles=shown)
    return max(((one.date, one.id) for one in listed.documents), default=("", ""))[1]
