"""Text as official files hold it, to values: what importers need of cells and names over the ground's one ``clean``."""

import re
from collections.abc import Hashable, Iterable
from datetime import date, datetime, time
from typing import TypeVar

from magnitsky_data.contract.text import clean, script_of
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.lists import Name

Kept = TypeVar("Kept", bound=Hashable)


def scalar(value: object, where: str) -> str:
    """Return a scalar of a spreadsheet, YAML or JSON as clean text, nothing as an empty one; anything else is refused."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case datetime() if value.time() == time.min:
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))  # all numbers of a spreadsheet are floats
        case str() | int() | float():
            return clean(str(value))
    raise ImportRefused(
        f"{where}: a {type(value).__name__} {value!r:.60}; expected a text; a file of another kind or version"
    )


def unique(values: Iterable[Kept]) -> tuple[Kept, ...]:
    """Return the values that are there, each once, in the order of their first mention."""
    return tuple(value for value in dict.fromkeys(values) if value)


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


def numbered(text: str) -> list[str]:
    """Split ``(1) Sudan. (2) South Sudan`` into its values; a text without such numbers is one value."""
    text = clean(text)
    marks = list(re.finditer(r"\(([0-9]{1,3})\)\s*", text))
    if not marks or marks[0].start() != 0 or [int(m[1]) for m in marks] != list(range(1, len(marks) + 1)):
        return [text] if text else []
    ends = [m.start() for m in marks[1:]] + [len(text)]
    return [text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]


def is_latin(text: str) -> bool:
    """Tell whether a text is written in Latin letters alone."""
    return script_of(text) == "Latn"
