"""Find reprints and near-duplicates among the stored documents, and keep them as clusters that search and trends can fold."""

from __future__ import annotations

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


def find_reprints(store: Store, corpora: Sequence[str] = (), threshold: float = THRESHOLD) -> tuple[int, int]:
    """Cluster the current documents (of these corpora, or all) anew; returns how many clusters, and documents in them.

    Documents of fewer than 40 characters are left out.
    """
    ids: list[str] = []
    signatures: list[np.ndarray] = []
    for document_id, text in iterate_texts(store, corpora):
        if len(text) >= MINIMUM_CHARACTERS and len(hashes := shingle(text)):
            ids.append(document_id)
            signatures.append(sign(hashes))
    hashes_of = lru_cache(maxsize=4_096)(lambda row: shingle(read_text(store, ids[row])))
    groups = cluster(np.array(signatures), hashes_of, threshold) if ids else []
    write_clusters(store, [[(ids[row], score) for row, score in members] for members in groups])
    return len(groups), sum(len(members) for members in groups)
