"""raw/imported is what the importers make of the official files that it names, in whatever order they come."""

import random
import shutil
from pathlib import Path

import official_sources
import pytest
from small_project import ROOT

from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.importers import importers
from magnitsky_data.importers.origins import read_origins
from magnitsky_data.importers.reading import canonical_table
from magnitsky_data.importers.run import import_files

FOLDERS = sorted(folder.name for folder in (ROOT / "raw" / "imported").iterdir())


def importer_of(folder: str, delivery: official_sources.Delivery) -> str:
    """Return the importer that knows all files of a delivery, that of the folder's name first."""
    known = [name for name, module in importers().items() if all(map(module.recognises, delivery.values()))]
    return folder if folder in known else known[0]


def everything_else(folder: str, root: Path) -> None:
    """Copy the project without one folder of raw/imported, and with the origins that were told on its import."""
    shutil.copy(ROOT / "datapackage.json", root)
    shutil.copytree(
        ROOT / "raw", root / "raw", ignore=lambda at, names: [folder] if Path(at).name == "imported" else []
    )
    contract = Contract.read(ROOT / "datapackage.json")
    columns = contract.tables["source_files"].raw_columns
    rows = [{column: row.get(column, "") for column in columns} for row in read_origins(ROOT, contract).values()]
    (root / "raw" / "curated" / "source_files.csv").write_bytes(canonical_table(contract, "source_files", rows))


@pytest.mark.parametrize("folder", FOLDERS)
def test_official_files_in_a_shuffled_order_give_the_same_bytes(folder: str, tmp_path: Path) -> None:
    """In two imports at least; the files of a delivery together, as they were published."""
    ours = ROOT / "raw" / "imported" / folder
    deliveries = official_sources.deliveries(ours)
    files = {digest: name for delivery in deliveries for digest, name in delivery.items()}
    assert len(files) > 0
    official_sources.skip_without(files)
    everything_else(folder, tmp_path)
    random.Random(20261121).shuffle(deliveries)
    half = len(deliveries) // 2
    for number, delivery in enumerate(deliveries):
        part = f"{number < half}-{importer_of(folder, delivery)}"
        official_sources.lay_out(delivery, tmp_path / "official" / part / f"{number:03}")
    for part in sorted((tmp_path / "official").iterdir()):
        import_files(tmp_path, part.name.partition("-")[2], part)
    # Files that show a part of a list alone are searched for the entries known then: once more when all are.
    for number, delivery in enumerate(deliveries):
        if official_sources.is_searched(ours, delivery):
            name = importer_of(folder, delivery)
            part = f"{number < half}-{name}"
            import_files(tmp_path, name, tmp_path / "official" / part / f"{number:03}")
    again = tmp_path / "raw" / "imported" / folder
    assert sorted(f.name for f in again.iterdir()) == sorted(f.name for f in ours.iterdir())
    assert [f.name for f in ours.iterdir() if f.read_bytes() != (again / f.name).read_bytes()] == []
