"""The lexicon: findings with their places, rows added atomically, export and import, statistics and README."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from flows.annotation.annotator import Annotator
from flows.annotation.lexicon.files import format_rows
from flows.annotation.lexicon.model import LEXICON_COLUMNS, Concept, Lexicon
from flows.annotation.lexicon.reading import load_lexicon, read_lexicon
from flows.annotation.matching.lexicon_checks import (
    check_references,
    compare_with_texts,
    find_broken_words,
    find_hidden_surfaces,
)
from flows.curation.lexicon import (
    END,
    START,
    add_concept,
    check_lexicon,
    count_lexicon,
    export_lexicon,
    import_lexicon,
    statistics_markdown,
    write_statistics,
)
from flows.errors import ConfigurationError, UsageError
from flows.pipeline.annotate import annotate_store
from flows.records import Document, Passage
from flows.store import all_passages
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from tests.commands import run_zhengce
from tests.support import MODELS

ROWS = {
    "terms.csv": (
        Concept("alpha-system", "TERM", "甲类试点体制", "alpha system", zh_variants=("甲制",), source="a, b"),
        Concept(
            "omega-system",
            "TERM",
            "示范工程体系",
            "omega system",
            strategy="whole_of_nation",
            valid_from="2019",
        ),
    ),
    "places.csv": (Concept("testland", "GPE", "试国", "Testland", not_in=("面试国",)),),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a lexicon of two files in a models folder with the taxonomy."""
    lexicon = tmp_path / "models" / "lexicon"
    lexicon.mkdir(parents=True)
    for name, rows in ROWS.items():
        (lexicon / name).write_text(format_rows(rows), encoding="utf-8")
    shutil.copy(MODELS / "taxonomy.toml", lexicon.parent)
    return lexicon


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def call(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    settings = {"ZHENGCE_MODELS": folder.parent}
    return run_zhengce("lexicon", *arguments, cwd=folder.parent, columns=200, settings=settings)


# check


def test_shipped_lexicon_is_sound(sample: Store) -> None:
    number, findings = check_lexicon(MODELS / "lexicon", sample)
    assert number > 2000
    assert [finding for finding in findings if finding.level != "info"] == []
    kinds = Counter(finding.kind for finding in findings)
    assert set(kinds) >= {"hidden surface", "broken stock word", "never met"}
    words = {concept.id for concept in read_lexicon(MODELS / "lexicon")[0] if concept.is_word}
    assert words and not words & {finding.details.get("concept") for finding in findings}
    texts = {row.passage_id: row.text for row in all_passages(sample)}
    examples = [line for finding in findings for line in finding.details.get("examples", ())]
    assert all(texts[line["passage_id"]][line["start"] : line["end"]] == line["keyword"] for line in examples)
    assert all(
        line["left"] + line["keyword"] + line["right"] in texts[line["passage_id"]] for line in examples
    )


def test_store_of_another_lexicon_is_told(folder: Path, sample: Store) -> None:
    _, findings = check_lexicon(folder, sample)
    told = [finding.message for finding in findings if finding.kind == "store"]
    assert len(told) == 1 and '"zhengce annotate"' in told[0]
    assert {finding.details["concept"] for finding in findings if finding.kind == "never met"} == {
        "alpha-system",
        "omega-system",
        "testland",
    }


def test_words_of_furniture_are_no_missed_mentions(folder: Path, store: Store, annotator: Annotator) -> None:
    text = "甲类试点体制\n各地推进甲类试点体制。"
    passages = [Passage(0, 0, 6, text[:6], kind="furniture"), Passage(1, 7, len(text), text[7:])]
    with store.run("test") as run:
        source = SourceFile("made", "1", "1", "", 1)
        write_batch(store, run.id, source, [(Document("made", "1", text), passages)], [], complete=True)
        annotate_store(store, run.id, replace(annotator, model=None, entities=None, parser=None), MODELS)
    _, findings = check_lexicon(folder, store)
    gaps = {one.details["concept"]: one.details["missed"] for one in findings if "apart" in one.kind}
    assert gaps == {"alpha-system": 1}


def test_levels_come_in_order_and_errors_alone(folder: Path) -> None:
    (folder / "x.csv").write_text(
        ",".join(LEXICON_COLUMNS) + "\nb-row,THING,某某项目,,,,,,,,,,,,\n", encoding="utf-8"
    )
    _, findings = check_lexicon(folder)
    assert [finding.level for finding in findings] == ["error", "warning"]
    assert {finding.place for finding in findings} == {"x.csv:2"}


def test_references_are_checked() -> None:
    rows = [
        Concept("a", "TERM", "甲甲", "a", broader="b"),
        Concept("b", "TERM", "乙乙", "b", broader="c"),
        Concept("c", "TERM", "丙丙", "c", broader="a"),
        Concept("d", "TERM", "丁丁", "d", broader="a", strategy="nowhere"),
    ]
    messages = [finding.message for finding in check_references(rows, ["whole_of_nation"])]
    assert messages[:3] == [f"{one} is broader than itself, via {two}." for one, two in ("ab", "bc", "ca")]
    assert messages[3:] == ["strategy 'nowhere' is not in the taxonomy. Known strategies: whole_of_nation."]
    assert len(list(check_references(rows, None))) == 3


def test_hidden_surface_is_found_but_for_kin() -> None:
    inner = Concept("inner", "TERM", "试点体制", "inner", place="t.csv:2")
    outer = Concept("outer", "TERM", "国家試點體制总纲", "outer", place="t.csv:3")
    kin = Concept("kin", "TERM", "地方试点体制", "kin", broader="inner")
    short = Concept("short", "TERM", "总纲", "short")
    found = list(find_hidden_surfaces([inner, outer, kin, short]))
    assert [(finding.level, finding.place, finding.details["hidden"]) for finding in found] == [
        ("info", "t.csv:3", "inner")
    ]
    assert list(find_hidden_surfaces([short])) == []


def test_broken_stock_words_are_those_with_one_character_left() -> None:
    words = {
        finding.details["word"]
        for finding in find_broken_words([Concept("india", "GPE", "印度", "India", not_in=("西印度",))])
    }
    assert "古印度" in words
    assert not words & {"印度", "印度尼西亚", "西印度群岛"}


def test_loose_and_strict_counts_differ_by_what_is_no_mention() -> None:
    fund = Concept(
        "fund",
        "ORG",
        "产业基金",
        "fund",
        zh_variants=("产业基金公司",),
        zh_abbreviations=("大基金",),
        place="t.csv:2",
    )
    text = "重大基金项目，大 基金和产业基金公司。fund"
    counts, gaps = compare_with_texts(
        [fund], [("d-1", text, [(7, 10, "fund"), (11, 17, "fund"), (18, 22, "fund")])]
    )
    gap = gaps["fund"]
    assert (counts["fund"], gap.strict, gap.loose, gap.missed) == (3, 2, 3, 1)
    assert gap.examples == [
        {
            "passage_id": "d-1",
            "start": 1,
            "end": 4,
            "left": "重",
            "keyword": "大基金",
            "right": "项目，大 基金和产业基金",
        }
    ]
    assert text[7:11] == "大 基金"


def test_check_command(folder: Path) -> None:
    done = call(folder, "check", "--format", "json")
    assert done.returncode == 0 and isinstance(json.loads(done.stdout), list)
    assert "3 concepts, 0 errors" in done.stderr
    (folder / "bad.csv").write_text(
        ",".join(LEXICON_COLUMNS) + "\nb-row,THING,某某项目,x,,,,,,,,,,,\n", encoding="utf-8"
    )
    done = call(folder, "check", "--format", "json")
    assert done.returncode == 1
    assert [(row["level"], row["place"]) for row in json.loads(done.stdout)] == [("error", "bad.csv:2")]


def test_check_command_sums_notes_up(folder: Path, sample_store: Path) -> None:
    rows = (
        Concept(f"row-{number}", "TERM", f"试验体制{number}号", f"trial system {number}")
        for number in range(100, 160)
    )
    (folder / "many.csv").write_text(format_rows(rows), encoding="utf-8")
    short = call(folder, "check", "--store", str(sample_store))
    long = call(folder, "check", "--store", str(sample_store), "--verbose")
    assert short.returncode == long.returncode == 0
    assert "63 concepts never occur in the store (--verbose lists each)" in short.stdout
    assert len(long.stdout.splitlines()) > 60 > len(short.stdout.splitlines())


# add


def test_row_goes_to_its_sorted_place(folder: Path) -> None:
    before = contents(folder)
    (folder / "terms.csv").chmod(0o664)
    added = add_concept(
        folder,
        Concept("middle-system", "TERM", "中间试验体系", 'a, "quoted" system', ("中验体系", "中验制度")),
    )
    assert (added.added, added.files, added.places) == (
        ("middle-system",),
        ("terms.csv",),
        {"middle-system": "terms.csv:3"},
    )
    lines = (folder / "terms.csv").read_bytes().splitlines(keepends=True)
    assert (
        lines[2].decode()
        == 'middle-system,TERM,中间试验体系,"a, ""quoted"" system",中验体系|中验制度,,,,,,,,,,\n'
    )
    assert b"".join(lines[:2] + lines[3:]) == before["terms.csv"]
    assert {name: data for name, data in contents(folder).items() if name != "terms.csv"} == {
        "places.csv": before["places.csv"]
    }
    assert stat.S_IMODE((folder / "terms.csv").stat().st_mode) == 0o664
    assert load_lexicon(folder).concepts["middle-system"].zh_variants == ("中验体系", "中验制度")


@pytest.mark.parametrize(
    ("row", "error", "message"),
    [
        (
            Concept("alpha-system", "TERM", "别的体系", "x"),
            UsageError,
            "'alpha-system': duplicate id (first defined at terms.csv:2)",
        ),
        (Concept("New", "TERM", "别的体系", "x"), ConfigurationError, "must be lower-case"),
        (Concept("new", "THING", "别的体系", "x"), ConfigurationError, "unknown type 'THING'. Known types"),
        (
            Concept("new", "TERM", "甲類試點體制", "x"),
            ConfigurationError,
            "is also a surface of alpha-system (terms.csv:2)",
        ),
        (Concept("new", "TERM", "别", "x"), ConfigurationError, "a single character"),
        (Concept("new", "TERM", "别的体系", "x", ("一|二体系",)), ConfigurationError, "contains a |"),
        (Concept("new", "TERM", "别的\u200b体系", "x"), ConfigurationError, "zero-width"),
        (Concept("new", "TERM", "别的体系 ", "x"), ConfigurationError, "leading or trailing spaces"),
        (
            Concept("new", "TERM", "别的体系", "x", not_in=("别处",)),
            ConfigurationError,
            "contains no surface",
        ),
        (
            Concept("new", "TERM", "别的体系", "x", broader="none"),
            ConfigurationError,
            "broader 'none' is not a concept",
        ),
        (Concept("new", "TERM", "别的体系", "x", broader="new"), ConfigurationError, "broader than itself"),
        (
            Concept("new", "TERM", "别的体系", "x", strategy="none"),
            ConfigurationError,
            "strategy 'none' is not in the taxonomy",
        ),
        (Concept("new", "TERM", "别的体系", "x", valid_from="May"), ConfigurationError, "valid_from 'May'"),
    ],
)
def test_bad_row_changes_nothing(folder: Path, row: Concept, error: type[Exception], message: str) -> None:
    before = contents(folder)
    with pytest.raises(error) as raised:
        add_concept(folder, row)
    assert message in str(raised.value) and "\n" not in str(raised.value)
    assert contents(folder) == before


def test_row_for_a_file_that_is_not_there(folder: Path) -> None:
    for name in ("other.csv", "../terms.csv"):
        with pytest.raises(UsageError, match=r"there are places\.csv, terms\.csv"):
            add_concept(folder, Concept("new", "TERM", "别的体系", "x"), name)


def test_add_command(folder: Path) -> None:
    done = call(
        folder,
        "add",
        "--id",
        "new-place",
        "--type",
        "gpe",
        "--zh",
        "测国",
        "--zh-variants",
        "测 国王国|测试王国",
        "--not-in",
        "预测国",
    )
    assert (done.returncode, done.stdout) == (
        0,
        "added places.csv:2; `zhengce annotate` finds it in what is stored\n",
    )
    assert "new-place has no en label" in done.stderr
    assert load_lexicon(folder).concepts["new-place"].not_in == ("预测国",)
    for arguments, said in (
        (("--zh", "测国"), "duplicate id"),
        (("--file", "x.csv", "--zh", "另国"), "no such file"),
        ((), "needs --zh or --en"),
    ):
        done = call(folder, "add", "--id", "new-place", "--type", "GPE", *arguments)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
        assert said in done.stderr


# export and import


def test_shipped_rows_come_back_byte_for_byte(tmp_path: Path) -> None:
    """Every fifth concept with its broader ones: Turtle for all takes nine seconds."""
    concepts = load_lexicon(MODELS / "lexicon").concepts
    kept = set(list(concepts)[::5])
    while broader := {concepts[one].broader for one in kept if concepts[one].broader} - kept:
        kept |= broader
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    for path in (MODELS / "lexicon").glob("*.csv"):
        head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        rows = [row for row in rows if row.partition(",")[0] in kept]
        (shipped / path.name).write_text("".join([head, *rows]), encoding="utf-8")
    number = export_lexicon(shipped, tmp_path / "all.ttl")
    assert number > 800
    merged = import_lexicon(tmp_path / "all.ttl", tmp_path / "copy")
    assert contents(tmp_path / "copy") == contents(shipped)
    assert len(merged.added) == number


def test_import_replaces_and_adds(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.ttl"
    export_lexicon(folder, target)
    text = (
        target.read_text(encoding="utf-8").replace('"alpha system"@en', '"first system"@en')
        + """
        <urn:other:new-term> a skos:Concept ; skos:prefLabel "新的试验"@zh, "new trial"@en ; own:type "TERM" .
    """
    )
    target.write_text(text, encoding="utf-8")
    places = (folder / "places.csv").read_bytes()
    merged = import_lexicon(target, folder)
    assert (merged.added, merged.changed, merged.files) == (("new-term",), ("alpha-system",), ("terms.csv",))
    assert list(load_lexicon(folder).concepts) == ["testland", "alpha-system", "new-term", "omega-system"]
    assert load_lexicon(folder).concepts["alpha-system"].en == "first system"
    assert (folder / "places.csv").read_bytes() == places
    assert import_lexicon(target, folder).files == ()


def import_changed(folder: Path, target: Path, *changes: tuple[str, str]) -> list[str]:
    """Export, change the file, import it; return the warnings."""
    export_lexicon(folder, target)
    text = target.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    target.write_text(text, encoding="utf-8")
    return [warning.message for warning in import_lexicon(target, folder).warnings]


def test_language_that_the_file_lacks_keeps_its_names(folder: Path, tmp_path: Path) -> None:
    before = contents(folder)
    warnings = import_changed(folder, tmp_path / "out.ttl", ("@en", "@fr"))
    assert contents(folder) == before
    assert warnings[0].startswith("left out, labels in other languages: ")
    assert "the file has no en label; kept the existing one: alpha system." in warnings


def test_removed_label_keeps_the_present_one(folder: Path, tmp_path: Path) -> None:
    """Its variants are those of the file, and the label is not a variant of itself."""
    add_concept(
        folder, Concept("pilot-zone", "TERM", "试点区", "pilot zone", (), ("trial zone", "test zone"))
    )
    target = tmp_path / "out.ttl"
    change = ('skos:altLabel "test zone"@en,', 'skos:altLabel "pilot zone"@en,')
    warnings = import_changed(folder, target, change, ('"pilot zone"@en,\n        "试', '"试'))
    row = load_lexicon(folder).concepts["pilot-zone"]
    assert (row.en, row.en_variants) == ("pilot zone", ("trial zone",))
    assert "the file has no en label; kept the existing one: pilot zone." in warnings


def test_removing_the_last_variant_is_reported(folder: Path, tmp_path: Path) -> None:
    add_concept(folder, Concept("pilot-zone", "TERM", "试点区", "pilot zone", (), ("trial zone",)))
    warnings = import_changed(folder, tmp_path / "out.ttl", ('skos:altLabel "trial zone"@en ;', ""))
    assert load_lexicon(folder).concepts["pilot-zone"].en_variants == ()
    assert warnings == ["en_variants is empty now; removed: trial zone."]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"TERM"', '"THING"'),
        ('"alpha system"@en', '"omega system"@en'),
        ('"alpha system"@en', '"alpha system'),
        ('"面试国"', '"别处"'),
        ('"whole_of_nation"', '"none"'),
        ('"places.csv"', '"/tmp/places.csv"'),
    ],
)
def test_bad_import_changes_nothing(folder: Path, tmp_path: Path, old: str, new: str) -> None:
    target = tmp_path / "out.ttl"
    export_lexicon(folder, target)
    text = target.read_text(encoding="utf-8").replace('"2019"', '"2020"')
    assert old in text
    target.write_text(text.replace(old, new), encoding="utf-8")
    before = contents(folder)
    with pytest.raises(ConfigurationError):
        import_lexicon(target, folder)
    assert contents(folder) == before


