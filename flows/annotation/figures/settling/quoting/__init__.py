"""Tell which figures can be quoted alone: their names say whose they are, and their dates of what time."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.settling.quoting.owners import names_no_owner, names_standard
    from flows.annotation.figures.settling.quoting.quotable import lower_unquotable
    from flows.annotation.figures.settling.quoting.titled import own_by_title
else:
    __getattr__ = open_front(__name__)

__all__ = ["lower_unquotable", "names_no_owner", "names_standard", "own_by_title"]
