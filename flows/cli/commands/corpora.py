"""Commands about corpora: corpus fields."""

from __future__ import annotations

import sys
from pathlib import Path

from flows.errors import UsageError


def corpus_fields(file: Path) -> int:
    """Propose the `fields:` of a manifest for a CSV, JSONL or JSON file.

    YAML goes to standard output, with the filled records and an example value of each field. Nothing is
    stored.

    Parameters
    ----------
    file
        A file of records, also packed with gzip.
    """
    from flows.corpus.readers import Place, propose_fields

    try:
        data = file.read_bytes()
    except OSError:
        raise UsageError("cli.no_source", source=file) from None
    mapping = propose_fields(data, Place("", str(file), str(file), file.name))
    if not mapping.records:
        raise UsageError("cli.no_records", source=file)
    sys.stdout.write(mapping.as_yaml())
    return 0
