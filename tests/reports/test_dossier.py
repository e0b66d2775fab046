"""Dossiers: every line leads to its passage, quotes occur in the text, hostile text stays text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.annotator import Annotator
from flows.annotation.classifier import load_taxonomy
from flows.annotation.lexicon.model import Lexicon
from flows.corpus.splitting.passages import passages_of
from flows.errors import QueryError, UsageError
from flows.pipeline.annotate import annotate_store
from flows.records import Document
from flows.reports.dossier import _describe_figure, collect_dossier
from flows.reports.dossier_page import draw_bars, write_dossier
from flows.reports.profiles import YearCount, _count_surfaces, collect_profile
from flows.search import Collection
from flows.search.quotes import quote
from flows.statistics.association import log_likelihood
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from flows.store.facts import EntitySurface, FigurePlace
from flows.text import find_sentence
from tests.support import MODELS, PROJECT

CASE_STUDY = PROJECT / "tests" / "annotation" / "events" / "case_study.md"


@contextmanager
def stored(folder: Path, annotator: Annotator, texts: Mapping[str, str]) -> Iterator[Store]:
    """A store of annotated documents of one paragraph each, by their day."""
    with Store(folder / "s.sqlite") as store:
        with store.run("ingest") as run:
            for day, text in texts.items():
                document = Document("sample", day, text, title=f"样例 {day}", published=day)
                source = SourceFile("sample", day, "0", "", 1)
                finished = [(document, list(passages_of(document)))]
                write_batch(store, run.id, source, finished, [], complete=True)
            annotate_store(store, run.id, annotator, MODELS)
        yield store


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("第一句。第二句讲稀土，很短。第三句。", "稀土", "第二句讲稀土，很短。"),
        (
            "One. The rare earth sector grew by 5.2 percent. Three.",
            "rare earth",
            "The rare earth sector grew by 5.2 percent.",
        ),
        ("标题\n正文讲稀土", "稀土", "正文讲稀土"),
    ],
)
def test_sentences(text: str, word: str, sentence: str) -> None:
    start = text.index(word)
    first, last = find_sentence(text, start, start + len(word))
    assert text[first:last] == sentence


@given(st.text(alphabet="稀土。，！a b.C\n", min_size=1, max_size=400), st.data())
def test_a_quote_holds_what_it_quotes(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 20)))
    found = quote(text, start, end)
    assert 0 <= found.start <= start < end <= found.end <= len(text)
    assert len(found.of(text)) <= 120 + 22


def test_log_likelihood_of_a_worked_table() -> None:
    # Dunning's G2 of the table 110, 2442, 111, 29114, computed by its formula with
    # scipy.stats.chi2_contingency(lambda_=0).
    from scipy.stats import chi2_contingency

    table = [[110, 2442], [111, 29114]]
    expected = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    assert log_likelihood(110, 2552, 221, 31777) == pytest.approx(expected, rel=1e-9)


def test_notes_are_in_the_language_of_the_page(sample: Store, lexicon: Lexicon) -> None:
    found = collect_dossier(sample, lexicon, "稀土", locale="zh")
    notes = [line.note for rows in (*found.timeline.values(), found.figures) for line in rows if line.note]
    assert notes and all(re.match("[\u4e00-\u9fff]{2,4}(?:：|$)", note) for note in notes)


@pytest.mark.parametrize(
    ("surface", "shown"), [("华\n为", "华为"), ("rare\nearth", "rare earth"), ("北斗 GPS", "北斗 GPS")]
)
def test_a_name_that_a_line_break_divides_is_shown_whole(surface: str, shown: str) -> None:
    rows = [EntitySurface(surface, "ORG", 2), EntitySurface(shown, "ORG", 1)]
    assert _count_surfaces(rows) == {shown: 3}


def test_a_dossier_of_the_sample(sample: Store, lexicon: Lexicon) -> None:
    chinese, english = (collect_dossier(sample, lexicon, name) for name in ("稀土", "rare earths"))
    assert chinese.entity == english.entity == "rare-earth"
    direct = sample.value("SELECT count(*) FROM mention WHERE concept = 'rare-earth'")
    assert chinese.counts.mentions == direct == sum(chinese.surfaces.values())
    lines = [
        line
        for rows in (*chinese.timeline.values(), *chinese.instruments.values(), chinese.figures)
        for line in rows
    ]
    assert lines
    for line in lines:
        text = chinese.passages[line.passage].passage.text
        assert line.quote.strip("…") in " ".join(text.split())
        assert chinese.number(line.passage) >= 1


@pytest.mark.parametrize("name", ["稀土", "华为", "人工智能"])
def test_a_profile_is_what_a_count_by_hand_gives(sample: Store, lexicon: Lexicon, name: str) -> None:
    profile, found = collect_profile(sample, lexicon, name)
    rows = [
        dict(row)
        for row in sample.rows(
            "SELECT m.*, d.date, d.id AS document FROM mention m JOIN passage p ON p.id = m.passage_id JOIN document d ON d.id = p.document_id"
        )
    ]
    own = [row for row in rows if row["entity"] == profile.entity]
    passages = {row["passage_id"] for row in own}
    assert list(found.passages) == sorted(passages, key=list(found.passages).index)
    assert profile.surfaces == Counter(row["surface"] for row in own)
    assert {year: count.mentions for year, count in profile.years.items() if count.mentions} == Counter(
        row["date"][:4] for row in own
    )
    documents = Counter(sample.column("SELECT substr(date, 1, 4) FROM document WHERE superseded_by IS NULL"))
    assert {year: count.documents for year, count in profile.years.items()} == {
        year: documents[year] for year in profile.years
    }
    assert (profile.counts.passages, profile.counts.documents) == (
        len(passages),
        len({row["document"] for row in own}),
    )
    for neighbour in (one for some in profile.neighbours.values() for one in some):
        other = [row for row in rows if row["entity"] == neighbour.entity]
        assert neighbour.passages == len({row["passage_id"] for row in other if not row["nested"]} & passages)
        assert neighbour.everywhere == len({row["passage_id"] for row in other})
        assert neighbour.name


@contextmanager
def open_with(folder: Path, annotator: Annotator, texts: Mapping[str, tuple[str, str]]) -> Iterator[Store]:
    """Open an annotated store of documents, each given by its key, its date and its text."""
    with Store(folder / "s.sqlite") as store:
        for key, (date, text) in texts.items():
            document = Document("sample", key, text, title=key, published=date)
            source = SourceFile("sample", key, "0", "", 1)
            with store.run("ingest") as run:
                write_batch(
                    store, run.id, source, [(document, list(passages_of(document)))], [], complete=True
                )
                annotate_store(store, run.id, annotator, MODELS)
        yield store


@pytest.fixture
def undated(tmp_path: Path, annotator: Annotator) -> Iterator[Store]:
    """A store with 稀土 in an undated document, twice in one sentence, and in a dated one."""
    texts = {
        "a": ("", "稀土出口配额提高到 3 万吨，稀土企业可以申请。\n稀土开采受总量控制。"),
        "b": ("2021-03-12", "国家对稀土实行出口管制。"),
    }
    with open_with(tmp_path, annotator, texts) as store:
        yield store


def test_head_chart_and_list_count_the_same(undated: Store, lexicon: Lexicon) -> None:
    dossier = collect_dossier(undated, lexicon, "稀土")
    assert (dossier.counts.mentions, dossier.counts.undated) == (4, 3)
    assert dossier.years == {"2021": YearCount(mentions=1, documents=1)}
    assert list(dossier.timeline) == ["2021", ""]
    assert len(dossier.timeline[""]) >= 1


def test_an_undated_case_study_has_a_timeline(tmp_path: Path, annotator: Annotator, lexicon: Lexicon) -> None:
    text = CASE_STUDY.read_text(encoding="utf-8")
    with Store(tmp_path / "s.sqlite") as store:
        document = Document("sample", "case", text, title="Haiwei Bearings: how a workshop became a champion")
        source = SourceFile("sample", "case", "0", "", 1)
        with store.run("ingest") as run:
            write_batch(store, run.id, source, [(document, list(passages_of(document)))], [], complete=True)
            annotate_store(store, run.id, annotator, MODELS)
        dossier = collect_dossier(store, lexicon, "Haiwei Bearings")
        (page,) = write_dossier(
            Collection(store, lexicon),
            load_taxonomy(MODELS / "taxonomy.toml"),
            "Haiwei Bearings",
            tmp_path,
            formats=["md"],
        )
    told = {line.date: line.note for year, lines in dossier.timeline.items() for line in lines if year}
    assert len(told) >= 8
    assert told["2015-06"] == "acquired: Feinlager, 42 million EUR"
    assert told["2020-09"] == "listed: the STAR Market, 1.06 billion CNY"
    text = page.read_text(encoding="utf-8")
    assert "### 2015" in text
    assert ("**strategies**" in text) is bool(dossier.strategies)


@pytest.mark.parametrize(("locale", "mark"), [("en", "(date of the document)"), ("zh", "（文件日期）")])
def test_the_date_of_a_document_is_not_that_of_an_event(
    tmp_path: Path, annotator: Annotator, lexicon: Lexicon, locale: Literal["en", "zh"], mark: str
) -> None:
    text = "华为公司获得经费2.6亿元的项目资助。\n\n2019年5月16日，华为公司被列入实体清单。"
    with Store(tmp_path / "s.sqlite") as store:
        document = Document("sample", "a", text, title="样例", published="2020-03-01")
        source = SourceFile("sample", "a", "0", "", 1)
        with store.run("ingest") as run:
            write_batch(store, run.id, source, [(document, list(passages_of(document)))], [], complete=True)
            annotate_store(store, run.id, annotator, MODELS)
        taxonomy = load_taxonomy(MODELS / "taxonomy.toml")
        html, markdown = write_dossier(
            Collection(store, lexicon), taxonomy, "华为公司", tmp_path, locale=locale
        )
    shown = markdown.read_text(encoding="utf-8")
    assert f"- 2020-03-01 {mark} **" in shown and "- 2019-05-16 **" in shown
    assert mark in html.read_text(encoding="utf-8")


def test_a_sentence_is_printed_once(undated: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    taxonomy = load_taxonomy(MODELS / "taxonomy.toml")
    html, markdown = write_dossier(Collection(undated, lexicon), taxonomy, "稀土", tmp_path)
    for page in (html.read_text(encoding="utf-8"), markdown.read_text(encoding="utf-8")):
        quotes = re.split("Sources", page)[0]
        assert quotes.count("国家对稀土实行出口管制") == 1
        assert "4 mentions (3 undated), " in page
        assert "1 mentions" not in page and "1 passages" not in page
    assert "Not in the chart: 3 mentions in undated documents, of 4 in all." in html.read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("indicator", "surface", "shown"),
    [
        ("revenue", "862.1 billion yuan", "实际：revenue 862.1 billion yuan"),
        ("产业规模", "1400亿元", "实际：产业规模1400亿元"),
        ("", "30%", "实际：30%"),
    ],
)
def test_an_english_indicator_has_a_blank_before_its_value(indicator: str, surface: str, shown: str) -> None:
    figure = FigurePlace(1, 0, 1, surface, "actual", indicator, "", "=", "=")
    assert _describe_figure(figure, "zh") == shown


def test_a_chinese_dossier_speaks_chinese(undated: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    taxonomy = load_taxonomy(MODELS / "taxonomy.toml")
    collection = Collection(undated, lexicon)
    _, markdown = write_dossier(collection, taxonomy, "稀土", tmp_path, locale="zh")
    text = markdown.read_text(encoding="utf-8")
    headings = re.findall(r"^(?:#+ |- \*\*)(.+?)(?:\*\*.*| · .*)?$", text, re.MULTILINE)
    assert [one for one in headings if not re.fullmatch(r"[一-鿿]+|\d{4}", one)] == []
    assert "2 份文件，3 段，提及 4 次（其中 3 次无日期），" in text
    assert "- **类型**：" in text and re.search(r"- \*\*名称\*\*：稀土（\d）", text)
    own = [line for line in text.splitlines() if not line.lstrip().startswith(("> ", "- 20", "zhengce"))]
    assert [line for line in own if re.search(r"[一-鿿*][,:;] |\*\*, | \(", line)] == []
    html, _ = write_dossier(collection, taxonomy, "稀土", tmp_path, locale="zh")
    assert '<html lang="zh">' in html.read_text(encoding="utf-8")
    assert "4 次提及中有 3 次出自无日期文件" in html.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("locale", "line"), [("en", "part of medium and heavy rare earth"), ("zh", "属于 中重稀土")]
)
def test_a_narrower_concept_names_its_broader_one(
    sample: Store, lexicon: Lexicon, tmp_path: Path, locale: Literal["en", "zh"], line: str
) -> None:
    taxonomy = load_taxonomy(MODELS / "taxonomy.toml")
    paths = write_dossier(Collection(sample, lexicon), taxonomy, "重稀土", tmp_path, locale=locale)
    assert [path.name for path in paths if line not in path.read_text(encoding="utf-8")] == []


def test_figures_are_the_latest_near_the_name(
    sample: Store, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = collect_dossier(sample, lexicon, "集成电路").figures
    monkeypatch.setattr("flows.reports.dossier._BLOCK", 1)
    assert collect_dossier(sample, lexicon, "集成电路").figures == whole
    assert [line.date for line in whole] == sorted((line.date for line in whole), reverse=True)
    assert len({line.quote for line in whole}) == len(whole) > 1


def test_of_a_list_the_figure_of_the_name_is_shown(
    tmp_path: Path, annotator: Annotator, lexicon: Lexicon
) -> None:
    texts = {
        "2025-01-05": "批准行业标准如下，其中，化工行业46项、石化行业8项、稀土行业5项、机械行业284项。",
        "2025-02-05": "对石化、化工、建材、稀土、汽车等17个行业开展标准复审。",
        "2025-03-05": "2025年3月4日，稀土新材料产值达到300亿元。",
    }
    with stored(tmp_path, annotator, texts) as store:
        lines = collect_dossier(store, lexicon, "稀土").figures
    assert [(line.date, line.note) for line in lines] == [
        ("2025-03-05", "actual: 稀土新材料产值 300亿元 (2025-03-04)"),
        ("2025-02-05", "actual: 行业 17个"),
        ("2025-01-05", "actual: 稀土行业 5项"),
    ]


def test_the_latest_figures_of_an_indicator_stand_for_all(
    tmp_path: Path, annotator: Annotator, lexicon: Lexicon
) -> None:
    texts = {
        f"2025-0{month}-05": f"其中，石化行业{month + 10}项、稀土行业{month + 20}项、机械行业{month + 30}项。"
        for month in range(1, 6)
    }
    texts["2024-06-05"] = "2024年，稀土永磁出口额从3.1亿美元增至4.2亿美元。"
    texts["2024-05-05"] = "2023年，稀土新材料产值达到300亿元，同比增长7%。"
    with stored(tmp_path, annotator, texts) as store:
        lines = collect_dossier(store, lexicon, "稀土").figures
    assert [(line.date, line.note) for line in lines] == [
        ("2025-05-05", "actual: 稀土行业 25项"),
        ("2025-04-05", "actual: 稀土行业 24项"),
        ("2024-06-05", "actual: 稀土永磁出口额 4.2亿美元 (2024)"),
        ("2024-05-05", "actual: 稀土新材料产值 300亿元 (2023)"),
    ]


def test_a_timeline_prefers_passages_about_the_name_and_is_in_order(
    tmp_path: Path, annotator: Annotator, lexicon: Lexicon
) -> None:
    texts = {
        "2025-01-05": "会议指出，稀土资源的开采要实行总量控制，防止乱采滥挖。",
        "2025-02-05": "标准涉及石化、化工、建材、稀土、汽车等领域，请各单位认真研究并提出意见。",
        "2025-03-05": "要把稀土产业的上下游连接起来，在深加工环节多下功夫。",
        "2025-04-05": "2025年4月3日，国务院印发《稀土管理办法》。",
    }
    with stored(tmp_path, annotator, texts) as store:
        (lines,) = collect_dossier(store, lexicon, "稀土").timeline.values()
    assert [line.date for line in lines] == ["2025-01-05", "2025-03-05", "2025-04-03"]


def test_what_is_mentioned_too_often_is_refused_in_words(sample: Store, lexicon: Lexicon) -> None:
    number = collect_dossier(sample, lexicon, "稀土", max_passages=10_000).counts.passages
    with pytest.raises(QueryError, match=f"in {number} passages, but at most {number - 1} can be summed up"):
        collect_dossier(sample, lexicon, "稀土", max_passages=number - 1)


def test_an_unknown_name_is_said_so(sample: Store, lexicon: Lexicon) -> None:
    with pytest.raises(UsageError, match="no mention"):
        collect_dossier(sample, lexicon, "无此名称")
    with pytest.raises(UsageError, match="Did you mean 稀土"):
        collect_dossier(sample, lexicon, "稀士")


def test_pages_link_each_line_and_escape(tmp_path: Path, annotator: Annotator) -> None:
    hostile = '华为<script>alert("x")</script>与|表格`代码`*星*，投入100亿元研发芯片。'
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        document = Document(
            "made",
            "k",
            hostile,
            title="<img src=x onerror=alert(1)>华为",
            published="2021-05-01",
            url="javascript:alert(1)",
        )
        write_batch(
            store,
            run.id,
            SourceFile("made", "k", "0", "", 1),
            [(document, list(passages_of(document)))],
            [],
            complete=True,
        )
        annotate_store(store, run.id, annotator, MODELS)
        page, text = write_dossier(
            Collection(store, annotator.tagger.lexicon), annotator.taxonomy, "Huawei", tmp_path
        )
    html = page.read_text(encoding="utf-8")
    assert "<script>" not in html
    assert "<img" not in html
    assert "javascript:" not in html
    assert "100亿元" in html
    assert set(re.findall(r'href="#s(\d+)"', html)) <= set(re.findall(r'id="s(\d+)"', html))
    markdown = text.read_text(encoding="utf-8")
    assert "<script>" not in markdown.replace("\\<script", "")
    assert set(re.findall(r"\(#s(\d+)\)", markdown)) <= set(re.findall(r'id="s(\d+)"', markdown))


def test_bars_keep_inside_the_chart() -> None:
    bars = list(draw_bars({str(year): YearCount(year % 7, year % 3) for year in range(1980, 2026)}))
    assert len(bars) == 46
    assert all(bar.x >= 0 and bar.x + bar.width <= 720 and 20 <= bar.y <= 130 for bar in bars)
    assert list(draw_bars({"2020": YearCount(0, 1)})) == []


def test_year_without_documents_is_not_a_year_without_mentions(
    tmp_path: Path, annotator: Annotator, lexicon: Lexicon
) -> None:
    texts = {
        "a": ("2019-05-01", "国家对稀土实行出口管制。"),
        "b": ("2020-05-01", "粮食产量保持稳定。"),
        "c": ("2022-05-01", "稀土开采受总量控制。"),
    }
    with open_with(tmp_path, annotator, texts) as store:
        years = collect_dossier(store, lexicon, "稀土").years
    assert years == {
        "2019": YearCount(1, 1),
        "2020": YearCount(0, 1),
        "2021": YearCount(0, 0),
        "2022": YearCount(1, 1),
    }
    assert [bar.year for bar in draw_bars(years) if bar.is_gap] == ["2021"]
