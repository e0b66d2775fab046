"""Exports record what made them, survive a kill, and open in other programs."""

from __future__ import annotations

import csv
import hashlib
import itertools
import json
import multiprocessing
import os
import shlex
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import conllu
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.lexicon.model import Lexicon
from flows.annotation.matching.tagging import Tagger
from flows.cli.main import app
from flows.errors import UsageError
from flows.output.charts import save_chart
from flows.output.conllu import cut_sentences, find_upos, one_line
from flows.output.sidecars import sidecar_of
from flows.output.tables import TABLE_FORMATS, defuse, flat_row, restore, write_table
from flows.reports import CHOSEN, KINDS, export_chart, export_kinds, export_package, series_files
from flows.reports.columns import column_types, export_columns
from flows.search.collection import Collection
from flows.search.request import Filters
from flows.store import documents_with_mentions
from flows.store.database import Store
from flows.store.documents import DocumentRequest, list_documents
from flows.trends import SeriesRequest, count_series
from tests.builders import documents_with_text, read_filters, search, texts_by_id
from tests.support import policy_texts


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


# Sidecars -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [*(kind for kind in KINDS if kind != "alignment"), "annotations", "tokens"])
def test_every_export_has_a_sidecar(sample: Store, lexicon: Lexicon, tmp_path: Path, kind: str) -> None:
    (path,) = export_kinds(Collection(sample, lexicon), [kind], tmp_path)
    about = json.loads(sidecar_of(path).read_text(encoding="utf-8"))
    assert (
        about["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        and about["bytes"] == path.stat().st_size
    )
    assert about["rows"] > 0 and about["lexicon"] == lexicon.hash
    assert about["corpora"]["sample"]["documents"] == sample.value("SELECT count(*) FROM document")
    assert sum(made["passages"] for made in about["annotations"]) == sample.value(
        "SELECT count(*) FROM annotation"
    )
    assert about["again"].startswith(f"zhengce export {kind}") and str(tmp_path) in about["again"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_export_has_the_types_of_its_columns(
    sample: Store, lexicon: Lexicon, tmp_path: Path, kind: str
) -> None:
    collection = Collection(sample, lexicon)
    (lines,) = export_kinds(collection, [kind], tmp_path, "jsonl")
    (table,) = export_kinds(collection, [kind], tmp_path, "parquet")
    found = pd.read_parquet(table).to_dict("records")
    rows = [flat_row(row) for row in read_lines(lines)]
    kinds: dict[str, type | tuple[type, ...]] = {"integer": int, "number": (int, float), "string": str}
    for name, column_type in column_types(kind).items():
        values = [row[name] for row in rows if row.get(name) is not None]
        assert all(isinstance(value, kinds[column_type]) for value in values), name
        if name in (found or rows or [{}])[0]:
            assert [row[name] for row in found if not pd.isna(row[name])] == values


@pytest.mark.parametrize("concept", ["china", "rare-earth", "whole-of-nation-system"])
def test_exported_mentions_are_as_many_as_trends_counts(
    sample: Store, lexicon: Lexicon, tmp_path: Path, concept: str
) -> None:
    """Including those inside other mentions."""
    collection = Collection(sample, lexicon)
    (path,) = export_kinds(collection, ["mentions"], tmp_path, "jsonl")
    mentions = [row for row in read_lines(path) if row["concept"] == concept]
    assert any(row["nested"] for row in mentions)
    table = count_series(collection, SeriesRequest((concept,)))
    found = {row["period"]: row["occurrences"] for row in table.rows() if row["occurrences"]}
    assert found == Counter(row["date"][:4] for row in mentions)


@pytest.mark.parametrize("format", TABLE_FORMATS)
def test_the_same_content_leaves_both_files_alone(
    sample: Store, lexicon: Lexicon, tmp_path: Path, format: str
) -> None:
    def times() -> dict[str, int]:
        return {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}

    export_kinds(Collection(sample, lexicon), ["documents", "targets"], tmp_path, format)
    before = times()
    export_kinds(Collection(sample, lexicon), ["documents", "targets"], tmp_path, format)
    assert times() == before and len(before) == 4


def test_the_chart_has_a_sidecar(sample: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    path = export_chart(Collection(sample, lexicon), tmp_path / "trends.svg")
    assert path and json.loads(sidecar_of(path).read_text(encoding="utf-8"))["options"]["series"]
    assert {entry.name for entry in tmp_path.iterdir()} == {"trends.svg", "trends.svg.meta.json"}


def test_a_chart_of_which_nothing_changed_is_not_drawn_again(
    sample: Store, lexicon: Lexicon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Path] = []

    def save(chart: Any, path: Path, ending: str) -> None:
        drawn.append(path)
        save_chart(chart, path, ending)

    monkeypatch.setattr(series_files, "save_chart", save)
    collection, path = Collection(sample, lexicon), tmp_path / "trends.svg"
    numbers = []
    for change in (None, None, lambda: path.write_text("<svg/>"), lambda: sidecar_of(path).write_text("{}")):
        if change:
            change()
        export_chart(collection, path)
        numbers.append(len(drawn))
        assert path.read_text(encoding="utf-8").startswith("<svg ")
    assert numbers == [1, 1, 2, 3]
    monkeypatch.setattr(series_files, "_CHART_SERIES", 1)
    export_chart(collection, path)
    assert len(drawn) == 4


@pytest.mark.parametrize(
    ("kind", "format"), [("tokens", "csv"), ("annotations", "conllu"), ("mentions", "w3c")]
)
def test_a_format_that_a_kind_has_not_is_refused(
    sample: Store, lexicon: Lexicon, tmp_path: Path, kind: str, format: str
) -> None:
    with pytest.raises(UsageError, match="can be written as"):
        export_kinds(Collection(sample, lexicon), ["documents", kind], tmp_path, format)
    assert list(tmp_path.iterdir()) == []


# A choice ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("稀土 NEAR/10 出口", read_filters()),
        ("", read_filters(corpus=["sample"], strategy=["tech_leverage"], first="2020", last="2024-06")),
        ("rare earths", read_filters(language=["en"])),
        ("自主可控 -芯片", read_filters(term=["自主创新"])),
        ("此处无此词", read_filters()),
    ],
    ids=str,
)
def test_a_choice_is_what_search_finds(
    sample: Store, lexicon: Lexicon, tmp_path: Path, query: str, filters: Filters
) -> None:
    """For passages, mentions and documents; the sidecar has the query, and its command makes the same bytes."""
    written = export_kinds(
        Collection(sample, lexicon), CHOSEN, tmp_path, "jsonl", query=query, filters=filters
    )
    passages, mentions, documents = (read_lines(path) for path in written)
    hits = search(sample, lexicon, query, filters, limit=10_000, facets=()).hits
    found = {hit.passage_id for hit in hits}
    assert sorted(row["passage_id"] for row in passages) == sorted(found)
    assert sorted(row["document_id"] for row in documents) == sorted({hit.document_id for hit in hits})
    (whole,) = export_kinds(Collection(sample, lexicon), ["mentions"], tmp_path / "whole", "jsonl")
    assert mentions == [row for row in read_lines(whole) if row["passage_id"] in found]
    for path in written:
        about, before = json.loads(sidecar_of(path).read_text(encoding="utf-8")), path.read_bytes()
        assert about["options"].get("query", "") == query and about["options"].get("corpus", []) == list(
            filters.corpus
        )
        assert (about["options"].get("from", ""), about["options"].get("to", "")) == (
            filters.dates.first or "",
            filters.dates.last or "",
        )
        path.unlink()
        assert (
            app(shlex.split(about["again"])[1:], exit_on_error=False, print_error=False) == 0
            and path.read_bytes() == before
        )


def test_what_can_not_be_chosen_from(sample: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    with pytest.raises(
        UsageError,
        match="export citations: a query and filters choose among passages, mentions, documents only",
    ):
        export_kinds(Collection(sample, lexicon), ["passages", "citations"], tmp_path, query="稀土")
    for kind, command in (("directives", "directives QUERY"), ("targets", "targets --query QUERY")):
        with pytest.raises(UsageError, match=f"`zhengce {command} --out FILE` writes the {kind} that"):
            export_kinds(Collection(sample, lexicon), [kind], tmp_path, query="稀土")
    with pytest.raises(UsageError, match="corpus 'none': no such value"):
        export_kinds(
            Collection(sample, lexicon), ["passages"], tmp_path, filters=read_filters(corpus=["none"])
        )
    assert list(tmp_path.iterdir()) == []


def test_the_command_chooses(sample_store: Path, tmp_path: Path) -> None:
    words = [
        "export",
        "--query",
        "稀土",
        "--from",
        "2020",
        "--store",
        str(sample_store),
        "--out",
        str(tmp_path),
    ]
    assert app(words, exit_on_error=False, print_error=False) == 0
    assert {path.name for path in tmp_path.glob("*.csv")} == {"passages.csv", "mentions.csv", "documents.csv"}
    with pytest.raises(UsageError, match="--package writes every table"):
        app([*words, "--package"], exit_on_error=False, print_error=False)


def _export_and_die(path: Path, format: str) -> None:
    def rows() -> Iterator[dict[str, Any]]:
        for number in range(200_000):
            if number == 150_000:
                os.kill(os.getpid(), signal.SIGKILL)
            yield {"n": number}

    write_table(rows(), ["n"], path, format)


@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet"])
def test_a_killed_export_leaves_the_old_file(tmp_path: Path, format: str) -> None:
    path = tmp_path / f"t.{format}"
    write_table([{"n": 1}], ["n"], path, format)
    before = path.read_bytes()
    process = multiprocessing.get_context("fork").Process(target=_export_and_die, args=(path, format))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL and path.read_bytes() == before


# Tables ---------------------------------------------------------------------------------------------------------------


def test_csv_opens_in_pandas_with_one_call(tmp_path: Path) -> None:
    texts = ["a\rb", "c\r\nd", 'e"f,g', "＝1+1", "\n=2", " ", "第一。\n第二。"]
    for bom in (True, False):
        write_table(
            [{"text": text, "n": None} for text in texts], ["text", "n"], tmp_path / "t.csv", "csv", bom=bom
        )
        assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbf") == bom
        with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as stream:
            assert [row[0] for row in csv.reader(stream)][1:] == [defuse(text) for text in texts]
        assert len(pd.read_csv(tmp_path / "t.csv")) == len(texts)


@pytest.mark.parametrize(
    "text", ["=A1", "+A1", "-A1", "@A1", "\tA1", "\rA1", "\nA1", "＝A1", "＋A1", "－A1", "＠A1"]
)
def test_no_text_starts_a_formula(text: str) -> None:
    assert defuse(text) == f"'{text}"
    assert defuse(text[0]) == text[0]  # a lone sign computes nothing


@given(st.text("'=-＋\na中", max_size=5))
def test_every_defused_text_comes_back(text: str) -> None:
    assert restore(defuse(text)) == text


def test_parquet_keeps_its_types_where_a_column_starts_empty(tmp_path: Path) -> None:
    types = {"n": "integer", "x": "number", "s": "string"}
    rows = [{"n": None, "x": None, "s": None}] * 50_000 + [{"n": 3, "x": 1, "s": "自主可控"}]
    write_table(rows, list(types), tmp_path / "t.parquet", "parquet", types=types)
    found = pd.read_parquet(tmp_path / "t.parquet")
    assert found.iloc[-1].to_dict() == {"n": 3, "x": 1.0, "s": "自主可控"}


def test_the_data_package_validates(sample: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    paths = export_package(Collection(sample, lexicon), tmp_path)
    descriptor = json.loads(paths[-1].read_text(encoding="utf-8"))
    assert [entry["name"] for entry in descriptor["resources"]] == [path.stem for path in paths[:-2]]
    for entry in descriptor["resources"]:
        assert [field["name"] for field in entry["schema"]["fields"]] == list(export_columns(entry["name"]))
    report = frictionless.Package(str(paths[-1])).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "type", "note"])[:10]
    passages = paths[1].read_text(encoding="utf-8").replace(descriptor["resources"][0]["name"], "x")
    paths[1].write_text(passages.replace("-0,", "-no,", 1), encoding="utf-8")
    assert (
        not frictionless.Package(str(paths[-1])).validate().valid
    )  # mentions lose their passage, and the hash changes


# Web annotations ------------------------------------------------------------------------------------------------------


def count_alike(first: str, second: str) -> int:
    return sum(
        1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))
    )


