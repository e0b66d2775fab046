"""Find reprints and near-duplicates among the stored documents, and store them as clusters."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from flows.pipeline.progress import report
from flows.statistics import MINIMUM_CHARACTERS, WAY, cluster, shingle, sign
from flows.store import Store, lock_work
from flows.store.documents import (
    ClusterCounts,
    count_clusters,
    drop_signatures,
    is_clustered,
    read_signatures,
    read_text,
    read_texts,
    unsigned_documents,
    write_clusters,
    write_signatures,
)
from flows.text import lazy_pattern

# Jaccard similarity of runs of five characters from which two documents count as one. Reprints and news a day
# apart have 0.92 or more, an amended law 0.89; this year's and last year's report of a ceremony have up to
# 0.8.
THRESHOLD = 0.8
_NUMERAL = lazy_pattern(r"[\d〇零一二三四五六七八九十百]+")
_BATCH = 1_000
_WAIT_SECONDS = 1_800.0


def update_reprints(store: Store, *, from_scratch: bool = False) -> ClusterCounts:
    """Bring the clusters up to date with the current documents.

    Only new documents are read and signed (0.5 ms for a news item). Then all signatures are compared (80,000:
    4 s), which yields the same clusters as starting again from the texts. Nothing is done if no document was
    added or removed. Documents of fewer than 40 characters are left out; issues of one series are not
    reprints of each other. `from_scratch` drops all signatures first. Raises StoreError if another process is
    comparing documents and does not finish within half an hour.
    """
    with lock_work(store, "+reprints", "store.comparing", wait=_WAIT_SECONDS):
        if from_scratch:
            drop_signatures(store)
        if not is_clustered(store, WAY):
            _sign_new(store)
            write_clusters(store, _compare_all(store))
    return count_clusters(store)


def _sign_new(store: Store) -> None:
    ids = unsigned_documents(store, WAY)
    for start in range(0, len(ids), _BATCH):
        report("compare", start, len(ids))
        texts = read_texts(store, ids[start : start + _BATCH])
        write_signatures(store, WAY, [(document_id, _sign_text(text)) for document_id, text in texts])


def _sign_text(text: str) -> bytes:
    hashes = shingle(text if len(text) >= MINIMUM_CHARACTERS else "")
    return sign(hashes).astype("<u4").tobytes() if len(hashes) else b""


def _compare_all(store: Store) -> list[list[tuple[str, float]]]:
    known, signatures = read_signatures(store)
    if not known:
        return []
    hashes_of = lru_cache(maxsize=4_096)(lambda row: shingle(read_text(store, known[row][0])))
    groups = cluster(
        np.frombuffer(signatures, dtype="<u4").reshape(len(known), -1),
        hashes_of,
        THRESHOLD,
        lambda row, leader: not are_issues(known[row][1], known[leader][1]),
    )
    return [[(known[row][0], score) for row, score in members] for members in groups]


def are_issues(one: str, other: str) -> bool:
    """Return whether two titles differ only in their numbers.

    They then belong to two issues of one series (第八批, 第九批; this year's and last year's), which share
    set phrases and are not reprints of each other.
    """
    return (
        one != other
        and _NUMERAL.sub("", one) == _NUMERAL.sub("", other)
        and bool(_NUMERAL.search(one) or _NUMERAL.search(other))
    )
