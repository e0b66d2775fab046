"""The page of the brief: what is new since a date, each line with a link to its passages."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from flows.references import show_bare, show_signed
from flows.reports import Brief, Kept, choose_since, collect_brief, newest_rates
from flows.search import read_date
from flows.store.documents import newest_known_date
from flows.web import limits
from flows.web.library import Library
from flows.web.rendering import Pages

DAYS = 30  # before the newest document, if no date is requested


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
            bare=show_bare,
            signed=show_signed,
            counted=_counted(found) if found else [],
            since=since or (found.since if found else ""),
            until=until,
            total=sum(found.corpora.values()) if found else 0,
            command=" ".join(command),
        )

    return router


def _counted(found: Brief) -> list[tuple[str, str]]:
    """Return the parameters of a search in the corpora whose strategies the brief counts; [] for all."""
    return [("corpus", name) for name in found.compared_within] if found.left_out else []


def keep_brief(library: Library, since: str = "", until: str = "") -> Brief | None:
    """Return the brief of a period, kept until the store changes; None if no document is dated.

    Without dates, it covers the last month of documents, except those dated in the future, so it changes on
    the day of the newest document's date. Raises UsageError for an invalid date, and if no document is dated
    in the requested period.
    """
    last = read_date(until, "--to") or ""
    if not since and not until:
        last = newest_known_date(library.store)
        if not last:
            return None
    first = read_date(since, "--from") or choose_since(library.store, last or None, DAYS)
    if not first:
        return None
    strategies = {one.id: one.id for one in library.taxonomy.categories if one.kind == "strategy"}
    rates = newest_rates(library.settings.models_folder)
    return library.keep(
        _name(first, last),
        lambda _: collect_brief(
            library.collection,
            strategies,
            first,
            until=last,
            rates=rates,
            kept=Kept(library.cited, library.monthly),
        ),
    )


def kept_brief(library: Library) -> Brief | None:
    """Return the brief without dates if it is kept, else None; collects nothing."""
    last = newest_known_date(library.store)
    if not last:
        return None
    found: Brief | None = library.kept(_name(choose_since(library.store, last, DAYS), last))
    return found


def _name(first: str, last: str) -> str:
    return f"brief {first} {last}"
