"""The typed tables in the middle of the build: what goes in comes out, what does not fit is told once, slips of ours stop."""

import inspect
import re
from collections.abc import Iterator
from datetime import date
from itertools import permutations
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_project import ROOT, Project, Row

from magnitsky_data.contract.canonical import write_csv
from magnitsky_data.contract.cells import span
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.contract.problems import ProblemsFound
from magnitsky_data.contract.text import clean
from magnitsky_data.curation import publish
from magnitsky_data.curation.assemble import assemble
from magnitsky_data.curation.database import Database, statements
from magnitsky_data.curation.derive.steps import STEPS, Steps, fill_views
from magnitsky_data.curation.pipeline import validated
from magnitsky_data.curation.rules.run import MODULES

CONTRACT = Contract.read(ROOT / "datapackage.json")
COUNT = CONTRACT.table("adoption_counts")
LAWS = "curated/laws"
LAW = {"law_id": "us-pl-112-208"}


@pytest.fixture(scope="module")
def empty() -> Database:
    return Database(CONTRACT)


def loaded(project: Project) -> tuple[Database, list[str]]:
    data = Database(CONTRACT)
    return data, [str(p) for p in data.fill(assemble(project.root, CONTRACT))]


def test_a_cell_that_does_not_fit_is_empty_and_told_once(project: Project) -> None:
    line = project.change(LAWS, LAW, is_binding="yes", scope="planet", adopted_date="2012-13-14")
    data, problems = loaded(project)
    assert problems == [
        f"raw/curated/laws.csv:{line}:adopted_date  '2012-13-14' is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD",
        f"raw/curated/laws.csv:{line}:scope  'planet' is not allowed; expected one of russia, country, global, other",
        f"raw/curated/laws.csv:{line}:is_binding  'yes' is not a boolean; expected true or false",
    ]
    (law,) = (row for row in data.rows("laws") if row["law_id"] == LAW["law_id"])
    assert (law["is_binding"], law["scope"], law["adopted_date"]) == ("", "", "")


def test_rules_are_applied_when_all_cells_are_right(project: Project) -> None:
    """A rule would judge a row by what was taken out of it: the cell that is wrong is told alone."""
    project.change(LAWS, LAW, adopted_date="2012-13-14")
    with pytest.raises(ProblemsFound) as found:
        validated(project.root)
    assert [p.column for p in found.value.problems] == ["adopted_date"]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("SELECT law_id FROM laws WHERE adoptd_date > '2012'", "adoptd_date"),
        ("SELECT law_id FROM lawz", "lawz"),
        ("INSERT INTO laws BY NAME SELECT 'x' AS law_id, 'planet' AS scope", "planet"),
    ],
)
def test_a_slip_of_ours_stops_by_name(query: str, named: str, empty: Database) -> None:
    with pytest.raises(duckdb.Error, match=named):
        empty.run(query)


def test_a_slip_in_derived_rows_stops_by_name(empty: Database) -> None:
    with pytest.raises(KeyError, match="'titel'"):
        empty.add("laws", [{"law_id": "x", "titel": "y"}])


def test_problems_lead_to_the_line_that_wrote_a_row(project: Project) -> None:
    data, _ = loaded(project)
    line = project.line(LAWS, LAW)
    ((row_at,),) = data.select("SELECT row_at FROM laws WHERE law_id = ?", [LAW["law_id"]])
    assert str(data.problem("laws", int(row_at), "title", "wrong")) == f"raw/curated/laws.csv:{line}:title  wrong"
    assert data.place(int(row_at)) == f"raw/curated/laws.csv:{line}"


def test_problems_of_derived_rows_name_their_key(empty: Database) -> None:
    empty.add("legislator_terms", [{"legislator_id": "m", "chamber_id": "us-house", "state_code": "AL", "party_code": "R", "first_date": "2012-11-15"}])  # fmt: skip
    ((row_at,),) = empty.select("SELECT row_at FROM legislator_terms")
    told = str(empty.problem("legislator_terms", int(row_at), "last_date", "wrong"))
    assert told == "legislator_terms (derived, key m|us-house|AL|R|2012-11-15):last_date  wrong"
    assert empty.place(int(row_at)) == "a derived row"


