"""Rules of the answers, each broken in its ways, and the days between trigger and answer."""

from pathlib import Path

import pytest
from breaking import Break, Broken, add, built, cases, change, drop, findings, shown_at, told
from lists_project import event, lists_project
from small_project import Project

MEASURES, TRIGGERS, TARGETS = (
    f"curated/{n}" for n in ("retaliatory_measures", "retaliation_triggers", "retaliation_targets")
)
# The 18 Americans of 2013-04-13; the law of 2012 and its article on adoptions; an expulsion taken back on 2020-07-02.
ROUND, LAW, ARTICLE, EXPULSION = (
    {"measure_id": key} for key in ("ru-2013-04-13-us", "ru-2012-272fz", "ru-2012-272fz-art4-adopt", "ve-2020-06-eu")
)
BHARARA = {**ROUND, "entity_id": "md-p-01004"}
TO_THE_LAW, TO_THE_ROUND = {"trigger_id": "ru-2012-272fz-1"}, {"trigger_id": "ru-2013-04-13-us-1"}

BROKEN: Broken = {
    "triggers_precede_their_answer": {
        "a day later": (
            change(TRIGGERS, TO_THE_ROUND, trigger_date="2013-04-14"),
            "trigger_date  '2013-04-14' lies after ru-2013-04-13-us of 2013-04-13",
        ),
        "a month later": (
            change(TRIGGERS, TO_THE_ROUND, trigger_date="2013-05"),
            "trigger_date  '2013-05' lies after ru-2013-04-13-us of 2013-04-13",
        ),
        "later than an answer of a month": (
            shown_at(TRIGGERS, TO_THE_ROUND, change(MEASURES, ROUND, announced_date="2013-03")),
            "trigger_date  '2013-04-12' lies after ru-2013-04-13-us of 2013-03",
        ),
    },
    "triggers_have_the_day_of_their_round": {
        "another day than its law": (
            change(TRIGGERS, TO_THE_LAW, trigger_date="2012-12-13"),
            "trigger_date  '2012-12-13', but what it names is of 2012-12-14",
        ),
        "another year than its law": (
            change(TRIGGERS, TO_THE_LAW, trigger_date="2011"),
            "trigger_date  '2011', but what it names is of 2012-12-14",
        ),
    },
    "announced_numbers_equal_targets": {
        "seventeen targets for eighteen": (
            shown_at(MEASURES, ROUND, drop(TARGETS, BHARARA)),
            "announced_persons  '18', but 17 targets are of the type person; mend the coverage, or explain it by a citation",
        ),
        "no number, but targets": (
            change(MEASURES, ROUND, announced_persons=""),
            "announced_persons  '', but 18 targets are of the type person; mend the coverage, or explain it by a citation",
        ),
        "more targets than announced": (
            change(MEASURES, ROUND, announced_persons="17", targets_coverage="partial"),
            "announced_persons  '17', but 18 targets are of the type person; mend the coverage, or explain it by a citation",
        ),
        "an announced body without a target": (
            change(MEASURES, ROUND, announced_organizations="1"),
            "announced_organizations  '1', but 0 targets are of the type organization; mend the coverage, or explain it by a citation",
        ),
        "targets, but coverage none": (
            change(MEASURES, ROUND, targets_coverage="none", announced_persons="17"),
            "targets_coverage  'none', but 18 targets are here; expected complete or partial exactly where there are some",
        ),
        "no targets, but coverage partial": (
            change(MEASURES, LAW, targets_coverage="partial"),
            "targets_coverage  'partial', but 0 targets are here; expected complete or partial exactly where there are some",
        ),
    },
    "lifted_after_announced": {
        "ended before it was announced": (
            change(MEASURES, ROUND, ended_date="2013-04-12"),
            "ended_date  '2013-04-12' lies before announced_date '2013-04-13'",
        ),
        "released before it was named": (
            change(TARGETS, BHARARA, lifted_date="2013-04-12"),
            "lifted_date  '2013-04-12' lies before the announcement on 2013-04-13",
        ),
        "released after the end of the measure": (
            change(TARGETS, EXPULSION, lifted_date="2020-07-03"),
            "lifted_date  '2020-07-03' lies after the measure's end on 2020-07-02",
        ),
    },
    "parts_are_of_another_measure": {
        "a part of itself": (
            change(MEASURES, ARTICLE, part_of_measure_id="ru-2012-272fz-art4-adopt"),
            "part_of_measure_id  a measure is not a part of itself",
        ),
        "a part of another country's measure": (
            change(MEASURES, ARTICLE, part_of_measure_id="ve-2020-06-eu"),
            "part_of_measure_id  've-2020-06-eu' is of another jurisdiction",
        ),
    },
}


@pytest.mark.parametrize(("breaks", "words"), cases(BROKEN))
def test_what_breaks_a_rule(breaks: Break, words: list[str], project: Project) -> None:
    place = breaks(project)
    assert findings(project) == told(place, words)


