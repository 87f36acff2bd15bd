"""How old the newest states are: by days, with what shows a part alone apart, and on a day that is given."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from lists_project import DOE, event, lists_project, state

from magnitsky_data.cli import main
from magnitsky_data.curation.freshness import Newest


# 2024 has 366 days.
@pytest.mark.parametrize(
    ("newest", "on", "words"),
    [
        (Newest("SDN", "2024-02-28"), "2024-03-01", "2024-02-28, 2 days before 2024-03-01"),
        (Newest("SDN", "2024-02-28"), "2024-02-29", "2024-02-28, 1 day before 2024-02-29"),
        (Newest("SDN", "2024-02-28"), "2024-02-27", "2024-02-28, 1 day after 2024-02-27"),
        (Newest("SDN", "2023-02-28"), "2025-02-28", "2023-02-28, 731 days before 2025-02-28"),
        (
            Newest("SDN", "2026-07-11", "2026-08-02"),
            "2026-08-12",
            "2026-07-11, 32 days before 2026-08-12; a newer state of 2026-08-02 shows a part alone",
        ),
        (Newest("Lithuania", ""), "2026-08-12", "none at hand"),
    ],
)
def test_an_age_in_words(newest: Newest, on: str, words: str) -> None:
    assert newest.said(date.fromisoformat(on)) == words


def test_status_tells_the_newest_complete_state_of_each_list(tmp_path: Path) -> None:
    project = lists_project(
        tmp_path,
        state("2020-02-10", DOE),
        state("2020-03-10", DOE),
        state("2020-04-10", DOE, coverage="ids_only"),
        designation_events=[event("add", "2020-02-01")],
    )
    done = CliRunner().invoke(main, ["status", "--on", "2020-04-20", "--root", str(project.root)])
    assert done.exit_code == 0, done.output
    assert (
        "us_ofac: 2020-03-10, 41 days before 2020-04-20; a newer state of 2020-04-10 shows a part alone\n"
        in done.output
    )
    assert "Bills of the US Congress: none at hand" in done.output


@pytest.mark.parametrize("day", ["2026-13-01", "yesterday"])
def test_a_wrong_day_is_wrong_usage(day: str) -> None:
    done = CliRunner().invoke(main, ["status", "--on", day])
    assert done.exit_code == 2
    assert f"{day!r} is not a date; expected YYYY-MM-DD" in done.output
