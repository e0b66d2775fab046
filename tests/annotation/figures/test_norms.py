"""Norms: values laid down by rules and conditions are not targets, and values with a year are not norms."""

from __future__ import annotations

import pytest

from flows.annotation.figures import announces_conditions, find_targets, settle_norms


@pytest.mark.parametrize(
    ("text", "section", "kinds"),
    [
        ("样例公司的净资产不低于人民币二亿元。", "rule", ["norm"]),
        ("到2030年，样例产品国产化率达到50%以上。", "rule", ["target"]),
        ("申报企业研发费用占营业收入的比例不低于3%。", "condition", ["norm"]),
        ("全区小学共有学位563个。", "condition", ["actual"]),
        ("申报企业研发费用占营业收入的比例不低于3%。", "", ["norm"]),
        ("渔业企业研发费用占营业收入的比例不低于3%。", "", ["target"]),
        ("对新认定的样例机构，给予最高500万元奖励。", "", ["norm"]),
        ("首次采购样例设备的，按合同额的15%给予奖励。", "", ["norm"]),
        ("对新建样例项目，按设备投资额的12%给予补助，到2027年，转化率提高到80%。", "", ["norm", "target"]),
        ("到2027年，对样例企业按设备投资额的12%给予补助。", "", ["target"]),
        ("对首次认定的样例企业，按照研发投入的10%给予补助，最高200万元。", "", ["norm", "norm"]),
        ("到2025年，对样例企业给予补助的资金达到30亿元。", "", ["target"]),
        ("面对复杂形势，按照高质量发展的要求，研发投入增长10%以上，支持企业创新。", "", ["target"]),
        ("进一步对接样例战略，按照提出的要求，地区生产总值增长6%左右，支持民营经济。", "", ["target"]),
        ("各省、自治区、直辖市推荐项目不超过10个。", "", ["norm"]),
        ("每位申请人申请数量不得超过3项。", "", ["norm"]),
        ("设备补贴比例不超过50%，每家企业每年不超过100万元。", "", ["norm", "norm"]),
        ("全省政府债务每人不超过3万元。", "", ["actual"]),
        ("每个焊层的厚度都控制在1毫米以内。", "", ["target"]),
        ("2024年设备补贴比例不超过50%。", "", ["actual"]),
        ("收到申报材料不超过300件。", "", ["actual"]),
        ("按照规定给予不超过总投入30%、最高3000万元经费支持。", "", ["norm", "norm"]),
        ("对样例企业给予累计不超过300万元的经费支持。", "", ["norm"]),
        ("按照规定给予最高500万元的开办经费。", "", ["norm"]),
        # What anybody may draw, without a year.
        ("按每人不超过800元的标准计算补贴，补助给渔校。", "", ["norm"]),
        ("每人最高可补贴300元；网具培训每人最高可补贴2000元。", "", ["norm", "norm"]),
        ("渔民可申请1万元的一次性创业补贴。", "target", ["norm"]),
        ("渔民创业担保贷款额度最高30万元。", "", ["norm"]),
        ("2026年，渔民创业担保贷款额度最高30万元。", "", ["actual"]),
        ("已开展省级认定的省推荐渔企不超过4家。", "", ["norm"]),
        ("去年给予企业不超过300万元的奖励。", "", ["target"]),
        # Rates and caps of grants, without a year.
        ("对立项的渔业项目，按国家经费的20%给予配套，单个企业每年不超过80万元。", "", ["norm", "norm"]),
        ("首台海带收割机按销售额的30%给予奖励。", "", ["norm"]),
        ("2027年，海带收割机按销售额的30%给予奖励。", "", ["target"]),
        ("2023年已按销售额的30%给予奖励。", "", ["actual"]),
        ("海带加工配套率不低于30%。", "", ["target"]),
        ("单个渔业项目补助总额不超过200万元。", "", ["norm"]),
        ("对首次认定的渔业企业，给予一次性奖励，金额为50万元。", "", ["norm"]),
        ("对海带技改项目给予补助，比例不超过20%，总额不超过300万元。", "", ["norm", "norm"]),
        ("每家企业累计补贴金额最高不超过100万元。", "", ["norm"]),
        ("今年累计补贴金额最高达100万元。", "", ["actual"]),
        # What is exempted or allowed, of things above a threshold.
        ("对在渔港加工增值超过30%（含）的海产品，进入市区免征关税。", "target", ["norm"]),
        ("渔船上5人及以上船员组成的团体，都可以申请补贴。", "", ["norm"]),
        ("渔业收入超过30%的渔村，可以说是专业渔村。", "", ["actual"]),
        # Rates at which anybody is paid or pays, without a year.
        ("渔民失业保险金按当地最低工资标准的90%按月计发。", "", ["norm"]),
        ("一次性渔业补助金按照上年度月平均工资的三倍计发。", "", ["norm"]),
        ("渔业企业按照工资总额的8%缴纳养老保险费。", "", ["norm"]),
        ("违约金按合同金额的5%计算。", "", ["norm"]),
        ("渔船购置税按25%的税率征收。", "", ["norm"]),
        ("渔民失业保险金标准为当地最低工资标准的90%。", "", ["norm"]),
        ("2024年，渔民失业保险金按当地最低工资标准的90%计发。", "", ["actual"]),
        ("全市累计按工资总额的0.5%征收渔会经费。", "", ["actual"]),
        ("渔港产能按80%的利用率计算，可加工海带5万吨。", "", ["actual", "actual"]),
        ("申报企业上年度营业收入应在5000万元以上。", "", ["norm"]),
        ("对新认定渔业企业一次性奖励30万元。", "", ["norm"]),
        ("2023年对渔业企业一次性奖励30万元。", "", ["target"]),
        # What whoever meets a condition is granted, and caps of grants and loans.
        ("首次认定的渔业企业补助50万元，复核通过的再奖励20万元。", "", ["norm", "norm"]),
        ("达到一级标准的给予每家10万元奖励。", "", ["norm"]),
        ("每吨海带奖励300元。", "", ["norm"]),
        ("2023年首次认定的渔业企业补助50万元。", "", ["actual"]),
        ("单个渔业项目补助最高不超过300万元。", "", ["norm"]),
        ("对购买渔船的渔民，补贴标准提高到1.5万元。", "", ["norm"]),
        ("单台最高报废补贴额由1000元提高到1500元。", "target", ["norm", "norm"]),
        ("去年补贴标准提高到1.5万元。", "", ["actual"]),
        ("贷款保证金比例不低于20%，单户授信不超过1000万元。", "", ["norm", "norm"]),
        # Rates and prices that are fixed for everybody.
        ("渔业纳税人适用税率为13%，小规模纳税人征收率为3%。", "", ["norm", "norm"]),
        ("渔业公司平均适用税率为13%。", "", ["actual"]),
        ("质保金为合同价款的5%。", "", ["norm"]),
        ("渔业基金返投比例降至1倍，亏损容忍度放宽到60%。", "", ["norm", "norm"]),
        ("渔港用电执行每千瓦时0.58元的电价。", "", ["norm"]),
        ("渔业企业须按每吨1200元缴纳费用。", "", ["norm"]),
        # Conditions of applicants, and classes.
        ("申报企业须成立满3年，研发人员占比不低于10%，上年度营收超过2000万元。", "", ["norm", "norm"]),
        ("国产化零部件比例达到60%以上的渔船方可申请补贴。", "", ["norm"]),
        ("投资额占总投资30%以上的为控股项目。", "", ["norm"]),
        ("门槛是研发占比5%。", "", ["norm"]),
        ("参保人数超过10万人的城市可以说不多。", "", ["actual"]),
        # Thresholds of what a rule applies to.
        ("同一单位当年累计50人以上的，由渔业协会统一申报。", "", ["norm"]),
        # What everybody pays or gets, without a year.
        ("个人缴费标准为每人400元，财政补助标准为每人900元。", "", ["norm", "norm"]),
        ("渔民的缴费比例为20%。", "", ["norm"]),
        ("渔业担保金额占全部担保金额的比例不得低于80%。", "", ["norm"]),
        ("对更新渔船的，每艘渔船补贴8万元；对更换网具的，每户补贴4万元。", "target", ["norm", "norm"]),
        ("2024年渔业担保费率不得高于1%。", "", ["actual"]),
        ("2024年，个人缴费标准为每人400元。", "", ["actual"]),
        ("渔民补助标准为每人400元。", "actual", ["actual"]),
        ("公布入围渔企名单（每个方向原则上不超过10家）。", "", ["norm"]),
        ("对渔港的渔业企业，减按15%征收企业所得税。", "target", ["norm"]),
        ("信息存储数量达到10万人的，应当在30日内备案。", "", ["norm"]),
        ("渔民收入达到10万元的，有35户。", "", ["actual", "actual"]),
        # The standard at which anybody is paid.
        ("按照每人每月500元的标准进行补贴。", "", ["norm"]),
        ("渔民养老金按每人每月300元的标准发放。", "target", ["norm"]),
        ("每人每月800元的标准，由县财政承担。", "", ["norm"]),
        ("按照渔村每年不低于10万元、渔镇每年不低于5万元的标准，落实经费。", "", ["norm", "norm"]),
        ("按照每百户渔民拥有设施面积不低于30平方米的标准，加大建设力度。", "", ["norm"]),
        ("去年按照每人每月500元的标准进行补贴。", "", ["actual"]),
        ("按照每人每月500元的标准发放补贴。", "actual", ["actual"]),
        # Limits by name.
        ("海带烘干线损耗率上限为4.2%。", "", ["norm"]),
        ("海带贷款额度上限由30万元提高至50万元。", "", ["norm", "norm"]),
        ("到2027年，海带贷款额度上限提高至50万元。", "", ["target"]),
        ("拟回购海带股份总额上限近9亿元。", "", ["target"]),
        # Thresholds of what a rule applies to.
        ("所列物项占目标物项的价值比例达到0.1%及以上的；", "", ["norm"]),
        ("海带年产值达到5亿元以上的，给予一次性奖励。", "", ["norm"]),
        ("全市海带产值超过5亿元的，有35家。", "", ["actual", "actual"]),
        ("海带年产值超过5亿元的，给予奖励并由省政府批准。", "", ["norm"]),
        ("海带收入超过3万元的，同比增长12%。", "", ["actual", "actual"]),
        ("海带加工率超过50%的，是海川、青禾两市。", "", ["actual"]),
        ("海带加工率超过5%的，占全部渔企的三分之一。", "", ["actual", "actual"]),
        ("海带年产值超过5亿元的，有三十五家。", "", ["actual", "actual"]),
        ("海带年产值超过5亿元的，且同比增长的，给予一次性奖励。", "", ["norm"]),
        ("海带加工率已达到50%以上的，要继续提高。", "", ["actual"]),
        ("名单上的企业（包括其控股50%及以上的子公司、分公司）的申请，不予许可。", "", ["norm"]),
        ("渔业公司持股50%以上。", "", ["target"]),
        (
            "Exporters must obtain a license for goods with parts that account for 0.1% or more of their value.",
            "",
            ["norm"],
        ),
        (
            "No licence shall be granted to firms on the list, including those in which they hold 50% or more.",
            "",
            ["norm"],
        ),
        ("Shipyards that hold 10 percent or more of a listed firm must report it.", "", ["norm"]),
        ("Firms that account for 20% or more of output have joined the alliance.", "", ["actual"]),
        (
            "The turnover of all parties exceeds RMB 10 billion in the preceding fiscal year.",
            "",
            ["norm"],
        ),
        ("Turnover exceeded RMB 10 billion in 2023.", "", ["actual"]),
        ("Overhead may not exceed 15 percent of the award.", "", ["norm"]),
        ("Grants are typically capped at 20 percent of the cost.", "", ["norm"]),
        ("The subsidy is limited to 30 percent of the purchase price.", "", ["norm"]),
        ("Emissions were capped at 20 million tonnes in 2020.", "", ["actual"]),
        ("By 2030, the share of any supplier may not exceed 65 percent.", "", ["target"]),
        ("The registered capital shall be no less than 200 million yuan.", "rule", ["norm"]),
        # Duties, rates of taxes and limits.
        ("Brokers must hold paid-up capital of at least $5 million.", "", ["norm"]),
        ("The standard tax rate is 25 percent.", "", ["norm"]),
        ("In 2019 the standard tax rate was 25 percent.", "", ["actual"]),
        ("Dividends are subject to a withholding tax of 10 percent.", "", ["norm"]),
        ("Emission limits for solvents are set at 20 percent.", "", ["norm"]),
        ("Fishery must raise the share of exports to 20 percent.", "", ["target"]),
    ],
)
def test_kinds(text: str, section: str, kinds: list[str]) -> None:
    found = find_targets(text, "en" if text.isascii() else "zh")
    settled = settle_norms(found, text, section)  # type: ignore[arg-type]
    assert [one.kind for one in settled] == kinds
    assert all(not one.deadline for one in settled if one.kind == "norm")


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("第二章 认定条件", True),
        ("二、申报条件", True),
        ("附则 / 申请资格及学位情况", True),
        ("三、申报资格要求", True),
        ("Chapter 2 Eligibility", True),
        ("四、保障条件", False),
        ("一、发展条件", False),
        ("一、总体要求", False),
    ],
)
def test_headings_of_conditions(heading: str, expected: bool) -> None:
    assert announces_conditions(heading) == expected
