"""Claims are set beside the record as it stood; rules of the case are broken one by one."""

from collections.abc import Callable

import pytest
from small_project import Project, Row

from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.contract.problems import ProblemsFound
from magnitsky_data.curation.assemble import Dataset, assemble
from magnitsky_data.curation.derive import derive
from magnitsky_data.curation.pipeline import validated
from magnitsky_data.curation.rules import case, rules

CLAIMS, LAWS, EVENTS = "curated/claims", "curated/laws", "curated/events"
SPONSORS = "imported/us_congress/sponsorships"
PASSED, ACT, VOTED = ({"claim_id": f"seed000-{n}"} for n in ("01", "11", "23"))
DEATH = {"claim_id": "seed000-10"}
TITLE_IV = {"law_id": "us-pl-112-208-title-iv"}
SIGNED = {"event_id": "2012-12-14-01"}
S284 = "bill_id=us-114-s-284|role=cosponsor"
MCCAIN, CRUZ = "us-bioguide-M000303", "us-bioguide-C001098"  # joined on 2015-01-28 and 2015-02-25


def load(project: Project) -> Dataset:
    data, _ = assemble(project.root, Contract.read(project.root / "datapackage.json"))
    derive(data)
    return data


def test_a_file_that_cannot_be_read_is_named_alone(project: Project) -> None:
    """Claims, citations and bills refer to laws; none of their keys is blamed for the cut file."""
    file = project.file(LAWS)
    file.write_bytes(file.read_bytes()[:-30].rpartition(b'"')[0] + b'"cut')
    with pytest.raises(ProblemsFound) as found:
        validated(project.root)
    assert {p.file for p in found.value.problems} == {"raw/curated/laws.csv"}


def verdict(project: Project, claim: Row = PASSED) -> tuple[str, str]:
    row = next(r for r in load(project).rows("claims") if r["claim_id"] == claim["claim_id"])
    return row["record_value"], row["verdict"]


def compare(project: Project, comparison: str, table: str, row: str, column: str, value: str, **cells: str) -> None:
    """Make another claim of the first."""
    project.change(
        CLAIMS,
        PASSED,
        comparison=comparison,
        record_table=table,
        record_row_id=row,
        record_column=column,
        claimed_value=value,
        **cells,
    )


def test_the_verdict_changes_when_the_record_changes(project: Project) -> None:
    assert verdict(project) == ("2012-12-14", "agrees")
    project.change(LAWS, TITLE_IV, adopted_date="2013-01-02")
    assert verdict(project) == ("2013-01-02", "differs")
    project.change(LAWS, TITLE_IV, adopted_date="")
    assert verdict(project) == ("", "no_record")


def test_a_claim_that_is_not_compared_is_not_judged(project: Project) -> None:
    assert verdict(project, DEATH) == ("", "not_checkable")


def test_equal_cells(project: Project) -> None:
    assert verdict(project, ACT) == ("us-pl-112-208", "agrees")
    project.change(CLAIMS, ACT, claimed_value="us-pl-112-209")
    assert verdict(project, ACT) == ("us-pl-112-208", "differs")


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [("2012-12", "agrees"), ("2012-12-14", "agrees"), ("2012-11", "differs"), ("2011", "differs")],
)
def test_a_partial_date_holds_the_day(claimed: str, expected: str, project: Project) -> None:
    project.change(CLAIMS, PASSED, claimed_value=claimed)
    assert verdict(project) == ("2012-12-14", expected)


def test_a_day_claimed_agrees_with_a_record_of_the_month(project: Project) -> None:
    project.change(LAWS, TITLE_IV, adopted_date="2012-12")
    project.change(CLAIMS, PASSED, claimed_value="2012-12-14")
    assert verdict(project) == ("2012-12", "agrees")


def test_all_values_must_be_among_the_rows(project: Project) -> None:
    cardin, mccain = "us-bioguide-C000141", "us-bioguide-M000303"
    assert verdict(project, VOTED) == (f"{cardin}; {mccain}", "agrees")
    levin = "us-bioguide-L000261"  # voted nay
    project.change(CLAIMS, VOTED, claimed_value=f"{cardin}; {levin}")
    assert verdict(project, VOTED) == (cardin, "differs")


