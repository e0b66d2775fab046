"""Mentions that the annotator finds only by patterns."""

from __future__ import annotations

from flows.annotation import Annotator


def found(annotator: Annotator, text: str) -> list[tuple[str, str]]:
    """Return the type and text of the mentions that only patterns find."""
    return [
        (mention.type, mention.text)
        for mention in annotator.annotate([text])[0].mentions
        if mention.source == "pattern"
    ]
