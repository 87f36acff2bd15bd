"""Import: official files into raw/imported, all or nothing, the same whatever the order."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.contract.writer import JOURNAL
from magnitsky_data.contract.writing import replace_all
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import (
    Context,
    ListImporter,
    OfficialFile,
    UnitImporter,
    importer,
    list_importers,
    unit_importers,
)
from magnitsky_data.importers.files.open import open_file, published_name
from magnitsky_data.importers.lists import ListState
from magnitsky_data.importers.lists.changes import accepting
from magnitsky_data.importers.lists.expect import meet
from magnitsky_data.importers.lists.store import SEARCHED, ListStore
from magnitsky_data.importers.origins import CURATED, read_origins, with_addresses, with_rows
from magnitsky_data.importers.reading import canonical_table
from magnitsky_data.importers.readings import Readings
from magnitsky_data.importers.stored import cell_checks, rows_of
from magnitsky_data.importers.units import UnitStore

T = TypeVar("T")
LONG = re.compile(r"(?m)^(.{1000}).{1000,}(.{300})$")  # a line that quotes a damaged cell: its middle tells nothing
ACCEPTED = "accepted_changes"  # curated table of states that differ much from those at hand
Progress = Callable[[str], None]
Stores = dict[Path, dict[str, list[Row]]]  # tables by the folder of their store


@dataclass(frozen=True)
class Summary:
    """What an import did."""

    files: int
    records: int  # bills, votes, members, or states of a list
    skipped: list[str]  # files that hold nothing of the curated selection
    changed: list[str]  # files written, relative to the project
    again: list[str]  # files that were read for the entries known then, before this import brought others
    accepted: list[str]  # states that differ much from those at hand and were accepted now


def import_files(
    root: Path,
    name: str,
    path: Path,
    *,
    url: str = "",
    licence: str = "",
    date: str = "",
    accept: str = "",
    fetched: Sequence[Row] = (),
    progress: Progress = lambda _: None,
) -> Summary:
    """Import a file, or every file of a folder that the importer recognises.

    ``accept`` is the reason to accept states that differ much from those at hand; a row keeps it.
    ``url`` and ``licence`` are address and terms of a file that is not known yet; for a folder see ``origins.with_addresses``.
    ``fetched`` has rows of source_files, which that table gets with the rows that the files bring.
    Raises ``ImportRefused`` with every refused file in its message, ``OriginUnknown``, ``AddressRefused``,
    ``ImporterNotFound``; nothing is written then.
    """
    lists, units = list_importers(), unit_importers()
    module, contract = importer(name), Contract.read(root / "datapackage.json")
    files = _files(path, module)
    known = read_origins(root, contract) | {row["sha256"]: row for row in fetched}
    origins = with_addresses(files, known, contract, url, date, licence=licence, is_folder=path.is_dir())
    run = _Run(root, contract, origins, date, accept, progress)
    stores = run.states(lists[name], files) if name in lists else run.units(units[name], files, path)
    if run.refused:
        raise ImportRefused("\n".join(run.refused) + "\nnothing was written")
    curated = {root / CURATED: with_rows(root, contract, fetched)} if fetched else {}
    if run.accepted:
        file = root / "raw" / "curated" / f"{ACCEPTED}.csv"
        curated[file] = canonical_table(contract, ACCEPTED, [*rows_of(contract, file), *run.accepted])
    changed = _write(
        root,
        {
            folder: {name: canonical_table(contract, name, rows) for name, rows in tables.items() if rows}
            for folder, tables in stores.items()
        },
        curated,
    )
    return Summary(
        len(files),
        len(run.met),
        run.skipped,
        [str(p.relative_to(root)) for p in changed],
        run.again,
        [f"{row['list_id']} of {row['list_date']}: {row['changed']}" for row in run.accepted],
    )


class _Run:
    """One import: opens files, collects what is refused, fills the stores."""

    def __init__(
        self, root: Path, contract: Contract, origins: dict[str, Row], date: str, accept: str, progress: Progress
    ):
        self._root, self._contract, self._context = root, contract, read_context(root, contract)
        self._origins, self._date, self._accept, self._progress = origins, date, accept, progress
        self._checks = cell_checks(contract)
        self.refused: list[str] = []
        self.skipped: list[str] = []
        self.met: set[str] = set()
        self.again: list[str] = []
        self.accepted: list[Row] = []

    def units(self, module: UnitImporter, files: list[Path], path: Path) -> Stores:
        """Return the tables of a unit importer's store after importing."""
        folder = self._root / "raw" / "imported" / module.ID
        store = UnitStore(folder, self._contract, module)
        for number, file in enumerate(files, start=1):
            self._progress(f"{number} of {len(files)} {file.name}")
            official = self._open(file)
            found = 0
            for extract in self._each(module.read(official, self._context) if official else ()):
                tables = {**extract.tables, "sources": [extract.source]}
                with self._collecting():
                    self._check_cells(tables, partial("{}: {}".format, file.name, extract.unit))
                with self._collecting():
                    store.add(extract)
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

    def states(self, module: ListImporter, files: list[Path]) -> Stores:
        """Return the tables of the list stores that a list importer adds to; files of one folder go together."""
        stores: dict[str, ListStore] = {}
        readings = self._context.readings
        for _, group in groupby(files, key=lambda f: f.parent):
            official = [o for o in map(self._open, group) if o]
            state: ListState
            for state in self._each(module.read_states(official, self._context)):
                self._progress(f"{state.list_id} {state.list_date} {state.publication}")
                if not readings.unknown:  # what is not read is missing in the state
                    with self._collecting():
                        meet(state, readings.expectations.get(state.list_id, ()))
                if state.list_id not in stores:
                    stores[state.list_id] = ListStore(
                        self._root / "raw" / "imported" / state.list_id, self._contract, self._context.scope
                    )
                if not readings.unknown:
                    with self._collecting():
                        self._compare(state, stores[state.list_id])
                known = next((o.earliest_date for o in official if o.sha256 == state.main_sha256), "")
                stores[state.list_id].add(replace(state, earliest_date=state.earliest_date or known))
                self.met.add(state.snapshot_id)
        with self._collecting():
            readings.refuse_unknown()
        if self.refused:
            return {}
        self.again = [name for store in stores.values() for name in store.searched_before()]
        tables = {}
        for store in stores.values():
            tables[store.folder] = store.tables()
            with self._collecting():
                self._check_cells(tables[store.folder], store.origin)
        return tables

    def _compare(self, state: ListState, store: ListStore) -> None:
        """Refuse a state that differs too much from those at hand, or keep the row that accepts it."""
        accepted = (*self._context.readings.accepted, *self.accepted)
        if row := accepting(state, store, accepted, self._accept):
            self.accepted.append(row)

    def _check_cells(self, tables: dict[str, list[Row]], origin: Callable[[Row], str]) -> None:
        """Refuse a value that the contract does not allow, before anything is written; ``origin`` says what gave a row."""
        for name, rows in tables.items():
            for row in rows:
                for column, value in row.items():
                    if wrong := self._checks[name, column](value):
                        raise ImportRefused(
                            f"{origin(row)}: {name}.{column}: {wrong}; the file is damaged or of a new form"
                        )

    def _open(self, file: Path) -> OfficialFile | None:
        with self._collecting():
            return open_file(file, self._origins, self._date)
        return None

    def _each(self, found: Iterable[T]) -> Iterator[T]:
        """Yield what an importer finds until it refuses the file."""
        with self._collecting():
            yield from found

    @contextmanager
    def _collecting(self) -> Iterator[None]:
        """Keep what is refused, so that one message names all of it."""
        try:
            yield
        except ImportRefused as error:
            self.refused.append(LONG.sub(r"\1 ... \2", str(error)))


