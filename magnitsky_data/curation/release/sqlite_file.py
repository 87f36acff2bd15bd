"""All tables in one SQLite database with keys, indexes and a full-text index of names; metadata for Datasette."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from magnitsky_data.citing import dataset_citation
from magnitsky_data.contract.descriptor import Contract, Table
from magnitsky_data.curation.release.contents import Contents, File

TYPES = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "boolean": "INTEGER"}
NAMES = "entity_names"  # the table whose names are searched
SEARCH = f"""
CREATE VIRTUAL TABLE {NAMES}_fts USING fts5(
    name, repaired_name, search_key, content='{NAMES}', tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO {NAMES}_fts({NAMES}_fts) VALUES ('rebuild');
"""


def files(contents: Contents) -> Iterator[File]:
    """Yield the database and what Datasette tells of it."""
    with sqlite3.connect(":memory:") as database:
        for name, content in contents.tables.items():
            table = contents.contract.table(name)
            database.execute(_table(table))
            places = ", ".join("?" * len(table.columns))
            database.executemany(
                f"INSERT INTO {name} VALUES ({places})", zip(*map(_cells, content.columns), strict=True)
            )
            for key in table.foreign_keys:
                database.execute(f'CREATE INDEX {name}_{key.column} ON {name} ("{key.column}")')
        database.execute("CREATE TABLE columns (table_name TEXT, column_name TEXT, type TEXT, meaning TEXT)")
        meanings = [
            (t.name, f.name, f.type, f.description) for t in contents.contract.published.values() for f in t.fields
        ]
        database.executemany("INSERT INTO columns VALUES (?, ?, ?, ?)", meanings)
        database.executescript(SEARCH)
        yield f"{contents.name}.sqlite", database.serialize()
    yield "datasette-metadata.json", json.dumps(_metadata(contents), ensure_ascii=False, indent=1).encode() + b"\n"


def _cells(column: pa.ChunkedArray) -> list[Any]:
    is_whole = pa.types.is_integer(column.type) or pa.types.is_boolean(column.type)
    cells: list[Any] = column.cast(pa.int64() if is_whole else pa.string()).to_pylist()
    return cells


def _table(table: Table) -> str:
    parts = [f'"{f.name}" {TYPES[f.type]}{" NOT NULL" if f.required else ""}' for f in table.fields]
    parts.append(f"PRIMARY KEY ({', '.join(_quoted(table.primary_key))})")
    parts += [f'FOREIGN KEY ("{k.column}") REFERENCES {k.table} ("{k.target}")' for k in table.foreign_keys]
    return f"CREATE TABLE {table.name} (\n  " + ",\n  ".join(parts) + "\n)"


def _quoted(columns: tuple[str, ...]) -> list[str]:
    return [f'"{column}"' for column in columns]


def _metadata(contents: Contents) -> dict[str, Any]:
    contract: Contract = contents.contract
    licence = contract.descriptor["licenses"][0]
    tables: dict[str, dict[str, Any]] = {
        name: {
            "title": table.title,
            "description": " ".join([table.description, *table.cautions]),
            "columns": {f.name: f.description for f in table.fields},
        }
        for name, table in contract.published.items()
    }
    tables[NAMES] |= {"fts_table": f"{NAMES}_fts"}
    tables[f"{NAMES}_fts"] = {"hidden": True}
    return {
        "title": contents.heading,
        "description": contract.descriptor["description"],
        "license": licence["name"],
        "license_url": licence["path"],
        "source": dataset_citation(contract, "text"),
        "about": " ".join(contents.licence_words),
        "databases": {contents.name: {"tables": tables}},
    }
