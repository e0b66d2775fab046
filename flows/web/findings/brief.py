"""The page of the brief: what is new since a date, each line with a link to its passages."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from flows.output import command_line, option_words
from flows.references import DocumentChoice, show_bare, show_signed
from flows.reports import Brief, Kept, choose_since, collect_brief, newest_rates
from flows.search import read_date
from flows.store import Store
from flows.store.desk import desk_number
from flows.store.documents import newest_known_date
from flows.web import limits
from flows.web.addresses import ChoiceAddress, read_choice_parameters
from flows.web.library import Library
from flows.web.lists import document_fields
from flows.web.rendering import Pages

DAYS = 30  # before the newest document, if no date is requested


def build_brief(pages: Pages) -> APIRouter:
    """Return the route /brief."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/brief")
    def brief(request: Request) -> HTMLResponse:
        typed = (request.query_params.get(name, "").strip() for name in ("from", "to"))
        since, until = (text[: limits.LONGEST_DATE] for text in typed)
        day = request.query_params.get("as_of", "").strip()
        asked = ChoiceAddress(as_of=day, **read_choice_parameters(request.query_params))
        found = keep_brief(pages.library, since, until, asked.documents)
        options = [("from", found.since if found else ""), ("to", until), *asked.document_pairs]
        return pages.render(
            request,
            "brief.html",
            brief=found,
            bare=show_bare,
            signed=show_signed,
            asked=asked,
            counted=[*(_counted(found) if found else []), *asked.document_pairs],
            since=since or (found.since if found else ""),
            until=until,
            total=sum(found.corpora.values()) if found else 0,
            command=command_line(["zhengce", "brief", *option_words(*options)]),
            **document_fields(pages.library, asked),
        )

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
    last = read_date(until, "--to") or ""
    if not since and not until:
        last = newest_known_date(chosen.store)
        if not last:
            return None
    first = read_date(since, "--from") or choose_since(chosen.store, last or None, DAYS)
    if not first:
        return None
    strategies = {one.id: one.id for one in library.taxonomy.categories if one.kind == "strategy"}
    rates = newest_rates(library.settings.models_folder)

    def collect(_: Store) -> Brief:
        kept = None if documents else Kept(library.cited, library.monthly)
        return collect_brief(chosen, strategies, first, until=last, rates=rates, kept=kept)

    of_whom = f" {documents} {desk_number(library.store)}" if documents else ""
    return library.keep(_name(first, last) + of_whom, collect)


def kept_brief(library: Library) -> Brief | None:
    """Return the brief without dates if it is kept, else None; collects nothing."""
    last = newest_known_date(library.store)
    if not last:
        return None
    found: Brief | None = library.kept(_name(choose_since(library.store, last, DAYS), last))
    return found


def _name(first: str, last: str) -> str:
    return f"brief {first} {last}"
