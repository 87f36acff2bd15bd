"""What the build computes from the gathered tables. Each function fills a table or columns of one."""

from collections.abc import Callable
from itertools import groupby

from magnitsky_data.contract.cells import Row, is_partial_date, span, whole_number
from magnitsky_data.curation.assemble import Dataset
from magnitsky_data.curation.derive.claims import add_verdicts
from magnitsky_data.curation.derive.designations import (
    add_designations,
    add_flat_designations,
    count_official_totals,
    fill_earliest_dates,
)
from magnitsky_data.curation.derive.people import (
    add_entities_of_legislators,
    add_entity_names,
    describe_entries,
    drop_unused_legislators,
    link_entries,
    mark_current_entries,
    merge_list_names,
)
from magnitsky_data.curation.derive.responses import add_responses
from magnitsky_data.curation.derive.standing_list import add_standing_list_matches


def derive(data: Dataset) -> None:
    """Run every derivation in order, then sort all tables by key."""
    for step in STEPS:
        step(data)
    for table in data.tables.values():
        table.sort()


def add_legislator_terms(data: Dataset) -> None:
    """Group the dated sightings of each member by chamber, state and party into unbroken runs.

    A sponsor of a US bill sits in the chamber of the bill. XX, the House Clerk's sign for a
    delegate, is no state and is left out.
    """
    chambers = {row["bill_id"]: row.get("chamber_id", "") for row in data.rows("bills") if row.get("bill_id")}
    votes = {row["vote_id"]: row for row in data.rows("votes") if row.get("vote_id")}
    sightings = [
        (
            r.get("legislator_id", ""),
            chambers.get(r.get("bill_id", ""), ""),
            r.get("joined_date", ""),
            r.get("state_code", ""),
            r.get("party_code", ""),
        )
        for r in data.rows("sponsorships")
    ]
    for r in data.rows("vote_positions"):
        vote = votes.get(r.get("vote_id", ""), {})
        sightings.append(
            (
                r.get("legislator_id", ""),
                vote.get("chamber_id", ""),
                vote.get("vote_date", ""),
                r.get("state_code", ""),
                r.get("party_code", ""),
            )
        )
    whole = sorted(s for s in sightings if all(s) and s[3] != "XX")
    terms = data.tables["legislator_terms"]
    for (member, chamber, state, party), run in groupby(whole, key=lambda s: (s[0], s[1], s[3], s[4])):
        days = [s[2] for s in run]
        terms.derive(
            {
                "legislator_id": member,
                "chamber_id": chamber,
                "state_code": state,
                "party_code": party,
                "first_date": days[0],
                "last_date": days[-1],
            }
        )


def mark_lapsed_bills(data: Dataset) -> None:
    """Tell which US bills lapsed: their Congress ended (Twentieth Amendment, section 1) unfinished."""
    for row in data.rows("bills"):
        congress = whole_number(row.get("session", ""))
        if row.get("jurisdiction_code") == "US" and congress is not None:
            ended = f"{1789 + 2 * congress}-01-03"
            finished = row.get("status") in ("enacted", "adopted", "rejected", "withdrawn")
            row["is_lapsed"] = "true" if not finished and ended <= data.contract.release_date else "false"


def expand_partial_dates(data: Dataset) -> None:
    """Give every partial date its precision and the first and last day that it allows."""
    for table in data.tables.values():
        for column in (f.name for f in table.table.fields if f.is_partial_date):
            for row in table.rows:
                _expand(row, column)


def _expand(row: Row, column: str) -> None:
    value = row.get(column, "")
    if not is_partial_date(value):
        return  # empty, or a problem that the check reports
    row[f"{column}_precision"] = {4: "year", 7: "month", 10: "day"}[len(value)]
    row[f"{column}_earliest"], row[f"{column}_latest"] = span(value)


STEPS: tuple[Callable[[Dataset], None], ...] = (
    drop_unused_legislators,
    add_entities_of_legislators,
    merge_list_names,
    describe_entries,
    link_entries,
    add_standing_list_matches,
    fill_earliest_dates,
    add_designations,
    count_official_totals,
    mark_current_entries,
    add_entity_names,
    add_legislator_terms,
    mark_lapsed_bills,
    add_flat_designations,
    add_responses,
    expand_partial_dates,
    add_verdicts,
)
