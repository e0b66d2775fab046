"""Unpack gzip and deflate bodies piece by piece, never beyond a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from flows.errors import ZhengceError


class TooLargeError(ZhengceError):
    """A body is larger than allowed, packed or unpacked."""


class CutShortError(ZhengceError):
    """A packed body is damaged or ends too early."""


def unpack(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """Return the body made of `chunks`, unpacked by its Content-Encoding, of at most `limit` bytes.

    Raises TooLargeError as soon as the limit is passed, so that a bomb is not unpacked to its end, and
    CutShortError if the body is damaged.
    """
    names = [
        name.strip().lower() for name in encoding.split(",") if name.strip().lower() not in ("", "identity")
    ]
    if not names:
        return _join(chunks, limit)
    if len(names) > 1 or names[0] not in ("gzip", "x-gzip", "deflate"):
        raise CutShortError("corpus.unknown_packing", encoding=encoding)
    return _inflate(chunks, limit, is_gzip=names[0] != "deflate")


def _join(chunks: Iterable[bytes], limit: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > limit:
            raise TooLargeError("corpus.answer_too_large", limit=limit)
    return bytes(body)


def _inflate(chunks: Iterable[bytes], limit: int, *, is_gzip: bool) -> bytes:
    body, unpacker, started = bytearray(), None, False
    for chunk in chunks:
        rest = chunk
        while rest:
            if unpacker is None:
                if started and not rest.startswith(b"\x1f\x8b"):
                    break  # padding after the last member
                unpacker, started = zlib.decompressobj(_window(rest, is_gzip=is_gzip)), True
            try:
                body += unpacker.decompress(rest, limit + 1 - len(body))
            except zlib.error as error:
                raise CutShortError("corpus.packing_damaged", problem=str(error)) from None
            if len(body) > limit:
                raise TooLargeError("corpus.unpacks_too_large", limit=limit)
            rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
            if unpacker.eof:
                unpacker = None
    if unpacker is not None:
        raise CutShortError("corpus.packing_cut_short")
    return bytes(body)


def _window(start: bytes, *, is_gzip: bool) -> int:
    """Return zlib's window argument for gzip, zlib, or raw deflate (which some servers send as deflate)."""
    if is_gzip:
        return 31
    has_zlib_header = start[0] & 0x0F == 8 and (len(start) < 2 or (start[0] * 256 + start[1]) % 31 == 0)
    return 15 if has_zlib_header else -15
