"""Dates as OFAC writes them: ``05 Oct 1976``, ``Mar 1965``, ``1974``, ``circa 1970``, ``1960 to 1962``."""

import re
from calendar import monthrange
from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ONE = re.compile(rf"(?:(?:(\d\d?) )?({'|'.join(MONTHS)}) )?(\d{{4}})")


class NotADate(ValueError):
    """A text that is not a date in OFAC's writing."""


def parse_date(text: str) -> tuple[str, str, bool]:
    """Return the first and last day that a date allows, and whether it says circa."""
    circa = text.startswith("circa ")
    first, separator, last = text.removeprefix("circa ").partition(" to ")
    if last.startswith("circa "):
        circa, last = True, last.removeprefix("circa ")
    start, end = _days(first, text)
    if separator:
        end = _days(last, text)[1]
    if start > end:
        raise NotADate(f"{text!r} ends before it begins")
    return start.isoformat(), end.isoformat(), circa


def _days(text: str, whole: str) -> tuple[date, date]:
    match = ONE.fullmatch(text)
    if not match:
        raise NotADate(
            f"{whole!r} is not a date; expected forms as 05 Oct 1976, Mar 1965, 1974, circa 1970, 1960 to 1962"
        )
    day, month, year = match[1], match[2], int(match[3])
    try:
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        number = MONTHS.index(month) + 1
        if not day:
            return date(year, number, 1), date(year, number, monthrange(year, number)[1])
        return date(year, number, int(day)), date(year, number, int(day))
    except ValueError:
        raise NotADate(f"{whole!r} is no day of the calendar") from None


def written(start: date, end: date, *, circa: bool = False) -> str:
    """Return a range of days as OFAC's CSV writes it; the advanced XML gives ranges only."""
    return ("circa " if circa else "") + _written(start, end)


def _written(start: date, end: date) -> str:
    if start == end:
        return f"{start.day:02} {MONTHS[start.month - 1]} {start.year}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
    if (start.year, start.month, start.day) == (end.year, end.month, 1) and end.day == monthrange(end.year, end.month)[
        1
    ]:
        return f"{MONTHS[start.month - 1]} {start.year}"
    return f"{_written(start, start)} to {_written(end, end)}"
