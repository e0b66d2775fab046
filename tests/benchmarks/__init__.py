"""Benchmarks on the shared real texts; run by `make bench`, separately from the tests.

They print results and assert nothing.
"""
