"""The shape of a title: what tells it from prose, and what files and pages add to it."""

from __future__ import annotations

import re

from flows.text import HAN, lazy_pattern

MAX_TITLE = 120  # characters
ENDS_LIKE_PROSE = lazy_pattern(r"[。；;][”」』]?$|[^.]\.$|[，,：:]$")
_NEXT_SENTENCE = lazy_pattern(rf"。[”」』]?[{HAN}（“「《]")
_FILE_PREFIX = lazy_pattern(r"^(?:\d{8}_\d{1,8}_|\d{1,4}_|\d{4}-\d{2}-\d{2}_)(?=\D)")
_FILE_ENDING = lazy_pattern(r"\.(?:md|txt|docx?|pdf|html?)$", re.IGNORECASE)
_NOTE_MARKS = lazy_pattern(r"(?:\s*[\[［]\d{1,2}[\]］])+\s*$")
_UNDERSCORE = lazy_pattern(rf"(?<=[{HAN}》）”])_+(?=[{HAN}《（“])")


def is_title(line: str) -> bool:
    """Return whether a line may be a title: short, and neither a sentence nor its beginning."""
    is_prose = ENDS_LIKE_PROSE.search(line) or _NEXT_SENTENCE.search(line)
    return len(line) <= MAX_TITLE and not is_prose


def tidy_file_title(title: str) -> str:
    """Return a title without what file names add: `001_`, `20260203_131866_`, underscores, an ending."""
    bare = _FILE_ENDING.sub("", _FILE_PREFIX.sub("", title))
    return _UNDERSCORE.sub(" ", bare).strip() or title


def strip_note_marks(title: str) -> str:
    """Return a title without the marks of footnotes at its end: `在会议上的讲话[1]`."""
    return _NOTE_MARKS.sub("", title) or title
