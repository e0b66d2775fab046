"""Kill work on a store at random moments; its final state must equal that of undisturbed work.

    .venv/bin/python -m tests.kills --rounds 300 --seed 7 --texts FOLDER
    .venv/bin/python -m tests.kills --rounds 20 --run

Each round forks a process that migrates a store of an earlier schema, reads a folder twice (with changed files
the second time), annotates, compares near-duplicates and exports. It is killed at one or more random moments
and restarted until it ends. Then every table and every exported file is compared with those of an
undisturbed process, except for ids of runs, times and change numbers. With `--run`, the work is the command
`zhengce run` on a corpus with a manifest, with its own processes and Prefect's. Not part of `make test`: a round
takes about two seconds, with `--run` half a minute.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from flows.annotation import Annotator, load_annotator
from flows.pipeline import Processes, annotate_store, ingest_paths, update_reprints
from flows.reports import export_kinds
from flows.search import Collection
from flows.store.database import Store
from tests.support import MODELS, PROJECT, undo_migrations

# Differences between any two runs, or between one run and two.
_OF_RUNS = {
    "run_id",
    "started",
    "finished",
    "stored",
    "first_seen",
    "first_used",
    "rejected",
    "annotated",
    "aligned",
    "made",
    "changed",
    "counts",
    "good",
}
_TABLES_OF_RUNS = ("run", "counter", "sqlite_sequence", "removed_passage")
_KINDS = ("documents", "passages", "mentions", "citations", "targets", "events", "directives")
_OLD_SCHEMA = 12
State = dict[str, str]


def make_texts(folder: Path, texts: Path | None) -> None:
    """Fill `first` and `second`: the same names, some with other text, near-duplicates, and rejected files."""
    chooser = random.Random(1)
    words = [
        "支持自主可控产品",
        "落实“十四五”规划",
        "投入增长3%",
        "新型举国体制",
        "the ministry said",
        "2021年3月12日",
    ]
    found = (
        sorted(path for path in texts.rglob("*") if path.suffix in (".txt", ".md", ".html")) if texts else []
    )
    for number in range(40):
        body = "\n\n".join("，".join(chooser.choices(words, k=8)) + f"{number}。" for _ in range(12))
        if number < len(found):
            body = found[number].read_text(encoding="utf-8", errors="replace")[:20_000]
        for name in ("first", "second"):
            other = f"\n\n第{number}次修改。" * (name == "second" and number % 5 == 0)
            place = folder / name / f"{number:02}.txt"
            place.parent.mkdir(exist_ok=True)
            place.write_text(f"样例通知{number}\n\n{body}{other}\n", encoding="utf-8")
            if number % 7 == 0:
                place.with_name(f"{number:02}-again.txt").write_text(
                    f"样例通知{number}\n\n{body}另外。\n", encoding="utf-8"
                )
    (folder / "first" / "cut.docx").write_bytes(b"PK\x03\x04 cut off")


def work(folder: Path, base: Path, annotator: Annotator) -> None:
    """Do everything, continuing whatever an earlier process has left."""
    with Store(folder / "zhengce.sqlite") as store:
        for name in ("first", "second"):
            # The first folder is read only once: the second replaces it under the same keys.
            if name == "first" and (folder / "first.done").exists():
                continue
            with store.run("ingest") as run:
                ingest_paths(store, run.id, "sample", [base / name], root=base / name)
            with store.run("annotate") as run:
                annotate_store(store, run.id, annotator, MODELS, executor=Processes(1))
            (folder / f"{name}.done").touch()
        update_reprints(store)
        export_kinds(Collection(store, annotator.tagger.lexicon), _KINDS, folder / "exports", "csv")


# The contents of tables whose rows are numbered: the same contents may be numbered differently.
_NUMBERED = {
    "mention_place": "SELECT * FROM mention",
    "annotated_passage": "SELECT passage_id, token_count, character_count, lexicon_hash, model_version "
    "FROM annotation",
    "annotation_version": "SELECT lexicon_hash, model_version, sum(passages) FROM annotation_version "
    "WHERE passages GROUP BY 1, 2",
    "label_score": "SELECT * FROM category",
    "document_total": "SELECT t.id, t.tokens, t.characters, t.passages, t.pending, s.month, s.corpus, s.publisher, "
    "s.level FROM document_total t JOIN slice s ON s.id = t.slice",
    "slice": "SELECT month, corpus, publisher, level, documents, passages, waiting, tokens, characters, stored, "
    "mentions, labelled FROM slice WHERE documents",
    "cell": "SELECT u.kind, u.name, s.month, s.corpus, s.publisher, s.level, c.occurrences, c.passages, "
    "c.documents FROM cell c JOIN subject u ON u.id = c.subject JOIN slice s ON s.id = c.slice "
    "WHERE c.documents",
}
_NUMBERS = ("label", "sense", "subject")


def read_state(folder: Path) -> State:
    """Return a digest of each table and each exported file."""
    state = {}
    with Store(folder / "zhengce.sqlite") as store:
        for table in store.column("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
            if table in _TABLES_OF_RUNS or table in _NUMBERS:
                continue
            names = store.column("SELECT name FROM pragma_table_info(?)", (table,))
            columns = ", ".join(f'"{name}"' for name in names if name not in _OF_RUNS)
            query = _NUMBERED.get(table, f'SELECT {columns} FROM "{table}"')
            rows = sorted(map(repr, map(tuple, store.rows(query))))
            state[table] = f"{len(rows)} {_digest(rows)}"
        state["running"] = str(store.value("SELECT count(*) FROM run WHERE outcome = 'running'"))
    for path in sorted((folder / "exports").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            records = [{**row, "first_seen": ""} for row in csv.DictReader(stream)]
        state[path.name] = f"{len(records)} {_digest(map(repr, records))}"
    if list(folder.glob("*.run-*.lock")):  # the next run removes them, once they are a second old
        time.sleep(1.1)
        with Store(folder / "zhengce.sqlite") as store:
            store.end_dead_runs()
    left = [path.name for path in folder.rglob("*") if path.name.endswith((".part", ".lock"))]
    state["left over"] = " ".join(
        sorted(name for name in left if ".index" not in name and "tantivy" not in name)
    )
    return state


def _digest(rows: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:12]


def run_command(folder: Path, base: Path, seconds: float = 0) -> bool:
    """Run `zhengce run` on the second folder, killed after `seconds`; return whether it finished."""
    corpus = folder / "corpora" / "sample"
    if not corpus.exists():
        shutil.copytree(base / "second", corpus / "texts")
        (corpus / "source.yml").write_text("title: Sample\nlocation: texts\n", encoding="utf-8")
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("ZHENGCE_", "PREFECT_"))
    }
    places = {
        "PYTHONPATH": str(PROJECT),
        "ZHENGCE_MODELS": str(MODELS),
        "ZHENGCE_STORE": str(folder / "zhengce.sqlite"),
        "ZHENGCE_OUTPUTS": str(folder / "exports"),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "run", "--quiet"],
        cwd=folder,
        env={**kept, **places},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        code = process.wait(seconds or None)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False
    if code:
        raise SystemExit("the work itself failed")
    return True


def in_child(task: Callable[[], None], seconds: float = 0) -> bool:
    """Run a task in a forked process, killed after `seconds` if given; return whether it finished."""
    child = os.fork()
    if not child:
        try:
            task()
        except BaseException as error:  # noqa: BLE001 - the child must not continue as the parent
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
            os._exit(1)
        os._exit(0)
    if seconds:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit("the work itself failed")
    return os.WIFEXITED(status)


def prepare(folder: Path, template: Path) -> None:
    """Create the folder of a round, with a store of the earlier schema."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(template, folder / "zhengce.sqlite")


