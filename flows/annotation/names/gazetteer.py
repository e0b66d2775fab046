"""Names by list and by form, besides the lexicon: divisions of China, their offices, national teams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from flows.annotation.matching import Tagged
from flows.annotation.names.judging import read_han_words
from flows.annotation.names.lists import read_sections
from flows.annotation.names.offices import find_offices
from flows.annotation.names.wholes import find_departments, find_firms, find_trades, find_wholes, join_people
from flows.records import Mention
from flows.text import Cover, lazy_pattern

_FOLDER = Path(__file__).parent
# A word after a short form that makes it another name: 伊犁河, 昆山路, 黄梅戏, 衡水舰.
_KINDS = {*"河江湖山岭湾街路桥镇乡村寨族戏舰号", "大桥", "大道", "街道", "社区", "冬奥会"}
# Parts and bodies of a division: 融水县城. 政府 is left out, as it may be a person's (阿里政府).
_BODY = lazy_pattern(r"县城|城区|县委|市委")
_ENUMERATES = "、和与及至到—－-"
# 中国队, 巴西国家队, 中国女排: the team of a country is a body, not the country.
_TEAM = lazy_pattern(
    r"(?:国家)?(?:[男女]子?)?(?:足球|篮球|排球|乒乓球|羽毛球|网球|手球|水球|冰球|冰壶"
    r"|曲棍球|橄榄球|游泳|跳水|体操|射击|举重|击剑|田径|短道速滑|花样滑冰|代表)?(?:国家)?队"
    r"(?!伍|员|列|友|形|长|医)|国?[男女][足篮排乒](?!球)"
)
_JOINS = lazy_pattern(r",| and | & ")


@dataclass(frozen=True, slots=True)
class _Divisions:
    """The names in `divisions.txt`; a full name (海淀区) needs no word borders around it."""

    finder: AhoCorasick
    names: frozenset[str]
    other_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _ShortForms:
    """The short forms in `short_forms.txt` with their provinces, and those that are also words.

    `finder` finds short forms that do not count alone.
    """

    finder: AhoCorasick
    provinces: Mapping[str, frozenset[str]]
    words: frozenset[str]


@cache
def _divisions() -> _Divisions:
    sections = read_sections(_FOLDER / "divisions.txt")
    ordinary = _ordinary(sections)
    every = tuple(word for words in sections.values() for word in words if word not in ordinary)
    names = frozenset(sections["names"]) - ordinary
    return _Divisions(AhoCorasick(every), names, frozenset(sections["other words"]))


def _ordinary(sections: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return the divisions that are ordinary words (盐湖): they count next to a place of their province."""
    known = read_han_words()
    forms = known.words.intersection(sections["short forms"])
    return forms | (known.words | known.also_names).intersection(sections["names"])


@cache
def _short_forms() -> _ShortForms:
    sections = read_sections(_FOLDER / "short_forms.txt")
    words = sections.pop("words")
    provinces: dict[str, set[str]] = {province: {province} for province in sections}
    for province, forms in sections.items():
        for form in forms:
            provinces.setdefault(form, set()).add(province)
    divisions = read_sections(_FOLDER / "divisions.txt")
    known = frozenset(divisions["short forms"])
    surfaces = {form for form in provinces if form not in known and form not in sections}
    surfaces |= _ordinary(divisions)
    owners = {form: frozenset(found) for form, found in provinces.items()}
    return _ShortForms(AhoCorasick(sorted(surfaces)), owners, frozenset(words))


def find_places(tagged: Tagged) -> Iterator[Mention]:
    """Yield the divisions of China that a Chinese text names, in order.

    >>> 余杭区和昆山都去过 -> GPE 余杭区, GPE 昆山
    >>> 贵州仁怀和甘肃临夏、合作 -> GPE 仁怀, GPE 临夏, GPE 合作
    """
    if tagged.language == "en":
        return
    listed = _choose(tagged, _find_listed(tagged))
    for start, end in sorted([*listed, *_find_by_neighbour(tagged, listed)]):
        yield Mention(start, end, tagged.text[start:end], "GPE", source="rule")


