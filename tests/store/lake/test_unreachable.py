"""An unreachable or refusing object store gives a one-line error with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from flows.errors import StoreError
from flows.store import Store
from flows.store.lake import Lake, export_lake
from flows.store.lake.location import Location
from flows.store.lake.reading import _reason_of_store


class EndpointConnectionError(Exception):
    """An error as botocore raises it: not an OSError, and several lines long."""


UNREACHABLE = EndpointConnectionError('Could not connect to the endpoint URL:\n"http://127.0.0.1:9/bucket"')
FORBIDDEN = PermissionError("Access Denied")
NO_BUCKET = FileNotFoundError("The specified bucket does not exist")


class FailingFileSystem(MemoryFileSystem):
    """An object store whose operations fail as told."""

    protocol = "failing"
    cachable = False
    faults: ClassVar[dict[str, Exception]] = {}

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return str(MemoryFileSystem._strip_protocol(path.removeprefix("failing:/")))

    def _fail(self, name: str) -> None:
        if name in self.faults:
            raise self.faults[name]

    def find(self, *values: Any, **options: Any) -> Any:
        self._fail("find")
        return super().find(*values, **options)

    def cat_file(self, *values: Any, **options: Any) -> Any:
        self._fail("cat_file")
        return super().cat_file(*values, **options)

    def pipe_file(self, *values: Any, **options: Any) -> Any:
        self._fail("pipe_file")
        return super().pipe_file(*values, **options)

    def put_file(self, *values: Any, **options: Any) -> Any:
        self._fail("put_file")
        return super().put_file(*values, **options)

    def rm_file(self, *values: Any, **options: Any) -> Any:
        self._fail("rm_file")
        return super().rm_file(*values, **options)

    def _open(self, *values: Any, **options: Any) -> Any:
        self._fail("open")
        return super()._open(*values, **options)


@contextmanager
def failing(operation: str, fault: Exception) -> Iterator[None]:
    FailingFileSystem.faults = {operation: fault}
    try:
        yield
    finally:
        FailingFileSystem.faults = {}


@pytest.fixture(scope="module")
def address(mixed_path: Path) -> str:
    """The address of a whole lake."""
    fsspec.register_implementation("failing", FailingFileSystem, clobber=True)
    with Store(mixed_path) as store:
        export_lake(store, "failing://bucket/lake")
    return "failing://bucket/lake"


@pytest.mark.parametrize("operation", ["find", "cat_file", "open"])
@pytest.mark.parametrize(
    ("fault", "english", "chinese"),
    [
        (
            UNREACHABLE,
            "(EndpointConnectionError: Could not connect to the endpoint URL:",
            "（EndpointConnectionError:",
        ),
        (FORBIDDEN, "Access Denied)", "Access Denied）"),
    ],
)
def test_a_lake_that_is_not_readable_says_why(
    address: str, operation: str, fault: Exception, english: str, chinese: str
) -> None:
    with failing(operation, fault), pytest.raises(StoreError) as caught, Lake(address):
        pass
    said = caught.value.message("en")
    assert said.startswith(address) and english in said and "\n" not in said
    assert chinese in caught.value.message("zh")


def test_an_address_without_a_bucket_has_no_lake(address: str) -> None:
    with failing("find", NO_BUCKET), pytest.raises(StoreError) as caught:
        Lake(address)
    assert caught.value.code == "store.lake_missing"


@pytest.mark.parametrize("operation", ["find", "cat_file", "pipe_file", "put_file"])
@pytest.mark.parametrize("fault", [UNREACHABLE, FORBIDDEN, NO_BUCKET])
def test_a_lake_that_is_not_writable_says_why(
    address: str, mixed_path: Path, operation: str, fault: Exception
) -> None:
    place = address if operation == "cat_file" else f"failing://bucket/{operation}-{type(fault).__name__}"
    if operation == "find" and fault is NO_BUCKET:
        pytest.skip("nothing is listed there, and it is written")
    with failing(operation, fault), Store(mixed_path) as store, pytest.raises(StoreError) as caught:
        export_lake(store, place)
    said = caught.value.message("en")
    assert said.startswith(place) and str(fault).partition("\n")[0] in said and "\n" not in said


def test_a_fault_of_this_machine_is_no_fault_of_the_store(tmp_path: Path) -> None:
    """A fault in our own code is not reported as an unreachable place."""
    with pytest.raises(TypeError):
        Location(str(tmp_path)).write("a", 1)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["ClientError", "\nbotocore.exceptions.ClientError"])
def test_an_error_of_a_library_has_its_name_without_its_module(name: str) -> None:
    call = "Traceback (most recent call last):\n  File a, line 1\n    call()\n"
    message = f"{call}{name}: no access\nto b\n\nLINE 1: SELECT"
    assert _reason_of_store(message) == "ClientError: no access to b"
