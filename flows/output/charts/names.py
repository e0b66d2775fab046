"""Names of series where space is limited: in titles and beside lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flows.output.terminal import cut
from flows.trends import breadth

# Latin letters per line of the title: the width of each kind of chart.
TITLE_CELLS = {"lines": 92, "multiples": 92, "heat": 92, "slope": 54}
_TITLE_LINES = 2
_BETWEEN = " · "  # between a term and its group


def list_names(order: Sequence[str], language: str, cells: int = TITLE_CELLS["lines"]) -> str:
    """Return the names of the series, as many as fit in two lines of a title.

    In "term · group" names, each term and each group is listed once; the lines show both.
    """
    comma = {"zh": "、"}.get(language, ", ")
    parts = [name.rpartition(_BETWEEN) for name in order]
    terms = list(dict.fromkeys(term for term, _, _ in parts))
    if len(order) == 1 or "" in terms:
        return _list_some(order, comma, _TITLE_LINES * cells)
    groups = list(dict.fromkeys(group for _, _, group in parts))
    listed = _list_some(terms, comma, _TITLE_LINES * cells - 20)
    rest = _TITLE_LINES * cells - breadth(listed) - 6
    return f"{listed}{_BETWEEN}{_list_some(groups, comma, rest)}"


def _list_some(names: Sequence[str], comma: str, cells: int) -> str:
    """Return names in a row, as many as fit in `cells`, at least one."""
    shown: list[str] = []
    for name in names:
        if shown and sum(breadth(other) + 2 for other in shown) + breadth(name) > cells:
            return comma.join(shown) + " …"
        shown.append(name)
    return comma.join(shown)


def shorten_names(names: Sequence[str], cells: int) -> dict[str, str]:
    """Return a name of at most `cells` for each line, keeping what distinguishes them.

    If all "term · group" names have the same term, only the groups are shown; else the term is cut before the
    group. Names that would become equal keep their ends instead.
    """
    terms = {name.rpartition(_BETWEEN)[0] for name in names}
    shown = {name: name for name in names}
    if len(names) > 1 and len(terms) == 1 and terms != {""}:
        shown = {name: name.rpartition(_BETWEEN)[2] for name in names}
    short = {name: _shorten(one, cells) for name, one in shown.items()}
    alike = [one for one, times in Counter(short.values()).items() if times > 1]
    return short | {name: _keep_end(shown[name], cells) for name, one in short.items() if one in alike}


def _shorten(name: str, cells: int) -> str:
    """Return a name cut to `cells`; of "term · group", the group is kept if there is room for the term."""
    term, between, group = name.rpartition(_BETWEEN)
    room = cells - breadth(between + group)
    if not term or breadth(name) <= cells or room < cells // 4:
        return cut(name, cells)
    return cut(term, room) + between + group


def _keep_end(name: str, cells: int) -> str:
    """Return the end of a name, preceded by …."""
    while breadth(name) > cells - 1:
        name = name[1:]
    return f"…{name}"
