"""Everything that the set measures, in one call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tests.accuracy.answers import Answers, adjudicate, read_answers
from tests.accuracy.counts import score_counts
from tests.accuracy.drafts import score_drafts
from tests.accuracy.pairs import score_pairs
from tests.accuracy.product import find_answers, open_store
from tests.accuracy.scores import STRATEGIES, Score, kappa, score_answers
from tests.accuracy.texts import LANGUAGES, AccuracyDocument, Place, read_documents


class AccuracySet(NamedTuple):
    """The documents, both readings, and what zhengce is measured on."""

    documents: list[AccuracyDocument]
    first: Answers
    second: Answers
    gold: Answers


def read_set() -> AccuracySet:
    """Return the set as it lies in the repository."""
    first, second = read_answers("first"), read_answers("second")
    return AccuracySet(read_documents(), first, second, adjudicate(first, second))


def texts_of(documents: Sequence[AccuracyDocument], language: str) -> dict[Place, str]:
    """Return the text of each passage of a language."""
    return {
        place: text
        for document in documents
        if document.language == language
        for place, text in zip(document.places(), document.passages, strict=True)
    }


def measure(chosen: AccuracySet) -> tuple[list[Score], Answers]:
    """Return all scores, and what zhengce found in the passages."""
    with open_store(chosen.documents) as workspace:
        found = find_answers(workspace, chosen.documents)
        scores = [
            score
            for language in LANGUAGES
            for score in score_answers(chosen.gold, found, language, texts_of(chosen.documents, language))
        ]
        scores += score_pairs(workspace)
        scores += score_drafts(workspace)
        scores += score_counts(workspace, chosen.documents, chosen.gold)
    return scores, found


def measure_agreement(chosen: AccuracySet) -> list[Score]:
    """Return the second reading scored against the first, over the passages that both read."""
    scores = []
    for language in LANGUAGES:
        texts = texts_of(chosen.documents, language)
        both = {place: text for place, text in texts.items() if place in chosen.second.places}
        scores += [
            score
            for score in score_answers(chosen.first, chosen.second, language, both)
            if score.n and not score.kind.endswith(("sure", "sure, all fields", "actor known"))
        ]
    return scores


def find_kappas(chosen: AccuracySet) -> dict[str, float]:
    """Return Cohen's kappa of the two readers for strategies and for instruments."""
    labels = {answer.label for answers in chosen.first.labels.values() for answer in answers}
    instruments = sorted(labels - set(STRATEGIES))
    return {
        name: kappa(chosen.first, chosen.second, wanted)
        for name, wanted in (("strategies", STRATEGIES), ("instruments", instruments))
    }
