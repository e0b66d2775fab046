"""Mentions and links as W3C Web Annotations: JSON-LD objects anchored by position and by quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from flows.alignment.pairing import ExportedLink
from flows.store import DocumentWithMentions, PassageMention, PassageWithMentions, Store
from flows.store.documents import StoredDocument, read_document, read_text
from flows.store.translations import AlignedPassage, LinkedSpan, passages_to_align

Source = DocumentWithMentions | StoredDocument
Part = Literal["title", "text"]

# Web Annotation Data Model, W3C Recommendation of 23 February 2017.
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"zhengce": "urn:zhengce:terms:"}]
AROUND = 32  # code points of prefix and suffix


def annotate_documents(documents: Iterable[DocumentWithMentions]) -> Iterator[dict[str, Any]]:
    """Yield one annotation per mention in documents with their passages and mentions, in order.

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

    Its target is the document's text as stored, or its title if the passage is one (`zhengce:part` tells
    which). Start and end are code points of that text: the passage's start plus the mention's. Prefix and
    suffix are up to 32 code points.
    """
    part: Part = "title" if passage.kind == "title" else "text"
    whole = document.title if part == "title" else document.text
    start, end = passage.start + mention.start, passage.start + mention.end
    name = _name(document)
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
        "target": {"source": _source(document, part), "selector": _selectors(whole, start, end)},
        "zhengce:passage": passage.passage_id,
    }


def _name(document: Source) -> str:
    return f"urn:zhengce:{document.corpus}:{document.id}"


def _source(document: Source, part: Part) -> dict[str, object]:
    """Return the text of a document, or its title, as the source of a target."""
    source: dict[str, object] = {
        "id": f"{_name(document)}:{part}",
        "type": "Text",
        "format": "text/plain",
        "zhengce:part": part,
        "zhengce:title": document.title,
    }
    if document.language in ("zh", "en"):
        source["language"] = document.language
    if document.url:
        source["via"] = document.url
    return source


def _selectors(whole: str, start: int, end: int) -> list[dict[str, object]]:
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": whole[start:end],
            "prefix": whole[max(0, start - AROUND) : start],
            "suffix": whole[end : end + AROUND],
        },
    ]


def annotate_links(store: Store, links: Iterable[ExportedLink]) -> Iterator[dict[str, object]]:
    """Yield one annotation per valid link, with the motivation linking and a target in each document.

    A target is the stretch of sentences in the document's text as stored, or in its title. A side whose
    sentences are not contiguous in one text has one target per stretch.
    """
    for _, own in groupby(links, key=lambda link: link.pair.id):
        linked = [link for link in own if link.alignment == "linked"]
        if not linked:
            continue
        pair = linked[0].pair
        sides = [_read_side(store, document) for document in (pair.zh_document_id, pair.en_document_id)]
        for link in linked:
            targets = [
                target
                for side, spans in zip(sides, (link.zh, link.en), strict=True)
                for target in side.targets(spans)
            ]
            yield {
                "@context": CONTEXT,
                "id": f"urn:zhengce:link:{pair.id}:{link.position}",
                "type": "Annotation",
                "motivation": "linking",
                "target": targets,
                "zhengce:pair": pair.id,
                "zhengce:score": link.score,
                "zhengce:known_by": pair.known_by,
                "zhengce:status": pair.status,
                "zhengce:passages": [span.place for span in (*link.zh, *link.en)],
            }


@dataclass(frozen=True, slots=True)
class _Side:
    """A document of a pair, its text, and its passages by id."""

    document: StoredDocument
    text: str
    passages: Mapping[str, AlignedPassage]

    def targets(self, spans: Sequence[LinkedSpan]) -> Iterator[dict[str, object]]:
        """Yield one target per stretch of these sentences with only white space between them."""
        stretches: list[tuple[Part, int, int]] = []
        for span in spans:
            passage = self.passages[span.passage_id]
            part: Part = "title" if passage.kind == "title" else "text"
            start, end = passage.start + span.start, passage.start + span.end
            if (
                stretches
                and stretches[-1][0] == part
                and not self._whole(part)[stretches[-1][2] : start].strip()
            ):
                stretches[-1] = (part, stretches[-1][1], end)
            else:
                stretches.append((part, start, end))
        for part, start, end in stretches:
            yield {
                "source": _source(self.document, part),
                "selector": _selectors(self._whole(part), start, end),
            }

    def _whole(self, part: Part) -> str:
        return self.document.title if part == "title" else self.text


def _read_side(store: Store, document_id: str) -> _Side:
    document = read_document(store, document_id)
    assert document, document_id  # a pair consists of stored documents
    passages = {passage.id: passage for passage in passages_to_align(store, document_id)}
    return _Side(document, read_text(store, document_id), passages)
