"""Entities behind list entries and members of parliament, and all their names.

An entity takes the id of the first authority number that exists: Bioguide, OFAC, UK, EU, Canada,
Australia. Entries of different lists are one person when a curator says so (entity_links), or when
they share a birth date to the day and all words of a name of one, at least two, are words of a name of
the other, whatever their order, case, accents and punctuation. Bodies are joined by curators alone.
"""

import re
from collections import defaultdict

from magnitsky_data.contract.cells import Row, partial_date
from magnitsky_data.contract.text import folded, script_of
from magnitsky_data.curation.assemble import Dataset

LIST_ORDER = ("us_ofac", "gb_fcdo", "eu_fsf", "ca_sema", "au_dfat")


def drop_unused_legislators(data: Dataset) -> None:
    """Keep the members who sponsor or vote: the official lists hold everyone since 1789."""
    used = {row.get("legislator_id", "") for name in ("sponsorships", "vote_positions") for row in data.rows(name)}
    members = data.tables["legislators"]
    members.keep(iter([row.get("legislator_id", "") in used for row in members.rows]))


def add_entities_of_legislators(data: Dataset) -> None:
    """Give each member an entity with the facts of its row, unless a curator wrote one."""
    entities = data.tables["entities"]
    known = {row.get("entity_id", "") for row in entities.rows}
    members = data.tables["legislators"]
    for row, origin in zip(members.rows, members.origins, strict=True):
        if row.get("entity_id") and row["entity_id"] not in known:
            known.add(row["entity_id"])
            copied = ("entity_id", "name", "birth_date", "source_id", "source_locator", "confidence")
            entities.add(
                {
                    "entity_type": "person",
                    "country_code": row.get("jurisdiction_code", ""),
                    **{c: row.get(c, "") for c in copied},
                },
                origin,
            )


def merge_list_names(data: Dataset) -> None:
    """Keep each name of an entry once: where a list gives it in several parts of the record, the first part."""
    names = data.tables["list_names"]
    parts = names.table.by_name["part"].enum
    best: dict[tuple[str, str], str] = {}
    for row in names.rows:
        key = (row["entry_id"], row["name"])
        best[key] = min(best.get(key, row["part"]), row["part"], key=parts.index)
    seen: set[tuple[str, str]] = set()
    wanted = []
    for row in names.rows:
        key = (row["entry_id"], row["name"])
        keep = row["part"] == best[key] and key not in seen
        wanted.append(keep)
        if keep:
            seen.add(key)
    names.keep(iter(wanted))


def describe_entries(data: Dataset) -> None:
    """Give each list entry, for convenience, the first birth date and country of its particulars."""
    particulars: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(data.rows("list_particulars"), key=lambda r: (r["entry_id"], int(r["sequence"]))):
        particulars[row["entry_id"]].append(row)
    for entry in data.rows("list_entries"):
        said = particulars[entry["entry_id"]]
        births = [r for r in said if r["particular_type"] == "birth_date" and r.get("date_earliest")]
        if births and entry["entity_type"] == "person":
            entry["birth_date"] = partial_date(births[0]["date_earliest"], births[0].get("date_latest", ""))
        kinds = ("nationality", "citizenship") if entry["entity_type"] == "person" else ("address", "vessel_flag")
        entry["country_code"] = next(
            (r["country_code"] for k in kinds for r in said if r["particular_type"] == k and r.get("country_code")), ""
        )


