"""The tables of the contract as typed DuckDB tables in memory, each row with its place under raw/.

A cell that does not fit its column is NULL and reported once, where it was written; an empty cell is NULL.
An unknown column stops a derivation or a rule by name, and so does a value that its enumeration does not have
when a derivation writes it. (A comparison with such a value is merely false: the tests read the SQL for these.)
``row_at`` leads to file and line of a row; rows that the build derives have numbers from ``DERIVED`` on.
"""

import re
from array import array
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import accumulate, chain, filterfalse
from typing import TYPE_CHECKING, Any, TypeVar

from magnitsky_data.contract.cells import Row, cell_check
from magnitsky_data.contract.descriptor import KEY_JOINER, Contract, Field, Table
from magnitsky_data.contract.problems import Problem
from magnitsky_data.curation.assemble import Assembled, Gathered, Places
from magnitsky_data.errors import CurationToolsMissing

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

T = TypeVar("T")

DERIVED = 1 << 32

TYPES = {"string": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN", "date": "DATE"}


def tools() -> Any:
    """Return DuckDB, and load Arrow: what the first database would take the time for."""
    try:
        import duckdb
        import pyarrow  # noqa: F401
    except ImportError:
        raise CurationToolsMissing("validating needs duckdb; `pip install 'magnitsky-data[curate]'`") from None
    return duckdb


class Database:
    """All tables of the contract in one connection, empty until it is filled."""

    def __init__(self, contract: Contract):
        self.contract = contract
        self.gathered: set[str] = set()  # tables of which raw/ has rows
        self._places = Places()
        self._connection: duckdb.DuckDBPyConnection = tools().connect(":memory:")
        self._connection.execute(f"CREATE SEQUENCE places START {DERIVED}")
        self.run("".join(map(_table, contract.tables.values())) + _words(contract))

    def fill(self, assembled: Assembled) -> list[Problem]:
        """Fill the tables with what was gathered, and return every cell that does not fit."""
        self._places = assembled.places
        found = self.at_once(partial(self._load, gathered) for gathered in assembled.tables.values())
        return list(chain.from_iterable(found))

    def run(self, sql: str) -> None:
        """Run statements of our own; what DuckDB refuses in them is a failure of ours and stays an error."""
        self._connection.cursor().execute(sql)

    def at_once(self, work: Iterable[Callable[[], T]]) -> list[T]:
        """Return what pieces of work give that do not need each other: DuckDB uses one core for a small table."""
        with ThreadPoolExecutor() as threads:
            return [piece.result() for piece in [threads.submit(one) for one in work]]

    def select(self, sql: str, parameters: list[str] | None = None) -> list[tuple[str, ...]]:
        """Return the rows of a query as texts in canonical form, empty for NULL."""
        found = self._connection.cursor().execute(sql, parameters or []).fetchall()
        return [tuple([v if v.__class__ is str else _text(v) for v in row]) for row in found]

    def rows(self, name: str) -> list[Row]:
        """Return the rows of a table as texts, sorted by key."""
        table = self.contract.tables[name]
        columns = ", ".join(f'"{c}"' for c in table.columns)
        found = self.select(f"SELECT {columns} FROM {name} ORDER BY {order_of(table)}")
        return [dict(zip(table.columns, cells, strict=True)) for cells in found]

    def mapping(self, name: str, key: str, value: str) -> dict[str, str]:
        """Return one column of a table by another, as texts."""
        return {k: v for k, v in self.select(f"SELECT {key}, {value} FROM {name}")}  # noqa: C416 - typed so

    def placed(self, name: str) -> list[tuple[Row, int]]:
        """Return the rows of a table as texts, each with its place."""
        columns = self.contract.tables[name].columns
        quoted = ", ".join(f'"{c}"' for c in columns)
        found = self.select(f"SELECT {quoted}, row_at FROM {name}")
        return [(dict(zip(columns, cells[:-1], strict=True)), int(cells[-1])) for cells in found]

    def arrow(self, name: str) -> "pa.Table":
        """Return a table as Arrow, sorted by key, its columns as the contract has them."""
        table = self.contract.tables[name]
        columns = ", ".join(f'CAST("{f.name}" AS {TYPES[f.type]}) AS "{f.name}"' for f in table.fields)
        query = f"SELECT {columns} FROM {name} ORDER BY {order_of(table)}"
        return self._connection.sql(query).to_arrow_table()

    def count(self, name: str) -> int:
        """Return the number of rows of a table."""
        return int(self.select(f"SELECT count(*) FROM {name}")[0][0])

    def filled(self) -> set[str]:
        """Return the tables that have rows: in the others nothing can be wrong."""
        return {name for (name,) in self.select("SELECT table_name FROM duckdb_tables() WHERE estimated_size > 0")}

    def add(self, name: str, rows: Iterable[Row]) -> None:
        """Append rows that the build derives, given as texts by column; a column left out is empty."""
        table, found = self.contract.tables[name], list(rows)
        columns = {c: [row.get(c, "") for row in found] for c in dict.fromkeys(c for row in found for c in row)}
        if strange := columns.keys() - table.by_name.keys():
            raise KeyError(f"{name} has no column {min(strange)!r}")
        if found:
            self._insert(table, columns, [])

    def update(self, name: str, rows: Iterable[Row]) -> None:
        """Set columns of the rows whose keys are given, from texts by column."""
        table, found = self.contract.tables[name], list(rows)
        columns = [c for c in found[0] if c not in table.primary_key] if found else []
        if columns:
            staged = self._staged({c: [row[c] for row in found] for c in found[0]})
            cells = ", ".join(f'"{c}" = {_cast(table.by_name[c], "staged")}' for c in columns)
            same = " AND ".join(f'{name}."{k}" = {_cast(table.by_name[k], "staged")}' for k in table.primary_key)
            staged.execute(f"UPDATE {name} SET {cells} FROM staged WHERE {same}")

    def _load(self, gathered: Gathered) -> list[Problem]:
        table = gathered.table
        columns, problems = {}, []
        for field in table.fields:
            if field.is_derived:
                continue
            cells = gathered.columns.pop(field.name)
            verdict = cell_check(field)
            bad = {value: wrong for value in _doubtful(field, cells) if (wrong := verdict(value))}
            if bad:
                for at, value in enumerate(cells):
                    if value in bad:
                        place, column = gathered.origin(field.name, at)
                        problems.append(Problem(*self._places.find(place), column, bad[value]))
                cells = ["" if value in bad else value for value in cells]
            if any(cells) or field.name in table.primary_key:
                columns[field.name] = cells
        if gathered.places and columns:
            self.gathered.add(table.name)
            self._insert(table, columns, gathered.places)
        return problems

    def problem(self, name: str, row_at: int, column: str, message: str) -> Problem:
        """Return a problem at the place where a row of a table was written."""
        if row_at < DERIVED:
            return Problem(*self._places.find(row_at), column, message)
        key = self.select(f"SELECT {key_of(self.contract.tables[name])} FROM {name} WHERE row_at = {row_at}")[0][0]
        return Problem(f"{name} (derived, key {key})", 0, column, message)

    def place(self, row_at: int) -> str:
        """Return where a row was written, for a message about another one."""
        return "{}:{}".format(*self._places.find(row_at)) if row_at < DERIVED else "a derived row"

    def _insert(self, table: Table, columns: dict[str, list[str]], places: list[int]) -> None:
        staged = self._staged(columns, places)
        cells = {c: _cast(table.by_name[c], "staged") for c in columns}
        for column in [c for c in columns if table.by_name[c].is_partial_date]:
            cells |= expanded(column, f"nullif(staged.{column}, '')")
        if places:
            cells["row_at"] = "staged.row_at"
        staged.execute(f"INSERT INTO {table.name} ({', '.join(cells)}) SELECT {', '.join(cells.values())} FROM staged")

    def _staged(self, columns: dict[str, list[str]], places: list[int] | None = None) -> "duckdb.DuckDBPyConnection":
        """Return a connection that has cells of text as table ``staged``."""
        import pyarrow as pa

        arrays: dict[str, pa.Array] = {c: _strings(cells) for c, cells in columns.items()}
        if places:
            numbers = [None, pa.py_buffer(array("q", places))]
            arrays["row_at"] = pa.Int64Array.from_buffers(pa.int64(), len(places), numbers)
        staged = self._connection.cursor()
        staged.register("staged", pa.Table.from_arrays(list(arrays.values()), list(arrays)))
        return staged


def _text(value: object) -> str:
    """Return a value as a canonical cell."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _strings(cells: list[str]) -> "pa.StringArray":
    """Return cells as Arrow; ``pyarrow.array`` would import pandas, a tenth of what ``validate`` takes."""
    import pyarrow as pa

    text = "".join(cells)
    data = text.encode()
    ends = accumulate(map(len, cells) if len(data) == len(text) else (len(cell.encode()) for cell in cells), initial=0)
    return pa.StringArray.from_buffers(len(cells), pa.py_buffer(array("i", ends)), pa.py_buffer(data))


def statements(room: str, name: str) -> str:
    """Return the text of an SQL file of a room of this package (derive, rules, views)."""
    return sql_files(room)[name].read_text(encoding="utf-8")


def sql_files(room: str) -> dict[str, Traversable]:
    """Return the SQL files of a room by name without suffix."""
    folder = files(f"{__package__}.{room}")
    return {f.name.removesuffix(".sql"): f for f in folder.iterdir() if f.name.endswith(".sql")}


def expanded(column: str, cell: str) -> dict[str, str]:
    """Return the companions of a partial date, and how each is computed from its cell."""
    return {
        f"{column}_precision": f"date_precision({cell})",
        f"{column}_earliest": f"earliest({cell})",
        f"{column}_latest": f"latest({cell})",
    }


def order_of(table: Table) -> str:
    """Return the order by key: whole numbers by value, all else by code point (an ENUM would sort as declared)."""
    return ", ".join(
        f'"{c}"' if table.by_name[c].type == "integer" else f'CAST("{c}" AS VARCHAR)' for c in table.primary_key
    )


def key_of(table: Table) -> str:
    """Return the key of a row as citations and corrections write it."""
    parts = (f"coalesce(CAST(\"{c}\" AS VARCHAR), '')" for c in table.primary_key)
    return f" || '{KEY_JOINER}' || ".join(parts)


def _doubtful(field: Field, cells: list[str]) -> Collection[str]:
    """Return the values that may not fit: of plain text only the empty one, else what the pattern does not clear."""
    if field.type == "string" and not (field.enum or field.pattern or field.is_partial_date):
        return [""] if field.required and "" in cells else []
    values = set(cells) - set(field.enum)
    if field.pattern and not field.is_partial_date:  # what damages a text was found where it was read
        return set(filterfalse(re.compile(field.pattern).search, values))
    return values


def _table(table: Table) -> str:
    columns = ", ".join(f'"{f.name}" {_type(f)}' for f in table.fields)
    return f"CREATE TABLE {table.name} ({columns}, row_at BIGINT DEFAULT nextval('places'));\n"


def _type(field: Field) -> str:
    return f"ENUM ({', '.join(map(quoted, field.enum))})" if field.enum else TYPES[field.type]


def quoted(text: str) -> str:
    """Return text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _cast(field: Field, table: str) -> str:
    return f"CAST(nullif({table}.\"{field.name}\", '') AS {_type(field)})"


def _words(contract: Contract) -> str:
    """Words that derivations and rules share, and the contract itself as tables."""
    columns = ", ".join(
        f"({quoted(t.name)}, {quoted(f.name)}, {str(t.is_published).lower()})"
        for t in contract.tables.values()
        for f in t.fields
    )
    sourced = [t for t in contract.tables.values() if "source_id" in t.columns and t.name != "sources"]
    used = " UNION ALL ".join(f"SELECT source_id FROM {t.name}" for t in sourced)
    keys = " UNION ALL ".join(
        f"SELECT '{t.name}' AS table_name, {key_of(t)} AS row_id FROM {t.name}" for t in contract.published.values()
    )
    return f"""
        CREATE MACRO release_date() AS DATE '{contract.release_date}';
        {statements("derive", "words")}
        CREATE TABLE contract_columns AS SELECT * FROM (VALUES {columns}) AS c (table_name, column_name, is_published);
        CREATE VIEW used_sources AS {used};
        CREATE VIEW published_rows AS {keys};
    """
