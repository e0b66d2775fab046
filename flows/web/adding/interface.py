"""The routes of /add: adding, progress and removal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import UploadFile

from flows.errors import UsageError
from flows.pipeline import (
    Proposal,
    plan_corpus_removal,
    plan_document_removal,
    propose_address,
    write_manifest,
)
from flows.store.documents import Removal, find_one, known_corpora, read_document
from flows.text import is_safe_name
from flows.web.adding.jobs import Job, Jobs
from flows.web.adding.uploads import LARGEST, read_upload, save_files
from flows.web.addresses import make_address
from flows.web.desk import CHECKED, read_form
from flows.web.rendering import Pages

_KEPT_PROPOSALS = 5
_JobId = Annotated[str, Path(pattern=r"^[0-9a-f]{12}$")]


@dataclass(frozen=True, slots=True)
class _Removable:
    """The effects of a removal, as shown on its page."""

    name: str
    corpus: str
    document: str
    loss: Removal


def build_adding(pages: Pages) -> APIRouter:
    """Return the routes of /add. Without `--edit`, they explain how to add things, and refuse to."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    jobs = Jobs(pages.library.settings)

    @router.get("/add")
    def show(request: Request) -> HTMLResponse:
        corpora = pages.library.keep("corpora", known_corpora)
        limit = LARGEST // 1_000_000
        return pages.render(request, "add.html", jobs=jobs.all, corpora=corpora, limit=limit)

    _route_files(router, pages, jobs)
    _route_sources(router, pages, jobs)
    _route_jobs(router, pages, jobs)
    _route_removal(router, pages, jobs)
    return router


def _route_files(router: APIRouter, pages: Pages, jobs: Jobs) -> None:
    @router.post("/add/files")
    async def add_files(request: Request) -> RedirectResponse:
        _check_editing(pages)
        form = await read_upload(request)
        corpus = str(form.get("corpus", "")).strip()
        _check_corpus(corpus)
        files = [file for file in form.getlist("files") if isinstance(file, UploadFile)]
        folder = await run_in_threadpool(save_files, files)
        try:
            job = jobs.start("files", corpus, {"corpus": corpus}, folder)
        except UsageError:
            folder.cleanup()
            raise
        return _redirect_to_job(job)


def _route_sources(router: APIRouter, pages: Pages, jobs: Jobs) -> None:
    proposals: dict[str, Proposal] = {}

    @router.post("/add/address")
    async def add_address(request: Request) -> HTMLResponse:
        _check_editing(pages)
        form = await read_form(request, {"address": CHECKED, "corpus": CHECKED})
        if name := form.get("corpus", ""):
            _check_corpus(name)
        proposal = await run_in_threadpool(propose_address, _address(form), name, ())
        proposals[proposal.id] = proposal
        while len(proposals) > _KEPT_PROPOSALS:
            proposals.pop(next(iter(proposals)))
        return pages.render(request, "proposal.html", proposal=proposal)

    @router.post("/add/source")
    async def add_source(request: Request) -> RedirectResponse:
        _check_editing(pages)
        form = await read_form(request, {"corpus": CHECKED})
        proposal = proposals.pop(form.get("corpus", ""), None)
        if proposal is None:
            raise UsageError("web.no_proposal")
        write_manifest(pages.library.settings.corpora_folder, proposal)
        return _redirect_to_job(jobs.start("source", proposal.id, {"corpus": proposal.id}))


def _route_jobs(router: APIRouter, pages: Pages, jobs: Jobs) -> None:
    @router.get("/add/job/{identifier}")
    def follow(request: Request, identifier: _JobId) -> HTMLResponse:
        return pages.render(request, "job.html", job=_find(jobs, identifier))

    @router.post("/add/job/{identifier}/undo")
    async def undo(request: Request, identifier: _JobId) -> RedirectResponse:
        _check_editing(pages)
        await read_form(request, {})
        job = _find(jobs, identifier)
        run = job.outcome.get("run")
        if not run:
            raise UsageError("web.nothing_to_undo")
        return _redirect_to_job(jobs.start("take back", job.title, {"run": str(run), "corpus": job.corpus}))


def _route_removal(router: APIRouter, pages: Pages, jobs: Jobs) -> None:
    @router.get("/add/remove")
    def ask(request: Request) -> HTMLResponse:
        values = request.query_params
        found = _removable(pages, values.get("corpus", ""), values.get("document", ""))
        return pages.render(request, "removal.html", found=found)

    @router.post("/add/remove")
    async def remove(request: Request) -> RedirectResponse:
        _check_editing(pages)
        form = await read_form(request, {"corpus": CHECKED, "document": CHECKED})
        found = await run_in_threadpool(_removable, pages, form.get("corpus", ""), form.get("document", ""))
        values = {"corpus": found.corpus, "document": found.document}
        return _redirect_to_job(jobs.start("remove", found.name, values))


def _check_editing(pages: Pages) -> None:
    """Raise HTTPException (403) if the page was started read-only."""
    pages.library.check_file()
    if not pages.library.can_edit:
        raise HTTPException(403, "this page was started for reading: zhengce web --edit")


def _check_corpus(name: str) -> None:
    if not name:
        raise UsageError("web.no_corpus_name")
    if not is_safe_name(name):
        raise UsageError("web.bad_corpus_name", corpus=name)


def _address(form: dict[str, str]) -> str:
    address = form.get("address", "")
    if not address.startswith(("http://", "https://")):
        raise UsageError("web.no_address", address=address)
    return address


def _find(jobs: Jobs, identifier: str) -> Job:
    if job := jobs.find(identifier):
        return job
    raise HTTPException(404)


def _redirect_to_job(job: Job) -> RedirectResponse:
    return RedirectResponse(make_address(f"/add/job/{job.id}"), 303)


def _removable(pages: Pages, corpus: str, document: str) -> _Removable:
    """Return what a removal would remove. Raises HTTPException (404) if it is not stored.

    Measuring it needs a connection that can write.
    """
    with pages.library.open_store() as store:
        if document:
            identifier = find_one(store, document)
            stored = read_document(store, identifier) if identifier else None
            if stored is None:
                raise HTTPException(404)
            loss = plan_document_removal(store, stored.id).loss
            return _Removable(stored.title or stored.id, "", stored.id, loss)
        if corpus not in known_corpora(store):
            raise HTTPException(404)
        return _Removable(corpus, corpus, "", plan_corpus_removal(store, corpus).loss)
