"""The strategy model: it survives saving and loading, applies thresholds, and reports errors by name."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.classifier.features import (
    extract_features,
)
from flows.annotation.classifier.model import (
    MODEL_FILE,
    StrategyModel,
    cut_windows,
    load_model,
    save_model,
    weigh_rows,
)
from flows.annotation.classifier.taxonomy import Taxonomy, load_taxonomy
from flows.errors import ConfigurationError

FEATURES = [["w:甲", "c:one"], ["w:乙"], ["w:甲", "w:乙", "|", "c:one", "c:one"], ["w:none"]]
NAMES = ["c:one", "w:乙", "w:甲"]


@pytest.fixture(scope="module")
def model() -> StrategyModel:
    coefficients = np.zeros((3, len(NAMES)), dtype=np.float32)
    coefficients[0, NAMES.index("c:one")] = 4
    coefficients[1, NAMES.index("w:甲")] = 2
    coefficients[2, NAMES.index("w:乙")] = 6
    return StrategyModel(
        labels=["first", "second", "tool"],
        kinds={"first": "strategy", "second": "strategy", "tool": "instrument"},
        features=NAMES,
        idf=np.array([1.5, 1, 1.2], dtype=np.float32),
        coefficients=coefficients,
        intercepts=np.array([-1, -1, -1], dtype=np.float32),
        calibration={"first": (1.0, 0.0, 0.0), "second": (1.0, 1.0, 0.5), "tool": (0.5, 0.5, -0.5)},
        thresholds={"first": 0.5, "second": 0.5, "tool": 0.4},
        version="v-test",
        taxonomy_hash="tax-hash",
    )


def test_saved_and_loaded_alike(model: StrategyModel, tmp_path: Path) -> None:
    save_model(model, tmp_path / "2024-01")
    loaded = load_model(tmp_path, Taxonomy((), "tax-hash"))
    assert np.array_equal(loaded.predict(FEATURES), model.predict(FEATURES))
    for name in ("labels", "kinds", "thresholds", "version", "taxonomy_hash"):
        assert getattr(loaded, name) == getattr(model, name)
    assert {label: tuple(factors) for label, factors in loaded.calibration.items()} == model.calibration
    assert loaded.features == model.features


def test_newest_version_is_loaded(model: StrategyModel, tmp_path: Path) -> None:
    for version in ("2024-01", "2024-10", "2023-12"):
        model.version = version
        save_model(model, tmp_path / version)
    model.version = "v-test"
    assert load_model(tmp_path).version == "2024-10"


def test_probabilities_are_calibrated_decisions(model: StrategyModel) -> None:
    probabilities = model.predict(FEATURES)
    assert probabilities.shape == (4, 3)
    assert ((probabilities > 0) & (probabilities < 1)).all()
    unknown = [
        1 / (1 + np.exp(-(-whole - best + intercept)))
        for whole, best, intercept in model.calibration.values()
    ]
    assert probabilities[3] == pytest.approx(unknown)
    assert model.predict([]).shape == (0, 3)


def test_a_passage_alone_is_as_among_others(model: StrategyModel) -> None:
    together = model.predict(FEATURES)
    for features, row in zip(FEATURES, together, strict=True):
        assert model.predict([features])[0] == pytest.approx(row, abs=1e-7)


@pytest.mark.parametrize(
    ("probabilities", "kind", "chosen"),
    [
        ([0.6, 0.9, 0.1], "strategy", ["second", "first"]),
        ([0.5, 0.4999, 0.9], "strategy", ["first"]),
        ([0.49, 0.49, 0.9], "strategy", []),
        ([0.9, 0.9, 0.4], "instrument", ["tool"]),
        ([0.9, 0.9, 0.39], "instrument", []),
    ],
)
def test_thresholds(model: StrategyModel, probabilities: list[float], kind: str, chosen: list[str]) -> None:
    assert model.choose(probabilities, kind) == chosen


@pytest.mark.parametrize(
    ("ids", "english", "chinese"),
    [
        (["first", "second", "own", "more"], "has not learned own, more, found in", "中的类别：own、more。"),
        (["first"], "has learned second, missing from", "已没有的类别：second。"),
        (["second", "first"], "were redefined in taxonomy.toml", "定义已变"),
    ],
)
def test_other_taxonomy_is_refused(
    model: StrategyModel, tmp_path: Path, ids: list[str], english: str, chinese: str
) -> None:
    save_model(model, tmp_path / "1")
    kinds = {**dict.fromkeys(ids, "strategy"), "tool": "instrument"}
    path = tmp_path / "taxonomy.toml"
    path.write_text(
        "".join(
            f'[[{kind}]]\nid = "{id_}"\nzh = ""\nen = ""\ndefinition = ""\n' for id_, kind in kinds.items()
        ),
        encoding="utf-8",
    )
    with pytest.raises(ConfigurationError, match='Run "zhengce train strategies", or') as raised:
        load_model(tmp_path, load_taxonomy(path))
    assert english in str(raised.value)
    assert chinese in raised.value.message("zh")


def test_no_model_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "1").mkdir()
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(ConfigurationError, match=r'no trained model\. Run "zhengce train strategies"'):
            load_model(folder)


@pytest.mark.parametrize("harm", ["empty", "cut", "text", "pickle"])
def test_damaged_file_is_refused(model: StrategyModel, tmp_path: Path, harm: str) -> None:
    import pickle

    save_model(model, tmp_path / "1")
    path = tmp_path / "1" / MODEL_FILE
    data = path.read_bytes()
    path.write_bytes(
        {
            "empty": b"",
            "cut": data[: len(data) // 2],
            "text": b"not a model",
            "pickle": pickle.dumps({"a": 1}),
        }[harm]
    )
    with pytest.raises(ConfigurationError, match=r"model.skops: can't be loaded .*Train it again") as raised:
        load_model(tmp_path)
    assert "\n" not in str(raised.value)


def test_file_that_names_foreign_code_is_refused(model: StrategyModel, tmp_path: Path) -> None:
    import skops.io

    (tmp_path / "1").mkdir()
    skops.io.dump({"labels": extract_features}, tmp_path / "1" / MODEL_FILE)
    with pytest.raises(ConfigurationError, match="can't be loaded"):
        load_model(tmp_path)


@pytest.mark.parametrize(
    ("count", "windows"), [(0, []), (1, []), (2, []), (3, [(0, 2), (1, 3)]), (4, [(0, 2), (1, 3), (2, 4)])]
)
def test_windows(count: int, windows: list[tuple[int, int]]) -> None:
    assert cut_windows(count) == windows


@given(st.lists(st.lists(st.integers(0, 4), max_size=12), max_size=6))
def test_rows_are_weighed_each_by_itself(rows: list[list[int]]) -> None:
    idf = np.array([1.0, 1.5, 2.0, 0.5, 1.2], dtype=np.float32)
    together = weigh_rows(rows, idf).toarray()
    assert together.shape == (len(rows), 5)
    for row, weights in zip(rows, together, strict=True):
        assert np.allclose(weights, weigh_rows([row], idf).toarray()[0], atol=1e-6)
        assert {place for place in range(5) if weights[place] > 0} == set(row)


def test_one_clause_of_a_long_passage_counts(model: StrategyModel) -> None:
    filler = ["w:乙", "|"] * 30
    whole, best = model.decide([["c:one", "|", *filler]])
    assert best[0, 0] > whole[0, 0]
