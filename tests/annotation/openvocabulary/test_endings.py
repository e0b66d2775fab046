"""Words with a typical last noun that are not names."""

from __future__ import annotations

import pytest

from flows.annotation import Annotator
from tests.annotation.openvocabulary.mentions import found


@pytest.mark.parametrize(
    "text",
    [
        # A description of the noun after it.
        "编制国家中长期科技发展规划。",
        "严厉打击电信网络诈骗犯罪。",
        # One member of a class.
        "建设世界一流大学。",
        "支持国家高端智库建设。",
        "鼓励发展私募股权投资基金。",
        "在乌鲁木齐市中心的路口，车流不断。",
        "面向南亚东南亚辐射中心建设取得新突破。",
        "在教育部直属师范大学实行免费教育。",
        # A sentence.
        "国家统计局分析显示，增长放缓。",
        "视频显示，车辆不断。",
        "中国科学技术大学张三院士团队联合牛津大学开展研究。",
        # Part of a longer name.
        "在中科院计算技术所工作。",
        "提供竹林产业制度保障。",
        "深化中俄全面战略协作伙伴关系。",
        "建成280万左右农村人口竹管供水工程。",
        "发展多传感器智能融合定位。",
        # Not technologies.
        "到派出所打印机器人操作员身份证明材料。",
        "保护竹林湿地生态系统。",
        "按可比口径计算，产值增长。",
        # What somebody does.
        "坚持集中力量发展社会生产力。",
        "两国青年在等待合适时机采取行动。",
    ],
)
def test_no_name(annotator: Annotator, text: str) -> None:
    assert found(annotator, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("云河省设立国家竹藤种质研究中心。", ("ORG", "国家竹藤种质研究中心")),
        ("设立滨河产业转型升级基金。", ("PROGRAMME", "滨河产业转型升级基金")),
        ("推广竹材传感技术领域成果。", ("TECH", "竹材传感技术")),
        ("研制磁浮轴承控制器和样机。", ("TECH", "磁浮轴承控制器")),
        ("江苏省竹林生态环境中心发布报告。", ("ORG", "江苏省竹林生态环境中心")),
    ],
)
def test_name_stays(annotator: Annotator, text: str, name: tuple[str, str]) -> None:
    assert name in found(annotator, text)
