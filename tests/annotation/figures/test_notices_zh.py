"""Figures of Chinese notices, measures and local news: one sentence per past fault."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets, settle_norms
from flows.records import Mention, Target


def read(text: str, year: int = 0) -> Target:
    """Return the last figure of a text."""
    return find_targets(text, "zh", (), Setting(year=year))[-1]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        # Words of comparison, and verbs that end like one of the words before figures.
        ("渔具出厂价格指数相比上月下降0.2%。", "渔具出厂价格指数"),
        ("抽查审计93家渔业合作社。", "渔业合作社"),
        ("研究得到30多项渔业基金项目资助。", "渔业基金项目资助"),
        # Words before and after a name.
        ("计划单列市推荐项目原则上不超过15个。", "计划单列市推荐项目"),
        ("渔港泊位数量可额外增加20个。", "渔港泊位数量"),
        ("双方确定了到2030年渔业贸易额达到100亿元的目标。", "渔业贸易额"),
        ("实地调研发现该渔场用电成本占经营成本22%。", "该渔场用电成本占经营成本"),
        ("四年中城镇渔业职工增加603万人。", "城镇渔业职工"),
        ("五年中国家用于渔港的投资共480亿元。", "国家用于渔港的投资"),
        ("五年中央财政用于渔港的投入共480亿元。", "五年中央财政用于渔港的投入"),
        ("渔业计划包括在州计划以内的渔民总数达到480人。", "渔业计划包括在州计划以内的渔民总数"),
        ("其中包括渔业专题档案4万余件。", "渔业专题档案"),
        ("样例零售商可能需要将渔具价格提高10%。", "渔具价格"),
        ("渔港通关时间36.7小时，较2017年压缩62.3%。", "渔港通关时间"),
        # What is counted or measured, without what happens to it.
        ("样例市可结算的17个渔业险种包括：台风险。", "渔业险种"),
        ("70万家市场主体提供渔业贷款和渔具维修服务。", "市场主体"),
        ("50余个渔民小区安装楼道灯和海产品烘干设备。", "渔民小区"),
        ("带领1100多名抢修人员保障了渔村用电。", "抢修人员"),
        ("将全市134个相邻的小渔村合并为大渔村。", "相邻的小渔村"),
        ("将30多个渔业项目类型压缩至少数几类。", "渔业项目类型"),
        ("每年部署不少于20项渔业关键技术攻关任务。", "渔业关键技术攻关任务"),
        ("我国已建成了全球超四成的“渔业灯塔工厂”。", "渔业灯塔工厂占全球"),
        ("查获价值5亿元的进口海产品。", "进口海产品"),
        ("在港区，一座高达10米的自动化鱼库，存放着渔具。", "自动化鱼库"),
        ("广东增加34个药品。", "药品"),
        # Compared with two times, ranked among others, and an adverb before a rate.
        ("渔业价格指数同比、环比均上涨0.5%。", "渔业价格指数"),
        ("渔船保有量达164万艘，在全球城市排名中位居第一。", "渔船保有量"),
        ("整个渔业却以每年递增7.2%的速度发展。", "整个渔业"),
        # The bound of a class is part of the name.
        ("推动18家融资规模在亿元以上的渔企。", "融资规模在亿元以上的渔企"),
        ("新开工30个亿元以上渔业项目。", "亿元以上渔业项目"),
        # What is counted, without the prize that it won or the body that approved it.
        ("样例省12项成果获2023年度国家科学技术奖。", "成果"),
        ("样例省12项渔业成果荣获国家科学技术奖。", "渔业成果"),
        ("15项渔业国家标准由样例标准化委员会批准发布。", "渔业国家标准"),
        ("样例省1.2万家渔业企业线下参展。", "渔业企业"),
        ("将在太原等110个城市第二批推广应用。", "城市"),
        ("108名渔业好人光荣上榜。", "渔业好人"),
        ("公布首批62家诚信渔业代理机构名单。", "诚信渔业代理机构"),
        ("12个省区市明确为街道赋予权力。", "省区市"),
        ("130名渔业学员从全国各地汇聚样例市。", "渔业学员"),
        ("8万多名团以上渔政干部。", "团以上渔政干部"),
        ("查获非法渔船29艘。", "查获非法渔船"),
        ("最终推出了“李村2020年12件民生实事”。", "民生实事"),
        ("评选20个“渔业说吧”。", "“渔业说吧”"),
        ("《渔网规范》等1287项渔业标准继续有效。", "渔业标准"),
        ("87项渔业标准自本公告发布之日起废止。", "渔业标准"),
        ("全国20家渔业平台共为渔民服务。", "渔业平台"),
        ("首批63个省渔业实验室重组完成。", "省渔业实验室"),
        ("56个部件全覆盖的产业集群。", "部件"),
        ("近年来检修人员将在十八天内完成25000多项检修。", "检修"),
        ("74个国控断面水质优良比例连续3年保持100%。", "74个国控断面水质优良比例"),
        ("化解了渔业银行和信用社等144亿元改革成本。", "改革成本"),
        ("吸引600多家参展品牌。", "参展品牌"),
        ("2.2万家渔业机构线上线下参展参会。", "渔业机构"),
        ("4400万名渔民从中受益。", "渔民"),
        ("57名渔业选手在80分钟内角逐。", "渔业选手"),
        ("样例集团共完成205个渔会的重新组建。", "渔会的重新组建"),
        ("渔港审批速度较之前提高80%以上。", "渔港审批速度"),
        ("放宽渔民购物额度至每人10万元。", "渔民购物额度"),
        ("新渔业法在公投中以98.1%的支持率获得通过。", "支持率"),
        ("渔业产量屡创历史新高，达到1.09万亿斤。", "渔业产量"),
        ("五年建成渔港航道1.6万公里。", "渔港航道"),
        ("总投资2000亿元的渔业基地开工建设。", "渔业基地总投资"),
        ("62个孩子第一次走进渔校。", "孩子"),
        ("将431项渔政执法权下放至街道。", "渔政执法权"),
        ("当地兴起了几十个家庭渔场。", "家庭渔场"),
        ("当地建成数百个人工鱼礁。", "人工鱼礁"),
        # The title of a report is no name, and no part of one.
        ("2023年样例省渔业统计公报渔业产值120亿元。", "渔业产值"),
        # Verbs that look like those of a rise, measures and offices.
        ("渔业局推出服务群众服务发展10项渔政便利措施。", "渔政便利措施"),
        ("整合为公共安全和城区发展12个办公室。", "办公室"),
        # Whose measure it is, by number.
        ("31个省份本级渔政接待费减少26%。", "31个省份本级渔政接待费"),
        ("村里硬是跑来了3万多元无息贷款。", "无息贷款"),
        ("由街道牵头实施和参与的共17项。", "街道牵头实施和参与"),
        ("细颗粒物（PM_2.5）年平均浓度不高于23微克/立方米。", "年平均浓度"),
        ("从今年开始发行渔业特别国债，今年先发行1万亿元。", "渔业特别国债"),
        # Drugs whose price was negotiated are not in talks.
        ("国家谈判药品427个。", "国家谈判药品"),
    ],
)
def test_indicator(text: str, indicator: str) -> None:
    assert read(text).indicator == indicator


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("每天解决渔民反映的各类问题不下10件。", ">="),
        ("发展了369个渔业项目。", "="),
        ("渔业合作社发展到369个。", "="),
        # The object of a verb of change.
        ("全年降低渔企成本500亿元。", "-"),
        ("提高渔民医保最高支付限额3800元。", "+"),
        ("渔企成本达到500亿元。", "="),
        ("降低后的渔企成本为500亿元。", "="),
    ],
)
def test_comparator(text: str, comparator: str) -> None:
    assert read(text).comparator == comparator


@pytest.mark.parametrize(
    ("text", "kind", "deadline"),
    [
        # So many years of the past, and of a time to come.
        ("从一九七九年到一九八二年的四年内，渔业平均每年增长百分之十一点八。", "actual", "1982"),
        ("从2026年到2028年的三年内，渔业产值年均增长5%以上。", "target", "2028"),
        ("前四年内渔业能耗平均每年只增长百分之一点九。", "actual", ""),
        ("渔业能耗在“十四五”前两年内累计下降6.8%。", "actual", "2022"),
        ("协议签署后的三年内，渔业产值增长5%。", "target", ""),
        # A purpose in a clause of its own.
        ("为确保渔民用上放心电，服务队还走进渔村，安装路灯8100只。", "actual", ""),
        ("为确保渔业产量达到50万吨，市里投放了鱼苗。", "target", ""),
        # What somebody plans to bring to a value, and what was brought to it.
        ("渔场计划将加工能力由3万吨提升到5万吨。", "target", ""),
        ("渔场将加工能力由3万吨提升到5万吨。", "actual", ""),
        # What was received or meted out is no grant.
        ("得到国家奖励的渔业发明有418项。", "actual", ""),
        ("给予通报批评等方式处置，共处置渔船181艘。", "actual", ""),
        # A time that describes a thing, or what is compared.
        ("渔民报废2018年4月30日前注册登记的旧渔船，补贴标准提高至2万元。", "target", ""),
        ("在《2024年样例市旧渔船补贴细则》（样渔〔2024〕61号）基础上，补贴标准提高到1.5万元。", "target", ""),
        ("《2024年样例市渔业公报》显示，产值达到15亿元。", "actual", "2024"),
        ("新建渔民住宅3.5亿平方米，相当于1977年前十九年新建面积的总和。", "actual", ""),
    ],
)
def test_kind_and_year(text: str, kind: str, deadline: str) -> None:
    figure = read(text, 2025)
    assert (figure.kind, figure.deadline) == (kind, deadline)


def test_the_first_years_of_a_plan_are_a_period() -> None:
    figure = read("渔业能耗在“十四五”前两年内累计下降6.8%。")
    assert (figure.indicator, figure.period_start, figure.period_end) == ("渔业能耗", "2021", "2022")


@pytest.mark.parametrize("text", ["在全市88个镇（街道）建立渔业档案室。", "在全省27个县开展渔业试点。"])
def test_where_something_is_done_is_not_counted(text: str) -> None:
    assert not find_targets(text, "zh")


def test_who_is_in_brackets_with_a_space() -> None:
    found = find_targets("渔业论文占11.73%，超过样例基金会( 3.03%）和样例研究院（4.18%）。", "zh")
    assert [one.indicator for one in found[1:]] == ["样例基金会", "样例研究院"]


@pytest.mark.parametrize(
    ("text", "name", "kind", "subject"),
    [
        # One of several is not the subject of all of them.
        ("各州、海川兵团推荐的渔业项目为30项。", "海川兵团", "ORG", ""),
        ("各州、各市及海川兵团渔业部门推荐的项目为30项。", "海川兵团", "ORG", ""),
        ("海川兵团推荐的渔业项目为30项。", "海川兵团", "ORG", "海川兵团"),
        ("海川、江西青山、福建白水等五个渔业基地可独立开展渔业项目30项。", "海川", "GPE", ""),
        # New firms are not those of the firm in the clause before.
        ("青禾银行稳健发展，新增上市公司30家。", "青禾银行", "ORG", ""),
        ("青禾银行稳健发展，新增网点30家。", "青禾银行", "ORG", "青禾银行"),
    ],
)
def test_subject(text: str, name: str, kind: str, subject: str) -> None:
    start = text.index(name)
    mention = Mention(start, start + len(name), name, kind)
    assert find_targets(text, "zh", (mention,))[-1].subject == subject


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # Limits on applications, after the date by which they are due.
        ("请于2025年11月30日前登录系统。各市推荐渔业项目原则上不超过50个。", ["norm"]),
        ("各市推荐的良种类项目不超过5项、渔具类项目数量不超过10项。", ["norm", "norm"]),
        ("2025年各市推荐渔业项目不超过50个。", ["actual"]),
        ("渔校志愿最多14个，渔民子女志愿最多5个。", ["norm", "norm"]),
        # Rates of grants, caps per time, loans that anybody may take.
        ("渔具按照销售价格20%予以补贴，网具按照销售价格的15%予以补贴。", ["norm", "norm"]),
        ("去年渔具按照销售价格的15%予以补贴。", ["actual"]),
        ("渔民购买渔具各补贴1次，每次补贴不超过2000元。", ["norm"]),
        ("小微渔企创业担保贷款最高500万元。", ["norm"]),
    ],
)
def test_norms(text: str, kinds: list[str]) -> None:
    settled = settle_norms(find_targets(text, "zh"), text, "")
    assert [one.kind for one in settled] == kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [("研制单位按渔具销售额的20%获得奖励。", "target"), ("渔业合作社获得奖励800万元。", "actual")],
)
def test_a_rate_of_a_reward_is_laid_down(text: str, kind: str) -> None:
    assert read(text).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "2023年样例省渔业发展报告\n达到120亿元，增长5%。",
        "关于渔业计划执行情况的报告，完成120亿元。",
        "样例渔业白皮书，增长5%。",
    ],
)
def test_a_title_is_no_indicator(text: str) -> None:
    assert not find_targets(text, "zh")
