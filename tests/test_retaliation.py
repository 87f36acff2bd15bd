"""Rules of the answers, each broken in its ways, and the days between trigger and answer."""

from collections.abc import Callable

import pytest
from magnitsky_data.curation.derive.responses import lags
from small_project import Project, Row

from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.curation.assemble import Dataset, assemble
from magnitsky_data.curation.derive import derive
from magnitsky_data.curation.rules import rules

MEASURES, TRIGGERS, TARGETS = (
    f"curated/{n}" for n in ("retaliatory_measures", "retaliation_triggers", "retaliation_targets")
)
ROUND, LAW, ARTICLE, EXPULSION = (
    {"measure_id": key} for key in ("ru-2013-04-13-us", "ru-2012-272fz", "ru-2012-272fz-art4-adopt", "ve-2020-06-eu")
)
Break = Callable[[Project], tuple[str, int]]  # returns file and line


def load(project: Project) -> Dataset:
    data, _ = assemble(project.root, Contract.read(project.root / "datapackage.json"))
    derive(data)
    return data


def change(name: str, where: Row, **cells: str) -> Break:
    return lambda project: (name, project.change(name, where, **cells))


def first_target(project: Project) -> Row:
    row = next(r for r in project.rows(TARGETS) if r["measure_id"] == "ru-2013-04-13-us")
    return {"measure_id": row["measure_id"], "entity_id": row["entity_id"]}


def release(day: str) -> Break:
    return lambda project: (TARGETS, project.change(TARGETS, first_target(project), lifted_date=day))


def drop_target(project: Project) -> tuple[str, int]:
    project.drop(TARGETS, first_target(project))
    return MEASURES, project.line(MEASURES, ROUND)


BREAKS: dict[str, tuple[str, str, Break]] = {
    "a trigger after its answer": (
        "triggers_precede_their_answer", "trigger_date",
        change(TRIGGERS, {"trigger_id": "ru-2013-04-13-us-1"}, trigger_date="2013-04-14"),
    ),
    "a month after the answer": (
        "triggers_precede_their_answer", "trigger_date",
        change(TRIGGERS, {"trigger_id": "ru-2013-04-13-us-1"}, trigger_date="2013-05"),
    ),
    "a trigger of another day than its law": (
        "triggers_have_the_day_of_their_round", "trigger_date",
        change(TRIGGERS, {"trigger_id": "ru-2012-272fz-1"}, trigger_date="2012-12-13"),
    ),
    "seventeen targets for eighteen": ("announced_numbers_equal_targets", "announced_persons", drop_target),
    "more targets than announced": (
        "announced_numbers_equal_targets", "announced_persons",
        change(MEASURES, ROUND, announced_persons="17", targets_coverage="partial"),
    ),
    "an announced body without a target": (
        "announced_numbers_equal_targets", "announced_organizations",
        change(MEASURES, ROUND, announced_organizations="1"),
    ),
    "targets, but coverage none": (
        "announced_numbers_equal_targets", "targets_coverage", change(MEASURES, ROUND, targets_coverage="none"),
    ),
    "no targets, but coverage partial": (
        "announced_numbers_equal_targets", "targets_coverage", change(MEASURES, LAW, targets_coverage="partial"),
    ),
    "released before it was named": ("lifted_after_announced", "lifted_date", release("2013-04-12")),
    "ended before it was announced": (
        "lifted_after_announced", "ended_date", change(MEASURES, ROUND, ended_date="2013-04-12"),
    ),
    "released after the end of the measure": (
        "lifted_after_announced", "lifted_date", change(TARGETS, EXPULSION, lifted_date="2020-07-03"),
    ),
    "a part of itself": (
        "parts_are_of_another_measure", "part_of_measure_id",
        change(MEASURES, ARTICLE, part_of_measure_id="ru-2012-272fz-art4-adopt"),
    ),
    "a part of another country's measure": (
        "parts_are_of_another_measure", "part_of_measure_id", change(MEASURES, ARTICLE, part_of_measure_id="ve-2020-06-eu"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKS)
def test_rule_reports_the_line_that_breaks_it(name: str, project: Project) -> None:
    rule, column, breaks = BREAKS[name]
    file, line = breaks(project)
    problems = list(rules()[rule](load(project)))
    assert [(p.file, p.line, p.column) for p in problems] == [(f"raw/{file}.csv", line, column)]


def test_a_citation_explains_a_number(project: Project) -> None:
    project.change(MEASURES, ROUND, announced_persons="19")
    source = next(r["source_id"] for r in project.rows(MEASURES) if r["measure_id"] == "ru-2013-04-13-us")
    row = {"citation_id": "md-c-02999", "table_name": "retaliatory_measures", "row_id": "ru-2013-04-13-us", "column_name": "announced_persons", "source_id": source, "stance": "conflicts", "value": "18"}  # fmt: skip
    assert list(rules()["announced_numbers_equal_targets"](load(project)))
    project.add("curated/citations", row)
    assert not list(rules()["announced_numbers_equal_targets"](load(project)))


@pytest.mark.parametrize(
    "trigger, answer, exact, least, most",
    [
        ("2013-04-12", "2013-04-13", "1", "1", "1"),
        ("2012-12-14", "2012-12-28", "14", "14", "14"),
        ("2021-03-22", "2021-03-22", "0", "0", "0"),
        ("2018-02", "2018-06-18", "", "110", "137"),
        ("2020-06", "2020-06", "", "0", "29"),
        ("2019", "2020-01-29", "", "29", "393"),
    ],
)
def test_lags(trigger: str, answer: str, exact: str, least: str, most: str) -> None:
    assert lags(trigger, answer) == {"lag_days": exact, "lag_min_days": least, "lag_max_days": most}


@pytest.mark.parametrize(("trigger", "answer"), [("", "2020-01-29"), ("2020-01-29", ""), ("2020-02-30", "2020-03-01")])
def test_no_lag_without_two_dates(trigger: str, answer: str) -> None:
    assert lags(trigger, answer) == {}


def test_responses_of_2012_and_2013(project: Project) -> None:
    responses = {row["trigger_id"]: row for row in load(project).rows("responses")}
    assert responses["ru-2013-04-13-us-1"]["lag_days"] == "1"
    assert responses["ru-2012-272fz-1"]["lag_days"] == "14"  # signature to signature
    # The bill of 2012-12-10 came four days after the Senate's vote, which its sponsors answered.
    assert (responses["ru-2012-272fz-2"]["initiated_date"], responses["ru-2012-272fz-2"]["lag_days"]) == (
        "2012-12-10",
        "22",
    )


def test_the_eighteen_of_2013(project: Project) -> None:
    targets = [r for r in project.rows(TARGETS) if r["measure_id"] == "ru-2013-04-13-us"]
    assert sorted(r["placement"] for r in targets) == ["named_in_round"] * 9 + ["standing_list"] * 9
