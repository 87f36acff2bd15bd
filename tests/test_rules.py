"""Each rule reports a project that is broken in its one way, at the line that breaks it."""

import random
from collections.abc import Callable

import pytest
from small_project import Project, Row

from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.contract.problems import ProblemsFound
from magnitsky_data.curation.assemble import Dataset, assemble
from magnitsky_data.curation.check import check
from magnitsky_data.curation.derive import derive
from magnitsky_data.curation.judge import judge
from magnitsky_data.curation.pipeline import validated
from magnitsky_data.curation.rules import rules, run_rules

HR6156, S284 = {"bill_id": "us-112-hr-6156"}, {"bill_id": "us-114-s-284"}
VOTE = {"vote_id": "us-112-2012-s-223"}
LAW, TITLE_IV = {"law_id": "us-pl-112-208"}, {"law_id": "us-pl-112-208-title-iv"}
BILLS, STEPS, SPONSORS, VOTES = (
    f"imported/{name}"
    for name in ("us_congress/bills", "us_congress/bill_actions", "us_congress/sponsorships", "us_votes/votes")
)
SPONSOR = "us-114-s-284-C000141"  # Cardin
COSPONSOR = "us-114-s-284-C001098"  # Cruz, joined 2015-02-25, four weeks after the introduction
ORIGINAL = "us-114-s-284-M000303"  # McCain, on the day


def load(project: Project) -> Dataset:
    data, _ = assemble(project.root, Contract.read(project.root / "datapackage.json"))
    derive(data)
    return data


Break = Callable[[Project], tuple[str, int]]  # returns file and line


def change(name: str, where: Row, **cells: str) -> Break:
    return lambda project: (name, project.change(name, where, **cells))


def add(name: str, row: Row) -> Break:
    return lambda project: (name, project.add(name, row))


def copy_row(name: str, where: Row, **cells: str) -> Break:
    def breaks(project: Project) -> tuple[str, int]:
        row = project.rows(name)[project.line(name, where) - 2]
        return name, project.add(name, {**row, **cells})

    return breaks


def drop(name: str, where: Row, shown: str, key: Row) -> Break:
    """Take rows away; the problem shows at another row."""

    def breaks(project: Project) -> tuple[str, int]:
        project.drop(name, where)
        return shown, project.line(shown, key)

    return breaks


def also(first: Break, second: Break) -> Break:
    """Break two places of which the second is reported."""

    def breaks(project: Project) -> tuple[str, int]:
        first(project)
        return second(project)

    return breaks


LEVIN = {**VOTE, "legislator_id": "us-bioguide-L000261"}  # one of the four who voted nay
POSITIONS = "imported/us_votes/vote_positions"
SOURCE = {
    "source_id": "example.org-00000000",
    "source_type": "news",
    "publisher": "Example",
    "is_official": "false",
    "is_party_to_case": "false",
}
CITATION = {
    "citation_id": "test-1",
    "table_name": "laws",
    "row_id": "us-pl-112-208",
    "column_name": "title",
    "source_id": "govinfo.gov-999479ba",
    "stance": "supports",
}
DECISION = {
    "decision_id": "test-1",
    "left_table": "entities",
    "left_id": "us-bioguide-C000141",
    "right_table": "entities",
    "right_id": "us-bioguide-M000303",
    "decision": "different",
    "method": "curator",
    "evidence": "Benjamin Cardin of Maryland and John McCain of Arizona",
    "confidence": "high",
}
VOTED_ON = {**HR6156, "action_type": "passed", "chamber_id": "us-senate"}


def step_with_vote(**cells: str) -> Break:
    """Give the step of H.R. 6156 that names the Senate's vote other facts than the vote has."""

    def breaks(project: Project) -> tuple[str, int]:
        return STEPS, project.change(STEPS, VOTE, **cells)

    return breaks


