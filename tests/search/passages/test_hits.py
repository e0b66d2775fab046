"""Values of no stored passage are refused wherever they are requested, with similar values."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.annotation.matching import RustCutter
from flows.errors import UsageError
from flows.search import Filters
from flows.store.database import Store
from tests.builders import collocates, concordance, count_table, search
from tests.trends.making import add_documents

UNKNOWN = [
    (
        Filters(strategy=("nope",)),
        "",
        "strategy 'nope': no such value; known values: .*tech_leverage",
    ),
    (Filters(instrument=("export_contrl",)), "", "export_control"),
    (
        Filters(strategy=("rd_support",)),
        "",
        "strategy 'rd_support': no such value; it is an instrument, so write --instrument rd_support",
    ),
    (
        Filters(instrument=("tech_leverage",)),
        "",
        "instrument 'tech_leverage': no such value; it is a strategy, so write --strategy tech_leverage",
    ),
    (
        Filters(),
        "稀土 strategy:rd_support",
        "column 4: strategy 'rd_support': no such value; it is an instrument, so write instrument:rd_support",
    ),
    (Filters(corpus=("smaple",)), "", "values: sample"),
    (Filters(publisher=("nope",)), "", "publisher 'nope': no such value"),
    (Filters(language=("fr",)), "", "values: .*zh"),
    (Filters(entity=("Huawai",)), "", "'Huawai': not in the lexicon, and no stored .* Did you mean Huawei"),
    (Filters(term=("自主可空",)), "", "no such concept in the lexicon. Did you mean 自主可控"),
    (Filters(), "稀土 publisher:nope", "column 4: publisher 'nope': no such value"),
    (Filters(), "entity:zzqqx", "column 1: 'zzqqx': not in the lexicon"),
    (Filters(), "稀土 term:自主可空", "Did you mean 自主可控"),
    (
        Filters(),
        "稀土 sure:tech",
        "column 4: sure 'tech': no such value; known values: .*rd_support.*tech_leverage",
    ),
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


def test_a_label_that_was_weighed_and_never_chosen_is_found_nowhere(
    store: Store, small_lexicon: Lexicon
) -> None:
    add_documents(store, small_lexicon, "a", [("2020-01-05", "自主可控")])
    with store.transaction() as connection:
        connection.execute("INSERT INTO label (name, kind) VALUES ('digital_currency', 'strategy')")
    assert search(store, small_lexicon, "", Filters(strategy=("digital_currency",))).total == 0
    assert search(store, small_lexicon, "strategy:digital_currency").total == 0
    assert search(store, small_lexicon, "sure:digital_currency").total == 0
    (row,) = count_table(store, small_lexicon, ["strategy:digital_currency"]).rows()
    assert row["occurrences"] == 0
    with pytest.raises(UsageError, match="no such value"):
        search(store, small_lexicon, "", Filters(instrument=("digital_currency",)))


@pytest.mark.parametrize("kind", ["strategy", "instrument"])
def test_sure_finds_the_labels_of_high_probability(sample: Store, lexicon: Lexicon, kind: str) -> None:
    rows = sample.rows(
        "SELECT c.label, c.probability >= 0.95 AS is_sure, count(*) AS n FROM category c "
        "JOIN passage p ON p.id = c.passage_id JOIN document d ON d.id = p.document_id "
        "WHERE c.kind = ? AND c.rank IS NOT NULL AND d.superseded_by IS NULL GROUP BY 1, 2",
        (kind,),
    )
    counts = {(row["label"], row["is_sure"]): row["n"] for row in rows}
    labels = {label for label, _ in counts}
    assert {is_sure for _, is_sure in counts} == {0, 1}
    for label in labels:
        sure, other = counts.get((label, 1), 0), counts.get((label, 0), 0)
        assert search(sample, lexicon, f"sure:{label}").total == sure
        assert search(sample, lexicon, f"{kind}:{label}").total == sure + other
        assert search(sample, lexicon, f"{kind}:{label} -sure:{label}").total == other


def test_quotes_and_as_typed_ask_for_the_same(sample: Store, lexicon: Lexicon) -> None:
    """Neither finds renderings, inflections, or other spellings of a concept."""
    for term in ("自主可控", "export controls", "稀土"):
        quoted = search(sample, lexicon, f'"{term}"')
        typed = search(sample, lexicon, term, expand=False)
        assert (quoted.total, quoted.expansions) == (typed.total, [])
        assert [hit.passage_id for hit in quoted.hits] == [hit.passage_id for hit in typed.hits]
    assert search(sample, lexicon, "自主可控").total > search(sample, lexicon, '"自主可控"').total


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("“自主可控” OR 自主可控", "自主可控"),
        ("自主可控 OR 自主可控", "自主可控"),
        ("稀土 OR rare earths", "稀土"),
    ],
)
def test_each_occurrence_is_listed_once(sample: Store, lexicon: Lexicon, query: str, name: str) -> None:
    """Two names of a concept find its surfaces once, give one reason, and are not expansions."""
    both, one = (search(sample, lexicon, text, limit=100) for text in (query, name))
    assert both.total == one.total > 0
    marked, expected = ({hit.passage_id: hit.highlights for hit in found.hits} for found in (both, one))
    assert marked == expected
    assert len(set(both.expansions)) == len(both.expansions)
    assert not {"稀土", "rare earths", "自主可控"} & set(both.expansions)
    assert both.concepts == one.concepts
    lines, fewer = (concordance(sample, lexicon, text) for text in (query, name))
    assert [line[:-1] for line in lines] == [line[:-1] for line in fewer]
    assert len({(line.passage_id, line.start) for line in lines}) == len(lines)


def test_two_names_of_a_concept_are_one_reason(sample: Store, lexicon: Lexicon) -> None:
    for hit in search(sample, lexicon, "稀土 OR 稀有元素 OR rare earths", limit=100).hits:
        concepts = [reason.concept for reason in hit.why if reason.concept]
        assert len(set(concepts)) == len(concepts)
