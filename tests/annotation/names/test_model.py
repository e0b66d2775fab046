"""Names from the models: loading the models, and names that the shipped ones find."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.matching.tagging import Tagger
from flows.annotation.names.merging import merge_entities
from flows.annotation.names.model import EntityModel, load_entities, part_people
from flows.errors import ConfigurationError
from tests.support import policy_texts

TEXT = "武汉大学测绘遥感信息工程实验室的李雷说，二〇二一年教育部在武汉"


# Loading ----------------------------------------------------------------------------------------------------


def test_no_model_is_no_error(tmp_path: Path) -> None:
    assert load_entities(tmp_path) is None
    (tmp_path / "ner_zh" / "0001").mkdir(parents=True)
    assert load_entities(tmp_path) is None


@pytest.fixture(scope="module")
def shipped(models: Path) -> EntityModel:
    model = load_entities(models / "artefacts")
    assert model is not None
    return model


def test_version_names_both_models(shipped: EntityModel, models: Path) -> None:
    parts = []
    for language in ("en", "zh"):
        newest = max((models / "artefacts" / f"ner_{language}").glob("[0-9]*"))
        digest = json.loads((newest / "metrics.json").read_text(encoding="utf-8"))["digest"]
        parts.append(f"{language}{newest.name}-{digest[:8]}")
    assert shipped.version == "+".join(parts)


def test_a_damaged_model_is_named(models: Path, tmp_path: Path) -> None:
    shutil.copytree(models / "artefacts" / "ner_en", tmp_path / "ner_en")
    newest = max((tmp_path / "ner_en").glob("[0-9]*"))
    (newest / "names" / "model").write_bytes(b"broken")
    model = load_entities(tmp_path)
    assert model is not None
    with pytest.raises(ConfigurationError, match=rf"ner_en.{newest.name}: can't be loaded"):
        model.load()


def test_a_network_is_loaded_when_a_text_needs_it(models: Path, tagger: Tagger) -> None:
    model = load_entities(models / "artefacts")
    assert model is not None
    model.find([tagger.tag(TEXT)])
    assert ["network" in vars(model.models[language]) for language in ("zh", "en")] == [True, False]
    model.load()
    assert "network" in vars(model.models["en"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_models_are_small(models: Path, language: str) -> None:
    files = (models / "artefacts" / f"ner_{language}").rglob("*")
    assert sum(path.stat().st_size for path in files if path.is_file()) < 15_000_000


# Finding ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市长王建国昨天在会上说，新厂明年投产。", ("王建国", "PERSON")),
        ("记者刘晓梅从绵阳报道。", ("刘晓梅", "PERSON")),
        ("經理陳志強表示，公司將擴大投資。", ("陳志強", "PERSON")),
        ("“Mr. Robert Miller said the plant would open in May.”", ("Robert Miller", "PERSON")),
        ("The company opened an office in Houston last year.", ("Houston", "GPE")),
    ],
)
def test_names_are_found(shipped: EntityModel, tagger: Tagger, text: str, expected: tuple[str, str]) -> None:
    tagged = tagger.tag(text)
    merged = merge_entities(tagged.mentions, shipped.find([tagged])[0])
    assert expected in [(item.text, item.type) for item in merged]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("以色列军队与哈马斯武装人员在加沙交火。", ("哈马斯", "ORG")),
        ("乌军从波克罗夫斯克撤出。", ("波克罗夫斯克", "GPE")),
    ],
)
def test_names_of_news_have_their_kind(
    shipped: EntityModel, tagger: Tagger, text: str, expected: tuple[str, str]
) -> None:
    tagged = tagger.tag(text)
    assert expected in [(item.text, item.type) for item in shipped.find([tagged])[0]]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Editor: this translation follows the text.", "Editor"),
        ("Shanghai has issued Licences. President Xi said Apple may leave.", "Licences"),
        ("Beijing Will Back Chip Makers", "Back"),
        ("样例（BD）等跨国公司落户。", "样例"),
        ("碧迪（BD）等跨国公司落户。", "碧迪"),
    ],
)
def test_capitals_of_titles_and_of_beginnings_make_no_name(
    shipped: EntityModel, tagger: Tagger, text: str, word: str
) -> None:
    (found,) = shipped.find([tagger.tag(text)])
    assert word not in [mention.text for mention in found if mention.type != "ORG"]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Section 1 Stronger Industrial Foundations We will strengthen the foundations.", ""),
        ("Implementation Rules for the Subsidy Funds for the Construction of Bases", ""),
        ("Section 3 Steady Expansion of the Middle-Income Group We will do so.", "Middle-Income Group"),
        ("Keywords Network resource; policy of science", ""),
        ("The Haiwei Motor Group opened an office in Leeds.", "Haiwei Motor Group"),
    ],
)
def test_capitals_of_headings_make_no_body(
    shipped: EntityModel, tagger: Tagger, text: str, body: str
) -> None:
    """Capitalised common words are a body only if one of them names a kind of body."""
    (found,) = shipped.find([tagger.tag(text)])
    assert [mention.text for mention in found if mention.type == "ORG" and mention.text != body] == []


def test_plain_sentences_hold_no_names(shipped: EntityModel, tagger: Tagger) -> None:
    texts = [
        "要把创新摆在更加突出的位置，加快改造提升传统产业。",
        "We will improve the quality of services and reduce costs.",
    ]
    assert shipped.find([tagger.tag(text) for text in texts]) == [(), ()]


@given(st.lists(policy_texts(), max_size=4))
def test_mentions_lie_where_they_say(shipped: EntityModel, tagger: Tagger, texts: list[str]) -> None:
    tagged = [tagger.tag(text) for text in texts]
    together = shipped.find(tagged)
    assert len(together) == len(texts)
    for item, mentions in zip(tagged, together, strict=True):
        position = 0
        for found in mentions:
            assert position <= found.start < found.end <= len(item.text)
            assert item.text[found.start : found.end] == found.text
            assert (found.source, found.type in ("PERSON", "ORG", "GPE"), 0 < found.score <= 1) == (
                "model",
                True,
                True,
            )
            position = found.end
        alone = shipped.find([item])[0]
        assert [(m.start, m.end, m.type) for m in alone] == [(m.start, m.end, m.type) for m in mentions]


# Settings ---------------------------------------------------------------------------------------------------


def test_sure_names_are_among_the_full_ones_and_the_version_says_so(models: Path, tagger: Tagger) -> None:
    full = load_entities(models / "artefacts")
    assert full is not None
    sure = full.with_names("sure")
    assert (full.names, sure.names) == ("full", "sure")
    assert sure.version == f"{full.version}+sure"
    tagged = [tagger.tag(text) for text in (TEXT, "青河县的张大山和李小水去了临江路。")]
    for every, few in zip(full.find(tagged), sure.find(tagged), strict=True):
        assert set(few) <= set(every)


@pytest.mark.parametrize(
    ("surface", "kind", "parts"),
    [
        ("罗静文 丁海", "PERSON", ["罗静文", "丁海"]),
        ("罗静文", "PERSON", ["罗静文"]),
        ("静文 海边", "PERSON", ["静文 海边"]),
        ("罗静文 丁海", "ORG", ["罗静文 丁海"]),
    ],
)
def test_two_people_with_a_blank_between_are_two(surface: str, kind: str, parts: list[str]) -> None:
    text = f"律师：{surface}"
    assert [text[start:end] for start, end in part_people(surface, kind, 3)] == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We will implement a ten-year ban on fishing in the Yangtze River.", ("GPE", "Yangtze River")),
        (
            "She won a prize at the Shanghai International Film Festival.",
            ("EVENT", "Shanghai International Film Festival"),
        ),
    ],
)
def test_names_have_their_span_and_type(
    shipped: EntityModel, tagger: Tagger, text: str, expected: tuple[str, str]
) -> None:
    found = shipped.find([tagger.tag(text)])[0]
    assert expected in [(mention.type, mention.text) for mention in found]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("国务院证券监督管理机构应当公布名单。", "国务院证券"),
        ("He wants to pass the Fire Engineer examination soon.", "Fire Engineer"),
    ],
)
def test_no_body(shipped: EntityModel, tagger: Tagger, text: str, word: str) -> None:
    assert word not in [mention.text for mention in shipped.find([tagger.tag(text)])[0]]
