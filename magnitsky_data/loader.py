"""Published tables as typed frames, offline.

Only the standard library is imported here; pandas and pyarrow come in with the first ``load``.
A release is a folder as ``magnitsky_data.curation.publish`` writes it. It is looked for in the
environment variable ``MAGNITSKY_DATA_RELEASE``, then inside the installed package, then in
``build/`` of the checkout.
"""

import hashlib
import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from magnitsky_data.contract.descriptor import Contract, Field, Table
from magnitsky_data.errors import (
    ColumnNotFound,
    DamagedRelease,
    EngineNotInstalled,
    ReleaseNotFound,
    nearest,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Engine = Literal["pandas", "arrow", "polars", "duckdb"]


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


def contract() -> Contract:
    """Return the descriptor of the release in use."""
    descriptor = release_folder() / "datapackage.json"
    return _contract(descriptor, descriptor.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _contract(descriptor: Path, _changed: int) -> Contract:
    return Contract.read(descriptor)


def version() -> str:
    """Return the version of the release in use, YYYY.N.P."""
    return contract().version


def path(table: str, format: Literal["parquet", "csv"] = "parquet") -> Path:
    """Return the file of a table, its SHA-256 checked once per process.

    ``TableNotFound`` for an unknown name, ``DamagedRelease`` when the file is missing or altered.
    """
    found = contract().table(table)
    recorded = found.resource if format == "csv" else found.resource["x-parquet"]
    file = release_folder() / str(recorded["path"])
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


@overload
def load(
    table: str, columns: "Sequence[str] | None" = None, *, engine: Literal["pandas"] = "pandas"
) -> "pd.DataFrame": ...
@overload
def load(table: str, columns: "Sequence[str] | None" = None, *, engine: Literal["arrow"]) -> "pa.Table": ...
@overload
def load(table: str, columns: "Sequence[str] | None" = None, *, engine: Literal["polars"]) -> "pl.DataFrame": ...
@overload
def load(
    table: str, columns: "Sequence[str] | None" = None, *, engine: Literal["duckdb"]
) -> "duckdb.DuckDBPyRelation": ...
def load(table: str, columns: "Sequence[str] | None" = None, *, engine: Engine = "pandas") -> Any:
    """Return a table, one row a fact, sorted by its key.

    In pandas dates are ``datetime64[ms]``, enumerations ``category`` with every declared value,
    integers ``Int64``, booleans ``boolean`` and text ``string``; an empty cell is missing. Partial
    dates are text (``2011``, ``2011-05``, ``2011-05-19``) beside full dates ``<column>_earliest``
    and ``<column>_latest``. ``describe`` tells what each column means.

    Parameters: ``columns`` picks columns, in that order; ``engine`` is ``pandas``, ``arrow``
    (``pyarrow.Table``), ``polars`` (``DataFrame``) or ``duckdb`` (relation), the last two if installed.

    Raises ``TableNotFound``, ``ColumnNotFound``, ``EngineNotInstalled``, ``ReleaseNotFound``,
    ``DamagedRelease``.
    """
    file = path(table)
    meant = contract().table(table)
    wanted = list(meant.columns if columns is None else columns)
    for column in wanted:
        if column not in meant.by_name:
            hint = nearest(column, meant.columns, f"`magnitsky-data describe {table}` lists all")
            raise ColumnNotFound(f"table {table!r} has no column {column!r}; {hint}")
    if engine == "polars":
        return _engine("polars").read_parquet(file, columns=wanted)
    if engine == "duckdb":
        return _engine("duckdb").read_parquet(str(file)).project(", ".join(f'"{c}"' for c in wanted))
    if engine not in ("pandas", "arrow"):
        raise EngineNotInstalled(f"no engine {engine!r}; expected pandas, arrow, polars or duckdb")
    # ParquetFile, since pyarrow.parquet.read_table imports pyarrow.dataset and costs 200 ms more.
    from pyarrow.parquet import ParquetFile

    arrow = ParquetFile(file).read(columns=columns and wanted)
    if columns is not None:
        arrow = arrow.select(wanted)
    return arrow if engine == "arrow" else _to_pandas(arrow, meant)


def _engine(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError:
        raise EngineNotInstalled(f"engine {name!r} needs {name}; `pip install {name}`") from None


def _to_pandas(arrow: "pa.Table", table: Table) -> "pd.DataFrame":
    """Convert column by column: Table.to_pandas gives text as object on pandas 2.3, as str on 3, and is no faster."""
    import pandas as pd

    columns = {name: _array(arrow[name], table.by_name[name]) for name in arrow.column_names}
    return pd.DataFrame(columns, index=pd.RangeIndex(arrow.num_rows), copy=False)


def _array(column: "pa.ChunkedArray", field: Field) -> Any:
    import pandas as pd
    import pyarrow as pa

    if field.enum:
        codes = column.combine_chunks().indices.fill_null(-1).to_numpy(zero_copy_only=False)
        return pd.Categorical.from_codes(codes, dtype=_category_dtype(field.enum), validate=False)
    if field.type == "date":
        return column.cast(pa.timestamp("ms")).to_numpy()
    dtypes: dict[str, Any] = {
        "string": pd.StringDtype("pyarrow"),
        "integer": pd.Int64Dtype(),
        "boolean": pd.BooleanDtype(),
    }
    return dtypes[field.type].__from_arrow__(column)


@lru_cache(maxsize=256)
def _category_dtype(values: tuple[str, ...]) -> "pd.CategoricalDtype":
    import pandas as pd

    return pd.CategoricalDtype(pd.Index(values, dtype=pd.StringDtype("pyarrow")))


def tables() -> "pd.DataFrame":
    """Return what the release holds: a row a table, the ready shelf first.

    Columns: table, group, shelf (ready: one question each, no join needed; analysis: the tables that these are
    made of; evidence: what proves them), rows, columns (number of), title, description.
    """
    import pandas as pd

    published = contract().published.values()
    return pd.DataFrame(
        {
            "table": [t.name for t in published],
            "group": [t.group for t in published],
            "shelf": [t.shelf for t in published],
            "rows": [t.resource["x-rows"] for t in published],
            "columns": [len(t.fields) for t in published],
            "title": [t.title for t in published],
            "description": [t.description for t in published],
        }
    )


def describe(table: str) -> "pd.DataFrame":
    """Return the columns of a table: column, type, key, required, unit, values, meaning.

    ``key`` is ``primary``, the table that the column refers to, or both; ``values`` lists an enumeration.
    ``TableNotFound`` for an unknown name.
    """
    import pandas as pd

    meant = contract().table(table)
    targets = {k.column: k.table for k in meant.foreign_keys}
    return pd.DataFrame(
        {
            "column": meant.columns,
            "type": [f.type for f in meant.fields],
            "key": [
                ", ".join(filter(None, ("primary" if f.name in meant.primary_key else "", targets.get(f.name, ""))))
                for f in meant.fields
            ],
            "required": [f.required for f in meant.fields],
            "unit": [f.unit for f in meant.fields],
            "values": [", ".join(f.enum) for f in meant.fields],
            "meaning": [f.description for f in meant.fields],
        }
    )


def cite(style: Literal["text", "bibtex"] = "text") -> str:
    """Return how to cite the release in use, as a sentence or a BibTeX entry."""
    meant = contract()
    title, year = meant.descriptor["title"], meant.release_date[:4]
    author = meant.descriptor["contributors"][0]["title"]
    if style == "bibtex":
        return (
            f"@misc{{magnitsky_data_{year},\n  author = {{{{{author}}}}},\n  title = {{{{{title}}}}},\n"
            f"  year = {{{year}}},\n  version = {{{meant.version}}},\n  note = {{Data set, CC BY 4.0}}\n}}"
        )
    return f"{author} ({year}). {title}, version {meant.version} [data set]. Licence: CC BY 4.0."
