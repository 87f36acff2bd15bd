"""Rules of votes and of the steps that name them: each reports what breaks it, at its place and in its words."""

import pytest
from breaking import Break, Broken, Place, add, cases, change, findings, shown_at, told
from small_project import Project

STEPS, VOTES, POSITIONS = (
    "imported/us_congress/bill_actions",
    "imported/us_votes/votes",
    "imported/us_votes/vote_positions",
)
VOTE = {"vote_id": "us-112-2012-s-223"}  # the Senate on H.R. 6156: 92 to 4, four not voting
LEVIN = {**VOTE, "legislator_id": "us-bioguide-L000261"}  # one of the four who voted nay


def result(yeas: str, nays: str, result: str, share: str = "1/2") -> Break:
    """Give the vote other totals, of which its positions are a part."""
    return change(
        VOTES, VOTE, yeas=yeas, nays=nays, result=result, majority_required=share, positions_coverage="partial"
    )


def without_levin(project: Project) -> Place:
    """Take away the one row for which he is here, and with him his Wikidata item."""
    project.drop("curated/legislators.wikidata", {"legislator_id": LEVIN["legislator_id"]})
    project.drop(POSITIONS, LEVIN)
    return f"raw/{POSITIONS}.csv", 0


BROKEN: Broken = {
    "totals_equal_positions": {
        "total differs from complete positions": (
            change(VOTES, VOTE, yeas="93"),
            "yeas  '93', but 92 positions say yea; totals and complete positions must agree",
        ),
        "a position is missing": (
            shown_at(VOTES, VOTE, without_levin),
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
}


@pytest.mark.parametrize(("breaks", "words"), cases(BROKEN))
def test_what_breaks_a_rule(breaks: Break, words: list[str], project: Project) -> None:
    place = breaks(project)
    assert findings(project) == told(place, words)


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


def test_the_vice_president_is_no_senator(project: Project) -> None:
    """Of 96 senators 48 vote each way, and one vote more decides; of an unequal vote it would be a missing position."""
    yeas = [row for row in project.rows(POSITIONS) if row["vote_id"] == VOTE["vote_id"] and row["position"] == "yea"]
    for row in yeas[:44]:
        change(POSITIONS, {**VOTE, "legislator_id": row["legislator_id"]}, position="nay")(project)
    change(VOTES, VOTE, yeas="49", nays="48")(project)
    assert findings(project) == []
    change(POSITIONS, {**VOTE, "legislator_id": yeas[0]["legislator_id"]}, position="yea")(project)
    assert len(findings(project)) == 1


def test_partial_positions_may_be_fewer(project: Project) -> None:
    change(VOTES, VOTE, positions_coverage="partial")(project)
    without_levin(project)
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
