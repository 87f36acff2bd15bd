"""Members of parliament as the release has them, the seats they were seen in, and bills that ended with their Congress."""

import pytest
from breaking import built
from small_project import Project, Row

from magnitsky_data.contract.descriptor import Contract

SPONSORS, BILLS = "imported/us_congress/sponsorships", "imported/us_congress/bills"
POSITIONS = "imported/us_votes/vote_positions"
MEMBERS = "imported/us_legislators/legislators"
S284, HR6156 = {"bill_id": "us-114-s-284"}, {"bill_id": "us-112-hr-6156"}
MCCAIN, LEVIN = "us-bioguide-M000303", "us-bioguide-L000261"


def terms(project: Project, member: str) -> list[tuple[str, ...]]:
    columns = ("chamber_id", "state_code", "party_code", "first_date", "last_date")
    return [tuple(r[c] for c in columns) for r in built(project, "legislator_terms") if r["legislator_id"] == member]


def test_a_member_is_seen_from_the_first_to_the_last_day(project: Project) -> None:
    """McCain voted on 2012-12-06 and joined S. 284 on 2015-01-28; Levin only voted."""
    assert terms(project, MCCAIN) == [("us-senate", "AZ", "R", "2012-12-06", "2015-01-28")]
    assert terms(project, LEVIN) == [("us-senate", "MI", "D", "2012-12-06", "2012-12-06")]


def test_another_party_is_another_term(project: Project) -> None:
    project.change(POSITIONS, {"legislator_id": MCCAIN}, party_code="I")
    assert terms(project, MCCAIN) == [
        ("us-senate", "AZ", "I", "2012-12-06", "2012-12-06"),
        ("us-senate", "AZ", "R", "2015-01-28", "2015-01-28"),
    ]


@pytest.mark.parametrize("cells", [{"state_code": "XX"}, {"state_code": ""}, {"party_code": ""}])
def test_what_tells_no_seat_makes_no_term(cells: Row, project: Project) -> None:
    """XX is the Clerk's sign for a delegate, and no state."""
    project.change(POSITIONS, {"legislator_id": LEVIN}, **cells)
    assert terms(project, LEVIN) == []


def test_members_are_those_who_sponsor_or_vote(project: Project) -> None:
    """The official lists hold everyone since 1789."""
    used = {r["legislator_id"] for name in (SPONSORS, POSITIONS) for r in project.rows(name)}
    listed = {r["legislator_id"] for r in project.rows(MEMBERS)}
    kept = {r["legislator_id"] for r in built(project, "legislators")}
    assert kept == used & listed < listed


def test_a_member_is_an_entity_with_the_name_of_the_list(project: Project) -> None:
    entities = {r["entity_id"]: r for r in built(project, "entities")}
    levin = entities[LEVIN]
    (member,) = (r for r in project.rows(MEMBERS) if r["legislator_id"] == LEVIN)
    assert (levin["name"], levin["birth_date"], levin["country_code"]) == (member["name"], "1934-06-28", "US")
    assert levin["source_id"] == member["source_id"]


def test_a_member_whom_a_curator_described_is_one_entity(project: Project) -> None:
    source = project.rows("curated/works")[0]["source_id"]
    row = {"entity_id": LEVIN, "entity_type": "person", "name": "Carl Levin", "source_id": source, "confidence": "high"}
    project.add("curated/entities", row)
    assert [r["name"] for r in built(project, "entities") if r["entity_id"] == LEVIN] == ["Carl Levin"]


# The 114th Congress ended on 2017-01-03 (Twentieth Amendment, section 1), the 119th ends on 2027-01-03.


def is_lapsed(project: Project, day: str, **cells: str) -> str:
    """Whether S. 284 had lapsed by the day of the release."""
    created = Contract.read(project.root / "datapackage.json").release_date
    project.replace("datapackage.json", f'"created": "{created}T', f'"created": "{day}T')
    if cells:
        project.change(BILLS, S284, **cells)
    return next(r["is_lapsed"] for r in built(project, "bills") if r["bill_id"] == S284["bill_id"])


@pytest.mark.parametrize(
    ("day", "session", "lapsed"),
    [
        ("2017-01-02", "114", "false"),
        ("2017-01-03", "114", "true"),
        ("2026-11-21", "119", "false"),
        ("2027-01-03", "119", "true"),
        ("2015-01-03", "114", "false"),
    ],
)
def test_a_bill_lapses_on_the_day_its_congress_ends(day: str, session: str, lapsed: str, project: Project) -> None:
    assert is_lapsed(project, day, session=session) == lapsed


@pytest.mark.parametrize("status", ["adopted", "rejected", "withdrawn"])
def test_a_bill_that_was_finished_does_not_lapse(status: str, project: Project) -> None:
    assert is_lapsed(project, "2026-11-21", status=status) == "false"


def test_an_enacted_bill_does_not_lapse(project: Project) -> None:
    assert next(r["is_lapsed"] for r in built(project, "bills") if r["bill_id"] == HR6156["bill_id"]) == "false"
