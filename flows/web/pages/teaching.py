"""Pages that explain the classifier's labels and store a reader's own labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from flows.annotation.classifier import choose_queue
from flows.errors import UsageError, unknown_value
from flows.pipeline import explain_labels
from flows.store import Correction, corrected_passages, text_number, unreviewed_passages, write_corrections
from flows.store.documents import read_document
from flows.store.passages import AnnotatedPassage, fetch_passages, find_passages
from flows.web.addresses import read_number, read_start
from flows.web.desk import CHECKED, read_fields, single_values
from flows.web.library import Library
from flows.web.rendering import Pages
from flows.web.security import read_cookie, set_cookie

_QUEUE, _CANDIDATES = 25, 3000
_FIELDS = {"passage": CHECKED, "back": CHECKED, "label": CHECKED, "reader": 80, "note": 500}
_COOKIE, _YEAR = "reader", 31_536_000  # seconds
_LEVELS = 3  # shades for a weight


def build_teaching(pages: Pages) -> APIRouter:
    """Return the routes /explain/PASSAGE and /label."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/explain/{passage_id}")
    def explain(request: Request, passage_id: str) -> HTMLResponse:
        passage = _read_passage(library, passage_id)
        annotator = library.annotator
        reasons = explain_labels(annotator, passage.text, annotator.annotate([passage.text])[0])
        given = [one.label for one in passage.categories if one.rank is not None and passage.has_own_labels]
        return pages.render(
            request,
            "explain.html",
            passage=passage,
            document=read_document(library.store, passage_id.rpartition("-")[0]),
            reasons=reasons,
            parts=weigh_text,
            given=given,
        )

    @router.get("/label")
    def label(request: Request) -> HTMLResponse:
        queue = _list_queue(library)
        skip = min(read_start(request.query_params, "skip"), max(0, len(queue) - 1))
        return pages.render(
            request,
            "label.html",
            item=queue[skip] if queue else None,
            waiting=len(queue),
            skip=skip,
            taxonomy=library.taxonomy.categories,
            reader=read_cookie(request, _COOKIE),
        )

    @router.post("/label")
    async def save(request: Request) -> RedirectResponse:
        fields = await read_fields(request, _FIELDS)
        labels = fields.pop("label", [])
        form = single_values(fields)
        correction = _read_form(library, form, labels)
        with library.open_store() as store:
            write_corrections(store, [correction])
        is_back = form.get("back", "") == form["passage"]
        answer = RedirectResponse(f"/correct/{form['passage']}?saved=1" if is_back else "/label", 303)
        set_cookie(answer, _COOKIE, correction.reader, max_age=_YEAR)
        return answer

    return router


def _list_queue(library: Library) -> list[dict[str, Any]]:
    """Return the passages most worth labelling, each with its public id."""
    candidates = library.keep(
        "unread", lambda store: list(map(asdict, unreviewed_passages(store, _CANDIDATES))), number=text_number
    )
    read = corrected_passages(library.store)
    queue = choose_queue([item for item in candidates if item["id"] not in read], _QUEUE)
    passages = fetch_passages(library.store, [item["id"] for item in queue])
    names = {passage.rowid: passage.passage_id for passage in passages}
    return [{**item, "passage_id": names[item["id"]]} for item in queue]


def _read_passage(library: Library, passage_id: str) -> AnnotatedPassage:
    """Return a passage by its public id. Raises HTTPException (404) if there is none."""
    read_number(passage_id.rpartition("-")[2])
    found = find_passages(library.store, [passage_id])
    if passage_id not in found:
        raise HTTPException(404)
    return found[passage_id]


def _read_form(library: Library, form: Mapping[str, str], labels: Iterable[str]) -> Correction:
    """Return the answer in a form. Raises UsageError if it has no name, and for an unknown label.

    If an unknown label were dropped, no label might remain, which would mean that none applies.
    """
    passage = _read_passage(library, form.get("passage", ""))
    reader = " ".join(form.get("reader", "").split())
    if not reader:
        raise UsageError("web.no_reader")
    kinds = {category.id: category.kind for category in library.taxonomy.categories}
    chosen = list(dict.fromkeys(labels))
    if unknown := [label for label in chosen if label not in kinds]:
        raise unknown_value("label", unknown[0], kinds)
    return Correction(
        passage.text,
        tuple(label for label in chosen if kinds[label] == "strategy"),
        tuple(label for label in chosen if kinds[label] == "instrument"),
        reader,
        passage.model_version or "",
        passage.language,
        passage.id,
        form.get("note", ""),
    )


def weigh_text(text: str, reasons: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Return the text in parts with -3 to 3: how strongly the strongest reason there supports the label."""
    strongest = [0.0] * len(text)
    for reason in (*reasons["for"], *reasons["against"]):
        for start, end in reason["spans"]:
            for place in range(start, min(end, len(text))):
                strongest[place] = max(strongest[place], reason["weight"], key=abs)
    top = max(map(abs, strongest), default=0.0) or 1.0
    parts: list[tuple[str, int]] = []
    for character, weight in zip(text, strongest, strict=True):
        level = _level(weight, top)
        if parts and parts[-1][1] == level:
            parts[-1] = (parts[-1][0] + character, level)
        else:
            parts.append((character, level))
    return parts


def _level(weight: float, top: float) -> int:
    if not weight:
        return 0
    level = max(1, round(_LEVELS * abs(weight) / top))
    return level if weight > 0 else -level
