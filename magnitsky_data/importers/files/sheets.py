"""Spreadsheets to cells: .xls, .xlsx and those .ods that calamine reads."""

from io import BytesIO

from magnitsky_data.errors import CurationToolsMissing, ImportRefused
from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.files.archives import ZIP, members


def read_sheets(file: OfficialFile) -> list[list[list[object]]]:
    """Return the rows of each sheet; a cell is a text (empty where there is none), number, boolean, day or time."""
    try:
        from python_calamine import CalamineError, load_workbook
    except ImportError:
        raise CurationToolsMissing(
            "importing spreadsheets needs python-calamine; `pip install 'magnitsky-data[curate]'`"
        ) from None
    if file.data.startswith(ZIP):  # calamine unpacks without a limit
        for _ in members(file):
            pass
    try:
        book = load_workbook(BytesIO(file.data))
        return [
            [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
            for name in book.sheet_names
        ]
    except (CalamineError, OSError, ValueError) as error:
        raise ImportRefused(
            f"{file.name}: not a spreadsheet ({error}); truncated or of another format: download it again"
        ) from None
