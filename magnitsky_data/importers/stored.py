"""What stands under raw/ already, read back for an import: a file that the contract does not allow is refused with its place."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from magnitsky_data.contract.canonical import NotCSV, overlay_columns, parse_csv
from magnitsky_data.contract.cells import Row, cell_check
from magnitsky_data.contract.descriptor import Contract, Table
from magnitsky_data.errors import ImportRefused

OWN = ("sources", "list_snapshots")  # tables whose rows stand in the same folder as those that name them
ADVICE = "`magnitsky-data validate` names all that is wrong; mend that first"


def cell_checks(contract: Contract) -> dict[tuple[str, str], Callable[[str], str]]:
    """Return what tells what is wrong with a cell of an import, by table and column; an overlay may come later."""
    return {
        (table.name, field.name): cell_check(replace(field, required=field.required and not field.overlay))
        for table in contract.tables.values()
        for field in table.fields
    }


def rows_of(contract: Contract, file: Path) -> list[Row]:
    """Return the rows of a file under raw/ with every column of its table, empty where the file has none."""
    name, _, topic = file.name.removesuffix(".csv").partition(".")
    table = contract.table(name)
    columns = overlay_columns(table, topic) if topic else table.raw_columns
    needed = table.primary_key if topic else _needed(table)
    return [{c: row.get(c, "") for c in columns} for row in _read(file, needed, columns)[0]]


def stored_tables(contract: Contract, folder: Path) -> dict[str, list[Row]]:
    """Return the rows of every table in a folder of raw/imported, with the columns that are there."""
    checks = cell_checks(contract)
    found = {}
    for file in sorted(folder.glob("*.csv")):
        table = contract.table(file.stem)
        found[table.name] = _read(file, _needed(table), table.raw_columns)
    keys = {name: {row[contract.tables[name].primary_key[0]] for row in found.get(name, ([], []))[0]} for name in OWN}
    for name, (rows, lines) in found.items():
        links = {k.column: k.table for k in contract.tables[name].foreign_keys if k.table in OWN}
        for row, line in zip(rows, lines, strict=True):
            for column, value in row.items():
                wrong = checks[name, column](value)
                if not wrong and value and column in links and value not in keys[links[column]]:
                    wrong = f"{links[column]}.csv beside it has no row {value!r}"
                if wrong:
                    raise ImportRefused(f"{folder / name}.csv:{line}:{column}  {wrong}; {ADVICE}")
    return {name: rows for name, (rows, _) in found.items()}


def _needed(table: Table) -> list[str]:
    return [f.name for f in table.fields if f.required and not f.is_derived and not f.overlay]


def _read(file: Path, needed: Sequence[str], known: Sequence[str]) -> tuple[list[Row], list[int]]:
    if not file.is_file():
        return [], []
    try:
        header, rows, lines = parse_csv(file.read_bytes())
    except NotCSV as error:
        raise ImportRefused(f"{file}:{error.line}  {error.wrong}; mend it first") from None
    wrong = [f"column {c!r} is missing" for c in needed if c not in header]
    wrong += [f"column {c!r} is not one of its table" for c in header if c not in known]
    if wrong:
        raise ImportRefused(f"{file}:1  {wrong[0]}; {ADVICE}")
    return rows, lines
