"""Scores of figures that cannot be quoted without the text around them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.annotation.figures import Kind, Setting, find_targets, lower_unquotable, own_by_title, read_years
from flows.records import SURE_SCORE, Mention, Target


def read(text: str, section: str, language: str = "zh") -> tuple[Target, ...]:
    return lower_unquotable(find_targets(text, language, (), Setting(year=2025)), section)


@pytest.mark.parametrize(
    ("text", "section", "is_sure"),
    [
        # Whose measure it is must be said, except in a report on one place.
        ("2024年，营业收入为5亿元。", "news", False),
        ("2024年，营业收入为5亿元。", "actual", True),
        ("2024年，海带营业收入为5亿元。", "news", True),
        # A fact needs its time, in a report too, and its own owner.
        ("海带产量达到40万吨。", "news", False),
        ("海带产量达到40万吨。", "actual", False),
        ("2024年，来自甲岛的海带产量达到40万吨。", "news", False),
        # A goal needs its time.
        ("渔船最高航速将由30公里提高到40公里。", "news", False),
        ("海带产量将由30万吨提高到40万吨。", "news", False),
        ("到2027年，海带产量达到40万吨。", "news", True),
        # A figure that is a goal only because those before it are.
        ("到2030年，海带产量达到50万吨。渔区海域面积12万平方公里。", "", False),
    ],
)
def test_what_cannot_be_quoted_alone_is_not_sure(text: str, section: str, is_sure: bool) -> None:
    assert (read(text, section)[-1].score >= SURE_SCORE) == is_sure


@pytest.mark.parametrize(
    ("text", "kind", "is_sure"),
    [
        ("2024年，甲集团加大投入，海带出口增长50%。", "ORG", False),
        ("2024年，甲集团海带出口增长50%。", "ORG", True),
        ("2024年，甲州的这家渔业企业加大投入，海带出口增长50%。", "GPE", False),
        ("2024年，甲州海带出口增长50%。", "GPE", True),
    ],
)
def test_a_name_in_an_earlier_clause_is_hardly_whose_figure_it_is(
    text: str, kind: str, is_sure: bool
) -> None:
    name = "甲集团" if kind == "ORG" else "甲州"
    start = text.index(name)
    mention = Mention(start, start + len(name), name, kind)
    (found,) = find_targets(text, "zh", (mention,), Setting(year=2025))
    assert (found.score >= SURE_SCORE) == is_sure


@pytest.mark.parametrize(
    ("text", "headings", "is_sure"),
    [
        # A firm that tells of itself, a place named after the country, and a group.
        ("从样例银行了解到，2024年外贸贷款增长5%。", (), False),
        ("2024年，外贸贷款增长5%。", (), True),
        ("中国经济回升。2024年，青川县加大投入，粮食产量增长5%。", ("青川县走笔",), False),
        ("2024年，300个河流断面中，粮食产量增长5%。", (), False),
        # Names of general words, and those of a whole that the text names elsewhere.
        ("2024年，首日成交金额达3720万元。", (), False),
        ("2024年，全国海带成交金额达3720万元。", (), True),
        ("2024年，全县渔业产值增长5%。", (), False),
        ("2024年，我国全行业渔业产值增长5%。", (), True),
        ("2024年，该海区渔业产值增长5%。", (), False),
        # A name that a whole country may have, unless the title is about a place.
        ("2024年，渔业增加值占GDP的比重为5%。", ("渔业一年间",), True),
        ("2024年，渔业增加值占GDP的比重为5%。", ("某县渔业一年间",), False),
        ("我国渔场不断增加。2024年，渔业增加值占GDP的比重为5%。", ("某县渔业一年间",), True),
        ("2024年，潜水员复训率达100%。", ("渔业一年间",), False),
        # A time that the record does not show.
        ("自8月10日以来，全国已售出海带超11万吨。", (), False),
        ("国庆假期，全国渔港游客人数同比增长5%。", (), False),
        ("2024年国庆假期，全国渔港游客人数同比增长5%。", (), False),
        ("2024年，全国渔港游客人数同比增长5%。", (), True),
        ("今年上半年，渔业回暖。今年我国海带产量增长5%。", (), True),
        ("今年上半年，渔业回暖。我国海带产量比今年初增长5%。", (), False),
        ("10月1日至7日，全国渔港游客达3亿人次。", (), False),
        ("截至2024年9月，全国海带贸易额累计达到3亿元。", (), False),
        ("截至2024年9月，全国海带贸易额达到3亿元。", (), True),
        ("昨天，全国渔港客流同比增长5%。", (), False),
        # A rate that is read as a level.
        ("2024年12月的海带价格指数同比达到2.5%。", (), False),
        # A deed in place of a name.
        ("2024年，全国渔业部门已投入9亿元。", (), False),
        ("截至8月10日，全国渔船累计售出11万艘。", (), False),
        ("国庆假期，渔港人气旺。全国渔港游客人数同比增长5%。", (), False),
        # A group in the clause before.
        ("2024年首批新增的74个城市，PM2.5平均浓度下降42%。", (), False),
        ("2024年，合作将使全球海带贸易成本降低5%。", (), False),
        ("2024年，渔业增加值占GDP的比重为5%。", ("国际快讯",), False),
        # The clauses of a headline.
        ("2024年全国海带丰收 单产突破600公斤", (), False),
    ],
)
def test_a_sure_chinese_figure_says_whose_it_is_and_when(
    text: str, headings: tuple[str, ...], is_sure: bool
) -> None:
    found = find_targets(text, "zh", (), Setting(year=2025))
    (lowered,) = lower_unquotable(found[-1:], "news", text, (), headings)
    assert (lowered.score >= SURE_SCORE) == is_sure


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("甲州渔业兴旺。2024年，渔业产值增长5%。", False),
        ("甲州渔业兴旺。2024年，全国渔业产值增长5%。", True),
        ("甲州渔业兴旺。2024年，产值高于全国。渔业产值增长5%。", False),
        ("我国对甲州出口下降。2024年，渔业产值增长5%。", True),
    ],
)
def test_a_figure_after_the_name_of_a_place_may_be_its(text: str, is_sure: bool) -> None:
    start = text.index("甲州")
    mention = Mention(start, start + 2, "甲州", "GPE")
    (found,) = find_targets(text, "zh", (), Setting(year=2025))
    (lowered,) = lower_unquotable((found,), "news", text, (mention,))
    assert (lowered.score >= SURE_SCORE) == is_sure


@pytest.mark.parametrize(
    ("section", "title", "is_sure"),
    [
        ("", "样例省海带产业发展规划", True),
        ("", "样例省2024年渔业统计公报（摘要）", True),
        ("", "样例省渔业持续向好", False),
        ("news", "样例省印发海带产业发展规划", False),
    ],
)
def test_the_figures_of_a_plan_or_report_are_those_of_its_issuer(
    section: str, title: str, is_sure: bool
) -> None:
    text = "2024年，海带深加工率达到40%。"
    found = find_targets(text, "zh", (), Setting(year=2025))
    (lowered,) = lower_unquotable(found, section, text, (), (title,))
    assert (lowered.score >= SURE_SCORE) == is_sure


@pytest.mark.parametrize(
    ("indicator", "kind", "deadline", "rule", "headings", "is_sure"),
    [
        ("overall HIV infection rate in Malawi", "actual", "2024", "choose_predicate", (), True),
        ("urban unemployment rate", "actual", "2024", "choose_predicate", (), True),
        ("order volume", "actual", "2024", "choose_predicate", (), False),
        ("normal landing time", "actual", "2024", "choose_predicate", (), False),
        ("Kelp output of the project", "actual", "2024", "choose_predicate", (), False),
        # Other rules err too often in prose.
        ("HIV infection rate in Malawi", "actual", "2024", "choose_noun_of", (), False),
        ("HIV infection rate in Malawi", "actual", "2024", "choose_noun_of", ("Plan for 2025",), True),
        # A goal needs its time, and a plan.
        ("kelp coverage", "target", "2030", "choose_stated_phrase", (), False),
        ("kelp coverage", "target", "2030", "choose_stated_phrase", ("Plan for 2030",), True),
        ("kelp coverage", "target", "", "choose_stated_phrase", ("Plan for 2030",), False),
        # A clause in place of a name, and a result of no known time.
        ("China's kelp trade saw a slight", "actual", "2024", "choose_predicate", (), False),
        ("China's kelp trade", "actual", "", "choose_predicate", (), False),
    ],
)
def test_few_english_figures_outside_plans_are_sure(
    indicator: str, kind: Kind, deadline: str, rule: str, headings: tuple[str, ...], is_sure: bool
) -> None:
    found = Target(0, 3, "5%", indicator, 5, "%", deadline=deadline, kind=kind, rule=rule, score=0.96)
    (lowered,) = lower_unquotable((found,), "", "5% in all", (), headings)
    assert (lowered.score >= SURE_SCORE) == is_sure


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("In 2024, China's kelp output rose 5 percent.", True),
        ("From January to July 2024, China's kelp output rose 5 percent.", False),
        ("In 2024, China's kelp output is likely to have risen 5 percent.", False),
        ("In 2024, China's kelp output rose 5 percent, 3 percent and 2 percent, respectively.", False),
    ],
)
def test_an_english_figure_is_sure_if_its_sentence_states_it_of_its_year(text: str, is_sure: bool) -> None:
    start = text.index("5 percent")
    found = Target(
        start,
        start + 9,
        "5 percent",
        "China's kelp output",
        5,
        "%",
        comparator="+",
        deadline="2024",
        score=0.96,
    )
    (lowered,) = lower_unquotable((replace(found, kind="actual", rule="choose_stated_phrase"),), "", text)
    assert (lowered.score >= SURE_SCORE) == is_sure


def test_a_share_without_its_whole_is_not_sure() -> None:
    whole, alone = "China's kelp output is 5% of GDP.", "China's kelp output is 5%, or so."
    start = whole.index("5%")
    found = Target(start, start + 2, "5%", "China's kelp output", 5, "%", deadline="2024", score=0.96)
    found = replace(found, kind="actual", rule="choose_predicate")
    scores = [lower_unquotable((found,), "", text)[0].score for text in (whole, alone)]
    assert [score >= SURE_SCORE for score in scores] == [False, True]


def test_what_a_body_publishes_is_hardly_its_own() -> None:
    found = Target(
        0,
        3,
        "5亿元",
        "渔业产值",
        5e8,
        "CNY",
        subject="样例渔业协会",
        deadline="2024",
        kind="actual",
        score=0.96,
    )
    firm = Target(
        0,
        3,
        "5亿元",
        "渔业产值",
        5e8,
        "CNY",
        subject="样例渔业公司",
        deadline="2024",
        kind="actual",
        score=0.96,
    )
    lowered, kept = lower_unquotable((found,), "news"), lower_unquotable((firm,), "news")
    assert (lowered[0].score, kept[0].score) == (0.93, 0.96)


def test_a_name_is_not_measured_in_two_units() -> None:
    power = Target(0, 5, "2亿千瓦时", "发电量", 2e8, "kWh", deadline="2024", kind="actual", score=0.96)
    waste = Target(9, 12, "60吨", "发电量", 60, "t", deadline="2024", kind="actual", score=0.96)
    share = Target(9, 12, "60%", "发电量", 60, "%", deadline="2024", kind="actual", score=0.96)
    assert [one.score for one in lower_unquotable((power, waste), "actual")] == [0.96, 0.91]
    assert [one.score for one in lower_unquotable((power, share), "actual")] == [0.96, 0.96]


@pytest.mark.parametrize(
    ("title", "text", "owners"),
    [
        ("Sampleland's exports up 5 pct in May", "Imports rose 3 percent in May.", ["Sampleland"]),
        ("China fixed asset investment up 5%", "Private investment rose 3 percent in May.", ["China"]),
        ("Sampleland's exports up 5 pct in May", "Eelgrass sales rose 3 percent in May.", [""]),
        ("Sampleland's exports up 5 pct in May", "The growth rate was 3 percent in May.", [""]),
        ("Sampleland's ports", "Imports rose 3 percent in May.", [""]),
        ("Trade in May", "Imports rose 3 percent in May.", [""]),
    ],
)
def test_a_release_on_one_country_says_whose_its_figures_are(
    title: str, text: str, owners: list[str]
) -> None:
    setting = Setting(year=2025, years=read_years((title,), "2025-06-09"))
    found = own_by_title(find_targets(text, "en", (), setting), text, (), (title,))
    sure = lower_unquotable(found, "", text, (), (title,))
    assert [one.subject for one in found] == owners
    assert [one.score >= SURE_SCORE for one in sure] == [bool(owner) for owner in owners]


def test_a_release_that_names_another_country_does_not_say_whose_its_figures_are() -> None:
    text = "Imports rose 3 percent. In Otherland, exports rose 5 percent."
    other = Mention(text.index("Otherland"), text.index("Otherland") + len("Otherland"), "Otherland", "GPE")
    found = own_by_title(find_targets(text, "en"), text, (other,), ("Sampleland's exports up 5 percent",))
    assert {one.subject for one in found} == {""}


def test_a_name_that_goes_on_behind_brackets_is_not_sure() -> None:
    headings = ("Plan for 2026-2030",)
    text = "The density of salt (NaCl) in wells will fall by 5 percent by 2030."
    (found,) = find_targets(text, "en")
    (sure,) = lower_unquotable((replace(found, indicator="density of salt"),), "", text, (), headings)
    assert sure.score < SURE_SCORE