CASES: list[tuple[str, str, Break, str, str]] = [
    # rule, in what way, how, column, part of the message
    ("totals_equal_positions", "total differs from complete positions", change(VOTES, VOTE, yeas="93"), "yeas", "'93', but 92 positions say yea"),
    ("totals_equal_positions", "a position is missing", drop(POSITIONS, LEVIN, VOTES, VOTE), "nays", "'4', but 3 positions say nay"),
    ("totals_equal_positions", "total is empty", change(VOTES, VOTE, nays=""), "nays", "'', but 4 positions say nay"),
    ("totals_equal_positions", "positions where there are none", change(VOTES, VOTE, positions_coverage="none"), "positions_coverage", "'none', but 92 positions say yea"),
    ("totals_equal_positions", "more positions than votes", change(VOTES, VOTE, positions_coverage="partial", nays="3"), "nays", "'3', but 4 positions say nay; explain it by a citation"),
    ("passed_votes_have_the_majority", "fewer than half", change(VOTES, VOTE, yeas="4", nays="92"), "result", "'passed' does not fit 4 to 92 at 1/2"),
    ("passed_votes_have_the_majority", "a tie is no majority", change(VOTES, VOTE, yeas="48", nays="48"), "result", "'passed' does not fit 48 to 48 at 1/2"),
    ("passed_votes_have_the_majority", "failed with two thirds", change(VOTES, VOTE, result="failed", majority_required="2/3", yeas="64", nays="32"), "result", "'failed' does not fit 64 to 32 at 2/3"),
    ("us_bills_are_whole", "no number", change(BILLS, S284, number=""), "number", "empty; the record of a US bill has it"),
    ("us_bills_are_whole", "no day of the record", change(BILLS, S284, status_as_of_date=""), "status_as_of_date", "empty; the record of a US bill has it"),
    ("introduced_before_status", "status before introduction", change(BILLS, S284, status_date="2015-01-27"), "status_date", "'2015-01-27' lies before introduced_date '2015-01-28'"),
    ("introduced_before_status", "status in an earlier year", change(BILLS, S284, status_date="2014"), "status_date", "'2014' lies before introduced_date"),
    ("introduced_before_status", "status after the record", change(BILLS, HR6156, status_as_of_date="2012-12-13"), "status_as_of_date", "'2012-12-13' lies before status_date '2012-12-14'"),
    ("enacted_bills_have_their_law", "enacted without a law", change(BILLS, HR6156, law_id=""), "law_id", "'' does not fit status 'enacted'"),
    ("enacted_bills_have_their_law", "a law without enactment", change(BILLS, S284, law_id="us-pl-112-208"), "law_id", "'us-pl-112-208' does not fit status 'passed_one_chamber'"),
    ("laws_adopted_when_enacted", "two days", change(BILLS, HR6156, status_date="2012-12-15"), "status_date", "'2012-12-15', but us-pl-112-208 was adopted on 2012-12-14"),
    ("every_bill_has_its_sponsor_and_introduction", "no sponsor", drop(SPONSORS, {"sponsorship_id": SPONSOR}, BILLS, S284), "bill_id", "'us-114-s-284' has sponsors joining on []; expected one, on 2015-01-28"),
    ("every_bill_has_its_sponsor_and_introduction", "two sponsors", also(change(SPONSORS, {"sponsorship_id": ORIGINAL}, role="sponsor"), change(BILLS, S284, confidence="high")), "bill_id", "has sponsors joining on ['2015-01-28', '2015-01-28']"),
    ("every_bill_has_its_sponsor_and_introduction", "the sponsor joins later", also(change(SPONSORS, {"sponsorship_id": SPONSOR}, joined_date="2015-01-29"), change(BILLS, S284, confidence="high")), "bill_id", "['2015-01-29']; expected one, on 2015-01-28"),
    ("every_bill_has_its_sponsor_and_introduction", "no step of introduction", drop(STEPS, {**S284, "action_type": "introduced"}, BILLS, S284), "introduced_date", "'2015-01-28', but the step 'introduced' is of None"),
    ("cosponsors_join_in_time", "before the introduction", change(SPONSORS, {"sponsorship_id": COSPONSOR}, joined_date="2015-01-27"), "joined_date", "'2015-01-27' lies before the introduction on 2015-01-28"),
    ("cosponsors_join_in_time", "original, but later", change(SPONSORS, {"sponsorship_id": COSPONSOR}, is_original="true"), "is_original", "'true', but joined on 2015-02-25, introduced on 2015-01-28"),
    ("cosponsors_join_in_time", "on the day, but not original", change(SPONSORS, {"sponsorship_id": ORIGINAL}, is_original="false"), "is_original", "'false', but joined on 2015-01-28"),
    ("cosponsors_join_in_time", "withdrawn before", change(SPONSORS, {"sponsorship_id": COSPONSOR}, withdrawn_date="2015-02-24"), "withdrawn_date", "'2015-02-24' lies before joined_date '2015-02-25'"),
    ("sponsorships_name_one_sponsor", "nobody", change(SPONSORS, {"sponsorship_id": COSPONSOR}, legislator_id=""), "legislator_id", "filled: none"),
    ("sponsorships_name_one_sponsor", "a member and a number", change(SPONSORS, {"sponsorship_id": COSPONSOR}, sponsor_count="381"), "legislator_id", "filled: legislator_id, sponsor_count"),
    ("steps_are_in_order", "a gap", change(STEPS, {**S284, "sequence": "1"}, sequence="0"), "sequence", "0 at place 1"),
    ("steps_are_in_order", "back in time", change(STEPS, {**S284, "sequence": "2"}, action_date="2015-01-27"), "action_date", "'2015-01-27' follows '2015-01-28'"),
    ("roll_calls_match_their_vote", "another number", step_with_vote(roll_call_number="222"), "roll_call_number", "'222', but us-112-2012-s-223 has number '223'"),
    ("roll_calls_match_their_vote", "another chamber", step_with_vote(chamber_id="us-house"), "chamber_id", "'us-house', but us-112-2012-s-223 has chamber_id 'us-senate'"),
    ("roll_calls_match_their_vote", "another day", step_with_vote(action_date="2012-12-07"), "action_date", "'2012-12-07', but us-112-2012-s-223 has vote_date '2012-12-06'"),
    ("laws_in_order_of_time", "in force before it was adopted", change("curated/laws", TITLE_IV, in_force_date="2012-12-13"), "in_force_date", "'2012-12-13' lies before adopted_date '2012-12-14'"),
    ("laws_in_order_of_time", "ended before it was adopted", change("curated/laws", LAW, ended_date="2011"), "ended_date", "'2011' lies before adopted_date '2012-12-14'"),
    ("laws_in_order_of_time", "a part of itself", change("curated/laws", LAW, part_of_law_id="us-pl-112-208"), "part_of_law_id", "an act is not a part of itself"),
    ("cells_referred_to_exist", "no such table", add("curated/citations", {**CITATION, "table_name": "lawz"}), "table_name", "'lawz' is not a published table"),
    ("cells_referred_to_exist", "a table of the workshop", add("curated/citations", {**CITATION, "table_name": "corrections"}), "table_name", "'corrections' is not a published table"),
    ("cells_referred_to_exist", "no such row", add("curated/citations", {**CITATION, "row_id": "us-pl-112-209"}), "row_id", "laws has no row 'us-pl-112-209'"),
    ("cells_referred_to_exist", "no such column", add("curated/citations", {**CITATION, "column_name": "titel"}), "column_name", "laws has no column 'titel'"),
    ("every_source_is_used", "a source left over", add("curated/sources", {**SOURCE, "url": "https://example.org/"}), "source_id", "'example.org-00000000' is named by no row; use it or take it away"),
    ("sources_can_be_found", "no address and no file", add("curated/sources", SOURCE), "url", "no address and no file name"),
    ("curators_date_their_decisions", "a curator's without a day", add("curated/link_decisions", DECISION), "decided_date", "empty, but a curator decided; expected the day"),
    ("curators_date_their_decisions", "a rule's with a day", add("curated/link_decisions", {**DECISION, "method": "rule", "decided_date": "2026-11-21"}), "decided_date", "'2026-11-21', but a rule decides anew at every build"),
    ("sources_can_be_found", "a file without its hash", add("curated/sources", {**SOURCE, "file_name": "report.pdf"}), "sha256", "empty, but file_name is 'report.pdf'"),
]  # fmt: skip


