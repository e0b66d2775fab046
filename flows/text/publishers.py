"""Publishers matched by one of their names: 示范部 has issued what 示范部 样例局 has."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from flows.text.folding import fold
from flows.text.scripts import has_han

# Separators between the bodies of a joint publisher.
BETWEEN_PUBLISHERS = re.compile(r"[\s\u3000]*[、，,；;/][\s\u3000]*|[\s\u3000]+")
# In English, a comma, and an "and" before what can only begin the name of a body.
_BETWEEN_ENGLISH = re.compile(
    r"\s*[,;/]\s*(?:and\s)?|\sand\s(?=(?:the\s)?(?:ministry|national|state|general|central|people|cyberspace"
    r"|supreme|china|chinese)\b)"
)
_STATE = re.compile("^中华人民共和国(?=..)|^the | (?:of|,) the people's republic of china$")
ALONE = "="  # before a name: only what the publisher issued alone

OtherNames = Callable[[str], Collection[str]]


def names_alone(name: str) -> bool:
    """Return whether a name asks for what the publisher issued alone; Chinese input may type ＝."""
    return name[:1] in (ALONE, "＝")


def match_publishers(
    known: Iterable[str], wanted: Sequence[str], other_names: OtherNames = lambda _: ()
) -> dict[str, list[str]]:
    """Return, per wanted name, the known publishers that it means.

    A name means the publisher of that name and the joint publishers that it is part of, also under the other
    names that `other_names` gives for it (工信部, MIIT). Case, script and the name of the state before or
    behind a name make no difference. With `=` (or ＝) before it (`=国务院`), it means only the publisher of
    exactly that name.
    """
    names = sorted(set(known))
    found = {}
    for name in wanted:
        if names_alone(name):
            found[name] = [one for one in names if one == name[1:]]
        else:
            meant = {fold_body(one) for one in (name, *other_names(name))} - {""}
            found[name] = [one for one in names if not meant.isdisjoint(_bodies_in(one))]
    return found


def fold_body(name: str) -> str:
    """Return the name of a body, folded and without that of the state: 示范部 for 中华人民共和国示范部."""
    return _STATE.sub("", fold(name).text.strip())


@lru_cache(maxsize=4_000)
def _bodies_in(name: str) -> frozenset[str]:
    """Return a publisher's whole name and those of its bodies, folded."""
    return frozenset(map(fold_body, (name, *_split(name)))) - {""}


def _split(name: str) -> Iterator[str]:
    if has_han(name):
        yield from BETWEEN_PUBLISHERS.split(name)
    else:
        yield from _BETWEEN_ENGLISH.split(fold(name).text)
