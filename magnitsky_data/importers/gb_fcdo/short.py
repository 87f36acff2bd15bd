"""``FCDO_SL_<day>_<month>_<date>_<year>.ods``: the short edition, one row a designation.

It gives type, day and measures. Its one name puts the family name first and cannot be taken apart, and it
has no aliases and no particulars; so of the parts only the measures are taken from it.
python-calamine cannot read these files (``Expecting 'table-cell'``: white space between their cells), so XML is read by hand.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, ZipFile

from magnitsky_data.contract.text import clean
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.dates import given_day
from magnitsky_data.importers.files.xml import safe_xml
from magnitsky_data.importers.gb_fcdo.designation import LIST_ID, Designation, entry, program_of
from magnitsky_data.importers.lists import Entry, ListState
from magnitsky_data.importers.lists.publications import Official
from magnitsky_data.importers.readings import Reader

ODS = Official(
    LIST_ID, "UK Sanctions List ODS", "gb-fcdo-ods", "Foreign, Commonwealth and Development Office", "UK Sanctions List"
)

COLUMNS = [
    *("Unique ID", "OFSI Group ID", "Name", "Regime Name"),
    *("Type", "Designation source", "Date Designated", "Sanctions Imposed"),
]
CONTENT_LIMIT = 200_000_000  # bytes unpacked; that of August 2025 has 7 million


def read_ods_list(file: OfficialFile, context: Context) -> ListState:
    """Read the state of the list; the day is that in the publisher's file name, else the given one."""
    day, basis = _day(file)
    header, *rows = list(_rows(file)) or [[]]
    if header != COLUMNS:
        raise ImportRefused(
            f"{file.name}: header {header!r}; expected {COLUMNS!r}; a file of another kind, or a new edition"
        )
    entries = []
    for number, cells in enumerate(rows, start=2):
        where = f"{file.name}: row {number}"
        if len(cells) > len(COLUMNS):
            raise ImportRefused(f"{where} has {len(cells)} cells; expected {len(COLUMNS)}; a damaged file")
        row = dict(zip(COLUMNS, [*cells, *[""] * (len(COLUMNS) - len(cells))], strict=True))
        read = context.readings.at(LIST_ID, where)
        if program := program_of(row["Regime Name"], row["Unique ID"], read):
            entries.append(_entry(row, program, read))
    return ODS.state(file, day, entries, len(rows), basis)


def _day(file: OfficialFile) -> tuple[str, str]:
    match = re.search(r"_([A-Z][a-z]{2})[_ ](\d{1,2})[_ ](\d{4})\.ods$", file.name)
    if not match:
        return given_day(file)
    try:
        return datetime.strptime(" ".join(match.groups()), "%b %d %Y").date().isoformat(), "in_file"
    except ValueError:
        raise ImportRefused(
            f"{file.name}: no day in the name; expected FCDO_SL_Mon_Aug_11_2025.ods or the like"
        ) from None


def _entry(row: dict[str, str], program: str, read: Reader) -> Entry:
    day = row["Date Designated"].replace("-", "/")
    found = Designation(row["Unique ID"], program, row["Type"], day, [(row["Name"], "primary name", "")])
    found.sanctions = row["Sanctions Imposed"].split(",")
    made = entry(found, read)
    parts = {"measures": made.parts["measures"]}
    return replace(made, source_locator=f"Unique ID {found.reference}", parts=parts)


def _rows(file: OfficialFile) -> Iterator[list[str]]:
    """Yield the texts of each row that has any, without the empty cells at its end."""
    with safe_xml(f"{file.name}: content.xml") as tree:
        for _, element in tree.iterparse(_content(file), forbid_dtd=True):
            name = element.tag.rsplit("}", 1)[-1]
            if name == "table-row":
                cells: list[str] = []
                for cell in element:
                    text = clean(" ".join("".join(p.itertext()) for p in cell))
                    # Rows are padded to 16,384 columns with one repeated empty cell.
                    repeated = int(
                        next((v for k, v in cell.attrib.items() if k.endswith("}number-columns-repeated")), "1")
                    )
                    cells += [text] * min(repeated, len(COLUMNS) + 1)
                while cells and not cells[-1]:
                    cells.pop()
                if cells:
                    yield cells
                element.clear()


def _content(file: OfficialFile) -> IO[bytes]:
    try:
        with ZipFile(BytesIO(file.data)) as archive, archive.open("content.xml") as stream:
            content = stream.read(CONTENT_LIMIT + 1)
    except (BadZipFile, KeyError, OSError, EOFError, RuntimeError, NotImplementedError) as error:
        raise ImportRefused(
            f"{file.name}: cannot be read as ODS ({error}); truncated or of another format: download it again"
        ) from None
    if len(content) > CONTENT_LIMIT:
        raise ImportRefused(
            f"{file.name}: content.xml has more than {CONTENT_LIMIT:,} bytes; no official file is that large"
        )
    return BytesIO(content)
