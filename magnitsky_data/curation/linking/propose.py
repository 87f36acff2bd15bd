"""Pairs of records that may be one person or body and on which nobody has decided."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from magnitsky_data.curation.database import Database
from magnitsky_data.curation.linking.records import Key, Record, records
from magnitsky_data.curation.linking.score import CUT, Feature, Weights, compare, total

CROWD = 60  # a word that more records bear than this brings none of them together


@dataclass(frozen=True)
class Proposal:
    """Two records, what speaks for and against that they are one, and the sum of it."""

    score: float
    one: Record
    other: Record
    features: list[Feature]


def proposals(data: Database, cut: float = CUT) -> list[Proposal]:
    """Return the open pairs from a score on, the highest first: none that a decision covers, none within one entity."""
    found = {key: record for key, record in records(data).items() if key[0] in ("list_entries", "entities")}
    weights = Weights(found.values())
    decided = _decided(data)
    out = []
    for one, other in candidates(found):
        if one.entity_id != other.entity_id and frozenset((one.entity_id, other.entity_id)) not in decided:
            features = compare(one, other, weights)
            if total(features) >= cut:
                out.append(Proposal(total(features), one, other, features))
    return sorted(out, key=lambda p: (-p.score, p.one.key, p.other.key))


def candidates(found: dict[Key, Record]) -> Iterator[tuple[Record, Record]]:
    """Yield each pair of one kind that shares a day of birth, a number, or a word of a name by its consonants, once."""
    blocks: dict[tuple[str, str], set[Key]] = defaultdict(set)
    for record in found.values():
        for block in blocks_of(record):
            blocks[record.kind, block].add(record.key)
    seen = set()
    for (_, block), keys in sorted(blocks.items()):
        if len(keys) > CROWD and not block[:1].isdigit():
            continue
        for pair in combinations(sorted(keys), 2):
            if pair not in seen:
                seen.add(pair)
                yield found[pair[0]], found[pair[1]]


def blocks_of(record: Record) -> set[str]:
    """Return what brings a record together with others: words by their consonants, two such words, days of birth, numbers."""
    out = record.days | record.numbers
    for name in record.names:
        words = sorted({skeleton(word) for word in name.split() if len(word) > 2})
        out |= {*words, *(" ".join(pair) for pair in combinations(words, 2)), skeleton(name.replace(" ", ""))}
    return out - {""}


@lru_cache(maxsize=32768)
def skeleton(word: str) -> str:
    """Return a word without vowels and doubled letters, letters of one sound alike: the same for most transliterations."""
    for long, short in (
        ("sch", "s"),
        ("shch", "s"),
        ("kh", "h"),
        ("ch", "c"),
        ("tj", "c"),
        ("sh", "s"),
        ("zh", "z"),
        ("ph", "f"),
        ("ks", "x"),
    ):
        word = word.replace(long, short)
    sounds = word.translate(str.maketrans("vwqgjy", "bbkk  ")).translate(str.maketrans("", "", "aeiou "))
    return "".join(c for at, c in enumerate(sounds) if at == 0 or sounds[at - 1] != c) or word[:2]


def _decided(data: Database) -> set[frozenset[str]]:
    """Return pairs of entities on which a decision stands, for or against."""
    query = """
        WITH of AS (
            SELECT 'list_entries' AS table_name, entry_id AS row_id, entity_id FROM entity_links
            UNION ALL
            SELECT 'entities', entity_id, entity_id FROM entities
        )
        SELECT a.entity_id, b.entity_id
        FROM link_decisions AS d
        JOIN of AS a ON (a.table_name, a.row_id) = (d.left_table, d.left_id)
        JOIN of AS b ON (b.table_name, b.row_id) = (d.right_table, d.right_id)
    """
    return {frozenset(pair) for pair in data.select(query)}
