"""The command `brief`."""

from __future__ import annotations

from pathlib import Path

from flows.cli.commands.shared import StoreOption, open_lexicon, open_store, read_settings
from flows.errors import StoreError, UsageError


def brief(*, since: str = "", to: str = "", out: Path | None = None, store: StoreOption = None) -> int:
    """Write a page in both languages on what is new.

    It has documents, first uses, rising, falling and silent terms, bursts, targets and citations.

    Parameters
    ----------
    since
        A date, month or year: 2024-05-01, 2024-05, 2024. Default: 30 days before the newest document.
    to
        Last date; default: the newest.
    out
        The folder; default: outputs/, or ZHENGCE_OUTPUTS.
    """
    from flows.annotation.classifier import load_taxonomy
    from flows.reports import BriefSource, write_brief, write_latest_brief
    from flows.search import Collection, read_date

    if to and not since:
        raise UsageError("--to goes with --since")
    settings = read_settings(store)
    taxonomy = load_taxonomy(settings.models_folder / "taxonomy.toml")
    folder, models = out or settings.outputs, settings.models_folder
    with open_store(store) as opened:
        source = BriefSource(Collection(opened, open_lexicon()), taxonomy, models)
        if since:
            until = read_date(to, "--to") or ""
            path: Path | None = write_brief(source, folder, since, until=until)
        else:
            path = write_latest_brief(source, folder)
    if path is None:
        raise StoreError("no document in the store has a date: a brief needs one")
    print(path)  # noqa: T201
    return 0
