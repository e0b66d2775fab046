"""Documents chosen by kind, level, publisher and province: a lake counts them as its store does."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.annotation.lexicon.model import Lexicon
from flows.errors import StoreError, UsageError, ZhengceError
from flows.records import Grouping
from flows.references import DocumentChoice, open_lake, open_part, read_document_choice, settle_states
from flows.search import Collection, Filters, SearchRequest, search_passages
from flows.search.passages import select_passages
from flows.store import Store, all_documents, recount_all
from flows.store.database import marks, next_change
from flows.store.documents import (
    DocumentFilter,
    DocumentGroup,
    group_documents,
    known_corpora,
    known_states,
    read_state,
)
from flows.store.fulltext import FullText
from flows.store.lake import export_lake
from flows.trends import ChangeRequest, SeriesRequest, answer_series, find_emerging
from tests.stores import copy_whole, make_once
from tests.trends.making import add_documents

REQUESTS = (
    SeriesRequest(("自主可控", "rare earth", "query:稀土", '"出口管制"', "strategy:tech_leverage")),
    SeriesRequest(("半导体",), by="quarter", grouping=Grouping.PUBLISHER),
    SeriesRequest(("entity:华为", "instrument:export_control"), hold=Grouping.CORPUS),
)


_LEVELS = (
    "UPDATE document SET metadata = json_set(metadata, '$.level', CASE rowid % 5 WHEN 1 THEN 'province' "
    "ELSE 'central' END) WHERE rowid % 5 IN (1, 2)"
)
_ONE_BODY = (
    "UPDATE document SET publisher = CASE rowid % 7 WHEN 1 THEN '财政部 样例局' "
    "ELSE CASE rowid % 4 WHEN 1 THEN '财政部' ELSE 'Ministry of Finance of the People''s Republic of China' END "
    "END WHERE rowid % 7 IN (1, 2)"
)


@pytest.fixture(scope="module")
def paths(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A store of the sample with levels for some documents, and the lake exported from it."""

    def fill(path: Path) -> None:
        shutil.rmtree(path.parent)
        with Store(copy_whole(sample_store, path.parent)) as store:
            store.connection.execute(_LEVELS)
            store.connection.execute(_ONE_BODY)
            store.connection.execute("UPDATE passage SET changed = ?", (next_change(store),))
            store.connection.execute("DELETE FROM document_state")
            settle_states(store)
            recount_all(store)
            FullText(store).sync()
            export_lake(store, str(path.with_name("lake")))

    path = make_once(tmp_path_factory, "choices", fill)
    return path, str(path.with_name("lake"))


def test_documents_have_the_kinds_and_levels_of_the_store(paths: tuple[Path, str]) -> None:
    path, lake = paths
    with Store(path, read_only=True) as store, open_lake(lake) as other:
        for row in (rows := list(all_documents(other))):
            state = read_state(store, row.document_id)
            assert (row.kind, row.level) == (state.kind, state.level)
        assert {row.level for row in rows} >= {"", "central"} and {row.kind for row in rows} > {""}
        assert rows == list(all_documents(store))


def held(path: Path) -> dict[str, list[str]]:
    with Store(path, read_only=True) as store:
        publishers = store.column("SELECT DISTINCT publisher FROM document WHERE publisher != '' ORDER BY 1")
        return {**known_states(store), "publisher": [*publishers, "MOF"], "province": ["广东", "Beijing"]}


def ask(collection: Collection, number: int) -> tuple[object, ...]:
    """Return the answers to a request and to what has emerged, or the reason why there are none."""

    def count() -> object:
        found = answer_series(collection, REQUESTS[number])
        return found.table.rows(), found.notes

    answers: list[object] = []
    for question in (count, lambda: find_emerging(collection, ChangeRequest("2019"))):
        try:
            answers.append(question())
        except ZhengceError as error:
            answers.append(str(error))
    return tuple(answers)


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_the_lake_counts_what_the_part_counts(
    paths: tuple[Path, str], lexicon: Lexicon, data: st.DataObject
) -> None:
    store, lake = paths
    names = st.sampled_from(["kind", "level", "publisher", "province"])
    known = held(store)
    chosen = {
        name: data.draw(st.lists(st.sampled_from(known[name]), min_size=1, max_size=2, unique=True))
        for name in data.draw(st.lists(names, min_size=1, max_size=2, unique=True))
    }
    number = data.draw(st.integers(0, len(REQUESTS) - 1))
    wanted = read_document_choice("", **chosen)
    with open_part(Store(store), wanted) as part, open_lake(lake, wanted) as other:
        rows = "SELECT id FROM document WHERE superseded_by IS NULL ORDER BY 1"
        assert part.column(rows) == other.column(rows)
        assert part.words == other.words
        assert ask(Collection(part, lexicon), number) == ask(Collection(other, lexicon), number)


