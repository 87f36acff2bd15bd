"""What came of the mutants, by class of damage; and for those that gave other rows, what tells of it.

``LEDGER`` says it for each kind of change, the first that fits. A change that no line names is a failure.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .trial import Outcome, place_of

FAILURES = ("traceback", "hang", "memory", "crash", "no place", "unargued")
# What a change is, the tables and columns that show it, and what tells of it.
INVISIBLE = "invisible in one file"
LEDGER: tuple[tuple[str, str, str], ...] = (
    ("who stands on the list", r"(list_(entries|sightings)|snapshot_counts|list_snapshots|snapshot_files) [+-].*|list_entries\.(entry_id|official_id|entity_type)|list_sightings\..*|snapshot_counts\..*|list_snapshots\.in_scope_count", "alarm of ids, kinds and counts against the nearest state"),
    ("day of the state", r"list_snapshots\.list_date.*", f"{INVISIBLE}; validate, where documented days contradict it"),
    ("days of listing and measures", r"list_entries\.listed_date|list_measures.*|list_entry_parts.*", "alarm of days and parts against the nearest state"),
    ("names", r"list_entries\.listed_name|list_names.*", f"alarm of names, above its share; one letter is {INVISIBLE}"),
    ("particulars", r"list_particulars.*", f"alarm of parts, above its share; one letter or digit is {INVISIBLE}"),
    ("count of all programmes, place in the file", r"list_snapshots\.entry_count|list_entries\.source_locator", f"{INVISIBLE}; no entry of ours depends on it"),
    ("roll call", r"votes?(_positions)?[ .].*", "the other rendering of the roll call must agree, totals in each; validate looks up bill and members"),
    ("member of a bill or vote", r"sponsorships.*|legislators?[ .].*", f"validate looks members up, by id; another member, day or party is {INVISIBLE}"),
    ("text and steps of a bill", r"bill(s|_\w+)[ .].*", f"{INVISIBLE}; validate, where steps, status and laws contradict each other"),
    ("standing list of Russia", r"standing_list_entries.*|retaliatory_measures.*", f"{INVISIBLE}; validate looks up those that links and targets name"),
    ("facts of the file", r"\w+/sources\..*", f"{INVISIBLE}"),
)  # fmt: skip


@dataclass(frozen=True)
class Result:
    """One mutant: of what, how it was damaged, and what came of it."""

    number: int
    publication: str
    damage: str
    outcome: Outcome
    names: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """The verdict, or what is wrong with it."""
        found = self.outcome
        if found.verdict == "refused" and not place_of(found.message, list(self.names)):
            return "no place"
        if found.verdict == "other" and not kind_of_change(found.changed):
            return "unargued"
        return found.verdict


def kind_of_change(changed: list[str]) -> str:
    """Return the first kind of change that the ledger names, empty where it names none."""
    return next((kind for kind, form, _ in LEDGER if any(re.fullmatch(form, c) for c in changed)), "")


def table(results: Iterable[Result]) -> str:
    """Return how many mutants of each class were refused, gave equal rows or others, or failed."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for result in results:
        counts[result.damage][result.verdict] += 1
        counts["all"][result.verdict] += 1
    verdicts = ["refused", "equal", "other", *(v for v in FAILURES if counts["all"][v])]
    lines = [f"{'damage':34}" + "".join(f"{v:>12}" for v in verdicts)]
    lines += [f"{name:34}" + "".join(f"{found[v]:12,}" for v in verdicts) for name, found in counts.items()]
    return "\n".join([*lines[:1], *lines[2:], lines[1]] if len(lines) > 2 else lines)


def ledger(results: Iterable[Result]) -> str:
    """Return how many mutants changed what, with what tells of it."""
    counts = Counter(kind_of_change(r.outcome.changed) for r in results if r.verdict == "other")
    return "\n".join(f"{kind:44}{counts[kind]:7,}  {told}" for kind, _, told in LEDGER if counts[kind])
