"""A small project with two lists, one of them with a release, and publishers that offer both."""

from pathlib import Path

from enhanced_file import Listed, enhanced
from lists_project import GLOMAG, SOURCE, lists_project
from small_project import ROOT, Project, Row

from magnitsky_data.contract.canonical import parse_csv
from magnitsky_data.curation.pipeline import validated
from magnitsky_data.curation.publish import build
from magnitsky_data.importers.run import import_files

DOE = Listed("1", "DOE, John", "2026-11-02")
LICENCE = "U.S. government work"  # the one of lists_project
CANADA = {"list_id": "ca_sema", "jurisdiction_code": "CA", "name": "Canada", "publisher": "Canada", "seniority": "9"}
OFAC = {"list_id": "us_ofac", "jurisdiction_code": "US", "name": "SDN List", "seniority": "1"}
JVCFOR = {
    "program_id": "ca-jvcfoa",
    "list_id": "ca_sema",
    "jurisdiction_code": "CA",
    "name": "Corrupt foreign officials",
}
CANADIAN = (
    "<data-set><record><Country>Justice for Victims of Corrupt Foreign Officials Regulations (JVCFOR) / "
    "Règlement relatif à la justice pour les victimes de dirigeants étrangers corrompus (RJVDEC)</Country>"
    "<LastName>KARPOV</LastName><GivenName>Pavel</GivenName><Item>26</Item></record></data-set>"
).encode()


def readings(*lists: str) -> list[Row]:
    """Return what the repository reads in files of these lists, as if one source told it all."""
    rows = parse_csv((ROOT / "raw" / "curated" / "readings.csv").read_bytes())[1]
    return [{**row, "source_id": SOURCE} for row in rows if row["list_id"] in ("", *lists)]


def address(importer: str, file_name: str, url: str, basis: str = "in_file") -> Row:
    """Return the row that says where a file is offered."""
    told = {"importer": importer, "file_name": file_name, "url": url, "date_basis": basis}
    return {**told, "licence": LICENCE, "source_id": SOURCE}


def two_lists(root: Path) -> Project:
    """Write the project: John Doe stands on OFAC's list of 2026-11-02, nobody on Canada's."""
    project = lists_project(
        root,
        jurisdictions=[{"jurisdiction_code": code, "name": code} for code in ("CA", "US")],
        lists=[OFAC, CANADA],
        programs=[{**GLOMAG, "official_code": "GLOMAG"}, JVCFOR],
        list_entries=[],
        readings=readings("us_ofac", "ca_sema"),
    )
    file = root.parent / "SDN_ENHANCED.XML"
    file.write_bytes(enhanced([DOE], "2026-11-02"))
    import_files(root, "us_ofac", file, url="https://example.org/", licence=LICENCE)
    build(root, validated(root))
    return project