def test_what_is_chosen_is_what_the_documents_say(paths: tuple[Path, str]) -> None:
    store, lake = paths
    with Store(store, read_only=True) as opened:
        query = (
            "SELECT publisher FROM document d JOIN document_state s ON s.document_id = d.id "
            "WHERE superseded_by IS NULL AND kind = ?"
        )
        kind = known_states(opened)["kind"][0]
        expected = Counter(opened.column(query, (kind,)))
    for one in (
        open_part(Store(store), DocumentChoice(kind=(kind,))),
        open_lake(lake, DocumentChoice(kind=(kind,))),
    ):
        with one:
            found = one.column("SELECT publisher FROM document WHERE superseded_by IS NULL")
            assert Counter(found) == expected and found


def test_a_corpus_without_chosen_documents_is_known(tmp_path: Path, small_lexicon: Lexicon) -> None:
    lake = str(tmp_path / "lake")
    with Store(tmp_path / "z.sqlite") as store:
        add_documents(store, small_lexicon, "first", [("2020", "自主可控")])
        add_documents(store, small_lexicon, "second", [("2021", "自主可控")])
        store.connection.execute("UPDATE document SET publisher = '财政部' WHERE corpus = 'first'")
        export_lake(store, lake)
    with open_lake(lake, DocumentChoice(publisher=("财政部",))) as opened:
        assert opened.column("SELECT corpus FROM document") == ["first"]
        assert known_corpora(opened) == ["first", "second"]


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"publisher": ("nobody at all",)}, "nobody at all"),
        ({"level": ("moon",)}, "moon"),
    ],
)
def test_what_no_document_has_is_refused(
    paths: tuple[Path, str], choice: dict[str, tuple[str, ...]], message: str
) -> None:
    store, lake = paths
    wanted = DocumentChoice(**choice)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=message):
        open_part(Store(store), wanted)
    with pytest.raises(UsageError, match=message):
        open_lake(lake, wanted)


@pytest.mark.parametrize(
    "term", ['"phosphide"', "query:phosphide", "entity:省融资担保集团", "query:publisher:样例日报"]
)
def test_what_only_other_documents_have_counts_zero(
    paths: tuple[Path, str], lexicon: Lexicon, term: str
) -> None:
    store, lake = paths
    wanted = DocumentChoice(kind=("plan",))
    with open_part(Store(store), wanted) as part, open_lake(lake, wanted) as other:
        for one in (part, other):
            found = answer_series(Collection(one, lexicon), SeriesRequest((term,)))
            assert any(row["total_documents"] for row in found.table.rows())
            assert not found.table.frame()["passages"].any()
        unknown = SeriesRequest(('"zzqqx"',))
        for one in (part, other):
            with pytest.raises(
                UsageError, match="'zzqqx': not in the lexicon, and nowhere in the stored text"
            ):
                answer_series(Collection(one, lexicon), unknown)


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("", Filters(kind=("notice", "plan"))),
        ("出口 OR 稀土", Filters(level=("central",), language=("zh",))),
        ("企业 kind:notice", Filters()),
        ("稀土 -level:central", Filters()),
        ("企业 -province:北京", Filters()),
        ("kind:通知", Filters(kind=("plan",))),
    ],
)
def test_kinds_and_levels_in_queries_and_filters_choose_the_same_passages(
    paths: tuple[Path, str], lexicon: Lexicon, query: str, filters: Filters
) -> None:
    chosen = []
    with Store(paths[0]) as store, open_lake(paths[1]) as lake:
        for one in (store, lake):
            selection = select_passages(Collection(one, lexicon), query, filters)
            found = selection.index.matching_ids(selection.query)
            chosen.append(sorted(one.column(f"SELECT text FROM passage WHERE id IN ({marks(found)})", found)))
    assert chosen[0] == chosen[1]
    assert bool(chosen[0]) == (query != "kind:通知")


