"""Rules of bills, sponsors, votes and laws: each reports what breaks it, at its place and in its words."""

import pytest
from breaking import Break, Broken, add, cases, change, drop, findings, shown_at, told
from small_project import Project

HR6156, S284 = {"bill_id": "us-112-hr-6156"}, {"bill_id": "us-114-s-284"}
VOTE = {"vote_id": "us-112-2012-s-223"}  # 92 to 4, four not voting
LEVIN = {**VOTE, "legislator_id": "us-bioguide-L000261"}  # one of the four who voted nay
LAW, TITLE_IV = {"law_id": "us-pl-112-208"}, {"law_id": "us-pl-112-208-title-iv"}
BILLS, STEPS, SPONSORS, VOTES, POSITIONS, LAWS = (
    "imported/us_congress/bills",
    "imported/us_congress/bill_actions",
    "imported/us_congress/sponsorships",
    "imported/us_votes/votes",
    "imported/us_votes/vote_positions",
    "curated/laws",
)
SPONSOR = {"sponsorship_id": "us-114-s-284-C000141"}  # Cardin
COSPONSOR = {"sponsorship_id": "us-114-s-284-C001098"}  # Cruz, joined 2015-02-25, four weeks after the introduction
ORIGINAL = {"sponsorship_id": "us-114-s-284-M000303"}  # McCain, on the day
LAST_STEP = {**S284, "sequence": "14"}


def result(yeas: str, nays: str, result: str, share: str = "1/2") -> Break:
    """Give the vote other totals, of which its positions are a part."""
    return change(
        VOTES, VOTE, yeas=yeas, nays=nays, result=result, majority_required=share, positions_coverage="partial"
    )


BROKEN: Broken = {
    "totals_equal_positions": {
        "total differs from complete positions": (
            change(VOTES, VOTE, yeas="93"),
            "yeas  '93', but 92 positions say yea; totals and complete positions must agree",
        ),
        "a position is missing": (
            shown_at(VOTES, VOTE, drop(POSITIONS, LEVIN)),
            "nays  '4', but 3 positions say nay; totals and complete positions must agree",
        ),
        "total is empty": (
            change(VOTES, VOTE, nays=""),
            "nays  '', but 4 positions say nay; totals and complete positions must agree",
        ),
        "a total without positions": (
            change(VOTES, VOTE, abstentions="1"),
            "abstentions  '1', but 0 positions say abstain; totals and complete positions must agree",
        ),
        "positions where there are none": (
            change(VOTES, VOTE, positions_coverage="none"),
            "positions_coverage  'none', but 92 positions say yea",
            "positions_coverage  'none', but 4 positions say nay",
            "positions_coverage  'none', but 4 positions say not_voting",
        ),
        "more positions than votes": (
            change(VOTES, VOTE, positions_coverage="partial", nays="3"),
            "nays  '3', but 4 positions say nay; explain it by a citation",
        ),
    },
    "passed_votes_have_the_majority": {
        "fewer than half": (result("92", "93", "passed"), "result  'passed' does not fit 92 to 93 at 1/2"),
        "a tie is no majority": (result("92", "92", "passed"), "result  'passed' does not fit 92 to 92 at 1/2"),
        "failed with a majority": (result("93", "92", "failed"), "result  'failed' does not fit 93 to 92 at 1/2"),
        "failed with two thirds": (
            result("184", "92", "failed", "2/3"),
            "result  'failed' does not fit 184 to 92 at 2/3",
        ),
        "passed with less than two thirds": (
            result("183", "92", "passed", "2/3"),
            "result  'passed' does not fit 183 to 92 at 2/3",
        ),
    },
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
        "a law without enactment": (
            change(BILLS, S284, law_id="us-pl-112-208"),
            "law_id  'us-pl-112-208' does not fit status 'passed_one_chamber'; an enacted bill has its law, no other has",
            "status_date  '2015-12-17', but us-pl-112-208 was adopted on 2012-12-14",
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
            change(SPONSORS, COSPONSOR, legislator_id=""),
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
        "back in time": (
            change(STEPS, {**S284, "sequence": "2"}, action_date="2015-01-27"),
            "action_date  '2015-01-27' follows '2015-01-28'; expected steps in order of time",
        ),
        "a month that lies before": (
            change(STEPS, LAST_STEP, action_date="2016-04"),
            "action_date  '2016-04' follows '2016-05-18'; expected steps in order of time",
        ),
    },
    "roll_calls_match_their_vote": {
        "another number": (
            change(STEPS, VOTE, roll_call_number="222"),
            "roll_call_number  '222', but us-112-2012-s-223 has number '223'",
        ),
        "another chamber": (
            change(STEPS, VOTE, chamber_id="us-house"),
            "chamber_id  'us-house', but us-112-2012-s-223 has chamber_id 'us-senate'",
        ),
        "another day": (
            change(STEPS, VOTE, action_date="2012-12-05"),
            "action_date  '2012-12-05', but us-112-2012-s-223 has vote_date '2012-12-06'",
            "action_date  '2012-12-05' follows '2012-12-06'; expected steps in order of time",
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


def test_positions_above_a_total_may_be_explained(project: Project) -> None:
    change(VOTES, VOTE, positions_coverage="partial", nays="3")(project)
    citation = {
        "citation_id": "test-1",
        "table_name": "votes",
        "row_id": VOTE["vote_id"],
        "column_name": "nays",
        "source_id": "govinfo.gov-999479ba",
        "stance": "supports",
        "value": "4",
    }
    add("curated/citations", citation)(project)
    assert len(findings(project)) == 1  # a source that agrees explains nothing
    change("curated/citations", {"citation_id": "test-1"}, stance="conflicts")(project)
    assert findings(project) == []


def test_partial_positions_may_be_fewer(project: Project) -> None:
    change(VOTES, VOTE, positions_coverage="partial")(project)
    project.drop(POSITIONS, LEVIN)
    assert findings(project) == []


@pytest.mark.parametrize(
    ("share", "yeas", "nays", "outcome"),
    # A motion to suspend the rules passes at two thirds exactly; cloture needs 60 of 100 senators whoever votes.
    [
        ("2/3", "184", "92", "passed"),
        ("2/3", "183", "92", "failed"),
        ("3/5", "92", "4", "failed"),
        ("1/2", "92", "92", "failed"),
        ("1/2", "93", "92", "passed"),
    ],
)
def test_majority(share: str, yeas: str, nays: str, outcome: str, project: Project) -> None:
    result(yeas, nays, outcome, share)(project)
    assert findings(project) == []


@pytest.mark.parametrize("partial", ["2012-12", "2012"])
def test_a_month_may_hold_the_day(partial: str, project: Project) -> None:
    """A law adopted on 14 December 2012 may be in force from '2012-12' or '2012'."""
    change(LAWS, TITLE_IV, in_force_date=partial)(project)
    assert findings(project) == []
