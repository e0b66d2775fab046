"""Directives: what documents require or ask of somebody, by the force of their wording, with sentences."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from flows.records import DIRECTIVE_GRADES, DateOrder
from flows.references.figures import cut_context
from flows.search import (
    Collection,
    Filters,
    check_values,
    read_grades,
    read_range,
    read_values,
    select_passages,
)
from flows.store import Store
from flows.store.documents import check_sources, find_repeated
from flows.store.facts import (
    DirectiveFilter,
    GradeCount,
    StoredDirective,
    count_directives,
    dates_of_directives,
    stored_directives,
)


class ListedDirective(NamedTuple):
    """A directive as listed; see `describe_directives` for the fields."""

    date: str
    grade: int
    force: str
    cue: str
    addressee: str
    object: str
    context: str
    rule: str
    corpus: str
    title: str
    publisher: str
    language: str
    document_id: str
    passage_id: str
    start: int
    end: int
    addressee_start: int
    addressee_end: int
    object_start: int
    object_end: int
    url: str


DIRECTIVE_COLUMNS = list(ListedDirective._fields)


@cache
def describe_directives() -> Mapping[str, str]:
    """Return the meaning of each field of a directive."""
    text = Path(__file__).with_name("directives.toml").read_text(encoding="utf-8")
    columns: dict[str, str] = tomllib.loads(text)
    return columns


def directive_filter(
    collection: Collection,
    query: str = "",
    *,
    grades: Sequence[str] = (),
    addressee: str = "",
    first: str = "",
    last: str = "",
    corpora: Sequence[str] = (),
    languages: Sequence[str] = (),
) -> DirectiveFilter:
    """Return the filter for directives in the passages that a query finds (as in `search`; "" for all).

    Raises UsageError for an invalid date and an unknown grade, corpus or language, QueryError for a query
    that can't be parsed.
    """
    chosen = read_grades(grades)
    dates = read_range(first, last)
    passages: Sequence[int] | None = None
    if query.strip():
        check_values(collection, Filters(), query)
        passages = select_passages(collection, query, Filters()).rows()
    known_languages = read_values("language", languages)
    check_sources(collection.store, corpora, known_languages)
    return DirectiveFilter(
        grades=chosen,
        addressee=addressee.strip(),
        first=dates.first or "",
        last=dates.last or "",
        corpora=corpora,
        languages=known_languages,
        passages=passages,
    )


def list_directives(
    store: Store,
    wanted: DirectiveFilter,
    *,
    limit: int | None = None,
    order: DateOrder = "earliest",
    with_copies: bool = False,
) -> tuple[list[ListedDirective], list[GradeCount]]:
    """Return directives by date (undated last), document and place, and the total number by grade.

    The directives of a text that is stored several times are returned once, or with copies for each of them.
    """
    if not with_copies:
        wanted = without_copies(store, wanted)
    rows = [as_listed(row) for row in stored_directives(store, wanted, limit, order)]
    return rows, count_directives(store, wanted)


def without_copies(store: Store, wanted: DirectiveFilter) -> DirectiveFilter:
    """Return a filter of the same directives, but for those in copies of a text; its earliest one is kept."""
    repeated = find_repeated(store.beside, dates_of_directives(store, wanted))
    return replace(wanted, except_documents=tuple(repeated))


def count_in_copies(store: Store, wanted: DirectiveFilter) -> int:
    """Return how many directives that a filter finds are in the copies left out of `list_directives`."""
    repeated = without_copies(store, wanted).except_documents
    if not repeated:
        return 0
    return sum(count.directives for count in count_directives(store, replace(wanted, documents=repeated)))


def as_listed(row: StoredDirective) -> ListedDirective:
    """Return a stored directive with its text."""
    values = row._asdict()
    values |= {
        "force": DIRECTIVE_GRADES[row.grade],
        "cue": row.text[row.start : row.end],
        "addressee": row.text[row.addressee_start : row.addressee_end],
        "object": row.text[row.object_start : row.object_end],
        "context": cut_context(row.text, row.start, row.end),
    }
    return ListedDirective(**{name: values[name] for name in DIRECTIVE_COLUMNS})
