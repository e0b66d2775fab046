"""Publishers matched by one of their names: 示范部 has issued what 示范部 样例局 has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from flows.text.scripts import has_han

# Separators between the bodies of a joint publisher.
BETWEEN_PUBLISHERS = re.compile(r"[\s\u3000]*[、，,；;/][\s\u3000]*|[\s\u3000]+")
ALONE = "="  # before a name: only what the publisher issued alone


def names_alone(name: str) -> bool:
    """Return whether a name asks for what the publisher issued alone; Chinese input may type ＝."""
    return name[:1] in (ALONE, "＝")


def match_publishers(known: Iterable[str], wanted: Sequence[str]) -> dict[str, list[str]]:
    """Return, per wanted name, the known publishers that it means.

    A name means the publisher of that name and the joint publishers that it is part of. With `=` (or ＝)
    before it (`=国务院`), it means only the publisher of exactly that name. An English name is one body.
    """
    names = sorted(set(known))
    parts = [(name, _bodies_in(name)) for name in names]
    found = {}
    for name in wanted:
        if names_alone(name):
            found[name] = [one for one in names if one == name[1:]]
        else:
            found[name] = [one for one, own in parts if name in own]
    return found


def _bodies_in(name: str) -> set[str]:
    """Return a publisher's whole name and those of its bodies."""
    parts = BETWEEN_PUBLISHERS.split(name) if has_han(name) else []
    return {name, *parts} - {""}