@pytest.mark.parametrize(
    ("day", "number"),
    # S. 284 was introduced on 2015-01-28 with eight cosponsors; the ninth, Cruz, came on 2015-02-25.
    [("2015-01-27", "0"), ("2015-01-28", "8"), ("2015-02-24", "8"), ("2015-02-25", "9")],
)
def test_rows_count_as_of_the_day(day: str, number: str, project: Project) -> None:
    compare(project, "count_where", "sponsorships", S284, "legislator_id", number, record_as_of_date=day)
    assert verdict(project) == (number, "agrees")
    project.change(CLAIMS, PASSED, claimed_value="6")
    assert verdict(project) == (number, "differs")


def test_a_sponsor_who_withdrew_no_longer_counts(project: Project) -> None:
    compare(project, "contains_all", "sponsorships", S284, "legislator_id", MCCAIN, record_as_of_date="2015-02-01")
    assert verdict(project)[1] == "agrees"
    project.change(SPONSORS, {"sponsorship_id": "us-114-s-284-M000303"}, withdrawn_date="2015-02-01")
    assert verdict(project)[1] == "differs"


@pytest.mark.parametrize(
    ("number", "expected"), [("8", ("8", "agrees")), ("9", ("9", "agrees")), ("10", ("9", "differs"))]
)
def test_over_a_month_any_day_may_agree(number: str, expected: tuple[str, str], project: Project) -> None:
    """In February 2015 the bill had eight cosponsors, then nine; the tenth came in July."""
    compare(project, "count_where", "sponsorships", S284, "legislator_id", number, record_as_of_date="2015-02")
    assert verdict(project) == expected


@pytest.mark.parametrize(("died", "age"), [("2009-11-16", "37"), ("2009-04-07", "36"), ("2009-04-08", "37")])
def test_age(died: str, age: str, project: Project) -> None:
    person = {"entity_id": "md-p-02010"}
    project.change("curated/entities", person, birth_date="1972-04-08", death_date=died)
    compare(project, "age_at", "entities", "md-p-02010", "birth_date|death_date", age)
    assert verdict(project) == (age, "agrees")
    project.change("curated/entities", person, birth_date="1972")
    assert verdict(project) == ("", "no_record")


def test_days_between_two_rows(project: Project) -> None:
    """From the Senate's vote to the signature."""
    compare(project, "days_between", "events", "2012-12-06-01", "event_date", "8", record_row_id_2="2012-12-14-01")
    assert verdict(project) == ("8", "agrees")
    project.change(EVENTS, SIGNED, event_date="2012-12-15")
    assert verdict(project) == ("9", "differs")


def test_a_merged_entity_is_the_one_it_became(project: Project) -> None:
    """Persons are compared by what their ids stand for."""
    project.write(
        "curated/entity_redirects",
        [{"old_entity_id": "md-p-09999", "entity_id": CRUZ, "reason": "same person", "since_version": "2026.1.0"}],
    )
    compare(project, "contains_all", "sponsorships", S284, "legislator_id", "md-p-09999")
    assert verdict(project)[1] == "agrees"


def test_a_key_that_leads_nowhere_elsewhere_is_no_problem_of_claims(project: Project) -> None:
    """The derivation stops at the programme that is not there, before it comes to the verdicts."""
    source = project.rows("curated/works")[0]["source_id"]
    project.add(
        "curated/designation_events",
        {
            "designation_event_id": "us-magnit-2013-04-12-01",
            "program_id": "us-nowhere",
            "entity_id": "md-p-02010",
            "listed_name": "Nobody",
            "entity_type": "person",
            "action": "add",
            "event_date": "2013-04-12",
            "source_id": source,
            "confidence": "low",
        },
    )
    with pytest.raises(ProblemsFound) as found:
        validated(project.root)
    assert "us-nowhere" in str(found.value)
    assert not [p for p in found.value.problems if p.file.endswith("claims.csv")]


Break = Callable[[Project], tuple[str, int]]


def change(name: str, where: Row, **cells: str) -> Break:
    return lambda project: (name, project.change(name, where, **cells))


