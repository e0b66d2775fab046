"""One side of a comparison as typed: a document, a period, or a query."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from flows.errors import UsageError
from flows.records import DateRange
from flows.references import find_by_any_name
from flows.search import Collection, Filters, read_range, select_passages
from flows.store.documents import (
    DocumentFilter,
    DocumentRequest,
    StoredDocument,
    find_ids,
    list_documents,
    read_document,
)
from flows.text import lazy_pattern
from flows.trends import Side

SideKind = Literal["document", "period", "query"]
SIDE_KINDS: tuple[SideKind, ...] = ("document", "period", "query")
_DATE = r"\d{4}(?:-\d{1,2}(?:-\d{1,2})?)?"
_PERIOD = lazy_pattern(rf"(?P<first>{_DATE})?\.\.(?P<last>{_DATE})?|(?P<only>{_DATE})")
_WHOLE_ID = 16  # digits of an id
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class ComparedSide:
    """A side of a comparison: the typed text, its interpretation, and its passages.

    `title` names it for people; `document` is set only for a document.
    """

    typed: str
    kind: SideKind
    title: str
    side: Side
    document: StoredDocument | None = None

    @property
    def word(self) -> str:
        """The side in a form that can be typed again, without ambiguity."""
        if self.document:
            return self.document.id
        return self.typed if self.kind == "period" else f"query:{self.typed}"


def read_side(collection: Collection, typed: str, max_read: int | None = None) -> ComparedSide:
    """Return the side that a text names.

    A prefix `document:`, `period:` or `query:` decides. Otherwise a name of a current document means it (see
    `find_by_any_name`), one date or two joined by .. mean a period, and everything else is a query. After
    `document:`, words of a title are enough if only one document has them. The beginning of an id counts if
    nothing else can be meant; a title that is a lexicon term is a query, unless the term is a law or another
    document. `max_read` limits the passages that NEAR may read.

    Raises UsageError for an empty or ambiguous text, and for a document, period or query that does not exist
    or has no passage.
    """
    typed = " ".join(typed.split())
    kind, _, rest = typed.partition(":")
    match kind if rest.strip() else "":
        case "document":
            return _read_document(collection, rest.strip())
        case "period":
            return _read_period(rest.strip())
        case "query":
            return _read_query(collection, rest.strip(), max_read)
    if not typed:
        raise UsageError("reports.empty_side")
    if _PERIOD.fullmatch(typed) and typed != "..":
        return _read_period(typed)
    found = find_ids(collection.store, typed)
    if not found:
        if len(typed) == _WHOLE_ID and _is_hexadecimal(typed):
            raise UsageError("reports.no_such_document", name=typed)
        if _names_document(collection, typed):
            return _read_document(collection, typed)
        return _read_query(collection, typed, max_read)
    if len(typed) < _WHOLE_ID and _is_hexadecimal(typed) and _is_found(collection, typed, expand=False):
        raise UsageError("reports.ambiguous_side", name=typed, number=len(found))
    return _read_document(collection, typed)


def _names_document(collection: Collection, typed: str) -> bool:
    """Return whether a stored document has this name; other lexicon terms than documents' name none."""
    concept = collection.lexicon.find(typed)
    if concept and concept.type != "DOC":
        return False
    return bool(find_by_any_name(collection.store, typed, collection.lexicon))


def _is_hexadecimal(text: str) -> bool:
    return re.fullmatch("[0-9a-f]+", text) is not None


def _is_found(
    collection: Collection, query: str, *, expand: bool = True, max_read: int | None = None
) -> bool:
    selection = select_passages(collection, query, Filters(), expand=expand, max_read=max_read)
    return bool(selection.count())


def _read_document(collection: Collection, name: str) -> ComparedSide:
    store = collection.store
    found = find_ids(store, name)
    if not found:
        found = _find_titled(collection, name)
    if not found:
        raise UsageError("reports.no_such_document", name=name)
    if len(found) > 1:
        raise UsageError("reports.ambiguous_document", name=name, number=len(found), ids=list(found[:_SHOWN]))
    document = read_document(store, found[0])
    assert document
    if document.superseded_by:
        raise UsageError("reports.former_version", name=document.id, current=document.superseded_by)
    return ComparedSide(name, "document", document.title, Side(document=document.id), document)


def _find_titled(collection: Collection, title: str) -> list[str]:
    """Return the only document of this name, else with these words in its title; none if there is none."""
    named = find_by_any_name(collection.store, title, collection.lexicon)
    if len(named) > 1:
        raise UsageError("reports.ambiguous_title", name=title, number=len(named), ids=named[:_SHOWN])
    if named:
        return named
    listed = list_documents(collection.store, DocumentRequest(DocumentFilter(title=title), limit=_SHOWN))
    ids = [one.id for one in listed.documents]
    if listed.total > 1:
        raise UsageError("reports.ambiguous_words", name=title, number=listed.total, ids=ids)
    return ids


def _read_period(typed: str) -> ComparedSide:
    match = _PERIOD.fullmatch(typed)
    if match is None or typed == "..":
        raise UsageError("reports.no_period_side", name=typed)
    only = match["only"] or ""
    try:
        dates = read_range(match["first"] or only, match["last"] or only)
    except UsageError as error:  # whose message names the options of other commands
        code = "period_reversed" if error.code == "search.dates_reversed" else "no_period_side"
        raise UsageError(f"reports.{code}", name=typed) from None
    return ComparedSide(typed, "period", _name_period(dates), Side(dates=dates))


def _name_period(dates: DateRange) -> str:
    first, last = dates.first or "", dates.last or ""
    return first if first == last else f"{first}..{last}"


def _read_query(collection: Collection, typed: str, max_read: int | None) -> ComparedSide:
    if not _is_found(collection, typed, max_read=max_read):
        raise UsageError("reports.nothing_on_side", name=typed)
    return ComparedSide(typed, "query", typed, Side(query=typed, max_read=max_read))
