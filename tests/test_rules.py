"""All rules together: each is broken somewhere here, has its sentence, and stops the build."""

import json
import random
from pathlib import Path

import pytest
import test_consistency
import test_identity
import test_persons
import test_rules_case
import test_rules_events
import test_rules_legislation
import test_rules_lists
import test_rules_reference
import test_rules_retaliation
import test_rules_votes
from breaking import findings
from small_project import Project, Run, run_command

BROKEN = {
    *test_consistency.BROKEN,
    *test_identity.BROKEN,
    *test_persons.BROKEN,
    *test_rules_case.BROKEN,
    *test_rules_events.BROKEN,
    *test_rules_legislation.BROKEN,
    *test_rules_lists.RULES,
    *test_rules_reference.BROKEN,
    *test_rules_retaliation.BROKEN,
    *test_rules_votes.BROKEN,
}
BILLS, VOTES = "imported/us_congress/bills", "imported/us_votes/votes"
S284 = {"bill_id": "us-114-s-284"}


def test_every_rule_is_broken_in_a_test_and_has_a_sentence(small_project: Path) -> None:
    """The report of a build names the rules that it applied."""
    applied = json.loads((small_project / "build" / "validation.json").read_text())["rules"]
    assert set(applied) == BROKEN
    assert [name for name, sentence in applied.items() if not sentence.strip().endswith(".")] == []


def test_whole_projects_break_no_rule(small_project: Path, cut_of_lists: Path) -> None:
    assert findings(Project(small_project)) == findings(Project(cut_of_lists)) == []


@pytest.mark.parametrize("command", ["validate", "build"])
def test_a_broken_rule_stops_the_command(command: str, project: Project) -> None:
    line = project.change(BILLS, S284, status_date="2015-01-27")
    done: Run = run_command(project, command)
    assert (done.code, done.out) == (1, "")
    assert (
        f"raw/{BILLS}.csv:{line}:status_date  '2015-01-27' lies before introduced_date '2015-01-28'\n"
        in done.err.removeprefix("error: ")
    )


def test_problems_of_all_rules_are_told_at_once(project: Project) -> None:
    project.change(BILLS, S284, status_date="2015-01-27")
    project.change(VOTES, {"vote_id": "us-112-2012-s-223"}, yeas="93")
    assert [line.partition(":")[0] for line in findings(project)] == [f"raw/{BILLS}.csv", f"raw/{VOTES}.csv"]


@pytest.mark.parametrize("garbage", ["\u00b2", "x/y", "a|b", "9" * 5000, "2011-\u0662", "-", "true"])
def test_garbage_in_any_cell_is_reported(garbage: str, project: Project) -> None:
    """Superscript two is a digit for ``str.isdigit`` and no number for ``int``: nothing may stop at it."""
    chosen = random.Random(2009)
    broken = [
        BILLS,
        "imported/us_congress/bill_actions",
        "imported/us_congress/sponsorships",
        VOTES,
        "imported/us_votes/vote_positions",
        "curated/laws",
        "curated/citations",
        "curated/corrections",
        "curated/sponsorships.party",
    ]
    for name in broken:
        rows = project.rows(name)
        row = chosen.choice(rows)
        project.write(name, [dict.fromkeys(r, garbage) if r is row else r for r in rows])
    assert {line.partition(":")[0] for line in findings(project)} >= {f"raw/{name}.csv" for name in broken}
