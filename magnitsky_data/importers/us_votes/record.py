"""What the four renderings of a roll call have in common."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from magnitsky_data.errors import ImportRefused

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

CHAMBERS = {"h": "us-house", "s": "us-senate", "house": "us-house", "senate": "us-senate"}
# Questions that decide on no bill or resolution, in the words of the @unitedstates project.
OTHER_QUESTIONS = ("nomination", "treaty", "conviction", "impeachment", "leadership", "quorum")
# The results that do not end in what became of the question: it is whether the decision of the chair stands, the point of
# order is well taken, the amendment is germane, the bill passes over the veto.
RESULTS = {
    "Amendment Germane": "passed",
    "Amendment Not Germane": "failed",
    "Decision of Chair Sustained": "passed",
    "Decision of Chair Not Sustained": "failed",
    "Objection Not Sustained": "failed",
    "Point of Order Sustained": "passed",
    "Point of Order Well Taken": "passed",
    "Point of Order Not Sustained": "failed",
    "Point of Order Not Well Taken": "failed",
    "Veto Overridden": "passed",
    "Veto Sustained": "failed",
}
_CARRIED = re.compile(r"(?!.*\bNot\b)[A-Za-z ]*?(?:(Passed|Agreed to)|Failed|Rejected|Defeated)")

# The first that stands in a question decides.
_QUESTIONS = (
    ("quorum", "quorum"),
    ("call of the house", "quorum"),
    ("call by states", "quorum"),
    ("election of the speaker", "leadership"),
    ("election of speaker", "leadership"),
    ("guilty or not guilty", "conviction"),
    ("cloture", "cloture"),
    ("on the nomination", "nomination"),
    ("resolution of ratification", "treaty"),
    ("overriding the veto", "veto_override"),
    ("objections of the president", "veto_override"),
    ("suspend the rules", "passage_under_suspension"),
    ("recommit", "recommit"),
    ("amendment", "amendment"),
    ("previous question", "procedural"),
    ("passage", "passage"),
    ("conference report", "passage"),
    ("agreeing to the resolution", "passage"),
    ("on the resolution", "passage"),
    ("joint resolution", "passage"),
    ("concurrent resolution", "passage"),
)


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
    tie_breaker: str = ""  # yea or nay of the Vice President, in the words of the record; counted in the totals


def result_of(text: str, question_type: str, where: str) -> str:
    """Return whether the question was carried; empty for a question that decides on no bill."""
    if question_type in OTHER_QUESTIONS:
        return ""
    if text in RESULTS:
        return RESULTS[text]
    if not (found := _CARRIED.fullmatch(text)):
        raise ImportRefused(
            f"{where}: result {text!r} was not seen before; expected words that end in Passed, Agreed to, Failed, Rejected or "
            f"Defeated, or one of {', '.join(RESULTS)}; teach the importer what it means"
        )
    return "passed" if found[1] else "failed"


def question_type(question: str) -> str:
    """Return the kind of a question, in the words of Clerk, Senate and project alike."""
    lowered = question.lower()
    return next((kind for word, kind in _QUESTIONS if word in lowered), "procedural")


def text_of(element: "Element", path: str) -> str:
    """Return the text at a path, empty when the element is empty or missing."""
    return (element.findtext(path) or "").strip()
