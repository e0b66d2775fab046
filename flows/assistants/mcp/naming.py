"""Documents by number or title, as texts and people name them."""

from __future__ import annotations

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.references import find_by_any_name
from flows.store import Store
from flows.store.documents import DocumentFilter, DocumentRequest, list_documents

_READ, _SHOWN = 100, 5  # documents looked at, and those listed in an error


def find_named(store: Store, name: str, lexicon: Lexicon) -> str:
    """Return the id of the latest document with this name, or ""; words of one title are enough.

    Names are those of `find_by_any_name`. Raises UsageError if documents with different titles have the
    words.
    """
    found = find_by_any_name(store, name, lexicon)
    return found[0] if found else _find_titled(store, name)


def _find_titled(store: Store, words: str) -> str:
    listed = list_documents(store, DocumentRequest(DocumentFilter(title=words), limit=_READ))
    titles = list(dict.fromkeys(one.title for one in listed.documents))
    if len(titles) > 1:
        shown = [f"{one.id} {one.title}" for one in listed.documents][:_SHOWN]
        raise UsageError("assistants.several_titles", name=words, number=listed.total, titles=shown)
    return max(((one.date, one.id) for one in listed.documents), default=("", ""))[1]
