"""The DFAT Consolidated List as a workbook: one row a name, 6830 for the main name, 6830a, 6830b ... for the others."""

import re
from collections.abc import Iterator
from dataclasses import replace

from magnitsky_data.contract.cells import Row
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.au_dfat.record import LIST_ID, Record, entry, program
from magnitsky_data.importers.dates import given_day
from magnitsky_data.importers.lists import ListState
from magnitsky_data.importers.lists.publications import Official
from magnitsky_data.importers.lists.workbook import sheet_rows
from magnitsky_data.importers.reading import coded, known
from magnitsky_data.importers.readings import Reader
from magnitsky_data.importers.text import scalar, unique

DFAT = Official(
    LIST_ID,
    "DFAT Consolidated List",
    "au-dfat-list",
    "Department of Foreign Affairs and Trade (Australian Sanctions Office)",
    "Consolidated List",
)

NEEDED = (
    *("Reference", "Name of Individual or Entity", "Type", "Name Type", "Date of Birth", "Place of Birth"),
    *("Citizenship", "Address", "Additional Information", "Listing Information", "Committees", "Control Date"),
)
FLAGS = {
    "Targeted Financial Sanction": "targeted_financial_sanction",
    "Travel Ban": "travel_ban",
    "Arms Embargo": "arms_embargo",
    "Maritime Restriction": "maritime_restriction",
}
SINCE_2026 = ("Alias Strength", "IMO Number", "Instrument of Designation", *FLAGS)
SAME = ("Type", "Committees", "Control Date", *FLAGS)  # in all rows of one reference
BOOLEANS = {"true": "true", "yes": "true", "false": "false", "no": "false"}

LINES = "Additional Information"  # one thing a line, so its line breaks count


def read_workbook(file: OfficialFile, context: Context) -> ListState:
    """Read the state of the list, of the day that is given for the file."""
    day, basis = given_day(file)
    groups: dict[str, list[tuple[int, Row]]] = {}
    for number, row in _rows(file):
        groups.setdefault(_reference(row, f"{file.name}: row {number}"), []).append((number, row))
    entries = []
    for reference, numbered_rows in groups.items():
        rows = [row for _, row in numbered_rows]
        read = context.readings.at(LIST_ID, f"{file.name}: row {numbered_rows[0][0]}: {reference}")
        if program_id := _program(reference, rows, read):
            made = entry(_record(reference, program_id, rows, read.where), read)
            entries.append(replace(made, source_locator=f"Reference={reference}"))
    return DFAT.state(file, day, entries, len(groups), basis)


def _rows(file: OfficialFile) -> Iterator[tuple[int, Row]]:
    """Yield each row that is not empty, with its number in the sheet."""
    first = sheet_rows(file)
    header = [scalar(cell, f"{file.name}: header") for cell in first[0]] if first else []
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise ImportRefused(
            f"{file.name}: no column {missing[0]!r} in {header[:5]}; expected the columns of DFAT's Consolidated List: a file of another kind"
        )
    known(filter(None, header), NEEDED, SINCE_2026, f"{file.name}: header")
    for number, cells in enumerate(first[1:], start=2):
        # 243 columns without a name stood behind in 2024; they are empty or hold blanks.
        if any(str(cell).strip() for name, cell in zip(header, cells, strict=True) if not name):
            raise ImportRefused(
                f"{file.name}: row {number} has content in a column without a name; columns are shifted"
            )
        row = {
            name: str(cell) if name == LINES else scalar(cell, f"{file.name}: row {number}")
            for name, cell in zip(header, cells, strict=True)
            if name
        }
        if any(row.values()):
            yield number, row


def _reference(row: Row, where: str) -> str:
    """Return the number of a reference, without the letters of a further name."""
    found = re.fullmatch(r"([0-9]{1,9})(?: ?[A-Za-z]+[0-9]*)?", row["Reference"])  # 34c1 in 2022
    if not found:
        raise ImportRefused(
            f"{where}: Reference {row['Reference']!r}; expected a number, or a number and letters, such as 6830a"
        )
    return found[1]


def _program(reference: str, rows: list[Row], read: Reader) -> str:
    labels = {row["Committees"] for row in rows}
    found = {program(label, reference, read) for label in labels}
    if len(found) != 1:
        raise ImportRefused(f"{read.where}: Committees {sorted(labels)}; expected one label in all rows of a reference")
    return found.pop()


def _record(reference: str, program_id: str, rows: list[Row], where: str) -> Record:
    for name in SAME:
        values = {row[name] for row in rows if name in row}
        if len(values) > 1:
            raise ImportRefused(f"{where}: {name} {sorted(values)}; expected the same in all rows of a reference")
    first = rows[0]
    if first.get("IMO Number"):
        raise ImportRefused(f"{where}: an IMO number on a thematic programme; none was ever seen: teach the importer")

    def column(name: str) -> tuple[str, ...]:
        return unique(row.get(name, "") for row in rows)

    return Record(
        reference,
        program_id,
        first["Type"],
        first["Control Date"],
        [(row["Name of Individual or Entity"], row["Name Type"], row.get("Alias Strength", "")) for row in rows],
        "Alias Strength" in first,
        column("Date of Birth"),
        column("Place of Birth"),
        column("Citizenship"),
        column("Address"),
        column(LINES),
        # Listing Information of these entries names the instrument, as the newer column does.
        unique([*column("Instrument of Designation"), *column("Listing Information")]),
        _measures(first, where),
    )


def _measures(row: Row, where: str) -> dict[str, bool] | None:
    if not any(column in row for column in FLAGS):
        return None
    return {
        name: coded(row.get(column, "").casefold(), BOOLEANS, column, where) == "true" for column, name in FLAGS.items()
    }
