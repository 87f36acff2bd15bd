"""Lists, their states, dated events and the designations derived from them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.problems import Problem
from magnitsky_data.contract.runs import in_time, members
from magnitsky_data.curation.assemble import Dataset
from magnitsky_data.curation.derive.designations import Proofs
from magnitsky_data.curation.derive.spells import CLOSING, OPENING, turns

KINDS = {"person": "announced_persons", "organization": "announced_organizations"}


def counts_equal_sightings(data: Dataset) -> Iterator[Problem]:
    """A state's counts, taken from the file, equal the sightings that the runs give for it."""
    held = members(data.rows("list_snapshots"), data.rows("list_sightings"))
    for at, row in enumerate(data.rows("list_snapshots")):
        entries = {entry for entry, _ in held[row["snapshot_id"]]}
        if row["in_scope_count"] != str(len(entries)):
            yield data.problem(
                "list_snapshots",
                at,
                "in_scope_count",
                f"{row['in_scope_count']!r}, but {len(entries)} entries are sighted in it",
            )
        if row.get("entry_count") and int(row["entry_count"]) < len(entries):
            yield data.problem(
                "list_snapshots",
                at,
                "entry_count",
                f"{row['entry_count']!r} entries in all, but {len(entries)} on programmes here",
            )
    for at, row in enumerate(data.rows("snapshot_counts")):
        found = sum(program == row["program_id"] for _, program in held[row["snapshot_id"]])
        if row["entry_count"] != str(found):
            yield data.problem(
                "snapshot_counts",
                at,
                "entry_count",
                f"{row['entry_count']!r}, but {found} entries are sighted on {row['program_id']}",
            )


def documented_days_lie_within_the_proof(data: Dataset) -> Iterator[Problem]:
    """A documented day of listing or delisting lies within what the states of the list prove.

    The published list may trail the act by the programme's ``lag_days``; a difference beyond that
    must stand in citations.
    """
    lags = {row["program_id"]: timedelta(days=int(row["lag_days"])) for row in data.rows("programs")}
    cited = _cited(data, "designations")
    for at, row in enumerate(data.rows("designations")):
        for verb in ("listed", "delisted"):
            day, after, by = (row.get(f"{verb}_{c}", "") for c in ("date", "after_date", "by_date"))
            if not day or (row["designation_id"], f"{verb}_date") in cited:
                continue
            if after and date.fromisoformat(day) + lags[row["program_id"]] <= date.fromisoformat(after):
                yield data.problem(
                    "designations",
                    at,
                    f"{verb}_date",
                    f"{day!r}, but a list of {after} shows the state before; mend the event, or explain it in citations",
                )
            if by and day > by:
                yield data.problem(
                    "designations",
                    at,
                    f"{verb}_date",
                    f"{day!r}, but a list of {by} shows the state after; mend the event, or explain it in citations",
                )


def brackets_are_in_order(data: Dataset) -> Iterator[Problem]:
    """A bracket opens before it closes, and a spell begins before it ends."""
    for at, row in enumerate(data.rows("designations")):
        for verb in ("listed", "delisted"):
            after, by = row.get(f"{verb}_after_date", ""), row.get(f"{verb}_by_date", "")
            if after and by and after >= by:
                yield data.problem(
                    "designations", at, f"{verb}_after_date", f"{after!r} does not lie before {verb}_by_date {by!r}"
                )
        begun, ended = (
            row.get("listed_date") or row.get("listed_by_date", ""),
            row.get("delisted_date") or row.get("delisted_by_date", ""),
        )
        if begun and ended and begun > ended:
            yield data.problem("designations", at, "delisted_date", f"{ended!r} lies before the begin {begun!r}")
        if not any(row.get(c) for c in ("listed_date", "listed_after_date", "listed_by_date")):
            yield data.problem("designations", at, "listed_date", "neither a day nor a bracket; expected one of them")
        if row["status"] == "delisted" and not any(
            row.get(c) for c in ("delisted_date", "delisted_after_date", "delisted_by_date")
        ):
            yield data.problem("designations", at, "delisted_date", "neither a day nor a bracket; expected one of them")


def spells_open_and_close_in_turn(data: Dataset) -> Iterator[Problem]:
    """An event opens a spell only when none is open, and closes one only when one is."""
    places = {id(event): at for at, event in enumerate(data.rows("designation_events"))}
    for events in turns(data).values():
        is_open = False
        for event in events:
            opens = event["action"] in OPENING
            if opens == is_open:
                yield data.problem(
                    "designation_events",
                    places[id(event)],
                    "action",
                    f"{event['action']!r} while {'a' if is_open else 'no'} spell is open",
                )
            is_open = opens


