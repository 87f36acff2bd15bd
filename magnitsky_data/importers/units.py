"""Records of bills, votes and members under raw/imported/<id>: one source a unit, in any order of import."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Extract, UnitImporter
from magnitsky_data.importers.stored import ADVICE, stored_tables

INHERITED = ("sources", "citations")  # tables that hold no units


@dataclass
class Unit:
    """What the store holds of one bill, vote or member."""

    source: Row
    tables: dict[str, list[Row]] = field(default_factory=dict)
    aside: dict[str, Row] = field(default_factory=dict)  # further sources that agree, by id


class UnitStore:
    """The units of one importer."""

    def __init__(self, folder: Path, contract: Contract, module: UnitImporter):
        self._contract, self._module = contract, module
        gathered = (t for t in contract.tables.values() if not t.is_derived)  # a view can have the key of what it shows
        self.owner_table = next(t.name for t in gathered if t.primary_key == (module.OWNER,))
        self._units: dict[str, Unit] = {}
        tables = stored_tables(contract, folder)
        sources = {row["source_id"]: row for row in tables.get("sources", ())}
        for name, rows in tables.items():
            for row in rows if name not in INHERITED else ():
                unit = self._units.setdefault(row[module.OWNER], Unit({}))
                unit.tables.setdefault(name, []).append(row)
                if row.get("source_id"):
                    unit.source = sources[row["source_id"]]
        cited = [(row["row_id"], row["source_id"]) for row in tables.get("citations", ())]
        orphans = [key for key, unit in self._units.items() if not unit.source]
        orphans += [key for key, _ in cited if key not in self._units]
        if orphans:
            raise ImportRefused(
                f"{folder}: {self.owner_table}.csv has no row {orphans[0]!r}, of which other files tell; {ADVICE}"
            )
        for key, source in cited:
            self._units[key].aside[source] = sources[source]

    def add(self, extract: Extract) -> None:
        """Let the preferred source of a unit give its rows; a lesser one that must agree stays beside it."""
        new, old = Unit(extract.source, extract.tables), self._units.get(extract.unit)
        if old is None or old.source["source_id"] == new.source["source_id"]:
            new.aside = old.aside if old else {}
            self._units[extract.unit] = new
            return
        if self._module.AGREE:
            self._check_agreement(old, new, extract.unit)
        is_better = self._module.rank(new.source) > self._module.rank(old.source)
        better, lesser = (new, old) if is_better else (old, new)
        if self._module.AGREE:
            better.aside = {**old.aside, lesser.source["source_id"]: lesser.source}
            better.aside.pop(better.source["source_id"], None)
        self._units[extract.unit] = better

    def _check_agreement(self, old: Unit, new: Unit, unit: str) -> None:
        for table, columns in self._module.AGREE.items():
            keys = [k for k in self._contract.tables[table].primary_key if k != self._module.OWNER]
            before, after = ({tuple(row[k] for k in keys): row for row in u.tables[table]} for u in (old, new))
            for key in sorted(before.keys() | after.keys()):
                for column in columns:
                    values = [rows[key][column] if key in rows else "no row" for rows in (before, after)]
                    if values[0] != values[1]:
                        raise ImportRefused(
                            f"{new.source['file_name']}: {unit}: {' '.join((*key, column))} is {values[1]!r}, but {old.source['file_name']} "
                            f"({old.source['source_id']}) says {values[0]!r}; compare both with the publisher's page"
                        )

    def tables(self) -> dict[str, list[Row]]:
        """Return all rows of the store by table."""
        tables: dict[str, list[Row]] = {}
        sources: dict[str, Row] = {}
        for key, unit in self._units.items():
            sources |= {s["source_id"]: s for s in (unit.source, *unit.aside.values())}
            for name, rows in unit.tables.items():
                tables.setdefault(name, []).extend(rows)
            tables.setdefault("citations", []).extend(self._citations(key, unit))
        tables["sources"] = list(sources.values())
        return tables

    def _citations(self, key: str, unit: Unit) -> Iterator[Row]:
        for source_id in unit.aside:
            yield {
                "citation_id": f"rendering-{key}-{source_id[-8:]}",
                "table_name": self.owner_table,
                "row_id": key,
                "source_id": source_id,
                "stance": "supports",
            }
