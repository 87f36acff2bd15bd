"""How good proposals and links are, measured on the labelled pairs."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from magnitsky_data.curation.database import Database
from magnitsky_data.curation.linking.propose import CROWD, blocks_of
from magnitsky_data.curation.linking.records import Key, Record, records
from magnitsky_data.curation.linking.score import CUT, Weights, compare, total

GROUPS = {"list_entries": "list entries", "retaliation_targets": "targets and members"}


@dataclass(frozen=True)
class Share:
    """A measured share with its interval."""

    what: str
    hits: int
    of: int

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval by Wilson's score."""
        return wilson(self.hits, self.of)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.hits} of {self.of}: {self.hits / self.of:.3f} ({low:.3f} to {high:.3f})"


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share by Wilson's score."""
    z = 1.959964
    middle, spread = hits + z * z / 2, z * math.sqrt(hits * (of - hits) / of + z * z / 4)
    return max(0.0, (middle - spread) / (of + z * z)), min(1.0, (middle + spread) / (of + z * z))


def measured(data: Database) -> list[Share]:
    """Return precision and recall of links and of proposals at the cut; nothing where no pair is labelled."""
    pairs = data.rows("link_benchmark")
    found = records(data) if pairs else {}
    weights = Weights([r for r in found.values() if r.key[0] in ("list_entries", "entities")])
    bearers = _bearers(found)
    verdicts: dict[str, list[tuple[bool, bool]]] = defaultdict(list)  # found so, and so by hand
    for pair in pairs:
        one = found[pair["left_table"], pair["left_entry_id"]]
        other = found[pair["right_table"], pair["right_entry_id"]]
        is_same, group = pair["is_same"] == "true", GROUPS[pair["left_table"]]
        meets = any(bearers[one.kind, b] <= CROWD or b[0].isdigit() for b in blocks_of(one) & blocks_of(other))
        verdicts[f"links of {group}"].append((one.entity_id == other.entity_id, is_same))
        verdicts[f"proposals of {group}"].append((meets and total(compare(one, other, weights)) >= CUT, is_same))
    return [share for what, given in sorted(verdicts.items()) for share in _shares(what, given)]


def _bearers(found: dict[Key, Record]) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for record in found.values():
        for block in blocks_of(record):
            counts[record.kind, block] += 1
    return counts


def _shares(what: str, given: Iterable[tuple[bool, bool]]) -> Iterable[Share]:
    pairs = list(given)
    right = sum(found and same for found, same in pairs)
    for measure, of in (("precision", sum(found for found, _ in pairs)), ("recall", sum(same for _, same in pairs))):
        if of:
            yield Share(f"{measure} of {what}", right, of)


def on_lists(data: Database) -> list[tuple[str, ...]]:
    """Return how many entities of each kind stand or stood on one list, on two, and so on."""
    return data.select("""
        SELECT entity_type, on_lists, count(*)
        FROM (
            SELECT entity_id, count(DISTINCT list_id) AS on_lists
            FROM entity_links JOIN list_entries USING (entry_id)
            GROUP BY entity_id
        )
        JOIN entities USING (entity_id)
        GROUP BY ALL
        ORDER BY entity_type, on_lists
    """)
