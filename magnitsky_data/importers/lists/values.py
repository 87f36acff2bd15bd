"""Texts and partial dates of the lists, as values of the model."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Hashable, Iterable
from datetime import date, datetime
from typing import TypeVar

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.lists import Name

T = TypeVar("T", bound=Hashable)


def clean(value: object, where: str) -> str:
    """Return a scalar as text: NFC, white space of any kind and length as one blank."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        value = int(value) if value.is_integer() else value  # numbers of .xls and .xlsx are floats
    if isinstance(value, str | int | float):
        return " ".join(unicodedata.normalize("NFC", str(value)).split())
    raise ImportRefused(
        f"{where}: a {type(value).__name__} {value!r:.60}; expected a text; a file of another kind or version"
    )


def unique(values: Iterable[T]) -> tuple[T, ...]:
    """Return values in their order, each once."""
    return tuple(dict.fromkeys(values))


def distinct(names: Iterable[Name], known: Iterable[Name] = ()) -> tuple[Name, ...]:
    """Return the first of each name that is not among ``known``; languages that differ are left out.

    The EU writes one spelling once a language: ``Alexander Alexandrovitch SAMOFAL`` stands six times.
    """
    found: dict[str, Name] = {}
    met = {n.name for n in known}
    for name in names:
        if not name.name or name.name in met:
            continue
        first = found.setdefault(name.name, name)
        if first.language_code != name.language_code:
            found[name.name] = Name(first.name, first.name_type, first.is_weak, first.script_code)
    return tuple(found.values())


def is_latin(text: str) -> bool:
    """Tell whether all letters of a text are of the Latin script."""
    return all(unicodedata.name(c, "").startswith("LATIN") for c in text if c.isalpha())


def day(text: str, where: str) -> str:
    """Return an ISO day that exists."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise ImportRefused(f"{where}: {text!r} is not a day; expected YYYY-MM-DD")


def bounds(year: int, month: int, day_of_month: int, where: str) -> tuple[str, str]:
    """Return the first and last day of a year, month (0: not told) or day (0: not told)."""
    try:
        first = date(year, month or 1, day_of_month or 1)
        last = first if day_of_month else date(year, month or 12, monthrange(year, month or 12)[1])
    except ValueError:
        raise ImportRefused(
            f"{where}: year {year}, month {month}, day {day_of_month} is no date; see the file and teach the importer"
        ) from None
    return first.isoformat(), last.isoformat()


def british_bounds(text: str, where: str) -> tuple[str, str]:
    """Return the bounds of a day, month or year: ``1977-05-17``, ``2/05/1962``, ``03/1968``, ``1976``, ``August 1961``."""
    for pattern in _DATES:
        if found := re.fullmatch(pattern, text):
            parts = found.groupdict()
            name = parts.get("name")
            month = _MONTHS.get(name.casefold()[:3], 0) if name else int(parts.get("month") or 0)
            if name and not month:
                break
            return bounds(int(parts["year"]), month, int(parts.get("day") or 0), where)
    raise ImportRefused(
        f"{where}: date {text!r} is in no known form; expected YYYY, YYYY-MM-DD, DD/MM/YYYY, MM/YYYY or a month's name and YYYY; teach the importer"
    )


_DATES = (
    r"(?P<year>\d{4})",
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
    r"(?P<year>\d{4})-(?P<month>\d\d)",
    r"(?P<day>\d\d?)/(?P<month>\d\d?)/(?P<year>\d{4})",
    r"(?P<month>\d\d?)/(?P<year>\d{4})",
    r"(?:(?P<day>\d\d?) )?(?P<name>[A-Za-z]{3,9})\.?,? (?P<year>\d{4})",
)
_MONTHS = {
    m: i for i, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
