"""Bills: official files against facts that were researched apart."""

import gzip
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from official_files import opened
from small_project import Row

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, Extract, us_congress
from magnitsky_data.importers.bill_numbers import bill_id

# What the fact sheet calls a stage.
STAGE = {"referred": "in_committee", "agreed_to": "adopted", "became_law": "enacted", "passed_house": "passed_one_chamber", "passed_senate": "passed_one_chamber"}  # fmt: skip


@pytest.fixture(scope="module")
def bills(read_all: Callable[..., dict[str, list[tuple[str, Extract]]]]) -> dict[str, Extract]:
    found = read_all("us_congress", "bills")
    assert all(len(extracts) == 1 for extracts in found.values())
    return {unit: extracts[0][1] for unit, extracts in found.items()}


@pytest.fixture(scope="module")
def us_bills(facts: Callable[[str], list[Row]]) -> dict[str, Row]:
    return {row["bill_id"]: row for row in facts("us_bills")}


def cosponsors(extract: Extract) -> list[Row]:
    return [row for row in extract.tables["sponsorships"] if row["role"] == "cosponsor"]


def is_as_of_the_facts(extract: Extract, fact: Row) -> bool:
    """Whether the fact sheet was written from a record of the same day, not from a later one."""
    return extract.tables["bills"][0]["status_as_of_date"] == fact["data_as_of"]


def test_every_bill_of_the_sources_is_read(bills: dict[str, Extract], sources: Path) -> None:
    assert len(bills) == sum(1 for f in (sources / "us-congress" / "bills").rglob("*") if f.is_file())
    forms = {extract.source["source_id"].partition("-20")[0] for extract in bills.values()}
    assert forms == {"us-billstatus", "us-bill-json", "us-bill-api"}


def test_introduction_and_sponsor_are_those_of_the_facts(bills: dict[str, Extract], us_bills: dict[str, Row]) -> None:
    for unit, extract in bills.items():
        bill, fact = extract.tables["bills"][0], us_bills[unit]
        (sponsor,) = (row for row in extract.tables["sponsorships"] if row["role"] == "sponsor")
        assert (unit, bill["introduced_date"]) == (unit, fact["introduced_date"])
        assert (unit, sponsor["legislator_id"]) == (unit, f"us-bioguide-{fact['sponsor_bioguide']}")
        assert (unit, sponsor["joined_date"], sponsor["is_original"]) == (unit, fact["introduced_date"], "")
        assert (unit, bill["official_title"]) == (unit, fact["official_title"])


def test_stages_are_those_of_the_facts(bills: dict[str, Extract], us_bills: dict[str, Row]) -> None:
    compared = 0
    for unit, extract in bills.items():
        fact = us_bills[unit]
        if is_as_of_the_facts(extract, fact):
            compared += 1
            assert (unit, extract.tables["bills"][0]["status"]) == (unit, STAGE.get(fact["status"], fact["status"]))
    assert compared > 75


def test_cosponsors_are_those_of_the_facts(
    bills: dict[str, Extract], us_bills: dict[str, Row], facts: Callable[[str], list[Row]]
) -> None:
    """Who joined on which day. A record older than the fact sheet may lack those who joined after it."""
    joined: dict[str, set[tuple[str, str]]] = {}
    for row in facts("us_cosponsors"):
        if row["role"] == "cosponsor":
            joined.setdefault(row["bill_id"], set()).add((f"us-bioguide-{row['bioguide_id']}", row["date_joined"]))
    for unit, extract in bills.items():
        seen = extract.tables["bills"][0]["status_as_of_date"]
        fact = us_bills[unit]
        expected = joined.get(unit, set())
        if is_as_of_the_facts(extract, fact):
            assert (unit, len(cosponsors(extract))) == (unit, int(fact["cosponsor_count"]))
        else:
            expected = {(member, day) for member, day in expected if day <= seen}
        assert (unit, {(r["legislator_id"], r["joined_date"]) for r in cosponsors(extract)}) == (unit, expected)


def test_original_cosponsors_before_the_119th_congress(bills: dict[str, Extract], us_bills: dict[str, Row]) -> None:
    """The fact sheet marks every cosponsor of the 119th as original; its records do not."""
    for unit, extract in bills.items():
        if not unit.startswith("us-119-"):
            original = sum(row["is_original"] == "true" for row in cosponsors(extract))
            assert (unit, original) == (unit, int(us_bills[unit]["original_cosponsor_count"]))


def test_original_cosponsors_of_the_119th_as_marked_in_the_record(bills: dict[str, Extract], sources: Path) -> None:
    marked = 0
    for path in sorted((sources / "us-congress" / "bills" / "119").iterdir()):
        kind, number = re.match(r"([a-z]+)(\d+)\.", path.name).groups()
        block = (
            gzip.decompress(path.read_bytes()).decode().partition("## API Data: cosponsors\n")[2].partition("\n## ")[0]
        )
        said = len(re.findall('"isOriginalCosponsor": "True"', block))
        unit = bill_id(119, kind, int(number))
        assert (unit, sum(row["is_original"] == "true" for row in cosponsors(bills[unit]))) == (unit, said)
        marked += said
    assert marked > 100


