"""The brief as a page and in the JSON interface: what is new since a date, each line with its passages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from flows.output import command_line, option_words
from flows.records import DateRange
from flows.references import DocumentChoice, show_bare, show_signed
from flows.reports import (
    Brief,
    SlowParts,
    brief_numbers,
    brief_rows,
    choose_since,
    collect_brief,
    explain_no_dates,
    newest_rates,
    read_brief_dates,
)
from flows.search import read_values
from flows.store import Store
from flows.store.desk import desk_number
from flows.store.documents import known_corpora, newest_known_date
from flows.web import limits
from flows.web.addresses import ChoiceAddress, Parameters, read_choice_parameters, several_values
from flows.web.library import Library
from flows.web.lists import Chosen, Date, FirstDate, Many, document_fields
from flows.web.refusals import strict_router
from flows.web.rendering import Pages

_LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class BriefAddress(ChoiceAddress):
    """The documents that a brief is about, also by corpus and language."""

    corpora: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def choice(self) -> DocumentChoice | None:
        """The documents read; None for all. Raises UsageError for an invalid date."""
        chosen = self.documents or DocumentChoice()
        languages = tuple(read_values("language", self.languages))
        return replace(chosen, corpus=self.corpora, language=languages) or None

    @property
    def chosen_pairs(self) -> list[tuple[str, str]]:
        """The parameters that choose documents, with their corpora and languages."""
        corpora = [("corpus", name) for name in self.corpora]
        return [*corpora, *(("language", name) for name in self.languages), *self.document_pairs]

    @property
    def citing_pairs(self) -> list[tuple[str, str]]:
        """Those of them that the page of citations also takes."""
        return [pair for pair in self.chosen_pairs if pair[0] != "language"]


def read_brief(parameters: Parameters) -> BriefAddress:
    """Return the choice of documents of an address."""
    return BriefAddress(
        corpora=several_values(parameters, "corpus"),
        languages=several_values(parameters, "language"),
        as_of=parameters.get("as_of", "").strip(),
        **read_choice_parameters(parameters),
    )


def build_brief(pages: Pages) -> APIRouter:
    """Return the route /brief."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/brief")
    def brief(request: Request) -> HTMLResponse:
        typed = (request.query_params.get(name, "").strip() for name in ("from", "to"))
        since, until = (text[: limits.LONGEST_DATE] for text in typed)
        address = read_brief(request.query_params)
        found = keep_brief(pages.library, since, until, address.choice)
        options = [("from", found.since if found else ""), ("to", until), *address.chosen_pairs]
        return pages.render(
            request,
            "brief.html",
            brief=found,
            bare=show_bare,
            signed=show_signed,
            asked=address,
            counted=list(dict.fromkeys([*(_counted(found) if found else []), *address.chosen_pairs])),
            since=since or (found.since if found else ""),
            until=until,
            total=sum(found.corpora.values()) if found else 0,
            command=command_line(["zhengce", "brief", *option_words(*options)]),
            corpora=pages.library.keep("corpora", known_corpora),
            languages=_LANGUAGES,
            spoken=tuple(read_values("language", address.languages)),
            **document_fields(pages.library, address),
        )

    return router


def build_brief_api(library: Library) -> APIRouter:
    """Return the read-only route /api/brief."""
    router = strict_router(prefix="/api", responses={400: {"description": "no document is dated then"}})

    @router.get("/brief")
    def brief(
        first: FirstDate = "", to: Date = "", *, corpus: Many, language: Many, chosen: Chosen
    ) -> dict[str, object]:
        """Return what is new since a date, each line with its passage.

        Without `from` it begins 30 days before the newest document (up to `to`). `section` of a row is
        documents, first_uses, rising, falling, silent, bursts, targets, cited or strategies; `totals` has the
        number of rows that each has in all. Everything is compared within the chosen documents.
        """
        address = BriefAddress(corpora=tuple(corpus), languages=tuple(language)).with_documents_of(chosen)
        choice = address.choice
        found = keep_brief(library, first.strip(), to.strip(), choice)
        if found is None:
            raise explain_no_dates(library.part(choice).store, to.strip())
        rows = brief_rows(found, library.taxonomy)
        return {**brief_numbers(found), "rows": [row._asdict() for row in rows]}

    return router


def _counted(found: Brief) -> list[tuple[str, str]]:
    """Return the parameters of a search in the corpora whose strategies the brief counts; [] for all."""
    return [("corpus", name) for name in found.compared_within] if found.left_out else []


def keep_brief(
    library: Library, since: str = "", until: str = "", documents: DocumentChoice | None = None
) -> Brief | None:
    """Return the brief of a period and chosen documents, kept until these change; None if none is dated.

    Without dates, it covers the last month of documents, except those dated in the future, so it changes on
    the day of the newest document's date. Raises UsageError for an invalid date, and if no document is dated
    in the requested period.
    """
    chosen = library.part(documents)
    dates = read_brief_dates(chosen.store, since, until)
    if dates is None:
        return None
    first, last = dates.first or "", dates.last or ""
    strategies = {one.id: one.id for one in library.taxonomy.categories if one.kind == "strategy"}
    rates = newest_rates(library.settings.models_folder)

    def collect(_: Store) -> Brief:
        kept = None if documents else SlowParts(library.cited, library.monthly)
        return collect_brief(chosen, strategies, first, until=last, rates=rates, kept=kept)

    of_whom = f" {documents} {desk_number(library.store)}" if documents else ""
    return library.keep(_name(dates) + of_whom, collect)


def kept_brief(library: Library) -> Brief | None:
    """Return the brief without dates if it is kept, else None; collects nothing."""
    last = newest_known_date(library.store)
    if not last:
        return None
    found: Brief | None = library.kept(_name(DateRange(choose_since(library.store, last), last)))
    return found


def _name(dates: DateRange) -> str:
    return f"brief {dates.first} {dates.last}"
