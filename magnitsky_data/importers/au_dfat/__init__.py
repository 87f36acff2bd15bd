"""Australia's Consolidated List of the Department of Foreign Affairs and Trade, as a spreadsheet.

``regulation8_consolidated.xls`` until about 2024, ``Australian_Sanctions_Consolidated_List.xlsx``
since. One row a name: 6830 for the main name, 6830a, 6830b ... for the others.
https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list
"""

import re
from collections.abc import Iterator
from io import BytesIO

from magnitsky_data.errors import CurationToolsMissing, ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.au_dfat.record import EXPECTATIONS, LIST_ID, Record, entry, program
from magnitsky_data.importers.dates import given_day
from magnitsky_data.importers.lists import ListState
from magnitsky_data.importers.lists.expect import meet
from magnitsky_data.importers.reading import coded, known, source_row
from magnitsky_data.importers.text import scalar

ID = "au_dfat"
PUBLICATION = "DFAT Consolidated List"

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

Cells = dict[str, object]


def recognises(name: str) -> bool:
    """Tell the spreadsheet by its two official names."""
    return (
        re.fullmatch(r"(regulation8_consolidated|Australian_Sanctions_Consolidated_List)[\w.-]*\.xlsx?", name)
        is not None
    )


def read_states(files: list[OfficialFile], context: Context) -> Iterator[ListState]:
    """Yield the state of the list that each file holds."""
    for file in files:
        yield meet(_state(file, context), EXPECTATIONS, file.name)


def _state(file: OfficialFile, context: Context) -> ListState:
    day, basis = given_day(file)
    source = source_row(
        file, "au-dfat-list", day, source_type="official_list", jurisdiction_code="AU",
        publisher="Department of Foreign Affairs and Trade (Australian Sanctions Office)", title="Consolidated List",
    )  # fmt: skip
    groups: dict[str, list[tuple[int, Cells]]] = {}
    for number, row in _rows(file):
        groups.setdefault(_reference(row, f"{file.name}: row {number}"), []).append((number, row))
    entries = []
    for reference, rows in groups.items():
        where = f"{file.name}: row {rows[0][0]}: {reference}"
        if program_id := _program(reference, [row for _, row in rows], context, where):
            record = _record(reference, program_id, [row for _, row in rows], where)
            entries.append(entry(record, source["source_id"], f"Reference={reference}", where))
    return ListState(
        LIST_ID, PUBLICATION, day, basis, "complete", file.sha256, (source,),
        entry_count=len(groups), entries=tuple(entries),
    )  # fmt: skip


def _rows(file: OfficialFile) -> Iterator[tuple[int, Cells]]:
    """Yield each row that is not empty, with its number in the sheet."""
    first, *others = _sheets(file)
    if any(cell != "" for sheet in others for row in sheet for cell in row):
        raise ImportRefused(f"{file.name}: more than one sheet has content; expected the list in the first alone")
    header = [scalar(cell, f"{file.name}: header") for cell in first[0]] if first else []
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise ImportRefused(
            f"{file.name}: no column {missing[0]!r} in {header[:5]}; expected the columns of DFAT's Consolidated List: a file of another kind"
        )
    known(filter(None, header), NEEDED, SINCE_2026, f"{file.name}: header")
    for number, cells in enumerate(first[1:], start=2):
        # 243 columns without a name stood behind in 2024; they are empty.
        if any(cell != "" for name, cell in zip(header, cells, strict=True) if not name):
            raise ImportRefused(
                f"{file.name}: row {number} has content in a column without a name; columns are shifted"
            )
        row = {name: cell for name, cell in zip(header, cells, strict=True) if name}
        if any(cell != "" for cell in row.values()):
            yield number, row


def _sheets(file: OfficialFile) -> list[list[list[object]]]:
    try:
        from python_calamine import CalamineError, load_workbook
    except ImportError:
        raise CurationToolsMissing(
            "importing spreadsheets needs python-calamine; `pip install 'magnitsky-data[curate]'`"
        ) from None
    try:
        book = load_workbook(BytesIO(file.data))
        sheets: list[list[list[object]]] = [
            [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
            for name in book.sheet_names
        ]
    except CalamineError as error:
        raise ImportRefused(
            f"{file.name}: not a spreadsheet ({error}); truncated or of another format: download it again"
        ) from None
    return sheets


def _reference(row: Cells, where: str) -> str:
    """Return the number of a reference, without the letters of a further name."""
    found = re.fullmatch(r"(\d+)(?: ?[A-Za-z]+\d*)?", scalar(row["Reference"], where))  # 34c1 in 2022
    if not found:
        raise ImportRefused(
            f"{where}: Reference {row['Reference']!r}; expected a number, or a number and letters, such as 6830a"
        )
    return found[1]


def _program(reference: str, rows: list[Cells], context: Context, where: str) -> str | None:
    labels = {scalar(row["Committees"], where) for row in rows}
    found = {program(label, where) for label in labels}
    if len(found) != 1:
        raise ImportRefused(f"{where}: Committees {sorted(labels)}; expected one label in all rows of a reference")
    program_id = found.pop()
    if program_id != "either":
        return program_id
    # The list of 2022 does not tell human rights from corruption; later lists and the instrument do.
    documented = context.scope.get(f"au-dfat-{reference}", ())
    ours = [p for p in documented if p in ("au-human-rights", "au-corruption")]
    if len(ours) != 1:
        raise ImportRefused(
            f"{where}: 'Autonomous (Thematic)' does not say of which subject, and au-dfat-{reference} is documented on {', '.join(ours) or 'no programme'}; add its listing to the curated events first"
        )
    return ours[0]


def _record(reference: str, program_id: str, rows: list[Cells], where: str) -> Record:
    for name in SAME:
        values = {scalar(row[name], where) for row in rows if name in row}
        if len(values) > 1:
            raise ImportRefused(f"{where}: {name} {sorted(values)}; expected the same in all rows of a reference")
    first = rows[0]
    if scalar(first.get("IMO Number"), where):
        raise ImportRefused(f"{where}: an IMO number on a thematic programme; none was ever seen: teach the importer")

    def column(name: str) -> list[str]:
        return list(dict.fromkeys(text for row in rows if (text := scalar(row.get(name), where))))

    def name_in(row: Cells) -> tuple[str, str, str]:
        name, kind, strength = (
            scalar(row.get(c), where) for c in ("Name of Individual or Entity", "Name Type", "Alias Strength")
        )
        return name, kind, strength

    return Record(
        reference,
        program_id,
        scalar(first["Type"], where),
        scalar(first["Control Date"], where),
        [name_in(row) for row in rows],
        "Alias Strength" in first,
        column("Date of Birth"),
        column("Place of Birth"),
        column("Citizenship"),
        column("Address"),
        list(dict.fromkeys(str(row["Additional Information"]) for row in rows)),
        # Listing Information of these entries names the instrument, as the newer column does.
        list(dict.fromkeys([*column("Instrument of Designation"), *column("Listing Information")])),
        _measures(first, where),
    )


def _measures(row: Cells, where: str) -> dict[str, bool] | None:
    if not any(column in row for column in FLAGS):
        return None
    return {
        name: coded(scalar(row.get(column), where).casefold(), BOOLEANS, column, where) == "true"
        for column, name in FLAGS.items()
    }
