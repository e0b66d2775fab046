"""Wrong usage of every command: exit code 1 or 2, at most three lines, never a traceback."""

from __future__ import annotations

import os
import shlex
import sqlite3
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.annotation import Annotator
from flows.annotation.classifier import Taxonomy
from flows.annotation.matching import Tagger
from flows.cli.main import _run, app, read_commands
from flows.errors import choose_terminal_locale
from flows.pipeline import annotate_store, ingest_paths
from flows.store import Store

MISSING = "/nonexistent/zhengce.sqlite"
COMMANDS = [words for group in read_commands().values() for words in group]

# STORE is a small store, OTHER a database of another program, GARBAGE not a database, FILE a plain file.
WRITTEN = """
nosuchcommand
trend 自主可控
corpus nosuch
corpus add ""
ingest --store STORE "" --corpus a
verify --store STORE ""
documents --store STORE ""
forget --store STORE BROKEN
search --store STORE BROKEN
trends --store STORE BROKEN
trends --store STORE "，"
emerging --store STORE ""
corpus list extra
lexicon nosuch
watch nosuch
search --store STORE --limit 0 芯片
search --store STORE --limit -5 芯片
emerging --store STORE 2020 --limit 0
emerging --store STORE 2020 --limit 0 --ngrams
emerging --store STORE 2023 --to 2020
emerging --store STORE 2023 --before 2024
emerging --store STORE 2023 --before 2024 --ngrams
silent --store STORE 2020 --limit 0
silent --store STORE 2023 --to 2020
keyness --store STORE --corpus sample --limit 0
collocates --store STORE 芯片 --limit 0
gaps --store STORE --limit 0
lexicon pairs --store STORE --limit 0
search --store STORE --limit
search --store STORE --limit 1.5 芯片
search --store STORE --limit 99999999999999999999 芯片
concordance --store STORE --width 99999999999999999999 芯片
documents --store STORE --offset 99999999999999999999
align pairs --store STORE --limit 99999999999999999999
search --store STORE --corpus BROKEN
search --store STORE "芯片 NEAR/x 自主"
search --store STORE "芯片 NEAR/9999 自主"
search --store STORE --from yesterday 芯片
search --store STORE --from 2021-13 芯片
search --store STORE --from 2021-02-30 芯片
search --store STORE --from 2023 --to 2021 芯片
search --store STORE "("
search --store STORE "芯片 AND"
search --store STORE "\\"芯片"
search --store STORE "nosuchfield:芯片"
search --store STORE "date:never"
search --store STORE --strategy nope
search --store STORE --instrument nope
search --store STORE --corpus nope 芯片
search --store STORE --language klingon 芯片
targets --store STORE --corpus nope
targets --store STORE --language klingon
events --store STORE --corpus nope
events --store STORE --language klingon
directives --store STORE --corpus nope
directives --store STORE --language klingon
citations --store STORE --corpus nope
export passages --store STORE --out nowhere/passages.csv
evidence 芯片 --store STORE --out nowhere/evidence.html
brief --store STORE --out nowhere/brief.html
dossier 芯片 --store STORE --out nowhere/dossier.md
lexicon discover --store STORE --corpus nope
search --store STORE --sort colour 芯片
search --store STORE --format yaml 芯片
search --store OTHER 芯片
search --store GARBAGE 芯片
search --store FOLDER 芯片
search --store "" 芯片
search 芯片 自主 --store
concordance --store STORE
concordance --store STORE "" --width 0
concordance --store STORE 芯片 --width -1
concordance --store STORE 芯片 --sort up
concordance --store STORE "("
trends --store STORE
trends --store STORE 芯片 --level cental
trends --store STORE 芯片 --as-of 2019 --level cental
watch add --store STORE chips 芯片 --as-of 2020
similar --store STORE --build --as-of 2020
trends --store STORE 芯片 --by fortnight
trends --store STORE 芯片 --by 2021,2020
trends --store STORE 芯片 --group colour
trends --store STORE 芯片 --from abc
trends --store STORE 芯片 --from 2023 --to 2020
trends --store STORE 芯片 --corpus nope
trends --store STORE 芯片 --hold colour
trends --store STORE 芯片 --plot FOLDER/x.bmp
trends --store STORE 芯片 --plot FILE/x.svg
trends --store STORE 芯片 --plot MISSING/x.svg
trends --store STORE 芯片 --out FOLDER/x.doc
trends --store STORE 芯片 --out FILE/x.csv
trends --store STORE 芯片 --limit 3
trends --store OTHER 芯片
batch --store STORE
batch /nonexistent.csv --store STORE
batch FOLDER --store STORE
batch FILE --store STORE --by fortnight
batch FILE --store STORE --measure weight
batch FILE --store STORE --from never
batch FILE --store STORE --corpus nope
batch FILE --store STORE --out FOLDER/x.doc
batch FILE --store STORE --plot FOLDER/x.bmp
batch GARBAGE --store STORE
documents --store MISSING
documents --store STORE --limit 0
documents --store STORE --offset -1
documents --store STORE --corpus nope
documents --store STORE --publisher nope
documents --store STORE --from never
documents --store STORE --out FOLDER/x.doc
network --store STORE --minimum 0
network --store STORE --out FOLDER/x.csv
network --store STORE --unit document
network --store STORE --kind issuers --unit document
network --store STORE --corpus nope
network --store STORE --from never
network --store STORE --out FILE
demo --store STORE --store OTHER
demo --store OTHER
open --port 0
open 0123456789abcdef --store MISSING
emerging --store STORE
emerging tomorrow --store STORE
emerging 2020 --store STORE --ngrams --type TERM
emerging 2020 --store STORE --limit x
emerging 2020 --store STORE --type NOPE
emerging 2020 --store STORE --minimum 2.5
silent --store STORE
silent tomorrow --store STORE
silent 2020 --store STORE --corpus nope
keyness --store STORE
keyness --store STORE --corpus nope
keyness --store STORE --from 2020 --to 2019
collocates --store STORE
collocates 芯片 --store STORE --window 0
shares --store STORE --by never
drift --store STORE
drift nosuchterm --store STORE
show --store STORE
show nosuchdocument --store STORE
show "" --store STORE
versions --store STORE
versions nosuchdocument --store STORE
citations nosuchdocument --store STORE --view chain
citations --store STORE --view nope
targets --store STORE --kind nope
events --store STORE --action nope
events --store STORE --from abc
directives --store STORE --grade 6
directives --store STORE --from abc
directives "(稀土" --store STORE
directives --store STORE --limit x
targets --store STORE --deadline-from abc
targets --store STORE --out FOLDER/x.doc
gaps --store STORE --limit x
reprints --store STORE --corpus nope
reprints --store STORE --limit -1
dossier --store STORE
dossier nosuchthing --store STORE
dossier 芯片 --store STORE --format pdf
dossier 华为 --store STORE --out FILE
brief --store STORE --from never
brief --store STORE --out FILE
evidence --store STORE
evidence 芯片 --store STORE --by never
evidence 各市 --store STORE --out FILE
export --store STORE nope
export --store STORE passages --format pdf
export --store STORE --package passages
export --store STORE passages --out FILE
export --store STORE passages --query "("
analyze /nonexistent/text.txt
analyze --input-format pdf FILE
analyze --format pdf FILE
analyze FOLDER
ingest
ingest /nonexistent
ingest /nonexistent --corpus mine
ingest /nonexistent/a.txt /nonexistent/b.txt --corpus mine
ingest nosuchcorpus
ingest FILE
ingest FILE --corpus "Bad Name"
ingest FILE --corpus ../up
ingest FILE --corpus mine --store OTHER
ingest FILE --corpus mine --store GARBAGE
ingest FILE --corpus mine --store FILE/x.sqlite
annotate --store STORE --workers -1
annotate --store STORE --workers x
annotate --store STORE --workers 2 --scheduler local:2
annotate --store STORE --scheduler http://127.0.0.1:8786
annotate --store STORE --scheduler local:0
annotate --store GARBAGE
corpus add
corpus add /nonexistent
corpus add ftp://example.org/
corpus add http://127.0.0.1/ --allow-private 127.0.0.1
corpus add http://127.0.0.1:9/ --allow-private 127.0.0.1:9 --id Bad/Name
corpus add FOLDER
corpus show nosuch --store STORE
corpus show --store STORE
corpus rename nosuch other --store STORE
corpus rename sample "Bad Name" --store STORE
corpus rename sample sample --store STORE
corpus remove nosuch --store STORE
corpus remove sample --store STORE
forget nosuchdocument --store STORE
forget --yes --store STORE
fix nosuchdocument --title x --store STORE
fix nosuchdocument --store STORE
fix nosuchdocument --date soon --store STORE
doctor --store OTHER
doctor --store MISSING
backup --store STORE
backup FILE --store STORE
backup FILE/x.sqlite --store STORE
watch add --store STORE
watch add x --store STORE
watch add "Bad Name" 芯片 --store STORE
watch add x "(" --store STORE
watch remove nosuch --store STORE
watch run nosuch --store STORE
lexicon show
lexicon show nosuchterm
lexicon list --type NOPE
lexicon add
lexicon add x
lexicon import /nonexistent.ttl
lexicon import FILE
lexicon export FILE/x.ttl
lexicon diff /nonexistent
label write --store STORE
label write --store STORE --out FILE/x.jsonl
label write --store STORE --out x.xlsx
label read /nonexistent.jsonl --store STORE
label read FILE --store STORE
train strategies --data /nonexistent
train ner /nonexistent
evaluate /nonexistent.jsonl
evaluate-ner /nonexistent.iob2
run nosuchcorpus
status --store MISSING
status --format csv --store STORE
serve --port 0
serve --port 65536
web --port 99999999
web --port -1
web --port x
web --host 0.0.0.0 --store STORE
web --token short --host 0.0.0.0 --store STORE
web --host nosuchhost.invalid --token 0123456789abcdef --store STORE
"""


