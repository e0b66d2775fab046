"""Tests. Settings for all of their processes are set here, before any library is imported."""

import os
import sys

# Keep compiled files, as `make` does, even if the environment says otherwise: many processes are started.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# One thread per process: with one test process per core, more threads only wait for each other.
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(name, "1")
