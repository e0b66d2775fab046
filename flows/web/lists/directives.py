"""The page of directives: what documents require or ask of somebody, by grade, addressee and date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from flows.output import command_line, option_words
from flows.records import DATE_ORDERS, DIRECTIVE_GRADES, DateOrder
from flows.references import ListedDirective, directive_filter, list_directives
from flows.search import Collection, describe_query, read_grades, read_values
from flows.store import Store
from flows.store.documents import known_corpora
from flows.store.facts import DirectiveFilter, GradeCount
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
from flows.web.lists.choosing import document_fields
from flows.web.rendering import Pages

_LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class DirectivesAddress(ChoiceAddress):
    """The address of a page of directives."""

    query: str = ""
    grades: tuple[str, ...] = ()
    addressee: str = ""
    first: str = ""
    last: str = ""
    corpora: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sort: DateOrder = "latest"
    page: int = 1

    def filters(self, collection: Collection) -> DirectiveFilter:
        """Return the filter of directives. Raises UsageError for an invalid date or grade."""
        return directive_filter(
            collection,
            self.query,
            grades=self.grades,
            addressee=self.addressee,
            first=self.first,
            last=self.last,
            corpora=self.corpora,
            languages=self.languages,
        )

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return the parameters of the address, without the page and those at their default."""
        return (
            ("q", self.query),
            *(("grade", grade) for grade in self.grades),
            ("addressee", self.addressee),
            ("from", self.first),
            ("to", self.last),
            *(("corpus", corpus) for corpus in self.corpora),
            *(("language", language) for language in self.languages),
            *self.document_pairs,
            ("sort", unless_default(self.sort, "latest")),
        )

    def at(self, page: int) -> str:
        """Return the address of another page."""
        return make_address("/directives", *self.pairs(), page_pair(page))

    def of_grade(self, grade: int) -> str:
        """Return the address of a single grade."""
        return replace(self, grades=(str(grade),)).at(1)

    def command(self) -> str:
        """Return the command that lists the same directives."""
        named = [pair for pair in self.pairs() if pair[0] not in ("q", "sort")]
        options = option_words(*named, ("sort", unless_default(self.sort, "earliest")))
        return command_line(["zhengce", "directives", *filter(None, [self.query]), *options])


def read_directives(parameters: Parameters) -> DirectivesAddress:
    """Return the directives of an address. Raises UsageError for an unknown order or an invalid page."""
    plain, several = partial(plain_value, parameters), partial(several_values, parameters)
    return DirectivesAddress(
        plain("q"),
        several("grade"),
        plain("addressee"),
        plain("from"),
        plain("to"),
        several("corpus"),
        several("language"),
        read_date_order(parameters),
        read_page(parameters),
        as_of=plain("as_of"),
        **read_choice_parameters(parameters),
    )


def _name_grade(typed: Sequence[str]) -> str:
    """Return a typed grade as the form offers it: by its number if it is one grade."""
    if not typed:
        return ""
    grades = [*read_grades(typed)]
    return str(grades[0]) if len(grades) == 1 else typed[0]


def build_directives(pages: Pages) -> APIRouter:
    """Return the route /directives."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/directives")
    def directives(request: Request) -> HTMLResponse:
        address = read_directives(request.query_params)
        shown = address.page * limits.LINES

        def collect(_: Store) -> tuple[list[ListedDirective], list[GradeCount]]:
            chosen = library.part(address.documents)
            return list_directives(chosen.store, address.filters(chosen), limit=shown, order=address.sort)

        # Collections and tags can change without the store's documents; a query may name one.
        name = f"directives {address.at(address.page)}"
        rows, counts = library.keep_if(not (address.query or address.documents), name, collect)
        total = sum(count.directives for count in counts)
        check_page(address.page, total)
        return pages.render(
            request,
            "directives.html",
            asked=address,
            rows=rows[shown - limits.LINES :],
            counts=counts,
            total=total,
            notes=describe_query(library.collection, address.query, pages.locale(request)),
            has_more=total > shown,
            orders=DATE_ORDERS,
            grades=sorted(DIRECTIVE_GRADES, reverse=True),
            first_grade=_name_grade(address.grades[:1]),
            spoken=tuple(read_values("language", address.languages)),
            corpora=library.keep("corpora", known_corpora),
            **document_fields(library, address),
            languages=_LANGUAGES,
        )

    return router
