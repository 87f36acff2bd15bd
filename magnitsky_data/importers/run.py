"""Import: official files into raw/imported/<id>, all or nothing, the same whatever the order."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from magnitsky_data.contract import Contract
from magnitsky_data.curation.check import cell_check
from magnitsky_data.curation.raw import NotCSV, canonical, parse_csv
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, Extract, Importer, OfficialFile, Row, importer
from magnitsky_data.importers.reading import COMPRESSED, open_file

INHERITED = ("sources", "citations")  # tables that hold no units


@dataclass
class Unit:
    """What raw/imported holds of one bill, vote or member."""

    source: Row
    tables: dict[str, list[Row]] = field(default_factory=dict)
    aside: dict[str, Row] = field(default_factory=dict)  # further sources that agree, by id


@dataclass(frozen=True)
class Summary:
    """What an import did."""

    files: int
    units: int
    skipped: list[str]  # files that hold nothing of the curated selection
    changed: list[str]  # files written, relative to the project


def import_files(
    root: Path,
    name: str,
    path: Path,
    *,
    url: str = "",
    date: str = "",
    each: Callable[[list[Path]], Iterable[Path]] = iter,
) -> Summary:
    """Import a file, or every file of a folder that the importer recognises.

    ``each`` passes the files through, to show progress. Raises ``ImportRefused`` with every refused
    file in its message, ``OriginUnknown``, ``ImporterNotFound``; nothing is written then.
    """
    module, contract = importer(name), Contract.read(root / "datapackage.json")
    files = _files(path, module)
    folder = root / "raw" / "imported" / module.ID
    try:
        units, context = _read_units(folder, module), read_context(root, contract)
    except KeyError as error:
        raise ImportRefused(
            f"{root / 'raw'}: a file there lacks the row or column {error}; `magnitsky-data validate` says where"
        ) from None
    origins, refused, skipped, met = read_origins(root), [], [], set()
    verdicts = {
        (t.name, f.name): cell_check(replace(f, required=f.required and not f.overlay))  # an overlay may come later
        for t in contract.tables.values()
        for f in t.fields
    }
    for file in each(files):
        try:
            official = open_file(file, origins, url, date)
            found = _read(module, official, context)
            _check_cells(found, official.name, verdicts)
        except ImportRefused as error:
            refused.append(str(error))
            continue
        if not found:
            skipped.append(official.name)
        for extract in found:
            try:
                _merge(units, extract, module)
                met.add(extract.unit)
            except ImportRefused as error:
                refused.append(str(error))
    if refused:
        raise ImportRefused("\n".join(refused) + "\nnothing was written")
    if not met and skipped:
        raise ImportRefused(
            f"{path}: nothing here is in the curated selection ({', '.join(skipped[:3])}); add it to raw/curated/{_owner_table(module, contract)}.relevance.csv first; nothing was written"
        )
    changed = _write(folder, contract, module, units)
    return Summary(len(files), len(met), skipped, [str(p.relative_to(root)) for p in changed])


def _read(module: Importer, file: OfficialFile, context: Context) -> list[Extract]:
    try:
        return list(module.read(file, context))
    except (AttributeError, IndexError, LookupError, TypeError, ValueError) as error:
        # The importer met a shape that it does not foresee; the cause stays chained for its author.
        raise ImportRefused(
            f"{file.name}: not of the shape that {module.ID} expects ({type(error).__name__}: {error}); a file of another kind or version"
        ) from error


def _check_cells(found: list[Extract], file: str, verdicts: dict[tuple[str, str], Callable[[str], str]]) -> None:
    """Refuse a value that the contract does not allow, before anything is written."""
    for extract in found:
        for name, rows in {**extract.tables, "sources": [extract.source]}.items():
            for row in rows:
                for column, value in row.items():
                    # JSON may hold any type where the record has text.
                    is_text = isinstance(value, str)
                    if wrong := verdicts[name, column](value) if is_text else f"{value!r} is not text":
                        raise ImportRefused(
                            f"{file}: {extract.unit}: {name}.{column}: {wrong}; the file is damaged or of a new form"
                        )


def _files(path: Path, module: Importer) -> list[Path]:
    if not path.exists():
        raise ImportRefused(f"{path}: no such file or folder")
    if path.is_file():
        return [path]
    files = sorted(f for f in path.rglob("*") if f.is_file() and module.recognises(f.name.removesuffix(COMPRESSED)))
    if not files:
        raise ImportRefused(f"{path}: no file here that {module.ID} recognises by its name")
    return files


def _rows(file: Path) -> list[Row]:
    if not file.is_file():
        return []
    try:
        return parse_csv(file.read_bytes())[1]
    except NotCSV as error:
        raise ImportRefused(f"{file}:{error.line}  {error.wrong}; mend it first") from None


def read_context(root: Path, contract: Contract) -> Context:
    """Return the curated selection and the members' ids as raw/ has them."""
    curated, members = root / "raw" / "curated", _rows(root / "raw" / "imported" / "us_legislators" / "legislators.csv")
    selected = {
        table: frozenset(
            row[key]
            for name in (f"{table}.csv", f"{table}.relevance.csv")
            for row in _rows(curated / name)
            if row.get(key)
        )
        for table, key in (("bills", "bill_id"), ("votes", "vote_id"))
    }
    return Context(
        bills=selected["bills"],
        votes=selected["votes"],
        bioguide_by_lis={row["lis_id"]: row["bioguide_id"] for row in members if row["lis_id"]},
        bioguide_by_thomas={row["thomas_id"]: row["bioguide_id"] for row in members if row["thomas_id"]},
        codes={f"{t.name}.{f.name}": f.enum for t in contract.tables.values() for f in t.fields if f.enum},
    )


