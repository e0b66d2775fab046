"""Documents for one occasion: until when they hold by the year in their titles."""

from __future__ import annotations

import pytest

from flows.references.statuses import find_own_events
from flows.store.documents import Clause, UnsettledDocument


def ends(title: str, date: str, text: str = "", kind: str = "notice") -> list[tuple[str, str]]:
    document = UnsettledDocument("d", title, date, kind, "", "{}")
    found = find_own_events(document, [Clause("d", "d-0", text)])
    return [(event.since, event.source) for event in found if event.status == "expired"]


@pytest.mark.parametrize(
    ("title", "since"),
    [
        ("示范部办公厅关于开展2018年样例示范项目申报工作的通知", "2019-01-01"),
        ("示範部辦公廳關於開展2018年樣例示範項目申報工作的通知", "2019-01-01"),
        ("示范部关于组织开展2018年样例典型案例征集的通知", "2019-01-01"),
        ("示范省人民政府关于切实做好2018年春节期间样例工作的通知", "2019-01-01"),
        ("示范市样例局关于印发2018年样例质量监督抽查方案的通知", "2019-01-01"),
        ("示范市关于2018年样例考试报名的公告", "2019-01-01"),
        ("示范部关于印发2018年第四批样例行业标准制修订计划的通知", "2020-01-01"),
        ("示范局关于开展2018年度样例统计年报工作的通知", "2020-01-01"),
        ("示范局关于开展2018年度样例基金项目申报工作的通知", "2020-01-01"),
        ("示范局关于做好2018年样例考核工作的通知", "2020-01-01"),
        ("示范部办公厅关于组织推荐2018年样例示范企业的通知", "2019-01-01"),
        ("示范局关于组织申报2018年度样例基金项目的通知", "2020-01-01"),
        ("示范局关于推荐2018年第二批样例专家的通知", ""),
        ("示范局关于做好2018年版样例目录落地工作的通知", ""),
        ("示范局关于做好2018年底前样例清零工作的通知", ""),
        ("示范局关于做好2018年机构改革后样例衔接工作的通知", ""),
        ("示范局关于做好2018年—2020年样例项目申报工作的通知", ""),
        ("示范局关于开展2018年样例试点工作的通知", ""),
        ("示范局关于开展2018年样例普查工作的通知", ""),
        ("示范局关于公布2018年样例项目评选结果的通知", ""),
        ("示范局2018年第3期样例监督抽检质量公告", ""),
        ("示范局关于印发2018年样例项目申报管理办法的通知", ""),
        ("示范局关于废止2018年度样例年审文件的通知", ""),
        ("示范局关于发布样例标准（2018年修订）的通知", ""),
        ("示范局关于样例项目申报工作的通知", ""),
        ("示范局关于调整2018年样例补贴政策申请条件的通知", ""),
    ],
)
def test_a_document_for_one_occasion_ends_with_its_year(title: str, since: str) -> None:
    assert ends(title, "2018-03-01") == [(since, "year")] * bool(since)


def test_the_year_of_an_occasion_yields_to_what_the_text_says() -> None:
    title = "示范局关于开展2018年样例项目申报工作的通知"
    assert ends(title, "2018-03-01", "本通知自2018年4月1日起施行，有效期5年。") == [("2023-04-01", "text")]
    assert ends(title, "2018-03-01", "本通知自2018年4月1日起施行。") == [("2019-01-01", "year")]
    assert ends(title, "2018-03-01", "本通知自2019年4月1日起施行。") == []


def test_a_year_over_before_the_document_says_nothing_of_its_end() -> None:
    assert ends("示范局关于开展2018年样例项目申报工作的通知", "2021-03-01") == []