def choices(hint: object) -> bool:
    """Return whether a type hint has a fixed set of values."""
    return typing.get_origin(hint) is typing.Literal


def generated() -> Iterator[str]:
    """Yield wrong usages of each command: an unknown option, and the first option with a value without it.

    Numbers and choices are tried with an invalid word.
    """
    for words in COMMANDS:
        yield f"{words} --no-such-option"
        arguments = app[words.split()[0]].assemble_argument_collection() if " " not in words else ()
        named = [(name, one.hint) for one in arguments for name in one.names[:1] if name.startswith("--")]
        valued = [(name, hint) for name, hint in named if hint is not bool]
        yield from (f"{words} {name}" for name, _ in valued[:1])
        yield from (f"{words} {name} nope" for name, hint in valued if hint is int or choices(hint))


CASES = [*WRITTEN.strip().splitlines(), *generated()]


@pytest.fixture(scope="module")
def small_store(tmp_path_factory: pytest.TempPathFactory, small_tagger: Tagger) -> Path:
    """A store with the corpus `sample` of one annotated document, which is enough for wrong usages."""
    folder = tmp_path_factory.mktemp("small")
    text = folder / "notice.jsonl"
    text.write_text('{"date": "2021-03-12", "text": "各市：支持自主可控的芯片。"}\n', encoding="utf-8")
    path = folder / "zhengce.sqlite"
    with Store(path) as store, store.run("test") as run:
        ingest_paths(store, run.id, "sample", [text])
        annotate_store(
            store, run.id, Annotator(small_tagger, Taxonomy((), ""), None), tmp_path_factory.mktemp("none")
        )
    return path


