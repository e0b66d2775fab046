"""The indicators of Chinese counts: the noun after the measure word, without its predicate."""

from __future__ import annotations

import pytest

from flows.annotation.figures import find_targets

COUNTED = [
    # Predicates after the noun are not part of it.
    ("160多家本地企业为盾构机提供配套产品和服务。", "本地企业"),
    ("139个投资合作项目在黑龙江亚布力签约，总额很大。", "投资合作项目"),
    ("17个阿拉伯国家支持全球发展倡议，并签署文件。", "阿拉伯国家"),
    ("100多家中国出版企业展示近年来发行的优秀出版物。", "中国出版企业"),
    ("32个成员国一致同意释放4亿桶战略石油储备。", "成员国"),
    ("31.5万个社会化服务组织帮助5400多万小农户开展托管。", "社会化服务组织"),
    ("3000多名师生校友为祖国唱响一曲最真挚的赞歌，表达心意。", "师生校友"),
    ("有80名中国乘客被安置在旧金山国际机场附近的酒店。", "中国乘客"),
    ("来自29个国家和地区的4.7万名参会嘉宾将围绕大数据研讨。", "参会嘉宾"),
    ("102家中央部门公开了2020年预算。", "中央部门"),
    ("84个国家近300家展商企业参展。", "展商企业"),
    ("21个外资重点项目签约落户上海浦东新区。", "外资重点项目签约"),
    ("900套大型工业控制系统大部分由国外厂商提供产品。", "大型工业控制系统"),
    # Predicates of any verb, by its part of speech.
    ("12000多列旅客列车奔驰在铁路线上，", "旅客列车"),
    ("49.5万辆冷藏车带着水果穿过口岸。", "冷藏车"),
    ("900多台塔吊矗立在工地上，十分壮观。", "塔吊"),
    ("1.9万列中欧班列驶往欧洲。", "中欧班列"),
    ("3万余名建筑工人参加了安全培训。", "建筑工人"),
    ("讲述50名科研骨干奋战在一线的故事。", "科研骨干奋战在一线的故事"),
    ("建设20个出口加工项目。", "出口加工项目"),
    ("25万个玩偶从海川发往全国各地，", "玩偶"),
    ("509家渔业企业全面展示了前沿技术，", "渔业企业"),
    ("建成18条东西横向线。", "东西横向线"),
    ("提出346条渔业状况改进意见。", "渔业状况改进意见"),
    ("84个人口流入重点城市，", "人口流入重点城市"),
    ("制定17个行业的标准。", "行业"),
    # Verbs and adverbs at the end, and the ends of words.
    ("6000万名师生参与，反响很好。", "师生参与"),
    ("385名渔民全都亮出身份。", "渔民"),
    ("组织1.7万名优秀高中生赴51所渔校参加活动。", "优秀高中生"),
    ("150名消防官兵赶赴渔港救援。", "消防官兵"),
    ("16个渔港项目提前48天完工。", "渔港项目"),
    ("20多个省份率先开展了渔业承包。", "省份"),
    ("调查了120项阻碍因素发现：人才不足。", "阻碍因素"),
    ("850余家渔业平台中，民企平台占比达56%。", "渔业平台"),
    ("建成30个渔业中心……", "渔业中心"),
    ("以首批340名渔业会员为例，介绍经验。", "渔业会员"),
    # Divisions, also with the kinds of their equals.
    ("24个省、自治区、直辖市建成渔业馆。", "省"),
    ("政策覆盖15个省（区）。", "省"),
    ("111个县（市、区）渔政部门共同监督。", "县"),
    # Digits and letters that begin the noun.
    ("建设12个6G试验平台。", "6G试验平台"),
    ("拥有3个4A级景区。", "4A级景区"),
    ("服务30家3D打印企业。", "3D打印企业"),
    # A task is named by what is done.
    ("提前一年完成易地扶贫搬迁71万人的任务。", "易地扶贫搬迁"),
    ("给予党纪处分3248人。", "党纪处分"),
    ("建章立制1295个。", "建章立制"),
    # Where people do something is no part of what they do.
    ("其中42000人在样例特派团的营地内寻求庇护。", "寻求庇护"),
    ("17000人在这里交易。", "交易"),
    ("引导约1亿人在中西部地区就近城镇化。", "在中西部地区就近城镇化"),
    # A short predicate that ends its clause is part of what is counted.
    ("近3500间房屋倒塌。", "房屋倒塌"),
    ("71条水上客运航线全部停航。", "水上客运航线全部停航"),
    ("160名优秀共产党员受到表彰。", "优秀共产党员受到表彰"),
    ("200间房屋全部倒塌", "房屋全部倒塌"),
    # Words that look like predicates but are parts of nouns.
    ("建成1000所农村中学科技馆。", "农村中学科技馆"),
    ("新开工150处大中型灌区现代化改造工程。", "大中型灌区现代化改造工程"),
    ("28个在建项目先后复工。", "在建项目先后复工"),
    ("推出34个对外贸易平台。", "对外贸易平台"),
    ("建设20个专业为民服务中心。", "专业为民服务中心"),
    ("认定26家入驻企业。", "入驻企业"),
    ("服务31.5万名老年人。", "老年人"),
    ("建设10个国家级继续教育基地", "国家级继续教育基地"),
    ("实施20个生态恢复项目、若干工程。", "生态恢复项目"),
    ("签订30宗土地出让合同。", "土地出让合同"),
    ("培育300家科技型在孵企业。", "科技型在孵企业"),
    ("公布500名失信被执行人、", "失信被执行人"),
    ("承担50项横向课题。", "横向课题"),
    ("开设20家华为门店。", "华为门店"),
    ("实施15个退耕还林项目。", "退耕还林项目"),
    ("建设5个以新能源为核心的产业基地。", "以新能源为核心的产业基地"),
    ("建设50个基层政务公开标准化规范化专区。", "基层政务公开标准化规范化专区"),
    ("出口5000台马达。", "马达"),
    # Attributes are not counted, only the noun that they describe.
    ("打造了10个可看、可听、可学的红色物业示范小区。", "红色物业示范小区"),
    ("建设1亿亩旱涝保收、高产稳产高标准农田。", "高产稳产高标准农田"),
    ("认定10家左右建设水平突出、发展成效明显的数字产业园区。", "数字产业园区"),
    ("选择10个有条件、有基础、规模适当的城市开展试点。", "城市"),
    ("建设10个可再生能源、储能项目。", "可再生能源"),
    ("386名有职党员、无职党员参加。", "有职党员"),
    # People are counted without a measure word.
    ("要办好2.9亿在校学生的教育，我国有2.9亿在校学生。", "在校学生"),
    ("高龄津贴惠及130万老年人。", "老年人"),
    ("农村饮水安全工程使6069万农民受益。", "农民"),
    # The thing granted is counted, not the receiver.
    ("给予项目申报主体最高不超过50万元的一次性奖励。", "一次性奖励"),
    ("给予企业最高100万元奖补资金。", "奖补资金"),
    ("建设10个共同富裕示范村镇和现代社区。", "共同富裕示范村镇和现代社区"),
]


