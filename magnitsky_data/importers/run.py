"""Import: official files into raw/imported, all or nothing, the same whatever the order."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

from magnitsky_data.contract.cells import Row, cell_check
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.contract.writing import replace_all
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile, importer
from magnitsky_data.importers.files.open import ARCHIVES, COMPRESSED, open_file
from magnitsky_data.importers.lists import ListState
from magnitsky_data.importers.lists.expect import meet
from magnitsky_data.importers.lists.store import ListStore
from magnitsky_data.importers.reading import canonical_table, read_rows
from magnitsky_data.importers.readings import Readings
from magnitsky_data.importers.units import UnitStore

T = TypeVar("T")
Progress = Callable[[str], None]
Stores = dict[Path, dict[str, list[Row]]]  # tables by the folder of their store


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
    try:
        run = _Run(root, contract, url, date, progress)
        stores = run.states(module, files) if hasattr(module, "read_states") else run.units(module, files, path)
    except KeyError as error:
        raise ImportRefused(
            f"{root / 'raw'}: a file there lacks the row or column {error}; `magnitsky-data validate` says where"
        ) from None
    if run.refused:
        raise ImportRefused("\n".join(run.refused) + "\nnothing was written")
    changed = _write(
        {
            folder: {name: canonical_table(contract, name, rows) for name, rows in tables.items() if rows}
            for folder, tables in stores.items()
        }
    )
    return Summary(len(files), len(run.met), run.skipped, [str(p.relative_to(root)) for p in changed])


class _Run:
    """One import: opens files, collects what is refused, fills the stores."""

    def __init__(self, root: Path, contract: Contract, url: str, date: str, progress: Progress):
        self._root, self._contract = root, contract
        self._context, self._origins = read_context(root, contract), read_origins(root)
        self._verdicts = {
            (t.name, f.name): cell_check(replace(f, required=f.required and not f.overlay))  # an overlay may come later
            for t in contract.tables.values()
            for f in t.fields
        }
        self._url, self._date, self._progress = url, date, progress
        self.refused: list[str] = []
        self.skipped: list[str] = []
        self.met: set[str] = set()

    def units(self, module: Any, files: list[Path], path: Path) -> Stores:
        """Return the tables of a unit importer's store after importing."""
        folder = self._root / "raw" / "imported" / module.ID
        store = UnitStore(folder, self._contract, module)
        for number, file in enumerate(files, start=1):
            self._progress(f"{number} of {len(files)} {file.name}")
            official = self._open(file)
            found = 0
            for extract in self._each(module.read(official, self._context) if official else (), file, module):
                tables = {**extract.tables, "sources": [extract.source]}
                self._try(lambda t=tables, e=extract, f=file: self._check_cells(t, f"{f.name}: {e.unit}"))  # type: ignore[misc]
                self._try(lambda e=extract: store.add(e))  # type: ignore[misc]
                self.met.add(extract.unit)
                found += 1
            if official and not found:
                self.skipped.append(official.name)
        if not self.met and not self.refused:
            raise ImportRefused(
                f"{path}: nothing here is in the curated selection ({', '.join(self.skipped[:3])}); "
                f"add it to raw/curated/{store.owner_table}.relevance.csv first; nothing was written"
            )
        return {folder: store.tables()}

    def states(self, module: Any, files: list[Path]) -> Stores:
        """Return the tables of the list stores that a list importer adds to; files of one folder go together."""
        stores: dict[str, ListStore] = {}
        readings = self._context.readings
        for folder, group in groupby(files, key=lambda f: f.parent):
            official = [o for o in map(self._open, group) if o]
            state: ListState
            for state in self._each(module.read_states(official, self._context), folder, module):
                self._progress(f"{state.list_id} {state.list_date} {state.publication}")
                if not readings.unknown:  # what is not read is missing in the state
                    self._try(lambda s=state: meet(s, readings.expectations.get(s.list_id, ())))  # type: ignore[misc]
                if state.list_id not in stores:
                    stores[state.list_id] = ListStore(
                        self._root / "raw" / "imported" / state.list_id, self._contract, self._context.scope
                    )
                known = next((o.earliest_date for o in official if o.sha256 == state.main_sha256), "")
                stores[state.list_id].add(replace(state, earliest_date=state.earliest_date or known))
                self.met.add(state.snapshot_id)
        self._try(readings.refuse_unknown)
        if self.refused:
            return {}
        tables = {store.folder: store.tables() for store in stores.values()}
        for folder, found in tables.items():
            self._try(lambda f=folder, t=found: self._check_cells(t, f.name))  # type: ignore[misc]
        return tables

    def _check_cells(self, tables: dict[str, list[Row]], where: str) -> None:
        """Refuse a value that the contract does not allow, before anything is written."""
        for name, rows in tables.items():
            for row in rows:
                for column, value in row.items():
                    # JSON may hold any type where the record has text.
                    is_text = isinstance(value, str)
                    if wrong := self._verdicts[name, column](value) if is_text else f"{value!r} is not text":
                        raise ImportRefused(f"{where}: {name}.{column}: {wrong}; the file is damaged or of a new form")

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
    files = sorted(f for f in path.rglob("*") if f.is_file() and module.recognises(_plain(f.name)))
    if not files:
        raise ImportRefused(f"{path}: no file here that {module.ID} recognises by its name")
    return files