HERE = sorted(n for n, r in rules().items() if r.__module__.endswith((".legislation", ".reference")))


@pytest.mark.parametrize("name", HERE)
def test_every_rule_is_broken_here_and_has_a_reason(name: str) -> None:
    assert name in {case[0] for case in CASES}
    assert (rules()[name].__doc__ or "").strip().split("\n")[0].endswith(".")


def test_the_whole_project_breaks_no_rule(project: Project) -> None:
    assert run_rules(load(project)) == []


@pytest.mark.parametrize(
    ("rule", "breaks", "column", "message"), [pytest.param(c[0], *c[2:], id=f"{c[0]}: {c[1]}") for c in CASES]
)
def test_rule(rule: str, breaks: Break, column: str, message: str, project: Project) -> None:
    file, line = breaks(project)
    found = list(rules()[rule](load(project)))
    places = [(p.file, p.line, p.column) for p in found]
    assert (f"raw/{file}.csv", line, column) in places, list(map(str, found))
    assert message in found[places.index((f"raw/{file}.csv", line, column))].message


def test_validate_runs_the_rules(project: Project) -> None:
    change(BILLS, S284, status_date="2015-01-27")(project)
    with pytest.raises(ProblemsFound, match="'2015-01-27' lies before introduced_date"):
        validated(project.root)


