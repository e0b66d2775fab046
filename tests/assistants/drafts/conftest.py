"""A store with a law in two editions, a plan, and an aligned pair, for checking drafts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from flows.annotation.annotator import Annotator
from flows.assistants.drafts import Claim, Draft, DraftRequest, read_text_draft, verify_draft
from flows.pipeline import align_pairs, annotate_store
from flows.search import Collection
from flows.store import Store
from tests.assistants.drafts.telling import Check
from tests.pipeline.alignment.texts import store_records
from tests.search.test_counterparts import BySentence
from tests.support import MODELS

OLD, NEW = "样例省海带养殖条例", "样例省海带养殖条例"
TEXTS: tuple[Mapping[str, str], ...] = (
    {
        "id": "old",
        "title": OLD,
        "date": "2010-05-01",
        "text": "第一条 为了规范海带养殖活动，制定本条例。\n\n第二条 养殖户应当每年登记海带苗种的来源和数量。\n\n"
        "第三条 违反本条例的，处以五百元以下罚款。",
    },
    {
        "id": "new",
        "title": NEW,
        "date": "2020-05-01",
        "text": "第一条 为了规范海带养殖活动，制定本条例。\n\n第二条 养殖户应当每季度登记海带苗种的来源。\n\n"
        "第三条 违反本条例的，处以五百元以下罚款。\n\n第四条 本条例自2020年6月1日起施行。",
    },
    {
        "id": "plan",
        "title": "样例省海洋经济发展规划",
        "date": "2015-03-01",
        "document_number": "样政发〔2015〕7号",
        "publisher": "财政部",
        "text": "一、总体要求\n\n坚持陆海统筹，建设海洋强省。\n\n二、重点任务\n\n（一）建设三个现代化海洋牧场。\n\n"
        "（二）培育十家水产种业企业。\n\n到2020年，海洋生产总值达到1200亿元，海水养殖良种覆盖率达到65%，单位产值能耗下降18%，渔民转产补助标准提高30元。\n\n按照《样例省海蜇养殖条例》执行。",
    },
    {
        "id": "tides",
        "title": "潮水不等人——谈渔港建设",
        "date": "2016-09-01",
        "text": "渔港修得早一年，渔船就少绕一年的路。",
    },
    {
        "id": "piers",
        "title": "A quiet year for the piers: what the tide tables say",
        "date": "2016-10-01",
        "text": "No pier was lost in the storms of the year.",
    },
    {
        "id": "crews",
        "title": "样例省渔业培训安排",
        "date": "2026-09-01",
        "text": "到2031年，培训船员、灯塔工、织网工900人。\n\nIn 2031, the urbanization rate of labor camps reaches 61%.",
    },
    {
        "id": "law-news",
        "title": "渔民法：新时代渔民的生活百科",
        "date": "2016-11-01",
        "text": "船上的事也有了说法，心里踏实多了。",
    },
    {
        "id": "buoys",
        "title": "样例省浮标管理办法",
        "date": "2016-04-01",
        "text": "第八条 擅自移动浮标的，处一万元以上五万元以下的罚款。",
    },
    {
        "id": "docks",
        "title": "样例省渔港码头管理办法",
        "date": "2017-04-01",
        "text": "第九条 擅自占用码头的，处一万元以上二万元以下的罚款。",
    },
    {
        "id": "quarters",
        "title": "样例省前三季度渔业运行情况",
        "date": "2024-10-28",
        "text": "2024年前三季度，全省网箱养殖产量达到287万吨。",
    },
    {
        "id": "county-2023",
        "title": "样例县二〇二三年工作安排",
        "date": "2023-02-01",
        "text": "发展主要预期目标是：国内生产总值增长4.5%左右。",
    },
    {
        "id": "county",
        "title": "样例县发展计划",
        "date": "2025-02-01",
        "text": "2025年发展主要预期目标是：国内生产总值增长4.5%左右，单位国内生产总值能耗降低2.5%左右。",
    },
    {
        "id": "boats",
        "title": "样例省渔船登记情况",
        "date": "2024-01-20",
        "text": "登记渔船达到4100艘。",
    },
    {
        "id": "notice",
        "title": "样例省海洋工作要点",
        "date": "2018-02-01",
        "text": "海洋工作是全省工作的重中之重。各地要抓好养殖安全。另有一句。"
        "饵料按[甲类]和[乙类]登记，配比[见附件]另行公布。",
    },
    {
        "id": "notice-en",
        "title": "Sample Province Notice on Work at Sea",
        "date": "2018-03-01",
        "text": "The sea comes first in the work of the province. Farms must be kept safe. So is the rest.",
        "translation_of": "notice",
    },
    {
        "id": "report",
        "title": "样例省人民政府2023年政府工作报告（节选，样例）",
        "date": "2023-01-15",
        "text": "今年要修好三座旧灯塔，点亮全省沿海全部航道。",
    },
    {
        "id": "brief",
        "title": "Sample Kelp Brief",
        "date": "2018-05-01",
        "text": "Kelp farms near the lighthouse need a licence from the harbour office. More is to follow.",
    },
    {
        "id": "kelp-rest",
        "title": "Kelp at rest (休眠): notes from a pier",
        "date": "2019-05-01",
        "text": "Piers hum at night when kelp is at rest. Between them lie 41 wooden lamps for boats. "
        "There were seven such nights in 2018.",
    },
    {
        "id": "nets-2007",
        "title": "样例省渔网条例",
        "date": "2007-08-30",
        "text": "第一条 渔网应当登记。\n\n第二条 毁坏渔网的，依法承担民事责任。",
    },
    {
        "id": "nets-2022",
        "title": "样例省渔网条例",
        "date": "2022-06-24",
        "text": "第一条 渔网应当登记。\n\n第二条 渔网应当每年检查。\n\n第三条 毁坏渔网的，依法承担民事责任。",
    },
    {
        "id": "meeting-2019",
        "title": "样例省渔业会议在样例市举行",
        "date": "2019-12-11",
        "text": "会议指出，稳妥推进近海网箱退出，加快打造深水养殖带。",
    },
    {
        "id": "meeting-2020",
        "title": "样例省渔业会议在样例市举行",
        "date": "2020-12-18",
        "text": "会议强调，要实施好种苗攻关工程。",
    },
    {
        "id": "towers",
        "title": "样例省灯塔条例",
        "date": "2003-01-01",
        "text": "第一条 灯塔管理人应当：\n\n（一）每日点灯；\n\n（二）每月擦洗灯罩。\n\n灯塔管理人不得擅自离岗。\n\n"
        "第二条 沿海居民发现灯塔熄灭的，应当报告。",
    },
    {
        "id": "towers-news",
        "title": "样例省省长签署政府令 公布《样例省灯塔条例》",
        "date": "2003-02-01",
        "text": "省长签署政府令，公布这一条例，自公布之日起一个月后施行。",
    },
    {
        "id": "algae",
        "title": "样例省藻类养殖条例",
        "date": "2021-03-01",
        "text": "第一条 养殖藻类应当登记。\n\n第二条 本条例自2021年4月1日起施行。《样例省紫菜养殖条例》和《中华人民共和国中外合资经营企业法》同时废止。",
    },
    {
        "id": "bells",
        "title": "样例省钟楼条例",
        "date": "2004-01-01",
        "text": "第一条\n\n钟楼管理人应当每日敲钟一次。\n\n第二条\n\n钟楼管理人不得擅自离开钟楼。\n\n离开的，应当报告。",
    },
    {
        "id": "lanes",
        "title": "样例省航道条例",
        "date": "2005-01-01",
        "text": "第一条 航道管理人应当每季度疏浚航道。\n\n第一条之一 疏浚的泥沙不得倾倒在渔场。\n\n倾倒的，处以罚款。\n\n第二条 船舶应当减速。",
    },
    {
        "id": "nets-rule",
        "title": "实施《样例省灯塔条例》的规定",
        "date": "2002-05-01",
        "text": "第一条 灯塔管理人不得擅自离岗。\n\n第二条 沿海居民发现灯塔熄灭的，应当报告并等候处理。",
    },
    {
        "id": "code-1",
        "title": "样例省渔业法典",
        "text": "第一条 渔业应当登记。\n\n第二条 渔船应当每年检查。\n\n登记另行规定。",
    },
    {
        "id": "code-2",
        "title": "样例省渔业法典",
        "text": "第三条 渔港应当开放。\n\n第四条 渔港管理人应当每日巡查。\n\n第五条 渔港停用的，应当公告。",
    },
    {
        "id": "code-3",
        "title": "样例省渔业法典",
        "text": "第六条 渔市应当每周休市一日。\n\n第七条 本法典自公布之日起施行。",
    },
    {
        "id": "buoys-2015",
        "title": "样例省浮标条例",
        "date": "2015-03-01",
        "text": "第一条 浮标应当每月检查。\n\n第二条 浮标丢失的，应当在三日内报告港务机构。",
    },
    {
        "id": "buoys-2021",
        "title": "样例省浮标条例（2021年修订）",
        "date": "2021-09-29",
        "text": "第一条 浮标应当每周检查，并将结果公布。",
    },
    {
        "id": "lamps-2022",
        "title": "中央灯塔工作会议在样例市举行",
        "date": "2022-12-16",
        "text": "会议指出，要把灯塔点得更亮，让渔船看得更远。",
    },
    {
        "id": "lamps-2023",
        "title": "中央灯塔工作会议在样例市举行",
        "date": "2023-12-12",
        "text": "会议强调，要以新式灯具推动旧灯塔改造，不让一座灯塔熄灭。",
    },
    {
        "id": "plenum-3",
        "title": "中国共产党第九十届中央委员会第三次全体会议公报",
        "date": "2034-07-18",
        "text": "全会提出，健全沿海灯塔统一调度的新机制。",
    },
    {
        "id": "plenum-4",
        "title": "中国共产党第九十届中央委员会第四次全体会议公报",
        "date": "2035-10-23",
        "text": "全会强调，把海带养殖作为沿海发展的战略支撑。",
    },
    {
        "id": "decision",
        "title": "《中共中央关于进一步点亮沿海灯塔的决定》公布",
        "date": "2034-07-21",
        "text": "完善灯塔管理人的培训和考核制度，按年公布结果。",
    },
    {
        "id": "report-2033",
        "title": "2033年国务院政府工作报告",
        "date": "2033-03-05",
        "text": "2032年，海带总产值达到114万亿元。",
    },
    {
        "id": "report-2034",
        "title": "2034年国务院政府工作报告",
        "date": "2034-03-05",
        "text": "2033年，海带总产值达到126万亿元，渔网消费价格上涨0.2%。\n\n2034年的目标是渔网消费价格上涨3%左右。",
    },
    {
        "id": "report-2031",
        "title": "2031年国务院政府工作报告",
        "date": "2031-03-05",
        "text": "2030年，海带总产值增长5%，灯塔新增就业1256万人，网绳产量超过7000万吨。\n\n"
        "2031年的目标是海带总产值增长5%左右，灯塔新增就业1200万人以上，网绳产量7000万吨左右。",
    },
    {
        "id": "cages",
        "title": "样例省网箱发展规划",
        "date": "2024-06-01",
        "text": "到2027年，网箱设备国产化率达到70%以上，网箱事故发生率控制在3%以内，网箱研发投入强度达到3.5%，"
        "网箱年均增长9%以上，网箱新增就业1200万人左右。",
    },
    {
        "id": "cages-en",
        "title": "Sample Cage Plan",
        "date": "2024-06-02",
        "text": "By 2027, the localization rate of net cages shall reach at least 70 percent.",
    },
    {
        "id": "report-2030",
        "title": "2030年国务院政府工作报告",
        "date": "2030-03-05",
        "text": "2029年，国产化率达到71%，森林覆盖率达到27.3%，人均国内生产总值增长6%，数字经济核心产业增加值占GDP比重达到16%。\n\n"
        "2030年的目标是国内生产总值增长5%左右，城镇新增就业1200万人以上，城镇调查失业率5.5%左右，"
        "居民消费价格涨幅2%左右。",
    },
    {
        "id": "forests-en",
        "title": "Sample Province Forest Plan",
        "date": "2036-03-05",
        "text": "By 2039, the forest coverage rate shall reach 28.5 percent. R&D expenditure across society will "
        "grow by more than 7 percent in 2039. The added value of the core industries of the digital economy will reach 18 percent of GDP in 2039.",
    },
    {
        "id": "harbours-en",
        "title": "Sample Harbour Plan",
        "date": "2016-03-05",
        "text": "The province will deepen the reform of harbour offices along the northern coast. "
        "Fishing crews rest on Sundays.",
    },
    {
        "id": "piers-en",
        "title": "Sample Pier Plan",
        "date": "2021-03-05",
        "text": "It will also build a lasting fund for wooden piers. It will not stop there.",
    },
    {
        "id": "lanes-en",
        "title": "Sample Province Lane Outline",
        "text": "The length of kelp lanes exceeded 470 km.",
    },
    {
        "id": "cage-measures",
        "title": "Measures for Big Cages at Sea",
        "date": "2025-06-02",
        "publisher": "Sample Bureau of Fisheries",
        "text": "Cages at sea have a number and a lamp.",
    },
    {
        "id": "kelp-law",
        "title": "Kelp Law",
        "date": "2006-01-01",
        "text": "Article 1 Kelp belongs to the sea.\n\nArticle 2 Kelp farms register once a year.",
    },
    {
        "id": "reef-law",
        "title": "Reef Law",
        "date": "2006-02-01",
        "text": "# Chapter I Reefs\n\n## Section 1 Use\n\nArticle 1 Reefs belong to the sea.\n\n"
        "## Section 2 Care\n\nArticle 2 Reefs are counted once a year.\n\nArticle 3 Anchors are kept off.",
    },
    {
        "id": "old-nets",
        "title": "Sample Province Notice on Old Nets",
        "date": "2017-06-14",
        "text": "Issued by the Sample Bureau of Fisheries, Yang Yu Fa [2017] No. 9, 14 June 2017.\n\n"
        "Under the Notice on New Nets (Yang Yu Fa [2016] No. 4), old nets are landed.",
    },
    {
        "id": "grounds",
        "title": "样例省渔场条例",
        "date": "2009-01-01",
        "text": "第一条 网具回收比例不得低于30%。\n\n第二条 渔场应当每年检查。",
    },
    {
        "id": "lamp-measures",
        "title": "Measures for Lamps at Sea",
        "date": "2019-06-02",
        "text": "Article 1 Lamps at sea are lit at dusk.\n\n"
        "Article 2 These Measures shall enter into force on July 1, 2019.",
    },
    {
        "id": "short",
        "title": "中华人民共和国潮法",
        "date": "2001-01-01",
        "text": "第一条 为了合理利用潮汐资源，根据宪法，制定本法。",
    },
)


@pytest.fixture(scope="package")
def check(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Iterator[Check]:
    """Return a function that checks a text against a store of a law in two editions, a plan, and an aligned pair."""
    folder = tmp_path_factory.mktemp("drafts")
    with Store(folder / "s.sqlite") as store:
        store_records(store, folder, TEXTS, annotator.tagger.lexicon)
        with store.run("test") as run:
            annotate_store(store, run.id, annotator, MODELS)
        align_pairs(store, BySentence)
        collection = Collection(store, annotator.tagger.lexicon)

        def verify(text: str | Draft, as_of: str = "") -> list[Claim]:
            draft = read_text_draft(text) if isinstance(text, str) else text
            request = DraftRequest(draft, as_of, parser=annotator.parser)
            return verify_draft(collection, request)

        yield verify
