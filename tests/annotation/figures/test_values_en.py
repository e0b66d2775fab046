"""Values, signs and names of English figures: ratios, multiples, parts, dozens and ranges."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.figures import Setting, chinese_unit, find_targets
from flows.annotation.parsing import Parser, load_parser
from flows.records import Target
from tests.support import MODELS

HERE = Path(__file__).parent


def rows_of(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def parser() -> Parser:
    loaded = load_parser(MODELS / "artefacts")
    assert loaded is not None
    return loaded


def written(target: Target) -> str:
    ends = [target.value] if target.value_to is None else [target.value, target.value_to]
    return f"{'-'.join(f'{end:.15g}' for end in ends)} {target.unit}".strip()


@pytest.mark.parametrize(("text", "values"), rows_of("values_en.tsv"))
def test_values(text: str, values: str, parser: Parser) -> None:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert "; ".join(map(written, found)) == values


@pytest.mark.parametrize(("text", "comparator", "indicator"), rows_of("signs_en.tsv"))
def test_signs_and_names(text: str, comparator: str, indicator: str, parser: Parser) -> None:
    (found,) = find_targets(text, "en", setting=Setting(parser=parser))
    assert (found.comparator, found.indicator) == (comparator, indicator)


def test_the_unit_of_a_ratio_has_a_chinese_name() -> None:
    assert chinese_unit("to 1") == "比1"
