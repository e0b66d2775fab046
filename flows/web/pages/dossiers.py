"""The page of a dossier: what the texts say about a name."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse
from starlette.background import BackgroundTask

from flows.errors import QueryError, UsageError
from flows.records import Locale
from flows.reports import Dossier, collect_dossier, draw_bars, write_dossier
from flows.search import describe_shared_names, suggest_names
from flows.store import Store
from flows.store.desk import desk_number
from flows.store.documents import check_sources, known_corpora
from flows.text import fold_label
from flows.web import limits
from flows.web.addresses import (
    ChoiceAddress,
    Parameters,
    download_parameters,
    make_address,
    read_choice_parameters,
    several_values,
)
from flows.web.charts import SeriesNames
from flows.web.library import Library
from flows.web.lists import document_fields
from flows.web.marking import list_neighbours
from flows.web.refusals import check_download
from flows.web.rendering import Pages

_TYPES = {"html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class DossierAddress(ChoiceAddress):
    """The address of a dossier: a name, and the documents that it rests on."""

    name: str = ""
    corpora: tuple[str, ...] = ()

    @property
    def chosen_pairs(self) -> list[tuple[str, str]]:
        """The parameters that choose documents, with their corpora."""
        return [*(("corpus", name) for name in self.corpora), *self.document_pairs]

    def of(self, name: str, path: str = "/dossier") -> str:
        """Return the address of the dossier of a name, or of its file, for the same documents."""
        return make_address(path, ("name", name), *self.chosen_pairs)


def read_dossier(parameters: Parameters) -> DossierAddress:
    """Return the dossier of an address."""
    return DossierAddress(
        name=parameters.get("name", "").strip()[: limits.LONGEST_NAME],
        corpora=several_values(parameters, "corpus"),
        as_of=parameters.get("as_of", "").strip(),
        **read_choice_parameters(parameters),
    )


def build_dossiers(pages: Pages) -> APIRouter:
    """Return the routes /dossier and /download/dossier.html and .md, the page as a file to send."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/dossier")
    def dossier(request: Request) -> HTMLResponse:
        address = read_dossier(request.query_params)
        name = address.name
        fields = {
            "name": name,
            "asked": address,
            "corpora": library.keep("corpora", known_corpora),
            **document_fields(library, address),
        }
        if not name:
            return pages.render(request, "dossier.html", dossier=None, **fields)
        check_sources(library.store, address.corpora)
        locale, chosen = pages.locale(request), library.part(address.documents).store
        try:
            found = _collect(library, chosen, address, locale)
        except QueryError:
            raise  # too many mentions, so the name is known
        except UsageError as error:
            missing = error.message(locale, for_page=True)
            near = _suggest(library, address)
            return pages.render(
                request, "dossier.html", status=404, dossier=None, missing=missing, near=near, **fields
            )
        own = ("entity", found.entity)
        return pages.render(
            request,
            "dossier.html",
            **fields,
            dossier=found,
            notes=describe_shared_names(found.shared, locale),
            shown=_name_of(pages, request, name, found),
            bars_drawn=list(draw_bars(found.years)),
            neighbours=list_neighbours(found, own, pages.names_for(request)),
        )

    @router.get("/download/dossier.{ending}")
    def download(request: Request, ending: Literal["html", "md"]) -> FileResponse:
        check_download(request.query_params, download_parameters("dossier"))
        address = read_dossier(request.query_params)
        folder = tempfile.TemporaryDirectory(prefix="zhengce-")
        (path,) = write_dossier(
            library.part(address.documents),
            library.taxonomy,
            address.name,
            Path(folder.name),
            formats=(ending,),
            corpora=address.corpora,
            locale=pages.locale(request),
        )
        cleanup = BackgroundTask(folder.cleanup)
        return FileResponse(path, media_type=_TYPES[ending], filename=path.name, background=cleanup)

    return router


def _collect(library: Library, chosen: Store, address: DossierAddress, locale: Locale) -> Dossier:
    """Return the dossier of an address, kept until the store or a collection changes."""

    def collect(_: Store) -> Dossier:
        return collect_dossier(
            chosen,
            library.lexicon,
            address.name,
            address.corpora,
            max_passages=limits.MAX_COUNTED,
            locale=locale,
        )

    of_whom = f" {desk_number(library.store)}" if address.documents else ""
    return library.keep(f"dossier {locale} {address}{of_whom}", collect)


def _suggest(library: Library, address: DossierAddress) -> list[str]:
    """Return the nearest names in the chosen documents; none if others mention the very name."""
    label = fold_label(address.name)
    if address.chosen_pairs and any(
        fold_label(one) == label for one in suggest_names(library.store, address.name)
    ):
        return []
    return suggest_names(library.part(address.documents).store, address.name)


def _name_of(pages: Pages, request: Request, typed: str, found: Dossier) -> str:
    """Return the heading of a dossier: a term as typed with its concept, any other name as in the texts."""
    names = pages.names_for(request)
    if not found.concept:
        return names(found.entity)
    return SeriesNames(pages.library.lexicon, names, pages.locale(request)).term(typed)
