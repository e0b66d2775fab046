"""Citations: titles and numbers, the purpose of the citation, and comparison of titles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.citations import relations as citation_relations
from flows.annotation.citations.finding import document_titles, find_citations, normalise_title
from flows.records import RELATIONS, Mention
from flows.text import read_patterns

TABLE = Path(citation_relations.__file__).with_suffix(".toml")
RULES = read_patterns(TABLE)["rules"]

CASES: tuple[tuple[str, list[tuple[str, ...]]], ...] = (
    (
        "根据《样例数据法》《样例网络法》等法律，制定本办法。",
        [("样例数据法", "according_to", ""), ("样例网络法", "according_to", "")],
    ),
    (
        "为贯彻落实《样例规划》（国发〔2017〕35号）和《样例纲要》，提出以下任务。",
        [("样例规划", "implementing", "国发〔2017〕35号"), ("样例纲要", "implementing", "")],
    ),
    (
        "《样例暂行规定》（样部发〔1994〕489号）同时废止。",
        [("样例暂行规定", "repealing", "样部发〔1994〕489号")],
    ),
    # Offices and places that contain a verb.
    ("发布中心副主任、青云所《样例报告》主编认为。", [("样例报告", "mentioning", "")]),
    ("样例院执行院长引用《样例兵法》。", [("样例兵法", "mentioning", "")]),
    ("省政府印发《样例行动计划（2018—2020年）》。", [("样例行动计划（2018—2020年）", "issuing", "")]),
    (
        "根据《\n样例建议\n》，以及《 样例纲要（草案） 》，制定本办法。",
        [("样例建议", "according_to", ""), ("样例纲要（草案）", "according_to", "")],
    ),
    (
        "In accordance with the relevant provisions of the Kelp Trade Law of the People's Republic of China and"
        " the Regulations of the People's Republic of China on Kelp Farms, it is decided as follows.",
        [
            ("Kelp Trade Law of the People's Republic of China", "according_to", ""),
            ("Regulations of the People's Republic of China on Kelp Farms", "according_to", ""),
        ],
    ),
    (
        "Pursuant to Articles 4 and 12 of the Kelp Trade Law, it decides.",
        [("Kelp Trade Law", "according_to", "")],
    ),
    (
        "Under the heading of trade came praise for the Kelp Trade Law.",
        [("Kelp Trade Law", "mentioning", "")],
    ),
    (
        "The Circular on Issuing the Measures for Kelp Trade and the Rules for Kelp Farms was read.",
        [("Circular on Issuing the Measures for Kelp Trade and the Rules for Kelp Farms", "mentioning", "")],
    ),
    ("他在《样例管理研究》上发表论文。", []),
    ("他依「样例货品管理办法」申请。", [("样例货品管理办法", "according_to", "")]),
    (
        "樣例部發布「樣例部公告2025第61號 公布對樣例物項實施管制的決定」。",
        [("樣例部公告2025第61號 公布對樣例物項實施管制的決定", "issuing", "")],
    ),
    ("他稱之為「正確的決定」，並提出「三點意見」。", []),
    (
        "It issued the Measures for Labelling Sample-Generated or Synthetic Images.",
        [("Measures for Labelling Sample-Generated or Synthetic Images", "issuing", "")],
    ),
    (
        "It issued the Measures for Sample Parks in March.",
        [("Measures for Sample Parks", "issuing", "")],
    ),
    (
        "It cites the Measures for Sample Parks or the Regulations on Sample Data.",
        [
            ("Measures for Sample Parks", "mentioning", ""),
            ("Regulations on Sample Data", "mentioning", ""),
        ],
    ),
    ("現決定廢止《樣例辦法》。", [("樣例辦法", "repealing", "")]),
    ("決定廢止下列文件：\n1.樣例成果管理規定", [("樣例成果管理規定", "repealing", "")]),
    (
        "The Interim Rules on Kelp Awards promulgated by the Sample Council on September 12, 1984 shall be "
        "repealed simultaneously.",
        [("Interim Rules on Kelp Awards", "repealing", "")],
    ),
    (
        "The Interim Rules on Kelp Awards, issued by the Ministry of Kelp on 3 May 2010, remain in force.",
        [("Interim Rules on Kelp Awards", "mentioning", "")],
    ),
    (
        "The Interim Rules on Kelp Awards promulgated by the Sample Council on September 12, 1984 hold; the "
        "fees shall be abolished.",
        [("Interim Rules on Kelp Awards", "mentioning", "")],
    ),
    ("The goals of the “14th Five-Year Plan,” hold.", [("14th Five-Year Plan", "mentioning", "")]),
    ("It cites the “Opinions on Kelp Farming.”", [("Opinions on Kelp Farming", "mentioning", "")]),
    ("During the “15th Five-Year Plan Period,” kelp grows.", []),
    (
        "The “Kelp Plan for the 15th Five-Year Plan Period” is new.",
        [("Kelp Plan for the 15th Five-Year Plan Period", "mentioning", "")],
    ),
    ("对《样例专利法》作如下修改：", [("样例专利法", "amending", "")]),
    ("按国办发(1985)49号文件规定办理。", [("国办发(1985)49号", "according_to", "国办发〔1985〕49号")]),
    ("决定暂停执行《样例准入办法》。", [("样例准入办法", "suspending", "")]),
    ("不再暂停执行《样例准入办法》。", [("样例准入办法", "mentioning", "")]),
    (
        "《样例准入办法》自本通知印发之日起暂停执行，恢复执行时间另行通知。",
        [("样例准入办法", "suspending", "")],
    ),
    ("自2026年1月1日起恢复实施《样例准入办法》。", [("样例准入办法", "resuming", "")]),
    (
        "暂停实施样例部、样例署公告2025年第55号、第56号，恢复实施样例部公告2024年第9号。",
        [
            ("样例部、样例署公告2025年第55号", "suspending", "样例部样例署公告2025年第55号"),
            ("第56号", "suspending", "样例部样例署公告2025年第56号"),
            ("样例部公告2024年第9号", "resuming", "样例部公告2024年第9号"),
        ],
    ),
    (
        "The implementation of the Sample Data Law is suspended.",
        [("Sample Data Law", "suspending", "")],
    ),
    ("The Sample Data Law is hereby suspended.", [("Sample Data Law", "suspending", "")]),
    ("Exports were suspended under the Sample Data Law.", [("Sample Data Law", "according_to", "")]),
    (
        "根据《样例数据法》暂停实施样例部公告2024年第9号。",
        [
            ("样例数据法", "according_to", ""),
            ("样例部公告2024年第9号", "suspending", "样例部公告2024年第9号"),
        ],
    ),
    ("从严执行《样例准入办法》。", [("样例准入办法", "implementing", "")]),
    ("《样例准入办法》有效期延长至2029年12月31日。", [("样例准入办法", "amending", "")]),
    ("按照《样例准入办法》颁发的许可证有效期延长至2029年。", [("样例准入办法", "according_to", "")]),
    (
        "The validity of the Measures for Sample Review is extended to December 31, 2029.",
        [("Measures for Sample Review", "amending", "")],
    ),
    (
        "The ministry extended the validity of the Measures for Sample Review until March 1, 2029.",
        [("Measures for Sample Review", "amending", "")],
    ),
    (
        "They suspended the implementation of the Measures for Sample Review.",
        [("Measures for Sample Review", "suspending", "")],
    ),
    ("他在会上提到《样例蓝皮书》。", [("样例蓝皮书", "mentioning", "")]),
    ("申请人凭《样例经营许可证》办理。", []),
    ("《关于印发〈样例意见〉的通知》要求各地抓好落实。", [("关于印发〈样例意见〉的通知", "mentioning", "")]),
    (
        "In accordance with the Sample Data Law, operators keep records.",
        [("Sample Data Law", "according_to", "")],
    ),
    (
        "The ministry issued the Notice on Sample Policies for the Chip Industry (Guo Fa [2020] No. 8).",
        [("Notice on Sample Policies for the Chip Industry", "issuing", "国发〔2020〕8号")],
    ),
    ("Rules adopted under the Sample Data Law apply.", [("Sample Data Law", "according_to", "")]),
    ("Duties rose under the Sample Trade Act of 1974.", [("Sample Trade Act of 1974", "according_to", "")]),
    ("We will implement the Sample Rural Action Plan.", [("Sample Rural Action Plan", "implementing", "")]),
    ("Officials visited a factory in the plan area.", []),
    ("It filed with the Sample Municipal Administration for Market Regulation.", []),
    ("The Sample Department of Financial Regulation and the Sample Institute of Trade Law agreed.", []),
    (
        "Firms must observe the Regulation on Administration of Sample Markets. The ministry agrees.",
        [("Regulation on Administration of Sample Markets", "mentioning", "")],
    ),
    ("The Measures for Sample Review apply.", [("Measures for Sample Review", "mentioning", "")]),
    (
        "The State Council published Order No. 706 (2019).",
        [("Order No. 706 (2019)", "issuing", "国务院令2019年第706号")],
    ),
    (
        "It cites the Regulations of the Board on Samples, Law of the Republic on Casts.",
        [
            ("Regulations of the Board on Samples", "mentioning", ""),
            ("Law of the Republic on Casts", "mentioning", ""),
        ],
    ),
    (
        "According to the Outline of the 14th Sample Plan, R&D spending is to rise.",
        [("Outline of the 14th Sample Plan", "according_to", "")],
    ),
    (
        "It cites the Provisions on Samples, Models and Casts.",
        [("Provisions on Samples, Models and Casts", "mentioning", "")],
    ),
    (
        "The U.S. Sample Science Act of 2022 and the EU's Foreign Samples Regulation answer it.",
        [
            ("Sample Science Act of 2022", "mentioning", ""),
            ("Foreign Samples Regulation", "mentioning", ""),
        ],
    ),
    (
        "It cites the Notice on Trade with the U.S. Sample Board.",
        [("Notice on Trade with the U.S. Sample Board", "mentioning", "")],
    ),
    (
        "It cites the Report on Talent and a Strategy for Sample Innovation. Firms agree.",
        [("Strategy for Sample Innovation", "mentioning", "")],
    ),
    (
        "1990年3月2日国务院发布的《样例盐业办法》、1986年12月6日海关总署令第5号发布的《样例原产地规定》，"
        "样例部《样例登记办法》（样部发〔1994〕4号）同时废止。",
        [
            ("样例盐业办法", "repealing", ""),
            ("样例原产地规定", "repealing", "海关总署令第5号"),
            ("样例登记办法", "repealing", "样部发〔1994〕4号"),
        ],
    ),
    (
        "《样例甲办法》和《样例乙办法》相应废止。",
        [("样例甲办法", "repealing", ""), ("样例乙办法", "repealing", "")],
    ),
    ("《样例条例》（2007年国务院令第504号公布）同时废止。", [("样例条例", "repealing", "国务院令第504号")]),
    (
        "《样例办法》（交通部令2007年第5号公布，根据交通运输部令2016年第8号修正）同时废止。",
        [("样例办法", "repealing", "交通部令2007年第5号")],
    ),
    (
        "《样例办法》（商务部令2007年第5号）、《样例细则》（2009年商务部令第8号）同时废止。",
        [("样例办法", "repealing", "商务部令2007年第5号"), ("样例细则", "repealing", "商务部令第8号")],
    ),
    ("适用修改后的《样例商标法》。", [("样例商标法", "mentioning", "")]),
    ("在新修订的《样例商标法》施行之前，", [("样例商标法", "mentioning", "")]),
    ("依据2001年修正的《样例商标法》审理。", [("样例商标法", "according_to", "")]),
    ("对《样例商标法》修改决定施行前的行为，", [("样例商标法", "mentioning", "")]),
    ("因《样例民法典》规定的事由失效后，可以起诉。", [("样例民法典", "mentioning", "")]),
    (
        "《样例甲标准》等继续有效，《样例乙标准》等自发布之日起废止。",
        [("样例甲标准", "mentioning", ""), ("样例乙标准", "repealing", "")],
    ),
    (
        "根据《样例甲法》，制定《样例乙办法》。",
        [("样例甲法", "according_to", ""), ("样例乙办法", "issuing", "")],
    ),
    (
        "《样例安保条例》（2021年7月27日国务院令第746号公布）",
        [("样例安保条例", "mentioning", "国务院令第746号")],
    ),
)


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("适用《样例铁路法》第十七条的规定，保险制度不再适用。", ["according_to"]),
        ("依据民事诉讼法第六十四条及《样例解释》第九十条的规定，驳回。", ["according_to", "according_to"]),
        ("《样例解释》（法释〔2009〕19号，以下简称《解释》）作如下修改：", ["amending"]),
        (
            "根据《样例指导意见》（以下简称《指导意见》）《样例管理规定》，制定本办法。",
            ["according_to", "according_to"],
        ),
    ],
)
def test_articles_and_definitions_leave_relations_as_they_are(text: str, relations: list[str]) -> None:
    assert [made.relation for made in find_citations(text)] == relations


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("根据《样例海带条例》，《样例育苗办法》同时废止。", ["according_to", "repealing"]),
        (
            "根据《样例海带条例》、《样例藻类条例》，《样例育苗办法》、《样例养殖办法》同时废止。",
            ["according_to", "according_to", "repealing", "repealing"],
        ),
        ("按照《样例海带条例》要求，现将《样例育苗办法》予以废止。", ["according_to", "repealing"]),
        ("按照《样例海带条例》规定，废止《样例育苗办法》。", ["according_to", "repealing"]),
        ("为落实《样例海带条例》，停止执行《样例育苗办法》。", ["implementing", "repealing"]),
        (
            "将落实《样例海带条例》（样政发〔2023〕1号），不再执行《样例育苗办法》。",
            ["implementing", "mentioning"],
        ),
        ("《样例海带条例》施行后，《样例育苗办法》即行废止。", ["mentioning", "repealing"]),
        ("修改《样例海带条例》、废止《样例育苗办法》。", ["amending", "repealing"]),
        (
            "废止《样例海带条例》、《样例藻类条例》，修改《样例育苗办法》。",
            ["repealing", "repealing", "amending"],
        ),
        ("《样例海带条例》同时废止，《样例育苗办法》继续有效。", ["repealing", "mentioning"]),
        ("《样例海带条例》不予废止。", ["mentioning"]),
        ("目前没有废止《样例海带条例》和《样例藻类条例》的计划。", ["mentioning", "mentioning"]),
        ("有委员建议废止2019年印发的《样例海带条例》。", ["issuing"]),
        ("经研究决定，《样例海带条例》（样政发〔2023〕1号）自2029年1月1日起废止。", ["repealing"]),
        ("样例计划委员会发布的《样例海带条例》同时废止。", ["repealing"]),
        ("《样例海带条例》（样政发〔2023〕1号）废止前受理的申请，按原规定办理。", ["mentioning"]),
        ("贯彻《样例海带条例》，清理废止与之不符的文件。", ["implementing"]),
        ("参照《样例海带条例》执行，其他规定不再执行。", ["according_to"]),
        ("该文件已被《样例海带条例》废止。", ["mentioning"]),
        ("《样例海带条例》中有关育苗的规定同时废止。", ["mentioning"]),
        ("根据《样例海带条例》，样例法院决定对《样例育苗办法》作如下修改：", ["according_to", "amending"]),
        ("适用《样例海带条例》，现对样例法院《样例育苗办法》作如下修改：", ["mentioning", "amending"]),
        ("提交的修改不符合《样例海带条例》第三条。", ["mentioning"]),
        ("将第二款修改为：“违反《样例海带条例》的，处以罚款。", ["mentioning"]),
        ("继续实施管制但不宜列入《样例海带目录》的物项", ["mentioning"]),
        ("2029年以前实施的《样例海带条例》第九条规定的违法行为，", ["mentioning"]),
        ("推进《样例海带协定》谈判。", ["mentioning"]),
        ("推进《样例海带协定》落地。", ["implementing"]),
        ("认真落实新修订的《样例海带条例》。", ["implementing"]),
        ("未执行《样例海带条例》的企业，", ["mentioning"]),
        ("自公布之日起适用《样例海带条例》第三条。", ["mentioning"]),
        ("2029年前制定的规定与《样例海带条例》不一致的，", ["mentioning"]),
        ("公布施行《样例海带条例》。", ["issuing"]),
        ("《样例海带条例》印发以来，产量增长。", ["mentioning"]),
        ("具体要求按样例部发布的《样例海带条例》执行。", ["according_to"]),
        ("为落实样例部印发的《样例海带条例》，", ["implementing"]),
        ("《样例海带条例》落实《样例藻类条例》的要求。", ["mentioning", "implementing"]),
        ("根据《样例海带条例》，《样例育苗办法》暂停执行。", ["according_to", "suspending"]),
        ("有委员建议暂停执行《样例海带条例》。", ["mentioning"]),
        ("《样例海带条例》规定的补贴暂停执行。", ["mentioning"]),
        ("《样例海带条例》施行后，《样例育苗办法》恢复执行。", ["mentioning", "resuming"]),
        (
            "In accordance with the Sample Data Law, the Measures on Kelp Exports are hereby repealed.",
            ["according_to", "repealing"],
        ),
        (
            "Under the Sample Data Law and the Sample Kelp Law, the Measures on Kelp Exports are repealed.",
            ["according_to", "according_to", "repealing"],
        ),
        ("The Sample Data Law and the Sample Kelp Law are hereby repealed.", ["repealing", "repealing"]),
        ("Members proposed to repeal the Sample Data Law.", ["mentioning"]),
        ("Article 5 of the Sample Data Law is hereby repealed.", ["mentioning"]),
        ("The rules were replaced by the Sample Data Law.", ["mentioning"]),
        ("Licences under the Sample Data Law may be suspended.", ["according_to"]),
    ],
)
def test_who_is_the_object_of_a_verb(text: str, relations: list[str]) -> None:
    assert [made.relation for made in find_citations(text)] == relations


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        # A part of a document, or some places
        ("《样例海带通知》（样税〔2016〕36号）附件3第一条停止执行。", ["mentioning"]),
        ("《样例海带通知》（样税〔2016〕36号）及其附件同时废止。", ["repealing"]),
        ("《样例海带通知》（样税〔2016〕36号）第三条同时废止。", ["mentioning"]),
        ("《样例海带通知》（样税〔2016〕36号）同时废止。", ["repealing"]),
        ("《样例海带通知》（样税〔2016〕36号、40号）第三条停止执行。", ["mentioning", "mentioning"]),
        ("《样例海带通知》第三条、《样例藻类通知》同时废止。", ["mentioning", "repealing"]),
        ("《样例海带通知》有关措施停止执行。", ["mentioning"]),
        ("暂停适用《样例海带条例》第四十七条。", ["mentioning"]),
        ("在样例试验区暂时调整实施《样例海带条例》的有关规定。", ["mentioning"]),
        # 以及 joins names and is no ground.
        ("调整《样例海带条例》以及《样例藻类条例》的有关规定。", ["mentioning", "mentioning"]),
        ("以《样例海带条例》为依据，制定本办法。", ["according_to"]),
        ("恢复执行《样例海带条例》部分条款。", ["mentioning"]),
        ("在部分地区暂停适用《样例海带条例》。", ["mentioning"]),
        ("在全国范围内暂停适用《样例海带条例》。", ["suspending"]),
        # What is repealed with it
        ("《样例海带办法》及其他与本办法不一致的规定同时废止。", ["repealing"]),
        (
            "《样例海带办法》（样部发〔2010〕5号）、《样例藻类办法》以及其他有关文件同时废止。",
            ["repealing"] * 2,
        ),
        ("《样例海带办法》和其他相关文件自本通知印发之日起停止执行。", ["repealing"]),
        ("《样例海带办法》施行后，其他规定同时废止。", ["mentioning"]),
        ("《样例海带办法》及其他法规规定的收费同时废止。", ["mentioning"]),
        ("《样例海带办法》及其他文件中有关收费的规定同时废止。", ["mentioning"]),
        # The last member of a list is the subject of a verb.
        ("决定废止《样例海带办法》，《样例藻类办法》继续执行。", ["repealing", "mentioning"]),
        (
            "废止《样例海带办法》、《样例育苗办法》，《样例藻类办法》予以保留。",
            [*["repealing"] * 2, "mentioning"],
        ),
        ("暂停执行《样例海带办法》，《样例藻类办法》照常执行。", ["suspending", "mentioning"]),
        ("恢复实施《样例海带办法》，《样例藻类办法》暂停实施。", ["resuming", "suspending"]),
        ("废止《样例海带办法》，《样例藻类办法》第三条停止执行。", ["repealing", "mentioning"]),
        ("废止《样例海带办法》，《样例藻类办法》，本决定自公布之日起施行。", ["repealing", "repealing"]),
        ("暂停实施样例部公告2025年第61号，样例部公告2025年第62号继续执行。", ["suspending", "mentioning"]),
        (
            "They repealed the Sample Data Law, and the Sample Kelp Law remains in force.",
            ["repealing", "mentioning"],
        ),
        # The passive
        ("The rules were repealed by the Sample Data Law.", ["mentioning"]),
        ("The rules have been amended by the Sample Data Law.", ["mentioning"]),
        ("The rules were revised jointly by the Sample Data Law.", ["mentioning"]),
        ("They will revise the Sample Data Law.", ["amending"]),
        # What is asked for, agreed, expected or a condition
        ("美方要求中方暂停实施《样例海带办法》。", ["mentioning"]),
        ("双方同意将暂停实施《样例海带办法》。", ["mentioning"]),
        ("经国务院同意暂停实施《样例海带办法》。", ["suspending"]),
        ("按照国务院要求，暂停实施《样例海带办法》。", ["suspending"]),
        ("通知要求各地停止执行《样例海带办法》。", ["repealing"]),
        ("如美方取消措施，中方将恢复实施《样例海带办法》。", ["mentioning"]),
        ("若干规定已不适用，决定废止《样例海带办法》。", ["repealing"]),
        ("有代表建议，《样例海带办法》应予废止。", ["mentioning"]),
        ("根据专家建议，《样例海带办法》停止执行。", ["repealing"]),
        ("现决定对不能适应要求的《样例海带办法》予以废止。", ["repealing"]),
        ("China pledged to suspend the Sample Data Law.", ["mentioning"]),
        ("Analysts expect the Sample Data Law to be suspended.", ["mentioning"]),
        ("The ministry agreed to suspend the Sample Data Law.", ["mentioning"]),
        ("The ministry has decided to suspend the Sample Data Law.", ["suspending"]),
        ("国务院要求样例部停止执行《样例海带办法》。", ["repealing"]),
        ("省政府要求省样例厅停止执行《样例海带办法》。", ["repealing"]),
        ("欧盟要求样例部停止执行《样例海带办法》。", ["mentioning"]),
        ("市政府要求市样例委废止《样例海带办法》。", ["mentioning"]),
        ("The council told the bureau to stop carrying out the Sample Data Law.", ["mentioning"]),
        ("Farms refused to implement the Sample Data Law.", ["mentioning"]),
        ("The council carries out the Sample Data Law.", ["mentioning"]),
        ("They are carrying out the Sample Data Law.", ["implementing"]),
        # A repeal that is only spoken of
        ("The repeal of the Sample Data Law was debated for years.", ["mentioning"]),
        ("The council announced the repeal of the Sample Data Law.", ["repealing"]),
        # The measures of an announcement stop, not the announcement.
        ("自2029年1月1日起停止实施《样例海带公告》规定的加征措施。", ["suspending"]),
        ("停止执行《样例海带公告》。", ["repealing"]),
        # A new document, and the one that it replaces
        ("《样例办法》自2029年1月1日起施行，《样例暂行办法》同时废止。", ["mentioning", "repealing"]),
        (
            "《样例办法》自2029年1月1日起施行，样例部印发的《样例暂行办法》同时废止。",
            ["mentioning", "repealing"],
        ),
        ("样例厅出台《样例新政策》，《样例暂行办法》同时废止。", ["issuing", "repealing"]),
        ("样例厅公布了新修订的《样例规定》，2020年的《样例暂行规定》随之废止。", ["issuing", "repealing"]),
        ("样例厅发布的《样例甲规定》，样例部发布的《样例乙规定》同时废止。", ["repealing", "repealing"]),
        (
            "样例厅1990年实施的《样例甲规定》、1995年实施的《样例乙规定》同时废止。",
            ["repealing", "repealing"],
        ),
        ("The Sample Data Law will replace the Sample Kelp Law if it is adopted.", ["mentioning"] * 2),
        (
            "The council issued the Kelp Trade Law, and the Kelp Farms Law was repealed.",
            ["issuing", "repealing"],
        ),
        (
            "They repealed the Kelp Farms Law, replacing it with the Kelp Trade Law.",
            ["repealing", "mentioning"],
        ),
        ("Under the Kelp Trade Law, the Kelp Farms Law ceased to apply.", ["according_to", "repealing"]),
        ("《样例甲规定》被《样例乙规定》废止。", ["mentioning", "mentioning"]),
        ("样例部令第3号公布，《样例甲规定》同时废止。", ["issuing", "repealing"]),
        ("专家建议修改《样例甲规定》。", ["mentioning"]),
        ("应当尽快修订《样例甲规定》。", ["mentioning"]),
        ("Lawmakers may amend the Kelp Trade Law this year.", ["mentioning"]),
        # Decisions that amend articles
        ("一、将《样例海带条例》第三条第二款修改为：“样例部门。”", ["amending"]),
        ("《样例海带条例》第三条中的“甲”修改为“乙”。", ["amending"]),
        ("在《样例海带条例》第六条中增加一款，作为第二款。", ["amending"]),
        ("在《样例海带条例》第六条之一后增加五条，作为第六条之二至第六条之六。", ["amending"]),
        ("删去《样例海带条例》第十五条、第二十二条。", ["amending"]),
        ("删去《样例海带条例》的链接。", ["mentioning"]),
        ("The council has amended the Sample Data Law.", ["amending"]),
        ("The Sample Data Law as amended holds.", ["mentioning"]),
        ("A draft amendment to the Sample Data Law was read.", ["mentioning"]),
        ("The plenum adopted the Resolution on Sample Questions of Kelp.", ["issuing"]),
        # A draft is not the law that it would amend, and what is only planned amends nothing.
        (
            "会议审议样例港法修订草案、《样例海带法》草案、《样例藻类法》修订草案。",
            ["mentioning", "mentioning"],
        ),
        ("研究修订《样例海带条例》。", ["mentioning"]),
        ("研究修订了《样例海带条例》，现印发给你们。", ["amending"]),
        ("经研究，决定修改《样例海带条例》。", ["amending"]),
        ("加快修订《样例海带条例》等地方性法规。", ["mentioning"]),
        ("完成《样例海带条例》、《样例藻类条例》等法规的制定修订。", ["mentioning", "mentioning"]),
        ("制定修订《样例海带条例》。", ["issuing"]),
        ("推动制定《样例海带条例》，修订《样例藻类条例》。", ["issuing", "amending"]),
        ("《样例海带法》《样例藻类法》先后修订，产量增长。", ["amending", "amending"]),
        # The edition that an amendment makes
        (
            "在《样例指南（2026年版）》的基础上，修订形成《样例指南（2029年版）》。",
            ["mentioning", "mentioning"],
        ),
        ("进一步落实2029年3月修订公布的《样例海带法》有关规定。", ["implementing"]),
        ("修订印发《样例海带办法》。", ["amending"]),
        ("政府再次修改《样例海带原则》的实施方针。", ["mentioning"]),
        # The object of a verb in the next clause is not the subject of the first one.
        ("《办法》立足养殖的新情况，对《样例海带暂行办法》进行了修订。", ["mentioning", "amending"]),
        # What is carried out, and what is said about it
        ("大会支持和平解决争端及实施“两岸方案”的《样例宣言》。", ["mentioning"]),
        ("为落实《样例海带请示》（样政文〔2004〕15号）的批示，", ["mentioning"]),
        ("为制定和实施《样例海带规划》作贡献。", ["implementing"]),
        ("调查人员不执行总体方案、地方实施方案和《样例海带分类》国家标准的，", ["mentioning"]),
        ("样例指南实施指南的通知 发文字号： 样工厅〔2029〕5号", ["mentioning"]),
        # A document is a basis if the words before it say so, not if it says or demands something itself.
        ("《样例海带意见》要求，各地建立机制。", ["mentioning"]),
        ("商家不得违反《样例价格法》第十三条规定，不得收取费用。", ["mentioning"]),
        ("《条例》深入贯彻关于保密工作的决策部署，落实有关规定。", ["mentioning"]),
        ("《样例论述》反映了丰富内涵、本质要求和重大原则。", ["mentioning"]),
        ("商用产品检测适用《样例网络法》的有关规定，避免重复检测。", ["according_to"]),
        ("开展销售应当遵守《样例基金办法》及其他相关规定，不得误导。", ["according_to"]),
        ("起诉符合《样例诉讼法》第一百条规定的条件的，应当受理。", ["mentioning"]),
        ("会议通过关于暂时调整适用《样例种子法》有关规定的决定。", ["mentioning"]),
        ("根据形势变化加快修订《样例矿产法》。", ["mentioning"]),
        ("省政府公布实施《样例海带条例》。", ["issuing"]),
        # A bill
        ("议会审议了废止《样例条约》的法案。", ["mentioning"]),
        # Several numbers in the bracket of one document
        ("根据《样例修改决定》（国务院令第714号、第726号）修订", ["according_to", "according_to"]),
        ("停止执行《样例海带通知》（样税〔2019〕13号、样税〔2020〕14号）。", ["repealing", "repealing"]),
        # The words of the next title say nothing of the first one.
        (
            "现将《样例通知》（样发〔2022〕92号）、《样例科技厅关于发布指南的通知》转给你们。",
            ["mentioning"] * 2,
        ),
        # Lists with numbers
        ("下列文件宣布失效：《样例海带通知》《样例育苗意见》。", ["repealing"] * 2),
        ("决定废止下列文件：（一）《样例海带通知》；（二）《样例育苗意见》。", ["repealing"] * 2),
        ("贯彻《样例海带条例》；（二）制定《样例育苗办法》。", ["implementing", "issuing"]),
        (
            "The following are repealed: (1) Measures on Kelp Trading; (2) Rules on Kelp Farm Stations.",
            ["repealing"] * 2,
        ),
        ("一、废止《样例办法》；二、《样例细则》继续有效。", ["repealing", "mentioning"]),
        ("一、修改《样例办法》；二、《样例细则》同时废止。", ["amending", "repealing"]),
        ("一、印发《样例方案》；二、《样例细则》不再执行。", ["issuing", "repealing"]),
        ("一、废止《样例办法》；二、《样例细则》第三条修改为：样例。", ["repealing", "amending"]),
        # The order that promulgates a document
        ("《样例条例》已经2029年3月1日省政府常务会议通过，现予公布，自公布之日起施行。", ["issuing"]),
        ("《样例方案》已经市政府同意，现印发给你们，请认真执行。", ["issuing"]),
        ("根据《样例条例》，现公布2029年海带目录。", ["according_to"]),
        ("符合《样例条例》的企业名单，现予公布。", ["mentioning"]),
        ("《样例办法》评选出的名单已经通过，现予公布。", ["mentioning"]),
        ("样例人大表决通过《样例条例》。", ["issuing"]),
        # 印发的 only says whose the document is.
        ("此前印发的《样例通知》与本通知不一致的，以本通知为准。", ["mentioning"]),
        ("2016年公布的《样例办法》中与本规定不一致的条款停止执行。", ["mentioning"]),
        # Words of a text are changed.
        ("将《样例条例》中的“海带部门”修改为“藻类部门”。", ["amending"]),
        ("将《样例条例》名称修改为“样例藻类条例”。", ["amending"]),
        ("并相应修改《样例条例》和《样例细则》。", ["amending"] * 2),
        ("应当修改《样例条例》。", ["mentioning"]),
        ("Articles 8 and 9 of the Provisions on Kelp Farms shall be deleted.", ["amending"]),
        ("The Rules for Kelp Farms, last amended in 2010, were revised again in 2029.", ["amending"]),
        # Another document, or a part, no longer holds.
        ("《样例办法》自2029年5月1日起施行，原办法同时废止。", ["mentioning"]),
        ("公布《样例目录（2029年）》，2028年的目录同时废止。", ["issuing"]),
        ("《样例准则》相应条款不再适用。", ["mentioning"]),
        ("《样例办法》的有关文件同时废止。", ["mentioning"]),
        ("《样例通知》自本通知印发之日起失效。", ["repealing"]),
        ("自即日起撤销《样例通知》，恢复原价。", ["repealing"]),
        ("原《样例办法》（样例部令第14号）被样例委令第57号取代。", ["repealing", "mentioning"]),
        ("《样例办法》已被《样例条例》取代。", ["repealing", "mentioning"]),
        ("《样例条例》取代了《样例办法》。", ["mentioning", "repealing"]),
        ("《样例办法》被《样例条例》引用。", ["mentioning"] * 2),
        ("《样例办法》尚未被《样例条例》取代。", ["mentioning"] * 2),
        ("《样例条例》不会取代《样例办法》。", ["mentioning"] * 2),
        ("法院拒绝撤销《样例决定》。", ["mentioning"]),
        ("撤销了《样例办法》设立的审批机构。", ["mentioning"]),
        ("《样例规划》提出，人工作业逐步被机器人取代。", ["mentioning"]),
        ("《样例办法》核发的许可证自期满之日起失效。", ["mentioning"]),
        ("《样例办法》自公布之日起施行，原许可证自2029年起失效。", ["mentioning"]),
        ("The Notice on Kelp Farms (Yin Fa [2016] No. 221) is no longer in force.", ["repealing"]),
        ("The Notice on Kelp Farms ceased to be effective in 2016.", ["repealing"]),
        ("The court held that the Notice on Kelp Farms no longer applies.", ["repealing"]),
        ("Article 3 of the Notice on Kelp Farms is no longer in force.", ["mentioning"]),
        ("The Measures for Kelp Farms provide that licences are rescinded.", ["mentioning"]),
        ("The Measures for Kelp Farms will no longer apply to exporters.", ["mentioning"]),
        (
            "The order repeals the Kelp Trade Law and Article 7 of the Algae Trade Act.",
            ["repealing", "mentioning"],
        ),
        ("The Measures for Kelp Farms were deleted from the website.", ["mentioning"]),
        ("Ten years have passed since the Regulations on Kelp Farms took effect.", ["mentioning"]),
        (
            "The Measures for Kelp Farms were superseded by the Regulations on Algae Trade.",
            ["repealing", "mentioning"],
        ),
        ("These Rules replace the Interim Rules on Kelp Farms.", ["repealing"]),
        ("The ministry will replace the Interim Rules on Kelp Farms.", ["mentioning"]),
        # What was released is not the law itself.
        ("The draft amendments to the Kelp Trade Law were released in May.", ["mentioning"]),
        ("The assembly passed the Kelp Trade Act in 2029.", ["issuing"]),
        ("《样例条例》实施三年来，水质持续改善。", ["mentioning"]),
        ("会议原则通过《样例条例（修订草案）》，决定提请审议。", ["mentioning"]),
        ("Provisions of the Kelp Trade Law that conflict with it are no longer applicable.", ["mentioning"]),
        # Two laws, each with its articles
        (
            "Pursuant to Article 9 of the Kelp Trade Law and Articles 23 to 25 of the Kelp Farms Law, "
            "the following measures are issued.",
            ["according_to"] * 2,
        ),
    ],
)
def test_who_repeals_or_suspends_what(text: str, relations: list[str]) -> None:
    assert [made.relation for made in find_citations(text)] == relations


def test_a_deed_forbidden_under_a_pretext_repeals_nothing() -> None:
    (found,) = find_citations("不得以本通知为由停止执行《样例海带条例》。")
    assert found.relation not in ("repealing", "suspending")


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("It was funded under the National Key Water Research Program.", []),
        ("The World Food Programme sent aid.", []),
        ("The province issued the Clear Water Action Programme for Lakes.", ["Clear Water Action Programme"]),
        ("It follows the 14th Five-Year Programme.", ["14th Five-Year Programme"]),
        (
            "The Ministry of Commerce on Issuing the Interim Provisions on Kelp Exports, as amended, says so.",
            ["Interim Provisions on Kelp Exports"],
        ),
        (
            "It wrote on Printing and Distributing Guidelines on Kelp Farms today.",
            ["Guidelines on Kelp Farms"],
        ),
        (
            "Under the Opinions of the Ministry of Commerce on Kelp Exports, farms report.",
            ["Opinions of the Ministry of Commerce on Kelp Exports"],
        ),
        ("We will implement the National Kelp Strategy.", []),
        ("They published the National Kelp Strategy.", ["National Kelp Strategy"]),
        ("We will implement the Master Strategy for Kelp Growth.", []),
        ("We implement the National Kelp Strategy (2021-2025).", ["National Kelp Strategy (2021-2025)"]),
        ("It rests on the Five-Field Integrated Plan and the Four-Sided Kelp Strategy.", []),
    ],
)
def test_a_programme_or_an_issuer_is_no_document(text: str, titles: list[str]) -> None:
    assert [made.text for made in find_citations(text)] == titles


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Guiding Opinions on Faster and High - Quality Growth of Kelp Farms",
            "Guiding Opinions on Faster and High - Quality Growth of Kelp Farms",
        ),
        (
            "Plan for Kelp Farms in Sample City (2022 - 2025)",
            "Plan for Kelp Farms in Sample City (2022 - 2025)",
        ),
        ("Guidelines for Kelp Farm Stations (Trial)", "Guidelines for Kelp Farm Stations (Trial)"),
        (
            "Notice on Issuing the Kelp Supply Measures (V1.0) for Sample Farms",
            "Notice on Issuing the Kelp Supply Measures (V1.0) for Sample Farms",
        ),
        (
            'Guiding Opinions on Promoting "Kelp Farms + Data"',
            'Guiding Opinions on Promoting "Kelp Farms + Data"',
        ),
        ("It cites the Measures for Kelp Farms - Ministry of Kelp", "Measures for Kelp Farms"),
        ("It cites the Measures for Kelp Farms (see Annex).", "Measures for Kelp Farms"),
        ("Three - Year Action Plan for Better Kelp Farms", "Three - Year Action Plan for Better Kelp Farms"),
        (
            "Notice on Organizing and Carrying out the Census of Kelp Farms",
            "Notice on Organizing and Carrying out the Census of Kelp Farms",
        ),
        ("37 Implement the Plan for Kelp Farms Chapter 38 Trade", "Plan for Kelp Farms"),
        ("37 Implement the Plan for Kelp Farms We will plant kelp.", "Plan for Kelp Farms"),
        ("Section 3 of the Guidelines on Kelp Farms lists them.", "Guidelines on Kelp Farms"),
        ("Annex 2 of the Announcement on Kelp Exports (No. 23 of 2029)", "Announcement on Kelp Exports"),
        ("In the 14th Five-Year Plan for Kelp, the NDRC named it.", "14th Five-Year Plan for Kelp"),
        ("The council revised the Regulations on Fireworks.", "Regulations on Fireworks"),
        ("Provisions of the Kelp Trade Law that conflict with it", "Kelp Trade Law"),
        ("Article 21 of the Kelp Law applies.", "Kelp Law"),
        ("The court interpreted Article 5 of the Civil Code.", "Civil Code"),
    ],
)
def test_where_an_english_title_ends(text: str, title: str) -> None:
    assert [made.text for made in find_citations(text)] == [title]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "under the Outline for Better Kelp Farms (2021-2035) and the 14th Five-Year Plan for Kelp Trade",
            ["Outline for Better Kelp Farms (2021-2035)", "14th Five-Year Plan for Kelp Trade"],
        ),
        (
            "Article 3 of the Rules on Kelp Farms and Article 10 of the Measures on Algae Trade",
            ["Rules on Kelp Farms", "Measures on Algae Trade"],
        ),
        (
            "repeal the Rules on Kelp Farms and revise the Regulations on Fireworks",
            ["Rules on Kelp Farms", "Regulations on Fireworks"],
        ),
    ],
)
def test_two_english_titles_in_a_row(text: str, titles: list[str]) -> None:
    assert [made.text for made in find_citations(text)] == titles


@pytest.mark.parametrize(
    "text",
    [
        "under the Common Law of the land",
        "the Kelp Law Firm opened an office",
        "the Federal Law of Sampleland",
        "the Rules on Monday",
    ],
)
def test_other_law_is_no_document(text: str) -> None:
    assert find_citations(text) == ()


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_citations(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = find_citations(text)
    assert [(made.text, made.relation, made.number) for made in found] == expected
    assert all(text[made.start : made.end] == made.text for made in found)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("《样例安保条例》（2021年7月27日国务院令第746号公布）", ["2021-07-27"]),
        ("1992年5月11日国务院发布的《样例盐业办法》同时废止。", ["1992-05-11"]),
        ("《样例安保条例》自2021年7月27日起施行。", [""]),
        ("《样例安保条例》（2010年发布）废止。", ["2010"]),
        ("2010年印发的《样例安保条例》废止。", ["2010"]),
        ("《样例安保条例》（2021年13月27日公布）", [""]),
    ],
)
def test_dates_beside_a_title(text: str, dates: list[str]) -> None:
    assert [made.date for made in find_citations(text)] == dates


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("本台播发央视快评《让海带走向世界》。", []),
        ("管弦乐《海带之歌》、合唱《海边晨曲》引来掌声。", []),
        ("《海带往事》《海边人家》等24部精品节目播出。", []),
        ("电影《海带往事》《海边人家》上映。", []),
        ("电影《海带往事》和《样例海带办法》同日出现。", ["样例海带办法"]),
        ("他参观了《海带三百年》主题展览。", []),
        ("《海带八》专题节目今晚播出。", []),
        ("《海带二》以超12亿元票房领跑，《海边人家》等多部新片上映。", []),
        ("文艺演出《海带之春》落幕，《海带进行曲》奏响。", []),
        ("根据《海带往事调查》，制定方案。", ["海带往事调查"]),
        ("出具《样例受理回执》和《样例检验报告书》。", []),
        ("发布《样例负面清单》。", ["样例负面清单"]),
        ("《样例海带报告2029》今天（1月2日）发布。", ["样例海带报告2029"]),
    ],
)
def test_works_and_forms_are_no_documents(text: str, titles: list[str]) -> None:
    assert [made.text for made in find_citations(text)] == titles


def test_the_name_of_a_concept_is_without_its_marks() -> None:
    text = "要落实《样例纲要》的部署。"
    found = find_citations(text, [Mention(3, 9, "《样例纲要》", "DOC", "sample-outline")])
    assert [(made.text, made.concept, made.relation) for made in found] == [
        ("样例纲要", "sample-outline", "implementing")
    ]


def test_a_concept_is_known_by_its_mention() -> None:
    text = "要落实样例纲要的部署。"
    found = find_citations(text, [Mention(3, 7, "样例纲要", "DOC", "sample-outline")])
    assert [(made.text, made.concept, made.relation) for made in found] == [
        ("样例纲要", "sample-outline", "implementing")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("决定修改样例法实施条例等法规。", [("样例法实施条例", "样例法实施条例", "")]),
        ("样例法施行细则", [("样例法施行细则", "样例法施行细则", "")]),
        ("样例法实施以来", [("样例法", "样例法", "sample-law")]),
    ],
)
def test_rules_that_carry_out_a_law_are_another_document(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    start = text.index("样例法")
    found = find_citations(text, [Mention(start, start + 3, "样例法", "DOC", "sample-law")])
    assert [(one.text, one.title, one.concept) for one in found] == expected


def test_a_body_in_title_brackets_is_no_document() -> None:
    text = "據《樣例社》報導，樣例部公布《樣例條例》。"
    body = Mention(2, 5, "樣例社", "ORG", "sample-agency")
    assert [made.text for made in find_citations(text, [body])] == ["樣例條例"]


def test_a_plan_that_means_its_years_is_no_citation() -> None:
    text = "“十四五”时期，产值翻了一番。"
    assert find_citations(text, [Mention(0, 7, "“十四五”时期", "DOC", "plan-14")]) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中华人民共和国样例法", "《样例法》"),
        ("样例法（2018年修正）", "样例法"),
        ("样例法（2018年第二次修正）", "样例法"),
        ("Sample Measures (2023 Revision)", "Sample Measures"),
        ("Sample Measures (Amended in 2023)", "Sample Measures"),
        ("Outline of the Sample Plan (excerpt, translation)", "Outline of the Sample Plan"),
        ("关于印发《样例规划》的通知", "关于印发样例规划的通知"),
        ("樣例規劃（2021—2025年）", "样例规划（2021-2025年）"),
        ("The Sample Law of the People’s Republic of China", "Sample Law"),
    ],
)
def test_titles_compare_without_their_dress(one: str, other: str) -> None:
    assert normalise_title(one) == normalise_title(other) != ""


def test_a_draft_does_not_have_the_title_of_its_law() -> None:
    assert normalise_title("样例法（修订草案）") != normalise_title("样例法")


def test_a_notice_is_cited_by_what_it_issues() -> None:
    names = document_titles("样例部关于印发《样例行动计划》的通知")
    assert {"样例部关于印发样例行动计划的通知", "样例行动计划", "关于印发样例行动计划的通知"} == set(names)


@pytest.mark.parametrize(
    ("title", "text", "is_it"),
    [
        ("样例部印发《样例行动计划》", "样例部日前印发《样例行动计划》。", False),
        ("样例部发布《样例行动计划》 部署三年工作", "样例部日前发布《样例行动计划》。", False),
        ("样例部印发《样例行动计划》", "样例部日前印发了《样例行动计划》。计划全文如下：", True),
        ("样例部印发《样例行动计划》", "加快建设。" * 500, True),
        ("样例部关于印发《样例行动计划》的通知", "现印发给你们。", True),
    ],
)
def test_news_of_a_document_is_not_cited_by_its_name(title: str, text: str, is_it: bool) -> None:
    assert ("样例行动计划" in document_titles(title, lambda: text)) is is_it


@given(
    st.text(
        alphabet="根据《》〈〉（）样例法规划的通知印发废止、和。,\n国发〔2017〕35号"
        " the Sample Law Plan on of \u200b",
        max_size=120,
    )
)
def test_offsets_hold_in_any_text(text: str) -> None:
    for made in find_citations(text):
        assert text[made.start : made.end] == made.text != ""
        assert made.relation in RELATIONS
        assert made.title or made.number or made.concept


def side_of(example: str, side: str) -> str:
    before, _, after = example.partition("《样例办法》")
    return {"before": before, "after": after.replace("，", ",")}[side]


@pytest.mark.parametrize("rule", RULES, ids=[f"{rule['side']}-{rule['relation']}" for rule in RULES])
def test_example_of_each_rule(rule: dict[str, Any]) -> None:
    (found,) = find_citations(rule["example"])
    assert (found.text, found.relation) == ("样例办法", rule["relation"])
    deciding = next(
        made
        for made in citation_relations._rules()
        if made.pattern.search(side_of(rule["example"], made.side))
    )
    assert (deciding.side, deciding.relation) == (rule["side"], rule["relation"])
