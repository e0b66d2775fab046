"""One meaning of a publisher's name: search, document lists, parts of a store and keyness choose the same documents."""

from __future__ import annotations

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.errors import UsageError
from flows.records import Document, Passage
from flows.references import open_part, read_document_choice
from flows.search import Collection, Filters
from flows.store import Store, all_documents
from flows.store.documents import DocumentFilter, DocumentRequest, SourceFile, list_documents, write_batch
from flows.trends.changes.keyness import Side, choose_side
from tests.builders import search

PUBLISHERS = ("示范部", "示范部 样例局", "中国示范部门", "")


@pytest.fixture
def filled(store: Store) -> Store:
    run = store.begin_run("test")
    documents = [
        (
            Document("c", f"{number}", f"自主可控 {number}", title=f"样例{number}", publisher=publisher),
            [Passage(0, 0, 6, f"自主可控 {number}", language="zh")],
        )
        for number, publisher in enumerate(PUBLISHERS)
    ]
    write_batch(store, run, SourceFile("c", "c", "0", "", 1), documents, [], complete=True)
    return store


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("示范部", {"示范部", "示范部 样例局"}),
        ("样例局", {"示范部 样例局"}),
        ("=示范部", {"示范部"}),
        ("＝示范部", {"示范部"}),
        ("示范部 样例局", {"示范部 样例局"}),
    ],
)
def test_all_filters_choose_the_same(
    filled: Store, small_lexicon: Lexicon, wanted: str, expected: set[str]
) -> None:
    found = search(filled, small_lexicon, "自主可控", Filters(publisher=(wanted,)))
    assert {hit.publisher for hit in found.hits} == expected
    listed = list_documents(filled, DocumentRequest(DocumentFilter(publishers=(wanted,))))
    assert {row.publisher for row in listed.documents} == expected
    side = choose_side(Collection(filled, small_lexicon), Side(publisher=(wanted,)))
    assert set(side.publishers) == expected
    with open_part(filled, read_document_choice(publisher=[wanted])) as part:
        assert {row.publisher for row in all_documents(part)} == expected


def test_a_field_of_a_query_may_ask_for_what_was_issued_alone(filled: Store, small_lexicon: Lexicon) -> None:
    for query, expected in (("publisher:=示范部", {"示范部"}), ("publisher:示范部", set(PUBLISHERS[:3]))):
        assert {hit.publisher for hit in search(filled, small_lexicon, f"自主可控 {query}").hits} == expected


def test_a_name_that_means_none_is_refused(filled: Store, small_lexicon: Lexicon) -> None:
    for name in ("示范", "=样例局"):
        with pytest.raises(UsageError, match=name):
            search(filled, small_lexicon, "自主可控", Filters(publisher=(name,)))
        with pytest.raises(UsageError, match=name):
            list_documents(filled, DocumentRequest(DocumentFilter(publishers=(name,))))
        with pytest.raises(UsageError, match=name):
            open_part(filled, read_document_choice(publisher=[name]))
