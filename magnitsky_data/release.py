"""The release in use: its folder, its contract, its files.

A release is a folder as ``magnitsky-data build`` writes it. It is looked for in the environment
variable ``MAGNITSKY_DATA_RELEASE``, then inside the installed package, then in ``build/`` of the
checkout. SHA256SUMS proves its descriptor, the descriptor proves its tables; each is checked once
per process. Standard library only; pyarrow comes in with the first table.
"""

import hashlib
import os
import stat
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from magnitsky_data.contract.descriptor import RELEASE_FORMAT, Contract, Table
from magnitsky_data.contract.shape import misfit
from magnitsky_data.errors import (
    ArgumentRefused,
    ColumnNotFound,
    DamagedRelease,
    ReleaseNotFound,
    ReleaseTooNew,
    ReleaseUnfit,
    expect,
    nearest,
    one_frame,
)

if TYPE_CHECKING:
    import pyarrow as pa

    from magnitsky_data.table_names import TableName

FILE_FORMATS = ("parquet", "csv")
DESCRIPTOR, SUMS = "datapackage.json", "SHA256SUMS"
AGAIN = "install or build the release again"
_RESOURCE = {
    "path": str,
    "hash": str,
    "x-rows": int,
    "x-parquet": {"path": str, "hash": str},
}  # beside those of a project


def release_folder() -> Path:
    """Return the folder of the release in use; ``ReleaseNotFound`` when it holds none."""
    if chosen := os.environ.get("MAGNITSKY_DATA_RELEASE"):
        return release_in(Path(chosen), "MAGNITSKY_DATA_RELEASE names it; unset it to use the package's own")
    package = Path(__file__).parent
    if (package / "_release").is_dir():
        return release_in(package / "_release", "reinstall magnitsky-data")
    return release_in(package.parent, "in a checkout run `magnitsky-data build`")


def release_in(folder: Path, advice: str) -> Path:
    """Return the folder of a release, of a project its ``build/``; ``ReleaseNotFound`` says what is there instead."""
    for place in (folder / "build", folder):
        if all(os.access(f"{place}/{name}", os.F_OK) for name in (DESCRIPTOR, SUMS)):
            return place
    raise ReleaseNotFound(
        f"{folder}: {_instead(folder)}, so no release; "
        f"expected a folder with {DESCRIPTOR}, {SUMS} and parquet/, or a project with such a build/; {advice}"
    )


def _instead(folder: Path) -> str:
    try:
        names = [entry.name for entry in folder.iterdir()]
    except OSError as error:
        hint = ""
        with suppress(OSError):
            hint = nearest(folder.name, {entry.name for entry in folder.parent.iterdir()} - {folder.name})
        return f"{str(error.strerror).lower()}{f', {hint}' if hint else ''}"
    if "raw" in names:
        return "a project that is not built, run `magnitsky-data build` there"
    if any(name.endswith(".parquet") for name in names):
        return "Parquet files alone, without their descriptor"
    return " and ".join(f"no {name}" for name in (DESCRIPTOR, SUMS) if name not in names) + " here"


def release_state() -> tuple[str, int]:
    """Return the descriptor of the release in use and when it changed: what is kept of a release is kept under both."""
    descriptor = release_folder() / DESCRIPTOR
    return str(descriptor), _state(descriptor).st_mtime_ns


def contract() -> Contract:
    """Return the descriptor of the release in use."""
    return contract_of(release_folder())


def contract_of(folder: Path) -> Contract:
    """Return the descriptor of a release, proven by SHA256SUMS.

    ``DamagedRelease`` or ``ContractError`` when it is not as it was written, ``ReleaseTooNew`` when this package cannot
    read its format.
    """
    descriptor = folder / DESCRIPTOR
    return _contract(descriptor, _state(descriptor).st_mtime_ns)


@lru_cache(maxsize=4)
def _contract(descriptor: Path, _changed: int) -> Contract:
    content, sums = _content(descriptor), _content(descriptor.with_name(SUMS))
    recorded = [digest for digest, *name in map(bytes.split, sums.splitlines()) if name == [DESCRIPTOR.encode()]]
    _compare(descriptor, content, f"sha256:{recorded[0].decode(errors='replace')}" if recorded else "nothing", SUMS)
    found = Contract.of(content, descriptor)
    form = found.descriptor.get("x-format", RELEASE_FORMAT)
    if type(form) is not int or form < 1:
        raise DamagedRelease(f"{descriptor}: x-format is {form!r}; expected a whole number from 1 on; {AGAIN}")
    if form > RELEASE_FORMAT:
        raise ReleaseTooNew(
            f"{descriptor.parent}: release {found.version} has format {form}; "
            f"this magnitsky-data reads formats up to {RELEASE_FORMAT}: `pip install -U magnitsky-data`"
        )
    for table in found.published.values():
        if wrong := misfit(table.resource, _RESOURCE):
            raise DamagedRelease(f"{descriptor}: resource {table.name}{wrong}; {AGAIN}")
    return found


def version() -> str:
    """Return the version of the release in use, YYYY.N.P."""
    return contract().version


@one_frame
def path(table: "TableName", format: Literal["parquet", "csv"] = "parquet") -> Path:
    """Return the file of a table, its SHA-256 checked once per process.

    ``TableNotFound`` for an unknown name, ``ArgumentRefused`` for an unknown format, or for CSV in an
    installed package, which has Parquet alone; ``DamagedRelease`` when the file is missing or altered.

    >>> import magnitsky_data as md
    >>> md.path("bills", format="csv").name
    'bills.csv'
    """
    expect("format", format, FILE_FORMATS)
    folder, meant = release_folder(), contract().table(table)
    if format == "csv" and not (folder / "csv").is_dir():
        name = meant.name
        raise ArgumentRefused(f"{folder} has no CSV files; `magnitsky-data export {name}` writes {name}.csv here")
    return file_of(folder, meant, format)


