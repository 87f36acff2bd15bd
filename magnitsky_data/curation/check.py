"""Keys of all tables, and the cells that the build derived, checked against the descriptor."""

from collections.abc import Collection, Iterator
from functools import partial
from itertools import chain

from magnitsky_data.contract.cells import cell_check
from magnitsky_data.contract.descriptor import KEY_JOINER, Contract, Field, ForeignKey, Table
from magnitsky_data.contract.problems import Problem
from magnitsky_data.curation.database import Database, key_of, quoted

PARTLY_DERIVED = (
    "citations",
    "designation_events",
    "designation_grounds",
    "entities",
    "entity_countries",
    "entity_links",
    "link_decisions",
)  # tables to which the build adds rows; others are x-derived as a whole


MERGED = ("list_names",)  # of which the build keeps one row a key


def check_gathered(data: Database, unread: Collection[str]) -> list[Problem]:
    """Return every duplicate, and every key that leads nowhere, of what was gathered.

    Keys of tables that the build fills are looked for after it has (``check_derived``); those of a table of which
    a file cannot be read are not looked for, since each would hide the cause.
    """
    later = {*_filled_by_the_build(data.contract), *unread}
    tables = [t for t in data.contract.tables.values() if t.name in data.gathered]
    duplicates = _duplicates(data, [t for t in tables if t.name not in MERGED])
    orphans = _orphans(data, [(t, k) for t in tables for k in t.foreign_keys if k.table not in later])
    return _all(data, duplicates, orphans)


def check_derived(data: Database) -> list[Problem]:
    """Return what is wrong with cells and keys of the tables that the build filled, and with keys into them."""
    filled, with_rows = _filled_by_the_build(data.contract), data.filled()
    tables = [t for t in data.contract.tables.values() if t.name in with_rows]
    keys = [(t, k) for t in tables for k in t.foreign_keys if t.name in filled or k.table in filled]
    duplicates = _duplicates(data, [t for t in tables if t.name in filled or t.name in MERGED])
    # A type, and with it an enumeration, is seen to by the database.
    limited = [
        (t, f)
        for t in tables
        for f in t.fields
        if (t.is_derived or f.is_derived) and (f.required or f.pattern or f.minimum is not None)
    ]
    return _all(data, duplicates, _orphans(data, keys), _misfits(data, limited))


def _all(data: Database, *searches: Iterator[Problem]) -> list[Problem]:
    return list(chain.from_iterable(data.at_once(partial(list[Problem], search) for search in searches)))


def _filled_by_the_build(contract: Contract) -> set[str]:
    return {*PARTLY_DERIVED, *(t.name for t in contract.tables.values() if t.is_derived)}


def _misfits(data: Database, columns: list[tuple[Table, Field]]) -> Iterator[Problem]:
    """Report every cell of some columns that is empty without leave or beyond its limits."""
    if not columns:
        return
    queries = []
    for place, (table, field) in enumerate(columns):
        cell = f'CAST("{field.name}" AS VARCHAR)'
        queries.append(f"SELECT {place}, row_at, {cell} FROM {table.name} WHERE {_is_doubtful(field)}")
    for at, row_at, value in data.select(" UNION ALL ".join(queries)):
        table, field = columns[int(at)]
        if wrong := cell_check(field)(value):
            yield data.problem(table.name, int(row_at), field.name, wrong)


def _is_doubtful(field: Field) -> str:
    """Return the condition on which a cell is looked at: what RE2 lets pass Python's regular expressions do too."""
    limits = [f'"{field.name}" IS NULL'] if field.required else []
    if field.pattern:
        limits.append(f'NOT regexp_matches("{field.name}", {quoted(field.pattern)})')
    if field.minimum is not None:
        limits.append(f'"{field.name}" < {field.minimum}')
    return " OR ".join(limits)


def _duplicates(data: Database, tables: list[Table]) -> Iterator[Problem]:
    """Report every row whose key, or value of a unique column, an earlier row has."""
    keys = [(t, key_of(t), t.primary_key) for t in tables]
    keys += [(t, f"text({f.name})", (f.name,)) for t in tables for f in t.fields if f.unique]
    if not keys:
        return
    doubled = data.select(
        " UNION ALL ".join(
            f"(SELECT {at} FROM {table.name} GROUP BY {key} HAVING count(*) > 1 AND trim({key}, '{KEY_JOINER}') <> '' LIMIT 1)"
            for at, (table, key, _) in enumerate(keys)
        )
    )
    for (at,) in doubled:
        table, key, columns = keys[int(at)]
        found = data.select(
            f"SELECT row_at, key, first_at FROM "
            f"(SELECT row_at, {key} AS key, min(row_at) OVER (PARTITION BY key) AS first_at FROM {table.name}) "
            f"WHERE row_at > first_at AND trim(key, '{KEY_JOINER}') <> ''"
        )
        for row_at, value, first_at in found:
            wrong = f"duplicate key {value!r} in {', '.join(columns)}; first at {data.place(int(first_at))}; keep one"
            yield data.problem(table.name, int(row_at), columns[-1], wrong)


def _orphans(data: Database, keys: list[tuple[Table, ForeignKey]]) -> Iterator[Problem]:
    """Report every foreign key that no row of its table has."""
    if not keys:
        return
    values: dict[tuple[str, str], list[str]] = {}  # of the columns that lead to one column, each of which is read once
    for at, (table, link) in enumerate(keys):
        query = (
            f"SELECT {at} AS number, row_at, {link.column} AS value FROM {table.name} WHERE {link.column} IS NOT NULL"
        )
        values.setdefault((link.table, link.target), []).append(query)
    found = data.select(
        " UNION ALL ".join(
            f"SELECT * FROM ({' UNION ALL '.join(queries)}) ANTI JOIN (SELECT {column} AS value FROM {name}) USING (value)"
            for (name, column), queries in values.items()
        )
    )
    for number, row_at, value in found:
        table, key = keys[int(number)]
        wrong = f"{value!r} is not a {key.target} of {key.table}; add that row or mend the value"
        yield data.problem(table.name, int(row_at), key.column, wrong)
