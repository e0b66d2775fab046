"""Legal forms: a listed firm is known by any form, its branches and namesakes are not taken for it."""

from __future__ import annotations

import pytest

from flows.annotation.annotator import Annotator

ENGLISH = [
    ("BIS added |Semiconductor Manufacturing International Corp.| (SMIC) to the Entity List.", "smic"),
    ("|Semiconductor Manufacturing International Corp| said that sales rose.", "smic"),
    ("In 2017 |ZTE Corp.| pleaded guilty and paid a fine.", "zte"),
    ("The order names |ZTE Corp.|, its affiliates and two executives.", "zte"),
    ("BIS added |Huawei Technologies Company Limited| to the list.", "huawei"),
    ("|Huawei Technologies Co Ltd| unveiled a new phone.", "huawei"),
    ("|Huawei Technologies Co., Ltd.| and 68 affiliates were added to the list.", "huawei"),
    ("|Huawei Technologies Co.| reported lower profit, the newspaper wrote.", "huawei"),
    ("|Taiwan Semiconductor Manufacturing Co.| (TSMC) received grants in November.", "tsmc"),
    ("The list includes |Aviation Industry Corp. of China| (AVIC) and its institutes.", "avic"),
    ("|Commercial Aircraft Corp of China| delivered its first C919.", "comac"),
    ("|China National Nuclear Corp| started building the reactor.", "cnnc"),
    ("|Contemporary Amperex Technology Co., Limited| (CATL) opened a plant.", "catl"),
    ("Regulators looked at |Yangtze Memory Technologies Co.| and its suppliers.", "ymtc"),
    ("|Apple Incorporated| moved part of its production to India.", "apple-company"),
    ("The filing names |Micron Technology, Inc.| as a party.", "micron"),
    ("|BYD Company Limited| announced plans for Hungary.", "byd"),
    ("|Aluminum Corporation of China Ltd.| delisted its shares.", "chalco"),
    ("|China State Construction Engineering Corp. Ltd.| won the contract.", "cscec"),
    ("|Sino Memory Integration Company Ltd.| (SMIC) makes chips.", "smic"),
]
CHINESE = [
    ("美国商务部将|中芯国际集成电路制造有限公司|（中芯国际）列入实体清单。", "smic"),
    ("|中芯国际集成电路制造公司|第三季度营收增长。", "smic"),
    ("|中兴通讯有限公司|被罚款8.9亿美元。", "zte"),
    ("|华为技术公司|发布新款手机。", "huawei"),
    ("|宁德时代新能源科技有限公司|成立于2011年。", "catl"),
    ("|宁德时代公司|在香港上市。", "catl"),
    ("|长江存储科技有限公司|提起诉讼。", "ymtc"),
    ("深圳的|大疆创新科技公司|被列入名单。", "dji"),
    ("|长鑫存储技术股份有限公司|筹备上市。", "cxmt"),
    ("|海光信息技术有限公司|于2019年被列入实体清单。", "hygon"),
    ("|中科寒武纪科技有限公司|完成新一轮融资。", "cambricon"),
    ("|中国商用飞机有限公司|交付首架C919。", "comac"),
    ("|比亚迪有限公司|在泰国建厂。", "byd"),
    ("|腾讯控股公司|回购股份。", "tencent"),
    ("|中国商用飞机制造有限公司|（以下简称“中国商飞”）交付飞机。", "comac"),
]
# Subsidiaries, branches and namesakes are bodies of their own.
OTHERS = [
    "BIS added |SMIC Southern Integrated Circuit Manufacturing Corp.| to the Entity List.",
    "|SMIC Northern Integrated Circuit Manufacturing (Beijing) Co., Ltd.| is a joint venture.",
    "|Semiconductor Manufacturing International (Shenzhen) Corp.| (SMIC) is on the list, too.",
    "|Semiconductor Manufacturing South China Corp.| was founded in 2016.",
    "|Huawei Cloud Computing Technologies Co., Ltd.| was added in August 2020.",
    "|Huawei Device Co., Ltd.| sold its Honor unit.",
    "|Shanghai Huawei Technologies Co., Ltd.| was added to the list.",
    "|Qinghe Optics Technologies Co., Ltd.| (Huawei) designs chips.",
    "|ZTE Kangxun Telecommunications Ltd.| paid part of the fine.",
    "|Apple Valley Corp.| owns two orchards.",
    "|Intel Security Group Inc.| was renamed.",
    "|Tesla (Shanghai) Co., Ltd.| was founded in May 2018.",
    "|Bank of China Investment Co.| opened.",
    "美国商务部将|中芯国际集成电路制造（北京）有限公司|列入实体清单。",
    "|中芯国际集成电路制造（上海）有限公司|（中芯国际）建设新厂。",
    "|中芯北方集成电路制造（北京）有限公司|增资。",
    "美国商务部将|深圳市中兴康讯电子有限公司|列入实体清单。",
    "|中兴微电子技术有限公司|设计芯片。",
    "|华为云计算技术有限公司|被列入实体清单。",
    "|华为终端有限公司|出售荣耀业务。",
    "|腾讯音乐娱乐集团有限公司|被处以罚款。",
    "|特斯拉（上海）有限公司|成立于2018年5月。",
    "|四川时代新能源科技有限公司|投产。",
    "|中国石油天然气公司|公布年度计划。",
]


def concepts_of_firm(annotator: Annotator, marked: str) -> set[str]:
    """Return the concepts of bodies that reach from the first mark to the second, "" for one without."""
    before, name, after = marked.split("|")
    start = len(before)
    mentions = annotator.annotate([f"{before}{name}{after}"])[0].mentions
    return {
        one.concept
        for one in mentions
        if one.type == "ORG" and (one.start, one.end) == (start, start + len(name))
    }


@pytest.mark.parametrize(("marked", "concept"), [*ENGLISH, *CHINESE])
def test_a_listed_firm_is_known_with_any_legal_form(annotator: Annotator, marked: str, concept: str) -> None:
    assert concepts_of_firm(annotator, marked) == {concept}


@pytest.mark.parametrize("marked", OTHERS)
def test_another_firm_is_not_taken_for_a_listed_one(annotator: Annotator, marked: str) -> None:
    assert concepts_of_firm(annotator, marked) == {""}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tesla Limited Edition cars sold out.", "Tesla"),
        ("Tesla Co-founder Li spoke.", "Tesla"),
    ],
)
def test_a_word_that_only_looks_like_a_form_is_no_part_of_the_name(
    annotator: Annotator, text: str, name: str
) -> None:
    mentions = annotator.annotate([text])[0].mentions
    assert name in [one.text for one in mentions if one.concept]


def test_the_event_of_a_listed_firm_has_its_concept(annotator: Annotator) -> None:
    firm = "Semiconductor Manufacturing International Corp. (SMIC)"
    text = f"On 18 December 2020 the bureau added {firm} to the Entity List."
    (event,) = annotator.annotate([text])[0].events
    assert (event.action, event.actor_entity, event.date) == ("sanctioned", "smic", "2020-12-18")
