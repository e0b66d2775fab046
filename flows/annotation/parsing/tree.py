"""The dependency tree of one sentence, in Universal Dependencies, as plain lists."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

_FAR = 99


@dataclass(slots=True)
class Tree:
    """Words with their heads: word `index` is `text[starts[index]:ends[index]]`, in code points of `text`.

    `heads` are indices (a root is its own head), `relations` keep their subtypes, and `tags` are those of the
    Penn treebank.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    tags: list[str]
    heads: list[int]
    relations: list[str]
    dependents: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.dependents = [[] for _ in self.words]
        for index, head in enumerate(self.heads):
            if head != index:
                self.dependents[head].append(index)

    def is_root(self, index: int) -> bool:
        """Return whether a word is the root of a tree."""
        return self.heads[index] == index

    def is_whole(self) -> bool:
        """Return whether every word has a root above it, so that no word is its own ancestor."""
        reached: set[int] = set()
        for word in range(len(self.words)):
            path: list[int] = []
            above = word
            while above not in reached and not self.is_root(above):
                if len(path) == len(self.words):
                    return False
                path.append(above)
                above = self.heads[above]
            reached.update(path, (above,))
        return True

    def relation(self, index: int) -> str:
        """Return the relation of a word to its head, without subtype."""
        return self.relations[index].split(":")[0]

    def children(self, index: int, *relations: str) -> list[int]:
        """Return the dependents of a word with one of these relations (whole, or before the colon)."""
        return [
            child
            for child in self.dependents[index]
            if self.relations[child] in relations or self.relation(child) in relations
        ]

    def child(self, index: int, *relations: str) -> int | None:
        """Return the first dependent with one of these relations, or None."""
        return next(iter(self.children(index, *relations)), None)

    def cases(self, index: int) -> tuple[str, ...]:
        """Return the prepositions of a word."""
        return tuple(self.words[child] for child in self.children(index, "case"))

    def word_at(self, position: int) -> int:
        """Return the index of the word at or before a code point."""
        return max(0, bisect_right(self.starts, position) - 1)

    def words_in(self, start: int, end: int) -> range:
        """Return the indices of the words that overlap [start, end)."""
        first = self.word_at(start)
        if self.ends[first] <= start and first + 1 < len(self.words):
            first += 1
        return range(first, max(first + 1, bisect_right(self.starts, end - 1)))

    def head_of(self, start: int, end: int) -> int:
        """Return the word of [start, end) that the others in it depend on."""
        inside = self.words_in(start, end)
        for index in inside:
            if self.heads[index] not in inside or self.is_root(index):
                return index
        return inside[0]

    def above(self, index: int) -> Iterator[int]:
        """Yield the heads above a word, the nearest first."""
        for _ in range(_FAR):
            if self.is_root(index):
                return
            index = self.heads[index]
            yield index

    def below(self, index: int) -> list[int]:
        """Return a word and all words that depend on it, directly or not, in order."""
        found, waiting = {index}, [index]
        while waiting:
            for child in self.dependents[waiting.pop()]:
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return sorted(found)

    def is_below(self, index: int, other: int) -> bool:
        """Return whether a word is `other` or depends on it."""
        return index == other or other in self.above(index)
