"""raw/imported of the lists is what the importers make of the official files, in whatever order they come."""

import random
import shutil
from pathlib import Path

from magnitsky_data.importers import importer
from magnitsky_data.importers.run import import_files

ROOT = Path(__file__).parents[2]
LISTS = ("au_dfat", "ca_sema", "eu_fsf", "gb_fcdo", "us_ofac")
IMPORTERS = {
    "au": ("au_dfat",),
    "ca": ("ca_sema",),
    "eu": ("eu_fsf",),
    "uk": ("gb_fcdo",),
    "ofac": ("us_ofac",),
}
ALONE = (  # complete official files among the samples of formats
    ("gb_fcdo", "format-samples/uk/FCDO_SL_Mon_Aug_11_2025.ods"),
    ("us_ofac", "format-samples/ofac/csv/SDN.2024-06.header-added.csv.gz"),
)


def deliveries(sources: Path) -> list[tuple[str, Path]]:
    """Every folder of a publisher with each importer that knows a file in it, and the files that stand alone."""
    found = [(name, sources / path) for name, path in ALONE]
    for publisher, names in IMPORTERS.items():
        for folder in sorted((sources / publisher).iterdir()):
            files = [f.name for f in folder.iterdir()] if folder.is_dir() else [folder.name]
            plain = {*files, *(f.removesuffix(".gz") for f in files)}
            found += [(name, folder) for name in names if any(map(importer(name).recognises, plain))]
    return found


def test_files_in_a_shuffled_order_give_the_same_bytes(sources: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    shutil.copytree(ROOT / "raw" / "curated", tmp_path / "raw" / "curated")
    todo = deliveries(sources)
    assert len(todo) > 60
    random.Random(20261121).shuffle(todo)
    for name, path in todo:
        import_files(tmp_path, name, path)
    for name in LISTS:
        ours = {f.name: f.read_bytes() for f in (ROOT / "raw" / "imported" / name).iterdir()}
        made = {f.name: f.read_bytes() for f in (tmp_path / "raw" / "imported" / name).iterdir()}
        assert made.keys() == ours.keys()
        assert [n for n in ours if made[n] != ours[n]] == []
