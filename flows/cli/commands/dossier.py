"""The command `dossier`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from flows.cli.commands.shared import Many, StoreOption, open_lexicon, open_store, read_settings


def dossier(
    name: str,
    *,
    format: Literal["html", "md", "both"] = "both",
    corpus: Many = None,
    out: Path | None = None,
    store: StoreOption = None,
) -> int:
    """Write a page on a firm, programme, technology, person or body.

    It has what the corpus says of it, every line with its passage.

    Parameters
    ----------
    name
        In Chinese or English, any variant: 华为, Huawei, 稀土, "Made in China 2025".
    out
        The folder; default: outputs/, or ZHENGCE_OUTPUTS.
    """
    from flows.annotation.classifier import load_taxonomy
    from flows.reports import DOSSIER_FORMATS, write_dossier
    from flows.search import Collection

    settings = read_settings(store)
    formats = DOSSIER_FORMATS if format == "both" else (format,)
    taxonomy = load_taxonomy(settings.models_folder / "taxonomy.toml")
    with open_store(store) as opened:
        for path in write_dossier(
            Collection(opened, open_lexicon()),
            taxonomy,
            name,
            out or settings.outputs,
            formats=formats,
            corpora=tuple(corpus or ()),
        ):
            print(path)  # noqa: T201
    return 0
