"""The contract: datapackage.json read into tables and fields.

The descriptor is the only schema. Loader, checks, Parquet types, data dictionary, command-line help
and tests ask the objects made here. Standard library only, since the loader imports it.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from magnitsky_data.contract.shape import SHELVES, misfit, stray
from magnitsky_data.errors import ContractError, ProjectNotFound, TableNotFound, nearest

RELEASE_FORMAT = 1  # of the files and descriptor of a release; raised when an older loader could not read them right
KEY_JOINER = "|"  # between the parts of a key where a row is referred to in one cell


@dataclass(frozen=True)
class Field:
    """One column: its type, its limits, and who may write it."""

    name: str
    type: str
    description: str
    required: bool
    unique: bool
    enum: tuple[str, ...]
    pattern: str
    minimum: int | None
    unit: str
    overlay: str  # topic of the overlay file that may fill the column
    is_derived: bool  # computed by the build, never in raw/
    is_partial_date: bool

    @classmethod
    def of(cls, spec: dict[str, Any]) -> "Field":
        """Read one field of a Table Schema."""
        limits = spec.get("constraints", {})
        return cls(
            name=spec["name"],
            type=spec["type"],
            description=spec["description"],
            required=limits.get("required", False),
            unique=limits.get("unique", False),
            enum=tuple(limits.get("enum", ())),
            pattern=limits.get("pattern", ""),
            minimum=limits.get("minimum"),
            unit=spec.get("x-unit", ""),
            overlay=spec.get("x-overlay", ""),
            is_derived=spec.get("x-derived", False),
            is_partial_date=spec.get("x-partial-date", False),
        )


@dataclass(frozen=True)
class ForeignKey:
    """A column whose values are keys of another table."""

    column: str
    table: str
    target: str


@dataclass(frozen=True)
class Table:
    """One table: its columns in order, its keys and where it stands in the dataset."""

    name: str
    title: str
    description: str
    group: str
    shelf: str  # one of SHELVES; workshop is raw only and not published
    row_source: str  # own, inherited or none: whether rows carry source_id themselves
    is_derived: bool
    cautions: tuple[str, ...]  # what to know before counting
    warning: str  # the caution that whoever loads the table must meet; empty: none
    synonyms: tuple[str, ...]  # what users call it
    replaces: tuple[str, ...]  # withdrawn tables whose place it takes
    show: dict[str, Any]  # the columns that tell a reader most, and the order in which to show rows
    interval: dict[str, Any]  # the columns that tell from when to when a row holds; empty: it has no duration
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    resource: dict[str, Any]

    @classmethod
    def of(cls, resource: dict[str, Any]) -> "Table":
        """Read one resource of the descriptor."""
        schema = resource["schema"]
        return cls(
            name=resource["name"],
            title=resource["title"],
            description=resource["description"],
            group=resource["x-group"],
            shelf=resource["x-shelf"],
            row_source=resource.get("x-source", "own"),
            is_derived=resource.get("x-derived", False),
            cautions=tuple(resource.get("x-cautions", ())),
            warning=resource.get("x-warning", ""),
            synonyms=tuple(resource.get("x-synonyms", ())),
            replaces=tuple(resource.get("x-replaces", ())),
            show=resource.get("x-show", {}),
            interval=resource.get("x-interval", {}),
            fields=tuple(Field.of(spec) for spec in schema["fields"]),
            primary_key=tuple(schema["primaryKey"]),
            foreign_keys=tuple(
                ForeignKey(k["fields"][0], k["reference"]["resource"], k["reference"]["fields"][0])
                for k in schema.get("foreignKeys", ())
            ),
            resource=resource,
        )

    @property
    def is_published(self) -> bool:
        """Whether the table is part of a release."""
        return self.shelf != "workshop"

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """All column names in published order."""
        return tuple(f.name for f in self.fields)

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Fields by column name."""
        return {f.name: f for f in self.fields}

    @cached_property
    def raw_columns(self) -> tuple[str, ...]:
        """Columns that a file under raw/ may have, in order."""
        return tuple(f.name for f in self.fields if not f.is_derived)


@dataclass(frozen=True)
class Contract:
    """The whole descriptor."""

    descriptor: dict[str, Any]
    tables: dict[str, Table]

    @classmethod
    def read(cls, path: Path) -> "Contract":
        """Read a descriptor file; ``ContractError`` when it cannot be one, ``ProjectNotFound`` when there is none."""
        try:
            return cls.of(path.read_bytes(), path)
        except FileNotFoundError:
            raise ProjectNotFound(
                f"{path}: not there; expected the descriptor of the dataset: go to the project folder or name it with --root"
            ) from None

    @classmethod
    def of(cls, content: bytes, path: Path) -> "Contract":
        """Read the content of a descriptor file; ``ContractError`` says where it cannot be one."""
        try:
            descriptor = json.loads(content)
        except json.JSONDecodeError as error:
            wrong = f":{error.lineno}:{error.colno}: not JSON ({error.msg})"
        except UnicodeDecodeError as error:
            wrong = f": byte {error.start} is not UTF-8; expected JSON in UTF-8"
        except RecursionError:
            wrong = ": JSON in too many layers; expected the descriptor of a dataset"
        else:
            wrong = f":{found}" if (found := misfit(descriptor) or stray(descriptor)) else ""
        if wrong:
            raise ContractError(f"{path}{wrong}; mend it, or install or build the release again")
        return cls(descriptor, {r["name"]: Table.of(r) for r in descriptor["resources"]})

    @property
    def version(self) -> str:
        """Version of the dataset, YYYY.N.P."""
        return str(self.descriptor["version"])

    @property
    def release_date(self) -> str:
        """Day of the release, the only date that the pipeline takes from outside the facts."""
        return str(self.descriptor["created"])[:10]

    @cached_property
    def published(self) -> dict[str, Table]:
        """Tables of a release, shelf by shelf, in the descriptor's order."""
        shelves = sorted(self.tables.values(), key=lambda t: SHELVES.index(t.shelf))
        return {t.name: t for t in shelves if t.is_published}

    def table(self, name: str) -> Table:
        """Return a table; ``TableNotFound`` leads a synonym or withdrawn name to its table, or names the nearest."""
        if not isinstance(name, str):
            raise TableNotFound(f"no table {name!r}; expected one name as text, such as {next(iter(self.published))!r}")
        if name in self.tables:
            return self.tables[name]
        raise TableNotFound(f"no table {name!r}; {self._lead(name)}")

    def _lead(self, name: str) -> str:
        asked = name.strip().lower().replace(" ", "_").replace("-", "_")
        meant: dict[str, str] = {}
        for table in self.published.values():
            if asked in table.replaces:
                return f"it was withdrawn, {table.name!r} takes its place"
            meant.update(dict.fromkeys((table.name, *table.synonyms), table.name))
        if asked in meant:
            return f"did you mean {meant[asked]!r}?"
        close = nearest(asked, meant)
        found = meant.get(close.split("'")[1], "") if close else ""
        return f"did you mean {found!r}?" if found else "`magnitsky-data tables` lists all"
