"""The fields of forms that choose documents: by kind, level and publisher."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.corpus.metadata import read_states
from flows.store.documents import DocumentFilter, group_documents, known_states
from flows.web.addresses import ChoiceAddress
from flows.web.library import Library

_PUBLISHERS = 200  # offered by name
_STATES = ("kind", "level")


def list_publishers(library: Library) -> list[str]:
    """Return the publishers with most documents, for the form."""
    known = library.keep("publishers", lambda store: group_documents(store, DocumentFilter(), "publisher"))
    return [group.name for group in known[:_PUBLISHERS] if group.name]


def document_fields(library: Library, address: ChoiceAddress) -> Mapping[str, Any]:
    """Return what a form needs to offer the documents of an address: see `choose_documents` in the macros."""
    return {
        "publishers": list_publishers(library),
        "states": library.keep("states", known_states),
        "chosen_states": {name: read_states(name, getattr(address, name)) for name in _STATES},
    }
