"""Cells: the own checker, which names the line under raw/, and frictionless come to one verdict."""

from typing import Any

import frictionless
import pytest
from breaking import findings
from small_project import Project, Row

from magnitsky_data.contract.canonical import parse_csv
from magnitsky_data.contract.descriptor import Contract

HR6156 = {"bill_id": "us-112-hr-6156"}
VOTE = {"vote_id": "us-112-2012-s-223"}
LAW, TITLE_IV = {"law_id": "us-pl-112-208"}, {"law_id": "us-pl-112-208-title-iv"}
LEVIN = {"legislator_id": "us-bioguide-L000261"}
BILLS, VOTES, POSITIONS, MEMBERS, LAWS = (
    "imported/us_congress/bills",
    "imported/us_votes/votes",
    "imported/us_votes/vote_positions",
    "imported/us_legislators/legislators",
    "curated/laws",
)
WHOLE_NUMBER = "is not a whole number; expected up to 18 digits without spaces or leading zeros"
A_DAY, A_BOOLEAN = "is not a date; expected YYYY-MM-DD", "is not a boolean; expected true or false"
A_PARTIAL_DATE = "is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD"
SCOPES = "is not allowed; expected one of russia, country, global, other"

WRONG = [
    (LAWS, LAW, "scope", "europe", SCOPES),
    (LAWS, LAW, "scope", "Russia", SCOPES),
    (LAWS, LAW, "title", "", "empty, but a value is required"),
    (LAWS, LAW, "is_binding", "yes", A_BOOLEAN),
    (LAWS, LAW, "is_binding", "True", A_BOOLEAN),
    (LAWS, LAW, "is_binding", "1", A_BOOLEAN),
    (LAWS, LAW, "jurisdiction_code", "USA", "does not match ^([A-Z]{2}|COE|OSCE)$"),
    (LAWS, LAW, "adopted_date", "14.12.2012", A_PARTIAL_DATE),
    (LAWS, LAW, "adopted_date", "2012-12-14T00:00", A_PARTIAL_DATE),
    (BILLS, HR6156, "status_as_of_date", "2014-13-10", A_DAY),
    (BILLS, HR6156, "status_as_of_date", "2015-02-29", A_DAY),
    (BILLS, HR6156, "status_as_of_date", "10.12.2014", A_DAY),
    (BILLS, HR6156, "status_as_of_date", "2014-12", A_DAY),
    (BILLS, HR6156, "status", "", "empty, but a value is required"),
    (VOTES, VOTE, "yeas", "-1", "is below 0"),
    (VOTES, VOTE, "yeas", "ninety", WHOLE_NUMBER),
    (VOTES, VOTE, "yeas", "92.5", WHOLE_NUMBER),
    (VOTES, VOTE, "yeas", "9 2", WHOLE_NUMBER),
    (VOTES, VOTE, "number", "0", "is below 1"),
    (
        POSITIONS,
        LEVIN,
        "position",
        "abstained",
        "is not allowed; expected one of yea, nay, abstain, present, not_voting",
    ),
    (POSITIONS, LEVIN, "state_code", "Mi", "does not match ^[A-Z]{2}$"),
    (MEMBERS, LEVIN, "lis_id", "131", "does not match ^S[0-9]{3}$"),
    (MEMBERS, LEVIN, "bioguide_id", "L261", "does not match ^[A-Z][0-9]{6}$"),
]


def second_opinion(project: Project, name: str) -> list[tuple[int, str]]:
    """Lines and columns at which frictionless finds a file wrong by the descriptor's own types and constraints."""
    content = project.file(name).read_bytes()
    table = Contract.read(project.root / "datapackage.json").table(name.rpartition("/")[2])
    fields: dict[str, dict[str, Any]] = {spec["name"]: dict(spec) for spec in table.resource["schema"]["fields"]}
    for field in fields.values():
        if field["type"] == "boolean":  # the standard's default takes True and 1 as well
            field |= {"trueValues": ["true"], "falseValues": ["false"]}
    schema = {"fields": [fields[column] for column in parse_csv(content)[0]], "missingValues": [""]}
    resource = frictionless.Resource(
        source=content, format="csv", encoding="utf-8", schema=frictionless.Schema.from_descriptor(schema)
    )
    found = resource.validate(frictionless.Checklist(), limit_errors=1_000_000).flatten(["rowNumber", "fieldName"])
    return [(row, column) for row, column in found]


@pytest.mark.parametrize(("name", "where", "column", "value", "words"), WRONG)
def test_both_refuse(name: str, where: Row, column: str, value: str, words: str, project: Project) -> None:
    line = project.change(name, where, **{column: value})
    quoted = f"{value!r} {words}" if value else words
    assert f"raw/{name}.csv:{line}:{column}  {quoted}" in findings(project)
    assert second_opinion(project, name) == [(line, column)]


@pytest.mark.parametrize(
    ("name", "where", "column", "value"),
    [
        (LAWS, LAW, "is_binding", "false"),
        (LAWS, TITLE_IV, "adopted_date", "2012-12"),
        (BILLS, HR6156, "status_as_of_date", "2016-02-29"),
        (VOTES, VOTE, "abstentions", "0"),
        (POSITIONS, LEVIN, "state_code", ""),
    ],
)
def test_both_accept(name: str, where: Row, column: str, value: str, project: Project) -> None:
    project.change(name, where, **{column: value})
    assert findings(project) == []
    assert second_opinion(project, name) == []


@pytest.mark.parametrize("name", [BILLS, VOTES, POSITIONS, LAWS])
def test_both_find_the_whole_project_sound(name: str, project: Project) -> None:
    assert second_opinion(project, name) == []


@pytest.mark.parametrize("value", ["2011-13", "2011-13-01", "2011-02-29", "0000"])
def test_the_own_checker_alone_knows_the_calendar_of_partial_dates(value: str, project: Project) -> None:
    """For frictionless a partial date is text with a pattern."""
    line = project.change(LAWS, LAW, adopted_date=value)
    place = f"raw/curated/laws.csv:{line}:adopted_date"
    assert f"{place}  {value!r} is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD" in findings(project)
    assert second_opinion(project, LAWS) == []


@pytest.mark.parametrize(
    ("name", "where", "column", "value", "words"),
    [
        ("curated/bills.relevance", HR6156, "relevance", "cores", "is not allowed; expected one of core, vehicle,"),
        ("curated/corrections", {"column_name": "status_as_of_date"}, "new_value", "10.12.2014", A_DAY),
    ],
)
def test_a_cell_laid_over_is_told_where_it_was_written(
    name: str, where: Row, column: str, value: str, words: str, project: Project
) -> None:
    line = project.change(name, where, **{column: value})
    (told,) = findings(project)
    assert told.startswith(f"raw/{name}.csv:{line}:{column}  {value!r} {words}")
