"""Sides as typed, and two of them side by side in the sample corpus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.annotation import Annotator
from flows.cli.main import app
from flows.corpus.splitting.passages import passages_of
from flows.errors import UsageError
from flows.pipeline import annotate_store
from flows.records import Document
from flows.reports.comparisons import (
    CompareRequest,
    Comparison,
    comparison_answer,
    comparison_page,
    comparison_rows,
    name_units,
    read_side,
)
from flows.search import Collection
from flows.store import Store
from flows.store.documents import SourceFile, find_titled, write_batch
from flows.workspace import Workspace
from tests.stores import copy_whole
from tests.support import MODELS, without_languages

_OLD, _NEW = "样例省人民政府工作报告（节选）", "样例省人民政府2023年政府工作报告（节选，样例）"


@pytest.fixture(scope="module")
def workspace(sample_store: Path) -> Iterator[Workspace]:
    with Workspace(sample_store) as opened:
        yield opened


@pytest.fixture(scope="module")
def ids(workspace: Workspace) -> tuple[str, str]:
    """The work reports of 2014 and 2023."""
    (old,), (new,) = (
        workspace.store.column("SELECT id FROM document WHERE title = ?", (title,)) for title in (_OLD, _NEW)
    )
    return old, new


@pytest.mark.parametrize("typed", [_OLD, f"《{_OLD}》", f"document:{_OLD}", f" {_OLD} "])
def test_an_exact_title_is_its_document(workspace: Workspace, ids: tuple[str, str], typed: str) -> None:
    side = read_side(workspace.collection, typed)
    assert side.document and (side.kind, side.document.id) == ("document", ids[0])


@pytest.fixture
def laws(tmp_path: Path, annotator: Annotator) -> Collection:
    """A store with two laws, one of them in two editions, and a notice with a number."""
    store = Store(tmp_path / "laws.sqlite")
    texts = (
        ("中华人民共和国数据安全法", "2021-06-10", "", "为了规范数据处理活动，制定本法。"),
        ("样例广告法", "2010-06-10", "", "为了规范广告活动，制定本法。"),
        ("样例广告法（2021年修订）", "2021-06-10", "", "为了规范广告活动，促进发展，制定本法。"),
        ("样例省关于数据的通知", "2022-01-01", "样政发〔2022〕3号", "贯彻数据安全法和绿色金融政策。"),
    )
    with store.run("test") as run:
        for key, (title, date, number, text) in enumerate(texts):
            document = Document("made", f"k{key}", text, title, document_number=number, published=date)
            rows = [(document, list(passages_of(document)))]
            write_batch(store, run.id, SourceFile("made", f"k{key}", "0", "", 1), rows, [], complete=True)
        annotate_store(store, run.id, annotator, MODELS)
    return Collection(store, annotator.tagger.lexicon)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Data Security Law", "中华人民共和国数据安全法"),
        ("Data Security Law of the People's Republic of China", "中华人民共和国数据安全法"),
        ("the Data Security Law", "中华人民共和国数据安全法"),
        ("数据安全法", "中华人民共和国数据安全法"),
        ("《数据安全法》", "中华人民共和国数据安全法"),
        ("document:Data Security Law", "中华人民共和国数据安全法"),
        ("样政发〔2022〕3号", "样例省关于数据的通知"),
        ("样例广告法（2021年修订）", "样例广告法（2021年修订）"),
        # Names of no document here.
        ("query:数据安全法", ""),
        ("数据安全", ""),
        ("绿色金融", ""),
    ],
)
def test_a_document_is_found_by_any_of_its_names(laws: Collection, typed: str, title: str) -> None:
    side = read_side(laws, typed)
    assert (side.document.title if side.document else "") == title
    assert (side.kind == "query") == (not title)


def test_editions_of_a_name_are_listed(laws: Collection) -> None:
    with pytest.raises(UsageError, match=r"2 documents have this title: [0-9a-f]{16}, [0-9a-f]{16}"):
        read_side(laws, "样例广告法")


@pytest.mark.parametrize(
    ("typed", "said"),
    [("数据处理", True), ("query:数据处理", False), ("2021", False), ("Data Security Law", False)],
)
def test_words_beside_a_document_are_reported(
    laws: Collection, typed: str, said: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["compare", "样政发〔2022〕3号", typed, "--store", str(laws.store.path)]
    assert app(arguments, exit_on_error=False, print_error=False) == 0
    printed = capsys.readouterr()
    assert ("passages with these words are compared" in " ".join(printed.err.split())) == said
    assert ("B: passages that match 数据处理" in printed.out) == typed.endswith("数据处理")


def test_a_part_of_a_title_is_a_query(workspace: Workspace) -> None:
    assert read_side(workspace.collection, "政府工作报告").kind == "query"


def test_a_title_of_several_documents_names_them(
    workspace: Workspace, tmp_path: Path, sample_store: Path
) -> None:
    with Workspace(copy_whole(sample_store, tmp_path / "copy")) as own:
        with own.store.transaction() as connection:
            connection.execute("UPDATE document SET title = ? WHERE title = ?", (_OLD, _NEW))
        for typed in (_OLD, f"document:{_OLD}"):
            with pytest.raises(UsageError, match=r"2 documents have this title: [0-9a-f]{16}, [0-9a-f]{16}"):
                read_side(own.collection, typed)
        assert read_side(own.collection, f"query:{_OLD}").kind == "query"


@pytest.mark.parametrize("typed", ["稀土", "rare earths"])
def test_a_term_of_the_lexicon_stays_a_query(
    workspace: Workspace, tmp_path: Path, sample_store: Path, typed: str
) -> None:
    with Workspace(copy_whole(sample_store, tmp_path / "copy")) as own:
        with own.store.transaction() as connection:
            connection.execute("UPDATE document SET title = ? WHERE title = ?", (typed, _NEW))
        assert read_side(own.collection, typed).kind == "query"
        assert read_side(own.collection, f"document:{typed}").kind == "document"


@pytest.fixture(scope="module")
def reports(workspace: Workspace, ids: tuple[str, str]) -> Comparison:
    return workspace.comparison(CompareRequest(*ids))


@pytest.mark.parametrize(
    ("typed", "kind", "title"),
    [
        ("2016..2020", "period", "2016..2020"),
        ("2021..", "period", "2021.."),
        ("..2015-06", "period", "..2015-06"),
        ("2021", "period", "2021"),
        ("period:2021-3", "period", "2021-03"),
        ("query:2021", "query", "2021"),
        ("芯片", "query", "芯片"),
        ("publisher:样例日报  出口", "query", "publisher:样例日报 出口"),
    ],
)
def test_a_side_is_what_it_looks_like(workspace: Workspace, typed: str, kind: str, title: str) -> None:
    side = read_side(workspace.collection, typed)
    assert (side.kind, side.title) == (kind, title)
    assert read_side(workspace.collection, side.word).side == side.side


def test_documents_are_named_by_id_the_beginning_of_it_and_passage(
    workspace: Workspace, ids: tuple[str, str]
) -> None:
    names = (ids[0], ids[0][:9], f"{ids[0]}-3", f"document:{ids[0][:6]}")
    for name in names:
        side = read_side(workspace.collection, name)
        assert side.document
        assert side.document.id == ids[0], name


def test_three_characters_of_an_id_are_too_few_and_the_message_says_how_many_are_needed(
    workspace: Workspace, ids: tuple[str, str]
) -> None:
    with pytest.raises(UsageError, match="four or more characters of its beginning"):
        read_side(workspace.collection, f"document:{ids[0][:3]}")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "reports.empty_side"),
        ("0123456789abcdef", "reports.no_such_document"),
        ("document:nothing", "reports.no_such_document"),
        ("period:once", "reports.no_period_side"),
        ("period:..", "reports.no_period_side"),
        ("2020..2019", "reports.period_reversed"),
        ("2020-13..2021", "reports.no_period_side"),
        ("qqqqzzzz", "reports.nothing_on_side"),
        ("芯片 AND", "search.query_ends_word"),
    ],
)
def test_what_is_no_side_is_refused(workspace: Workspace, typed: str, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_side(workspace.collection, typed)
    assert caught.value.code == code


def test_a_word_that_begins_an_id_is_refused(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """`fdc` would work, but it is chance whether an id of the sample begins like a word of its texts."""
    module = "flows.reports.comparisons.sides"
    monkeypatch.setattr(f"{module}.find_ids", lambda _, name: ["1"] if name == "2025" else [])
    monkeypatch.setattr(f"{module}._PERIOD", __import__("re").compile("never"))
    with pytest.raises(UsageError) as caught:
        read_side(workspace.collection, "2025")
    assert caught.value.code == "reports.ambiguous_side"


def test_a_side_beside_itself_is_refused(workspace: Workspace, ids: tuple[str, str]) -> None:
    with pytest.raises(UsageError, match="Both sides are the same"):
        workspace.comparison(CompareRequest(ids[0], f"document:{ids[0][:8]}"))


def test_two_reports(reports: Comparison) -> None:
    assert (reports.size_a.documents, reports.size_a.first) == (1, "2014-01-21")
    assert reports.more_a is not None
    assert reports.more_b is not None
    assert ("自主创新", 3, 0) in [(term.zh, term.a, term.b) for term in reports.more_a]
    assert ("产业链", 0, 3) in [(term.zh, term.a, term.b) for term in reports.more_b]
    assert all(term.log_ratio_low < term.log_ratio < term.log_ratio_high for term in reports.more_a)
    assert reports.paragraphs
    assert reports.paragraphs.counts["reworded"] >= 3
    assert ("粮食总产量", 14_200_000, 15_000_000) in [
        (pair.indicator, pair.a.value, pair.b.value) for pair in reports.figures.pairs
    ]


def test_sides_exchanged_give_the_same_turned_round(workspace: Workspace, reports: Comparison) -> None:
    turned = workspace.comparison(CompareRequest(reports.b.word, reports.a.word))
    assert (turned.size_a, turned.size_b) == (reports.size_b, reports.size_a)
    assert turned.more_a is not None
    assert reports.more_b is not None
    assert [(one.concept, one.a, one.b, -one.log_ratio) for one in turned.more_a] == [
        (one.concept, one.b, one.a, one.log_ratio) for one in reports.more_b
    ]
    assert turned.paragraphs
    assert reports.paragraphs
    changes = reports.paragraphs.counts
    assert turned.paragraphs.counts == {
        **changes,
        "only_a": changes["only_b"],
        "only_b": changes["only_a"],
    }


def test_documents_in_two_languages_have_no_paragraphs_but_figures(workspace: Workspace) -> None:
    names = ("样例省加快发展新质生产力行动方案（2024—2027年）（样例）", "in the 14th Five-Year Period")
    found = [
        workspace.store.column("SELECT id FROM document WHERE title LIKE ?", (f"%{name}",))[0]
        for name in names
    ]
    compared = workspace.comparison(CompareRequest(*found))
    assert (compared.paragraphs, compared.without_paragraphs) == (None, "two_languages")
    assert ("研发经费投入强度", "concepts") in [
        (pair.indicator, pair.basis) for pair in compared.figures.pairs
    ]


def test_periods_and_queries_count_documents_and_what_is_on_both_sides(workspace: Workspace) -> None:
    found = workspace.comparison(CompareRequest("2021..", "出口管制"))
    assert found.without_paragraphs == "not_documents"
    assert 0 < found.common <= found.size_b.passages
    assert found.more_b
    assert found.more_b[0].zh == "出口管制"
    assert found.more_b[0].documents_b == found.size_b.documents


def test_rows_answer_and_page_have_everything(workspace: Workspace, reports: Comparison) -> None:
    rows = list(comparison_rows(reports))
    assert {row.section for row in rows} == {"size", "terms", "paragraphs", "figures"}
    frame = workspace.compare(reports.a.word, reports.b.word)
    assert list(frame["section"]) == [row.section for row in rows]
    answer = comparison_answer(reports)
    assert answer["a"] == {**answer["a"], "document_id": reports.a.word}  # type: ignore[dict-item]
    page = comparison_page(reports)
    assert page.count('class="pair two') == sum(row.section == "paragraphs" for row in rows)
    assert "<ins>" in page
    assert reports.request.command() in page


def test_units_have_names_for_people(reports: Comparison) -> None:
    """A page and a spreadsheet are for reading; CSV and JSON keep the unit as data."""
    assert "<td>t 吨</td>" in without_languages(comparison_page(reports))
    (as_data,) = {row.unit for row in comparison_rows(reports) if row.item == "粮食总产量"}
    (chinese,) = {row.unit for row in name_units(comparison_rows(reports), "zh") if row.item == "粮食总产量"}
    assert (as_data, chinese) == ("t", "吨")


def test_values_keep_the_sign_that_their_text_gives_in_words(reports: Comparison) -> None:
    (row,) = [row for row in comparison_rows(reports) if row.item == "粮食总产量"]
    assert (row.a, row.b) == ("1420万吨", "≥ 1500万吨")
    assert '<td class="n">≥ 1500万吨</td>' in without_languages(comparison_page(reports))


def test_text_from_documents_is_escaped(workspace: Workspace, ids: tuple[str, str]) -> None:
    found = workspace.comparison(CompareRequest("query:<b>  OR 稀土", ids[1]))
    assert "<b>" not in comparison_page(found)
    assert find_titled(workspace.store, ["<b>"]) == []
