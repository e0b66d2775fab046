"""Options that choose passages by their tags and their documents."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from flows.cli.options.dates import AsOf, FirstDate, LastDate
from flows.cli.options.documents import (
    ALTERNATIVES,
    Collections,
    Corpora,
    DocumentKind,
    DocumentStatus,
    Language,
    Level,
    Provinces,
    Publisher,
    Tags,
    Vanished,
    choose_documents,
)
from flows.cli.options.values import type_options

if TYPE_CHECKING:
    from flows.references import DocumentChoice
    from flows.search import Filters

Term = Annotated[
    list[str] | None,
    Parameter(negative="", help=f"A term of the lexicon, by any of its names. {ALTERNATIVES}"),
]
Strategy = Annotated[
    list[str] | None,
    Parameter(
        negative="",
        help="whole_of_nation, indigenous_champions, foreign_technology, tech_leverage, or one of your own, "
        f"by id or name. {ALTERNATIVES}",
    ),
]
Instrument = Annotated[
    list[str] | None,
    Parameter(negative="", help=f"A policy instrument such as export_control, by id or name. {ALTERNATIVES}"),
]
Entity = Annotated[
    list[str] | None,
    Parameter(
        negative="", help=f"An organisation, person, place, programme or technology, by name. {ALTERNATIVES}"
    ),
]
AsTyped = Annotated[
    bool,
    Parameter(
        negative="",
        show_default=False,
        help="Only the words as typed, as in double quotes: no other names or forms of a term.",
    ),
]


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class FilterOptions:
    """Conditions on passages besides the words of a query."""

    term: Term = None
    strategy: Strategy = None
    instrument: Instrument = None
    entity: Entity = None
    corpus: Corpora = None
    publisher: Publisher = None
    language: Language = None
    status: DocumentStatus = None
    level: Level = None
    kind: DocumentKind = None
    vanished: Vanished = None
    province: Provinces = None
    collection: Collections = None
    tag: Tags = None
    as_of: AsOf = ""
    from_: FirstDate = ""
    to: LastDate = ""

    def filters(self) -> Filters:
        """Return the filters of a request. Raises UsageError for an invalid date."""
        from flows.search import VALUE_FILTERS, Filters, read_range  # commands start without the search room

        several = {name: getattr(self, name) for name in VALUE_FILTERS}
        if self.as_of:  # `documents` chooses by the status of that day
            several["status"] = None
        return Filters.of(several, read_range(self.from_, self.to))

    def words(self, **own: bool) -> list[str]:
        """Return the options, and a command's own ones, as typed, for the search history."""
        return type_options(**{one.name: getattr(self, one.name) for one in fields(self)}, **own)

    def documents(self) -> DocumentChoice | None:
        """Return the part of the store to read, None for all. Raises UsageError for an invalid date."""
        status = self.status if self.as_of else None
        return choose_documents(
            self.as_of,
            status=status,
            vanished=self.vanished,
            province=self.province,
            collection=self.collection,
            tag=self.tag,
        )
