"""Plain text and Markdown (with YAML front matter)."""

from __future__ import annotations

import re

import yaml

from flows.corpus.metadata import Metadata, find_title, read_fields
from flows.corpus.readers.shared import Options, Place, Reading, build_document, decode_or_reject
from flows.records import Rejection

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)


def read_text(data: bytes, place: Place, options: Options) -> Reading:
    """Read one plain-text document; its first line is the title where it looks like one."""
    decoded = decode_or_reject(data, place, options.encoding)
    if isinstance(decoded, Rejection):
        yield decoded
        return
    found = Metadata(fields={"title": find_title(decoded.text)})
    yield build_document(place, options, found, decoded.text, format="txt", decoded=decoded)


def read_markdown(data: bytes, place: Place, options: Options) -> Reading:
    """Read one Markdown document; front matter gives metadata, the text behind it is kept as it stands."""
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
    yield build_document(place, options, found, text, format="md", decoded=decoded)
