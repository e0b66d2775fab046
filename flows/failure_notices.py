"""Notices of failed scheduled runs: one per run, through apprise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from flows.errors import describe_error, format_message
from flows.output import messages
from flows.settings import read_locale

_PREFECT = re.compile(r"^Flow run encountered an exception: (?:\w+Error: )?")


def print_failure(corpora: Sequence[str], reason: Exception | str) -> None:
    """Print that a run has failed, in one line in the language of ZHENGCE_LANG."""
    locale = read_locale()
    if isinstance(reason, Exception):
        problem: object = describe_error(reason)
    else:
        problem = " ".join(_PREFECT.sub("", reason.strip()).split())
    values = {
        "moment": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "corpora": list(corpora) or ["all"],
        "reason": problem,
    }
    messages.print(format_message("flows.run_failed", values, locale), markup=False)


def send_failure(addresses: Sequence[str], corpora: Sequence[str], reason: str, run_name: str = "") -> bool:
    """Send one message that a run has failed.

    Returns whether it was delivered; True if there are no addresses.
    """
    if not addresses:
        return True
    import apprise

    sender = apprise.Apprise()
    for address in addresses:
        sender.add(address)
    what = ", ".join(corpora) or "all corpora"
    reason = _PREFECT.sub("", reason.strip())
    body = (
        f"{reason[:2_000] or 'no reason was given'}\n\nWhat could be read is stored; the schedule stays on."
        + (f" Run: {run_name}." if run_name else "")
    )
    return bool(
        sender.notify(
            title=f"zhengce: reading {what} failed", body=body, body_format=apprise.NotifyFormat.TEXT
        )
    )
