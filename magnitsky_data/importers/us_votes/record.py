"""What the four renderings of a roll call have in common."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

CHAMBERS = {"h": "us-house", "s": "us-senate", "house": "us-house", "senate": "us-senate"}
RESULTS = {
    "Passed": "passed",
    "Agreed to": "passed",
    "Bill Passed": "passed",
    "Cloture Motion Agreed to": "passed",
    "Conference Report Agreed to": "passed",
    "Joint Resolution Passed": "passed",
    "Resolution Agreed to": "passed",
    "Motion Agreed to": "passed",
    "Amendment Agreed to": "passed",
    "Failed": "failed",
    "Rejected": "failed",
    "Bill Defeated": "failed",
    "Cloture Motion Rejected": "failed",
    "Motion Rejected": "failed",
    "Amendment Rejected": "failed",
}


@dataclass(frozen=True)
class Cast:
    """What one member did; ``member`` is a Bioguide or, in Senate records, a LIS id."""

    member: str
    vote: str  # in the words of the record
    party: str
    state: str


@dataclass(frozen=True)
class VoteRecord:
    """One roll call."""

    publication: str
    congress: int
    year: str
    chamber: str
    number: int
    date: str
    updated: str  # day of the rendering, empty when it tells none
    measure: tuple[int, str, int] | None  # congress, type, number; None for a vote on no bill
    question: str
    question_type: str
    requires: str
    result: str
    totals: dict[str, int]  # as announced, by position; empty when the rendering has none
    positions: list[Cast]


def text_of(element: "Element", path: str) -> str:
    """Return the text at a path, empty when the element is empty or missing."""
    return (element.findtext(path) or "").strip()
