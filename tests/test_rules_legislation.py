"""Rules of bills, sponsors and laws: each reports what breaks it, at its place and in its words."""

from pathlib import Path

import pytest
from breaking import Break, Broken, built, cases, change, drop, findings, shown_at, told
from lists_project import DOE, event, lists_project
from small_project import Project

HR6156, S284 = {"bill_id": "us-112-hr-6156"}, {"bill_id": "us-114-s-284"}
LAW, TITLE_IV = {"law_id": "us-pl-112-208"}, {"law_id": "us-pl-112-208-title-iv"}
BILLS, STEPS, SPONSORS, LAWS = (
    "imported/us_congress/bills",
    "imported/us_congress/bill_actions",
    "imported/us_congress/sponsorships",
    "curated/laws",
)
SPONSOR = {"sponsorship_id": "us-114-s-284-C000141"}  # Cardin
COSPONSOR = {"sponsorship_id": "us-114-s-284-C001098"}  # Cruz, joined 2015-02-25, four weeks after the introduction
ORIGINAL = {"sponsorship_id": "us-114-s-284-M000303"}  # McCain, on the day
LAST_STEP = {**S284, "sequence": "14"}


BROKEN: Broken = {
    "us_bills_are_whole": {
        "no number": (change(BILLS, S284, number=""), "number  empty; the record of a US bill has it"),
        "no Congress": (change(BILLS, S284, session=""), "session  empty; the record of a US bill has it"),
        "no day of the record": (
            change(BILLS, HR6156, status_as_of_date=""),
            "status_as_of_date  empty; the record of a US bill has it",
        ),
    },
    "introduced_before_status": {
        "status before introduction": (
            change(BILLS, S284, status_date="2015-01-27"),
            "status_date  '2015-01-27' lies before introduced_date '2015-01-28'",
        ),
        "status in an earlier year": (
            change(BILLS, S284, status_date="2014"),
            "status_date  '2014' lies before introduced_date '2015-01-28'",
        ),
        "status after the record": (
            change(BILLS, HR6156, status_as_of_date="2012-12-13"),
            "status_as_of_date  '2012-12-13' lies before status_date '2012-12-14'",
        ),
    },
    "enacted_bills_have_their_law": {
        "enacted without a law": (
            change(BILLS, HR6156, law_id=""),
            "law_id  '' does not fit status 'enacted'; an enacted bill has its law, no other has",
        ),
    },
    "laws_adopted_when_enacted": {
        "two days": (
            change(BILLS, HR6156, status_date="2012-12-15"),
            "status_date  '2012-12-15', but us-pl-112-208 was adopted on 2012-12-14",
        ),
        "no day": (
            change(BILLS, HR6156, status_date=""),
            "status_date  '', but us-pl-112-208 was adopted on 2012-12-14",
        ),
    },
    "every_bill_has_its_sponsor_and_introduction": {
        "no sponsor": (
            shown_at(BILLS, S284, change(SPONSORS, SPONSOR, role="cosponsor")),
            "bill_id  'us-114-s-284' has sponsors joining on []; expected one, on 2015-01-28",
        ),
        "two sponsors": (
            shown_at(BILLS, S284, change(SPONSORS, ORIGINAL, role="sponsor")),
            "bill_id  'us-114-s-284' has sponsors joining on ['2015-01-28', '2015-01-28']; expected one, on 2015-01-28",
        ),
        "the sponsor joins later": (
            shown_at(BILLS, S284, change(SPONSORS, SPONSOR, joined_date="2015-01-29")),
            "bill_id  'us-114-s-284' has sponsors joining on ['2015-01-29']; expected one, on 2015-01-28",
        ),
        "the sponsor joins before": (
            shown_at(BILLS, S284, change(SPONSORS, SPONSOR, joined_date="2015-01-27")),
            "bill_id  'us-114-s-284' has sponsors joining on ['2015-01-27']; expected one, on 2015-01-28",
        ),
        "no step of introduction": (
            shown_at(BILLS, S284, change(STEPS, {**S284, "sequence": "1"}, action_type="other")),
            "introduced_date  '2015-01-28', but the step 'introduced' is of None",
        ),
    },
    "cosponsors_join_in_time": {
        "before the introduction": (
            change(SPONSORS, COSPONSOR, joined_date="2015-01-27"),
            "joined_date  '2015-01-27' lies before the introduction on 2015-01-28",
        ),
        "original, but later": (
            change(SPONSORS, COSPONSOR, is_original="true"),
            "is_original  'true', but joined on 2015-02-25, introduced on 2015-01-28",
        ),
        "on the day, but not original": (
            change(SPONSORS, ORIGINAL, is_original="false"),
            "is_original  'false', but joined on 2015-01-28, introduced on 2015-01-28",
        ),
        "withdrawn before": (
            change(SPONSORS, COSPONSOR, withdrawn_date="2015-02-24"),
            "withdrawn_date  '2015-02-24' lies before joined_date '2015-02-25'",
        ),
    },
    "sponsorships_name_one_sponsor": {
        "nobody": (
            change(SPONSORS, ORIGINAL, legislator_id=""),
            "legislator_id  filled: none; expected one of legislator_id, entity_id, sponsor_count",
        ),
        "a member and a number": (
            change(SPONSORS, COSPONSOR, sponsor_count="381"),
            "legislator_id  filled: legislator_id, sponsor_count; expected one of legislator_id, entity_id, sponsor_count",
        ),
        "a member and an entity": (
            change(SPONSORS, COSPONSOR, entity_id="us-bioguide-C001098"),
            "legislator_id  filled: legislator_id, entity_id; expected one of legislator_id, entity_id, sponsor_count",
        ),
    },
    "steps_are_in_order": {
        "a gap": (
            change(STEPS, LAST_STEP, sequence="15"),
            "sequence  15 at place 14; expected steps numbered from 1 without gaps",
        ),
        # Of all steps behind a gap the first is named.
        "a gap among others": (
            shown_at(STEPS, {**S284, "sequence": "4"}, drop(STEPS, {**S284, "sequence": "3"})),
            "sequence  4 at place 3; expected steps numbered from 1 without gaps",
        ),
        "back in time": (
            change(STEPS, {**S284, "sequence": "2"}, action_date="2015-01-27"),
            "action_date  '2015-01-27' follows '2015-01-28'; expected steps in order of time",
        ),
        "a month that lies before": (
            change(STEPS, LAST_STEP, action_date="2016-04"),
            "action_date  '2016-04' follows '2016-05-18'; expected steps in order of time",
        ),
    },
    "laws_in_order_of_time": {
        "in force before it was adopted": (
            change(LAWS, TITLE_IV, in_force_date="2012-12-13"),
            "in_force_date  '2012-12-13' lies before adopted_date '2012-12-14'",
        ),
        "ended before it was in force": (
            change(LAWS, TITLE_IV, in_force_date="2012-12-16", ended_date="2012-12-15"),
            "ended_date  '2012-12-15' lies before in_force_date '2012-12-16'",
        ),
        "ended before it was adopted": (
            change(LAWS, LAW, ended_date="2011"),
            "ended_date  '2011' lies before adopted_date '2012-12-14'",
        ),
        "a part of itself": (
            change(LAWS, LAW, part_of_law_id="us-pl-112-208"),
            "part_of_law_id  an act is not a part of itself",
        ),
    },
}


