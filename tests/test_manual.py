"""README and manual: each command shown runs on the sample corpus and prints what is shown."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
import yaml

from flows.corpus.manifest import Manifest
from tests.support import PROJECT
from tests.transcripts import (
    CUT,
    MANUAL,
    README,
    make_workplace,
    output_of,
    pages,
    read_transcripts,
    run_command,
    settings_after,
    settings_of,
    without_times,
)

_KEPT = {"corpora", "models", "outputs", ".zhengce"}  # contents of a working folder, before and after


@pytest.fixture
def workplace(tmp_path: Path, sample_store: Path) -> Path:
    """A working folder as `make run` leaves it: corpora, models and a store with the sample corpus."""
    make_workplace(tmp_path, sample_store)
    return tmp_path


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(PROJECT).as_posix())
def test_every_command_runs_and_prints_what_is_shown(page: Path, workplace: Path) -> None:
    """One after another, in the page's order, since later ones build on earlier ones.

    If the output has changed, `python -m tests.transcripts` rewrites the pages.
    """
    settings = settings_of(page)
    for transcript in read_transcripts(page.read_text(encoding="utf-8")):
        done = run_command(transcript.command, workplace, settings)
        settings = settings_after(transcript.command, settings)
        assert done.returncode == 0, f"{transcript.command}\n{done.stdout}"
        assert "Traceback" not in done.stdout
        lines = without_times(output_of(done))
        shown = [line for line in without_times(transcript.shown) if line != CUT]
        if CUT in transcript.shown:
            assert lines[: len(shown)] == shown, transcript.command
        elif shown:
            assert lines == shown, transcript.command
    if "tutorials" in page.parts:
        assert {path.name for path in workplace.iterdir()} <= _KEPT


def test_enough_is_shown() -> None:
    shown = [
        transcript
        for page in pages()
        for transcript in read_transcripts(page.read_text(encoding="utf-8"))
        if transcript.shown
    ]
    assert README in pages()
    assert len(shown) >= 25


CHINESE = [page for page in pages() if settings_of(page)]


def test_chinese_pages_run_in_chinese() -> None:
    assert {page.name for page in CHINESE} >= {"README.zh.md", "analyst.zh.md", "scholar.zh.md"}
    assert all(settings_of(page) == {"ZHENGCE_LANG": "zh"} for page in CHINESE)
    assert not settings_of(README)


@pytest.mark.parametrize("page", CHINESE, ids=lambda page: page.name)
def test_a_chinese_page_says_once_how_it_is_set_and_breaks_no_line_before_a_mark(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.count("`export ZHENGCE_LANG=zh`") == 1
    shown = [line.strip() for transcript in read_transcripts(text) for line in transcript.shown]
    assert [line for line in shown if line[:1] in {*"，。；：）"}] == []


def test_a_chinese_page_is_marked_and_has_chinese_words_of_the_theme(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(MANUAL))
    translate = import_module("chinese_pages").translate_theme
    page = """<!doctype html>
<html class="no-js" lang="en" data-content_root="../">
<a href="#content">Skip to content</a> <title>Contents</title>
<input placeholder="Search"> <p>The Menu is Contents.</p> <span>
  Next </span>"""
    assert (
        translate(page)
        == """<!doctype html>
<html class="no-js" lang="zh-CN" data-content_root="../">
<a href="#content">跳到正文</a> <title>目录</title>
<input placeholder="检索"> <p>The Menu is Contents.</p> <span>
  下一页 </span>"""
    )
    assert translate(translate(page)) == translate(page)


def test_the_manifest_shown_is_valid() -> None:
    text = (MANUAL / "sources.md").read_text(encoding="utf-8")
    block = next(
        block for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "source.yml" in block
    )
    assert Manifest(id="miit", **yaml.safe_load(block)).schedule is not None


def test_the_notebook_code_runs(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the cells of a notebook: one after another, in one namespace."""
    text = (MANUAL / "python.md").read_text(encoding="utf-8")
    block, comparing, choosing, in_spacy, in_sklearn = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    cells = [
        block,
        "assert len(hits) and len(lines) and len(series) and len(spans)",
        "assert nlp('健全新型举国体制。')[1].text == '新型举国体制'",
        comparing,
        "assert new.iloc[0].to_dict() | {'concept': 'gallium', 'here': 23, 'there': 0, 'first': '2023-01'}"
        " == new.iloc[0].to_dict() and len(gone) and own.attrs['here'] == {'tokens': 9964, 'documents': 16}",
        choosing,
        "assert len(plans) and len(then) and len(apart) and len(near) and len(goals)",
        in_spacy,
        "assert doc.spans['mentions']",
        in_sklearn,
        "assert released.predict_labels(['健全新型举国体制，组织院所和企业联合攻关。']) == [['whole_of_nation', 'rd_support']]",
        "assert own.predict(['Wheat on 90 hectares was harvested.']).tolist() == [[0, 1]]",
    ]
    monkeypatch.chdir(workplace)
    named: dict[str, object] = {}
    for cell in cells:
        exec(compile(cell, "python.md", "exec"), named)
