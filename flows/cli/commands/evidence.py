"""The command `evidence`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from flows.cli.commands.shared import Dated, StoreOption, open_workspace


def evidence(
    term: str,
    *,
    period: str = "",
    by: str = "year",
    dated: Dated = Dated(),
    group: Literal["publisher", "level", "corpus", "language", "strategy"] | None = None,
    value: str = "",
    limit: Annotated[int | None, Parameter(help="Most quotes; default: one for each occurrence.")] = None,
    format: Literal["html", "jsonl", "both"] = "both",
    out: Path | None = None,
    store: StoreOption = None,
) -> int:
    """Write the passages behind a number of a trend.

    A numbered quote with its source for each occurrence counted.

    Parameters
    ----------
    term
        What `zhengce trends` takes: a lexicon term in any form, strategy:ID, instrument:ID, entity:NAME,
        "query:...", other words.
    period
        One period of the series, such as 2019, 2019-Q3 or 2019-07; default: all between --from and --to.
    by
        The periods of the series: year, quarter, month, plan, congress, or bounds: 2015,2018-03,2023.
    group
        The grouping of the series, with --value.
    value
        The one series of the grouping.
    out
        The folder; default: outputs/, or ZHENGCE_OUTPUTS.
    """
    from flows.reports import EVIDENCE_FORMATS, EvidenceRequest, write_evidence

    request = EvidenceRequest(dated.request(by, term, group=group), period, value, limit)
    formats = EVIDENCE_FORMATS if format == "both" else (format,)
    with open_workspace(store) as workspace:
        folder = out or workspace.settings.outputs
        for path in write_evidence(workspace.collection, request, folder, formats=formats):
            print(path)  # noqa: T201
    return 0
