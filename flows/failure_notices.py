"""Notices of failed scheduled runs: one per run, through apprise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from flows.errors import describe_error, format_message
from flows.output import messages
from flows.settings import read_locale
from flows.text import lazy_pattern

_LONGEST = 2_000
_PREFECT = lazy_pattern(r"^Flow run encountered an exception: (?:\w+Error: )?")


def print_failure(corpora: Sequence[str], reason: Exception | str) -> None:
    """Print that a run has failed, in one line in the language of ZHENGCE_LANG."""
    values = {
        "moment": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "corpora": list(corpora) or ["all"],
        "reason": _describe(reason),
    }
    messages.print(format_message("flows.run_failed", values, read_locale()), markup=False)


def send_failure(
    addresses: Sequence[str], corpora: Sequence[str], reason: Exception | str, run_name: str = ""
) -> bool:
    """Send one message that a run has failed, in the language of ZHENGCE_LANG.

    Returns whether it was delivered; True if there are no addresses.
    """
    if not addresses:
        return True
    import apprise

    sender = apprise.Apprise()
    for address in addresses:
        sender.add(address)
    locale = read_locale()
    named: object = list(corpora) or {"code": "flows.failure_of_all", "values": {}}
    values = {"reason": _describe(reason), "run": run_name}
    if run_name:
        values["run"] = {"code": "flows.failure_run", "values": {"name": run_name}}
    return bool(
        sender.notify(
            title=format_message("flows.failure_title", {"corpora": named}, locale),
            body=format_message("flows.failure_body", values, locale),
            body_format=apprise.NotifyFormat.TEXT,
            notify_type=apprise.NotifyType.FAILURE,
        )
    )


def _describe(reason: Exception | str) -> object:
    """Return the reason as a value of a message: an error of ours, or Prefect's words without its lead."""
    if isinstance(reason, Exception):
        return describe_error(reason)
    words = " ".join(_PREFECT.sub("", reason.strip()).split())
    return words[:_LONGEST] or {"code": "flows.failure_unknown", "values": {}}
