"""Blocks on a cluster's worker: read from the exchange, processed, and written back."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from flows.errors import ConfigurationError, ZhengceError
from flows.pipeline.executors.exchange import from_bytes, open_exchange, to_bytes
from flows.pipeline.executors.work import Recipe
from flows.records import digest

# A worker may have several threads, but models are loaded and used by one at a time.
_one_at_a_time = threading.Lock()
_loaded_before: set[str] = set()  # names of recipes


@dataclass(frozen=True, slots=True)
class Place:
    """The common part of all blocks of one job: their place, and how to process them.

    `find_models` returns the folder of the models on the worker.
    """

    recipe: Recipe[Any, Any]
    find_models: Callable[[], Path]
    exchange: str


class Done(NamedTuple):
    """A worker's answer: its address, and the number of items processed."""

    worker: str
    items: int


def input_name(key: str) -> str:
    """Return the name of the file that a worker reads."""
    return f"{key}.arrow"


def output_name(key: str) -> str:
    """Return the name of the file that a worker writes."""
    return f"{key}.done.arrow"


def copy_name(name: str, worker: str) -> str:
    """Return the name of the copy that a worker makes of a file to show that it reaches the exchange."""
    return f"{name}-{digest(worker)}"


def do_block(place: Place, key: str) -> Done | ZhengceError:
    """Process a block and write its results; an error that repetition can't fix is returned.

    Processing it again writes the same file again.
    """
    with _one_at_a_time:
        try:
            do = _prepare(place)
        except ZhengceError as error:
            return error
        return _run_block(place, key, do)


def check_worker(place: Place, name: str) -> Done | ZhengceError:
    """Load what the work needs, read the file `name` of the exchange, and write a copy beside it."""
    with _one_at_a_time:
        try:
            _prepare(place)
            exchange = open_exchange(place.exchange)
            exchange.write(copy_name(name, find_worker()), exchange.read(name))
        except ZhengceError as error:
            if error.code == "pipeline.worker_differs":
                return error
            return ConfigurationError(
                "pipeline.worker_refused", worker=find_worker(), reason=error.as_value()
            )
    return Done(find_worker(), 0)


def find_worker() -> str:
    """Return the address of the worker that runs this task."""
    from distributed import get_worker

    return str(get_worker().address)


def _prepare(place: Place) -> Callable[[Any], Any]:
    """Return the function that does the work.

    Raises ConfigurationError if this worker would do it differently.
    """
    models = place.find_models()
    do, found = place.recipe.load(models)
    if dict(found) != dict(place.recipe.version) and place.recipe.name in _loaded_before:
        place.recipe.forget()  # the lexicon may have changed on disk since it was loaded
        do, found = place.recipe.load(models)
    _loaded_before.add(place.recipe.name)
    differences = [
        f"{part} {found.get(part, '')} ≠ {wanted}"
        for part, wanted in place.recipe.version.items()
        if found.get(part) != wanted
    ]
    if not gc.get_freeze_count():
        gc.freeze()  # models and lexicon: hundreds of thousands of long-lived objects
    if differences:
        raise ConfigurationError(
            "pipeline.worker_differs", worker=find_worker(), models=models, differences=differences
        )
    return do


def _run_block(place: Place, key: str, do: Callable[[Any], Any]) -> Done:
    import pyarrow as pa

    exchange = open_exchange(place.exchange)
    table = from_bytes(exchange.read(input_name(key)))
    parts = [place.recipe.pack_result(item, do(item)) for item in place.recipe.unpack(table)]
    exchange.write(output_name(key), to_bytes(pa.concat_tables(parts)))
    return Done(find_worker(), len(parts))
