"""Options for places: the store, a lake, a cluster, and what a command reads."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import ArgumentCollection, Parameter, Token, UnknownOptionError

StoreOption = Annotated[
    Path | None,
    Parameter(name="--store", help="The store file. Default: outputs/zhengce.sqlite, or ZHENGCE_STORE."),
]
SchedulerOption = Annotated[
    str,
    Parameter(
        name="--scheduler",
        show_default=False,
        help="A Dask cluster to work on: tcp://HOST:PORT, or local:4 for four processes of this machine. "
        "Default: ZHENGCE_SCHEDULER, else the manifests, else processes without Dask.",
    ),
]
ExchangeOption = Annotated[
    str,
    Parameter(
        name="--exchange",
        show_default=False,
        help="The folder or s3://BUCKET/FOLDER through which blocks reach the workers. Default: "
        "ZHENGCE_EXCHANGE, else a folder beside the store.",
    ),
]
LakeOption = Annotated[
    str | None,
    Parameter(
        name="--lake",
        help="Count in a lake, the folder or address that `zhengce export lake` wrote, not in a store.",
    ),
]


def _refuse_option(_type: object, value: str) -> None:
    """Raise UnknownOptionError for a name that begins like an option; `-` alone is standard input."""
    if len(value) > 1 and value.startswith("-"):
        option = Token(value=value, source="cli")
        known = ArgumentCollection()  # type: ignore[no-untyped-call]
        raise UnknownOptionError(token=option, argument_collection=known)


FileOrInput = Annotated[str, Parameter(allow_leading_hyphen=True, validator=_refuse_option)]