# What a rule lets pass


def test_positions_above_a_total_may_be_explained(project: Project) -> None:
    change(VOTES, VOTE, positions_coverage="partial", nays="3")(project)
    add(
        "curated/citations",
        {
            **CITATION,
            "table_name": "votes",
            "row_id": VOTE["vote_id"],
            "column_name": "nays",
            "stance": "conflicts",
            "value": "4",
        },
    )(project)
    assert list(rules()["totals_equal_positions"](load(project))) == []


def test_partial_positions_may_be_fewer(project: Project) -> None:
    change(VOTES, VOTE, positions_coverage="partial")(project)
    project.drop(POSITIONS, LEVIN)
    assert list(rules()["totals_equal_positions"](load(project))) == []


@pytest.mark.parametrize(
    ("share", "yeas", "nays", "result"),
    # A motion to suspend the rules passes at two thirds exactly; cloture needs 60 of 100 senators whoever votes.
    [("2/3", "64", "32", "passed"), ("2/3", "63", "33", "failed"), ("3/5", "59", "1", "failed"), ("1/2", "48", "48", "failed")],
)  # fmt: skip
def test_majority(share: str, yeas: str, nays: str, result: str, project: Project) -> None:
    change(VOTES, VOTE, majority_required=share, yeas=yeas, nays=nays, result=result)(project)
    assert list(rules()["passed_votes_have_the_majority"](load(project))) == []


def test_a_month_may_hold_the_day(project: Project) -> None:
    """A law adopted on 14 December 2012 may be in force from '2012-12' or '2012'."""
    for partial in ("2012-12", "2012"):
        change("curated/laws", TITLE_IV, in_force_date=partial)(project)
        assert list(rules()["laws_in_order_of_time"](load(project))) == []


# Own checker and frictionless

SAME_VERDICT = [
    ("curated/laws", LAW, "scope", "europe"),
    ("curated/laws", LAW, "scope", "Russia"),
    ("curated/laws", LAW, "issuer", ""),
    ("curated/laws", LAW, "is_binding", "yes"),
    ("curated/laws", LAW, "is_binding", "True"),
    ("curated/laws", LAW, "is_binding", "1"),
    ("curated/laws", LAW, "jurisdiction_code", "USA"),
    ("curated/laws", LAW, "adopted_date", "14.12.2012"),
    ("curated/laws", LAW, "adopted_date", "2012-12-14T00:00"),
    (BILLS, HR6156, "status_as_of_date", "2014-13-10"),
    (BILLS, HR6156, "status_as_of_date", "2015-02-29"),
    (BILLS, HR6156, "status_as_of_date", "10.12.2014"),
    (BILLS, HR6156, "status_as_of_date", "2014-12"),
    (BILLS, HR6156, "status", ""),
    (VOTES, VOTE, "yeas", "-1"),
    (VOTES, VOTE, "yeas", "ninety"),
    (VOTES, VOTE, "yeas", "92.5"),
    (VOTES, VOTE, "yeas", "9 2"),
    (VOTES, VOTE, "number", "0"),
    (POSITIONS, LEVIN, "position", "abstained"),
    (POSITIONS, LEVIN, "state_code", "Mi"),
    ("imported/us_legislators/legislators", {"legislator_id": "us-bioguide-L000261"}, "lis_id", "131"),
    ("imported/us_legislators/legislators", {"legislator_id": "us-bioguide-L000261"}, "bioguide_id", "L261"),
]  # fmt: skip


