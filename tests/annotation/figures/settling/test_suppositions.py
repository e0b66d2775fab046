"""Figures of what would happen under a condition: neither targets nor results."""

from __future__ import annotations

import pytest

from flows.annotation.figures import find_targets


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("If Eastland were to ban salt exports, prices would rise by 40 percent.", "en"),
        ("If Eastland banned salt exports, output would fall by 15 percent.", "en"),
        ("Were Eastland to close the strait, trade would shrink by 12 percent.", "en"),
        ("Had the ban stayed, exports would have fallen by 15 percent.", "en"),
        ("Prices could rise by 25 percent if quotas were tightened.", "en"),
        ("Prices would rise by 25 percent were Eastland to ban exports.", "en"),
        ("If exports fell by 40 percent, the region would lose 2 million jobs.", "en"),
        ("如果停止供盐，价格将上涨40%。", "zh"),
        ("如果渔业投入提高到3%，增长率就可达到6%。", "zh"),
        ("假如每年新增渔船50艘，到2030年保有量将达到8000艘。", "zh"),
        ("假如中断航运，产量会下降百分之十五。", "zh"),
        ("若冲突升级，今年渔业产值可能减少3%。", "zh"),
        ("假设每户每天节约一杯水，全市每年将节约水200万吨。", "zh"),
        ("若按年均增长5%测算，到2035年产值将达到300亿元。", "zh"),
        ("Prices could rise by 25 percent, the ministry said, if quotas were tightened.", "en"),
        ("Economists said that if tariffs rose, growth would slow to 3 percent.", "en"),
        ("If prices were to drop by another 20 percent, banks could face losses.", "en"),
        ("若加征关税，将导致东国损失3万个岗位，渔业产值减少1%。", "zh"),
        ("若禁令持续，航班取消率可能达到15%甚至20%。", "zh"),
        ("如果休渔延长，今年鱼价较去年或将上涨15%至20%。", "zh"),
        ("如果关税提高，盐出口将减少5%，鱼进口将减少3%。", "zh"),
        ("Sources said that Haiwei was in talks to sell a 20 percent stake in the mill.", "en"),
        ("Firms whose output was below 50% in the previous year should not add capacity.", "en"),
        ("Shares slid, trailing the Harbor Index by 4 percentage points.", "en"),
        ("Would a 25 percent tariff really bring 100,000 jobs home?", "en"),
        ("Under a scenario in which salt is cut off, growth would be 1.2 points lower.", "en"),
        ("The board is considering a placement of up to 3 billion yuan.", "en"),
        ("双方正就出售20%股权进行磋商，公司考虑出让30%股权。", "zh"),
    ],
)
def test_what_would_happen_under_a_condition_is_no_figure(text: str, language: str) -> None:
    assert not find_targets(text, language)


@pytest.mark.parametrize(
    ("text", "language", "figures"),
    [
        ("If passed, the bill would provide $5 billion for ports.", "en", ["$5 billion"]),
        ("If demand grows, the plant will produce 50,000 tons by 2030.", "en", ["50,000 tons"]),
        ("The plan would cut emissions by 20 percent by 2030.", "en", ["20 percent"]),
        (
            "The city would raise the share to 20 percent by 2025 even if costs rose, it said.",
            "en",
            ["20 percent"],
        ),
        (
            "If Eastland banned exports, it would hurt firms that make 60 percent of the pumps.",
            "en",
            ["60 percent"],
        ),
        ("到2030年，海盐产量将增长40%。", "zh", ["40%"]),
        ("如果一切顺利，到2027年产能将达到30万吨。", "zh", ["30万吨"]),
        ("如果渔业企业研发投入达到3%，补助标准提高到50万元。", "zh", ["3%", "50万元"]),
        ("如果加上渔业，全年产值将超过300亿元。", "zh", ["300亿元"]),
        ("如果企业逾期未完成的，补助标准将降低50%。", "zh", ["50%"]),
        ("若干渔港产值将达到50亿元。", "zh", ["50亿元"]),
        ("渔业洽谈会签约总额近56亿元。", "zh", ["56亿元"]),
        ("考虑到鱼价上涨，补助标准提高到50万元。", "zh", ["50万元"]),
        (
            "Salt output would fall by 4 percent in 2024 while imports were expected to rise.",
            "en",
            ["4 percent"],
        ),
        ("Spending would reach $3 billion in 2025, when the ports were due to open.", "en", ["$3 billion"]),
        ("It would invest $3 billion in Eastland, where crews were ready to start.", "en", ["$3 billion"]),
        (
            "Sales were strong and were used to buy land, and it said output would rise by 4 percent.",
            "en",
            ["4 percent"],
        ),
        (
            "The firm had debts in 2022, and analysts said revenue would fall by 20 percent.",
            "en",
            ["20 percent"],
        ),
        ("Growth could reach 4 percent this year, the bureau said, if only slightly.", "en", ["4 percent"]),
        (
            "If the bank raised rates, growth could slow, but exports rose 3 percent last year.",
            "en",
            ["3 percent"],
        ),
        (
            "If rules were tightened, prices would rise, although exports reached $2 billion in 2022.",
            "en",
            ["$2 billion"],
        ),
        ("The bill would provide $5 billion for ports if it passes the Senate.", "en", ["$5 billion"]),
        ("The bill would provide $5 billion for ports if Congress approves it.", "en", ["$5 billion"]),
        ("如果加征关税，东国产值将减少0.5%，去年东国产值增长2.5%。", "zh", ["2.5%"]),
        ("如果加征关税，鱼价将上涨2%，而2023年鱼价仅上涨0.2%。", "zh", ["0.2%"]),
        ("如果关税提高，2025年盐出口将减少5%，低于2024年的3亿元。", "zh", ["3亿元"]),
        ("如果渔企连续三年盈利，税率将降低5%。", "zh", ["5%"]),
        ("If we are to cut emissions by 30 percent, the harbor could close.", "en", ["30 percent"]),
        (
            "Analysts said growth would slow to 4 percent if exports fell, but it reached 5 percent.",
            "en",
            ["5 percent"],
        ),
        ("The deficit could reach 6 percent, while exports were likely to grow.", "en", ["6 percent"]),
        ("若加征关税，将导致东国损失3万个岗位，渔业产值减少了1%。", "zh", ["1%"]),
        ("如果你是小型渔企，税负将下降50%。", "zh", ["50%"]),
        ("若交易完成，公司持股比例将达到51%。", "zh", ["51%"]),
        ("如果孩子在3岁以下，可申请补贴，全年减税将达到600亿元。", "zh", ["600亿元"]),
    ],
)
def test_aims_facts_and_rules_stay_figures(text: str, language: str, figures: list[str]) -> None:
    assert [figure.text for figure in find_targets(text, language)] == figures