def _plain(name: str) -> str:
    return name if name.endswith(ARCHIVES) else name.removesuffix(COMPRESSED)


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
    # What the lists themselves tell of their entries stands in no event.
    imported = root / "raw" / "imported"
    told = [row for file in sorted(imported.glob("*/list_sightings.csv")) for row in read_rows(file)]
    events = [row for row in read_rows(curated / "designation_events.csv") if row["entry_id"]]
    scope: dict[str, set[str]] = {}
    for row in (*told, *events):
        scope.setdefault(row["entry_id"], set()).add(row["program_id"])
    named = [row for file in sorted(imported.glob("*/list_entries.csv")) for row in read_rows(file)]
    return Context(
        bills=selected["bills"],
        votes=selected["votes"],
        bioguide_by_lis={row["lis_id"]: row["bioguide_id"] for row in members if row["lis_id"]},
        bioguide_by_thomas={row["thomas_id"]: row["bioguide_id"] for row in members if row["thomas_id"]},
        codes={f"{t.name}.{f.name}": f.enum for t in contract.tables.values() for f in t.fields if f.enum},
        scope={entry: tuple(sorted(programs)) for entry, programs in scope.items()},
        names_in_scope={row["entry_id"]: row["listed_name"] for row in (*named, *events)},
        readings=read_readings(root),
    )


def read_readings(root: Path) -> Readings:
    """Return the curated facts of lists."""
    return Readings.of(
        *(
            read_rows(root / "raw" / "curated" / f"{name}.csv")
            for name in ("readings", "programs", "reissued_numbers", "expectations")
        )
    )


def read_origins(root: Path) -> dict[str, Row]:
    """Return where files were published, by SHA-256: as curated, else as an earlier import was told."""
    known = {
        row["sha256"]: row
        for file in sorted((root / "raw" / "imported").glob("*/sources.csv"))
        for row in read_rows(file)
    }
    return known | {row["sha256"]: row for row in read_rows(root / "raw" / "curated" / "source_files.csv")}


def _write(stores: dict[Path, dict[str, bytes]]) -> list[Path]:
    """Write all files that changed and take away those that no row is left for, or do nothing."""
    contents = {folder / f"{name}.csv": data for folder, tables in stores.items() for name, data in tables.items()}
    changed = {file: data for file, data in contents.items() if not file.is_file() or file.read_bytes() != data}
    emptied = sorted(file for folder in stores for file in folder.glob("*.csv") if file not in contents)
    try:
        replace_all(changed)
        for file in emptied:
            file.unlink()
    except OSError as error:
        raise ImportRefused(
            f"{error.filename or next(iter(stores))}: cannot be written ({error.strerror}); nothing was imported: make room or make the folder writable"
        ) from None
    return sorted([*changed, *emptied])
