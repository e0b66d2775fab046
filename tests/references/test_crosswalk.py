"""The crosswalk: each instrument is one tool of Rothwell and Zegveld, and tables count by document."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.classifier import load_taxonomy
from flows.corpus.splitting.passages import passages_of
from flows.records import Annotation, Document
from flows.references import TOOL_TYPES, describe_tools, read_crosswalk, read_tools, tool_columns, tool_rows
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from flows.store.facts import write_annotations
from flows.workspace import Workspace
from tests.support import MODELS, PROJECT

INSTRUMENTS = [
    ("rd_support", "subsidies_tax"),
    ("subsidies_tax", "equity_finance"),
    (),
    ("export_control", "own_instrument"),
]


def test_every_instrument_of_the_taxonomy_is_a_tool_with_a_reason() -> None:
    crosswalk = read_crosswalk()
    assert [crossing.instrument for crossing in crosswalk] == load_taxonomy(
        MODELS / "taxonomy.toml"
    ).instruments
    assert all(len(crossing.reason) > 30 for crossing in crosswalk)
    assert {crossing.type for crossing in crosswalk} == set(TOOL_TYPES)


def test_the_scheme_has_four_tools_of_each_type() -> None:
    types = [tool.type for tool in read_tools()]
    assert types == [name for name in TOOL_TYPES for _ in range(4)]


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """A document of four annotated passages, and one that waits for annotation."""
    path = tmp_path / "s.sqlite"
    kinds = {name: "instrument" for names in INSTRUMENTS for name in names}
    with Store(path) as store:
        for key, number in (("a", 4), ("b", 1)):
            text = "\n\n".join(f"第{place}段文字说的是研究经费。" for place in range(number))
            document = Document("sample", key, text, title="", published="2021-01-01", publisher="科技部")
            with store.run("ingest") as run:
                write_batch(
                    store,
                    run.id,
                    SourceFile("sample", key, "0", "", 1),
                    [(document, list(passages_of(document)))],
                    [],
                    complete=True,
                )
        rows = store.rows(
            "SELECT p.id FROM passage p JOIN document d ON d.id = p.document_id WHERE d.key = 'a'"
        )
        annotations = [
            (
                row["id"],
                Annotation(
                    "zh",
                    (),
                    (),
                    instruments=names,
                    instrument_probabilities=dict.fromkeys(names, 0.9),
                ),
            )
            for row, names in zip(rows, INSTRUMENTS, strict=True)
        ]
        with store.run("annotate") as run:
            write_annotations(store, run.id, annotations, annotation_key="x", model_version="y", kinds=kinds)
    return path


def test_a_passage_counts_once_in_each_type_tool_and_instrument(store_path: Path) -> None:
    with Store(store_path) as store:
        first, second = sorted(tool_rows(store), key=lambda row: row["passages"] != 4)
    assert {name: value for name, value in first.items() if value and name != "document_id"} == {
        "corpus": "sample",
        "publisher": "科技部",
        "date": "2021-01-01",
        "language": "und",
        "passages": 4,
        "with_tools": 3,
        "supply": 1,
        "environment": 2,
        "demand": 1,
        "supply_scientific_technical": 1,
        "environment_financial": 2,
        "demand_commercial": 1,
        "rd_support": 1,
        "subsidies_tax": 2,
        "equity_finance": 1,
        "export_control": 1,
        "other_instruments": 1,
    }
    assert first["procurement_market_protection"] == 0
    assert second["passages"] == 1
    assert second["supply"] is None and second["rd_support"] is None  # unknown, not zero


def test_every_column_is_described(store_path: Path) -> None:
    assert list(describe_tools()) == tool_columns()
    with Workspace(store_path) as workspace:
        frame = workspace.tools()
    assert list(frame.columns) == tool_columns()
    assert len(frame) == 2


def test_the_documented_crosswalk_is_that_of_the_data() -> None:
    page = (PROJECT / "docs" / "directives.md").read_text(encoding="utf-8")
    for crossing in read_crosswalk():
        (line,) = (line for line in page.splitlines() if line.startswith(f"| `{crossing.instrument}` | "))
        assert f"| {crossing.type} | " in line and line.endswith(f"| {crossing.reason} |")
