"""The annotation as a spaCy pipeline: a Doc with our tokens, `doc.spans["mentions"]` and `doc.cats`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flows.annotation.annotator import Annotator
from flows.records import Annotation


def build_pipeline(annotator: Annotator, language: str) -> Any:
    """Return a blank spaCy `Language` (zh or en) with our tokenizer; `nlp(text)` returns an annotated Doc.

    `doc.text` is the unchanged text. `doc.spans["mentions"]` contains the mentions that begin and end at
    tokens (label: type, kb_id: concept). All mentions, including nested ones inside a token, are records in
    `doc.user_data["mentions"]`.
    """
    import spacy  # takes a second to import

    nlp = spacy.blank({"zh": "zh"}.get(language, "en"))
    nlp.tokenizer = lambda text: make_doc(nlp.vocab, text, annotator.annotate([text])[0])
    return nlp


def make_doc(vocab: Any, text: str, annotation: Annotation) -> Any:
    """Return a spaCy Doc of `text` with the annotation on it; other white space becomes space tokens."""
    from spacy.tokens import Doc, Span, SpanGroup  # takes a second to import

    words: list[str] = []
    spaces: list[bool] = []
    position = 0
    for token, start, end in annotation.tokens:
        _add_space(text[position:start], words, spaces)
        words.append(token)
        spaces.append(False)
        position = end
    _add_space(text[position:], words, spaces)
    doc = Doc(vocab, words=words, spaces=spaces)
    aligned = []
    for mention in annotation.mentions:
        span = doc.char_span(
            mention.start, mention.end, label=mention.type, kb_id=mention.concept, alignment_mode="strict"
        )
        if isinstance(span, Span):
            aligned.append(span)
    doc.spans["mentions"] = SpanGroup(doc, spans=aligned)
    doc.user_data["mentions"] = list(annotation.mentions)
    doc.cats = {**annotation.strategies, **annotation.instrument_probabilities}
    return doc


def register_component(name: str, load: Callable[[], Annotator]) -> Callable[..., Component]:
    """Register a component with spaCy and return its factory; `load` is called for the first text."""
    from spacy.language import Language  # takes a second to import

    def factory(nlp: Any, name: str) -> Component:  # noqa: ARG001 - spaCy calls it with both
        return Component(load)

    Language.factory(name, func=factory)
    return factory


class Component:
    """Component that adds mentions and labels to a Doc whose tokens the pipeline has made.

    `doc.spans["mentions"]` covers the tokens that each mention touches (label: type, kb_id: concept).
    `doc.user_data["mentions"]` has the mentions with their exact code points, even within a token. `doc.cats`
    gets the probabilities of strategies and instruments.
    """

    def __init__(self, load: Callable[[], Annotator]) -> None:
        self._load = load
        self._annotator: Annotator | None = None

    def __call__(self, doc: Any) -> Any:
        """Return the Doc; values set by other components are kept."""
        from spacy.tokens import SpanGroup

        self._annotator = self._annotator or self._load()
        (annotation,) = self._annotator.annotate([doc.text])
        spans = (
            doc.char_span(one.start, one.end, label=one.type, kb_id=one.concept, alignment_mode="expand")
            for one in annotation.mentions
        )
        doc.spans["mentions"] = SpanGroup(doc, spans=[span for span in spans if span is not None])
        doc.user_data["mentions"] = list(annotation.mentions)
        doc.cats |= {**annotation.strategies, **annotation.instrument_probabilities}
        return doc


def _add_space(gap: str, words: list[str], spaces: list[bool]) -> None:
    """Append the white space `gap`: a first blank as the last token's flag, the rest as a space token."""
    if gap.startswith(" ") and words and not words[-1].isspace():
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)
