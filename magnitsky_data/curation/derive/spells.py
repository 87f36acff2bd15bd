"""Spells on a programme: which events open and close them, in order of time."""

from collections import defaultdict
from dataclasses import dataclass

from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.runs import Member
from magnitsky_data.curation.assemble import Dataset

OPENING = ("add", "program_added")
CLOSING = ("remove", "program_removed", "merged")


@dataclass
class Spell:
    """An opening event and, where the spell ended, the closing one."""

    opened: Row
    closed: Row | None = None


def spells(data: Dataset) -> dict[Member, list[Spell]]:
    """Return the spells of each subject (entry or entity) on each programme, in order of time."""
    found: dict[Member, list[Spell]] = {}
    for key, events in sorted(turns(data).items()):
        runs: list[Spell] = []
        for event in events:
            if event["action"] in OPENING:
                runs.append(Spell(event))
            elif runs and runs[-1].closed is None:
                runs[-1].closed = event
        found[key] = runs
    return found


def turns(data: Dataset) -> dict[Member, list[Row]]:
    """Return the events that open and close spells of each subject on each programme, in order of time.

    Of one day a closing comes before an opening only when a spell is open: an entry may come and go on a
    day, or go and come back.
    """
    by_subject: dict[Member, list[Row]] = defaultdict(list)
    for event in data.rows("designation_events"):
        if event["action"] in (*OPENING, *CLOSING):
            by_subject[event.get("entry_id") or event.get("entity_id", ""), event["program_id"]].append(event)
    return {key: _in_turn(events) for key, events in by_subject.items()}


def _in_turn(events: list[Row]) -> list[Row]:
    placed: list[Row] = []
    waiting = sorted(events, key=lambda e: (day_of(e), e["designation_event_id"]))
    while waiting:
        wanted = CLOSING if placed and placed[-1]["action"] in OPENING else OPENING
        same_day = (e for e in waiting if day_of(e) == day_of(waiting[0]))
        placed.append(next((e for e in same_day if e["action"] in wanted), waiting[0]))
        waiting.remove(placed[-1])
    return placed


def day_of(event: Row) -> str:
    """Return the day by which an event had happened, for ordering."""
    return event.get("event_date") or event.get("latest_date") or event.get("earliest_date", "")
