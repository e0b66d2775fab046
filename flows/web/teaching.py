"""Pages that explain the classifier's labels and store a reader's own: all that this site writes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from flows.annotation.classifier import choose_queue
from flows.errors import UsageError
from flows.pipeline import explain_labels
from flows.store import (
    AnnotatedPassage,
    Correction,
    Store,
    corrected_passages,
    read_passages,
    unread_passages,
    write_corrections,
)
from flows.web.pages import Pages, whole_number

_QUEUE, _CANDIDATES, _LONGEST_FORM = 25, 3000, 20_000
_COOKIE = "reader"


def build_teaching(pages: Pages) -> APIRouter:
    """Return the routes /explain/PASSAGE and /label."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/explain/{passage_id}")
    def explain(request: Request, passage_id: str) -> HTMLResponse:
        passage = _read(passage_id)
        annotator = library.annotator
        reasons = explain_labels(annotator, passage.text, annotator.annotate([passage.text])[0])
        return pages.render(request, "explain.html", passage=passage, reasons=reasons, parts=_weigh)

    @router.get("/label")
    def label(request: Request) -> HTMLResponse:
        candidates = library.keep(
            "unread", lambda store: list(map(asdict, unread_passages(store, _CANDIDATES)))
        )
        read = corrected_passages(library.store)
        queue = choose_queue([one for one in candidates if one["id"] not in read], _QUEUE)
        skip = min(whole_number(request.query_params.get("skip", "0")), max(0, len(queue) - 1))
        return pages.render(
            request,
            "label.html",
            queue=[*queue[skip:], *queue[:skip]],
            skip=skip,
            taxonomy=library.taxonomy.categories,
            reader=request.cookies.get(_COOKIE, ""),
        )

    @router.post("/label")
    async def save(request: Request) -> RedirectResponse:
        _check_origin(request)
        body = await request.body()
        if len(body) > _LONGEST_FORM:
            raise UsageError("web.form_too_long")
        form = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
        passage = _read(form.get("passage", [""])[0])
        reader = form.get("reader", [""])[0].strip()[:80]
        if not reader:
            raise UsageError("web.no_reader")
        known = {category.id: category.kind for category in library.taxonomy.categories}
        chosen = [one for one in form.get("label", []) if one in known]
        correction = Correction(
            passage.text,
            tuple(one for one in chosen if known[one] == "strategy"),
            tuple(one for one in chosen if known[one] == "instrument"),
            reader,
            passage.model_version or "",
            passage.language,
            passage.id,
            form.get("note", [""])[0].strip()[:500],
        )
        with Store(library.settings.store, must_exist=True) as store:
            write_corrections(store, [correction])
        answer = RedirectResponse("/label", 303)
        answer.set_cookie(_COOKIE, reader, samesite="strict", max_age=31_536_000)
        return answer

    def _read(passage_id: str) -> AnnotatedPassage:
        document_id, _, position = passage_id.rpartition("-")
        if not position.isascii() or not position.isdecimal() or len(position) > 8:
            raise HTTPException(404)
        found = read_passages(library.store, document_id, first=int(position), limit=1)
        if not found or found[0].position != int(position):
            raise HTTPException(404)
        return found[0]

    return router


def _check_origin(request: Request) -> None:
    """Refuse what another site's page sends."""
    origin = request.headers.get("origin", "")
    if not origin or urlsplit(origin).netloc != request.headers.get("host", ""):
        raise HTTPException(403, "labels are taken from this site's own page only")


def _weigh(text: str, reasons: dict[str, Any]) -> list[tuple[str, int]]:
    """Return the text in parts with -3 to 3: how much the weightiest reason there speaks for the label."""
    strongest = [0.0] * len(text)
    for reason in (*reasons["for"], *reasons["against"]):
        for start, end in reason["spans"]:
            for place in range(start, min(end, len(text))):
                if abs(reason["weight"]) > abs(strongest[place]):
                    strongest[place] = reason["weight"]
    top = max((abs(value) for value in strongest), default=0.0) or 1.0
    levels = [
        0 if not value else max(1, round(3 * abs(value) / top)) * (1 if value > 0 else -1)
        for value in strongest
    ]
    parts: list[tuple[str, int]] = []
    for character, level in zip(text, levels, strict=True):
        if parts and parts[-1][1] == level:
            parts[-1] = (parts[-1][0] + character, level)
        else:
            parts.append((character, level))
    return parts
