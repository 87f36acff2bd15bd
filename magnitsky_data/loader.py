"""Published tables as typed frames, offline.

Only the standard library is imported here; pandas and pyarrow come in with the first ``load``.
"""

import warnings
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, overload

from magnitsky_data.citing import dataset_citation
from magnitsky_data.contract.descriptor import Field, Table
from magnitsky_data.errors import ArgumentRefused, EngineNotInstalled, WrongSum, expect, one_frame
from magnitsky_data.release import contract, file_of, known_column, read, release_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from magnitsky_data.table_names import TableName

    Day = str | date

ENGINES = ("pandas", "arrow", "polars", "duckdb")
ENUMS = ("string", "category")


@overload
def load(
    table: "TableName",
    columns: "Sequence[str] | str | None" = None,
    *,
    engine: Literal["pandas"] = "pandas",
    as_of: "Day | None" = None,
    between: "tuple[Day, Day] | None" = None,
    certainty: Literal["certain", "possible"] | None = None,
    enums: Literal["string", "category"] = "string",
) -> "pd.DataFrame": ...
@overload
def load(
    table: "TableName",
    columns: "Sequence[str] | str | None" = None,
    *,
    engine: Literal["arrow"],
    as_of: "Day | None" = None,
    between: "tuple[Day, Day] | None" = None,
    certainty: Literal["certain", "possible"] | None = None,
) -> "pa.Table": ...
@overload
def load(
    table: "TableName",
    columns: "Sequence[str] | str | None" = None,
    *,
    engine: Literal["polars"],
    as_of: "Day | None" = None,
    between: "tuple[Day, Day] | None" = None,
    certainty: Literal["certain", "possible"] | None = None,
) -> "pl.DataFrame": ...
@overload
def load(
    table: "TableName",
    columns: "Sequence[str] | str | None" = None,
    *,
    engine: Literal["duckdb"],
    as_of: "Day | None" = None,
    between: "tuple[Day, Day] | None" = None,
    certainty: Literal["certain", "possible"] | None = None,
) -> "duckdb.DuckDBPyRelation": ...
@one_frame
def load(
    table: "TableName",
    columns: "Sequence[str] | str | None" = None,
    *,
    engine: str = "pandas",
    as_of: object = None,
    between: object = None,
    certainty: str | None = None,
    enums: str = "string",
) -> Any:
    """Return a table, one row a fact, sorted by its key.

    In pandas text and enumerations are ``str``, dates ``datetime64`` in the unit of the installed
    pandas, integers ``Int64``, booleans ``boolean``; an empty cell is missing. Partial dates are
    text (``2011``, ``2011-05``, ``2011-05-19``) beside full dates ``<column>_earliest`` and
    ``<column>_latest``. ``attrs`` has table, version, licence and citation. ``describe`` tells what
    each column means.

    Parameters: ``columns`` picks columns, in that order, or one. ``engine`` is ``pandas``, ``arrow``
    (``pyarrow.Table``, meanings in its field metadata), ``polars`` (``DataFrame`` with ``Enum``) or
    ``duckdb`` (relation), the last two if installed. ``as_of`` keeps the rows in force on a day,
    ``between`` those in force on one day of two and what lies between, both as text YYYY-MM-DD or
    dates; ``certainty`` asks for what is ``certain`` or ``possible``: ``magnitsky_data.spells`` has
    the rule. ``enums="category"`` gives pandas categories of
    all declared values instead of text.

    Raises ``TableNotFound``, ``ColumnNotFound``, ``ArgumentRefused``, ``EngineNotInstalled``,
    ``ReleaseNotFound``, ``ReleaseTooNew``, ``DamagedRelease``. Warns ``WrongSum`` of a table whose rows
    must not be added, ``OutsideRecord`` of a day that no state at hand reaches.

    pandas puts no text into a column of numbers; ``frame.astype("string").fillna("")`` is all text, days as 2012-12-14.

    >>> import magnitsky_data as md
    >>> md.load("votes", ["yeas", "nays"]).columns.to_list()
    ['yeas', 'nays']
    >>> md.load("designations", as_of="2021-06-01")["status"].unique().tolist()  # doctest: +SKIP
    ['listed', 'delisted']
    """
    meant = contract().table(table)
    wanted = columns_asked(meant, columns)
    expect("engine", engine, ENGINES)
    expect("form of enumerations (enums)", enums, ENUMS)
    if meant.warning:
        warnings.warn(meant.warning, WrongSum, stacklevel=3)
    library: Any = installed(engine) if engine in ("polars", "duckdb") else None
    arrow = read(meant, wanted)
    if as_of is not None or between is not None:
        arrow = arrow.filter(_in_force(meant, as_of, between, certainty))
    elif certainty is not None:
        raise ArgumentRefused(f"certainty {certainty!r} of what day? expected as_of or between with it")
    if engine == "polars":
        return library.from_arrow(arrow).with_columns(polars_enums(meant, wanted))
    if engine == "duckdb":
        try:
            return library.from_arrow(arrow)
        except library.Error:  # another thread is at work on duckdb's own connection, which then refuses
            return library.cursor().from_arrow(arrow)
    return described(arrow, meant) if engine == "arrow" else to_pandas(arrow, meant, enums)


