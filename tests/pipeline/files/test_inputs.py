"""The bytes of a file or of standard input: an error says what to do where a text was given as a path."""

from __future__ import annotations

import pytest

from flows.errors import UsageError
from flows.pipeline.files.inputs import read_input


@pytest.mark.parametrize(
    ("path", "is_text"),
    [
        ("一段文字", True),
        ("推动自主可控。", True),
        ("Promote self-reliance. By 3.5 percent", True),
        ("文" * 300, True),  # too long for a file name
        ("texts/missing", False),
        ("missing.txt", False),
    ],
)
def test_a_text_given_as_a_path_is_told_about_standard_input(path: str, is_text: bool) -> None:
    with pytest.raises(UsageError) as caught:
        read_input(path, command="zhengce analyze -")
    for locale in ("en", "zh"):
        assert ("| zhengce analyze -" in caught.value.message(locale)) is is_text
    with pytest.raises(UsageError) as caught:
        read_input(path)
    assert "standard input" not in caught.value.message("en")
