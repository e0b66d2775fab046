"""Titles without what files and pages add."""

from __future__ import annotations

import pytest

from flows.corpus.metadata.titles import strip_note_marks, tidy_file_title


@pytest.mark.parametrize(
    ("title", "tidy"),
    [
        ("001_关于试点的通知", "关于试点的通知"),
        ("20260203_131866_问答实录：《试点_方案》", "问答实录：《试点 方案》"),
        ("试点方案.md", "试点方案"),
        ("2021年试点方案", "2021年试点方案"),
        ("pilot_work", "pilot_work"),
        ("14_5", "14_5"),
    ],
)
def test_title_without_what_file_names_add(title: str, tidy: str) -> None:
    assert tidy_file_title(title) == tidy


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("在会议上的讲话[1]", "在会议上的讲话"),
        ("讲话 ［1］[2] ", "讲话"),
        ("[1]", "[1]"),
        ("讲话[2021]", "讲话[2021]"),
    ],
)
def test_title_without_marks_of_notes(title: str, bare: str) -> None:
    assert strip_note_marks(title) == bare
