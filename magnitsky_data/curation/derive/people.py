"""Entities behind list entries, and all their names.

An entity takes the id of the first authority number that exists: Bioguide, then that of the most senior
list (``lists.seniority``). Entries of different lists are one person when a curator says so (entity_links), or when
they share a birth date to the day and all words of a name of one, at least two, are words of a name of
the other, whatever their order, case, accents and punctuation. Bodies are joined by curators alone.
"""

import re
from collections import defaultdict

from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.text import folded, script_of
from magnitsky_data.curation.database import Database


def link_entries(data: Database) -> None:
    """Link every list entry to an entity, and make the entities that do not exist yet."""
    curated = data.mapping("entity_links", "entry_id", "entity_id")
    known = {entity for (entity,) in data.select("SELECT entity_id FROM entities")}
    redirected = data.mapping("entity_redirects", "old_entity_id", "entity_id")
    names: dict[str, list[Row]] = defaultdict(list)
    for row in data.rows("list_names"):
        names[row["entry_id"]].append(row)
    births: dict[str, set[str]] = defaultdict(set)
    for entry_id, day in data.select(
        "SELECT entry_id, date_earliest FROM list_particulars WHERE particular_type = 'birth_date' AND date_earliest = date_latest"
    ):
        births[entry_id].add(day)
    # Words of a name and the entity that bears it, by birth date.
    persons: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
    links, entities = [], []
    for entry in _by_seniority(data):
        key = entry["entry_id"]
        words = {name_words(n["name"]) for n in [*names[key], {"name": entry["listed_name"]}]}
        days = births[key] if entry["entity_type"] == "person" else set()
        same = {known_as for day in days for had, known_as in persons[day] if any(_is_within(w, had) for w in words)}
        entity = curated.get(key) or (same.pop() if len(same) == 1 else key)
        entity = redirected.get(entity, entity)
        for day in days:
            persons[day] += [(w, entity) for w in words]
        if key not in curated:
            method = "rule_number" if entity == key else "rule_name_and_birth_date"
            links.append({"entry_id": key, "entity_id": entity, "method": method})
        if entity not in known:
            known.add(entity)
            entities.append(_entity_of(entry, entity, names[key]))
    data.add("entity_links", links)
    data.add("entities", entities)


def _is_within(one: frozenset[str], other: frozenset[str]) -> bool:
    return min(len(one), len(other)) >= 2 and (one <= other or other <= one)


def _by_seniority(data: Database) -> list[Row]:
    order = {key: int(place) for key, place in data.mapping("lists", "list_id", "seniority").items() if place}
    return sorted(data.rows("list_entries"), key=lambda e: (order.get(e["list_id"], len(order) + 1), e["entry_id"]))


def _entity_of(entry: Row, entity: str, names: list[Row]) -> Row:
    native = sorted(n["name"] for n in names if n["name_type"] == "native" or n["script_code"] not in ("", "Latn"))
    copied = ("entity_type", "birth_date", "country_code", "source_id", "source_locator", "confidence")
    return {
        **{column: entry[column] for column in copied},
        "entity_id": entity,
        "name": usual_order(entry["listed_name"]) if entry["entity_type"] == "person" else entry["listed_name"],
        "native_name": native[0] if native else "",
    }


def usual_order(name: str) -> str:
    """Return a name with its given names first: KARPOV, Pavel is Pavel KARPOV."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma else name


def name_words(name: str) -> frozenset[str]:
    """Return the words of a name without case, accents, punctuation and initials; the article al goes with its word."""
    joined = re.sub(r"\b(al|el)[ -](?=\w)", r"\1", folded(name))
    return frozenset(word for word in re.findall(r"\w+", joined) if len(word) > 1)


# Names in the order in which an entity is known by them: its own, those of its member of parliament, those of its entries.
NAMES = """
    SELECT 1 AS step, row_at, entity_id, name, 'primary' AS name_type, NULL AS script_code, NULL AS language_code, NULL AS list_id
    FROM entities
    UNION ALL
    SELECT 2, row_at, entity_id, native_name, 'native', NULL, NULL, NULL FROM entities
    UNION ALL
    SELECT 3, row_at, entity_id, name, 'alias', NULL, NULL, NULL FROM legislators
    UNION ALL
    SELECT
        4, n.row_at, entity_id, n.name,
        CASE WHEN is_weak THEN 'weak' WHEN name_type = 'primary' THEN 'alias' ELSE CAST(name_type AS VARCHAR) END,
        script_code, language_code, list_id
    FROM list_names AS n JOIN list_entries USING (entry_id) JOIN entity_links USING (entry_id)
"""


def add_entity_names(data: Database) -> None:
    """List each name of each entity once, with its script."""
    columns = ("entity_id", "name", "name_type", "script_code", "language_code", "list_id")
    query = f"SELECT {', '.join(columns)} FROM ({NAMES}) WHERE name IS NOT NULL ORDER BY step, row_at"
    seen: dict[str, set[str]] = defaultdict(set)
    found = []
    for cells in data.select(query):
        row = dict(zip(columns, cells, strict=True))
        if row["name"] not in seen[row["entity_id"]]:
            seen[row["entity_id"]].add(row["name"])
            row["entity_name_id"] = f"{row['entity_id']}-{len(seen[row['entity_id']])}"
            row["script_code"] = row["script_code"] or script_of(row["name"])
            found.append(row)
    data.add("entity_names", found)
