"""Claims are set beside the record as it stood on the day that they speak of."""

import shutil
from pathlib import Path

import pytest
from breaking import built, findings
from lists_project import DOE, event, lists_project
from small_project import Project, copy_project

CLAIMS, LAWS, EVENTS, ENTITIES = (f"curated/{name}" for name in ("claims", "laws", "events", "entities"))
SPONSORS = "imported/us_congress/sponsorships"
SEED = {"claim_id": "seed000-01"}
ACT, TITLE_IV = "us-pl-112-208", "us-pl-112-208-title-iv"
S284 = "bill_id=us-114-s-284|role=cosponsor"
YEAS = "vote_id=us-112-2012-s-223|position=yea"
CARDIN, MCCAIN, LEVIN = (f"us-bioguide-{i}" for i in ("C000141", "M000303", "L000261"))  # Levin voted nay
CRUZ = "us-bioguide-C001098"  # a cosponsor from 2015-02-25; McCain from 2015-01-28, the day of introduction
ONE, EVE, BIRTHDAY = "md-p-09001", "md-p-09002", "md-p-09003"  # made up: born on 1972-04-08, died as their names say

# comparison, table, row, column, claimed value, day of the record: value of the record, verdict
COMPARED = [
    ("equals", "laws", TITLE_IV, "part_of_law_id", ACT, "", ACT, "agrees"),
    ("equals", "laws", TITLE_IV, "part_of_law_id", "us-pl-112-209", "", ACT, "differs"),
    ("equals", "laws", TITLE_IV, "ended_date", "2013", "", "", "no_record"),
    # A partial date holds the day, and the day agrees with a record of the month.
    ("within", "laws", TITLE_IV, "adopted_date", "2012-12", "", "2012-12-14", "agrees"),
    ("within", "laws", TITLE_IV, "adopted_date", "2012-12-14", "", "2012-12-14", "agrees"),
    ("within", "laws", TITLE_IV, "adopted_date", "2012-11", "", "2012-12-14", "differs"),
    ("within", "laws", TITLE_IV, "adopted_date", "2011", "", "2012-12-14", "differs"),
    ("within", "laws", TITLE_IV, "in_force_date", "2012-12-14", "", "2012-12", "agrees"),
    ("within", "laws", TITLE_IV, "ended_date", "2012", "", "", "no_record"),
    # All values must be among the rows.
    (
        "contains_all",
        "vote_positions",
        YEAS,
        "legislator_id",
        f"{CARDIN}; {MCCAIN}",
        "",
        f"{CARDIN}; {MCCAIN}",
        "agrees",
    ),
    ("contains_all", "vote_positions", YEAS, "legislator_id", f"{CARDIN}; {LEVIN}", "", CARDIN, "differs"),
    # S. 284 was introduced on 2015-01-28 with eight cosponsors; the ninth, Cruz, came on 2015-02-25, the tenth in July.
    ("count_where", "sponsorships", S284, "legislator_id", "0", "2015-01-27", "0", "agrees"),
    ("count_where", "sponsorships", S284, "legislator_id", "8", "2015-01-28", "8", "agrees"),
    ("count_where", "sponsorships", S284, "legislator_id", "8", "2015-02-24", "8", "agrees"),
    ("count_where", "sponsorships", S284, "legislator_id", "9", "2015-02-25", "9", "agrees"),
    ("count_where", "sponsorships", S284, "legislator_id", "6", "2015-02-25", "9", "differs"),
    # Over a month any of its days may agree.
    ("count_where", "sponsorships", S284, "legislator_id", "8", "2015-02", "8", "agrees"),
    ("count_where", "sponsorships", S284, "legislator_id", "9", "2015-02", "9", "agrees"),
    ("count_where", "sponsorships", S284, "legislator_id", "10", "2015-02", "9", "differs"),
    ("contains_all", "sponsorships", S284, "legislator_id", CRUZ, "2015-02-24", None, "differs"),
    ("contains_all", "sponsorships", S284, "legislator_id", CRUZ, "2015-02-25", CRUZ, "agrees"),
    # The positions of a vote are of its day.
    ("count_where", "vote_positions", YEAS, "legislator_id", "92", "2012-12-06", "92", "agrees"),
    ("count_where", "vote_positions", YEAS, "legislator_id", "92", "2012-12-05", "0", "differs"),
    ("age_at", "entities", ONE, "birth_date|death_date", "37", "", "37", "agrees"),
    ("age_at", "entities", ONE, "birth_date|death_date", "38", "", "37", "differs"),
    ("age_at", "entities", EVE, "birth_date|death_date", "36", "", "36", "agrees"),
    ("age_at", "entities", BIRTHDAY, "birth_date|death_date", "37", "", "37", "agrees"),
    ("age_at", "entities", CRUZ, "birth_date|death_date", "36", "", "", "no_record"),
    # From a month no days can be counted.
    ("days_between", "laws", TITLE_IV, "adopted_date|in_force_date", "1", "", "", "no_record"),
    # A merged entity is the one that it became.
    ("contains_all", "sponsorships", S284, "legislator_id", "md-p-09999", "", "md-p-09999", "agrees"),
]


