"""Records: files of JSON and CSV, one document per record."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.corpus.readers.records.field_mapping import propose_fields
    from flows.corpus.readers.records.finding import RecordPlace, find_record
    from flows.corpus.readers.records.reading import Drafts, read_csv, read_json, read_jsonl
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "Drafts",
    "RecordPlace",
    "find_record",
    "propose_fields",
    "read_csv",
    "read_json",
    "read_jsonl",
]
