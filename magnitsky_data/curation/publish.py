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
import pyarrow.compute as pc
import pyarrow.parquet as pq

from magnitsky_data.contract.canonical import encoded
from magnitsky_data.contract.descriptor import RELEASE_FORMAT, Contract, Table
from magnitsky_data.contract.layout import part_files
from magnitsky_data.contract.problems import ProblemsFound, shown
from magnitsky_data.contract.writer import ASIDE, RELEASE, SCRATCH
from magnitsky_data.curation.database import Database, statements
from magnitsky_data.curation.dictionary import data_dictionary, index_of_files
from magnitsky_data.curation.freshness import newest
from magnitsky_data.curation.judge import judge
from magnitsky_data.curation.licences import licence_page
from magnitsky_data.curation.linking.quality import Share, measured, on_lists
from magnitsky_data.curation.rules.run import rules
from magnitsky_data.errors import BuildStopped

UNHASHED = ("validation.json", "SHA256SUMS")  # the first names tool versions and so differs by machine
TOOLS = ("duckdb", "frictionless", "pandas", "pyarrow")


def build(root: Path, data: Database, progress: Callable[[str], None] = lambda _: None) -> list[str]:
    """Publish checked tables to ``build/`` and return the names of the files that changed.

    ``BuildStopped`` when the folder cannot be written; the old release is then untouched.
    """
    target = root / RELEASE
    try:
        scratch = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=root))
    except OSError as error:
        raise BuildStopped(f"{root}: cannot write here ({error.strerror}); make the folder writable") from None
    try:
        new = scratch / RELEASE
        write_release(root, data, new, target, progress)
        changed = differing(new, target, skip=())
        if changed:
            _swap(new, target, scratch / ASIDE)
        return changed
    except OSError as error:
        raise BuildStopped(
            f"{error.filename or scratch}: cannot be written ({error.strerror or error}); the old release is untouched: "
            "make room or make the folder writable, then build again"
        ) from None
    finally:
        if target.exists() or not (scratch / ASIDE).exists():  # else the next writer puts the old release back
            shutil.rmtree(scratch, ignore_errors=True)


def check_release(root: Path, data: Database) -> list[str]:
    """Return the files of ``build/`` that differ from a fresh build, validation.json passed over."""
    with tempfile.TemporaryDirectory() as scratch:
        new = Path(scratch) / RELEASE
        write_release(root, data, new, root / RELEASE)
        return differing(new, root / RELEASE, skip=("validation.json",))


