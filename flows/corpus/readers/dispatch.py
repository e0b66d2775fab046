"""Pick the reader by content and name; unpack gzip and zip within bounds."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath

from flows.corpus.readers.office import read_docx, read_pdf
from flows.corpus.readers.plain import read_markdown, read_text
from flows.corpus.readers.shared import MAX_DOCUMENT_BYTES, MAX_RECORDS_BYTES, Options, Place, Reading
from flows.corpus.readers.tabular import read_csv, read_json, read_jsonl
from flows.corpus.readers.webpage import read_webpage
from flows.records import Document

READERS: dict[str, Callable[[bytes, Place, Options], Reading]] = {
    "txt": read_text,
    "md": read_markdown,
    "html": read_webpage,
    "docx": read_docx,
    "pdf": read_pdf,
    "csv": read_csv,
    "jsonl": read_jsonl,
    "json": read_json,
}
ENDINGS = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
}
# What lies beside documents in folders of data, by its ending.
_NO_DOCUMENTS = (
    dict.fromkeys((".iob", ".iob2", ".bio", ".conll", ".conllu"), "annotated sentences")
    | dict.fromkeys(
        (".yaml", ".yml", ".toml", ".ini", ".cfg", ".bib", ".lock"), "settings or data about documents"
    )
    | dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".gif", ".svg", ".tif", ".tiff", ".webp"),
        "a picture (put it into a PDF, which is read where OCR is installed)",
    )
    | dict.fromkeys(
        (".sqlite", ".db", ".parquet", ".feather", ".pkl", ".npy", ".npz"),
        "a data file that is not read here",
    )
    | dict.fromkeys((".py", ".ipynb", ".r", ".js", ".css", ".sh"), "a program")
    | {".stats": "statistics", ".log": "a log"}
)
_RECORDS = ("csv", "jsonl", "json")
_CHUNK = 1 << 16
_MAX_MEMBERS = 100_000
_MAX_RATIO = 200  # text packs 3 to 30 times; beyond this an archive is built to fill the disk
_IGNORED_PARTS = ("__MACOSX", ".DS_Store", "Thumbs.db")


def read_file(data: bytes, place: Place, options: Options, *, depth: int = 0) -> Reading:
    """Read all documents of one file, gzip or zip: documents and rejections in order, never an exception for bad input."""
    if not data:
        yield place.reject("empty file")
    elif data[:2] == b"\x1f\x8b":
        yield from _read_gzip(data, place, options, depth)
    elif data[:4] == b"PK\x03\x04" and not _is_docx(data, place):
        yield from _read_zip(data, place, options, depth)
    else:
        yield from _read_plain(data, place, options)


def _read_plain(data: bytes, place: Place, options: Options) -> Reading:
    format = options.format if options.format != "auto" else _find_format(data, place.name)
    if format not in READERS:
        yield place.reject(format)
        return
    limit = MAX_RECORDS_BYTES if format in _RECORDS else MAX_DOCUMENT_BYTES
    if len(data) > limit:
        yield place.reject(
            f"{len(data) / 1e6:,.0f} MB: larger than the {limit / 1e6:,.0f} MB that one {format} file may have; split it"
        )
        return
    yield from READERS[format](data, place, options)


def _find_format(data: bytes, name: str) -> str:
    """Return a format, or why there is none. What the bytes are goes before what the name says."""
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "an old Word 97 to 2003 or other OLE file (.doc, .xls, .ppt); save it as .docx or .txt"
    ending = PurePosixPath(name.lower()).suffix
    if ending in (".gz", ".zip"):
        return f"named {ending} but not such a file"
    if format := ENDINGS.get(ending):
        if format in ("pdf", "docx"):
            return f"named {ending} but not such a file (damaged or another kind)"
        return format
    if ending in _NO_DOCUMENTS:
        return f"{_NO_DOCUMENTS[ending]} ({ending}), not a document"
    return f"unknown kind of file {ending or '(no ending)'}; known are {' '.join(sorted(ENDINGS))}, each also .gz, and .zip; a manifest can say what it is, such as `format: txt`"


def _is_docx(data: bytes, place: Place) -> bool:
    if place.name.lower().endswith(".docx"):
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def _read_gzip(data: bytes, place: Place, options: Options, depth: int) -> Reading:
    if depth:
        yield place.reject("an archive inside an archive; unpack it first")
        return
    inner = Place(place.corpus, place.where, place.key, place.name.removesuffix(".gz"), place.sha256)
    limit = min(max(100_000_000, _MAX_RATIO * len(data)), MAX_RECORDS_BYTES)
    unpacked, problem = _unpack_gzip(data, limit)
    if len(unpacked) > limit:
        yield place.reject(f"a gzip that unpacks to more than {limit / 1e6:,.0f} MB; not read")
        return
    if problem and b"\n" in unpacked and _find_format(bytes(unpacked[:64]), inner.name) == "jsonl":
        del unpacked[unpacked.rfind(b"\n") + 1 :]  # the whole lines before the damage are sound
        yield place.reject(f"{problem}; the whole lines before it were read")
    elif problem:
        yield place.reject(problem)
        return
    if unpacked:
        yield from read_file(bytes(unpacked), inner, options, depth=depth + 1)
    elif not problem:
        yield place.reject("empty file")


def _unpack_gzip(data: bytes, limit: int) -> tuple[bytearray, str]:
    """Return what unpacks, member after member, up to just over `limit` bytes, and what is wrong with the rest ("": nothing)."""
    unpacked = bytearray()
    rest = data
    while rest and len(unpacked) <= limit:
        unpacker = zlib.decompressobj(wbits=31)
        for start in range(0, len(rest), _CHUNK):
            try:
                unpacked += unpacker.decompress(rest[start : start + _CHUNK], limit + 1 - len(unpacked))
            except zlib.error as error:
                return unpacked, f"damaged or truncated gzip ({error})"
            if unpacker.eof or len(unpacked) > limit:
                rest = unpacker.unused_data + rest[start + _CHUNK :]
                break
        else:
            return unpacked, "damaged or truncated gzip (it ends too early)"
        if not rest.startswith(b"\x1f\x8b"):
            break  # padding behind the last member
    return unpacked, ""


def _read_zip(data: bytes, place: Place, options: Options, depth: int) -> Reading:
    if depth:
        yield place.reject("an archive inside an archive; unpack it first")
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if any(entry.filename in ("[Content_Types].xml", "mimetype") for entry in entries):
                yield place.reject(
                    "an office file of a kind that is not read (.xlsx, .pptx, .odt, .epub); save it as .csv, .docx or .txt"
                )
                return
            if reason := _refuse_archive(entries):
                yield place.reject(reason)
                return
            for entry in sorted(entries, key=lambda entry: entry.filename):
                yield from _read_member(archive, entry, place, options, depth)
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        yield place.reject(f"damaged or truncated zip ({error})")


def _refuse_archive(entries: list[zipfile.ZipInfo]) -> str:
    if len(entries) > _MAX_MEMBERS:
        return f"a zip of {len(entries):,} files; more than {_MAX_MEMBERS:,} are not read"
    unpacked, packed = (
        sum(entry.file_size for entry in entries),
        sum(entry.compress_size for entry in entries),
    )
    if unpacked > 2 * MAX_RECORDS_BYTES or (
        unpacked > 100_000_000 and unpacked > _MAX_RATIO * max(packed, 1)
    ):
        return f"a zip that unpacks to {unpacked / 1e6:,.0f} MB from {packed / 1e6:,.1f} MB; not opened"
    return ""


def _read_member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Place, options: Options, depth: int
) -> Reading:
    name = _member_name(entry)
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if any(part in _IGNORED_PARTS or part.startswith(("._", "~$")) for part in parts):
        return
    inner = place.inside(name)
    if ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0]:
        yield inner.reject("a member whose path leads out of the archive; not read")
        return
    if entry.flag_bits & 0x1:
        yield inner.reject("a member that needs a password")
        return
    try:
        with archive.open(entry) as stream:
            data = stream.read(entry.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        yield inner.reject(f"damaged member ({error})")
        return
    for result in read_file(data, inner, options, depth=depth + 1):
        if isinstance(result, Document):
            result.metadata["member"] = name
        yield result


def _member_name(entry: zipfile.ZipInfo) -> str:
    """Undo zipfile's CP437 reading of names that Chinese Windows wrote as GBK (flag bit 11 tells UTF-8)."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename
