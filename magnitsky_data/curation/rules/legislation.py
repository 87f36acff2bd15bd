"""Bills, sponsors, votes and laws."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from magnitsky_data.contract.cells import whole_number
from magnitsky_data.contract.problems import Problem
from magnitsky_data.curation.assemble import Dataset

TOTALS = {"yea": "yeas", "nay": "nays", "abstain": "abstentions", "present": "present", "not_voting": "not_voting"}


def totals_equal_positions(data: Dataset) -> Iterator[Problem]:
    """A vote's totals equal its positions where these are complete, and exceed them nowhere.

    The accountant's check: a total is announced by the chair, positions are taken from the roll.
    """
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for row in data.rows("vote_positions"):
        counted[row.get("vote_id", "")][row.get("position", "")] += 1
    for at, vote in enumerate(data.rows("votes")):
        tally, coverage = counted[vote.get("vote_id", "")], vote.get("positions_coverage")
        for position, column in TOTALS.items():
            total = whole_number(vote.get(column, ""))
            found = tally[position]
            if coverage == "none" and found:
                yield data.problem("votes", at, "positions_coverage", f"'none', but {found} positions say {position}")
            elif coverage == "complete" and (total or 0) != found:
                yield data.problem(
                    "votes",
                    at,
                    column,
                    f"{vote.get(column, '')!r}, but {found} positions say {position}; totals and complete positions must agree",
                )
            elif (
                coverage == "partial"
                and total is not None
                and found > total
                and not _is_cited(data, "votes", vote.get("vote_id", ""), column)
            ):
                yield data.problem(
                    "votes",
                    at,
                    column,
                    f"{vote[column]!r}, but {found} positions say {position}; explain it by a citation",
                )


def _is_cited(data: Dataset, table: str, row_id: str, column: str) -> bool:
    return any(
        (c.get("table_name"), c.get("row_id"), c.get("column_name"), c.get("stance"))
        == (table, row_id, column, "conflicts")
        for c in data.rows("citations")
    )


def passed_votes_have_the_majority(data: Dataset) -> Iterator[Problem]:
    """A recorded result fits the counts and the share required; a swapped pair of totals shows here."""
    for at, vote in enumerate(data.rows("votes")):
        share, yeas, nays = (
            vote.get("majority_required", ""),
            whole_number(vote.get("yeas", "")),
            whole_number(vote.get("nays", "")),
        )
        if share not in ("1/2", "2/3") or yeas is None or nays is None:
            continue  # three fifths are of the senators sworn, not of those voting
        over, under = map(int, share.split("/"))
        carried = yeas * under > (yeas + nays) * over if share == "1/2" else yeas * under >= (yeas + nays) * over
        if carried != (vote.get("result") == "passed"):
            yield data.problem(
                "votes", at, "result", f"{vote.get('result')!r} does not fit {yeas} to {nays} at {share}"
            )


def us_bills_are_whole(data: Dataset) -> Iterator[Problem]:
    """A US bill has what only records of other parliaments may lack: Congress publishes it of every bill."""
    for at, bill in enumerate(data.rows("bills")):
        for column in ("number", "session", "introduced_date", "status_as_of_date"):
            if bill.get("jurisdiction_code") == "US" and not bill.get(column):
                yield data.problem("bills", at, column, "empty; the record of a US bill has it")


def introduced_before_status(data: Dataset) -> Iterator[Problem]:
    """A bill is introduced before it reaches a stage, and its record is not older than that stage."""
    for at, bill in enumerate(data.rows("bills")):
        begun, stage, seen = (bill.get(c, "") for c in ("introduced_date", "status_date", "status_as_of_date"))
        if stage and stage < begun[: len(stage)]:
            yield data.problem("bills", at, "status_date", f"{stage!r} lies before introduced_date {begun!r}")
        if stage and seen and stage > seen:
            yield data.problem("bills", at, "status_as_of_date", f"{seen!r} lies before status_date {stage!r}")


def enacted_bills_have_their_law(data: Dataset) -> Iterator[Problem]:
    """A bill names a law exactly when it was enacted."""
    for at, bill in enumerate(data.rows("bills")):
        if (bill.get("status") == "enacted") != bool(bill.get("law_id")):
            yield data.problem(
                "bills",
                at,
                "law_id",
                f"{bill.get('law_id', '')!r} does not fit status {bill.get('status')!r}; an enacted bill has its law, no other has",
            )


def laws_adopted_when_enacted(data: Dataset) -> Iterator[Problem]:
    """A bill became law on the day on which its law was adopted."""
    laws = {row.get("law_id", ""): row for row in data.rows("laws")}
    for at, bill in enumerate(data.rows("bills")):
        adopted = laws.get(bill.get("law_id", ""), {}).get("adopted_date", "")
        if adopted and adopted != bill.get("status_date"):
            yield data.problem(
                "bills",
                at,
                "status_date",
                f"{bill.get('status_date', '')!r}, but {bill['law_id']} was adopted on {adopted}",
            )


def every_bill_has_its_sponsor_and_introduction(data: Dataset) -> Iterator[Problem]:
    """A US bill has exactly one sponsor, who joins on introduction, and a first step of that day."""
    sponsors: dict[str, list[str]] = defaultdict(list)
    for row in data.rows("sponsorships"):
        if row.get("role") == "sponsor":
            sponsors[row.get("bill_id", "")].append(row.get("joined_date", ""))
    begun = {
        row.get("bill_id"): row.get("action_date")
        for row in data.rows("bill_actions")
        if row.get("action_type") == "introduced"
    }
    for at, bill in enumerate(data.rows("bills")):
        if bill.get("jurisdiction_code") != "US":
            continue
        key, day = bill.get("bill_id", ""), bill.get("introduced_date", "")
        if sponsors[key] != [day]:
            yield data.problem(
                "bills", at, "bill_id", f"{key!r} has sponsors joining on {sponsors[key]}; expected one, on {day}"
            )
        if begun.get(key) != day:
            yield data.problem(
                "bills", at, "introduced_date", f"{day!r}, but the step 'introduced' is of {begun.get(key)!r}"
            )


def cosponsors_join_in_time(data: Dataset) -> Iterator[Problem]:
    """A cosponsor joins on or after introduction, is original exactly when on that day, withdraws later."""
    begun = {row.get("bill_id", ""): row.get("introduced_date", "") for row in data.rows("bills")}
    for at, row in enumerate(data.rows("sponsorships")):
        if row.get("role") != "cosponsor" or not row.get("joined_date"):
            continue
        day, joined = begun.get(row.get("bill_id", ""), ""), row["joined_date"]
        if joined < day:
            yield data.problem("sponsorships", at, "joined_date", f"{joined!r} lies before the introduction on {day}")
        if row.get("is_original") and (row["is_original"] == "true") != (joined == day):
            yield data.problem(
                "sponsorships",
                at,
                "is_original",
                f"{row['is_original']!r}, but joined on {joined}, introduced on {day}",
            )
        if row.get("withdrawn_date") and row["withdrawn_date"] < joined:
            yield data.problem(
                "sponsorships", at, "withdrawn_date", f"{row['withdrawn_date']!r} lies before joined_date {joined!r}"
            )


def sponsorships_name_one_sponsor(data: Dataset) -> Iterator[Problem]:
    """A sponsorship names a member, or a body, or says how many sponsors it stands for."""
    for at, row in enumerate(data.rows("sponsorships")):
        named = [c for c in ("legislator_id", "entity_id", "sponsor_count") if row.get(c)]
        if len(named) != 1:
            yield data.problem(
                "sponsorships",
                at,
                "legislator_id",
                f"filled: {', '.join(named) or 'none'}; expected one of legislator_id, entity_id, sponsor_count",
            )


def steps_are_in_order(data: Dataset) -> Iterator[Problem]:
    """Steps of a bill are numbered from 1 without gaps and do not go back in time."""
    steps: dict[str, list[tuple[int, str, int]]] = defaultdict(list)
    for at, row in enumerate(data.rows("bill_actions")):
        number = whole_number(row.get("sequence", ""))
        if number is not None:
            steps[row.get("bill_id", "")].append((number, row.get("action_date", ""), at))
    for found in steps.values():
        found.sort()
        for place, (number, _, at) in enumerate(found, start=1):
            if number != place:
                yield data.problem(
                    "bill_actions",
                    at,
                    "sequence",
                    f"{number} at place {place}; expected steps numbered from 1 without gaps",
                )
                break
        for (_, before, _), (_, after, at) in pairwise(found):
            if after < before[: len(after)]:
                yield data.problem(
                    "bill_actions", at, "action_date", f"{after!r} follows {before!r}; expected steps in order of time"
                )


def roll_calls_match_their_vote(data: Dataset) -> Iterator[Problem]:
    """A step that names a vote has its number, chamber and day."""
    votes = {row.get("vote_id", ""): row for row in data.rows("votes")}
    for at, row in enumerate(data.rows("bill_actions")):
        vote = votes.get(row.get("vote_id", ""))
        if vote is None:
            continue
        for column, other in (
            ("roll_call_number", "number"),
            ("chamber_id", "chamber_id"),
            ("action_date", "vote_date"),
        ):
            if row.get(column) != vote.get(other):
                yield data.problem(
                    "bill_actions",
                    at,
                    column,
                    f"{row.get(column, '')!r}, but {vote['vote_id']} has {other} {vote.get(other)!r}",
                )


def laws_in_order_of_time(data: Dataset) -> Iterator[Problem]:
    """A law is not published or in force before it was adopted, nor ended before it was in force."""
    order = ("adopted_date", "in_force_date", "ended_date")
    for at, law in enumerate(data.rows("laws")):
        days = [(c, law[c]) for c in order if law.get(c)]
        for (earlier, a), (later, b) in pairwise(days):
            if b < a[: len(b)]:
                yield data.problem("laws", at, later, f"{b!r} lies before {earlier} {a!r}")
        if law.get("part_of_law_id") == law.get("law_id"):
            yield data.problem("laws", at, "part_of_law_id", "an act is not a part of itself")
