"""Records in Arrow columns: a list of instances per row, typed by the fields of their class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, chain, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    import pyarrow as pa

Record = TypeVar("Record")


@cache
def _columns(kind: type) -> tuple[tuple[str, pa.DataType], ...]:
    """Return name and type of each field of a dataclass or named tuple, in the order of its constructor."""
    import pyarrow as pa

    types = {int: pa.int64(), float: pa.float64(), bool: pa.bool_(), str: pa.string()}
    return tuple((name, types[_plain_type(hint)]) for name, hint in get_type_hints(kind).items())


def _plain_type(hint: Any) -> type:
    """Return the type of a field without None; that of a literal is that of its first value."""
    if get_origin(hint) is Literal:
        return type(get_args(hint)[0])
    options = [option for option in get_args(hint) if option is not type(None)]
    found: type = options[0] if options else hint
    return found


def lists_of(values: pa.Array, lengths: Iterable[int]) -> pa.ListArray:
    """Return a column of lists of these lengths, cut from one flat column."""
    import pyarrow as pa

    offsets = pa.array(accumulate(lengths, initial=0), pa.int32())
    return pa.ListArray.from_arrays(offsets, values)


def write_records(kind: type, rows: Sequence[Sequence[Any]]) -> pa.ListArray:
    """Return a column with the records of one class for each row."""
    import pyarrow as pa

    flat = list(chain.from_iterable(rows))
    columns = _columns(kind)
    children = [pa.array(list(map(attrgetter(name), flat)), made) for name, made in columns]
    structs = pa.StructArray.from_arrays(children, names=[name for name, _ in columns])
    return lists_of(structs, map(len, rows))


def read_records(kind: type[Record], column: pa.ListArray) -> Iterator[tuple[Record, ...]]:
    """Yield the records in each row of a column made by `write_records`."""
    structs = column.values
    children = [plain_values(structs.field(place)) for place in range(structs.type.num_fields)]
    yield from split_by_row(list(map(kind, *children)), column)


def split_by_row(values: Sequence[Any], column: pa.ListArray) -> Iterator[tuple[Any, ...]]:
    """Yield, per row of a list column, the flat `values` that belong to it."""
    for first, end in pairwise(column.offsets.to_numpy().tolist()):
        yield tuple(values[first:end])


def plain_values(column: pa.Array) -> list[Any]:
    """Return the values of a column as Python values, with a faster path for numbers without gaps."""
    import pyarrow as pa

    if column.null_count == 0 and (pa.types.is_integer(column.type) or pa.types.is_floating(column.type)):
        numbers: list[Any] = column.to_numpy().tolist()
        return numbers
    return list(column.to_pylist())