def file_of(folder: Path, table: Table, kind: str) -> Path:
    """Return the checked file of a table in a release folder."""
    recorded = table.resource if kind == "csv" else table.resource["x-parquet"]
    place = f"{kind}/{table.name}.{kind}"
    if recorded["path"] != place:
        raise DamagedRelease(
            f"{folder / DESCRIPTOR}: {table.name} lies in {recorded['path']!r}; expected {place!r}; {AGAIN}"
        )
    file = folder / place
    state = _state(file)
    _check(file, table.name, recorded["hash"], state.st_mtime_ns, state.st_size)
    return file


def _state(file: Path) -> os.stat_result:
    try:
        state = file.stat()
    except FileNotFoundError:
        raise DamagedRelease(f"{file}: the release lacks this file; {AGAIN}") from None
    except OSError as error:
        raise DamagedRelease(f"{file}: cannot be read ({error.strerror}); make it readable, or {AGAIN}") from None
    if not stat.S_ISREG(state.st_mode):
        raise DamagedRelease(f"{file}: no regular file; expected one of the release; {AGAIN}")
    return state


def _content(file: Path) -> bytes:
    _state(file)
    try:
        return file.read_bytes()
    except OSError as error:
        raise DamagedRelease(f"{file}: cannot be read ({error.strerror}); make it readable, or {AGAIN}") from None


def _compare(file: Path, content: bytes, expected: str, by: str) -> None:
    found = f"sha256:{hashlib.sha256(content).hexdigest()}"
    if found != expected:
        raise DamagedRelease(f"{file}: content has {found}, {by} says {expected}; the file was altered: {AGAIN}")


@lru_cache(maxsize=512)
def _check(file: Path, name: str, expected: str, _changed: int, _size: int) -> None:
    folder = file.parents[1]
    # Links may stand for every file of a release, as installers make them, not lead out of where it lies.
    home = (folder / DESCRIPTOR).resolve().parent
    if not file.resolve().is_relative_to(home):
        raise DamagedRelease(f"{file}: leads to {file.resolve()}, out of the release in {home}; {AGAIN}")
    content = _content(file)
    _compare(file, content, expected, "the descriptor")
    if file.suffix == ".parquet" and (wrong := _other_table(content, contract_of(folder).tables[name])):
        raise DamagedRelease(f"{file}: {wrong}; the file is not that of this descriptor: {AGAIN}")


def _other_table(content: bytes, table: Table) -> str:
    """Return how a Parquet file is not the table that the descriptor describes, empty when it is."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    plain = {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_(), "date": pa.date32()}
    try:
        file = ParquetFile(pa.BufferReader(content))
        arrow = file.read(columns=[f.name for f in table.fields if f.enum], use_threads=False)
    except (pa.ArrowException, OSError) as error:
        return f"not Parquet ({str(error).partition('.')[0]})"
    columns, rows = file.schema_arrow, table.resource["x-rows"]
    if tuple(columns.names) != table.columns:
        strange = sorted({*columns.names} ^ {*table.columns}) or ["their order"]
        return f"columns differ from those of {table.name} in {', '.join(strange)}"
    for field, column in zip(table.fields, columns, strict=True):
        kind = column.type.value_type if field.enum and pa.types.is_dictionary(column.type) else column.type
        if kind != plain[field.type] or bool(field.enum) != pa.types.is_dictionary(column.type):
            return f"column {field.name} has type {column.type}; expected {'enum' if field.enum else field.type}"
    if file.metadata.num_rows != rows:
        return f"{file.metadata.num_rows:,} rows; expected {rows:,}"
    values = {
        name: {v for chunk in arrow[name].chunks for v in chunk.dictionary.to_pylist()} for name in arrow.column_names
    }
    strange = [f"{name} {value!r}" for name, found in values.items() for value in found - {*table.by_name[name].enum}]
    return f"values that the descriptor does not know: {', '.join(strange)}" if strange else ""


def read(table: Table, columns: list[str]) -> "pa.Table":
    """Return columns of a published table in the order asked."""
    # ParquetFile, since pyarrow.parquet.read_table imports pyarrow.dataset and costs 200 ms more; without threads,
    # which take longer to start than tables of this size to read.
    from pyarrow.parquet import ParquetFile

    file = ParquetFile(file_of(release_folder(), table, "parquet"))
    return file.read(columns=columns, use_threads=False).select(columns)


def own(name: str, *columns: str) -> Table:
    """Return a table that this package itself reads; ``ReleaseUnfit`` when the release lacks it or a column of it."""
    release = contract()
    table = release.tables.get(name)
    missing = [name] if table is None else [f"{name}.{c}" for c in columns if c not in table.by_name]
    if table is None or missing:
        raise ReleaseUnfit(
            f"{release_folder()}: release {release.version} has no {', '.join(missing)}, which this needs; "
            f"take the package of that version: `pip install magnitsky-data=={release.version}`"
        )
    return table


def known_column(table: Table, column: str) -> str:
    """Return a column of a table; ``ColumnNotFound`` names the nearest."""
    if column not in table.by_name:
        hint = nearest(str(column), table.columns, f"`magnitsky-data describe {table.name}` lists all")
        raise ColumnNotFound(f"table {table.name!r} has no column {column!r}; {hint}")
    return column
