"""First and last day of a partial date."""

import calendar


def first_day(value: str) -> str:
    """Return the first day that YYYY, YYYY-MM or YYYY-MM-DD allows."""
    return value + "-01-01"[len(value) - 4 :]


def last_day(value: str) -> str:
    """Return the last day that YYYY, YYYY-MM or YYYY-MM-DD allows."""
    year, month, day = (*map(int, value.split("-")), 0, 0)[:3]
    month = month or 12
    return f"{year:04d}-{month:02d}-{day or calendar.monthrange(year, month)[1]:02d}"
