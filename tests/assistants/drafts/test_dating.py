"""The date of a draft: as its first lines or its last one state it, else that of its file or page."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import docx
import pytest

from flows.assistants.drafts import (
    DraftDate,
    describe_draft_date,
    find_draft_date,
    read_draft,
    read_text_draft,
)
from flows.assistants.drafts.claims import Draft
from flows.text import this_day
from tests.support import make_pdf

STORY = "Farms register kelp.\n\nThe Kelp Law was passed on 1 May 2010, and as of June 2011 was in force.\n"
TEXT = "养殖户应当登记。\n\n2010年5月1日通过的《样例省海带养殖条例》已经施行。\n"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Draft of 3 March 2024", "2024-03-03"),
        ("*Working draft (v2), March 3, 2024 — not for circulation*", "2024-03-03"),
        ("Draft dated 2024-03-03", "2024-03-03"),
        ("As of March 2024", "2024-03"),
        ("**Date:** 2024-03-03", "2024-03-03"),
        ("date: 2024-03-03", "2024-03-03"),
        ("Last updated 3rd March 2024", "2024-03-03"),
        ("# Kelp, again (draft of 3 March 2024)", "2024-03-03"),
        ("Kelp Desk | Draft of 3 March 2024 | confidential", "2024-03-03"),
        ("3 March 2024", "2024-03-03"),
        ("Beijing, 3 March 2024", "2024-03-03"),
        ("起草日期：2024年3月3日", "2024-03-03"),
        ("2024年3月3日 稿", "2024-03-03"),
        ("（2024年3月3日稿）", "2024-03-03"),
        ("# 海带札记（2024年3月修订稿）", "2024-03"),
        ("内部资料　初稿，二〇二四年三月三日", "2024-03-03"),
        ("截至2024年3月", "2024-03"),
        ("初稿完成于2024年3月3日。", "2024-03-03"),
        ("稿件日期\t2024/3/3", "2024-03-03"),
        ("2024年3月3日", "2024-03-03"),
    ],
)
def test_a_line_of_its_own_states_the_date(line: str, date: str) -> None:
    for story in (STORY, TEXT):
        for text in (f"{line}\n\n{story}", f"Kelp\n\n{line}\n{story}"):
            assert find_draft_date(read_text_draft(text)) == DraftDate(date)


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        TEXT,
        "As of March 2024, the Kelp Law is in force.",
        "《样例省海带养殖条例》，2010年5月1日\n\n养殖户应当登记。",
        "> Draft of 3 March 2024\n\nFarms register.",
        "Farms register.\n\n> Every farm registers.\n\n— The Kelp Law, 1 May 2010",
        "2024\n\nFarms register.",
        "截至2024年3月，《样例省海带养殖条例》有效。",
        "Draft of 31 February 2024\n\nFarms register.",
        "\n".join(["Farms register."] * 14 + ["Draft of 3 March 2024", "Farms register."]),
    ],
)
def test_other_dates_are_not_those_of_the_draft(text: str) -> None:
    assert find_draft_date(read_text_draft(text)) == DraftDate("")


def test_the_last_line_may_have_the_date() -> None:
    for text in (f"{TEXT}\n2024年3月3日\n", f"{STORY}\nBeijing, 3 March 2024"):
        assert find_draft_date(read_text_draft(text)) == DraftDate("2024-03-03")


def make_saved(*, saved: datetime | None) -> bytes:
    document = docx.Document()
    document.add_paragraph("Farms register.")
    if saved:
        document.core_properties.modified = saved
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (make_saved(saved=datetime(2024, 3, 3, tzinfo=UTC)), "d.docx"),
        (
            b'<html><head><meta property="article:published_time" content="2024-03-03T08:00:00Z"></head>'
            b"<body><p>Farms register.</p></body></html>",
            "d.html",
        ),
        (make_pdf(("Farms register their kelp.",), info="/CreationDate (D:20240303080000Z)"), "d.pdf"),
    ],
)
def test_a_file_or_page_has_a_date(data: bytes, name: str) -> None:
    assert find_draft_date(read_draft(data, name)) == DraftDate("2024-03-03", is_of_file=True)


def test_the_date_of_a_template_is_not_that_of_a_draft() -> None:
    assert find_draft_date(read_draft(make_saved(saved=None), "d.docx")) == DraftDate("")


def test_the_date_in_the_text_takes_precedence_over_that_of_the_file() -> None:
    draft = Draft("Draft of 3 March 2024\n\nFarms register.", file_date="2024-05-01")
    assert find_draft_date(draft) == DraftDate("2024-03-03")


def test_the_date_is_told_in_both_languages_unless_a_day_was_given() -> None:
    draft = read_text_draft(f"Draft of 3 March 2024\n\n{STORY}")
    assert describe_draft_date(draft, "") == (
        "the draft is dated 2024-03-03; what is in force is judged as of today, and with "
        "--as-of 2024-03-03 as of then"
    )
    assert describe_draft_date(draft, "", "zh") == (
        "稿件日期为 2024-03-03；文件效力按今天判断；加上 --as-of 2024-03-03 则按该日判断"
    )
    assert "enter 2024-03-03 as the day of the draft" in describe_draft_date(draft, "", for_page=True)
    assert "在“稿件日期”中填入 2024-03-03" in describe_draft_date(draft, "", "zh", for_page=True)
    assert describe_draft_date(draft, "2024-03-03") == ""
    assert describe_draft_date(read_text_draft(STORY), "") == ""
    assert describe_draft_date(Draft(STORY, file_date="2024-03-03"), "").startswith(
        "the file of the draft is"
    )


def test_a_file_saved_in_the_last_weeks_is_not_worth_a_note() -> None:
    for days, is_told in ((3, False), (90, True)):
        saved = (this_day() - timedelta(days)).isoformat()
        assert bool(describe_draft_date(Draft(STORY, file_date=saved), "")) == is_told
        stated = read_text_draft(f"Date: {saved}\n\n{STORY}")
        assert describe_draft_date(stated, "")


def test_a_draft_of_today_is_judged_as_of_its_day_anyway() -> None:
    today = this_day().isoformat()
    for date in (today, today[:7]):
        assert describe_draft_date(read_text_draft(f"Date: {date}\n\n{STORY}"), "") == ""
