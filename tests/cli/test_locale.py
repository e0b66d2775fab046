"""The language of the command line: English whatever LANG is, Chinese with ZHENGCE_LANG=zh, data the same in both."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.cli.main import _run
from flows.corpus.metadata.histories import ACTS
from flows.errors import choose_terminal_locale, terminal_locale
from flows.output import translate_heading, translate_noun
from flows.settings import read_locale
from flows.text import has_han
from tests.stores import copy_whole
from tests.support import PROJECT

HEADINGS = tomllib.loads((PROJECT / "flows" / "output" / "headings.toml").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    choose_terminal_locale("en")


@pytest.fixture(scope="module")
def own_store(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample's store, since some commands write their results (reprints)."""
    return copy_whole(sample_store, tmp_path_factory.mktemp("own") / "copy")


def run(words: str, store: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Run a command; return its exit code, output and messages."""
    capsys.readouterr()
    code = _run([*words.split(), "--store", str(store)])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.parametrize(
    ("value", "locale"),
    [("", "en"), ("en", "en"), ("en_GB.UTF-8", "en"), ("zh", "zh"), ("zh_CN.UTF-8", "zh"), ("ZH-TW", "zh")],
)
def test_the_variable_is_read(monkeypatch: pytest.MonkeyPatch, value: str, locale: str) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")  # not consulted
    monkeypatch.setenv("ZHENGCE_LANG", value)
    assert read_locale() == locale


def test_another_language_is_an_error(
    monkeypatch: pytest.MonkeyPatch, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHENGCE_LANG", "fr")
    code, out, err = run("status", sample_store, capsys)
    assert (code, out) == (1, "")
    assert err == "zhengce: ZHENGCE_LANG 'fr': no such value; known values: en, zh.\n"


@pytest.mark.parametrize(
    ("group", "english", "chinese"),
    [("kind", "稀土 · report ", "稀土 · 报告 "), ("level", "稀土 · (none) ", "稀土 · 未注明 ")],
)
def test_groups_of_a_table_have_names_in_both_languages(
    monkeypatch: pytest.MonkeyPatch,
    sample_store: Path,
    capsys: pytest.CaptureFixture[str],
    group: str,
    english: str,
    chinese: str,
) -> None:
    words = f"trends 稀土 --group {group}"
    for locale, there in {"en": english, "zh": chinese}.items():
        monkeypatch.setenv("ZHENGCE_LANG", locale)
        code, out, _ = run(words, sample_store, capsys)
        assert code == 0 and there in out
        assert english in run(f"{words} --format csv", sample_store, capsys)[1].replace(",", " ")


@pytest.mark.parametrize(
    ("words", "english", "chinese"),
    [
        (
            "search 芯片 --limit 0",
            "--limit 0: must be 1 or more. See",
            "--limit 0：至少为 1。请看 zhengce search --help。",
        ),
        (
            "corpus list --nix",
            "Unknown option: --nix. See",
            "没有选项 --nix。请看 zhengce corpus list --help。",
        ),
        ("search (芯片", "See zhengce search --help.", "请看 zhengce search --help。"),
        (
            "verify no-such-file.md",
            "no-such-file.md: No such file or folder. See",
            "没有这个文件或文件夹。请看",
        ),
        (
            "batch no-such-file.csv",
            "no-such-file.csv: No such file or folder. See",
            "没有这个文件或文件夹。请看",
        ),
        ("search strategy:xx", "strategy 'xx': no such value", "strategy“xx”：没有这个值；已知的值："),
        (
            "search x --strategy rd_support",
            "it is an instrument, so write --instrument rd_support",
            "strategy“rd_support”：没有这个值；rd_support 是政策工具，请用 --instrument rd_support",
        ),
        ("trends 没有这个词呀 --format csv", "See zhengce trends --help.", "请看 zhengce trends --help。"),
    ],
)
def test_errors(
    monkeypatch: pytest.MonkeyPatch,
    sample_store: Path,
    capsys: pytest.CaptureFixture[str],
    words: str,
    english: str,
    chinese: str,
) -> None:
    monkeypatch.delenv("ZHENGCE_LANG", raising=False)
    code, out, err = run(words, sample_store, capsys)
    assert (code, out) == (2, "") and english in err and err.count("\n") == 1
    monkeypatch.setenv("ZHENGCE_LANG", "zh")
    code, out, err = run(words, sample_store, capsys)
    assert (code, out) == (2, "") and chinese in err and err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "headings", "caption"),
    [
        ("trends 自主可控", {"序列", "时段", "次数", "每百万词"}, "每百万词出现次数，按年"),
        ("documents --limit 1", {"日期", "标题", "文号"}, ""),
        ("collocates 稀土 --limit 1", {"词", "邻近", "合计"}, "语料库（文件数）：sample 32"),
        ("collocates 稀土 --limit 1 --from 2012", {"词", "邻近", "合计"}, "按发布日期（无则按成文日期）"),
        ("status", {"语料库", "文件数", "最近读取（UTC）"}, ""),
    ],
)
def test_tables_and_captions(
    monkeypatch: pytest.MonkeyPatch,
    sample_store: Path,
    capsys: pytest.CaptureFixture[str],
    words: str,
    headings: set[str],
    caption: str,
) -> None:
    monkeypatch.setenv("ZHENGCE_LANG", "zh")
    code, out, err = run(words, sample_store, capsys)
    assert code == 0 and caption in err
    assert any(headings <= set(line.split()) for line in out.splitlines()), out


@pytest.mark.parametrize(
    "words", ["trends 自主可控 --format csv", "documents --format json", "status --format json"]
)
def test_data_is_the_same_in_both(
    monkeypatch: pytest.MonkeyPatch, sample_store: Path, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    monkeypatch.delenv("ZHENGCE_LANG", raising=False)
    _, english, _ = run(words, sample_store, capsys)
    monkeypatch.setenv("ZHENGCE_LANG", "zh")
    _, chinese, _ = run(words, sample_store, capsys)
    assert english == chinese != ""


def test_what_a_file_keeps_follows_its_own_option(
    monkeypatch: pytest.MonkeyPatch, sample_store: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("ZHENGCE_LANG", "zh")
    assert run(f"trends 自主可控 --out {tmp_path / 't.csv'}", sample_store, capsys)[0] == 0
    assert not has_han(
        (tmp_path / "t.csv.meta.json").read_text(encoding="utf-8").partition('"counted"')[2][:60]
    )


def test_headings_are_chinese_and_unknown_ones_stay() -> None:
    choose_terminal_locale("zh")
    assert (translate_heading("documents"), translate_heading("logDice")) == ("文件数", "logDice")
    assert (translate_noun("hits"), translate_noun("things")) == ("命中", "things")
    choose_terminal_locale("en")
    assert (translate_heading("documents"), translate_noun("hits"), terminal_locale()) == (
        "documents",
        "hits",
        "en",
    )
    for part in HEADINGS.values():
        assert all(has_han(text) for text in part.values())


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (
            "search 自主可控 --limit 1",
            ("同时检索：", "，显示 1 段", "战略：", "语言：中文", "效力：", "现行有效", "未注明 "),
        ),
        ("search 没有这个词 --limit 1", ("词库中没有“没有这个词”", "共 0 段")),
        ("search 稀土 --by-document --limit 1", ("文件：共 ", " 份，显示 1 份；用 --limit 显示更多")),
        ("concordance 自主可控 --limit 1", ("用例：共 ", " 处，显示 1 处")),
        ("targets --limit 3", ("：90% · 目标（2030）", "数据：共 ")),
        ("events --limit 1", ("受制裁：", "事件：共 ")),
        ("directives --limit 1", (" 推动 · ", "指令：共 ", "5 级 ")),
        ("citations --limit 1", ("被引文件：共 ", "提及 ", "依据 ", "出口管制法", "引用文件数")),
        ("lexicon discover --limit 1", ("候选词：显示前 1 个；用 --limit 显示更多",)),
        ("gaps --minimum 1 --limit 1", ("有缺号的文号系列：共 ",)),
        ("gaps 没有", ("没有找到有缺号的文号系列",)),
        ("reprints", (" 组近似文件，共 ",)),
        ("documents --offset 500", ("共 32 份文件；--offset 已超过总数，未显示任何文件",)),
        ("corpus list", ("最近读取（UTC）",)),
        ("trends 自主可控 --stats", ("斜率（每时段）", "95% 区间：")),
        ("corpus show sample", ("份文件（连同旧版本", "日期：", "被其他语料库的 0 份文件引用")),
        ("documents --limit 1", ("份文件，显示第 1 至 1 份",)),
        ("trends 自主可控 --stats", ("无明显趋势", "峰值之后：", "个时段共 ")),
        (
            "trends 新质生产力 --by plan",
            ("十二五 2011–2015  ", "峰值基数偏低：新质生产力 十五五 2026–2030（"),
        ),
        ("trends 自主创新 --by congress --stats", ("最早 十七届 2007-10–",)),
        ("shares whole_of_nation --by plan", ("新型举国体制  十四五 2021–2025",)),
        ("drift 自主创新 --by plan", ("十二五 2011–2015",)),
        (
            "show https://example.org/sample/zh/2022-zh-notice-first-set-equipment.html",
            ("有效性：状态 现行有效", "网页元数据 url", "文件类别：通知"),
        ),
        ("shares --from 2025", ("新型举国体制", "校正后：按留出段落测得的错误率校正")),
        ("collocates 稀土 --limit 1", ("邻近：该词与匹配处相距不超过 5 个词的段落数",)),
        ("compare 2016..2020 2021..", ("A 用得更多的术语：", "至", "数据对照：双方都有 ")),
        ("doctor", ("提示：zhengce ", "没有发现问题")),
        ("status", ("正常", "份文件，", "段（已标注 ", "最近的运行")),
        ("watch list", ("没有找到已存检索",)),
        ("parallel 自主可控", ("共 0 处", "处所在文件没有已对齐的译本")),
    ],
)
def test_what_a_command_says_is_chinese(
    monkeypatch: pytest.MonkeyPatch,
    own_store: Path,
    capsys: pytest.CaptureFixture[str],
    words: str,
    parts: tuple[str, ...],
) -> None:
    monkeypatch.setenv("ZHENGCE_LANG", "zh")
    code, out, err = run(words, own_store, capsys)
    assert code == 0
    assert [part for part in parts if part not in out + err] == []
    english = r"\b(?:FYP|CC|also searched|shown|none|no date|found|passages?|documents?|in_force|actual|promotes|to be)\b"
    ours = [line for line in (out + err).splitlines() if line[:1] not in " 123"]
    assert [line for line in ours if re.search(english, line.partition("：")[0])] == []


def test_filters_of_saved_searches_are_chinese(
    monkeypatch: pytest.MonkeyPatch, sample_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = copy_whole(sample_store, tmp_path / "copy")
    assert run("watch add a 稀土 --status in_force --kind law --corpus sample", store, capsys)[0] == 0
    monkeypatch.setenv("ZHENGCE_LANG", "zh")
    shown = run("watch list --format csv", store, capsys)[1]
    assert [
        part for part in ("效力：现行有效", "文件类别：法律", "语料库：sample") if part not in shown
    ] == []


def test_every_head_of_the_statistics_of_the_lexicon_is_chinese(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHENGCE_LANG", "zh")
    assert _run(["lexicon", "stats"]) == 0
    heads = capsys.readouterr().out.splitlines()[0].split()
    assert [head for head in heads if not has_han(head)] == []


def test_what_is_drawn_has_the_language_of_the_terminal_unless_it_is_named(
    monkeypatch: pytest.MonkeyPatch, sample_store: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("ZHENGCE_LANG", "zh")
    for name, option in (("own", ""), ("named", " --labels en")):
        code, _, err = run(f"trends 自主可控 --plot {tmp_path / name}.svg{option}", sample_store, capsys)
        assert code == 0 and ("by year" in err) is (name == "named")
    drawn = {name: (tmp_path / f"{name}.svg").read_text(encoding="utf-8") for name in ("own", "named")}
    assert "每百万词出现次数，按年" in drawn["own"] and "by year" in drawn["named"]
    assert "by year" not in drawn["own"] and "按年" not in drawn["named"]
    monkeypatch.setenv("ZHENGCE_LANG", "en")
    code, _, err = run(f"trends 自主可控 --plot {tmp_path / 'zh'}.svg --labels zh", sample_store, capsys)
    assert "按年" in err and "基数偏低" in err and "low base" not in err
    assert "按年" in (tmp_path / "zh.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("group", "names", "others"),
    [
        ("publisher", ("未注明",), ("(none)",)),
        ("kind", ("未注明", "通知"), ("(none)", "notice")),
        ("strategy", ("新型举国体制", "其他"), ("whole_of_nation", "other")),
    ],
)
def test_groups_of_a_chinese_chart_have_chinese_names(
    sample_store: Path,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    group: str,
    names: tuple[str, ...],
    others: tuple[str, ...],
) -> None:
    lines = tmp_path / "lines.txt"
    lines.write_text("科技\n产业", encoding="utf-8")
    path = tmp_path / "chart.svg"
    for command in (f"trends 科技 --group {group}", f"batch {lines} --by {group}"):
        code, _, _ = run(f"{command} --plot {path} --labels zh", sample_store, capsys)
        drawn = set(re.findall(r">([^<>]+)</text>", path.read_text(encoding="utf-8")))
        assert code == 0 and drawn >= {*names} and drawn.isdisjoint(others)


def test_every_step_of_a_law_has_a_chinese_name() -> None:
    choose_terminal_locale("zh")
    names = [translate_heading(act.replace("_", " "), "provenance") for act in ACTS]
    assert len(set(names)) == len(ACTS) and all(map(has_han, names))


def test_a_plan_is_asked_for_by_the_name_that_is_shown(
    monkeypatch: pytest.MonkeyPatch, sample_store: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("ZHENGCE_LANG", "zh")
    wanted = ["evidence", "自主创新", "--by", "plan", "--period", "十二五 2011–2015", "--format", "html"]
    assert _run([*wanted, "--out", str(tmp_path), "--store", str(sample_store)]) == 0
    page = next(tmp_path.glob("*.html")).read_text(encoding="utf-8")
    assert ">十二五 2011–2015</h2>" in page and ">12th FYP" not in page


def test_what_was_run_is_recorded_in_one_language(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHENGCE_LANG", "zh")
    (tmp_path / "a.txt").write_text("关于稀土出口管制的通知。", encoding="utf-8")
    store = tmp_path / "s.sqlite"
    _, _, err = run(f"ingest {tmp_path / 'a.txt'} --corpus mine", store, capsys)
    assert "已入库 1 份文件，共 1 段；原始文件 1 个，其中 0 个未变；未收录 0 项" in err
    _, _, err = run("corpus remove mine --yes", store, capsys)
    assert err.startswith("语料库 mine\n将移除：1 份文件（含旧版本）· 1 段 · ")
    _, out, _ = run("status --format json", store, capsys)
    assert json.loads(out)["runs"][0]["command"] == "remove corpus mine"


def _named_in_listings() -> Iterator[str]:
    """Yield the contents of each `Listing` of the command line: the noun of its count, and of an empty list."""
    for path in (PROJECT / "flows" / "cli").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or getattr(call.func, "id", "") != "Listing" or not call.args:
                continue
            noun = call.args[0]
            if isinstance(noun, ast.Constant) and isinstance(noun.value, str) and noun.value:
                yield noun.value


def test_every_list_has_a_chinese_noun() -> None:
    nouns = set(_named_in_listings())
    assert len(nouns) > 20
    assert [noun for noun in sorted(nouns) if noun not in HEADINGS["nouns"]] == []


def test_facets_of_terms_and_names_have_chinese_names(
    monkeypatch: pytest.MonkeyPatch, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "search 出口管制 --limit 1 --facet term --facet entity --facet programme"
    monkeypatch.setenv("ZHENGCE_LANG", "zh")
    _, out, _ = run(words, sample_store, capsys)
    assert "术语：出口管制 " in out and not re.search(r"org:|export-control", out)
    monkeypatch.setenv("ZHENGCE_LANG", "en")
    assert "term: export-control " in run(words, sample_store, capsys)[1]  # as --term takes it
