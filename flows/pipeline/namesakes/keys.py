"""Give each record of a file the key of its stored document.

The key of a record is its id. Records that share an id are distinguished by a number, which is only the order
of their first reading: rows are removed, inserted and sorted, so a row's number does not identify it. A
record already stored keeps its key by its content. Any other record waits for the end of the file. By then it
is known which documents of its id are left, and the record is the most similar of them, or else a new one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from flows.pipeline.blocks import Finished, Result
from flows.pipeline.namesakes.matching import Described, match_changed
from flows.pipeline.namesakes.waiting import Waiting, WaitingRoom
from flows.records import Document, Rejection
from flows.store import (
    Namesake,
    Store,
    forgotten_namesakes,
    is_key_in_use,
    read_namesakes,
    was_read,
    was_same,
)
from flows.store.documents import SourceFile, read_text


def settle_keys(store: Store, source: SourceFile, results: Iterable[Result]) -> Iterator[Result]:
    """Yield the results read from a file, with the keys under which its records are stored.

    Records that have changed come last.
    """
    if not was_read(store, source):
        yield from results  # their numbers are their order
        return
    is_same = was_same(store, source)
    with WaitingRoom() as room:
        yield from _Settling(store, source.corpus, room, is_same=is_same).run(results)


class _Family:
    """The stored and forgotten documents of one id, by content."""

    def __init__(self, stored: Sequence[Namesake], forgotten: dict[str, list[str]]) -> None:
        self.stored = stored
        self.forgotten = forgotten
        self.forgotten_keys = {key for keys in forgotten.values() for key in keys}
        self.by_hash: dict[str, list[str]] = {}
        for one in stored:
            self.by_hash.setdefault(one.content_hash, []).append(one.key)
        self.left = {one.key for one in stored}  # documents to which no record has been matched

    @property
    def size(self) -> int:
        """The number of documents."""
        return len(self.stored) + len(self.forgotten_keys)


@dataclass(slots=True)
class _Settling:
    """A file that was read before. `taken` has the keys that its records have been given."""

    store: Store
    corpus: str
    room: WaitingRoom
    is_same: bool
    taken: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)  # the last number given in a family
    known: dict[str, _Family] = field(default_factory=dict)  # only families with several

    def run(self, results: Iterable[Result]) -> Iterator[Result]:
        """Yield the results: known and new ones at once, changed records at the end."""
        for result in results:
            if isinstance(result, Rejection) or not result[0].family:
                yield result
            elif key := self._find_key(result[0]):
                yield _with_key(result, key)
            else:
                self.room.add(result)
        keys: dict[int, str] = {}
        for name, waiting in self.room.families.items():
            keys |= self._settle_family(name, waiting)
        for number, result in enumerate(self.room.leave()):
            yield _with_key(result, keys[number])

    def _find_key(self, document: Document) -> str:
        """Return the key of a record that is stored unchanged, or that can only be new; else ""."""
        family, content = self._read_family(document.family), document.content_hash
        same = family.by_hash.get(content, ())
        if key := next((key for key in same if key in family.left), ""):
            return self._take(key, family)
        if forgotten := family.forgotten.get(content):  # for each occurrence of the record
            free = [key for key in forgotten if key not in self.taken]
            return self._take((free or forgotten)[0], family)
        may_be_known = family.left or document.content_id in family.forgotten
        if same or not (may_be_known or (self.is_same and family.forgotten_keys)):
            return self._take_free(document.key, document.family)
        return ""

    def _read_family(self, name: str) -> _Family:
        """Return the stored documents of an id, kept in memory if several documents or records have it."""
        if name in self.known:
            return self.known[name]
        stored = read_namesakes(self.store, self.corpus, name)
        family = _Family(stored, forgotten_namesakes(self.store, self.corpus, name))
        family.left -= self.taken
        is_met = len(family.left) < len(stored) or name in self.room.families
        if is_met or family.size > 1:
            self.known[name] = family
        return family

    def _settle_family(self, name: str, waiting: Sequence[Waiting]) -> dict[int, str]:
        """Return the keys of the waiting records of one id, by their numbers."""
        family = self._read_family(name)
        first = {one.content_hash: one for one in reversed(waiting)}
        changed = [one for one in waiting if first[one.content_hash] is one]
        keys: dict[int, str] = {}
        for one, key in self._match(family, changed):
            keys[one.number] = self._take(key, family)
        for one in waiting:
            key = keys.get(first[one.content_hash].number, "")
            if key in family.forgotten_keys:  # the same record again stays out as well
                keys[one.number] = key
            elif one.number not in keys:
                keys[one.number] = self._take_free(one.key, name)
        return keys

    def _match(self, family: _Family, changed: Sequence[Waiting]) -> Iterator[tuple[Waiting, str]]:
        """Yield the records that match stored or forgotten documents, each with its key."""
        if family.size == len(family.left) == len(changed) == 1:  # the id belongs to a single record
            yield changed[0], family.stored[0].key
            return
        open_keys: dict[str, deque[str]] = {}
        for one in family.stored:
            if one.key in family.left:
                open_keys.setdefault(one.content_id, deque()).append(one.key)
        for content, forgotten in family.forgotten.items():
            free = (key for key in forgotten if key not in self.taken)
            open_keys.setdefault(content, deque()).extend(free)
        unknown = []
        for record in changed:
            if keys := open_keys.get(record.content_id):  # only its date differs
                yield record, keys.popleft()
            else:
                unknown.append(record)
        places = [place for place, one in enumerate(family.stored) if one.key in family.left]
        described = [self._describe_stored(one) for one in family.stored]
        matched = match_changed(described, [*map(self._describe, unknown)], left=places)
        for new, old in matched.items():
            yield unknown[new], family.stored[old].key
        if self.is_same:  # read in another way, but in the same order
            unknown = [record for place, record in enumerate(unknown) if place not in matched]
            free_keys = family.left | (family.forgotten_keys - self.taken)
            yield from zip(unknown, sorted(free_keys, key=lambda key: (len(key), key)), strict=False)

    def _describe_stored(self, one: Namesake) -> Described:
        return Described(one.title, one.date, partial(read_text, self.store, one.id))

    def _describe(self, one: Waiting) -> Described:
        return Described(one.title, one.date, lambda: self.room.read(one.number).text)

    def _take(self, key: str, family: _Family) -> str:
        self.taken.add(key)
        family.left.discard(key)
        return key

    def _take_free(self, key: str, name: str) -> str:
        """Return the key that a record has by its order, or one with the next free number."""
        while key in self.taken or is_key_in_use(self.store, self.corpus, key):
            self.numbers[name] = self.numbers.get(name, 1) + 1
            key = f"{name}#{self.numbers[name]}"
        self.taken.add(key)
        return key


def _with_key(result: Finished, key: str) -> Finished:
    document, passages = result
    return replace(document, key=key), passages
