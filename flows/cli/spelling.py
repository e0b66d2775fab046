"""Old spellings of options, which keep working until 2.0 with a notice."""

from __future__ import annotations

from collections.abc import Sequence

from flows.errors import local_message

# Options by command: the old spelling and today's (empty: none is needed).
_OLD: dict[tuple[str, ...], dict[str, str]] = {
    ("collocates",): {"--no-expand": "--as-typed", "--expand": "", "--query": ""},
    ("concordance",): {"--no-expand": "--as-typed", "--expand": "", "--query": ""},
    ("search",): {"--no-expand": "--as-typed", "--expand": "", "--query": ""},
    ("brief",): {"--since": "--from"},
    ("label", "write"): {"--count": "--limit"},
    ("targets",): {"--output": "--out"},
}


def update_spelling(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the words of a command line with today's options, and one notice per old option."""
    known = next((old for command, old in _OLD.items() if tuple(words[: len(command)]) == command), {})
    updated, notices = [], []
    for word in words:
        option, equals, value = word.partition("=")
        if option not in known:
            updated.append(word)
        elif known[option]:
            notices.append(local_message("cli.option_renamed", old=option, new=known[option]))
            updated.append(f"{known[option]}{equals}{value}")
        else:
            notices.append(local_message("cli.option_not_needed", old=option))
            if value:
                updated.append(value)
    return updated, notices