def test_export_and_import_commands(folder: Path, tmp_path: Path) -> None:
    done = call(folder, "export", str(tmp_path / "x.ttl"))
    assert (done.returncode, done.stderr) == (0, "") and "3 concepts written" in done.stdout
    done = call(folder, "import", str(tmp_path / "x.ttl"), "--out", str(tmp_path / "out"))
    assert (
        done.returncode == 0
        and done.stdout == "3 added, 0 changed, 0 unchanged; written: places.csv, terms.csv\n"
    )
    assert contents(tmp_path / "out") == contents(folder)
    before = contents(folder)
    assert call(folder, "import", str(folder / "terms.csv")).returncode == 0  # rows unchanged
    assert contents(folder) == before
    (tmp_path / "other.csv").write_text("id,name\nx,y\n", encoding="utf-8")
    for arguments, code in (
        (("import", "none.ttl"), 2),
        (("export", str(tmp_path)), 2),
        (("import", str(tmp_path / "other.csv")), 1),
    ):
        done = call(folder, *arguments)
        assert (done.returncode, len(done.stderr.splitlines())) == (code, 1)


# stats


def test_counts(folder: Path) -> None:
    rows = {row.type: row for row in count_lexicon(load_lexicon(folder).concepts.values())}
    assert rows["TERM"].as_dict() == {
        "type": "TERM",
        "concepts": 2,
        "both_languages": 1.0,
        "zh_mean": 1.5,
        "en_mean": 1.0,
        "zh_most": 2,
        "en_most": 1,
        "abbreviations": 0,
        "dated": 1,
        "wikidata": 0,
        "strategy": 1,
        "negative_contexts": 0,
    }
    assert (rows["all"].concepts, rows["all"].negative_contexts) == (3, 1)
    assert count_lexicon([])[0].zh_mean == 0


