"""OFSI's Consolidated List of financial sanctions targets of the United Kingdom, as a spreadsheet.

HM Treasury's Office of Financial Sanctions Implementation published ``ConList.xlsx`` until
28 January 2026. Its first row is the day, its second the header; then one row a name and address, so
that a designation is all rows of one regime with one ``Group ID``.
https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets
"""

import re
from dataclasses import replace

from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.text import clean
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.dates import british_day
from magnitsky_data.importers.gb_fcdo.designation import (
    LIST_ID,
    REFERENCES,
    Designation,
    entry,
    full_name,
    program_of,
)
from magnitsky_data.importers.lists import Entry, ListState
from magnitsky_data.importers.lists.publications import Official
from magnitsky_data.importers.lists.workbook import sheet_rows
from magnitsky_data.importers.reading import coded, known, needed
from magnitsky_data.importers.readings import Reader
from magnitsky_data.importers.text import unique

OFSI = Official(
    LIST_ID,
    "ConList.xlsx",
    "gb-ofsi-conlist",
    "Office of Financial Sanctions Implementation, HM Treasury",
    "Consolidated List of Financial Sanctions Targets in the UK",
)

USED = {
    *(f"Name {n}" for n in range(1, 7)),
    *(f"Address {n}" for n in range(1, 7)),
    *("Title", "Name Non-Latin Script", "Non-Latin Script Language", "DOB", "Town of Birth", "Country of Birth"),
    *("Nationality", "Passport Number", "Passport Details", "National Identification Number"),
    *("National Identification Details", "Position", "Post/Zip Code", "Country", "Other Information", "Group Type"),
    *("Alias Type", "Alias Quality", "Regime", "Listed On", "UK Sanctions List Date Designated", "Group ID"),
}
IGNORED = {"Non-Latin Script Type", "Last Updated"}  # the letters tell the script; when a row was last edited
SAME = ("Group Type", "Listed On", "UK Sanctions List Date Designated", "Other Information")  # in all rows of a group

# Other Information is "(Label):text (Label):text"; each label to a type of particular.
LABELS = {
    "Gender": "gender",
    "Type of entity": "organization_type",
    "Parent company": "parent_company",
    "Subsidiaries": "subsidiary",
    "Business Reg No": "registration_number",
    "Phone number": "phone",
    "Email address": "email",
    "Website": "website",
    "UK Sanctions List Ref": "reference",
    "UK Statement of Reasons": "",  # prose, not taken over
}


def read_conlist(file: OfficialFile, context: Context) -> ListState:
    """Read the state of the list from all rows of each Group ID."""
    first, header, *rows = _sheet(file)
    if first[:1] != ["Last Updated"] or "Group ID" not in header:
        raise ImportRefused(
            f"{file.name}: begins with {first[:2]!r} and {header[:2]!r}; expected 'Last Updated' with the day, then the header; a file of another kind"
        )
    known(filter(None, header), USED, IGNORED, f"{file.name}: header")
    for name in USED:
        needed(dict.fromkeys(header), name, f"{file.name}: header")
    groups: dict[tuple[str, str], list[Row]] = {}
    ids = set()
    for number, cells in enumerate(rows, start=3):
        row = dict(zip(header, cells, strict=True))
        ids.add(row["Group ID"])
        read = context.readings.at(LIST_ID, f"{file.name}: row {number}")
        if program := program_of(row["Regime"], row["Group ID"], read):
            groups.setdefault((program, row["Group ID"]), []).append(row)
    read = context.readings.at(LIST_ID, file.name)
    entries = [_entry(program, group, same, read) for (program, group), same in groups.items()]
    return OFSI.state(file, british_day(first[1], f"{file.name}: Last Updated"), entries, len(ids))


def _sheet(file: OfficialFile) -> list[list[str]]:
    rows = sheet_rows(file)
    if len(rows) < 3:
        raise ImportRefused(
            f"{file.name}: {len(rows)} rows; expected the day, the header and thousands of rows; download it again"
        )
    return [[_text(cell, file.name, number) for cell in row] for number, row in enumerate(rows, start=1)]


