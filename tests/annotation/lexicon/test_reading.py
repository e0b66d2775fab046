"""Reading the lexicon: files read as a whole, errors with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.lexicon.model import Concept
from flows.annotation.lexicon.reading import load_lexicon, read_lexicon
from flows.errors import ConfigurationError
from tests.annotation.lexicon.rows import GOOD, HEADER, row, write


def test_row_becomes_a_concept(tmp_path: Path) -> None:
    lexicon = load_lexicon(write(tmp_path, HEADER + GOOD))
    concept = lexicon.concepts["one-system"]
    assert concept == Concept(
        "one-system",
        "TERM",
        "试点体制",
        "pilot system",
        ("试点制度",),
        ("trial system",),
        ("试制",),
        ("PS",),
        ("反试点体制",),
        "",
        "whole_of_nation",
        "2019",
        "2021-05",
        "our own",
        "Q12",
    )
    assert concept.place == "0.csv:2"
    assert concept.surfaces == ("试点体制", "试点制度", "试制", "pilot system", "trial system", "PS")
    assert (concept.label("zh"), concept.label("en")) == ("试点体制", "pilot system")


@pytest.mark.parametrize(
    ("rows", "line", "message"),
    [
        (row(id="Two System"), 3, "id 'Two System' must be lower-case words joined by hyphens"),
        (row(type="THING"), 3, "unknown type 'THING'. Known types: TERM, PROGRAMME"),
        (row(broader="nowhere"), 3, "broader 'nowhere' is not a concept"),
        (row(valid_from="May 2019"), 3, "valid_from 'May 2019' is not a year or ISO date"),
        (row(valid_to="2019-5"), 3, "valid_to '2019-5' is not"),
        (row(valid_from="2019-13"), 3, "valid_from '2019-13' is not"),
        (row(valid_to="2021-02-29"), 3, "valid_to '2021-02-29' is not"),
        (row(valid_from="0000"), 3, "valid_from '0000' is not"),
        (row(valid_from="2022", valid_to="2019"), 3, "valid_to 2019 is before valid_from 2022"),
        (row(valid_from="2022-03-02", valid_to="2022-03-01"), 3, "is before valid_from"),
        (row(wikidata="12"), 3, "wikidata '12' is not a Q number"),
        (row(zh="制"), 3, "a single character occurs everywhere"),
        (row(not_in="别的地方"), 3, "not_in '别的地方' contains no surface of two-system"),
        (row(zh="示\u200b范体制"), 3, "zero-width"),
        (row(zh="示\ufffd体制"), 3, "broken characters in zh"),
        (row(id="one-system"), 3, "duplicate id 'one-system' (first defined at 0.csv:2)"),
        (row(zh="试点体制"), 3, "'试点体制' of two-system is also a surface of one-system (0.csv:2)"),
        (row(zh="試點體制"), 3, "is also a surface of one-system"),
        (row(en="Pilot-System"), 3, "is also a surface of one-system"),
        ("two-system,TERM,示范体制\n", 3, "3 cells instead of 15"),
        (row(id="ok-system") + '"two-system,TERM', 4, "not CSV"),
    ],
)
def test_error_names_file_and_line(tmp_path: Path, rows: str, line: int, message: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        load_lexicon(write(tmp_path, HEADER + GOOD + rows))
    assert f"0.csv:{line}: " in str(raised.value)
    assert message in str(raised.value)


def test_errors_are_in_the_language_of_the_reader(tmp_path: Path) -> None:
    rows = "two-system,TERM,示范体制\n" + row(type="THING")
    with pytest.raises(ConfigurationError) as raised:
        load_lexicon(write(tmp_path, HEADER + GOOD + rows))
    lead, first, second = raised.value.message("zh").split("\n  ")
    assert lead == "词库无法加载，错误 2 处："
    assert first.startswith("0.csv:3：") and second.startswith("0.csv:4：")
    assert "cells" not in first and "unknown" not in second


def test_all_errors_are_reported_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"errors: 30\n(.|\n)*\(\+10\)"):
        load_lexicon(
            write(
                tmp_path,
                HEADER
                + "".join(row(id=f"c-{n}", type="X", zh=f"示范体制{n}", en=f"model {n}") for n in range(30)),
            )
        )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id,zh,en\n", "the columns must be id,type,zh"),
        (b"", "the columns must be"),
        ((HEADER + "两").encode("gbk"), "not UTF-8"),
    ],
)
def test_file_of_another_form(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "terms.csv").write_bytes(content)
    with pytest.raises(ConfigurationError, match=message):
        load_lexicon(tmp_path)


def test_folder_without_files(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no CSV file"):
        load_lexicon(tmp_path)
    with pytest.raises(ConfigurationError, match="no such folder"):
        load_lexicon(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "content",
    [
        "\ufeff" + HEADER + GOOD,
        (HEADER + GOOD).replace("\n", "\r\n"),
        HEADER + GOOD.replace("TERM", " TERM "),
    ],
)
def test_what_spreadsheets_do_is_a_warning(tmp_path: Path, content: str) -> None:
    (tmp_path / "0.csv").write_bytes(content.encode())
    concepts, problems = read_lexicon(tmp_path)
    assert [concept.id for concept in concepts] == ["one-system"]
    assert [problem.level for problem in problems] == ["warning"]
    assert concepts[0].type == "TERM"
    assert load_lexicon(tmp_path).hash == load_lexicon(write(tmp_path, HEADER + GOOD)).hash


def test_moved_row_leaves_the_hash(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    apart = load_lexicon(write(tmp_path / "x", HEADER + GOOD, HEADER + row()))
    together = load_lexicon(write(tmp_path / "y", HEADER + row() + GOOD))
    assert apart.hash == together.hash