def add_person(project: Project, entity_id: str, **cells: str) -> None:
    source = project.rows("curated/works")[0]["source_id"]
    row = {"entity_id": entity_id, "entity_type": "person", "name": "Made Up", "source_id": source, "confidence": "low"}
    project.add(ENTITIES, {**row, **cells})


@pytest.fixture(scope="module")
def verdicts(small_project: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """Value of the record and verdict of each comparison, all claimed in one project."""
    project = copy_project(small_project, tmp_path_factory.mktemp("claims"))
    shutil.rmtree(project.root / "build")
    project.change(LAWS, {"law_id": TITLE_IV}, in_force_date="2012-12")
    add_person(project, ONE, birth_date="1972-04-08", death_date="2009-11-16")
    add_person(project, EVE, birth_date="1972-04-08", death_date="2009-04-07")
    add_person(project, BIRTHDAY, birth_date="1972-04-08", death_date="2009-04-08")
    redirect = {"old_entity_id": "md-p-09999", "entity_id": CRUZ, "reason": "same", "since_version": "2026.1.0"}
    project.write("curated/entity_redirects", [redirect])
    claims = project.rows(CLAIMS)
    columns = ("comparison", "record_table", "record_row_id", "record_column", "claimed_value", "record_as_of_date")
    claims += [
        {**claims[0], **dict(zip(columns, compared, strict=False)), "claim_id": f"test-{number:02}"}
        for number, compared in enumerate(COMPARED)
    ]
    project.write(CLAIMS, claims)
    found = {row["claim_id"]: (row["record_value"], row["verdict"]) for row in built(project, "claims")}
    return [found[f"test-{number:02}"] for number in range(len(COMPARED))]


@pytest.mark.parametrize("number", range(len(COMPARED)), ids=[" ".join(c[:1] + c[4:6]) for c in COMPARED])
def test_a_claim_is_compared(number: int, verdicts: list[tuple[str, str]]) -> None:
    value, verdict = COMPARED[number][6:]
    assert verdicts[number][1] == verdict
    assert value is None or verdicts[number][0] == value


def verdict(project: Project) -> tuple[str, str]:
    (row,) = (r for r in built(project, "claims") if r["claim_id"] == SEED["claim_id"])
    return row["record_value"], row["verdict"]


def compare(project: Project, comparison: str, table: str, row: str, column: str, value: str, **cells: str) -> None:
    """Make another claim of the first."""
    project.change(
        CLAIMS,
        SEED,
        comparison=comparison,
        record_table=table,
        record_row_id=row,
        record_column=column,
        claimed_value=value,
        **cells,
    )


def test_the_verdict_changes_when_the_record_changes(project: Project) -> None:
    compare(project, "within", "laws", TITLE_IV, "in_force_date", "2012")
    for day, said in (("2012-12-14", "agrees"), ("2013-01-02", "differs"), ("", "no_record")):
        project.change(LAWS, {"law_id": TITLE_IV}, in_force_date=day)
        assert verdict(project) == (day, said)


def test_a_claim_that_is_not_compared_is_not_judged(project: Project) -> None:
    (death,) = (row for row in built(project, "claims") if row["claim_id"] == "seed000-10")
    assert (death["record_value"], death["verdict"]) == ("", "not_checkable")


def test_a_sponsor_who_withdrew_no_longer_counts(project: Project) -> None:
    """Not on the day of withdrawal, but still on the day before."""
    project.change(SPONSORS, {"sponsorship_id": "us-114-s-284-M000303"}, withdrawn_date="2015-02-02")
    for day, number in (("2015-02-01", "8"), ("2015-02-02", "7")):
        compare(project, "count_where", "sponsorships", S284, "legislator_id", number, record_as_of_date=day)
        assert verdict(project) == (number, "agrees")


def test_an_age_needs_two_days(project: Project) -> None:
    add_person(project, ONE, birth_date="1972", death_date="2009-11-16")
    compare(project, "age_at", "entities", ONE, "birth_date|death_date", "37")
    assert verdict(project) == ("", "no_record")


def test_days_between_two_rows(project: Project) -> None:
    """From the Senate's vote to the signature."""
    compare(project, "days_between", "events", "2012-12-06-01", "event_date", "8", record_row_id_2="2012-12-14-01")
    assert verdict(project) == ("8", "agrees")
    project.change(EVENTS, {"event_id": "2012-12-14-01"}, event_date="2012-12-15")
    assert verdict(project) == ("9", "differs")


def test_a_key_that_leads_nowhere_elsewhere_is_no_problem_of_claims(project: Project) -> None:
    """An event of a programme that is not there keeps designations from being made; no claim is blamed for it."""
    source = project.rows("curated/works")[0]["source_id"]
    cells = {"program_id": "us-nowhere", "entry_id": "", "entity_id": "md-p-02010", "source_id": source}
    row = {"listed_name": "Nobody", "entity_type": "person", "confidence": "low"}
    line = project.add("curated/designation_events", {**event("add", "2013-04-12"), **row, **cells})
    assert findings(project) == [
        f"raw/curated/designation_events.csv:{line}:program_id  'us-nowhere' is not a program_id of programs; "
        "add that row or mend the value"
    ]


def test_a_file_that_cannot_be_read_is_named_alone(project: Project) -> None:
    """Claims, citations and bills refer to laws; none of their keys is blamed for the cut file."""
    file = project.file(LAWS)
    file.write_bytes(file.read_bytes()[:-30].rpartition(b'"')[0] + b'"cut')
    assert {line.partition(":")[0] for line in findings(project)} == {"raw/curated/laws.csv"}


def listed_on(project: Project, days: tuple[str, ...]) -> list[str]:
    """Return how many the record has on the list of each day, as claims of that day are told."""
    claim = {
        "claimed_by_entity_id": DOE,
        "topic": "law",
        "statement": "John Doe says that one was listed",
        "record_table": "designations",
        "record_row_id": "program_id=us-glomag",
        "record_column": "designation_id",
        "comparison": "count_where",
        "claimed_value": "1",
        "source_id": project.rows("curated/sources")[0]["source_id"],
        "confidence": "high",
    }
    project.write("curated/claims", [{**claim, "claim_id": f"c-{day}", "record_as_of_date": day} for day in days])
    return [row["record_value"] for row in built(project, "claims")]


def test_designations_count_from_their_begin_to_the_day_before_their_end(tmp_path: Path) -> None:
    project = lists_project(tmp_path, designation_events=[event("add", "2020-02-01"), event("remove", "2020-03-01")])
    days = ("2020-01-31", "2020-02-01", "2020-02-29", "2020-03-01")
    assert listed_on(project, days) == ["0", "1", "1", "0"]


def test_a_designation_of_which_a_bracket_is_known_counts_as_load_counts(tmp_path: Path) -> None:
    """From the day by which the listing is proven to that by which the removal is."""
    project = lists_project(
        tmp_path,
        designation_events=[
            event("add", "", earliest_date="2020-01-15", latest_date="2020-02-01"),
            event("remove", "", earliest_date="2020-02-15", latest_date="2020-03-01"),
        ],
    )
    days = ("2020-01-31", "2020-02-01", "2020-02-29", "2020-03-01")
    assert listed_on(project, days) == ["0", "1", "1", "0"]
