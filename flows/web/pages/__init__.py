"""Pages of the site, one module per subject."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.web.pages.concepts import build_concepts, collect_collocates
    from flows.web.pages.documents import build_documents
    from flows.web.pages.dossiers import build_dossiers
    from flows.web.pages.drafts import build_drafts, build_drafts_api
    from flows.web.pages.facts import build_facts, find_cited
    from flows.web.pages.overview import build_overview
    from flows.web.pages.pairs import build_pairs, read_pair_filter
    from flows.web.pages.parallel import build_parallel, keep_renderings
    from flows.web.pages.references import build_references
    from flows.web.pages.searching import FACETS, build_searching
    from flows.web.pages.teaching import build_teaching
    from flows.web.pages.trends import build_trends
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "FACETS",
    "build_concepts",
    "build_documents",
    "build_dossiers",
    "build_drafts",
    "build_drafts_api",
    "build_facts",
    "build_overview",
    "build_pairs",
    "build_parallel",
    "build_references",
    "build_searching",
    "build_teaching",
    "build_trends",
    "collect_collocates",
    "find_cited",
    "keep_renderings",
    "read_pair_filter",
]
