"""What the command says of a project with lists in which a cell cannot be right: where, what, what was expected."""

import pytest
from cut_of_lists import KADYROV
from small_project import Project, Row, run_command

PROGRAMS, STATES, FACTS = "curated/programs", "imported/us_ofac/list_snapshots", "imported/us_ofac/list_particulars"
ROUNDS, EVENTS = "curated/designation_rounds", "curated/designation_events"
MINISTERS, BAN = {"round_id": "us-glomag-2018-08-01"}, {"program_id": "us-7031c"}
GLOMAG = {"program_id": "us-glomag"}
NEWEST = {"snapshot_id": "us_ofac-2026-07-11"}
BORN = {"entry_id": KADYROV}
ENTRIES = "imported/us_ofac/list_entries"
NO_NUMBER = "'x' is not a whole number; expected up to 18 digits without spaces or leading zeros"
EMPTY = "empty, but a value is required"


def said(project: Project, name: str, where: Row, column: str, value: str) -> tuple[int, list[str], int]:
    """Exit code of ``validate``, what it said, and the line that was broken."""
    line = project.change(name, where, **{column: value})
    done = run_command(project, "validate")
    return done.code, done.err.removeprefix("error: ").splitlines(), line


@pytest.mark.parametrize(
    ("name", "where", "column", "value", "words"),
    [
        (PROGRAMS, GLOMAG, "lag_days", "", EMPTY),
        (PROGRAMS, GLOMAG, "lag_days", "x", NO_NUMBER),
        (STATES, NEWEST, "day_rank", "", EMPTY),
        (STATES, NEWEST, "day_rank", "x", NO_NUMBER),
        (FACTS, BORN, "sequence", "", EMPTY),
        (FACTS, BORN, "sequence", "x", NO_NUMBER),
        (STATES, NEWEST, "in_scope_count", "x", NO_NUMBER),
        (ROUNDS, MINISTERS, "announced_persons", "-1", "'-1' is below 0"),
        (EVENTS, BAN, "event_date", "2020-07-32", "'2020-07-32' is not a date; expected YYYY-MM-DD"),
        (ENTRIES, BORN, "listed_name", "@SUM(1+1)", "'@SUM(1+1)' does not match ^[^=+@-].{0,499}$"),
        (ENTRIES, BORN, "listed_name", "-KADYROV", "'-KADYROV' does not match ^[^=+@-].{0,499}$"),
        (ENTRIES, BORN, "listed_name", "K" * 501, f"{'K' * 501!r} does not match ^[^=+@-].{{0,499}}$"),
        (FACTS, BORN, "value", "=1976", "'=1976' begins as a formula; expected text; mend it by hand"),
        (
            FACTS,
            BORN,
            "value",
            "19\x0276",
            "'19\\x0276' holds the control character U+0002; expected letters and signs alone; mend it by hand",
        ),
    ],
)
def test_a_cell_that_cannot_be_right(
    name: str, where: Row, column: str, value: str, words: str, lists: Project
) -> None:
    code, lines, line = said(lists, name, where, column, value)
    assert code == 1
    assert f"raw/{name}.csv:{line}:{column}  {words}" in lines
