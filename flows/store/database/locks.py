"""One run a corpus at a time, one of other work: a lock of the operating system on a file beside the store, gone with the process that holds it."""

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
    with lock_work(store, corpus, f"{corpus}: another run is reading this corpus", wait=wait):
        yield


@contextmanager
def lock_work(store: Store, name: str, refusal: str, *, wait: float = 0.0) -> Iterator[None]:
    """Hold a lock of this name while the block runs; `refusal` says who holds it where it is not had within `wait` seconds."""
    path = store.path.with_name(f"{store.path.name}.{name}.lock")
    deadline = time.monotonic() + wait
    with path.open("a+b") as file:
        while not take(file):
            if time.monotonic() >= deadline:
                raise StoreError(f"{refusal}; wait until it is done, or stop it")
            time.sleep(_PAUSE)
        yield
