"""Where Chinese names by pattern begin."""

from __future__ import annotations

import pytest

from flows.annotation import Annotator


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        # A verb that opens the clause precedes the name.
        ("，建设山东省竹藤实验室。", "ORG", "山东省竹藤实验室"),
        ("近年来切入竹纤维传感器控制器，取得进展。", "TECH", "竹纤维传感器控制器"),
        ("该公司通过并购，涉足光子封装材料、竹纤维等领域。", "TECH", "光子封装材料"),
        # An adjective between the verb and the name belongs to it.
        ("实施公共文化服务提质增效行动。", "PROGRAMME", "公共文化服务提质增效行动"),
        ("推进文明乡风建设工程。", "PROGRAMME", "文明乡风建设工程"),
        # So does a character that forms a new word with the first one.
        ("健全跨区域应急物资协同保障机制。", "TERM", "跨区域应急物资协同保障机制"),
        ("研发高通量、非定向检测技术。", "TECH", "非定向检测技术"),
        # 和 joins two words of one name, or two names.
        ("完善农业和渔业领域竹材评价机制。", "TERM", "农业和渔业领域竹材评价机制"),
        ("完善评价机制和渔业领域竹材分类机制。", "TERM", "渔业领域竹材分类机制"),
        ("统筹推进国家和省山水工程。", "PROGRAMME", "国家和省山水工程"),
        ("印发第三批行业标准制修订和外文版项目计划。", "PROGRAMME", "行业标准制修订和外文版项目计划"),
        ("实施竹林再造工程和竹机装备攻关工程。", "PROGRAMME", "竹机装备攻关工程"),
        # The firm that receives the money is not part of its name.
        ("青禾公司获得国家竹藤创新专项资金2000万元。", "PROGRAMME", "国家竹藤创新专项资金"),
        ("青禾公司获得省工业和信息化发展专项资金支持。", "PROGRAMME", "省工业和信息化发展专项资金"),
        # The other side of a dash, and a part in quotation marks.
        ("今天，中国—东盟竹藤产业联盟成立。", "ORG", "中国—东盟竹藤产业联盟"),
        ("云河省建成中国“青松”国际技术转移中心。", "ORG", "中国“青松”国际技术转移中心"),
        ("启动“青松”人才引育工程。", "PROGRAMME", "“青松”人才引育工程"),
        ("举办第八届中国（云河）—东盟竹业大会。", "EVENT", "第八届中国（云河）—东盟竹业大会"),
        # The object of a verb is one name, after words that count it and another verb.
        ("加快实施边境高寒地区竹棚供暖工程。", "PROGRAMME", "边境高寒地区竹棚供暖工程"),
        ("开展新一轮竹材精深加工业提升行动。", "PROGRAMME", "竹材精深加工业提升行动"),
        ("开展优化涉外竹业服务提升行动。", "PROGRAMME", "优化涉外竹业服务提升行动"),
        ("健全投资竹林融资机制。", "TERM", "投资竹林融资机制"),
        ("推进建设竹材质量追溯体系。", "TERM", "竹材质量追溯体系"),
        ("推进竹农参加住房公积金制度。", "TERM", "住房公积金制度"),
        # After 和, a new one begins if one of the same type ends before it.
        ("完善竹材价格调节机制和上下游利益传导机制。", "TERM", "上下游利益传导机制"),
        # Quotation marks contain the whole.
        ("活动举行了“老林农手艺采集工程”展览。", "PROGRAMME", "老林农手艺采集工程"),
        # What a clause does to a technology.
        ("；研究竹纤维传动系统的结构。", "TECH", "竹纤维传动系统"),
        ("。重点开发镁合金竹纤维材料。", "TECH", "镁合金竹纤维材料"),
        # Not a role in court.
        ("上诉人深圳市海芯微电子有限公司不服判决。", "ORG", "深圳市海芯微电子有限公司"),
    ],
)
def test_begins(annotator: Annotator, text: str, kind: str, name: str) -> None:
    found = [(one.type, one.text) for one in annotator.annotate([text])[0].mentions if not one.nested]
    assert (kind, name) in found


@pytest.mark.parametrize("text", ["把思想和行动统一起来。", "以顽强斗争精神和实际行动捍卫和平。"])
def test_a_general_noun_behind_and_makes_no_name(annotator: Annotator, text: str) -> None:
    mentions = annotator.annotate([text])[0].mentions
    assert [one.text for one in mentions if one.source == "pattern"] == []
