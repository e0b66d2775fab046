"""Write a series as a table or as a chart, each with its sidecar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.output import (
    TABLE_FORMATS,
    Style,
    build_chart,
    check_ending,
    describe_origin,
    place,
    save_chart,
    say_again,
    seen_from_here,
    write_side,
)
from flows.reports.columns import EXPORTS, EXTRA, column_types
from flows.store import Store
from flows.trends import COUNTED, Event, known_events

_WHAT = "occurrences of terms over time, one row a series and period"


def check_format(path: Path) -> str:
    """Return the format of a table's file by its ending; raises UsageError for another."""
    format = path.suffix.lower().removeprefix(".")
    if format not in TABLE_FORMATS:
        raise UsageError(
            f"--out {path.name}: the ending must be one of {', '.join(f'.{name}' for name in TABLE_FORMATS)}"
        )
    return format


def write_series(
    store: Store,
    lexicon: Lexicon,
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    path: Path,
    *,
    words: Sequence[str],
    options: Mapping[str, Any],
    is_statistics: bool = False,
) -> Path:
    """Write rows of `trends` (or of its statistics) to `path`, in the format of its ending; `words` are the command that gives them."""
    kind = "statistics" if is_statistics else "trends"
    known = EXTRA["statistics"] if is_statistics else {**EXPORTS["trends"], **EXTRA["trends"]}
    types = column_types(kind)
    if options.get("reprints") == "discounted":
        types |= dict.fromkeys(COUNTED, "number")
    if not is_statistics:
        types["change"] = "number"
    side, written = write_side(
        rows,
        list(columns),
        path,
        check_format(path),
        explain={name: known[name] for name in columns},
        types={name: types[name] for name in columns},
    )
    again = say_again([*words, "--out", seen_from_here(path)], store.path, Path("outputs"))
    what = "statistics of series, one row a series" if is_statistics else _WHAT
    return place(
        side,
        path,
        what=what,
        again=again,
        origin=describe_origin(store, lexicon),
        options=options,
        rows=written,
    )


def draw_series(
    store: Store,
    lexicon: Lexicon,
    frame: pd.DataFrame,
    path: Path,
    *,
    measure: str,
    kind: str,
    by: str,
    caption: Sequence[str],
    words: Sequence[str] = (),
    again: str = "",
    events: bool = True,
    own_events: Sequence[Event] = (),
    language: str = "en",
) -> Path:
    """Draw a frame of `term_trends` to `path`, with its sidecar; `words` (or the whole command, `again`) give it once more."""
    style = Style(
        caption=caption, by=by, events=(*(known_events() if events else ()), *own_events), language=language
    )
    side = path.with_name(f".part-{path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    save_chart(build_chart(frame, measure, kind, style), side, check_ending(path))
    again = again or say_again([*words, "--plot", seen_from_here(path)], store.path, Path("outputs"))
    options = {
        "series": list(dict.fromkeys(frame["series"])),
        "measure": measure,
        "chart": kind,
        "by": by,
        "caption": list(caption),
    }
    return place(
        side,
        path,
        what=f"chart ({kind}) of series",
        again=again,
        origin=describe_origin(store, lexicon),
        options=options,
    )
