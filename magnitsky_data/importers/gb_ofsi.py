"""OFSI's Consolidated List of financial sanctions targets of the United Kingdom, as a spreadsheet.

HM Treasury's Office of Financial Sanctions Implementation published ``ConList.xlsx`` until
28 January 2026. Its first row is the day, its second the header; then one row a name and address, so
that a designation is all rows of one regime with one ``Group ID``.
https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets
"""

import re
from collections.abc import Iterator
from io import BytesIO

from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.text import clean
from magnitsky_data.errors import CurationToolsMissing, ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.dates import british_day
from magnitsky_data.importers.lists import Entry, ListState
from magnitsky_data.importers.lists.expect import Expectation, meet
from magnitsky_data.importers.lists.gb_designation import (
    JURISDICTION,
    LIST_ID,
    REFERENCES,
    Designation,
    entry,
    full_name,
)
from magnitsky_data.importers.reading import coded, known, needed, source_row
from magnitsky_data.importers.text import unique

ID = "gb_ofsi"
PUBLICATION = "ConList.xlsx"

EXPECTATIONS = (
    Expectation("gb-ghr", 49, 400, "49 named on the first day; some 25 a year since", 0.5, 1.0, since="2020-07-06"),
    Expectation("gb-ghr", 81, 400, "81 on 2022-05-04, none removed", 0.5, 1.0, since="2022-05-04"),
    Expectation("gb-ghr", 143, 400, "143 on 2025-04-10, none removed", 0.5, 1.0, since="2025-04-10"),
    Expectation("gb-gac", 22, 200, "22 named on the first day, 5 three months later", 0.5, 1.0, since="2021-04-26"),
    Expectation("gb-gac", 27, 200, "27 on 2022-05-04, one removed since", 0.5, 1.0, since="2022-05-04"),
    Expectation("gb-gac", 60, 200, "66 on 2025-04-10, one removed since", 0.5, 1.0, since="2025-04-10"),
)

REGIMES = {"Global Human Rights": "gb-ghr", "Global Anti-Corruption": "gb-gac"}

# Group IDs of references, where Other Information lacks them (15878) or has the one of the Belarus
# regulations first; from the UK Sanctions List, which has both numbers.
REFERENCE_BY_GROUP = {
    "13918": "GHR0050",
    "13919": "GHR0051",
    "13920": "GHR0052",
    "13921": "GHR0053",
    "13922": "GHR0054",
    "13923": "GHR0055",
    "13924": "GHR0056",
    "13925": "GHR0057",
    "15878": "GHR0094",
}

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


def recognises(name: str) -> bool:
    """Tell the spreadsheet by its official name."""
    return bool(re.fullmatch(r"ConList[\w.-]*\.xlsx", name))


def read_states(files: list[OfficialFile], context: Context) -> Iterator[ListState]:
    """Yield the state of the list that each file holds."""
    for file in files:
        yield meet(_state(file), EXPECTATIONS, file.name)


def _state(file: OfficialFile) -> ListState:
    first, header, *rows = _sheet(file)
    if first[:1] != ["Last Updated"] or "Group ID" not in header:
        raise ImportRefused(
            f"{file.name}: begins with {first[:2]!r} and {header[:2]!r}; expected 'Last Updated' with the day, then the header; a file of another kind"
        )
    day = british_day(first[1], f"{file.name}: Last Updated")
    known(filter(None, header), USED, IGNORED, f"{file.name}: header")
    for name in USED:
        needed(dict.fromkeys(header), name, f"{file.name}: header")
    source = source_row(
        file, "gb-ofsi-conlist", day, source_type="official_list", jurisdiction_code=JURISDICTION,
        publisher="Office of Financial Sanctions Implementation, HM Treasury", title="Consolidated List of Financial Sanctions Targets in the UK",
    )  # fmt: skip
    groups: dict[tuple[str, str], list[Row]] = {}
    ids = set()
    for number, cells in enumerate(rows, start=3):
        row = dict(zip(header, cells, strict=True))
        if not row["Group ID"]:
            raise ImportRefused(f"{file.name}: row {number} has no Group ID; expected one in every row: a damaged file")
        ids.add(row["Group ID"])
        if program := _program(row["Regime"], f"{file.name}: row {number}"):
            groups.setdefault((program, row["Group ID"]), []).append(row)
    return ListState(
        LIST_ID, PUBLICATION, day, "in_file", "complete", file.sha256, (source,), entry_count=len(ids),
        entries=tuple(_entry(program, group, same, source["source_id"], file.name) for (program, group), same in groups.items()),
    )  # fmt: skip


def _sheet(file: OfficialFile) -> list[list[str]]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise CurationToolsMissing(
            "importing a spreadsheet needs python-calamine; `pip install 'magnitsky-data[curate]'`"
        ) from None
    try:
        rows = CalamineWorkbook.from_filelike(BytesIO(file.data)).get_sheet_by_index(0).to_python()
    except (CalamineError, OSError, IndexError, ValueError) as error:
        raise ImportRefused(
            f"{file.name}: cannot be read as xlsx ({error}); truncated or of another format: download it again"
        ) from None
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


def _program(regime: str, where: str) -> str:
    if regime not in REGIMES and re.search(r"global (human rights|anti-corruption)", regime, re.IGNORECASE):
        return coded(regime, REGIMES, "regime", where)
    return REGIMES.get(regime, "")  # the other regimes are ignored: none is of the Magnitsky type


def _entry(program: str, group: str, rows: list[Row], source_id: str, file: str) -> Entry:
    where = f"{file}: Group ID {group}"
    for column in SAME:
        if len({row[column] for row in rows}) != 1:
            raise ImportRefused(
                f"{where}: {column} differs between its rows; expected one value a listing; see the file and teach the importer"
            )
    told = _other_information(rows[0]["Other Information"], where)
    reference, others = _reference(program, group, told.pop("reference", ""), where)
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
    return entry(found, source_id, f"Group ID {group}", where)


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


def _reference(program: str, group: str, text: str, where: str) -> tuple[str, list[str]]:
    """Return the reference on a programme and those that the same person has under other regulations.

    Text after the references ("Listed under the Belarus and ... regimes") is prose and left out.
    """
    head = re.match(r"[A-Z]{3}\d{4}(?:(?:,| and|,? ) ?[A-Z]{3}\d{4})*", text)
    found = re.findall(r"[A-Z]{3}\d{4}", head[0]) if head else []
    own = unique([*(f for f in found if f.startswith(REFERENCES[program])), REFERENCE_BY_GROUP.get(group, "")])
    if len(own) != 1:
        raise ImportRefused(
            f"{where}: references {own!r} in {text[:60]!r}; expected one that begins with {REFERENCES[program]}; where the list has none, add it to REFERENCE_BY_GROUP"
        )
    return own[0], [f for f in found if f != own[0]]
