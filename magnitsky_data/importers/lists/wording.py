"""Text and days as lists write them, to values: whitespace, numbered values, scripts, spans of days."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Hashable, Iterable
from datetime import date, timedelta
from typing import TypeVar

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile

Kept = TypeVar("Kept", bound=Hashable)

# Zero-width spaces, marks of direction and byte order marks inside names; joiners stay, Persian needs them.
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"))

SCRIPTS = {
    "ARABIC": "Arab",
    "ARMENIAN": "Armn",
    "CJK": "Hani",
    "CYRILLIC": "Cyrl",
    "DEVANAGARI": "Deva",
    "GEORGIAN": "Geor",
    "GREEK": "Grek",
    "HANGUL": "Hang",
    "HEBREW": "Hebr",
    "KHMER": "Khmr",
    "LAO": "Laoo",
    "LATIN": "Latn",
    "MYANMAR": "Mymr",
    "SINHALA": "Sinh",
    "TAMIL": "Taml",
    "THAI": "Thai",
}


def clean(text: str) -> str:
    """Return a text in NFC without invisible marks, its runs of whitespace one space each."""
    return " ".join(unicodedata.normalize("NFC", text.translate(INVISIBLE)).split())


def unique(values: Iterable[Kept]) -> list[Kept]:
    """Return the values that are there, each once, in the order of their first mention."""
    return [value for value in dict.fromkeys(values) if value]


def numbered(text: str) -> list[str]:
    """Split ``(1) Sudan. (2) South Sudan`` into its values; a text without such numbers is one value."""
    text = clean(text)
    marks = list(re.finditer(r"\((\d+)\)\s*", text))
    if not marks or marks[0].start() != 0 or [int(m[1]) for m in marks] != list(range(1, len(marks) + 1)):
        return [text] if text else []
    ends = [m.start() for m in marks[1:]] + [len(text)]
    return [text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]


def script_of(name: str) -> str:
    """Return the ISO 15924 code of the one script of a name, empty for a mixture or an unknown script."""
    found = {
        SCRIPTS.get(unicodedata.name(letter, "?").split()[0].split("-")[0], "") for letter in name if letter.isalpha()
    }
    return found.pop() if len(found) == 1 else ""


def span(year: int, month: int = 0, day: int = 0) -> tuple[str, str]:
    """Return first and last day of a year, month or day, where 0 stands for unknown; ``ValueError`` if there is no such day."""
    if day and not month:
        raise ValueError("a day without its month")
    first = date(year, month or 1, day or 1)
    last = first if day else date(year, month or 12, monthrange(year, month or 12)[1])
    return first.isoformat(), last.isoformat()


def british_date(text: str, where: str) -> tuple[str, str]:
    """Parse ``31/12/1961``, ``00/12/1961``, ``dd/mm/1961``, ``12/1961`` and ``1961`` to first and last day."""
    # OFSI writes 00 for an unknown day or month, the UK Sanctions List dd and mm.
    match = re.fullmatch(r"(?:(?:(\d\d?|dd)/)?(\d\d?|mm)/)?(\d{4})", text, re.IGNORECASE)
    if not match:
        raise ImportRefused(f"{where}: {text!r} is not a date; expected dd/mm/yyyy, 00 or dd and mm where not known")
    day, month = (int(part) if part and part.isdigit() else 0 for part in match.groups()[:2])
    try:
        return span(int(match[3]), month, day)
    except ValueError as error:
        raise ImportRefused(f"{where}: {text!r} is not a day that exists ({error}); expected dd/mm/yyyy") from None


def british_day(text: str, where: str) -> str:
    """Parse ``31/12/2020`` to an ISO date; anything less precise is refused."""
    earliest, latest = british_date(text, where)
    if earliest != latest:
        raise ImportRefused(f"{where}: {text!r} is not a full date; expected dd/mm/yyyy")
    return earliest


def spreadsheet_day(serial: int) -> str:
    """Return the ISO date of a day that a spreadsheet counts from 1899-12-30."""
    return (date(1899, 12, 30) + timedelta(days=serial)).isoformat()


def given_day(file: OfficialFile) -> tuple[str, str]:
    """Return the day of a file that does not carry its own, and what the day rests on."""
    if not file.file_date:
        raise ImportRefused(
            f"{file.name}: the file does not say of which day it is; give the day with --date YYYY-MM-DD"
        )
    return file.file_date, file.date_basis or "download"
