"""Names of English texts that are missing from the lexicon: by capitals; terms come from another module."""

from __future__ import annotations

import calendar
import tomllib
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile
from pathlib import Path
from typing import NamedTuple

from flows.annotation.citations import find_english_titles
from flows.annotation.matching import Tagged
from flows.annotation.names.judging import is_abstract_noun, is_common_word, is_cut
from flows.annotation.openvocabulary.english_terms import find_terms, start_with_quote
from flows.records import Mention
from flows.text import lazy_pattern

_CAPITAL = lazy_pattern(r"[A-Z][\w&.’'-]*$")
_INNER = frozenset(["of", "for", "and", "the", "on", "in", "to", "&", "-"])
_INNER_OF_TITLE = _INNER | {"a", "an", "by", "from", "under", "with", "against"}
_ARTICLES = ("The", "A", "An")  # also capitalised when they open a sentence
_JOINING = frozenset(["of", "for", "on"])
_JOINERS = {"": ("of", "for", "and", "&", "-"), "ORG": ("of", "for", "and", "&", "-", "'", "’")}
_DIRECTORATE_GENERAL = ["Directorate", "-", "General"]
_STOPS = (".", "!", "?")
_AND = ("and", "&")
_GAMES = (
    "Olympic",
    "Olympics",
    "Paralympic",
    "Asian",
    "National",
    "World",
    "Winter",
    "Summer",
    "University",
    "Youth",
    "Commonwealth",
)
_MEETINGS = ("Conference", "Exhibition", "Dialogue", "Convention", "Symposium")
_ORDINAL = lazy_pattern(r"\d+(?:st|nd|rd|th)|th|st|nd|rd")
_NUMBERS = ("Eighteenth", "Nineteenth", "Twentieth")
_HALF_BEFORE = lazy_pattern(r"\b[A-Z]\w+(?:-\s?to)?[-–]$")
_LONGEST_HALF, _LONGEST_TITLE = 30, 1200  # code points
_YEAR_OF = " of"  # the Sample Act of 2029
_OBJECTS = ("the", "a", "an", '"', "“")
_TREATIES = ("Istanbul", "Vienna", "Geneva", "Hague", "Basel", "Stockholm", "Rotterdam", "Minamata", "Ramsar")
_NEXT_SENTENCE = ("We", "They", "The", "It", "In", "This", "These", "A", "An")  # after a heading
_HALLS = ("Hall", "Halls", "Center", "Centre", "Company", "Group", "Building", "Park", "Area")
_ABSTRACT = ("Foundation", "Regulation")  # in headings they seldom name a body or a document
_PARTS_OF_TEXT = ("Section", "Chapter", "Article", "Part", "Box", "Table", "Figure")
_POSTS = (
    "Director",
    "Minister",
    "President",
    "Chairman",
    "Head",
    "Secretary",
    "Dean",
    "Member",
    "Members",
    "Governor",
)
_MOST_WORDS = 9
_LONGEST_HEADING = 15
_MONTHS = frozenset(calendar.month_name[1:])


class _Names(NamedTuple):
    """The table of capitalised names.

    `kinds` has the type by last word, `no_first` the words (in lower case) that begin no name. A fund with a
    word of `spent` is not a body. A document with a word of `led` needs its subject, and none is one of the
    `general` kinds of law.
    """

    kinds: dict[str, str]
    no_first: frozenset[str]
    spent: frozenset[str]
    led: frozenset[str]
    general: frozenset[str]


