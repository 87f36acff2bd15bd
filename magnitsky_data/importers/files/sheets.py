"""Spreadsheets to cells, .xls and .xlsx, read in a process of its own: a damaged one ends that and not the import."""

import pickle
import signal
import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from magnitsky_data.errors import CurationToolsMissing, ImportRefused
from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.files import limits
from magnitsky_data.importers.files.archives import ZIP, members

PROCESS = Path(__file__).with_name("workbook_process.py")


def read_sheets(file: OfficialFile) -> list[list[list[object]]]:
    """Return the rows of each sheet; a cell is a text (empty where there is none), number, boolean, day or time."""
    if find_spec("python_calamine") is None:
        raise CurationToolsMissing(
            "importing spreadsheets needs python-calamine; `pip install 'magnitsky-data[curate]'`"
        )
    if file.data.startswith(ZIP):  # calamine unpacks without a limit
        for _ in members(file):
            pass
    found = _cells(file)
    if isinstance(found, str):
        raise ImportRefused(
            f"{file.name}: not a spreadsheet ({found}); truncated or of another format: download it again"
        )
    return found


def _cells(file: OfficialFile) -> list[list[list[object]]] | str:
    command = [sys.executable, "-P", str(PROCESS), str(limits.MEMORY), str(limits.WORK)]
    try:
        done = subprocess.run(command, input=file.data, capture_output=True, timeout=limits.WAIT)  # noqa: S603 - our own file
    except subprocess.TimeoutExpired:
        raise _stopped(file, "time is up") from None
    if done.returncode:
        *_, said = done.stderr.decode("utf-8", "replace").splitlines() or ["nothing said"]
        with suppress(ValueError):
            said = signal.Signals(-done.returncode).name
        raise _stopped(file, said)
    found: list[list[list[object]]] | str = pickle.loads(done.stdout)  # noqa: S301 - from that process
    return found


def _stopped(file: OfficialFile, why: str) -> ImportRefused:
    return ImportRefused(
        f"{file.name}: its reader was stopped ({why}); expected a workbook that is read within {limits.MEMORY // 10**6} MB "
        f"and {limits.WORK} s of work; a damaged or forged file: download it again"
    )
