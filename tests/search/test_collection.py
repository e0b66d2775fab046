"""Collections: the words of both languages by which values of fields are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows import Workspace
from flows.errors import UsageError
from flows.references import event_filter
from flows.search import read_values
from tests.stores import copy_store


@pytest.mark.parametrize(
    ("field", "typed", "values"),
    [
        ("language", ["中文", "English", "zh"], ["zh", "en"]),
        ("status", ["现行", "废止"], ["in_force", "repealed"]),
        ("strategy", ["技术与资源反制"], ["技术与资源反制"]),  # known to a taxonomy only
        ("corpus", ["中文", "中文"], ["中文"]),
    ],
)
def test_words_of_a_fixed_set_are_read(field: str, typed: list[str], values: list[str]) -> None:
    assert read_values(field, typed) == values


SAME = [
    ("strategy:技术与资源反制", "strategy:tech_leverage"),
    ('strategy:"Technology as leverage"', "strategy:tech_leverage"),
    ("sure:技术与资源反制", "sure:tech_leverage"),
    ("instrument:出口管制", "instrument:export_control"),
    ("language:英文 strategy:新型举国体制", "language:en strategy:whole_of_nation"),
]


@pytest.mark.parametrize(("named", "plain"), SAME)
def test_names_of_labels_and_languages_find_what_their_ids_find(
    sample_store: Path, named: str, plain: str
) -> None:
    with Workspace(sample_store) as workspace:
        found = workspace.search(plain, limit=500)
        assert len(found) and found.equals(workspace.search(named, limit=500))
        counted = [workspace.trends([f"query:{query}"]) for query in (named, plain)]
        assert counted[0]["occurrences"].tolist() == counted[1]["occurrences"].tolist()


def test_options_and_series_take_names(sample_store: Path) -> None:
    with Workspace(sample_store) as workspace:
        named = workspace.search("", strategy="技术与资源反制", language="中文", limit=500)
        plain = workspace.search("", strategy="tech_leverage", language="zh", limit=500)
        assert len(named) and named.equals(plain)
        series = workspace.trends(["strategy:技术与资源反制", "strategy:tech_leverage"]).groupby("series")
        one, other = (frame["occurrences"].tolist() for _, frame in series)
        assert one == other and sum(one)
        for facts in (workspace.directives, workspace.documents):
            assert len(facts(language="英文")) == len(facts(language="en")) > 0
        assert event_filter(workspace.lexicon, languages=["英文"]).languages == ["en"]
        assert len(workspace.keyness(language="英文", minimum=2)) == len(
            workspace.keyness(language="en", minimum=2)
        )


def test_a_collection_by_a_named_strategy_has_its_passages(sample_store: Path, tmp_path: Path) -> None:

    with Workspace(copy_store(sample_store, tmp_path)) as workspace:
        workspace.desk.create("leverage", query="strategy:技术与资源反制")
        found = workspace.search("", collection="leverage", limit=500)
        assert len(found) == len(workspace.search("strategy:tech_leverage", limit=500))


def test_a_name_of_the_other_kind_is_explained(sample_store: Path) -> None:
    with Workspace(sample_store) as workspace, pytest.raises(UsageError, match="instrument:export_control"):
        workspace.search("strategy:出口管制")
