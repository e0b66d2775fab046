"""Level of government and place, from the code that every Chinese government site carries (SiteIDCode)."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

_CENTRAL = re.compile(r"bm\d{6,10}")
_SITE = re.compile(r"\d{10}")
_MUNICIPALITIES = ("11", "12", "31", "50")


@cache
def provinces() -> dict[str, str]:
    """Return the provinces by the first two digits of their code (GB/T 2260)."""
    with Path(__file__).with_name("provinces.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def read_site_code(code: str) -> dict[str, str]:
    """Return the `level`, `division` and `province` of a SiteIDCode; {} for anything else.

    The level is central, province, city or county; the division has six digits. A code `bm…` belongs to a
    body of the central government and gives the level only. Otherwise the first six digits are an
    administrative division.
    """
    code = code.strip().lower()
    if _CENTRAL.fullmatch(code):
        return {"level": "central"}
    province = provinces().get(code[:2])
    if not _SITE.fullmatch(code) or province is None:
        return {}
    return {"level": _level_of(code[:6]), "division": code[:6], "province": province}


def _level_of(division: str) -> str:
    if division[2:] == "0000":
        return "province"
    is_city = division[4:] == "00" and division[:2] not in _MUNICIPALITIES
    return "city" if is_city else "county"
