"""Documents by the names that readers give them: short titles, English titles, numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.pipeline import ingest_paths, resolve_edition, resolve_id
from flows.pipeline.settling import name_documents
from flows.references import Cited, find_by_any_name, match_cited
from flows.store import Store
from flows.store.documents import document_names, find_ids

LAW = "第一条　为了保障网络安全，制定本法。\n第二条　网络运营者应当登记。"
RECORDS = [
    {"id": "first", "title": "中华人民共和国网络安全法", "date": "2016-11-07", "text": LAW},
    {
        "id": "second",
        "title": "中华人民共和国网络安全法",
        "date": "2025-10-28",
        "text": f"{LAW}\n第三条　本法施行。",
    },
    {
        "id": "notice",
        "title": "样例省人民政府关于登记网络运营者的通知",
        "date": "2026-01-05",
        "document_number": "样政发〔2026〕2号",
        "text": "根据《中华人民共和国网络安全法》，现就登记工作通知如下。",
    },
    {
        "id": "other",
        "title": "网络安全法实施办法",
        "date": "2017-06-01",
        "text": "第一条　为了实施网络安全法，制定本办法。",
    },
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, lexicon: Lexicon) -> Iterator[Store]:
    yield from stored(tmp_path_factory.mktemp("named"), RECORDS, lexicon)


def stored(folder: Path, records: list[dict[str, str]], lexicon: Lexicon) -> Iterator[Store]:
    """Yield a store of records with their names."""
    path = folder / "laws.jsonl"
    lines = (json.dumps(record, ensure_ascii=False) for record in records)
    path.write_text("\n".join(lines), encoding="utf-8")
    with Store(folder / "store.sqlite") as store:
        with store.run("test") as run:
            ingest_paths(store, run.id, "laws", [path])
        name_documents(store, lexicon)
        yield store


def keys_of(store: Store, ids: list[str]) -> list[str]:
    rows = store.rows("SELECT id, key FROM document")
    keys = {row["id"]: row["key"].rpartition("#")[2] for row in rows}
    return [keys[one] for one in ids]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("中华人民共和国网络安全法", ["second", "first"]),
        ("《网络安全法》", ["second", "first"]),
        ("网络安全法（2025年修正）", ["second"]),
        ("Cybersecurity Law", ["second", "first"]),
        ("Cybersecurity Law of the People's Republic of China", ["second", "first"]),
        ("the Cybersecurity Law", ["second", "first"]),
        ("The Cybersecurity Law of the People's Republic of China", ["second", "first"]),
        ("the", []),
        ("the network", []),
        ("样政发〔2026〕2号", ["notice"]),
        ("样政发[2026]2号", ["notice"]),
        ("网络安全法实施办法", ["other"]),
        ("网络安全", []),  # a term, not a document
        ("实施办法", []),
        ("样政发〔2026〕3号", []),
        ("", []),
        ("  ", []),
    ],
)
def test_a_document_is_found_by_its_names(
    store: Store, lexicon: Lexicon, name: str, expected: list[str]
) -> None:
    assert keys_of(store, find_by_any_name(store, name, lexicon)) == expected


def test_without_a_lexicon_only_ids_addresses_and_exact_titles_count(store: Store) -> None:
    assert find_by_any_name(store, "Cybersecurity Law", None) == []
    assert find_by_any_name(store, "网络安全法", None) == []
    assert len(find_by_any_name(store, "中华人民共和国网络安全法", None)) == 2


@pytest.mark.parametrize("name", ["Cybersecurity Law", "网络安全法", "样政发〔2026〕2号"])
def test_what_cites_a_document_is_found_by_its_names(store: Store, lexicon: Lexicon, name: str) -> None:
    matches = match_cited(store, name, lexicon)
    entries = {row.document_id: Cited("", document=row) for row in document_names(store)}
    found = find_by_any_name(store, name, lexicon)
    assert {one for one, entry in entries.items() if matches(entry)} == set(found)


def test_an_edition_named_is_that_edition_only(store: Store, lexicon: Lexicon) -> None:
    matches = match_cited(store, "网络安全法（2016版）", lexicon)
    assert not any(matches(Cited("", document=row)) for row in document_names(store))


def test_white_space_names_every_cited_document(store: Store) -> None:
    assert match_cited(store, "  ")(Cited("样例省通知"))


@pytest.mark.parametrize(
    ("day", "expected"), [("2019-12-31", "first"), ("2025-10-27", "first"), ("2025-10-28", "second")]
)
def test_of_the_editions_of_a_title_a_day_means_the_last_one_by_then(
    store: Store, lexicon: Lexicon, day: str, expected: str
) -> None:
    assert keys_of(store, [resolve_id(store, "Cybersecurity Law", lexicon, day)]) == [expected]


@pytest.mark.parametrize("day", ["", "2010-01-01"])
def test_editions_are_listed_with_their_dates(store: Store, lexicon: Lexicon, day: str) -> None:
    with pytest.raises(UsageError) as caught:
        resolve_id(store, "网络安全法", lexicon, day)
    first, second = (find_ids(store, f"{path}")[0] for path in paths_of(store, "first", "second"))
    assert f"{second} (2025-10-28, laws), {first} (2016-11-07, laws)" in str(caught.value)


def paths_of(store: Store, *names: str) -> list[str]:
    keys = store.column("SELECT key FROM document ORDER BY key")
    return [key for name in names for key in keys if key.endswith(f"#{name}")]


EDITIONS = [
    {"id": "law", "title": "中华人民共和国样例数据法", "date": "2007-12-29"},
    {"id": "revised", "title": "中华人民共和国样例数据法（2021年修订）", "date": "2021-12-24"},
    {"id": "draft", "title": "中华人民共和国样例数据法（修订草案）", "date": "2023-12-24"},
    {"id": "excerpt", "title": "中华人民共和国样例数据法（节选）", "date": "2024-01-01"},
    {"id": "rules", "title": "样例数据法实施办法", "date": "2024-03-01"},
    {"id": "trial", "title": "样例市数据管理办法（试行）", "date": "2019-02-01"},
    {"id": "formal", "title": "样例市数据管理办法", "date": "2022-02-01"},
    {"id": "only trial", "title": "样例市登记办法（试行）", "date": "2020-02-01"},
    {"id": "old", "title": "Measures for Sample Data", "date": "2018-02-01"},
    {"id": "new", "title": "Measures for Sample Data (2023 Revision)", "date": "2023-02-01"},
]


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory, lexicon: Lexicon) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("editions")
    records = [{**record, "text": f"{LAW}\n{record['id']}"} for record in EDITIONS]
    yield from stored(folder, records, lexicon)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("样例数据法", ["revised", "law"]),
        ("《中华人民共和国样例数据法》", ["revised", "law"]),
        ("中华人民共和国样例数据法（2021年修订）", ["revised"]),
        ("样例数据法（2021修订）", ["revised"]),
        ("样例数据法（2007年修订）", ["law"]),
        ("样例数据法（2015年修正）", ["revised", "law"]),
        ("样例数据法（修订草案）", ["draft"]),
        ("中华人民共和国样例数据法（修订草案）", ["draft"]),
        ("样例数据法实施办法", ["rules"]),
        ("样例市数据管理办法", ["formal", "trial"]),
        ("样例市数据管理办法（试行）", ["trial"]),
        ("样例市登记办法", ["only trial"]),
        ("Measures for Sample Data", ["new", "old"]),
        ("measures for sample data (2023 revision)", ["new"]),
        ("Measures for Sample Data (2023 Revision)", ["new"]),
    ],
)
def test_a_title_means_its_editions_and_with_a_remark_one(
    editions: Store, lexicon: Lexicon, name: str, expected: list[str]
) -> None:
    assert keys_of(editions, find_by_any_name(editions, name, lexicon)) == expected


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("样例数据法", "", ["revised", "law"]),
        ("样例数据法", "2020-01-01", ["law"]),
        ("样例市数据管理办法", "", ["formal", "trial"]),
        ("样例市数据管理办法（试行）", "", ["trial"]),
    ],
)
def test_the_newest_edition_is_chosen_and_the_others_are_named(
    editions: Store, lexicon: Lexicon, name: str, day: str, expected: list[str]
) -> None:
    chosen, others = resolve_edition(editions, name, lexicon, day)
    assert keys_of(editions, [chosen, *others]) == expected


def test_texts_of_one_title_and_day_are_no_editions(tmp_path: Path, lexicon: Lexicon) -> None:
    records = [
        {"id": one, "title": "样例市数据管理办法", "date": "2022-02-01", "text": f"{LAW}{one}"}
        for one in "ab"
    ]
    for store in stored(tmp_path, records, lexicon):
        with pytest.raises(UsageError):
            resolve_edition(store, "样例市数据管理办法", lexicon)


def test_without_a_lexicon_a_title_is_exact(editions: Store) -> None:
    assert keys_of(editions, find_by_any_name(editions, "中华人民共和国样例数据法", None)) == ["law"]
