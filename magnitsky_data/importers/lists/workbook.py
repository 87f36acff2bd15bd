"""Workbooks of spreadsheets: the rows of the one sheet that has content."""

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.files.sheets import read_sheets


def sheet_rows(file: OfficialFile) -> list[list[object]]:
    """Return the rows of the first sheet, all of one length; a blank is no content, and other sheets have none."""
    filled: list[list[list[object]]] = [
        [["" if isinstance(cell, str) and not cell.strip() else cell for cell in row] for row in sheet]
        for sheet in read_sheets(file)
    ]
    first, *others = filled or [[]]
    if any(cell != "" for sheet in others for row in sheet for cell in row):
        raise ImportRefused(f"{file.name}: more than one sheet has content; expected the list in the first alone")
    return first
