"""The command `drift`."""

from __future__ import annotations

from typing import Literal

from flows.cli.commands.shared import (
    Dated,
    StoreOption,
    TableFormat,
    describe_source,
    open_workspace,
    print_rows,
)


def drift(
    term: str,
    *,
    language: Literal["zh", "en"] = "en",
    by: str = "year",
    dated: Dated = Dated(),
    format: TableFormat = "table",
    store: StoreOption = None,
) -> int:
    """Show which name of a lexicon term is used when.

    The share of each rendering in one language, period by period.

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

    with open_workspace(store) as workspace:
        rows = rendering_shares(workspace.collection, term, dated.request(by), language=language)
        source = describe_source(workspace, dated.date, dated.corpus)
    shown = [
        {
            **row._asdict(),
            "share": f"{row.share:.0%} [{row.low:.0%}, {row.high:.0%}]",
            "is_leading": "•" * row.is_leading,
        }
        for row in rows
        if row.occurrences
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
    for lead in leading_renderings(rows) if format == "table" else ():
        messages.print(
            f"{lead.first} to {lead.last}: {lead.rendering} ({lead.occurrences:,})",
            markup=False,
            style="dim",
        )
    return code
