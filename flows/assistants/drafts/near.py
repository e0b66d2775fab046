"""Near texts: the part of a stored text that differs least from a quotation, word by word.

Spans are of words, as [first, last): in the stored text unless they are said to be of the quotation. The
thresholds are measured; see `tests.benchmarks.verify`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from flows.assistants.drafts.comparing import Alphabet, Source
from flows.assistants.drafts.letters import Word

if TYPE_CHECKING:
    from rapidfuzz.distance import Opcode

NEAREST = 0.72  # least share of words that a near text has in common with the quotation
CUT = 0.6  # the same if the quotation only omits words
_LIKELY = 100 * (CUT - 0.25)  # least score, 0 to 100, of the likeliest place of a near text
_NARROW = 4  # words on each side of that place
_STRAYS = 3  # longest run of words at either end that may match by chance
_LEAST_END, _WIDEST = 2, 60  # words at an end of a quotation to look for, and words around in which


class NearMatch(NamedTuple):
    """The span of a text most similar to a quotation, in code points; the share of common words, 0 to 1."""

    start: int
    end: int
    share: float


class _Fit(NamedTuple):
    """A span of the text as a near text of the quotation; the least fit is the best one.

    `distance` counts the words to insert, delete or replace, `excess` by how many words the lengths differ.
    """

    distance: int
    excess: int
    first: int
    last: int


def find_near(quoted: Sequence[Word], source: Source, least: float = NEAREST) -> NearMatch | None:
    """Return the span of a text that differs least from a quotation; None if it differs too much.

    In 全省研发经费投入强度达到3.5%, 研发经费投入强度达到4.5% is near to [2, 16), with a share of 11 in 12.
    """
    alphabet = Alphabet()
    pair = _Pair(alphabet.spell(quoted), alphabet.spell(source.words), source.begins_sentence)
    fit = min((pair.fit(*stretch) for stretch in pair.likely_stretches()), default=None)
    if fit is None or fit.first == fit.last:
        return None
    length = fit.last - fit.first
    share = 1 - fit.distance / max(len(pair.needle), length)
    only_omits = fit.distance == length - len(pair.needle)  # all words of the quotation are there, in order
    if share < (min(least, CUT) if only_omits else least):
        return None
    first, last = pair.widen(fit.first, fit.last)
    return NearMatch(source.words[first].start, source.words[last - 1].end, share)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A quotation (the needle) and a text, each spelled with one character per word.

    `begins_sentence` tells whether a sentence or clause of the text begins with a word.
    """

    needle: str
    text: str
    begins_sentence: Callable[[int], bool]

    def likely_stretches(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches of the text in which to look for a near text; none if it has none.

        A wide stretch includes words that the quotation omits; a narrow one avoids matching words repeated
        before it.
        """
        if not self.needle or not self.text:
            return
        around = fuzz.partial_ratio_alignment(self.needle, self.text, score_cutoff=_LIKELY)
        if around is None:
            return
        if len(self.needle) > len(self.text):
            yield 0, len(self.text)
            return
        for room in (0, _NARROW, max(_NARROW, len(self.needle) // 2)):
            yield max(0, around.dest_start - room), min(len(self.text), around.dest_end + room)

    def fit(self, first: int, last: int) -> _Fit:
        """Return the part of a stretch nearest to the needle; an empty one if they have no word in common.

        It begins with one of the first common runs, or before it, and ends likewise: a run of words at an end
        that matches by chance, far from the rest, is cut off.
        """
        runs = self._common_runs(first, last)
        starts = {start for run in runs[:_STRAYS] for start in self._starts(run, first)}
        ends = {end for run in runs[-_STRAYS:] for end in self._ends(run, first, last)}
        fits = [self._measure(start, end) for start in starts for end in ends if start < end]
        return min([_Fit(len(self.needle), len(self.needle), first, first), *fits])

    def _measure(self, first: int, last: int) -> _Fit:
        distance = Levenshtein.distance(self.needle, self.text[first:last])
        return _Fit(distance, abs(len(self.needle) - (last - first)), first, last)

    def _common_runs(self, first: int, last: int) -> list[Opcode]:
        """Return the runs of equal words: `src` is their span in the stretch, `dest` that in the needle."""
        edits = Levenshtein.opcodes(self.text[first:last], self.needle)
        return [edit for edit in edits if edit.tag == "equal"]

    def _starts(self, run: Opcode, first: int) -> tuple[int, int]:
        """Return where a near text may start whose first common run this is.

        It is the run, or as many words before it as the needle has, in the same sentence: a first word may be
        another one.
        """
        start = first + run.src_start
        return start, self._go_back(start, max(first, start - run.dest_start))

    def _ends(self, run: Opcode, first: int, last: int) -> tuple[int, int]:
        """Return where a near text may end whose last common run this is, like `_starts`."""
        end = first + run.src_end
        return end, self._go_ahead(end, min(last, end + len(self.needle) - run.dest_end))

    def widen(self, first: int, last: int) -> tuple[int, int]:
        """Return the span of a near text, widened to the words with which the quotation begins and ends.

        They must be in the same sentence. A longer expression in place of a shorter one would otherwise cut
        them off: 不低于百分之五十的比例, quoted as 不低于半数的比例.
        """
        runs = self._common_runs(first, last)
        if not runs:
            return first, last
        lead = self.needle[: runs[0].dest_start]
        trail = self.needle[runs[-1].dest_end :]
        start = self._find_lead(
            lead, self._go_back(first, max(0, first - _WIDEST)), first + runs[0].src_start
        )
        high = self._go_ahead(last, min(len(self.text), last + _WIDEST))
        end = self._find_trail(trail, first + runs[-1].src_end, high)
        return min(first, start), max(last, end)

    def _find_lead(self, lead: str, low: int, high: int) -> int:
        """Return where the longest beginning of the lead starts in [low, high); `high` if it is not there."""
        for length in range(len(lead), _LEAST_END - 1, -1):
            place = self.text.rfind(lead[:length], low, high)
            if place >= 0:
                return place
        return high

    def _find_trail(self, trail: str, low: int, high: int) -> int:
        """Return where the longest end of the trail ends in [low, high); `low` if it is not there."""
        for length in range(len(trail), _LEAST_END - 1, -1):
            place = self.text.find(trail[len(trail) - length :], low, high)
            if place >= 0:
                return place + length
        return low

    def _go_back(self, place: int, limit: int) -> int:
        """Return the beginning of the sentence of a word, or `limit` if that is later."""
        while place > limit and not self.begins_sentence(place):
            place -= 1
        return place

    def _go_ahead(self, place: int, limit: int) -> int:
        """Return the end of the sentence of the word before a place, or `limit` if that is earlier."""
        while place < limit and not self.begins_sentence(place):
            place += 1
        return place
