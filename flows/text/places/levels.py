"""Level of government and place, from a Chinese government site's code (SiteIDCode) or an issuer's name.

The rules for names are in `issuer_levels.toml`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from flows.text.folding import simplify
from flows.text.patterns import lazy_pattern
from flows.text.places.provinces import list_provinces
from flows.text.scripts import HAN

_CENTRAL = lazy_pattern(r"bm\d{6,10}")
_SITE = lazy_pattern(r"\d{10}")
_MUNICIPALITIES = ("11", "12", "31", "50")


@cache
def _provinces() -> dict[str, str]:
    """Return the provinces by the first two digits of their code (GB/T 2260)."""
    return {one.code: one.name for one in list_provinces()}


def read_site_code(code: str) -> dict[str, str]:
    """Return the `level`, `division` and `province` of a SiteIDCode, or {} for anything else.

    The level is central, province, city or county; the division has six digits. A code `bm…` belongs to a
    body of the central government and has only a level. Otherwise the first six digits are an administrative
    division.
    """
    code = code.strip().lower()
    if _CENTRAL.fullmatch(code):
        return {"level": "central"}
    province = _provinces().get(code[:2])
    if not _SITE.fullmatch(code) or province is None:
        return {}
    return {"level": _level_of(code[:6]), "division": code[:6], "province": province}


def _level_of(division: str) -> str:
    if division[2:] == "0000":
        return "province"
    is_city = division[4:] == "00" and division[:2] not in _MUNICIPALITIES
    return "city" if is_city else "county"


class LevelRule(NamedTuple):
    """A level, the patterns of Chinese and English names at that level, and examples of such names."""

    level: str
    chinese: re.Pattern[str]
    english: re.Pattern[str]
    examples: tuple[str, ...]


@cache
def level_rules() -> tuple[LevelRule, ...]:
    """Return the rules in the order in which they are tried."""
    source = Path(__file__).with_name("issuer_levels.toml").read_text(encoding="utf-8")
    names = {
        "province": "|".join(_provinces().values()),
        "province_city": "|".join(_provinces()[code] for code in _MUNICIPALITIES),
    }
    return tuple(_make_rule(names, **rule) for rule in tomllib.loads(source)["rule"])


def _make_rule(
    names: dict[str, str], level: str, chinese: list[str], english: list[str], examples: list[str]
) -> LevelRule:
    pattern = "|".join(chinese)
    for name, alternatives in names.items():
        pattern = pattern.replace(f"{{{name}}}", f"(?:{alternatives})")
    words = "|".join(rf"(?<!\w)(?:{one})" for one in english)
    return LevelRule(level, re.compile(pattern), re.compile(words, re.IGNORECASE), tuple(examples))


@lru_cache(maxsize=10_000)  # the same publishers recur
def level_of_issuer(name: str) -> str:
    """Return the level of government of an issuer (central, province, city or county), or "".

    If several issuers are joined in one name, the first decides.
    """
    name = simplify(name.strip("《》“” "))
    is_chinese = re.search(f"[{HAN}]", name) is not None
    for rule in level_rules():
        found = rule.chinese.match(name) if is_chinese else rule.english.search(name.partition(",")[0])
        if found:
            return rule.level
    return ""
