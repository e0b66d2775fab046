"""The same annotation as a spaCy pipeline: a Doc with our tokens, `doc.spans["mentions"]` and `doc.cats`."""

from __future__ import annotations

from typing import Any

from flows.annotation.annotator import Annotator
from flows.records import Annotation


def build_pipeline(annotator: Annotator, language: str) -> Any:
    """Return a blank spaCy `Language` (`zh` or `en`) whose tokenizer is ours; `nlp(text)` gives an annotated Doc.

    `doc.text` is the text unchanged. `doc.spans["mentions"]` holds the mentions that begin and end at tokens (label: type,
    kb_id: concept); all of them, nested ones inside a token too, are records in `doc.user_data["mentions"]`.
    """
    import spacy

    nlp = spacy.blank("zh" if language == "zh" else "en")
    nlp.tokenizer = lambda text: make_doc(nlp.vocab, text, annotator.annotate([text])[0])
    return nlp


def make_doc(vocab: Any, text: str, annotation: Annotation) -> Any:
    """Return a spaCy Doc of `text` with the annotation on it; white space that no token holds becomes space tokens."""
    from spacy.tokens import Doc, Span, SpanGroup

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


def _add_space(gap: str, words: list[str], spaces: list[bool]) -> None:
    """Put the white space `gap` behind the last token: one blank as its `spaces` flag, anything more as a space token."""
    if gap.startswith(" ") and words and not words[-1].isspace():
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)
