"""Rules on who may repeal, amend, suspend or extend whose documents."""

from __future__ import annotations

from typing import NamedTuple

from flows.store.documents import Ruling
from flows.text import lazy_pattern, simplify
from flows.text.places import level_of_issuer

_OFFICE = lazy_pattern(r"(?<=政府)办公[厅室](?:秘书处)?$")


class Author(NamedTuple):
    """The author of a document: its publisher and level of government, "" if unknown."""

    publisher: str
    level: str
    is_named: bool  # the title names the place, so no other place has a document with this title

    def scope(self) -> str:
        """Return the publisher of a local document whose title other places may also use, else ""."""
        return "" if self.is_named or self.level == "central" else self.publisher

    def may_end(self, other: Author, *, is_numbered: bool = False) -> bool:
        """Return whether this author may repeal or amend the other's documents.

        A government may end what its office has issued (示范市人民政府办公室). Of documents whose number is
        named (`is_numbered`), the title need not show the place.
        """
        if other.level == "central":
            return self.level in ("", "central")
        if is_numbered or other.scope() in ("", self.publisher):
            return True
        return simplify(self.publisher) == _OFFICE.sub("", simplify(other.publisher))


def author_of(ruling: Ruling) -> Author:
    """Return the author of a stored document, by its publisher and title."""
    place = level_of_issuer(ruling.title)
    level = level_of_issuer(ruling.publisher) or place
    return Author(ruling.publisher, level, place in ("province", "city", "county"))
