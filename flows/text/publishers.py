"""Publishers matched by one of their names: 示范部 has issued what 示范部 样例局 has."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from flows.text.folding import fold
from flows.text.patterns import lazy_pattern
from flows.text.scripts import has_han

# Separators between the bodies of a joint publisher.
BETWEEN_PUBLISHERS = lazy_pattern(r"[\s\u3000]*[、，,；;/][\s\u3000]*|[\s\u3000]+")
# In English, a comma, and an "and" before what can only begin the name of a body.
_BETWEEN_ENGLISH = lazy_pattern(
    r"\s*[,;/]\s*(?:and\s)?|\sand\s(?=(?:the\s)?(?:ministry|national|state|general|central|people|cyberspace"
    r"|supreme|china|chinese)\b)"
)
_STATE = lazy_pattern("^中华人民共和国(?=..)|^the | (?:of|,) the people's republic of china$")
ALONE = "="  # before a name: only what these bodies issued, no others with them

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
    behind a name make no difference. With `=` (or ＝) before it (`=国务院`), it means what this body issued
    alone, or these bodies together (`=示范部 样例局`); see `issuing_bodies`.
    """
    names = sorted(set(known))
    found = {}
    for name in wanted:
        if names_alone(name):
            bodies = issuing_bodies(name[1:], other_names)
            found[name] = [one for one in names if bodies and issuing_bodies(one, other_names) == bodies]
        else:
            meant = {fold_body(one) for one in (name, *other_names(name))} - {""}
            found[name] = [one for one in names if not meant.isdisjoint(_folded_names(one))]
    return found


def issuing_bodies(publisher: str, other_names: OtherNames = lambda _: ()) -> tuple[str, ...]:
    """Return the bodies of a publisher in their order, each by the same one of its names: () for "".

    The names are folded, so they identify a body and are not for display. Publishers with equal results are
    the same bodies: `示范部 样例局`, `示范部、样例局`, and these under the other names of the bodies.
    """
    whole, *parts = _folded_names(publisher) or ("",)
    bodies = [whole] if other_names(whole) else parts
    return tuple(dict.fromkeys(min(fold_body(one) for one in (body, *other_names(body))) for body in bodies))


def fold_body(name: str) -> str:
    """Return the name of a body, folded and without that of the state: 示范部 for 中华人民共和国示范部."""
    return _STATE.sub("", fold(name).text.strip())


@lru_cache(maxsize=50_000)
def _folded_names(publisher: str) -> tuple[str, ...]:
    """Return a publisher's whole name and those of its bodies, folded."""
    return tuple(filter(None, map(fold_body, (publisher, *_split(publisher)))))


def _split(name: str) -> Iterator[str]:
    if has_han(name):
        yield from BETWEEN_PUBLISHERS.split(name)
    else:
        yield from _BETWEEN_ENGLISH.split(fold(name).text)
