"""The command `demo`: the sample corpus in a separate store, and four worked examples."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from flows.cli.options import Quiet, StoreOption, Switch
from flows.cli.printing import print_line, print_message, say
from flows.errors import UsageError, local_message
from flows.settings import Settings, find_cache, find_sample, read_settings, without_history

_LINES = 24  # lines shown of a page


class _Example(NamedTuple):
    """A worked example: the message that introduces it, and the words of its command."""

    about: str
    words: tuple[str, ...]


_EXAMPLES = (
    _Example("cli.demo_search", ("search", "新型举国体制", "--limit", "2")),
    _Example("cli.demo_concordance", ("concordance", "自主可控", "--width", "12", "--from", "2021")),
    _Example("cli.demo_trends", ("trends", "出口管制", "稀土", "--from", "2021")),
    _Example("cli.demo_dossier", ("dossier", "稀土", "--format", "md")),
)
# What to try next: each command as shown in a column, and the message that explains it.
_NEXT = (
    ("zhengce open", "cli.demo_open"),
    ("zhengce ingest PATH --corpus NAME", "cli.demo_ingest"),
    ("zhengce --help", "cli.demo_help"),
)


def demo(*, fresh: Switch = False, store: StoreOption = None, quiet: Quiet = False) -> int:
    """Show what the program does on its sample corpus: four short examples with their commands and output.

    The sample has a store of its own in the user's cache, made by the first call in some seconds and used
    again by the next; your own store is not touched.

    Parameters
    ----------
    fresh
        Make the store of the sample again.
    """
    path = store or find_cache() / "demo.sqlite"
    settings = read_settings(path)
    _check(path, read_settings().store)
    if fresh:
        _remove(path)
    is_new = _prepare(settings, quiet=quiet)
    from flows.cli.main import app  # the commands' own front, which loads this module

    say("cli.demo_made" if is_new else "cli.demo_using", "dim", path=path)
    say("cli.demo_below", "dim")
    print_line(f"export ZHENGCE_STORE={shlex.quote(str(path))}")
    for number, example in enumerate(_EXAMPLES, 1):
        print_line()
        print_line(f"{number}. {local_message(example.about)}", style="bold")
        print_line(f"$ {' '.join(map(_quote, ('zhengce', *example.words)))}", style="cyan")
        with without_history():  # the user did not make these searches
            _run(example.words, path, app)
    print_line()
    print_message("cli.demo_next", "bold")
    for command, what in _NEXT:
        print_line(f"  {command:<36}{local_message(what)}")
    return 0


def _quote(word: str) -> str:
    """Return a word as typed: Chinese needs no quotation marks."""
    return word if re.fullmatch(r"[\w./:-]+", word) else shlex.quote(word)


def _run(words: tuple[str, ...], path: Path, app: Callable[..., object]) -> None:
    """Run an example's command on the store of the sample; show the beginning of a page that it writes."""
    command = [*words, "--store", str(path)]
    if words[0] != "dossier":
        app(command, exit_on_error=False)
        return
    folder = path.with_suffix(".outputs")
    app([*command, "--out", str(folder)], exit_on_error=False)
    newest = max(folder.glob("**/*.md"), key=lambda page: page.stat().st_mtime, default=None)
    if newest:
        lines = [line for line in newest.read_text(encoding="utf-8").splitlines() if line]
        for line in lines[:_LINES]:
            print_line(line)
        if len(lines) > _LINES:
            print_message("cli.demo_more_lines", "dim", number=len(lines) - _LINES)


def _check(path: Path, usual: Path) -> None:
    """Raise UsageError for the user's own store, and for a store of other documents."""
    from flows.store import Store
    from flows.store.documents import known_corpora

    if path.resolve() == usual.resolve():
        raise UsageError("cli.demo_default", path=usual)
    if path.exists():
        with Store(path, read_only=True) as store:
            if others := [name for name in known_corpora(store) if name != "sample"]:
                raise UsageError("cli.demo_store", path=path, corpora=others)


def _remove(path: Path) -> None:
    """Remove the store and the files beside it under its name."""
    from shutil import rmtree

    for beside in path.parent.glob(f"{path.stem}.*"):
        if beside.is_dir():
            rmtree(beside)
        else:
            beside.unlink()


def _prepare(settings: Settings, *, quiet: bool) -> bool:
    """Ingest and annotate the sample if its store is incomplete; return whether it was."""
    from flows.store import Store
    from flows.store.documents import known_corpora
    from flows.store.series import count_waiting

    settings.store.parent.mkdir(parents=True, exist_ok=True)
    with Store(settings.store) as store:
        if known_corpora(store) and not count_waiting(store)[0]:
            return False
    from flows.annotation import load_annotator
    from flows.corpus import load_manifest
    from flows.output import progress_bar
    from flows.pipeline import annotate_store, ingest_manifest, reporting_to

    with (
        progress_bar(quiet=quiet) as report,
        reporting_to(report),
        Store(settings.store) as store,
        store.run("demo") as run,
    ):
        ingest_manifest(store, run.id, load_manifest(find_sample()))
        annotate_store(store, run.id, load_annotator(settings.models_folder), settings.models_folder)
    return True
