"""Documents of a province: by any of its names, combined with other filters, and errors for unknown names."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.references import open_part, read_document_choice
from flows.store import Store
from flows.store.documents import DocumentRequest, list_documents
from tests.builders import search
from tests.trends.provinces import make_provincial


@pytest.fixture
def path(tmp_path: Path) -> Path:
    make_provincial(tmp_path / "s.sqlite").connection.close()
    return tmp_path / "s.sqlite"


def publishers(path: Path, as_of: str = "", *, province: list[str]) -> list[str]:
    wanted = read_document_choice(as_of, province=province)
    with open_part(Store(path), wanted) as part:
        return sorted(one.publisher for one in list_documents(part, DocumentRequest()).documents)


@pytest.mark.parametrize("word", ["上海", "上海市", "Shanghai", "shanghai municipality"])
def test_any_name_chooses_the_same_documents(path: Path, word: str) -> None:
    assert publishers(path, province=[word]) == ["上海市人民政府"]


def test_several_are_alternatives_and_a_day_narrows_them(path: Path) -> None:
    assert len(publishers(path, province=["广东", "西藏"])) == 5
    assert publishers(path, "2020-12-31", province=["广东", "西藏"]) == [
        "广东省人民政府",
        "西藏自治区人民政府",
    ]


def test_the_choice_has_the_full_names_and_its_options() -> None:
    wanted = read_document_choice(province=["guangdong", "广东"])
    assert wanted.province == ("广东省",) and wanted
    assert wanted.words() == ("--province", "广东省")


def test_what_is_no_province_is_an_error() -> None:
    with pytest.raises(UsageError, match="青岛"):
        read_document_choice(province=["青岛"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("province:广东", 4),
        ("province:广东省 自主可控", 4),
        ("province:Guangdong", 4),
        ("province:“Guangdong Province”", 4),
        ("province：廣東", 4),
        ("自主可控 -province:广东", 5),
        ("province:上海 OR province:西藏", 2),
        # By the source, as the cities' names do not tell; the State Council is of no province.
        ("province:山东", 2),
        ("province:北京", 0),
        ("province:广东 date:2021..", 3),
    ],
)
def test_a_query_has_a_field_for_provinces(path: Path, lexicon: Lexicon, query: str, found: int) -> None:
    assert search(Store(path), lexicon, query).total == found


def test_a_query_in_a_part_finds_its_provinces(path: Path, lexicon: Lexicon) -> None:
    wanted = read_document_choice("2020-12-31", province=["广东", "西藏"])
    with open_part(Store(path), wanted) as part:
        assert search(part, lexicon, "province:广东").total == 1
        assert search(part, lexicon, "province:上海").total == 0


def test_a_field_with_no_province_is_an_error(path: Path, lexicon: Lexicon) -> None:
    with pytest.raises(UsageError, match="青岛"):
        search(Store(path), lexicon, "province:青岛")
