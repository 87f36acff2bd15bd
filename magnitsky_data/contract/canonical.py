"""Canonical CSV: how every text table under raw/ and build/csv is written and read.

Rules: UTF-8 without BOM, NFC, LF, one record a line, minimal quoting, header in schema order, rows
sorted by key, no space at the edge of a cell and no doubled space. ``canonical`` writes that form;
``read_part`` reads it strictly and says where a file departs from it.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.descriptor import Table
from magnitsky_data.contract.problems import Problem, shown
from magnitsky_data.contract.text import clean
from magnitsky_data.errors import nearest

_NUMBER = re.compile(r"[0-9]{1,18}")


class NotCSV(ValueError):
    """Bytes that are no CSV table in UTF-8; ``line`` is where."""

    def __init__(self, line: int, wrong: str):
        super().__init__(f"line {line}: {wrong}")
        self.line, self.wrong = line, wrong


@dataclass(frozen=True)
class Part:
    """One file under raw/: a share of a table, or an overlay for some of its columns."""

    file: str  # as messages show it
    table: Table
    topic: str  # topic of an overlay, else empty
    columns: tuple[str, ...]
    rows: list[Row]
    lines: list[int]

    def line(self, index: int) -> int:
        """Line on which a row of the file ends; the header is line 1."""
        return self.lines[index]


def write_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return rows as canonical CSV bytes, in the order given."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return text.getvalue().encode("utf-8")


def sort_key(table: Table, row: Row) -> tuple[tuple[int, int, str], ...]:
    """Return the place of a row in its table: whole numbers by value, all else by code point."""
    parts = []
    for column in table.primary_key:
        value = row.get(column, "")
        is_number = table.by_name[column].type == "integer" and _NUMBER.fullmatch(value)
        parts.append((0, int(value), "") if is_number else (1, 0, value))
    return tuple(parts)


def canonical(table: Table, rows: Iterable[Row], columns: Sequence[str]) -> bytes:
    """Return a part in canonical form: columns in schema order, clean cells, rows sorted by key."""
    ordered = [c for c in table.columns if c in columns] + [c for c in columns if c not in table.by_name]
    cleaned = [{c: clean(row.get(c, "")) for c in ordered} for row in rows]
    return write_csv(ordered, sorted(cleaned, key=lambda row: sort_key(table, row)))


def parse_csv(data: bytes) -> tuple[list[str], list[Row], list[int]]:
    """Read any CSV bytes to header, rows and their line numbers; ``NotCSV`` says where they are none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotCSV(line, f"byte {data[error.start]:#04x} is not UTF-8") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows, lines = [], []
    try:
        header = next(reader, [])
        for cells in reader:
            if len(cells) != len(header):
                raise NotCSV(reader.line_num, f"{len(cells)} cells; expected {len(header)} as in the header")
            rows.append(dict(zip(header, cells, strict=True)))
            lines.append(reader.line_num)
    except csv.Error as error:
        raise NotCSV(reader.line_num, str(error)) from None
    return header, rows, lines


def read_part(path: Path, root: Path, table: Table, topic: str) -> tuple[Part, list[Problem]]:
    """Read one file under raw/ with everything that departs from canonical form."""
    file, data = shown(path, root), path.read_bytes()
    try:
        header, rows, lines = parse_csv(data)
    except NotCSV as error:
        return Part(file, table, topic, (), [], []), [Problem(file, error.line, "", f"{error.wrong}; mend it by hand")]
    problems = _form_problems(file, data, header, rows, lines)
    problems += _header_problems(file, header, table, topic)
    if not problems and canonical(table, rows, header) != data:
        problems.append(
            Problem(
                file,
                0,
                "",
                f"not in canonical form ({_what_differs(table, header, rows)}); run `magnitsky-data format`",
            )
        )
    return Part(file, table, topic, tuple(header), rows, lines), problems


def _form_problems(file: str, data: bytes, header: list[str], rows: list[Row], lines: list[int]) -> list[Problem]:
    advice = "run `magnitsky-data format`"
    problems = []
    if not header:
        problems.append(Problem(file, 1, "", "empty file; expected a header"))
    if data.startswith(b"\xef\xbb\xbf"):
        problems.append(Problem(file, 1, "", f"starts with a byte order mark; expected UTF-8 without; {advice}"))
    if b"\r" in data:
        line = data.count(b"\n", 0, data.index(b"\r")) + 1
        problems.append(Problem(file, line, "", f"carriage return; expected LF line ends; {advice}"))
    for line, row in zip(lines, rows, strict=True):
        for column, value in row.items():
            if value != clean(value):
                problems.append(
                    Problem(
                        file,
                        line,
                        column,
                        f"{value!r} has stray spaces, line breaks or is not NFC; expected {clean(value)!r}; {advice}",
                    )
                )
    return problems


def _header_problems(file: str, header: list[str], table: Table, topic: str) -> list[Problem]:
    problems = []
    allowed = table.raw_columns if not topic else overlay_columns(table, topic)
    for column in header:
        if column in allowed:
            continue
        known = table.by_name.get(column)
        if known and known.is_derived:
            why = "is computed by the build; take it out"
        elif known:
            why = f"does not belong to the overlay {topic!r}; expected {', '.join(allowed)}"
        else:
            why = f"is not a column of {table.name}; {nearest(column, allowed, 'datapackage.json has its columns')}"
        problems.append(Problem(file, 1, column, f"column {column!r} {why}"))
    problems += [
        Problem(file, 1, column, f"key column {column!r} is missing; expected it in the header")
        for column in table.primary_key
        if header and column not in header
    ]
    problems += [
        Problem(file, 1, c, f"column {c!r} stands twice") for c in sorted({c for c in header if header.count(c) > 1})
    ]
    return problems


def overlay_columns(table: Table, topic: str) -> tuple[str, ...]:
    """Return what an overlay file may hold: the key, its columns, and the source of their values."""
    owned = tuple(f.name for f in table.fields if f.overlay == topic)
    return (*table.primary_key, *owned, "source_id", "source_locator")


def _what_differs(table: Table, header: list[str], rows: list[Row]) -> str:
    if header != [c for c in table.columns if c in header]:
        return "columns not in schema order"
    if [sort_key(table, r) for r in rows] != sorted(sort_key(table, r) for r in rows):
        return "rows not sorted by key"
    return "quoting or last line end"