def _in_force(table: Table, as_of: object, between: object, certainty: str | None) -> "pa.Array":
    import numpy as np
    import pyarrow as pa

    from magnitsky_data.spells import in_force

    kept = in_force(table, as_of, between, certainty, stacklevel=4)
    # From its bits, since pyarrow.array looks for pandas, which the command line does without.
    return pa.Array.from_buffers(pa.bool_(), len(kept), [None, pa.py_buffer(np.packbits(kept, bitorder="little"))])


@one_frame
def scan(table: "TableName") -> "pl.LazyFrame":
    """Return a table as a polars ``LazyFrame``: enumerations ``Enum``, dates ``Date``; needs polars.

    >>> import magnitsky_data as md
    >>> md.scan("votes").select("vote_id", "yeas")  # doctest: +SKIP
    """
    meant = contract().table(table)
    lazy: pl.LazyFrame = installed("polars").scan_parquet(file_of(release_folder(), meant, "parquet"), glob=False)
    return lazy.with_columns(polars_enums(meant, list(meant.columns)))


@one_frame
def connect() -> "duckdb.DuckDBPyConnection":
    """Return a DuckDB connection in memory with every table as a view; needs duckdb.

    Each view and column bears its meaning as a comment, keys and joins included:
    ``SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'bills'``.
    """
    release, folder = contract(), release_folder()
    connection: duckdb.DuckDBPyConnection = installed("duckdb").connect()
    for table in release.published.values():
        columns = ", ".join(f'"{c}"' for c in table.columns)
        file = _text(str(file_of(folder, table, "parquet")))
        connection.execute(f'CREATE VIEW "{table.name}" AS SELECT {columns} FROM read_parquet({file})')  # noqa: S608 - names and files of the release
        key = f"{table.description} Key: {', '.join(table.primary_key)}."
        connection.execute(f'COMMENT ON VIEW "{table.name}" IS {_text(" ".join((key, *table.cautions)))}')
        for field in table.fields:
            said = _text(meaning(table, field))
            connection.execute(f'COMMENT ON COLUMN "{table.name}"."{field.name}" IS {said}')
    return connection


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def meaning(table: Table, field: Field) -> str:
    """Return what a column means, with its unit, place in the key, and join."""
    unit = f" Unit: {field.unit}." if field.unit else ""
    key = " Part of the key." if field.name in table.primary_key else ""
    joins = "".join(f" Joins {k.table}.{k.target}." for k in table.foreign_keys if k.column == field.name)
    return field.description + unit + key + joins


