"""Labelling: the queue, answers in three formats, agreement, training, and a user-defined category."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.annotation.annotator import load_annotator
from flows.annotation.classifier.taxonomy import Taxonomy, load_taxonomy
from flows.annotation.lexicon.reading import load_lexicon
from flows.curation.answers import read_answers
from flows.curation.evaluate import REPORTS, evaluate_file, write_reports
from flows.curation.labelling import retrain, take_answers, write_labelling_config, write_queue
from flows.curation.train import train_strategies
from flows.errors import UsageError
from flows.pipeline.annotate import annotate_store
from flows.pipeline.ingest import ingest_paths
from flows.search import Filters
from flows.store import Correction, read_corrections, write_corrections
from flows.store.database import Store
from flows.store.passages import find_passages
from tests.builders import count_frame, search
from tests.support import MODELS

EVERY = 36  # every 36th training passage, so that training takes seconds


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return load_taxonomy(MODELS / "taxonomy.toml")


def copy_models(folder: Path) -> Path:
    """Fill a models folder: real lexicon and taxonomy, a part of the passages, no classifier."""
    shutil.copytree(MODELS / "lexicon", folder / "lexicon")
    shutil.copy(MODELS / "taxonomy.toml", folder)
    (folder / "training").mkdir()
    for path in (MODELS / "training").glob("*.jsonl"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)[::EVERY]
        (folder / "training" / path.name).write_text("".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def own_models(tmp_path: Path) -> Path:
    """Return a models folder without a classifier, to change."""
    return copy_models(tmp_path / "models")


@pytest.fixture(scope="module")
def trained_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a models folder with a trained classifier, to read."""
    folder = copy_models(tmp_path_factory.mktemp("trained") / "models")
    train_strategies(folder)
    return folder


@pytest.fixture
def taught(sample_store: Path, tmp_path: Path) -> Iterator[Store]:
    """Return a copy of the sample store, to change."""
    path = tmp_path / "copy.sqlite"
    with Store(sample_store, must_exist=True) as source:
        source.connection.execute("VACUUM INTO ?", (str(path),))
    with Store(path, must_exist=True) as store:
        yield store


@pytest.mark.parametrize("form", ["jsonl", "csv", "label-studio"])
def test_queue_comes_back_as_answers(taught: Store, tmp_path: Path, taxonomy: Taxonomy, form: str) -> None:
    path = tmp_path / ("queue.csv" if form == "csv" else "queue.json")
    assert write_queue(taught, path, 6, form) == 6
    if form == "label-studio":
        tasks = json.loads(path.read_text(encoding="utf-8"))
        for task in tasks:
            task["annotations"] = [
                {"completed_by": {"email": "ann"}, "result": task["predictions"][0]["result"]}
            ]
        path.write_text(json.dumps(tasks), encoding="utf-8")
    answers = read_answers(path, taxonomy, "" if form == "label-studio" else "ann").answers
    stored = find_passages(taught, [answer.passage for answer in answers])
    assert len({answer.correction.text for answer in answers}) == 6
    for answer in answers:
        assert answer.correction.reader == "ann"
        assert stored[answer.passage].text == answer.correction.text
        assert answer.correction.model_version
    assert take_answers(taught, path, MODELS, "ann")[:2] == (6, 6)
    rows = {row["id"]: row["text"] for row in taught.rows("SELECT id, text FROM passage")}
    assert all(rows[item.passage_id or 0] == item.text for item in read_corrections(taught))


def write_rows(path: Path, rows: list[dict[str, Any]]) -> Path:
    if path.suffix == ".jsonl":
        path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        return path
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "labels": "|".join(row["labels"])} for row in rows)
    return path


def queue_of(store: Store, number: int) -> list[dict[str, Any]]:
    passages = store.rows(
        "SELECT id, document_id || '-' || position AS name, text FROM passage "
        "WHERE text LIKE '% %' ORDER BY id LIMIT ?",
        (number,),
    )
    return [
        {"passage_id": row["name"], "row": row["id"], "text": row["text"], "labels": [], "reader": "ann"}
        for row in passages
    ]


