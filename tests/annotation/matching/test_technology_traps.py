"""Traps of technologies: a word inside a longer word, a figure of speech, a part, and letters that mean two things."""

from __future__ import annotations

import pytest

from flows.annotation.matching.tagging import Tagger
from tests.annotation.matching.test_traps import Trap, check

CHINESE: list[Trap] = [
    # a word that continues into another one
    ("塑强人工智能全产业链。", {"人工智能": "artificial-intelligence"}, "strong-ai"),
    ("提升产业集群智能化水平。", {}, "swarm-intelligence"),
    ("观众在展区享受AI智能体验。", {}, "ai-agent"),
    ("泰山站采用特殊钢结构筏板。", {}, "special-steel"),
    ("企业研制高品质特殊钢。", {"高品质特殊钢": "special-steel"}, ""),
    ("企业攻克了高功率半导体激光器。", {}, "power-semiconductor"),
    ("园区扩大功率半导体器件产能。", {"功率半导体": "power-semiconductor"}, ""),
    (
        "6G实现空天地一体化网络的初步验证。",
        {"空天地一体化": "space-air-ground-network"},
        "space-ground-network",
    ),
    ("数字化是未来制造业发展的趋势。", {}, "future-manufacturing"),
    ("颁发农业转基因生物安全证书。", {"转基因生物": "genetically-modified-organism"}, "biosafety"),
    ("它是全国三大飞机发动机维修中心之一。", {}, "large-aircraft"),
    # figures of speech
    ("种子是农业的“芯片”。", {}, "chip"),
    ("国产“芯片”装进了手机。", {"芯片": "chip"}, ""),
    ("擂台不仅是较量场，更是充电站。", {}, "charging-stations"),
    ("团队加大力度研发光芯片。", {"光芯片": "photonic-chip"}, ""),
    ("思想是“精神原子弹”。", {}, "hydrogen-atomic-bomb"),
    ("老轴承厂造出了主轴承，梁由车轴承载。", {"轴承": "industrial-bearing"}, ""),
    ("学校改善硬件条件，增加硬件投入。", {}, "hardware"),
    ("政策鼓励开发智能硬件。", {"硬件": "hardware"}, ""),
    # something else of the same name
    ("科学家提出探测宇宙黎明的“鸿蒙计划”。", {}, "harmonyos"),
    ("潜水器支持母船“深海一号”下水。", {}, "deep-sea-no-1"),
    ("生物芯片和器官芯片技术进入临床。", {}, "chip"),
    ("扶贫工作队开展精准医疗救助。", {}, "longevity-tech"),
    ("智能算力规模达到每秒1882百亿亿次。", {}, "exascale-computer"),
    ("百亿亿次超级计算机启动研制。", {"百亿亿次超级计算机": "exascale-computer"}, ""),
    # names of firms and fairs
    ("某某生物科技有限公司参展。", {}, "biotechnology"),
    ("东北轻合金有限责任公司供货。", {}, "light-alloys"),
    ("世界未来能源峰会在阿布扎比开幕。", {}, "future-energy"),
    # a part, or a narrower thing with a concept of its own
    ("发展绿电直连项目。", {"绿电直连": "green-power-direct-connection"}, ""),
]

ENGLISH: list[Trap] = [
    ("The forum serves as a key catalyst for the economy.", {}, "catalyst"),
    ("Plants phased out the high mercury catalyst.", {"mercury catalyst": "catalyst"}, ""),
    ("the long-term evolution of the industry", {}, "lte-standard"),
    ("The Long-Term Evolution standard", {"Long-Term Evolution": "lte-standard"}, ""),
    ("cells that power devices at home", {}, "power-semiconductor"),
    ("The east reactor was shut down.", {}, "east-tokamak"),
    ("a fast telescope for amateurs", {}, "fast-telescope"),
    ("the hardware store on the corner", {}, "hardware"),
    (
        "ultra-wide-bandgap semiconductors, including gallium oxide",
        {"ultra-wide-bandgap semiconductors": "fourth-generation-semiconductor"},
        "third-generation-semiconductor",
    ),
    ("Northwestern Polytechnical University (NPU) and a PGM strike", {}, "ai-chip platinum-group"),
    ("cotton of the Better Cotton Initiative (BCI)", {}, "brain-computer-interface"),
    ("the Xuelong Polar Exploration Program", {}, "xuelong"),
    ("develop a deep-sea space station", {}, "space-station"),
]


@pytest.mark.parametrize("trap", [*CHINESE, *ENGLISH], ids=lambda trap: trap[0])
def test_trap_of_technologies(tagger: Tagger, trap: Trap) -> None:
    check(tagger, trap)


def test_these_traps_name_concepts_of_the_lexicon(tagger: Tagger) -> None:
    named = {name for _, found, absent in (*CHINESE, *ENGLISH) for name in (*found.values(), *absent.split())}
    assert named - set(tagger.lexicon.concepts) == set()
