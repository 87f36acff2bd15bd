"""All names of each entity, with the scripts that they are written in."""

from collections import defaultdict

from magnitsky_data.contract.text import repaired, script_of, search_key, word_scripts
from magnitsky_data.curation.database import Database

# Names in the order in which an entity is known by them: its own, those of its member of parliament, those of its
# entries, those under which an announcement or a measure names it.
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
    UNION ALL
    SELECT 5, e.row_at, entity_id, listed_name, 'alias', NULL, NULL, list_id
    FROM designation_events AS e JOIN programs USING (program_id)
    WHERE entity_id IS NOT NULL
    UNION ALL
    SELECT 6, row_at, entity_id, listed_name, 'alias', NULL, NULL, NULL FROM retaliation_targets
"""


def add_entity_names(data: Database) -> None:
    """List each name of each entity once, with its scripts, its letters put right, and its key for search."""
    columns = ("step", "entity_id", "name", "name_type", "script_code", "language_code", "list_id")
    query = f"SELECT {', '.join(columns)} FROM ({NAMES}) WHERE name IS NOT NULL ORDER BY step, row_at"
    seen: dict[str, set[str]] = defaultdict(set)
    keys: dict[str, set[str]] = defaultdict(set)
    usual: dict[str, str] = {}
    found = []
    for cells in data.select(query):
        row = dict(zip(columns, cells, strict=True))
        entity, name, key = row["entity_id"], row["name"], search_key(row["name"])
        if row["name_type"] == "primary":
            usual[entity] = name.casefold()
        elif name.casefold() == usual[entity]:
            continue  # a list that has the usual name with the family name in capitals tells no other
        # An announcement or a measure that only writes a name otherwise (case, accents) tells no name.
        if name not in seen[entity] and (int(row.pop("step")) < 5 or key not in keys[entity]):
            seen[entity].add(name)
            keys[entity].add(key)
            row["entity_name_id"] = f"{entity}-{len(seen[entity])}"
            row["script_code"] = row["script_code"] or script_of(row["name"])
            row["word_scripts"] = word_scripts(row["name"])
            row["repaired_name"] = mended if (mended := repaired(row["name"])) != row["name"] else ""
            row["search_key"] = key
            found.append(row)
    data.add("entity_names", found)
