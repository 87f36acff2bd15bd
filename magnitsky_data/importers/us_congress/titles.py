"""Kinds and stages of titles in the words of the records."""

import re

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.us_congress.record import Title

STAGES = {
    "introduced": "introduced",
    "reported to house": "reported_to_house",
    "reported to senate": "reported_to_senate",
    "amended by house": "amended_by_house",
    "amended by senate": "amended_by_senate",
    "passed house": "passed_house",
    "passed senate": "passed_senate",
    "engrossed in house": "engrossed_in_house",
    "agreed to by house and senate": "agreed_to_by_both",
    "enacted": "enacted",
}
ORDER = tuple(STAGES.values())
KINDS = ("official", "short", "portion", "display", "popular")

_SHAPE = re.compile(
    r"(?P<kind>Display|Popular|Short|Official) Titles?(?:\(s\))?"
    r"(?:(?: as| from [A-Z]+ \()\s*(?P<stage>[A-Za-z ]+?)(?:\) bill text)?(?P<portion> for portions of this bill)?)?"
)


def read_title(text: str, title_type: str, where: str) -> Title:
    """Read a title by its type in the words of Congress.gov, ``Short Title(s) as Introduced``."""
    shape = _SHAPE.fullmatch(title_type)
    stage = (shape["stage"] or "").lower() if shape else ""
    if not shape or (stage and stage not in STAGES):
        raise ImportRefused(f"{where}: title type {title_type!r} was not seen before; teach the importer what it means")
    kind = "portion" if shape["portion"] else shape["kind"].lower()
    return Title(text, kind, STAGES.get(stage, ""))


def short_title(titles: list[Title]) -> str:
    """Return the short title of the whole measure in its latest version, empty when it has none.

    Where that version has several, the one that heads the page of the bill, else the last. A title of
    no version counts as the earliest.
    """
    short = [t for t in titles if t.kind == "short"]
    stage = max((t.stage for t in short), key=("", *ORDER).index, default="")
    latest = [t.text for t in short if t.stage == stage]
    heading = {t.text for t in titles if t.kind == "display"}
    return next((t for t in latest if t in heading), latest[-1] if latest else "")


def distinct(titles: list[Title]) -> list[Title]:
    """Return each title once: of its kinds the first in ``KINDS``, with the earliest stage of that kind."""
    best: dict[str, Title] = {}

    def order(title: Title) -> tuple[int, int]:
        return KINDS.index(title.kind), ORDER.index(title.stage) if title.stage else len(ORDER)

    for title in titles:
        if title.text not in best or order(title) < order(best[title.text]):
            best[title.text] = title
    return list(best.values())
