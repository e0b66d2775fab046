"""Paths and names that can be set from outside; this is the only reader of the environment.

Settings are read by hand: a settings library takes 0.2 s to import, a third of the start of `zhengce search`.
"""

from __future__ import annotations

import ipaddress
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from flows.errors import ConfigurationError

_PACKAGE = Path(__file__).resolve().parent
_PREFIX = "ZHENGCE_"
_PREFECT_URL = "PREFECT_API_URL"
_PREFECT_CHOICES = (_PREFECT_URL, "PREFECT_HOME", "PREFECT_PROFILE", "PREFECT_PROFILES_PATH")
_OFF = ("off", "no", "false", "0")
_LEAST_TOKEN = 16  # characters


def _find_folder(name: str, marker: str) -> Path:
    """Return a folder of the working directory, else of the checkout, else of the wheel."""
    for candidate in (Path.cwd() / name, _PACKAGE.parent / name):
        if any(candidate.glob(marker)):
            return candidate
    return _PACKAGE / "_bundled" / name


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set from outside; `read_settings` reads it from the environment.

    Empty `corpora` and `models` are found automatically. `workers` 0 chooses by the size of the store.
    `scheduler` is a Dask cluster to work on, `exchange` the place where its workers find blocks (see
    ExecutorChoice). `notify` are apprise addresses, separated by white space or commas. Without `history`,
    searches are not kept in the state folder.
    """

    store: Path = Path("outputs/zhengce.sqlite")
    outputs: Path = Path("outputs")
    corpora: Path | None = None
    models: Path | None = None
    state: Path = Path(".zhengce")
    workers: int = 0
    scheduler: str = ""
    exchange: str = ""
    notify: str = ""
    token: str = ""
    history: bool = True

    @property
    def notify_addresses(self) -> list[str]:
        """The addresses to which messages are sent."""
        return self.notify.replace(",", " ").split()

    @property
    def corpora_folder(self) -> Path:
        """The folder of the corpora, each a folder with a source.yml."""
        return self.corpora or _find_folder("corpora", "*/source.yml")

    @property
    def models_folder(self) -> Path:
        """The folder of lexicon, taxonomy and models."""
        return self.models or _find_folder("models", "taxonomy.toml")

    def on_cluster(self, scheduler: str | None, exchange: str | None) -> Settings:
        """Return these settings with another Dask scheduler and exchange, if given."""
        return replace(self, scheduler=scheduler or self.scheduler, exchange=exchange or self.exchange)

    def at_store(self, store: str | Path | None) -> Settings:
        """Return these settings with another store file, if given."""
        return replace(self, store=_place(store)) if store else self


def read_settings(store: str | Path | None = None) -> Settings:
    """Return the settings of the environment: `ZHENGCE_STORE`, `ZHENGCE_OUTPUTS` and so on.

    `store` is another store file. Raises ConfigurationError if ZHENGCE_WORKERS is not a number.
    """
    default = Settings()
    settings = Settings(
        store=_read_path("store") or default.store,
        outputs=_read_path("outputs") or default.outputs,
        corpora=_read_path("corpora"),
        models=_read_path("models"),
        state=_read_path("state") or default.state,
        workers=_read_workers(),
        scheduler=_read("scheduler"),
        exchange=_read("exchange"),
        notify=_read("notify"),
        token=_read("token"),
        history=_read("history").lower() not in _OFF,
    )
    return settings.at_store(store)


def read_locale() -> str:
    """Return the locale of the command line: `ZHENGCE_LANG`, en or zh; English whatever LANG is.

    Raises ConfigurationError for any other.
    """
    value = _read("lang")
    for locale in ("en", "zh"):
        if re.fullmatch(rf"{locale}(?:[-_.].*)?", value or "en", re.IGNORECASE):
            return locale
    raise ConfigurationError("flows.unknown_value", name=f"{_PREFIX}LANG", value=value, known=("en", "zh"))


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach a server that listens on `host`."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_unprotected(host: str, token: str) -> bool:
    """Return whether others can reach a server on `host` without a token of at least 16 characters."""
    return not is_loopback(host) and len(token) < _LEAST_TOKEN


def find_models() -> Path:
    """Return the folder of the models where this is called; on a worker of a cluster, its own."""
    return read_settings().models_folder


def find_sample() -> Path:
    """Return the manifest of the sample corpus included in the program."""
    own = _PACKAGE.parent / "corpora" / "sample" / "source.yml"
    return own if own.is_file() else _PACKAGE / "_bundled" / "corpora" / "sample" / "source.yml"


def find_manual() -> Path | None:
    """Return the folder of the manual's pages; None if `make docs` has not built them."""
    pages = _PACKAGE.parent / "docs" / "_build" / "html"
    return pages if (pages / "index.html").is_file() else None


def find_cache() -> Path:
    """Return the user's folder for data that can be rebuilt, by the system's convention; it may not exist."""
    home = Path.home()
    if named := os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA"):
        return Path(named) / "zhengce"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "zhengce"
    return home / ".cache" / "zhengce"


@contextmanager
def without_history() -> Iterator[None]:
    """Keep no searches in the history while the block runs."""
    name = f"{_PREFIX}HISTORY"
    before = _read("history")
    os.environ[name] = "off"
    try:
        yield
    finally:
        os.environ[name] = before


def _read(name: str) -> str:
    return os.environ.get(_PREFIX + name.upper(), "")


def _read_path(name: str) -> Path | None:
    text = _read(name)
    return _place(text) if text else None


def _place(path: str | Path) -> Path:
    """Return a path with ~ expanded."""
    return Path(os.path.expanduser(path))  # noqa: PTH111 - leaves the name of an unknown user as it is


def _read_workers() -> int:
    text = _read("workers") or "0"
    if not text.isdecimal():
        raise ConfigurationError("flows.no_number", name=f"{_PREFIX}WORKERS", value=text)
    return int(text)


def prepare_prefect(settings: Settings, *, log_level: str = "ERROR") -> Path:
    """Set the variables that Prefect reads on import: its state inside ours, no telemetry, quiet.

    Call it before importing Prefect. Returns the folder of its state.
    """
    home = settings.state.resolve() / "prefect"
    home.mkdir(parents=True, exist_ok=True)
    ours = {
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_CLI_PROMPT": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_LOGGING_LEVEL": log_level,
        "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
        "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
        # Startup takes 10 s alone; Prefect's default of 20 s is too short on a busy laptop.
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
    }
    for name, value in ours.items():
        os.environ.setdefault(name, value)
    return home


def has_prefect_choice() -> bool:
    """Return whether the environment names a Prefect server, or a profile that may name one."""
    return any(os.environ.get(name) for name in _PREFECT_CHOICES)


def point_prefect_to(url: str) -> None:
    """Have Prefect use the server at `url`, or with "" the one that it finds.

    Call it before importing Prefect.
    """
    if url:
        os.environ[_PREFECT_URL] = url
    else:
        os.environ.pop(_PREFECT_URL, None)


def export_settings(settings: Settings) -> None:
    """Put the absolute paths into the environment, for flow runs in other processes."""
    paths = {
        "STORE": settings.store,
        "OUTPUTS": settings.outputs,
        "CORPORA": settings.corpora_folder,
        "MODELS": settings.models_folder,
        "STATE": settings.state,
    }
    for name, path in paths.items():
        os.environ[_PREFIX + name] = str(path.resolve())
