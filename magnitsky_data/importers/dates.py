"""Days as lists write them, to values; what is no day is refused with its place."""

import re
from datetime import date, timedelta

from magnitsky_data.contract.cells import days_of, is_date, is_partial_date, span
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile

MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
}
BRITISH = (
    r"(?:(?:(?P<day>[0-9][0-9]?|dd)/)?(?P<month>[0-9][0-9]?|mm)/)?(?P<year>[0-9]{4})",
    r"(?P<year>[0-9]{4})-(?P<month>[0-9][0-9])(?:-(?P<day>[0-9][0-9]))?",
    r"(?:(?P<day>[0-9][0-9]?)[ -])?(?P<name>[A-Z]{3,9})\.?,?[ -](?P<year>[0-9]{4})",
)


def iso_day(text: str, where: str) -> str:
    """Return a day written YYYY-MM-DD."""
    if not is_date(text):
        raise ImportRefused(f"{where}: {text!r} is not a day; expected YYYY-MM-DD")
    return text


def bounds(year: int, month: int, day_of_month: int, text: str, where: str) -> tuple[str, str]:
    """Return first and last day of a year, month or day that a text names; 0 stands for unknown."""
    try:
        first, last = days_of(year, month, day_of_month)
    except (OverflowError, ValueError) as error:
        raise ImportRefused(
            f"{where}: {text!r} is not a day that exists ({error}); compare the publisher's page"
        ) from None
    return first.isoformat(), last.isoformat()


def iso_bounds(text: str, where: str) -> tuple[str, str]:
    """Return first and last day of ``1964-03-17``, ``1964-03`` or ``1964``."""
    if not is_partial_date(text):
        raise ImportRefused(
            f"{where}: {text!r} is not a date; expected YYYY-MM-DD, YYYY-MM or YYYY; teach the importer"
        )
    return span(text)


def british_bounds(text: str, where: str) -> tuple[str, str]:
    """Return first and last day of a date as British lists write it: ``31/12/1961``, ``00/12/1961``, ``August 1961``.

    Or ``1961-12-31``, and ``19-Dec-1992`` in Australia. OFSI writes 00 for an unknown day or month, the UK Sanctions List dd and mm.
    """
    for form in BRITISH:
        if found := re.fullmatch(form, text, re.IGNORECASE):
            told = found.groupdict()
            number = {part: int(value) for part, value in told.items() if value and value.isdecimal()}
            month = month_number(told["name"], "en", where) if "name" in told else number.get("month", 0)
            return bounds(number["year"], month, number.get("day", 0), text, where)
    raise ImportRefused(
        f"{where}: {text!r} is not a date; expected DD/MM/YYYY, 00 or dd and mm where not known, MM/YYYY, YYYY, YYYY-MM-DD or a month's name and YYYY; teach the importer"
    )


def british_day(text: str, where: str) -> str:
    """Return the day of ``31/12/2020``; anything less precise is refused."""
    earliest, latest = british_bounds(text, where)
    if earliest != latest:
        raise ImportRefused(f"{where}: {text!r} is not a full date; expected dd/mm/yyyy")
    return earliest


def month_number(name: str, language: str, where: str) -> int:
    """Return the number of a month by its name, or the three letters or more with which it begins."""
    months = MONTHS[language]
    found = [n for n, month in enumerate(months, 1) if month.casefold().startswith(name.casefold())]
    if len(found) != 1 or len(name) < 3:
        raise ImportRefused(f"{where}: month {name!r}; expected one of {', '.join(months)}")
    return found[0]


def spreadsheet_day(serial: int) -> str:
    """Return the day that a spreadsheet counts from 1899-12-30."""
    return (date(1899, 12, 30) + timedelta(days=serial)).isoformat()


def given_day(file: OfficialFile) -> tuple[str, str]:
    """Return the day of a file that does not carry its own, and what the day rests on."""
    if not file.file_date:
        raise ImportRefused(
            f"{file.name}: the file does not say of which day it is; give the day with --date YYYY-MM-DD"
        )
    return file.file_date, file.date_basis or "download"