def _find_listed(tagged: Tagged) -> Iterator[tuple[int, int]]:
    """Yield the spans of names that are places wherever they occur, and of words that are not places."""
    text, divisions = tagged.text, _divisions()
    matches = divisions.finder.find_matches_as_indexes(text, overlapping=True)
    if not matches:
        return
    borders = _Borders(tagged)
    for _, start, end in matches:
        surface = text[start:end]
        if (
            surface in divisions.names
            or surface in divisions.other_words
            or borders.is_whole_name(start, end)
        ):
            yield start, end


def _choose(tagged: Tagged, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the leftmost and longest of overlapping spans, without words that are not places."""
    chosen: list[tuple[int, int]] = []
    position = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= position:
            chosen.append((start, end))
            position = end
    return [span for span in chosen if tagged.text[slice(*span)] not in _divisions().other_words]


def _find_by_neighbour(tagged: Tagged, listed: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans of short forms that count only next to a place of their province or before a body.

    Examples are 仁怀 in 贵州仁怀 and 合作 in 临夏、合作. An ordinary word (南部 in 四川南部) is a place only
    in a list of places.
    """
    text, forms = tagged.text, _short_forms()
    matches = forms.finder.find_matches_as_indexes(text, overlapping=True)
    if not matches:
        return
    borders = _Borders(tagged)
    known = ((one.start, one.end) for one in tagged.mentions if one.type == "GPE")
    places = _Neighbours(text, [*listed, *known])
    for _, start, end in sorted(matches, key=lambda match: (match[1], -match[2])):
        is_free = borders.is_whole_name(start, end) and not places.taken.overlaps(start, end)
        if is_free and places.is_place(start, end):
            places.add(start, end)
            yield start, end


class _Borders:
    """The borders of words in a text."""

    def __init__(self, tagged: Tagged) -> None:
        self.text = tagged.text
        self.words = dict(tagged.tokens)
        self.ends = frozenset(self.words.values())

    def is_whole_name(self, start: int, end: int) -> bool:
        """Return whether a span is whole words, and not part of a river's, road's or village's name."""
        if start not in self.words or end not in self.ends:
            return False
        return self.text[end : self.words.get(end, end)] not in _KINDS


class _Neighbours:
    """The places of a text, and whether they make an adjacent short form a place."""

    def __init__(self, text: str, spans: Iterable[tuple[int, int]]) -> None:
        self.text = text
        self.taken = Cover(len(text))
        self.by_start: dict[int, str] = {}
        self.by_end: dict[int, str] = {}
        for start, end in spans:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Add a place."""
        self.taken.add(start, end)
        self.by_start[start] = self.by_end[end] = self.text[start:end]

    def is_place(self, start: int, end: int) -> bool:
        """Return whether a short form is a place here: after a place, in a list, or before a body."""
        form = self.text[start:end]
        if self._is_in_row(start, end, form):
            return True
        if form in _short_forms().words:
            return False
        before = self.by_end.get(start, "")
        return _share_province(before, form) or bool(_BODY.match(self.text, end))

    def _is_in_row(self, start: int, end: int, form: str) -> bool:
        beside = []
        if start and self.text[start - 1] in _ENUMERATES:
            beside.append(self.by_end.get(start - 1, ""))
        if self.text[end : end + 1] == "、":
            beside.append(self.by_start.get(end + 1, ""))
        return any(not _is_province(place) and _share_province(place, form) for place in beside)


@lru_cache(maxsize=4096)
def _find_provinces(place: str) -> frozenset[str]:
    """Return the provinces that a division may be in: 贵州 for 遵义市, and for 贵州省 itself."""
    provinces = _short_forms().provinces
    beginnings = (place[:length] for length in range(len(place), 1, -1))
    return next((provinces[beginning] for beginning in beginnings if beginning in provinces), frozenset())


def _is_province(place: str) -> bool:
    """Return whether a place is a province itself; 吉林市 counts as one, as 吉林 does."""
    return place.startswith(tuple(_find_provinces(place)))


def _share_province(place: str, other: str) -> bool:
    return not _find_provinces(place).isdisjoint(_find_provinces(other))


def find_teams(tagged: Tagged) -> Iterator[Mention]:
    """Yield national teams: a known place and the words after it.

    >>> 中国女排战胜巴西队 -> ORG 中国女排, ORG 巴西队
    """
    if tagged.language == "en" or not ("队" in tagged.text or "女" in tagged.text or "男" in tagged.text):
        return
    for mention in tagged.mentions:
        if mention.type == "GPE" and (match := _TEAM.match(tagged.text, mention.end)):
            yield Mention(
                mention.start,
                match.end(),
                tagged.text[mention.start : match.end()],
                "ORG",
                source="rule",
            )


def add_listed(tagged: Tagged, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the names found by a model, with listed places, teams, offices and whole names added.

    A body replaces names that the model found in it (中国 in 中国队), unless they are longer. A division
    replaces a name that contains its province (仁怀 for 贵州仁怀: the province has a mention itself).
    """
    found = join_people(tagged.text, found, tagged.mentions)
    places = list(find_places(tagged))
    wholes = list(find_wholes(tagged))
    known = [*places, *(one for one in (*found, *wholes) if one.type == "GPE")]
    bodies = list(find_teams(tagged))
    firms = (firm for firm in find_firms(tagged) if not any(_extends_firm(other, firm) for other in found))
    trades = list(find_trades(tagged))
    found = [_part_from(one, trades) for one in found]
    trades = [firm for firm in trades if not any(_contains_firm(other, firm) for other in found)]
    offices = [*find_offices(tagged, known), *find_departments(tagged)]
    longer = [*offices, *wholes, *firms, *trades]
    bodies += (one for one in longer if not any(_extends_office(other, one) for other in found))
    led = _find_after_province(tagged, places)
    kept = [one for one in found if not _overlaps(one, bodies) and not _spans_short_form(one, led)]
    places = [place for place in places if not _overlaps(place, [*kept, *bodies])]
    return tuple(sorted([*kept, *bodies, *places], key=lambda mention: mention.start))


def _find_after_province(tagged: Tagged, places: Sequence[Mention]) -> list[Mention]:
    """Return the short forms directly after a place of their province, but not 朝阳区 in 北京市朝阳区."""
    names = _divisions().names
    before = {one.end: one.text for one in [*tagged.mentions, *places] if one.type == "GPE"}
    return [
        place
        for place in places
        if place.text not in names and _share_province(before.get(place.start, ""), place.text)
    ]


def _spans_short_form(mention: Mention, led: Iterable[Mention]) -> bool:
    """Return whether a model took a short form, alone or with its province, for one name."""
    return any(mention.start < place.end and place.start < mention.end <= place.end for place in led)


def _extends_office(found: Mention, office: Mention) -> bool:
    """Return whether a model took an office and more words for one name: 某市税务局机关党委."""
    if found.type != "ORG" or " " in found.text or found.text == office.text:
        return False
    return found.start <= office.start and office.end <= found.end


def _extends_firm(found: Mention, firm: Mention) -> bool:
    """Return whether a model found a firm's name and words after it that belong to it: Sample Inc. China."""
    return found.type == "ORG" and found.start <= firm.start and found.end > firm.end


def _contains_firm(found: Mention, firm: Mention) -> bool:
    """Return whether a model found a longer name of a body or person: Sample Motors Institute."""
    is_longer = (found.start, found.end) != (firm.start, firm.end)
    is_one = found.type in ("ORG", "PERSON") and not _JOINS.search(found.text)
    return is_longer and is_one and found.start <= firm.start and firm.end <= found.end


def _part_from(found: Mention, firms: Iterable[Mention]) -> Mention:
    """Return a body's name without a firm that the model joined to it by "and"."""
    for firm in firms:
        if found.type == "ORG" and firm.end == found.end and found.text.endswith(f" and {firm.text}"):
            end = firm.start - len(" and ")
            return replace(found, end=end, text=found.text[: end - found.start])
    return found


def _overlaps(mention: Mention, others: Iterable[Mention]) -> bool:
    return any(other.start < mention.end and mention.start < other.end for other in others)