@pytest.mark.parametrize(("text", "indicator"), COUNTED)
def test_what_is_counted(text: str, indicator: str) -> None:
    assert indicator in [one.indicator for one in find_targets(text, "zh")]


@pytest.mark.parametrize(
    "text",
    ["三十六所在春节期间交付样品。", "培育100个在研发设计、生产制造等领域取得突出成效的海带企业。"],
)
def test_a_place_is_no_counted_thing(text: str) -> None:
    assert not find_targets(text, "zh")


def test_people_without_a_measure_word_are_people() -> None:
    (found,) = find_targets("近10万儿童受益于该政策。", "zh")
    assert (found.value, found.unit) == (1e5, "people")


@pytest.mark.parametrize("text", ["影响9亿农民的国家战略出台。", "共有5万居民家庭。"])
def test_people_who_only_describe_are_not_counted(text: str) -> None:
    assert not [one for one in find_targets(text, "zh") if one.unit == "people"]


def test_the_actor_of_a_shared_predicate_comes_before_the_count() -> None:
    (found,) = find_targets("北京市党政机关干部2300余人分别在主会场和分会场参加报告会。", "zh")
    assert found.indicator == "北京市党政机关干部"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # What is done to things is part of their name, since it says which of them are counted.
        ("全年查处渔港案件214起。", "查处渔港案件"),
        ("去年支持课题85个。", "支持课题"),
        ("去年资助渔民子女1200人。", "资助渔民子女"),
        ("去年转移渔民1.2万人。", "转移渔民"),
        ("去年申请渔具专利120件。", "申请渔具专利"),
        # What only says that they were made is not.
        ("全年建成泊位48个。", "泊位"),
        ("培训渔民3000人。", "渔民"),
    ],
)
def test_what_is_done_to_things_is_part_of_their_name(text: str, name: str) -> None:
    assert find_targets(text, "zh")[-1].indicator == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # By how much something changed, between its values.
        ("开工率由上季的76.3%回升3.2个百分点至79.5%。", ["76.3% =", "3.2个百分点 +", "79.5% ="]),
        ("利用率从去年底的61%下降7个百分点到54%。", ["61% =", "7个百分点 -", "54% ="]),
        # Workdays and days, bonus shares, losses.
        ("平均办理时间从过去的12个工作日延长到30天。", ["12个工作日 =", "30天 ="]),
        ("公司以资本公积金向全体股东每10股转增4股。", ["4股 ="]),
        ("渔业公司营业利润-560万元。", []),
    ],
)
def test_values_of_changes_are_found(text: str, expected: list[str]) -> None:
    assert [f"{one.text} {one.comparator}" for one in find_targets(text, "zh")] == expected
