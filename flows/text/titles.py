"""Words of titles: what users type to find documents by title, and whether a title has them.

One rule for lists, searches and lakes. Punctuation and white space separate words, in any order. Every word
must be in the title: Chinese anywhere, an English word from its beginning (plan, planning), a number as a
whole. A year must be in the title or be the year of the document. Text in quotes stays together, unchanged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from flows.text.folding import fold, unfolded
from flows.text.patterns import lazy_pattern
from flows.text.scripts import HAN, has_han

_QUOTED = lazy_pattern(r"[\"“„＂]([^\"“”„＂]*)[\"”“＂]|「([^」]*)」|『([^』]*)』")
_SEPARATOR = lazy_pattern(r"[\s《》〈〉【】〔〕\[\]()（）,，、;；:：。!！?？·—–…\"“”„＂「」『』]+")
# 2025, 2025年 and 2025年度 are the year 2025; 12025 is a number.
_YEAR = lazy_pattern(rf"(?<![^\W_{HAN}])((?:19|20)\d\d)(?![^\W_{HAN}])(?:年度?)?")
_JOINED = rf"[^\W_{HAN}]"  # letters and digits that make up one word

_LOOKED_AT = 3  # characters per word
# A title with its translation: 样例办法 Measures for Samples, 样例办法（Measures for Samples）, or the other
# way round.
_ENGLISH = (
    r"(?=[^\n]*\b(?:Act|Announcement|Catalogue|Circular|Decision|Guidance|Guidelines?|Law|Measures|Notice"
    r"|Opinions?|Order|Ordinance|Outline|Plan|Policy|Program(?:me)?|Provisions|Regulations?|Reply|Rules)\b)"
    rf"[A-Z][^\W\d_{HAN}]*(?:[ ,]+[^\s{HAN}]+){{2,}}"
)
_ENGLISH_WORD = lazy_pattern("[A-Z][a-z]")  # quick to look for
_BETWEEN = r"\s*(?:[ \n/／|｜—–-]\s*|(?=[（(]))"
_TRANSLATED = (
    lazy_pattern(rf"(?P<own>.*[{HAN}][^A-Za-z{HAN}]*?){_BETWEEN}[（(]?{_ENGLISH}"),
    lazy_pattern(rf"[^{HAN}（(]*?{_ENGLISH}{_BETWEEN}[（(]?(?P<own>[《“]?[{HAN}].*?)[）)]?"),
)
# The remark on its edition at the end of a title: （2021年修订）, (2018 Amendment); not （修订草案）.
_EDITION = lazy_pattern(
    r"\s*[(（]\s?(?=[\d修最第])(?:(?:19|20)\d{2}\s?年?\s?)?(?:第[一二三四五六七八九十]次)?(?:最新)?"
    r"(?:修订|修正|修改)?(?:版|本)?\s?[)）]$"
    r"|\s*[(（](?:19|20)\d{2} (?:amendment|revision|edition|version)[)）]$"
    r"|\s*[(（](?:amended|revised)(?: in)? (?:19|20)\d{2}[)）]$",
    re.IGNORECASE,
)
_OF_CHINA = "中华人民共和国"


class TitleWord(NamedTuple):
    """A folded text that a title must contain; with `may_continue`, its last word may be longer."""

    text: str
    may_continue: bool


class TitleWords(NamedTuple):
    """The words that a title must have, and years that it or its document's date must have."""

    words: tuple[TitleWord, ...]
    years: tuple[str, ...]


def read_title(typed: str) -> TitleWords:
    """Return the words and years of a typed title.

    `2025年《政府工作报告》` means 政府工作报告 and the year 2025; `"中国制造2025"` means that text alone.
    """
    quoted = ("".join(filter(None, match.groups())) for match in _QUOTED.finditer(typed))
    words = [TitleWord(fold(text).text.strip(), may_continue=False) for text in quoted]
    years: list[str] = []
    for piece in _SEPARATOR.split(_QUOTED.sub(" ", typed)):
        parts = _YEAR.split(fold(piece).text)  # every other part is a year
        years += parts[1::2]
        words += [TitleWord(one, may_continue=one[-1].isalpha()) for one in map(_trim, parts[::2]) if one]
    kept = [word for word in words if any(map(str.isalnum, word.text))]
    return TitleWords(tuple(dict.fromkeys(kept)), tuple(dict.fromkeys(years)))


