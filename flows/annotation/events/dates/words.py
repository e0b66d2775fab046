"""The words of `words.toml`, such as yesterday and 同年, and short names of months."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from flows.text import compile_alternatives

SHORT_MONTH = r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"


@cache
def relative_words() -> dict[str, re.Pattern[str]]:
    """Return the patterns of words that refer to another date, by what they mean."""
    table = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    return {key: compile_alternatives(rf"(?<![a-z])(?:{words})(?![a-z])") for key, words in table.items()}
