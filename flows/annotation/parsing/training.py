"""Training of the English tagger and parser: one small convolutional network, shared by both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, NamedTuple

from flows.annotation.parsing.treebank import TreebankSentence, make_examples
from flows.records import ReportMessage, report_nothing

_SEED = 7
_SCORED = 4  # passes after which scores are reported
_WIDTH, _DEPTH = 96, 4
_ATTRIBUTES = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]
_ROWS = [5000, 1000, 2500, 1500]


@dataclass(frozen=True, slots=True)
class ParseSchedule:
    """Length and speed of training.

    `batch` is a number of words. The learning rate rises to `rate` over `warm_up` steps, then falls linearly
    to `floor` times `rate`.
    """

    passes: int = 20
    batch: int = 500
    rate: float = 0.001
    drop: float = 0.2
    warm_up: int = 250
    floor: float = 0.03


class ParseScores(NamedTuple):
    """Shares of words with the right tag, the right head, and the right head and relation."""

    tag_accuracy: float
    uas: float
    las: float


def build_pipeline() -> Any:
    """Return the untrained pipeline: shared layer, tagger, parser."""
    import spacy

    nlp = spacy.blank("en")
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": _WIDTH,
        "attrs": _ATTRIBUTES,
        "rows": _ROWS,
        "include_static_vectors": False,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": _WIDTH,
        "depth": _DEPTH,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    nlp.add_pipe(
        "tok2vec",
        config={"model": {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}},
    )
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": _WIDTH, "upstream": "tok2vec"}
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": shared}})
    reader = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "parser",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": shared,
    }
    nlp.add_pipe("parser", config={"model": reader})
    return nlp


def train_parse(
    train: Sequence[TreebankSentence],
    held_out: Sequence[TreebankSentence],
    schedule: ParseSchedule,
    report: ReportMessage = report_nothing,
    *,
    start: Any = None,
    later: Sequence[TreebankSentence] = (),
) -> Any:
    """Return a trained pipeline (averaged weights); reports each pass, every few with scores on `held_out`.

    With `start`, a trained pipeline, its training is continued: it is changed, and returned. A new pipeline
    also knows the tags and relations of `later`, the sentences of a later stage.
    """
    from spacy.training.batchers import minibatch_by_words
    from thinc.api import Adam, fix_random_seed

    fix_random_seed(_SEED)
    random = Random(_SEED)
    nlp = start or build_pipeline()
    examples = make_examples(nlp, train)
    if start is None:
        known = [*examples, *make_examples(nlp, later)]
        nlp.initialize(lambda: known)
    optimizer = Adam(schedule.rate, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    total = max(1, schedule.passes * sum(len(example.x) for example in examples) // schedule.batch)
    step = 0
    for number in range(1, schedule.passes + 1):
        random.shuffle(examples)
        for batch in minibatch_by_words(examples, schedule.batch, tolerance=0.2, discard_oversize=False):
            step += 1
            warm_up_factor = min(1.0, step / schedule.warm_up)
            optimizer.learn_rate = schedule.rate * warm_up_factor * max(schedule.floor, 1 - step / total)
            nlp.update(batch, sgd=optimizer, drop=schedule.drop)
        if number % _SCORED and number < schedule.passes:
            report(f"pass {number} of {schedule.passes}")
            continue
        with nlp.use_params(optimizer.averages):
            scores = format_scores(measure_parse(nlp, held_out))
        report(f"pass {number} of {schedule.passes}: {scores}")
    _keep_averages(nlp, optimizer)
    return nlp


def _keep_averages(nlp: Any, optimizer: Any) -> None:
    """Make the averaged weights the pipeline's own."""
    for _name, pipe in nlp.pipeline:
        for node in pipe.model.walk():
            for name in node.param_names:
                averaged = optimizer.averages.get((node.id, name))
                if averaged is not None and node.has_param(name):
                    node.set_param(name, averaged)


def measure_parse(nlp: Any, sentences: Sequence[TreebankSentence]) -> ParseScores:
    """Return spaCy's scores on raw text: words that do not align with the treebank's count as wrong.

    As usual, heads are not scored for punctuation.
    """
    scores = nlp.evaluate(make_examples(nlp, sentences))
    return ParseScores(*(round(scores[name], 3) for name in ("tag_acc", "dep_uas", "dep_las")))


def format_scores(scores: ParseScores) -> str:
    """Return the scores on one line."""
    return f"tags {scores.tag_accuracy:.3f}, UAS {scores.uas:.3f}, LAS {scores.las:.3f}"
