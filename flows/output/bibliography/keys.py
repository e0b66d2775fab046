"""Keys of references: issuer, year and title in ASCII, such as guowuyuan-2015-zhongguo-zhizao-2025."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Sequence

from flows.annotation.lexicon import Lexicon
from flows.output.bibliography.item import CslItem, day_of, names_of
from flows.output.bibliography.romanising import Romaniser
from flows.text import has_han, lazy_pattern

_WORDS = 5  # of the title
_ISSUER, _LENGTH = 24, 60  # characters of the issuer and of a key
_QUOTED = lazy_pattern(r"《([^《》]+)》")
_NOT_PLAIN = lazy_pattern(r"[^a-z0-9]+")
_APOSTROPHES = str.maketrans(dict.fromkeys("'’"))
_SMALL = frozenset(
    ("guanyu", "de", "deng", "nian", "yinfa", "fabu", "the", "a", "an", "of", "on", "for", "and", "to", "in")
)


def choose_keys(items: Sequence[CslItem], lexicon: Lexicon) -> list[str]:
    """Return a key for each item; equal keys get distinguishing letters, in the order of the items.

    Passages have their document's key with their position, so the same passage always has the same key.
    """
    keys = [_make_key(item, lexicon) for item in items]
    sources = [item["custom"].get("passage", item["custom"]["document"]) for item in items]
    owners: dict[str, list[str]] = {}
    for key, source in zip(keys, sources, strict=True):
        known = owners.setdefault(key, [])
        if source not in known:
            known.append(source)
    return [
        f"{key}{_letter(owners[key].index(source))}" if len(owners[key]) > 1 else key
        for key, source in zip(keys, sources, strict=True)
    ]


def _letter(number: int) -> str:
    return chr(ord("a") + number) if number < 26 else f"-{number}"


def _make_key(item: CslItem, lexicon: Lexicon) -> str:
    names = names_of(item) or [item.get("container-title", "")]
    title = item["title"].translate(_APOSTROPHES)
    quoted = _QUOTED.search(title)
    words = Romaniser(lexicon, names)
    year = day_of(item)[:4] or "nd"
    issuer = _shorten(names[0], words)
    chosen = [
        word
        for word in _plain(words.words(quoted[1] if quoted else title))
        if word not in _SMALL and word != year
    ]
    if names[0] and title.startswith(names[0]) and not quoted:
        chosen = [word for word in _plain(words.words(title[len(names[0]) :])) if word not in _SMALL]
    key = "-".join(_within([*filter(None, (issuer, year)), *chosen[:_WORDS]], _LENGTH))
    passage = item["custom"].get("passage", "")
    return f"{key}-p{passage.rpartition('-')[2]}" if passage else key


def _shorten(name: str, words: Romaniser) -> str:
    """Return the beginning of a Chinese name in pinyin; an English name unchanged or as initials."""
    if has_han(name):
        return "".join(_within(_plain(words.name(name).split()), _ISSUER))
    return "".join(_initials(name))


def _within(words: Sequence[str], length: int) -> list[str]:
    """Return as many first words as fit in `length` characters, at least one."""
    sizes = itertools.accumulate(len(word) + 1 for word in words)
    return [
        word
        for number, (word, size) in enumerate(zip(words, sizes, strict=True))
        if not number or size <= length
    ]


def _initials(name: str) -> list[str]:
    """Return a one-word English name unchanged, else the initials of its capitalised words."""
    words = name.split()
    if len(words) < 3:
        return _plain(words)
    return [word[0].lower() for word in words if word[0].isascii() and word[0].isupper()]


def _plain(words: Iterable[str]) -> list[str]:
    """Return words in lower-case ASCII, without empty ones."""
    bare = (unicodedata.normalize("NFKD", word.lower()).translate(_APOSTROPHES) for word in words)
    return [part for word in bare for part in _NOT_PLAIN.sub(" ", word).split()]
