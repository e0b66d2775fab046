"""The history of an article on the terminal."""

from __future__ import annotations

from pathlib import Path

from tests.commands import run_zhengce

ARTICLES = "第一条 灯塔应当每日点灯。\n\n灯塔管理人不得擅自离岗。\n\n第二条 本条例自公布之日起施行。\n"


def test_all_paragraphs_of_an_article_are_indented(tmp_path: Path) -> None:
    law = tmp_path / "law.txt"
    law.write_text(f"标题：样例省灯塔条例\n日期：2003-01-01\n\n{ARTICLES}", encoding="utf-8")
    settings = {"ZHENGCE_STORE": tmp_path / "s.sqlite", "ZHENGCE_OUTPUTS": tmp_path}
    assert run_zhengce("ingest", str(law), "--corpus", "laws", settings=settings).returncode == 0
    listed = run_zhengce("documents", "--format", "csv", settings=settings).stdout.splitlines()
    identifier = listed[-1].partition(",")[0]
    printed = run_zhengce("versions", f"{identifier}#1", settings=settings).stdout
    assert "\n  第一条 灯塔应当每日点灯。\n" in printed
    assert "\n  灯塔管理人不得擅自离岗。\n" in printed


def test_the_editions_of_a_title_are_compared_by_it(tmp_path: Path) -> None:
    for year, text in (("2003", ARTICLES), ("2013", ARTICLES.replace("每日", "每夜"))):
        law = tmp_path / f"{year}.txt"
        law.write_text(f"标题：样例省灯塔条例\n日期：{year}-01-01\n\n{text}", encoding="utf-8")
    settings = {"ZHENGCE_STORE": tmp_path / "s.sqlite", "ZHENGCE_OUTPUTS": tmp_path}
    files = [str(tmp_path / "2003.txt"), str(tmp_path / "2013.txt")]
    assert run_zhengce("ingest", *files, "--corpus", "laws", settings=settings).returncode == 0
    assert run_zhengce("annotate", settings=settings).returncode == 0
    for name in ("样例省灯塔条例", "《样例省灯塔条例》#1"):
        assert "灯塔应当每[-日-]{+夜+}点灯。" in run_zhengce("versions", name, settings=settings).stdout
    dated = ("样例省灯塔条例#1", "--as-of", "2010")
    then = run_zhengce("versions", *dated, settings=settings).stdout
    assert "每日点灯" in then and "2013" not in then
    shown = run_zhengce("show", "《样例省灯塔条例》", "--as-of", "2010", settings=settings).stdout
    assert "2003-01-01" in shown and "(this one)" in shown
    early = run_zhengce("versions", "样例省灯塔条例#1", "--as-of", "1999", settings=settings)
    assert (early.returncode, early.stdout) == (2, "")
    assert "its earliest is of 2003-01-01" in early.stderr
