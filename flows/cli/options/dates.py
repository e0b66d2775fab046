"""Options for dates: the first and last date, the day as of which text is read, and which date counts."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

Axis = Literal["published", "written", "first_seen"]
AsOf = Annotated[
    str,
    Parameter(
        name="--as-of",
        show_default=False,
        help="The texts as of a day: 2019-06-01, 2019-06 or 2019 (its last day). Documents dated later are "
        "left out, and a document with several versions is read in the one of that day.",
    ),
]
FirstDate = Annotated[
    str, Parameter(name="--from", help="First date: 2021, 2021-03 or 2021-03-12.", show_default=False)
]
LastDate = Annotated[
    str, Parameter(name="--to", help="Last date, included: 2021, 2021-03 or 2021-03-12.", show_default=False)
]
FirstPeriod = Annotated[
    str,
    Parameter(
        name="--from",
        help="First date: 2021, 2021-03 or 2021-03-12. Its whole period is counted: --by month for months.",
        show_default=False,
    ),
]
LastPeriod = Annotated[
    str,
    Parameter(
        name="--to",
        help="Last date: 2021, 2021-03 or 2021-03-12. Its whole period is counted.",
        show_default=False,
    ),
]
DateAxisOption = Annotated[
    Axis,
    Parameter(
        name="--date",
        help="The date to count by: published (else written), written (else published), or first_seen (when "
        "first stored).",
    ),
]
