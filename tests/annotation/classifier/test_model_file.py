"""The file of a trained model: it can be read back, and skops reads the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from flows.annotation.classifier.features import extract_features
from flows.annotation.classifier.model import MODEL_FILE
from flows.annotation.classifier.model_file import read_state, write_state
from tests.support import MODELS


def test_values_come_back_as_they_were(tmp_path: Path) -> None:
    state = {"名": ["a", "乙"], "factors": {"x": (0.5, 1.0, -2.0)}, "number": 3, "none": None}
    write_state({**state, "weights": np.eye(2, dtype=np.float32), "one": np.float64(0.25)}, tmp_path / "m")
    found = read_state(tmp_path / "m")
    weights, one = found.pop("weights"), found.pop("one")
    assert found == state
    assert weights.dtype == np.float32 and weights.tolist() == [[1.0, 0.0], [0.0, 1.0]]
    assert one == 0.25 and isinstance(one, np.float64)


def test_the_shipped_model_is_read_as_skops_reads_it() -> None:
    import skops.io  # inspects every loaded module, so not in each process that collects tests

    (path,) = (MODELS / "artefacts" / "strategies").glob(f"*/{MODEL_FILE}")
    found, expected = read_state(path), skops.io.load(path, trusted=[])
    assert found.keys() == expected.keys()
    for name, value in expected.items():
        np.testing.assert_equal(found[name], value)
        assert type(found[name]) is type(value)


@pytest.mark.parametrize("state", [{"labels": extract_features}, {"labels": {1, 2}}, {"labels": Path("x")}])
def test_other_objects_are_refused(tmp_path: Path, state: dict[str, object]) -> None:
    write_state(state, tmp_path / "m")
    with pytest.raises(ValueError, match="neither a plain value nor an array"):
        read_state(tmp_path / "m")


def test_a_file_without_names_is_refused(tmp_path: Path) -> None:
    import skops.io

    skops.io.dump([1], tmp_path / "m")
    with pytest.raises(ValueError, match="list instead of named values"):
        read_state(tmp_path / "m")
