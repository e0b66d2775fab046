"""Office files: DOCX (paragraphs, headings and tables in order) and PDF (its text layer; OCR where it has none)."""

from __future__ import annotations

import io
import itertools
import logging
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from flows.corpus.metadata import Metadata, find_title, parse_date
from flows.corpus.readers import ocr
from flows.corpus.readers.shared import Options, Place, Reading, build_document
from flows.records import Document, Rejection
from flows.text import HAN

logging.getLogger("pypdf").setLevel(
    logging.CRITICAL
)  # reports every oddity of a file; what matters is rejected

_MAX_PAGES = 5000
_SENTENCE_OR_HEADING_END = re.compile(r"[。！？；;.!?:：)）》”\"]\s*$")
_NEW_BLOCK = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百\d]+[章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|[-•*]|\d{1,2}[.、]\s*|Article\s|Chapter\s|Section\s)"
)
_PAGE_NUMBER = re.compile(r"^\s*[-—–]?\s*(?:第\s*)?\d{1,4}(?:\s*页)?\s*(?:/\s*\d{1,4})?\s*[-—–]?\s*$")
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_BROKEN_WORD = re.compile(r"(?<![A-Za-z-])([A-Za-z]{2,})-$")
_REST = re.compile(r"[a-z]+")
_MAX_UNPACKED = 500_000_000


def read_docx(data: bytes, place: Place, options: Options) -> Reading:
    """Read one DOCX; headings become `#` lines, table rows lines of cells joined by ` | `."""
    import docx
    from docx.opc.exceptions import OpcError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MAX_UNPACKED:
                yield place.reject("a DOCX that unpacks to more than 500 MB; not opened")
                return
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(_docx_lines(document))
        properties = document.core_properties
        found = Metadata(fields={"title": " ".join((properties.title or "").split())})
    except (
        zipfile.BadZipFile,
        OpcError,
        KeyError,
        ValueError,
        SyntaxError,
        AttributeError,
        EOFError,
        OSError,
    ) as error:
        yield place.reject(f"damaged or truncated DOCX ({type(error).__name__}: {str(error)[:80]})")
        return
    first = find_title(text)
    if not found.fields["title"] or found.fields["title"] not in text:
        found.add("title", first, overwrite=bool(first))
    if properties.author and properties.author not in ("python-docx", ""):
        found.extra["author"] = properties.author
    yield build_document(place, options, found, text, format="docx")


def _docx_lines(document: Any) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                seen: list[Any] = []
                cells = [cell for cell in row.cells if cell._tc not in seen and not seen.append(cell._tc)]  # type: ignore[func-returns-value]
                yield "| " + " | ".join(" ".join(cell.text.split()) for cell in cells) + " |"
            continue
        style = getattr(block.style, "name", "") or ""
        if block.text.strip() and (match := re.match(r"(?:Heading|标题)\s*(\d)", style)):
            yield f"{'#' * int(match[1])} {block.text.strip()}"
        else:
            yield block.text


def read_pdf(data: bytes, place: Place, options: Options) -> Reading:
    """Read the text layer of one PDF; lines broken by the page width are joined, page numbers dropped."""
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            yield place.reject("a PDF that needs a password")
            return
        if len(reader.pages) > _MAX_PAGES:
            yield place.reject(f"a PDF of {len(reader.pages):,} pages; more than {_MAX_PAGES:,} are not read")
            return
        pages = [page.extract_text() or "" for page in reader.pages]
        info: Any = reader.metadata or {}
    except (
        PyPdfError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
        NotImplementedError,
    ) as error:
        yield place.reject(f"damaged or truncated PDF ({type(error).__name__}: {str(error)[:80]})")
        return
    if sum(char.isalnum() for page in pages for char in page) < 20 * len(pages):
        yield _read_scanned(data, place, options, len(pages))
        return
    text = _join_lines(pages)
    found = Metadata(fields={"title": find_title(text) or " ".join(str(info.get("/Title") or "").split())})
    if created := parse_date(str(info.get("/CreationDate") or "").removeprefix("D:")[:8]):
        found.extra["pdf_created"] = created
    yield build_document(place, options, found, text, format="pdf")


def _read_scanned(data: bytes, place: Place, options: Options, number: int) -> Document | Rejection:
    """Read a PDF of pictures by OCR where that is installed; what was read so says so in its metadata and notes."""
    what = f"a PDF without a text layer ({number} page{'s' * (number != 1)}, scanned or drawn)"
    if not ocr.is_scan_reader_available():
        return place.reject(
            f"{what}: install OCR (pip install 'zhengce[ocr]') and ingest again, or give it a text layer first"
        )
    if number > ocr.MAX_SCANNED_PAGES:
        return place.reject(
            f"{what}: more than {ocr.MAX_SCANNED_PAGES} pages are not read by OCR; split it, or give it a text layer first"
        )
    try:
        pages = ocr.read_pages(data)
    except Exception as error:  # noqa: BLE001 - of three libraries with errors of their own
        return place.reject(
            f"{what}: its pages could not be drawn or read ({type(error).__name__}: {str(error)[:80]})"
        )
    text = _join_lines([ocr.join_boxes(page) for page in pages])
    if sum(char.isalnum() for char in text) < 20:
        return place.reject(f"{what}: OCR found no text in it")
    score = ocr.mean_score(pages)
    found = Metadata(
        fields={"title": find_title(text)}, extra={"ocr": {"pages": number, "mean_score": round(score, 3)}}
    )
    found.notes.append(
        f"read by OCR from pictures (mean score {score:.2f}): compare with the page before you quote"
    )
    return build_document(place, options, found, text, format="pdf")


def _join_lines(pages: list[str]) -> str:
    lines = [
        line.strip()
        for page in pages
        for line in page.splitlines()
        if line.strip() and not _PAGE_NUMBER.match(line)
    ]
    if not lines:
        return ""
    full = sorted(len(line) for line in lines)[int(len(lines) * 0.9)]
    words = {word.lower() for line in lines for word in _WORD.findall(line)}
    joined = [lines[0]]
    for before, line in itertools.pairwise(lines):
        is_full = len(before) >= full * 0.75
        if (broken := _BROKEN_WORD.search(before)) and (rest := _REST.match(line)):
            # techno-/logy is one word where the text has it elsewhere; self-/reliance keeps its hyphen
            is_one = (broken[1] + rest[0]).lower() in words and f"{broken[1]}-{rest[0]}".lower() not in words
            joined[-1] = (joined[-1][:-1] if is_one else joined[-1]) + line
            continue
        if (
            is_full
            and not _NEW_BLOCK.match(line)
            and not (_SENTENCE_OR_HEADING_END.search(before) and len(before) < full * 0.95)
        ):
            between = (
                ""
                if re.search(f"[{HAN}，。、；：）》”]$", before) or re.match(f"[{HAN}（《“]", line)
                else " "
            )
            joined[-1] += between + line
        else:
            joined.append(line)
    return "\n".join(joined)
