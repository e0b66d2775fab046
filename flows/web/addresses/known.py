"""The parameters that pages of searches, series and lists know; a page names those that it ignores."""

from __future__ import annotations

from collections.abc import Iterable

from flows.web import limits
from flows.web.addresses.searches import SEARCH_PARAMETERS

_OF_EVERY_PAGE = {"lang", "page", "token"}
_OF_PATH = {
    "/search": {*SEARCH_PARAMETERS},
    "/search/documents": {*SEARCH_PARAMETERS},
    "/concordance": {*SEARCH_PARAMETERS, "order"},
    "/parallel": {*SEARCH_PARAMETERS, "order", "rendered_as", "not_rendered", "renderings"},
    "/trends": {
        *("term", "by", "group", "measure", "from", "to", "corpus", "reprints", "hold", "as_of"),
        *("status", "level", "kind", "vanished", "province", "collection", "tag", "publisher"),
        *("vanished_share", "band", "scale", "charts"),
    },
    "/batch": {"list", "by", "measure", "from", "to", "corpus"},
    "/brief": {"from", "to"},
    "/changes": {"since"},
    "/compare": {"a", "b", "unit", "show"},
    "/dossier": {"name"},
    "/citations": {"document", "cited", "view"},
    "/documents": {
        *("title", "corpus", "publisher", "language", "status", "level", "kind"),
        *("province", "collection", "tag"),
        *("from", "to", "fold", "sort", "group"),
    },
    "/vanished": {"how", "corpus", "from", "to"},
    "/events": {"name", "action", "from", "to", "corpus", "sort"},
    "/directives": {"q", "grade", "addressee", "from", "to", "corpus", "language", "sort"},
    "/targets": {
        *("q", "indicator", "entity", "kind", "language", "corpus"),
        *("from", "to", "sure", "sort", "same"),
    },
}


def find_ignored(path: str, given: Iterable[str]) -> list[str]:
    """Return the names of parameters that a page ignores; [] for pages that are not listed."""
    known = _OF_PATH.get(path)
    if known is None:
        return []
    ignored = (name for name in given if name not in known | _OF_EVERY_PAGE)
    return [name[: limits.LONGEST_NAME] for name in dict.fromkeys(ignored)][: limits.VALUES]
