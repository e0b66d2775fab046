"""Values that no stored passage has are refused wherever they are asked for, with what is near."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.annotation.matching import RustCutter
from flows.errors import UsageError
from flows.search import Filters
from flows.store.database import Store
from tests.builders import collocates, concordance, search

UNKNOWN = [
    (
        Filters(strategy=("nope",)),
        "",
        "--strategy 'nope': no stored passage has it; known are .*tech_leverage",
    ),
    (Filters(instrument=("export_contrl",)), "", "export_control"),
    (Filters(corpus=("smaple",)), "", "known are sample"),
    (Filters(publisher=("nope",)), "", "--publisher 'nope': no stored passage has it"),
    (Filters(language=("fr",)), "", "known are .*zh"),
    (Filters(entity=("Huawai",)), "", "'Huawai': not in the lexicon, and no stored .* Did you mean Huawei"),
    (Filters(term=("自主可空",)), "", "no such concept in the lexicon. Did you mean 自主可控"),
    (Filters(), "稀土 publisher:nope", "column 4: publisher:nope: no stored passage has it"),
    (Filters(), "entity:zzqqx", "column 1: 'zzqqx': not in the lexicon"),
    (Filters(), "稀土 term:自主可空", "Did you mean 自主可控"),
]


@pytest.mark.parametrize("ask", [search, concordance, "collocates"])
@pytest.mark.parametrize(("filters", "query", "said"), UNKNOWN)
def test_an_unknown_value_is_refused(
    sample: Store,
    lexicon: Lexicon,
    ask: Callable[..., object] | str,
    filters: Filters,
    query: str,
    said: str,
) -> None:
    with pytest.raises(UsageError, match=said):
        if callable(ask):
            ask(sample, lexicon, query or "稀土", filters)
        else:
            collocates(sample, lexicon, query or "稀土", RustCutter().cut, filters)


def test_quotes_and_as_typed_ask_for_the_same(sample: Store, lexicon: Lexicon) -> None:
    """Neither finds renderings, inflections, or another writing of a concept."""
    for term in ("自主可控", "export controls", "稀土"):
        quoted = search(sample, lexicon, f'"{term}"')
        typed = search(sample, lexicon, term, expand=False)
        assert (quoted.total, quoted.expansions) == (typed.total, [])
        assert [hit.passage_id for hit in quoted.hits] == [hit.passage_id for hit in typed.hits]
    assert search(sample, lexicon, "自主可控").total > search(sample, lexicon, '"自主可控"').total
