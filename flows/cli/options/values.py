"""Options, and parts of options, that any command may have: switches, texts and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from cyclopts import Parameter, Token

from flows.cli.limiting import EVERY_ROW
from flows.errors import UsageError
from flows.records import DateOrder

LanguageName = Literal["zh", "en"]
OptionalText = Annotated[str, Parameter(show_default=False)]
Switch = Annotated[bool, Parameter(negative="", show_default=False)]
Yes = Annotated[
    bool,
    Parameter(
        name=["--yes", "-y"],
        negative="",
        show_default=False,
        help="Go on without asking, as a script must.",
    ),
]


def _read_whole(_: type, tokens: Sequence[Token]) -> int:
    """Return a whole number; cyclopts itself would round 1.5.

    Raises UsageError for anything else, and for more than any store could have.
    """
    token = tokens[0]
    try:
        number = int(token.value)
    except ValueError:
        number = EVERY_ROW + 1
    if number > EVERY_ROW:
        raise UsageError("cli.no_whole_number", option=token.keyword or "", value=token.value, most=EVERY_ROW)
    return number


# The value of an option that counts something.
WHOLE = Parameter(converter=_read_whole)
Limit = Annotated[int, WHOLE, Parameter(name="--limit", help="Show at most this many.")]
FactLimit = Annotated[
    int | None,
    WHOLE,
    Parameter(
        name="--limit",
        help="Show at most this many. Default: 50 in a table, all in CSV and JSON; files have all.",
    ),
]
FactSort = Annotated[
    DateOrder, Parameter(name="--sort", help="By date, the earliest or the latest first; undated ones last.")
]
Minimum = Annotated[int, WHOLE, Parameter(name="--minimum", help="Least number of occurrences.")]


def type_options(**values: str | bool | Sequence[str] | None) -> list[str]:
    """Return options as typed, for the search history; those without a value are left out.

    >>> type_options(group="kind", split=True, as_of="", kind=["law", "plan"])
    ['--group', 'kind', '--split', '--kind', 'law', '--kind', 'plan']
    """
    typed: list[str] = []
    for name, value in values.items():
        option = f"--{name.strip('_').replace('_', '-')}"
        several = [value] if isinstance(value, str) else value
        if several is True:
            typed.append(option)
        elif several:
            typed += [word for one in several if one for word in (option, one)]
    return typed
