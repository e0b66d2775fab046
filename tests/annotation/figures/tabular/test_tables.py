"""Figures in tables: each cell is read with the heads of its row and column."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_rows, find_targets
from flows.annotation.figures.worded import blank_formulas

PLAN_EN = (
    "| Indicator | 2020 | 2025 | Nature |\n|---|---|---|---|\n"
    "| Sample spending as a share of output | 2.3% | 3.0% | Expected |\n"
    "| Sample output (trillion yuan) | 10.5 | >12 | Binding |"
)
PLAN_ZH = (
    "| 类别 | 指标 | 单位 | 2020年 | 2025年 | 年均/累计 | 属性 |\n"
    "| 创新 | 1.样例研发投入增长（%） |  | — | — | >7 | 预期性 |\n"
    "|  | 2.样例专利拥有量（件） |  | 6.3 | 12 |  | 预期性 |\n"
    "|  | 3.样例产业增加值 | 亿元 | 7.8 | 10以上 |  | 约束性 |"
)


def read(text: str, language: str, columns: tuple[str, ...] = (), section: str = "") -> list[str]:
    """Return each figure of `text` in one line, and check its span."""
    found = []
    for target in find_targets(text, language, setting=Setting(section, columns)):  # type: ignore[arg-type]
        assert text[target.start : target.end] == target.text
        value = f"{target.comparator} {target.value:.15g} {target.unit}".strip()
        parts = (target.indicator, value, target.kind, target.deadline, target.baseline)
        found.append(" · ".join(filter(None, parts)))
    return found


def test_baseline_of_a_plan_is_actual_and_its_year_the_deadline() -> None:
    assert read(PLAN_EN, "en") == [
        "Sample spending as a share of output · = 2.3 % · actual · 2020",
        "Sample spending as a share of output · = 3 % · target · 2025 · 2.3%",
        "Sample output · = 10500000000000 CNY · actual · 2020",
        "Sample output · > 12000000000000 CNY · target · 2025 · 10.5",
    ]


def test_chinese_plan_with_units_groups_and_a_column_without_a_year() -> None:
    assert read(PLAN_ZH, "zh") == [
        "样例研发投入增长（年均/累计） · > 7 % · target · 2025",
        "样例专利拥有量 · = 6.3 patents · actual · 2020",
        "样例专利拥有量 · = 12 patents · target · 2025 · 6.3",
        "样例产业增加值 · = 780000000 CNY · actual · 2020",
        "样例产业增加值 · >= 1000000000 CNY · target · 2025 · 7.8",
    ]


@pytest.mark.parametrize("text", [PLAN_EN, PLAN_ZH], ids=["en", "zh"])
def test_row_alone_is_read_as_in_its_table(text: str) -> None:
    whole = read(text, "und")
    apart = [line for row in find_rows(text) for line in read(text[row.start : row.end], "und", row.columns)]
    assert whole == apart


def test_head_of_two_rows_covers_the_columns_below_it() -> None:
    text = "| 指标 | 样例水平 |  | 属性 |\n|  | 2020年 | 2025年 |  |\n| 样例自给率 | 40% | 70%左右 | 约束性 |"
    assert read(text, "zh") == [
        "样例自给率（样例水平） · = 40 % · actual · 2020",
        "样例自给率（样例水平） · ~ 70 % · target · 2025 · 40%",
    ]


def test_row_that_is_a_year_has_its_indicators_above() -> None:
    text = "| Year | Sample spending (billion yuan) | Share of output |\n| 2019 | 2,214 | 2.23% |"
    assert read(text, "en") == [
        "Sample spending · = 2214000000000 CNY · actual · 2019",
        "Share of output · = 2.23 % · actual · 2019",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # No head shows which of the two is the target.
        ("| Sample share | 2.3% | 3.0% | Expected |", []),
        ("| Sample share | 3.0% | Expected |", ["Sample share · = 3 % · target"]),
        ("| 2020 | 2025 |", []),
        ("| 序号 | 联系电话 |\n| 1 | 12345678 |", []),
    ],
)
def test_without_heads_only_certain_figures_are_read(text: str, expected: list[str]) -> None:
    assert read(text, "und") == expected


def test_consecutive_years_are_statistics_and_a_plan_year_far_off_is_a_target() -> None:
    row = "\n| 样例规模（亿元） | 10 | 20 |"
    assert [line[-4:] for line in read("| 指标 | 2019年 | 2020年 |" + row, "zh")] == ["2019", "2020"]
    assert " target · 2030" in read("| 指标 | 2020年 | 2030年 |" + row, "zh")[1]


def test_prose_in_cells_and_around_tables_is_read_as_prose() -> None:
    text = (
        "样例产业增加值增长10%。\n| 任务 | 内容 |\n| 建设 | 到2025年，样例产品自给率达到70%以上，"
        "形成较为完整的样例产业链条和样例创新体系，打造样例产业集群。 |"
    )
    assert read(text, "zh") == [
        "样例产业增加值 · + 10 % · actual",
        "样例产品自给率 · >= 70 % · target · 2025",
    ]


@pytest.mark.parametrize(
    "text",
    ["Staff rose by $10 .", "Spending rose by $\\mathrm{a}_{10}$.", "a share of \\mathrm{10}"],
)
def test_formulas_are_not_money(text: str) -> None:
    assert find_targets(text, "en") == ()
    assert find_targets("计算方法：样例人数/样例总人数×100%。", "zh") == ()
    assert len(blank_formulas(text)) == len(text)


def test_money_and_percentages_are_not_blanked() -> None:
    text = "Spending rose by $10 million, of which $ 30 \\%$ went abroad, and $5 billion stayed."
    blank = blank_formulas(text)
    assert "$10 million" in blank and "30  %" in blank and "$5 billion" in blank


OPEN_EN = (
    "Indicator | 2020 | 2025 | Annual average | Nature\n"
    "Sample spending as a share of output (%) | 2.3 | 3.0 | — | Anticipatory\n"
    "Sample growth (%) | 2.1 | — | — | Anticipatory\n"
    "Sample patents per 10,000 people (units) | 6.3 | >12 | — | Binding"
)
OPEN_ROWS = [
    "Sample spending as a share of output · = 2.3 % · actual · 2020",
    "Sample spending as a share of output · = 3 % · target · 2025 · 2.3",
    "Sample growth · = 2.1 % · actual · 2020",
    "Sample patents per 10,000 people · = 6.3 units · actual · 2020",
    "Sample patents per 10,000 people · > 12 units · target · 2025 · 6.3",
]


def test_rows_without_marks_at_their_ends_are_read_as_those_with_marks() -> None:
    marked = "\n".join(f"| {line} |" for line in OPEN_EN.splitlines())
    assert read(OPEN_EN, "en") == read(marked, "en") == OPEN_ROWS


def test_rows_without_marks_below_a_head_in_another_passage() -> None:
    head, _, rows = OPEN_EN.partition("\n")
    columns = tuple(head.split(" | "))
    assert read(rows, "en", columns) == read(OPEN_EN, "en")
    place = OPEN_EN.index("Sample spending")
    assert next(row for row in find_rows(OPEN_EN) if row.start == place).columns == columns


def test_an_empty_last_year_does_not_make_the_baseline_a_target() -> None:
    table = "| 指标 | 2020年 | 2025年 | 属性 |\n|---|---|---|---|\n| 样例增长（%） | 2.3 | — | 预期性 |"
    assert read(table, "zh") == ["样例增长 · = 2.3 % · actual · 2020"]


@pytest.mark.parametrize(
    "text",
    [
        "Home | News | About\nOutput rose | by 3 | percent",  # no year, so not a head
        "Published | 2020 | by a body\nThe share was 3 | in all",  # a different number of cells
        "Indicator | 2020\nOutput | 3%",  # two cells are not a table
    ],
)
def test_lines_that_only_look_like_a_table_have_no_columns(text: str) -> None:
    assert all(not row.columns for row in find_rows(text))


@pytest.mark.parametrize(
    ("caption", "head", "row", "language", "expected"),
    [
        (
            "表一 2024年全市收支情况（单位：亿元）",
            "| 项目 | 预算数 | 执行数 | 增长（%） |",
            "| 税收收入 | 370.0 | 351.4 | 5.0 |",
            "zh",
            ["37000000000 CNY · target · 2024", "35140000000 CNY · actual · 2024", "5 % · actual · 2024"],
        ),
        (
            "单位：元 币种：人民币",
            "| 项目 | 2024年 | 2023年 |",
            "| 营业收入 | 14,832,117.22 | 12,197.40 |",
            "zh",
            ["14832117.22 CNY · actual · 2024", "12197.4 CNY · actual · 2023"],
        ),
        (
            "(RMB'000)",
            "| Item | 2024 | 2023 |",
            "| Revenue | 14,832 | 12,197 |",
            "en",
            ["14832000 CNY · actual · 2024", "12197000 CNY · actual · 2023"],
        ),
        (
            "Figure 2. Investment, FY2022-FY2023 (trillion yen)",
            "| Item | FY2022 | FY2023 |",
            "| Plants | 1.2 | 1.9 |",
            "en",
            ["1200000000000 JPY · actual · 2022", "1900000000000 JPY · actual · 2023"],
        ),
        (
            "Table 1. Funds by capital (RMB billion)",
            "| Fund | Year | Capital |",
            "| Sample Mother Fund | 2024 | 22.5 |",
            "en",
            ["22500000000 CNY · actual · 2024"],
        ),
        (
            "Trade",
            "| Item | 2023 (100 million yuan) | 2024 (100 million yuan) |",
            "| Chips | 20 | 30 |",
            "en",
            ["2000000000 CNY · actual · 2023", "3000000000 CNY · actual · 2024"],
        ),
        (
            "Table 1: Share of capacity",
            "| Node | 2019 | 2023 |",
            "| 20–45 nm | 17% | 27% |",
            "en",
            ["17 % · actual · 2019", "27 % · actual · 2023"],
        ),
    ],
)
def test_captions_set_unit_and_year(
    caption: str, head: str, row: str, language: str, expected: list[str]
) -> None:
    rule = "|---" * (head.count("|") - 1) + "|"
    found = read(f"{caption}\n\n{head}\n{rule}\n{row}", language)
    assert [line.partition(" · = ")[2] for line in found] == expected


def test_a_caption_inside_the_table_sets_its_unit() -> None:
    text = "| 表：重点商品（单位：亿美元） | | |\n| 商品 | 2023年 | 2024年 |\n| 集成电路 | 10.5 | 11.7 |"
    assert read(text, "zh") == [
        "集成电路 · = 1050000000 USD · actual · 2023",
        "集成电路 · = 1170000000 USD · actual · 2024",
    ]


def test_a_gap_between_past_years_does_not_make_a_plan() -> None:
    text = "| Body | 2015 | 2023 |\n|---|---|---|\n| Sample | 8% | 24% |"
    found = find_targets(text, "en", setting=Setting(year=2024))
    assert [target.kind for target in found] == ["actual", "actual"]
