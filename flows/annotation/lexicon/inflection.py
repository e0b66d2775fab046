"""The forms of an English term: plural; hyphen, space or neither; British and American spelling."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from flows.text import lazy_pattern

_VOWELS = "aeiou"
_UNINFLECTED = lazy_pattern(r"(?:ics|ness|ism|ware|ed|sis|us|ss|'s)$")
_NO_PLURAL_ENDING = lazy_pattern(r"(?:ss|us|is|ics)$")
_SIBILANT = lazy_pattern(r"(?:[sxz]|ch|sh)$")
_SIBILANT_PLURAL = lazy_pattern(r"(?:sses|xes|zes|ches|shes)$")
_SHORTEST_JOINED = 4
_Spellings = tuple[tuple[re.Pattern[str], str], ...]


@dataclass(frozen=True, slots=True)
class _Forms:
    """The tables of `inflection.toml`; `compounds` are (apart, together).

    `spelled` and `compounded` test whether a form has any word of the spellings or compounds: few have one.
    """

    after_head: frozenset[str]
    not_plural: frozenset[str]
    prefixes: frozenset[str]
    compounds: tuple[tuple[str, str], ...]
    compounded: re.Pattern[str]
    spelled: re.Pattern[str]
    plurals: Mapping[str, str]
    singulars: Mapping[str, str]
    to_american: _Spellings
    to_british: _Spellings


@cache
def _load_forms() -> _Forms:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    plurals = table["irregular"]
    compounds = tuple((apart, apart.replace(" ", "")) for apart in table["compounds"])
    return _Forms(
        after_head=frozenset(table["after_head"].split()),
        not_plural=frozenset(table["not_plural"].split()),
        prefixes=frozenset(table["prefixes"].split()),
        compounds=compounds,
        compounded=re.compile(rf"\b(?:{'|'.join(form for pair in compounds for form in pair)})"),
        spelled=re.compile(rf"\b(?:{'|'.join([*table['to_american'], *table['to_british']])})\b"),
        plurals=plurals,
        singulars={plural: singular for singular, plural in plurals.items()},
        to_american=_compile_spellings(table["to_american"]),
        to_british=_compile_spellings(table["to_british"]),
    )


def _compile_spellings(spellings: Mapping[str, str]) -> _Spellings:
    return tuple((re.compile(rf"\b{word}\b"), other) for word, other in spellings.items())


@lru_cache(maxsize=1 << 15)
def inflect(label: str) -> frozenset[str]:
    """Return the forms of an English label, including itself; the label is folded ("whole of nation")."""
    forms = {label}
    forms |= {variant for form in list(forms) for variant in _spellings(form)}
    forms |= {variant for form in list(forms) for variant in _joined(form)}
    forms |= {variant for form in list(forms) for variant in _numbers(form)}
    return frozenset(form for form in forms if form.strip())


def _spellings(form: str) -> set[str]:
    if not _load_forms().spelled.search(form):
        return set()
    american = british = form
    for pattern, replacement in _load_forms().to_american:
        american = pattern.sub(replacement, american)
    for pattern, replacement in _load_forms().to_british:
        british = pattern.sub(replacement, british)
    return {american, british}


def _joined(form: str) -> set[str]:
    """Return the form with compounds written as one word or as two, if both are in use."""
    found = set()
    is_compound = _load_forms().compounded.search(form)
    for apart, together in _load_forms().compounds if is_compound else ():
        if re.search(rf"\b{apart}", form):
            found.add(re.sub(rf"\b{apart}", together, form))
        elif re.search(rf"\b{together}", form):
            found.add(re.sub(rf"\b{together}", apart, form))
    words = form.split(" ")
    for index in range(len(words) - 1):
        if words[index] in _load_forms().prefixes and len(words[index + 1]) >= _SHORTEST_JOINED:
            found.add(" ".join([*words[:index], words[index] + words[index + 1], *words[index + 2 :]]))
    return found


def _numbers(form: str) -> set[str]:
    """Return the form with its head, or its last word, in the other number."""
    words = form.split(" ")
    last = len(words) - 1
    heads = (index - 1 for index, word in enumerate(words) if index and word in _load_forms().after_head)
    found = set()
    for index in {next(heads, last), last}:
        if other := _other_number(words[index]):
            found.add(" ".join([*words[:index], other, *words[index + 1 :]]))
    return found


def _other_number(word: str) -> str:
    """Return the plural of a singular or the singular of a plural, or "" if there is none."""
    forms = _load_forms()
    if not word.isalpha() or len(word) < 3:
        return ""
    if irregular := forms.plurals.get(word) or forms.singulars.get(word):
        return irregular
    if word.endswith("s") and word not in forms.not_plural and not _NO_PLURAL_ENDING.search(word):
        return _singular(word)
    if _UNINFLECTED.search(word):
        return ""
    return _plural(word)


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in _VOWELS:
        return f"{word[:-1]}ies"
    if _SIBILANT.search(word):
        return f"{word}es"
    return f"{word}s"


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if _SIBILANT_PLURAL.search(word):
        return word[:-2]
    return word[:-1]
