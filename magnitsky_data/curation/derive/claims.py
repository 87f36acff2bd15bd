"""Verdicts on claims: the value claimed set beside that of the record as it stood on the day the claim speaks of.

``equals``, ``within``, ``age_at`` and ``days_between`` look at cells of the row that ``record_row_id`` names by
its key. ``contains_all`` and ``count_where`` look at a set of rows: ``record_row_id`` then holds conditions
``column=value``, joined with ``|``, that every row of the set meets. Of a table whose rows begin and end, only
the rows in force on the day count. Where the claim names a month or year, the record agrees when it did so on
some day of it. Nothing else is judged.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from magnitsky_data.contract.cells import Row, is_date, is_partial_date, span
from magnitsky_data.contract.descriptor import KEY_JOINER, Table
from magnitsky_data.curation.database import Database

VALUE_JOINER = ";"
ROW_SETS = ("contains_all", "count_where")
# Columns of begin and end of the tables that declare no interval; a row counts from its first day to the day before its last.
PERIODS = {
    "events": (["event_date"], []),
    "sponsorships": (["joined_date"], ["withdrawn_date"]),
    "votes": (["vote_date"], []),
}
# Tables whose rows are of the day of their parent.
PARENTS = {"event_entities": ("event_id", "events"), "vote_positions": ("vote_id", "votes")}


def add_verdicts(data: Database) -> None:
    """Compute the record's value and the verdict of every claim."""
    record = Record(data)
    judged = []
    for claim in data.rows("claims"):
        value, verdict = "", "not_checkable"
        if compare := COMPARISONS.get(claim["comparison"]):
            found = [f for f in (compare(record, claim, day) for day in record.days(claim)) if f.value]
            best = next((f for f in found if f.agrees), found[-1] if found else Finding("", False))
            value, verdict = best.value, ("agrees" if best.agrees else "differs") if best.value else "no_record"
        judged.append({"claim_id": claim["claim_id"], "record_value": value, "verdict": verdict})
    data.update("claims", judged)


@dataclass(frozen=True)
class Finding:
    """What the record says on a day, empty when it says nothing, and whether the claim agrees."""

    value: str
    agrees: bool


def values(claimed: str) -> list[str]:
    """Return the values that a claim names."""
    return [v.strip() for v in claimed.split(VALUE_JOINER) if v.strip()]


def conditions(row_id: str) -> list[tuple[str, str]]:
    """Return the conditions of a row set, as pairs of column and value; a column without value is not one."""
    pairs = (part.partition("=") for part in row_id.split(KEY_JOINER))
    return [(column, value) for column, equal, value in pairs if column and equal]


def period(table: Table) -> tuple[list[str], list[str]]:
    """Return the columns that tell begin and end of a row, the first filled one each; nothing for rows without a begin.

    The interval of the descriptor, with the latest possible day: the rule by which ``load(as_of=...)`` counts.
    """
    said = table.interval
    if "start" not in said or "except" in said:
        return PERIODS.get(table.name, ([], []))
    begin, end = ([*said[at]["day"], *filter(None, [said[at].get("by")])] for at in ("start", "end"))
    return begin, end


def is_dated(table: Table) -> bool:
    """Tell whether rows of a table begin on a day, so that the record can be asked as of a day."""
    return bool(period(table)[0]) or table.name in PARENTS


