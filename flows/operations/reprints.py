"""Find reprints and near-duplicates among the stored documents, and keep them as clusters that search and trends can fold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from flows.analysis.minhash import MINIMUM_CHARACTERS, cluster, shingle, sign
from flows.store.database import Store
from flows.store.provenance import read_text
from flows.store.reprints import iterate_texts, write_clusters

# Jaccard similarity of runs of five characters from which two documents count as one. Reprints and news a day apart have 0.92 and more,
# an amended law 0.89; this year's report of a yearly ceremony and last year's up to 0.8.
THRESHOLD = 0.8
_NUMERAL = re.compile(r"[\d〇零一二三四五六七八九十百]+")


def find_reprints(store: Store, corpora: Sequence[str] = (), threshold: float = THRESHOLD) -> tuple[int, int]:
    """Cluster the current documents (of these corpora, or all) anew; returns how many clusters, and documents in them.

    Documents of fewer than 40 characters are left out; issues of one series are not reprints of each other.
    """
    ids: list[str] = []
    titles: list[str] = []
    signatures: list[np.ndarray] = []
    for document_id, title, text in iterate_texts(store, corpora):
        if len(text) >= MINIMUM_CHARACTERS and len(hashes := shingle(text)):
            ids.append(document_id)
            titles.append(title)
            signatures.append(sign(hashes))
    hashes_of = lru_cache(maxsize=4_096)(lambda row: shingle(read_text(store, ids[row])))
    groups = (
        cluster(np.array(signatures), hashes_of, threshold, lambda row, leader: not are_issues(titles[row], titles[leader]))
        if ids
        else []
    )
    write_clusters(store, [[(ids[row], score) for row, score in members] for members in groups])
    return len(groups), sum(len(members) for members in groups)


def are_issues(one: str, other: str) -> bool:
    """Return whether two titles differ in their numbers alone: two issues of one thing (第八批, 第九批; this year's and last year's), which
    share their set phrases and are no reprints of each other."""
    return (
        one != other and _NUMERAL.sub("", one) == _NUMERAL.sub("", other) and bool(_NUMERAL.search(one) or _NUMERAL.search(other))
    )
