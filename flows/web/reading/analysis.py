"""The page and JSON interface that annotate a text. The text is read and forgotten; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field

from flows.annotation.names import NameSetting
from flows.output import tabulate_facts
from flows.pipeline import analyze_passages, read_passages
from flows.store.passages import StoredMention
from flows.web import limits
from flows.web.desk import read_form
from flows.web.library import Library
from flows.web.refusals import strict_router
from flows.web.rendering import Pages

Json = Mapping[str, Any]
_FIELDS = {"text": limits.LONGEST_ANALYSED}


class SentText(BaseModel):
    """A text to annotate; with `names: sure`, only the surest names of people, bodies and places."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(max_length=limits.LONGEST_ANALYSED)]
    names: NameSetting = "full"


def build_analysis(pages: Pages) -> APIRouter:
    """Return the routes of /analyze."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/analyze")
    def ask(request: Request) -> HTMLResponse:
        return pages.render(request, "analyze.html", text="", passages=None, limit=limits.LONGEST_ANALYSED)

    @router.post("/analyze")
    async def analyze(request: Request) -> HTMLResponse:
        text = (await read_form(request, _FIELDS)).get("text", "")
        return await run_in_threadpool(partial(_show, pages, request, text))

    return router


def build_analysis_api(library: Library) -> APIRouter:
    """Return the route of /api/analyze."""
    router = strict_router(prefix="/api")

    @router.post("/analyze")
    def analyze(sent: SentText) -> list[Json]:
        """Annotate a text without storing it: one object per passage, as `zhengce analyze --format jsonl`.

        Offsets are code points of the object's `text`.
        """
        return _analyze(library, sent.text, sent.names)

    return router


def _show(pages: Pages, request: Request, text: str) -> HTMLResponse:
    locale = pages.locale(request)
    found = _analyze(pages.library, text, "full")
    passages = [
        {
            **passage,
            "mentions": [StoredMention(**mention) for mention in passage["mentions"]],
            "facts": list(tabulate_facts(passage, locale)),
        }
        for passage in found
    ]
    limit = limits.LONGEST_ANALYSED
    return pages.render(request, "analyze.html", text=text, passages=passages, limit=limit)


def _analyze(library: Library, text: str, names: NameSetting) -> list[Json]:
    if not text.strip():
        return []
    annotator = library.annotator.with_names(names)
    return list(analyze_passages(annotator, read_passages(text.encode(), "text")))