def _files(path: Path, module: ListImporter | UnitImporter) -> list[Path]:
    if path.is_file():
        return [path]
    found = (f for f in path.rglob("*") if f.is_file() and module.recognises(published_name(f.name)))
    files = sorted(found, key=lambda f: (f.parent, f.name))  # those of a folder together: they may be one state
    if not files:
        raise ImportRefused(f"{path}: no file here that {module.ID} recognises by its name")
    return files


def read_context(root: Path, contract: Contract) -> Context:
    """Return what importers may know: the curated selection, the documented scope, and the members' ids."""
    curated = root / "raw" / "curated"
    members = rows_of(contract, root / "raw" / "imported" / "us_legislators" / "legislators.csv")
    selected = {
        table: frozenset(
            row[key] for name in (table, f"{table}.relevance") for row in rows_of(contract, curated / f"{name}.csv")
        )
        for table, key in (("bills", "bill_id"), ("votes", "vote_id"))
    }
    scope, names = _scope(root, contract)
    return Context(
        bills=selected["bills"],
        votes=selected["votes"],
        bioguide_by_lis={row["lis_id"]: row["bioguide_id"] for row in members if row["lis_id"]},
        bioguide_by_thomas={row["thomas_id"]: row["bioguide_id"] for row in members if row["thomas_id"]},
        codes={f"{t.name}.{f.name}": f.enum for t in contract.tables.values() for f in t.fields if f.enum},
        scope=scope,
        names_in_scope=names,
        readings=read_readings(root, contract),
    )


def read_readings(root: Path, contract: Contract) -> Readings:
    """Return the curated facts of lists."""
    return Readings.of(
        *(
            rows_of(contract, root / "raw" / "curated" / f"{name}.csv")
            for name in ("readings", "programs", "reissued_numbers", "expectations", ACCEPTED)
        )
    )


def _scope(root: Path, contract: Contract) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Return programmes and names of the entries that curated events or states of the lists at hand name."""
    scope: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for folder in sorted((root / "raw" / "imported").iterdir()) if (root / "raw" / "imported").is_dir() else ():
        names |= {row["entry_id"]: row["listed_name"] for row in rows_of(contract, folder / "list_entries.csv")}
        for row in rows_of(contract, folder / "list_sightings.csv"):
            if row["evidence"] not in SEARCHED:
                scope.setdefault(row["entry_id"], set()).add(row["program_id"])
    for row in rows_of(contract, root / "raw" / "curated" / "designation_events.csv"):
        if row["entry_id"]:
            scope.setdefault(row["entry_id"], set()).add(row["program_id"])
            names.setdefault(row["entry_id"], row["listed_name"])
    return {entry: tuple(sorted(programs)) for entry, programs in scope.items()}, names


def _write(root: Path, stores: dict[Path, dict[str, bytes]], curated: dict[Path, bytes]) -> list[Path]:
    """Write all files of the stores that changed, curated ones with them, and take away those that no row is left for, or do nothing."""
    contents = {folder / f"{name}.csv": data for folder, tables in stores.items() for name, data in tables.items()}
    changed = {file: data for file, data in contents.items() if not file.is_file() or file.read_bytes() != data}
    emptied = sorted(file for folder in stores for file in folder.glob("*.csv") if file not in contents)
    if changed or emptied:
        changed |= curated
    try:
        replace_all(changed, emptied, root / JOURNAL)
    except OSError as error:
        raise ImportRefused(
            f"{error.filename or next(iter(stores))}: cannot be written ({error.strerror}); nothing was imported: make room or make the folder writable"
        ) from None
    return sorted([*changed, *emptied])
