"""The index answers exactly what the store contains: phrases as brute force, filters, dates, facets."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.corpus.splitting.passages import split_passages
from flows.records import Annotation, DateRange, Document, Mention, Passage
from flows.search.request import CONCEPT_FACETS
from flows.store.database import Store
from flows.store.documents import write_batch
from flows.store.facts import write_annotations
from flows.store.fulltext import FACETS, TOPIC_TYPES, FullText, index_tokens
from flows.store.fulltext import index as index_module
from flows.text import HAN, fold
from tests.store.fulltext.filled import SOURCE, fill, matching

KINDS = {"whole_of_nation": "strategy", "tech_leverage": "strategy", "rd_support": "instrument"}


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("自主可控", ["自主", "主可", "可控", "控"]),
        ("自", ["自"]),
        ("自主 可控", ["自主", "主可", "可控", "控"]),
        ("自主、可控", ["自主", "主", "、", "可控", "控"]),
        ("關鍵", ["关键", "键"]),
        ("推进AI应用", ["推进", "进", "ai", "应用", "用"]),
        ("Whole-of-Nation", ["whole", "of", "nation"]),
        ("A&C", ["a", "&", "c"]),
        ("rare\n\nearth", ["rare", "¶¶", "earth"]),
        ("rare\nearth", ["rare", "earth"]),
        ("2025年", ["2025", "年"]),
        # A decimal number is one word; a year is separate.
        ("增长7.5%", ["增长", "长", "7.5", "%"]),
        ("GPT-4.5", ["gpt", "4.5"]),
        ("第3.2.1节", ["第", "3.2.1", "节"]),
        ("2019.03.12", ["2019", ".", "03", ".", "12"]),
        ("In 2020. 5 firms", ["in", "2020", ".", "5", "firms"]),
        ("p.5", ["p", ".", "5"]),
        ("1.2025年底前", ["1", ".", "2025", "年底", "底前", "前"]),
        ("12019.5亿", ["12019.5", "亿"]),
        ("snake_case", ["snake", "_", "case"]),
        ("", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert index_tokens(text) == tokens


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("控", True),
        ("自", True),
        ("主可", True),
        ("自主可控", True),
        ("自主 可控", True),
        ("可控的", True),
        ("的AI芯", True),
        ("ai", True),
        ("AI", True),
        ("whole-of-nation", True),
        ("whole of nation", True),
        ("Nation Systems", True),
        ("可控制", False),
        ("自控", False),
        ("主控", False),
        ("a", False),
        ("nation system", False),  # whole words
        ("of whole", False),
        ("體", True),
        ("體制", True),
        ("芯片；whole", True),
        ("芯片，whole", False),
        ("systems。", True),
        ("systems，", False),
        ("", False),
        ("。，", False),
    ],
)
def test_phrase(store: Store, query: str, found: bool) -> None:
    text = "自主可控的AI芯片；whole-of-nation systems。体制"
    index = fill(store, text, "完全无涉之文字 other words")
    assert matching(store, index, query) == ([text] if found else [])


def brute_force(query: str, text: str) -> bool:
    """Substring search as it is promised, on the folded texts, by a regular expression: Chinese and marks as they stand, Latin
    as whole words, any white space but an empty line between two runs is equal."""
    runs = re.findall(f"[{HAN}]+|[^\\W_{HAN}]+|[^\\w\\s]|_|\n", fold(query).text)
    if not any(run.isalnum() for run in runs):
        return False
    pattern = ""
    for before, run in zip(["", *runs], runs, strict=False):
        apart = [bool(re.match(f"[{HAN}]", one)) for one in (before, run)]
        if before:
            pattern += " +" if apart[0] == apart[1] and before[-1].isalnum() and run[0].isalnum() else " *"
        pattern += (
            run if apart[1] else rf"(?<![^\W_{HAN}]){run}(?![^\W_{HAN}])" if run.isalnum() else re.escape(run)
        )
    return bool(re.search(pattern, fold(text).text))


LETTERS = st.text(alphabet="自主可控国體体A1 ，。+\n\u200bz-", min_size=1, max_size=14)
QUERIES = st.text(alphabet="自主可控国體A1 ，+z-", min_size=1, max_size=5)


@settings(max_examples=20)
@given(st.lists(LETTERS, min_size=1, max_size=12, unique=True), st.lists(QUERIES, min_size=4, max_size=12))
def test_phrases_equal_brute_force(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], queries: list[str]
) -> None:
    path: Path = tmp_path_factory.mktemp("index") / "store.sqlite"
    with Store(path) as store:
        index = fill(store, *texts)
        for query in [
            *queries,
            *(text[at : at + size] for text in texts[:4] for size, at in ((1, 0), (2, 1), (4, 0), (9, 0))),
        ]:
            assert sorted(matching(store, index, query)) == sorted(
                text for text in texts if brute_force(query, text)
            ), query


@settings(max_examples=12)
@given(
    st.lists(
        st.text(alphabet="自主可控国体制", min_size=1, max_size=12), min_size=1, max_size=12, unique=True
    )
)
def test_chinese_of_every_length_is_exact_substring_search(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path: Path = tmp_path_factory.mktemp("index") / "store.sqlite"
    with Store(path) as store:
        index = fill(store, *texts)
        pieces = {
            text[start:end]
            for text in texts[:3]
            for start in range(len(text))
            for end in range(start + 1, len(text) + 1)
        }
        for query in [*sorted(pieces)[:60], "控自", "制制", "国主"]:
            assert sorted(matching(store, index, query)) == sorted(text for text in texts if query in text), (
                query
            )


# Dates
# -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "first", "last", "is_in"),
    [
        ("2021-03-12", None, None, True),
        ("2021-03-12", "2021-03-12", "2021-03-12", True),
        ("2021-03-12", "2021-03", "2021-03", True),
        ("2021-03-12", "2021", "2021", True),
        ("2021-03-12", "2021-03-13", None, False),
        ("2021-03-12", None, "2021-03-11", False),
        ("2021-03-12", None, "2021-02", False),
        ("2021-03-12", "2021-04", None, False),
        ("2021-03-12", "2022", None, False),
        ("2021-03-12", None, "2020", False),
        ("2021-01-01", "2021-01-01", "2021-01-01", True),
        ("2021-01-01", "2021-01", "2021-01", True),
        ("2021-01-01", "2021", "2021", True),
        ("2021-01-01", None, "2020-12-31", False),
        ("2021-01-15", "2021-01", None, True),
        ("2021-02-01", "2021-02", "2021-02", True),
        ("2021-12-31", "2021-12", "2021-12", True),
        ("2021-12-31", None, "2021", True),
        ("2021-03", "2021-03", "2021-03", True),
        ("2021-03", "2021-03-01", None, True),
        ("2021-03", "2021-03-02", None, False),
        ("2021-01", "2021-01", "2021-01", True),
        ("2021-01", "2021-01-01", None, True),
        ("2021", "2021", "2021", True),
        ("2021", "2021-01-01", None, True),
        ("2021", "2021-02", None, False),
        ("2021", "2021-01", None, True),
        ("2021", None, "2021-11", False),
        ("2021", None, "2021-12-31", True),
        ("2021-03", None, "2021-03-30", False),
        ("2021-03", None, "2021-03-31", True),
        ("2021-03-30", None, "2021-03-30", True),
        ("2021-02", None, "2021-03-30", True),
        ("", None, None, True),
        ("", "1900", None, False),
    ],
)
def test_between(store: Store, date: str, first: str | None, last: str | None, is_in: bool) -> None:
    run_id = store.begin_run("test")
    one = Document("sample", "k", "正文", published=date)
    write_batch(store, run_id, SOURCE, [(one, split_passages(one.text))], [], complete=True)
    index = FullText(store)
    index.sync()
    dates = DateRange(first or None, last or None)
    parts = [index.between(dates)] if dates else []
    assert bool(index.matching_ids(index.all_of(parts))) is is_in


# Filters and facets
# ----------------------------------------------------------------------------------------------------

ROWS = [
    (
        f"自主可控第{n}条",
        "zh" if n % 3 else "en",
        ("甲部", "乙部", "")[n % 3],
        ("2019-01-02", "2020-05", "")[n % 3],
        ("whole_of_nation", "tech_leverage") if n % 4 == 0 else ("tech_leverage",) if n % 4 == 1 else (),
        ("rd_support",) if n % 5 == 0 else (),
        "controllable" if n % 2 else "",
    )
    for n in range(40)
]


@pytest.fixture
def filled(store: Store) -> FullText:
    run_id = store.begin_run("test")
    for number, (text, language, publisher, date, labels, instruments, concept) in enumerate(ROWS):
        one = Document(f"corpus-{number % 2}", str(number), text, publisher=publisher, published=date)
        write_batch(
            store,
            run_id,
            SOURCE,
            [(one, [Passage(0, 0, len(text), text, language=language)])],
            [],
            complete=True,
        )
        mentions = (
            (
                Mention(0, 4, "自主可控", "TERM", concept),
                Mention(0, 2, "自主", "ORG", "", "model", entity="org:自主"),
            )
            if concept
            else ()
        )
        found = Annotation(
            language,
            ((text, 0, len(text)),),
            mentions,
            dict.fromkeys(labels, 0.9),
            labels,
            dict.fromkeys(instruments, 0.8),
            instruments,
        )
        write_annotations(
            store, run_id, [(number + 1, found)], annotation_key="l", model_version="m", kinds=KINDS
        )
    index = FullText(store)
    index.sync()
    return index


def expected_facets(rows: list[tuple[object, ...]]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for row in rows:
        _, language, publisher, date, labels, instruments, concept = row
        number = ROWS.index(row)  # type: ignore[arg-type]
        counts["language"][str(language)] += 1
        counts["corpus"][f"corpus-{number % 2}"] += 1
        counts["publisher"].update([str(publisher)] if publisher else [])
        counts["year"].update([str(date)[:4]] if date else [])
        counts["strategy"].update(labels)  # type: ignore[call-overload]
        counts["instrument"].update(instruments)  # type: ignore[call-overload]
        counts["topic"].update([str(concept)] if concept else [])
        counts["entity"].update(["org:自主"] if concept else [])
    return counts


def test_facets_count_every_match_exactly(filled: FullText) -> None:
    query = filled.all_of([filled.phrase("自主")])
    page, counted = filled.search(query, limit=5), filled.count_values(query, FACETS)
    assert (page.total, len(page.hits)) == (40, 5)
    assert counted.values == {name: dict(counts) for name, counts in expected_facets(list(ROWS)).items()}


def test_topics_are_the_concepts_that_facets_count() -> None:
    assert set(TOPIC_TYPES) == {kind for kinds in CONCEPT_FACETS.values() for kind in kinds}


@pytest.mark.parametrize(
    ("field", "values", "keep"),
    [
        ("language", ["en"], lambda row: row[1] == "en"),
        ("publisher", ["甲部", "乙部"], lambda row: row[2] in ("甲部", "乙部")),
        ("year", ["2019"], lambda row: row[3].startswith("2019")),
        ("strategy", ["whole_of_nation"], lambda row: "whole_of_nation" in row[4]),
        ("instrument", ["rd_support"], lambda row: bool(row[5])),
        ("concept", ["controllable"], lambda row: bool(row[6])),
        ("entity", ["org:自主"], lambda row: bool(row[6])),
        ("strategy", ["no-such"], lambda row: False),
    ],
)
def test_filter(filled: FullText, field: str, values: list[str], keep: object) -> None:
    rows = [row for row in ROWS if keep(row)]  # type: ignore[operator]
    query = filled.all_of([filled.phrase("可控"), filled.with_values(field, values)])
    page = filled.search(query, limit=100)
    assert page.total == len(rows)
    assert filled.count_values(query, FACETS).values == {
        name: dict(counts) for name, counts in expected_facets(list(rows)).items()
    }
    assert sorted(identifier for identifier, _ in page.hits) == [ROWS.index(row) + 1 for row in rows]
    assert filled.matching_ids(query) == [ROWS.index(row) + 1 for row in rows]


def test_order_by_date_is_newest_first(filled: FullText) -> None:
    page = filled.search(filled.all_of([]), limit=40, order="date")
    dates = [ROWS[identifier - 1][3] for identifier, _ in page.hits]
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize(("limit", "offset"), [(40, 0), (7, 0), (9, 29), (5, 38), (0, 3), (4, 60)])
def test_oldest_first_has_undated_ones_last(filled: FullText, limit: int, offset: int) -> None:
    page = filled.search(filled.all_of([]), limit=limit, offset=offset, order="oldest")
    dates = [ROWS[identifier - 1][3] for identifier, _ in page.hits]
    assert page.total == 40
    assert dates == sorted((row[3] for row in ROWS), key=lambda date: (not date, date))[offset:][:limit]


def test_any_of_and_limit(filled: FullText) -> None:
    query = filled.all_of(
        [filled.any_of([filled.phrase("第3条"), filled.phrase("第7条"), filled.phrase("第3条")])]
    )
    assert filled.matching_ids(query) == [4, 8]
    assert filled.search(query, limit=1).total == 2
    assert filled.search(query, limit=0).hits == []


def test_the_watermark_is_no_passage(filled: FullText) -> None:
    assert filled.matching_ids(filled.all_of([])) == list(range(1, 41))


def test_changed_annotations_reach_the_index(filled: FullText) -> None:
    store = filled.store
    found = Annotation(
        "zh", (), (Mention(0, 2, "自主", "TERM", "brand-new"),), {"tech_leverage": 0.9}, ("tech_leverage",)
    )
    write_annotations(
        store, store.begin_run("test"), [(1, found)], annotation_key="l2", model_version="m", kinds=KINDS
    )
    assert filled.sync() == 1
    assert filled.matching_ids(filled.all_of([filled.with_values("concept", ["brand-new"])])) == [1]
    assert 1 not in filled.matching_ids(filled.all_of([filled.with_values("strategy", ["whole_of_nation"])]))
    assert len(filled.matching_ids(filled.all_of([]))) == 40


def test_facets_of_more_values_than_fit_are_exact(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve publishers in four segments, room for three: these get all their passages, the others are counted."""
    run_id = store.begin_run("test")
    for segment in range(4):
        documents = []
        for number in range(12):
            text = f"经济增长{segment}"
            one = Document("sample", f"{segment}-{number}", text, title=f"{number}", publisher=f"部{number}")
            passages = [Passage(place, 0, len(text), text) for place in range(1 + number)]
            documents.append((one, passages))
        write_batch(store, run_id, SOURCE, documents, [], complete=True)
        FullText(store).sync()
    monkeypatch.setattr("flows.store.fulltext.index._FACET_VALUES", 3)
    index = FullText(store)
    index.sync()
    query = index.all_of([index.phrase("经济")])
    counted = index.count_values(query, ["publisher"])
    assert counted.values == {"publisher": {"部11": 48, "部10": 44, "部9": 40}}
    assert counted.left_out == {"publisher": index.count(query) - 48 - 44 - 40}


