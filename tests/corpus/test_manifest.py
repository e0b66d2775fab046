"""Manifests are checked strictly; an error names file, line, value and choices."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.corpus.manifest import Manifest, find_manifests, load_manifest, load_manifests
from flows.errors import ConfigurationError
from tests.support import PROJECT

GOOD = "id: sample-corpus\npublisher: 示范省\nlocation: documents\n"


def write(folder: Path, content: str) -> Path:
    path = folder / "source.yml"
    path.write_text(content, encoding="utf-8")
    return path


def test_defaults(tmp_path: Path) -> None:
    manifest = load_manifest(write(tmp_path, GOOD))
    assert (manifest.id, manifest.publisher, manifest.format, manifest.schedule) == (
        "sample-corpus",
        "示范省",
        "auto",
        None,
    )
    assert (manifest.expect.minimum_documents, manifest.expect.maximum_rejected_share) == (0, 1.0)
    assert manifest.locations == [tmp_path.resolve() / "documents"]


def test_everything(tmp_path: Path) -> None:
    manifest = load_manifest(
        write(
            tmp_path,
            GOOD.replace("documents", "[a, ../b, /c/d]")
            + (
                "title: 样本\nlanguages: [zh, en]\nlicence: CC0\nformat: jsonl\nencoding: gb18030\n"
                "fields: {题: title, 译文: text}\n"
                "skip: {status: draft, year: [1999, 2000]}\nschedule: {cron: 0 7 * * 1, timezone: "
                "Asia/Shanghai}\n"
                "expect: {minimum_documents: 5, maximum_rejected_share: 0.1}\n"
            ),
        )
    )
    assert manifest.locations == [tmp_path.resolve() / "a", tmp_path.resolve().parent / "b", Path("/c/d")]
    assert manifest.schedule is not None and (manifest.schedule.cron, manifest.schedule.timezone) == (
        "0 7 * * 1",
        "Asia/Shanghai",
    )
    assert manifest.fields == {"题": "title", "译文": "text"}
    assert manifest.skip == {"status": "draft", "year": [1999, 2000]}


def test_id_is_the_folder_where_none_is_given(tmp_path: Path) -> None:
    (tmp_path / "my-corpus").mkdir()
    assert load_manifest(write(tmp_path / "my-corpus", "location: .\n")).id == "my-corpus"


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (GOOD + "colour: red\n", 4, "unknown key 'colour'; known keys: id, title, publisher, languages"),
        (
            GOOD + "schedule:\n  cron: 0 7 * * 1\n  zone: UTC\n",
            6,
            "unknown key 'schedule.zone'; known keys: cron, timezone",
        ),
        (
            GOOD + "expect:\n  minimum: 3\n",
            5,
            "unknown key 'expect.minimum'; known keys: minimum_documents, maximum_rejected_share",
        ),
        (GOOD + "schedule:\n  cron: 0 7 * *\n", 5, "'0 7 * *': a cron line has five fields"),
        (
            GOOD + "schedule:\n  cron: 0 7 * * 1\n  timezone: Beijing\n",
            6,
            "'Beijing': not a time zone; use an IANA name",
        ),
        (GOOD + "schedule:\n  timezone: UTC\n", 4, "schedule.cron is missing"),
        (GOOD + "format: doc\n", 4, "format: 'doc': write one of auto, txt, md"),
        (GOOD + "encoding: klingon\n", 4, "'klingon': not an encoding"),
        (GOOD + "languages: [zh, fr]\n", 4, "'fr': write one of zh, en"),
        (
            GOOD + "fields:\n  题: headline\n",
            4,
            "题: 'headline' is not one of our fields: document_number, encoding",
        ),
        (GOOD + "expect:\n  maximum_rejected_share: 2\n", 5, "write a number of 1 or less"),
        (GOOD + "expect:\n  minimum_documents: -1\n", 5, "write a number of 0 or more"),
        (GOOD.replace("sample-corpus", "Sample Corpus"), 1, "id: 'Sample Corpus'"),
        ("id: sample\n", 1, "location is missing"),
        (GOOD + "publisher: again\n", 4, "duplicate key publisher"),
        (
            GOOD + "expect: {minimum_documents: 1, minimum_documents: 2}\n",
            4,
            "duplicate key expect.minimum_documents",
        ),
        (
            "id: a\nfetch: {pages: [x]}\n",
            2,
            "fetch: kind is missing; write one of addresses, feed, sitemap, list, json",
        ),
        ("id: a\nfetch:\n  kind: web\n", 2, "fetch: unknown kind 'web'; write one of addresses, feed"),
        (GOOD + "title: [unclosed\n", 5, "not valid YAML"),
        ("- a\n- b\n", 1, "a manifest is a mapping of keys"),
        ("", 1, "a manifest is a mapping of keys"),
    ],
)
def test_mistake_names_file_and_line(tmp_path: Path, content: str, line: int, message: str) -> None:
    path = write(tmp_path, content)
    with pytest.raises(ConfigurationError) as raised:
        load_manifest(path)
    assert str(raised.value).startswith(f"{path}:{line}: ")
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("languages: zh", "languages：'zh'：应为列表"),
        ("languages: [fr]", "languages.0：'fr'：应为 zh、en 之一"),
        ("fields: [a]", "fields：['a']：应为键值对"),
        ("publisher: 3", "publisher：3：应为文本"),
        ("expect: {minimum_documents: a}", "expect.minimum_documents：'a'：应为整数"),
        ("expect: {minimum_documents: -1}", "expect.minimum_documents：-1：不得小于 0"),
        ("expect: {maximum_rejected_share: 2}", "expect.maximum_rejected_share：2：不得大于 1"),
        ("entities: perhaps", "entities：'perhaps'：应为 true 或 false"),
    ],
)
def test_a_mistake_is_told_in_chinese(tmp_path: Path, content: str, told: str) -> None:
    lines = [line for line in GOOD.splitlines() if line.split(":")[0] != content.split(":")[0]]
    with pytest.raises(ConfigurationError) as raised:
        load_manifest(write(tmp_path, "\n".join([*lines, content])))
    assert raised.value.message("zh").endswith(told)


def test_two_errors_are_reported_together(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"colour.*; .*klingon|klingon.*; .*colour"):
        load_manifest(write(tmp_path, GOOD + "colour: red\nencoding: klingon\n"))


@pytest.mark.parametrize(
    "content", ["!!python/object/apply:os.getcwd []", "id: !!python/name:os.system x\nlocation: y\n"]
)
def test_manifest_runs_no_code(tmp_path: Path, content: str) -> None:
    with pytest.raises(ConfigurationError, match="not valid YAML"):
        load_manifest(write(tmp_path, content))


@pytest.mark.parametrize("value", ["2026-02-30", "2026-02-03T04:05:06+99:99", "9" * 5000])
def test_a_value_that_can_not_be(tmp_path: Path, value: str) -> None:
    with pytest.raises(ConfigurationError, match="not valid YAML"):
        load_manifest(write(tmp_path, f"{GOOD}title: {value}\n"))


def test_manifest_that_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "source.yml").write_bytes("publisher: 示范省".encode("gbk"))
    for path in (tmp_path / "source.yml", tmp_path / "none.yml"):
        with pytest.raises(ConfigurationError, match="can't be read as UTF-8"):
            load_manifest(path)


def test_manifests_are_found_by_their_ids_else_by_their_folders(tmp_path: Path) -> None:
    contents = {
        "d": "location: .\n",
        "a": "# ours\nid: 'wanted'  # not the folder's name\nlocation: .\n",
        "b": "fields:\n  id: number\nlocation: .\n",
        "c": "id: No Id\n",
    }
    for name, content in contents.items():
        (tmp_path / name).mkdir()
        write(tmp_path / name, content)
    (tmp_path / "empty").mkdir()
    (tmp_path / "bytes").mkdir()
    (tmp_path / "bytes" / "source.yml").write_bytes(b"id: \xff\n")
    found = find_manifests(tmp_path)
    assert {name: path.parent.name for name, path in found.items()} == {
        "wanted": "a",
        "b": "b",
        "bytes": "bytes",
        "c": "c",
        "d": "d",
    }
    assert load_manifest(found["wanted"]).id == "wanted"
    assert find_manifests(tmp_path / "nowhere") == {}


def test_an_id_that_two_manifests_have_is_refused(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, GOOD)
    with pytest.raises(ConfigurationError, match=r"two/source.yml: id: 'sample-corpus' .*one/source.yml"):
        find_manifests(tmp_path)


def test_shipped_manifests_are_sound() -> None:
    found = find_manifests(PROJECT / "corpora")
    assert "sample" in found
    for name, path in found.items():
        manifest = load_manifest(path)
        assert isinstance(manifest, Manifest)
        assert manifest.id == name
        assert manifest.title and manifest.licence and manifest.languages


SOURCES = sorted((PROJECT / "corpora" / "sources").glob("*.yml"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_ready_sources_are_sound_and_list_what_is_unverified(path: Path) -> None:
    manifest = load_manifest(path)
    text = path.read_text(encoding="utf-8")
    assert (
        manifest.id == path.stem
        and manifest.title
        and manifest.licence
        and manifest.languages
        and manifest.schedule
    )
    assert (
        manifest.fetch is not None
        and manifest.fetch.politeness.robots
        and manifest.fetch.politeness.delay >= 3
    )
    assert manifest.fetch.expect.minimum_items > 0 and not manifest.fetch.politeness.allow_private
    assert "# Terms: " in text and "# Unverified: " in text


def test_ready_sources_run_only_when_copied() -> None:
    assert len(SOURCES) == 13
    assert not {path.stem for path in SOURCES} & set(find_manifests(PROJECT / "corpora"))


def test_a_manifest_in_another_encoding_keeps_its_id(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "source.yml").write_bytes("id: other\npublisher: 示范省\n".encode("gbk"))
    assert load_manifests(tmp_path).names == ["other"]


def test_a_broken_manifest_takes_no_other_corpus_with_it(tmp_path: Path) -> None:
    for folder, text in (("a", GOOD.replace("sample-corpus", "b")), ("b", "id: [5]\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "source.yml").write_text(text, encoding="utf-8")
    found = load_manifests(tmp_path)
    assert (list(found.read), list(found.broken)) == (["b"], ["b/source.yml"])


def test_every_unreadable_manifest_that_is_named_is_reported_at_once(tmp_path: Path) -> None:
    for folder, text in (("a", "id: [5\n"), ("b", "id: b\ncolour: red\n"), ("c", GOOD)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "source.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        load_manifests(tmp_path).require(["sample-corpus", "b", "a"])
    assert "unknown key 'colour'" in str(raised.value)
    assert "a/source.yml:2: not valid YAML" in raised.value.message("en")
