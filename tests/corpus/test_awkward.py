"""Awkward files are stored or rejected for a stated reason: within 20 s each and 3 GB, without a traceback."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.pipeline import ingest_paths
from flows.store.database import Store
from flows.store.documents import read_rejections
from tests.corpus import awkward
from tests.support import PROJECT

SECONDS, MEMORY = 20, 3_000_000_000
# Files that cannot be read, with words of the reason; and files whose text must be read.
REASONS = {
    "empty.txt": "empty file",
    "zeros.txt": "binary data, not text",
    "cut-character.txt": "not UTF-8",
    "comment.html": "no HTML in it",
    "deep.json": "not JSON",
    "empty.zip": "no text in it",
    "cut.zip": "damaged or truncated zip",
    "bomb.zip": "unpacks to 150 MB",
    "encrypted.zip": "needs a password",
    "up.zip": "leads out of the archive",
    "nested.zip": "an archive inside an archive",
    "cut.docx": "damaged or truncated DOCX",
    "cut.pdf": "damaged or truncated PDF",
    "is-text.pdf": "named .pdf but not such a file",
    "cut.jsonl.gz": "damaged or truncated gzip",
    "old.doc": "an old Word 97 to 2003",
    "picture.png": "a picture",
    "pipe.txt": "a pipe, socket or device",
    "null.txt": "a pipe, socket or device",
    "hole.txt": "binary data, not text",
}
READ = ("gb18030.txt", "utf-16.txt", "spans.html", "front-bomb.md", "spans.docx", "up")
MISSING = ("loop.txt", "dangling.txt")  # links that lead nowhere


def read_each(folder: Path) -> None:
    """Read each awkward file into a store; print, per file, seconds, documents and reasons as JSON lines."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    paths = []
    for name, data in awkward.list_files():
        path = folder / name
        path.write_bytes(data)
        paths.append(path)
    odd = folder / "odd"
    odd.mkdir()
    paths += awkward.make_odd_places(odd)
    with Store(folder / "store.sqlite") as store:
        for number, path in enumerate(paths):
            corpus, start, error = f"c{number}", time.monotonic(), ""
            signal.alarm(SECONDS)
            try:
                with store.run("test") as run:
                    ingest_paths(store, run.id, corpus, [path])
            except BaseException as fault:  # noqa: BLE001 - also the alarm
                error = f"{type(fault).__name__}: {fault}"[:200]
            signal.alarm(0)
            found = {
                "name": path.name,
                "seconds": round(time.monotonic() - start, 2),
                "documents": store.value("SELECT count(*) FROM document WHERE corpus = ?", (corpus,)),
                "reasons": [row.reason for row in read_rejections(store) if row.corpus == corpus],
                "error": error,
            }
            sys.stdout.write(json.dumps(found) + "\n")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_no_awkward_file_stops_a_run(tmp_path: Path) -> None:
    probe = "import sys; from tests.corpus.test_awkward import read_each, Path; read_each(Path(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", probe, tmp_path], cwd=PROJECT, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    rows = {row["name"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert len(rows) >= 120
    failed = {name: row["error"] for name, row in rows.items() if row["error"]}
    assert set(failed) == set(MISSING)
    assert all(error.startswith("UsageError") for error in failed.values())
    for name, reason in REASONS.items():
        assert rows[name]["documents"] == 0, name
        assert any(reason in found for found in rows[name]["reasons"]), rows[name]
    assert [name for name in READ if rows[name]["documents"] != 1] == []
    silent = [name for name, row in rows.items() if not row["documents"] and not row["reasons"]]
    assert set(silent) == set(MISSING)