# Names by passage: (name, number of the segment), skewed so that only few are frequent.
NAMED = st.lists(
    st.tuples(st.integers(0, 60).map(lambda n: n * n // 60), st.integers(0, 3)), min_size=1, max_size=80
)


@settings(max_examples=15, deadline=None)
@given(NAMED, st.integers(1, 6), st.sampled_from([0, 1, 5, 100]))
def test_most_frequent_values_are_those_of_counting_all(
    tmp_path_factory: pytest.TempPathFactory,
    named: list[tuple[int, int]],
    number: int,
    ties: int,
) -> None:
    with Store(tmp_path_factory.mktemp("names") / "s.sqlite") as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_module, "_TIES", ties)
        index = FullText(store)
        for segment in range(4):  # one segment per sync
            names = [name for name, of_segment in named if of_segment == segment]
            if not names:
                continue
            index = fill(store, *(f"样例{segment}之{place}" for place in range(len(names))))
            rows = store.column("SELECT id FROM passage ORDER BY id DESC LIMIT ?", (len(names),))
            found = [
                (
                    row,
                    Annotation("zh", (), (Mention(0, 2, "样例", "ORG", "", entity=f"org:{name}"),), {}, ()),
                )
                for row, name in zip(rows, names, strict=True)
            ]
            write_annotations(
                store, store.begin_run("test"), found, annotation_key="l", model_version="m", kinds={}
            )
            index.sync()
        query = index.all_of([index.phrase("样例")])
        counts = Counter(f"org:{name}" for name, _ in named)
        expected = dict(sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:number])
        counted = index.count_values(query, ["corpus", "entity"], {"entity": number})
        assert list(counted.values["entity"].items()) == list(expected.items())
        assert counted.left_out["entity"] == counts.total() - sum(expected.values())


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1), min_size=1, max_size=5)
)
def test_a_value_is_there_as_long_as_a_current_document_has_it(
    tmp_path_factory: pytest.TempPathFactory, runs: list[list[tuple[int, int]]]
) -> None:
    """Documents return from other publishers: some values disappear, others remain only with former versions."""
    current: dict[str, str] = {}
    with Store(tmp_path_factory.mktemp("values") / "s.sqlite") as store:
        for run in runs:
            found = {f"{key}": f"部{publisher}" for key, publisher in run}
            documents = [
                (
                    Document("sample", key, f"样例{publisher}", title=key, publisher=publisher),
                    [Passage(0, 0, 4, f"样例{publisher}")],
                )
                for key, publisher in found.items()
            ]
            write_batch(store, store.begin_run("test"), SOURCE, documents, [], complete=True)
            current |= found
            index = FullText(store)
            index.sync()
            has = {one for one in map("部{}".format, range(4)) if index.has_value("publisher", one)}
            assert has == set(current.values())
            assert index.has_value("corpus", "sample") and not index.has_value("corpus", "other")
