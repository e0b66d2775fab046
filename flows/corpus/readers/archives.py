"""Unpack gzip and zip files within limits, and read their contents."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import IO

from flows.corpus.readers.shared import MAX_RECORDS_BYTES, Draft, Place
from flows.records import Reason, Rejection

_CHUNK = 1 << 16
_BLOCK = 1 << 20
_MAX_MEMBERS = 100_000
_ALWAYS_ALLOWED = 100_000_000  # bytes, unpacked
_MAX_RATIO = 200  # text packs 3 to 30 times; beyond this ratio an archive is built to fill the disk
_IGNORED_PARTS = ("__MACOSX", ".DS_Store", "Thumbs.db")
_OFFICE_MEMBERS = ("[Content_Types].xml", "mimetype")
_GZIP = b"\x1f\x8b"
# Exceptions of reading a damaged gzip or zip, or one without the requested member.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, OSError)
# Reads a member by its bytes, place and (in a zip) name.
ReadMember = Callable[[bytes, Place, str], Iterator[Draft | Rejection]]


def is_gzip(data: bytes) -> bool:
    """Return whether a file starts like gzip."""
    return data.startswith(_GZIP)


def is_zip(data: bytes, place: Place) -> bool:
    """Return whether a file is a zip other than a DOCX."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not _is_docx(data, place)


def _is_docx(data: bytes, place: Place) -> bool:
    if place.name.lower().endswith(".docx"):
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def read_gzip(
    data: bytes, place: Place, read: ReadMember, is_jsonl: Callable[[bytes, str], bool]
) -> Iterator[Draft | Rejection]:
    """Read the file in a gzip. If it is damaged JSONL, read the complete lines before the damage."""
    inner = Place(place.corpus, place.where, place.key, place.name.removesuffix(".gz"), place.sha256)
    limit = min(max(_ALWAYS_ALLOWED, _MAX_RATIO * len(data)), MAX_RECORDS_BYTES)
    unpacked, problem = unpack_gzip(data, limit)
    if len(unpacked) > limit:
        yield place.reject("corpus.gzip_too_large", limit=limit / 1e6)
        return
    if problem and b"\n" in unpacked and is_jsonl(bytes(unpacked[:64]), inner.name):
        del unpacked[unpacked.rfind(b"\n") + 1 :]
        yield place.reject("corpus.gzip_read_in_part", cause=problem.as_value())
    elif problem:
        yield place.refuse(problem)
        return
    if unpacked:
        yield from read(bytes(unpacked), inner, "")
    elif not problem:
        yield place.reject("corpus.empty_file")


def unpack_gzip(data: bytes, limit: int) -> tuple[bytearray, Reason | None]:
    """Unpack member after member, up to just over `limit` bytes.

    Returns the bytes and, if the rest could not be unpacked, the reason.
    """
    unpacked = bytearray()
    rest = data
    while rest and len(unpacked) <= limit:
        unpacker = zlib.decompressobj(wbits=31)
        for start in range(0, len(rest), _CHUNK):
            try:
                unpacked += unpacker.decompress(rest[start : start + _CHUNK], limit + 1 - len(unpacked))
            except zlib.error as error:
                return unpacked, Reason("corpus.gzip_damaged", {"problem": str(error)})
            if unpacker.eof or len(unpacked) > limit:
                rest = unpacker.unused_data + rest[start + _CHUNK :]
                break
        else:
            return unpacked, Reason("corpus.gzip_cut_short")
        if not rest.startswith(_GZIP):
            break  # padding after the last member
    return unpacked, None


def read_zip(data: bytes, place: Place, read: ReadMember) -> Iterator[Draft | Rejection]:
    """Read the members of a zip, sorted by name; `read` also gets the name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if not entries:
                yield place.reject("corpus.no_text")
            if refusal := _refuse_archive(entries):
                yield place.refuse(refusal)
                return
            for entry in sorted(entries, key=lambda entry: entry.filename):
                yield from _read_member(archive, entry, place, read)
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        yield place.reject("corpus.zip_damaged", problem=str(error))


def _refuse_archive(entries: Sequence[zipfile.ZipInfo]) -> Reason | None:
    if any(entry.filename in _OFFICE_MEMBERS for entry in entries):
        return Reason("corpus.office_file")
    if len(entries) > _MAX_MEMBERS:
        return Reason("corpus.zip_too_many_files", {"files": len(entries), "limit": _MAX_MEMBERS})
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    is_bomb = unpacked > _ALWAYS_ALLOWED and unpacked > _MAX_RATIO * max(packed, 1)
    if is_bomb or unpacked > 2 * MAX_RECORDS_BYTES:
        return Reason("corpus.zip_too_large", {"megabytes": unpacked / 1e6, "packed": packed / 1e6})
    return None


def _read_member(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    place: Place,
    read: ReadMember,
) -> Iterator[Draft | Rejection]:
    name = _member_name(entry)
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if any(part in _IGNORED_PARTS or part.startswith(("._", "~$")) for part in parts):
        return
    inner = place.inside(name)
    if ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0]:
        yield inner.reject("corpus.member_outside")
        return
    if entry.flag_bits & 0x1:
        yield inner.reject("corpus.member_protected")
        return
    try:
        with archive.open(entry) as stream:
            data = stream.read(entry.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        yield inner.reject("corpus.member_damaged", problem=str(error))
        return
    yield from read(data, inner, name)


def _member_name(entry: zipfile.ZipInfo) -> str:
    """Undo zipfile's CP437 reading of names that Chinese Windows wrote as GBK (flag bit 11 marks UTF-8)."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def unpack_blocks(path: Path, member: str = "") -> Iterator[bytes]:
    """Yield the bytes of a file, of the content of a gzip, or of a named member of a zip, block by block.

    For a damaged gzip, yields the part before the damage. Raises one of DAMAGED if nothing can be read.
    """
    if member:
        with zipfile.ZipFile(path) as archive:
            entries = {_member_name(entry): entry for entry in archive.infolist()}
            with archive.open(entries[member]) as inside:
                yield from _read_blocks(inside)
        return
    with path.open("rb") as stream:
        is_packed = is_gzip(stream.read(len(_GZIP)))
        stream.seek(0)
        read = _gzip_blocks if is_packed else _read_blocks
        yield from read(stream)


def _read_blocks(stream: IO[bytes]) -> Iterator[bytes]:
    while block := stream.read(_BLOCK):
        yield block


def _gzip_blocks(stream: IO[bytes]) -> Iterator[bytes]:
    """Unpack member after member, as `unpack_gzip` does, without keeping the result."""
    unpacker = zlib.decompressobj(wbits=31)
    while data := unpacker.unused_data + stream.read(_CHUNK):
        if unpacker.eof:
            if not is_gzip(data):
                return  # padding after the last member
            unpacker = zlib.decompressobj(wbits=31)
        try:
            yield unpacker.decompress(data)
        except zlib.error:
            return
