"""Where a project keeps what: the folders under raw/, and the table that a file there stands for."""

from collections.abc import Iterator
from pathlib import Path

from magnitsky_data.contract.descriptor import Contract, Table
from magnitsky_data.errors import nearest

# Folders under raw/imported: one a list or an official record, of the same name as its importer.
STORES = (
    "au_dfat",
    "ca_sema",
    "eu_fsf",
    "gb_fcdo",
    "ru_mfa",
    "us_congress",
    "us_legislators",
    "us_ofac",
    "us_votes",
)


def part_files(root: Path) -> Iterator[Path]:
    """Yield every CSV file under raw/, sorted."""
    for pattern in ("curated/*.csv", "imported/*/*.csv"):
        yield from sorted(file for file in (root / "raw").glob(pattern) if file.is_file())


def table_of(path: Path, contract: Contract) -> tuple[Table, str]:
    """Return the table and overlay topic that a file name stands for; ``ValueError`` when neither."""
    name, _, topic = path.stem.partition(".")
    table = contract.tables.get(name)
    if table is None:
        raise ValueError(f"no table {name!r}; {nearest(name, contract.tables, 'datapackage.json lists the tables')}")
    topics = {f.overlay for f in table.fields if f.overlay}
    if topic and topic not in topics:
        raise ValueError(
            f"table {name!r} has no overlay {topic!r}; {nearest(topic, topics, 'see x-overlay in datapackage.json')}"
        )
    if table.is_derived:
        raise ValueError(f"table {name!r} is computed by the build; take the file away")
    return table, topic
