"""The command that installs shell completion of commands and options."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter
from cyclopts.completion import ShellDetectionError

from flows.cli.options import OptionalText, Switch
from flows.cli.printing import print_path, say
from flows.errors import UsageError

_Shell = Literal["bash", "zsh", "fish"]


def install_completion(
    *,
    shell: _Shell | None = None,
    out: OptionalText = "",
    print_: Annotated[Switch, Parameter(name="--print")] = False,
) -> int:
    """Complete commands, options and choices with the tab key, in bash, zsh or fish.

    Writes a script where the shell looks for it and, for bash and zsh, what loads it in ~/.bashrc or
    ~/.zshrc. It works in shells that are opened afterwards; after an update of zhengce, run it again.

    Parameters
    ----------
    shell
        Default: the shell that this is called from.
    out
        Write the script to this file, and nothing else.
    print_
        Print the script, and write nothing.
    """
    from flows.cli.main import app  # imports this module when the command is called

    if print_:
        sys.stdout.write(app.generate_completion(shell=shell or _find_shell()))
        return 0
    chosen = shell or _find_shell()
    path = app.install_completion(shell=chosen, output=Path(out) if out else None, add_to_startup=not out)
    if chosen == "zsh" and not out:
        _start_completion(Path.home() / ".zshrc")
    print_path(path)
    say("cli.open_new_shell", shell=chosen)
    return 0


def _start_completion(startup: Path) -> None:
    """Start the completion of zsh if its startup file does not; oh-my-zsh does so itself."""
    text = startup.read_text(encoding="utf-8") if startup.is_file() else ""
    if "compinit" not in text and "oh-my-zsh" not in text:
        startup.write_text(f"{text}autoload -Uz compinit && compinit\n", encoding="utf-8")


def _find_shell() -> _Shell:
    """Return the shell that called the command. Raises UsageError for an unknown one."""
    from cyclopts.completion import detect_shell

    try:
        found = detect_shell()
    except ShellDetectionError:
        raise UsageError("cli.no_shell") from None
    if found == "powershell":
        raise UsageError("cli.no_shell")
    return found
