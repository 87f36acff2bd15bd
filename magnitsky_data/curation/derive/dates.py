"""Partial dates as spans of days."""

import calendar


def span(value: str) -> tuple[str, str]:
    """Return the first and last day that a partial date allows; the date itself must exist."""
    year, month, day = (*map(int, value.split("-")), 0, 0)[:3]
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return value + "-01-01"[len(value) - 4 :], f"{year:04d}-{last_month:02d}-{last_day:02d}"
