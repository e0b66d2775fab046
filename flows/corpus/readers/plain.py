"""Plain text, and Markdown with YAML front matter."""

from __future__ import annotations

from flows.corpus.metadata import Metadata, find_shown_title, read_fields
from flows.corpus.readers.front_matter import FrontMatterError, split_front_matter
from flows.corpus.readers.shared import Options, Place, Reading, Source, build_document, decode_or_reject
from flows.records import Reason, Rejection


def read_text(data: bytes, place: Place, options: Options) -> Reading:
    """Read one plain-text document. Its first line is the title if it looks like one."""
    decoded = decode_or_reject(data, place, options.encoding)
    if isinstance(decoded, Rejection):
        yield decoded
        return
    found = Metadata(fields={"title": find_shown_title(decoded.text)})
    yield build_document(place, options, found, decoded.text, Source("txt", decoded))


def read_markdown(data: bytes, place: Place, options: Options) -> Reading:
    """Read one Markdown document. Front matter becomes metadata; the text after it is kept."""
    decoded = decode_or_reject(data, place, options.encoding)
    if isinstance(decoded, Rejection):
        yield decoded
        return
    try:
        values, text = split_front_matter(decoded.text)
        found = read_fields(values, options.fields)
    except FrontMatterError as error:
        found, text = Metadata(notes=[Reason(error.code, error.values)]), decoded.text
    found.add("title", find_shown_title(text))
    yield build_document(place, options, found, text, Source("md", decoded))
