"""The annotator, with the shipped models and without models."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings

from flows.annotation.annotator import Annotator, load_annotator
from flows.annotation.lexicon.files import format_rows
from flows.annotation.lexicon.model import Concept
from flows.errors import ConfigurationError
from tests.annotation.conftest import TEXTS
from tests.support import policy_texts


def test_annotator_without_a_model_gives_no_strategies(plain: Annotator) -> None:
    for text, found in zip(TEXTS, plain.annotate(TEXTS), strict=True):
        assert (found.strategies, found.labels, found.instruments) == ({}, (), ())
        assert all(text[start:end] == token for token, start, end in found.tokens)
    assert plain.model_version == "none"
    assert plain.annotate([]) == []


def test_missing_models_folder(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"no models folder\. Set ZHENGCE_MODELS"):
        load_annotator(tmp_path / "none")


def test_an_annotator_in_use_is_returned_again_until_a_file_changes(
    annotator: Annotator, models: Path, tmp_path: Path
) -> None:
    assert load_annotator(models) is annotator
    own = tmp_path / "models"
    shutil.copytree(models / "lexicon", own / "lexicon")
    shutil.copy(models / "taxonomy.toml", own)
    shutil.copytree(models / "artefacts" / "strategies", own / "artefacts" / "strategies")
    first = load_annotator(own)
    assert first is not annotator and load_annotator(own) is first
    row = Concept("nebula-net", "TERM", "星云链网", "nebula net")
    (own / "lexicon" / "more.csv").write_text(format_rows([row]), encoding="utf-8")
    second = load_annotator(own)
    assert second.version != first.version
    assert [mention.concept for mention in second.annotate(["建设星云链网。"])[0].mentions] == ["nebula-net"]
    compiled = tmp_path / "store.lexicon"
    assert load_annotator(own, compiled) is second and not compiled.exists()
    newest = max((own / "artefacts" / "strategies").iterdir())
    shutil.copytree(newest, newest.with_name("9999"))
    assert load_annotator(own) is not second


def test_an_annotator_takes_the_compiled_lexicon(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, path = tmp_path / "models", tmp_path / "store.lexicon"
    (own / "lexicon").mkdir(parents=True)
    row = Concept("nebula-net", "TERM", "星云链网", "nebula net")
    (own / "lexicon" / "terms.csv").write_text(format_rows([row]), encoding="utf-8")
    shutil.copy(models / "taxonomy.toml", own)
    shutil.copytree(models / "artefacts" / "strategies", own / "artefacts" / "strategies")
    load_annotator(own, path)
    monkeypatch.setattr("flows.annotation.lexicon.compiled.load_lexicon", lambda folder: 1 / 0)
    assert "nebula-net" in load_annotator(own, path).tagger.lexicon.concepts


def test_shipped_annotator(annotator: Annotator) -> None:
    for text, found in zip(TEXTS, annotator.annotate(TEXTS), strict=True):
        assert set(found.strategies) == set(annotator.taxonomy.strategies)
        assert set(found.labels) <= set(found.strategies) and set(found.instruments) <= set(
            found.instrument_probabilities
        )
        assert all(
            0 <= value <= 1
            for value in [*found.strategies.values(), *found.instrument_probabilities.values()]
        )
        assert list(found.labels) == sorted(found.labels, key=lambda label: -found.strategies[label])
        assert all(text[mention.start : mention.end] == mention.text for mention in found.mentions)


@settings(max_examples=15)
@given(policy_texts())
def test_a_text_alone_is_as_among_others(annotator: Annotator, text: str) -> None:
    alone, among = annotator.annotate([text])[0], annotator.annotate([*TEXTS, text])[-1]
    assert (alone.tokens, alone.mentions, alone.labels, alone.instruments) == (
        among.tokens,
        among.mentions,
        among.labels,
        among.instruments,
    )
    assert alone.strategies == pytest.approx(among.strategies, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("见 http://www.cac.gov.cn/internet/quantum-computing/a.htm 的说明", []),
        ("See www.example.org/internet and the internet rules.", ["internet"]),
        ("https://example.org/2021/internet。互联网", ["互联网"]),
    ],
)
def test_a_web_address_names_nothing(annotator: Annotator, text: str, found: list[str]) -> None:
    mentions = annotator.annotate([text])[0].mentions
    assert [(mention.text, mention.start) for mention in mentions] == [
        (one, text.rindex(one)) for one in found
    ]
