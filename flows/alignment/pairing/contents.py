"""Contents: the keys and concepts of each document as arrays of numbers, and how rare each key is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from flows.alignment.pairing.keys import Key, find_keys
from flows.store import Store
from flows.store.translations import ComparedDocument, compared_passages, placed_concepts

KINDS = ("numbers", "dates", "names", "concepts", "sections")
_NAMES = ("PERSON", "ORG", "GPE", "PROGRAMME", "EVENT", "DOC")
_BATCH = 500
_LONGEST = 400_000  # characters of a document that are read; the rest does not help to find pairs


@dataclass(slots=True)
class Vocabulary:
    """The keys by number: the kind and name of each."""

    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    names: list[tuple[str, str]] = field(default_factory=list)

    def number(self, kind: str, name: str) -> int:
        """Return the number of a key; a new key gets a new number."""
        number = self.numbers.setdefault((kind, name), len(self.names))
        if number == len(self.names):
            self.names.append((kind, name))
        return number


@dataclass(frozen=True, slots=True)
class Content:
    """A document's keys: their numbers in order, how often each occurs, and its first position (0 to 1).

    `length` counts the non-blank characters that were read.
    """

    document: ComparedDocument
    keys: NDArray[np.int32]
    counts: NDArray[np.float32]
    places: NDArray[np.float32]
    length: int


def read_contents(
    store: Store, documents: Sequence[ComparedDocument], language: str, vocabulary: Vocabulary
) -> Iterator[Content]:
    """Yield the content of each document, in order; documents without counted text are left out."""
    for start in range(0, len(documents), _BATCH):
        batch = documents[start : start + _BATCH]
        ids = [document.id for document in batch]
        found: dict[str, list[Key]] = defaultdict(list)
        lengths: dict[str, int] = defaultdict(int)
        for owner, place, text in compared_passages(store, ids):
            if place < _LONGEST:
                lengths[owner] += sum(map(len, text.split()))
                found[owner] += [
                    Key(kind, name, place + offset) for kind, name, offset in find_keys(text, language)
                ]
        for owner, place, concept, kind in placed_concepts(store, ids):
            if place < _LONGEST:
                found[owner].append(Key("names" if kind in _NAMES else "concepts", f"={concept}", place))
        for document in batch:
            if lengths[document.id]:
                yield _as_content(document, found[document.id], lengths[document.id], vocabulary)


def _as_content(
    document: ComparedDocument, found: Sequence[Key], length: int, vocabulary: Vocabulary
) -> Content:
    first: dict[int, int] = {}
    counts: dict[int, int] = defaultdict(int)
    last = 1
    for kind, name, place in found:
        number = vocabulary.number(kind, name)
        first[number] = min(place, first.get(number, place))
        counts[number] += 1
        last = max(last, place)
    keys = sorted(counts)
    return Content(
        document,
        np.array(keys, dtype=np.int32),
        np.array([counts[key] for key in keys], dtype=np.float32),
        np.array([first[key] / last for key in keys], dtype=np.float32),
        length,
    )


def count_documents(contents: Sequence[Content], size: int) -> NDArray[np.int64]:
    """Return, by key, the number of documents that have it."""
    every = np.fromiter(chain.from_iterable(content.keys for content in contents), dtype=np.int64)
    return np.bincount(every, minlength=size)
