"""What was in force on a day: equal to the official lists, and true to its own rule."""

import csv
import re
import warnings
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_project import ROOT

import magnitsky_data as md
from magnitsky_data import spells
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.contract.runs import in_time, members
from magnitsky_data.errors import ArgumentRefused, OutsideRecord

CONTRACT = Contract.read(ROOT / "datapackage.json")
TIMED = sorted(t.name for t in CONTRACT.published.values() if t.interval)
DAYS = st.dates(date(2009, 1, 1), date(2027, 12, 31))
pytestmark = pytest.mark.filterwarnings("ignore::magnitsky_data.errors.OutsideRecord")


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "build" / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


PROGRAMS = {row["program_id"]: row for row in rows("programs")}
SNAPSHOTS = rows("list_snapshots")
HELD = members(SNAPSHOTS, rows("list_sightings"))
# Of several states of a list on one day the last one is that day's.
COMPLETE = {(r["list_id"], r["list_date"]): r for r in sorted(SNAPSHOTS, key=in_time) if r["coverage"] == "complete"}


def test_all_dated_states_are_at_hand() -> None:
    """308 days of the daily archive of the Treasury's list, and the files of the other publishers."""
    days = [day for (list_id, day), r in COMPLETE.items() if list_id == "us_ofac" and r["publication"] == "SDN.CSV"]
    assert len(days) >= 308
    assert {list_id for list_id, _ in COMPLETE} >= {"au_dfat", "ca_sema", "eu_fsf", "gb_fcdo", "us_ofac"}


@pytest.mark.parametrize("list_id", sorted({list_id for list_id, _ in COMPLETE}))
def test_as_of_equals_the_official_list_on_every_dated_state(list_id: str) -> None:
    programs = {p for p, row in PROGRAMS.items() if row["list_id"] == list_id}
    lag = timedelta(max(int(PROGRAMS[p]["lag_days"]) for p in programs))
    changed: dict[tuple[str, str], set[str]] = {}
    for row in rows("designations"):
        changed.setdefault((row["entry_id"], row["program_id"]), set()).update(
            (row["listed_date"], row["delisted_date"])
        )
    for (of, day), state in COMPLETE.items():
        if of != list_id:
            continue
        ours = md.load("designations", ["entry_id", "program_id"], as_of=day)
        found = {pair for pair in ours.itertuples(index=False, name=None) if pair[1] in programs}
        since = (date.fromisoformat(day) - lag).isoformat()
        differing = found ^ HELD[state["snapshot_id"]]
        assert not lag or len(differing) < 10
        for pair in differing:  # acts that the published list trails, by no more than its lag
            assert lag and any(since <= d <= day for d in changed[pair] if d), (day, pair)


def test_the_obvious_comparison_is_what_as_of_mends() -> None:
    """240 on the official list of 2021-01-14 and 740 on that of 2026-07-11, by the questions of users."""
    for day, official in (("2021-01-14", 240), ("2026-07-11", 740)):
        assert (md.load("designations", as_of=day)["program_id"] == "us-glomag").sum() == official


def test_klyuev_and_stepanova_on_a_day() -> None:
    """Klyuev: United States 2014-05-20, Canada 2017-11-03, United Kingdom 2021-04-26, Australia 2022-03-30."""
    names = md.load("entity_names")
    klyuev = set(names[names["name"].str.contains("KLYUEV, Dmitr", case=False)]["entity_id"])
    for day, expected in (("2014-05-19", []), ("2017-11-03", ["ca", "us"]), ("2021-12-31", ["ca", "gb", "us"])):
        listed = md.load("designations", as_of=day)
        assert sorted(listed[listed["entity_id"].isin(klyuev)]["program_id"].str[:2]) == expected


@given(DAYS, st.sampled_from(TIMED))
def test_certain_is_within_the_rule_and_that_within_possible(day: date, table: str) -> None:
    keys = list(CONTRACT.tables[table].primary_key)
    certain, counted, possible = (
        set(md.load(table, keys, as_of=day, certainty=c).itertuples(index=False, name=None))
        for c in ("certain", None, "possible")
    )
    assert certain <= counted <= possible


@given(DAYS, st.sampled_from(["certain", None, "possible"]))
def test_the_view_and_its_table_are_in_force_alike(day: date, certainty: str | None) -> None:
    view, table = (
        set(md.load(name, "designation_id", as_of=day, certainty=certainty)["designation_id"])
        for name in ("listings", "designations")
    )
    assert view == table


@given(DAYS, st.integers(0, 40), st.sampled_from(TIMED), st.sampled_from(["certain", None, "possible"]))
def test_between_is_the_union_of_its_days(first: date, length: int, table: str, certainty: str | None) -> None:
    keys = list(CONTRACT.tables[table].primary_key)
    days = [first + timedelta(n) for n in range(length + 1)]
    found = md.load(table, keys, between=(first, days[-1]), certainty=certainty)
    each = [md.load(table, keys, as_of=day, certainty=certainty) for day in days]
    assert set(map(tuple, found.to_numpy())) == {tuple(row) for frame in each for row in frame.to_numpy()}
    assert not found.duplicated().any()


@pytest.mark.parametrize("table", TIMED)
def test_bounds_are_in_order(table: str) -> None:
    for bound in spells.bounds(CONTRACT.tables[table]):
        assert (bound.earliest <= bound.latest).all()


