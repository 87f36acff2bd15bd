"""Kinds and stages of titles in the words of the records."""

import re

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.us_congress.record import Title

# "Other versions" are named by no more than that, so that such a title is tied to none.
STAGES = {
    "introduced": "introduced",
    "reported to house": "reported_to_house",
    "reported to senate": "reported_to_senate",
    "amended by house": "amended_by_house",
    "amended by senate": "amended_by_senate",
    "passed house": "passed_house",
    "passed senate": "passed_senate",
    "engrossed in house": "engrossed_in_house",
    "referred to house": "referred_to_house",
    "referred to senate": "referred_to_senate",
    "placed on senate calendar": "placed_on_senate_calendar",
    "engrossed amendment house": "amended_by_house",
    "engrossed amendment senate": "amended_by_senate",
    "conference report": "conference_report",
    "agreed to by house and senate": "agreed_to_by_both",
    "enrolled": "enrolled",
    "enacted": "enacted",
    "other versions": "",
    "other bill versions": "",
}
KINDS = ("official", "short", "portion", "display", "popular")
# Versions that a measure passes in one chamber, oldest first, and those before and after both.
IN_CHAMBER = {
    "us-house": ("reported_to_house", "passed_house", "engrossed_in_house", "referred_to_senate"),
    "us-senate": ("placed_on_senate_calendar", "reported_to_senate", "passed_senate", "referred_to_house"),
}
LAST = ("amended_by_house", "amended_by_senate", "conference_report", "agreed_to_by_both", "enrolled", "enacted")

# https://github.com/usgpo/bill-status, user guide, title types; the longer forms as the records have them.
_SHAPE = re.compile(
    r"(?:\(Extracted from GPO\) |Override )?(?P<kind>Display|Popular|Short|Official) Titles?(?:\(s\))?"
    r"(?P<portion> for portions of this bill)?"
    r"(?: (?:as|on|from(?: [A-Z]+ \(|(?= Engrossed Amendment ))) ?(?P<stage>[A-Za-z ]+?)"
    r"(?:\)? bill text)?(?P<portion_of> for portions of this bill)?)?"
)
_OTHER = {"Other Short Titles": "short", "Other Short Titles for portions of a bill": "portion"}


def read_title(text: str, title_type: str, where: str) -> Title:
    """Read a title by its type in the words of Congress.gov, ``Short Title(s) as Introduced``."""
    if title_type in _OTHER:
        return Title(text, _OTHER[title_type], "")
    shape = _SHAPE.fullmatch(title_type)
    stage = (shape["stage"] or "").lower() if shape else ""
    if not shape or (stage and stage not in STAGES):
        raise ImportRefused(f"{where}: title type {title_type!r} was not seen before; teach the importer what it means")
    kind = "portion" if shape["portion"] or shape["portion_of"] else shape["kind"].lower()
    return Title(text, kind, STAGES.get(stage, ""))


def versions(origin: str) -> tuple[str, ...]:
    """Return the versions of a measure, oldest first: it passes the chamber in which it was introduced first."""
    second = "us-senate" if origin == "us-house" else "us-house"
    return ("introduced", *IN_CHAMBER[origin], *IN_CHAMBER[second], *LAST)


def short_title(titles: list[Title], origin: str) -> str:
    """Return the short title of the whole measure in its latest version, empty when it has none.

    Where that version has several, the one that heads the page of the bill, else the last. A title of
    no version counts as the earliest.
    """
    short = [t for t in titles if t.kind == "short"]
    stage = max((t.stage for t in short), key=("", *versions(origin)).index, default="")
    latest = [t.text for t in short if t.stage == stage]
    heading = {t.text for t in titles if t.kind == "display"}
    return next((t for t in latest if t in heading), latest[-1] if latest else "")


def distinct(titles: list[Title], origin: str) -> list[Title]:
    """Return each title once: of its kinds the first in ``KINDS``, with the earliest stage of that kind."""
    best: dict[str, Title] = {}
    rising = versions(origin)

    def order(title: Title) -> tuple[int, int]:
        return KINDS.index(title.kind), rising.index(title.stage) if title.stage else len(rising)

    for title in titles:
        if title.text not in best or order(title) < order(best[title.text]):
            best[title.text] = title
    return list(best.values())
