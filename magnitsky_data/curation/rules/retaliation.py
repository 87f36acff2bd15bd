"""Measures in answer, what triggered them and whom they name."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from magnitsky_data.contract.problems import Problem
from magnitsky_data.curation.assemble import Dataset

ANNOUNCED = {"announced_persons": "person", "announced_organizations": "organization"}


def triggers_precede_their_answer(data: Dataset) -> Iterator[Problem]:
    """What a measure answers is not later than its announcement; a wrong round or a swapped day shows here."""
    announced = {row.get("measure_id", ""): row.get("announced_date", "") for row in data.rows("retaliatory_measures")}
    for at, row in enumerate(data.rows("retaliation_triggers")):
        begun, answer = row.get("trigger_date", ""), announced.get(row.get("measure_id", ""), "")
        if _is_later(begun, answer):
            yield data.problem(
                "retaliation_triggers", at, "trigger_date", f"{begun!r} lies after {row['measure_id']} of {answer}"
            )


def triggers_have_the_day_of_their_round(data: Dataset) -> Iterator[Problem]:
    """A trigger that names a round, or an act by its signature, is of that day."""
    rounds = {row.get("round_id", ""): row.get("round_date", "") for row in data.rows("designation_rounds")}
    laws = {row.get("law_id", ""): row.get("adopted_date", "") for row in data.rows("laws")}
    for at, row in enumerate(data.rows("retaliation_triggers")):
        named = rounds.get(row.get("round_id", "")) or laws.get(row.get("law_id", ""), "")
        day = row.get("trigger_date", "")
        if named and day and named[: len(day)] != day[: len(named)]:
            yield data.problem("retaliation_triggers", at, "trigger_date", f"{day!r}, but what it names is of {named}")


def announced_numbers_equal_targets(data: Dataset) -> Iterator[Problem]:
    """A measure's announced numbers equal its targets where these are complete, and are exceeded nowhere.

    A citation that conflicts with the number explains a difference. Without targets the coverage is none.
    """
    types = {row.get("entity_id", ""): row.get("entity_type", "") for row in data.rows("entities")}
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for row in data.rows("retaliation_targets"):
        named[row.get("measure_id", "")][types.get(row.get("entity_id", ""), "")] += 1
    explained = {
        (c.get("row_id"), c.get("column_name"))
        for c in data.rows("citations")
        if c.get("table_name") == "retaliatory_measures" and c.get("stance") == "conflicts"
    }
    for at, row in enumerate(data.rows("retaliatory_measures")):
        key, coverage = row.get("measure_id", ""), row.get("targets_coverage", "")
        found = named[key]
        if (coverage in ("complete", "partial")) != bool(found.total()):
            yield data.problem(
                "retaliatory_measures",
                at,
                "targets_coverage",
                f"{coverage!r}, but {found.total()} targets are here; expected complete or partial exactly where there are some",
            )
            continue
        for column, kind in ANNOUNCED.items():
            number = int(row[column]) if row.get(column, "").isdecimal() else None
            differs = found[kind] != (number or 0)
            exceeds = number is not None and found[kind] > number
            if (differs if coverage == "complete" else exceeds) and (key, column) not in explained:
                yield data.problem(
                    "retaliatory_measures",
                    at,
                    column,
                    f"{row.get(column, '')!r}, but {found[kind]} targets are of the type {kind}; mend the coverage, or explain it by a citation",
                )


def lifted_after_announced(data: Dataset) -> Iterator[Problem]:
    """A measure ends, and a target is released, no earlier than it was announced."""
    measures = {row.get("measure_id", ""): row for row in data.rows("retaliatory_measures")}
    for at, row in enumerate(data.rows("retaliatory_measures")):
        begun, ended = row.get("announced_date", ""), row.get("ended_date", "")
        if _is_later(begun, ended):
            yield data.problem(
                "retaliatory_measures", at, "ended_date", f"{ended!r} lies before announced_date {begun!r}"
            )
    for at, row in enumerate(data.rows("retaliation_targets")):
        measure, lifted = measures.get(row.get("measure_id", ""), {}), row.get("lifted_date", "")
        begun, ended = measure.get("announced_date", ""), measure.get("ended_date", "")
        if _is_later(begun, lifted):
            yield data.problem(
                "retaliation_targets", at, "lifted_date", f"{lifted!r} lies before the announcement on {begun}"
            )
        if lifted and _is_later(lifted, ended):
            yield data.problem(
                "retaliation_targets", at, "lifted_date", f"{lifted!r} lies after the measure's end on {ended}"
            )


def parts_are_of_another_measure(data: Dataset) -> Iterator[Problem]:
    """A part of a measure is not a part of itself, and is imposed by the same jurisdiction."""
    measures = {row.get("measure_id", ""): row for row in data.rows("retaliatory_measures")}
    for at, row in enumerate(data.rows("retaliatory_measures")):
        whole = measures.get(row.get("part_of_measure_id", ""), {})
        if whole is row:
            yield data.problem("retaliatory_measures", at, "part_of_measure_id", "a measure is not a part of itself")
        elif whole and whole.get("imposing_jurisdiction_code") != row.get("imposing_jurisdiction_code"):
            yield data.problem(
                "retaliatory_measures", at, "part_of_measure_id", f"{whole['measure_id']!r} is of another jurisdiction"
            )


def _is_later(one: str, other: str) -> bool:
    """Tell whether a partial date certainly lies after another one."""
    return bool(one and other) and one[: len(other)] > other[: len(one)]
