"""What the three forms of a bill record have in common."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Title:
    """One title as the record gives it; ``stage`` as in bill_titles.first_stage."""

    text: str
    kind: str  # official, short, portion, display, popular
    stage: str


@dataclass(frozen=True)
class Member:
    """A sponsor or cosponsor."""

    bioguide_id: str
    joined: str
    is_original: bool | None
    withdrawn: str
    party: str
    state: str
    locator: str


@dataclass(frozen=True)
class Action:
    """A step in the words of the record. ``chamber``: us-house, us-senate, empty, or None if not told."""

    date: str
    time: str
    text: str
    chamber: str | None
    is_library: bool  # reported by the Library of Congress, which repeats steps of the chambers
    locator: str


@dataclass(frozen=True)
class Relation:
    """A bill that the record names, and in what relation."""

    congress: int
    bill_type: str
    number: int
    relation_type: str


@dataclass(frozen=True)
class BillRecord:
    """One bill, its steps oldest first."""

    congress: int
    bill_type: str
    number: int
    introduced: str
    as_of: str
    sponsor: Member
    cosponsors: list[Member]
    actions: list[Action]
    titles: list[Title]
    relations: list[Relation]
    law_number: str = ""  # 112-208
    locators: dict[str, str] = field(default_factory=dict)
