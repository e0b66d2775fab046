"""The page and JSON interface that check drafts. A draft is read and forgotten; nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from functools import partial
from typing import Annotated, NamedTuple
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import QueryParams

from flows.assistants.drafts import (
    VERDICTS,
    Claim,
    ClaimRow,
    Draft,
    DraftRequest,
    claim_rows,
    count_uncompared,
    describe_draft_date,
    describe_uncompared,
    find_draft_date,
    read_draft,
    read_text_draft,
    verify_draft,
    word_of,
)
from flows.errors import UsageError
from flows.records import Locale, Reason
from flows.text import split_marked
from flows.web import limits
from flows.web.library import Library
from flows.web.refusals import strict_router
from flows.web.rendering import Pages

_LONGEST_BODY = 10_000_000  # bytes of a form with a file
Json = dict[str, object]
_REFUSED = {
    400: {"description": "the date cannot be read, or nothing stored is of the corpus"},
    422: {"description": "a field is missing, unknown or too long"},
}


class SentDraft(BaseModel):
    """A draft to check, the day on which laws should be in force, and the corpora to look in."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(max_length=limits.LONGEST_DRAFT)]
    as_of: Annotated[str, Field(max_length=limits.LONGEST_DATE)] = ""
    corpus: Annotated[list[str], Field(max_length=limits.VALUES)] = []
    figures: bool = True
    language: Annotated[Locale, Field(description="of the notes")] = "en"


class MarkedPart(NamedTuple):
    """A part of a draft's text; `number` is that of its claim, from 1, or 0."""

    text: str
    number: int
    verdict: str
    is_last: bool


@dataclass(frozen=True, slots=True)
class _Form:
    """The submitted data: a pasted text, or a file, which takes precedence."""

    text: str = ""
    as_of: str = ""
    name: str = ""
    data: bytes = b""

    def read(self) -> Draft:
        """Return the draft. Raises UsageError for a file that is empty or can't be read."""
        if self.name and not self.data.strip():
            cause = Reason("corpus.empty_file").as_value()
            raise UsageError("assistants.unreadable_draft", name=self.name, cause=cause)
        return read_draft(self.data, self.name) if self.data.strip() else read_text_draft(self.text)


def build_drafts(pages: Pages) -> APIRouter:
    """Return the routes of /verify."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/verify")
    def ask(request: Request) -> HTMLResponse:
        return pages.render(request, "verify.html", form=_Form(), rows=None)

    @router.post("/verify")
    async def check(request: Request) -> HTMLResponse:
        body = await request.body()
        if len(body) > _LONGEST_BODY:
            raise UsageError("web.form_too_long")
        form = _read_form(request.headers.get("content-type", ""), body)
        return await run_in_threadpool(partial(_show, pages, request, form))

    return router


def build_drafts_api(library: Library) -> APIRouter:
    """Return the route of /api/verify."""
    router = strict_router(prefix="/api", responses=_REFUSED)

    @router.post("/verify")
    def verify(sent: SentDraft, answer: Response) -> list[Json]:
        """Check the quotations, numbers, titles, articles and figures of a draft; nothing is stored.

        The header `Numbers-Not-Compared` is how many numbers of the draft are in none of these claims. The
        header `Draft-Date` is the date that the draft states, if it does; `as_of` alone decides the day as of
        which laws are judged.
        """
        draft = read_text_draft(sent.text)
        request = DraftRequest(draft, sent.as_of, tuple(sent.corpus), sent.figures, library.parser)
        claims = verify_draft(library.collection, request)
        answer.headers["Numbers-Not-Compared"] = str(count_uncompared(draft, claims))
        if dated := find_draft_date(draft).date:
            answer.headers["Draft-Date"] = dated
        return [row._asdict() for row in claim_rows(claims, sent.language)]

    return router


def _show(pages: Pages, request: Request, form: _Form) -> HTMLResponse:
    try:
        return _check(pages, request, form)
    except UsageError as error:  # a pasted draft is not lost because of an invalid date
        message = error.message(pages.locale(request), for_page=True)
        return pages.render(request, "verify.html", status=400, form=form, rows=None, refused=message)


def _check(pages: Pages, request: Request, form: _Form) -> HTMLResponse:
    draft = form.read()
    if len(draft.text) > limits.LONGEST_DRAFT:
        raise UsageError("assistants.draft_too_long", name=draft.name or "-", limit=limits.LONGEST_DRAFT)
    draft_request = DraftRequest(draft, form.as_of.strip(), parser=pages.library.parser)
    claims = verify_draft(pages.library.collection, draft_request)
    locale = pages.locale(request)
    rows = claim_rows(claims, locale)
    counted = Counter(row.verdict for row in rows)
    return pages.render(
        request,
        "verify.html",
        form=form,
        rows=rows,
        parts=_mark(draft, claims, rows),
        counts=[(name, counted[name]) for name in VERDICTS if counted[name]],
        word=partial(word_of, locale=locale),
        changes=split_changes,
        not_compared=describe_uncompared(count_uncompared(draft, claims), locale),
        dated=describe_draft_date(draft, form.as_of.strip(), locale, for_page=True),
    )


def _mark(draft: Draft, claims: Sequence[Claim], rows: Sequence[ClaimRow]) -> list[MarkedPart]:
    spans = [(claim.start, claim.end) for claim in claims]
    parts = []
    for part in split_marked(draft.text, spans):
        index = part.marks[0]
        if index is None:
            parts.append(MarkedPart(part.text, 0, "", False))
        else:
            parts.append(MarkedPart(part.text, index + 1, rows[index].verdict, part.end == rows[index].end))
    return parts


def split_changes(difference: str) -> list[tuple[str, str]]:
    """Return a difference as (text, kind) in order; the kind is "del", "ins", or "" for common text."""
    parts: list[tuple[str, str]] = []
    for number, piece in enumerate(difference.split("[-")):
        removed, _, rest = piece.partition("-]") if number else ("", "", piece)
        if removed:
            parts.append((removed, "del"))
        for place, inner in enumerate(rest.split("{+")):
            added, _, after = inner.partition("+}") if place else ("", "", inner)
            parts += [(text, kind) for text, kind in ((added, "ins"), (after, "")) if text]
    return parts


def _read_form(content_type: str, body: bytes) -> _Form:
    """Return the fields of a form as sent by a browser, with a file (multipart/form-data) or without."""
    if content_type.startswith("application/x-www-form-urlencoded"):
        plain = QueryParams(parse_qsl(body.decode("utf-8", "replace")))
        return _Form(
            plain.get("text", "").replace("\r\n", "\n"), plain.get("as_of", "")[: limits.LONGEST_NAME]
        )
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    fields: dict[str, str] = {}
    name, data = "", b""
    for part in message.iter_parts() if message.is_multipart() else ():
        field = part.get_param("name", "", header="content-disposition")
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        if part.get_filename():
            name, data = str(part.get_filename()), content
        else:
            fields[str(field)] = content.decode("utf-8", "replace").replace("\r\n", "\n")
    return _Form(
        fields.get("text", ""),
        fields.get("as_of", "")[: limits.LONGEST_NAME],
        name[: limits.LONGEST_NAME],
        data,
    )
