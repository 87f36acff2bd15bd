"""Keys of all tables, and the cells that the build derived, checked against the descriptor."""

from collections.abc import Collection, Iterator

from magnitsky_data.contract.cells import cell_check
from magnitsky_data.contract.descriptor import KEY_JOINER, Contract, Field, ForeignKey, Table
from magnitsky_data.contract.problems import Problem
from magnitsky_data.curation.database import Database, key_of

PARTLY_DERIVED = (
    "designation_events",
    "entities",
    "entity_links",
)  # tables to which the build adds rows; others are x-derived as a whole


def check_gathered(data: Database, unread: Collection[str]) -> list[Problem]:
    """Return every duplicate, and every key that leads nowhere, of what was gathered.

    Keys of tables that the build fills are looked for after it has (``check_derived``); those of a table of which
    a file cannot be read are not looked for, since each would hide the cause.
    """
    later = {*_filled_by_the_build(data.contract), *unread}
    tables = list(data.contract.tables.values())
    return [
        *_duplicates(data, tables),
        *_orphans(data, [(t, k) for t in tables for k in t.foreign_keys if k.table not in later]),
    ]


def check_derived(data: Database) -> list[Problem]:
    """Return what is wrong with cells and keys of the tables that the build filled, and with keys into them."""
    filled = _filled_by_the_build(data.contract)
    tables = list(data.contract.tables.values())
    keys = [(t, k) for t in tables for k in t.foreign_keys if t.name in filled or k.table in filled]
    problems = [*_duplicates(data, [t for t in tables if t.name in filled]), *_orphans(data, keys)]
    for table in tables:
        for field in table.fields:
            # A type, and with it an enumeration, is seen to by the database.
            if (table.is_derived or field.is_derived) and (
                field.required or field.pattern or field.minimum is not None
            ):
                problems += _misfits(data, table, field)
    return problems


def _filled_by_the_build(contract: Contract) -> set[str]:
    return {*PARTLY_DERIVED, *(t.name for t in contract.tables.values() if t.is_derived)}


def _misfits(data: Database, table: Table, field: Field) -> Iterator[Problem]:
    verdict = cell_check(field)
    doubtful = "TRUE" if field.pattern or field.minimum is not None else f'"{field.name}" IS NULL'
    for row_at, value in data.select(f'SELECT row_at, "{field.name}" FROM {table.name} WHERE {doubtful}'):
        if wrong := verdict(value):
            yield data.problem(table.name, int(row_at), field.name, wrong)


def _duplicates(data: Database, tables: list[Table]) -> Iterator[Problem]:
    """Report every row whose key, or value of a unique column, an earlier row has."""
    keys = [(t, key_of(t), t.primary_key) for t in tables]
    keys += [(t, f"text({f.name})", (f.name,)) for t in tables for f in t.fields if f.unique]
    found = data.select(
        " UNION ALL ".join(
            f"SELECT {at}, row_at, key, first_at FROM "
            f"(SELECT row_at, {key} AS key, min(row_at) OVER (PARTITION BY key) AS first_at FROM {table.name}) "
            f"WHERE row_at > first_at AND trim(key, '{KEY_JOINER}') <> ''"
            for at, (table, key, _) in enumerate(keys)
        )
    )
    for at, row_at, value, first_at in found:
        table, _, columns = keys[int(at)]
        wrong = f"duplicate key {value!r} in {', '.join(columns)}; first at {data.place(int(first_at))}; keep one"
        yield data.problem(table.name, int(row_at), columns[-1], wrong)


def _orphans(data: Database, keys: list[tuple[Table, ForeignKey]]) -> Iterator[Problem]:
    """Report every foreign key that no row of its table has."""
    found = data.select(
        " UNION ALL ".join(
            f"SELECT {at}, row_at, {key.column} FROM {table.name} "
            f"WHERE {key.column} IS NOT NULL AND {key.column} NOT IN "
            f"(SELECT {key.target} FROM {key.table} WHERE {key.target} IS NOT NULL)"
            for at, (table, key) in enumerate(keys)
        )
    )
    for at, row_at, value in found:
        table, key = keys[int(at)]
        wrong = f"{value!r} is not a {key.target} of {key.table}; add that row or mend the value"
        yield data.problem(table.name, int(row_at), key.column, wrong)
