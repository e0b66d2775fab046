"""The corpus: from the bytes of a source to documents and passages."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.corpus.encoding import UndecodableError, decode, find_declared_encoding
    from flows.corpus.manifest import (
        Expectations,
        Manifest,
        Manifests,
        Schedule,
        check_schedule,
        find_manifests,
        load_manifest,
        load_manifests,
        parse_manifest,
    )
    from flows.corpus.remote import SCHEMES, RemoteFile, find_remote, is_scheduler, scheme_of
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "SCHEMES",
    "Expectations",
    "Manifest",
    "Manifests",
    "RemoteFile",
    "Schedule",
    "UndecodableError",
    "check_schedule",
    "decode",
    "find_declared_encoding",
    "find_manifests",
    "find_remote",
    "is_scheduler",
    "load_manifest",
    "load_manifests",
    "parse_manifest",
    "scheme_of",
]
