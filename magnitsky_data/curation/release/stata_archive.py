"""All tables for Stata 14 and newer: labels of variables and values, dates as dates."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

import pyarrow as pa

from magnitsky_data.contract.descriptor import Table
from magnitsky_data.curation.release.contents import FIRST_TIME, Contents, File, archive

ABOUT = """Tables for Stata 14 and newer. Enumerations and booleans are numbers with value labels (false 0, true 1), dates are daily dates.
Stata cannot hold a variable without a value: columns that are wholly empty are left out, and EMPTY.md lists them."""
LABEL = 80  # bytes of a label that Stata shows
LONGEST = 2045  # bytes of a text that is no strL


def files(contents: Contents) -> Iterator[File]:
    """Yield the archive."""
    tables, empty = {}, []
    for name, content in contents.tables.items():
        kept = [c for c in content.column_names if content[c].null_count < content.num_rows]
        empty += [f"- `{name}.{c}`" for c in content.column_names if c not in kept]
        if kept:
            tables[f"{name}.dta"] = _written(contents.contract.table(name), content.select(kept))
    listed = "# Columns that are wholly empty in this release, and left out\n\n" + "\n".join(empty) + "\n"
    yield archive(contents, "stata", ABOUT, tables | {"EMPTY.md": listed.encode()})


def _written(table: Table, content: pa.Table) -> bytes:
    import pandas as pd

    columns: dict[str, Any] = {}
    for name in content.column_names:
        field, column = table.by_name[name], content[name]
        if field.type == "boolean":
            text = column.cast(pa.string()).to_pylist()
            columns[name] = pd.Categorical(text, categories=["false", "true"])
        elif field.enum:
            columns[name] = pd.Categorical(column.cast(pa.string()).to_pylist(), categories=list(field.enum))
        elif field.type == "date":
            columns[name] = pd.Series(column.to_pylist(), dtype="datetime64[s]")
        elif field.type == "integer":
            columns[name] = pd.array(column.to_pylist(), dtype="Int64")
        else:
            columns[name] = pd.Series(column.fill_null("").to_pylist(), dtype=object)
    stream = BytesIO()
    pd.DataFrame(columns).to_stata(
        stream,
        write_index=False,
        version=118,
        time_stamp=datetime(*FIRST_TIME),
        data_label=_short(table.title),
        variable_labels={name: _short(table.by_name[name].description) for name in columns},
        convert_dates={name: "td" for name in columns if table.by_name[name].type == "date"},
        convert_strl=[
            n for n, c in columns.items() if c.dtype == object and max(len(str(v).encode()) for v in c) > LONGEST
        ],
    )
    return stream.getvalue()


def _short(text: str) -> str:
    return text if len(text) <= LABEL else text[: LABEL - 3].rsplit(" ", 1)[0] + "..."
