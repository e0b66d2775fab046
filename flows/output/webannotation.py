"""Mentions as W3C Web Annotations: one JSON-LD object per mention, anchored by position and by quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flows.store import DocumentWithMentions, PassageMention, PassageWithMentions

# Web Annotation Data Model, W3C Recommendation of 23 February 2017.
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"zhengce": "urn:zhengce:terms:"}]
AROUND = 32  # code points of prefix and suffix


def annotate_documents(documents: Iterable[DocumentWithMentions]) -> Iterator[dict[str, Any]]:
    """Yield one annotation a mention of documents with their passages and mentions, in their order.

    A document has id, corpus, title, url, language, text and passages; a passage has passage_id, kind, start
    and mentions.
    """
    for document in documents:
        for passage in document.passages:
            for mention in passage.mentions:
                yield annotate_mention(document, passage, mention)


def annotate_mention(
    document: DocumentWithMentions, passage: PassageWithMentions, mention: PassageMention
) -> dict[str, Any]:
    """Return the annotation of one mention.

    Its target is the document's text as stored, or its title where the passage is one (`zhengce:part` says
    which). Start and end are code points of that text: the passage's start plus the mention's. Prefix and
    suffix are up to 32 code points.
    """
    part = "title" if passage.kind == "title" else "text"
    whole = document.title if part == "title" else document.text
    start, end = passage.start + mention.start, passage.start + mention.end
    name = f"urn:zhengce:{document.corpus}:{document.id}"
    source = {
        "id": f"{name}:{part}",
        "type": "Text",
        "format": "text/plain",
        "zhengce:part": part,
        "zhengce:title": document.title,
    }
    if document.language in ("zh", "en"):
        source["language"] = document.language
    if document.url:
        source["via"] = document.url
    body = {
        "type": "TextualBody",
        "purpose": "tagging",
        "value": mention.concept or mention.type,
        "zhengce:type": mention.type,
        "zhengce:concept": mention.concept,
        "zhengce:entity": mention.entity or "",
        "zhengce:source": mention.source,
        "zhengce:score": mention.score,
        "zhengce:nested": bool(mention.nested),
    }
    return {
        "@context": CONTEXT,
        "id": f"{name}:{part}:{start}-{end}:{mention.type}"
        + (f":{mention.concept}" if mention.concept else ""),
        "type": "Annotation",
        "motivation": "tagging",
        "body": body,
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": whole[start:end],
                    "prefix": whole[max(0, start - AROUND) : start],
                    "suffix": whole[end : end + AROUND],
                },
            ],
        },
        "zhengce:passage": passage.passage_id,
    }
