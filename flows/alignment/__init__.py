"""Alignment: the sentences of a text and of its translation that say the same."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.alignment.documents import DocumentAligner
    from flows.alignment.linking import AlignmentResources, load_resources
    from flows.alignment.omissions import (
        LoneText,
        OmissionRow,
        Omissions,
        UnnamedConcept,
        find_omissions,
        omission_rows,
    )
    from flows.alignment.parallel import (
        ParallelLine,
        ParallelRequest,
        ParallelResult,
        find_parallel,
        line_row,
    )
    from flows.alignment.renderings import (
        Rendering,
        RenderingRequest,
        Renderings,
        aligned_shares,
        find_renderings,
        rendering_row,
    )
    from flows.alignment.survey import ConceptRenderings, names_in, survey_renderings
    from flows.alignment.texts import Unit, align_texts, cut_lines, cut_units
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "AlignmentResources",
    "ConceptRenderings",
    "DocumentAligner",
    "LoneText",
    "OmissionRow",
    "Omissions",
    "ParallelLine",
    "ParallelRequest",
    "ParallelResult",
    "Rendering",
    "RenderingRequest",
    "Renderings",
    "Unit",
    "UnnamedConcept",
    "align_texts",
    "aligned_shares",
    "cut_lines",
    "cut_units",
    "find_omissions",
    "find_parallel",
    "find_renderings",
    "line_row",
    "load_resources",
    "names_in",
    "omission_rows",
    "rendering_row",
    "survey_renderings",
]