def test_readme_holds_the_statistics(lexicon: Lexicon) -> None:
    text = (MODELS / "README.md").read_text(encoding="utf-8")
    shown = text.partition(START)[2].partition(END)[0].strip()
    assert shown == statistics_markdown(lexicon.concepts.values()), "run `zhengce lexicon stats --write`"


def test_readme_explains_every_column() -> None:
    text = (MODELS / "README.md").read_text(encoding="utf-8")
    assert [name for name in LEXICON_COLUMNS if f"`{name}`" not in text] == []


def test_statistics_follow_the_lexicon(folder: Path) -> None:
    with pytest.raises(ConfigurationError, match="lacks the marks"):
        write_statistics(folder)
    readme = folder.parent / "README.md"
    readme.write_text(f"# Ours\n\n{START}\n{END}\n\nafter\n", encoding="utf-8")
    assert call(folder, "stats", "--write").returncode == 0
    assert "| all | 3 |" in readme.read_text(encoding="utf-8")
    add_concept(folder, Concept("new", "TERM", "别的体系", "x"))
    text = readme.read_text(encoding="utf-8")
    assert "| all | 4 |" in text and text.startswith("# Ours") and text.endswith(f"{END}\n\nafter\n")


def test_stats_command(folder: Path) -> None:
    rows = json.loads(call(folder, "stats", "--format", "json").stdout)
    assert [row["type"] for row in rows] == ["GPE", "TERM", "all"]
    assert (
        call(folder, "stats", "--format", "csv")
        .stdout.splitlines()[0]
        .startswith("type,concepts,both_languages")
    )
