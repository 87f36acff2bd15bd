"""Union of the parts under raw/, then overlays, then corrections: what was gathered, as whole tables of text."""

from bisect import bisect
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from magnitsky_data.contract.canonical import Part, overlay_columns, read_part
from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.descriptor import KEY_JOINER, Contract, Table
from magnitsky_data.contract.layout import STORES, part_files, table_of
from magnitsky_data.contract.problems import Problem, shown
from magnitsky_data.errors import nearest


@dataclass
class Places:
    """Where rows were written: every row under raw/ has a number, which leads to its file and line."""

    starts: list[int] = field(default_factory=list)  # number of the first row of each part
    parts: list[Part] = field(default_factory=list)
    count: int = 0

    def number(self, part: Part) -> range:
        """Return the numbers of the rows of a part."""
        self.starts.append(self.count)
        self.parts.append(part)
        self.count += len(part.rows)
        return range(self.starts[-1], self.count)

    def find(self, place: int) -> tuple[str, int]:
        """Return file and line of a numbered row."""
        at = bisect(self.starts, place) - 1
        return self.parts[at].file, self.parts[at].lines[place - self.starts[at]]


@dataclass
class Gathered:
    """A whole table as text, column by column, with the place of each row."""

    table: Table
    columns: dict[str, list[str]]
    places: list[int] = field(default_factory=list)
    laid: dict[tuple[str, int], tuple[int, str]] = field(default_factory=dict)
    """Number and column of the row in an overlay or correction that has the cell, by column and position."""

    def origin(self, column: str, at: int) -> tuple[int, str]:
        """Return the number of the row that has a cell, and the cell's column there."""
        return self.laid.get((column, at), (self.places[at], column))

    @cached_property
    def positions(self) -> dict[str, int]:
        """Positions of rows by key, the first of duplicates; asked for when all parts are united."""
        found: dict[str, int] = {}
        keys = zip(*(self.columns[c] for c in self.table.primary_key), strict=True)
        for at, key in enumerate(keys):
            found.setdefault(KEY_JOINER.join(key), at)
        return found

    def unite(self, part: Part, places: range) -> None:
        """Append the rows of a part."""
        told = dict(zip(part.columns, zip(*part.rows, strict=True), strict=False))  # none of a part without rows
        for column, cells in self.columns.items():
            cells += told.get(column) or [""] * len(part.rows)
        self.places += places

    def add(self, row: Row, place: int) -> None:
        """Append one row."""
        for column, cells in self.columns.items():
            cells.append(row.get(column, ""))
        self.places.append(place)


@dataclass
class Assembled:
    """All tables of the contract as they were gathered, and what is wrong with the form of the files."""

    contract: Contract
    tables: dict[str, Gathered]
    places: Places
    problems: list[Problem]
    unread: frozenset[str]  # tables of which a file cannot be read


def strays(root: Path, contract: Contract) -> Iterator[Problem]:
    """Report every file under raw/ that no table is read from, so that none is left out in silence."""
    parts = set(part_files(root))
    if not parts:
        yield Problem("raw", 0, "", "no tables here; expected raw/curated/TABLE.csv: is this the project folder?")
    for path in sorted((root / "raw").rglob("*")):
        is_imported = path.is_relative_to(root / "raw" / "imported")
        if path in parts and is_imported and "." in path.stem:
            wrong = "an overlay holds what a curator decided; move it to raw/curated"
        elif path in parts and is_imported and path.parent.name not in STORES:
            known = "expected one of " + ", ".join(STORES)
            wrong = f"no importer or list {path.parent.name!r}; {nearest(path.parent.name, STORES, known)}"
        elif path not in parts and (path.is_file() or path.suffix == ".csv"):
            wrong = (
                "the build does not read this file; expected raw/curated/TABLE.csv, raw/curated/TABLE.TOPIC.csv or "
                "raw/imported/IMPORTER/TABLE.csv: rename it or take it away"
            )
        else:
            continue
        yield Problem(shown(path, root), 0, "", wrong)


def read_parts(root: Path, contract: Contract) -> tuple[list[Part], list[Problem]]:
    """Read every file under raw/ and report every departure from canonical form."""
    parts, problems = [], list(strays(root, contract))
    for path in part_files(root):
        try:
            table, topic = table_of(path, contract)
        except ValueError as error:
            problems.append(Problem(shown(path, root), 0, "", str(error)))
            continue
        part, found = read_part(path, root, table, topic)
        parts.append(part)
        problems += found
    return parts, problems


