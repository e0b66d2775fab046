"""Terms with their translation in brackets, which shows that they are terms, and where they end."""

from __future__ import annotations

from collections.abc import Iterator

from flows.annotation.matching import Tagged
from flows.annotation.names.judging import is_abstract_noun, is_common_word
from flows.annotation.openvocabulary.heads import read_words
from flows.records import Mention
from flows.text import HAN, lazy_pattern

# (汉字) after an English term, and (English Words) after a Chinese one.
_HAN_GLOSS = lazy_pattern(rf"(?<=[a-z”\"]) ?[(（][“\"]?([{HAN}]{{2,16}})[”\"]?[)）]")
_LATIN_GLOSS = lazy_pattern(rf"(?<=[{HAN}”])[（(]([A-Za-z]{{2,}}(?:[ -][A-Za-z]+){{1,5}})[)）]")
_QUOTED_END = lazy_pattern(r"[“\"]([^“”\"\n.;:()]{4,60}?),?[”\"]$")
_WORD = lazy_pattern(r"[a-z]+(?:[-’'][a-z]+)*")
_BETWEEN_WORDS = lazy_pattern(r"[ -]")
_DETERMINERS = ("the", "a", "an", "its", "their", "our", "this")
# What only describes the noun after the bracket: a learning-oriented (学习型) society.
_ADJECTIVE = lazy_pattern(r"(?:.* )?[\w’'-]*(?:ed|ent|ant|ive|al|ary|style|class|online)")
_NOUN_BEHIND = lazy_pattern(r" ?[(（][^()（）]{1,20}[)）] ([a-z]+)")
_SMALL = ("of", "and", "for", "in", "the", "to", "on", "as", "a", "by", "with")
_MOST_WORDS = 5
_FAR = 90  # code points before a bracket
_MOST_HAN = 3  # characters of a translation per English word; more translate a longer phrase


def find_glossed(tagged: Tagged) -> Iterator[Mention]:
    """Yield the terms of a text that have their translation in brackets.

    >>> build a kelp powerhouse (海带强国) -> kelp powerhouse
    >>> the “three kelps” (“三海带”) policy -> three kelps
    >>> 海带信息模型（Kelp Information Modeling） -> Kelp Information Modeling
    """
    text = tagged.text
    for match in _HAN_GLOSS.finditer(text):
        span = _find_quoted(text, match.start()) or _find_phrase(text, match.start())
        if span and len(match[1]) <= _MOST_HAN * len(_BETWEEN_WORDS.split(text[slice(*span)])):
            yield Mention(*span, text[slice(*span)], "TERM", source="pattern", score=0.85)
    for match in _LATIN_GLOSS.finditer(text):
        if all(_is_ordinary(word) for word in _BETWEEN_WORDS.split(match[1].lower())):
            yield Mention(*match.span(1), match[1], "TERM", source="pattern", score=0.85)


def _find_quoted(text: str, end: int) -> tuple[int, int] | None:
    """Return the span in the quotation marks that close at `end`, if it has several words."""
    quoted = _QUOTED_END.search(text, max(0, end - _FAR), end)
    return quoted.span(1) if quoted and _is_long(quoted[1]) else None


def _find_phrase(text: str, end: int) -> tuple[int, int] | None:
    """Return the span of the words before `end` up to an article or a verb that governs them, or None.

    Across other small words (of, and, to), it is unclear how much is translated.
    """
    first = max(0, end - _FAR)
    words = list(_WORD.finditer(text, first, end))
    start = end
    for count, word in enumerate(reversed(words)):
        is_next = start == end or text[word.end() : start] == " "
        if not is_next or word.start() == first or (start == end and word.end() != end):
            return None
        if word[0] in (*_DETERMINERS, *read_words("governing_en"), *read_words("glossed_verbs")):
            return (start, end) if _is_phrase(text, start, end) else None
        if word[0] in ("and", "or", *read_words("function_words")) or count == _MOST_WORDS:
            return None
        start = word.start()
    return None


def _is_phrase(text: str, start: int, end: int) -> bool:
    """Return whether words name something: several words, without praise, that no noun follows to be named.

    >>> kelp powerhouse; not more kelps, nor learning-oriented before the noun "society"
    """
    phrase = text[start:end]
    if not _is_long(phrase) or phrase.split()[0] in read_words("praise"):
        return False
    behind = _NOUN_BEHIND.match(text, end)
    is_followed = behind and behind[1] not in ("and", "or", *read_words("function_words"))
    return " " in phrase and not (is_followed and _ADJECTIVE.fullmatch(phrase))


def _is_long(phrase: str) -> bool:
    return len(_BETWEEN_WORDS.split(phrase)) > 1


def _is_ordinary(word: str) -> bool:
    singular = word.removesuffix("s")
    return is_common_word(word) or is_common_word(singular) or is_abstract_noun(word) or word in _SMALL