def anchor(text: str, selectors: list[dict[str, Any]]) -> tuple[int, int] | None:
    """Return the place of the quote: the one with the most equal context, or else the nearest to the position."""
    position = next(entry for entry in selectors if entry["type"] == "TextPositionSelector")
    quote = next(entry for entry in selectors if entry["type"] == "TextQuoteSelector")
    exact, places, place = quote["exact"], [], text.find(quote["exact"])
    while place >= 0:
        before, after = text[:place], text[place + len(exact) :]
        alike = count_alike(before[::-1], quote["prefix"][::-1]) + count_alike(after, quote["suffix"])
        places.append((-alike, abs(place - position["start"]), place))
        place = text.find(exact, place + 1)
    return (min(places)[2], min(places)[2] + len(exact)) if places else None


def test_annotations_stand_where_they_say_and_find_their_place_again(
    sample: Store, lexicon: Lexicon, tmp_path: Path
) -> None:
    (path,) = export_kinds(Collection(sample, lexicon), ["annotations"], tmp_path)
    rows = read_lines(path)
    assert len(rows) == sample.value("SELECT count(*) FROM mention") == len({row["id"] for row in rows})
    texts = documents_with_text(sample)
    line = "编者插入的一行。\n"
    for row in rows:
        target = row["target"]
        _, _, _, document, part = target["source"]["id"].split(":")
        text = texts[document][part]
        position, quote = target["selector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"])
        inserted = text.index("\n") + 1 if "\n" in text else 0
        changed = text[:inserted] + line + text[inserted:]
        moved = len(line) if start >= inserted else 0
        assert anchor(changed, target["selector"]) == (start + moved, end + moved)