def write_release(
    root: Path, data: Database, new: Path, old: Path, progress: Callable[[str], None] = lambda _: None
) -> None:
    """Write all files of a release to ``new``, reusing Parquet files of ``old`` with equal content."""
    (new / "csv").mkdir(parents=True)
    (new / "parquet").mkdir()
    descriptor = json.loads(json.dumps(data.contract.descriptor))
    descriptor = {**descriptor, "x-format": RELEASE_FORMAT, "resources": []}
    shares = measured(data)
    data.run(statements("derive", "withheld"))
    contents = {}
    for name, table in data.contract.published.items():
        progress(name)
        content = contents[name] = typed(table, data.arrow(name))
        (new / "csv" / f"{name}.csv").write_bytes(to_csv(content))
        _write_parquet(content, new / "parquet" / f"{name}.parquet", old / "parquet" / f"{name}.parquet")
        descriptor["resources"].append(_published_resource(table, content, new))
    _write_json(new / "datapackage.json", descriptor)
    published = Contract.read(new / "datapackage.json")
    for page, text in data_dictionary(published, shares, on_lists(data), newest(data)).items():
        (new / page).parent.mkdir(exist_ok=True)
        (new / page).write_text(text, encoding="utf-8")
    (new / "LICENSE-DATA.md").write_text(licence_page(data.contract, data), encoding="utf-8")
    (new / "csv" / "README.md").write_text(index_of_files(published), encoding="utf-8")
    progress("judging")
    if problems := judge(new, descriptor):
        raise ProblemsFound(problems)
    gathered = {shown(file, root): _digest(file) for file in [root / "datapackage.json", *part_files(root)]}
    _write_json(new / "validation.json", {**_validation(contents, data.contract, shares), "made from": gathered})
    sums = [f"{_digest(f)}  {f.relative_to(new)}\n" for f in release_files(new) if f.name not in UNHASHED]
    (new / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def release_files(folder: Path) -> list[Path]:
    """Return all files of a release, sorted."""
    return sorted(f for f in folder.rglob("*") if f.is_file())


def differing(new: Path, old: Path, skip: tuple[str, ...]) -> list[str]:
    """Return the relative paths at which two releases differ, by bytes."""
    names = {str(f.relative_to(folder)) for folder in (new, old) if folder.is_dir() for f in release_files(folder)}
    return sorted(n for n in names if n not in skip and _bytes(new / n) != _bytes(old / n))


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def typed(table: Table, content: pa.Table) -> pa.Table:
    """Return a table with its enumerations as dictionaries of all declared values."""
    for at, field in enumerate(table.fields):
        if field.enum:
            values = pa.array(field.enum, pa.string())
            codes = pc.index_in(content[field.name].combine_chunks(), value_set=values).cast(pa.int8())
            content = content.set_column(at, field.name, pa.DictionaryArray.from_arrays(codes, values))
    return content.combine_chunks()


def to_csv(content: pa.Table) -> bytes:
    """Return a table as canonical CSV."""
    columns = [column.cast(pa.string()).to_pylist() for column in content.columns]
    return encoded(content.column_names, zip(*columns, strict=True))


def _write_parquet(content: pa.Table, file: Path, old: Path) -> None:
    if old.is_file() and _same_content(old, content):
        shutil.copyfile(old, file)
        return
    # zstd 19 with dictionaries only where values repeat: a third smaller than snappy, and read at the same speed.
    # A table is one row group, so that statistics spare no reading; pages of version 2 are a little smaller.
    options = {"compression": "zstd", "compression_level": 19, "write_statistics": False, "data_page_version": "2.0"}
    pq.write_table(content, file, use_dictionary=_repeating(content) or False, **options)


def _repeating(content: pa.Table) -> list[str]:
    return [n for n in content.column_names if content.num_rows and len(content[n].unique()) < 0.8 * content.num_rows]


def _same_content(old: Path, content: pa.Table) -> bool:
    try:
        return bool(pq.ParquetFile(old).read().equals(content))
    except (pa.ArrowException, OSError):
        return False


def _published_resource(table: Table, content: pa.Table, new: Path) -> dict[str, Any]:
    schema = json.loads(json.dumps(table.resource["schema"]))
    resource = {k: v for k, v in table.resource.items() if k != "schema"}
    for kind, holder in (("csv", resource), ("parquet", resource.setdefault("x-parquet", {}))):
        file = new / kind / f"{table.name}.{kind}"
        holder.update(path=f"{kind}/{table.name}.{kind}", bytes=file.stat().st_size, hash=f"sha256:{_digest(file)}")
    for field in schema["fields"]:
        column = content[field["name"]]
        field["x-filled"] = content.num_rows - column.null_count
        if field["x-filled"]:
            field["example"] = column.cast(pa.string()).drop_null()[0].as_py()
    return {**resource, "x-rows": content.num_rows, "schema": schema}


def _validation(contents: dict[str, pa.Table], contract: Contract, shares: list[Share]) -> dict[str, Any]:
    unused = {}
    for name, content in contents.items():
        for field in contract.tables[name].fields:
            found = set(pc.unique(content[field.name].cast(pa.string())).to_pylist()) if field.enum else set()
            if missing := [value for value in field.enum if value not in found]:
                unused[f"{name}.{field.name}"] = missing
    return {
        "valid": True,
        "tables": {name: content.num_rows for name, content in contents.items()},
        "rules": {rule.name: rule.sentence for rule in rules()},
        "identity, measured on link_benchmark": {share.what: str(share) for share in shares},
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
    except BaseException:
        if aside.exists() and not target.exists():
            aside.rename(target)
        raise