CASES: list[tuple[str, str, Break, str, str]] = [
    ("claims_are_compared_or_explained", "both", change(CLAIMS, PASSED, not_checkable_reason="A reason"), "comparison", "both filled"),
    ("claims_are_compared_or_explained", "neither", change(CLAIMS, DEATH, not_checkable_reason=""), "comparison", "both empty"),
    ("claims_are_compared_or_explained", "no value", change(CLAIMS, PASSED, claimed_value=""), "claimed_value", "comparison 'within' needs it"),
    ("claims_are_compared_or_explained", "a row of no use", change(CLAIMS, DEATH, record_table="events"), "record_table", "'events', but nothing is compared"),
    ("claims_name_what_the_record_holds", "no table", change(CLAIMS, PASSED, record_table="law"), "record_table", "'law' is not a published table"),
    ("claims_name_what_the_record_holds", "no row", change(CLAIMS, PASSED, record_row_id="us-pl-1"), "record_row_id", "laws has no row 'us-pl-1'"),
    ("claims_name_what_the_record_holds", "no second row", change(CLAIMS, PASSED, record_row_id_2="us-pl-1"), "record_row_id_2", "laws has no row 'us-pl-1'"),
    ("claims_name_what_the_record_holds", "no column", change(CLAIMS, PASSED, record_column="adopted"), "record_column", "laws has no column 'adopted'"),
    ("claims_name_what_the_record_holds", "no day", change(CLAIMS, PASSED, record_as_of_date="2012"), "record_as_of_date", "rows of laws have no begin and end"),
    ("claims_name_what_the_record_holds", "no condition", change(CLAIMS, VOTED, record_row_id="us-112-2012-s-223"), "record_row_id", "is no set of rows; expected column=value"),
    ("claims_name_what_the_record_holds", "condition on no column", change(CLAIMS, VOTED, record_row_id="vote=1"), "record_row_id", "vote_positions has no column 'vote'"),
    ("claims_name_what_the_record_holds", "condition that no row meets", change(CLAIMS, VOTED, record_row_id="position=maybe"), "record_row_id", "has no row with 'position=maybe'"),
    ("own_words_take_no_side", "statement", change(CLAIMS, DEATH, statement="He was a hero of the case"), "statement", "'hero' praises"),
    ("own_words_take_no_side", "plural", change(CLAIMS, DEATH, note="Said of the victims"), "note", "'victims' presupposes the deed"),
    ("own_words_take_no_side", "title of an event", change(EVENTS, SIGNED, title="President Obama signs against the Regime"), "title", "'regime' denies"),
    ("own_words_take_no_side", "description", change("curated/entities", {"entity_id": "md-p-02010"}, description="Head of a so-called state"), "description", "'so-called' casts doubt"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "breaks", "column", "message"), [pytest.param(c[0], *c[2:], id=f"{c[0]}: {c[1]}") for c in CASES]
)
def test_rule(rule: str, breaks: Break, column: str, message: str, project: Project) -> None:
    assert list(rules()[rule](load(project))) == []
    file, line = breaks(project)
    found = {(p.file, p.line, p.column): p.message for p in rules()[rule](load(project))}
    assert message in found[f"raw/{file}.csv", line, column]


def test_every_rule_of_the_case_is_broken_here() -> None:
    public = {n for n, r in rules().items() if r.__module__ == case.__name__}
    assert public == {c[0] for c in CASES}


def test_a_title_may_hold_any_word(project: Project) -> None:
    """The Act of Canada bears the word; so does a note that names it."""
    act = "Justice for Victims of Corrupt Foreign Officials Act"
    project.change(LAWS, TITLE_IV, title=f"{act} (Sergei Magnitsky Law)")
    project.change(CLAIMS, DEATH, note=f"Spoken before the {act}")
    project.change(CLAIMS, PASSED, note="Cited by the Victims of Communism Memorial Foundation")
    assert list(case.own_words_take_no_side(load(project))) == []


@pytest.mark.parametrize("word", ["believe", "heroin", "earlier", "families", "regimen"])
def test_other_words_are_let_pass(word: str, project: Project) -> None:
    project.change(CLAIMS, DEATH, note=word)
    assert list(case.own_words_take_no_side(load(project))) == []
