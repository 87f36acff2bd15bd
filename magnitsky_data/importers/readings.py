"""What the lists write, to values: readings and other facts of lists, each a curated row with its source.

A row of ``readings.csv`` says what one text means in one field of a list, or of any list. A text that no row
reads does not stop the import at once: it is kept, read as nothing, and the import is refused at its end with
all of them in one message, and the rows to paste.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from magnitsky_data.contract.canonical import write_csv
from magnitsky_data.contract.cells import Row, is_partial_date, span
from magnitsky_data.errors import ImportRefused

FILE = "raw/curated/readings.csv"
COLUMNS = ("list_id", "field", "text", "value", "reason", "source_id", "source_locator")
NOTHING = (
    "-"  # value of a text that is known and has none here: a territory without a code, a programme that is not ours
)
ANY = 10**6  # a maximum that no list comes near
DASHES = str.maketrans("–—", "--")


@dataclass(frozen=True)
class Expectation:
    """Bounds for the entries of one programme in a complete state, or for all of a file, with the reason for the figures."""

    program_id: str  # empty: all entries of the file
    minimum: int
    maximum: int
    reason: str
    birth_dates: float = 0.0  # least share of persons with a birth date
    listed_dates: float = 0.0  # least share of entries with the list's own date
    since: str = ""  # first list_date to which it applies
    publication: str = ""  # empty: any


@dataclass(frozen=True)
class Readings:
    """The facts of all lists, and the texts that an import met and that none of them reads."""

    values: dict[tuple[str, str, str], str] = field(default_factory=dict)  # by list (empty: any), field, folded text
    first_numbers: dict[tuple[str, str], str] = field(default_factory=dict)  # by list and later number
    expectations: dict[str, tuple[Expectation, ...]] = field(default_factory=dict)  # by list
    accepted: tuple[Row, ...] = ()  # states that differ much from those at hand, as a curator accepted them
    unknown: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)  # places by list, field, text

    @classmethod
    def of(
        cls,
        readings: Iterable[Row],
        programs: Sequence[Row],
        reissued: Iterable[Row],
        expectations: Iterable[Row],
        accepted: Iterable[Row] = (),
    ) -> "Readings":
        """Return the facts in the rows of curated tables; the label of a programme is a reading of it."""
        bounds = sorted(expectations, key=lambda row: (row["since_date"], row["program_id"]), reverse=True)
        labels = [
            {"list_id": row["list_id"], "field": "programme", "text": row["official_code"], "value": row["program_id"]}
            for row in programs
            if row.get("official_code")
        ]
        return cls(
            {(row["list_id"], row["field"], folded(row["text"])): _checked(row) for row in (*labels, *readings)},
            {(row["list_id"], row["official_id"]): row["first_official_id"] for row in reissued},
            {
                list_id: tuple(_expectation(e) for e in bounds if e["list_id"] == list_id)
                for list_id in {e["list_id"] for e in bounds}
            },
            tuple(accepted),
        )

    def at(self, list_id: str, where: str) -> "Reader":
        """Return what reads the texts at one place in a file of a list."""
        return Reader(self, list_id, where)

    def refuse_unknown(self) -> None:
        """Refuse the texts that no row reads: each with its place, and the rows to paste for all."""
        if not self.unknown:
            return
        keys = sorted(self.unknown)
        places = (f"{_places(self.unknown[key])}: {key[1]} {key[2]!r}" for key in keys)
        rows = write_csv(COLUMNS, (dict(zip(COLUMNS, key, strict=False)) for key in keys)).decode()
        raise ImportRefused(
            f"{FILE} has no row for {len(keys)} {'text' if len(keys) == 1 else 'texts'}\n"
            + "\n".join(places)
            + "\nexpected a row for each; add these with value and source_id, then run `magnitsky-data format` and import again:\n"
            + rows.rstrip("\n")
        )


@dataclass(frozen=True)
class Reader:
    """Reads the texts at one place in a file of a list."""

    readings: Readings
    list_id: str
    where: str

    def at(self, part: str) -> "Reader":
        """Return a reader at a part of this place."""
        return replace(self, where=f"{self.where}: {part}")

    def known(self, field: str, text: str) -> str | None:
        """Return the value of a text, empty where it has none here, None where no row reads it."""
        values, key = self.readings.values, folded(text)
        value = values.get((self.list_id, field, key)) or values.get(("", field, key))
        return "" if value == NOTHING else value or None

    def code(self, field: str, text: str) -> str:
        """Return the value of a text; one that no row reads is noted, and empty."""
        value = self.known(field, text)
        if value is None:
            self._note(field, text)
        return value or ""

    def country(self, text: str) -> str:
        """Return the code of a field that is a country by definition; an empty one has none."""
        return self.code("country", text) if text else ""

    def country_in(self, text: str) -> str:
        """Return the code of a country where the field may hold anything else."""
        return self.known("country", text) or ""

    def days(self, text: str, form: Callable[[str, str], tuple[str, str]]) -> tuple[str, str]:
        """Return first and last day of a date: by its row, else by the forms of the list; one that neither reads is noted."""
        if value := self.known("date", text):
            first, _, last = value.partition("..")
            return span(first)[0], span(last or first)[1]
        try:
            return form(text, self.where)
        except (ImportRefused, ValueError):
            self._note("date", text)
            return "", ""

    def day(self, text: str, form: Callable[[str, str], tuple[str, str]]) -> str:
        """Return a date that must be one day."""
        earliest, latest = self.days(text, form)
        if earliest != latest:
            raise ImportRefused(f"{self.where}: {text!r} is not one day; expected day, month and year")
        return earliest

    def first_number(self, number: str) -> str:
        """Return the number under which an entry is kept: its own, or that which it had before it was given anew."""
        return self.readings.first_numbers.get((self.list_id, number), number)

    def _note(self, field: str, text: str) -> None:
        self.readings.unknown.setdefault((self.list_id, field, text), []).append(self.where)


def folded(text: str) -> str:
    """Return a text as it is compared: without regard to capitals and to the kind of a dash."""
    return text.casefold().translate(DASHES)


def _checked(row: Row) -> str:
    value = row["value"]
    if row["field"] == "date" and not all(map(is_partial_date, value.split("..", 1))):
        raise ImportRefused(
            f"{FILE}: date {row['text']!r} has the value {value!r}; expected YYYY, YYYY-MM, YYYY-MM-DD or two of them, as 1963..1964"
        )
    return value


def _expectation(row: Row) -> Expectation:
    return Expectation(
        row["program_id"],
        int(row["minimum"] or 0),
        int(row["maximum"] or ANY),
        row["reason"],
        float(row["birth_dates"] or 0) / 100,
        float(row["listed_dates"] or 0) / 100,
        row["since_date"],
        row.get("publication", ""),
    )


def _places(places: list[str]) -> str:
    others = len(set(places)) - 1
    return places[0] + (f" (and {others} more)" if others else "")
