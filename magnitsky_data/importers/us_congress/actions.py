"""Steps of a bill: from the words of the record to a kind, a chamber and a roll call.

The words are those of the House and Senate floor clerks and committees, stable over the 111th to
119th Congress; the first pattern that fits decides.
"""

import re
from dataclasses import dataclass
from itertools import groupby

from magnitsky_data.importers.us_congress.record import Action

PATTERNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("considered", r"^(GENERAL )?DEBATE"),
        ("became_law", r"^Became (Public|Private) Law"),
        ("signed", r"^Signed by President"),
        ("presented", r"^Presented to President"),
        ("introduced", r"^(Introduced|Submitted) in (the )?(House|Senate)"),
        ("rule", r"^Rules Committee Resolution|^Rule (H\. Res|provides)|^Considered under the provisions of rule|^Consider(ed|ation initiated) pursuant to H\. ?Res|^Pursuant to the provisions of H\. ?Res\. \d+, the"),
        ("transmitted", r"^Message on "),
        ("discharged", r"[Dd]ischarged"),
        ("ordered_reported", r"[Oo]rdered to be [Rr]eported"),
        ("reported", r"^Reported (by|to|in|\()|\. Reported by|\bOriginal measure reported|reported an original measure|filed written report|^Committee on .* reported"),
        ("markup", r"Mark-?up (Session|Held)|Committee Consideration and Mark-?up"),
        ("hearing", r"Hearings? (Held|held)"),
        ("calendar", r"Placed on (the )?[A-Z][A-Za-z ]*Calendar"),
        ("referred", r"[Rr]eferred to|[Rr]ead twice and referred|^Referred sequentially"),
        ("passed", r"^Passed (House|Senate)|^Passed/agreed to|^On passage Passed|^Resolution agreed to in|[Oo]n agreeing to the resolution,?( as amended)?,? Agreed|^On motion (to|that the House) suspend the rules and (pass|agree|concur).* Agreed to|[Cc]onference report agreed to|^On agreeing to the conference report Agreed|agreed to (the )?conference report|^(House|Senate) agreed to (House|Senate) amendment|^Resolving differences -- (House|Senate) actions: "),
        ("cloture", r"[Cc]loture"),
        ("conference", r"[Cc]onferees|[Cc]onference|insist upon its amendment|disagrees to the House amendment"),
        ("transmitted", r"[Rr]eceived in the|[Hh]eld at the desk|^Cleared for"),
        ("considered", r"^Considered (by|as|under)|^Measure laid before|Committee of the Whole"),
        ("procedural", r"[Pp]revious question|POSTPONED PROCEEDINGS|[Mm]otion (to|that|by)|[Mm]otion to reconsider|moved (to|that)|[Pp]oint of order|further proceedings on|struck all after the enacting clause|Roll no\.|Record Vote"),
    )
)  # fmt: skip

_ROLL = re.compile(r"Roll no\. (\d{1,9})|Record Vote Number: (\d{1,9})")


@dataclass(frozen=True)
class Step:
    """A classified step."""

    date: str
    kind: str
    chamber: str  # us-house, us-senate, or empty for the President
    roll: int | None
    locator: str


def classify(text: str) -> str:
    """Return the kind of a step, ``other`` when no pattern fits."""
    return next((kind for kind, pattern in PATTERNS if pattern.search(text)), "other")


def roll_number(text: str) -> int | None:
    """Return the number of the roll call that a step names."""
    found = _ROLL.search(text)
    return int(found[1] or found[2]) if found else None


def steps(actions: list[Action], origin: str, introduced: Action) -> list[Step]:
    """Return the steps of a bill in order, each once, beginning with its introduction.

    ``actions`` come oldest first. Dropped are repetitions: the same words on the same day (a referral
    is recorded once a committee), and what the Library of Congress reports of a step that the chamber
    itself reports that day.
    """
    if not any(classify(a.text) == "introduced" for a in actions):
        actions = [introduced, *actions]
    found: list[tuple[Action, Step]] = []
    chamber = origin
    for action in actions:
        kind = classify(action.text)
        chamber = _chamber(action, kind, chamber, origin)
        own = "" if kind in ("presented", "signed", "became_law") else chamber
        found.append((action, Step(action.date, kind, own, roll_number(action.text), action.locator)))
    kept: list[Step] = []
    for _, day in groupby(found, key=lambda pair: pair[0].date):
        kept += _distinct(list(day))
    return kept


def _distinct(day: list[tuple[Action, Step]]) -> list[Step]:
    by_chamber = {(s.kind, s.chamber) for a, s in day if not a.is_library}
    seen: set[object] = set()
    kept = []
    for action, step in day:
        mark: object = (action.time, action.text)
        if step.kind in ("introduced", "referred") and not action.text.startswith("Referred to the Subcommittee"):
            mark = (step.kind, step.chamber)
        if action.is_library:
            if step.kind != "other" and (step.kind, step.chamber) in by_chamber:
                continue
            mark = (step.kind, step.chamber, "library") if step.kind != "other" else mark
        if mark not in seen:
            seen.add(mark)
            kept.append(step)
    return kept


def _chamber(action: Action, kind: str, before: str, origin: str) -> str:
    """Return the chamber at work: as the record says, else by its words, else where the bill was."""
    if action.chamber is not None:
        return action.chamber or before
    if action.time:  # the House clerk records the time of day, the Senate's does not
        return "us-house"
    house = re.search(
        r"\b(in|to) (the )?House\b(?! amendment)|House Committee|House agreed|Subcommittee on", action.text
    )
    senate = re.search(
        r"\b(in|by) (the )?Senate\b|Senate (Committee|bill|disagrees|ordered)|Senator|Read twice|Message on House action|Record Vote",
        action.text,
    )
    if kind == "introduced":
        return origin
    if action.text.startswith("Message on Senate action"):
        return "us-senate"
    if senate and not (house and house.start() < senate.start()):
        return "us-senate"
    return "us-house" if house else before
