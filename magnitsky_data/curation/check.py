"""Keys and cells of the assembled tables, checked against the descriptor."""

from collections.abc import Collection, Iterator

from magnitsky_data.contract.cells import cell_check
from magnitsky_data.contract.descriptor import Table
from magnitsky_data.contract.problems import Problem
from magnitsky_data.curation.assemble import Dataset

PARTLY_DERIVED = ("entities", "entity_links")  # tables to which the build adds rows; others are x-derived as a whole


def check(data: Dataset, *, is_whole: bool = True) -> list[Problem]:
    """Return every problem of cells, primary keys, unique columns and foreign keys.

    Keys of a table that cannot be read are not looked for: each would hide the cause.
    Without ``is_whole`` the derivation stopped half-way: keys of tables that it fills are not looked for, and
    columns that it fills are not checked.
    """
    problems: list[Problem] = []
    unknown = set(data.unread)
    if not is_whole:
        unknown |= {*PARTLY_DERIVED, *(t.name for t in data.contract.tables.values() if t.is_derived)}
    for name, table in data.tables.items():
        for field in table.table.fields:
            if field.is_derived and not is_whole:
                continue
            verdict = cell_check(field)
            problems += [
                data.problem(name, at, field.name, wrong)
                for at, row in enumerate(table.rows)
                if (wrong := verdict(row.get(field.name, "")))
            ]
        problems += _duplicates(data, table.table)
        problems += _orphans(data, table.table, unknown)
    return problems


def _duplicates(data: Dataset, table: Table) -> Iterator[Problem]:
    keys = [table.primary_key, *((f.name,) for f in table.fields if f.unique)]
    for columns in keys:
        first: dict[tuple[str, ...], int] = {}
        for at, row in enumerate(data.rows(table.name)):
            value = tuple(row.get(c, "") for c in columns)
            if not any(value):
                continue
            if (before := first.setdefault(value, at)) != at:
                origin = data.tables[table.name].origins[before]
                where = f"{origin.file}:{origin.line}" if origin.file else "a derived row"
                yield data.problem(
                    table.name,
                    at,
                    columns[-1],
                    f"duplicate key {'|'.join(value)!r} in {', '.join(columns)}; first at {where}; keep one",
                )


def _orphans(data: Dataset, table: Table, unknown: Collection[str]) -> Iterator[Problem]:
    for key in table.foreign_keys:
        if key.table in unknown:
            continue
        known = {row.get(key.target, "") for row in data.rows(key.table)}
        for at, row in enumerate(data.rows(table.name)):
            value = row.get(key.column, "")
            if value and value not in known:
                yield data.problem(
                    table.name,
                    at,
                    key.column,
                    f"{value!r} is not a {key.target} of {key.table}; add that row or mend the value",
                )
