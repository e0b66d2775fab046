"""Continued training starts from the output of the earlier model."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from flows.annotation.names.features import WordTables
from flows.annotation.names.learning.starting import copy_weights, load_start
from flows.annotation.names.network import COMPONENT, build_language, make_doc, set_features


def test_a_copied_network_gives_the_scores_of_the_earlier_one(models: Path) -> None:
    newest = max((models / "artefacts" / "ner_zh").glob("[0-9]*"))
    old = set_features(load_start(newest), "zh")
    pipe = old.get_pipe(COMPONENT)
    new = build_language("zh", pipe.labels, WordTables({}, {}))
    new.initialize()
    copy_weights(pipe.model, new.get_pipe(COMPONENT).model)
    words = ["李", "雷", "在", "海口", "。"]
    expected = pipe.model.predict([make_doc(old, words)])[0]
    np.testing.assert_allclose(
        new.get_pipe(COMPONENT).model.predict([make_doc(new, words)])[0], expected, atol=1e-4
    )
