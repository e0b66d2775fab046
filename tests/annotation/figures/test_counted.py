"""What Chinese counts are of: the noun behind the measure word, without what is done by, to or with it."""

from __future__ import annotations

import pytest

from flows.annotation.figures import find_targets

COUNTED = [
    # Predicates that go on behind the noun are no part of it.
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
    ("84个国家近300家展商企业参展。", "展商企业参展"),
    ("21个外资重点项目签约落户上海浦东新区。", "外资重点项目签约"),
    ("900套大型工业控制系统大部分由国外厂商提供产品。", "大型工业控制系统"),
    ("截至目前，已有70多人死亡 以军称继续打击武装目标", "死亡"),
    # A short predicate that ends its clause tells what is counted.
    ("近3500间房屋倒塌。", "房屋倒塌"),
    ("71条水上客运航线全部停航。", "水上客运航线全部停航"),
    ("160名优秀共产党员受到表彰。", "优秀共产党员受到表彰"),
    # Words that look like predicates and are parts of nouns.
    ("建成1000所农村中学科技馆。", "农村中学科技馆"),
    ("新开工150处大中型灌区现代化改造工程。", "大中型灌区现代化改造工程"),
    ("28个在建项目先后复工。", "在建项目先后复工"),
    ("推出34个对外贸易平台。", "对外贸易平台"),
    ("建设20个专业为民服务中心。", "专业为民服务中心"),
    ("认定26家入驻企业。", "入驻企业"),
    ("服务31.5万名老年人。", "老年人"),
]


@pytest.mark.parametrize(("text", "indicator"), COUNTED)
def test_what_is_counted(text: str, indicator: str) -> None:
    assert indicator in [one.indicator for one in find_targets(text, "zh")]


def test_who_did_something_apart_stands_before_the_count() -> None:
    (found,) = find_targets("北京市党政机关干部2300余人分别在主会场和分会场参加报告会。", "zh")
    assert found.indicator == "北京市党政机关干部"
