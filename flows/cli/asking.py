"""Questions and checks that commands share before they change what is stored."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from typing import TYPE_CHECKING

from flows.errors import UsageError, local_message, unknown_value

if TYPE_CHECKING:
    from flows.store import Store

_SHOWN = 20  # names of corpora in a message


def ask(question: str) -> bool:
    """Ask on standard error; return whether the answer is yes."""
    sys.stderr.write(local_message("cli.yes_or_no", question=question) + " ")
    sys.stderr.flush()
    return input().strip().lower() in ("y", "yes", "是")


def confirm(question: str, *, yes: bool) -> bool:
    """Return whether to continue: with `yes`, or if the user agrees.

    Raises UsageError if nobody can be asked.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        raise UsageError("cli.nobody_to_ask")
    return ask(question)


def check_corpus(store: Store, corpus: str) -> None:
    """Raise UsageError for a corpus that is not in the store, naming all corpora, the nearest first."""
    from flows.store.documents import corpus_readings, known_corpora  # commands start without the store room

    known = sorted({*known_corpora(store), *corpus_readings(store)})
    if corpus not in known:
        near = get_close_matches(corpus, known, n=5, cutoff=0.5)
        names = list(dict.fromkeys([*near, *known]))
        shown = names if len(names) <= _SHOWN else [*names[:_SHOWN], "…"]
        raise unknown_value("corpus", corpus, shown)


def check_corpus_name(corpus: str, option: str = "--corpus") -> None:
    """Raise UsageError for an invalid corpus id."""
    from flows.text import is_safe_name

    if not is_safe_name(corpus):
        raise UsageError("cli.bad_corpus_name", option=option, corpus=corpus)
