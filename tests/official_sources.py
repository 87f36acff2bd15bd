"""The official files that tests read: named by SHA-256, found wherever they lie below the folder of sources.

Two lists name them. ``official_files.csv`` has those whose figures tests know, each with the name by which
tests ask for it. ``sources.csv`` and ``snapshot_files.csv`` of a folder under raw/imported have those on
which that folder rests, so that an import needs no edit here.
"""

import csv
import gzip
import os
import zlib
from collections import Counter
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

import pytest
from small_project import ROOT

from magnitsky_data.contract.canonical import parse_csv
from magnitsky_data.importers.files.open import ARCHIVES, COMPRESSED

FOLDER = Path(os.environ.get("MAGNITSKY_DATA_SOURCES") or ROOT.parent / "shared" / "sources")
LIST = Path(__file__).with_name("official_files.csv")
Delivery = dict[str, str]  # names by SHA-256 of the files that one import reads together


def listed() -> dict[str, str]:
    """Return the names of ``official_files.csv`` with the SHA-256 of what each file holds, unpacked."""
    with LIST.open(encoding="utf-8", newline="") as stream:
        return {row["name"]: row["sha256"] for row in csv.DictReader(stream)}


def deliveries(imported: Path) -> list[Delivery]:
    """Return what a folder of raw/imported rests on: the files of a state go together, an archive of many alone."""
    sources = {row["source_id"]: row for row in rows_in(imported / "sources.csv")}
    rows = rows_in(imported / "snapshot_files.csv")
    states = Counter(row["source_id"] for row in rows)
    together: dict[str, Delivery] = {}
    for row in rows or [{"snapshot_id": source, "source_id": source} for source in sources]:
        key = row["source_id"] if states[row["source_id"]] > 1 else row["snapshot_id"]
        source = sources[row["source_id"]]
        together.setdefault(key, {})[source["sha256"]] = source["file_name"]
    return list(together.values())


def is_searched(imported: Path, delivery: Delivery) -> bool:
    """Tell whether a delivery holds a part of a list alone: ids, names, aliases."""
    coverage = {row["snapshot_id"]: row["coverage"] for row in rows_in(imported / "list_snapshots.csv")}
    sources = {row["source_id"]: row["sha256"] for row in rows_in(imported / "sources.csv")}
    return any(
        sources[row["source_id"]] in delivery and coverage[row["snapshot_id"]] != "complete"
        for row in rows_in(imported / "snapshot_files.csv")
    )


def rows_in(file: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file, none where it is not there."""
    return parse_csv(file.read_bytes())[1] if file.is_file() else []


@cache
def at_hand() -> dict[str, Path]:
    """Return every file below the folder of sources by the SHA-256 of what it holds, unpacked."""
    found = {}
    for file in sorted(FOLDER.rglob("*")):
        if file.is_file():
            with suppress(OSError, EOFError, zlib.error):  # a download that broke off is not one of those listed
                found[sha256(_content(file)).hexdigest()] = file
    return found


def skip_without(files: Delivery) -> None:
    """Skip a test, or fail where they are required, in one line unless all these files are at hand."""
    missing = sorted(name for digest, name in files.items() if digest not in at_hand())
    if missing:
        not_run(f"{len(missing)} of {len(files)} official files are not below {FOLDER}, the first {missing[0]}")


def fact_sheet(name: str) -> Path:
    """Return a table of facts that were researched apart from this code, from the folder beside the sources."""
    file = FOLDER.parent / "facts" / f"{name}.csv"
    if not file.is_file():
        not_run(f"{file}: no such table of facts, which lie beside the sources")
    return file


def not_run(missing: str) -> NoReturn:
    """Skip a test for want of files, or fail."""
    message = f"not run: {missing}; name the folder of sources in MAGNITSKY_DATA_SOURCES"
    if os.environ.get("MAGNITSKY_DATA_SOURCES_REQUIRED"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def lay_out(files: Delivery, folder: Path) -> None:
    """Lay files, which are at hand, into a folder under the names given."""
    for digest, name in files.items():
        found, target = at_hand()[digest], folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if _is_packed(found) == _is_packed(target):
            target.symlink_to(found.resolve())
        else:
            target.write_bytes(gzip.compress(_content(found)) if _is_packed(target) else _content(found))


def _is_packed(file: Path) -> bool:
    return file.suffix == COMPRESSED and not file.name.endswith(ARCHIVES)


def _content(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()) if _is_packed(file) else file.read_bytes()