# CoNLL-U --------------------------------------------------------------------------------------------------------------


def test_tokens_parse_and_stand_in_their_passages(sample: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    (path,) = export_kinds(Collection(sample, lexicon), ["tokens"], tmp_path)
    texts = texts_by_id(sample.rows("SELECT document_id || '-' || position, text FROM passage"))
    tokens, starts = 0, set()
    with path.open(encoding="utf-8") as stream:
        for sentence in conllu.parse_incr(stream):
            passage = sentence.metadata["sent_id"].rpartition("-s")[0]
            rebuilt = ""
            for token in sentence:
                start, end = int(token["misc"]["Start"]), int(token["misc"]["End"])
                assert one_line(texts[passage][start:end]) == token["form"]
                rebuilt += token["form"] + ("" if token["misc"].get("SpaceAfter") == "No" else " ")
                tokens += 1
                if (kind := token["misc"].get("Entity", "")).startswith("B-"):
                    starts.add((passage, start, kind[2:]))
            assert rebuilt.split() == sentence.metadata["text"].split()
    assert tokens == sample.value("SELECT sum(token_count) FROM annotation")
    stored = sample.rows(
        "SELECT p.document_id || '-' || p.position, m.start, m.type FROM mention m JOIN passage p ON p.id = m.passage_id WHERE nested = 0"
    )
    assert len(starts & {tuple(row) for row in stored}) > 0.98 * len(stored)


@given(text=policy_texts())
def test_sentences_hold_every_token_whole(text: str, tagger: Tagger) -> None:
    tagged = tagger.tag(text)
    spans = [(mention.start, mention.end) for mention in tagged.mentions]
    sentences = list(cut_sentences(text, tagged.tokens, spans))
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(sentences))
    for start, end in [*tagged.tokens, *spans]:
        assert any(first <= start and end <= last for first, last in sentences)


