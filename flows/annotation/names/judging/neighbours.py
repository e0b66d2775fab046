"""Chinese words that are sometimes names: their neighbours decide."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.names.judging.common_words import read_han_words
from flows.annotation.names.judging.tables import is_surname, load_tables
from flows.records import Mention
from flows.text import has_han, lazy_pattern

_DIRECTIONS = "东南西北"  # 南极 and 东北 are names of regions
_ENDS_OF_PLACES = "村县市省镇乡岛山江河湖港湾州寨屯峡溪"
_ENDS_OF_BODIES = "院会局委府党社军联厅队校部"
# 和 before a division whose equals follow in brackets: 市和县（市、区）, not the county 和县.
_AND_DIVISION, _EQUALS = lazy_pattern("[和与及](?:县|区|市)"), lazy_pattern("[（(](?:自治)?[市区县旗]")
_NEAR = 40  # code points around a crop that are searched for words of farming
_SURE_PLACE = 0.85  # of a word that is also a name (安康)


class FoundNames:
    """The names that a model found in a text, which help to decide whether one is an ordinary word."""

    def __init__(
        self, text: str, spans: Sequence[tuple[int, int, str]], known: Sequence[Mention] = ()
    ) -> None:
        self._text = text
        self._kind_at_start = {start: kind for start, _, kind in spans}
        self._kind_at_end = {end: kind for _, end, kind in spans}
        self._spans = spans
        self._known = known
        self._people: frozenset[str] | None = None

    def is_ordinary_word(self, start: int, end: int, kind: str, score: float) -> bool:
        """Return whether a Chinese word, of those that jieba takes for names, is an ordinary one here.

        >>> 法治、德治相结合 -> no PERSON 德治
        >>> 盐湖产业集群 -> no GPE 盐湖
        >>> 设施联通、贸易畅通 -> no ORG 联通
        >>> 汪洋指出 -> PERSON 汪洋
        >>> 光华今年投资 -> ORG 光华
        >>> 农民种植苹果 -> no ORG 苹果
        >>> 各市和县（市、区） -> no GPE 和县
        >>> 打通“断头路” -> no GPE 断头路
        """
        word, known = self._text[start:end], read_han_words()
        if self._is_only_quoted(start, end, kind):
            return True
        if kind == "GPE" and _AND_DIVISION.fullmatch(word) and _EQUALS.match(self._text, end):
            return True
        if kind == "ORG" and word in load_tables().crops:
            return self._is_crop(start, end)
        if word in known.words:
            if kind == "PERSON":
                return word not in self._find_people()
            if kind == "ORG":
                return word[-1] not in _ENDS_OF_BODIES and not self._is_firm(start, end)
            return word[0] not in _DIRECTIONS
        if kind == "ORG" and word in known.verbs:
            return not (self._is_firm(start, end) or self._is_listed(start, end, kind))
        return (
            kind == "GPE" and word in known.also_names and score < _SURE_PLACE and word[0] not in _DIRECTIONS
        )

    def _is_only_quoted(self, start: int, end: int, kind: str) -> bool:
        """Return whether a Chinese person or place is only named in quotation marks: “海高斯” is a typhoon.

        Villages, counties and the like may be quoted, and people who are named without marks elsewhere.
        """
        text, word = self._text, self._text[start:end]
        is_quoted = text[start - 1 : start] == "“" and text[end : end + 1] == "”"
        if not is_quoted or kind not in ("PERSON", "GPE") or not has_han(word):
            return False
        if kind == "GPE" and word[-1] in _ENDS_OF_PLACES:
            return False
        return text.count(word) == text.count(f"“{word}”") and not self._is_person(start - 1, end + 1)

    def _find_people(self) -> frozenset[str]:
        """Return the words that name people somewhere in the text: by a post, an act or the lexicon."""
        if self._people is None:
            words = {self._text[start:end] for start, end, kind in self._spans if kind == "PERSON"}
            words &= read_han_words().words
            posts = [one.text for one in self._known if one.type == "PERSON"]
            people = {
                word for word in words if any(post.startswith(word) or post.endswith(word) for post in posts)
            }
            people.update(
                self._text[start:end]
                for start, end, kind in self._spans
                if kind == "PERSON" and self._text[start:end] in words and self._is_person(start, end)
            )
            self._people = frozenset(people)
        return self._people

    def _is_person(self, start: int, end: int) -> bool:
        words = load_tables()
        if words.post.search(self._text, max(0, start - 3), start) or words.acts.match(self._text, end):
            return True
        if not is_surname(self._text[start]):
            return False
        return bool(words.acts_of_surnamed.match(self._text, end)) or self._is_listed(start, end, "PERSON")

    def _is_firm(self, start: int, end: int) -> bool:
        """Return whether a word names a firm: 联通公司, 恒力与中兴签署协议."""
        words = load_tables()
        if words.firm.match(self._text, end):
            return True
        return self._text[max(0, start - 1) : start] in ("与", "和") and bool(
            words.partner.match(self._text, end)
        )

    def _is_crop(self, start: int, end: int) -> bool:
        """Return whether a word that names a crop and a firm is the crop: words of farming are near it."""
        words = load_tables()
        if words.goods.match(self._text, end) or self._is_firm(start, end):
            return False
        return bool(words.farming.search(self._text, max(0, start - _NEAR), end + _NEAR))

    def _is_listed(self, start: int, end: int, kind: str) -> bool:
        """Return whether a name of the same kind is next to a span in a list (、 or 和)."""
        before, behind = self._text[max(0, start - 1) : start], self._text[end : end + 1]
        if before in ("、", "和") and self._kind_at_end.get(start - 1) == kind:
            return True
        return behind in ("、", "和") and self._kind_at_start.get(end + 1) == kind
