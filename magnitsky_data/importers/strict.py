"""Fields of a foreign document, asked for by name and type: what is missing or of another type is refused with its place."""

from collections.abc import Collection, Iterator
from datetime import datetime

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.reading import known


class Fields:
    """Named fields of a JSON or YAML document; ``where`` is the file and the path to them."""

    def __init__(self, value: object, where: str):
        if not isinstance(value, dict):
            raise _other(value, "named fields", where)
        self._fields, self.where = value, where

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __contains__(self, name: str) -> bool:
        return self._fields.get(name) is not None

    def need(self, *names: str) -> None:
        """Refuse a document that lacks one of these fields."""
        for name in names:
            self._needed(name)

    def known(self, used: Collection[str], ignored: Collection[str] = ()) -> None:
        """Refuse a field that is neither used nor ignored by name."""
        known(self._fields, used, ignored, self.where)

    def holds(self, name: str) -> bool:
        """Tell whether a field that must be there is not null."""
        return self._needed(name) is not None

    def _at(self, name: str) -> str:
        return f"{self.where}: {name}"

    def _needed(self, name: str) -> object:
        if name not in self._fields:
            raise ImportRefused(f"{self.where}: no field {name!r}; a file of another shape, or truncated")
        return self._fields[name]

    def text(self, name: str) -> str:
        """Return a text that must be there; it may be empty."""
        value = self._needed(name)
        if not isinstance(value, str):
            raise _other(value, "a text", self._at(name))
        return value

    def text_if_any(self, name: str) -> str:
        """Return a text, empty when the field is missing or null."""
        return self.text(name) if name in self else ""

    def number(self, name: str) -> int:
        """Return a whole number, written as a number or in digits."""
        value = self._needed(name)
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise _other(value, "a whole number", self._at(name))
        return whole_number(str(value), self._at(name))

    def flag(self, name: str) -> bool:
        """Return true or false."""
        value = self._needed(name)
        if not isinstance(value, bool):
            raise _other(value, "true or false", self._at(name))
        return value

    def fields(self, name: str) -> "Fields":
        """Return the fields inside a field."""
        return Fields(self._needed(name), self._at(name))

    def sequence(self, name: str) -> list[object]:
        """Return the items of a list."""
        value = self._needed(name)
        if not isinstance(value, list):
            raise _other(value, "a list", self._at(name))
        return value

    def each(self, name: str) -> "list[Fields]":
        """Return the items of a list, each of which has named fields."""
        return [Fields(item, f"{self._at(name)}[{n}]") for n, item in enumerate(self.sequence(name))]

    def one_or_more(self, name: str) -> "list[Fields]":
        """Return the items of a list, or the one that stands in place of a list."""
        return self.each(name) if isinstance(self._needed(name), list) else [self.fields(name)]

    def texts(self, name: str) -> list[str]:
        """Return the items of a list, each of which is a text."""
        items = self.sequence(name)
        for n, item in enumerate(items):
            if not isinstance(item, str):
                raise _other(item, "a text", f"{self._at(name)}[{n}]")
        return [str(item) for item in items]


def whole_number(text: str, where: str) -> int:
    """Return the number that digits say, fifteen at most."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 15):
        raise ImportRefused(
            f"{where}: {text!r:.60} is not a whole number; expected up to 15 digits; truncated or of another format"
        )
    return int(text)


def day_as(text: str, form: str, where: str) -> str:
    """Return the ISO day of a time that is written in one form of ``strptime``."""
    try:
        return datetime.strptime(text, form).date().isoformat()
    except ValueError:
        raise ImportRefused(
            f"{where}: {text!r} is not a day; expected the form {form}; truncated or of another format"
        ) from None


def _other(value: object, expected: str, where: str) -> ImportRefused:
    kind = {"NoneType": "null", "dict": "an object", "list": "a list", "str": "a text", "bool": "true or false"}
    found = kind.get(type(value).__name__, "a number")
    return ImportRefused(f"{where}: {found} {value!r:.60}; expected {expected}; a file of another shape or version")
