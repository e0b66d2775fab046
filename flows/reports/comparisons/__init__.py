"""Two documents, periods or queries side by side: terms, paragraphs and figures."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.reports.comparisons.comparing import (
        ComparedTerm,
        CompareRequest,
        Comparison,
        compare_sides,
    )
    from flows.reports.comparisons.figures import FigureMatch, FigurePair, match_figures
    from flows.reports.comparisons.page import (
        comparison_page,
    )
    from flows.reports.comparisons.paragraphs import (
        CHANGES,
        UNIT_KINDS,
        ParagraphMatch,
        ParagraphPair,
        Unit,
        Word,
        match_texts,
    )
    from flows.reports.comparisons.rows import (
        COMPARISON_COLUMNS,
        comparison_answer,
        comparison_rows,
        describe_figure,
        name_units,
    )
    from flows.reports.comparisons.sides import SIDE_KINDS, ComparedSide, read_side
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "CHANGES",
    "COMPARISON_COLUMNS",
    "SIDE_KINDS",
    "UNIT_KINDS",
    "CompareRequest",
    "ComparedSide",
    "ComparedTerm",
    "Comparison",
    "FigureMatch",
    "FigurePair",
    "ParagraphMatch",
    "ParagraphPair",
    "Unit",
    "Word",
    "compare_sides",
    "comparison_answer",
    "comparison_page",
    "comparison_rows",
    "describe_figure",
    "match_figures",
    "match_texts",
    "name_units",
    "read_side",
]
