"""What a record tells of a person or body that helps to know it again: names, days, places, numbers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from magnitsky_data.contract.text import search_key
from magnitsky_data.curation.database import Database

Key = tuple[str, str]  # table and key of a row

NUMBERS = {"passport", "national_id", "tax_id", "registration_number", "imo_number", "identification_number"}
PLACES = {"birth_place", "address"}
NATIONS = {"nationality", "citizenship"}


@dataclass
class Record:
    """A list entry, or another row that names a person or body."""

    key: Key
    group: str  # what names a person or body once: the list, the measure
    kind: str
    name: str
    entity_id: str = ""
    names: set[str] = field(default_factory=set)  # search keys
    births: set[tuple[str, str]] = field(default_factory=set)  # first and last day of each
    nations: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)  # of places
    genders: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)  # words
    posts: set[str] = field(default_factory=set)  # words of offices

    def __str__(self) -> str:
        table, key = self.key
        return f"{table} {key}  {self.name} ({self.kind}, entity {self.entity_id})"

    @property
    def days(self) -> set[str]:
        """Birth dates to the day."""
        return {first for first, last in self.births if first == last}


def records(data: Database) -> dict[Key, Record]:
    """Return all records of which pairs can be proposed, and those of targets and members of the labelled pairs.

    Who is described in brackets in place of a name ("(daughter of an official, not named here)") is not compared.
    """
    found = _entries(data)
    query = """
        SELECT 'entities' AS table_name, entity_id, '', text(entity_type), name, entity_id, text(birth_date_earliest), text(birth_date_latest), text(country_code), text(description)
        FROM entities
        WHERE entity_id LIKE 'md-%' AND NOT starts_with(name, '(')
        UNION ALL
        SELECT 'retaliation_targets', measure_id || '|' || t.entity_id, measure_id, text(entity_type), listed_name, t.entity_id, '', '', text(t.country_code), text(role)
        FROM retaliation_targets AS t JOIN entities AS e ON e.entity_id = t.entity_id
        WHERE measure_id || '|' || t.entity_id IN (SELECT left_entry_id FROM link_benchmark)
        UNION ALL
        SELECT 'legislators', legislator_id, 'legislators', 'person', name, entity_id, text(birth_date_earliest), text(birth_date_latest), text(jurisdiction_code), text(wikipedia_title)
        FROM legislators
        WHERE legislator_id IN (SELECT right_entry_id FROM link_benchmark)
    """
    for table, key, group, kind, name, entity, first, last, country, said in data.select(query):
        record = Record((table, key), group or key, kind, name, entity, {search_key(name)})
        record.births |= {(first, last)} if first else set()
        record.nations |= {country} if country else set()
        if table == "legislators" and said:
            record.names.add(search_key(said.partition(" (")[0]))
        else:
            record.posts |= _words([said])
        found[record.key] = record
    return found


def _entries(data: Database) -> dict[Key, Record]:
    found: dict[str, Record] = {}
    query = "SELECT entry_id, list_id, text(entity_type), listed_name, entity_id FROM list_entries JOIN entity_links USING (entry_id)"
    for entry, list_id, kind, name, entity in data.select(query):
        found[entry] = Record(("list_entries", entry), list_id, kind, name, entity, {search_key(name)})
    for entry, name in data.select("SELECT entry_id, name FROM list_names WHERE NOT is_weak"):
        found[entry].names.add(search_key(name))
    particulars = """
        SELECT entry_id, text(particular_type), value, text(date_earliest), text(date_latest), text(country_code)
        FROM list_particulars
    """
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entry, kind, value, first, last, country in data.select(particulars):
        record = found[entry]
        if kind == "birth_date" and first:
            record.births.add((first, last or first))
        elif kind in NATIONS:
            record.nations |= {country} - {""}
        elif kind == "gender":
            record.genders.add(value[:1].upper())
        elif kind in NUMBERS:
            record.numbers |= {w for w in search_key(value).split() if len(w) > 5 and any(c.isdigit() for c in w)}
        elif kind in PLACES:
            record.countries |= {country} - {""}
            texts[entry, "places"].append(value)
        elif kind in ("position", "title"):
            texts[entry, "posts"].append(value)
    for (entry, what), values in texts.items():
        setattr(found[entry], what, _words(values))
    return {record.key: record for record in found.values()}


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in search_key(text).split() if len(word) > 3}