@pytest.mark.parametrize(("breaks", "words"), cases(BROKEN))
def test_what_breaks_a_rule(breaks: Break, words: list[str], project: Project) -> None:
    place = breaks(project)
    assert findings(project) == told(place, words)


def test_a_us_bill_has_its_day_of_introduction(project: Project) -> None:
    """Among all that then is wrong with its sponsors."""
    file, line = change(BILLS, HR6156, introduced_date="")(project)
    assert f"{file}:{line}:introduced_date  empty; the record of a US bill has it" in findings(project)


# What the rules let pass


@pytest.mark.parametrize(
    "breaks",
    [
        # A law adopted on 14 December 2012 may be in force from '2012-12' or '2012', or end on the day.
        change(LAWS, TITLE_IV, in_force_date="2012-12"),
        change(LAWS, TITLE_IV, in_force_date="2012"),
        change(LAWS, TITLE_IV, ended_date="2012-12-14"),
        # A bill may reach its stage on the day of its introduction, and its record may be of the day of the stage.
        change(BILLS, S284, status_date="2015-01-28"),
        change(BILLS, HR6156, status_as_of_date="2012-12-14"),
        # When a cosponsor joined may be unknown; one may withdraw on the day.
        change(SPONSORS, COSPONSOR, joined_date="", is_original=""),
        change(SPONSORS, COSPONSOR, withdrawn_date="2015-02-25"),
    ],
)
def test_what_the_rules_let_pass(breaks: Break, project: Project) -> None:
    breaks(project)
    assert findings(project) == []


def motion(root: Path, **cells: str) -> Project:
    """A motion of the House of Commons, without number, session, day and sponsor."""
    bill = {
        "bill_id": "gb-1",
        "jurisdiction_code": "GB",
        "chamber_id": "gb-commons",
        "bill_type": "motion",
        "short_title": "A motion",
        "status": "introduced",
        "relevance": "core",
        "relevance_reason": "It is about the case",
        **cells,
    }
    row = {"chamber_id": "gb-commons", "jurisdiction_code": "GB", "name": "House of Commons", "chamber_type": "lower"}
    return lists_project(root, bills=[bill], chambers=[row], designation_events=[event("add", "2020-02-01", DOE)])


def test_a_bill_that_is_not_enacted_has_no_law(tmp_path: Path) -> None:
    project = motion(tmp_path, law_id="us-eo-13818", status_date="2017-12-20")
    words = "law_id  'us-eo-13818' does not fit status 'introduced'; an enacted bill has its law, no other has"
    assert findings(project) == told(("raw/curated/bills.csv", 2), [words])


def test_a_bill_of_another_parliament_may_lack_what_congress_publishes(tmp_path: Path) -> None:
    """And it does not end with a Congress, whatever its session is called."""
    assert findings(motion(tmp_path)) == []
    (row,) = built(motion(tmp_path, session="57"), "bills")
    assert row["is_lapsed"] == ""
