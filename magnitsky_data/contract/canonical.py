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
from itertools import chain
from pathlib import Path
from typing import Any

from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.descriptor import Field, Table
from magnitsky_data.contract.problems import Problem, shown
from magnitsky_data.contract.text import are_clean, clean, damage
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
    columns: tuple[str, ...]  # empty: the file cannot be read
    rows: list[list[str]]  # cells in the order of ``columns``
    lines: list[int]  # line on which each row ends; the header is line 1


def write_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return rows as canonical CSV bytes, in the order given."""
    return encoded(columns, ([row.get(column, "") for column in columns] for row in rows))


def encoded(columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> bytes:
    """Return rows of cells as canonical CSV bytes, in the order given; None is an empty cell."""
    return _lines(chain((columns,), rows))


def _lines(rows: Iterable[Sequence[str | None]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")


def _order(field: Field, cells: list[str]) -> Sequence[Any]:
    """Return the order of cells in a key: whole numbers by value, all else by code point."""
    if field.type != "integer":
        return cells
    return [(0, int(cell), "") if _NUMBER.fullmatch(cell) else (1, 0, cell) for cell in cells]


def canonical(table: Table, rows: Iterable[Row], columns: Sequence[str]) -> bytes:
    """Return a part in canonical form: columns in schema order, clean cells, rows sorted by key."""
    ordered = [c for c in table.columns if c in columns] + [c for c in columns if c not in table.by_name]
    cleaned = [[clean(row.get(c, "")) for c in ordered] for row in rows]
    key = [
        _order(table.by_name[c], [row[ordered.index(c)] for row in cleaned]) for c in table.primary_key if c in ordered
    ]
    places = sorted(range(len(cleaned)), key=list(zip(*key, strict=True)).__getitem__) if key else range(len(cleaned))
    return encoded(ordered, (cleaned[place] for place in places))


def read_cells(data: bytes) -> tuple[list[str], list[list[str]], list[int]]:
    """Read any CSV bytes to header, rows of cells and their line numbers; ``NotCSV`` says where they are none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotCSV(line, f"byte {data[error.start]:#04x} is not UTF-8") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header: list[str] = next(reader, [])
        rows = list(reader)
    except csv.Error as error:
        raise NotCSV(reader.line_num, str(error)) from None
    lines = list(range(2, len(rows) + 2)) if reader.line_num == len(rows) + 1 else _line_numbers(text)
    if {*map(len, rows)} - {len(header)}:
        line, cells = next((n, row) for n, row in zip(lines, rows, strict=True) if len(row) != len(header))
        raise NotCSV(line, f"{len(cells)} cells; expected {len(header)} as in the header")
    return header, rows, lines


def _line_numbers(text: str) -> list[int]:
    """Return the lines on which the rows of a text end that has line breaks in its cells."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    return [reader.line_num for _ in reader][1:]


def parse_csv(data: bytes) -> tuple[list[str], list[Row], list[int]]:
    """Read any CSV bytes to header, rows and their line numbers; ``NotCSV`` says where they are none."""
    header, rows, lines = read_cells(data)
    if twice := [c for c in header if header.count(c) > 1]:
        raise NotCSV(1, f"column {twice[0]!r} stands twice")
    return header, [dict(zip(header, cells, strict=True)) for cells in rows], lines


def read_part(path: Path, root: Path, table: Table, topic: str) -> tuple[Part, list[Problem]]:
    """Read one file under raw/ with everything that departs from canonical form."""
    file, data = shown(path, root), path.read_bytes()
    try:
        header, rows, lines = read_cells(data)
    except NotCSV as error:
        return Part(file, table, topic, (), [], []), [Problem(file, error.line, "", f"{error.wrong}; mend it by hand")]
    problems = _form_problems(file, data, header, rows, lines)
    problems += _header_problems(file, header, table, topic)
    if not problems and (differs := _what_differs(table, header, rows, data)):
        problems.append(Problem(file, 0, "", f"not in canonical form ({differs}); run `magnitsky-data format`"))
    return Part(file, table, topic, tuple(header), rows, lines), problems


def _form_problems(file: str, data: bytes, header: list[str], rows: list[list[str]], lines: list[int]) -> list[Problem]:
    advice = "run `magnitsky-data format`"
    problems = []
    if not header:
        problems.append(Problem(file, 1, "", "empty file; expected a header"))
    if data.startswith(b"\xef\xbb\xbf"):
        problems.append(Problem(file, 1, "", f"starts with a byte order mark; expected UTF-8 without; {advice}"))
    if b"\r" in data:
        line = data.count(b"\n", 0, data.index(b"\r")) + 1
        problems.append(Problem(file, line, "", f"carriage return; expected LF line ends; {advice}"))
    if are_clean(chain.from_iterable(rows)):
        return problems
    for line, cells in zip(lines, rows, strict=True):
        for column, value in zip(header, cells, strict=True):
            if value != clean(value):
                problems.append(
                    Problem(
                        file,
                        line,
                        column,
                        f"{value!r} has stray spaces, line breaks or is not NFC; expected {clean(value)!r}; {advice}",
                    )
                )
            elif wrong := damage(value):
                problems.append(Problem(file, line, column, f"{wrong}; mend it by hand"))
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


def _what_differs(table: Table, header: list[str], rows: list[list[str]], data: bytes) -> str:
    """Return how clean rows depart from canonical form, empty when they do not."""
    if header != [c for c in table.columns if c in header]:
        return "columns not in schema order"
    keys = list(
        zip(*(_order(table.by_name[c], [r[header.index(c)] for r in rows]) for c in table.primary_key), strict=True)
    )
    if keys != sorted(keys):
        return "rows not sorted by key"
    # A clean cell has no line break, and a line without quotes can be written in one way alone.
    *lines, rest = data.split(b"\n")
    if rest or len(lines) != len(rows) + 1:
        return "quoting or last line end"
    quoted = [(line, cells) for line, cells in zip(lines, (header, *rows), strict=True) if b'"' in line]
    is_canonical = _lines(cells for _, cells in quoted).splitlines() == [line for line, _ in quoted]
    return "" if is_canonical else "quoting or last line end"
