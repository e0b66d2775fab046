"""The citation graph on small stores with known answers, and on the sample."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.annotator import Annotator
from flows.annotation.lexicon import Lexicon
from flows.cli.main import app
from flows.corpus.splitting.passages import passages_of
from flows.pipeline.annotate import annotate_store
from flows.records import Document
from flows.references.citations import (
    cited_rows,
    collect_cited,
    edge_rows,
    find_chain,
    find_editions,
    find_stored,
    match_cited,
)
from flows.references.citations.graph import find_median, lag_days
from flows.references.gaps import find_gaps
from flows.references.networks import find_neighbourhood
from flows.store.database import Store
from flows.store.documents import SourceFile, document_names, write_batch
from flows.store.facts import cited_names
from flows.text.document_numbers import split_key
from tests.support import MODELS

LAW = ("样例数据条例", "样府令第1号", "2020-01-01", "第一条　为了规范样例数据处理，制定本条例。")
PLAN = (
    "样例省人民政府关于印发《样例行动计划》的通知",
    "样政发〔2021〕1号",
    "2021-01-31",
    "根据《样例数据条例》，制定本计划。贯彻《样例纲要》（国发〔2019〕7号）。",
)
RULES = (
    "样例实施细则",
    "样政发〔2021〕4号",
    "2021-03-02",
    "依照《样例数据条例》和《样例行动计划》（样政发〔2021〕1号）执行。\n《样例旧办法》同时废止。《样例实施细则》自发布之日起施行。",
)
LATE = (
    "样例通知",
    "样政发〔2021〕3号",
    "2021-04-01",
    "为落实样政发〔2021〕1号和样政发〔2021〕9号，提出要求。",
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Store:
    store = Store(tmp_path_factory.mktemp("graph") / "zhengce.sqlite")
    with store.run("test") as run:
        documents = [
            Document("made", title, text, title=title, document_number=number, published=date, language="zh")
            for title, number, date, text in (LAW, PLAN, RULES, LATE)
        ]
        source = SourceFile("made", "made.txt", "0", "", 1)
        write_batch(
            store,
            run.id,
            source,
            [(document, list(passages_of(document))) for document in documents],
            [],
            complete=True,
        )
        annotate_store(store, run.id, annotator, MODELS)
    return store


def test_the_names_that_a_document_cites_are_not_its_own(graph: Store) -> None:
    (rules,) = graph.column("SELECT id FROM document WHERE title = '样例实施细则'")
    found = [(one.name, one.times) for one in cited_names(graph, rules, 9)]
    assert found == [("样例数据条例", 1), ("样例行动计划", 1), ("样例旧办法", 1)]


def test_most_cited_with_lags(graph: Store) -> None:
    rows = {row.cited: row for row in cited_rows(collect_cited(graph))}
    law = rows["样例数据条例"]
    assert (law.documents, law.median_lag) == (2, 411)  # 396 and 426 days
    assert isinstance(law.median_lag, int)  # as it was: 411, not 411.0
    plan = rows["样例省人民政府关于印发《样例行动计划》的通知"]
    assert (plan.documents, plan.relations) == (2, {"according_to": 1, "implementing": 1})
    assert "样例实施细则" not in rows  # its own name in its own text


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [([], "None"), ([7], "7"), ([1, 4], "2.5"), ([4, 2], "3"), ([9, 1, 2], "2"), ([1297, 1298], "1297.5")],
)
def test_the_median_of_an_even_number_is_between_the_middle_ones(numbers: list[int], expected: str) -> None:
    assert str(find_median(numbers)) == expected


def test_dangling(graph: Store) -> None:
    rows = {row.cited: row for row in cited_rows(collect_cited(graph), dangling=True)}
    assert set(rows) == {"样例纲要", "样例旧办法", "样政发〔2021〕9号"}
    assert (rows["样例纲要"].number, rows["样例旧办法"].relations) == (
        "国发〔2019〕7号",
        {"repealing": 1},
    )


def test_edges_name_passages(graph: Store) -> None:
    edges = edge_rows(collect_cited(graph))
    citations = [edge.citation for edge in edges]
    assert [citation.date for citation in citations] == sorted(citation.date for citation in citations)
    texts = {
        row["id"]: row["text"]
        for row in graph.rows("SELECT document_id || '-' || position AS id, text FROM passage")
    }
    assert all(texts[one.passage_id][one.start : one.end] == one.text for one in citations)


def test_chain(graph: Store, lexicon: Lexicon) -> None:
    late = find_stored(graph, "样政发〔2021〕3号", lexicon)
    chain = find_chain(collect_cited(graph), late)
    assert [(link.depth, link.cited) for link in chain][:1] == [(1, PLAN[0])]
    assert {(link.depth, link.cited) for link in chain} >= {(2, "样例数据条例"), (2, "样例纲要")}
    assert [link.cited for link in find_chain(collect_cited(graph), late, depth=1)] == [
        PLAN[0],
        "样政发〔2021〕9号",
    ]


def test_gaps_of_the_store(graph: Store) -> None:
    row = find_gaps(graph, split_key)[0]
    assert (row.series, row.year, row.held, row.numbers, row.cited) == (
        "样政发",
        2021,
        3,
        "2, 9",
        "9",
    )


def test_lag_needs_whole_dates() -> None:
    assert lag_days("2020-01-01", "2020-03-01") == 60
    assert lag_days("2020", "2020-03-01") is None


def test_the_sample_has_citations(sample: Store, sample_store: Path) -> None:
    rows = {row.number: row for row in cited_rows(collect_cited(sample))}
    assert rows["国发〔2015〕28号"].citations >= 1


OFFICIAL = (
    ("样例旗帜 样例奋斗 (二十大)", "2022-10-16", "样例报告的正文。"),
    ("2022年中华人民共和国国务院政府工作报告", "2022", "样例报告的正文，一。"),
    ("2023年中华人民共和国国务院政府工作报告", "2023-03-05", "样例报告的正文，二。"),
    ("2023年政府工作报告", "2023-01-15", "样例省的报告。"),
    ("2024年样例省政府工作报告", "2024-01-15", "政府工作报告已经印发。"),
    ("样例旗帜 样例奋斗 (二十大)", "2022", "样例报告的正文。党的二十大报告是样例。"),
    ("14th Five-Year Plan", "", "Sample plan of the nation."),
    ("样例意见甲", "2023-05-02", "贯彻党的二十大报告，落实《政府工作报告》和“十四五”规划。"),
    ("样例意见乙", "2023-02-01", "落实政府工作报告。"),
    ("样例意见丙", "2030-02-01", "落实政府工作报告和2022年政府工作报告。"),
    ("Sample opinion", "2024-01-01", "Following the report to the 20th National Congress, we act."),
)


def test_texts_named_by_their_occasion_are_found_in_both_languages(
    tmp_path: Path, annotator: Annotator
) -> None:
    store = Store(tmp_path / "zhengce.sqlite")
    documents = [
        Document("made", f"{title} {date}", text, title=title, published=date)
        for title, date, text in OFFICIAL
    ]
    with store.run("test") as run:
        source = SourceFile("made", "made.txt", "0", "", 1)
        pairs = [(document, list(passages_of(document))) for document in documents]
        write_batch(store, run.id, source, pairs, [], complete=True)
        annotate_store(store, run.id, annotator, MODELS)
    dated = {document.title: document.published for document in documents}
    found = {
        (edge.citation.citing, edge.citation.text): edge.cited_document_id and edge.cited
        for edge in edge_rows(collect_cited(store))
    }
    assert dated["2023年政府工作报告"] == "2023-01-15"
    assert found == {
        ("样例意见甲", "党的二十大报告"): "样例旗帜 样例奋斗 (二十大)",
        ("样例意见甲", "政府工作报告"): "2023年中华人民共和国国务院政府工作报告",
        ("样例意见甲", "“十四五”规划"): "14th Five-Year Plan",
        ("样例意见乙", "政府工作报告"): "2022年中华人民共和国国务院政府工作报告",
        # Of 2029 or 2030, which are not stored.
        ("样例意见丙", "政府工作报告"): "",
        # A province's report refers to its own.
        ("2024年样例省政府工作报告", "政府工作报告"): "",
        ("2024年样例省政府工作报告", "样例省政府工作报告"): "",
        ("样例意见丙", "2022年政府工作报告"): "2022年中华人民共和国国务院政府工作报告",
        ("Sample opinion", "report to the 20th National Congress"): "样例旗帜 样例奋斗 (二十大)",
    }
    copies = [row.document_id for row in document_names(store) if row.name == "congress-report:20"]
    assert len(copies) == 2
    assert find_editions(store, copies[0]) == frozenset(copies)


GUIDE = "样例标准体系建设指南"
EDITIONS = (
    # Stored under English titles: their own names in their Chinese texts are not citations.
    (
        "Sample Standards Guidelines (2015 Edition)",
        "2015-12-29",
        f"现印发《{GUIDE}（2015年版）》，请遵照执行。\n适时修订《{GUIDE}》。",
    ),
    (
        "Sample Standards Guidelines (2018 Edition)",
        "2018-08-14",
        f"根据《{GUIDE}（2015年版）》的安排，适时修订《{GUIDE}》。",
    ),
    ("样例通知一", "2016-03-01", f"根据《{GUIDE}》，开展工作。"),
    ("样例通知二", "2019-03-01", f"根据《{GUIDE}（2018版）》，开展工作。"),
    ("样例通知三", "2019-06-01", f"根据《{GUIDE}》，开展工作。"),
    ("样例通知四", "2022-06-01", f"根据《{GUIDE}（2021版）》，开展工作。"),
    # Stored under the titles that are cited.
    ("样例目录（2011年本）", "2011-03-01", "鼓励类样例。"),
    ("样例目录（2019年本）", "2019-10-30", "鼓励类样例。《样例目录（2011年本）》同时废止。"),
    ("样例通知五", "2010-06-01", "按照《样例目录》执行。"),
    ("样例通知六", "2015-06-01", "按照《样例目录》执行。"),
    ("样例通知七", "2021-06-01", "按照《样例目录（2011年本）》执行。"),
    ("样例通知八", "2021-06-02", "按照《样例目录》执行。"),
)


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Store:
    store = Store(tmp_path_factory.mktemp("editions") / "zhengce.sqlite")
    with store.run("test") as run:
        documents = [
            Document("made", title, text, title=title, published=date, language="zh")
            for title, date, text in EDITIONS
        ]
        made = [(document, list(passages_of(document))) for document in documents]
        write_batch(store, run.id, SourceFile("made", "made.txt", "0", "", 1), made, [], complete=True)
        annotate_store(store, run.id, annotator, MODELS)
    return store


def test_editions_are_cited_apart_and_never_before_their_time(editions: Store) -> None:
    found: dict[str, list[str]] = {}
    for edge in edge_rows(collect_cited(editions)):
        found.setdefault(edge.cited, []).append(edge.citation.citing)
    assert found == {
        f"{GUIDE}（2015年版）": ["样例通知一", "Sample Standards Guidelines (2018 Edition)"],
        f"{GUIDE}（2018版）": ["样例通知二", "样例通知三"],
        f"{GUIDE}（2021版）": ["样例通知四"],
        "样例目录": ["样例通知五"],
        "样例目录（2011年本）": ["样例通知六", "样例目录（2019年本）", "样例通知七"],
        "样例目录（2019年本）": ["样例通知八"],
    }


def test_an_edition_is_asked_for_by_its_year(editions: Store) -> None:
    cited = collect_cited(editions)
    matches = match_cited(editions, f"《{GUIDE}（2018版）》")
    assert [entry.name for entry in cited if matches(entry)] == [f"{GUIDE}（2018版）"]
    matches = match_cited(editions, GUIDE)
    assert sum(matches(entry) for entry in cited) == 3


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Store:
    """A store with one text in two corpora and twice in one, and with another text of its title."""
    store = Store(tmp_path_factory.mktemp("copied") / "zhengce.sqlite")
    text = "根据《样例数据条例》，制定本计划。"
    rows = [
        ("one", "a", "2021-02-01", text),
        ("one", "b", "2021-01-31", text),
        ("two", "a", "", text),
        ("two", "c", "2021-03-01", f"{text}\n本计划自发布之日起施行。"),
    ]
    with store.run("test") as run:
        for corpus, key, date, body in rows:
            document = Document(corpus, key, body, title="样例计划", published=date, language="zh")
            source = SourceFile(corpus, key, "0", "", 1)
            passages = list(passages_of(document))
            write_batch(store, run.id, source, [(document, passages)], [], complete=True)
        annotate_store(store, run.id, annotator, MODELS)
    return store


def test_a_text_stored_several_times_is_counted_once(copied: Store) -> None:
    (entry,) = collect_cited(copied)
    (row,) = cited_rows([entry])
    assert (row.citations, row.documents, row.first) == (2, 2, "2021-01-31")
    assert [(edge.citation.corpus, edge.citation.date) for edge in edge_rows([entry])] == [
        ("one", "2021-01-31"),
        ("two", "2021-03-01"),
    ]
    assert sorted(edge.citation.date for edge in edge_rows([entry], with_copies=True)) == [
        "",
        "2021-01-31",
        "2021-02-01",
        "2021-03-01",
    ]


def test_copies_outside_the_chosen_corpora_hide_nothing(copied: Store) -> None:
    (row,) = cited_rows(collect_cited(copied, ["two"]))
    assert (row.citations, row.documents) == (2, 2)


def test_a_chain_may_start_from_a_copy(copied: Store) -> None:
    documents = copied.column("SELECT id FROM document WHERE title = '样例计划'")
    cited = collect_cited(copied)
    assert {tuple(one.cited for one in find_chain(cited, start)) for start in documents} == {
        ("样例数据条例",)
    }


def test_a_copy_shows_what_it_cites_and_its_text_is_one_neighbour(copied: Store) -> None:
    cited = collect_cited(copied)
    documents = copied.column("SELECT id FROM document WHERE title = '样例计划'")
    assert [[one.name for one in find_neighbourhood(cited, start, 5).cites] for start in documents] == [
        ["样例数据条例"]
    ] * 4


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["citations", "样例数据条例"], "2 more citations are in copies of these texts, not counted again"),
        (["citations"], "2 more citations are in copies of these texts, not counted again"),
        (["citations", "--corpus", "two"], ""),
    ],
)
def test_citations_in_copies_are_reported(
    arguments: list[str], said: str, copied: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app([*arguments, "--store", str(copied.path)], exit_on_error=False, print_error=False) == 0
    errors = " ".join(capsys.readouterr().err.split())
    assert said in errors if said else "copies" not in errors
