"""What a cell may hold: types, limits, days, partial dates and the spans of days that they stand for."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from magnitsky_data.contract.descriptor import Field
from magnitsky_data.contract.text import damage

Row = dict[str, str]  # a row as CSV holds it: cells by column, empty for no value

BOOLEANS = ("true", "false")
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")  # what fits 64 bits
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


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
        if field.is_partial_date and not is_partial_date(value):
            return f"{value!r} is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD"
        if pattern and not pattern.search(value):
            return f"{value!r} does not match {field.pattern}"
        if field.minimum is not None and int(value) < field.minimum:
            return f"{value!r} is below {field.minimum}"
        return ""

    return verdict


def _type_problem(field: Field, value: str) -> str:
    if field.type == "string":
        return damage(value)
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


def days_of(year: int, month: int = 0, day: int = 0) -> tuple[date, date]:
    """Return first and last day of a year, month or day, where 0 stands for unknown; ``ValueError`` if there is no such day."""
    if day and not month:
        raise ValueError("a day without its month")
    first = date(year, month or 1, day or 1)
    return first, first if day else date(year, month or 12, monthrange(year, month or 12)[1])


def span(value: str) -> tuple[str, str]:
    """Return the first and last day that a partial date allows; the date itself must exist."""
    first, last = days_of(*map(int, value.split("-")))
    return first.isoformat(), last.isoformat()
