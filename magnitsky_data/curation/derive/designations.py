"""Designations, one a spell, and what the states of the lists prove of its begin and end."""

from collections import defaultdict
from dataclasses import dataclass

from magnitsky_data.contract.cells import Row, day_before
from magnitsky_data.contract.runs import Member, in_time, members
from magnitsky_data.curation.assemble import Dataset
from magnitsky_data.curation.derive.spells import CLOSING, OPENING, Spell, day_of, spells


@dataclass(frozen=True)
class Bracket:
    """What the lists prove of a change: it came after the first day and by the second; empty where none proves it."""

    after: str
    by: str


class Proofs:
    """What the states of each list prove of an entry on a programme.

    A state with an upper bound is of a day between ``earliest_date`` and ``list_date``: what it shows
    held on its earliest day at the latest start and by its list date. Absence counts in complete and
    ids-only states. Presence in an additive mirror does not show that an entry was still listed.
    """

    def __init__(self, data: Dataset):
        self._members = members(data.rows("list_snapshots"), data.rows("list_sightings"))
        self._states: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(data.rows("list_snapshots"), key=in_time):
            self._states[row["list_id"]].append(row)

    def states(self, list_id: str) -> list[Row]:
        """Return the states of a list in order of time."""
        return self._states[list_id]

    def has(self, state: Row, member: Member) -> bool:
        """Tell whether an entry stands on a programme in a state."""
        return member in self._members[state["snapshot_id"]]

    def came(self, list_id: str, member: Member, not_before: str, until: str, *, is_retagged: bool) -> Bracket:
        """Return the bracket of a spell's begin; the spell lies between two days, either may be empty.

        An entry that was there under another programme stands in ids-only states long before.
        """
        kinds = ("complete", "partial") if is_retagged else ("complete", "partial", "ids_only", "names_only")
        seen = [s["list_date"] for s in self._states[list_id] if s["coverage"] in kinds and self.has(s, member)]
        by = min((d for d in seen if d >= not_before and (not until or d <= until)), default="")
        limit = by or until  # states after the end of a spell that none shows lack the entry as those before it do
        absent = [
            s["earliest_date"]
            for s in self._states[list_id]
            if s["coverage"] in ("complete", "ids_only") and not self.has(s, member)
        ]
        return Bracket(max((d for d in absent if d and (not limit or d < limit)), default=""), by)

    def went(self, list_id: str, member: Member, since: str, before: str) -> Bracket:
        """Return the bracket of a spell's end after a day, before the next spell begins."""
        states = [s for s in self._states[list_id] if not before or s["list_date"] < before]
        present = [
            s.get("earliest_date", "") for s in states if self.has(s, member) and s["is_additive_only"] != "true"
        ]
        after = max((d for d in present if d), default="")
        absent = [
            s["list_date"]
            for s in states
            if s["coverage"] in ("complete", "ids_only")
            and not self.has(s, member)
            and s["list_date"] > max(after, since)
        ]
        return Bracket(after, min(absent, default=""))


def fill_earliest_dates(data: Dataset) -> None:
    """Tell how old a state can be at most: it shows the last documented additions and removals that it shows."""
    changes: dict[Member, list[tuple[str, bool]]] = defaultdict(list)
    for event in data.rows("designation_events"):
        if event["action"] in (*OPENING, *CLOSING) and event["event_date"] and event["entry_id"]:
            changes[event["entry_id"], event["program_id"]].append((event["event_date"], event["action"] in OPENING))
    held = members(data.rows("list_snapshots"), data.rows("list_sightings"))
    lists = {row["program_id"]: row["list_id"] for row in data.rows("programs")}
    for row in data.rows("list_snapshots"):
        if row["list_date_basis"] != "upper_bound":
            row["earliest_date"] = row["list_date"]
        elif not row["earliest_date"]:
            shows_absence = row["coverage"] in ("complete", "ids_only")
            days = [
                max(
                    (day for day, is_addition in known if day <= row["list_date"] and is_addition == stands), default=""
                )
                for member, known in changes.items()
                if lists.get(member[1]) == row["list_id"]
                and (
                    (stands := member in held[row["snapshot_id"]])
                    or (shows_absence and _was_there(known, row["list_date"]))
                )
            ]
            row["earliest_date"] = max(days, default="")


def _was_there(known: list[tuple[str, bool]], day: str) -> bool:
    """Tell whether an entry was added and removed by a day, so that its absence shows the removal.

    Of one that came and went on the same day no state shows anything: its addition sorts last here.
    """
    past = [is_addition for at, is_addition in sorted(known) if at <= day]
    return len(past) > 1 and not past[-1]