def newest_lists_agree_with_designations(data: Dataset) -> Iterator[Problem]:
    """Who stands in the newest complete state of a list is listed, and nobody else of its programmes is."""
    proofs = Proofs(data)
    listed = {
        (row["entry_id"], row["program_id"]): row for row in data.rows("designations") if row["status"] == "listed"
    }
    newest: dict[str, Row] = {}
    for row in data.rows("list_snapshots"):
        if row["coverage"] == "complete":
            newest[row["list_id"]] = max(newest.get(row["list_id"], row), row, key=in_time)
    entries = {row["entry_id"]: at for at, row in enumerate(data.rows("list_entries"))}
    for program in data.rows("programs"):
        state = newest.get(program["list_id"])
        if state is None:
            continue
        key = program["program_id"]
        for entry, at in entries.items():
            stands = proofs.has(state, (entry, key))
            if stands and (entry, key) not in listed:
                yield data.problem(
                    "list_entries",
                    at,
                    "entry_id",
                    f"{entry!r} stands on {key} in {state['snapshot_id']}, but no event lists it; add it to designation_events",
                )
            spell = listed.get((entry, key))
            since = (spell["listed_date"] or spell["listed_by_date"]) if spell else ""
            if spell and not stands and since < state["list_date"] and program["coverage"] == "complete":
                yield data.problem(
                    "list_entries",
                    at,
                    "entry_id",
                    f"{entry!r} is listed on {key} by its events, but missing in {state['snapshot_id']}; add the event that removed it",
                )


def every_entry_has_an_event(data: Dataset) -> Iterator[Problem]:
    """An entry that stood on a programme has an event that put it there."""
    known = {
        (row.get("entry_id"), row["program_id"]) for row in data.rows("designation_events") if row["action"] in OPENING
    }
    entries = {row["entry_id"]: at for at, row in enumerate(data.rows("list_entries"))}
    missing = {(row["entry_id"], row["program_id"]) for row in data.rows("list_sightings")} - known
    for entry, program in sorted(missing):
        yield data.problem(
            "list_entries",
            entries[entry],
            "entry_id",
            f"{entry!r} was sighted on {program}, but no event put it there; add it to designation_events",
        )


def rounds_have_their_numbers(data: Dataset) -> Iterator[Problem]:
    """A round's announced numbers equal its events, or the difference stands in citations."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for event in data.rows("designation_events"):
        if event.get("round_id") and event["action"] in (*OPENING, *CLOSING):
            counted[event["round_id"]][KINDS.get(event["entity_type"], "announced_other")] += 1
    cited = {row for row, _ in _cited(data, "designation_rounds")}
    for at, row in enumerate(data.rows("designation_rounds")):
        if row["round_id"] in cited:
            continue
        for column in (*KINDS.values(), "announced_other"):
            told, found = row.get(column, ""), counted[row["round_id"]][column]
            if told and int(told) != found:
                yield data.problem(
                    "designation_rounds",
                    at,
                    column,
                    f"{told!r}, but {found} events are of the round; add the events, or explain the difference in citations",
                )


def events_of_a_round_are_of_its_day(data: Dataset) -> Iterator[Problem]:
    """An event is of the programme of its round and, where its day is known, of the round's day."""
    rounds = {row["round_id"]: row for row in data.rows("designation_rounds")}
    for at, event in enumerate(data.rows("designation_events")):
        found = rounds.get(event.get("round_id", ""))
        if found and found["program_id"] != event["program_id"]:
            yield data.problem(
                "designation_events",
                at,
                "round_id",
                f"{event['round_id']!r} is a round of {found['program_id']}, not of {event['program_id']}",
            )
        if found and event.get("event_date") and event["event_date"] != found["round_date"]:
            yield data.problem(
                "designation_events",
                at,
                "event_date",
                f"{event['event_date']!r}, but its round is of {found['round_date']}",
            )


def events_name_their_subject(data: Dataset) -> Iterator[Problem]:
    """An event leads to an entry or an entity, and has a day with its basis, or a bracket."""
    for at, event in enumerate(data.rows("designation_events")):
        if bool(event.get("entry_id")) == bool(event.get("entity_id")):
            yield data.problem("designation_events", at, "entry_id", "expected either entry_id or entity_id")
        if bool(event.get("event_date")) != bool(event.get("date_basis")):
            yield data.problem(
                "designation_events",
                at,
                "date_basis",
                f"{event.get('date_basis', '')!r} does not fit event_date {event.get('event_date', '')!r}",
            )
        if not event.get("event_date") and not event.get("latest_date"):
            yield data.problem(
                "designation_events", at, "event_date", "neither a day nor a bracket; expected one of them"
            )


def official_totals_hold(data: Dataset) -> Iterator[Problem]:
    """A total that an authority gave equals what the designations here count, or the difference stands in citations."""
    cited = {row for row, _ in _cited(data, "official_totals", "conflicts")}
    for at, row in enumerate(data.rows("official_totals")):
        for column in ("persons", "organizations", "total"):
            if row[column] and row[column] != row[f"counted_{column}"] and row["total_id"] not in cited:
                yield data.problem(
                    "official_totals", at, column,
                    f"{row[column]!r}, but the designations here count {row[f'counted_{column}']}; mend the events, or explain the difference in citations",
                )  # fmt: skip


def _cited(data: Dataset, table: str, stance: str = "") -> set[tuple[str, str]]:
    return {
        (c["row_id"], c["column_name"])
        for c in data.rows("citations")
        if c["table_name"] == table and stance in ("", c["stance"])
    }
