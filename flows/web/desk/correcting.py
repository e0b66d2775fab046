"""Pages for correcting: tags, figures and labels of a passage, fields of a document; and all corrections."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from flows.errors import UsageError, unknown_value
from flows.output.bibliography import find_document_and_passage
from flows.pipeline import correct_document
from flows.pipeline.corrections import (
    CORRECTION_KINDS,
    FigureChange,
    MentionChange,
    begin_text,
    correct_figure,
    correct_mention,
    list_corrections,
    undo_correction,
)
from flows.records import MENTION_TYPES
from flows.references import KINDS
from flows.store import Store
from flows.store.documents import read_amendments
from flows.store.passages import find_passages
from flows.store.translations import Decision, decide_pair, find_pair
from flows.web import limits
from flows.web.addresses import check_page, make_address, read_choices, read_number, read_page
from flows.web.desk.forms import CHECKED, read_form
from flows.web.library import Library
from flows.web.lists import Limit, Offset
from flows.web.refusals import strict_router
from flows.web.rendering import Pages
from flows.web.security import read_cookie

_IDENTIFIER = r"^[0-9a-f]{4,16}(-\d{1,7})?$"
_Identifier = Annotated[str, Path(pattern=_IDENTIFIER)]
_FIELDS = {"title": "title", "date": "published", "publisher": "publisher"}
_CORRECTED = {
    "what": CHECKED,
    "mention": CHECKED,
    "figure": CHECKED,
    "text": CHECKED,
    "type": CHECKED,
    "concept": CHECKED,
    "is_none": CHECKED,
    "value": CHECKED,
    "unit": 40,
    "kind": CHECKED,
    "indicator": 200,
    "deadline": CHECKED,
    "title": 500,
    "date": CHECKED,
    "publisher": 500,
    "reason": 1000,
}
_READER = "reader"  # the cookie of the labelling page
DECISIONS: tuple[Decision, ...] = ("confirmed", "dismissed")
# Types that people choose from; those of numbers and dates are read by rules.
TYPES = tuple(kind for kind in MENTION_TYPES if kind not in ("MONEY", "PERCENT", "DATE", "QUANTITY"))


def build_correcting(pages: Pages) -> APIRouter:
    """Return the routes /correct/ID, of a document or passage, and /corrections."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/correct/{identifier}")
    def show(request: Request, identifier: _Identifier) -> HTMLResponse:
        return _show(pages, request, identifier)

    @router.post("/correct/{identifier}")
    async def save(request: Request, identifier: _Identifier) -> RedirectResponse:
        form = await read_form(request, _CORRECTED)
        await run_in_threadpool(_save, library, identifier, form)
        return RedirectResponse(make_address(f"/correct/{identifier}", ("saved", "1")), 303)

    @router.get("/corrections")
    def corrections(request: Request) -> HTMLResponse:
        values = request.query_params
        kinds = read_choices(values, "kind", CORRECTION_KINDS)
        page = read_page(values)
        found = list_corrections(library.store, kinds)
        check_page(page, len(found))
        start = (page - 1) * limits.LINES
        return pages.render(
            request,
            "corrections.html",
            rows=found[start : start + limits.LINES],
            total=len(found),
            start=start,
            page=page,
            has_more=len(found) > start + limits.LINES,
            chosen=kinds,
            kinds=CORRECTION_KINDS,
            link=lambda number: make_address(
                "/corrections", *(("kind", kind) for kind in kinds), ("page", str(number))
            ),
            is_frozen=library.store.is_frozen,
            undone=values.get("undone", "")[: limits.LONGEST_NAME],
            undone_at=_read_place(values.get("at", "")),
        )

    @router.post("/corrections")
    async def undo(request: Request) -> RedirectResponse:
        form = await read_form(request, {"undo": CHECKED, "back": CHECKED})
        undone, place = await run_in_threadpool(_undo, library, form.get("undo", ""))
        if form.get("back") and place:
            return RedirectResponse(make_address(f"/correct/{place}", ("undone", undone)), 303)
        return RedirectResponse(make_address("/corrections", ("undone", undone), ("at", place)), 303)

    @router.post("/pairs/{pair_id}/decision")
    async def decide(request: Request, pair_id: str) -> RedirectResponse:
        form = await read_form(request, {"decision": CHECKED})
        await run_in_threadpool(_decide, library, pair_id, form.get("decision", ""))
        return RedirectResponse(f"/pairs/{pair_id}", 303)

    return router


def _decide(library: Library, pair_id: str, decision: str) -> None:
    """Store a decision about a pair. Raises HTTPException (404) for an unknown pair or decision."""
    with library.open_store() as store:
        pair = find_pair(store, pair_id)
        known = next((one for one in DECISIONS if one == decision), None)
        if pair is None or known is None:
            raise HTTPException(404)
        decide_pair(store, pair, known)


