"""Answers and what they answer, with the days between."""

from datetime import date

from magnitsky_data.contract.cells import is_partial_date, span
from magnitsky_data.curation.assemble import Dataset


def add_responses(data: Dataset) -> None:
    """Set each trigger beside its measure and count the days from the one to the other."""
    measures = {row["measure_id"]: row for row in data.rows("retaliatory_measures")}
    for trigger in data.rows("retaliation_triggers"):
        measure = measures[trigger["measure_id"]]
        data.tables["responses"].derive(
            {
                "measure_id": trigger["measure_id"],
                "trigger_id": trigger["trigger_id"],
                "trigger_date": trigger["trigger_date"],
                "initiated_date": measure["initiated_date"],
                "announced_date": measure["announced_date"],
                **lags(trigger["trigger_date"], measure["announced_date"]),
                "certainty": trigger["certainty"],
            }
        )


def lags(trigger: str, answer: str) -> dict[str, str]:
    """Return the days from one partial date to another: exact where both are days, and the range that they allow.

    An answer does not precede its trigger (a rule sees to it), so the least is not below 0.
    """
    if not is_partial_date(trigger) or not is_partial_date(answer):
        return {}  # one is empty, or a problem that the check reports
    least = max(0, _days(span(trigger)[1], span(answer)[0]))
    most = _days(span(trigger)[0], span(answer)[1])
    exact = len(trigger) == len(answer) == 10
    return {
        "lag_days": str(_days(trigger, answer)) if exact else "",
        "lag_min_days": str(_days(trigger, answer) if exact else least),
        "lag_max_days": str(most),
    }


def _days(begin: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(begin)).days
