"""Names from the models: joining them with known mentions, and what the shipped models find."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.matching.tagging import Tagger, mark_nested
from flows.annotation.names.model import (
    EntityModel,
    is_surname,
    load_entities,
    looks_like_name,
    merge_entities,
)
from flows.errors import ConfigurationError
from flows.records import Mention
from tests.support import policy_texts

TEXT = "武汉大学测绘遥感信息工程实验室的李雷说，二〇二一年教育部在武汉"


def mention(
    surface: str, kind: str, source: str = "model", *, nested: bool = False, within: str = TEXT
) -> Mention:
    start = within.index(surface)
    return Mention(
        start,
        start + len(surface),
        surface,
        kind,
        source=source,
        score=0.9 if source == "model" else 1.0,
        nested=nested,
    )


# Joining ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "found", "expected"),
    [
        ([], [], []),
        ([], [("李雷", "PERSON")], [("李雷", False)]),
        (
            [("武汉大学", "ORG")],
            [("武汉大学", "ORG")],
            [("武汉大学", False)],
        ),  # the same span: the known one stays
        ([("武汉大学", "ORG")], [("武汉", "GPE")], [("武汉大学", False)]),  # inside
        ([("武汉大学", "ORG")], [("大学测绘", "ORG")], [("武汉大学", False)]),  # across the border
        (
            [("武汉", "GPE")],
            [("武汉大学测绘遥感信息工程实验室", "ORG")],
            [("武汉大学测绘遥感信息工程实验室", False), ("武汉", True)],
        ),
        (
            [("武汉", "GPE"), ("大学", "ORG")],
            [("武汉大学", "ORG")],
            [("武汉", False), ("大学", False)],
        ),  # a mere row of names
        (
            [("遥感", "TECH")],
            [("武汉大学测绘遥感信息工程实验室", "ORG")],
            [("遥感", False)],
        ),  # a term is no part of a name
        ([("二〇二一年", "DATE")], [("二〇二一年教育部", "ORG")], [("二〇二一年", False)]),
        ([("教育部", "ORG")], [("李雷", "PERSON")], [("李雷", False), ("教育部", False)]),
        ([("教育部", "ORG")], [("年教育部", "ORG")], [("教育部", False)]),  # one character more is a slip
    ],
)
def test_known_mentions_win(
    known: list[tuple[str, str]], found: list[tuple[str, str]], expected: list[tuple[str, bool]]
) -> None:
    merged = merge_entities(
        [mention(surface, kind, "lexicon") for surface, kind in known],
        [mention(surface, kind) for surface, kind in found],
    )
    assert [(item.text, item.nested) for item in merged] == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("the Yangtze River Delta", ["Yangtze River Delta"]),
        ("The Yangtze River Delta", ["Yangtze River Delta"]),
        ("the Yangtze River Delta Office", ["the Yangtze River Delta Office", "Yangtze River Delta"]),
    ],
)
def test_an_article_makes_no_longer_name(found: str, expected: list[str]) -> None:
    text = f"In {found} today"
    known = [mention("Yangtze River Delta", "GPE", "lexicon", within=text)]
    merged = merge_entities(known, [mention(found, "GPE", within=text)])
    assert [item.text for item in merged] == expected


def test_a_found_name_says_its_source_and_score() -> None:
    merged = merge_entities(
        [mention("教育部", "ORG", "rule")], [mention("教育部", "ORG"), mention("李雷", "PERSON")]
    )
    assert [(item.source, item.score) for item in merged] == [("model", 0.9), ("rule", 1.0)]


@st.composite
def mentions_of(draw: st.DrawFn, text: str, source: str) -> list[Mention]:
    spans = draw(st.sets(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 8)), max_size=6))
    kinds = st.sampled_from(
        ["ORG", "PERSON", "GPE"] if source == "model" else ["ORG", "PERSON", "GPE", "TERM", "DATE"]
    )
    made = {(start, min(len(text), start + length)) for start, length in spans}
    ordered = sorted(made, key=lambda span: (span[0], -span[1]))
    mentions = [Mention(start, end, text[start:end], draw(kinds), source=source) for start, end in ordered]
    if source != "model":
        return mark_nested(mentions)
    chosen: list[Mention] = []
    for item in mentions:
        if not chosen or item.start >= chosen[-1].end:
            chosen.append(item)
    return chosen


@given(mentions_of(TEXT, "lexicon"), mentions_of(TEXT, "model"))
def test_joining_loses_nothing_known(known: list[Mention], found: list[Mention]) -> None:
    merged = merge_entities(known, found)
    spans = [(item.start, item.end, item.type, item.source) for item in merged]
    people = {(item.start, item.end) for item in found if item.type == "PERSON" and is_surname(item.text[0])}
    kept = [one for one in known if one.type not in ("ORG", "GPE") or (one.start - 1, one.end) not in people]
    assert {(item.start, item.end, item.type, item.source) for item in kept} <= set(spans)
    assert {span for span in spans if span[3] == "model"} <= {
        (item.start, item.end, item.type, "model") for item in found
    }
    assert [(item.start, -item.end) for item in merged] == sorted((item.start, -item.end) for item in merged)
    assert all(TEXT[item.start : item.end] == item.text for item in merged)
    assert list(merged) == mark_nested([*merged])
    for item in merged:
        overlapping = [other for other in kept if other.start < item.end and item.start < other.end]
        if item.source == "model":
            assert all(item.start <= other.start and other.end <= item.end for other in overlapping)


@given(mentions_of(TEXT, "lexicon"))
def test_joining_nothing_changes_nothing(known: list[Mention]) -> None:
    assert list(merge_entities(known, [])) == known


@pytest.mark.parametrize(
    ("surface", "kind", "expected"),
    [
        ("李雷", "PERSON", True),
        ("比尔·盖茨", "PERSON", True),
        ("李雷2", "PERSON", False),
        ("雷", "PERSON", False),
        ("美", "GPE", True),
        ("部", "ORG", False),
        ("自治区", "GPE", False),
        ("直辖市教育局", "ORG", False),
        ("中日韩", "GPE", False),
        ("中央政治局常委", "ORG", False),
        ("大都市", "GPE", False),
        ("巴方", "PERSON", False),
        ("东方", "GPE", True),
        ("中哈", "ORG", False),
        ("巴中", "GPE", False),
        ("高速公路", "GPE", False),
        ("海外侨胞", "GPE", False),
        ("，武汉", "GPE", False),
        ("武汉\n大学", "ORG", False),
        ("Acme Inc.", "ORG", True),
        ("X", "ORG", False),
        ("committee", "ORG", False),
        ("Zürich", "GPE", True),
        ("“Oslo", "GPE", False),
        ("Chinese", "GPE", False),
        ("Chinese Academy", "ORG", True),
    ],
)
def test_form_of_names(surface: str, kind: str, expected: bool) -> None:
    assert looks_like_name(surface, kind) is expected


# Loading ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("surface", ["Beijing will", "Beijing Will", "Sample City has"])
def test_bodies_and_places_end_in_no_auxiliary_verb(surface: str) -> None:
    assert not looks_like_name(surface, "ORG")
    assert not looks_like_name(surface, "GPE")
    assert looks_like_name("George Will", "PERSON")


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
    """Common words with capitals are a body only where one of them says which kind of body."""
    (found,) = shipped.find([tagger.tag(text)])
    assert [mention.text for mention in found if mention.type == "ORG" and mention.text != body] == []


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
    with pytest.raises(ConfigurationError, match=rf"ner_en.{newest.name}: can't be loaded"):
        load_entities(tmp_path)


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


def test_a_given_name_is_no_university() -> None:
    """清华 is the short form of a university, and of a governor's name the given one."""
    text = "彭清华同志到清华调研，在清华"
    person = mention("彭清华", "PERSON", within=text)
    given_name = Mention(1, 3, "清华", "ORG", "tsinghua", "lexicon")
    others = [Mention(start, start + 2, "清华", "ORG", "tsinghua", "lexicon") for start in (6, 12)]
    merged = merge_entities([given_name, *others], [person, Mention(11, 14, "在清华", "PERSON")])
    assert [(item.text, item.start) for item in merged] == [
        ("彭清华", 0),
        ("清华", 6),
        ("在清华", 11),
        ("清华", 12),
    ]


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


@pytest.mark.parametrize("surface", ["新时代", "南南合作", "谷雨"])
def test_times_and_ideas_are_no_names(surface: str) -> None:
    assert not looks_like_name(surface, "ORG")
