"""Names given in full once, and the short names that refer to them."""

from __future__ import annotations

import pytest

from flows.annotation import Annotator
from flows.annotation.matching import Tagger
from flows.annotation.names import Context, find_bare_names, find_party, find_surnames


@pytest.mark.parametrize(
    ("text", "surnames"),
    [
        ("Donald Trump spoke. Trump then left.", ["Trump"]),
        ("Trump spoke.", []),  # no full name in the text
        ("Xi Jinping met Li Qiang.", []),
        ("", []),
    ],
)
def test_surnames_of_people_named_in_full(annotator: Annotator, text: str, surnames: list[str]) -> None:
    assert [alias.short for alias in find_surnames(text, annotator.tagger.lexicon)] == surnames


def test_surname_has_the_concept_of_its_person(annotator: Annotator) -> None:
    aliases = find_surnames("Donald Trump spoke.", annotator.tagger.lexicon)
    mentions = annotator.annotate(["Trump then left."], [Context(aliases)])[0].mentions
    assert [(mention.text, mention.concept) for mention in mentions] == [("Trump", "donald-trump")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("国务院总理李强主持会议。李强指出", ["李强"]),
        ("李强总理来访。", ["李强"]),
        ("工人李强获奖。", []),  # a different person
        ("中国工程院院长李晓红到会，李晓红讲话。", ["李晓红"]),
        ("习近平指出", []),  # the lexicon has the name itself
        ("", []),
    ],
)
def test_names_of_people_named_with_a_post(annotator: Annotator, text: str, names: list[str]) -> None:
    assert [alias.short for alias in find_bare_names(text, annotator.tagger.lexicon)] == names


def test_a_bare_name_has_the_concept_of_its_person(annotator: Annotator) -> None:
    text = "国务院总理李强主持会议。李强指出，要抓好落实。"
    aliases = find_bare_names(text, annotator.tagger.lexicon)
    mentions = annotator.annotate([text], [Context(aliases)])[0].mentions
    people = [(mention.text, mention.concept) for mention in mentions if mention.type == "PERSON"]
    assert people == [("国务院总理李强", "li-qiang"), ("李强", "li-qiang")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Xi Jinping spoke in China. The Party leads, and the\nCentral Committee decides.",
            [("Party", "cpc"), ("Central Committee", "cpc-central-committee")],
        ),
        ("China wrote its 14th Five-Year Plan. The Party shall lead.", [("Party", "cpc")]),
        ("China has a plan. The Party leads.", []),  # ambiguous
        ("Hanoi's guests saw China's Xi Jinping. The Party's Central Committee elected a leader.", []),
        ("China's Xi Jinping wrote. The Party was led from Moscow, where the Central Committee met.", []),
        ("Taiwan's DPP and Xi Jinping's China disagree. The Party lost.", []),
        ("The seller is a firm of the PRC's Five-Year Plan, of China. The Party in breach shall pay.", []),
        ("China and Xi Jinping signed this Convention. The Party shall reply.", []),
        ("Xi Jinping of China wrote to the Central Committee of the Party of Labour.", []),
        ("The CPC was founded in 1921. Our Party’s members grew.", [("CPC", "cpc"), ("Party", "cpc")]),
        (
            "In Xi Jinping's China, the 19th Central Committee of the Party met.",
            [("Central Committee of the Party", "cpc-central-committee")],
        ),
        ("Xi Jinping of China met guests of the Labour Party. The Party thanked them.", []),
        ("Xi Jinping of China and the Communist Party of Vietnam agreed. The Party leads.", []),
        ("Xi Jinping of China signed. Each Party shall notify the other Party. The Party shall pay.", []),
        ("France voted. The Party won.", []),  # China is not mentioned
        ("Xi Jinping of China gives a dinner. A Party was there.", []),
    ],
)
def test_the_party_is_the_one_of_china(
    annotator: Annotator, text: str, expected: list[tuple[str, str]]
) -> None:
    context = Context(find_party(text, annotator.tagger.lexicon))
    mentions = annotator.annotate([text], [context])[0].mentions
    assert [
        (one.text, one.concept) for one in mentions if one.concept.startswith("cpc") and not one.nested
    ] == (expected)


def test_the_party_has_no_alias_without_its_concept(small_tagger: Tagger) -> None:
    assert find_party("The CPC has a plan. The Party leads.", small_tagger.lexicon) == ()
