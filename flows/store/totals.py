"""The extent of the kept counts: whether they cover a scope, and whether and how all text is annotated."""

from __future__ import annotations

from flows.records import AnnotationVersion
from flows.store.database import Store
from flows.store.scope import Scope, is_sliced

_COUNTED_SINCE = 7  # the first version of tagging that stores the gaps between loose and strict counts


def has_kept(store: Store, scope: Scope) -> bool:
    """Return whether the kept counts cover a scope; a lake has none."""
    return store.keeps_counts and is_sliced(scope)


def is_all_annotated(store: Store) -> bool:
    """Return whether no counted passage of a current document waits for annotation."""
    return not store.value("SELECT 1 FROM slice WHERE waiting LIMIT 1")


def current_documents(scope: Scope) -> str:
    """Return the FROM clause of the current documents `d` of a scope.

    If it has the columns that the scope selects by, the narrow table of totals is used: its rows are close
    together.
    """
    if scope.needs_metadata:
        return "(SELECT * FROM document WHERE superseded_by IS NULL) d"
    return "document_total d"


def knows_loose(store: Store, lexicon_hash: str) -> bool:
    """Return whether the stored gaps between loose and strict counts are valid for a lexicon."""
    made = store.column("SELECT DISTINCT lexicon_hash FROM annotation_version WHERE passages")
    return bool(made) and is_all_annotated(store) and all(_has_gaps(name, lexicon_hash) for name in made)


def _has_gaps(key: str, lexicon_hash: str) -> bool:
    """Return whether annotations under this key were made with the lexicon and include the gaps."""
    made = AnnotationVersion.read(key)
    return made.lexicon == lexicon_hash and made.tagging.isdigit() and int(made.tagging) >= _COUNTED_SINCE