def only(data: Dataset, name: str) -> Dataset:
    """The one table of a file: frictionless takes its time."""
    table = name.rpartition("/")[2]
    return Dataset(data.contract, {table: data.tables[table]})


@pytest.mark.parametrize(("name", "where", "column", "value"), SAME_VERDICT)
def test_own_checker_and_frictionless_agree(name: str, where: Row, column: str, value: str, project: Project) -> None:
    line = project.change(name, where, **{column: value})
    data = load(project)
    place = (f"raw/{name}.csv", line, column)
    own = [p for p in check(data) if (p.file, p.line, p.column) == place]
    other = [p for p in judge(only(data, name)) if (p.file, p.line, p.column) == place]
    assert any(repr(value) in p.message for p in own) or (value == "" and own)
    assert len(other) == 1
    assert value in other[0].message


@pytest.mark.parametrize(
    ("name", "where", "column", "value"),
    [
        ("curated/laws", LAW, "is_binding", "false"),
        ("curated/laws", LAW, "adopted_date", "2012-12"),
        (BILLS, HR6156, "status_as_of_date", "2016-02-29"),
        (VOTES, VOTE, "yeas", "0"),
        (POSITIONS, LEVIN, "state_code", ""),
    ],
)
def test_own_checker_and_frictionless_agree_on_sound_cells(
    name: str, where: Row, column: str, value: str, project: Project
) -> None:
    project.change(name, where, **{column: value})
    data = load(project)
    assert check(data) == judge(only(data, name)) == []


def test_both_find_the_whole_project_sound(project: Project) -> None:
    data = load(project)
    assert check(data) == []
    assert judge(data) == []


@pytest.mark.parametrize("value", ["2011-13", "2011-13-01", "2011-02-29", "0000"])
def test_the_own_checker_alone_knows_the_calendar_of_partial_dates(value: str, project: Project) -> None:
    """For frictionless a partial date is text with a pattern."""
    line = project.change("curated/laws", LAW, adopted_date=value)
    found = [str(p) for p in check(load(project)) if p.column.startswith("adopted_date")]
    assert found == [
        f"raw/curated/laws.csv:{line}:adopted_date  {value!r} is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD"
    ]


# Whatever stands in a cell, the answer is a list of problems


@pytest.mark.parametrize("garbage", ["\u00b2", "x/y", "a|b", "9" * 5000, "2011-\u0662", "-", "true"])
def test_garbage_in_any_cell_is_reported(garbage: str, project: Project) -> None:
    """Superscript two is a digit for ``str.isdigit`` and no number for ``int``: no rule may stop at it."""
    chosen = random.Random(2009)
    for name in (
        BILLS,
        STEPS,
        SPONSORS,
        VOTES,
        POSITIONS,
        "curated/laws",
        "curated/citations",
        "curated/corrections",
        "curated/sponsorships.party",
    ):
        rows = project.rows(name)
        row = chosen.choice(rows)
        project.write(name, [dict.fromkeys(r, garbage) if r is row else r for r in rows])
    data = load(project)
    assert {p.file for p in check(data) + run_rules(data)} >= {
        f"raw/{n}.csv" for n in (BILLS, STEPS, SPONSORS, VOTES, POSITIONS, "curated/laws")
    }
