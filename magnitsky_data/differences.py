"""What changed between two releases: rows by key and column, and the schema by what it means for a reader."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from magnitsky_data import screen
from magnitsky_data.contract.descriptor import KEY_JOINER, Contract, Table
from magnitsky_data.errors import one_frame
from magnitsky_data.release import contract_of, file_of, release_folder, release_in

if TYPE_CHECKING:
    from os import PathLike

    import pandas as pd

ROW_CHANGES = ("added", "removed", "changed")
# What a change of the schema means: code that reads the old release may fail, still works, or may meet other values.
CLASSES = ("breaking", "additive", "values")
_COMPANION = re.compile("_(precision|earliest|latest)$")  # of a partial date
_QUOTED = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True)
class RowChange:
    """A row that came or went, or one cell of a row that changed."""

    table: str
    change: str
    key: str
    column: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True)
class SchemaChange:
    """A change of a table or column; ``kind`` is one of ``CLASSES``."""

    kind: str
    table: str
    column: str
    said: str


@one_frame
def diff(old: "str | PathLike[str]", new: "str | PathLike[str] | None" = None) -> "Difference":
    """Return what changed from one release folder to another, or to the release in use.

    The result prints as a summary; ``rows``, ``schema`` and ``counts`` are DataFrames,
    ``to_markdown()`` is for a changelog, ``to_json()`` for programs. Rows are compared by their key,
    cells as CSV holds them; the rows of a table that one release lacks are counted in ``schema``.
    ``ReleaseNotFound`` for a folder without a release, ``DamagedRelease`` for one that was altered.
    """
    given = [folder if folder is None else release_in(Path(folder), "name another folder") for folder in (old, new)]
    return Difference(*(folder or release_folder() for folder in given))


class Difference:
    """The changes between two releases."""

    def __init__(self, old: Path, new: Path) -> None:
        before, after = contract_of(old), contract_of(new)
        self.old_version, self.new_version = before.version, after.version
        self.schema_changes = list(schema_changes(before, after))
        self.row_changes = [
            change
            for name, table in after.published.items()
            if name in before.published
            for change in row_changes(old, before.published[name], new, table)
        ]

    @property
    def rows(self) -> "pd.DataFrame":
        """Changes of rows: table, change (added, removed, changed), key, column, old, new."""
        return _frame(RowChange, self.row_changes)

    @property
    def schema(self) -> "pd.DataFrame":
        """Changes of the schema: kind (breaking, additive, values), table, column, said."""
        return _frame(SchemaChange, self.schema_changes)

    @property
    def counts(self) -> "pd.DataFrame":
        """Rows added, removed and changed by table."""
        import pandas as pd

        counted = self.counted()
        columns = {change: [by[change] for by in counted.values()] for change in ROW_CHANGES}
        return pd.DataFrame({"table": list(counted), **columns})

    @property
    def is_breaking(self) -> bool:
        """Whether code that reads the old release may fail on the new one."""
        return any(change.kind == "breaking" for change in self.schema_changes)

    def unnamed(self, changelog: str) -> list[str]:
        """Return the tables and columns whose change breaks code and that no entry of a changelog names.

        An entry (``- ...``) names `` `bills.status` ``, or `` `bills` `` and `` `status` `` in one entry. A partial date
        is named with its companions.
        """
        entries = [set(_QUOTED.findall(entry)) for entry in re.split(r"^- ", changelog, flags=re.MULTILINE)]
        broken = {
            (c.table, c.column): f"{c.table}.{c.column}".rstrip(".")
            for c in self.schema_changes
            if c.kind == "breaking"
        }
        return [
            name
            for (table, column), name in broken.items()
            if (table, _COMPANION.sub("", column)) not in broken.keys() - {(table, column)}
            and not any(name in entry or {table, column} <= entry for entry in entries)
        ]

    def counted(self) -> dict[str, Counter[str]]:
        """Return how many rows were added, removed and changed, by table."""
        rows = {(c.table, c.change, c.key) for c in self.row_changes}
        found: dict[str, Counter[str]] = {
            table: Counter() for table in dict.fromkeys(c.table for c in self.row_changes)
        }
        for table, change, _ in rows:
            found[table][change] += 1
        return found

    def to_markdown(self) -> str:
        """Return the changes for a changelog: the schema by class, the counts by table."""
        out = [f"## {self.old_version} to {self.new_version}", ""]
        for kind in CLASSES:
            if changes := [c for c in self.schema_changes if c.kind == kind]:
                out += [f"### Schema: {kind}", "", *(f"- {_place(c)}: {c.said}" for c in changes), ""]
        if counted := self.counted():
            out += ["### Rows", "", "| table | added | removed | changed |", "| --- | ---: | ---: | ---: |"]
            out += [f"| `{t}` | " + " | ".join(str(by[c]) for c in ROW_CHANGES) + " |" for t, by in counted.items()]
            out.append("")
        if not (self.schema_changes or counted):
            out += ["No difference.", ""]
        return "\n".join(out).rstrip()

    def to_json(self) -> str:
        """Return all changes as JSON."""
        content = {
            "old_version": self.old_version,
            "new_version": self.new_version,
            "is_breaking": self.is_breaking,
            "schema": [vars(c) for c in self.schema_changes],
            "counts": {table: {c: by[c] for c in ROW_CHANGES} for table, by in self.counted().items()},
            "rows": [vars(c) for c in self.row_changes],
        }
        return json.dumps(content, ensure_ascii=False, indent=1)

    def __repr__(self) -> str:
        return self.page(min(80, screen.terminal_width()))

    def page(self, width: int) -> str:
        """Return the summary for a terminal."""
        out = [f"{self.old_version} to {self.new_version}"]
        for kind in CLASSES:
            changes = (c for c in self.schema_changes if c.kind == kind)
            out += [screen.wrap(f"{_place(c)}: {c.said}", width, " " * 10, f"{kind:8}  ") for c in changes]
        counted = self.counted()
        if counted:
            name = min(max(map(len, counted)), width - 33)
            rows = [("rows", *ROW_CHANGES), *((t, *(f"{by[c]:,}" for c in ROW_CHANGES)) for t, by in counted.items())]
            out.append(screen.columns(rows, [max(name, 4), 9, 9, 9], right=[1, 2, 3]))
        if not (counted or self.schema_changes):
            out.append("no difference")
        return "\n".join(out)


def _place(change: SchemaChange) -> str:
    return f"`{change.table}.{change.column}`" if change.column else f"`{change.table}`"


def _frame(kind: "type[RowChange | SchemaChange]", changes: Sequence[object]) -> "pd.DataFrame":
    import pandas as pd

    names = [field.name for field in fields(kind)]
    return pd.DataFrame({name: [getattr(change, name) for change in changes] for name in names}, dtype="str")


def schema_changes(before: Contract, after: Contract) -> Iterator[SchemaChange]:
    """Yield what changed in tables and columns."""
    heirs = {old: table.name for table in after.published.values() for old in table.replaces}
    for name, table in before.published.items():
        if name not in after.published:
            heir = f"; `{heirs[name]}` takes its place" if name in heirs else ""
            yield SchemaChange("breaking", name, "", f"table withdrawn ({table.resource['x-rows']:,} rows){heir}")
    for name, table in after.published.items():
        if name not in before.published:
            yield SchemaChange("additive", name, "", f"table added ({table.resource['x-rows']:,} rows)")
        else:
            yield from _table_changes(before.published[name], table)


def _table_changes(old: Table, new: Table) -> Iterator[SchemaChange]:
    if old.primary_key != new.primary_key:
        said = f"key was {', '.join(old.primary_key)}, is {', '.join(new.primary_key)}; rows are not compared"
        yield SchemaChange("breaking", new.name, "", said)
    for column in old.columns:
        if column not in new.by_name:
            yield SchemaChange("breaking", new.name, column, "column withdrawn")
    for column, field in new.by_name.items():
        was = old.by_name.get(column)
        if was is None:
            yield SchemaChange("additive", new.name, column, "column added")
            continue
        if was.type != field.type:
            yield SchemaChange("breaking", new.name, column, f"type was {was.type}, is {field.type}")
        if bool(was.enum) != bool(field.enum):
            yield SchemaChange(
                "values", new.name, column, f"{'any text' if was.enum else 'a fixed list of values'} from now on"
            )
        elif gone := [v for v in was.enum if v not in field.enum]:
            yield SchemaChange("values", new.name, column, f"values withdrawn: {', '.join(gone)}")
        if came := [v for v in field.enum if was.enum and v not in was.enum]:
            yield SchemaChange("values", new.name, column, f"values added: {', '.join(came)}")
        if was.required != field.required:
            said = "always filled from now on" if field.required else "may be empty from now on"
            yield SchemaChange("values", new.name, column, said)


def row_changes(old: Path, before: Table, new: Path, after: Table) -> Iterator[RowChange]:
    """Yield rows that came or went and cells that changed, in the order of keys."""
    if before.primary_key != after.primary_key:
        return
    shared = [c for c in after.columns if c in before.by_name]
    if _hash(before) == _hash(after) and before.columns == after.columns:
        return
    was, now = _rows(old, before, shared), _rows(new, after, shared)
    for key in sorted(was.keys() | now.keys()):
        if key not in was:
            yield RowChange(after.name, "added", key)
        elif key not in now:
            yield RowChange(after.name, "removed", key)
        else:
            for column, a, b in zip(shared, was[key], now[key], strict=True):
                if a != b:
                    yield RowChange(after.name, "changed", key, column, a, b)


def _hash(table: Table) -> str:
    return str(table.resource["x-parquet"]["hash"])


def _rows(folder: Path, table: Table, columns: list[str]) -> dict[str, tuple[str, ...]]:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    arrow = ParquetFile(file_of(folder, table, "parquet")).read(columns=columns)
    texts = {name: arrow[name].cast(pa.string()).fill_null("").to_pylist() for name in columns}
    keys = map(KEY_JOINER.join, zip(*(texts[c] for c in table.primary_key), strict=True))
    return dict(zip(keys, zip(*(texts[c] for c in columns), strict=True), strict=True))
