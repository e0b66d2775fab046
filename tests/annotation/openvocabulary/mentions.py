"""What the annotator finds by patterns alone."""

from __future__ import annotations

from flows.annotation import Annotator


def found(annotator: Annotator, text: str) -> list[tuple[str, str]]:
    """Return type and text of the mentions that only a pattern finds."""
    return [
        (mention.type, mention.text)
        for mention in annotator.annotate([text])[0].mentions
        if mention.source == "pattern"
    ]
