"""Tests: what holds for all of their processes, set before a library is imported."""

import os
import sys

# What is compiled is kept, also where the environment says otherwise, as `make` does: many processes are started.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# One thread per process: with one test process per core, more of them wait for each other, at full load.
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(name, "1")
