"""Sidecars: NAME.meta.json beside every exported file describes it and how to make it again."""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from flows import __version__
from flows.annotation.lexicon import Lexicon
from flows.output.tables import replace_if_changed, start_side
from flows.search import VALUE_FILTERS, Filters
from flows.store import Store, store_identity
from flows.store.documents import corpus_sizes
from flows.store.facts import annotation_versions
from flows.store.lake import Lake
from flows.text import lazy_pattern

ENDING = ".meta.json"
_OPTION = lazy_pattern(r"--[a-z][a-z-]*(?:=|$)")  # as the program writes them


def describe_origin(store: Store, lexicon: Lexicon) -> dict[str, Any]:
    """Return what all files made from this store and lexicon have in common, without a time.

    `annotations` are the versions behind the stored mentions and labels, with their numbers of passages.
    """
    return {
        "store": store_identity(store),
        "corpora": {corpus: asdict(size) for corpus, size in corpus_sizes(store).items()},
        "lexicon": lexicon.hash,
        "annotations": [asdict(version) for version in annotation_versions(store)],
        "code_version": __version__,
    }


def write_with_sidecar(
    side: Path,
    path: Path,
    *,
    what: str,
    again: str,
    origin: Mapping[str, Any],
    options: Mapping[str, Any] | None = None,
    rows: int | None = None,
) -> Path:
    """Move a finished side file to `path` and write its sidecar, the data last; return `path`.

    `what` describes the file, `again` is the command that repeats it. Files with the same content are left
    alone. If the process is killed in between, the old data have a sidecar with another SHA-256.
    """
    about = {
        "file": path.name,
        "what": what,
        "options": {
            name: value for name, value in (options or {}).items() if value not in ("", None, [], ())
        },
        "rows": rows,
        "bytes": side.stat().st_size,
        "sha256": hash_file(side),
        **origin,
        "again": again,
    }
    sidecar = sidecar_of(path)
    written = start_side(sidecar)
    written.write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    replace_if_changed(written, sidecar)
    replace_if_changed(side, path)
    return path


def is_drawn(path: Path, specification: str) -> bool:
    """Return whether a file is the drawing of a specification, by its sidecar, and unchanged since."""
    try:
        about = json.loads(sidecar_of(path).read_text(encoding="utf-8"))
        drawn = (about["options"]["specification"], about["sha256"])
        return drawn == (specification, hash_file(path))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def sidecar_of(path: Path) -> Path:
    """Return the path of a file's sidecar: mentions.csv.meta.json for mentions.csv."""
    return path.with_name(path.name + ENDING)


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def repeat_command(words: Sequence[str], store: Store, folder: Path, *, kind_option: str = "--kind") -> str:
    """Return the command line for these words, with store (or lake) and folder unless these are the defaults.

    Paths within the working directory are relative to it. `kind_option` is the command's option for the kind
    of documents.
    """
    options, behind = _keep_hyphens(words)
    chosen = (kind_option if word == "--kind" else word for word in store.words)
    command = ["zhengce", *options, *chosen]
    usual = Path("outputs")
    if isinstance(store, Lake):
        command += ["--lake", store.address]
    elif store.path.resolve() != (usual / "zhengce.sqlite").resolve():
        command += ["--store", relative_to_here(store.path)]
    if folder.resolve() != usual.resolve():
        command += ["--out", relative_to_here(folder)]
    return shlex.join([*command, *behind])


def command_line(words: Sequence[str]) -> str:
    """Return words of a command as one line.

    Arguments that begin with a hyphen follow the options and "--".
    """
    kept, behind = _keep_hyphens(words)
    return shlex.join([*kept, *behind])


def option_words(*pairs: tuple[str, str]) -> list[str]:
    """Return names and values as options of a command; those without a value are left out.

    >>> option_words(("corpus", "sample"), ("from", ""), ("as_of", "2023"))
    ['--corpus', 'sample', '--as-of', '2023']
    """
    return [word for name, value in pairs if value for word in (f"--{name.replace('_', '-')}", value)]


def _keep_hyphens(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the words of a command before "--", and those that must follow it: -稀土 is a term.

    The arguments of `words` precede its options. A value that begins with a hyphen is joined to its option.
    """
    first = next((place for place, word in enumerate(words) if _OPTION.match(word)), len(words))
    typed = next((place for place in range(first) if _is_hyphenated(words[place])), first)
    kept = list(words[:typed])
    for word in words[first:]:
        if _is_hyphenated(word) and _OPTION.fullmatch(kept[-1]):
            kept[-1] = f"{kept[-1]}={word}"
        else:
            kept.append(word)
    behind = list(words[typed:first])
    return kept, ["--", *behind] if behind else []


def _is_hyphenated(word: str) -> bool:
    return len(word) > 1 and word.startswith("-") and not _OPTION.match(word)


def describe_choice(query: str, filters: Filters) -> dict[str, Any]:
    """Return a query and filters by their command-line names, without empty ones."""
    several = {name: list(getattr(filters, name)) for name in VALUE_FILTERS}
    given = {"query": query, **several, "from": filters.dates.first, "to": filters.dates.last}
    return {name: value for name, value in given.items() if value}


def choice_words(query: str, filters: Filters) -> list[str]:
    """Return a query and filters as command-line words."""
    choice = describe_choice(query, filters)
    return [
        f"--{name}={one}"
        for name, value in choice.items()
        for one in ([value] if isinstance(value, str) else value)
    ]


def relative_to_here(path: Path) -> str:
    """Return a path relative to the working directory if it is within it, otherwise in full."""
    whole, here = path.resolve(), Path.cwd().resolve()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else str(whole)