def test_rows_are_sorted_by_key_numbers_by_value(empty: Database) -> None:
    keys = [("b", "10"), ("b", "9"), ("a", "2"), ("Z", "1"), ("é", "1")]
    empty.add("bill_actions", [{"bill_id": b, "sequence": n} for b, n in keys])
    assert [(r["bill_id"], r["sequence"]) for r in empty.rows("bill_actions")] == [
        ("Z", "1"), ("a", "2"), ("b", "9"), ("b", "10"), ("é", "1"),
    ]  # fmt: skip


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).map(clean)
rows = st.fixed_dictionaries(
    {
        "metric": texts,
        "period_start": texts,
        "value_min": st.one_of(st.just(""), st.integers(-(10**17), 10**18 - 1).map(str)),
        "confidence": st.sampled_from(("", "high", "medium", "low")),
        "note": texts,
    }
)


@given(st.lists(rows, max_size=8))
def test_what_goes_in_comes_out(content: list[Row]) -> None:
    data = _database()
    data.run("DELETE FROM adoption_counts")
    given_rows = [{**dict.fromkeys(COUNT.columns, ""), "count_id": f"{n:03}", **row} for n, row in enumerate(content)]
    data.add("adoption_counts", given_rows)
    assert data.rows("adoption_counts") == given_rows
    published = publish.typed(COUNT, data.arrow("adoption_counts"))
    assert publish.to_csv(published) == write_csv(COUNT.columns, given_rows)


days = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat)


@given(days, st.sampled_from((4, 7, 10)))
def test_partial_dates_in_sql_are_those_of_the_ground(day: str, length: int) -> None:
    """Both know month ends; the one is checked against the other."""
    partial = day[:length]
    first, last = span(partial)
    query = "SELECT earliest(?), latest(?), partial_of(CAST(? AS DATE), CAST(? AS DATE)), date_precision(?)"
    data = _database()
    ((*found, precision),) = data.select(query, [partial, partial, first, last, partial])
    assert found == [first, last, partial]
    assert precision == {4: "year", 7: "month", 10: "day"}[length]


@given(days, days)
def test_a_range_that_is_no_partial_date_is_none(one: str, other: str) -> None:
    """What a range is called allows exactly that range; one that has no name is none of its first day, month and year."""
    ((found,),) = _database().select("SELECT partial_of(CAST(? AS DATE), CAST(? AS DATE))", [one, other])
    assert found == next((part for part in (one, one[:7], one[:4]) if span(part) == (one, other)), "")


@pytest.mark.parametrize(
    ("earliest", "latest", "found"),
    [
        ("1972-08-10", "1972-08-10", "1972-08-10"),
        ("1974-01-01", "1974-12-31", "1974"),
        ("1965-02-01", "1965-02-28", "1965-02"),
        ("1972-08-10", "1972-08-11", ""),
        ("1960-01-01", "1962-12-31", ""),
    ],
)
def test_a_range_of_days_is_a_partial_date_only_when_it_is_one(earliest: str, latest: str, found: str) -> None:
    query = "SELECT partial_of(CAST(? AS DATE), CAST(? AS DATE))"
    assert _database().select(query, [earliest, latest]) == [(found,)]


def _database(made: list[Database] = []) -> Database:  # noqa: B006 - one for all examples of a property
    if not made:
        made.append(Database(CONTRACT))
    return made[0]


COLUMN = r"(?:(\w+)\.)?(\w+)"
COMPARED = re.compile(
    rf"{COLUMN} (?:=|<>|IS (?:NOT )?DISTINCT FROM) ('\w+')|{COLUMN} (?:NOT )?IN \(('[^()]*')\)"
    rf"|\bCASE {COLUMN}\s+(WHEN '(?:(?!\bEND\b).)*)",
    re.DOTALL,
)


