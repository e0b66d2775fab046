"""Heads of translations: a translator's note, then title, source and date of the text."""

from __future__ import annotations

import pytest

from flows.corpus.metadata.translations import TranslationHead, read_translation
from tests.support import read_one

IN_ONE_LINE = (
    "Translation The following document is China's sample plan, passed in March 2021. The sample plan has few "
    "targets. Title Outline of the Sample Plan for Pilot Work and Goals for 2035 样例规划和 2035 年远景目标纲要 "
    "Source Sample News Agency (样例社), March 12, 2021. The agency is official. The source text is available at: "
    "http://example.org/2021-03/13/a.htm US $1 ≈ 6.5 RMB, as of May 12, 2021. Translation Date May 12, 2021 "
    "Outline of the Sample Plan Contents Part One"
)
BY_LINES = """Translation

The following document is a notice of the sample ministry.

Title
“Notice on Issuing the Sample Action Plan (2018-2020)”
关于印发样例行动计划的通知

Author
Sample Ministry (样例部)

Source
Sample Ministry website, December 14, 2017. The source text is online at:
http://example.org/a

Translation Date
March 1, 2018

Notice on Issuing the Sample Action Plan
"""
LABELLED = """Unofficial translation

Title: A Sample Development Plan
Source: Sample Council website, July 8, 2017

A Sample Development Plan

The council says so.
"""
WITHOUT_TITLE = """TRANSLATION

Sample Development Plan
Source: Sample Council website, July 8, 2017

The council says so.
"""


@pytest.mark.parametrize(
    ("text", "title", "published"),
    [
        (IN_ONE_LINE, "Outline of the Sample Plan for Pilot Work and Goals for 2035", "2021-03-12"),
        (BY_LINES, "Notice on Issuing the Sample Action Plan (2018-2020)", "2017-12-14"),
        (LABELLED, "A Sample Development Plan", "2017-07-08"),
        (WITHOUT_TITLE, "", "2017-07-08"),
        ("Translation of values needs care. The Title of a law names it. Source: none", "", ""),
        ("A Sample Plan\nTitle\nOther\nSource\nSample Agency, July 8, 2017", "", ""),
        ("翻译\n标题 样例\n", "", ""),
        ("", "", ""),
    ],
)
def test_heads(text: str, title: str, published: str) -> None:
    assert read_translation(text) == TranslationHead(
        title, published, "Sample Ministry" if text == BY_LINES else ""
    )


@pytest.mark.parametrize(
    ("text", "title", "published"),
    [
        (IN_ONE_LINE, "Outline of the Sample Plan for Pilot Work and Goals for 2035", "2021-03-12"),
        (BY_LINES, "Notice on Issuing the Sample Action Plan (2018-2020)", "2017-12-14"),
        (LABELLED, "A Sample Development Plan", "2017-07-08"),
        (WITHOUT_TITLE, "Sample Development Plan", "2017-07-08"),
    ],
)
def test_a_translation_has_title_and_date_of_its_text(text: str, title: str, published: str) -> None:
    document = read_one(text.encode(), "a.txt")
    assert (document.title, document.published) == (title, published)


@pytest.mark.parametrize(
    ("author", "publisher"),
    [
        ("Ministry of Samples (MS; 样例部)", "Ministry of Samples"),
        ("State Council Office for Samples 样例办", "State Council Office for Samples"),
        ("Jane Doe (某人)", ""),
    ],
)
def test_the_body_that_wrote_the_text_is_the_publisher_of_its_translation(
    author: str, publisher: str
) -> None:
    text = BY_LINES.replace("Sample Ministry (样例部)", author)
    assert read_one(text.encode(), "a.txt").publisher == publisher
