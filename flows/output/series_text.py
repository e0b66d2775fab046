"""Series on the terminal: the table by period, and each series' statistics in words."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from flows.errors import local_message, terminal_locale
from flows.output.terminal import Row, clean, lay_out, print_table, results, translate_word
from flows.trends import SeriesStatistics, name_period

_COLUMNS = {
    "series": "series",
    "period": "period",
    "occurrences": "occurrences",
    "occurrences_loose": "loose",
    "passages": "passages",
    "documents": "documents",
    "total_documents": "of",
    "per_million_tokens": "per million tokens",
    "per_10k_characters": "per 万字",
    "passage_share": "of passages",
    "document_share": "of documents",
    "low": "low",
    "high": "high",
    "adjusted_per_million": "mix held",
    "mix_covered": "covered",
    "change_by_mix": "change by mix",
    "vanished_share": "vanished",
    "asked_share": "asked",
}
# Columns that a narrow terminal may omit, unless one is the measure.
_SPARE = (
    "per_10k_characters",
    "passages",
    "change_by_mix",
    "documents",
    "occurrences_loose",
    "per_million_tokens",
)
_SHARES = ("passage_share", "document_share", "mix_covered", "vanished_share", "asked_share")


def print_trends(rows: Sequence[Row], measure: str = "per_million_tokens") -> None:
    """Print series by period, with shares if they are the measure; nothing if there are no rows."""
    if not rows:
        return
    unused = {"passage_share", "document_share"} - {measure}
    if measure == "passage_share":
        unused |= {"per_million_tokens", "per_10k_characters", "occurrences_loose"}
    present = {key: heading for key, heading in _COLUMNS.items() if key in rows[0].keys() - unused}
    shown = [
        row
        | {key: f"{row[key]:.2%}" for key in _SHARES if row.get(key) is not None}
        | {key: f"{row[key]:,}*" for key in ("occurrences",) if row.get("low_base")}
        | {"period": name_period(str(row["period"]), terminal_locale())}
        for row in map(dict, rows)
    ]
    spare = [key for key in _SPARE if key != measure]
    print_table(shown, present, right=list(present)[2:], spare=spare)


def print_statistics(rows: Sequence[SeriesStatistics]) -> None:
    """Print the statistics of each series, a few lines per series."""
    for row in rows:
        results.print(Text(clean(row.series), style="bold") + Text(f"  {translate_word(row.verdict)}"))
        for line in (_describe_use(row), _describe_trend(row), _describe_peak(row), _describe_spread(row)):
            if line:
                results.print(Text(lay_out(f"  {clean(line)}", results)))
        if row.change:
            results.print(Text(lay_out(f"  {clean(_describe_change(row))}", results)))


def _describe_use(row: SeriesStatistics) -> str:
    code = "output.used" if row.first else "output.never_used"
    used = {name: name_period(getattr(row, name), terminal_locale()) for name in ("first", "peak", "last")}
    return local_message(code, **row._asdict() | used)


def _describe_trend(row: SeriesStatistics) -> str:
    if row.slope is None:
        return ""
    return local_message("output.slope", **row._asdict() | {"method": translate_word(row.method)})


def _describe_peak(row: SeriesStatistics) -> str:
    values = {"verdict": translate_word(row.after_peak), "p": row.after_peak_p}
    if row.after_peak == "too few periods":
        return local_message("output.after_peak_alone", **values)
    return local_message("output.after_peak", **values)


def _describe_spread(row: SeriesStatistics) -> str:
    dispersion = "–" if row.dp_norm is None else row.dp_norm
    bursts = name_period(row.bursts, terminal_locale()) or local_message("output.none")
    return local_message("output.bursts", bursts=bursts, dispersion=dispersion)


def _describe_change(row: SeriesStatistics) -> str:
    before, after = row.level_before or 0.0, row.level_after or 0.0
    way = "changes"
    if after < before:
        way = "falls"
    elif after > before:
        way = "rises"
    values = {"before": before, "after": after, "p": row.change_p}
    period = name_period(row.change, terminal_locale())
    return local_message("output.level", way=translate_word(way), period=period, **values)
