"""Give each record of a file the key of the stored document that it is.

The key of a record is its id. Records that share an id are told apart by a number, which only says in which
order they were first read: rows are removed, inserted and sorted, so that the number of a row is no identity.
A record that is stored keeps its key by its content. One that is not waits for the end of the file. By then
it is known which documents of its id are left, and it is the likest of them, or else a new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from flows.pipeline.blocks import Finished, Result
from flows.pipeline.namesakes.matching import Described, match_changed
from flows.pipeline.namesakes.waiting import Waiting, WaitingRoom
from flows.records import Document, Rejection
from flows.store import (
    Namesake,
    SourceFile,
    Store,
    forgotten_namesakes,
    is_key_in_use,
    read_namesakes,
    read_text,
    was_read,
    was_same,
)


def settle_keys(store: Store, source: SourceFile, results: Iterable[Result]) -> Iterator[Result]:
    """Yield what was read from a file, with the keys under which its records are stored.

    Records that have changed come last.
    """
    if not was_read(store, source):
        yield from results  # their numbers are those of their order
        return
    is_same = was_same(store, source)
    with WaitingRoom() as room:
        yield from _Settling(store, source.corpus, room, is_same=is_same).run(results)


@dataclass(slots=True)
class _Settling:
    """One file that was read before. `taken` are the keys that its records have been given."""

    store: Store
    corpus: str
    room: WaitingRoom
    is_same: bool
    taken: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)  # the last number that a family has given
    known: dict[str, list[Namesake]] = field(default_factory=dict)  # of the families with several

    def run(self, results: Iterable[Result]) -> Iterator[Result]:
        """Yield the results: what is known or new at once, changed records at the end."""
        for result in results:
            if isinstance(result, Rejection) or not result[0].family:
                yield result
            elif key := self._find_key(result[0]):
                yield _with_key(result, key)
            else:
                self.room.add(result)
        keys: dict[int, str] = {}
        for family, waiting in self.room.families.items():
            keys |= self._settle_family(family, waiting)
        for number, result in enumerate(self.room.leave()):
            yield _with_key(result, keys[number])

    def _find_key(self, document: Document) -> str:
        """Return the key of a record that is stored as it is, or that can only be new; else ""."""
        family, content = document.family, document.content_hash
        namesakes = self._read_namesakes(family)
        same = [one for one in namesakes if one.content_hash == content]
        if free := [one.key for one in same if one.key not in self.taken]:
            return self._take(free[0])
        forgotten = forgotten_namesakes(self.store, self.corpus, family)
        key = forgotten.get(document.content_id, "")
        if key and key not in self.taken:
            return self._take(key)
        is_left = any(one.key not in self.taken for one in namesakes)
        is_left = is_left or any(key not in self.taken for key in forgotten.values())
        if same or not is_left:  # the same record once more, or one that can't be a known one
            return self._take_free(document.key, family)
        return ""

    def _read_namesakes(self, family: str) -> list[Namesake]:
        if family in self.known:
            return self.known[family]
        found = read_namesakes(self.store, self.corpus, family)
        if len(found) > 1:
            self.known[family] = found
        return found

    def _settle_family(self, family: str, waiting: Sequence[Waiting]) -> dict[int, str]:
        """Return the keys of the records of one id that have waited, by their numbers."""
        stored = [one for one in self._read_namesakes(family) if one.key not in self.taken]
        forgotten = forgotten_namesakes(self.store, self.corpus, family).values()
        left = [one.key for one in stored] + [key for key in forgotten if key not in self.taken]
        first = {one.content_hash: one for one in reversed(waiting)}
        changed = [one for one in waiting if first[one.content_hash] is one]
        keys: dict[int, str] = {}
        if len(left) == len(changed) == 1 and family not in self.known:  # the id is one record's own
            keys[changed[0].number] = self._take(left[0])
        else:
            matched = match_changed([*map(self._describe_stored, stored)], [*map(self._describe, changed)])
            for new, old in matched.items():
                keys[changed[new].number] = self._take(stored[old].key)
        if self.is_same:  # read in another way, but in the same order
            unknown = [one for one in changed if one.number not in keys]
            free = [key for key in left if key not in self.taken]
            keys |= {one.number: self._take(key) for one, key in zip(unknown, free, strict=False)}
        for one in waiting:
            if one.number not in keys:
                keys[one.number] = self._take_free(one.key, family)
        return keys

    def _describe_stored(self, one: Namesake) -> Described:
        return Described(one.title, one.date, partial(read_text, self.store, one.id))

    def _describe(self, one: Waiting) -> Described:
        return Described(one.title, one.date, lambda: self.room.read(one.number).text)

    def _take(self, key: str) -> str:
        self.taken.add(key)
        return key

    def _take_free(self, key: str, family: str) -> str:
        """Return the key that a record has by its order, or one with the next number that is free."""
        while key in self.taken or is_key_in_use(self.store, self.corpus, key):
            self.numbers[family] = self.numbers.get(family, 1) + 1
            key = f"{family}#{self.numbers[family]}"
        return self._take(key)


def _with_key(result: Finished, key: str) -> Finished:
    document, passages = result
    return replace(document, key=key), passages