def test_a_trigger_has_the_day_of_its_round(tmp_path: Path) -> None:
    """China's answer of 2020-07-13 to the designations of 2020-07-09; the round goes before a law named beside it."""
    named = {"round_id": "us-glomag-2020-07-09"}
    project = lists_project(
        tmp_path,
        designation_rounds=[{**named, "round_date": "2020-07-09"}],
        designation_events=[event("add", "2020-07-09", **named)],
        retaliatory_measures=[{"measure_id": "cn-2020-07-13-us", "announced_date": "2020-07-13"}],
        retaliation_triggers=[
            {
                "trigger_id": "cn-2020-07-13-us-1",
                "measure_id": "cn-2020-07-13-us",
                "trigger_date": "2020-07-09",
                "law_id": "us-eo-13818",
                **named,
            }
        ],
    )
    assert findings(project) == []
    place = change(TRIGGERS, named, trigger_date="2020-07-08")(project)
    assert findings(project) == told(place, ["trigger_date  '2020-07-08', but what it names is of 2020-07-09"])


@pytest.mark.parametrize(
    "breaks",
    [
        change(TRIGGERS, TO_THE_ROUND, trigger_date="2013-04-13"),  # the same day
        change(TRIGGERS, TO_THE_LAW, trigger_date="2012-12"),
        change(TARGETS, BHARARA, lifted_date="2013"),
        change(TARGETS, EXPULSION, lifted_date="2020-07"),
        change(MEASURES, ROUND, announced_persons="19", targets_coverage="partial"),
        change(MEASURES, ROUND, announced_persons="18", targets_coverage="partial"),
        change(MEASURES, ROUND, announced_persons="", targets_coverage="partial"),
    ],
)
def test_what_the_rules_let_pass(breaks: Break, project: Project) -> None:
    breaks(project)
    assert findings(project) == []


def test_a_citation_explains_a_number(project: Project) -> None:
    place = change(MEASURES, ROUND, announced_persons="19")(project)
    source = next(r["source_id"] for r in project.rows(MEASURES) if r["measure_id"] == ROUND["measure_id"])
    row = {
        "citation_id": "md-c-02999",
        "table_name": "retaliatory_measures",
        "row_id": ROUND["measure_id"],
        "column_name": "announced_persons",
        "source_id": source,
        "stance": "supports",
        "value": "18",
    }
    words = (
        "announced_persons  '19', but 18 targets are of the type person; mend the coverage, or explain it by a citation"
    )
    add("curated/citations", row)(project)
    assert findings(project) == told(place, [words])  # a source that agrees explains nothing
    change("curated/citations", {"citation_id": "md-c-02999"}, stance="conflicts")(project)
    assert findings(project) == []


LAGS = [
    # trigger, answer: days between them, and the fewest and most that the two dates allow
    ("2013-04-12", "2013-04-13", "1", "1", "1"),
    ("2012-12-14", "2012-12-28", "14", "14", "14"),
    ("2021-03-22", "2021-03-22", "0", "0", "0"),
    ("2018-02", "2018-06-18", "", "110", "137"),
    ("2020-06", "2020-06", "", "0", "29"),
    ("2019", "2020-01-29", "", "29", "393"),
    ("2020-01", "2020-01-29", "", "0", "28"),
    ("", "2020-01-29", "", "", ""),
    ("2020-01-29", "", "", "", ""),
]


def test_days_from_trigger_to_answer(tmp_path: Path) -> None:
    keys = [f"cn-{number}" for number in range(len(LAGS))]
    project = lists_project(
        tmp_path,
        designation_events=[event("add", "2020-07-09")],
        retaliatory_measures=[
            {"measure_id": key, "announced_date": answer} for key, (_, answer, *_) in zip(keys, LAGS, strict=True)
        ],
        retaliation_triggers=[
            {"trigger_id": f"{key}-1", "measure_id": key, "trigger_date": trigger}
            for key, (trigger, *_) in zip(keys, LAGS, strict=True)
        ],
    )
    columns = ("trigger_date", "answered_date", "lag_days", "lag_min_days", "lag_max_days")
    assert [tuple(row[c] for c in columns) for row in built(project, "answers")] == LAGS


def test_responses_of_2012(project: Project) -> None:
    """The bill of 2012-12-10 came four days after the Senate's vote, which its sponsors answered."""
    (response,) = (r for r in built(project, "answers") if r["trigger_id"] == "ru-2012-272fz-2")
    assert {c: response[c] for c in ("measure_id", "trigger_date", "lag_days", "certainty")} == {
        "measure_id": "ru-2012-272fz",
        "trigger_date": "2012-12-06",
        "lag_days": "22",  # from the vote to the signature
        "certainty": "stated",
    }


def test_the_eighteen_of_2013(project: Project) -> None:
    targets = [r for r in project.rows(TARGETS) if r["measure_id"] == "ru-2013-04-13-us"]
    assert sorted(r["placement"] for r in targets) == ["named_in_round"] * 9 + ["standing_list"] * 9
