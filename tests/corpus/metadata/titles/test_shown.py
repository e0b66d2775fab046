"""Titles that texts show in their heads."""

from __future__ import annotations

import pytest

from flows.corpus.metadata.titles import find_named_title, find_title

LONG_TITLE = (
    "Notice of the General Office of the Sample Council on Issuing the Implementation Plan for the Special "
    "Development of Emerging Kelp Farms (2016–2020)"
)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("关于做好试点工作的通知\n各单位：", "关于做好试点工作的通知"),
        ("示范省人民政府\n关于做好试点工作的\n通知\n各单位：", "关于做好试点工作的通知"),
        ("# Pilot Work Plan\n\nEach unit shall report.", "Pilot Work Plan"),
        (
            "Sample Province Department of Commerce\nAnnouncement on Licensing\nText.",
            "Announcement on Licensing",
        ),
        ("Notice of the Sample Office\nOn pilot work\nText.", "Notice of the Sample Office"),
        ("文档：试点方案\n各单位要认真落实。", "试点方案"),
        ("基本信息\n试点方案\n各单位要认真落实。", "试点方案"),
        ("各单位要认真落实。\n再一段。", ""),
        ("Each unit shall report.\n", ""),
        ("Unofficial translation\n\nPilot Work Plan\n", "Pilot Work Plan"),
        (
            "   NOTICE OF THE SAMPLE OFFICE\n   ON PILOT WORK (2021)\n\nCONTENTS\n",
            "NOTICE OF THE SAMPLE OFFICE ON PILOT WORK (2021)",
        ),
        (
            "HOUSE OF COMMONS\nSample Affairs Committee\nOral evidence: samples, HC 412\n\nTuesday 11 March 2025",
            "Oral evidence: samples, HC 412",
        ),
        (
            "Sampleland Department of Trade\nBureau of Kelp\nFOR IMMEDIATE RELEASE\nMonday, December 2, 2029\n"
            "Trade Tightens Kelp Rules\nSAMPLETON — Today",
            "Trade Tightens Kelp Rules",
        ),
        (
            "U.S. Department of Kelp\nDecember 2, 2029\nKelp Rules Are Tightened\nText.",
            "Kelp Rules Are Tightened",
        ),
        # A series, a newspaper, and the label of an attachment
        (
            "Sample Policy Brief | Vol. 7, No. 3\nKelp Funds: What They Mean\nBy A. Sample",
            "Kelp Funds: What They Mean",
        ),
        (
            "Sample Times\nKelp rules are tightened\nA. Sample | 20 October 2029\nText.",
            "Kelp rules are tightened",
        ),
        ("样例日报\n海带产量创新高\n2029年1月15日 08:32\n正文。", "海带产量创新高"),
        ("Sample Times\nKelp rules are tightened\nText.", "Sample Times"),
        ("附件1\n样例省海带企业认定标准\n一、基本条件", "样例省海带企业认定标准"),
        ("Annex 2:\nList of Kelp Farms\nText.", "List of Kelp Farms"),
        ("Policy Watch | Issue 14 | 3 March 2029\nWhat kelp needs\nText.", "What kelp needs"),
        (
            "样例法院 样例检察院\n关于办理海带案件\n适用法律若干问题的解释（二）\n（2029年1月）",
            "关于办理海带案件适用法律若干问题的解释（二）",
        ),
        ("为了养好海带，作出如下规定。\n一、关于总则的解释\n第一条 海带应当登记。", ""),
        ("Press release: kelp rules are tightened\nText.", "Press release: kelp rules are tightened"),
        ("Sample Policy Review | Issue 3\nBy A. Sample\nText.", "Sample Policy Review | Issue 3"),
        (
            "样例部公告\n《样例海带标准》《样例水产标准》已经部务会议通过，现予公布。\n样例水产标准",
            "样例部公告",
        ),
        # An order and what it promulgates
        (
            "样例国国务院令\n第789号\n《样例海带条例》已经2029年8月30日国务院第40次常务会议通过，现予公布。\n"
            "总理 某某\n2029年9月24日\n样例海带条例\n第一章 总则",
            "样例海带条例",
        ),
        (
            "样例国国务院令\n第789号\n《样例海带条例》已经2029年8月30日国务院第40次常务会议通过，现予公布。",
            "样例国国务院令",
        ),
        # The body that issues a document, and a title with a subject of its own
        ("样例市统计局\n2028年样例市经济发展统计公报\n2029年3月21日", "2028年样例市经济发展统计公报"),
        ("样例集团股份有限公司\n2028年年度报告摘要\n正文。", "样例集团股份有限公司2028年年度报告摘要"),
        ("SENATE OF SAMPLELAND\nHearing on samples\nText.", "Hearing on samples"),
        (
            "Sample Province Department of Commerce\n5 March 2024\nText.",
            "Sample Province Department of Commerce",
        ),
        (
            "中华人民共和国最高人民法院\n民 事 判 决 书\n（2022）最高法知民终1584号\n上诉人：某公司。",
            "中华人民共和国最高人民法院民事判决书",
        ),
        ("PILOT WORK PLAN\nCHAPTER 1\nThe units", "PILOT WORK PLAN"),
        ("PILOT WORK PLAN\nThe units", "PILOT WORK PLAN"),
        ("SAMPLE MINISTRY OF COMMERCE\nANNOUNCEMENT ON\nLICENSING\nText.", "ANNOUNCEMENT ON LICENSING"),
        (
            "青禾半导体股份有限公司\n2024年年度报告摘要\n2025年3月28日",
            "青禾半导体股份有限公司2024年年度报告摘要",
        ),
        ("样例市市场监督管理局\n行政处罚决定书\n样市监罚〔2023〕15号", "样例市市场监督管理局行政处罚决定书"),
        (
            "Qinghe Semiconductor Co., Ltd.\n2024 Annual Report\n28 March 2025",
            "Qinghe Semiconductor Co., Ltd. 2024 Annual Report",
        ),
        ("北京样例律师事务所\n关于样例公司合规事项的\n法律意见书", "关于样例公司合规事项的法律意见书"),
        (
            "中小企业数字化转型试点城市\n\n   实施方案（2023—2025 年）",
            "中小企业数字化转型试点城市实施方案（2023—2025年）",
        ),
        (
            "DEPARTMENT OF SAMPLES\nBureau of Samples\n15 CFR Parts 734 and 744\n[Docket No. 241128-0307]\n"
            "RIN 0694-AJ74\nAdditions to the Sample List\nAGENCY: Bureau.",
            "Additions to the Sample List",
        ),
        (
            "EUROPEAN COMMISSION\nBrussels, 20.6.2023\nSWD(2023) 187 final\nReport on samples",
            "Report on samples",
        ),
        ("澳門特別行政區\n2025年財政年度施政報告", "2025年財政年度施政報告"),
        (
            "青禾電子有限公司\nQINGHE LIMITED\n（股份代號：0285）\n\n截至二零二四年六月三十日止六個月之業績公告\n正文。",
            "青禾電子有限公司截至二零二四年六月三十日止六個月之業績公告",
        ),
        (
            "Sample Securities | Equity Research | Kelp\n14 November 2024\n\nHaiwei Kelp (1347 HK)\nIt grew.",
            "Haiwei Kelp (1347 HK)",
        ),
        (
            "公司代码：600000    公司简称：青禾股份\n青禾半导体股份有限公司\n2024年年度报告摘要\n正文。",
            "青禾半导体股份有限公司2024年年度报告摘要",
        ),
        (
            "Sample Institute for Kelp\nPolicy Brief No. 7 | 3 May 2024\n\nKelp after the storm\n\nIt grew.",
            "Kelp after the storm",
        ),
        ("Kelp after the storm\nPolicy Brief No. 7 | 3 May 2024\nBy Jane Reed", "Kelp after the storm"),
        ("Sample Institute for Kelp\nPolicy Brief No. 7\nBy Jane Reed", "Sample Institute for Kelp"),
        (f"# {LONG_TITLE}\n\nDate: March 1, 2016\n\nKelp shall be grown.", LONG_TITLE),
        (f"# 关于样例的通知 {LONG_TITLE}\n\n正文。", f"关于样例的通知 {LONG_TITLE}"),
        (f"# {LONG_TITLE}.\n\nKelp shall be grown.", ""),
        (f"{LONG_TITLE}\n\nKelp shall be grown.", ""),
        ("樣例省工業和信息化廳\n關於支持樣例產業的\n若干措施", "關於支持樣例產業的若干措施"),
        ("样例社电（记者 甲）会议开幕。代表说：“要种海带。”\n第二段。", ""),
        ("样例省规定，“到2025年，产值突破”。（样政发〔2023〕12号）\n第二段。", ""),
        # Tools of a page that were copied with its text.
        (
            "下载\n打印\n全屏\n收藏\n【字号：\n加大\n还原\n减小\n】\n2026年样例省政府工作报告\n——2026年1月27日",
            "2026年样例省政府工作报告",
        ),
        ("【字号：大 中 小】\n样例市海带条例\n第一条", "样例市海带条例"),
        ("大中小企业融通发展方案\n一、", "大中小企业融通发展方案"),
        ("Sample Securities | Kelp\n14 November 2024\n关于种植海带的通知\n正文", "关于种植海带的通知"),
        ("", ""),
    ],
)
def test_title(text: str, title: str) -> None:
    assert find_title(text) == title


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["导航", "关于做好试点工作的通知"], "关于做好试点工作的通知"),
        (["關於做好試點工作的", "若干", "措施"], "關於做好試點工作的若干措施"),
        (["关于试点的通知已经印发。"], ""),
        (["关于做好", "试点", "工作的", "通知"], ""),
        (["试点方案"], ""),
    ],
)
def test_a_title_that_names_its_subject(lines: list[str], title: str) -> None:
    assert find_named_title(lines) == title