@pytest.mark.parametrize("name", ["answers.jsonl", "answers.csv"])
@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ([{}, {}, {}], ""),
        ([{"passage_id": "row"}, {"passage_id": ""}, {"text": "wide"}], ""),  # old queue, text without id
        (
            [{"passage_id": "0123456789abcdef-1"}, {}, {}],
            "1 answer does not fit .* no such passage \\(lines: 1\\)",
        ),
        ([{"passage_id": "99999999"}, {"passage_id": "甲"}, {}], "no such passage \\(lines: 1, 2\\)"),
        (
            [{"passage_id": "9" * 30}, {"passage_id": "a-" + "9" * 30}, {}],
            "no such passage \\(lines: 1, 2\\)",
        ),
        (
            [{}, {"text": "另一段话"}, {"passage_id": "-3"}],
            "lines: 3\\), the passage has another text \\(lines: 2\\)",
        ),
    ],
)
def test_answers_that_do_not_fit_the_store_are_refused_with_their_lines(
    taught: Store, tmp_path: Path, name: str, changes: list[dict[str, str]], reason: str
) -> None:
    rows = queue_of(taught, 3)
    for row, change in zip(rows, changes, strict=True):
        if change == {"passage_id": "row"}:
            change = {"passage_id": row["row"]}
        elif change == {"text": "wide"}:
            change = {"text": row["text"].replace(" ", " \n ")}
        row |= change
        del row["row"]
    path = write_rows(tmp_path / name, rows)
    if name.endswith("csv"):  # its first line contains the column names
        reason = re.sub(r"\d(?=[,\\])", lambda match: str(int(match[0]) + 1), reason)
    if not reason:
        assert take_answers(taught, path, MODELS)[:2] == (3, 3)
        assert {item.text for item in read_corrections(taught)} == {
            row["text"] for row in queue_of(taught, 3)
        }
        return
    with pytest.raises(UsageError, match=reason):
        take_answers(taught, path, MODELS)
    assert read_corrections(taught) == []


@pytest.mark.parametrize("mark", ["|", ";", ",", "; ", " | ", "；", "，", "、", "｜"])
def test_labels_in_a_cell_may_be_parted_by_any_mark(tmp_path: Path, taxonomy: Taxonomy, mark: str) -> None:
    path = write_rows(
        tmp_path / "a.csv", [{"text": "甲", "labels": [mark.join(taxonomy.strategies[:2])], "reader": "ann"}]
    )
    assert read_answers(path, taxonomy).answers[0].correction.labels == tuple(taxonomy.strategies[:2])


SHEET = "text,labels,instruments,reader\r\n第一段,rd_support,whole_of_nation, ann \r\n第二段,,,\r\n,,,\r\n"


@pytest.mark.parametrize(
    ("name", "encoding", "change"),
    [
        ("a.csv", "utf-8", {}),
        ("a.csv", "utf-8-sig", {"\r\n": "\r"}),
        ("a.csv", "gb18030", {}),
        ("a.csv", "utf-8", {",": ";"}),
        ("a.tsv", "utf-8-sig", {",": "\t"}),
        ("a.txt", "utf-16", {",": "\t"}),
        ("a.csv", "utf-8", {"rd_support": '"rd_support\n\nrd_support"'}),
    ],
)
def test_tables_as_spreadsheets_save_them(
    tmp_path: Path, taxonomy: Taxonomy, name: str, encoding: str, change: dict[str, str]
) -> None:
    text = SHEET
    for old, new in change.items():
        text = text.replace(old, new)
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    file = read_answers(path, taxonomy)
    (answer,) = file.answers
    assert (answer.correction.text, answer.correction.reader, file.unsigned) == ("第一段", "ann", 1)
    # Each label has its own kind, whichever column it is in.
    assert (answer.correction.labels, answer.correction.instruments) == (
        ("whole_of_nation",),
        ("rd_support",),
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04" + bytes(range(256)), "not a text file. Save a spreadsheet as CSV"),
        (b"text,labels,reader\n", "no answers in it"),
        (b"", "no answers in it"),
        (b'text,labels,reader\n"' + b"x" * 140_000, "not a CSV table|no labels"),
        (b'text,labels,annotation_id\na,"{""choices"":[""x""]}",1\n', "a table of Label Studio"),
    ],
)
def test_files_without_answers_are_refused(store: Store, tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=reason):
        take_answers(store, path, MODELS)


def test_what_a_file_leaves_open_is_counted(store: Store, tmp_path: Path) -> None:
    rows = [
        {"text": "甲", "labels": ["whole_of_nation"], "reader": "ann"},
        {"text": "甲", "labels": ["tech_leverage"], "instruments": [], "reader": "ann"},
        {"text": "乙", "labels": [], "instruments": [], "reader": " "},
    ]
    found = take_answers(store, write_rows(tmp_path / "a.jsonl", rows), MODELS)
    assert (found.answers, found.new) == (2, 1)
    assert (found.unsigned, found.without_instruments, found.differing) == (1, 1, 1)
    assert [item.labels for item in read_corrections(store)] == [("tech_leverage",)]


