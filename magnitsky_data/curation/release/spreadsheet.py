"""The ready and analysis tables as one workbook in which text stays text and dates are dates."""

from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

import pyarrow as pa

from magnitsky_data.citing import dataset_citation
from magnitsky_data.contract.descriptor import Table
from magnitsky_data.curation.release.contents import FIRST_TIME, Contents, File

READ_ME, COLUMNS = "Read me", "Columns"
NARROW, WIDE = 8, 44  # characters
# What a reader seldom needs is folded away behind the + above the sheet: how precise a date is, and its limits.
FOLDED = ("_precision", "_earliest", "_latest")
ADVICE = (
    "Sheets: first the ready views, which answer one question each; then the tables that they are made of; then what every column means.",
    "Text is text: a majority of 1/2, an identifier with leading zeros or a date known only to the year stays as it is. Dates are dates.",
    "An empty cell means not known or does not apply: the sheet Columns says which.",
    "Each sheet has a filter in its first row. The + above a sheet opens columns with the precision and the limits of partial dates.",
)


def files(contents: Contents) -> Iterator[File]:
    """Yield the workbook."""
    import xlsxwriter

    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})
    day = datetime(*FIRST_TIME)
    book.set_properties({"title": contents.heading, "created": day, "modified": day})
    formats = {
        "head": book.add_format({"bold": True, "bg_color": "#DDE5EC", "text_wrap": True, "valign": "top"}),
        "title": book.add_format({"bold": True, "font_size": 16}),
        "bold": book.add_format({"bold": True, "valign": "top"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        "link": book.add_format({"font_color": "#0B5394", "underline": 1, "valign": "top"}),
    }
    shown = list(contents.on_shelves("ready", "analysis"))
    _read_me(book.add_worksheet(READ_ME), contents, shown, formats)
    for table in shown:
        _sheet(book.add_worksheet(table.name), table, contents.tables[table.name], formats)
    _columns(book.add_worksheet(COLUMNS), shown, formats)
    book.close()
    yield f"{contents.name}-spreadsheet.xlsx", stream.getvalue()


def _read_me(sheet: Any, contents: Contents, shown: list[Table], formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 9)
    sheet.set_column(2, 2, 110)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    lines: list[tuple[str, str, str]] = [
        ("title", contents.heading, ""),
        ("wrap", "", contents.contract.descriptor["description"]),
        *(("wrap", "", line) for line in ADVICE),
        ("bold", "How to cite", ""),
        ("wrap", "", dataset_citation(contents.contract, "text")),
        ("bold", "Words of the publishers", "Whoever passes the data on prints them:"),
        *(("wrap", "", words) for words in contents.licence_words),
        ("bold", "Before counting", ""),
        *(("wrap", table.name, caution) for table in shown for caution in table.cautions),
        ("bold", "Sheets", ""),
    ]
    for row, (kind, name, text) in enumerate(lines):
        sheet.set_row(row, 24 if kind == "title" else _height(text, 110))
        sheet.write_string(row, 0, name, formats["title" if kind == "title" else "bold"])
        if text:
            sheet.write_string(row, 2, text, formats["wrap"])
    for row, table in enumerate(shown, start=len(lines)):
        sheet.set_row(row, _height(table.description, 110))
        sheet.write_url(row, 0, f"internal:'{table.name}'!A1", formats["link"], table.name)
        sheet.write_number(row, 1, table.resource["x-rows"], formats["bold"])
        sheet.write_string(row, 2, table.description, formats["wrap"])


def _sheet(sheet: Any, table: Table, content: pa.Table, formats: dict[str, Any]) -> None:
    kinds = {f.name: f.type for f in table.fields}
    texts = {name: content[name].cast(pa.string()).to_pylist() for name in content.column_names}
    for at, name in enumerate(content.column_names):
        lengths = sorted(len(text) for text in texts[name] if text)
        usual = lengths[int(len(lengths) * 0.9)] if lengths else 0
        width = min(max(NARROW, len(name) * 0.8, usual) + 2, WIDE)
        folded = {"level": 1, "hidden": True} if name.endswith(FOLDED) and f"{name}".rpartition("_")[0] in kinds else {}
        sheet.set_column(at, at, width, None, folded)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, content.num_rows, content.num_columns - 1)
    for at, name in enumerate(content.column_names):
        sheet.write_string(0, at, name, formats["head"])
    write: dict[str, Callable[[int, int, Any], Any]] = {
        "string": sheet.write_string,
        "integer": sheet.write_number,
        "boolean": sheet.write_boolean,
        "date": lambda row, at, cell: sheet.write_datetime(row, at, cell, formats["date"]),
    }
    writers = [write[kinds[name]] for name in content.column_names]
    for row, cells in enumerate(zip(*(content[n].to_pylist() for n in content.column_names), strict=True), start=1):
        for at, (writer, cell) in enumerate(zip(writers, cells, strict=True)):
            if cell is not None:
                writer(row, at, cell)


def _columns(sheet: Any, shown: list[Table], formats: dict[str, Any]) -> None:
    for at, (name, width) in enumerate({"table": 22, "column": 26, "type": 12, "meaning": 100, "values": 60}.items()):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, name, formats["head"])
    sheet.freeze_panes(1, 2)
    rows = [(t.name, f.name, f.type, f.description, ", ".join(f.enum)) for t in shown for f in t.fields]
    sheet.autofilter(0, 0, len(rows), 4)
    for row, cells in enumerate(rows, start=1):
        sheet.set_row(row, max(_height(cells[3], 100), _height(cells[4], 60)))
        for at, cell in enumerate(cells):
            sheet.write_string(row, at, cell, formats["wrap" if at > 2 else "bold"])


def _height(text: str, width: int) -> int:
    """Return the height of a row whose text is wrapped: programs do not measure it when they open a file."""
    return 15 * max(1, -(-len(text) // int(width * 0.95)))