@pytest.fixture(scope="module")
def places(small_store: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("wrong")
    file, garbage, other = folder / "file.txt", folder / "garbage.sqlite", folder / "other.sqlite"
    file.write_text("新型举国体制", encoding="utf-8")
    garbage.write_bytes(b"no database at all" * 1000)
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE thing (id)")
    empty = folder / "empty"
    empty.mkdir()
    return {
        "STORE": str(small_store),
        "OTHER": str(other),
        "GARBAGE": str(garbage),
        "FILE": str(file),
        "FOLDER": str(empty),
        "MISSING": MISSING,
        "BROKEN": os.fsdecode(b"\xe4\xb8"),
    }


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 150
    assert {case.split(" -")[0] for case in CASES} >= set(COMMANDS)


@pytest.mark.parametrize("case", CASES)
def test_a_wrong_usage_gets_one_line(
    case: str,
    places: dict[str, str],
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("ZHENGCE_STORE", str(tmp_path / "none.sqlite"))
    monkeypatch.setenv("ZHENGCE_OUTPUTS", str(tmp_path / "outputs"))
    line = case
    for name, path in places.items():
        line = line.replace(name, path)
    code = _run(shlex.split(line))
    written = capfd.readouterr()
    assert code in (1, 2), written
    assert "Traceback" not in written.err + written.out
    lines = written.err.strip().splitlines()
    assert 1 <= len(lines) <= 3, written.err


@pytest.mark.parametrize(
    ("locale", "line", "told"),
    [
        ("en", "events --format xlsx", "For such a file, use --out FILE.xlsx."),
        ("zh", "concordance 芯片 --format parquet", "请用 --out 文件名.parquet。"),
        ("en", "events --format yaml", ""),
        ("en", "status --format xlsx", ""),  # has no --out
    ],
)
def test_a_format_of_files_points_to_out(
    locale: str, line: str, told: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENGCE_LANG", locale)
    assert _run(shlex.split(line)) == 2
    said = capfd.readouterr().err
    choose_terminal_locale("en")
    assert told in said
    assert bool(told) == ("--out" in said)


@pytest.mark.parametrize(
    ("locale", "query", "told"),
    [
        ("en", "-创新 人才", "comes last, after --: zhengce search -- '-创新 人才'."),
        ("en", '-"rare earth" gallium', "comes last, after --"),
        ("zh", "-创新 人才", "在其前加 --：zhengce search -- '-创新 人才'。"),
        ("en", "--limt", ""),
        ("en", "-x", ""),
    ],
)
def test_a_query_that_begins_with_a_dash_points_to_two(
    locale: str, query: str, told: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENGCE_LANG", locale)
    assert _run(["search", query]) == 2
    said = capfd.readouterr().err
    choose_terminal_locale("en")
    assert told in said
    assert bool(told) == (" -- " in said)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("emerging", "SINCE is missing. See zhengce emerging --help."),
        ("compare a", "B is missing."),
        ("align texts", "--zh is missing."),
        ("network --store STORE --unit document", "--unit goes with --kind mentions alone."),
        ("network --store STORE --out x.csv", "--out x.csv: the ending must be one of .graphml, .gexf"),
        ("corpus show nosuch --store STORE", "no such value; known values: sample."),
        ("cite '' --store STORE", "'': no document or passage has this id"),
        (
            "search date:2025..2020 --store STORE",
            "column 1: date:2025..2020: the first date is after the last.",
        ),
    ],
)
def test_a_mistake_is_named(
    line: str, told: str, places: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert _run(shlex.split(line.replace("STORE", places["STORE"]))) == 2
    assert told in " ".join(capfd.readouterr().err.split())


@pytest.mark.parametrize(
    ("locale", "line", "told"),
    [
        (
            "en",
            "--store a.sqlite status",
            "--store: options come after the command: zhengce COMMAND --store …",
        ),
        (
            "en",
            "--store=a.sqlite status",
            "--store: options come after the command: zhengce COMMAND --store …",
        ),
        ("zh", "--limit 3 search 稀土", "--limit：选项应写在命令之后：zhengce 命令 --limit …"),
        ("en", "nosuchcommand --store a.sqlite", 'Unknown command "nosuchcommand".'),
        ("zh", "nosuchcommand --store a.sqlite", "没有命令 nosuchcommand"),
    ],
)
def test_an_option_before_the_command_is_told_its_place(
    locale: str, line: str, told: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENGCE_LANG", locale)
    assert _run(shlex.split(line)) == 2
    choose_terminal_locale("en")
    assert told in capfd.readouterr().err


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_the_help_has_every_exit_code(
    locale: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENGCE_LANG", locale)
    assert _run(["--help"]) == 0
    said = " ".join(capfd.readouterr().out.split())
    choose_terminal_locale("en")
    assert "3 verify --strict" in said


def test_a_folder_named_like_a_corpus_is_read_with_its_path(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "corpora" / "sample").mkdir(parents=True)
    (tmp_path / "corpora" / "sample" / "source.yml").write_text(
        "name: Sample\nlocation: .\n", encoding="utf-8"
    )
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHENGCE_CORPORA", str(tmp_path / "corpora"))
    assert _run(["ingest", "mine"]) == 2
    said = " ".join(capfd.readouterr().err.split())
    assert "'mine': no such corpus with a source.yml; corpora: sample." in said
    assert "zhengce ingest ./mine --corpus NAME" in said


def test_a_list_of_commands_that_is_cut_ends_in_an_ellipsis(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["lexicon", "rename"]) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert said.endswith("stats, discover … See zhengce lexicon --help.")
    assert ".." not in said