@cache
def _read_names() -> _Names:
    text = Path(__file__).with_name("heads.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)["names"]
    no_first = frozenset(table.pop("no_first").split())
    kinds = {word: kind for kind, row in table.items() for word in row["heads"].split()}
    led = frozenset(table["DOC"]["led"].split())
    kinds |= dict.fromkeys(led, "DOC")
    spent = frozenset(table["PROGRAMME"]["spent"].split())
    return _Names(kinds, no_first, spent, led, frozenset(table["DOC"]["general"].split()))


def find_english(tagged: Tagged, known: Sequence[Mention]) -> list[Mention]:
    """Return names and terms by pattern, some of which may overlap; `known` mentions can be parts of them."""
    words = [tagged.text[start:end] for start, end in tagged.tokens]
    return [*_by_capitals(tagged, words, known), *find_terms(tagged, words, known)]


def _by_capitals(tagged: Tagged, words: Sequence[str], known: Sequence[Mention]) -> Iterator[Mention]:
    """Yield capitalised names that end in a noun of the table, or have one before "of" or "for".

    A document has the span of its title as a citation.

    >>> the National Center for Nanoscience and the Thousand Talents Program
    """
    table = _read_names()
    titles = _Titles(tagged.text, known)
    starts = {one.start for one in known if one.type in ("ORG", "PERSON")}
    ends = {one.end for one in known if one.type == "ORG" and _is_whole(one)}
    for index, word in enumerate(words):
        kind = table.kinds.get(word, "")
        if words[max(0, index - 2) : index + 1] == _DIRECTORATE_GENERAL:
            kind = "ORG"
        if not kind:
            continue
        row = _Row(words, tagged.tokens, starts, ends, kind)
        first = row.first_capital(index)
        if first is None:
            continue
        last = index
        if index + 2 < len(words) and words[index + 1] in _JOINING and _starts_name(words, index + 2):
            last = row.last_capital(index + 2)
        # "Commission" alone is not a name, nor is a heading in capitals.
        if last == index and index - first < 1:
            continue
        kind = _settle_kind(words, kind, first, index, last)
        if not kind:
            continue
        start, end = tagged.tokens[first][0], tagged.tokens[last][1]
        if title := titles.find(start, end, kind):
            start, end = title
        elif last - first + 1 > _MOST_WORDS or _is_heading(words, first, last) or _is_open(words, last):
            continue
        begin = _begin(tagged.text, start, kind)
        if begin is None or is_cut(tagged.text, start, end, kind, ends):
            continue
        surface = tagged.text[begin:end]
        if "\n" in surface:
            continue
        yield Mention(begin, end, surface, kind, source="pattern", score=0.85)


class _Titles:
    """The titles of documents in a text, without years at their ends, for the names in them."""

    def __init__(self, text: str, known: Sequence[Mention]) -> None:
        dates = {one.end: one.start for one in known if one.type == "DATE"}
        titles = ((start, _without_date(text, end, dates)) for start, end in find_english_titles(text))
        self.spans = sorted(titles)
        self.starts = [start for start, _ in self.spans]

    def find(self, start: int, end: int, kind: str) -> tuple[int, int] | None:
        """Return the longest title that a document's name touches, or with which a programme's begins."""
        if kind not in ("DOC", "PROGRAMME"):
            return None
        near = self.spans[bisect_left(self.starts, start - _LONGEST_TITLE) : bisect_left(self.starts, end)]
        found = [one for one in near if start < one[1] and (kind == "DOC" or one[0] == start)]
        return max(found, key=_length, default=None)


def _without_date(text: str, end: int, dates: Mapping[int, int]) -> int:
    """Return the end of a title without the date at its end, which is a mention of its own."""
    last = end - 1 if text[end - 1] == ")" else end
    if last not in dates:
        return end
    end = dates[last]
    while text[end - 1] in " (":
        end -= 1
    return end - len(_YEAR_OF) if text.endswith(_YEAR_OF, 0, end) else end


def _begin(text: str, start: int, kind: str) -> int | None:
    """Return the start of a name with what a hyphen joins to it, or None if its first half is unclear.

    >>> the West-to-|East Water Project -> West-to-East Water Project
    """
    if kind == "PROGRAMME":
        start = start_with_quote(text, start)
    if text[start - 1 : start] not in ("-", "–"):
        return start
    half = _HALF_BEFORE.search(text, max(0, start - _LONGEST_HALF), start)
    return half.start() if half else None


def _settle_kind(words: Sequence[str], kind: str, first: int, index: int, last: int) -> str:
    """Return the type of the name from `first` to `last` whose noun is at `index`, or "" if it is none."""
    word = words[index]
    is_on = last > index and words[index + 1] != "of"
    if word == "Convention" and (is_on or words[index - 1] in _TREATIES):
        kind = "DOC"
    is_none = (
        (kind == "DOC" and not _is_title(words, first, index, last))
        or (kind == "EVENT" and not _is_event(words, first, index, last))
        or (kind == "PROGRAMME" and last == index and _goes_on(words, index))
        or (word in _ABSTRACT and _follows_number(words, first))
    )
    if is_none:
        return ""
    is_body = word == "Fund" and _read_names().spent.isdisjoint(words[first:index])
    return "ORG" if is_body else kind


def _is_open(words: Sequence[str], last: int) -> bool:
    """Return whether a name ends in a verb whose object follows: Action Plan for Leading the "Top Ten"."""
    behind = words[last + 1 : last + 2]
    return words[last].endswith("ing") and bool(behind) and behind[0] in _OBJECTS


def _length(span: tuple[int, int]) -> int:
    return span[1] - span[0]


def _goes_on(words: Sequence[str], index: int) -> bool:
    """Return whether the name of a programme goes on after its noun: R&D Project Manager Training."""
    behind = words[index + 1 : index + 2]
    return bool(behind and _CAPITAL.match(behind[0]) and behind[0] not in _NEXT_SENTENCE)


def _starts_name(words: Sequence[str], index: int) -> bool:
    if words[index] == "the":
        return index + 1 < len(words) and bool(_CAPITAL.match(words[index + 1]))
    return bool(_CAPITAL.match(words[index]))


@dataclass(frozen=True, slots=True)
class _Row:
    """The words around a name of one type; `starts` and `ends` are those of known bodies."""

    words: Sequence[str]
    tokens: Sequence[tuple[int, int]]
    starts: Collection[int]
    ends: Collection[int]
    kind: str

    def first_capital(self, index: int) -> int | None:
        """Return the first capitalised word of the name that ends at `index`, over "of", "for" and "and".

        A word in brackets belongs to it: Green Road (Sampletown) Expo. Returns None if it is too far away.
        """
        words, first, place = self.words, index, index - 1
        joiners = _JOINERS.get(self.kind, _JOINERS[""])
        while place >= 0 and index - place < _MOST_WORDS:
            word = words[place]
            if word == ")" and place > 2 and words[place - 2] == "(" and _CAPITAL.match(words[place - 3]):
                place -= 3
                continue
            if self._is_name(place):
                first = place
            elif word not in joiners or not place or not _CAPITAL.match(words[place - 1]):
                break
            elif word in _AND and self.tokens[place - 1][1] in self.ends:
                break  # Sample University and Other College
            elif words[place - 1] in _POSTS and word in ("of", "for"):
                break
            place -= 1
        else:
            if place >= 0 and (words[place] in joiners or self._is_name(place)):
                return None
        return first

    def _is_name(self, place: int) -> bool:
        return bool(_CAPITAL.match(self.words[place])) and (
            self.words[place].lower() not in _read_names().no_first
        )

    def last_capital(self, index: int) -> int:
        """Return the last word of a name that continues after "of" at `index`."""
        words, last = self.words, index - 2
        inner = _INNER_OF_TITLE if self.kind == "DOC" else ("of", "and", "the", "&", "-")
        if self.kind == "EVENT":
            inner = (*inner, "on", "for")
        for place in range(index, min(len(words), index + _MOST_WORDS)):
            if words[place] in _MONTHS:
                break  # the Measures for Samples in March
            if _CAPITAL.match(words[place]):
                last = place
            elif words[place] not in inner or place + 1 == len(words):
                break
            elif words[place] in _AND and self.tokens[place + 1][0] in self.starts:
                break  # the Institute of Samples and Other University
        return last


def _is_event(words: Sequence[str], first: int, index: int, last: int) -> bool:
    """Return whether a name that ends in Games or Expo is an event, not a firm or a hall.

    >>> the Sample Winter Games; not Sample Pixel Games, Sample-Expo, Sample Exhibition Hall
    >>> nor Release Conference, Sampleland National Congress, but the 18th National Congress
    """
    if index - first == 1 and last == index and words[index] in _MEETINGS and _is_ordinary(words[first]):
        return False
    if words[index] == "Congress" and words[index - 1 : index] == ["National"]:
        return first > 0 and (bool(_ORDINAL.fullmatch(words[first - 1])) or words[first] in _NUMBERS)
    if words[index + 1 : index + 2] and words[index + 1] in _HALLS:
        return False
    before = words[max(0, index - 1)]
    if words[index] == "Games":
        return before in _GAMES
    return before != "-"


def _is_ordinary(word: str) -> bool:
    folded = word.lower()
    return is_common_word(folded) or is_abstract_noun(folded)


def _is_whole(body: Mention) -> bool:
    """Return whether a known body's name is not part of a longer one: it is listed, or ends in a kind."""
    is_guessed = body.source in ("model", "pattern")
    return not is_guessed or _read_names().kinds.get(body.text.rpartition(" ")[2]) == "ORG"


def _is_title(words: Sequence[str], first: int, index: int, last: int) -> bool:
    """Return whether a name that ends in Law, Act or the like is the title of a document.

    >>> Sample Data Law, Measures for the Administration of Samples; not International Law, Sample Law School
    >>> nor the Administration for Market Regulation
    """
    table = _read_names()
    if any(joint == "for" and table.kinds.get(word) == "ORG" for word, joint in pairwise(words[first:index])):
        return False
    if last > index:
        return words[index + 1] in ("on", "for") or words[index] not in table.led
    if words[index] in table.led or "of" in words[first:index]:
        return False
    if index + 1 < len(words) and _CAPITAL.match(words[index + 1]):
        return False
    return any(word.rstrip(".") not in table.general for word in words[first:index])


def _is_heading(words: Sequence[str], first: int, last: int) -> bool:
    """Return whether the words around are also capitalised: then capitals mean nothing."""
    before = takewhile(_is_of_sentence, reversed(words[max(0, first - 3) : first]))
    around = [*before, *takewhile(_is_of_sentence, words[last + 1 : last + 4])]
    letters = [word for word in around if word[:1].isalpha() and word not in _INNER and word not in _ARTICLES]
    capitals = sum(word[0].isupper() for word in letters)
    return len(letters) >= 3 and capitals * 3 >= len(letters) * 2


def _follows_number(words: Sequence[str], first: int) -> bool:
    """Return whether only capitalised words are between the number of a section and a name.

    >>> Section 2 Intensified Regulation of Samples; not Article 2 of the Sample Regulation
    """
    place = first - 1
    furthest = max(0, first - _LONGEST_HEADING)
    while place > furthest and (
        _CAPITAL.match(words[place]) or words[place] in _INNER or words[place] == ","
    ):
        if words[place] in _PARTS_OF_TEXT:
            return False
        place -= 1
    is_number = place > 0 and words[place].isdigit() and words[place - 1] in _PARTS_OF_TEXT
    return is_number and words[place + 1] not in _INNER


def _is_of_sentence(word: str) -> bool:
    return word not in _STOPS