def main() -> int:
    """Run rounds; print each difference; return 1 if there was one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=0, help="stop after this long")
    parser.add_argument("--texts", type=Path, help="a folder of texts to use")
    parser.add_argument("--run", action="store_true", help="kill the command `zhengce run`")
    options = parser.parse_args()
    annotator, chooser = load_annotator(MODELS), random.Random(options.seed)
    base = Path(tempfile.mkdtemp(prefix="kills-"))
    make_texts(base, options.texts)
    template = base / "old.sqlite"
    with Store(template) as store:
        undo_migrations(store, _OLD_SCHEMA)
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    folder = base / "round"

    def attempt(seconds: float = 0) -> bool:
        if options.run:
            return run_command(folder, base, seconds)
        return in_child(lambda: work(folder, base, annotator), seconds)

    prepare(folder, template)
    start = time.monotonic()
    attempt()
    length = time.monotonic() - start
    expected = read_state(folder)
    sys.stdout.write(f"undisturbed: {length:.1f} s, {expected}\n")
    kills = differing = number = 0
    deadline = time.monotonic() + (options.seconds or float("inf"))
    for number in range(1, options.rounds + 1):
        prepare(folder, template)
        moments = [chooser.uniform(0.001, length) for _ in range(chooser.choice((1, 1, 2, 3)))]
        for moment in moments:
            kills += not attempt(moment)
        attempt()
        found = read_state(folder)
        if found != expected:
            differing += 1
            odd = {name: (expected.get(name), found.get(name)) for name in {*expected, *found}}
            odd = {name: pair for name, pair in odd.items() if pair[0] != pair[1]}
            sys.stdout.write(f"round {number}, killed at {moments}: {odd}\n")
        sys.stdout.flush()
        if time.monotonic() > deadline:
            break
    sys.stdout.write(f"{number} rounds, {kills} kills, {differing} differ\n")
    shutil.rmtree(base)
    return bool(differing)


if __name__ == "__main__":
    raise SystemExit(main())
