"""Rows of OFAC's flat files, strictly: ASCII, the right number of columns, no sign of a spreadsheet.

https://ofac.treasury.gov/sdn-list-data-formats-data-schemas/tutorial-on-the-use-of-list-related-legacy-flat-files
"""

import csv
import re
from collections.abc import Iterable
from itertools import pairwise

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.us_ofac.record import number_of

# Columns by kind of file, which is also the beginning of its name.
COLUMNS = {
    "sdn": "ent_num sdn_name sdn_type program title call_sign vess_type tonnage grt vess_flag vess_owner remarks",
    "alt": "ent_num alt_num alt_type alt_name alt_remarks",
    "add": "ent_num add_num address city country add_remarks",
    "sdn_comments": "ent_num remarks",
}
HEADERS = {"city/state/province/postal code": "city"}  # header lines are not OFAC's, and vary

NULLS = ("-0-", "-0")  # `-0- ` as published; the last cell of the copies of 2019-01-04 is cut to `-0-` and `-0`
END = b"\x1a"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # some of them are white space to Python
# What a spreadsheet makes of 7-28 (28-Jul) and 1-86 (Jan-86).
MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
SPREADSHEET = re.compile(rf"\d{{1,2}}-{MONTH}|{MONTH}-\d\d")


def lines_of(data: bytes, kind: str, name: str) -> list[bytes]:
    """Return the records of a file, one a line.

    Left out are the closing byte 0x1A, which copies lack or leave in a row, and a header line that a copyist has put in front.
    """
    body, _, rest = data.removeprefix(b"\xef\xbb\xbf").partition(END)
    if rest.strip(b", \r\n"):
        raise ImportRefused(f"{name}: byte 0x1A before {rest[:40]!r}; expected it at the end only: download it again")
    lines = list(filter(None, body.splitlines()))
    if not lines:
        raise ImportRefused(f"{name}: no record in the file; download it again")
    first = [cell.strip().lower() for cell in lines[0].decode("ascii", "replace").split(",")]
    if first[0] != "ent_num":
        return lines
    columns = COLUMNS[kind].split()
    if [HEADERS.get(cell, cell) for cell in first] != columns:
        raise ImportRefused(f"{name}: header {', '.join(first)}; expected {', '.join(columns)}: a file of another kind")
    return lines[1:]


def cells_of(lines: Iterable[bytes], kind: str, name: str) -> list[list[str]]:
    """Return the cells of lines that each hold one record, blanks as in the file."""
    try:
        text = [line.decode("ascii") for line in lines]
    except UnicodeDecodeError as error:
        raise ImportRefused(
            f"{name}: byte {error.object[error.start]:#x} in {error.object[:60]!r}; expected ASCII, as OFAC publishes: "
            "a copy saved in another encoding; download it again"
        ) from None
    for line in text:
        if found := CONTROL.search(line):
            raise ImportRefused(
                f"{name}: control character U+{ord(found[0]):04X} in {line[:60]!r}; expected text: a damaged copy; download it again"
            )
    columns = COLUMNS[kind].split()
    rows: list[list[str]] = []
    reader = csv.reader(text, strict=True)
    try:
        for row in reader:
            rows.append(row)
            if reader.line_num != len(rows):
                raise ImportRefused(
                    f"{name}: record {row[0]!r} runs over lines; cut short or damaged: download it again"
                )
            if len(row) != len(columns):
                raise ImportRefused(
                    f"{name}: record {row[0]!r} has {len(row)} columns; expected {len(columns)} ({', '.join(columns)}); "
                    "cut short, or a column was added or lost: download it again"
                )
    except csv.Error as error:
        raise ImportRefused(
            f"{name}: record {len(rows) + 1} {text[len(rows)][:80]!r}: {error}; cut short or damaged: download it again"
        ) from None
    return rows


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


def not_a_spreadsheet(cells: Iterable[str], where: str) -> None:
    """Refuse names and addresses that a spreadsheet has turned into a date."""
    for cell in cells:
        if SPREADSHEET.fullmatch(cell):
            raise ImportRefused(
                f"{where}: {cell!r} is what a spreadsheet makes of a name or number such as 7-28; download the file again"
            )


def rows_by_number(file: OfficialFile, kind: str, *, is_sorted: bool) -> dict[str, list[list[str]]]:
    """Return the records of a file that may have several for an entry, by ent_num, all checked for shape."""
    rows = cells_of(lines_of(file.data, kind, file.name), kind, file.name)
    found: dict[str, list[list[str]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    for number in found:
        number_of(number, file.name)
    if is_sorted:
        ascending([int(row[0]) for row in rows], file.name, strictly=False)
    return found
