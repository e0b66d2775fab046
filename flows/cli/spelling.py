"""Old spellings of options, which keep working for one version with a notice."""

from __future__ import annotations

from collections.abc import Sequence

# Options by the command that has them: the old spelling, and the one of today.
_OLD: dict[tuple[str, ...], dict[str, str]] = {
    ("brief",): {"--since": "--from"},
    ("label", "write"): {"--count": "--limit"},
    ("targets",): {"--output": "--out"},
}


def update_spelling(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the words of a command line with today's options, and one notice per option that was old."""
    known = next((old for command, old in _OLD.items() if tuple(words[: len(command)]) == command), {})
    updated, notices = [], []
    for word in words:
        option, equals, value = word.partition("=")
        if option in known:
            notices.append(f"{option} is now {known[option]}; the old name works until the next version.")
            option = known[option]
        updated.append(f"{option}{equals}{value}")
    return updated, notices
