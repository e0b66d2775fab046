"""A Chinese text as patterns read it: its words with their odds, and the mentions known in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.annotation.openvocabulary.borders import Odds, odds_of
from flows.annotation.openvocabulary.heads import technical_words
from flows.records import Mention
from flows.text import HAN, lazy_pattern

MOST_WORDS, MOST_CHARACTERS = 7, 22
NUMBER = Odds(-4.0, -4.0)
_SURE_PART = Odds(2.0, 2.0)
_EDITION = Odds(3.0, 3.0)  # 第三届, 2023世界人工智能大会
_LATIN = Odds(1.0, 0.5)
_PROPER = ("GPE", "ORG", "PERSON")
_PROPER_WORDS = frozenset(["中国", "国家", "世界", "国际", "全球", "亚洲", "全国"])
_CLOSED = ("DATE", "MONEY", "PERCENT", "QUANTITY", "DOC")
_EDITION_WORD = lazy_pattern(r"第[一二三四五六七八九十百\d]+[届次]|20\d\d")
_LETTERS = lazy_pattern(r"[A-Za-z0-9+-]*[A-Z][A-Za-z0-9+-]*")
_LATIN_WORD = lazy_pattern(r"[A-Za-z][A-Za-z0-9\-+]*")
_CLAUSE = lazy_pattern(r"[，。；：！？,;:!?、\s（）()《》]")
_QUOTED_BEFORE = lazy_pattern(r"“[^“”，。；\n]{2,12}”$")
HAN_WORD = lazy_pattern(f"[{HAN}]+")


@dataclass(slots=True)
class Text:
    """A tagged text with its tokens, and the known mentions by span."""

    text: str
    tokens: Sequence[tuple[int, int]]
    known: dict[tuple[int, int], Mention]
    sides: dict[int, int]  # starts of names of places and bodies, by their ends

    def word(self, place: int) -> str:
        """Return the word at a place."""
        start, end = self.tokens[place]
        return self.text[start:end]

    def odds(self, start: int, end: int) -> Odds | None:
        """Return the odds of a word before a head; None if it cannot be part of a name."""
        word = self.text[start:end]
        if mention := self.known.get((start, end)):
            return None if mention.type in _CLOSED else _SURE_PART
        if _EDITION_WORD.fullmatch(word):
            return _EDITION
        if HAN_WORD.fullmatch(word):
            return odds_of(word, "zh")
        return _LATIN if _LATIN_WORD.fullmatch(word) else None

    def opens_clause(self, place: int) -> bool:
        """Return whether a word begins the text or follows a comma or the like."""
        return place == 0 or bool(_CLAUSE.match(self.text[self.tokens[place][0] - 1]))

    def touches(self, place: int) -> bool:
        """Return whether a word directly follows the one before it."""
        return self.tokens[place - 1][1] == self.tokens[place][0]

    def follows_quotes(self, place: int) -> bool:
        """Return whether a word directly follows a word in quotation marks: “星火”工程."""
        start = self.tokens[place][0]
        return bool(start and _QUOTED_BEFORE.search(self.text, max(0, start - 14), start))

    def is_proper(self, place: int) -> bool:
        """Return whether a word marks a single body or event: a name, an edition, 国家 and the like."""
        mention = self.known.get(self.tokens[place])
        if mention:
            return mention.type in _PROPER
        word = self.word(place)
        return bool(_EDITION_WORD.fullmatch(word)) or word in _PROPER_WORDS

    def is_technical(self, place: int) -> bool:
        """Return whether a word is technical: by the table, as a known one, or by its letters (SM9)."""
        if mention := self.known.get(self.tokens[place]):
            return mention.type == "TECH"
        word = self.word(place)
        return word in technical_words("zh") or bool(_LETTERS.fullmatch(word))
