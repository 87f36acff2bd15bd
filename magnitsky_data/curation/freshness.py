"""How old the newest state of each list and the newest record of Congress are on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from magnitsky_data.curation.database import Database

NEWEST = """
SELECT
    l.name,
    max(s.list_date) FILTER (s.coverage = 'complete'),
    max(s.list_date) FILTER (s.coverage <> 'complete'),
    string_agg(DISTINCT p.name, ', ' ORDER BY p.name)
FROM lists AS l JOIN programs AS p USING (list_id) LEFT JOIN list_snapshots AS s USING (list_id)
GROUP BY l.list_id, l.name, l.seniority
ORDER BY l.seniority, l.list_id
"""
CONGRESS = """
SELECT 'Bills of the US Congress', max(status_as_of_date) FROM bills WHERE jurisdiction_code = 'US'
UNION ALL
SELECT 'Roll calls of the US Congress', max(vote_date) FROM votes WHERE chamber_id IN ('us-house', 'us-senate')
"""


@dataclass(frozen=True)
class Newest:
    """What is newest of a list or a record: its day, and that of a newer state that shows a part alone."""

    name: str
    day: str  # empty: none at hand
    part_day: str = ""
    programs: str = ""

    def days_before(self, on: date) -> int | None:
        """Return the days from its day to another, None where it has none."""
        return (on - date.fromisoformat(self.day)).days if self.day else None

    def said(self, on: date) -> str:
        """Return its age on a day in words."""
        age = self.days_before(on)
        if age is None:
            return "none at hand"
        days = f"{abs(age):,} day{'' if abs(age) == 1 else 's'} {'before' if age >= 0 else 'after'} {on}"
        part = f"; a newer state of {self.part_day} shows a part alone" if self.part_day else ""
        return f"{self.day}, {days}{part}"


def newest(data: Database) -> list[Newest]:
    """Return what is newest of each list, the most senior first, and of the records of Congress."""
    return [*_lists(data), *(Newest(name, day) for name, day in data.select(CONGRESS))]


def _lists(data: Database) -> Iterator[Newest]:
    for name, day, part_day, programs in data.select(NEWEST):
        yield Newest(name, day, part_day if part_day > day else "", programs)
