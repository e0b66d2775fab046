"""The firm named by the headings above a passage."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.annotation.events.parties.party import Party
from flows.annotation.names import Alias, make_entity_id
from flows.text import Sweep, lazy_pattern

_FIRM = ("公司", "集团")
_LEGAL_FORM = lazy_pattern("(?:集团|控股)?(?:股份|有限|责任)*公司$")
_NO_LONGER = "(?!大学|学院|集团|协会|学会|基金|研究|银行)"  # 中国石油 is not in 中国石油大学
_SHORTEST = 3  # code points of a short name


def find_introduced(title: str, aliases: Sequence[Alias]) -> str:
    """Return the short form of the only firm that a document introduces, if its title contains it, or "".

    >>> 海川智能二十年, of a text with 北江海川智能装备股份有限公司（以下简称“海川智能”） -> 海川智能
    """
    firms = {one.entity for one in aliases if one.type == "ORG" and one.entity.endswith(_FIRM)}
    named = [one.short for one in aliases if one.entity in firms and one.short in title]
    return named[0] if len(firms) == 1 and named else ""


def with_firm(text: str, parties: Sequence[Party], subject: str) -> list[Party]:
    """Return the parties plus the places where a Chinese text names the firm of its heading in short.

    >>> 北斗精工在北京注册成立, below 北斗精工股份有限公司发展历程 -> 北斗精工
    """
    short = _LEGAL_FORM.sub("", subject)
    if len(short) < _SHORTEST or short == subject:
        return [*parties]
    entity = make_entity_id("ORG", subject)
    places = [match.span() for match in re.finditer(re.escape(short) + _NO_LONGER, text)]
    taken = Sweep([*parties])
    added = [Party(*span, short, entity, "ORG") for span in places if not taken.overlapping(*span)]
    return sorted([*parties, *added], key=lambda party: party.start)


def from_heading(subject: str) -> Party | None:
    """Return the firm of the headings as a party without a place in the text, or None for ""."""
    return Party(0, 0, subject, make_entity_id("ORG", subject), "ORG") if subject else None