def _show(pages: Pages, request: Request, identifier: str) -> HTMLResponse:
    library = pages.library
    try:
        document, passage = find_document_and_passage(library.store, identifier)
    except UsageError:
        raise HTTPException(404) from None
    public = f"{document.id}-{passage.position}" if passage else document.id
    own = [one for one in list_corrections(library.store) if one.document_id == document.id]
    if passage:
        own = [one for one in own if one.passage_id == public]
    return pages.render(
        request,
        "correct.html",
        identifier=public,
        document=document,
        passage=find_passages(library.store, [public]).get(public) if passage else None,
        amended={one.field: one for one in read_amendments(library.store, document.corpus, document.key)},
        corrections=own,
        types=TYPES,
        figure_kinds=KINDS,
        taxonomy=library.taxonomy.categories,
        reader=read_cookie(request, _READER),
        saved=request.query_params.get("saved", "") == "1",
        undone=request.query_params.get("undone", "")[: limits.LONGEST_NAME],
        is_frozen=library.store.is_frozen,
    )


def _save(library: Library, identifier: str, form: dict[str, str]) -> None:
    """Store the corrections in a form. Raises UsageError for a form without a reason, or without a change."""
    if not form.get("reason"):
        raise UsageError("pipeline.no_reason")
    with library.open_store() as store:
        match form.get("what", ""):
            case "mention":
                correct_mention(store, library.lexicon, _read_mention(identifier, form))
            case "figure":
                correct_figure(store, _read_figure(identifier, form))
            case "document":
                _correct_document(store, library, identifier, form)
            case other:
                known = ["mention", "figure", "document"]
                raise unknown_value("what", other, known)


def _read_mention(identifier: str, form: dict[str, str]) -> MentionChange:
    """Return the change in a form.

    Its `mention` is start:type:concept:text, or "" for a `text` that lacks a tag.
    """
    start, kind, concept, text = (*_read_lines(form, "mention").split(":", 3), "", "", "")[:4]
    becomes, named = form.get("type", ""), form.get("concept", "")
    if not start:
        return MentionChange(identifier, form.get("text", ""), becomes, named, reason=form["reason"])
    return MentionChange(
        identifier, text, becomes, named, read_number(start), concept or kind, reason=form["reason"]
    )


def _read_figure(identifier: str, form: dict[str, str]) -> FigureChange:
    """Return the change in a form: `figure` is start:text; an empty field leaves the value unchanged."""
    start, _, text = _read_lines(form, "figure").partition(":")
    given = {name: form.get(name) or None for name in ("unit", "kind", "indicator", "deadline")}
    return FigureChange(
        identifier,
        text,
        read_number(start),
        form.get("is_none", "") == "1",
        _read_value(form.get("value", "")),
        **given,
        reason=form["reason"],
    )


def _read_lines(form: dict[str, str], name: str) -> str:
    """Return a field with the store's line ends: browsers send others."""
    return form.get(name, "").replace("\r\n", "\n")


def _read_value(text: str) -> float | None:
    """Return a plain number as typed, None for empty text. Raises UsageError for anything else."""
    try:
        return float(text.replace(",", "")) if text else None
    except ValueError:
        raise UsageError("web.no_number", text=text[:40]) from None


def _correct_document(store: Store, library: Library, identifier: str, form: dict[str, str]) -> None:
    document, _ = find_document_and_passage(store, identifier)
    given = {field: form.get(name, "") for name, field in _FIELDS.items()}
    values = {field: value for field, value in given.items() if value != getattr(document, field)}
    if not values:
        raise UsageError("pipeline.nothing_changed", text=document.title)
    correct_document(store, document.id, values, library.lexicon, reason=form["reason"])


def _undo(library: Library, name: str) -> tuple[str, str]:
    """Undo a correction; return its text, or the value given where there was none, and its place."""
    with library.open_store() as store:
        found = undo_correction(store, name, library.lexicon)
    text = begin_text(found.text or found.becomes, limits.LONGEST_NAME - 1)
    return text, found.passage_id or found.document_id


def _read_place(identifier: str) -> str:
    """Return the address of a passage or document by its id; "" if it is neither."""
    if not re.fullmatch(_IDENTIFIER, identifier):
        return ""
    return f"/passage/{identifier}" if "-" in identifier else f"/document/{identifier}"


def build_corrections_api(library: Library) -> APIRouter:
    """Return the read-only route /api/corrections."""
    router = strict_router(prefix="/api")

    @router.get("/corrections")
    def corrections(
        *,
        kind: Annotated[str, Query(pattern=f"^({'|'.join(CORRECTION_KINDS)})?$")] = "",
        limit: Limit = 1000,
        offset: Offset = 0,
    ) -> dict[str, object]:
        """List what people have corrected, the newest first; `total` counts all of the kind."""
        found = list_corrections(library.store, (kind,) if kind else ())
        shown = [one._asdict() for one in found[offset : offset + limit]]
        return {"total": len(found), "corrections": shown}

    return router
