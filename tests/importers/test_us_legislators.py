"""Members: the crosswalk of ids, from the two lists of the @unitedstates project."""

import csv
import gzip
import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from small_project import Project, Row, do_import, imported

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, Extract, OfficialFile, us_legislators

NAME = "legislators-current.csv"
DAY = "2026-06-15"


@pytest.fixture
def empty(project: Project) -> Project:
    """The small project without members."""
    shutil.rmtree(project.root / "raw" / "imported" / "us_legislators")
    return project


@pytest.fixture(scope="module")
def members(read_all: Callable[..., dict[str, list[tuple[str, Extract]]]]) -> dict[str, Row]:
    return {unit: pairs[0][1].tables["legislators"][0] for unit, pairs in read_all("us_legislators", "").items()}


def read(text: str, context: Context, day: str = DAY) -> list[Row]:
    file = OfficialFile(NAME, text.encode(), "0" * 64, day, "https://example.org/", "", "")
    return [row for extract in us_legislators.read(file, context) for row in extract.tables["legislators"]]


def test_every_member_of_the_sources_is_read(members: dict[str, Row], sources: Path) -> None:
    rows = []
    for kind in ("current", "historical"):
        with (sources / "us-congress" / f"legislators-{kind}.csv").open(encoding="utf-8", newline="") as stream:
            rows += list(csv.DictReader(stream))
    assert len(rows) == 537 + 12230  # as the README of the sources counts them
    assert members.keys() == {f"us-bioguide-{row['bioguide_id']}" for row in rows}
    for row in rows:
        member = members[f"us-bioguide-{row['bioguide_id']}"]
        assert [member[c] for c in ("lis_id", "thomas_id", "icpsr_id", "govtrack_id")] == [
            row[c] for c in ("lis_id", "thomas_id", "icpsr_id", "govtrack_id")
        ]
        assert member["birth_date"] == row["birthday"]


@pytest.mark.parametrize(
    ("bioguide", "name", "lis", "thomas"),
    # Bioguide and LIS ids as in the records of the votes and bills of the 112th Congress.
    [("C000141", "Cardin", "S308", "00174"), ("M000303", "McCain", "S197", "00754"), ("S000033", "Sanders", "S313", "01010")],
)  # fmt: skip
def test_members_of_the_story(bioguide: str, name: str, lis: str, thomas: str, members: dict[str, Row]) -> None:
    member = members[f"us-bioguide-{bioguide}"]
    assert name in member["name"]
    assert (member["lis_id"], member["thomas_id"], member["entity_id"]) == (lis, thomas, f"us-bioguide-{bioguide}")


def test_senators_of_the_fact_sheet_are_known(members: dict[str, Row], facts: Callable[[str], list[Row]]) -> None:
    sponsors = {f"us-bioguide-{row['bioguide_id']}" for row in facts("us_cosponsors")}
    assert len(sponsors) == 518  # notes/us_legislation.md
    assert sponsors <= members.keys()


def test_small_file(small_files: dict[str, str], context: Context) -> None:
    sanders, reed = read(small_files[NAME], context)
    expected = {"legislator_id": "us-bioguide-S000033", "name": "Bernard Sanders", "birth_date": "1941-09-08", "lis_id": "S313", "thomas_id": "01010", "wikipedia_title": "Bernie Sanders"}  # fmt: skip
    assert {column: sanders[column] for column in expected} == expected
    assert reed["wikipedia_title"] == "Jack Reed (Rhode Island politician)"


@pytest.mark.parametrize(
    ("suffix", "name"), [("", "John F. Reed"), ("Jr.", "John F. Reed, Jr.")]
)  # former members mostly lack the full name
def test_name_from_its_parts(suffix: str, name: str, small_files: dict[str, str], context: Context) -> None:
    text = small_files[NAME].replace("Jack Reed,,Reed,John,F.,,", f",,Reed,John,F.,{suffix},")
    assert read(text, context)[1]["name"] == name


def test_unknown_column(small_files: dict[str, str], context: Context) -> None:
    with pytest.raises(
        ImportRefused,
        match=r"legislators-current.csv: header: field 'bluesky' is new; expected one of .*teach the importer",
    ):
        read(small_files[NAME].replace("nickname", "bluesky"), context)


