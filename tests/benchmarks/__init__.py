"""Benchmarks on the shared real texts; run by `make bench`, apart from the tests.

They print, they assert nothing.
"""
