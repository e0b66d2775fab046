"""Documents, rejections and reasons pass from one process to another."""

from __future__ import annotations

import pickle

import pytest

from flows.records import Reason, Rejection


@pytest.mark.parametrize(
    "sent",
    [
        Reason("corpus.not_read"),
        Reason("corpus.not_read", {"message": "?"}),
        Rejection("made", "a.txt", "read", "corpus.not_read", Reason("corpus.not_read").as_value()),
        Rejection("made", "a.txt", "read", "corpus.not_read"),
    ],
)
def test_a_reason_can_be_sent_to_another_process(sent: Reason | Rejection) -> None:
    assert pickle.loads(pickle.dumps(sent)) == sent
