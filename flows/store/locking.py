"""One run a corpus at a time: a lock of the operating system on a file beside the store, gone with the process that holds it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from flows.errors import StoreError
from flows.store.database import Store
from flows.store.filelocks import take

_PAUSE = 0.2


@contextmanager
def lock_corpus(store: Store, corpus: str, *, wait: float = 0.0) -> Iterator[None]:
    """Hold the corpus while the block runs; waits up to `wait` seconds for another run, then raises StoreError."""
    path = store.path.with_name(f"{store.path.name}.{corpus}.lock")
    deadline = time.monotonic() + wait
    with path.open("a+b") as file:
        while not take(file):
            if time.monotonic() >= deadline:
                raise StoreError(f"{corpus}: another run is reading this corpus; wait until it is done, or stop it")
            time.sleep(_PAUSE)
        yield
