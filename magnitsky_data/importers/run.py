"""Import: official files into raw/imported, all or nothing, the same whatever the order."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

from magnitsky_data.contract import Contract
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile, Row, importer
from magnitsky_data.importers.lists import ListState
from magnitsky_data.importers.lists.store import ListStore
from magnitsky_data.importers.reading import COMPRESSED, open_file, read_rows
from magnitsky_data.importers.units import UnitStore

T = TypeVar("T")
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Summary:
    """What an import did."""

    files: int
    records: int  # bills, votes, members, or states of a list
    skipped: list[str]  # files that hold nothing of the curated selection
    changed: list[str]  # files written, relative to the project


def import_files(
    root: Path, name: str, path: Path, *, url: str = "", date: str = "", progress: Progress = lambda _: None
) -> Summary:
    """Import a file, or every file of a folder that the importer recognises.

    Raises ``ImportRefused`` with every refused file in its message, ``OriginUnknown``,
    ``ImporterNotFound``; nothing is written then.
    """
    module, contract = importer(name), Contract.read(root / "datapackage.json")
    files = _files(path, module)
    run = _Run(root, contract, read_context(root, contract), read_origins(root), url, date, progress)
    contents = run.states(module, files) if hasattr(module, "read_states") else run.units(module, files, path)
    if run.refused:
        raise ImportRefused("\n".join(run.refused) + "\nnothing was written")
    changed = _write(contents)
    return Summary(len(files), len(run.met), run.skipped, [str(p.relative_to(root)) for p in changed])


class _Run:
    """One import: opens files, collects what is refused, fills the stores."""

    def __init__(
        self,
        root: Path,
        contract: Contract,
        context: Context,
        origins: dict[str, Row],
        url: str,
        date: str,
        progress: Progress,
    ):
        self._root, self._contract, self._context, self._origins = root, contract, context, origins
        self._url, self._date, self._progress = url, date, progress
        self.refused: list[str] = []
        self.skipped: list[str] = []
        self.met: set[str] = set()

    def units(self, module: Any, files: list[Path], path: Path) -> dict[Path, bytes]:
        """Return the files of a unit importer's store after importing."""
        store = UnitStore(self._root / "raw" / "imported" / module.ID, self._contract, module)
        for number, file in enumerate(files, start=1):
            self._progress(f"{number} of {len(files)} {file.name}")
            official = self._open(file)
            found = 0
            for extract in self._each(module.read(official, self._context) if official else (), file, module):
                self._try(lambda extract=extract: store.add(extract))  # type: ignore[misc]
                self.met.add(extract.unit)
                found += 1
            if official and not found:
                self.skipped.append(official.name)
        if not self.met and not self.refused:
            raise ImportRefused(
                f"{path}: nothing here is in the curated selection ({', '.join(self.skipped[:3])}); "
                f"add it to raw/curated/{store.owner_table}.relevance.csv first; nothing was written"
            )
        return store.contents()

    def states(self, module: Any, files: list[Path]) -> dict[Path, bytes]:
        """Return the files of the list stores that a list importer adds to; files of one folder go together."""
        stores: dict[str, ListStore] = {}
        for folder, group in groupby(files, key=lambda f: f.parent):
            official = [o for o in map(self._open, group) if o]
            state: ListState
            for state in self._each(module.read_states(official, self._context), folder, module):
                self._progress(f"{state.list_id} {state.list_date} {state.publication}")
                if state.list_id not in stores:
                    stores[state.list_id] = ListStore(
                        self._root / "raw" / "imported" / state.list_id, self._contract, self._context.scope
                    )
                stores[state.list_id].add(state)
                self.met.add(state.snapshot_id)
        return {file: data for store in stores.values() for file, data in store.contents().items()}

    def _open(self, file: Path) -> OfficialFile | None:
        return self._try(lambda: open_file(file, self._origins, self._url, self._date))

    def _try(self, call: Callable[[], T]) -> T | None:
        try:
            return call()
        except ImportRefused as error:
            self.refused.append(str(error))
            return None

    def _each(self, found: Iterable[T], where: Path, module: Any) -> Iterator[T]:
        """Yield what an importer finds until it refuses the file or meets a shape that it does not foresee."""
        try:
            yield from found
        except ImportRefused as error:
            self.refused.append(str(error))
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            self.refused.append(
                f"{where.name}: not of the shape that {module.ID} expects ({type(error).__name__}: {error}); a file of another kind or version"
            )


def _files(path: Path, module: Any) -> list[Path]:
    if not path.exists():
        raise ImportRefused(f"{path}: no such file or folder")
    if path.is_file():
        return [path]
    files = sorted(f for f in path.rglob("*") if f.is_file() and module.recognises(f.name.removesuffix(COMPRESSED)))
    if not files:
        raise ImportRefused(f"{path}: no file here that {module.ID} recognises by its name")
    return files


def read_context(root: Path, contract: Contract) -> Context:
    """Return what importers may know: the curated selection, the documented scope, and the members' ids."""
    curated, members = (
        root / "raw" / "curated",
        read_rows(root / "raw" / "imported" / "us_legislators" / "legislators.csv"),
    )
    selected = {
        table: frozenset(
            row[key]
            for name in (f"{table}.csv", f"{table}.relevance.csv")
            for row in read_rows(curated / name)
            if row.get(key)
        )
        for table, key in (("bills", "bill_id"), ("votes", "vote_id"))
    }
    scope: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for row in read_rows(curated / "designation_events.csv"):
        if row["entry_id"]:
            scope.setdefault(row["entry_id"], set()).add(row["program_id"])
            names[row["listed_name"]] = row["entry_id"]
    return Context(
        bills=selected["bills"],
        votes=selected["votes"],
        bioguide_by_lis={row["lis_id"]: row["bioguide_id"] for row in members if row["lis_id"]},
        bioguide_by_thomas={row["thomas_id"]: row["bioguide_id"] for row in members if row["thomas_id"]},
        codes={f"{t.name}.{f.name}": f.enum for t in contract.tables.values() for f in t.fields if f.enum},
        scope={entry: tuple(sorted(programs)) for entry, programs in scope.items()},
        names_in_scope=names,
    )


def read_origins(root: Path) -> dict[str, Row]:
    """Return where files were published, by SHA-256: as curated, else as an earlier import was told."""
    known = {
        row["sha256"]: row
        for file in sorted((root / "raw" / "imported").glob("*/sources.csv"))
        for row in read_rows(file)
    }
    return known | {row["sha256"]: row for row in read_rows(root / "raw" / "curated" / "source_files.csv")}


def _write(contents: dict[Path, bytes]) -> list[Path]:
    """Write all files that changed, or none."""
    changed = {file: data for file, data in contents.items() if not file.is_file() or file.read_bytes() != data}
    new = {file: file.with_suffix(".new") for file in changed}
    try:
        for file, data in changed.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            new[file].write_bytes(data)
        for file, part in new.items():
            os.replace(part, file)
    except OSError as error:
        for part in new.values():
            if part.parent.is_dir():
                part.unlink(missing_ok=True)
        raise ImportRefused(f"{error.filename}: cannot be written ({error.strerror}); nothing was imported") from None
    return sorted(changed)
