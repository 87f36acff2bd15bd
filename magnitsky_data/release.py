"""The release in use: its folder, its contract, its files.

A release is a folder as ``magnitsky-data build`` writes it. It is looked for in the environment
variable ``MAGNITSKY_DATA_RELEASE``, then inside the installed package, then in ``build/`` of the
checkout. Standard library only; pyarrow comes in with the first table read.
"""

import hashlib
import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from magnitsky_data.contract.descriptor import RELEASE_FORMAT, Contract, Table
from magnitsky_data.errors import (
    ArgumentRefused,
    ColumnNotFound,
    DamagedRelease,
    ReleaseNotFound,
    ReleaseTooNew,
    expect,
    nearest,
    one_frame,
)

if TYPE_CHECKING:
    import pyarrow as pa

    from magnitsky_data.table_names import TableName

FILE_FORMATS = ("parquet", "csv")


def release_folder() -> Path:
    """Return the folder of the release in use; ``ReleaseNotFound`` when it holds none."""
    package = Path(__file__).parent
    chosen = os.environ.get("MAGNITSKY_DATA_RELEASE")
    if chosen:
        folder = Path(chosen)
        beside = [f.name for f in folder.parent.glob("*") if (f / "datapackage.json").is_file()]
        hint = "MAGNITSKY_DATA_RELEASE names it; " + nearest(folder.name, beside, "unset it to use the package's own")
    elif (package / "_release").is_dir():
        folder, hint = package / "_release", "reinstall magnitsky-data"
    else:
        folder, hint = package.parent / "build", "in a checkout run `magnitsky-data build`"
    if not (folder / "datapackage.json").is_file():
        raise ReleaseNotFound(f"{folder}: no datapackage.json here, so no release; {hint}")
    return folder


def release_state() -> tuple[str, int]:
    """Return the descriptor of the release in use and when it changed: what is kept of a release is kept under both."""
    descriptor = release_folder() / "datapackage.json"
    return str(descriptor), descriptor.stat().st_mtime_ns


def contract() -> Contract:
    """Return the descriptor of the release in use."""
    return contract_of(release_folder())


def contract_of(folder: Path) -> Contract:
    """Return the descriptor of a release; ``ReleaseTooNew`` when this package cannot read its format."""
    descriptor = folder / "datapackage.json"
    return _contract(descriptor, descriptor.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _contract(descriptor: Path, _changed: int) -> Contract:
    found = Contract.read(descriptor)
    form = found.descriptor.get("x-format", RELEASE_FORMAT)
    if form > RELEASE_FORMAT:
        raise ReleaseTooNew(
            f"{descriptor.parent}: release {found.version} has format {form}; "
            f"this magnitsky-data reads formats up to {RELEASE_FORMAT}: `pip install -U magnitsky-data`"
        )
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
    file = folder / str(recorded["path"])
    try:
        state = file.stat()
    except FileNotFoundError:
        raise DamagedRelease(f"{file}: the release lacks this file; install or build it again") from None
    _check_hash(file, recorded["hash"], state.st_mtime_ns, state.st_size)
    return file


@lru_cache(maxsize=512)
def _check_hash(file: Path, expected: str, _changed: int, _size: int) -> None:
    found = "sha256:" + hashlib.sha256(file.read_bytes()).hexdigest()
    if found != expected:
        raise DamagedRelease(
            f"{file}: content has {found}, the descriptor says {expected}; "
            "the file was altered: install or build the release again"
        )


def read(table: Table, columns: list[str]) -> "pa.Table":
    """Return columns of a published table in the order asked."""
    # ParquetFile, since pyarrow.parquet.read_table imports pyarrow.dataset and costs 200 ms more; without threads,
    # which take longer to start than tables of this size to read.
    from pyarrow.parquet import ParquetFile

    file = ParquetFile(file_of(release_folder(), table, "parquet"))
    return file.read(columns=columns, use_threads=False).select(columns)


def known_column(table: Table, column: str) -> str:
    """Return a column of a table; ``ColumnNotFound`` names the nearest."""
    if column not in table.by_name:
        hint = nearest(str(column), table.columns, f"`magnitsky-data describe {table.name}` lists all")
        raise ColumnNotFound(f"table {table.name!r} has no column {column!r}; {hint}")
    return column
