"""The categories: read, checked, named."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.classifier.taxonomy import load_taxonomy
from flows.errors import ConfigurationError

ONE = '[[strategy]]\nid = "one"\nzh = "甲"\nen = "First"\ndefinition = "What it is."\n'
TOOL = '[[instrument]]\nid = "tool"\nzh = "工具"\nen = "Tool"\ndefinition = "How it is done."\n'


def write(folder: Path, content: str) -> Path:
    path = folder / "taxonomy.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_categories_in_the_order_of_the_file(tmp_path: Path) -> None:
    taxonomy = load_taxonomy(write(tmp_path, ONE.replace("one", "zwei") + ONE + TOOL))
    assert (taxonomy.strategies, taxonomy.instruments) == (["zwei", "one"], ["tool"])
    assert [taxonomy.name("one"), taxonomy.name("one", "zh"), taxonomy.name("unknown")] == [
        "First",
        "甲",
        "unknown",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[[strategy", "can't be read as TOML"),
        (TOOL, "it has no .*strategy"),
        ("", "it has no .*strategy"),
        (ONE + ONE, "duplicate id 'one'"),
        (ONE + TOOL.replace("tool", "one"), "duplicate id 'one'"),
        (ONE.replace('"one"', '"One Two"'), "id 'One Two' must be lower-case"),
        (ONE + 'colour = "red"\n', "exactly the text keys definition, en, id, zh"),
        (ONE.replace('zh = "甲"\n', ""), "exactly the text keys"),
        (ONE.replace('"甲"', "3"), "exactly the text keys"),
        (ONE + "[[stratagem]]\n", "unknown key 'stratagem'. Known keys: source, strategy, instrument"),
    ],
)
def test_mistake_is_named(tmp_path: Path, content: str, message: str) -> None:
    path = write(tmp_path, content)
    with pytest.raises(ConfigurationError, match=message) as raised:
        load_taxonomy(path)
    assert str(path) in str(raised.value)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="can't be read"):
        load_taxonomy(tmp_path / "none.toml")


def test_hash_follows_what_is_learned(tmp_path: Path) -> None:
    plain = load_taxonomy(write(tmp_path, ONE)).hash
    assert load_taxonomy(write(tmp_path, "# a comment\n" + ONE)).hash == plain
    assert (
        load_taxonomy(write(tmp_path, ONE.replace("First", "Primary"))).hash == plain
    )  # the model does not learn from names
    assert load_taxonomy(write(tmp_path, ONE.replace("What it is", "Another"))).hash != plain
    assert load_taxonomy(write(tmp_path, ONE + TOOL)).hash != plain


def test_shipped_taxonomy(models: Path) -> None:
    taxonomy = load_taxonomy(models / "taxonomy.toml")
    assert taxonomy.strategies == [
        "whole_of_nation",
        "indigenous_champions",
        "foreign_technology",
        "tech_leverage",
    ]
    assert len(taxonomy.instruments) >= 5
    assert all(
        category.zh and category.en and len(category.definition) > 40 for category in taxonomy.categories
    )


def test_a_definition_in_chinese_is_for_readers_alone(tmp_path: Path) -> None:
    """Without a Chinese definition the English one is shown; what the model learns is the same."""
    plain = load_taxonomy(write(tmp_path, ONE + TOOL))
    both = load_taxonomy(write(tmp_path, ONE + 'definition_zh = "是什么。"\n' + TOOL))
    assert [one.defined_in("zh") for one in both.categories] == ["是什么。", "How it is done."]
    assert [one.defined_in("en") for one in both.categories] == ["What it is.", "How it is done."]
    assert both.hash == plain.hash


def test_shipped_categories_are_defined_in_both_languages(models: Path) -> None:
    for category in load_taxonomy(models / "taxonomy.toml").categories:
        assert category.defined_in("zh") != category.defined_in("en"), category.id
