"""Pairs found without reading the texts: declared, by a shared number, by address; and names of series."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from flows.annotation.lexicon import Lexicon
from flows.store import Store
from flows.store.translations import read_pairs
from tests.pipeline.alignment.texts import EN, ZH, store_records

ZH_RECORD: dict[str, Any] = {"id": "1", "title": "样例市计划", "text": ZH}
EN_RECORD: dict[str, Any] = {"id": "2", "title": "Sample City Plan", "text": EN}


def ways(folder: Path, lexicon: Lexicon, *records: dict[str, Any]) -> list[str]:
    with Store(folder / "s.sqlite") as store:
        store_records(store, folder, records, lexicon)
        return [pair.known_by for pair in read_pairs(store)]


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ({}, {"translation_of": "1"}, ["declared"]),
        ({"translation_of": "2"}, {}, ["declared"]),
        ({"url": "https://example.org/1"}, {"translation_of": "https://example.org/1"}, ["declared"]),
        ({}, {"translation_of": "3"}, []),
        ({"document_number": "样发〔2021〕3号"}, {"document_number": "样发〔2021〕3号"}, ["number"]),
        ({"document_number": "主席令第1号"}, {"document_number": "主席令第1号"}, []),
        ({"url": "https://example.org/zh/1"}, {"url": "https://example.org/en/1"}, ["address"]),
        ({}, {}, []),
    ],
)
def test_how_a_pair_is_known(
    zh: dict[str, Any],
    en: dict[str, Any],
    expected: list[str],
    tmp_path: Path,
    small_lexicon: Lexicon,
) -> None:
    assert ways(tmp_path, small_lexicon, ZH_RECORD | zh, EN_RECORD | en) == expected


@pytest.mark.parametrize(("copies", "pairs"), [(4, 4), (5, 0)])
def test_what_many_documents_share_names_a_series(
    copies: int, pairs: int, tmp_path: Path, small_lexicon: Lexicon
) -> None:
    same = {"document_number": "样发〔2021〕3号"}
    zh = [{**ZH_RECORD, **same, "id": f"z{n}", "text": f"{ZH}{'。' * n}"} for n in range(copies)]
    assert len(ways(tmp_path, small_lexicon, *zh, EN_RECORD | same)) == pairs
