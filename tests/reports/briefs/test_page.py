"""The brief: complete, identical for the same store, self-contained, every line linked to its passage."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from flows.annotation.annotator import Annotator
from flows.annotation.classifier.taxonomy import Taxonomy
from flows.annotation.lexicon.model import Lexicon
from flows.corpus.splitting.passages import passages_of
from flows.errors import UsageError
from flows.output.sidecars import sidecar_of
from flows.pipeline.annotate import annotate_store
from flows.records import DateRange, Document
from flows.reports.briefs.collecting import choose_since, collect_brief
from flows.reports.briefs.page import BriefSource, write_brief, write_latest_brief
from flows.search import Collection
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from flows.store.facts import concept_places
from flows.trends.shares import Rates
from tests.builders import texts_by_id
from tests.support import MODELS
from tests.trends.making import add_documents


@pytest.fixture
def taxonomy(annotator: Annotator) -> Taxonomy:
    return annotator.taxonomy


def names_of(taxonomy: Taxonomy) -> dict[str, str]:
    return {label: label for label in taxonomy.strategies}


def test_a_brief_of_the_sample(sample: Store, lexicon: Lexicon, taxonomy: Taxonomy) -> None:
    brief = collect_brief(
        Collection(sample, lexicon),
        names_of(taxonomy),
        "2023",
        rates=dict.fromkeys(taxonomy.strategies, Rates(80, 100, 5, 200)),
    )
    assert sum(brief.corpora.values()) == sample.value(
        "SELECT count(*) FROM document WHERE superseded_by IS NULL AND date >= '2023'"
    )
    assert brief.compared == "2022-01-01 to 2022-12-31" and brief.until == sample.value(
        "SELECT max(date) FROM document"
    )
    for row in brief.first_uses:
        concept = lexicon.find(row.zh or row.en)
        assert concept is not None
        earlier = sample.value(
            "SELECT count(*) FROM mention m JOIN passage p ON p.id = m.passage_id JOIN document d ON d.id = p.document_id "
            "WHERE m.concept = ? AND d.date < '2023' AND d.date != ''",
            (concept.id,),
        )
        assert earlier == 0 and row.first >= "2023" and row.quotes[0].date == row.first
    assert "新质生产力" in {row.zh for row in brief.first_uses}
    assert brief.targets and all(row.figure.deadline and row.figure.date >= "2023" for row in brief.targets)
    counted = {row.label: row.passages for row in brief.strategies}
    for label, number in counted.items():
        assert number == sample.value(
            "SELECT count(*) FROM category c JOIN passage p ON p.id = c.passage_id JOIN document d ON d.id = p.document_id "
            "WHERE c.label = ? AND c.rank IS NOT NULL AND d.date >= '2023'",
            (label,),
        )
    for strategy in brief.strategies:
        assert strategy.corrected is not None and strategy.share is not None
        share, low, high = strategy.corrected
        assert low <= share <= high and share == pytest.approx(max(0.0, (strategy.share - 0.025) / 0.775))
    assert {row.label for row in brief.strategies} == set(taxonomy.strategies)
    texts = texts_by_id(sample.rows("SELECT document_id || '-' || position, text FROM passage"))
    sections = (brief.first_uses, brief.rising, brief.falling, brief.silent, brief.bursts, brief.cited)
    quoted = [quote for rows in sections for row in rows for quote in row.quotes]
    assert quoted and all(row.quotes for rows in sections for row in rows)
    for quote in quoted:
        assert quote.text and texts[quote.passage_id][quote.start : quote.end] == quote.text


def test_terms_that_come_and_go(tmp_path: Path, annotator: Annotator, taxonomy: Taxonomy) -> None:
    """36 months of 军民融合, then six without it but with 新质生产力."""
    months = [f"{year}-{month:02}-15" for year in (2020, 2021, 2022, 2023) for month in range(1, 13)][:42]
    old, new = (
        "会议提出军民融合发展，要求各单位落实。",
        "会议提出发展新质生产力，目标到2030年研发投入增长5%。",
    )
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        documents = []
        for number, date in enumerate(months):
            text = "\n".join(f"第{number}号第{part}条。{old if number < 36 else new}" for part in range(5))
            document = Document("made", f"k{number}", text, title=f"第{number}号通知", published=date)
            documents.append((document, list(passages_of(document))))
        write_batch(store, run.id, SourceFile("made", "k", "0", "", 1), documents, [], complete=True)
        annotate_store(store, run.id, annotator, MODELS)
        brief = collect_brief(Collection(store, annotator.tagger.lexicon), names_of(taxonomy), "2023")
        assert [row.zh for row in brief.first_uses][:1] == ["新质生产力"]
        assert "新质生产力" in {row.zh for row in brief.rising} and "新质生产力" in {
            row.zh for row in brief.bursts
        }
        moved = {row.zh: (row.documents, row.is_low) for row in brief.rising}
        assert moved["新质生产力"] == (6, False)
        assert [row.zh for row in brief.silent] == ["军民融合"] and brief.silent[0].quotes[
            0
        ].date == "2022-12-15"
        assert choose_since(store, "2023-05-20", 30) == "2023-04-15"


def test_the_page_stands_alone_and_stays_the_same(
    sample: Store, lexicon: Lexicon, taxonomy: Taxonomy, tmp_path: Path
) -> None:
    source = BriefSource(Collection(sample, lexicon), taxonomy, MODELS)
    path = write_brief(source, tmp_path, "2023")
    html = path.read_text(encoding="utf-8")
    assert path.name == "brief-2023.html" and not re.search(
        r"<(?:script|link|img|iframe)\b|url\(|@import", html
    )
    assert set(re.findall(r'href="#(\w+)"', html)) == set(re.findall(r'h2 id="(\w+)"', html))
    about = json.loads(sidecar_of(path).read_text(encoding="utf-8"))
    assert about["options"]["since"] == "2023" and "zhengce brief --from 2023" in about["again"]
    before = {entry.name: entry.stat().st_mtime_ns for entry in tmp_path.iterdir()}
    write_brief(source, tmp_path, "2023")
    assert before == {entry.name: entry.stat().st_mtime_ns for entry in tmp_path.iterdir()}


def test_a_brief_ends_where_it_is_told(
    sample: Store, lexicon: Lexicon, taxonomy: Taxonomy, tmp_path: Path
) -> None:
    path = write_brief(BriefSource(Collection(sample, lexicon), taxonomy), tmp_path, "2021", until="2022")
    assert path.name == "brief-2021-to-2022.html" and "--from 2021 --to 2022" in path.read_text(
        encoding="utf-8"
    )
    brief = collect_brief(Collection(sample, lexicon), names_of(taxonomy), "2021", until="2022")
    assert brief.until.startswith("2022") and {row.date[:4] for row in brief.documents} == {"2021", "2022"}
    assert brief.targets and {row.figure.date[:4] for row in brief.targets} <= {"2021", "2022"}


def test_the_latest_brief_looks_back_from_the_newest_document(
    sample: Store, store: Store, lexicon: Lexicon, taxonomy: Taxonomy, tmp_path: Path
) -> None:
    path = write_latest_brief(BriefSource(Collection(sample, lexicon), taxonomy), tmp_path)
    assert path and path.name == "brief.html"
    assert (
        write_latest_brief(BriefSource(Collection(store, lexicon), taxonomy), tmp_path) is None
    )  # an empty store


@pytest.mark.parametrize(("today", "newest"), [("2027-02-27", "2027-01-05"), ("2027-02-28", "2027-03-01")])
def test_a_document_of_tomorrow_is_no_future(
    store: Store,
    lexicon: Lexicon,
    taxonomy: Taxonomy,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    today: str,
    newest: str,
) -> None:
    """The machine's day begins later than the source's, as with a clock set to London."""
    monkeypatch.setattr("flows.text.moments.this_day", lambda: date.fromisoformat(today))
    dates = ("2027-01-05", "2027-03-01")
    made = [Document("c", day, f"关于试点{day}的通知", title=day, published=day) for day in dates]
    with store.run("test") as run:
        write_batch(
            store,
            run.id,
            SourceFile("c", "f", "0", "r", 0),
            [(one, passages_of(one)) for one in made],
            [],
            complete=True,
        )
    path = write_latest_brief(BriefSource(Collection(store, lexicon), taxonomy), tmp_path)
    assert path and f"– {newest}" in path.read_text(encoding="utf-8")


def test_a_time_without_documents_is_said_so(sample: Store, lexicon: Lexicon, taxonomy: Taxonomy) -> None:
    for since, until, message in (
        ("2090", "", "No document is dated from 2090 on."),
        ("1950", "1951-02", "No document is dated from 1950 to 1951-02."),
        ("2025", "2020", "--from 2025 is after --to 2020."),
        ("soon", "", "not a date"),
    ):
        with pytest.raises(UsageError, match=message):
            collect_brief(Collection(sample, lexicon), names_of(taxonomy), since, until=until)


def test_text_from_documents_is_escaped(tmp_path: Path, annotator: Annotator, taxonomy: Taxonomy) -> None:
    text = '<script>alert("x")</script>稀土，与<img src=x>。'
    made = [
        Document("made", "k", text, title="<u>稀土", published="2021-05-01", url="javascript:alert(1)"),
        Document("made", "l", "会议讨论芯片。", title="旧文件", published="2020-05-01"),
    ]
    documents = [(document, list(passages_of(document))) for document in made]
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        write_batch(store, run.id, SourceFile("made", "k", "0", "", 1), documents, [], complete=True)
        annotate_store(store, run.id, annotator, MODELS)
        lexicon = annotator.tagger.lexicon
        source = BriefSource(Collection(store, lexicon), taxonomy)
        html = write_brief(source, tmp_path, "2021").read_text(encoding="utf-8")
        places = concept_places(store, "rare-earth", DateRange("2021", "2021"), 5)
    assert [part for part in ("<script", "<img", "<u>", "javascript:") if part in html] == []
    assert places and "&lt;u&gt;<mark>稀土</mark>" in html


def test_figures_of_tables_have_their_unit(tmp_path: Path, annotator: Annotator, taxonomy: Taxonomy) -> None:
    table = "| 指标 | 单位 | 2020年 | 2025年 |\n|---|---|---|---|\n| 产业规模 | 亿元 | 800 | 1400 |"
    text = f"到2025年，主要目标如下表。\n\n{table}\n\n到2025年，培育企业150家以上。"
    document = Document("made", "k", text, title="规划", published="2023-05-01")
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        source = SourceFile("made", "k", "0", "", 1)
        write_batch(store, run.id, source, [(document, list(passages_of(document)))], [], complete=True)
        annotate_store(store, run.id, annotator, MODELS)
        brief = BriefSource(Collection(store, annotator.tagger.lexicon), taxonomy)
        html = write_brief(brief, tmp_path, "2023").read_text(encoding="utf-8")
    targets = html[html.index('<h2 id="targets">') :].split("<h2")[1]
    shown = [" ".join(line.split()) for line in re.findall(r"<b>(.*?) <span", targets)]
    assert sorted(shown) == ["产业规模</b> 1,400亿元", "企业</b> ≥ 150家"]


def test_terms_that_move_are_those_of_corpora_with_both_times(tmp_path: Path, small_lexicon: Lexicon) -> None:
    """News that begins this year has a word of its own; the journal uses another one more often than before."""
    store = Store(tmp_path / "s.sqlite")
    days = [f"{month:02}-01" for month in range(1, 13)]
    add_documents(store, small_lexicon, "journal", [(f"2020-{day}", "高质量 高质量") for day in days])
    add_documents(store, small_lexicon, "journal", [(f"2021-{day}", "小巨人 小巨人") for day in days])
    add_documents(store, small_lexicon, "news", [(f"2021-{day}", "自主可控 " * 9) for day in days])
    brief = collect_brief(Collection(store, small_lexicon), {}, "2021")
    assert (brief.compared_within, brief.left_out) == (["journal"], ["news"])
    assert [row.zh for row in brief.rising] == ["小巨人"]
    assert {quote.corpus for row in brief.rising for quote in row.quotes} == {"journal"}
    assert brief.totals["rising"] == 1 and brief.totals["first_uses"] == len(brief.first_uses) == 2


def test_a_source_that_begins_is_no_burst(tmp_path: Path, small_lexicon: Lexicon) -> None:
    """The journal has 小巨人 in 2021 alone; all news has 自主可控, and there was no news before 2021."""
    store = Store(tmp_path / "s.sqlite")
    days = [f"{month:02}-01" for month in range(1, 13)]
    for year, text in ((2019, "高质量"), (2020, "高质量"), (2021, "小巨人")):
        add_documents(store, small_lexicon, "journal", [(f"{year}-{day}", text) for day in days])
    add_documents(store, small_lexicon, "news", [(f"2021-{day}", "自主可控") for day in days])
    brief = collect_brief(Collection(store, small_lexicon), {}, "2021")
    assert [(row.zh, row.first, row.last) for row in brief.bursts] == [("小巨人", "2021-01", "2021-12")]
    assert brief.totals["bursts"] == 1


def test_totals_are_no_limits_of_lists(sample: Store, lexicon: Lexicon, taxonomy: Taxonomy) -> None:
    brief = collect_brief(Collection(sample, lexicon), names_of(taxonomy), "2013")
    assert len(brief.first_uses) == 15 < brief.totals["first_uses"]
    assert len(brief.cited) == 15 < brief.totals["cited"]


def test_documents_that_cite_are_those_of_the_time(
    tmp_path: Path, annotator: Annotator, taxonomy: Taxonomy
) -> None:
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        documents = []
        for number, date in enumerate(("2021-03-01", "2021-04-01", "", "2022-01-01")):
            text = f"根据《样例市机器人产业促进条例》，制定第{number}号办法。"
            document = Document("made", f"{number}", text, title=f"样例办法{number}", published=date)
            documents.append((document, list(passages_of(document))))
        write_batch(store, run.id, SourceFile("made", "k", "0", "", 1), documents, [], complete=True)
        annotate_store(store, run.id, annotator, MODELS)
        collection = Collection(store, annotator.tagger.lexicon)
        brief = collect_brief(collection, names_of(taxonomy), "2021", until="2021")
    assert [(row.cited, row.documents) for row in brief.cited] == [("样例市机器人产业促进条例", 2)]
    assert [quote.date for quote in brief.cited[0].quotes] == ["2021-03-01", "2021-04-01"]


def test_passages_of_coarsely_dated_documents_are_in_the_shares(
    tmp_path: Path, annotator: Annotator, taxonomy: Taxonomy
) -> None:
    """The list of documents and the shares count the same documents: all whose days lie in the period."""
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        documents = []
        for date in ("2026", "2026-11", "2026-11-20", "2025"):
            text = "健全新型举国体制，集中力量打赢关键核心技术攻坚战。"
            document = Document("made", date, text, title=f"样例通知{date}", published=date)
            documents.append((document, list(passages_of(document))))
        write_batch(store, run.id, SourceFile("made", "k", "0", "", 1), documents, [], complete=True)
        annotate_store(store, run.id, annotator, MODELS)
        brief = collect_brief(Collection(store, annotator.tagger.lexicon), names_of(taxonomy), "2026")
        assert len(brief.documents) == 3
        assert [row.passages for row in brief.strategies if row.label == "whole_of_nation"] == [3]


def _store_of_strategies(path: Path, annotator: Annotator, dated: dict[str, list[str]]) -> Store:
    """Return a store with one passage on a national effort per corpus and date, and one on the weather."""
    store = Store(path)
    with store.run("test") as run:
        for corpus, dates in dated.items():
            texts = dict.fromkeys(
                dates, ("集中力量打赢关键核心技术攻坚战，健全新型举国体制。", "今天天气晴朗，适合出行。")
            )
            documents = [
                Document(corpus, f"{date}{number}", text, title=f"样例{corpus}{date}{number}", published=date)
                for date, both in texts.items()
                for number, text in enumerate(both)
            ]
            made = [(document, list(passages_of(document))) for document in documents]
            write_batch(store, run.id, SourceFile(corpus, "k", "0", "", 1), made, [], complete=True)
        annotate_store(store, run.id, annotator, MODELS)
    return store


@pytest.mark.parametrize(
    ("dated", "passages", "is_compared"),
    [
        ({"gazette": ["2024-03-01", "2025-03-01"], "own": ["2025-04-01", "2025-05-01"]}, (1, 1), True),
        ({"gazette": ["2024-03-01"], "own": ["2025-04-01", "2025-05-01"]}, (2, 0), False),
    ],
)
def test_strategies_are_compared_within_the_same_corpora(
    tmp_path: Path,
    annotator: Annotator,
    taxonomy: Taxonomy,
    dated: dict[str, list[str]],
    passages: tuple[int, int],
    is_compared: bool,
) -> None:
    """A corpus that begins this year says nothing about what the others wrote before."""
    store = _store_of_strategies(tmp_path / "s.sqlite", annotator, dated)
    source = BriefSource(Collection(store, annotator.tagger.lexicon), taxonomy)
    brief = collect_brief(source.collection, names_of(taxonomy), "2025")
    (row,) = (one for one in brief.strategies if one.label == "whole_of_nation")
    assert (row.passages, row.before) == passages
    assert (row.share_before is not None) is is_compared
    if is_compared:
        assert row.share == row.share_before
    html = write_brief(source, tmp_path, "2025").read_text(encoding="utf-8")
    assert ("No corpus has documents in both times" in html) is not is_compared


def test_a_range_and_its_quarter_are_written_out(
    tmp_path: Path, annotator: Annotator, taxonomy: Taxonomy
) -> None:
    text = "样例重工预计2026年一季度实现净利润4.25亿元至4.35亿元。"
    document = Document("made", "k", text, title="业绩预告", published="2026-01-20")
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        source = SourceFile("made", "k", "0", "", 1)
        write_batch(store, run.id, source, [(document, list(passages_of(document)))], [], complete=True)
        annotate_store(store, run.id, annotator, MODELS)
        brief = BriefSource(Collection(store, annotator.tagger.lexicon), taxonomy)
        html = write_brief(brief, tmp_path, "2026").read_text(encoding="utf-8")
    targets = html[html.index('<h2 id="targets">') :].split("<h2")[1]
    assert "range" not in targets and "4.25亿元至4.35亿元" in targets
    assert "for 时期 2026-01–2026-03" in targets
