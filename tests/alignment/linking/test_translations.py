"""The translation table: stems, weights, files."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.alignment.linking.translations import TABLE_FILE, build_table, find_stems, load_table
from flows.errors import ConfigurationError


def test_stems_join_the_forms_of_a_word() -> None:
    assert find_stems("The countries' exports; China's exporting country") == [
        *("the", "countri", "export", "china", "export", "countri"),
    ]


def test_a_word_of_few_senses_is_surer_of_its_stems() -> None:
    table = build_table(
        [("芯片", ["chip"]), ("打", ["hit"]), ("打", ["play"]), ("打", ["hit", "type"])], ["the"]
    )
    assert [table.stems[n] for n in table.stems_of_zh("芯片")] == ["chip"]
    assert table.stems_of_zh("芯片")[table.stems.index("chip")] == 1
    assert 0.5 < table.stems_of_zh("打")[table.stems.index("hit")] < 1


def test_the_longest_word_is_read_and_traditional_characters_are_folded() -> None:
    table = build_table([("出口", ["exit"]), ("出口管制", ["export", "control"])], [])
    assert {table.stems[n] for n in table.stems_of_zh("出口管制")} == {"export", "control"}
    assert {table.stems[n] for n in table.stems_of_zh("嚴格出口")} == {"exit"}


def test_a_saved_table_is_read_back(tmp_path: Path) -> None:
    table = build_table([("芯片", ["chip"]), ("打", ["hit"]), ("打", ["play"]), ("的", ["the"])], ["the"])
    table.save(tmp_path)
    again = load_table(tmp_path)
    assert (again.words, again.stems) == (["打", "芯片"], ["chip", "hit", "play"])
    assert again.stems_of_zh("打芯片") == pytest.approx(table.stems_of_zh("打芯片"), abs=0.003)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04cut"])
def test_a_damaged_table_is_a_clear_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / TABLE_FILE).write_bytes(content)
    with pytest.raises(ConfigurationError, match="translation table"):
        load_table(tmp_path)
