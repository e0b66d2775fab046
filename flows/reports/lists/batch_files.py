"""Write a batch as a table, tidy or wide, and draw it as a heat map, each with its sidecar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flows.output import describe_origin, relative_to_here, repeat_command, write_side, write_with_sidecar
from flows.records import Reprints
from flows.reports.columns import column_types, export_columns, read_dictionary
from flows.reports.series_files import Drawing, check_format, draw_series
from flows.search import Collection
from flows.trends import COUNTED, name_measure
from flows.trends.batches import BATCH_COLUMNS, BatchTable, batch_rows, widen

if TYPE_CHECKING:
    import pandas as pd

_MOST_GROUPS = 30  # columns of a heat map; periods are always all drawn
_OUTPUTS = Path("outputs")


@dataclass(frozen=True, slots=True)
class BatchFile:
    """A file to write: its path, whether it is wide, the command that counts the batch, and its caption."""

    path: Path
    is_wide: bool
    words: Sequence[str]
    caption: Sequence[str] = ()


def write_batch_table(collection: Collection, table: BatchTable, file: BatchFile) -> Path:
    """Write a batch to a file in the format of its ending, with a sidecar; return the path.

    Raises UsageError for an ending that tables do not have.
    """
    request = table.request
    if file.is_wide:
        wide = widen(table)
        columns, rows = wide.columns, wide.rows
        measure = name_measure(request.measure)
        meanings = {**_meanings(), **{name: f"{measure}: {name.strip()}" for name in wide.cells}}
        types = {**dict.fromkeys(columns, "string"), **dict.fromkeys(wide.cells, "number")}
    else:
        columns, rows = BATCH_COLUMNS, batch_rows(table)
        meanings = _meanings()
        types = {**column_types("trends"), **column_types("batch")}
        if request.series.reprints is Reprints.DISCOUNTED:
            types |= dict.fromkeys(COUNTED, "number")
    side, written = write_side(
        rows,
        list(columns),
        file.path,
        check_format(file.path),
        explain={name: meanings[name] for name in columns},
        types={name: types[name] for name in columns},
    )
    return write_with_sidecar(
        side,
        file.path,
        what=f"batch of {len(request.lines)} lines, {'wide' if file.is_wide else 'tidy'}",
        again=repeat_command([*file.words, "--out", relative_to_here(file.path)], collection.store, _OUTPUTS),
        origin=describe_origin(collection.store, collection.lexicon),
        options={
            "by": request.by,
            "measure": request.measure,
            "lines": len(request.lines),
            "not_counted": [problem.line.number for problem in table.problems],
            "counted": list(file.caption),
        },
        rows=written,
    )


def draw_batch(
    collection: Collection,
    table: BatchTable,
    file: BatchFile,
    language: str = "en",
    names: Mapping[str, str] = {},
) -> Path:
    """Draw a batch as a heat map, one row per line; return the path.

    Of many groups, the largest are drawn, by their `names` if they have any. Raises UsageError for an ending
    that charts do not have, and if there is nothing to draw.
    """
    request = table.request
    drawing = Drawing(
        request.measure, "heat", request.by, file.caption, has_known_events=False, language=language
    )
    frame = batch_frame(table)
    if request.is_by_group:
        frame["period"] = frame["period"].replace(dict(names))
    return draw_series(collection, frame, file.path, drawing, words=file.words)


def batch_frame(table: BatchTable) -> pd.DataFrame:
    """Return the tidy rows as a data frame in which `period` is the column of the wide table.

    Lines with the same name are distinguished by their number.
    """
    import pandas as pd  # most batches are not drawn

    wide = widen(table)
    cells = wide.cells[:_MOST_GROUPS] if table.request.is_by_group else wide.used
    frame = pd.DataFrame(batch_rows(table), columns=BATCH_COLUMNS)
    if table.request.is_by_group:
        frame["period"] = frame["group"]
    names = frame.drop_duplicates(["series", "line", "query"])
    doubled = set(names[names.duplicated("series", keep=False)]["series"])
    numbered = frame["series"] + " (" + frame["line"].astype(str) + ")"
    frame["series"] = frame["series"].where(~frame["series"].isin(doubled), numbered)
    numbers = [name for name in BATCH_COLUMNS if name not in ("series", "period", "group", "query")]
    frame = frame.assign(**{name: pd.to_numeric(frame[name]) for name in numbers})
    order = {name.strip(): place for place, name in enumerate(cells)}
    kept = frame[frame["period"].isin(order)]
    place = kept["period"].map(order)
    return kept.assign(place=place).sort_values(["line", "series", "place"], kind="stable")


def _meanings() -> dict[str, str]:
    return {**export_columns("trends"), **read_dictionary().commands["batch"]}