@pytest.mark.parametrize(("authors", "expected"), [([1, 1], ["ann", "ann"]), ([1, 2], ["1", "2"])])
def test_a_reader_may_be_named_for_the_number_of_label_studio(
    tmp_path: Path, taxonomy: Taxonomy, authors: list[int], expected: list[str]
) -> None:
    tasks = [
        {"data": {"text": f"第{place}段"}, "annotations": [{"completed_by": author, "result": []}]}
        for place, author in enumerate(authors)
    ]
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps(tasks), encoding="utf-8")
    answers = read_answers(path, taxonomy, "ann").answers
    assert [answer.correction.reader for answer in answers] == expected


def test_a_spreadsheet_runs_no_cell_of_a_queue(taught: Store, tmp_path: Path, taxonomy: Taxonomy) -> None:
    text = taught.value("SELECT text FROM passage WHERE text LIKE '% %' ORDER BY id LIMIT 1")
    taught.connection.execute("UPDATE passage SET text = '=A1&' || text")
    path = tmp_path / "queue.csv"
    write_queue(taught, path, 1000, "csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [row["text"] for row in csv.DictReader(file)]
    assert cells and all(cell.startswith("'=A1&") for cell in cells)
    answers = read_answers(path, taxonomy, "ann").answers
    assert [answer.correction.text for answer in answers] == [cell[1:] for cell in cells]
    assert f"=A1&{text}" in {answer.correction.text for answer in answers}


def test_a_skipped_task_is_no_answer(taught: Store, tmp_path: Path, taxonomy: Taxonomy) -> None:
    path = tmp_path / "tasks.json"
    write_queue(taught, path, 3, "label-studio")
    tasks = json.loads(path.read_text(encoding="utf-8"))
    for task, is_skipped in zip(tasks, (False, True, False), strict=True):
        task["annotations"] = [{"completed_by": 1, "result": [], "was_cancelled": is_skipped}]
    path.write_text(json.dumps(tasks), encoding="utf-8")
    assert [answer.place for answer in read_answers(path, taxonomy).answers] == [": task 1", ": task 3"]


def test_rows_that_nobody_signed_are_no_answers(taught: Store, tmp_path: Path, taxonomy: Taxonomy) -> None:
    path = tmp_path / "queue.jsonl"
    write_queue(taught, path, 4, "jsonl")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows[2]["reader"] = "ann"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert [answer.passage for answer in read_answers(path, taxonomy).answers] == [rows[2]["passage_id"]]
    assert len(read_answers(path, taxonomy, "bob").answers) == 4


def test_labelled_passages_leave_the_queue(taught: Store, tmp_path: Path) -> None:
    path = tmp_path / "queue.jsonl"
    write_queue(taught, path, 5, "jsonl")
    first = {json.loads(line)["passage_id"] for line in path.read_text(encoding="utf-8").splitlines()}
    assert take_answers(taught, path, MODELS, "ann")[:3] == (5, 5, [])
    assert take_answers(taught, path, MODELS, "ann").new == 0
    write_queue(taught, path, 5, "jsonl")
    assert not first & {
        json.loads(line)["passage_id"] for line in path.read_text(encoding="utf-8").splitlines()
    }


def test_agreement_of_two(taught: Store, tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["text", "labels", "instruments", "reader"])
        for number in range(10):
            writer.writerow([f"第{number}段", "whole_of_nation" if number < 5 else "", "", "ann"])
            writer.writerow(
                [f"第{number}段", "whole_of_nation|tech_leverage" if number < 4 else "", "rd_support", "bo"]
            )
    rows = {row["label"]: row for row in take_answers(taught, path, MODELS).agreement}
    assert set(rows) == {"whole_of_nation", "tech_leverage", "rd_support"}
    assert (rows["whole_of_nation"]["texts"], rows["whole_of_nation"]["kappa"]) == (10, 0.8)
    assert rows["rd_support"]["kappa"] == 0


def test_a_later_answer_replaces_and_both_are_kept(store: Store) -> None:
    said = Correction("某段", ("whole_of_nation",), (), "ann", "v1", made="2024-01-01T00:00:00+00:00")
    again = Correction("某段", (), (), "ann", "v2", made="2024-02-01T00:00:00+00:00")
    assert write_corrections(store, [said, again, again]) == 2
    (found,) = read_corrections(store)
    assert (found.labels, found.model_version, found.made) == ((), "v2", again.made)
    assert store.value("SELECT count(*) FROM correction") == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "answers.jsonl:1: not JSON"),
        ("[]", None),
        ('{"labels": []}', "answers.jsonl:1: no text"),
        ('\n{"text": "甲", "labels": []}', "answers.jsonl:2: no reader is named"),
        ('{"text": "甲", "label": ["x"], "reader": "ann"}', "answers.jsonl:1: no labels"),
        ('{"text": "甲", "labels": null, "reader": "ann"}', "answers.jsonl:1: no labels"),
        ('{"text": "甲", "labels": "x", "reader": "ann"}', "labels is not a list"),
        ('{"text": "甲", "labels": ["x"], "reader": "ann"}', "unknown label 'x'; choose from"),
        ('{"text": "甲", "labels": "", "reader": "ann"}', "labels is not a list"),
        ('{"text": "甲", "labels": false, "reader": "ann"}', "labels is not a list"),
        ('{"text": "\\ud800", "labels": [], "reader": "ann"}', "answers.jsonl:1: not JSON"),
        ('[{"text": 1}]', "task 1: not a task"),
        ('[{"data": {"text": "甲"}, "annotations": [5]}]', "task 1: not a task"),
        ('[{"data": {"text": "甲"}, "annotations": {"a": 1}}]', "task 1: not a task"),
        ('[{"data": {"text": "甲"}, "annotations": [{"result": [5]}]}]', "task 1: not a task"),
        (
            '[{"data": {"text": "甲"}, "annotations": [{"result": [{"from_name": "labels", "value": null}]}]}]',
            "task 1: not a task",
        ),
        ("[1", "not JSON"),
    ],
)
def test_bad_answers_are_named(tmp_path: Path, taxonomy: Taxonomy, content: str, reason: str | None) -> None:
    path = tmp_path / "answers.jsonl"
    path.write_text(content, encoding="utf-8")
    if reason is None:
        assert read_answers(path, taxonomy).answers == []
        return
    with pytest.raises(UsageError) as raised:
        read_answers(path, taxonomy)
    assert reason in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_table_with_a_column_twice_is_refused(tmp_path: Path, taxonomy: Taxonomy) -> None:
    """The last column used to count: an empty second `labels` made every answer one without labels."""
    path = tmp_path / "answers.csv"
    path.write_text("text,labels,reader,labels\n甲,foreign_technology,ann,\n", encoding="utf-8")
    with pytest.raises(UsageError, match="two columns are named labels"):
        read_answers(path, taxonomy)