@pytest.mark.parametrize(
    ("form", "kind", "expected"),
    [
        ("，", "", "PUNCT"),
        ("2025", "", "NUM"),
        ("12.5", "", "NUM"),
        ("+", "", "SYM"),
        ("发展", "vn", "VERB"),
        ("北京", "ns", "PROPN"),
        ("qubit", "", "X"),
    ],
)
def test_parts_of_speech(form: str, kind: str, expected: str) -> None:
    assert find_upos(form, kind) == expected


def test_documents_are_read_one_at_a_time(sample: Store) -> None:
    found = documents_with_mentions(sample)
    first = next(found)
    assert first.passages and all(
        passage.text
        == (first.title if passage.kind == "title" else first.text)[passage.start :][: len(passage.text)]
        for passage in first.passages
    )
    assert 1 + sum(1 for _ in found) == sample.value(
        "SELECT count(*) FROM document WHERE superseded_by IS NULL"
    )


def test_exported_documents_have_kind_level_and_status_last(
    sample: Store, lexicon: Lexicon, tmp_path: Path
) -> None:
    [path] = export_kinds(Collection(sample, lexicon), ["documents"], tmp_path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert list(rows[0])[-4:] == ["kind", "level", "status", "status_source"]
    listed = list_documents(sample, DocumentRequest()).documents
    states = {row.id: (row.kind, row.level, row.status) for row in listed}
    assert {row["document_id"]: (row["kind"], row["level"], row["status"]) for row in rows} == states
    assert ("plan", "", "in_force") in states.values()
