"""The page of the brief: what is new since a date, each line with a way to its passages."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from flows.reports import Brief, Kept, choose_since, collect_brief, newest_rates
from flows.search import read_date
from flows.web import limits
from flows.web.library import Library
from flows.web.rendering import Pages

DAYS = 30  # before the newest document, where no date is asked for
LATEST = "brief"  # under which the library keeps the brief without dates


def build_brief(pages: Pages) -> APIRouter:
    """Return the route /brief."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/brief")
    def brief(request: Request) -> HTMLResponse:
        typed = (request.query_params.get(name, "").strip() for name in ("from", "to"))
        since, until = (text[: limits.LONGEST_DATE] for text in typed)
        found = keep_brief(pages.library, since, until)
        command = ["zhengce brief", *([f"--from {found.since}"] if found else [])]
        if until:
            command.append(f"--to {until}")
        return pages.render(
            request,
            "brief.html",
            brief=found,
            since=since or (found.since if found else ""),
            until=until,
            total=sum(found.corpora.values()) if found else 0,
            command=" ".join(command),
        )

    return router


def keep_brief(library: Library, since: str = "", until: str = "") -> Brief | None:
    """Return the brief of a time, kept until the store changes; None where no document is dated.

    Without dates it is on the last month of documents, those dated in the future left out. Raises UsageError
    for a wrong date, and where no document is dated in the time asked for.
    """
    name = f"brief {since} {until}" if since or until else LATEST
    if name == LATEST:
        until = datetime.now(UTC).date().isoformat()
    last = read_date(until, "--to") or ""
    first = read_date(since, "--from") or choose_since(library.store, last or None, DAYS)
    if not first:
        return None
    strategies = {one.id: one.id for one in library.taxonomy.categories if one.kind == "strategy"}
    rates = newest_rates(library.settings.models_folder)
    return library.keep(
        name,
        lambda _: collect_brief(
            library.collection,
            strategies,
            first,
            until=last,
            rates=rates,
            kept=Kept(library.cited, library.monthly),
        ),
    )
