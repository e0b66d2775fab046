"""Footnote marks, datelines and labels in English text, which state nothing."""

from __future__ import annotations

from flows.text import lazy_pattern

_MARKS = lazy_pattern(
    # "subsidies.12 In", "(2019).7 The"; not "3.12 In", which may be a decimal.
    r"(?<=[A-Za-z%)\]”\"’'][.,;:!?])(?P<after_stop>\d{1,3}(?:[,–-]\d{1,3})*)(?=\s+[A-Z“\"(]|\s*$)"
    # "in 2019.45 The": a year and a mark.
    r"|(?<=\b(?:19|20)\d\d[.,;])(?P<after_year>\d{1,3})(?=\s+[A-Z“\"(]|\s*$)"
    # "a share of 12 percent23 and"
    r"|(?<=[a-z]{4})(?<!covid)(?P<after_word>\d{1,3})(?=[\s.,;:)]|$)"
    # "(2019)12", "in 2019”12"
    r"|(?<=[)”])(?P<after_bracket>\d{1,3})(?=[\s.,;:]|$)"
    # "subsidies [12]"
    r"|(?P<in_brackets>\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\])"
)
# What a change is counted from, in short: 7.4% y/y.
_STEPS = lazy_pattern(
    r"(?<=[%t]) (?:[yqm]/[yqm]|[yqm]-o-[yqm]|YoY|QoQ|MoM|yoy|qoq|Y/Y|Q/Q|M/M)(?=[\s,.;:)]|$)"
)
# Where and when news was written: BEIJING, Aug. 14 (Xinhua) --, LONDON (Reuters) -.
_DATELINE = lazy_pattern(
    r"(?<![^\n])[A-Z][A-Z .,'’/-]{2,40}(?: ?[A-Z][a-z]{2,8}\.? ?\d{1,2},?)?(?: ?\([A-Za-z /]{2,30}\))? ?"
    r"(?:--|[—–]|(?<=\)) ?-|(?<=\) )-) ?"
)
_LABELS = lazy_pattern(r"(?:(?<=[.?!] )|(?<![^\n]))[QA]:")
_BRACKETS = lazy_pattern(r"\[\d{1,3}(?:\s?[,，–-]\s?\d{1,3})*\]|［\d{1,3}］")


def blank_footnotes(text: str, language: str) -> str:
    """Return the text with footnote marks blanked (in Chinese, those in square brackets), of equal length.

    The labels of questions and answers, the datelines of news, and the bases of changes (y/y) in English, are
    blanked too.
    """
    if language != "zh":
        text = _STEPS.sub(lambda match: " " * len(match[0]), text)
    if language != "zh":
        text = _DATELINE.sub(lambda match: " " * len(match[0]), text)
    if language != "zh" and ("Q:" in text or "A:" in text):
        text = _LABELS.sub("  ", text)
    if language == "zh" and "[" not in text and "［" not in text:
        return text
    marks = _BRACKETS if language == "zh" else _MARKS
    return marks.sub(lambda match: " " * len(match[0]), text)
