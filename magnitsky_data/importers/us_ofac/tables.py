"""Rows of OFAC's flat files, strictly: ASCII, the right number of columns, no sign of a spreadsheet.

https://ofac.treasury.gov/sdn-list-data-formats-data-schemas/tutorial-on-the-use-of-list-related-legacy-flat-files
"""

import csv
import re
from collections.abc import Iterable
from itertools import pairwise

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile

SDN = ("ent_num", "sdn_name", "sdn_type", "program", "title", "call_sign", "vess_type", "tonnage", "grt", "vess_flag", "vess_owner", "remarks")  # fmt: skip
ALT = ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks")
ADD = ("ent_num", "add_num", "address", "city/state/province/postal code", "country", "add_remarks")
COMMENTS = ("ent_num", "remarks")
HEADERS = {"city": "city/state/province/postal code"}  # header lines are not OFAC's, and vary

NULLS = ("-0-", "-0")  # `-0- ` as published; the last cell of the copies of 2019-01-04 is cut to `-0-` and `-0`
END = b"\x1a"
# What a spreadsheet makes of 7-28 (28-Jul) and 1-86 (Jan-86).
SPREADSHEET = re.compile(r"\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d\d")  # fmt: skip


def lines_of(data: bytes, name: str) -> list[bytes]:
    """Return the records of a file, one a line, without the closing byte 0x1A, which copies lack or leave in a row."""
    body, _, rest = data.removeprefix(b"\xef\xbb\xbf").partition(END)
    if rest.strip(b", \r\n"):
        raise ImportRefused(f"{name}: byte 0x1A before {rest[:40]!r}; expected it at the end only: download it again")
    return [line for line in body.splitlines() if line]


def cells_of(lines: Iterable[bytes], columns: tuple[str, ...], name: str) -> list[list[str]]:
    """Return the cells of lines that each hold one record; nulls become empty, blanks are as in the file."""
    try:
        text = [line.decode("ascii") for line in lines]
    except UnicodeDecodeError as error:
        raise ImportRefused(
            f"{name}: byte {error.object[error.start]:#x} in {error.object[:60]!r}; expected ASCII, as OFAC publishes: "
            "a copy saved in another encoding; download it again"
        ) from None
    rows: list[list[str]] = []
    reader = csv.reader(text, strict=True)
    try:
        for row in reader:
            _shape(row, reader.line_num, len(rows) + 1, columns, name)
            rows.append(row)
    except csv.Error as error:
        raise ImportRefused(
            f"{name}: record {len(rows) + 1} {text[len(rows)][:80]!r}: {error}; cut short or damaged: download it again"
        ) from None
    return rows


def _shape(row: list[str], line: int, number: int, columns: tuple[str, ...], name: str) -> None:
    if line != number:
        raise ImportRefused(f"{name}: record {row[0]!r} runs over lines; cut short or damaged: download it again")
    if len(row) != len(columns):
        raise ImportRefused(
            f"{name}: record {row[0]!r} has {len(row)} columns; expected {len(columns)} ({', '.join(columns)}); "
            "cut short, or a column was added or lost: download it again"
        )


def body_of(lines: list[bytes], columns: tuple[str, ...], name: str) -> list[bytes]:
    """Return the lines without a header line that a copyist has put in front."""
    if not lines:
        raise ImportRefused(f"{name}: no record in the file; download it again")
    first = [cell.strip().lower() for cell in lines[0].decode("ascii", "replace").split(",")]
    if first[0] != "ent_num":
        return lines
    if tuple(HEADERS.get(cell, cell) for cell in first) != columns:
        raise ImportRefused(f"{name}: header {', '.join(first)}; expected {', '.join(columns)}: a file of another kind")
    return lines[1:]


def number_of(cell: str, name: str) -> str:
    """Return an ent_num; refuse what is none."""
    if not (cell.isdigit() and cell.isascii()) or cell.startswith("0"):
        raise ImportRefused(f"{name}: ent_num {cell!r}; expected a number: a damaged copy; download it again")
    return cell


def ascending(numbers: list[int], name: str, *, strictly: bool) -> None:
    """Refuse a file whose ent_nums do not rise: every official copy is sorted, so a number was overwritten."""
    if numbers == sorted(numbers) and (not strictly or len(set(numbers)) == len(numbers)):
        return
    for before, after in pairwise(numbers):
        if after < before or (strictly and after == before):
            raise ImportRefused(
                f"{name}: ent_num {after} after {before}; expected rising numbers, as OFAC publishes: "
                "a number was overwritten, or the copy was sorted anew; download it again"
            )


def value(cell: str) -> str:
    """Return the content of a cell with its blanks made single; empty for a null."""
    text = " ".join(cell.split())
    return "" if text in NULLS else text


def not_a_spreadsheet(cells: Iterable[str], what: str, name: str) -> None:
    """Refuse names and addresses that a spreadsheet has turned into a date."""
    for cell in cells:
        if SPREADSHEET.fullmatch(cell):
            raise ImportRefused(
                f"{name}: {what}: {cell!r} is what a spreadsheet makes of a name or number such as 7-28; download the file again"
            )


def rows_by_number(file: OfficialFile, columns: tuple[str, ...], *, is_sorted: bool) -> dict[str, list[list[str]]]:
    """Return the records of ALT.CSV or ADD.CSV by ent_num, all checked for shape."""
    rows = cells_of(body_of(lines_of(file.data, file.name), columns, file.name), columns, file.name)
    found: dict[str, list[list[str]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    for number in found:
        number_of(number, file.name)
    if is_sorted:
        ascending([int(row[0]) for row in rows], file.name, strictly=False)
    return found