@pytest.mark.parametrize(
    ("unit", "count", "original"),
    # Counted on the prints as introduced, and for S. 1039 on the reported print: notes/us_legislation.md, README of the facts.
    [("us-112-s-1039", 38, 13), ("us-112-hr-4405", 80, 15), ("us-113-s-1933", 10, 7), ("us-114-s-284", 10, 8), ("us-114-hr-624", 68, 1)],
)  # fmt: skip
def test_cosponsors_as_printed(unit: str, count: int, original: int, bills: dict[str, Extract]) -> None:
    found = cosponsors(bills[unit])
    assert len(found) == count
    assert sum(row["is_original"] == "true" for row in found) == original


def test_mccain_and_seventeen_others(bills: dict[str, Extract]) -> None:
    """S. 1039 had exactly 18 cosponsors from 2011-06-20 to 2011-08-01, McCain among them (README of the facts)."""
    for day in ("2011-06-20", "2011-08-01"):
        then = [row for row in cosponsors(bills["us-112-s-1039"]) if row["joined_date"] <= day]
        assert len(then) == 18
        assert "us-bioguide-M000303" in {row["legislator_id"] for row in then}


def test_the_act_of_2012(bills: dict[str, Extract]) -> None:
    bill = bills["us-112-hr-6156"].tables["bills"][0]
    assert (bill["status"], bill["status_date"], bill["law_id"]) == ("enacted", "2012-12-14", "us-pl-112-208")
    calls = [row for row in bills["us-112-hr-6156"].tables["bill_actions"] if row["roll_call_number"]]
    assert {(row["chamber_id"], row["action_date"], row["roll_call_number"], row["vote_id"]) for row in calls} >= {
        ("us-house", "2012-11-16", "608", "us-112-2012-h-608"),
        ("us-senate", "2012-12-06", "223", "us-112-2012-s-223"),
    }
    # A trade bill until November 2012: its cosponsors joined in July and August.
    assert {row["joined_date"][:7] for row in cosponsors(bills["us-112-hr-6156"])} <= {"2012-07", "2012-08"}


def test_roll_calls_of_the_facts_stand_in_the_steps(
    bills: dict[str, Extract], facts: Callable[[str], list[Row]]
) -> None:
    """Each roll call on a bill is a step of it, unless the record ends before the vote."""
    for vote in facts("us_votes"):
        extract = bills.get(vote["bill_id"])
        if extract and vote["date"] <= extract.tables["bills"][0]["status_as_of_date"]:
            named = {row["vote_id"] for row in extract.tables["bill_actions"]}
            assert vote["vote_id"] in named


def test_members_by_thomas_id(bills: dict[str, Extract], sources: Path) -> None:
    """Records of the 112th Congress have no Bioguide ids: 01010 is Sanders, 00174 Cardin."""
    assert "bioguide_id" not in (sources / "us-congress/bills/112/s1039.data.json").read_text(encoding="utf-8")
    sponsor = bills["us-112-s-1039"].tables["sponsorships"][0]
    assert (sponsor["role"], sponsor["legislator_id"]) == ("sponsor", "us-bioguide-C000141")


# Samples of formats


def test_withdrawn_cosponsor_stays_with_the_day(sources: Path, context: Context) -> None:
    """Wicker left S. 3169 (117th) eight days after he had joined."""
    path = sources / "format-samples" / "us-congress" / "BILLSTATUS-117s3169.xml"
    extract = read_official(path, context, "us-117-s-3169")
    found = {row["legislator_id"][-7:]: (row["joined_date"], row["withdrawn_date"]) for row in cosponsors(extract)}
    assert found["W000437"] == ("2021-12-09", "2021-12-17")
    assert [day for _, day in found.values() if day] == ["2021-12-17"]
    assert len(found) == 5


def test_trimmed_copy_is_refused(sources: Path, context: Context) -> None:
    """The sample of H.R. 7730 lost its dates of update and the cosponsors their ids: no record of a day."""
    path = sources / "format-samples" / "us-congress" / "BILLSTATUS-119hr7730.2026-10-05.trimmed.xml"
    with pytest.raises(ImportRefused, match="bill has no updateDate; truncated or of another format"):
        read_official(path, context, "us-119-hr-7730")


def read_official(path: Path, context: Context, unit: str) -> Extract:

    chosen = replace(context, bills=context.bills | {unit})
    (extract,) = us_congress.read(opened(path), chosen)
    assert extract.unit == unit
    return extract
