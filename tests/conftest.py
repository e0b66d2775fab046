"""Fixtures for all rooms: the real lexicon, tagger and annotator, each loaded once.

Also a small lexicon that lexicon edits do not change.
"""

from __future__ import annotations

import gc
import io
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

if "PYTEST_XDIST_WORKER" in os.environ:
    # It looks for some functions in every loaded module: one second while there are few, four after collecting.
    import skops.io  # noqa: F401

from flows.annotation.annotator import Annotator, load_annotator
from flows.annotation.lexicon.compiled import load_compiled
from flows.annotation.lexicon.model import Concept, Lexicon
from flows.annotation.matching.tagging import Tagger
from flows.store.database import Store
from tests.jieba_cutter import JiebaCutter
from tests.support import MODELS

# No deadline, as the first example of a test loads dictionaries. Hypothesis tests use read-only fixtures.
settings.register_profile(
    "suite",
    deadline=None,
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("suite")

# Collecting creates half a million lasting objects; repeated garbage collections of them took a fifth of its time.
gc.disable()

# Temporary files are in memory if there is room: SQLite and Tantivy spend more time waiting for the disk than working.
MEMORY, ROOM = Path("/dev/shm"), 4_000_000_000
if (
    not {"TMPDIR", "TEMP", "TMP"} & os.environ.keys()
    and MEMORY.is_dir()
    and shutil.disk_usage(MEMORY).free > ROOM
):
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None  # looked up again

pytest_plugins = ["tests.shortcuts", "tests.stores"]
os.environ.setdefault("ZHENGCE_HISTORY", "off")  # tests of the history switch it on

# Modules that `make test-fast` leaves out: those that start servers, browsers or processes, train models, or take
# nearly a second of processor time or more.
TESTS = Path(__file__).parent
SLOW = frozenset((TESTS / "slow.txt").read_text(encoding="utf-8").split())

# Modules that run out of order: a server of schedules, which waits for its minute, starts first and is checked after
# the slow tests of the command line.
TURNS = {"flow_runs/test_flows.py": "", "flow_runs/test_serving.py": "cli/~"}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave slow modules unread where they would be left out."""
    is_left_out = config.option.markexpr == "not slow" and collection_path.suffix == ".py"
    return (is_left_out and collection_path.relative_to(TESTS).as_posix() in SLOW) or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of slow modules and run them first, since a long one at the end would leave a worker waiting."""

    @cache
    def turn_of(path: Path) -> tuple[bool, str]:
        module = path.relative_to(TESTS).as_posix()
        return module not in SLOW, TURNS.get(module, module)

    def turn(item: pytest.Item) -> tuple[bool, str]:
        return turn_of(item.path)

    for item in items:
        if not turn(item)[0]:
            item.add_marker(pytest.mark.slow)
    items.sort(key=turn)


def pytest_collection_finish() -> None:
    """Exclude the modules and tests created by collecting from later garbage collections."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000, 10, 10)


SMALL = (
    Concept(
        "whole-of-nation",
        "TERM",
        "新型举国体制",
        "new type of whole-of-nation system",
        en_variants=("new type of whole-of-nation approach",),
    ),
    Concept("controllable", "TERM", "自主可控", "autonomous and controllable", en_abbreviations=("A&C",)),
    Concept(
        "cii", "TERM", "关键信息基础设施", "critical information infrastructure", en_abbreviations=("CII",)
    ),
    Concept("cii-protection", "TERM", "关键信息基础设施保护条例", "", broader="cii"),
    Concept(
        "little-giant",
        "PROGRAMME",
        "小巨人",
        "Little Giant",
        zh_variants=("专精特新小巨人",),
        not_in=("矮小巨人症",),
    ),
    Concept(
        "big-fund",
        "ORG",
        "国家集成电路产业投资基金",
        "Big Fund",
        zh_abbreviations=("大基金",),
        not_in=("重大基金", "大基金会"),
    ),
    Concept("quality", "TERM", "高质量", "high quality"),
    Concept("quality-development", "TERM", "高质量发展", "high-quality development"),
    Concept("moe", "ORG", "教育部", "Ministry of Education", en_abbreviations=("MOE",)),
    Concept("higher-moe", "ORG", "高等教育部", "Ministry of Higher Education"),
    Concept(
        "most",
        "ORG",
        "科学技术部",
        "Ministry of Science and Technology",
        zh_abbreviations=("科技部",),
        en_abbreviations=("MOST",),
    ),
    Concept("smes", "TERM", "中小企业", "small and medium-sized enterprise", en_abbreviations=("SME",)),
    Concept(
        "programme", "PROGRAMME", "示范计划", "labour modernisation programme", en_variants=("data centre",)
    ),
    Concept("ai", "TECH", "人工智能", "artificial intelligence", en_abbreviations=("AI",)),
    Concept("mic", "PROGRAMME", "中国制造2025", "Made in China 2025"),
)


@pytest.fixture(scope="session")
def cutter() -> JiebaCutter:
    """A plain jieba tokenizer with the small lexicon's short words."""
    return JiebaCutter(["小巨人", "大基金", "高质量", "教育部", "科技部"])


@pytest.fixture(scope="session")
def small_lexicon() -> Lexicon:
    return Lexicon(SMALL)


@pytest.fixture(scope="session")
def small_tagger(small_lexicon: Lexicon, cutter: JiebaCutter) -> Tagger:
    return Tagger(small_lexicon, cutter)


@pytest.fixture(scope="session")
def models() -> Path:
    return MODELS


@pytest.fixture(scope="session", autouse=True)
def lexicon(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """The lexicon that the project ships, kept in memory so that commands in this process find it loaded."""
    return load_compiled(models / "lexicon", tmp_path_factory.mktemp("lexicon") / "store.lexicon")


@pytest.fixture(scope="session")
def tagger(lexicon: Lexicon) -> Tagger:
    return Tagger(lexicon)


@pytest.fixture(scope="session")
def annotator(models: Path) -> Annotator:
    """The annotator that the project ships: lexicon, taxonomy and the newest model."""
    loaded = load_annotator(models)
    gc.freeze()  # lexicon and models are permanent: later garbage collections skip them
    return loaded


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store in its own folder."""
    with Store(tmp_path / "store.sqlite") as opened:
        yield opened


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Messages logged during a test, from warnings on; pytest's `caplog` would cost every test 2 ms."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
    yield text
    logging.getLogger().removeHandler(handler)
