"""Repeals by other documents: who may repeal what, undated documents, and from which day."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.annotator import Annotator
from tests.references.test_statuses import made, settled

OFFICE, CITY = "样例市人民政府办公室", "样例市人民政府"
REPEAL = "现决定废止下列文件：\n1.《关于支持海带产业的若干措施》（样府办〔2019〕22号）\n2.《海带机器人办法》"


@pytest.mark.parametrize(
    ("publisher", "decider", "number", "expected"),
    [
        (OFFICE, CITY, "样府办〔2019〕22号", "repealed 2025-05-10"),
        ("示范局", CITY, "样府办〔2019〕22号", "repealed 2025-05-10"),  # the number is that of the decision
        (OFFICE, CITY, "", "repealed 2025-05-10"),  # an office belongs to its government
        ("示范局", CITY, "", "in_force"),
        ("乙县人民政府办公室", CITY, "", "in_force"),
        (CITY, OFFICE, "", "in_force"),
        ("国务院办公厅", CITY, "样府办〔2019〕22号", "in_force"),
    ],
)
def test_who_may_repeal_a_document_whose_title_names_no_place(
    tmp_path: Path, annotator: Annotator, publisher: str, decider: str, number: str, expected: str
) -> None:
    old = made("1", "关于支持海带产业的若干措施", "2019-08-01", "一、给予海带企业一次性奖励。", publisher)
    if number:
        old["document_number"] = number
    rows = [old, made("2", "样例市关于废止部分文件的决定", "2025-05-10", REPEAL, decider)]
    assert settled(tmp_path, annotator, rows)["1"] == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([made("1", "海带合同管理条例", "", "第一条　制定本条例。")], "repealed 2022-05-01"),
        (
            [made("1", "海带合同管理条例", "", "第二条　本条例自2001年5月1日起施行。")],
            "repealed 2022-05-01",
        ),
        ([made("1", "海带合同管理条例", "", "第二条　本条例自2023年5月1日起施行。")], "in_force"),
        ([made("1", "海带合同管理条例", "", "第一条　根据2022年的要求，制定本条例。")], "in_force"),
        (
            [
                made("1", "海带合同管理条例", "", "第一条　为了管理海带合同，制定本条例。"),
                made("3", "海带合同管理条例", "1985-05-24", "第一条　管理海带合同的条例，较早的文本。"),
            ],
            "in_force",  # the dated one is meant
        ),
    ],
)
def test_a_repeal_of_an_undated_document(
    tmp_path: Path, annotator: Annotator, rows: list[dict[str, str]], expected: str
) -> None:
    text = "现决定废止《海带合同管理条例》。\n本决定自2022年5月1日起施行。"
    decision = made("2", "国务院关于废止部分行政法规的决定", "2022-03-29", text, "国务院")
    assert settled(tmp_path, annotator, [*rows, decision])["1"] == expected


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ('The "Regulations on Kelp Robots" shall be repealed as of July 1, 2022.', "2022-07-01"),
        ("自2022年7月1日13时01分起，停止实施《Regulations on Kelp Robots》。", "2022-07-01"),
        ('The "Regulations on Kelp Robots" are hereby repealed with effect from July 1, 2022.', "2022-07-01"),
        ('With effect from 1 July 2022, the "Regulations on Kelp Robots" are repealed.', "2022-07-01"),
        ('The "Regulations on Kelp Robots" are hereby repealed.', "2022-05-03"),
        (
            'The "Regulations on Kelp Robots" are hereby repealed. Fees are due from July 1, 2022.',
            "2022-05-03",
        ),
        (
            'The "Regulations on Kelp Robots" promulgated on May 1, 2009 are hereby repealed.',
            "2022-05-03",
        ),
    ],
)
def test_the_day_from_which_an_english_text_repeals(
    tmp_path: Path, annotator: Annotator, text: str, since: str
) -> None:
    rows = [
        made("1", "Regulations on Kelp Robots", "2019-03-01", "Article 1 These Regulations govern robots."),
        made("2", "Decision to Repeal the Regulations on Kelp Robots", "2022-05-03", text),
    ]
    assert settled(tmp_path, annotator, rows)["1"] == f"repealed {since}"


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("《海带机器人条例》（2019年公布）自2022年7月1日起废止。", "2022-07-01"),
        ("《甲鱼办法》《海带机器人条例》自2022年7月1日起予以废止。", "2022-07-01"),
        ("自2022年7月1日起，废止《海带机器人条例》。", "2022-07-01"),
        ("决定废止《海带机器人条例》，自2022年7月1日起改用新证。", "2022-05-03"),
        ("废止《海带机器人条例》。新办法自2022年7月1日起施行，旧证同时废止。", "2022-05-03"),
    ],
)
def test_the_day_from_which_a_chinese_text_repeals(
    tmp_path: Path, annotator: Annotator, text: str, since: str
) -> None:
    rows = [
        made("1", "海带机器人条例", "2019-03-01", "第一条　机器人应当登记。"),
        made("2", "关于废止海带机器人条例的决定", "2022-05-03", text),
    ]
    assert settled(tmp_path, annotator, rows)["1"] == f"repealed {since}"
