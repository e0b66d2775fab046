"""Evidence: exactly the occurrences counted by the trend, each at its stated place; hostile text stays text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from flows.annotation.annotator import Annotator
from flows.annotation.lexicon.model import Lexicon
from flows.corpus.splitting.passages import passages_of
from flows.errors import UsageError
from flows.output.sidecars import sidecar_of
from flows.pipeline import align_pairs
from flows.pipeline.annotate import annotate_store
from flows.pipeline.ingest import ingest_paths
from flows.records import Document
from flows.reports.columns import read_dictionary
from flows.reports.evidence import Evidence, EvidenceRequest, find_evidence, number_quotes
from flows.reports.evidence_page import write_evidence
from flows.search.collection import Collection
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from flows.store.facts import frequent_concepts
from tests.builders import count_frame, documents_with_text, series_request, texts_by_id
from tests.pipeline.alignment.texts import store_records
from tests.search.test_counterparts import RECORDS, BySentence
from tests.support import MODELS, without_breaks

TERMS = (
    "稀土",
    "自主可控",
    "indigenous innovation",
    "strategy:tech_leverage",
    "instrument:export_control",
    "entity:商务部",
    "query:稀土 NEAR/20 出口",
    "query:芯片",
    "企业",
    "measures",
)


def ask(
    term: str, *, period: str = "", value: str = "", limit: int | None = None, **options: Any
) -> EvidenceRequest:
    """Return a request from plain values, as typed on the command line."""
    return EvidenceRequest(series_request([term], **options), period, value, limit)


def find(store: Store, lexicon: Lexicon, term: str, **options: Any) -> Evidence:
    return find_evidence(Collection(store, lexicon), ask(term, **options))


def write(store: Store, lexicon: Lexicon, term: str, folder: Path, **options: Any) -> list[Path]:
    return write_evidence(Collection(store, lexicon), ask(term, **options), folder)


@pytest.mark.parametrize("by", ["year", "quarter", "plan", "2015,2019-06,2024"])
def test_there_are_as_many_quotes_as_occurrences(sample: Store, lexicon: Lexicon, by: str) -> None:
    terms = [*TERMS, *frequent_concepts(sample, ("TERM", "PROGRAMME", "TECH"), 20)]
    frame = count_frame(sample, lexicon, terms, by=by)
    for term in terms:
        counted = frame[frame["series"] == term].set_index("period")["occurrences"].to_dict()
        found = find(sample, lexicon, term, by=by)
        assert found.counts == counted, term
        assert len(found.places) == sum(counted.values()) == len(list(number_quotes(sample, found)))
    assert frame["occurrences"].sum() > 100


def test_each_series_of_a_grouping_has_its_quotes(sample: Store, lexicon: Lexicon) -> None:
    frame = count_frame(sample, lexicon, ["稀土"], group="language", first="2019", last="2025")
    for name, series in frame.groupby("series"):
        found = find(
            sample,
            lexicon,
            "稀土",
            group="language",
            value=str(name).split(" · ")[1],
            first="2019",
            last="2025",
        )
        assert list(found.counts.values()) == series["occurrences"].tolist()


def test_one_period_and_its_pack(sample: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    frame = count_frame(sample, lexicon, ["稀土"]).set_index("period")
    period = frame["occurrences"].idxmax()
    page, lines = write(sample, lexicon, "rare earths", tmp_path, period=period)
    rows = [json.loads(line) for line in lines.read_text(encoding="utf-8").split("\n") if line]
    assert [row["number"] for row in rows] == list(range(1, int(frame["occurrences"].max()) + 1))
    texts = texts_by_id(sample.rows("SELECT document_id || '-' || position, text FROM passage"))
    documents = documents_with_text(sample)
    for row in rows:
        assert (
            list(row) == list(read_dictionary().formats["evidence"])
            and row["period"] == period == row["date"][:4]
        )
        assert texts[row["passage_id"]][row["start"] : row["end"]] == row["text"]
        whole = documents[row["document_id"]]["title" if row["kind"] == "title" else "text"]
        assert whole[row["document_start"] : row["document_end"]] == row["text"]
        assert row["rendering"] and row["rendering"] != row["text"]
    html = page.read_text(encoding="utf-8")
    assert (
        html.count("<mark>") == len(rows)
        and not re.search(r'(?:src|href)="(?!#|https?://)', html)
        and "<script" not in html
    )
    for path in (page, lines):
        about = json.loads(sidecar_of(path).read_text(encoding="utf-8"))
        assert about["rows"] == len(rows) and f"--period {period}" in about["again"]


def test_a_limit_keeps_the_first_and_says_so(sample: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    page, lines = write(sample, lexicon, "稀土", tmp_path, limit=2)
    total = len(find(sample, lexicon, "稀土").places)
    assert len(
        lines.read_text(encoding="utf-8").splitlines()
    ) == 2 and f"2 of {total} quotes" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"period": "1066"}, "periods run from"),
        ({"value": "zh"}, "--group"),
    ],
)
def test_what_is_no_series_is_refused(
    sample: Store, lexicon: Lexicon, options: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        find(sample, lexicon, "稀土", **options)


def test_nothing_counted_is_said_so(sample: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing is counted"):
        write(sample, lexicon, "小巨人", tmp_path, period="2013")
    with pytest.raises(UsageError, match="'没有这个词': not in the lexicon, and nowhere in the stored text"):
        write(sample, lexicon, "没有这个词", tmp_path)


def test_text_from_documents_is_escaped(tmp_path: Path, annotator: Annotator) -> None:
    text = '<script>alert("x")</script>稀土 rare earths 与<img src=x>。'
    document = Document("made", "k", text, title="<b>稀土", published="2021-05-01", url="javascript:alert(1)")
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        write_batch(
            store,
            run.id,
            SourceFile("made", "k", "0", "", 1),
            [(document, list(passages_of(document)))],
            [],
            complete=True,
        )
        annotate_store(store, run.id, annotator, MODELS)
        page, lines = write(store, annotator.tagger.lexicon, "稀土", tmp_path)
    html = page.read_text(encoding="utf-8")
    assert (
        "<script" not in html and "<img" not in html and "<b>稀土" not in html and "javascript:" not in html
    )
    beside = [json.loads(line)["beside"] for line in lines.read_text(encoding="utf-8").splitlines()]
    assert {"rare earths": 1} in beside and any("稀土" in names for names in beside)


def _write_versions(path: Path) -> None:
    """Write five documents and two pairs: one by its number, one declared.

    The orders of two presidents differ.
    """
    chinese = {"date": "2015-05-08", "language": "zh"}
    english = {"date": "2015-05-19", "language": "en"}
    records = [
        {
            "id": "zh-1",
            "title": "关于印发样例规划的通知",
            "document_number": "国发〔2015〕28号",
            "text": "推动稀土行业发展。稀土优先。",
            **chinese,
        },
        {
            "id": "en-1",
            "title": "Notice on the Sample Plan",
            "document_number": "Guo Fa [2015] No. 28",
            "text": "Develop the industry.\n\nRare earths come first.",
            **english,
        },
        {"id": "zh-2", "title": "样例评论", "text": "稀土出口。", **chinese},
        {
            "id": "en-2",
            "title": "Sample comment",
            "translation_of": "zh-2",
            "text": "Exports of rare earths.",
            **english,
        },
        {
            "id": "zh-3",
            "title": "样例法",
            "document_number": "主席令第1号",
            "text": "稀土归国家所有。",
            **chinese,
        },
        {
            "id": "en-3",
            "title": "Another sample law",
            "document_number": "主席令第1号",
            "text": "Rare earths are mined here.",
            **english,
        },
    ]
    path.write_text(
        "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8"
    )


def test_the_other_language_is_shown_where_the_store_knows_it(tmp_path: Path, annotator: Annotator) -> None:
    _write_versions(tmp_path / "a.jsonl")
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        ingest_paths(store, run.id, "c", [tmp_path / "a.jsonl"])
        annotate_store(store, run.id, annotator, MODELS)
        page, lines = write(store, annotator.tagger.lexicon, "稀土", tmp_path)
    rows = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    known = {row["title"]: row["version"] for row in rows}
    assert {
        title: version and (version["title"], version["known_by"]) for title, version in known.items()
    } == {
        "关于印发样例规划的通知": ("Notice on the Sample Plan", "number"),
        "Notice on the Sample Plan": ("关于印发样例规划的通知", "number"),
        "样例评论": ("Sample comment", "declared"),
        "Sample comment": ("样例评论", "declared"),
        "样例法": None,
        "Another sample law": None,
    }
    paired = [row["version"] for row in rows if row["version"]]
    assert {version["alignment"] for version in paired} == {"not_aligned"}
    html = page.read_text(encoding="utf-8")
    assert html.count("not aligned") == len(paired) == 5


def test_a_quote_stands_beside_the_sentence_linked_with_it(tmp_path: Path, annotator: Annotator) -> None:
    """In both directions; the second sentence is not the first that names the term, and the last has no counterpart."""
    lexicon = annotator.tagger.lexicon
    with Store(tmp_path / "s.sqlite") as store:
        store_records(store, tmp_path, RECORDS, lexicon)
        with store.run("test") as run:
            annotate_store(store, run.id, annotator, MODELS)
        align_pairs(store, BySentence)
        page, lines = write(store, lexicon, "稀土", tmp_path)
        texts = texts_by_id(store.rows("SELECT document_id || '-' || position, text FROM passage"))
    rows = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    shown = [
        (row["language"], row["before"] + row["text"] + row["after"], row["version"]["sentences"])
        for row in rows
        if row["version"]
    ]
    assert {(language, quoted): [one["text"] for one in found] for language, quoted, found in shown} == {
        ("zh", "稀土优先发展。"): ["Rare earths come first."],
        ("zh", "严格管理稀土出口！"): ["Exports are managed."],
        ("en", "Rare earths come first."): ["稀土优先发展。"],
    }
    for _, _, found in shown:
        for one in found:
            assert texts[one["passage_id"]][one["start"] : one["end"]] == one["text"]
            assert all(one["text"][a:b] in ("稀土", "Rare earths") for a, b in one["highlights"])
    html = without_breaks(page.read_text(encoding="utf-8"))
    assert '<blockquote lang="zh"><mark>稀土</mark>优先发展。</blockquote>' in html
    assert '<blockquote lang="en"><mark>Rare earths</mark> come first.</blockquote>' in html


def test_level_of_government_is_read_where_the_reader_stores_it(
    store: Store, annotator: Annotator, tmp_path: Path
) -> None:
    """Two documents of a province's page, and one of the central government's: two quotes and one."""
    levels = {"a": "provincial", "b": "provincial", "c": "central"}
    documents = [
        Document(
            "made",
            key,
            f"第{key}次会议讨论稀土。",
            published="2021-05-01",
            metadata={"derived": {"site": {"level": level}}},
        )
        for key, level in levels.items()
    ]
    with store.run("test") as run:
        batch = [(document, list(passages_of(document))) for document in documents]
        write_batch(store, run.id, SourceFile("made", "k", "0", "", 1), batch, [], complete=True)
        annotate_store(store, run.id, annotator, MODELS)
    lexicon = annotator.tagger.lexicon
    counts = {
        level: find(store, lexicon, "稀土", group="level", value=level).counts
        for level in ("provincial", "central")
    }
    assert counts == {"provincial": {"2021": 2}, "central": {"2021": 1}}


def test_a_chinese_pack_speaks_chinese(sample: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    collection = Collection(sample, lexicon)
    (page,) = write_evidence(collection, ask("稀土", period="2012"), tmp_path, formats=["html"], locale="zh")
    text = page.read_text(encoding="utf-8")
    assert "共 3 条引文，每条对应趋势中的一次出现；按发布日期" in text
    around = re.sub(r"<(style|blockquote|a|code)\b.*?</\1>|<[^>]+>", " ", text, flags=re.DOTALL)
    assert {*re.findall(r"\b[a-z]{2,}\b", around)} <= {"zhengce", "rare", "earth", "sample"}


def test_the_command_that_makes_it_again_names_format_and_style(
    sample: Store, lexicon: Lexicon, tmp_path: Path
) -> None:
    paths = write_evidence(
        Collection(sample, lexicon), ask("稀土"), tmp_path, formats=("csv",), cite="gbt7714"
    )
    about = json.loads(sidecar_of(paths[-1]).read_text(encoding="utf-8"))
    assert "--format csv" in about["again"] and "--cite gbt7714" in about["again"]
    page, _ = write(sample, lexicon, "稀土", tmp_path)
    assert "--format" not in json.loads(sidecar_of(page).read_text(encoding="utf-8"))["again"]
