"""Plain text, and Markdown with YAML front matter."""

from __future__ import annotations

import re

import yaml

from flows.corpus.metadata import Metadata, find_title, read_fields
from flows.corpus.readers.shared import Options, Place, Reading, Source, build_document, decode_or_reject
from flows.records import Rejection

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)


def read_text(data: bytes, place: Place, options: Options) -> Reading:
    """Read one plain-text document. Its first line is the title if it looks like one."""
    decoded = decode_or_reject(data, place, options.encoding)
    if isinstance(decoded, Rejection):
        yield decoded
        return
    found = Metadata(fields={"title": find_title(decoded.text)})
    yield build_document(place, options, found, decoded.text, Source("txt", decoded))


def read_markdown(data: bytes, place: Place, options: Options) -> Reading:
    """Read one Markdown document. Front matter gives metadata; the text after it is kept unchanged."""
    decoded = decode_or_reject(data, place, options.encoding)
    if isinstance(decoded, Rejection):
        yield decoded
        return
    text, found = decoded.text, Metadata()
    if match := _FRONT_MATTER.match(text):
        try:
            values = yaml.safe_load(match[1])
        except yaml.YAMLError:
            values = None
        if isinstance(values, dict):
            found = read_fields({str(name): value for name, value in values.items()}, options.fields)
            text = text[match.end() :]
        else:
            found.notes.append("the front matter is not YAML and was kept as text")
    found.add("title", find_title(text))
    yield build_document(place, options, found, text, Source("md", decoded))