class Record:
    """The tables, by key and as sets of rows."""

    def __init__(self, data: Database):
        self._data = data
        self._tables: dict[str, dict[str, Row]] = {}
        self._redirects = data.mapping("entity_redirects", "old_entity_id", "entity_id")

    def table(self, name: str) -> dict[str, Row]:
        """Return the rows of a table by key; none where there is no such table, which a rule reports."""
        if name not in self._tables:
            table = self._data.contract.tables.get(name)
            rows = self._data.rows(name) if table else []
            self._tables[name] = {KEY_JOINER.join(row[c] for c in table.primary_key): row for row in rows if table}
        return self._tables[name]

    def days(self, claim: Row) -> list[str]:
        """Return the days to look at: of a month or year those on which the set of rows changed; ``""`` is now."""
        as_of, table = claim["record_as_of_date"], claim["record_table"]
        contract = self._data.contract
        if not is_partial_date(as_of) or table not in contract.tables or not is_dated(contract.tables[table]):
            return [""]
        first, last = span(as_of)
        changes = {day for row in self.row_set(claim, "") for day in self._period(table, row) if first < day < last}
        return sorted({first, last} | changes)

    def row(self, table: str, key: str, day: str) -> Row:
        """Return the row of a key, empty when there is none on that day."""
        row = self.table(table).get(key, {})
        return row if not row or not day or self._is_in_force(table, row, day) else {}

    def row_set(self, claim: Row, day: str) -> list[Row]:
        """Return the rows that meet the conditions of a claim and are in force on a day."""
        table, wanted = claim["record_table"], conditions(claim["record_row_id"])
        if claim["comparison"] not in ROW_SETS or not wanted:
            row = self.row(table, claim["record_row_id"], day)
            return [row] if row else []
        return [
            row
            for row in self.table(table).values()
            if all(self.one(row.get(c, "")) == self.one(v) for c, v in wanted)
            and (not day or self._is_in_force(table, row, day))
        ]

    def one(self, value: str) -> str:
        """Return the id that a merged entity goes by now, any other value as it is."""
        return self._redirects.get(value, value)

    def cells(self, claim: Row, day: str) -> tuple[str, str]:
        """Return the two cells of a comparison of days: of two rows, or of two columns of one row."""
        table, second = claim["record_table"], claim["record_row_id_2"]
        column, _, other = claim["record_column"].partition(KEY_JOINER)
        row = self.row(table, claim["record_row_id"], day)
        beside = self.row(table, second, day) if second else row
        return row.get(column, ""), beside.get(other or column, "")

    def _is_in_force(self, table: str, row: Row, day: str) -> bool:
        begin, end = self._period(table, row)
        return bool(begin) and begin <= day and (not end or day < end)

    def _period(self, table: str, row: Row) -> tuple[str, str]:
        """Return the days of begin and end; of a partial date the last day, since the row is sure to stand then."""
        if table in PARENTS:
            link, parent = PARENTS[table]
            return self._period(parent, self.row(parent, row.get(link, ""), ""))
        columns = period(self._data.contract.tables[table])
        days = (next(filter(None, (row.get(column, "") for column in end)), "") for end in columns)
        begin, end = (span(day)[1] if is_partial_date(day) else "" for day in days)
        return begin, end


def _equals(record: Record, claim: Row, day: str) -> Finding:
    cell = record.cells(claim, day)[0]
    return Finding(cell, record.one(cell) == record.one(claim["claimed_value"]))


def _within(record: Record, claim: Row, day: str) -> Finding:
    """Agree when one of two partial dates lies within the other."""
    cell, claimed = record.cells(claim, day)[0], claim["claimed_value"]
    return Finding(cell, bool(claimed) and (cell.startswith(claimed) or claimed.startswith(cell)))


def _contains_all(record: Record, claim: Row, day: str) -> Finding:
    column = claim["record_column"]
    held: dict[str, list[str]] = defaultdict(list)
    for row in record.row_set(claim, day):
        held[record.one(row.get(column, ""))].append(row.get(column, ""))
    claimed = values(claim["claimed_value"])
    found = [v for v in claimed if record.one(v) in held]
    if found:
        return Finding(f"{VALUE_JOINER} ".join(found), len(found) == len(claimed))
    return Finding(f"{VALUE_JOINER} ".join(sorted(v for vs in held.values() for v in vs if v)), False)


def _count_where(record: Record, claim: Row, day: str) -> Finding:
    column = claim["record_column"]
    count = len({record.one(row[column]) for row in record.row_set(claim, day) if row.get(column)})
    return Finding(str(count), str(count) == claim["claimed_value"])


def _age_at(record: Record, claim: Row, day: str) -> Finding:
    born, then = record.cells(claim, day)
    if not (is_date(born) and is_date(then)):
        return Finding("", False)
    age = str(int(then[:4]) - int(born[:4]) - (then[5:] < born[5:]))
    return Finding(age, age == claim["claimed_value"])


def _days_between(record: Record, claim: Row, day: str) -> Finding:
    first, second = record.cells(claim, day)
    if not (is_date(first) and is_date(second)):
        return Finding("", False)
    days = str((date.fromisoformat(second) - date.fromisoformat(first)).days)
    return Finding(days, days == claim["claimed_value"])


COMPARISONS: dict[str, Callable[[Record, Row, str], Finding]] = {
    "equals": _equals,
    "within": _within,
    "contains_all": _contains_all,
    "count_where": _count_where,
    "age_at": _age_at,
    "days_between": _days_between,
}
