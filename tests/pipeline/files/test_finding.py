"""Files to read in a folder."""

from __future__ import annotations

from pathlib import Path

from flows.pipeline.files import find_files


def test_the_parts_of_a_saved_page_are_left_out(tmp_path: Path) -> None:
    names = [
        "a.html",
        "a_files/saved_resource.html",
        "a_files/inner/frame.htm",
        "a_files/style.css",
        "a_files/annex.pdf",
        "b.htm",
        "b.files/header.htm",
        "c_files/text.html",
        "_files/text.html",
        "d/e.HTML",
        "d/e_files/ads.html",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [str(path.relative_to(tmp_path)) for path in find_files(tmp_path)] == [
        "_files/text.html",
        "a.html",
        "a_files/annex.pdf",
        "b.htm",
        "c_files/text.html",
        "d/e.HTML",
    ]
