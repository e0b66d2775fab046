"""The annotation as a spaCy pipeline: a Doc with our tokens, `doc.spans["mentions"]` and `doc.cats`."""

from __future__ import annotations

from typing import Any

from flows.annotation.annotator import Annotator
from flows.records import Annotation


def build_pipeline(annotator: Annotator, language: str) -> Any:
    """Return a blank spaCy `Language` (zh or en) with our tokenizer; `nlp(text)` returns an annotated Doc.

    `doc.text` is the text unchanged. `doc.spans["mentions"]` holds the mentions that begin and end at tokens
    (label: type, kb_id: concept). All mentions, also nested ones inside a token, are records in
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


def _add_space(gap: str, words: list[str], spaces: list[bool]) -> None:
    """Append the white space `gap`: a first blank as the last token's flag, the rest as a space token."""
    if gap.startswith(" ") and words and not words[-1].isspace():
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)