@pytest.mark.parametrize(
    ("query", "filters"), [("稀土 status:in_force", Filters()), ("", Filters(status=("draft",)))]
)
def test_a_lake_has_no_statuses(
    paths: tuple[Path, str], lexicon: Lexicon, query: str, filters: Filters
) -> None:
    with open_lake(paths[1]) as lake, pytest.raises(StoreError, match="a lake can't answer this"):
        select_passages(Collection(lake, lexicon), query, filters)


def test_what_a_lake_does_not_know_is_refused(paths: tuple[Path, str]) -> None:
    with pytest.raises(UsageError, match="a lake does not hold"):
        open_lake(paths[1], DocumentChoice(as_of="2020-01-01"))


def test_a_body_has_the_documents_under_all_its_names(paths: tuple[Path, str], lexicon: Lexicon) -> None:
    store, lake = paths
    counted = set()
    for name in ("MOF", "财政部", "中华人民共和国财政部", "ministry of finance"):
        wanted = DocumentChoice(publisher=(name,))
        with open_part(Store(store), wanted) as part, open_lake(lake, wanted) as other:
            counted |= {
                one.value("SELECT count(*) FROM document WHERE superseded_by IS NULL")
                for one in (part, other)
            }
    with Store(store, read_only=True) as whole:
        query = "SELECT count(*) FROM document WHERE superseded_by IS NULL AND rowid % 7 IN (1, 2)"
        assert counted == {whole.value(query)} and counted != {0}


def test_a_body_is_one_group_under_all_its_names(paths: tuple[Path, str], lexicon: Lexicon) -> None:
    named = "Ministry of Finance of the People's Republic of China"
    request = SeriesRequest(("半导体",), grouping=Grouping.PUBLISHER)
    with Store(paths[0], read_only=True) as store, open_lake(paths[1]) as lake:
        names = store.column("SELECT DISTINCT publisher FROM document WHERE superseded_by IS NULL")
        tables = [answer_series(Collection(one, lexicon), request).table for one in (store, lake)]
        rows = "SELECT count(*) FROM document WHERE superseded_by IS NULL AND publisher IN (?, '财政部')"
        number = store.value(rows, (named,))
        listed = group_documents(store, DocumentFilter(), "publisher")
        collection = Collection(store, lexicon)
        facet = search_passages(collection, SearchRequest("date:2000..2030")).facets["publisher"]
        facet.pop("", None)
        alone = {name: SearchRequest("date:2000..2030", Filters(publisher=(f"={name}",))) for name in facet}
        totals = {name: search_passages(collection, asked).total for name, asked in alone.items()}
    assert {named, "财政部", "财政部 样例局"} <= set(names)
    for table in tables:
        groups = {series.group for series in table.series}
        assert {named, "财政部 样例局"} <= groups and "财政部" not in groups
    assert DocumentGroup(named, number) in listed and "财政部" not in {group.name for group in listed}
    assert named in facet and "财政部" not in facet
    assert list(facet.values()) == sorted(facet.values(), reverse=True)
    assert totals == facet


def test_a_label_that_the_chosen_documents_lack_counts_as_none(
    paths: tuple[Path, str], lexicon: Lexicon
) -> None:
    store, lake = paths
    wanted = DocumentChoice(publisher=("Sample Daily",))
    request = SeriesRequest(("strategy:tech_leverage", "稀土"))
    with open_part(Store(store), wanted) as part, open_lake(lake, wanted) as other:
        for one in (part, other):
            rows = answer_series(Collection(one, lexicon), request).table.rows()
            assert {row["series"] for row in rows} == {"strategy:tech_leverage", "稀土"}
            with pytest.raises(UsageError, match="no such value"):
                answer_series(Collection(one, lexicon), SeriesRequest(("strategy:nope",)))