def strange_constants(sql: str) -> list[tuple[str, str]]:
    """Columns with an enumeration, and what each is compared with that the enumeration of its table does not have.

    The tables are that of the alias, or all that the statement names.
    """
    found = []
    for statement in re.split(r";\s*\n", re.sub(r"--[^\n]*", "", sql)):
        named = CONTRACT.tables.keys() & re.findall(r"\w+", statement) or set(CONTRACT.tables)
        aliases = {alias: t for t, alias in re.findall(r"\b(\w+) AS (\w+)", statement) if t in CONTRACT.tables}
        for match in COMPARED.finditer(statement):
            alias, column, told = next(match.groups()[at : at + 3] for at in (0, 3, 6) if match[at + 3])
            constants = re.findall(r"WHEN '([^']*)'" if told.startswith("WHEN") else r"'([^']*)'", told)
            tables = [aliases[alias]] if alias in aliases else named & {alias} or named
            fields = [CONTRACT.tables[t].by_name[column] for t in tables if column in CONTRACT.tables[t].by_name]
            if allowed := {value for f in fields for value in f.enum}:
                found += [(column, constant) for constant in constants if constant not in allowed]
    return found


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("SELECT 1 FROM votes AS v WHERE v.position = 'yea'", []),  # votes have no positions
        ("SELECT 1 FROM vote_positions AS p WHERE p.position = 'yes'", [("position", "yes")]),
        ("SELECT 1 FROM bills WHERE status NOT IN ('enacted', 'listed')", [("status", "listed")]),
        ("SELECT count(*) FILTER (stance <> 'conflict') FROM citations", [("stance", "conflict")]),
        ("SELECT CASE measure_type WHEN 'asset_freeze' THEN 1 WHEN 'freeze' THEN 2 END FROM list_measures", [("measure_type", "freeze")]),
        ("SELECT 1 FROM laws -- status = 'listed'", []),
    ],
)  # fmt: skip
def test_a_strange_constant_is_seen(sql: str, found: list[tuple[str, str]]) -> None:
    assert strange_constants(sql) == found


def test_constants_are_values_of_the_column_that_they_are_compared_with() -> None:
    """A word of another enumeration would be false as silently as one that no table knows."""
    package = Path(publish.__file__).parent
    files = sorted(package.rglob("*.sql"))
    assert sum(len(COMPARED.findall(f.read_text(encoding="utf-8"))) for f in files) > 100
    strange = {f.name: strange_constants(f.read_text(encoding="utf-8")) for f in files}
    assert {name: found for name, found in strange.items() if found} == {}


def files_of(steps: Steps) -> list[str]:
    if isinstance(steps, str):
        return [steps]
    return [] if callable(steps) else [file for step in steps for file in files_of(step)]


def written_and_read(steps: Steps) -> tuple[set[str], set[str]]:
    """Tables that steps write and those that they name at all, by their text: SQL, or the module of a function."""
    if isinstance(steps, (list, tuple)):
        parts = [written_and_read(step) for step in steps]
        return {t for written, _ in parts for t in written}, {t for _, named in parts for t in named}
    if isinstance(steps, str):
        text = statements("derive", steps)
        written = re.findall(r"(?:INSERT INTO|UPDATE|DELETE FROM|TABLE|VIEW) (\w+)", text)
    else:
        text = inspect.getsource(inspect.getmodule(steps) or steps)
        written = re.findall(r"\.(?:add|update)\(\"(\w+)\"", text)
    named = re.findall(r"(?:FROM|JOIN|INTO|UPDATE|TABLE|VIEW) (\w+)|\(\"(\w+)\"", text)
    return set(written), {name for pair in named for name in pair if name}


def neighbours(steps: Steps) -> Iterator[tuple[Steps, Steps]]:
    """Steps of which one may run while the other does."""
    if isinstance(steps, list):
        yield from permutations(steps, 2)
    if isinstance(steps, (list, tuple)):
        for step in steps:
            yield from neighbours(step)


def test_steps_that_run_at_once_do_not_touch_what_the_other_writes() -> None:
    """But for the views: no claim is compared with one, which a rule sees to."""
    pairs = list(neighbours(STEPS))
    assert len(pairs) == 20
    assert written_and_read("openings")[0] == {"first_seen", "designation_events"}
    found = {
        (table, str(files_of(one)), str(files_of(other)))
        for one, other in pairs
        if fill_views not in (one, other)
        for table in written_and_read(one)[0] & written_and_read(other)[1]
    }
    assert found == set()


def test_every_sql_file_is_a_step_a_view_or_a_rule() -> None:
    package = Path(publish.__file__).parent
    derived = {f.stem for f in (package / "derive").glob("*.sql")}
    assert derived - {"words", "withheld"} == set(files_of(STEPS))
    assert {f.stem for f in (package / "views").glob("*.sql")} == {
        t.name for t in CONTRACT.tables.values() if t.shelf == "ready"
    }
    assert {f.stem for f in (package / "rules").glob("*.sql")} <= set(MODULES)