def _text(cell: object, where: str, number: int) -> str:
    # Dates and numbers are text in this file; a spreadsheet program that saved it anew may have changed them.
    if not isinstance(cell, str):
        raise ImportRefused(
            f"{where}: row {number} has {cell!r}; expected text in every cell; the file was saved anew: download the original"
        )
    return cell.strip()


def _entry(program: str, group: str, rows: list[Row], file: Reader) -> Entry:
    read = file.at(f"Group ID {group}")
    where = read.where
    for column in SAME:
        if len({row[column] for row in rows}) != 1:
            raise ImportRefused(
                f"{where}: {column} differs between its rows; expected one value a listing; see the file and teach the importer"
            )
    told = _other_information(rows[0]["Other Information"], where)
    reference, others = _reference(program, group, told.pop("reference", ""), read)
    found = Designation(reference, program, rows[0]["Group Type"], rows[0]["UK Sanctions List Date Designated"])
    for row in rows:
        found.names.append(
            (full_name([row[f"Name {n}"] for n in range(1, 7)]), row["Alias Type"], row["Alias Quality"])
        )
        found.native_names.append((row["Name Non-Latin Script"], row["Non-Latin Script Language"]))
        found.titles.append(row["Title"])
        found.births.append(row["DOB"])
        found.birth_places.append((row["Town of Birth"], row["Country of Birth"]))
        found.nationalities.append(row["Nationality"])
        found.passports.append((row["Passport Number"], row["Passport Details"]))
        found.national_ids.append((row["National Identification Number"], row["National Identification Details"]))
        found.addresses.append((*(row[f"Address {n}"] for n in range(1, 7)), row["Post/Zip Code"], row["Country"]))
    found.facts += [("position", position) for position in unique(row["Position"] for row in rows)]
    found.facts += list(told.items())
    found.facts += [("group_id", group), *(("other_reference", other) for other in others)]
    found.facts.append(("listing_information", f"Listed On: {rows[0]['Listed On']}"))
    return replace(entry(found, read), source_locator=f"Group ID {group}")


def _other_information(text: str, where: str) -> dict[str, str]:
    """Return the labelled texts by type of particular."""
    before, *parts = re.split(r"\(([A-Z][^()]{2,60})\):", text)
    if before.strip() or not parts:
        raise ImportRefused(
            f"{where}: Other Information begins with {text[:60]!r}; expected a label in brackets and a colon; teach the importer"
        )
    told: dict[str, str] = {}
    for label, value in zip(parts[::2], parts[1::2], strict=True):
        kind = coded(label, LABELS, "label", f"{where}: Other Information")
        if kind in told:
            raise ImportRefused(
                f"{where}: Other Information has the label {label!r} twice; expected it once; teach the importer"
            )
        if kind:
            told[kind] = clean(value)
    return told


def _reference(program: str, group: str, text: str, read: Reader) -> tuple[str, list[str]]:
    """Return the reference on a programme and those that the same person has under other regulations.

    Text after the references ("Listed under the Belarus and ... regimes") is prose and left out.
    """
    head = re.match(r"[A-Z]{3}[0-9]{4}(?:(?:,| and|,? ) ?[A-Z]{3}[0-9]{4})*", text)
    found = re.findall(r"[A-Z]{3}[0-9]{4}", head[0]) if head else []
    reissued = read.first_number(group)  # where the list has none, or the one of the Belarus regulations first
    own = unique([*(f for f in found if f.startswith(REFERENCES[program])), reissued if reissued != group else ""])
    if len(own) != 1:
        raise ImportRefused(
            f"{read.where}: references {own!r} in {text[:60]!r}; expected one that begins with {REFERENCES[program]}; where the list has none, add it to raw/curated/reissued_numbers.csv"
        )
    return own[0], [f for f in found if f != own[0]]
