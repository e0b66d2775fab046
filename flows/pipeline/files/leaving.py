"""Find stored documents whose files have left their folder; they stay stored and counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from flows.store import Store, documents_below


def find_gone(
    store: Store, corpus: str, folders: Iterable[str], found: Collection[str], contents: Collection[str]
) -> list[str]:
    """Return the ids of current documents from files below some folders that are not among those `found`.

    Folders and files are keys of a corpus, `contents` the hashes of the files' present contents. A document
    whose content is in a file of another name is not gone.
    """
    below = [one for folder in dict.fromkeys(folders) for one in documents_below(store, corpus, folder)]
    gone = [
        one.id
        for one in below
        if one.sha256 not in contents and not any(key in found for key in _files_of(one.key))
    ]
    return list(dict.fromkeys(gone))


def _files_of(key: str) -> Iterable[str]:
    """Yield the possible files of a document's key: all of it, or the part before the mark of a member."""
    yield key
    for place, character in enumerate(key):
        if character in "#!":
            yield key[:place]
