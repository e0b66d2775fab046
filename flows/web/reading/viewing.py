"""A safe view of the file that a document was read from, which may contain anything.

A web page is shown cleaned (see `cleaning`), as an answer that the browser treats as a sandbox: without
scripts and forms, with no styles but ours, and nothing loaded but our font. A PDF is shown by the browser's
own viewer, at the page of a passage. Text is shown as text, a record as the table of its fields (see
`records`). Anything else can be downloaded.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from flows.corpus import UndecodableError, decode, find_declared_encoding
from flows.corpus.readers import open_page
from flows.errors import StoreError
from flows.store import Store, find_raw
from flows.store.documents import StoredDocument, find_one, read_document
from flows.store.passages import read_passages
from flows.text import Part, split_marked
from flows.web import limits
from flows.web.addresses import read_number
from flows.web.reading.cleaning import clean_markup
from flows.web.reading.dressing import SOURCES, STYLE
from flows.web.reading.originals import name_whole
from flows.web.reading.records import ShownField, is_record, read_own_record, show_fields
from flows.web.rendering import Pages
from flows.web.security import HEADERS

# How an original is shown; the values from `large` on are reasons why it is not.
Shown = Literal["page", "pdf", "text", "record", "large", "binary", "other", "gone", "changed", "no_record"]
_FAULTS: Mapping[str, Shown] = {"store.raw_gone": "gone", "store.raw_changed": "changed"}
_PDF = b"%PDF"
_POLICY = (
    f"sandbox; default-src 'none'; script-src 'none'; {SOURCES}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
_FRAME_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}
# The page that contains the frame: the policy of every page, and frames from this site.
_HOLDER_HEADERS = {
    "Content-Security-Policy": f"{HEADERS['Content-Security-Policy']}; frame-src 'self'",
    "X-Frame-Options": "DENY",
}
_COMPARED = 40  # characters of a passage by which its PDF page is found, ignoring white space
_PAGES = 150  # PDF pages read for that: about three seconds


@dataclass(frozen=True, slots=True)
class Original:
    """An original as shown, with its `size` in bytes.

    `text` is the decoded text of a page or text file; `fields` are those of a record.
    """

    document: StoredDocument
    shown: Shown
    data: bytes = b""
    text: str = ""
    fields: Sequence[ShownField] = ()
    size: int = 0


class ShownText(NamedTuple):
    """The text of an original in parts, the passage marked; `left_out` characters are not shown."""

    parts: list[Part]
    left_out: int


def build_views(pages: Pages) -> APIRouter:
    """Return the routes /original/ID/view, and /original/ID/frame for its frame."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/original/{document_id}/view")
    def view(request: Request, document_id: str) -> HTMLResponse:
        found = _open(library.store, document_id)
        position = request.query_params.get("passage", "")
        passage = _read_passage(library.store, found.document.id, position)
        page = find_page(found.data, passage) if found.shown == "pdf" and passage else 0
        answer = pages.render(
            request,
            "original.html",
            status={"gone": 404, "changed": 404}.get(found.shown, 200),
            document=found.document,
            shown=found.shown,
            whole_file=name_whole(found.document),
            size=found.size,
            fields=found.fields,
            position=position,
            page=page,
            text=mark_passage(found.text, passage) if found.shown == "text" else None,
            limit=limits.LARGEST_SHOWN,
        )
        answer.headers.update(_HOLDER_HEADERS)
        return answer

    @router.get("/original/{document_id}/frame")
    def frame(document_id: str) -> Response:
        found = _open(library.store, document_id)
        if found.shown == "pdf":
            return Response(found.data, media_type="application/pdf", headers=_FRAME_HEADERS)
        if found.shown != "page":
            raise HTTPException(404)
        return HTMLResponse(_write_page(found), headers=_FRAME_HEADERS)

    return router


def _open(store: Store, document_id: str) -> Original:
    """Return the original of a document. Raises HTTPException (404) for an unknown document."""
    document = read_document(store, find_one(store, document_id) or "")
    if document is None:
        raise HTTPException(404)
    try:
        path = find_raw(store, document.source_sha256)
    except StoreError as error:
        return Original(document, _FAULTS[error.code])
    size = path.stat().st_size
    if not is_record(document):
        return replace(open_original(document, path.read_bytes()), size=size)
    record = read_own_record(document, path)
    if record is None:
        return Original(document, "no_record", size=size)
    return Original(document, "record", fields=show_fields(record), size=size)


def open_original(document: StoredDocument, data: bytes) -> Original:
    """Return how to show the bytes of a document. They take precedence over the stored format."""
    if data.startswith(_PDF):
        return Original(document, "pdf", data)
    if document.format not in ("html", "txt", "md"):
        return Original(document, "other", data)
    if len(data) > limits.LARGEST_SHOWN:
        return Original(document, "large", data)
    page = open_page(data) if document.format == "html" else None
    shown, declared = (data, None) if page is None else (page.markup, find_declared_encoding(page.markup))
    try:
        text = decode(shown, document.encoding or declared).text
    except UndecodableError:
        return Original(document, "binary", data)
    return Original(document, "page" if document.format == "html" else "text", data, text)


def _write_page(original: Original) -> str:
    document = original.document
    language = {"en": "en"}.get(document.language, "zh-CN")
    title = f"<title>{html.escape(document.title)}</title>"
    head = f'<meta charset="utf-8">{title}<style>{STYLE}</style>'
    body = clean_markup(original.text)
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'


def _read_passage(store: Store, document_id: str, position: str) -> str:
    """Return the text of a passage by its place in a document; "" if there is no such place or passage."""
    if not position:
        return ""
    found = read_passages(store, document_id, first=read_number(position), limit=1)
    return found[0].text if found else ""


def mark_passage(text: str, passage: str) -> ShownText:
    """Return a text with the first occurrence of a passage marked; of a long text, the part around it.

    White space may differ: lines broken on a page are joined when a file is read.
    """
    signs = "".join(passage.split())
    found = re.search(r"\s*".join(map(re.escape, signs)), text) if signs else None
    start = found.start() if found else 0
    begin = max(0, start - limits.LONGEST_SHOWN // 2) if len(text) > limits.LONGEST_SHOWN else 0
    part = text[begin : begin + limits.LONGEST_SHOWN]
    spans = [(start - begin, found.end() - begin)] if found else []
    return ShownText(list(split_marked(part, spans)), len(text) - len(part))


def find_page(data: bytes, passage: str) -> int:
    """Return the page of a PDF on which a passage begins, from 1; 0 if it is not found."""
    wanted = "".join(passage.split())[:_COMPARED]
    if not wanted:
        return 0
    for number, text in enumerate(_page_texts(data), 1):
        if wanted in "".join(text.split()):
            return number
    return 0


def _page_texts(data: bytes) -> Iterator[str]:
    """Yield the texts of the first pages of a PDF, as far as they can be read."""
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return
        for page in reader.pages[:_PAGES]:
            yield page.extract_text() or ""
    except Exception:  # noqa: BLE001 - a damaged PDF is shown by the viewer as far as that can
        return
