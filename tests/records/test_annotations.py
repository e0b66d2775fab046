"""The version of annotations as the store records it."""

from __future__ import annotations

import pytest

from flows.records.annotations import AnnotationVersion


@pytest.mark.parametrize(
    "made",
    [
        AnnotationVersion("3f7a7b2b00259d29", "8", "en0001-c8c03bcf+zh0001-ade8032d"),
        AnnotationVersion("3f7a7b2b00259d29", "8", "none"),
    ],
)
def test_what_made_mentions_is_read_back(made: AnnotationVersion) -> None:
    assert AnnotationVersion.read(made.key) == made


def test_an_empty_key_is_of_nothing() -> None:
    assert AnnotationVersion.read("") == ("", "", "")
