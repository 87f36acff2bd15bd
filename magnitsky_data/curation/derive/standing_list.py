"""Who of a standing list of US citizens is in the dataset for another reason: a match of persons by rule.

A member of Congress who sponsors or votes matches when the post names a seat in Congress, the state is one
that the member sat for, the family name is the same and a given name agrees, and only one member and one
entry fit. A target of a measure at hand who is no member matches when first and family name are the same
and only one target and one entry fit. Relatives of officials never match. Misspelled names, mistaken
states and later posts are matched by curators.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from magnitsky_data.contract.cells import Row
from magnitsky_data.contract.descriptor import KEY_JOINER
from magnitsky_data.contract.text import folded
from magnitsky_data.curation.database import Database
from magnitsky_data.curation.derive.posts import chambers_of, is_relative, is_seat, states_of

# Given names by their short forms, where these do not begin with the same three letters.
SHORT = {
    "al": "alexander alfred",
    "bill": "william",
    "billy": "william",
    "bob": "robert",
    "bobby": "robert",
    "chip": "charles",
    "chuck": "charles",
    "dick": "richard",
    "ed": "edward edwin",
    "jack": "john",
    "jake": "jacob",
    "jerry": "gerald",
    "jim": "james",
    "jimmy": "james",
    "joe": "joseph",
    "kathy": "catherine",
    "lizzie": "elizabeth",
    "liz": "elizabeth",
    "mike": "michael",
    "ro": "rohit",
    "ted": "theodore edward",
    "tina": "christine christina",
    "tom": "thomas",
    "tommy": "thomas",
    "tony": "anthony antonio",
}
SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "md"}


class Entry(NamedTuple):
    """One person of the list."""

    number: str
    native_name: str
    listed_name: str
    post: str


class Member(NamedTuple):
    """A member of Congress who sponsors or votes in this dataset."""

    legislator_id: str
    entity_id: str
    names: tuple[str, ...]  # given names first, in several forms
    seats: frozenset[tuple[str, str]]  # chambers and states in which a vote or sponsorship shows the member


class Target(NamedTuple):
    """A person whom a measure at hand names."""

    entity_id: str
    name: str


class Match(NamedTuple):
    """An entry and the one person who fits it."""

    entry: Entry
    entity_id: str
    table: str  # where the person is
    row_id: str
    evidence: str
    confidence: str


def matches(entries: Sequence[Entry], members: Sequence[Member], targets: Iterable[Target]) -> list[Match]:
    """Return the matches of a list in one state; of members and entries that fit several ways none."""
    return [*_of_members(entries, members), *_of_others(entries, targets, {m.entity_id for m in members})]


def _of_members(entries: Sequence[Entry], members: Sequence[Member]) -> Iterator[Match]:
    """Yield the members of Congress of whom exactly one fits an entry, and no other entry."""
    by_family: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        for family in {words(name)[-1] for name in member.names if words(name)}:
            by_family[family].append(member)
    fits: dict[str, list[tuple[Entry, Member, str]]] = defaultdict(list)
    for entry in entries:
        if not is_seat(entry.post) or is_relative(entry.post):
            continue
        states, chambers, name = states_of(entry.post), chambers_of(entry.post), words(entry.listed_name)
        seated = {
            m.legislator_id: m
            for family in name[1:]
            for m in by_family[family]
            if {s for _, s in m.seats} & states and _agrees(name, m.names, family)
        }
        in_chamber = {key: m for key, m in seated.items() if {c for c, _ in m.seats} & chambers}
        chosen = in_chamber if len(in_chamber) == 1 else seated
        if len(chosen) == 1:
            (member,) = chosen.values()
            fits[member.legislator_id].append((entry, member, ", ".join(sorted(states))))
    for found in fits.values():
        if len(found) == 1:
            entry, member, state = found[0]
            same = next((n for n in member.names if _contains(words(entry.listed_name), words(n))), "")
            yield Match(
                entry,
                member.entity_id,
                "legislators",
                member.legislator_id,
                f"Latin name in brackets {entry.listed_name!r} "
                + (f"contains {same!r}" if same else f"agrees in family name and short form with {member.names[0]!r}")
                + f"; the post is a seat in Congress for {state}, where the member sat; no other member fits, nor another entry",
                "high" if same else "medium",
            )


def _of_others(entries: Sequence[Entry], targets: Iterable[Target], members: set[str]) -> Iterator[Match]:
    """Yield the targets who are no members and whose first and family name one entry has."""
    by_name: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for listed in entries:
        full = words(listed.listed_name)
        if full and not is_relative(listed.post):
            by_name[full[0], full[-1]].append(listed)
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entity, name in targets:
        if entity not in members and len(words(name)) > 1:
            named[words(name)[0], words(name)[-1]].add(entity)
    for key, entities in named.items():
        if len(entities) == len(by_name[key]) == 1:
            (entry,), (entity,) = by_name[key], entities
            yield Match(
                entry,
                entity,
                "entities",
                entity,
                f"Latin name in brackets {entry.listed_name!r} has the first and family name of the target of a dated measure; "
                "no other target and no other entry has both",
                "medium",
            )


def words(name: str) -> list[str]:
    """Return the words of a name without case, accents, suffixes and what follows a bracket."""
    return [w for w in re.findall(r"[a-z]+", folded(name.partition(" (")[0])) if w not in SUFFIXES]


def _agrees(name: list[str], names: tuple[str, ...], family: str) -> bool:
    """Tell whether a given name of an entry is one of a member, in full, in a short form or in its first letters."""
    given = [w for w in name if w != family]
    known = {w for n in names for w in words(n) if w != family and len(w) > 1}
    return any(
        a == b or a[:3] == b[:3] or a in SHORT.get(b, "").split() or b in SHORT.get(a, "").split()
        for a in given
        for b in known
    )


def _contains(name: list[str], other: list[str]) -> bool:
    """Tell whether a name has all the words of another one, initials standing for words."""
    return all(w in name or (len(w) == 1 and any(v.startswith(w) for v in name)) for w in other)


def add_standing_list_matches(data: Database) -> None:
    """Name in ``retaliation_targets`` whom a rule finds on a standing list, each with its decision.

    A pair on which a curator decided, for or against, stands as it is.
    """
    decided = {left for (left,) in data.select("SELECT left_id FROM link_decisions")}
    decided |= {KEY_JOINER.join(pair) for pair in data.select("SELECT measure_id, entity_id FROM retaliation_targets")}
    members, persons = _members(data), _targets(data)
    entries: dict[str, list[Entry]] = defaultdict(list)
    for row in data.rows("standing_list_entries"):
        listed = Entry(row["entry_number"], row["native_name"], row["listed_name"], row["post"])
        entries[row["measure_id"]].append(listed)
    sources = data.mapping("retaliatory_measures", "measure_id", "source_id")
    targets, decisions = [], []
    for measure, found in entries.items():
        for match in matches(found, members, persons):
            pair = KEY_JOINER.join((measure, match.entity_id))
            if pair not in decided:
                targets.append(_target(measure, match) | {"source_id": sources[measure]})
                decisions.append(_decision(measure, match) | {"left_id": pair})
    data.add("retaliation_targets", targets)
    data.add("link_decisions", decisions)


def _target(measure: str, match: Match) -> Row:
    return {
        "measure_id": measure,
        "entity_id": match.entity_id,
        "listed_name": match.entry.listed_name,
        "country_code": "US",
        "placement": "standing_list",
        "source_locator": f"entry {match.entry.number} ({match.entry.native_name})",
        "confidence": match.confidence,
    }


def _decision(measure: str, match: Match) -> Row:
    return {
        "decision_id": f"{measure}-{match.entity_id}",
        "left_table": "retaliation_targets",
        "right_table": match.table,
        "right_id": match.row_id,
        "decision": "same",
        "method": "rule",
        "evidence": match.evidence,
        "confidence": match.confidence,
    }


def _targets(data: Database) -> list[Target]:
    """Return the US persons whom measures name."""
    query = """
        SELECT entity_id, name
        FROM entities SEMI JOIN retaliation_targets USING (entity_id)
        WHERE country_code = 'US' AND entity_type = 'person'
        ORDER BY entity_id
    """
    return [Target(entity, name) for entity, name in data.select(query)]


def _members(data: Database) -> list[Member]:
    """Return the members of Congress who sponsor or vote, with the seats in which they do."""
    query = """
        SELECT legislator_id, chamber_id, state_code FROM sponsorships JOIN bills USING (bill_id)
        UNION
        SELECT legislator_id, chamber_id, state_code FROM vote_positions JOIN votes USING (vote_id)
    """
    seats: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for member, chamber, state in data.select(query):
        seats[member].add((chamber, state))
    found = []
    for row in data.rows("legislators"):
        names = tuple(dict.fromkeys(name for name in (row["name"], row["wikipedia_title"]) if name))
        found.append(Member(row["legislator_id"], row["entity_id"], names, frozenset(seats[row["legislator_id"]])))
    return found