def test_missing_column(small_files: dict[str, str], context: Context) -> None:
    with pytest.raises(ImportRefused, match="no column 'lis_id'; expected the columns of congress-legislators"):
        read(small_files[NAME].replace("lis_id", "nickname"), context)


def test_truncated_anywhere(small_files: dict[str, str], context: Context) -> None:
    """Cut at any byte but a line end; a cut there loses members, whose rows of earlier lists stay in raw/."""
    whole = small_files[NAME]
    for length in range(1, len(whole)):
        if not whole[:length].endswith("\n"):
            with pytest.raises(ImportRefused):
                read(whole[:length], context)


def test_header_alone_is_refused(small_files: dict[str, str], context: Context) -> None:
    with pytest.raises(ImportRefused, match="no record below the header"):
        read(small_files[NAME].partition("\n")[0] + "\n", context)


def test_file_without_a_day(small_files: dict[str, str], context: Context) -> None:
    with pytest.raises(ImportRefused, match="carries no date; say with --date YYYY-MM-DD"):
        read(small_files[NAME], context, day="")


def test_value_outside_the_contract(empty: Project, small_files: dict[str, str], put: Callable[..., Path]) -> None:
    file = put(NAME, small_files[NAME].replace("S000033", "S33"))
    with pytest.raises(ImportRefused, match=r"legislators.bioguide_id: 'S33' does not match"):
        do_import(empty, "us_legislators", file, date=DAY)
    assert imported(empty, "us_legislators") == {}


def test_importing_twice_changes_nothing(empty: Project, small_files: dict[str, str], put: Callable[..., Path]) -> None:
    file = put(NAME, small_files[NAME])
    assert do_import(empty, "us_legislators", file, date=DAY)
    assert do_import(empty, "us_legislators", file, date=DAY) == []


def test_the_order_of_lists_does_not_matter(
    empty: Project, small_files: dict[str, str], put: Callable[..., Path]
) -> None:
    """Reed is in an older list under another name, Sanders in the newer list alone; the newer list wins."""
    lists = {
        "2019-01-03": put("older/legislators-current.csv", small_files[NAME].replace("Jack Reed,", "John Reed,").replace("S000033", "S000034").replace("01010,S313,400357,29147", ",,,")),
        "2026-06-15": put("newer/legislators-current.csv", small_files[NAME]),
    }  # fmt: skip
    results = []
    for order in itertools.permutations(lists):
        shutil.rmtree(empty.root / "raw" / "imported" / "us_legislators", ignore_errors=True)
        for day in order:
            do_import(empty, "us_legislators", lists[day], date=day)
        results.append(imported(empty, "us_legislators"))
    assert results[0] == results[1]
    names = {row["bioguide_id"]: row["name"] for row in empty.rows("imported/us_legislators/legislators")}
    assert names == {"R000122": "Jack Reed", "S000033": "Bernard Sanders", "S000034": "Bernard Sanders"}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_newer_list_wins_whichever_of_the_two_it_is(
    order: tuple[int, int], empty: Project, small_files: dict[str, str], put: Callable[..., Path]
) -> None:
    """A member who comes back to Congress stands among the former ones before and the present ones after."""
    former = put("legislators-historical.csv", small_files[NAME].replace("Jack Reed,", "John Reed,"))
    lists = [("2019-01-03", former), (DAY, put(NAME, small_files[NAME]))]
    for day, file in (lists[at] for at in order):
        do_import(empty, "us_legislators", file, date=day)
    names = {row["bioguide_id"]: row["name"] for row in empty.rows("imported/us_legislators/legislators")}
    assert names["R000122"] == "Jack Reed"


def test_plain_and_gzip_give_the_same(empty: Project, small_files: dict[str, str], put: Callable[..., Path]) -> None:
    do_import(empty, "us_legislators", put(NAME, small_files[NAME]), date=DAY)
    plain = imported(empty, "us_legislators")
    shutil.rmtree(empty.root / "raw" / "imported" / "us_legislators")
    do_import(empty, "us_legislators", put(f"{NAME}.gz", gzip.compress(small_files[NAME].encode())), date=DAY)
    assert imported(empty, "us_legislators") == plain
