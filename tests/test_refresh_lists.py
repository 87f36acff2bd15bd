"""A refresh of five lists from the official files at hand, and of the bills that are followed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from lists_project import SOURCE, lists_project
from publisher import Publisher, publisher
from refreshed_project import LICENCE, address, readings
from small_project import ROOT, Project, Row

from magnitsky_data.contract.canonical import parse_csv
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.importers import importer
from magnitsky_data.importers.files.open import content_of, published_name
from magnitsky_data.importers.run import import_files
from magnitsky_data.refreshing import refresh
from magnitsky_data.refreshing.addresses import addresses, followed
from magnitsky_data.refreshing.client import Client
from magnitsky_data.refreshing.kept import Kept

# One whole state of each list, by their names in official_files.csv; that of OFAC comes in four files.
FILES = {
    "au_dfat": ("au/2026-08-02/Australian_Sanctions_Consolidated_List.xlsx",),
    "ca_sema": ("ca/2020-04-15/sema-lmes.xml",),
    "eu_fsf": ("eu/2026-05-01/eu_fsf_hr_full_yaml.tar.gz",),
    "gb_fcdo": ("format-samples/uk/FCDO_SL_Mon_Aug_11_2025.ods",),
    "us_ofac": tuple(f"ofac/2021-07-07/{name}.csv.gz" for name in ("sdn", "alt", "add", "sdn_comments")),
}
DAY = "2026-08-02"
# How many stood on them, as raw/curated/expectations.csv and the lists' own pages tell.
COUNTED = {("ca-jvcfoa", "70"), ("eu-ghrsr", "170"), ("gb-ghr", "152"), ("us-glomag", "315")}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    with publisher(tmp_path) as (found, trust):
        for name, value in trust.items():
            monkeypatch.setenv(name, value)
        yield found


def curated(table: str, **cells: str) -> list[Row]:
    rows = parse_csv((ROOT / "raw" / "curated" / f"{table}.csv").read_bytes())[1]
    return [{**row, **{column: cell for column, cell in cells.items() if column in row}} for row in rows]


def five_lists(root: Path) -> Project:
    """Write a project that knows the five lists, their programmes and how their texts are read, and none of their states."""
    lists = [row for row in curated("lists") if row["list_id"] in FILES]
    programs = [row for row in curated("programs", law_id="", source_id=SOURCE) if row["list_id"] in FILES]
    return lists_project(
        root,
        lists=lists,
        jurisdictions=curated("jurisdictions", source_id=SOURCE),
        programs=programs,
        list_entries=[],
        laws=[],
        readings=readings(*FILES),
    )


def test_five_lists_come_in_as_by_hand(site: Publisher, sources: Path, tmp_path: Path) -> None:
    fetched, hand = five_lists(tmp_path / "fetched"), five_lists(tmp_path / "hand")
    for name, files in FILES.items():
        folder = tmp_path / name
        folder.mkdir()
        for file in files:
            data, known_as = content_of(sources / file), published_name(Path(file).name)
            (folder / known_as).write_bytes(data)
            url = site.offers(known_as, data)
            fetched.add("curated/source_addresses", address(name, known_as, url, "download"))
        import_files(hand.root, name, folder, url=site.url(""), licence=LICENCE, date=DAY)
    client, kept = Client("tests", waits=()), Kept(tmp_path / "store")
    done = refresh(fetched.root, (), date.fromisoformat(DAY), client, kept)
    assert [(one.importer, one.failed) for one in done.taken] == [(name, []) for name in FILES]
    assert done.problems == []
    assert imported(fetched) == imported(hand)
    assert {name.partition("/")[0] for name in imported(hand)} == set(FILES)
    counts = parse_csv((fetched.root / "build" / "csv" / "snapshot_counts.csv").read_bytes())[1]
    assert {(row["program_id"], row["entry_count"]) for row in counts} >= COUNTED
    before = fetched.digest()
    assert not refresh(fetched.root, (), date.fromisoformat(DAY), client, kept).has_changed
    assert fetched.digest() == before


def imported(project: Project) -> dict[str, bytes]:
    folder = project.root / "raw" / "imported"
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*.csv")}


def test_bills_are_followed_until_a_record_from_after_the_end_of_their_congress() -> None:
    """The 119th Congress ends on 2027-01-03. The record of S. 284 (114th) at hand is of 2016-08-01, that of H.R. 6156 (112th) of 2014."""
    contract = Contract.read(ROOT / "datapackage.json")
    found = followed(ROOT, contract)
    assert {"us-114-s-284", "us-119-hr-8668"} <= set(found)
    assert not {"us-112-hr-6156", "us-118-hr-2670"} & set(found)  # a record that is kept by hand has no file
    offered = {one.file_name: one.url for one in addresses(ROOT, contract, ["us_congress"])["us_congress"]}
    assert len(offered) == len(found)
    govinfo = "https://www.govinfo.gov/bulkdata/BILLSTATUS"
    assert offered["BILLSTATUS-114s284.xml"] == f"{govinfo}/114/s/BILLSTATUS-114s284.xml"


def test_the_addresses_of_the_repository_are_those_of_files_that_are_read() -> None:
    contract, terms = Contract.read(ROOT / "datapackage.json"), {row["licence"] for row in curated("licences")}
    for name, offered in addresses(ROOT, contract, ()).items():
        assert all(importer(name).recognises(one.file_name) for one in offered)
        assert {one.licence for one in offered} <= terms
    assert list(addresses(ROOT, contract, ())) == [*sorted(FILES)[:-1], "us_congress", "us_ofac"]


def test_the_records_of_bills_are_asked_for_one_by_one(
    project: Project, site: Publisher, small_files: dict[str, str], tmp_path: Path
) -> None:
    name = "BILLSTATUS-114s284.xml"
    site.offers(f"114/s/{name}", small_files[name].encode())
    words = "BILLSTATUS-{congress}{type}{number}.xml"
    told = address("us_congress", words, site.url("{congress}/{type}/" + words))
    project.write("curated/source_addresses", [{**told, "source_id": project.rows("curated/sources")[0]["source_id"]}])
    done = refresh(project.root, (), date.fromisoformat(DAY), Client("tests", waits=()), Kept(tmp_path / "store"))
    assert site.paths() == [f"114/s/{name}"]
    (congress,) = done.taken
    assert (congress.new, congress.failed) == ([name], [])
    row = next(row for row in project.rows("imported/us_congress/bills") if row["bill_id"] == "us-114-s-284")
    assert row["status_as_of_date"] == "2019-02-06"
    # What a curator wrote for the record before is named, and the release is as before.
    assert "raw/curated/corrections.csv" in {problem.file for problem in done.problems}
    assert done.difference is None
