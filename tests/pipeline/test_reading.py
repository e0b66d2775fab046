"""Several corpora, read one after another: which errors end the run, and the report at its end."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable
from functools import partial

import pytest

from flows.errors import ConfigurationError, StoreError, ZhengceError
from flows.pipeline.reading import IngestCounts, check_expectations, read_each
from flows.records import Reason

EXPECTING = Reason("pipeline.too_few_documents", {"corpus": "c", "documents": 1, "minimum": 5})


def _fail(error: Exception) -> IngestCounts:
    raise error


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        (
            "en",
            "not read: b: No such file or folder. The other corpora were read and are stored; "
            "expectations not met: c: 1 document stored, at least 5 expected",
        ),
        (
            "zh",
            "未能读取：b：没有这个文件或文件夹。其余语料库已读取并入库；"
            "其中未达到预期：c：库中有 1 份文件，预期至少 5 份",
        ),
    ],
)
def test_a_corpus_below_its_expectation_is_not_among_those_not_read(locale: str, told: str) -> None:
    lost = FileNotFoundError(errno.ENOENT, "gone")
    counts = read_each({"b": partial(_fail, lost), "c": partial(IngestCounts, unmet=[EXPECTING])})
    with pytest.raises(ZhengceError) as caught:
        check_expectations(counts)
    assert caught.value.message(locale) == told


@pytest.mark.parametrize(
    ("error", "is_raised"),
    [
        (StoreError("store.full", folder="/x"), True),
        (StoreError("store.read_only", path="/x"), True),
        (StoreError("store.damaged", path="/x", reason="malformed"), True),
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EROFS, "Read-only file system"), True),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), True),
        (OSError(errno.EMFILE, "Too many open files"), True),
        (sqlite3.OperationalError("database or disk is full"), True),
        (StoreError("store.corpus_in_use", corpus="a"), False),
        (ConfigurationError("flows.no_such_file"), False),
        (OSError(errno.ENOENT, "No such file"), False),
        (OSError(errno.EACCES, "Permission denied"), False),
        (ConnectionResetError(errno.ECONNRESET, "Connection reset"), False),
    ],
)
def test_only_errors_of_one_corpus_let_the_others_be_read(error: Exception, is_raised: bool) -> None:
    read: list[str] = []

    def succeed() -> IngestCounts:
        read.append("b")
        return IngestCounts()

    readings: dict[str, Callable[[], IngestCounts]] = {"a": partial(_fail, error), "b": succeed}
    if is_raised:
        with pytest.raises(type(error)):
            read_each(readings)
    else:
        assert [reason.values["corpus"] for reason in read_each(readings).failed] == ["a"]
    assert read == ([] if is_raised else ["b"])
