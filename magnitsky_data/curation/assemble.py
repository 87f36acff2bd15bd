"""Union of the parts under raw/, then overlays, then corrections: what was gathered, as whole tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from magnitsky_data.contract.canonical import Part, overlay_columns, read_part, sort_key
from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.descriptor import Contract, Table
from magnitsky_data.contract.layout import STORES, part_files, table_of
from magnitsky_data.contract.problems import Problem, shown
from magnitsky_data.errors import nearest

KEY_JOINER = "|"


@dataclass(frozen=True)
class Origin:
    """Where a row was written: file and line; line 0 for a row that the build derived."""

    file: str
    line: int


@dataclass
class Assembled:
    """A whole table with the origin of each row."""

    table: Table
    rows: list[Row] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)

    @cached_property
    def _empty(self) -> Row:
        return dict.fromkeys(self.table.columns, "")  # so that every row has every column

    def add(self, row: Row, origin: Origin) -> None:
        """Append a row."""
        self.rows.append({**self._empty, **row})
        self.origins.append(origin)

    def derive(self, row: Row) -> None:
        """Append a row that the build made."""
        self.add(row, Origin("", 0))

    def row_id(self, row: Row) -> str:
        """Return the key of a row as citations and corrections write it."""
        return KEY_JOINER.join(row.get(column, "") for column in self.table.primary_key)

    def index(self) -> dict[str, int]:
        """Return row positions by key; the first of duplicates."""
        positions: dict[str, int] = {}
        for at, row in enumerate(self.rows):
            positions.setdefault(self.row_id(row), at)
        return positions

    def keep(self, wanted: Iterator[bool]) -> None:
        """Drop the rows for which ``wanted`` yields False."""
        kept = [(r, o) for r, o, w in zip(self.rows, self.origins, wanted, strict=True) if w]
        self.rows = [r for r, _ in kept]
        self.origins = [o for _, o in kept]

    def sort(self) -> None:
        """Sort rows by key."""
        order = sorted(range(len(self.rows)), key=lambda at: sort_key(self.table, self.rows[at]))
        self.rows = [self.rows[at] for at in order]
        self.origins = [self.origins[at] for at in order]


@dataclass
class Dataset:
    """All tables of the contract, filled."""

    contract: Contract
    tables: dict[str, Assembled]
    unread: frozenset[str] = frozenset()  # tables of which a file cannot be read; what refers to them cannot be judged

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table."""
        return self.tables[table].rows

    def problem(self, table: str, at: int, column: str, message: str) -> Problem:
        """Return a problem placed where row ``at`` of a table was written."""
        origin = self.tables[table].origins[at]
        file = origin.file or f"{table} (derived, key {self.tables[table].row_id(self.rows(table)[at])})"
        return Problem(file, origin.line, column, message)


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
        elif path.is_file() and path not in parts:
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


def assemble(root: Path, contract: Contract) -> tuple[Dataset, list[Problem]]:
    """Return all gathered tables, corrected, and all problems met on the way."""
    parts, problems = read_parts(root, contract)
    unread = frozenset(part.table.name for part in parts if not part.columns)
    data = Dataset(contract, {name: Assembled(table) for name, table in contract.tables.items()}, unread)
    for part in parts:
        if not part.topic:
            for at, row in enumerate(part.rows):
                data.tables[part.table.name].add(dict(row), Origin(part.file, part.line(at)))
    owners: dict[tuple[str, str, str], Origin] = {}
    for part in parts:
        if part.topic:
            problems += _lay_over(data, part, owners)
    problems += _correct(data)
    return data, problems


def cite(data: Dataset, origin: Origin, row: Row) -> None:
    """Add a citation that the build derives; its id follows from what it says."""
    from hashlib import sha256

    said = KEY_JOINER.join(
        row.get(c, "") for c in ("table_name", "row_id", "column_name", "source_id", "stance", "value")
    )
    data.tables["citations"].add({"citation_id": f"cell-{sha256(said.encode()).hexdigest()[:12]}", **row}, origin)


def _lay_over(data: Dataset, part: Part, owners: dict[tuple[str, str, str], Origin]) -> list[Problem]:
    """Fill empty cells from an overlay; a cell that has a value already has two owners.

    ``owners`` has what overlays filled before, by table, key and column.
    """
    target = data.tables[part.table.name]
    positions, problems = target.index(), []
    owned = [
        c
        for c in overlay_columns(part.table, part.topic)
        if part.table.by_name.get(c) and part.table.by_name[c].overlay == part.topic
    ]
    for at, row in enumerate(part.rows):
        origin = Origin(part.file, part.line(at))
        key = target.row_id(row)
        if key not in positions:
            problems.append(
                Problem(
                    part.file,
                    origin.line,
                    "",
                    f"{part.table.name} has no row {key!r}; take this line away, or import or write that row",
                )
            )
            continue
        base = target.rows[positions[key]]
        for column in owned:
            value = row.get(column, "")
            if not value:
                continue
            if base.get(column):
                other = owners.get((part.table.name, key, column), target.origins[positions[key]])
                problems.append(
                    Problem(
                        part.file,
                        origin.line,
                        column,
                        f"{value!r} has two owners: {other.file}:{other.line} says {base[column]!r}; keep one",
                    )
                )
                continue
            base[column] = value
            owners[part.table.name, key, column] = origin
            if row.get("source_id"):
                cite(
                    data,
                    origin,
                    {
                        "table_name": part.table.name,
                        "row_id": key,
                        "column_name": column,
                        "source_id": row["source_id"],
                        "source_locator": row.get("source_locator", ""),
                        "stance": "supports",
                        "value": value,
                    },
                )
    return problems


def _correct(data: Dataset) -> list[Problem]:
    """Apply corrections.csv; each must find the value that it expects, and becomes a citation."""
    problems = []
    corrections = data.tables["corrections"]
    indexes: dict[str, dict[str, int]] = {}
    for at, row in enumerate(corrections.rows):
        name, key, column = row.get("table_name", ""), row.get("row_id", ""), row.get("column_name", "")
        target = data.tables.get(name)
        if target is None or column not in target.table.raw_columns or column in target.table.primary_key:
            problems.append(
                data.problem(
                    "corrections",
                    at,
                    "column_name",
                    f"{name}.{column} is not a column that can be corrected; expected a table and a raw column outside its key",
                )
            )
            continue
        where = indexes.setdefault(name, target.index()).get(key)
        if where is None:
            problems.append(
                data.problem("corrections", at, "row_id", f"{name} has no row {key!r}; take this line away")
            )
            continue
        base, present = target.rows[where], target.rows[where].get(column, "")
        if present != row.get("expected_value", ""):
            problems.append(
                data.problem(
                    "corrections",
                    at,
                    "expected_value",
                    f"{name} {key!r} now has {column} {present!r}, expected {row.get('expected_value', '')!r}; the source has changed: check whether this correction is still needed",
                )
            )
            continue
        base[column] = row.get("new_value", "")
        about = {"table_name": name, "row_id": key, "column_name": column}
        cite(
            data,
            corrections.origins[at],
            {
                **about,
                "source_id": row.get("source_id", ""),
                "source_locator": row.get("source_locator", ""),
                "stance": "supports",
                "value": row.get("new_value", ""),
                "note": row.get("reason", ""),
            },
        )
        if row.get("kind") == "wrong":
            cite(
                data,
                corrections.origins[at],
                {
                    **about,
                    "source_id": base.get("source_id", ""),
                    "source_locator": base.get("source_locator", ""),
                    "stance": "conflicts",
                    "value": present,
                    "note": row.get("reason", ""),
                },
            )
    return problems
