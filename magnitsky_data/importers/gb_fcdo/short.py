"""``FCDO_SL_<day>_<month>_<date>_<year>.ods``: the short edition, one row a designation.

It gives type, day and measures. Its one name puts the family name first and cannot be taken apart, and it
has no aliases and no particulars; so of the parts only the measures are taken from it.
python-calamine cannot read these files (``Expecting 'table-cell'``: white space between their cells), so XML is read by hand.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from magnitsky_data.contract.text import clean
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.dates import given_day
from magnitsky_data.importers.files.archives import members
from magnitsky_data.importers.files.xml import Attributes, Shape, closed, local, stream
from magnitsky_data.importers.gb_fcdo.designation import LIST_ID, Designation, entry, program_of
from magnitsky_data.importers.lists import Entry, ListState
from magnitsky_data.importers.lists.publications import Official
from magnitsky_data.importers.reading import known
from magnitsky_data.importers.readings import Reader
from magnitsky_data.importers.strict import whole_number

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ODS = Official(
    LIST_ID, "UK Sanctions List ODS", "gb-fcdo-ods", "Foreign, Commonwealth and Development Office", "UK Sanctions List"
)

COLUMNS = [
    *("Unique ID", "OFSI Group ID", "Name", "Regime Name"),
    *("Type", "Designation source", "Date Designated", "Sanctions Imposed"),
]
SHEET = ("version", "name", "style-name")  # attributes of the sheet and of what holds it
ROW: Shape = {"table-row": ("table-cell",), "table-cell": ("p",), "p": None}
ATTRIBUTES: Attributes = {
    "table-row": ("style-name", "number-rows-repeated"),
    "table-cell": ("style-name", "value-type", "number-columns-repeated"),
    "p": None,
}
SHEET_IGNORED = ("font-face-decls", "automatic-styles", "calculation-settings", "table-column")


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
    content = next((data for name, data in members(file) if name == "content.xml"), None)
    if content is None:
        raise ImportRefused(f"{file.name}: no member 'content.xml'; expected an ODS: a file of another format")
    for element in stream(
        content, f"{file.name}: content.xml", "document-content", ("body", "spreadsheet", "table"), SHEET
    ):
        known([element.tag], ("table-row",), SHEET_IGNORED, f"{file.name}: content.xml")
        if element.tag != "table-row":
            continue
        closed(element, ROW, f"{file.name}: content.xml", ATTRIBUTES)
        cells: list[str] = []
        for cell in element:
            text = clean(" ".join("".join(p.itertext()) for p in cell))
            cells += [text] * min(_repeated(cell, file.name), len(COLUMNS) + 1)
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield cells


def _repeated(cell: "Element", where: str) -> int:
    """Return how often a cell stands: rows are padded to 16,384 columns with one repeated empty cell."""
    times = next((v for k, v in cell.attrib.items() if local(k) == "number-columns-repeated"), "1")
    return whole_number(times, f"{where}: number-columns-repeated")
