"""Names that a document introduces, and the id shared by mentions of the same thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.annotator import Annotator
from flows.annotation.classifier.taxonomy import Taxonomy
from flows.annotation.lexicon.model import Lexicon
from flows.annotation.matching.tagging import Tagger
from flows.annotation.names.introductions import Introduction, find_introductions
from flows.annotation.names.linking import (
    Context,
    find_aliases,
    link_mention,
    make_aliases,
    make_entity_id,
    resolve_introductions,
)
from flows.records import Mention


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("ORG", "The Sample Fund’s", "sample fund"),
        ("PERSON", "張三", "张三"),
        ("DOC", "《样例法》", "中华人民共和国样例法"),
        ("DOC", "国发(2015)28号", "国发〔2015〕28号"),
    ],
)
def test_one_thing_has_one_id(kind: str, one: str, other: str) -> None:
    assert make_entity_id(kind, one) == make_entity_id(kind, other)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("China Satellite Network Group Co. Ltd. was founded.", "China Satellite Network Group Co. Ltd."),
        ("WuXi AppTec Co., Ltd. issued a statement.", "WuXi AppTec Co., Ltd."),
        ("长江存储公司董事长介绍项目。", "长江存储公司"),
    ],
)
def test_a_listed_firm_is_known_with_its_legal_form(annotator: Annotator, text: str, name: str) -> None:
    mentions = annotator.annotate([text])[0].mentions
    (firm,) = [one for one in mentions if one.text == name]
    assert firm.concept and firm.entity == firm.concept
    assert [one.concept for one in mentions].count(firm.concept) == 1


def test_links() -> None:
    assert link_mention(Mention(0, 3, "教育部", "ORG", "moe")).entity == "moe"
    assert link_mention(Mention(0, 2, "张三", "PERSON", source="model")).entity == "person:张三"
    assert link_mention(Mention(0, 5, "2021年", "DATE", source="rule")).entity == ""


def test_aliases_are_those_the_lexicon_does_not_know(small_lexicon: Lexicon) -> None:
    pairs = [
        Introduction("科学技术部", "科技部", "abbreviation"),  # known by itself
        Introduction("国家集成电路产业投资基金", "芯片基金", "abbreviation"),
        Introduction("样例研究院", "样研院", "abbreviation"),
        Introduction("商品或者服务", "商品", "abbreviation"),  # of no kind of name
    ]
    resolved = resolve_introductions(pairs, small_lexicon)
    assert [entity for _, entity in resolved] == ["most", "big-fund", "org:样例研究院", ""]
    aliases = make_aliases(resolved, small_lexicon)
    assert {(alias.short, alias.type, alias.concept, alias.entity) for alias in aliases} == {
        ("芯片基金", "ORG", "big-fund", "big-fund"),
        ("样研院", "ORG", "", "org:样例研究院"),
    }


@pytest.mark.parametrize(
    ("long", "short", "expected"),
    [
        ("云河市竹藤重点实验室", "重点实验室", False),
        ("云河市公园管理委员会", "管理委员会", False),
        ("从事外轮代理业务的公司", "外轮代理人", False),
        ("云河市各行业主管局", "主管部门", False),
        ("企业资源计划", "ERP", False),
        ("行动", "Action", False),
        ("竹材先导专项", "XDA06010403", False),
        ("云河市竹藤研究院", "竹研院", True),
        ("Bamboo Centre for Supply Chains", "BCSC", True),
        ("Bamboo Growers' Coalition", "BGC", True),
        ("云河市竹藤创新中心", "竹创中心", True),
        ("云河市住房保障办公室", "市住房保障部门", True),
        ("国家竹材技术计划", "NBTI", True),
        ("云河市重点建设管理办法", "办法", True),
    ],
)
def test_a_noun_of_a_class_is_no_alias(long: str, short: str, expected: bool) -> None:
    lexicon = Lexicon(())
    resolved = resolve_introductions([Introduction(long, short, "abbreviation")], lexicon)
    assert bool(make_aliases(resolved, lexicon)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云河机场协调委员会开会。", []),
        ("协调委开会。", ["协调委"]),
        ("请协调委审定。", ["协调委"]),
    ],
)
def test_an_alias_is_not_found_in_a_longer_word(text: str, expected: list[str]) -> None:
    lexicon = Lexicon(())
    pair = Introduction("云河机场协调委员会", "协调委", "abbreviation")
    aliases = make_aliases(resolve_introductions([pair], lexicon), lexicon)
    assert [mention.text for mention in find_aliases(text, aliases, ())] == expected


def test_the_document_resolves_its_own_short_forms(small_tagger: Tagger) -> None:
    plain = Annotator(small_tagger, Taxonomy((), ""), None)
    document = "国家集成电路产业投资基金（以下简称芯片基金）成立。\n芯片基金将投资设备企业。"
    aliases = make_aliases(
        resolve_introductions(find_introductions(document), small_tagger.lexicon), small_tagger.lexicon
    )
    found = plain.annotate([document.split("\n")[1]], [Context(aliases)])[0]
    assert [
        (mention.text, mention.concept, mention.source, mention.entity) for mention in found.mentions[:1]
    ] == [
        (
            "芯片基金",
            "big-fund",
            "rule",
            "big-fund",
        )
    ]


@pytest.mark.parametrize("kind", ["条例", "规程", "技术规范", "章程"])
def test_a_short_title_is_spelled_out(small_tagger: Tagger, kind: str) -> None:
    plain = Annotator(small_tagger, Taxonomy((), ""), None)
    document = (
        f"依照《样例数据安全{kind}》（以下简称《{kind}》）执行。\n根据《{kind}》第三条，运营者应当备案。"
    )
    aliases = make_aliases(
        resolve_introductions(find_introductions(document), small_tagger.lexicon), small_tagger.lexicon
    )
    assert [
        made.title for made in plain.annotate([document.split("\n")[1]], [Context(aliases)])[0].citations
    ] == [f"样例数据安全{kind}"]


def test_a_figure_with_a_page_number_inside_keeps_its_written_text(small_tagger: Tagger) -> None:
    text = "Carbon dioxide emissions per unit of output will be reduced by 17 14 percent by 2030."
    place = text.index("14")
    (found,) = (
        Annotator(small_tagger, Taxonomy((), ""), None)
        .annotate([text], [Context(pages=((place, place + 2),))])[0]
        .targets
    )
    assert (found.value, found.unit, found.text) == (17.0, "%", "17 14 percent")
    assert text[found.start : found.end] == found.text


@given(
    st.text(alphabet="工业和信息化部（以下简称工信）()ABab《》“”, 的\n", max_size=80),
    st.text(alphabet="工信部AB ab，。", max_size=40),
)
def test_aliases_hold_their_offsets_in_any_text(document: str, text: str) -> None:
    lexicon = Lexicon(())
    aliases = make_aliases(resolve_introductions(find_introductions(document), lexicon), lexicon)
    for mention in find_aliases(text, aliases, ()):
        assert text[mention.start : mention.end] == mention.text
        assert mention.source == "rule"
        assert mention.entity
