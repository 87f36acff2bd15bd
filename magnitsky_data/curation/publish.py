"""Write a release: CSV, Parquet, descriptor, data dictionary, validation report, check sums.

A build goes to a scratch folder beside ``build/`` and is swapped in whole. Files whose content is
the same keep their bytes: for Parquet that is decided on Arrow tables, since the bytes differ
between pyarrow versions.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from magnitsky_data.contract.canonical import write_csv
from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.descriptor import Contract, Field, Table
from magnitsky_data.contract.layout import part_files
from magnitsky_data.curation.assemble import Dataset
from magnitsky_data.curation.dictionary import data_dictionary
from magnitsky_data.curation.rules import rules
from magnitsky_data.errors import BuildStopped

RELEASE = "build"
UNHASHED = ("validation.json", "SHA256SUMS")  # the first names tool versions and so differs by machine
TOOLS = ("frictionless", "pandas", "pyarrow")

_TYPES = {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_(), "date": pa.date32()}


def build(root: Path, data: Dataset, progress: Callable[[str], None] = lambda _: None) -> list[str]:
    """Publish checked tables to ``build/`` and return the names of the files that changed.

    ``BuildStopped`` when the folder cannot be written; the old release is then untouched.
    """
    target = root / RELEASE
    try:
        scratch = Path(tempfile.mkdtemp(prefix=".build-", dir=root))
    except OSError as error:
        raise BuildStopped(f"{root}: cannot write here ({error.strerror}); make the folder writable") from None
    try:
        new = scratch / RELEASE
        write_release(root, data, new, target, progress)
        changed = differing(new, target, skip=())
        if changed:
            _swap(new, target, scratch / "old")
        return changed
    except OSError as error:
        raise BuildStopped(
            f"{error.filename or scratch}: cannot be written ({error.strerror or error}); the old release is untouched: "
            "make room or make the folder writable, then build again"
        ) from None
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def check_release(root: Path, data: Dataset) -> list[str]:
    """Return the files of ``build/`` that differ from a fresh build, validation.json passed over."""
    with tempfile.TemporaryDirectory() as scratch:
        new = Path(scratch) / RELEASE
        write_release(root, data, new, root / RELEASE)
        return differing(new, root / RELEASE, skip=("validation.json",))


def write_release(
    root: Path, data: Dataset, new: Path, old: Path, progress: Callable[[str], None] = lambda _: None
) -> None:
    """Write all files of a release to ``new``, reusing Parquet files of ``old`` with equal content."""
    (new / "csv").mkdir(parents=True)
    (new / "parquet").mkdir()
    descriptor = json.loads(json.dumps(data.contract.descriptor))
    descriptor["resources"] = []
    for name, table in data.contract.published.items():
        progress(name)
        rows = data.rows(name)
        content = write_csv(table.columns, rows)
        (new / "csv" / f"{name}.csv").write_bytes(content)
        _write_parquet(to_arrow(table, rows), new / "parquet" / f"{name}.parquet", old / "parquet" / f"{name}.parquet")
        descriptor["resources"].append(_published_resource(table, len(rows), new))
    descriptor["x-raw-digest"] = raw_digest(root)
    _write_json(new / "datapackage.json", descriptor)
    (new / "README.md").write_text(data_dictionary(Contract.read(new / "datapackage.json")), encoding="utf-8")
    _write_json(new / "validation.json", _validation(data))
    sums = [
        f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.relative_to(new)}\n"
        for f in release_files(new)
        if f.name not in UNHASHED
    ]
    (new / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def release_files(folder: Path) -> list[Path]:
    """Return all files of a release, sorted."""
    return sorted(f for f in folder.rglob("*") if f.is_file())


def differing(new: Path, old: Path, skip: tuple[str, ...]) -> list[str]:
    """Return the relative paths at which two releases differ, by bytes."""
    names = {str(f.relative_to(folder)) for folder in (new, old) if folder.is_dir() for f in release_files(folder)}
    return sorted(n for n in names if n not in skip and _bytes(new / n) != _bytes(old / n))


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def raw_digest(root: Path) -> str:
    """Return one SHA-256 over names and contents of all files under raw/."""
    digest = hashlib.sha256()
    for file in part_files(root):
        digest.update(
            f"{file.relative_to(root).as_posix()}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode()
        )
    return f"sha256:{digest.hexdigest()}"


def to_arrow(table: Table, rows: list[Row]) -> pa.Table:
    """Return checked rows as a typed Arrow table; enumerations are dictionaries of all declared values."""
    columns = {f.name: _column(f, [row.get(f.name) or None for row in rows]) for f in table.fields}
    return pa.table(columns)


def _column(field: Field, values: list[str | None]) -> pa.Array:
    if field.enum:
        codes = {value: code for code, value in enumerate(field.enum)}
        indices = pa.array([None if v is None else codes[v] for v in values], pa.int8())
        return pa.DictionaryArray.from_arrays(indices, pa.array(field.enum, pa.string()))
    if field.type == "integer":
        return pa.array([None if v is None else int(v) for v in values], pa.int64())
    if field.type == "boolean":
        return pa.array([None if v is None else v == "true" for v in values], pa.bool_())
    return pa.array(values, pa.string()).cast(_TYPES[field.type])


def _write_parquet(content: pa.Table, file: Path, old: Path) -> None:
    if old.is_file() and _same_content(old, content):
        shutil.copyfile(old, file)
        return
    # zstd 9 with dictionaries only where values repeat: a third smaller than snappy at the same speed.
    pq.write_table(content, file, compression="zstd", compression_level=9, use_dictionary=_repeating(content) or False)


def _repeating(content: pa.Table) -> list[str]:
    return [n for n in content.column_names if content.num_rows and len(content[n].unique()) < 0.8 * content.num_rows]


def _same_content(old: Path, content: pa.Table) -> bool:
    try:
        return bool(pq.ParquetFile(old).read().equals(content))
    except (pa.ArrowException, OSError):
        return False


def _published_resource(table: Table, rows: int, new: Path) -> dict[str, Any]:
    schema = json.loads(json.dumps(table.resource["schema"]))
    resource = {k: v for k, v in table.resource.items() if k != "schema"}
    for kind, holder in (("csv", resource), ("parquet", resource.setdefault("x-parquet", {}))):
        file = new / kind / f"{table.name}.{kind}"
        content = file.read_bytes()
        holder.update(
            path=f"{kind}/{table.name}.{kind}", bytes=len(content), hash=f"sha256:{hashlib.sha256(content).hexdigest()}"
        )
    return {**resource, "x-rows": rows, "schema": schema}


def _validation(data: Dataset) -> dict[str, Any]:
    unused = {
        f"{name}.{field.name}": missing
        for name, table in data.contract.published.items()
        for field in table.fields
        if field.enum and (missing := [v for v in field.enum if v not in {r.get(field.name) for r in data.rows(name)}])
    }
    return {
        "valid": True,
        "tables": {name: len(data.rows(name)) for name in data.contract.published},
        "rules": {name: (rule.__doc__ or "").split("\n")[0] for name, rule in rules().items()},
        "enumeration values that do not occur": unused,
        "tools": {tool: version_of(tool) for tool in TOOLS},
    }


def _write_json(file: Path, content: dict[str, Any]) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _swap(new: Path, target: Path, aside: Path) -> None:
    if target.exists():
        target.rename(aside)
    try:
        new.rename(target)
    except OSError:
        if aside.exists():
            aside.rename(target)
        raise