def title_check(typed: str) -> Callable[[str, str], bool]:
    """Return a test whether a title and its ISO date have what was typed; without words, always false."""
    wanted = read_title(typed)
    patterns = [_compile(word) for word in wanted.words]
    years = [(year, re.compile(rf"(?<!{_JOINED}){year}(?!{_JOINED})")) for year in wanted.years]

    def has_words(title: str, date: str) -> bool:
        if not patterns and all(date.startswith(year) for year, _ in years):
            return True  # without folding the title
        folded = fold(title).text
        if not all(pattern.search(folded) for pattern in patterns):
            return False
        return all(date.startswith(year) or pattern.search(folded) for year, pattern in years)

    return has_words if patterns or years else lambda title, date: False  # noqa: ARG005


def title_characters(typed: str) -> list[str]:
    """Return strings of which every title with the words of a typed one has at least one character each.

    Each string is one of a word's first characters, with all characters that fold to it. This allows a quick
    test before titles are folded.
    """
    first = (dict.fromkeys(re.findall(r"\w", word.text)) for word in read_title(typed).words)
    chosen = dict.fromkeys(one for characters in first for one in list(characters)[:_LOOKED_AT])
    return [one + unfolded().get(one, "") for one in chosen]


def title_years(typed: str) -> list[tuple[str, str]]:
    """Return each year of a typed title, with the other characters that fold to its digits.

    A title with the year contains it unchanged, or contains one of these characters.
    """
    others = {
        year: dict.fromkeys(unfolded().get(digit, "") for digit in year) for year in read_title(typed).years
    }
    return [(year, "".join(digits)) for year, digits in others.items()]


@lru_cache(maxsize=64)
def _check(typed: str) -> Callable[[str, str], bool]:
    return title_check(typed)


def has_title_words(title: str, date: str, typed: str) -> bool:
    """Return whether a title, of a document with an ISO date (or ""), has what was typed."""
    return _check(typed)(title, date)


@lru_cache(maxsize=64)
def _phrases(forms: str) -> re.Pattern[str]:
    words = (TitleWord(fold(form).text, may_continue=False) for form in json.loads(forms))
    return re.compile("|".join(_compile(word).pattern for word in words if word.text) or r"(?!)")


def has_phrase(text: str, forms: str) -> bool:
    """Return whether a text has one of several forms, given as a JSON list: Chinese anywhere, whole words."""
    return _phrases(forms).search(fold(text).text) is not None


def split_edition(title: str) -> tuple[str, str]:
    """Return a title without 中华人民共和国 and the remark on its edition, and that remark or "".

    样例法（2021年修订） gives 样例法 and （2021年修订）.
    """
    bare = title.strip().removeprefix(_OF_CHINA)
    match = _EDITION.search(bare)
    return (bare[: match.start()], match[0].strip()) if match else (bare, "")


def title_in_chinese(title: str) -> str:
    """Return the Chinese part of a title that has an English translation next to it, else the title.

    Foreign words inside a title are part of it: 关于 AI 产业的意见, 中国制造 Made in China 2025.
    """
    if not _ENGLISH_WORD.search(title) or not has_han(title):
        return title
    found = next(filter(None, (pattern.fullmatch(title) for pattern in _TRANSLATED)), None)
    return found["own"].strip() if found else title


def _trim(text: str) -> str:
    """Return a text without surrounding marks."""
    return re.sub(r"^[\W_]+|[\W_]+$", "", text)


def _compile(word: TitleWord) -> re.Pattern[str]:
    """Return the pattern of a word, with word borders at ends that are letters or digits."""
    pattern = re.escape(word.text)
    if re.match(_JOINED, word.text):
        pattern = rf"(?<!{_JOINED}){pattern}"
    if not word.may_continue and re.search(rf"{_JOINED}$", word.text):
        pattern = rf"{pattern}(?!{_JOINED})"
    return re.compile(pattern)