def test_brackets_are_read_as_they_are_told() -> None:
    """A removal that only lists tell: proven present on the one day, proven absent on the other."""
    row = next(r for r in rows("designations") if r["status"] == "delisted" and not r["delisted_date"])
    after, by = (date.fromisoformat(row[f"delisted_{end}_date"]) for end in ("after", "by"))

    def there(day: date, certainty: str | None) -> bool:
        return row["designation_id"] in set(md.load("designations", as_of=day, certainty=certainty)["designation_id"])

    day = timedelta(1)
    assert [there(after, c) for c in ("certain", None, "possible")] == [True, True, True]
    assert [there(after + day, c) for c in ("certain", None, "possible")] == [False, True, True]
    assert [there(by - day, c) for c in ("certain", None, "possible")] == [False, True, True]
    assert [there(by, c) for c in ("certain", None, "possible")] == [False, False, False]


def test_targets_live_within_their_measure() -> None:
    measures = {r["measure_id"]: r for r in rows("retaliatory_measures")}
    for day in ("2014-03-20", "2021-06-01", "2024-01-01"):
        for row in md.load("retaliation_targets", as_of=day).itertuples():
            begun = (
                measures[row.measure_id]["in_force_date_latest"] or measures[row.measure_id]["announced_date_latest"]
            )
            assert begun <= day
            assert pd.isna(row.lifted_date) or row.lifted_date > day


def test_a_law_is_in_force_from_its_day_and_one_step_never() -> None:
    """Public Law 112-208 is of 2012-12-14; a continuation for a year has its effect in one step."""
    assert "us-pl-112-208" not in set(md.load("laws", as_of="2012-12-13")["law_id"])
    assert "us-pl-112-208" in set(md.load("laws", as_of="2012-12-14")["law_id"])
    laws = md.load("laws", as_of="2026-01-01")
    assert "spent" not in set(laws["status"])
    assert laws["is_binding"].fillna(True).all()


@pytest.mark.parametrize("engine", ["arrow", "polars", "duckdb"])
def test_every_engine_gives_the_same_state(engine: str) -> None:
    expected = md.load("designations", "designation_id", as_of="2021-06-01")["designation_id"].to_list()
    found = md.load("designations", "designation_id", as_of="2021-06-01", engine=engine)
    got = {
        "arrow": lambda: found["designation_id"].to_pylist(),
        "polars": lambda: found["designation_id"].to_list(),
        "duckdb": lambda: [key for (key,) in found.fetchall()],
    }[engine]()
    assert got == expected


@pytest.mark.filterwarnings("default::magnitsky_data.errors.OutsideRecord")
def test_a_day_outside_what_is_at_hand_warns_and_answers() -> None:
    newest = {
        of: max(day for o, day in ((r["list_id"], r["list_date"]) for r in SNAPSHOTS) if o == of) for of, _ in COMPLETE
    }
    with pytest.warns(
        OutsideRecord, match=re.escape(f"us_ofac ({newest['us_ofac']}): later changes are not in it")
    ) as seen:
        assert len(md.load("designations", as_of="2030-01-01")) > 1000
    assert seen[0].filename == __file__
    with pytest.warns(OutsideRecord, match=r"before the first state at hand of .*us_ofac \(2015-01-17\)"):
        md.load("designations", as_of="2010-01-01")
    with pytest.warns(OutsideRecord, match=r"gb_fcdo \(2022-05-04\)"):
        md.load("designations", as_of="2021-06-01")
    with pytest.warns(OutsideRecord, match="after the last day that this release knows of laws"):
        md.load("laws", as_of="2100-01-01")
    first = {of: min(day for own, day in COMPLETE if own == of) for of, _ in COMPLETE}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        # A list that is new here may begin after the last state of another.
        md.load("designations", as_of=max(day for day in first.values() if day <= min(newest.values())))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: md.load("designations", as_of="yesterday"), "as_of has 'yesterday'; expected a day that exists, as '2021-06-01'"),
        (lambda: md.load("designations", as_of="2021-02-30"), "as_of has '2021-02-30'"),
        (lambda: md.load("designations", as_of="2021"), "as_of has '2021'"),
        (lambda: md.load("designations", as_of=2021), "as_of has 2021"),
        (lambda: md.load("designations", between="2021-01-01"), "expected two days"),
        (lambda: md.load("designations", between=("2021-02-01", "2021-01-01")), "expected the earlier day first"),
        (lambda: md.load("designations", as_of="2021-01-01", between=("2021-01-01", "2021-01-02")), "not both"),
        (lambda: md.load("designations", as_of="2021-01-01", certainty="sure"), "expected certain, possible"),
        (lambda: md.load("designations", certainty="certain"), "expected as_of or between with it"),
        (lambda: md.load("votes", as_of="2021-01-01"), "work on listings, laws, designations"),
    ],
)  # fmt: skip
def test_a_wrong_day_is_refused_in_one_line(call, said: str) -> None:
    with pytest.raises(ArgumentRefused, match=re.escape(said)):
        call()


def test_days_are_taken_in_the_forms_that_users_have() -> None:
    texts = [
        md.load("laws", "law_id", as_of=day) for day in ("2021-06-01", date(2021, 6, 1), pd.Timestamp("2021-06-01"))
    ]
    assert texts[0].equals(texts[1])
    assert texts[0].equals(texts[2])
    assert spells.day_number("1970-01-02", "as_of") == 1


def test_the_page_on_time_names_the_tables() -> None:
    text = (ROOT / "docs" / "time.md").read_text(encoding="utf-8")
    assert [name for name in TIMED if f"`{name}`" not in text] == []
