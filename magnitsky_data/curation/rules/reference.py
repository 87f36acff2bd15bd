"""Sources, and what refers to rows by their keys: citations and decisions on identity."""

from collections.abc import Iterator

from magnitsky_data.contract.problems import Problem
from magnitsky_data.curation.assemble import Dataset


def cells_referred_to_exist(data: Dataset) -> Iterator[Problem]:
    """The row and column that a citation speaks of exist."""
    keys = {name: {table.row_id(row) for row in table.rows} for name, table in data.tables.items()}
    for at, row in enumerate(data.rows("citations")):
        name, column = row.get("table_name", ""), row.get("column_name", "")
        if name not in keys or not data.contract.tables[name].is_published:
            yield data.problem("citations", at, "table_name", f"{name!r} is not a published table")
            continue
        if row.get("row_id", "") not in keys[name]:
            yield data.problem("citations", at, "row_id", f"{name} has no row {row.get('row_id', '')!r}")
        if column and column not in data.contract.tables[name].by_name:
            yield data.problem("citations", at, "column_name", f"{name} has no column {column!r}")


def every_source_is_used(data: Dataset) -> Iterator[Problem]:
    """Each source supports a row: a source that nothing names is a fact that was left out, or a leftover."""
    used = {row.get("source_id", "") for name, table in data.tables.items() if name != "sources" for row in table.rows}
    for at, row in enumerate(data.rows("sources")):
        if row.get("source_id", "") not in used:
            yield data.problem(
                "sources", at, "source_id", f"{row.get('source_id', '')!r} is named by no row; use it or take it away"
            )


def sources_can_be_found(data: Dataset) -> Iterator[Problem]:
    """A source has an address or the name of a file, and a file its hash."""
    for at, row in enumerate(data.rows("sources")):
        if not row.get("url") and not row.get("file_name"):
            yield data.problem("sources", at, "url", "no address and no file name; expected one of them")
        if row.get("file_name") and not row.get("sha256"):
            yield data.problem(
                "sources", at, "sha256", f"empty, but file_name is {row['file_name']!r}; expected the hash of the file"
            )


def curators_date_their_decisions(data: Dataset) -> Iterator[Problem]:
    """A curator's decision on identity has its day; a rule decides anew at every build and has none."""
    for at, row in enumerate(data.rows("link_decisions")):
        if row["method"] == "curator" and not row["decided_date"]:
            yield data.problem("link_decisions", at, "decided_date", "empty, but a curator decided; expected the day")
        elif row["method"] == "rule" and row["decided_date"]:
            yield data.problem(
                "link_decisions",
                at,
                "decided_date",
                f"{row['decided_date']!r}, but a rule decides anew at every build; leave the cell empty",
            )
