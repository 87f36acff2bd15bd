"""Dates as OFAC writes them: ``05 Oct 1976``, ``Mar 1965``, ``1974``, ``circa 1970``, ``1960 to 1962``."""

import re
from datetime import date

from magnitsky_data.contract.cells import days_of
from magnitsky_data.importers.us_ofac.record import Unknown

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ONE = re.compile(rf"(?:(?:([0-9][0-9]?) )?({'|'.join(MONTHS)}) )?([0-9]{{4}})")


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
        raise Unknown(f"{text!r} ends before it begins")
    return start.isoformat(), end.isoformat(), circa


def bounds(text: str, where: str) -> tuple[str, str]:
    """Return the first and last day that a date allows."""
    return parse_date(text)[:2]


def _days(text: str, whole: str) -> tuple[date, date]:
    match = ONE.fullmatch(text)
    if not match:
        raise Unknown(
            f"{whole!r} is not a date; expected forms as 05 Oct 1976, Mar 1965, 1974, circa 1970, 1960 to 1962"
        )
    day, month, year = match.groups()
    try:
        return days_of(int(year), MONTHS.index(month) + 1 if month else 0, int(day or 0))
    except ValueError:
        raise Unknown(f"{whole!r} is no day of the calendar") from None


def written(start: date, end: date, *, circa: bool = False) -> str:
    """Return a range of days as OFAC's CSV writes it; the enhanced XML gives ranges only."""
    return ("circa " if circa else "") + _written(start, end)


def _written(start: date, end: date) -> str:
    year, month = start.year, start.month
    name = MONTHS[month - 1]
    days = {
        (days_of(year)[0], days_of(end.year)[1]): f"{year} to {end.year}",
        days_of(year): str(year),
        days_of(year, month): f"{name} {year}",
        (start, start): f"{start.day:02} {name} {year}",
    }
    return days.get((start, end)) or f"{_written(start, start)} to {_written(end, end)}"
