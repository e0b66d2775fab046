"""Events in line charts: dotted lines, with labels that cross no other lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.output.charts.labels import NO_LIMIT
from flows.output.charts.panel import WIDTH, Panel, time_axis
from flows.trends import breadth

_COLOR = "#6b6b6b"
_APART, _LETTER, _GAP = 13, 5.0, 4  # pixels: between labels, per Latin letter, and beside a label


def place_labels(panel: Panel) -> list[tuple[str, str]]:
    """Return the periods with events, each with its label; "" if it is too close to the previous one."""
    if len(panel.periods) < 4:
        return []
    step = WIDTH / len(panel.periods)
    placed, free = [], -1e9
    for number, period in enumerate(panel.periods):
        if label := panel.events.get(period):
            is_free = number * step - free >= _APART
            placed.append((period, label if is_free else ""))
            if is_free:
                free = number * step
    return placed


def room_for(events: Sequence[tuple[str, str]]) -> float:
    """Return the pixels that vertical event labels need above the lines, which they do not cross."""
    widest = max((breadth(label) for _, label in events), default=0)
    return widest and _LETTER * widest + 2 * _GAP


def draw_events(alt: Any, panel: Panel, events: Sequence[tuple[str, str]]) -> list[Any]:
    """Draw dotted lines at the events, with labels beside them from the top down."""
    if not events:
        return []
    import pandas as pd  # takes a second to import, and only charts with events need it

    base = alt.Chart(pd.DataFrame(events, columns=["period", "event"])).encode(x=time_axis(alt, panel))
    return [
        base.mark_rule(strokeDash=[2, 3], color="#b5b5b5"),
        base.mark_text(
            angle=270, align="right", dx=-_GAP, dy=-6, color=_COLOR, fontSize=9.5, limit=NO_LIMIT
        ).encode(text="event:N", y=alt.value(0)),
    ]
