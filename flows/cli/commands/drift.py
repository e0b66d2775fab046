"""The command `drift`."""

from __future__ import annotations

from typing import Literal

from flows.cli.commands.shared import (
    Dated,
    StoreOption,
    TableFormat,
    describe_source,
    open_lexicon,
    open_store,
    print_rows,
)


def drift(
    term: str,
    *,
    language: Literal["zh", "en"] = "en",
    by: str = "year",
    dated: Dated = Dated(),  # noqa: B008 - immutable
    format: TableFormat = "table",
    store: StoreOption = None,
) -> int:
    """Show which name of a lexicon term is used when: the share of each rendering in one language, period by period.

    Parameters
    ----------
    term
        A lexicon term in any form.
    language
        Whose renderings: en or zh.
    by
        year, quarter, month, plan, congress, or bounds: 2015,2018-03,2023.
    """
    from flows.output import messages
    from flows.trends import DRIFT_COLUMNS, leading_renderings, rendering_shares

    with open_store(store) as opened:
        known = open_lexicon()
        rows = rendering_shares(
            opened,
            known,
            term,
            language=language,
            by=by,
            axis=dated.date,
            first=dated.from_,
            last=dated.to,
            corpus=dated.corpus or (),
        )
        source = describe_source(opened, known, dated.date, dated.corpus)
    shown = [
        {
            **row,
            "share": f"{row['share']:.0%} [{row['low']:.0%}, {row['high']:.0%}]",
            "is_leading": "•" if row["is_leading"] else "",
        }
        for row in rows
        if row["occurrences"]
    ]
    names = {
        "rendering": "rendering",
        "period": "period",
        "occurrences": "occurrences",
        "of": "of",
        "share": "share",
        "is_leading": "leads",
    }
    code = print_rows(
        rows, DRIFT_COLUMNS, names, format, right=("occurrences", "of", "share"), shown=shown, source=source
    )
    for led in leading_renderings(rows) if format == "table" else ():
        messages.print(
            f"{led['first']} to {led['last']}: {led['rendering']} ({led['occurrences']:,})",
            markup=False,
            style="dim",
        )
    return code
