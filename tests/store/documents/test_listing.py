"""Lists of documents: filters, orders, groups, folded near-duplicates."""

from __future__ import annotations

import pytest

from flows.errors import UsageError
from flows.records import DateRange, Document, Passage
from flows.store import Store
from flows.store.documents import (
    DOCUMENT_ORDERS,
    DocumentFilter,
    DocumentRequest,
    SourceFile,
    group_documents,
    list_documents,
    write_batch,
    write_clusters,
)

# corpus, key, title, publisher, date, language, passages
ROWS = (
    ("laws", "a", "Export rules 出口规则", "国务院", "2021-03-12", "zh", 2),
    ("laws", "b", "科技规划", "科学技术部", "2019", "zh", 1),
    ("news", "c", "科技规划", "", "2021-03-12", "zh", 3),
    ("news", "d", "A plan for science", "Sample Daily", "", "en", 1),
    ("news", "e", "", "", "2020-07", "mixed", 1),
)


@pytest.fixture
def filled(store: Store) -> dict[str, str]:
    """The ids of the documents by key, in the store."""
    ids = {}
    for corpus, key, title, publisher, date, language, passages in ROWS:
        text = "\n".join(f"{key}{number}" for number in range(passages))
        document = Document(
            corpus, key, text, title=title, publisher=publisher, published=date, language=language
        )
        cut = [Passage(number, 3 * number, 3 * number + 2, f"{key}{number}") for number in range(passages)]
        with store.run("test") as run:
            write_batch(
                store, run.id, SourceFile(corpus, key, "0", "", 1), [(document, cut)], [], complete=True
            )
        ids[key] = document.id
    return ids


def keys(store: Store, ids: dict[str, str], **request: object) -> str:
    names = {document: key for key, document in ids.items()}
    found = list_documents(store, DocumentRequest(**request)).documents  # type: ignore[arg-type]
    return "".join(names[row.id] for row in found)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (DocumentFilter(), "abcde"),
        (DocumentFilter(corpora=("laws",)), "ab"),
        (DocumentFilter(corpora=("laws", "news"), languages=("en", "mixed")), "de"),
        (DocumentFilter(publishers=("国务院",)), "a"),
        (DocumentFilter(dates=DateRange("2021")), "ac"),
        (DocumentFilter(dates=DateRange(None, "2020")), "be"),
        (DocumentFilter(dates=DateRange("2020", "2021-03")), "ace"),
        (DocumentFilter(title="EXPORT 规则"), "a"),
        (DocumentFilter(title="规划 科技"), "bc"),
        (DocumentFilter(title="2021年《科技规划》"), "c"),
        (DocumentFilter(title="2021"), "ac"),
        (DocumentFilter(title="100%"), ""),
        (DocumentFilter(title="《》"), ""),
    ],
)
def test_filters(store: Store, filled: dict[str, str], filters: DocumentFilter, expected: str) -> None:
    assert "".join(sorted(keys(store, filled, filters=filters))) == expected
    assert list_documents(store, DocumentRequest(filters, limit=1)).total == len(expected)


def test_orders_put_what_is_unknown_last(store: Store, filled: dict[str, str]) -> None:
    assert keys(store, filled, order="date") in ("acebd", "caebd")
    assert keys(store, filled, order="oldest") in ("beacd", "becad")
    assert keys(store, filled, order="title") == "dacbe"
    assert keys(store, filled, order="publisher")[:3] == "dab"
    assert keys(store, filled, order="corpus")[:2] == "ab"
    assert keys(store, filled, order="passages")[:2] == "ca"
    for order in DOCUMENT_ORDERS:
        assert sorted(keys(store, filled, order=order)) == list("abcde")


def test_pages_join_without_gap_or_repeat(store: Store, filled: dict[str, str]) -> None:
    pages = [keys(store, filled, limit=2, offset=offset) for offset in (0, 2, 4, 6)]
    assert "".join(pages) == keys(store, filled, limit=None)


def test_rows_have_their_fields(store: Store, filled: dict[str, str]) -> None:
    row = list_documents(store, DocumentRequest(DocumentFilter(publishers=("国务院",)))).documents[0]
    assert row._asdict() == {
        "id": filled["a"],
        "date": "2021-03-12",
        "title": "Export rules 出口规则",
        "publisher": "国务院",
        "document_number": "",
        "corpus": "laws",
        "language": "zh",
        "passages": 2,
        "url": "",
        "kind": "",
        "level": "",
        "status": "",
        "status_source": "",
        "copies": 1,
    }


def test_groups_count_what_the_filters_let_through(store: Store, filled: dict[str, str]) -> None:
    every = DocumentFilter()
    assert [tuple(row) for row in group_documents(store, every, "year")] == [
        ("2021", 2),
        ("2020", 1),
        ("2019", 1),
        ("", 1),
    ]
    assert [tuple(row) for row in group_documents(store, every, "corpus")] == [("news", 3), ("laws", 2)]
    assert dict(group_documents(store, DocumentFilter(corpora=("news",)), "publisher")) == {
        "": 2,
        "Sample Daily": 1,
    }
    assert keys(store, filled, grouping="corpus", order="oldest") == "baecd"
    assert keys(store, filled, grouping="year")[2:] == "ebd"


def test_of_near_duplicates_the_earliest_wanted_one_is_listed(store: Store, filled: dict[str, str]) -> None:
    write_clusters(store, [[(filled["b"], 1.0), (filled["a"], 0.9), (filled["c"], 0.9)]])
    folded = DocumentFilter(is_folded=True)
    found = list_documents(store, DocumentRequest(folded))
    assert {row.id: row.copies for row in found.documents} == {filled["b"]: 3, filled["d"]: 1, filled["e"]: 1}
    assert found.total == 3
    # The earliest of all is of another corpus: the earliest of the requested ones represents the rest.
    assert sorted(keys(store, filled, filters=DocumentFilter(corpora=("news",), is_folded=True))) == list(
        "cde"
    )
    assert dict(group_documents(store, folded, "corpus")) == {"laws": 1, "news": 2}


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (DocumentFilter(corpora=("law",)), r"values: news, laws\.$"),
        (DocumentFilter(publishers=("国务",)), "values: .*国务院"),
        (DocumentFilter(languages=("fr",)), "no such value"),
    ],
)
def test_an_unknown_value_is_an_error_with_the_known_ones(
    store: Store, filled: dict[str, str], filters: DocumentFilter, said: str
) -> None:
    assert filled
    with pytest.raises(UsageError, match=said):
        list_documents(store, DocumentRequest(filters))


def test_of_many_known_values_the_nearest_are_listed_with_their_number(store: Store) -> None:
    for number in range(20):
        document = Document(f"c{number:02}", "k", "text")
        cut = [Passage(0, 0, 4, "text")]
        with store.run("test") as run:
            source = SourceFile(document.corpus, "k", "0", "", 1)
            write_batch(store, run.id, source, [(document, cut)], [], complete=True)
    with pytest.raises(UsageError, match=r"values: c10, c11, .*, … \(20\)\.$"):
        list_documents(store, DocumentRequest(DocumentFilter(corpora=("c1",))))
