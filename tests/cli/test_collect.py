"""`zhengce ingest` and the sources that it is given."""

from __future__ import annotations

from pathlib import Path

from flows.cli.main import _run


def test_a_missing_file_makes_no_store(tmp_path: Path) -> None:
    there = tmp_path / "a.txt"
    there.write_text("关于试点的通知", encoding="utf-8")
    path = tmp_path / "new" / "s.sqlite"
    words = ["ingest", str(there), str(tmp_path / "gone.txt"), "--corpus", "x", "--store", str(path)]
    assert _run(words) == 2
    assert not path.parent.exists()