def add_designations(data: Dataset) -> None:
    """Write one row a spell: the documented day, or the bracket that events and lists give."""
    programs = {row["program_id"]: row for row in data.rows("programs")}
    entries = {row["entry_id"]: row for row in data.rows("list_entries")}
    rounds = {row["round_id"]: row for row in data.rows("designation_rounds")}
    links = {row["entry_id"]: row["entity_id"] for row in data.rows("entity_links")}
    measures: dict[Member, set[str]] = defaultdict(set)
    for row in data.rows("list_measures"):
        measures[row["entry_id"], row["program_id"]].add(row["measure_type"])
    proofs = Proofs(data)
    numbers: dict[tuple[str, str], int] = defaultdict(int)
    for (subject, program), runs in spells(data).items():
        entry = entries.get(subject, {})
        for at, spell in enumerate(runs):
            opened, closed = spell.opened, spell.closed
            official = opened.get("official_id") or entry.get("official_id", "")
            if official:
                key = f"{program}-{official}" + (f"-{at + 1}" if at else "")
            else:
                numbers[program, day_of(opened)] += 1
                key = f"{program}-{day_of(opened)}-{numbers[program, day_of(opened)]:02d}"
            begin, end = _brackets(proofs, programs[program]["list_id"], (subject, program), runs, at)
            row = {
                "designation_id": key,
                "program_id": program,
                "entry_id": subject if entry else "",
                "entity_id": links.get(subject, opened.get("entity_id", "")),
                "official_id": official,
                "listed_name": entry.get("listed_name") or opened["listed_name"],
                "entity_type": entry.get("entity_type") or opened["entity_type"],
                "listed_date": opened.get("event_date", ""),
                "listed_date_basis": opened.get("date_basis", ""),
                "listed_after_date": begin.after,
                "listed_by_date": begin.by,
                "status": "delisted" if closed else "listed",
                "round_id": opened.get("round_id", ""),
                "law_id": rounds.get(opened.get("round_id", ""), {}).get("law_id")
                or programs[program].get("law_id", ""),
                "listed_source_id": opened["source_id"],
                **_measures(
                    measures.get((subject, program)),
                    programs[program],
                    entry.get("entity_type") or opened["entity_type"],
                ),
            }
            if closed:
                row |= {
                    "delisted_date": closed.get("event_date", ""),
                    "delisted_date_basis": closed.get("date_basis", ""),
                    "delisted_after_date": end.after,
                    "delisted_by_date": end.by,
                    "delisted_reason": closed.get("reason", "unknown"),
                    "delisted_law_id": rounds.get(closed.get("round_id", ""), {}).get("law_id", ""),
                    "delisted_source_id": closed["source_id"],
                }
            data.tables["designations"].derive(row)


def _brackets(proofs: Proofs, list_id: str, member: Member, runs: list[Spell], at: int) -> tuple[Bracket, Bracket]:
    """Return the brackets of begin and end; where no list proves one, that of the event stands in."""
    opened, closed = runs[at].opened, runs[at].closed
    if not opened["entry_id"]:  # the lists cannot tell of a name without a number
        return _told(opened), _told(closed or {})
    floor = day_of(runs[at - 1].closed or {}) if at else ""
    ceiling = day_of(runs[at + 1].opened) if at + 1 < len(runs) else ""
    begin = proofs.came(
        list_id, member, floor, day_of(closed) if closed else "", is_retagged=opened["action"] == "program_added"
    )
    begin = Bracket(begin.after or _told(opened).after, begin.by or _told(opened).by)
    if closed is None:
        return begin, Bracket("", "")
    end = proofs.went(list_id, member, day_of(opened), ceiling)
    return begin, Bracket(
        end.after or day_before(closed.get("earliest_date", "")), end.by or closed.get("latest_date", "")
    )


def _told(event: Row) -> Bracket:
    """Return the bracket that an event itself gives."""
    return Bracket(day_before(event.get("earliest_date", "")), event.get("latest_date", ""))


def _measures(listed: set[str] | None, program: Row, entity_type: str) -> Row:
    """Return the measures: as the list records them, else as the programme imposes them; only persons enter."""
    freeze = "asset_freeze" in listed if listed else program["has_asset_freeze"] == "true"
    ban = "entry_ban" in listed if listed else program["has_entry_ban"] == "true" and entity_type == "person"
    return {"has_asset_freeze": str(freeze).lower(), "has_entry_ban": str(ban).lower()}


def count_official_totals(data: Dataset) -> None:
    """Set beside each official total what the designations here give for its day or period.

    A designation counts in a period by its documented day, else by the day by which it is proven.
    """
    for total in data.rows("official_totals"):
        first, last = total["period_start_date"], total["as_of_date"]
        counted = [
            row
            for row in data.rows("designations")
            if row["program_id"] == total["program_id"]
            and first <= (row["listed_date"] or row["listed_by_date"]) <= last
            and not (
                total["counts"] == "named_in_force" and "" < (row["delisted_date"] or row["delisted_by_date"]) <= last
            )
        ]
        total["counted_total"] = str(len(counted))
        for column, kind in (("counted_persons", "person"), ("counted_organizations", "organization")):
            total[column] = str(sum(row["entity_type"] == kind for row in counted))


def add_flat_designations(data: Dataset) -> None:
    """Write the designations with names in place of ids, for spreadsheets."""
    entities = {row["entity_id"]: row for row in data.rows("entities")}
    entries = {row["entry_id"]: row for row in data.rows("list_entries")}
    programs = {row["program_id"]: row for row in data.rows("programs")}
    laws = {row["law_id"]: row for row in data.rows("laws")}
    sources = {row["source_id"]: row for row in data.rows("sources")}
    aliases: dict[str, list[str]] = defaultdict(list)
    for row in data.rows("list_names"):
        if row["name_type"] != "primary":
            aliases[row["entry_id"]].append(row["name"])
    copied = (
        "designation_id",
        "entity_type",
        "listed_date",
        "listed_after_date",
        "listed_by_date",
        "delisted_date",
        "status",
    )
    for row in data.rows("designations"):
        entry, program = entries.get(row["entry_id"], {}), programs[row["program_id"]]
        source = sources.get(row["listed_source_id"], {})
        data.tables["designations_flat"].derive(
            {
                **{column: row.get(column, "") for column in copied},
                "entity_name": entities.get(row["entity_id"], {}).get("name", row["listed_name"]),
                "aliases": "; ".join(sorted(set(aliases[row["entry_id"]]))) if row["entry_id"] else "",
                "born": entry.get("birth_date", ""),
                "country_code": entry.get("country_code", ""),
                "program_name": program["name"],
                "authority": program["authority"],
                "law_title": laws.get(row["law_id"], {}).get("title", ""),
                "source_title": source.get("title", ""),
                "source_url": source.get("url", ""),
            }
        )
