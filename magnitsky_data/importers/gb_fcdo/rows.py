"""``UK-Sanctions-List.csv``: a line with the day, a header of 58 columns, one row a combination of details."""

import csv
import re
from datetime import datetime
from io import StringIO

from magnitsky_data.contract.cells import Row
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.gb_fcdo.listing import complete_entry, list_state, program_of, source_id
from magnitsky_data.importers.lists import Entry, ListState
from magnitsky_data.importers.lists.gb_designation import Designation, full_name
from magnitsky_data.importers.reading import known, needed

PLAIN = {  # columns of one value, to the type of particular
    "Phone number": "phone",
    "Email address": "email",
    "Website": "website",
    "Position": "position",
    "Gender": "gender",
    "Type of entity": "organization_type",
    "Parent company": "parent_company",
    "Subsidiaries": "subsidiary",
    "OFSI Group ID": "group_id",
    "UN Reference Number": "other_reference",
}
SAME = ("Regime Name", "Designation Type", "Date Designated", "Sanctions Imposed", "Other Information")
USED = {
    *PLAIN,
    *SAME,
    *(f"Name {n}" for n in range(1, 7)),
    *(f"Address Line {n}" for n in range(1, 7)),
    *("Unique ID", "Name type", "Alias strength", "Title", "Name non-latin script", "Non-latin script language"),
    *("Address Postal Code", "Address Country", "D.O.B", "Nationality(/ies)", "National Identifier number"),
    *("National Identifier additional information", "Passport number", "Passport additional information"),
    *("Town of birth", "Country of birth", "Business registration number (s)"),
}
IGNORED = {
    *("Last Updated", "Designation source", "Non-latin script type", "UK Statement of Reasons"),
    # Of ships, which Designation Type refuses.
    *("IMO number", "Current owner/operator (s)", "Previous owner/operator (s)", "Current believed flag of ship"),
    *("Previous flags", "Type of ship", "Tonnage of ship", "Length of ship", "Year Built"),
    "Hull identification number (HIN)",
}


def read_csv_list(file: OfficialFile) -> ListState:
    """Read the state of the list from all rows of each Unique ID."""
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRefused(
            f"{file.name}: not UTF-8 ({error}); saved anew by another program: download the original"
        ) from None
    lines = StringIO(text, newline="")
    day = _report_day(lines.readline(), file.name)
    try:
        header, *rows = [cells for cells in csv.reader(lines, strict=True) if cells]
    except (csv.Error, ValueError) as error:
        raise ImportRefused(f"{file.name}: not CSV with a header ({error}); truncated: download it again") from None
    known(header, USED, IGNORED, f"{file.name}: header")
    for name in USED:
        needed(dict.fromkeys(header), name, f"{file.name}: header")
    groups: dict[str, list[Row]] = {}
    for number, cells in enumerate(rows, start=3):
        if len(cells) != len(header):
            raise ImportRefused(
                f"{file.name}: record {number} has {len(cells)} cells; expected {len(header)}; truncated: download it again"
            )
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
        groups.setdefault(row["Unique ID"], []).append(row)
    source = source_id(file, "csv", day)
    entries = []
    for reference, same in groups.items():
        where = f"{file.name}: {reference}"
        if program := program_of(same[0]["Regime Name"], reference, where):
            entries.append(_entry(reference, program, same, source, where))
    return list_state(file, "csv", day, "in_file", len(groups), entries)


def _report_day(line: str, where: str) -> str:
    match = re.fullmatch(r'"?Report Date: (\d\d-[A-Z][a-z]{2}-\d{4})"?,*\s*', line)
    try:
        if match:
            return datetime.strptime(match[1], "%d-%b-%Y").date().isoformat()
    except ValueError:
        pass
    raise ImportRefused(
        f"{where}: begins with {line[:60]!r}; expected a line such as 'Report Date: 08-Oct-2026'; a file of another kind"
    )


def _entry(reference: str, program: str, rows: list[Row], source: str, where: str) -> Entry:
    first = rows[0]
    for column in SAME:
        if any(row[column] != first[column] for row in rows):
            raise ImportRefused(
                f"{where}: {column} differs between its rows; expected one value a designation; see the file and teach the importer"
            )
    found = Designation(reference, program, first["Designation Type"], first["Date Designated"])
    for row in rows:
        found.names.append(
            (full_name([row[f"Name {n}"] for n in range(1, 7)]), row["Name type"], row["Alias strength"])
        )
        found.native_names.append((row["Name non-latin script"], row["Non-latin script language"]))
        found.titles.append(row["Title"])
        found.births.append(row["D.O.B"])
        found.birth_places.append((row["Town of birth"], row["Country of birth"]))
        found.nationalities.append(row["Nationality(/ies)"])
        found.passports.append((row["Passport number"], row["Passport additional information"]))
        found.national_ids.append(
            (row["National Identifier number"], row["National Identifier additional information"])
        )
        found.registrations.append(row["Business registration number (s)"])
        lines = (row[f"Address Line {n}"] for n in range(1, 7))
        found.addresses.append((*lines, row["Address Postal Code"], row["Address Country"]))
    found.facts = [(kind, row[column]) for column, kind in PLAIN.items() for row in rows]
    return complete_entry(found, first["Sanctions Imposed"], first["Other Information"], "|", source, where)
