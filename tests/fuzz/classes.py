"""What came of the mutants, by class of damage; and for those that gave other rows, what tells of it.

``LEDGER`` says it for each kind of change, the first that fits. A change that no line names is a failure.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .trial import Outcome, place_of

FAILURES = ("traceback", "hang", "memory", "crash", "no place", "unargued")
ALARM = "alarm against the nearest state"
LEDGER: tuple[tuple[str, str, str], ...] = ()


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
        if found.verdict == "other" and not reason(found.changed):
            return "unargued"
        return found.verdict


def reason(changed: list[str]) -> str:
    """Return what tells of such a change."""
    return next((told for pattern, _, told in LEDGER if any(re.fullmatch(pattern, c) for c in changed)), "")


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
