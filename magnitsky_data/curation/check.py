"""Keys of all tables, and the cells that the build derived, checked against the descriptor."""

from collections.abc import Collection, Iterator

from magnitsky_data.contract.cells import cell_check
from magnitsky_data.contract.descriptor import Contract, Table
from magnitsky_data.contract.problems import Problem
from magnitsky_data.curation.database import Database, key_of

PARTLY_DERIVED = ("designation_events", "entities", "entity_links")  # tables to which the build adds rows; others are x-derived as a whole


def check_gathered(data: Database, unread: Collection[str]) -> list[Problem]:
    """Return every duplicate, and every key that leads nowhere, of what was gathered.

    Keys of tables that the build fills are looked for after it has (``check_derived``); those of a table of which
    a file cannot be read are not looked for, since each would hide the cause.
    """
    later = {*_filled_by_the_build(data.contract), *unread}
    return [
        problem
        for table in data.contract.tables.values()
        for problem in (
            *_duplicates(data, table),
            *_orphans(data, table, [t for t in _targets(table) if t not in later]),
        )
    ]


def check_derived(data: Database) -> list[Problem]:
    """Return what is wrong with cells and keys of the tables that the build filled, and with keys into them."""
    filled = _filled_by_the_build(data.contract)
    problems: list[Problem] = []
    for name, table in data.contract.tables.items():
        if name in filled:
            problems += _duplicates(data, table)
        problems += _orphans(data, table, [t for t in _targets(table) if name in filled or t in filled])
        for field in table.fields:
            if table.is_derived or field.is_derived:
                verdict = cell_check(field)
                bad = {
                    v: wrong
                    for (v,) in data.select(f"SELECT DISTINCT {field.name} FROM {name}")
                    if (wrong := verdict(v))
                }
                rows = data.select(f"SELECT row_at, {field.name} FROM {name}") if bad else []
                problems += [data.problem(name, int(at), field.name, bad[v]) for at, v in rows if v in bad]
    return problems


def _filled_by_the_build(contract: Contract) -> set[str]:
    return {*PARTLY_DERIVED, *(t.name for t in contract.tables.values() if t.is_derived)}


def _targets(table: Table) -> set[str]:
    return {key.table for key in table.foreign_keys}


def _duplicates(data: Database, table: Table) -> Iterator[Problem]:
    """Report every row whose key, or value of a unique column, an earlier row has."""
    unique = [(f"coalesce(CAST({f.name} AS VARCHAR), '')", (f.name,)) for f in table.fields if f.unique]
    for key, columns in [(key_of(table), table.primary_key), *unique]:
        found = data.select(
            f"SELECT row_at, key, first_at FROM (SELECT row_at, {key} AS key, min(row_at) OVER (PARTITION BY key) AS first_at "
            f"FROM {table.name}) WHERE row_at > first_at AND trim(key, '|') <> ''"
        )
        for row_at, value, first_at in found:
            wrong = f"duplicate key {value!r} in {', '.join(columns)}; first at {data.place(int(first_at))}; keep one"
            yield data.problem(table.name, int(row_at), columns[-1], wrong)


def _orphans(data: Database, table: Table, targets: list[str]) -> Iterator[Problem]:
    """Report every foreign key into some tables that no row there has."""
    for key in table.foreign_keys:
        if key.table in targets:
            found = data.select(
                f"SELECT row_at, {key.column} FROM {table.name} WHERE {key.column} IS NOT NULL AND {key.column} NOT IN "
                f"(SELECT {key.target} FROM {key.table} WHERE {key.target} IS NOT NULL)"
            )
            for row_at, value in found:
                wrong = f"{value!r} is not a {key.target} of {key.table}; add that row or mend the value"
                yield data.problem(table.name, int(row_at), key.column, wrong)