def columns_asked(table: Table, columns: "Sequence[str] | str | None") -> list[str]:
    """Return the columns of a call; ``ColumnNotFound`` for an unknown one, ``ArgumentRefused`` for one asked twice."""
    if columns is None:
        return list(table.columns)
    wanted = [columns] if isinstance(columns, str) else list(columns)
    for at, column in enumerate(wanted):
        if known_column(table, column) in wanted[:at]:
            raise ArgumentRefused(f"column {column!r} is asked for twice; name each once")
    return wanted


def installed(library: str) -> Any:
    """Return an optional library; ``EngineNotInstalled`` says how to install it."""
    try:
        return import_module(library)
    except ImportError:
        raise EngineNotInstalled(f"{library} is not installed; `pip install {library}`") from None


def described(arrow: "pa.Table", table: Table) -> "pa.Table":
    """Return an Arrow table whose schema tells what it is and what each column means."""
    import pyarrow as pa

    fields = [f.with_metadata({"description": meaning(table, table.by_name[f.name])}) for f in arrow.schema]
    return pa.Table.from_arrays(arrow.columns, schema=pa.schema(fields, metadata=attributes(table)))


def attributes(table: Table) -> dict[str, str]:
    """Return what a frame is: table, version, licence, citation."""
    release = contract()
    return {
        "table": table.name,
        "version": release.version,
        "licence": release.descriptor["licenses"][0]["name"],
        "citation": dataset_citation(release, "text"),
    }


def polars_enums(table: Table, columns: list[str]) -> list[Any]:
    """Return polars expressions that give enumerations the values that the contract declares."""
    polars = installed("polars")
    fields = [table.by_name[c] for c in columns if table.by_name[c].enum]
    return [polars.col(f.name).cast(polars.String).cast(polars.Enum(f.enum)) for f in fields]


def to_pandas(arrow: "pa.Table", table: Table, enums: str = "string") -> "pd.DataFrame":
    """Convert column by column: Table.to_pandas gives text as object on pandas 2.3, as str on 3, and is no faster."""
    import pandas as pd

    columns = {name: _array(arrow[name], table.by_name[name], enums) for name in arrow.column_names}
    frame = pd.DataFrame(columns, index=pd.RangeIndex(arrow.num_rows), copy=False)
    frame.attrs = dict(attributes(table))
    return frame


def _array(column: "pa.ChunkedArray", field: Field, enums: str) -> Any:
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    text, unit = _pandas_forms()
    if field.enum and enums == "category":
        whole = column.combine_chunks()
        codes = whole.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        if (values := whole.dictionary.to_pylist()) != list(field.enum):  # the file numbers them in another order
            codes = np.array([*map(field.enum.index, values), -1])[codes]
        return pd.Categorical.from_codes(codes, dtype=_category_dtype(field.enum), validate=False)
    if field.type == "date":
        return column.cast(pa.timestamp(unit)).to_numpy()
    if field.type == "string":
        return text.__from_arrow__(column.cast(pa.large_string()))
    return (pd.Int64Dtype() if field.type == "integer" else pd.BooleanDtype()).__from_arrow__(column)


@lru_cache(maxsize=1)
def _pandas_forms() -> tuple[Any, str]:
    """Return the text type, ``str`` of pandas 3 also on 2.3, and the unit in which this pandas reads dates."""
    import numpy as np
    import pandas as pd

    return pd.StringDtype("pyarrow", na_value=np.nan), date_unit()


def date_unit() -> str:
    """Return the unit in which this pandas reads dates."""
    import pandas as pd

    unit: str = pd.DatetimeIndex(["2000-01-01"]).unit
    return unit


@lru_cache(maxsize=256)
def _category_dtype(values: tuple[str, ...]) -> "pd.CategoricalDtype":
    import pandas as pd

    return pd.CategoricalDtype(pd.Index(values, dtype=_pandas_forms()[0]))