def read_origins(root: Path) -> dict[str, Row]:
    """Return where files were published, by SHA-256: as curated, else as an earlier import was told."""
    known = {
        row["sha256"]: row for file in sorted((root / "raw" / "imported").glob("*/sources.csv")) for row in _rows(file)
    }
    return known | {row["sha256"]: row for row in _rows(root / "raw" / "curated" / "source_files.csv")}


def _owner_table(module: Importer, contract: Contract) -> str:
    return next(t.name for t in contract.tables.values() if t.primary_key == (module.OWNER,))


def _read_units(folder: Path, module: Importer) -> dict[str, Unit]:
    sources = {row["source_id"]: row for row in _rows(folder / "sources.csv")}
    units: dict[str, Unit] = {}
    tables = {f.stem: _rows(f) for f in sorted(folder.glob("*.csv")) if f.stem not in INHERITED}
    for name, rows in tables.items():
        for row in rows:
            unit = units.setdefault(row[module.OWNER], Unit({}))
            unit.tables.setdefault(name, []).append(row)
            if row.get("source_id"):
                unit.source = sources[row["source_id"]]
    for row in _rows(folder / "citations.csv"):
        units[row["row_id"]].aside[row["source_id"]] = sources[row["source_id"]]
    return units


def _merge(units: dict[str, Unit], extract: Extract, module: Importer) -> None:
    """Let the preferred source of a unit give its rows; a lesser one that must agree stays beside it."""
    new = Unit(extract.source, extract.tables)
    old = units.get(extract.unit)
    if old is None or old.source["source_id"] == new.source["source_id"]:
        new.aside = old.aside if old else {}
        units[extract.unit] = new
        return
    if module.AGREE:
        _check_agreement(old, new, extract.unit, module)
    better, lesser = (new, old) if module.rank(new.source) > module.rank(old.source) else (old, new)
    if module.AGREE:
        better.aside = {**old.aside, lesser.source["source_id"]: lesser.source}
        better.aside.pop(better.source["source_id"], None)
    units[extract.unit] = better


def _check_agreement(old: Unit, new: Unit, unit: str, module: Importer) -> None:
    for table, columns in module.AGREE.items():
        before, after = (
            {
                tuple(r[c] for c in r if c.endswith("_id") and c not in ("source_id", "bill_id", module.OWNER)): r
                for r in u.tables[table]
            }
            for u in (old, new)
        )
        for key in sorted(before.keys() | after.keys()):
            for column in columns:
                values = [rows[key][column] if key in rows else "no row" for rows in (before, after)]
                if values[0] != values[1]:
                    raise ImportRefused(
                        f"{new.source['file_name']}: {unit}: {' '.join((*key, column))} is {values[1]!r}, but {old.source['file_name']} "
                        f"({old.source['source_id']}) says {values[0]!r}; compare both with the publisher's page"
                    )


def _write(folder: Path, contract: Contract, module: Importer, units: dict[str, Unit]) -> list[Path]:
    tables: dict[str, list[Row]] = {}
    owner = _owner_table(module, contract)
    sources: dict[str, Row] = {}
    for key, unit in units.items():
        sources |= {s["source_id"]: s for s in (unit.source, *unit.aside.values())}
        for name, rows in unit.tables.items():
            tables.setdefault(name, []).extend(rows)
        tables.setdefault("citations", []).extend(_citations(owner, key, unit))
    tables["sources"] = list(sources.values())
    contents = {folder / f"{name}.csv": _canonical(contract, name, rows) for name, rows in tables.items() if rows}
    changed = {file: data for file, data in contents.items() if not file.is_file() or file.read_bytes() != data}
    emptied = sorted(set(folder.glob("*.csv")) - contents.keys())  # no unit has rows of that table any more
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, data in changed.items():
            file.with_suffix(".new").write_bytes(data)
        for file in changed:
            os.replace(file.with_suffix(".new"), file)
        for file in emptied:
            file.unlink()
    except OSError as error:
        for file in changed if folder.is_dir() else ():
            file.with_suffix(".new").unlink(missing_ok=True)
        raise ImportRefused(
            f"{error.filename or folder}: cannot be written ({error.strerror}); nothing was imported: "
            "make room or make the folder writable"
        ) from None
    return sorted([*changed, *emptied])


def _citations(owner: str, key: str, unit: Unit) -> Iterator[Row]:
    for source_id in unit.aside:
        yield {
            "citation_id": f"rendering-{key}-{source_id[-8:]}",
            "table_name": owner,
            "row_id": key,
            "source_id": source_id,
            "stance": "supports",
        }


def _canonical(contract: Contract, name: str, rows: list[Row]) -> bytes:
    written = {column for row in rows for column in row}
    return canonical(contract.table(name), rows, [c for c in contract.table(name).raw_columns if c in written])
