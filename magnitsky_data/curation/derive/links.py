"""The entity behind each list entry, and the decision on which that rests.

An entity takes the id of the first authority number that exists: Bioguide, then that of the most senior
list (``lists.seniority``); the entry that bears that number founds it. An id that a release has published
(``entity_ids``) stays when a more senior list names the person later. Another entry joins it when a curator says so
(``entity_links``), or by rule: a person with an identical name and an identical birth date to the day as an entry of
another list, where no birth date, nationality or sex that both entries give differs, no curator has parted them,
and only one entity fits. A name is identical in the same words, whatever their order, case, accents and
punctuation. Contained names, near spellings, differing days and all bodies are for curators.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.text import folded
from magnitsky_data.curation.database import Database

Words = tuple[str, ...]

PARTICLES = {"DE", "DEL", "DO", "DOS"}  # of Spanish and Portuguese names, inside the name


@dataclass
class Facts:
    """What an entry tells of a person that another one may confirm or contradict."""

    entry_id: str
    list_id: str
    names: dict[Words, str] = field(default_factory=dict)  # as listed, by their words
    birth_dates: set[str] = field(default_factory=set)  # those to the day
    other_births: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)  # of nationality and citizenship
    genders: set[str] = field(default_factory=set)

    def is_contradicted_by(self, other: "Facts") -> bool:
        """Tell whether both give a fact and no value of it in common, or one has a birth date that the other has not."""
        return (
            self.birth_dates != other.birth_dates
            or self.other_births != other.other_births
            or bool(self.countries and other.countries and not self.countries & other.countries)
            or bool(self.genders and other.genders and not self.genders & other.genders)
        )


def link_entries(data: Database) -> None:
    """Link every list entry to an entity, decide by rule where that is allowed, and make the entities that do not exist yet."""
    curated = data.mapping("entity_links", "entry_id", "entity_id")
    known = {entity for (entity,) in data.select("SELECT entity_id FROM entities")}
    facts = _facts(data)
    parted = _parted(data)
    born: dict[str, list[Facts]] = defaultdict(list)  # entries of persons by day of birth, founders first
    entity_of: dict[str, str] = {}
    links, decisions, entities = [], [], []
    for entry in _founders_first(data):
        key = entry["entry_id"]
        own = facts.get(key)
        same = _joined_by_rule(own, born, entity_of, parted) if own and key not in curated else None
        entity = curated.get(key) or (entity_of[same.entry_id] if same else key)
        entity_of[key] = entity
        if own:
            for day in own.birth_dates:
                born[day].append(own)
        if own and same:
            decisions.append(_decision(same, own))
            link = {"method": "rule_name_and_birth_date", "decision_id": decisions[-1]["decision_id"]}
            links.append({"entry_id": key, "entity_id": entity, **link})
        elif key not in curated:
            links.append({"entry_id": key, "entity_id": entity, "method": "rule_number"})
        if entity == key and entity not in known:
            entities.append(_founded_by(entry))
    data.add("link_decisions", decisions)
    data.add("entity_links", links)
    data.add("entities", entities)


def _joined_by_rule(
    own: Facts, born: dict[str, list[Facts]], entity_of: dict[str, str], parted: dict[str, set[str]]
) -> Facts | None:
    """Return the first of the entries that are the same person by rule."""
    fits = [
        other
        for day in sorted(own.birth_dates)
        for other in born[day]
        if other.list_id != own.list_id and own.names.keys() & other.names.keys() and not own.is_contradicted_by(other)
    ]
    entities = {entity_of[other.entry_id] for other in fits}
    if len(entities) != 1:
        return None
    members = {key for key, entity in entity_of.items() if entity in entities}
    return None if members & parted[own.entry_id] else fits[0]


def _facts(data: Database) -> dict[str, Facts]:
    persons = data.select("SELECT entry_id, list_id, listed_name FROM list_entries WHERE entity_type = 'person'")
    found = {entry: Facts(entry, list_id, _named(name)) for entry, list_id, name in persons}
    for entry, name in data.select("SELECT entry_id, name FROM list_names WHERE NOT is_weak ORDER BY row_at"):
        if entry in found:
            for words, listed in _named(name).items():
                found[entry].names.setdefault(words, listed)
    query = """
        SELECT
            entry_id, particular_type,
            CASE particular_type WHEN 'gender' THEN lower(value[1]) WHEN 'birth_date' THEN text(date_earliest) ELSE country_code END,
            text(date_latest)
        FROM list_particulars
        WHERE particular_type IN ('birth_date', 'nationality', 'citizenship', 'gender')
    """
    for entry, kind, value, end in data.select(query):
        if entry not in found or not value:
            continue
        if kind == "birth_date":
            (found[entry].birth_dates if value == end else found[entry].other_births).add(value)
        else:
            (found[entry].genders if kind == "gender" else found[entry].countries).add(value)
    return found


def _named(name: str) -> dict[Words, str]:
    words = name_words(name)
    return {words: name} if len(words) > 1 else {}


def _parted(data: Database) -> dict[str, set[str]]:
    """Return for each entry those that a curator called different."""
    found: dict[str, set[str]] = defaultdict(set)
    query = """
        SELECT left_id, right_id FROM link_decisions
        WHERE decision = 'different' AND left_table = 'list_entries' AND right_table = 'list_entries'
    """
    for left, right in data.select(query):
        found[left].add(right)
        found[right].add(left)
    return found


def _decision(senior: Facts, own: Facts) -> Row:
    name = next(listed for words, listed in own.names.items() if words in senior.names)
    days = ", ".join(sorted(own.birth_dates))
    return {
        "decision_id": f"{senior.entry_id}-{own.entry_id}",
        "left_table": "list_entries",
        "left_id": senior.entry_id,
        "right_table": "list_entries",
        "right_id": own.entry_id,
        "decision": "same",
        "method": "rule",
        "evidence": f"Name {name} and birth date {days} on both; no birth date, nationality or sex that both give differs",
        "confidence": "high",
    }


def _founders_first(data: Database) -> list[Row]:
    order = {key: int(place) for key, place in data.mapping("lists", "list_id", "seniority").items() if place}
    published = {entity for (entity,) in data.select("SELECT entity_id FROM entity_ids")}

    def place(entry: Row) -> tuple[bool, int, str]:
        return entry["entry_id"] not in published, order.get(entry["list_id"], len(order) + 1), entry["entry_id"]

    return sorted(data.rows("list_entries"), key=place)


def _founded_by(entry: Row) -> Row:
    copied = ("entity_type", "source_id", "source_locator", "confidence")
    name = usual_name(entry["listed_name"]) if entry["entity_type"] == "person" else entry["listed_name"]
    return {**{column: entry[column] for column in copied}, "entity_id": entry["entry_id"], "name": name}


def usual_name(name: str) -> str:
    """Return a listed person's name as readers write it, given names first: KARPOV, Pavel is Pavel Karpov."""
    family, comma, given = name.partition(", ")
    words = re.split(r"([\s'’-]+)", f"{given} {family}" if comma else name)
    return "".join([_usual_case(words[0]), *(w.lower() if w in PARTICLES else _usual_case(w) for w in words[1:])])


def _usual_case(word: str) -> str:
    if len(word) < 2 or not word.isupper() or "." in word:
        return word
    return "Mc" + word[2:].capitalize() if word.startswith("MC") else word.capitalize()


def name_words(name: str) -> Words:
    """Return the words of a name in alphabetical order, without case, accents and punctuation."""
    return tuple(sorted(re.findall(r"\w+", re.sub(r"['’ʼ`]", "", folded(name)))))
