"""Training and measuring the models of names: sentences with marked names, the training, the scores."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.names.learning.scores import Scores
    from flows.annotation.names.learning.sentences import (
        Sentence,
        add_words,
        annotate_by_lexicon,
        correct_by_lexicon,
        read_iob2,
        read_teacher,
        swap_names,
    )
    from flows.annotation.names.learning.starting import Ground
    from flows.annotation.names.learning.training import (
        Schedule,
        measure_model,
        measure_reliability,
        save_pipeline,
        train_names,
        wrap_pipeline,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "Ground",
    "Schedule",
    "Scores",
    "Sentence",
    "add_words",
    "annotate_by_lexicon",
    "correct_by_lexicon",
    "measure_model",
    "measure_reliability",
    "read_iob2",
    "read_teacher",
    "save_pipeline",
    "swap_names",
    "train_names",
    "wrap_pipeline",
]