def link_entries(data: Dataset) -> None:
    """Link every list entry to an entity, and make the entities that do not exist yet."""
    links, entities = data.tables["entity_links"], data.tables["entities"]
    curated = {row["entry_id"]: row["entity_id"] for row in links.rows}
    known = {row["entity_id"] for row in entities.rows}
    redirected = {row["old_entity_id"]: row["entity_id"] for row in data.rows("entity_redirects")}
    names: dict[str, list[Row]] = defaultdict(list)
    for row in data.rows("list_names"):
        names[row["entry_id"]].append(row)
    births: dict[str, set[str]] = defaultdict(set)
    for row in data.rows("list_particulars"):
        if (
            row["particular_type"] == "birth_date"
            and row["date_earliest"]
            and row["date_earliest"] == row["date_latest"]
        ):
            births[row["entry_id"]].add(row["date_earliest"])
    persons: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(
        list
    )  # words of a name and entity, by birth date
    for entry in sorted(data.rows("list_entries"), key=_seniority):
        key = entry["entry_id"]
        words = {name_words(n["name"]) for n in [*names[key], {"name": entry["listed_name"]}]}
        days = births[key] if entry["entity_type"] == "person" else set()
        same = {known_as for day in days for had, known_as in persons[day] if any(_is_within(w, had) for w in words)}
        entity = curated.get(key) or (same.pop() if len(same) == 1 else key)
        entity = redirected.get(entity, entity)
        for day in days:
            persons[day] += [(w, entity) for w in words]
        if key not in curated:
            links.derive(
                {
                    "entry_id": key,
                    "entity_id": entity,
                    "method": "rule_number" if entity == key else "rule_name_and_birth_date",
                }
            )
        if entity not in known:
            known.add(entity)
            entities.derive(_entity_of(entry, entity, names[key]))


def _is_within(one: frozenset[str], other: frozenset[str]) -> bool:
    return min(len(one), len(other)) >= 2 and (one <= other or other <= one)


def _seniority(entry: Row) -> tuple[int, str]:
    return LIST_ORDER.index(entry["list_id"]) if entry["list_id"] in LIST_ORDER else len(LIST_ORDER), entry["entry_id"]


def _entity_of(entry: Row, entity: str, names: list[Row]) -> Row:
    native = sorted(
        n["name"] for n in names if n["name_type"] == "native" or n.get("script_code") not in ("", None, "Latn")
    )
    return {
        "entity_id": entity,
        "entity_type": entry["entity_type"],
        "name": usual_order(entry["listed_name"]) if entry["entity_type"] == "person" else entry["listed_name"],
        "native_name": native[0] if native else "",
        "birth_date": entry.get("birth_date", ""),
        "country_code": entry.get("country_code", ""),
        "source_id": entry["source_id"],
        "source_locator": entry.get("source_locator", ""),
        "confidence": entry["confidence"],
    }


def usual_order(name: str) -> str:
    """Return a name with its given names first: KARPOV, Pavel is Pavel KARPOV."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma else name


def name_words(name: str) -> frozenset[str]:
    """Return the words of a name without case, accents, punctuation and initials; the article al goes with its word."""
    joined = re.sub(r"\b(al|el)[ -](?=\w)", r"\1", folded(name))
    return frozenset(word for word in re.findall(r"\w+", joined) if len(word) > 1)


def add_entity_names(data: Dataset) -> None:
    """List the names of each entity: its own, those of its member of parliament and of its list entries."""
    names = data.tables["entity_names"]
    links = {row["entry_id"]: row["entity_id"] for row in data.rows("entity_links")}
    lists = {row["entry_id"]: row["list_id"] for row in data.rows("list_entries")}
    found: list[tuple[str, Row]] = []
    for column, kind in (("name", "primary"), ("native_name", "native")):
        found += [
            (r.get("entity_id", ""), {"name": r.get(column, ""), "name_type": kind}) for r in data.rows("entities")
        ]
    found += [
        (r.get("entity_id", ""), {"name": r.get("name", ""), "name_type": "alias"}) for r in data.rows("legislators")
    ]
    for row in data.rows("list_names"):
        kind = "weak" if row["is_weak"] == "true" else "alias" if row["name_type"] == "primary" else row["name_type"]
        copied = {c: row.get(c, "") for c in ("name", "script_code", "language_code")}
        found.append(
            (links.get(row["entry_id"], ""), {**copied, "name_type": kind, "list_id": lists.get(row["entry_id"], "")})
        )
    seen: dict[str, set[str]] = defaultdict(set)
    for entity, row in found:
        if entity and row["name"] and row["name"] not in seen[entity]:
            seen[entity].add(row["name"])
            script = row.get("script_code") or script_of(row["name"])
            names.derive(
                {**row, "entity_name_id": f"{entity}-{len(seen[entity])}", "entity_id": entity, "script_code": script}
            )


def mark_current_entries(data: Dataset) -> None:
    """Tell which entries stand on their list today: those with an open spell."""
    current = {row["entry_id"] for row in data.rows("designations") if row["status"] == "listed"}
    for row in data.rows("list_entries"):
        row["is_current"] = str(row["entry_id"] in current).lower()