def assemble(root: Path, contract: Contract) -> Assembled:
    """Return all gathered tables, corrected, with all problems met on the way."""
    parts, problems = read_parts(root, contract)
    tables = {name: Gathered(table, {c: [] for c in table.columns}) for name, table in contract.tables.items()}
    unread = frozenset(part.table.name for part in parts if not part.columns)
    data = Assembled(contract, tables, Places(), problems, unread)
    # What a file that cannot be read holds is not known: nothing is said to be missing in it.
    incomplete = {part.table.name for part in parts if not part.columns and not part.topic}
    places = {part.file: data.places.number(part) for part in parts}
    for part in parts:
        if not part.topic:
            tables[part.table.name].unite(part, places[part.file])
    for part in parts:
        if part.topic and part.table.name not in incomplete:
            _lay_over(data, part, places[part.file])
    _correct(data, incomplete)
    return data


def _report(data: Assembled, place: int, column: str, message: str) -> None:
    data.problems.append(Problem(*data.places.find(place), column, message))


def _cite(data: Assembled, place: int, row: Row) -> None:
    """Add a citation that follows from an overlay or a correction; its id follows from what it says."""
    said = KEY_JOINER.join(
        row.get(c, "") for c in ("table_name", "row_id", "column_name", "source_id", "stance", "value")
    )
    row["citation_id"] = f"cell-{sha256(said.encode()).hexdigest()[:12]}"
    data.tables["citations"].add(row, place)


def _lay_over(data: Assembled, part: Part, places: range) -> None:
    """Fill empty cells from an overlay; a cell that has a value already has two owners."""
    table = part.table
    target = data.tables[table.name]
    owned = [c for c in overlay_columns(table, part.topic) if c in table.by_name and table.by_name[c].overlay]
    for place, cells in zip(places, part.rows, strict=True):
        row = dict(zip(part.columns, cells, strict=True))
        key = KEY_JOINER.join(row.get(column, "") for column in table.primary_key)
        if key not in target.positions:
            wrong = f"{table.name} has no row {key!r}; take this line away, or import or write that row"
            _report(data, place, "", wrong)
            continue
        at = target.positions[key]
        for column in owned:
            value, present = row.get(column, ""), target.columns[column][at]
            if not value:
                continue
            if present:
                file, line = data.places.find(target.origin(column, at)[0])
                wrong = f"{value!r} has two owners: {file}:{line} says {present!r}; keep one"
                _report(data, place, column, wrong)
                continue
            target.columns[column][at] = value
            target.laid[column, at] = place, column
            if row.get("source_id"):
                about = {"table_name": table.name, "row_id": key, "column_name": column, "stance": "supports"}
                source = {c: row.get(c, "") for c in ("source_id", "source_locator")}
                _cite(data, place, {**about, **source, "value": value})


def _correct(data: Assembled, incomplete: Collection[str]) -> None:
    """Apply corrections.csv; each must find the value that it expects, and becomes a citation."""
    corrections = data.tables["corrections"]
    rows = [
        dict(zip(corrections.columns, cells, strict=True)) for cells in zip(*corrections.columns.values(), strict=True)
    ]
    for place, row in zip(corrections.places, rows, strict=True):
        name, key, column = row["table_name"], row["row_id"], row["column_name"]
        if name in incomplete:
            continue
        target = data.tables.get(name)
        if target is None or column not in target.table.raw_columns or column in target.table.primary_key:
            wrong = f"{name}.{column} is not a column that can be corrected"
            _report(data, place, "column_name", f"{wrong}; expected a table and a raw column outside its key")
            continue
        if key not in target.positions:
            _report(data, place, "row_id", f"{name} has no row {key!r}; take this line away")
            continue
        at = target.positions[key]
        present = target.columns[column][at]
        if present != row["expected_value"]:
            wrong = f"{name} {key!r} now has {column} {present!r}, expected {row['expected_value']!r}"
            advice = "the source has changed: check whether this correction is still needed"
            _report(data, place, "expected_value", f"{wrong}; {advice}")
            continue
        target.columns[column][at] = row["new_value"]
        target.laid[column, at] = place, "new_value"
        about = {"table_name": name, "row_id": key, "column_name": column, "note": row["reason"]}
        source = {"source_id": row["source_id"], "source_locator": row["source_locator"]}
        _cite(data, place, {**about, **source, "stance": "supports", "value": row["new_value"]})
        if row["kind"] == "wrong" and "source_id" in target.columns:  # else the row's source is its parent's
            source = {c: target.columns[c][at] if c in target.columns else "" for c in ("source_id", "source_locator")}
            _cite(data, place, {**about, **source, "stance": "conflicts", "value": present})
