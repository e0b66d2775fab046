"""The address of the trend of a search: the same words in the same documents."""

from __future__ import annotations

from flows.search.documents import is_plain_word
from flows.web.addresses.parameters import make_address
from flows.web.addresses.searches import UNINDEXED_FILTERS, SearchAddress

_OF_DOCUMENTS = (
    "publisher",
    "corpus",
    "status",
    "level",
    "kind",
    *UNINDEXED_FILTERS,
)  # filters of both pages
_OF_PASSAGES = ("strategy", "instrument", "term", "entity", "language")  # trends have them only in a query


def trend_address(search: SearchAddress) -> str:
    """Return the address of a search's trend, with all its choices; "" if a series can't have them.

    A word is counted as a term, anything else as a query.
    """
    term = _term(search)
    if not term:
        return ""
    chosen = ((name, value) for name in _OF_DOCUMENTS for value in search.values_of(name))
    ends = (("from", search.first), ("to", search.last))
    return make_address("/trends", ("term", term), *ends, *chosen, ("as_of", search.as_of))


def _term(search: SearchAddress) -> str:
    query = search.query.strip()
    fields = {name: search.values_of(name) for name in _OF_PASSAGES if search.values_of(name)}
    if not query:
        terms = fields.get("term", ())
        if len(terms) != 1:
            return ""
        return terms[0] if len(fields) == 1 else f"query:{_say(fields)}"
    is_word = is_plain_word(query)
    if not search.expand:
        if not is_word:
            return ""
        query = f'"{query}"'
    if fields:
        return f"query:({query}) {_say(fields)}"
    return query if is_word else f"query:{query}"


def _say(fields: dict[str, tuple[str, ...]]) -> str:
    """Return filters as fields of a query; the values of one are alternatives."""
    groups = [" OR ".join(f'{name}:"{value}"' for value in values) for name, values in fields.items()]
    return " ".join(f"({group})" if " OR " in group else group for group in groups)
