"""Documents of a province: by any of its names, combined with other filters, and errors for unknown names."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.references import open_part, read_document_choice
from flows.store import Store
from flows.store.documents import DocumentRequest, list_documents
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
