"""The command `drift`."""

from __future__ import annotations

from typing import Literal

from flows.commands.shared import Corpora, FirstDate, StoreOption, TableFormat, open_lexicon, open_store


def drift(
    term: str,
    *,
    language: Literal["zh", "en"] = "en",
    by: str = "year",
    from_: FirstDate = "",
    to: str = "",
    date: Literal["published", "written", "first_seen"] = "published",
    corpus: Corpora = None,
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
    date
        The date that counts.
    """
    from flows.analysis.drift import COLUMNS, leading_renderings, rendering_shares
    from flows.rendering import messages, print_csv, print_json, print_table

    with open_store(store) as opened:
        rows = rendering_shares(
            opened, open_lexicon(), term, language=language, by=by, axis=date, first=from_, last=to, corpus=corpus or ()
        )
    if format == "json":
        print_json(rows)
    elif format == "csv":
        print_csv(rows, COLUMNS)
    else:
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
        print_table(shown, names, right=("occurrences", "of", "share"))
        for led in leading_renderings(rows):
            messages.print(
                f"{led['first']} to {led['last']}: {led['rendering']} ({led['occurrences']:,})", markup=False, style="dim"
            )
    return 0 if rows else 1
