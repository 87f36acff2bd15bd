"""Types, limits and keys of every cell, checked against the descriptor.

Fast enough to run before every build. frictionless judges the same tables once more (``judge``);
the tests hold both to the same verdict on broken data.
"""

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import lru_cache

from magnitsky_data.contract import Field, Table
from magnitsky_data.curation.assemble import Dataset
from magnitsky_data.curation.problems import Problem

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")  # what fits 64 bits
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
BOOLEANS = ("true", "false")

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


@lru_cache(maxsize=512)
def cell_check(field: Field) -> Callable[[str], str]:
    """Return a function from a cell to what is wrong with it, empty when nothing is."""
    pattern = re.compile(field.pattern) if field.pattern else None
    allowed = frozenset(field.enum)

    @lru_cache(maxsize=65536)
    def verdict(value: str) -> str:
        if not value:
            return "empty, but a value is required" if field.required else ""
        if wrong := _type_problem(field, value):
            return wrong
        if allowed and value not in allowed:
            return f"{value!r} is not allowed; expected one of {', '.join(field.enum)}"
        if pattern and not pattern.search(value):
            return f"{value!r} does not match {field.pattern}"
        if field.minimum is not None and int(value) < field.minimum:
            return f"{value!r} is below {field.minimum}"
        if field.is_partial_date and not is_partial_date(value):
            return f"{value!r} is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD"
        return ""

    return verdict


def _type_problem(field: Field, value: str) -> str:
    if field.type == "integer" and not _INTEGER.fullmatch(value):
        return f"{value!r} is not a whole number; expected up to 18 digits without spaces or leading zeros"
    if field.type == "boolean" and value not in BOOLEANS:
        return f"{value!r} is not a boolean; expected true or false"
    if field.type == "date" and not is_date(value):
        return f"{value!r} is not a date; expected YYYY-MM-DD"
    return ""


def whole_number(value: str) -> int | None:
    """Return the number that text says, None where it says none; rules ask this of cells not yet checked."""
    return int(value) if _INTEGER.fullmatch(value) else None


def is_date(value: str) -> bool:
    """Tell whether text is a day that exists, written YYYY-MM-DD."""
    try:
        return bool(_DATE.fullmatch(value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def is_partial_date(value: str) -> bool:
    """Tell whether text is a year, month or day that exists, written YYYY, YYYY-MM or YYYY-MM-DD."""
    return is_date(value + "-01-01"[max(0, len(value) - 4) :]) if len(value) in (4, 7, 10) else False


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
