"""A workbook is read in a process with limits: what ends that process is refused as a damaged file is, and nothing else ends."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from official_files import wrapped, xlsx
from refusing import URL, Refuse, says

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.files import limits, sheets
from magnitsky_data.importers.files.sheets import read_sheets

# A process that gets no memory may also hang while it says so: then the clock ends it.
NOTHING_LEFT = r"a\.xlsx: its reader was stopped \((?:SIGABRT|MemoryError.*|memory allocation of .*|time is up)\); expected a workbook that is read within \d+ MB"


def with_cell(reference: str) -> bytes:
    """A workbook of one cell in its first place, and of another in that one."""
    book = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx([["x"]]))) as old, zipfile.ZipFile(book, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, text.replace("</row>", f'</row><row><c r="{reference}"><v>7</v></c></row>'))
    return book.getvalue()


def test_a_far_cell_ends_the_reader_alone() -> None:
    """The last cell of a sheet: 17 thousand million cells before it, of 24 bytes each."""
    assert read_sheets(wrapped("a.xlsx", with_cell("B2"))) == [[["x", ""], ["", 7]]]
    with pytest.raises(ImportRefused, match=NOTHING_LEFT):
        read_sheets(wrapped("a.xlsx", with_cell("XFD1048576")))


def test_a_workbook_that_needs_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    many = xlsx([["KADYROV", 7]] * 100_000)
    assert len(read_sheets(wrapped("a.xlsx", many))[0]) == 100_000
    monkeypatch.setattr(limits, "MEMORY", 60_000_000)
    monkeypatch.setattr(limits, "WAIT", 10)
    with pytest.raises(ImportRefused, match=NOTHING_LEFT):
        read_sheets(wrapped("a.xlsx", many))


@pytest.mark.parametrize(
    ("program", "work", "wait", "why"),
    [
        ("import time; time.sleep(60)", 10, 0.5, "time is up"),
        ("while True: pass", 1, 60, r"SIGXCPU|SIGKILL"),
        ("import os; os.kill(os.getpid(), 11)", 10, 60, "SIGSEGV"),
        ("raise SystemExit('PanicException: index out of bounds')", 10, 60, "PanicException: index out of bounds"),
    ],
)
def test_a_reader_that_hangs_or_crashes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, work: int, wait: float, why: str
) -> None:
    process = sheets.PROCESS.read_text(encoding="utf-8")
    start = "    pickle.dump("
    assert start in process
    (tmp_path / "reader.py").write_text(process.replace(start, f"    {program}\n{start}"), encoding="utf-8")
    monkeypatch.setattr(sheets, "PROCESS", tmp_path / "reader.py")
    monkeypatch.setattr(limits, "WORK", work)
    monkeypatch.setattr(limits, "WAIT", wait)
    with pytest.raises(ImportRefused, match=rf"a\.xlsx: its reader was stopped \(({why})\); expected a workbook"):
        read_sheets(wrapped("a.xlsx", xlsx([["x"]])))


def test_the_command_refuses_a_far_cell_as_any_damage(put: Callable[..., Path], refuse: Refuse) -> None:
    """With exit code 1, and the project as it was."""
    name = "Australian_Sanctions_Consolidated_List.xlsx"
    message = refuse("import", "au_dfat", put(name, with_cell("XFD1048576")), "--url", URL, "--date", "2026-08-02")
    says(message, f"{name}: its reader was stopped", "expected a workbook", "download it again")
    says(message, "nothing was written")
