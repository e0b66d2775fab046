"""Traps of machines, materials and networks: an agency or a law, a crime, a pun, a negation, a border inside a word."""

from __future__ import annotations

import pytest

from flows.annotation.matching.tagging import Tagger
from tests.annotation.matching.test_traps import Trap, check

CHINESE: list[Trap] = [
    # an agency or an institute that has the word in its name
    ("由县大数据局牵头办理。", {}, "big-data"),
    ("加强大数据分析，壮大大数据企业。", {"大数据": "big-data"}, ""),
    ("村里人到农机局登记。", {}, "agricultural-machinery"),
    ("按旅游部数据中心的口径统计游客。", {}, "data-center"),
    ("学生报考空天信息大学。", {}, "space-information"),
    ("专家任职于深空探测实验室。", {}, "deep-space-exploration"),
    # a firm, a workshop and their products
    ("他在瓦房店轴承集团当学徒，磨过轴承。", {"轴承": "industrial-bearing"}, ""),
    ("他在县里的机床厂修过机床。", {"机床": "machine-tool"}, ""),
    ("某某煤化工有限公司发展煤化工。", {"煤化工": "coal-chemical-industry"}, ""),
    # a crime, a machine and a vehicle that only use the thing
    ("民警劝阻一起电信诈骗。", {"电信诈骗": "telecom-fraud"}, ""),
    ("放宽电信业务准入。", {"电信": "telecommunications"}, "telecom-fraud"),
    ("飞行员接通自动驾驶仪。", {}, "autonomous-driving"),
    ("企业采购一批云服务器。", {}, "cloud-service"),
    ("手机厂商开展直连卫星技术测试。", {}, "satellite-technology"),
    ("承运人应使船舶处于适航状态。", {}, "airworthiness"),
    ("该机型通过适航审查。", {"适航": "airworthiness"}, ""),
    ("旅客在卫星厅候机。", {}, "satellite"),
    ("工人在智能船厂里造智能船。", {"智能船": "smart-ship"}, ""),
    # words for secrets, genes and equipment in another sense
    ("年轻人解开古村兴旺的密码。", {}, "cryptography"),
    ("主管部门依法开展密码管理。", {"密码管理": "cryptography"}, ""),
    ("勤俭是渔村的秉性和基因。", {}, "genes"),
    ("医院硬件有了，还缺大夫。", {}, "hardware"),
    ("车间更换了计算机硬件。", {"硬件": "hardware"}, ""),
    ("他把流量当作数据金矿。", {}, "gold-resource"),
    ("书屋成了村民的学习充电站。", {}, "charging-stations"),
    # a negation
    ("货主提供了非转基因证明。", {}, "genetically-modified-organism"),
    ("部队展示反无人装备。", {}, "unmanned-systems"),
    # a border inside a word
    ("植保无人机协同喷药。", {}, "human-machine-collaboration"),
    ("十大数据中心集群之一落户本市。", {}, "big-data"),
    ("比赛设有智能体质测试。", {}, "ai-agent"),
    ("工厂生产微电子陶瓷基片。", {}, "electronic-ceramics"),
    ("车间添置一座铁矿热炉。", {}, "iron-ore"),
    # another reading of an abbreviation
    ("零件依照产品几何技术规范（GPS）检验。", {}, "gps"),
    # a wider thing
    ("港口装卸风电装备。", {"风电装备": "wind-power-equipment"}, "wind-turbine"),
]

ENGLISH: list[Trap] = [
    ("He injects new energy into the talks.", {}, "new-energy"),
    ("They build a new energy system.", {}, "new-energy"),
    ("The province has new energy bases.", {"new energy": "new-energy"}, ""),
    ("two air defense batteries and spare batteries", {"batteries": "batteries"}, ""),
    ("The optics of the visit were bad; it flew under the radar.", {}, "optics radar"),
    ("A treaty protects digital human rights.", {}, "digital-human"),
    ("trade in military hardware and computer hardware", {"hardware": "hardware"}, ""),
    ("residential and commercial space downtown", {}, "commercial-space"),
    ("food security vulnerabilities in the region", {}, "vulnerability"),
    ("the brain-computer fusion project", {"brain-computer fusion": "brain-computer-interface"}, "computer"),
    ("They fit an AR-GARCH model of prices.", {}, "augmented-reality"),
    ("Labels say non-GMO.", {}, "genetically-modified-organism"),
    ("the collective intelligence of the crowd", {}, "swarm-intelligence"),
]


@pytest.mark.parametrize("trap", [*CHINESE, *ENGLISH], ids=lambda trap: trap[0])
def test_trap_of_crafts(tagger: Tagger, trap: Trap) -> None:
    check(tagger, trap)


def test_these_traps_name_concepts_of_the_lexicon(tagger: Tagger) -> None:
    named = {name for _, found, absent in (*CHINESE, *ENGLISH) for name in (*found.values(), *absent.split())}
    assert named - set(tagger.lexicon.concepts) == set()
