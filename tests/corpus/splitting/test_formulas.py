"""Numbers and signs written as LaTeX formulas by programs that read PDFs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.corpus.splitting import write_out_formulas
from tests import support


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (r"占到了 $2 6 \%$ 以上", "占到了26%以上"),
        (r"为 $0 . 5 \%$ 、$1 7 \%$ 和 $- 4 \%$ 。", "为0.5%、17%和-4%。"),
        (r"more than $81 \%$ of the grants", "more than 81% of the grants"),
        (r"在 $2 0 \% - 5 0 \%$ 之间，约 $40 – 45 \%$ 的人员", "在20%-50%之间，约40–45%的人员"),
        (r"在 $1 0 0 { \sim } 2 0 0$ 节点", "在100~200节点"),
        (r"占 $5 7 \% ^ { [ 1 0 ] }$ ，", "占57%[10]，"),
        (r"$\textcircled{1}$ 研究；$\textcircled { 1 2 }$ 应用", "①研究；⑫应用"),
        (r"$\textcircled{21}$ 其他", "(21)其他"),
        ("$\\bullet$ 加强攻关\n$\\blacktriangle$ 补链", "•加强攻关\n▲补链"),
        ("“互联网 $^ +$ ”行动与“科技 $+$ 媒体”", "“互联网+”行动与“科技+媒体”"),
        (r"主频 $1 \mathrm { G H z }$ ，延迟 $1 . 5 \mu \mathrm { s }$ ", "主频1GHz，延迟1.5μs "),
        (r"带宽 $3 . 2 \mathrm { G B } / \mathrm { s }$ 。", "带宽3.2GB/s。"),
        (r"$1 5 0 ~ \mathrm { { M H z } }$ 频段", "150MHz频段"),
        (r"减少 $\mathrm { C O } _ { 2 }$ 和 $\mathrm { P M } _ { 2 . 5 }$ 排放", "减少CO2和PM2.5排放"),
        (r"升温 $1 . 5 ^ { \circ } \mathrm { C }$ 以内", "升温1.5°C以内"),
        (r"2014年 $1$ 月", "2014年1月"),
        (r"约 $5 \mathrm { ~ k m }$ ，共 $3 \text { billion dollars }$", "约5km，共3billion dollars"),
        (r"到 $\yen 60$ 亿，超过 $\$ 80$ million", "到¥60亿，超过$80 million"),
    ],
)
def test_numbers_and_signs_are_written_out(text: str, written: str) -> None:
    assert write_out_formulas(text) == written
    assert write_out_formulas(written) == written


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 to $10, or US$3 million and $4 billion.",
        "A fund of $100 + $200 = $300; $5-$10; $ 5 $ 6",
        "增加了$5亿，其中$3亿",
        "from $1 000 - $2 000 per head; prices: $1 200 $1 300; $50$60",
        r"约 $1 0 ~ 2 0$ 家",
        r"其中 $X _ { i j }$ 为 $i$ 国 $j$ 产业的出口总额",
        r"产生 $6 . 4 { \times } 1 0 ^ { 1 2 } \mathrm { n / s }$ 中子",
        r"$Q { = } f ( L , K )$",
        r"$\frac { 1 } { 2 }$ 与 $\unknown 5$",
        "$$\n1 0 \\%\n$$",
        "$" * 50,
    ],
)
def test_sums_of_money_and_real_formulas_stay(text: str) -> None:
    assert write_out_formulas(text) == text


def test_a_percentage_behind_a_sum_is_still_found() -> None:
    written = write_out_formulas(r"It cost $10 and grew by $5 . 5 \%$ a year.")
    assert written == "It cost $10 and grew by 5.5% a year."


@given(st.text(alphabet=r"$\{}[]^_%~+-. 019ab中（", max_size=60))
def test_nothing_but_what_a_formula_holds_is_touched(text: str) -> None:
    written = write_out_formulas(text)
    assert len(written) <= len(text)
    if "$" not in text:
        assert written == text
    for sign in "中（":
        assert written.count(sign) == text.count(sign)


def test_documents_are_read_with_their_numbers_written_out() -> None:
    documents, _ = support.read("占到了 $2 6 \\%$ 以上。\n".encode(), "a.txt")
    assert documents[0].text == "占到了26%以上。\n"
