"""The parameters that pages of searches, series and lists know; a page names those that it ignores.

A download refuses them instead: without a misspelt filter, the file would have all rows.
"""

from __future__ import annotations

from collections.abc import Iterable

from flows.web import limits
from flows.web.addresses.documents import OF_DOCUMENTS
from flows.web.addresses.searches import SEARCH_PARAMETERS

_OF_EVERY_PAGE = {"lang", "token"}
_OF_PATH = {
    "/search": {*SEARCH_PARAMETERS},
    "/search/documents": {*SEARCH_PARAMETERS},
    "/concordance": {*SEARCH_PARAMETERS, "order"},
    "/parallel": {*SEARCH_PARAMETERS, "order", "rendered_as", "not_rendered", "renderings"},
    "/trends": {
        *("term", "by", "group", "measure", "from", "to", "corpus", "reprints", "hold", "as_of"),
        *OF_DOCUMENTS,
        *("vanished_share", "band", "scale", "charts"),
    },
    "/batch": {"list", "by", "measure", "from", "to", "corpus", "as_of", *OF_DOCUMENTS},
    "/brief": {"from", "to", "corpus", "language", "as_of", *OF_DOCUMENTS},
    "/changes": {"since"},
    "/compare": {"a", "b", "unit", "show", "page"},
    "/dossier": {"name", "corpus", "as_of", *OF_DOCUMENTS},
    "/citations": {"document", "cited", "view", "corpus", "page", "as_of", *OF_DOCUMENTS},
    "/documents": {
        *("title", "corpus", "language", "as_of", *OF_DOCUMENTS),
        *("from", "to", "fold", "sort", "group", "page"),
    },
    "/vanished": {"how", "corpus", "from", "to", "page"},
    "/pairs": {"status", "known_by", "document", "page"},
    "/corrections": {"kind", "page", "undone", "at"},
    "/collections": {"query"},
    "/searches": {"saved"},
    "/history": {*()},
    "/events": {
        *("q", "name", "action", "from", "to", "corpus", "sort", "page"),
        *("as_of", *OF_DOCUMENTS),
    },
    "/directives": {
        *("q", "grade", "addressee", "from", "to", "corpus", "language", "sort", "page"),
        *("as_of", *OF_DOCUMENTS),
    },
    "/targets": {
        *("q", "indicator", "entity", "kind", "language", "corpus"),
        *("from", "to", "sure", "sort", "same", "page"),
        *("as_of", "document_kind", *OF_DOCUMENTS),
    },
}

_OF_DOWNLOAD = {
    "citations": {"view", "corpus", "as_of", *OF_DOCUMENTS},
    "collocates": {"concept"},
    "corrections": {"kind"},
    "document": {"id"},
    "omissions": {"pair"},
}
_PAGE_OF_DOWNLOAD = {"renderings": "/parallel", "batch-table": "/batch"}


def download_parameters(kind: str) -> frozenset[str]:
    """Return the parameters of a download: those of its page if it has none of its own.

    `page` is not one of them, since a file has the rows of every page.
    """
    known = _OF_DOWNLOAD.get(kind) or _OF_PATH[_PAGE_OF_DOWNLOAD.get(kind, f"/{kind}")]
    return frozenset(known - _OF_EVERY_PAGE - {"page"})


def find_ignored(path: str, given: Iterable[str]) -> list[str]:
    """Return the names of parameters that a page ignores; [] for pages that are not listed."""
    known = _OF_PATH.get(path)
    if known is None:
        return []
    ignored = (name for name in given if name not in known | _OF_EVERY_PAGE)
    return [name[: limits.LONGEST_NAME] for name in dict.fromkeys(ignored)][: limits.VALUES]