def test_missing_file(tmp_path: Path, taxonomy: Taxonomy) -> None:
    with pytest.raises(UsageError, match=r"none\.csv: can't be read"):
        read_answers(tmp_path / "none.csv", taxonomy)


def test_labelling_config_names_every_label(tmp_path: Path, taxonomy: Taxonomy) -> None:
    text = write_labelling_config(tmp_path / "config.xml", taxonomy).read_text(encoding="utf-8")
    assert all(f'value="{label}"' in text for label in (*taxonomy.strategies, *taxonomy.instruments))


def test_retraining_shows_what_changed(taught: Store, trained_models: Path, tmp_path: Path) -> None:
    own_models = tmp_path / "models"
    shutil.copytree(trained_models, own_models)
    with pytest.raises(UsageError, match="no corrections stored"):
        retrain(taught, own_models)
    texts = [f"某市第{number}中学举办春季田径运动会，跑道已经翻新，同学们奋勇争先。" for number in range(20)]
    write_corrections(taught, [Correction(text, ("tech_leverage",), (), "ann", "v1", "zh") for text in texts])
    write_corrections(taught, [Correction(texts[0], ("tech_leverage", "gone"), (), "ann", "v1", "zh")])
    found = retrain(taught, own_models)
    assert (found.corrections, found.removed) == (20, ["gone"])
    assert any("tech_leverage" in example.won for example in found.examples)
    assert {change.label for change in found.labels} >= {"tech_leverage", "whole_of_nation"}
    lines = (own_models / "training" / "corrections.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[0])["labels"] == ["tech_leverage"]


OWN = """
[[strategy]]
id = "digital_currency"
zh = "数字货币"
en = "Digital currency"
definition = "The central bank issues, tests or regulates a digital currency."
"""
PLACES = ("地铁", "菜场", "学校", "医院", "港口", "公园", "书店", "影院", "车站", "食堂")
ACTS = (
    "开展数字人民币钱包试点，{place}商户受理数字货币支付。",
    "央行扩大数字货币测试范围，{place}场景率先接入钱包。",
    "居民在{place}用数字人民币消费，红包由央行数字货币系统发放。",
)


def test_own_category_is_trained_found_and_counted(own_models: Path, tmp_path: Path) -> None:
    """Follow the README: a category in taxonomy.toml, thirty passages, train, annotate, search, trends."""
    with (own_models / "taxonomy.toml").open("a", encoding="utf-8") as file:
        file.write(OWN)
    passages = [
        {"text": act.format(place=place), "labels": ["digital_currency"], "language": "zh"}
        for act in ACTS
        for place in PLACES
    ]
    lines = "".join(json.dumps(passage, ensure_ascii=False) + "\n" for passage in passages)
    (own_models / "training" / "digital_currency.jsonl").write_text(lines, encoding="utf-8")
    _, metrics = train_strategies(own_models)
    assert metrics["labels"]["digital_currency"]["f1"] > 0.8

    text = tmp_path / "texts.jsonl"
    rows = [
        {
            "id": "one",
            "title": "钱包",
            "date": "2023-05-01",
            "text": "本市商圈开展数字人民币红包活动，商户受理数字货币钱包支付。",
        },
        {
            "id": "two",
            "title": "春耕",
            "date": "2022-03-01",
            "text": "各地抓紧备耕，农资供应充足，农技员进村指导。",
        },
    ]
    text.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    annotator = load_annotator(own_models)
    with Store(tmp_path / "own.sqlite") as store, store.run("test") as run:
        ingest_paths(store, run.id, "mine", [text])
        annotate_store(store, run.id, annotator, own_models)
        found = search(store, annotator.tagger.lexicon, "", Filters(strategy=("digital_currency",)), limit=5)
        assert [hit.title for hit in found.hits] == ["钱包"]
        assert found.facets["strategy"] == {"digital_currency": 1}
        frame = count_frame(store, load_lexicon(own_models / "lexicon"), ["钱包"], group="strategy")
    counted = frame[(frame["occurrences"] > 0) & frame["series"].str.contains("digital_currency")]
    assert list(counted["period"]) == ["2023"]


# Evaluation of a file ---------------------------------------------------------------------------------------


def labelled(tmp_path: Path, *rows: Any) -> Path:
    path = tmp_path / "labelled.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_evaluation_and_its_reports(trained_models: Path, tmp_path: Path) -> None:
    path = labelled(
        tmp_path,
        {
            "text": "省财政设立专项，组织院所和企业联合攻关关键核心技术，揭榜挂帅。",
            "labels": ["whole_of_nation"],
            "instruments": ["rd_support"],
        },
        {
            "text": "The grain harvest was good & <b>stable</b>; roads were repaired.",
            "labels": [],
            "alt": ["whole_of_nation"],
        },
        {"text": "村里举办了丰收节。", "labels": ["tech_leverage"]},
    )
    found = evaluate_file(path, trained_models)
    assert found["passages"] == 3
    assert set(found["languages"]) == {"en", "zh"}
    assert found["labels"]["whole_of_nation"]["hits"] == 1
    assert found["labels"]["tech_leverage"]["missed"] == 1
    assert set(found["baselines"]) == {"keywords", "majority"}
    assert found["baselines"]["keywords"]["macro_f1"]["instrument"]["f1"] is None
    assert found["worst_errors"][0]["label"] == "tech_leverage"
    paths = write_reports(found, tmp_path / "out")
    assert [path.name for path in paths] == list(REPORTS)
    data, markdown, page = (path.read_text(encoding="utf-8") for path in paths)
    assert json.loads(data) == found
    assert "| whole_of_nation | 1 |" in markdown
    assert "<svg" in page
    assert "丰收节" in page
    assert "<b>stable" not in page


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "no labelled passages"),
        ('{"text": "甲", "labels": []}\nno json\n', "labelled.jsonl:2: not a labelled passage"),
        ('{"text": "甲"}\n', "labelled.jsonl:1: not a labelled passage ('labels' is missing)"),
        ('{"text": "甲", "labels": ["nothing"]}\n', "labelled.jsonl:1: unknown label 'nothing'"),
    ],
)
def test_bad_files_are_named_in_one_line(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "labelled.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        evaluate_file(path, MODELS)
    assert reason in str(raised.value)
    assert "\n" not in str(raised.value)
    assert "models/training" not in str(raised.value)


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.jsonl: can't be read"):
        evaluate_file(tmp_path / "none.jsonl", MODELS)
