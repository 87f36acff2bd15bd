"""A cell that no list would write is refused on import, with the file and the entry that it is of."""

import shutil
from pathlib import Path

import pytest
from small_project import ROOT, Project, run_command

SDN = '23343,"{}","individual","MAGNIT","{}",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 05 Oct 1976."\r\n\x1a'
NAME = "KADYROV, Ramzan"


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with what curators know, but for how many entries a list has, and nothing imported."""
    root = tmp_path_factory.mktemp("bare")
    shutil.copy(ROOT / "datapackage.json", root)
    shutil.copytree(ROOT / "raw" / "curated", root / "raw" / "curated")
    (root / "raw" / "curated" / "expectations.csv").unlink()
    return Project(root)


@pytest.mark.parametrize(
    ("name", "title", "wrong"),
    [
        ("=KADYROV", "", "list_entries.listed_name: '=KADYROV' begins as a formula; expected text"),
        ("+KADYROV", "", "list_entries.listed_name: '+KADYROV' does not match ^[^=+@-].{0,499}$"),
        ("K" * 501, "", f"list_entries.listed_name: {'K' * 501!r} does not match ^[^=+@-].{{0,499}}$"),
        (NAME, "=1+1", "list_particulars.value: '=1+1' begins as a formula; expected text"),
        (NAME, "P" * 10_001, "list_particulars.value: 'PPPP"),
        (NAME, "Pres\x02ident", "sdn.csv: control character U+0002 in '23343,"),
    ],
    ids="formula sign long title endless control".split(),
)
def test_it_is_refused_with_its_file_and_entry(
    bare: Project, tmp_path: Path, name: str, title: str, wrong: str
) -> None:
    file = tmp_path / "sdn.csv"
    file.write_bytes(SDN.format(name, title or "President").encode())
    before = bare.digest()
    done = run_command(
        bare, "import", "us_ofac", file, "--date", "2026-10-01", "--url", "https://ofac.treasury.gov/sdn.csv"
    )
    assert done.code == 1
    assert done.err.startswith(f"error: {wrong if 'control' in wrong else f'sdn.csv: us-ofac-23343: {wrong}'}")
    assert done.err.endswith("nothing was written\n")
    assert bare.digest() == before


def test_signs_that_begin_telephone_numbers_pass_where_they_are_no_names(bare: Project, tmp_path: Path) -> None:
    file = tmp_path / "sdn.csv"
    file.write_bytes(SDN.format(NAME, "@kadyrov_95, +7 495").encode())
    done = run_command(
        bare, "import", "us_ofac", file, "--date", "2026-10-01", "--url", "https://ofac.treasury.gov/sdn.csv"
    )
    assert done.code == 0, done.err
    assert "@kadyrov_95, +7 495" in [row["value"] for row in bare.rows("imported/us_ofac/list_particulars")]
