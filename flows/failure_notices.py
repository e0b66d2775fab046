"""Notices of scheduled runs that failed: one per run, through apprise."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PREFECT = re.compile(r"^Flow run encountered an exception: (?:\w+Error: )?")


def send_failure(addresses: Sequence[str], corpora: Sequence[str], reason: str, run_name: str = "") -> bool:
    """Send one message that a run has failed.

    Returns whether it was delivered, True where there is nobody to tell.
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
