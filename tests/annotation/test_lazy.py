"""A lazy annotator: its versions are those of the annotator that it loads."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from flows.annotation.annotator import Annotator, load_annotator
from flows.annotation.lazy import LazyAnnotator, load_lazily
from flows.errors import ConfigurationError
from tests.support import MODELS


def describe(lazy: LazyAnnotator) -> tuple[object, ...]:
    return lazy.lexicon.hash, lazy.versions, lazy.names, lazy.model_version, lazy.kinds


@pytest.fixture
def own_models(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MODELS, tmp_path / "models", ignore=shutil.ignore_patterns("training")))


def test_versions_are_those_of_the_annotator(annotator: Annotator) -> None:
    lazy = load_lazily(MODELS)
    assert describe(lazy) == describe(LazyAnnotator.of(annotator))
    assert (lazy.names, lazy.versions["full"]) == ("full", annotator.version)
    assert lazy.versions["sure"] == annotator.with_names("sure").version
    assert lazy.versions["none"] == annotator.without_entities().version
    assert len(set(lazy.versions.values())) == 3
    assert describe(load_lazily(MODELS, names="sure")) == describe(
        LazyAnnotator.of(annotator.with_names("sure"))
    )


@pytest.mark.parametrize("removed", [["ner_en"], ["ner_zh"], ["ner_zh", "ner_en"], ["parse_en"]])
def test_versions_are_those_of_the_annotator_without_some_models(
    own_models: Path, removed: Iterable[str]
) -> None:
    for name in removed:
        shutil.rmtree(own_models / "artefacts" / name)
    loaded = load_annotator(own_models)
    lazy = load_lazily(own_models)
    assert describe(lazy) == describe(LazyAnnotator.of(loaded))
    assert lazy.versions[lazy.names] == loaded.version == lazy.load().version


def test_what_is_missing_or_damaged_is_reported_as_on_loading(own_models: Path) -> None:
    with pytest.raises(ConfigurationError) as missing:
        load_lazily(own_models / "none")
    assert missing.value.code == "annotation.no_models_folder"
    (metrics,) = (own_models / "artefacts" / "ner_zh").glob("*/metrics.json")
    metrics.write_text("{")
    for load in (load_lazily, load_annotator):
        with pytest.raises(ConfigurationError) as damaged:
            load(own_models)
        assert damaged.value.code == "annotation.damaged_names_model"
        assert damaged.value.values["path"] == metrics.parent
