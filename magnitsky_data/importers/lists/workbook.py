"""Workbooks of spreadsheets: the rows of the one sheet that has content."""

from io import BytesIO

from magnitsky_data.errors import CurationToolsMissing, ImportRefused
from magnitsky_data.importers import OfficialFile


def sheet_rows(file: OfficialFile) -> list[list[object]]:
    """Return the rows of the first sheet, all of one length; a blank is no content, and other sheets have none."""
    try:
        from python_calamine import CalamineError, load_workbook
    except ImportError:
        raise CurationToolsMissing(
            "importing spreadsheets needs python-calamine; `pip install 'magnitsky-data[curate]'`"
        ) from None
    try:
        book = load_workbook(BytesIO(file.data))
        sheets = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        raise ImportRefused(
            f"{file.name}: not a spreadsheet ({error}); truncated or of another format: download it again"
        ) from None
    filled: list[list[list[object]]] = [
        [["" if isinstance(cell, str) and not cell.strip() else cell for cell in row] for row in sheet]
        for sheet in sheets
    ]
    first, *others = filled or [[]]
    if any(cell != "" for sheet in others for row in sheet for cell in row):
        raise ImportRefused(f"{file.name}: more than one sheet has content; expected the list in the first alone")
    return first
