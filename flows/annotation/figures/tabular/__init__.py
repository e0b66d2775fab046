"""Tables in a text, read row by row: indicators, years and kinds from the heads."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.tabular.layout import Row, blank_rows, find_rows
    from flows.annotation.figures.tabular.rows import read_row
else:
    __getattr__ = open_front(__name__)

__all__ = ["Row", "blank_rows", "find_rows", "read_row"]
