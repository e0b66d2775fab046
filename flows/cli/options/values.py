"""Options and parts of options that any command may have: switches, texts, and how many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from cyclopts import Parameter, Token

LanguageName = Literal["zh", "en"]
OptionalText = Annotated[str, Parameter(show_default=False)]
Switch = Annotated[bool, Parameter(negative="", show_default=False)]


def _read_whole(_: type, tokens: Sequence[Token]) -> int:
    """Return a whole number; cyclopts itself would round 1.5."""
    return int(tokens[0].value)


# What an option takes that counts something.
WHOLE = Parameter(converter=_read_whole)
Limit = Annotated[int, WHOLE, Parameter(name="--limit", help="At most this many are shown.")]
FactLimit = Annotated[
    int | None,
    WHOLE,
    Parameter(
        name="--limit",
        help="At most this many are shown. Default: 50 in a table, all in CSV and JSON; files have all.",
    ),
]
Minimum = Annotated[int, WHOLE, Parameter(name="--minimum", help="Least number of occurrences.")]
