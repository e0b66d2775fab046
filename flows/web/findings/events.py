"""The page of events: events of firms, bodies and persons, by date."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from flows.output import command_line, option_words
from flows.records import DATE_ORDERS, EVENT_ACTIONS, DateOrder
from flows.references import describe_event, event_filter, list_events, name_action, narrow_events
from flows.search import Collection, describe_query
from flows.store.documents import known_corpora
from flows.store.facts import EventFilter
from flows.web import limits
from flows.web.addresses import (
    ChoiceAddress,
    Parameters,
    check_page,
    make_address,
    page_pair,
    plain_value,
    read_choice_parameters,
    read_date_order,
    read_page,
    several_values,
    unless_default,
)
from flows.web.lists import document_fields
from flows.web.rendering import Pages


@dataclass(frozen=True, slots=True)
class EventsAddress(ChoiceAddress):
    """The parameters of /events."""

    query: str = field(default="", kw_only=True)
    name: str = ""
    actions: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    corpora: tuple[str, ...] = ()
    sort: DateOrder = "latest"
    page: int = 1

    def at(self, page: int) -> str:
        """Return the address of another page."""
        return make_address("/events", *self.pairs(), page_pair(page))

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters without the page."""
        named = [("q", self.query), ("name", self.name), ("from", self.first), ("to", self.last)]
        named += [("action", action) for action in self.actions]
        named += [*(("corpus", name) for name in self.corpora), *self.document_pairs]
        return [*named, ("sort", unless_default(self.sort, "latest"))]

    def filter(self, collection: Collection) -> EventFilter:
        """Return the filter for the store.

        Raises UsageError for an invalid date, an unknown action and a query that can't be read.
        """
        wanted = event_filter(
            collection.lexicon,
            self.name,
            actions=self.actions,
            first=self.first,
            last=self.last,
            corpora=self.corpora,
        )
        return narrow_events(collection, wanted, self.query)

    def command(self) -> str:
        """Return the command that lists the same events."""
        named = [pair for pair in self.pairs() if pair[0] not in ("q", "name", "sort")]
        options = option_words(("query", self.query), *named, ("sort", unless_default(self.sort, "earliest")))
        return command_line(["zhengce", "events", *filter(None, [self.name]), *options])


def read_events_address(parameters: Parameters) -> EventsAddress:
    """Return the parameters of an address. Raises UsageError for an unknown order or an invalid page."""
    name, first, last = (
        parameters.get(key, "").strip()[: limits.LONGEST_NAME] for key in ("name", "from", "to")
    )
    page = read_page(parameters)
    sort = read_date_order(parameters)
    return EventsAddress(
        name,
        several_values(parameters, "action"),
        first,
        last,
        several_values(parameters, "corpus"),
        sort,
        page,
        query=plain_value(parameters, "q"),
        as_of=parameters.get("as_of", "").strip(),
        **read_choice_parameters(parameters),
    )


def build_events(pages: Pages) -> APIRouter:
    """Return the route /events."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/events")
    def events(request: Request) -> HTMLResponse:
        address = read_events_address(request.query_params)
        shown, chosen = address.page * limits.LINES, library.part(address.documents)
        rows, total = list_events(chosen.store, address.filter(chosen), limit=shown, order=address.sort)
        check_page(address.page, total)
        return pages.render(
            request,
            "events.html",
            events=address,
            rows=rows[shown - limits.LINES :],
            total=total,
            notes=describe_query(chosen, address.query, pages.locale(request)),
            has_more=total > shown,
            actions=EVENT_ACTIONS,
            orders=DATE_ORDERS,
            corpora=library.keep("corpora", known_corpora),
            **document_fields(library, address),
            describe=partial(describe_event, locale=pages.locale(request)),
            action_name=partial(name_action, locale=pages.locale(request)),
        )

    return router
